INSERT INTO membership (organisation_id, place_id, from_day, to_day)
VALUES (?1, ?2, ?3, ?4);
