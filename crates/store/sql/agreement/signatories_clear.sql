DELETE FROM signatory WHERE agreement_id = ?1;
