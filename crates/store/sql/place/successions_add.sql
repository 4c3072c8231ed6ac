INSERT INTO place_succession (place_id, successor_id, date)
VALUES (?1, ?2, ?3);
