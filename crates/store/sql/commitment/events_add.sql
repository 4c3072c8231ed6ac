INSERT INTO commitment_event (commitment_id, step, date, act, side, due, note)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);
