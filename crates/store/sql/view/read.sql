SELECT id, name, minimum_level, colour_by, size_by, as_of, confidentiality, created_at, created_by, changed_at,
  changed_by, source_id, group_by, proposal_id, show, focus_id
FROM view
WHERE id BETWEEN ?1 AND ?2
ORDER BY id;
