SELECT max(seq) FROM history WHERE standing = 'done';
