SELECT id, a_organisation_id, b_organisation_id, level, reason, set_by, date, dissent, confidentiality, created_at,
  created_by, changed_at, changed_by, source_id
FROM need
WHERE id BETWEEN ?1 AND ?2
ORDER BY id;
