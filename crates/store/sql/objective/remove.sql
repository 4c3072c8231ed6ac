DELETE FROM objective WHERE id = ?1;
