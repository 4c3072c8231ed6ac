INSERT INTO view (id, name, minimum_level, colour_by, size_by, as_of, confidentiality, created_at, created_by,
  changed_at, changed_by, source_id, group_by, proposal_id, show, focus_id)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)
ON CONFLICT (id) DO UPDATE SET
  name = excluded.name, minimum_level = excluded.minimum_level, colour_by = excluded.colour_by,
  size_by = excluded.size_by, as_of = excluded.as_of, confidentiality = excluded.confidentiality,
  created_at = excluded.created_at, created_by = excluded.created_by, changed_at = excluded.changed_at,
  changed_by = excluded.changed_by, source_id = excluded.source_id, group_by = excluded.group_by,
  proposal_id = excluded.proposal_id, show = excluded.show, focus_id = excluded.focus_id;
