-- The same in a file of schema 1.
SELECT revision FROM history;
