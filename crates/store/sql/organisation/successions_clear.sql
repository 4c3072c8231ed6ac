DELETE FROM succession WHERE organisation_id = ?1;
