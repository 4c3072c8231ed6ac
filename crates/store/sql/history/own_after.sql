-- What was done on this copy after an act, in order. An undo or a redo has the changeset of the edit it concerns.
SELECT act, coalesce(of_seq, seq), command
FROM history
WHERE seq > ?1 AND merged_in IS NULL
ORDER BY seq;
