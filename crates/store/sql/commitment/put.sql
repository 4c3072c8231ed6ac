INSERT INTO commitment (id, from_organisation_id, from_leader_id, to_organisation_id, to_leader_id, what,
  workstream_id, proposal_id, asked, due, evidence, confidentiality, created_at, created_by, changed_at, changed_by,
  source_id)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)
ON CONFLICT (id) DO UPDATE SET
  from_organisation_id = excluded.from_organisation_id, from_leader_id = excluded.from_leader_id,
  to_organisation_id = excluded.to_organisation_id, to_leader_id = excluded.to_leader_id, what = excluded.what,
  workstream_id = excluded.workstream_id, proposal_id = excluded.proposal_id, asked = excluded.asked,
  due = excluded.due, evidence = excluded.evidence, confidentiality = excluded.confidentiality,
  created_at = excluded.created_at, created_by = excluded.created_by, changed_at = excluded.changed_at,
  changed_by = excluded.changed_by, source_id = excluded.source_id;
