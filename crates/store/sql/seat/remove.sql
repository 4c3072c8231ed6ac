DELETE FROM seat WHERE id = ?1;
