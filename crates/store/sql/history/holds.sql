SELECT EXISTS (SELECT 1 FROM history WHERE revision = ?1);
