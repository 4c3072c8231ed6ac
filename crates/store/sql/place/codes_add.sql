INSERT INTO place_code (place_id, scheme, value)
VALUES (?1, ?2, ?3);
