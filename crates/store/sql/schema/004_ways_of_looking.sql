-- Schema 4: saved ways of looking say by what marks stand together, and whose positions colours tell.
ALTER TABLE view ADD COLUMN group_by TEXT;
ALTER TABLE view ADD COLUMN proposal_id TEXT REFERENCES proposal (id) DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX view_by_proposal ON view (proposal_id) WHERE proposal_id IS NOT NULL;

PRAGMA user_version = 4;
