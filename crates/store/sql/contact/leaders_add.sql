INSERT INTO contact_leader (contact_id, leader_id)
VALUES (?1, ?2);
