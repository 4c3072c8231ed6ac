SELECT seq, revision, act, words, command, author, at, of_seq, standing
FROM history
ORDER BY seq DESC
LIMIT ?1;
