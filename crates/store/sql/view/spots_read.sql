SELECT view_id, party_kind, party_id, x, y, pinned
FROM spot
WHERE view_id BETWEEN ?1 AND ?2
ORDER BY view_id, party_kind, party_id;
