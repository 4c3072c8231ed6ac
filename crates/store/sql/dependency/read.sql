SELECT id, first_id, then_id, interdependence, confidentiality, created_at, created_by, changed_at, changed_by,
  source_id
FROM dependency
WHERE id BETWEEN ?1 AND ?2
ORDER BY id;
