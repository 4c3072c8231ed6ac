SELECT name FROM footprint WHERE id = 1;
