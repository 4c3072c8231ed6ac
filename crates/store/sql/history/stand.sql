UPDATE history SET standing = ?2 WHERE seq = ?1;
