SELECT agreement_id, organisation_id
FROM signatory
WHERE agreement_id BETWEEN ?1 AND ?2
ORDER BY agreement_id, organisation_id;
