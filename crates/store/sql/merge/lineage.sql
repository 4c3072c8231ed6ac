-- Every act this copy holds, in order, and the merge that brought it where it is not its own. Whether a merge is
-- undone is seen from what was done to it last: erasing a person ends the undoing of merges that stay in effect.
SELECT h.seq, h.revision, h.merged_in, h.command
FROM history AS h
WHERE h.merged_in IS NULL OR 'undo' IS NOT (
    SELECT u.act FROM history AS u
    WHERE u.of_seq = h.merged_in AND u.merged_in IS NULL
    ORDER BY u.seq DESC LIMIT 1
  )
ORDER BY h.seq;
