-- Schema 3: acts that came with a merge.
--
-- A merge is an edit of its own. The acts of the other copy stand before it, as they were entered there, and name it
-- in merged_in. They are on record only: what they did is in the changeset of the merge, so theirs is empty, and
-- their standing is 'dropped', which is what programs of the schema before take them for. Once the merge is undone
-- they do not count as held any more, and the same copy can be merged again.
ALTER TABLE history ADD COLUMN merged_in INTEGER REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX history_by_merge ON history (merged_in) WHERE merged_in IS NOT NULL;

PRAGMA user_version = 3;
