SELECT meeting_id, step, leader_id, organisation_id, presence, deputy_id, deputy_name, authority
FROM attendance
WHERE meeting_id BETWEEN ?1 AND ?2
ORDER BY meeting_id, step;
