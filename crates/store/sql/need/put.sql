INSERT INTO need (id, a_organisation_id, b_organisation_id, level, reason, set_by, date, dissent, confidentiality,
  created_at, created_by, changed_at, changed_by, source_id)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
ON CONFLICT (id) DO UPDATE SET
  a_organisation_id = excluded.a_organisation_id, b_organisation_id = excluded.b_organisation_id,
  level = excluded.level, reason = excluded.reason, set_by = excluded.set_by, date = excluded.date,
  dissent = excluded.dissent, confidentiality = excluded.confidentiality, created_at = excluded.created_at,
  created_by = excluded.created_by, changed_at = excluded.changed_at, changed_by = excluded.changed_by,
  source_id = excluded.source_id;
