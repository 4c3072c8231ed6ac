-- An act of the other copy, on record only. An edit has to have a changeset and a standing.
INSERT INTO history (seq, revision, act, words, command, author, at, of_seq, standing, changeset, merged_in)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8,
        CASE ?3 WHEN 'edit' THEN 'dropped' END, CASE ?3 WHEN 'edit' THEN X'' END, ?9);
