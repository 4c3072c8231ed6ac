SELECT id, title, kind, date, licence, address, confidentiality, created_at, created_by, changed_at, changed_by,
  source_id
FROM source
WHERE id BETWEEN ?1 AND ?2
ORDER BY id;
