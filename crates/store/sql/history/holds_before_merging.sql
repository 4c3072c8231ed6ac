-- The same in a file of schema 1.
SELECT EXISTS (SELECT 1 FROM history WHERE revision = ?1);
