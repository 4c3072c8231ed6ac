SELECT id, name, kind, summary, confidentiality, created_at, created_by, changed_at, changed_by, source_id
FROM objective
WHERE id BETWEEN ?1 AND ?2
ORDER BY id;
