INSERT INTO contact (id, held_by_organisation_id, held_by_leader_id, held_by_outside, date, channel, said, next_step,
  next_step_by, next_step_done, confidentiality, created_at, created_by, changed_at, changed_by, source_id)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)
ON CONFLICT (id) DO UPDATE SET
  held_by_organisation_id = excluded.held_by_organisation_id, held_by_leader_id = excluded.held_by_leader_id,
  held_by_outside = excluded.held_by_outside, date = excluded.date, channel = excluded.channel, said = excluded.said,
  next_step = excluded.next_step, next_step_by = excluded.next_step_by, next_step_done = excluded.next_step_done,
  confidentiality = excluded.confidentiality, created_at = excluded.created_at, created_by = excluded.created_by,
  changed_at = excluded.changed_at, changed_by = excluded.changed_by, source_id = excluded.source_id;
