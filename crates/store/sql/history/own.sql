-- The acts that were done on this copy, in order, with the moments they were done at.
SELECT seq, at FROM history WHERE merged_in IS NULL ORDER BY seq DESC;
