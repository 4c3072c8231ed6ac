SELECT name, place_id, invented, freeze_since, freeze_why FROM footprint WHERE id = 1;
