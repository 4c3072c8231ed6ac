INSERT INTO tie (id, a_organisation_id, a_leader_id, b_organisation_id, b_leader_id, kind, from_day, to_day, note,
  confidentiality, created_at, created_by, changed_at, changed_by, source_id)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
ON CONFLICT (id) DO UPDATE SET
  a_organisation_id = excluded.a_organisation_id, a_leader_id = excluded.a_leader_id,
  b_organisation_id = excluded.b_organisation_id, b_leader_id = excluded.b_leader_id, kind = excluded.kind,
  from_day = excluded.from_day, to_day = excluded.to_day, note = excluded.note,
  confidentiality = excluded.confidentiality, created_at = excluded.created_at,
  created_by = excluded.created_by, changed_at = excluded.changed_at, changed_by = excluded.changed_by,
  source_id = excluded.source_id;
