INSERT INTO note (id, about_kind, about_id, date, author, text, confidentiality, created_at, created_by, changed_at, changed_by,
  source_id)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
ON CONFLICT (id) DO UPDATE SET
  about_kind = excluded.about_kind, about_id = excluded.about_id, date = excluded.date,
  author = excluded.author, text = excluded.text, confidentiality = excluded.confidentiality,
  created_at = excluded.created_at, created_by = excluded.created_by, changed_at = excluded.changed_at,
  changed_by = excluded.changed_by, source_id = excluded.source_id;
