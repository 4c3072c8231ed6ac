SELECT id, title, summary, level, place_id, organisation_id, forum_id, decide_by, uses_shared_money, sets_precedent,
  status, settled, confidentiality, created_at, created_by, changed_at, changed_by, source_id
FROM proposal
WHERE id BETWEEN ?1 AND ?2
ORDER BY id;
