SELECT changeset FROM history WHERE standing = 'done' ORDER BY seq;
