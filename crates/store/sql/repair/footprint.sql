INSERT INTO footprint (id, name, invented) VALUES (1, ?1, 0);
