DELETE FROM signature WHERE agreement_id = ?1;
