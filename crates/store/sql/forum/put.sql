INSERT INTO forum (id, name, kind, parent_id, place_id, terms, power, quorum_minimum, from_day, to_day,
  confidentiality, created_at, created_by, changed_at, changed_by, source_id)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)
ON CONFLICT (id) DO UPDATE SET
  name = excluded.name, kind = excluded.kind, parent_id = excluded.parent_id, place_id = excluded.place_id,
  terms = excluded.terms, power = excluded.power, quorum_minimum = excluded.quorum_minimum,
  from_day = excluded.from_day, to_day = excluded.to_day, confidentiality = excluded.confidentiality,
  created_at = excluded.created_at, created_by = excluded.created_by, changed_at = excluded.changed_at,
  changed_by = excluded.changed_by, source_id = excluded.source_id;
