SELECT id, tie_id, level, trust, sign, confidence, method, perceiver_organisation_id, perceiver_leader_id,
  perceiver_outside, date, note, dissent, confidentiality, created_at, created_by, changed_at, changed_by,
  source_id
FROM assessment
WHERE id BETWEEN ?1 AND ?2
ORDER BY id;
