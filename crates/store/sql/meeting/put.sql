INSERT INTO meeting (id, forum_id, date, cancelled, minutes, confidentiality, created_at, created_by, changed_at,
  changed_by, source_id)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
ON CONFLICT (id) DO UPDATE SET
  forum_id = excluded.forum_id, date = excluded.date, cancelled = excluded.cancelled, minutes = excluded.minutes,
  confidentiality = excluded.confidentiality, created_at = excluded.created_at, created_by = excluded.created_by,
  changed_at = excluded.changed_at, changed_by = excluded.changed_by, source_id = excluded.source_id;
