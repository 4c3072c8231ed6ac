SELECT id, held_by_organisation_id, held_by_leader_id, held_by_outside, date, channel, said, next_step, next_step_by,
  next_step_done, confidentiality, created_at, created_by, changed_at, changed_by, source_id
FROM contact
WHERE id BETWEEN ?1 AND ?2
ORDER BY id;
