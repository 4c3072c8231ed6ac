SELECT words, author, at FROM history WHERE standing = 'done' ORDER BY seq DESC LIMIT 1;
