INSERT INTO spot (view_id, party_kind, party_id, x, y, pinned)
VALUES (?1, ?2, ?3, ?4, ?5, ?6);
