SELECT seq, changeset FROM history WHERE changeset IS NOT NULL ORDER BY seq;
