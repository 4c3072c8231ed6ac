INSERT INTO view_filter (view_id, sort, value)
VALUES (?1, ?2, ?3);
