INSERT INTO signature (agreement_id, step, organisation_id, leader_id, version, date, conditions)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);
