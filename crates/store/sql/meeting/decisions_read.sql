SELECT meeting_id, step, words, proposal_id
FROM decision
WHERE meeting_id BETWEEN ?1 AND ?2
ORDER BY meeting_id, step;
