SELECT id, name, contact, do_not_ask, keep_until, confidentiality, created_at, created_by, changed_at, changed_by,
  source_id
FROM leader
WHERE id BETWEEN ?1 AND ?2
ORDER BY id;
