-- The states the document has been in, newest first.
SELECT seq, revision FROM history ORDER BY seq DESC;
