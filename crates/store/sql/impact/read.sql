SELECT id, proposal_id, organisation_id, aspect, size, perceiver_organisation_id, perceiver_leader_id,
  perceiver_outside, method, confidence, date, note, dissent, confidentiality, created_at, created_by, changed_at,
  changed_by, source_id
FROM impact
WHERE id BETWEEN ?1 AND ?2
ORDER BY id;
