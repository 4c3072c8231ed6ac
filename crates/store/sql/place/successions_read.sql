SELECT place_id, successor_id, date
FROM place_succession
WHERE place_id BETWEEN ?1 AND ?2
ORDER BY place_id, successor_id;
