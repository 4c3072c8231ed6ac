DELETE FROM contact_leader WHERE contact_id = ?1;
