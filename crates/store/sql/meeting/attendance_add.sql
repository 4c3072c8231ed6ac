INSERT INTO attendance (meeting_id, step, leader_id, organisation_id, presence, deputy_id, deputy_name, authority)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8);
