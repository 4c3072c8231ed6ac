INSERT INTO organisation (id, name, label, kind, sector, parent_id, opened, closed, successor_id, route_body,
  route_lead_days, route_paper_days, route_weighs, confidentiality, created_at, created_by, changed_at, changed_by,
  source_id)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)
ON CONFLICT (id) DO UPDATE SET
  name = excluded.name, label = excluded.label, kind = excluded.kind, sector = excluded.sector,
  parent_id = excluded.parent_id, opened = excluded.opened, closed = excluded.closed,
  successor_id = excluded.successor_id, route_body = excluded.route_body, route_lead_days = excluded.route_lead_days,
  route_paper_days = excluded.route_paper_days, route_weighs = excluded.route_weighs,
  confidentiality = excluded.confidentiality, created_at = excluded.created_at, created_by = excluded.created_by,
  changed_at = excluded.changed_at, changed_by = excluded.changed_by, source_id = excluded.source_id;
