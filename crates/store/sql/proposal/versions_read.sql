SELECT proposal_id, number, date, words, changed
FROM proposal_version
WHERE proposal_id BETWEEN ?1 AND ?2
ORDER BY proposal_id, number;
