SELECT organisation_id, step, words
FROM pressure
WHERE organisation_id BETWEEN ?1 AND ?2
ORDER BY organisation_id, step;
