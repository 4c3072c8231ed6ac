DELETE FROM membership WHERE organisation_id = ?1;
