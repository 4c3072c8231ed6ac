DELETE FROM proposal WHERE id = ?1;
