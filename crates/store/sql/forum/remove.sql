DELETE FROM forum WHERE id = ?1;
