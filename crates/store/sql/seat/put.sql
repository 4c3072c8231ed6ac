INSERT INTO seat (id, forum_id, leader_id, organisation_id, role, from_day, to_day, confidentiality, created_at,
  created_by, changed_at, changed_by, source_id)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
ON CONFLICT (id) DO UPDATE SET
  forum_id = excluded.forum_id, leader_id = excluded.leader_id, organisation_id = excluded.organisation_id,
  role = excluded.role, from_day = excluded.from_day, to_day = excluded.to_day,
  confidentiality = excluded.confidentiality, created_at = excluded.created_at, created_by = excluded.created_by,
  changed_at = excluded.changed_at, changed_by = excluded.changed_by, source_id = excluded.source_id;
