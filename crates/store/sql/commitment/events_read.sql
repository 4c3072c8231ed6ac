SELECT commitment_id, step, date, act, side, due, note
FROM commitment_event
WHERE commitment_id BETWEEN ?1 AND ?2
ORDER BY commitment_id, step;
