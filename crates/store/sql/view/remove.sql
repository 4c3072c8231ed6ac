DELETE FROM view WHERE id = ?1;
