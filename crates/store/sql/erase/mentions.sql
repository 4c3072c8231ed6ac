DELETE FROM history_entity WHERE entity_id = ?1;
