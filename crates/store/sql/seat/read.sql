SELECT id, forum_id, leader_id, organisation_id, role, from_day, to_day, confidentiality, created_at, created_by,
  changed_at, changed_by, source_id
FROM seat
WHERE id BETWEEN ?1 AND ?2
ORDER BY id;
