SELECT words, author, at FROM history ORDER BY seq DESC LIMIT 1;
