INSERT INTO objective (id, name, kind, summary, confidentiality, created_at, created_by, changed_at, changed_by,
  source_id)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
ON CONFLICT (id) DO UPDATE SET
  name = excluded.name, kind = excluded.kind, summary = excluded.summary, confidentiality = excluded.confidentiality,
  created_at = excluded.created_at, created_by = excluded.created_by, changed_at = excluded.changed_at,
  changed_by = excluded.changed_by, source_id = excluded.source_id;
