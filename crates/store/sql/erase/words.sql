-- Steps that were about the person or something of hers alone say no more than that.
UPDATE history SET words = ?2 WHERE seq IN (SELECT seq FROM history_entity WHERE entity_id = ?1);
