INSERT INTO organisation_code (organisation_id, scheme, value)
VALUES (?1, ?2, ?3);
