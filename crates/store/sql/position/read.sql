SELECT id, proposal_id, party_organisation_id, party_leader_id, stance, salience, formality, meeting_id, conditions,
  wished_for, perceiver_organisation_id, perceiver_leader_id, perceiver_outside, method, confidence, date, note,
  dissent, confidentiality, created_at, created_by, changed_at, changed_by, source_id
FROM position
WHERE id BETWEEN ?1 AND ?2
ORDER BY id;
