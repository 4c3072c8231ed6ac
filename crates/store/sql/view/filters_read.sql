SELECT view_id, sort, value
FROM view_filter
WHERE view_id BETWEEN ?1 AND ?2
ORDER BY view_id, sort, value;
