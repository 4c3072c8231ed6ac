-- Schema 2: objectives and stakes, forums and seats, proposals with impacts and positions, agreements, meetings,
-- conversations, baselines; and what was missing about the kinds there were.
--
-- It only adds, so that every changeset in the history still fits: undoing what was done before it works as ever.
--
-- organisation.successor_id and place.successor_id are read as a succession without a date. They are empty in every
-- row written since, because succession and place_succession can hold several, each with its date.

CREATE TABLE objective (
  id              TEXT PRIMARY KEY NOT NULL,
  name            TEXT NOT NULL,
  kind            TEXT NOT NULL,
  summary         TEXT,
  confidentiality TEXT NOT NULL,
  created_at      TEXT,
  created_by      TEXT,
  changed_at      TEXT,
  changed_by      TEXT,
  source_id       TEXT REFERENCES source (id) DEFERRABLE INITIALLY DEFERRED,
  CHECK ((created_at IS NULL) = (created_by IS NULL)),
  CHECK ((changed_at IS NULL) = (changed_by IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE stake (
  id                        TEXT PRIMARY KEY NOT NULL,
  objective_id              TEXT NOT NULL REFERENCES objective (id) DEFERRABLE INITIALLY DEFERRED,
  organisation_id           TEXT NOT NULL REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
  size                      INTEGER NOT NULL CHECK (size BETWEEN -4 AND 4),
  perceiver_organisation_id TEXT REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
  perceiver_leader_id       TEXT REFERENCES leader (id) DEFERRABLE INITIALLY DEFERRED,
  perceiver_outside         TEXT,
  method                    TEXT NOT NULL,
  confidence                INTEGER NOT NULL CHECK (confidence BETWEEN 0 AND 100),   -- hundredths
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

CREATE TABLE forum (
  id              TEXT PRIMARY KEY NOT NULL,
  name            TEXT NOT NULL,
  kind            TEXT NOT NULL,
  parent_id       TEXT REFERENCES forum (id) DEFERRABLE INITIALLY DEFERRED,
  place_id        TEXT REFERENCES place (id) DEFERRABLE INITIALLY DEFERRED,
  terms           TEXT,
  power           TEXT,
  quorum_minimum  INTEGER CHECK (quorum_minimum >= 0),   -- null: nobody has said when it is quorate
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

CREATE TABLE quorum_rule (
  forum_id          TEXT NOT NULL REFERENCES forum (id) DEFERRABLE INITIALLY DEFERRED,
  organisation_kind TEXT NOT NULL,
  minimum           INTEGER NOT NULL CHECK (minimum >= 0),
  PRIMARY KEY (forum_id, organisation_kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE seat (
  id              TEXT PRIMARY KEY NOT NULL,
  forum_id        TEXT NOT NULL REFERENCES forum (id) DEFERRABLE INITIALLY DEFERRED,
  leader_id       TEXT NOT NULL REFERENCES leader (id) DEFERRABLE INITIALLY DEFERRED,
  organisation_id TEXT REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
  role            TEXT NOT NULL,
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

CREATE TABLE proposal (
  id                TEXT PRIMARY KEY NOT NULL,
  title             TEXT NOT NULL,
  summary           TEXT,
  level             TEXT NOT NULL,
  place_id          TEXT REFERENCES place (id) DEFERRABLE INITIALLY DEFERRED,
  organisation_id   TEXT REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
  forum_id          TEXT REFERENCES forum (id) DEFERRABLE INITIALLY DEFERRED,
  decide_by         TEXT,
  uses_shared_money INTEGER CHECK (uses_shared_money IN (0, 1)),   -- null: nobody has said
  sets_precedent    INTEGER CHECK (sets_precedent IN (0, 1)),
  status            TEXT NOT NULL,
  settled           TEXT,
  confidentiality   TEXT NOT NULL,
  created_at        TEXT,
  created_by        TEXT,
  changed_at        TEXT,
  changed_by        TEXT,
  source_id         TEXT REFERENCES source (id) DEFERRABLE INITIALLY DEFERRED,
  CHECK ((created_at IS NULL) = (created_by IS NULL)),
  CHECK ((changed_at IS NULL) = (changed_by IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE proposal_version (
  proposal_id TEXT NOT NULL REFERENCES proposal (id) DEFERRABLE INITIALLY DEFERRED,
  number      INTEGER NOT NULL CHECK (number >= 1),
  date        TEXT NOT NULL,
  words       TEXT NOT NULL,
  changed     TEXT,
  PRIMARY KEY (proposal_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE impact (
  id                        TEXT PRIMARY KEY NOT NULL,
  proposal_id               TEXT NOT NULL REFERENCES proposal (id) DEFERRABLE INITIALLY DEFERRED,
  organisation_id           TEXT NOT NULL REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
  aspect                    TEXT NOT NULL,
  size                      INTEGER NOT NULL CHECK (size BETWEEN -3 AND 3),
  perceiver_organisation_id TEXT REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
  perceiver_leader_id       TEXT REFERENCES leader (id) DEFERRABLE INITIALLY DEFERRED,
  perceiver_outside         TEXT,
  method                    TEXT NOT NULL,
  confidence                INTEGER NOT NULL CHECK (confidence BETWEEN 0 AND 100),   -- hundredths
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

CREATE TABLE meeting (
  id              TEXT PRIMARY KEY NOT NULL,
  forum_id        TEXT NOT NULL REFERENCES forum (id) DEFERRABLE INITIALLY DEFERRED,
  date            TEXT NOT NULL,
  cancelled       INTEGER NOT NULL CHECK (cancelled IN (0, 1)),
  minutes         TEXT,
  confidentiality TEXT NOT NULL,
  created_at      TEXT,
  created_by      TEXT,
  changed_at      TEXT,
  changed_by      TEXT,
  source_id       TEXT REFERENCES source (id) DEFERRABLE INITIALLY DEFERRED,
  CHECK ((created_at IS NULL) = (created_by IS NULL)),
  CHECK ((changed_at IS NULL) = (changed_by IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE agenda_item (
  meeting_id    TEXT NOT NULL REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
  step          INTEGER NOT NULL CHECK (step >= 0),
  proposal_id   TEXT REFERENCES proposal (id) DEFERRABLE INITIALLY DEFERRED,
  commitment_id TEXT REFERENCES commitment (id) DEFERRABLE INITIALLY DEFERRED,
  words         TEXT,
  CHECK ((proposal_id IS NOT NULL) + (commitment_id IS NOT NULL) + (words IS NOT NULL) = 1),
  PRIMARY KEY (meeting_id, step)
) STRICT, WITHOUT ROWID;

CREATE TABLE invitation (
  meeting_id      TEXT NOT NULL REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
  step            INTEGER NOT NULL CHECK (step >= 0),
  leader_id       TEXT REFERENCES leader (id) DEFERRABLE INITIALLY DEFERRED,
  organisation_id TEXT REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
  necessity       TEXT,
  reason          TEXT,
  accepted        INTEGER CHECK (accepted IN (0, 1)),   -- null: not answered
  CHECK (leader_id IS NOT NULL OR organisation_id IS NOT NULL),
  PRIMARY KEY (meeting_id, step)
) STRICT, WITHOUT ROWID;

CREATE TABLE attendance (
  meeting_id      TEXT NOT NULL REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
  step            INTEGER NOT NULL CHECK (step >= 0),
  leader_id       TEXT REFERENCES leader (id) DEFERRABLE INITIALLY DEFERRED,
  organisation_id TEXT REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
  presence        TEXT NOT NULL,
  deputy_id       TEXT REFERENCES leader (id) DEFERRABLE INITIALLY DEFERRED,
  deputy_name     TEXT,
  authority       TEXT,
  CHECK (leader_id IS NOT NULL OR organisation_id IS NOT NULL),
  PRIMARY KEY (meeting_id, step)
) STRICT, WITHOUT ROWID;

CREATE TABLE decision (
  meeting_id  TEXT NOT NULL REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
  step        INTEGER NOT NULL CHECK (step >= 0),
  words       TEXT NOT NULL,
  proposal_id TEXT REFERENCES proposal (id) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (meeting_id, step)
) STRICT, WITHOUT ROWID;

CREATE TABLE position (
  id                        TEXT PRIMARY KEY NOT NULL,
  proposal_id               TEXT NOT NULL REFERENCES proposal (id) DEFERRABLE INITIALLY DEFERRED,
  party_organisation_id     TEXT REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
  party_leader_id           TEXT REFERENCES leader (id) DEFERRABLE INITIALLY DEFERRED,
  stance                    TEXT,   -- null: nobody has said, which is not the same as unaware
  salience                  INTEGER CHECK (salience BETWEEN 1 AND 5),
  formality                 TEXT NOT NULL,
  meeting_id                TEXT REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
  conditions                TEXT,
  wished_for                TEXT,
  perceiver_organisation_id TEXT REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
  perceiver_leader_id       TEXT REFERENCES leader (id) DEFERRABLE INITIALLY DEFERRED,
  perceiver_outside         TEXT,
  method                    TEXT NOT NULL,
  confidence                INTEGER NOT NULL CHECK (confidence BETWEEN 0 AND 100),   -- hundredths
  date                      TEXT NOT NULL,
  note                      TEXT,
  dissent                   TEXT,
  confidentiality           TEXT NOT NULL,
  created_at                TEXT,
  created_by                TEXT,
  changed_at                TEXT,
  changed_by                TEXT,
  source_id                 TEXT REFERENCES source (id) DEFERRABLE INITIALLY DEFERRED,
  CHECK ((party_organisation_id IS NULL) <> (party_leader_id IS NULL)),
  CHECK ((perceiver_organisation_id IS NOT NULL) + (perceiver_leader_id IS NOT NULL)
         + (perceiver_outside IS NOT NULL) <= 1),
  CHECK ((created_at IS NULL) = (created_by IS NULL)),
  CHECK ((changed_at IS NULL) = (changed_by IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE agreement (
  id              TEXT PRIMARY KEY NOT NULL,
  title           TEXT NOT NULL,
  summary         TEXT,
  proposal_id     TEXT REFERENCES proposal (id) DEFERRABLE INITIALLY DEFERRED,
  sign_by         TEXT,
  confidentiality TEXT NOT NULL,
  created_at      TEXT,
  created_by      TEXT,
  changed_at      TEXT,
  changed_by      TEXT,
  source_id       TEXT REFERENCES source (id) DEFERRABLE INITIALLY DEFERRED,
  CHECK ((created_at IS NULL) = (created_by IS NULL)),
  CHECK ((changed_at IS NULL) = (changed_by IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE agreement_version (
  agreement_id TEXT NOT NULL REFERENCES agreement (id) DEFERRABLE INITIALLY DEFERRED,
  number       INTEGER NOT NULL CHECK (number >= 1),
  date         TEXT NOT NULL,
  words        TEXT NOT NULL,
  changed      TEXT,
  PRIMARY KEY (agreement_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE signatory (
  agreement_id    TEXT NOT NULL REFERENCES agreement (id) DEFERRABLE INITIALLY DEFERRED,
  organisation_id TEXT NOT NULL REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (agreement_id, organisation_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE signature (
  agreement_id    TEXT NOT NULL REFERENCES agreement (id) DEFERRABLE INITIALLY DEFERRED,
  step            INTEGER NOT NULL CHECK (step >= 0),
  organisation_id TEXT NOT NULL REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
  leader_id       TEXT REFERENCES leader (id) DEFERRABLE INITIALLY DEFERRED,
  version         INTEGER NOT NULL CHECK (version >= 1),
  date            TEXT NOT NULL,
  conditions      TEXT,
  PRIMARY KEY (agreement_id, step)
) STRICT, WITHOUT ROWID;

CREATE TABLE contact (
  id                      TEXT PRIMARY KEY NOT NULL,
  held_by_organisation_id TEXT REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
  held_by_leader_id       TEXT REFERENCES leader (id) DEFERRABLE INITIALLY DEFERRED,
  held_by_outside         TEXT,
  date                    TEXT NOT NULL,
  channel                 TEXT,
  said                    TEXT NOT NULL,
  next_step               TEXT,
  next_step_by            TEXT,
  next_step_done          TEXT,
  confidentiality         TEXT NOT NULL,
  created_at              TEXT,
  created_by              TEXT,
  changed_at              TEXT,
  changed_by              TEXT,
  source_id               TEXT REFERENCES source (id) DEFERRABLE INITIALLY DEFERRED,
  CHECK ((held_by_organisation_id IS NOT NULL) + (held_by_leader_id IS NOT NULL)
         + (held_by_outside IS NOT NULL) <= 1),
  CHECK ((created_at IS NULL) = (created_by IS NULL)),
  CHECK ((changed_at IS NULL) = (changed_by IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE contact_leader (
  contact_id TEXT NOT NULL REFERENCES contact (id) DEFERRABLE INITIALLY DEFERRED,
  leader_id  TEXT NOT NULL REFERENCES leader (id) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (contact_id, leader_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE baseline (
  id              TEXT PRIMARY KEY NOT NULL,
  name            TEXT NOT NULL,
  day             TEXT NOT NULL,
  known_at        TEXT NOT NULL,   -- a moment: what was entered later is not in it
  confidentiality TEXT NOT NULL,
  created_at      TEXT,
  created_by      TEXT,
  changed_at      TEXT,
  changed_by      TEXT,
  source_id       TEXT REFERENCES source (id) DEFERRABLE INITIALLY DEFERRED,
  CHECK ((created_at IS NULL) = (created_by IS NULL)),
  CHECK ((changed_at IS NULL) = (changed_by IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE succession (
  organisation_id TEXT NOT NULL REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
  successor_id    TEXT NOT NULL REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
  date            TEXT,
  PRIMARY KEY (organisation_id, successor_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE place_succession (
  place_id     TEXT NOT NULL REFERENCES place (id) DEFERRABLE INITIALLY DEFERRED,
  successor_id TEXT NOT NULL REFERENCES place (id) DEFERRABLE INITIALLY DEFERRED,
  date         TEXT,
  PRIMARY KEY (place_id, successor_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE pressure (
  organisation_id TEXT NOT NULL REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
  step            INTEGER NOT NULL CHECK (step >= 0),
  words           TEXT NOT NULL,
  PRIMARY KEY (organisation_id, step)
) STRICT, WITHOUT ROWID;

CREATE TABLE view_filter (
  view_id TEXT NOT NULL REFERENCES view (id) DEFERRABLE INITIALLY DEFERRED,
  sort    TEXT NOT NULL,   -- organisation_kind, sector, place, workstream, tie_kind
  value   TEXT NOT NULL,   -- a key, a text or an id; check() follows the ids
  PRIMARY KEY (view_id, sort, value)
) STRICT, WITHOUT ROWID;

ALTER TABLE footprint ADD COLUMN freeze_since TEXT;   -- a day; while it is there nothing may be deleted
ALTER TABLE footprint ADD COLUMN freeze_why TEXT;
ALTER TABLE organisation ADD COLUMN route_body TEXT;   -- null: nobody has said how it decides
ALTER TABLE organisation ADD COLUMN route_lead_days INTEGER CHECK (route_lead_days >= 0);
ALTER TABLE organisation ADD COLUMN route_paper_days INTEGER CHECK (route_paper_days >= 0);
ALTER TABLE organisation ADD COLUMN route_weighs TEXT;
ALTER TABLE leader ADD COLUMN do_not_ask INTEGER NOT NULL DEFAULT 0 CHECK (do_not_ask IN (0, 1));
ALTER TABLE leader ADD COLUMN keep_until TEXT;
ALTER TABLE need ADD COLUMN dissent TEXT;
ALTER TABLE workstream ADD COLUMN objective_id TEXT REFERENCES objective (id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE commitment ADD COLUMN proposal_id TEXT REFERENCES proposal (id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE commitment ADD COLUMN evidence TEXT;
ALTER TABLE view ADD COLUMN colour_by TEXT;
ALTER TABLE view ADD COLUMN size_by TEXT;
ALTER TABLE view ADD COLUMN as_of TEXT;

-- One index for every reference, as in schema 1.
CREATE INDEX objective_by_source ON objective (source_id) WHERE source_id IS NOT NULL;
CREATE INDEX stake_by_objective ON stake (objective_id);
CREATE INDEX stake_by_organisation ON stake (organisation_id);
CREATE INDEX stake_by_perceiver_organisation ON stake (perceiver_organisation_id)
  WHERE perceiver_organisation_id IS NOT NULL;
CREATE INDEX stake_by_perceiver_leader ON stake (perceiver_leader_id) WHERE perceiver_leader_id IS NOT NULL;
CREATE INDEX stake_by_source ON stake (source_id) WHERE source_id IS NOT NULL;
CREATE INDEX forum_by_parent ON forum (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX forum_by_place ON forum (place_id) WHERE place_id IS NOT NULL;
CREATE INDEX forum_by_source ON forum (source_id) WHERE source_id IS NOT NULL;
CREATE INDEX seat_by_forum ON seat (forum_id);
CREATE INDEX seat_by_leader ON seat (leader_id);
CREATE INDEX seat_by_organisation ON seat (organisation_id) WHERE organisation_id IS NOT NULL;
CREATE INDEX seat_by_source ON seat (source_id) WHERE source_id IS NOT NULL;
CREATE INDEX proposal_by_place ON proposal (place_id) WHERE place_id IS NOT NULL;
CREATE INDEX proposal_by_organisation ON proposal (organisation_id) WHERE organisation_id IS NOT NULL;
CREATE INDEX proposal_by_forum ON proposal (forum_id) WHERE forum_id IS NOT NULL;
CREATE INDEX proposal_by_source ON proposal (source_id) WHERE source_id IS NOT NULL;
CREATE INDEX impact_by_proposal ON impact (proposal_id);
CREATE INDEX impact_by_organisation ON impact (organisation_id);
CREATE INDEX impact_by_perceiver_organisation ON impact (perceiver_organisation_id)
  WHERE perceiver_organisation_id IS NOT NULL;
CREATE INDEX impact_by_perceiver_leader ON impact (perceiver_leader_id) WHERE perceiver_leader_id IS NOT NULL;
CREATE INDEX impact_by_source ON impact (source_id) WHERE source_id IS NOT NULL;
CREATE INDEX meeting_by_forum ON meeting (forum_id);
CREATE INDEX meeting_by_source ON meeting (source_id) WHERE source_id IS NOT NULL;
CREATE INDEX agenda_item_by_proposal ON agenda_item (proposal_id) WHERE proposal_id IS NOT NULL;
CREATE INDEX agenda_item_by_commitment ON agenda_item (commitment_id) WHERE commitment_id IS NOT NULL;
CREATE INDEX invitation_by_leader ON invitation (leader_id) WHERE leader_id IS NOT NULL;
CREATE INDEX invitation_by_organisation ON invitation (organisation_id) WHERE organisation_id IS NOT NULL;
CREATE INDEX attendance_by_leader ON attendance (leader_id) WHERE leader_id IS NOT NULL;
CREATE INDEX attendance_by_organisation ON attendance (organisation_id) WHERE organisation_id IS NOT NULL;
CREATE INDEX attendance_by_deputy ON attendance (deputy_id) WHERE deputy_id IS NOT NULL;
CREATE INDEX decision_by_proposal ON decision (proposal_id) WHERE proposal_id IS NOT NULL;
CREATE INDEX position_by_proposal ON position (proposal_id);
CREATE INDEX position_by_party_organisation ON position (party_organisation_id)
  WHERE party_organisation_id IS NOT NULL;
CREATE INDEX position_by_party_leader ON position (party_leader_id) WHERE party_leader_id IS NOT NULL;
CREATE INDEX position_by_meeting ON position (meeting_id) WHERE meeting_id IS NOT NULL;
CREATE INDEX position_by_perceiver_organisation ON position (perceiver_organisation_id)
  WHERE perceiver_organisation_id IS NOT NULL;
CREATE INDEX position_by_perceiver_leader ON position (perceiver_leader_id) WHERE perceiver_leader_id IS NOT NULL;
CREATE INDEX position_by_source ON position (source_id) WHERE source_id IS NOT NULL;
CREATE INDEX agreement_by_proposal ON agreement (proposal_id) WHERE proposal_id IS NOT NULL;
CREATE INDEX agreement_by_source ON agreement (source_id) WHERE source_id IS NOT NULL;
CREATE INDEX signatory_by_organisation ON signatory (organisation_id);
CREATE INDEX signature_by_organisation ON signature (organisation_id);
CREATE INDEX signature_by_leader ON signature (leader_id) WHERE leader_id IS NOT NULL;
CREATE INDEX contact_by_held_by_organisation ON contact (held_by_organisation_id)
  WHERE held_by_organisation_id IS NOT NULL;
CREATE INDEX contact_by_held_by_leader ON contact (held_by_leader_id) WHERE held_by_leader_id IS NOT NULL;
CREATE INDEX contact_by_source ON contact (source_id) WHERE source_id IS NOT NULL;
CREATE INDEX contact_leader_by_leader ON contact_leader (leader_id);
CREATE INDEX baseline_by_source ON baseline (source_id) WHERE source_id IS NOT NULL;
CREATE INDEX succession_by_successor ON succession (successor_id);
CREATE INDEX place_succession_by_successor ON place_succession (successor_id);
CREATE INDEX workstream_by_objective ON workstream (objective_id) WHERE objective_id IS NOT NULL;
CREATE INDEX commitment_by_proposal ON commitment (proposal_id) WHERE proposal_id IS NOT NULL;

PRAGMA user_version = 2;
