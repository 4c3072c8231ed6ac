SELECT id, from_organisation_id, from_leader_id, to_organisation_id, to_leader_id, what, workstream_id, proposal_id,
  asked, due, evidence, confidentiality, created_at, created_by, changed_at, changed_by, source_id
FROM commitment
WHERE id BETWEEN ?1 AND ?2
ORDER BY id;
