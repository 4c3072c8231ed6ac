INSERT INTO position (id, proposal_id, party_organisation_id, party_leader_id, stance, salience, formality,
  meeting_id, conditions, wished_for, perceiver_organisation_id, perceiver_leader_id, perceiver_outside, method,
  confidence, date, note, dissent, confidentiality, created_at, created_by, changed_at, changed_by, source_id)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24)
ON CONFLICT (id) DO UPDATE SET
  proposal_id = excluded.proposal_id, party_organisation_id = excluded.party_organisation_id,
  party_leader_id = excluded.party_leader_id, stance = excluded.stance, salience = excluded.salience,
  formality = excluded.formality, meeting_id = excluded.meeting_id, conditions = excluded.conditions,
  wished_for = excluded.wished_for, perceiver_organisation_id = excluded.perceiver_organisation_id,
  perceiver_leader_id = excluded.perceiver_leader_id, perceiver_outside = excluded.perceiver_outside,
  method = excluded.method, confidence = excluded.confidence, date = excluded.date, note = excluded.note,
  dissent = excluded.dissent, confidentiality = excluded.confidentiality, created_at = excluded.created_at,
  created_by = excluded.created_by, changed_at = excluded.changed_at, changed_by = excluded.changed_by,
  source_id = excluded.source_id;
