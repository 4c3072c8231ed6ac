INSERT INTO decision (meeting_id, step, words, proposal_id)
VALUES (?1, ?2, ?3, ?4);
