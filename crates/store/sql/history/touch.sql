INSERT INTO history_entity (kind, entity_id, seq) VALUES (?1, ?2, ?3);
