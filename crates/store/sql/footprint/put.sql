INSERT INTO footprint (id, name, place_id, invented)
VALUES (1, ?1, ?2, ?3)
ON CONFLICT (id) DO UPDATE SET name = excluded.name, place_id = excluded.place_id, invented = excluded.invented;
