INSERT INTO place (id, name, level, parent_id, contact, closed, successor_id, confidentiality, created_at, created_by,
  changed_at, changed_by, source_id)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
ON CONFLICT (id) DO UPDATE SET
  name = excluded.name, level = excluded.level, parent_id = excluded.parent_id, contact = excluded.contact,
  closed = excluded.closed, successor_id = excluded.successor_id, confidentiality = excluded.confidentiality,
  created_at = excluded.created_at, created_by = excluded.created_by, changed_at = excluded.changed_at,
  changed_by = excluded.changed_by, source_id = excluded.source_id;
