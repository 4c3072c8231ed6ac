SELECT kind, entity_id FROM history_entity WHERE seq = ?1 ORDER BY kind, entity_id;
