SELECT agreement_id, step, organisation_id, leader_id, version, date, conditions
FROM signature
WHERE agreement_id BETWEEN ?1 AND ?2
ORDER BY agreement_id, step;
