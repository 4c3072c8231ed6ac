DELETE FROM proposal_version WHERE proposal_id = ?1;
