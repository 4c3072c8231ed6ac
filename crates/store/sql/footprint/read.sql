SELECT name, place_id, invented FROM footprint WHERE id = 1;
