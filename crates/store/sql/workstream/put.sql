INSERT INTO workstream (id, name, summary, objective_id, interdependence, from_day, to_day, confidentiality,
  created_at, created_by, changed_at, changed_by, source_id)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
ON CONFLICT (id) DO UPDATE SET
  name = excluded.name, summary = excluded.summary, objective_id = excluded.objective_id,
  interdependence = excluded.interdependence, from_day = excluded.from_day, to_day = excluded.to_day,
  confidentiality = excluded.confidentiality, created_at = excluded.created_at, created_by = excluded.created_by,
  changed_at = excluded.changed_at, changed_by = excluded.changed_by, source_id = excluded.source_id;
