INSERT INTO proposal_version (proposal_id, number, date, words, changed)
VALUES (?1, ?2, ?3, ?4, ?5);
