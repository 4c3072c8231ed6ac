SELECT workstream_id, organisation_id, part
FROM involvement
WHERE workstream_id BETWEEN ?1 AND ?2
ORDER BY workstream_id, organisation_id;
