INSERT INTO agreement (id, title, summary, proposal_id, sign_by, confidentiality, created_at, created_by, changed_at,
  changed_by, source_id)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
ON CONFLICT (id) DO UPDATE SET
  title = excluded.title, summary = excluded.summary, proposal_id = excluded.proposal_id, sign_by = excluded.sign_by,
  confidentiality = excluded.confidentiality, created_at = excluded.created_at, created_by = excluded.created_by,
  changed_at = excluded.changed_at, changed_by = excluded.changed_by, source_id = excluded.source_id;
