SELECT organisation_id, scheme, value
FROM organisation_code
WHERE organisation_id BETWEEN ?1 AND ?2
ORDER BY organisation_id, scheme, value;
