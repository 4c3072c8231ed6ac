SELECT id, title, summary, proposal_id, sign_by, confidentiality, created_at, created_by, changed_at, changed_by,
  source_id
FROM agreement
WHERE id BETWEEN ?1 AND ?2
ORDER BY id;
