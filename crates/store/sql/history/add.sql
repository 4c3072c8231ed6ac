INSERT INTO history (seq, revision, act, words, command, author, at, of_seq, standing, changeset)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10);
