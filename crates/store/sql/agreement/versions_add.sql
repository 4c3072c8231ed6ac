INSERT INTO agreement_version (agreement_id, number, date, words, changed)
VALUES (?1, ?2, ?3, ?4, ?5);
