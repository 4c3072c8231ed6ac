SELECT seq, revision, act, words, command, author, at, of_seq, standing, merged_in
FROM history
ORDER BY seq DESC
LIMIT ?1;
