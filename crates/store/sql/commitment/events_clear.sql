DELETE FROM commitment_event WHERE commitment_id = ?1;
