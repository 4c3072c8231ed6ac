-- Schema 1.
--
-- Every table is STRICT, with a declared key that is never null, so that a session can record it. Rows that belong
-- to another row (codes, memberships, involvement, events, spots) have their owner's id as first column of the key.
--
-- References are checked when a transaction commits, and nothing is deleted or cleared behind the program's back:
-- an edit spells out everything it takes with it, so that its inverse is complete.
--
-- Words of a scale are kept as the keys the domain gives them and are not repeated here, so that a scale can grow
-- without rewriting tables. What holds for the shape of a row (one party and not two, a number within its scale) is.
--
-- Days are YYYY-MM-DD, moments RFC 3339 in UTC, ids lower-case UUIDs.

CREATE TABLE meta (
  key   TEXT PRIMARY KEY NOT NULL,   -- document, created_at, created_by, min_reader, min_writer
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE footprint (
  id       INTEGER PRIMARY KEY NOT NULL CHECK (id = 1),
  name     TEXT NOT NULL,
  place_id TEXT REFERENCES place (id) DEFERRABLE INITIALLY DEFERRED,
  invented INTEGER NOT NULL DEFAULT 0 CHECK (invented IN (0, 1))
) STRICT;

CREATE TABLE source (
  id              TEXT PRIMARY KEY NOT NULL,
  title           TEXT NOT NULL,
  kind            TEXT NOT NULL,
  date            TEXT,
  licence         TEXT,
  address         TEXT,
  confidentiality TEXT NOT NULL,
  created_at      TEXT,
  created_by      TEXT,
  changed_at      TEXT,
  changed_by      TEXT,
  source_id       TEXT REFERENCES source (id) DEFERRABLE INITIALLY DEFERRED,
  CHECK ((created_at IS NULL) = (created_by IS NULL)),
  CHECK ((changed_at IS NULL) = (changed_by IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE place (
  id              TEXT PRIMARY KEY NOT NULL,
  name            TEXT NOT NULL,
  level           TEXT NOT NULL,
  parent_id       TEXT REFERENCES place (id) DEFERRABLE INITIALLY DEFERRED,
  contact         TEXT,
  closed          TEXT,
  successor_id    TEXT REFERENCES place (id) DEFERRABLE INITIALLY DEFERRED,
  confidentiality TEXT NOT NULL,
  created_at      TEXT,
  created_by      TEXT,
  changed_at      TEXT,
  changed_by      TEXT,
  source_id       TEXT REFERENCES source (id) DEFERRABLE INITIALLY DEFERRED,
  CHECK ((created_at IS NULL) = (created_by IS NULL)),
  CHECK ((changed_at IS NULL) = (changed_by IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE place_code (
  place_id TEXT NOT NULL REFERENCES place (id) DEFERRABLE INITIALLY DEFERRED,
  scheme   TEXT NOT NULL,
  value    TEXT NOT NULL,
  PRIMARY KEY (place_id, scheme, value)
) STRICT, WITHOUT ROWID;

CREATE TABLE organisation (
  id              TEXT PRIMARY KEY NOT NULL,
  name            TEXT NOT NULL,
  label           TEXT NOT NULL,
  kind            TEXT NOT NULL,
  sector          TEXT,
  parent_id       TEXT REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
  opened          TEXT,
  closed          TEXT,
  successor_id    TEXT REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
  confidentiality TEXT NOT NULL,
  created_at      TEXT,
  created_by      TEXT,
  changed_at      TEXT,
  changed_by      TEXT,
  source_id       TEXT REFERENCES source (id) DEFERRABLE INITIALLY DEFERRED,
  CHECK ((created_at IS NULL) = (created_by IS NULL)),
  CHECK ((changed_at IS NULL) = (changed_by IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE organisation_code (
  organisation_id TEXT NOT NULL REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
  scheme          TEXT NOT NULL,
  value           TEXT NOT NULL,
  PRIMARY KEY (organisation_id, scheme, value)
) STRICT, WITHOUT ROWID;

CREATE TABLE membership (
  organisation_id TEXT NOT NULL REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
  place_id        TEXT NOT NULL REFERENCES place (id) DEFERRABLE INITIALLY DEFERRED,
  from_day        TEXT,
  to_day          TEXT,
  PRIMARY KEY (organisation_id, place_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE leader (
  id              TEXT PRIMARY KEY NOT NULL,
  name            TEXT NOT NULL,
  contact         TEXT,
  confidentiality TEXT NOT NULL,
  created_at      TEXT,
  created_by      TEXT,
  changed_at      TEXT,
  changed_by      TEXT,
  source_id       TEXT REFERENCES source (id) DEFERRABLE INITIALLY DEFERRED,
  CHECK ((created_at IS NULL) = (created_by IS NULL)),
  CHECK ((changed_at IS NULL) = (changed_by IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE post (
  id              TEXT PRIMARY KEY NOT NULL,
  leader_id       TEXT NOT NULL REFERENCES leader (id) DEFERRABLE INITIALLY DEFERRED,
  organisation_id TEXT NOT NULL REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
  title           TEXT NOT NULL,
  authority       TEXT,
  from_day        TEXT,
  to_day          TEXT,
  confidentiality TEXT NOT NULL,
  created_at      TEXT,
  created_by      TEXT,
  changed_at      TEXT,
  changed_by      TEXT,
  source_id       TEXT REFERENCES source (id) DEFERRABLE INITIALLY DEFERRED,
  CHECK ((created_at IS NULL) = (created_by IS NULL)),
  CHECK ((changed_at IS NULL) = (changed_by IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE tie (
  id                TEXT PRIMARY KEY NOT NULL,
  a_organisation_id TEXT REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
  a_leader_id       TEXT REFERENCES leader (id) DEFERRABLE INITIALLY DEFERRED,
  b_organisation_id TEXT REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
  b_leader_id       TEXT REFERENCES leader (id) DEFERRABLE INITIALLY DEFERRED,
  kind              TEXT NOT NULL,
  from_day          TEXT,
  to_day            TEXT,
  note              TEXT,
  confidentiality   TEXT NOT NULL,
  created_at        TEXT,
  created_by        TEXT,
  changed_at        TEXT,
  changed_by        TEXT,
  source_id         TEXT REFERENCES source (id) DEFERRABLE INITIALLY DEFERRED,
  CHECK ((a_organisation_id IS NULL) <> (a_leader_id IS NULL)),
  CHECK ((b_organisation_id IS NULL) <> (b_leader_id IS NULL)),
  CHECK ((created_at IS NULL) = (created_by IS NULL)),
  CHECK ((changed_at IS NULL) = (changed_by IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE assessment (
  id                        TEXT PRIMARY KEY NOT NULL,
  tie_id                    TEXT NOT NULL REFERENCES tie (id) DEFERRABLE INITIALLY DEFERRED,
  level                     INTEGER CHECK (level BETWEEN 0 AND 5),   -- null: not judged; 0: judged to be none
  trust                     INTEGER CHECK (trust BETWEEN 1 AND 5),
  sign                      TEXT,
  confidence                INTEGER NOT NULL CHECK (confidence BETWEEN 0 AND 100),   -- hundredths
  method                    TEXT NOT NULL,
  perceiver_organisation_id TEXT REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
  perceiver_leader_id       TEXT REFERENCES leader (id) DEFERRABLE INITIALLY DEFERRED,
  perceiver_outside         TEXT,
  date                      TEXT NOT NULL,
  note                      TEXT,
  dissent                   TEXT,
  confidentiality           TEXT NOT NULL,
  created_at                TEXT,
  created_by                TEXT,
  changed_at                TEXT,
  changed_by                TEXT,
  source_id                 TEXT REFERENCES source (id) DEFERRABLE INITIALLY DEFERRED,
  CHECK ((perceiver_organisation_id IS NOT NULL) + (perceiver_leader_id IS NOT NULL)
         + (perceiver_outside IS NOT NULL) <= 1),
  CHECK ((created_at IS NULL) = (created_by IS NULL)),
  CHECK ((changed_at IS NULL) = (changed_by IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE workstream (
  id              TEXT PRIMARY KEY NOT NULL,
  name            TEXT NOT NULL,
  summary         TEXT,
  interdependence TEXT NOT NULL,
  from_day        TEXT,
  to_day          TEXT,
  confidentiality TEXT NOT NULL,
  created_at      TEXT,
  created_by      TEXT,
  changed_at      TEXT,
  changed_by      TEXT,
  source_id       TEXT REFERENCES source (id) DEFERRABLE INITIALLY DEFERRED,
  CHECK ((created_at IS NULL) = (created_by IS NULL)),
  CHECK ((changed_at IS NULL) = (changed_by IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE involvement (
  workstream_id   TEXT NOT NULL REFERENCES workstream (id) DEFERRABLE INITIALLY DEFERRED,
  organisation_id TEXT NOT NULL REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
  part            TEXT NOT NULL,
  PRIMARY KEY (workstream_id, organisation_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE dependency (
  id              TEXT PRIMARY KEY NOT NULL,
  first_id        TEXT NOT NULL REFERENCES workstream (id) DEFERRABLE INITIALLY DEFERRED,
  then_id         TEXT NOT NULL REFERENCES workstream (id) DEFERRABLE INITIALLY DEFERRED,
  interdependence TEXT NOT NULL,
  confidentiality TEXT NOT NULL,
  created_at      TEXT,
  created_by      TEXT,
  changed_at      TEXT,
  changed_by      TEXT,
  source_id       TEXT REFERENCES source (id) DEFERRABLE INITIALLY DEFERRED,
  CHECK ((created_at IS NULL) = (created_by IS NULL)),
  CHECK ((changed_at IS NULL) = (changed_by IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE need (
  id                TEXT PRIMARY KEY NOT NULL,
  a_organisation_id TEXT NOT NULL REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
  b_organisation_id TEXT NOT NULL REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
  level             INTEGER NOT NULL CHECK (level BETWEEN 0 AND 5),
  reason            TEXT NOT NULL,
  set_by            TEXT NOT NULL,
  date              TEXT NOT NULL,
  confidentiality   TEXT NOT NULL,
  created_at        TEXT,
  created_by        TEXT,
  changed_at        TEXT,
  changed_by        TEXT,
  source_id         TEXT REFERENCES source (id) DEFERRABLE INITIALLY DEFERRED,
  CHECK ((created_at IS NULL) = (created_by IS NULL)),
  CHECK ((changed_at IS NULL) = (changed_by IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE commitment (
  id                   TEXT PRIMARY KEY NOT NULL,
  from_organisation_id TEXT REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
  from_leader_id       TEXT REFERENCES leader (id) DEFERRABLE INITIALLY DEFERRED,
  to_organisation_id   TEXT REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
  to_leader_id         TEXT REFERENCES leader (id) DEFERRABLE INITIALLY DEFERRED,
  what                 TEXT NOT NULL,
  workstream_id        TEXT REFERENCES workstream (id) DEFERRABLE INITIALLY DEFERRED,
  asked                TEXT NOT NULL,
  due                  TEXT,
  confidentiality      TEXT NOT NULL,
  created_at           TEXT,
  created_by           TEXT,
  changed_at           TEXT,
  changed_by           TEXT,
  source_id            TEXT REFERENCES source (id) DEFERRABLE INITIALLY DEFERRED,
  CHECK ((from_organisation_id IS NULL) <> (from_leader_id IS NULL)),
  CHECK ((to_organisation_id IS NULL) <> (to_leader_id IS NULL)),
  CHECK ((created_at IS NULL) = (created_by IS NULL)),
  CHECK ((changed_at IS NULL) = (changed_by IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE commitment_event (
  commitment_id TEXT NOT NULL REFERENCES commitment (id) DEFERRABLE INITIALLY DEFERRED,
  step          INTEGER NOT NULL CHECK (step >= 0),   -- the order they were entered in
  date          TEXT NOT NULL,
  act           TEXT NOT NULL,
  side          TEXT NOT NULL,
  due           TEXT,
  note          TEXT,
  PRIMARY KEY (commitment_id, step)
) STRICT, WITHOUT ROWID;

CREATE TABLE note (
  id              TEXT PRIMARY KEY NOT NULL,
  about_kind      TEXT NOT NULL,   -- any kind of entity, so no reference can be declared; check() follows it
  about_id        TEXT NOT NULL,
  date            TEXT NOT NULL,
  author          TEXT NOT NULL,
  text            TEXT NOT NULL,
  confidentiality TEXT NOT NULL,
  created_at      TEXT,
  created_by      TEXT,
  changed_at      TEXT,
  changed_by      TEXT,
  source_id       TEXT REFERENCES source (id) DEFERRABLE INITIALLY DEFERRED,
  CHECK ((created_at IS NULL) = (created_by IS NULL)),
  CHECK ((changed_at IS NULL) = (changed_by IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE view (
  id              TEXT PRIMARY KEY NOT NULL,
  name            TEXT NOT NULL,
  minimum_level   INTEGER CHECK (minimum_level BETWEEN 0 AND 5),
  confidentiality TEXT NOT NULL,
  created_at      TEXT,
  created_by      TEXT,
  changed_at      TEXT,
  changed_by      TEXT,
  source_id       TEXT REFERENCES source (id) DEFERRABLE INITIALLY DEFERRED,
  CHECK ((created_at IS NULL) = (created_by IS NULL)),
  CHECK ((changed_at IS NULL) = (changed_by IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE spot (
  view_id    TEXT NOT NULL REFERENCES view (id) DEFERRABLE INITIALLY DEFERRED,
  party_kind TEXT NOT NULL CHECK (party_kind IN ('organisation', 'leader')),
  party_id   TEXT NOT NULL,
  x          REAL NOT NULL,
  y          REAL NOT NULL,
  pinned     INTEGER NOT NULL CHECK (pinned IN (0, 1)),
  PRIMARY KEY (view_id, party_kind, party_id)
) STRICT, WITHOUT ROWID;

-- Every act on the document, in order. An edit keeps the changeset of its session; undoing or redoing it is an act
-- of its own that points at it. Nothing is ever taken out of here by editing.
CREATE TABLE history (
  seq       INTEGER PRIMARY KEY NOT NULL,
  revision  TEXT NOT NULL UNIQUE,   -- BLAKE3 over the revision before and this row: names the state it led to
  act       TEXT NOT NULL CHECK (act IN ('edit', 'undo', 'redo')),
  words     TEXT NOT NULL,
  command   TEXT NOT NULL,          -- the edit's key, such as add_organisation
  author    TEXT NOT NULL,
  at        TEXT NOT NULL,
  of_seq    INTEGER REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED,
  standing  TEXT CHECK (standing IN ('done', 'undone', 'dropped')),
  changeset BLOB,
  CHECK ((act = 'edit') = (changeset IS NOT NULL)),
  CHECK ((act = 'edit') = (standing IS NOT NULL)),
  CHECK ((act = 'edit') = (of_seq IS NULL))
) STRICT;

-- Which entities an act touched, so that each can show its own history.
CREATE TABLE history_entity (
  kind      TEXT NOT NULL,
  entity_id TEXT NOT NULL,
  seq       INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (kind, entity_id, seq)
) STRICT, WITHOUT ROWID;

-- One index for every reference, so that taking a row away does not search the tables that may name it.
CREATE INDEX place_by_parent ON place (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX place_by_successor ON place (successor_id) WHERE successor_id IS NOT NULL;
CREATE INDEX organisation_by_parent ON organisation (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX organisation_by_successor ON organisation (successor_id) WHERE successor_id IS NOT NULL;
CREATE INDEX membership_by_place ON membership (place_id);
CREATE INDEX post_by_leader ON post (leader_id);
CREATE INDEX post_by_organisation ON post (organisation_id);
CREATE INDEX tie_by_a_organisation ON tie (a_organisation_id) WHERE a_organisation_id IS NOT NULL;
CREATE INDEX tie_by_a_leader ON tie (a_leader_id) WHERE a_leader_id IS NOT NULL;
CREATE INDEX tie_by_b_organisation ON tie (b_organisation_id) WHERE b_organisation_id IS NOT NULL;
CREATE INDEX tie_by_b_leader ON tie (b_leader_id) WHERE b_leader_id IS NOT NULL;
CREATE INDEX assessment_by_tie ON assessment (tie_id);
CREATE INDEX assessment_by_perceiver_organisation ON assessment (perceiver_organisation_id)
  WHERE perceiver_organisation_id IS NOT NULL;
CREATE INDEX assessment_by_perceiver_leader ON assessment (perceiver_leader_id)
  WHERE perceiver_leader_id IS NOT NULL;
CREATE INDEX involvement_by_organisation ON involvement (organisation_id);
CREATE INDEX dependency_by_first ON dependency (first_id);
CREATE INDEX dependency_by_then ON dependency (then_id);
CREATE INDEX need_by_a ON need (a_organisation_id);
CREATE INDEX need_by_b ON need (b_organisation_id);
CREATE INDEX commitment_by_from_organisation ON commitment (from_organisation_id)
  WHERE from_organisation_id IS NOT NULL;
CREATE INDEX commitment_by_from_leader ON commitment (from_leader_id) WHERE from_leader_id IS NOT NULL;
CREATE INDEX commitment_by_to_organisation ON commitment (to_organisation_id)
  WHERE to_organisation_id IS NOT NULL;
CREATE INDEX commitment_by_to_leader ON commitment (to_leader_id) WHERE to_leader_id IS NOT NULL;
CREATE INDEX commitment_by_workstream ON commitment (workstream_id) WHERE workstream_id IS NOT NULL;
CREATE INDEX history_by_standing ON history (standing, seq) WHERE standing IS NOT NULL;
CREATE INDEX history_by_of ON history (of_seq) WHERE of_seq IS NOT NULL;
CREATE INDEX history_entity_by_seq ON history_entity (seq);
CREATE INDEX place_by_source ON place (source_id) WHERE source_id IS NOT NULL;
CREATE INDEX organisation_by_source ON organisation (source_id) WHERE source_id IS NOT NULL;
CREATE INDEX leader_by_source ON leader (source_id) WHERE source_id IS NOT NULL;
CREATE INDEX post_by_source ON post (source_id) WHERE source_id IS NOT NULL;
CREATE INDEX tie_by_source ON tie (source_id) WHERE source_id IS NOT NULL;
CREATE INDEX assessment_by_source ON assessment (source_id) WHERE source_id IS NOT NULL;
CREATE INDEX source_by_source ON source (source_id) WHERE source_id IS NOT NULL;
CREATE INDEX workstream_by_source ON workstream (source_id) WHERE source_id IS NOT NULL;
CREATE INDEX dependency_by_source ON dependency (source_id) WHERE source_id IS NOT NULL;
CREATE INDEX need_by_source ON need (source_id) WHERE source_id IS NOT NULL;
CREATE INDEX commitment_by_source ON commitment (source_id) WHERE source_id IS NOT NULL;
CREATE INDEX note_by_source ON note (source_id) WHERE source_id IS NOT NULL;
CREATE INDEX note_by_about ON note (about_id);
CREATE INDEX view_by_source ON view (source_id) WHERE source_id IS NOT NULL;

PRAGMA application_id = 1182024306;   -- 'FtBr' in ASCII
PRAGMA user_version = 1;
