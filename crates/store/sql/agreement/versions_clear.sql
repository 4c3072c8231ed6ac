DELETE FROM agreement_version WHERE agreement_id = ?1;
