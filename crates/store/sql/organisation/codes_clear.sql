DELETE FROM organisation_code WHERE organisation_id = ?1;
