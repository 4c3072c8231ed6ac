UPDATE history SET changeset = ?2 WHERE seq = ?1;
