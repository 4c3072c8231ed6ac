INSERT INTO succession (organisation_id, successor_id, date)
VALUES (?1, ?2, ?3);
