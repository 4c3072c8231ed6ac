SELECT seq, words, command, changeset FROM history WHERE standing = 'done' ORDER BY seq DESC LIMIT 1;
