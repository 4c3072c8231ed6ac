SELECT meeting_id, step, proposal_id, commitment_id, words
FROM agenda_item
WHERE meeting_id BETWEEN ?1 AND ?2
ORDER BY meeting_id, step;
