SELECT words FROM history WHERE standing = 'undone' ORDER BY seq LIMIT 1;
