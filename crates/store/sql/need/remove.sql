DELETE FROM need WHERE id = ?1;
