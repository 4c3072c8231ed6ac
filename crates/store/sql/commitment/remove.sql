DELETE FROM commitment WHERE id = ?1;
