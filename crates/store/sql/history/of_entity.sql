SELECT h.seq, h.revision, h.act, h.words, h.command, h.author, h.at, h.of_seq, h.standing, h.merged_in
FROM history_entity AS e
JOIN history AS h ON h.seq = e.seq
WHERE e.kind = ?1 AND e.entity_id = ?2
ORDER BY h.seq DESC
LIMIT ?3;
