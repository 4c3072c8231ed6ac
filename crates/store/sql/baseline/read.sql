SELECT id, name, day, known_at, confidentiality, created_at, created_by, changed_at, changed_by, source_id
FROM baseline
WHERE id BETWEEN ?1 AND ?2
ORDER BY id;
