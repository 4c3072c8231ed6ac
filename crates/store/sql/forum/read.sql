SELECT id, name, kind, parent_id, place_id, terms, power, quorum_minimum, from_day, to_day, confidentiality,
  created_at, created_by, changed_at, changed_by, source_id
FROM forum
WHERE id BETWEEN ?1 AND ?2
ORDER BY id;
