SELECT id, name, label, kind, sector, parent_id, opened, closed, successor_id, route_body, route_lead_days,
  route_paper_days, route_weighs, confidentiality, created_at, created_by, changed_at, changed_by, source_id
FROM organisation
WHERE id BETWEEN ?1 AND ?2
ORDER BY id;
