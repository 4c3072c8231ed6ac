SELECT h.seq, h.revision, h.act, h.words, h.command, h.author, h.at, o.revision
FROM history AS h LEFT JOIN history AS o ON o.seq = h.of_seq
WHERE h.seq = ?1;
