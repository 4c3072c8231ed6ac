DELETE FROM agreement WHERE id = ?1;
