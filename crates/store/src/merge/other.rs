//! The other copy of a document: read without trusting it, and where it parted from ours.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use domain::{EntityRef, Map, Stamp};
use jiff::Timestamp;
use rusqlite::Connection;
use uuid::Uuid;

use crate::connection;
use crate::error::StoreError;
use crate::health::{Depth, faults};
use crate::history::{self, Act, Change, Last};
use crate::known::{ERASE, map_after};
use crate::ladder::{self, NEWEST, RUNGS};
use crate::merge::combine::{Base, combine};
use crate::merge::conflict::Choices;
use crate::merge::erasure::Grounds;
use crate::passphrase::Key;
use crate::published::{Received, cause_in_file};
use crate::rows::{self, Columns};
use crate::work_area::{Print, beside};

/// Another copy, read whole.
pub(crate) struct Other {
    file: Taken,
    pub(crate) map: Map,
    pub(crate) document: Uuid,
    pub(crate) last: Last,
    pub(crate) print: Print,
}

/// The database another copy was taken into.
enum Taken {
    /// As it was received.
    AsItIs(Received),
    /// In a file of our own, brought up to date.
    BroughtUp(
        Connection,
        #[expect(dead_code, reason = "goes with the connection")] Scratch,
    ),
}

impl Taken {
    const fn db(&self) -> &Connection {
        match self {
            Self::AsItIs(received) => &received.db,
            Self::BroughtUp(db, _) => db,
        }
    }
}

/// A file of our own, taken away with its journals when it is not needed any more.
struct Scratch(PathBuf);

impl Drop for Scratch {
    fn drop(&mut self) {
        for suffix in ["", "-wal", "-shm", "-journal"] {
            drop(fs::remove_file(beside(&self.0, suffix)));
        }
    }
}

impl Other {
    /// Takes a file in and reads it. Its bytes are copied to `scratch` and checked there; where an older program wrote
    /// it, what is in it is brought up to date in a file of our own.
    pub(crate) fn read(path: &Path, scratch: &Path, typed: &Key) -> Result<Self, StoreError> {
        let damaged = |e: &rusqlite::Error| StoreError::Damaged {
            path: path.to_owned(),
            what: cause_in_file(e),
        };
        let received = Received::take(path, scratch, typed)?;
        let schema = ladder::version(&received.db)
            .map_err(|e| damaged(&e))?
            .schema;
        if schema > NEWEST {
            // What this program does not know of would be left behind without a word.
            return Err(StoreError::Newer {
                path: path.to_owned(),
                theirs: schema,
                ours: NEWEST,
            });
        }
        let document = received.document;
        let print = Print {
            blake3: received.blake3.clone(),
            revision: received.revision,
        };
        let file = if schema < NEWEST {
            let up = beside(scratch, "-up");
            let to_go = Scratch(up.clone());
            let key = received.key.clone();
            received.settle(&up)?;
            let mut db = connection::live(&up, false, &key).map_err(|e| damaged(&e))?;
            ladder::climb(&mut db, RUNGS).map_err(|e| damaged(&e))?;
            let found = faults(&db, Depth::Quick).map_err(|e| damaged(&e))?;
            if let Some(what) = found.into_iter().next() {
                return Err(StoreError::Damaged {
                    path: path.to_owned(),
                    what,
                });
            }
            Taken::BroughtUp(db, to_go)
        } else {
            Taken::AsItIs(received)
        };
        let read = |db| -> rusqlite::Result<_> { Ok((rows::read_map(db)?, history::last(db)?)) };
        let (map, last) = read(file.db()).map_err(|e| damaged(&e))?;
        Ok(Self {
            file,
            map,
            document,
            last,
            print,
        })
    }

    /// Where this copy and ours parted, and what was done in it that ours does not hold.
    pub(crate) fn parting(&self, ours: &Connection, our_map: &Map) -> rusqlite::Result<Parting> {
        let our_line = Lineage::of(ours)?;
        let their_line = Lineage::of(self.file.db())?;
        let erased = our_line.erased_without(&their_line) || their_line.erased_without(&our_line);
        let (base, grounds) = if erased {
            let fork = our_line.fork(&their_line);
            let grounds = Grounds {
                ours: map_after(ours, our_map, fork)?,
                theirs: map_after(self.file.db(), &self.map, fork)?,
            };
            (Base::default(), Some(grounds))
        } else {
            (self.base(ours, our_map, &our_line, &their_line)?, None)
        };
        let acts = their_line
            .acts
            .iter()
            .filter(|act| !our_line.by_revision.contains_key(&act.revision))
            .map(|act| Brought::read(self.file.db(), act.seq))
            .collect::<rusqlite::Result<_>>()?;
        Ok(Parting {
            grounds,
            base,
            acts,
        })
    }

    /// The state both copies come from: the latest one that both hold. Where each has merged an earlier state of the
    /// other there are two of them. If the two merges came to the same, that is it; otherwise the two are put together,
    /// and what they disagree on stays disputed.
    fn base(
        &self,
        ours: &Connection,
        our_map: &Map,
        our_line: &Lineage,
        their_line: &Lineage,
    ) -> rusqlite::Result<Base> {
        let undisputed = |map| Base {
            map,
            disputed: BTreeSet::new(),
        };
        let fork = our_line.fork(their_line);
        let o = our_line.last_own_in(their_line);
        let t = their_line.last_own_in(our_line);
        let our_state = |seq| map_after(ours, our_map, seq);
        let their_state = |seq| map_after(self.file.db(), &self.map, seq);
        if t <= fork {
            return our_state(o).map(undisputed);
        }
        let (o_came_at, t_came_at) = (
            their_line.came_at(&our_line.revision_of(o)),
            our_line.came_at(&their_line.revision_of(t)),
        );
        if o <= fork || o_came_at <= t {
            return their_state(t).map(undisputed);
        }
        if t_came_at <= o {
            return our_state(o).map(undisputed);
        }
        let merged = our_state(t_came_at)?;
        if merged == their_state(o_came_at)? {
            return Ok(undisputed(merged));
        }
        let start = undisputed(our_state(fork)?);
        let (one, other) = (our_state(o)?, their_state(t)?);
        let stamp = Stamp {
            at: Timestamp::UNIX_EPOCH,
            by: String::new(),
        };
        Ok(
            match combine(&start, &one, &other, &Choices::new(), &stamp) {
                Ok(combined) => Base {
                    map: combined.map,
                    disputed: combined.conflicts.into_iter().map(|c| c.point).collect(),
                },
                Err(_) => start,
            },
        )
    }
}

/// Where two copies parted.
pub(crate) struct Parting {
    /// Where somebody was erased in one of them since: the state both began from, as each has it.
    pub(crate) grounds: Option<Grounds>,
    /// The footprint both began from.
    pub(crate) base: Base,
    /// What was done in the other copy since, oldest first.
    pub(crate) acts: Vec<Brought>,
}

/// An act of the other copy, as its history has it.
#[derive(Debug, Clone)]
pub(crate) struct Brought {
    pub(crate) change: Change,
    /// For an undo or redo: the state the edit concerned led to.
    pub(crate) of_revision: Option<String>,
}

impl Brought {
    fn read(db: &Connection, seq: u64) -> rusqlite::Result<Self> {
        let touched: BTreeSet<EntityRef> = history::touched_by(db, seq)?;
        db.prepare_cached(include_str!("../../sql/merge/act.sql"))?
            .query_row([seq as i64], |row| {
                let mut c = Columns::of(row);
                Ok(Self {
                    change: Change {
                        seq: c.plain::<i64>()?.unsigned_abs(),
                        revision: c.plain()?,
                        act: c.key::<Act>()?,
                        words: c.plain()?,
                        command: c.plain()?,
                        author: c.plain()?,
                        at: c.moment()?,
                        of: None,
                        standing: None,
                        merged_in: None,
                        touched: touched.into_iter().collect(),
                    },
                    of_revision: c.plain()?,
                })
            })
    }
}

/// The acts a copy holds, its own and those merged into it.
struct Lineage {
    acts: Vec<Held>,
    by_revision: BTreeMap<String, usize>,
}

struct Held {
    seq: u64,
    revision: String,
    merged_in: Option<u64>,
    erased: bool,
}

impl Lineage {
    fn of(db: &Connection) -> rusqlite::Result<Self> {
        let acts: Vec<Held> = db
            .prepare_cached(include_str!("../../sql/merge/lineage.sql"))?
            .query_map([], |row| {
                let mut c = Columns::of(row);
                Ok(Held {
                    seq: c.plain::<i64>()?.unsigned_abs(),
                    revision: c.plain()?,
                    merged_in: c.plain::<Option<i64>>()?.map(i64::unsigned_abs),
                    erased: c.plain::<String>()? == ERASE,
                })
            })?
            .collect::<rusqlite::Result<_>>()?;
        let by_revision = acts
            .iter()
            .enumerate()
            .map(|(index, act)| (act.revision.clone(), index))
            .collect();
        Ok(Self { acts, by_revision })
    }

    fn own(&self) -> impl DoubleEndedIterator<Item = &Held> {
        self.acts.iter().filter(|act| act.merged_in.is_none())
    }

    /// Whether somebody was erased here and the other does not know of it.
    fn erased_without(&self, other: &Self) -> bool {
        self.acts
            .iter()
            .any(|act| act.erased && !other.by_revision.contains_key(&act.revision))
    }

    /// The number of the last act up to which the two are one and the same.
    fn fork(&self, other: &Self) -> u64 {
        self.own()
            .zip(other.own())
            .take_while(|(a, b)| a.revision == b.revision && a.seq == b.seq)
            .last()
            .map_or(0, |(act, _)| act.seq)
    }

    /// The number of the last act done here that the other holds.
    fn last_own_in(&self, other: &Self) -> u64 {
        self.own()
            .rev()
            .find(|act| other.by_revision.contains_key(&act.revision))
            .map_or(0, |act| act.seq)
    }

    /// The number of the act with which a state came: its own, or that of the merge that brought it.
    fn came_at(&self, revision: &str) -> u64 {
        self.by_revision.get(revision).map_or(u64::MAX, |index| {
            let act = &self.acts[*index];
            act.merged_in.unwrap_or(act.seq)
        })
    }

    fn revision_of(&self, seq: u64) -> String {
        self.own()
            .find(|act| act.seq == seq)
            .map(|act| act.revision.clone())
            .unwrap_or_default()
    }
}
