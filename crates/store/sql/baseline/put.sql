INSERT INTO baseline (id, name, day, known_at, confidentiality, created_at, created_by, changed_at, changed_by,
  source_id)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
ON CONFLICT (id) DO UPDATE SET
  name = excluded.name, day = excluded.day, known_at = excluded.known_at, confidentiality = excluded.confidentiality,
  created_at = excluded.created_at, created_by = excluded.created_by, changed_at = excluded.changed_at,
  changed_by = excluded.changed_by, source_id = excluded.source_id;
