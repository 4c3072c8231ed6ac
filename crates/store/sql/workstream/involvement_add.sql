INSERT INTO involvement (workstream_id, organisation_id, part)
VALUES (?1, ?2, ?3);
