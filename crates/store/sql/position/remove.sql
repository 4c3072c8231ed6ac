DELETE FROM position WHERE id = ?1;
