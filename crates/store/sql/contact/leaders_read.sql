SELECT contact_id, leader_id
FROM contact_leader
WHERE contact_id BETWEEN ?1 AND ?2
ORDER BY contact_id, leader_id;
