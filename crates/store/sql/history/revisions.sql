-- The states this copy holds: its own, and those brought by merges that are not undone.
SELECT h.revision
FROM history AS h
WHERE h.merged_in IS NULL OR 'undo' IS NOT (
    SELECT u.act FROM history AS u
    WHERE u.of_seq = h.merged_in AND u.merged_in IS NULL
    ORDER BY u.seq DESC LIMIT 1
  );
