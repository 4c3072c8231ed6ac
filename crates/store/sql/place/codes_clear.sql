DELETE FROM place_code WHERE place_id = ?1;
