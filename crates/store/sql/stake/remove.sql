DELETE FROM stake WHERE id = ?1;
