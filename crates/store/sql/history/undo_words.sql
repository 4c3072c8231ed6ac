SELECT words FROM history WHERE standing = 'done' ORDER BY seq DESC LIMIT 1;
