-- Schema 5: saved ways of looking say who is drawn, and near which organisation.
ALTER TABLE view ADD COLUMN show TEXT;
ALTER TABLE view ADD COLUMN focus_id TEXT REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX view_by_focus ON view (focus_id) WHERE focus_id IS NOT NULL;

PRAGMA user_version = 5;
