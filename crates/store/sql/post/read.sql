SELECT id, leader_id, organisation_id, title, authority, from_day, to_day, confidentiality, created_at, created_by,
  changed_at, changed_by, source_id
FROM post
WHERE id BETWEEN ?1 AND ?2
ORDER BY id;
