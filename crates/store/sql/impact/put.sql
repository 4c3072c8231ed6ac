INSERT INTO impact (id, proposal_id, organisation_id, aspect, size, perceiver_organisation_id, perceiver_leader_id,
  perceiver_outside, method, confidence, date, note, dissent, confidentiality, created_at, created_by, changed_at,
  changed_by, source_id)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)
ON CONFLICT (id) DO UPDATE SET
  proposal_id = excluded.proposal_id, organisation_id = excluded.organisation_id, aspect = excluded.aspect,
  size = excluded.size, perceiver_organisation_id = excluded.perceiver_organisation_id,
  perceiver_leader_id = excluded.perceiver_leader_id, perceiver_outside = excluded.perceiver_outside,
  method = excluded.method, confidence = excluded.confidence, date = excluded.date, note = excluded.note,
  dissent = excluded.dissent, confidentiality = excluded.confidentiality, created_at = excluded.created_at,
  created_by = excluded.created_by, changed_at = excluded.changed_at, changed_by = excluded.changed_by,
  source_id = excluded.source_id;
