DELETE FROM impact WHERE id = ?1;
