INSERT INTO proposal (id, title, summary, level, place_id, organisation_id, forum_id, decide_by, uses_shared_money,
  sets_precedent, status, settled, confidentiality, created_at, created_by, changed_at, changed_by, source_id)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)
ON CONFLICT (id) DO UPDATE SET
  title = excluded.title, summary = excluded.summary, level = excluded.level, place_id = excluded.place_id,
  organisation_id = excluded.organisation_id, forum_id = excluded.forum_id, decide_by = excluded.decide_by,
  uses_shared_money = excluded.uses_shared_money, sets_precedent = excluded.sets_precedent, status = excluded.status,
  settled = excluded.settled, confidentiality = excluded.confidentiality, created_at = excluded.created_at,
  created_by = excluded.created_by, changed_at = excluded.changed_at, changed_by = excluded.changed_by,
  source_id = excluded.source_id;
