SELECT id, name, summary, objective_id, interdependence, from_day, to_day, confidentiality, created_at, created_by,
  changed_at, changed_by, source_id
FROM workstream
WHERE id BETWEEN ?1 AND ?2
ORDER BY id;
