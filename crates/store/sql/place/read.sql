SELECT id, name, level, parent_id, contact, closed, successor_id, confidentiality, created_at, created_by, changed_at,
  changed_by, source_id
FROM place
WHERE id BETWEEN ?1 AND ?2
ORDER BY id;
