INSERT INTO agenda_item (meeting_id, step, proposal_id, commitment_id, words)
VALUES (?1, ?2, ?3, ?4, ?5);
