SELECT id, about_kind, about_id, date, author, text, confidentiality, created_at, created_by, changed_at, changed_by,
  source_id
FROM note
WHERE id BETWEEN ?1 AND ?2
ORDER BY id;
