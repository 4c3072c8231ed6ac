//! An open document: the map, the edits on it, and its way to the published file.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use domain::{Edit, EntityRef, Footprint, Map, Stamp, Write};
use jiff::Timestamp;
use rusqlite::{Connection, ErrorCode, TransactionBehavior};
use uuid::Uuid;

use crate::aside::{self, Found};
use crate::backups::{BackupReason, Shelf, is_bulk};
use crate::changeset;
use crate::command::command;
use crate::connection;
use crate::error::StoreError;
use crate::health::{Depth, faults};
use crate::history::{self, Act, Body, Change, EditStanding, Entry};
use crate::ladder::{self, NEWEST, RUNGS};
use crate::opening::{Opening, Replacement};
use crate::passphrase::{Key, Passphrase};
use crate::published::{
    Received, cause_in_file, document_id, gate, print_of, save_copy_of, settled, sweep,
};
use crate::publishing::{Home, Published, Trouble};
use crate::rows;
use crate::work_area::{Print, Slot, State, WorkArea, WorkingCopy, copy_name, new_id};

/// An open footprint.
///
/// Edits go to a private working copy on the local disk and are durable when [`apply`](Self::apply) returns. The
/// file the user sees is replaced as a whole by [`publish`](Self::publish). Dropping a document without closing it
/// loses nothing: the next [`open`](Self::open) finds what was not yet published.
pub struct Document {
    pub(crate) db: Connection,
    pub(crate) map: Arc<Map>,
    pub(crate) id: Uuid,
    pub(crate) revision: u64,
    opening: Opening,
    pub(crate) trouble: Option<Trouble>,
    // Last, so that the lock is given up when the database is closed.
    pub(crate) home: Arc<Home>,
}

impl std::fmt::Debug for Document {
    /// Which document, and nothing of what is in it: this may end up in a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Document")
            .field("path", &self.path())
            .field("id", &self.id)
            .field("revision", &self.revision)
            .finish_non_exhaustive()
    }
}

impl Document {
    /// Makes a new document, published at once, so that a place that cannot be written is known before any work
    /// is put into it.
    ///
    /// Where a published file was removed while edits to it were not yet published, nothing is made:
    /// [`StoreError::UnpublishedThere`], and [`open`](Self::open) brings them back.
    pub fn create(
        path: &Path,
        work: &WorkArea,
        name: &str,
        author: &str,
        now: Timestamp,
    ) -> Result<Self, StoreError> {
        Self::create_with(path, work, name, None, author, now)
    }

    /// [`create`](Self::create), encrypted from the beginning where a passphrase is given. Forgotten means lost.
    pub fn create_with(
        path: &Path,
        work: &WorkArea,
        name: &str,
        passphrase: Option<&Passphrase>,
        author: &str,
        now: Timestamp,
    ) -> Result<Self, StoreError> {
        let key = Key::from(passphrase);
        let published = settled(path)?;
        if fs::symlink_metadata(&published).is_ok() {
            return Err(StoreError::AlreadyThere { path: published });
        }
        let slot = work.take(&published, author, now)?;
        let leftovers = slot.working_copies()?;
        for copy in leftovers.iter().rev() {
            let edits = unpublished_edits(copy, &published, &key)?;
            if edits > 0 {
                return Err(StoreError::UnpublishedThere {
                    path: published,
                    edits,
                });
            }
        }
        let id = new_id(now);
        let folder = slot.folder_of(id);
        fs::create_dir_all(&folder).map_err(|e| StoreError::work_area(&folder, &e))?;
        let state = State {
            path: published.clone(),
            document: id,
            copy: copy_name(1),
            base: None,
            coming: None,
            merged: None,
            encrypted: !key.is_plain(),
            write_again: false,
        };
        let copy = WorkingCopy {
            folder: folder.clone(),
            state,
        };
        let start = || -> rusqlite::Result<Connection> {
            let mut db = connection::live(&copy.database(), true, &key)?;
            ladder::climb(&mut db, RUNGS)?;
            let transaction = db.transaction()?;
            ladder::set_meta(&transaction, "document", &id.to_string())?;
            ladder::set_meta(&transaction, "created_at", &now.to_string())?;
            ladder::set_meta(&transaction, "created_by", author)?;
            let footprint = Footprint {
                name: name.trim().to_owned(),
                ..Footprint::default()
            };
            rows::write_all(&transaction, &[Write::Describe(footprint)])?;
            transaction.commit()?;
            Ok(db)
        };
        let made = start()
            .map_err(|e| StoreError::WorkArea {
                path: copy.database(),
                cause: crate::error::cause(&e),
            })
            .and_then(|db| {
                copy.state.write(&copy.folder)?;
                Ok(Self::from(
                    Prepared::read(db, copy, key.clone(), Opening::default())?,
                    slot,
                ))
            })
            .and_then(|mut document| match document.publish(now) {
                Ok(_) => {
                    for copy in &leftovers {
                        // Their file was removed with everything in it published; where one cannot be kept aside
                        // now it stays where it is.
                        drop(aside::retire(copy, document.home.slot(), &key));
                    }
                    Ok(document)
                }
                Err(error) => Err(error),
            });
        made.map_err(|error| {
            // Nothing was acknowledged yet, so nothing is worth keeping.
            drop(fs::remove_dir_all(&folder));
            match error {
                StoreError::NotPublished { path, cause, .. } => StoreError::NotPublished {
                    path,
                    cause,
                    safety: "nothing was changed".to_owned(),
                },
                other => other,
            }
        })
    }

    /// Opens the document published at `path`.
    ///
    /// * The published file is as it was left: the working copy is used, with any edits that were never published.
    /// * It has changed, and nothing waits in the working copy: the published file is taken. Where it does not hold
    ///   all that is in the working copy (an older file was put back, or another one), that is kept aside whole and
    ///   [`Opening`] says where.
    /// * Both have changed: [`StoreError::BothChanged`], and neither is touched.
    pub fn open(
        path: &Path,
        work: &WorkArea,
        author: &str,
        now: Timestamp,
    ) -> Result<Self, StoreError> {
        Self::open_with(path, work, None, author, now)
    }

    /// [`open`](Self::open) with a passphrase, which is not used where the document is plain. Without one an
    /// encrypted document answers [`StoreError::NeedsPassphrase`], with another [`StoreError::WrongPassphrase`], and
    /// nothing is touched.
    pub fn open_with(
        path: &Path,
        work: &WorkArea,
        passphrase: Option<&Passphrase>,
        author: &str,
        now: Timestamp,
    ) -> Result<Self, StoreError> {
        let typed = Key::from(passphrase);
        let missing = || StoreError::Missing {
            path: path.to_owned(),
        };
        let published = settled(path).map_err(|_| missing())?;
        let slot = work.take(&published, author, now)?;
        sweep(&published, slot.mark());
        let copies = slot.working_copies()?;
        let Some(print) = print_of(&published)? else {
            let prepared =
                Prepared::unpublished(copies, &published, &typed, now)?.ok_or_else(missing)?;
            return Ok(Self::from(prepared, slot));
        };
        let mut opening = Opening::default();
        for mut copy in copies.iter().cloned() {
            if copy
                .state
                .coming
                .as_ref()
                .is_some_and(|p| p.blake3 == print)
            {
                // The program ended between the rename and the note of it.
                copy.state.base = copy.state.coming.take();
                copy.state.write(&copy.folder)?;
            }
            if copy.state.base.as_ref().is_none_or(|p| p.blake3 != print) {
                continue;
            }
            match Prepared::from_copy(copy.clone(), &published, &typed, opening.clone(), now) {
                Ok(prepared) => return Ok(Self::from(prepared, slot)),
                Err(StoreError::Damaged { .. }) => opening.damaged_copy = Some(copy.set_aside()?),
                Err(StoreError::WrongPassphrase { .. }) => {
                    // Only what opens the published file shows that it is the working copy that is at fault.
                    drop(Received::take(&published, &slot.scratch(), &typed)?);
                    opening.damaged_copy = Some(copy.set_aside()?);
                }
                Err(error) => return Err(error),
            }
        }
        let received = Received::take(&published, &slot.scratch(), &typed)?;
        let mut name = copy_name(1);
        let mut before = Vec::new();
        for copy in copies {
            if copy.state.document == received.document {
                name = copy.next_name();
                if opening.damaged_copy.is_some() {
                    continue; // It is the one that was set aside above.
                }
            }
            opening.took_published = true;
            match aside::look(copy, &received, &typed)? {
                Found::Displaced(found) if found.same && found.edits > 0 => {
                    return Err(StoreError::BothChanged {
                        path: published,
                        edits: found.edits,
                    });
                }
                found => before.push(found),
            }
        }
        let state = State {
            path: published.clone(),
            document: received.document,
            copy: name,
            base: Some(Print {
                blake3: received.blake3.clone(),
                revision: received.revision,
            }),
            coming: None,
            merged: None,
            encrypted: !received.key.is_plain(),
            write_again: false,
        };
        let copy = WorkingCopy {
            folder: slot.folder_of(received.document),
            state,
        };
        received.settle(&copy.database())?;
        // Only when it has been read whole does it take the place of the working copy before it.
        let mut prepared = Prepared::from_copy(copy, &published, &typed, opening, now).map_err(
            |error| match error {
                StoreError::Damaged { what, .. } => StoreError::Damaged {
                    path: published.clone(),
                    what,
                },
                other => other,
            },
        )?;
        let done_with = keep_aside(before, &slot, &mut prepared.opening)?;
        prepared.copy.state.write(&prepared.copy.folder)?;
        prepared.copy.tidy();
        for copy in done_with {
            if copy.folder != prepared.copy.folder {
                copy.give_up();
            }
        }
        Ok(Self::from(prepared, slot))
    }

    /// The way on from [`StoreError::BothChanged`] without losing either: opens the working copy with its unpublished
    /// edits although the published file has changed, to be compared with that file ([`Review::of`](crate::Review::of)
    /// its path), merged and published. Where nothing waits unpublished this is [`open_with`](Self::open_with).
    pub fn open_unpublished(
        path: &Path,
        work: &WorkArea,
        passphrase: Option<&Passphrase>,
        author: &str,
        now: Timestamp,
    ) -> Result<Self, StoreError> {
        let typed = Key::from(passphrase);
        let published = settled(path)?;
        let slot = work.take(&published, author, now)?;
        let there = print_of(&published)?;
        for mut copy in slot.working_copies()?.into_iter().rev() {
            if there.is_some() && copy.state.coming.as_ref().map(|p| &p.blake3) == there.as_ref() {
                // The program ended between the rename and the note of it.
                copy.state.base = copy.state.coming.take();
                copy.state.write(&copy.folder)?;
            }
            if unpublished_edits(&copy, &published, &typed)? == 0 {
                continue;
            }
            let opening = Opening {
                published_differs: there.is_some()
                    && there.as_ref() != copy.state.base.as_ref().map(|p| &p.blake3),
                ..Opening::default()
            };
            let prepared = Prepared::from_copy(copy, &published, &typed, opening, now)?;
            return Ok(Self::from(prepared, slot));
        }
        drop(slot);
        Self::open_with(path, work, passphrase, author, now)
    }

    fn from(prepared: Prepared, slot: Slot) -> Self {
        let Prepared {
            db,
            map,
            id,
            revision,
            copy,
            key,
            mut opening,
        } = prepared;
        slot.published().clone_into(&mut opening.path);
        Self {
            db,
            map: Arc::new(map),
            id,
            revision,
            opening,
            trouble: None,
            home: Arc::new(Home::new(slot, copy, key)),
        }
    }

    /// The whole footprint, as it is now.
    pub fn map(&self) -> Arc<Map> {
        Arc::clone(&self.map)
    }

    /// Where it is published.
    pub fn path(&self) -> &Path {
        self.home.slot().published()
    }

    /// The document's own id, the same in every copy of it.
    pub const fn id(&self) -> Uuid {
        self.id
    }

    /// How many acts its history holds.
    pub const fn revision(&self) -> u64 {
        self.revision
    }

    /// What happened when it was opened.
    pub const fn opening(&self) -> &Opening {
        &self.opening
    }

    /// Makes an edit. When this returns it is on the disk, in the map, in the history, and can be undone.
    ///
    /// An edit that leaves everything as it is (an import done again) is not recorded: the change it gives has
    /// touched nothing.
    pub fn apply(
        &mut self,
        edit: &Edit,
        author: &str,
        now: Timestamp,
    ) -> Result<Change, StoreError> {
        let stamp = Stamp {
            at: now,
            by: author.to_owned(),
        };
        let writes = edit.plan(&self.map, &stamp)?;
        let words = edit.describe(&self.map);
        let command = command(edit);
        if is_bulk(edit) {
            self.backup_before(BackupReason::BulkChange, now)?;
        }
        let commit = |db: &mut Connection| -> rusqlite::Result<Option<Change>> {
            let transaction = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let changes = changeset::recorded(&transaction, |db| rows::write_all(db, &writes))?;
            if changes.is_empty() {
                return Ok(None);
            }
            let touched = changeset::touched(&changes)?;
            history::drop_undone(&transaction)?;
            let entry = Entry {
                act: Act::Edit,
                words: &words,
                command,
                author,
                at: now,
                body: Body::Changeset(&changes),
            };
            let change = history::enter(&transaction, &entry, &touched)?;
            transaction.commit()?;
            Ok(Some(change))
        };
        let made = commit(&mut self.db).map_err(|e| StoreError::not_kept(&e))?;
        let Some(change) = made else {
            let last = history::last(&self.db).map_err(|e| StoreError::not_kept(&e))?;
            return Ok(Change {
                seq: last.seq,
                revision: last.revision,
                act: Act::Edit,
                words,
                command: command.to_owned(),
                author: author.to_owned(),
                at: now,
                of: None,
                standing: None,
                merged_in: None,
                touched: Vec::new(),
            });
        };
        self.revision = change.seq;
        self.map = Arc::new(self.map.with(&writes));
        Ok(change)
    }

    /// Undoes the last edit that is in effect, whoever made it and whenever.
    pub fn undo(&mut self, author: &str, now: Timestamp) -> Result<Change, StoreError> {
        self.turn(Act::Undo, author, now)?
            .ok_or_else(|| StoreError::NothingToUndo {
                path: self.path().to_owned(),
            })
    }

    /// Makes the edit that was undone last again. A new edit after undoing gives this up.
    pub fn redo(&mut self, author: &str, now: Timestamp) -> Result<Change, StoreError> {
        self.turn(Act::Redo, author, now)?
            .ok_or_else(|| StoreError::NothingToRedo {
                path: self.path().to_owned(),
            })
    }

    fn turn(
        &mut self,
        act: Act,
        author: &str,
        now: Timestamp,
    ) -> Result<Option<Change>, StoreError> {
        let map = Arc::clone(&self.map);
        let commit = |db: &mut Connection| -> rusqlite::Result<Turned> {
            let transaction = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let Some(step) = history::next(&transaction, act)? else {
                return Ok(Turned::Nothing);
            };
            let (changes, standing) = if act == Act::Redo {
                (step.changeset, EditStanding::Done)
            } else {
                (changeset::inverted(&step.changeset)?, EditStanding::Undone)
            };
            let touched = changeset::touched(&changes)?;
            changeset::apply(&transaction, &changes)?;
            let writes = rows::reread(&transaction, &touched)?;
            let forbidden = writes.iter().find_map(|write| match write {
                Write::Remove(entity) => map.forbids_removing(*entity),
                Write::Put(_) | Write::Describe(_) => None,
            });
            if let Some(refused) = forbidden {
                return Ok(Turned::Forbidden(refused));
            }
            history::stand(&transaction, step.seq, standing)?;
            let entry = Entry {
                act,
                words: &step.words,
                command: &step.command,
                author,
                at: now,
                body: Body::Of(step.seq),
            };
            let change = history::enter(&transaction, &entry, &touched)?;
            transaction.commit()?;
            Ok(Turned::Done(change, writes))
        };
        let (change, writes) = match commit(&mut self.db).map_err(|e| StoreError::not_kept(&e))? {
            Turned::Nothing => return Ok(None),
            Turned::Forbidden(refused) => return Err(refused.into()),
            Turned::Done(change, writes) => (change, writes),
        };
        self.revision = change.seq;
        self.map = Arc::new(self.map.with(&writes));
        self.merge_turned(change.of.unwrap_or_default())?;
        Ok(Some(change))
    }

    /// What undo would undo, in words; `None` where there is nothing.
    pub fn undo_words(&self) -> Result<Option<String>, StoreError> {
        history::next_words(&self.db, Act::Undo).map_err(|e| self.unreadable(&e))
    }

    /// Says that everything so far is what the document begins with: see [`Self::is_at_its_beginning`].
    pub fn mark_beginning(&mut self) -> Result<(), StoreError> {
        ladder::set_meta(&self.db, "begun", &self.revision.to_string())
            .map_err(|e| StoreError::not_kept(&e))
    }

    /// Whether what undo would undo next belongs to what the document began with, and not to what was done since.
    pub fn is_at_its_beginning(&self) -> Result<bool, StoreError> {
        let read = || -> rusqlite::Result<bool> {
            let begun = ladder::meta(&self.db, "begun")?.and_then(|text| text.parse::<i64>().ok());
            let Some(begun) = begun else { return Ok(false) };
            let next = self
                .db
                .prepare_cached(include_str!("../sql/history/undo_number.sql"))?
                .query_row([], |row| row.get::<_, Option<i64>>(0))?;
            Ok(next.is_some_and(|next| next <= begun))
        };
        read().map_err(|e| self.unreadable(&e))
    }

    /// What redo would do again, in words; `None` where there is nothing.
    pub fn redo_words(&self) -> Result<Option<String>, StoreError> {
        history::next_words(&self.db, Act::Redo).map_err(|e| self.unreadable(&e))
    }

    /// The latest acts, newest first, at most `limit` of them.
    pub fn history(&self, limit: usize) -> Result<Vec<Change>, StoreError> {
        history::list(&self.db, None, limit).map_err(|e| self.unreadable(&e))
    }

    /// The latest acts that touched one entity, newest first, at most `limit` of them.
    pub fn history_of(&self, entity: EntityRef, limit: usize) -> Result<Vec<Change>, StoreError> {
        history::list(&self.db, Some(entity), limit).map_err(|e| self.unreadable(&e))
    }

    pub(crate) fn unreadable(&self, error: &rusqlite::Error) -> StoreError {
        StoreError::Damaged {
            path: self.home.copy().database(),
            what: cause_in_file(error),
        }
    }

    /// Writes a copy of the document to another place, where no file may stand yet. It stays published where it is.
    pub fn save_copy(&self, to: &Path) -> Result<PathBuf, StoreError> {
        save_copy_of(&self.db, to, self.home.slot().mark(), &self.home.key())
    }

    /// Publishes what is not yet published and closes. When publishing fails the edits are safe in the working
    /// copy and the next [`open`](Self::open) finds them.
    pub fn close(mut self, now: Timestamp) -> Result<Published, StoreError> {
        self.publish(now)
        // Closing the connection writes the journal back and takes it away; the lock goes last.
    }
}

/// What became of an undo or redo.
enum Turned {
    /// There is no step to take.
    Nothing,
    /// It would take something away that may not be.
    Forbidden(domain::Refused),
    Done(Change, Vec<Write>),
}

/// A working copy opened and read, before it becomes a document.
struct Prepared {
    db: Connection,
    map: Map,
    id: Uuid,
    revision: u64,
    copy: WorkingCopy,
    key: Key,
    opening: Opening,
}

impl Prepared {
    /// The published file is gone: a working copy with edits that were never published stands in for it.
    fn unpublished(
        copies: Vec<WorkingCopy>,
        published: &Path,
        typed: &Key,
        now: Timestamp,
    ) -> Result<Option<Self>, StoreError> {
        for mut copy in copies.into_iter().rev() {
            let edits = unpublished_edits(&copy, published, typed)?;
            if edits > 0 {
                copy.state.base = None;
                let opening = Opening {
                    published_gone: true,
                    ..Opening::default()
                };
                let mut prepared = Self::from_copy(copy, published, typed, opening, now)?;
                // Without a file everything waits to be published; only these never were.
                prepared.opening.recovered_edits = edits;
                return Ok(Some(prepared));
            }
        }
        Ok(None)
    }

    /// Opens a working copy, checks it, brings its schema up to date and reads it.
    fn from_copy(
        copy: WorkingCopy,
        published: &Path,
        typed: &Key,
        mut opening: Opening,
        now: Timestamp,
    ) -> Result<Self, StoreError> {
        let path = copy.database();
        let key = copy.state.key(typed)?;
        let depth = if copy.ended_uncleanly() {
            Depth::Full
        } else {
            Depth::Quick
        };
        let damaged = |what: String| StoreError::Damaged {
            path: path.clone(),
            what,
        };
        let mut db = connection::live(&path, false, &key).map_err(|e| {
            wrong_key(&e, published, &key).unwrap_or_else(|| damaged(cause_in_file(&e)))
        })?;
        gate(published, &db).map_err(|error| match error {
            StoreError::NotAFootprint { why, .. } => damaged(why),
            StoreError::Damaged { what, .. } => damaged(what),
            other => other,
        })?;
        let found = faults(&db, depth).map_err(|e| damaged(cause_in_file(&e)))?;
        if let Some(first) = found.first() {
            return Err(damaged(first.clone()));
        }
        let schema = ladder::version(&db)
            .map_err(|e| damaged(cause_in_file(&e)))?
            .schema;
        if schema < NEWEST {
            // As it was, whatever the climb does.
            let work = copy.folder.ancestors().nth(2).unwrap_or(&copy.folder);
            Shelf::of(work, copy.state.document).take(
                &db,
                &key,
                published,
                BackupReason::Migration,
                now,
            )?;
            let climbed = ladder::climb(&mut db, RUNGS).and_then(|()| faults(&db, Depth::Quick));
            match climbed {
                Ok(found) if found.is_empty() => opening.migrated_from = Some(schema),
                Ok(found) => return Err(damaged(found.join("; "))),
                Err(error) => return Err(StoreError::not_kept(&error)),
            }
        }
        let mut prepared = Self::read(db, copy, key, opening)?;
        let base = prepared.copy.state.base.as_ref().map_or(0, |p| p.revision);
        prepared.opening.recovered_edits = prepared.revision.saturating_sub(base);
        Ok(prepared)
    }

    fn read(
        db: Connection,
        copy: WorkingCopy,
        key: Key,
        opening: Opening,
    ) -> Result<Self, StoreError> {
        let read = || -> rusqlite::Result<_> {
            Ok((document_id(&db)?, history::last(&db)?, rows::read_map(&db)?))
        };
        let damaged = |what: String| StoreError::Damaged {
            path: copy.database(),
            what,
        };
        let (id, last, map) = read().map_err(|e| damaged(cause_in_file(&e)))?;
        let id = id.ok_or_else(|| damaged("it does not say which document it is".to_owned()))?;
        Ok(Self {
            db,
            map,
            id,
            revision: last.seq,
            copy,
            key,
            opening,
        })
    }
}

/// What it means that an encrypted working copy cannot be opened at all.
fn wrong_key(error: &rusqlite::Error, published: &Path, key: &Key) -> Option<StoreError> {
    let locked = error.sqlite_error_code() == Some(ErrorCode::NotADatabase) && !key.is_plain();
    locked.then(|| StoreError::WrongPassphrase {
        path: published.to_owned(),
    })
}

/// Keeps aside what the published file being taken does not hold, and says so in `opening`. Gives the working
/// copies that are not needed any more once the file is taken.
fn keep_aside(
    before: Vec<Found>,
    slot: &Slot,
    opening: &mut Opening,
) -> Result<Vec<WorkingCopy>, StoreError> {
    let mut done_with = Vec::new();
    for found in before {
        let damaged = match found {
            Found::Held(copy) => {
                done_with.push(copy);
                continue;
            }
            Found::Damaged(copy) => copy,
            Found::Displaced(displaced) => {
                let lost = displaced.lost;
                let replacement = match (displaced.same, displaced.older) {
                    (false, _) => Replacement::Another,
                    (true, true) => Replacement::Older,
                    (true, false) => Replacement::Parted,
                };
                let (copy, kept) = displaced.keep(slot)?;
                if let Some(kept) = kept {
                    opening.set_aside.push(kept);
                    opening.lost_from_sight += lost;
                    opening.replaced_by = Some(replacement);
                    done_with.push(copy);
                    continue;
                }
                copy
            }
        };
        opening.damaged_copy = Some(damaged.set_aside()?);
        done_with.push(damaged);
    }
    Ok(done_with)
}

/// The way out of [`StoreError::BothChanged`]: writes the working copy with its unpublished edits to a new file and
/// gives the working copy up, so that the next [`Document::open`] takes the published file. Gives the number of
/// edits saved. Where the working copy is encrypted, so is the new file.
pub fn rescue_unpublished(
    path: &Path,
    work: &WorkArea,
    to: &Path,
    passphrase: Option<&Passphrase>,
    author: &str,
    now: Timestamp,
) -> Result<u64, StoreError> {
    let typed = Key::from(passphrase);
    let published = settled(path)?;
    let slot = work.take(&published, author, now)?;
    for copy in slot.working_copies()?.into_iter().rev() {
        let edits = unpublished_edits(&copy, &published, &typed)?;
        if edits > 0 {
            let key = copy.state.key(&typed)?;
            let db = connection::live(&copy.database(), false, &key)
                .map_err(|e| StoreError::not_kept(&e))?;
            save_copy_of(&db, to, slot.mark(), &key)?;
            drop(db);
            fs::remove_dir_all(&copy.folder)
                .map_err(|e| StoreError::work_area(&copy.folder, &e))?;
            return Ok(edits);
        }
    }
    Ok(0)
}

/// How many edits a working copy holds that its published file does not.
pub(crate) fn unpublished_edits(
    copy: &WorkingCopy,
    published: &Path,
    typed: &Key,
) -> Result<u64, StoreError> {
    let path = copy.database();
    let key = copy.state.key(typed)?;
    let damaged = |e: &rusqlite::Error| StoreError::Damaged {
        path: path.clone(),
        what: cause_in_file(e),
    };
    let db = connection::live(&path, false, &key)
        .map_err(|e| wrong_key(&e, published, &key).unwrap_or_else(|| damaged(&e)))?;
    gate(published, &db)?;
    let last = history::last(&db).map_err(|e| damaged(&e))?;
    Ok(last
        .seq
        .saturating_sub(copy.state.base.as_ref().map_or(0, |p| p.revision)))
}
