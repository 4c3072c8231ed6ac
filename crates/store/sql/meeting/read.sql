SELECT id, forum_id, date, cancelled, minutes, confidentiality, created_at, created_by, changed_at, changed_by,
  source_id
FROM meeting
WHERE id BETWEEN ?1 AND ?2
ORDER BY id;
