SELECT id, a_organisation_id, a_leader_id, b_organisation_id, b_leader_id, kind, from_day, to_day, note,
  confidentiality, created_at, created_by, changed_at, changed_by, source_id
FROM tie
WHERE id BETWEEN ?1 AND ?2
ORDER BY id;
