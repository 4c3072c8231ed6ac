DELETE FROM meeting WHERE id = ?1;
