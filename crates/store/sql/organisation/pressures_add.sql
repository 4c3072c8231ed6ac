INSERT INTO pressure (organisation_id, step, words)
VALUES (?1, ?2, ?3);
