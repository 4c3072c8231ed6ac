DELETE FROM leader WHERE id = ?1;
