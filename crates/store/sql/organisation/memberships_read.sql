SELECT organisation_id, place_id, from_day, to_day
FROM membership
WHERE organisation_id BETWEEN ?1 AND ?2
ORDER BY organisation_id, place_id;
