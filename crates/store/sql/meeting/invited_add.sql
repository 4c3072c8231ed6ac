INSERT INTO invitation (meeting_id, step, leader_id, organisation_id, necessity, reason, accepted)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);
