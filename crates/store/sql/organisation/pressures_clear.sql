DELETE FROM pressure WHERE organisation_id = ?1;
