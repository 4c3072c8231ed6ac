-- Whether an act is part of this copy: its own, or brought by a merge that is not undone.
SELECT EXISTS (
  SELECT 1 FROM history AS h
  WHERE h.revision = ?1 AND (h.merged_in IS NULL OR 'undo' IS NOT (
    SELECT u.act FROM history AS u
    WHERE u.of_seq = h.merged_in AND u.merged_in IS NULL
    ORDER BY u.seq DESC LIMIT 1
  ))
);
