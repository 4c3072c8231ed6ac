INSERT INTO quorum_rule (forum_id, organisation_kind, minimum)
VALUES (?1, ?2, ?3);
