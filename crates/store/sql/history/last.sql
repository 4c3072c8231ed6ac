-- The last act, whose number counts the document's revisions.
SELECT seq, revision FROM history ORDER BY seq DESC LIMIT 1;
