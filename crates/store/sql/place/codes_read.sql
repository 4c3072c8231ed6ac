SELECT place_id, scheme, value
FROM place_code
WHERE place_id BETWEEN ?1 AND ?2
ORDER BY place_id, scheme, value;
