SELECT changeset FROM history WHERE seq = ?1;
