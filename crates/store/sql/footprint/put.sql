INSERT INTO footprint (id, name, place_id, invented, freeze_since, freeze_why)
VALUES (1, ?1, ?2, ?3, ?4, ?5)
ON CONFLICT (id) DO UPDATE SET
  name = excluded.name, place_id = excluded.place_id, invented = excluded.invented,
  freeze_since = excluded.freeze_since, freeze_why = excluded.freeze_why;
