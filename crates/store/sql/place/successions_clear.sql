DELETE FROM place_succession WHERE place_id = ?1;
