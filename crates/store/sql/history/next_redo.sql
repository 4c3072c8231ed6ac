SELECT seq, words, command, changeset FROM history WHERE standing = 'undone' ORDER BY seq LIMIT 1;
