SELECT meeting_id, step, leader_id, organisation_id, necessity, reason, accepted
FROM invitation
WHERE meeting_id BETWEEN ?1 AND ?2
ORDER BY meeting_id, step;
