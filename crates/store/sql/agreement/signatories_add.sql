INSERT INTO signatory (agreement_id, organisation_id)
VALUES (?1, ?2);
