SELECT organisation_id, successor_id, date
FROM succession
WHERE organisation_id BETWEEN ?1 AND ?2
ORDER BY organisation_id, successor_id;
