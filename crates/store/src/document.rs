//! An open document: the map, the edits on it, and its way to the published file.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use domain::{Edit, EntityRef, Footprint, Map, Stamp, Write};
use jiff::Timestamp;
use rusqlite::{Connection, TransactionBehavior};
use uuid::Uuid;

use crate::aside::{self, Found};
use crate::changeset;
use crate::command::command;
use crate::connection;
use crate::error::StoreError;
use crate::health::{Depth, faults};
use crate::history::{self, Act, Body, Change, EditStanding, Entry};
use crate::ladder::{self, NEWEST, RUNGS};
use crate::opening::{Opening, Replacement};
use crate::published::{
    Cause, Ready, Received, cause_in_file, document_id, gate, print_of, save_copy_of, settled,
    sweep, vacuum_into,
};
use crate::rows;
use crate::work_area::{Print, Slot, State, WorkArea, WorkingCopy, copy_name, new_id};

/// What publishing did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// The file.
    pub path: PathBuf,
    /// How many acts the history in it holds.
    pub revision: u64,
    /// Whether it was written; `false` where it held everything already.
    pub written: bool,
}

/// An open footprint.
///
/// Edits go to a private working copy on the local disk and are durable when [`apply`](Self::apply) returns. The
/// file the user sees is replaced as a whole by [`publish`](Self::publish). Dropping a document without closing it
/// loses nothing: the next [`open`](Self::open) finds what was not yet published.
pub struct Document {
    db: Connection,
    map: Arc<Map>,
    id: Uuid,
    revision: u64,
    copy: WorkingCopy,
    opening: Opening,
    // Last, so that the lock is given up when the database is closed.
    slot: Slot,
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
        let published = settled(path)?;
        if fs::symlink_metadata(&published).is_ok() {
            return Err(StoreError::AlreadyThere { path: published });
        }
        let slot = work.take(&published, author, now)?;
        let leftovers = slot.working_copies()?;
        for copy in leftovers.iter().rev() {
            let edits = unpublished_edits(copy, &published)?;
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
        };
        let copy = WorkingCopy {
            folder: folder.clone(),
            state,
        };
        let start = || -> rusqlite::Result<Connection> {
            let mut db = connection::live(&copy.database(), true)?;
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
                    Prepared::read(db, copy, Opening::default())?,
                    slot,
                ))
            })
            .and_then(|mut document| match document.publish(now) {
                Ok(_) => {
                    for copy in &leftovers {
                        // Their file was removed with everything in it published; where one cannot be kept aside
                        // now it stays where it is.
                        drop(aside::retire(copy, &document.slot));
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
        let missing = || StoreError::Missing {
            path: path.to_owned(),
        };
        let published = settled(path).map_err(|_| missing())?;
        let slot = work.take(&published, author, now)?;
        sweep(&published, slot.mark());
        let copies = slot.working_copies()?;
        let Some(print) = print_of(&published)? else {
            let prepared = Prepared::unpublished(copies, &published)?.ok_or_else(missing)?;
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
            match Prepared::from_copy(copy.clone(), &published, opening.clone()) {
                Ok(prepared) => return Ok(Self::from(prepared, slot)),
                Err(StoreError::Damaged { .. }) => opening.damaged_copy = Some(copy.set_aside()?),
                Err(error) => return Err(error),
            }
        }
        let received = Received::take(&published, &slot.scratch())?;
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
            match aside::look(copy, &received)? {
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
        };
        let copy = WorkingCopy {
            folder: slot.folder_of(received.document),
            state,
        };
        received.settle(&copy.database())?;
        // Only when it has been read whole does it take the place of the working copy before it.
        let mut prepared =
            Prepared::from_copy(copy, &published, opening).map_err(|error| match error {
                StoreError::Damaged { what, .. } => StoreError::Damaged {
                    path: published.clone(),
                    what,
                },
                other => other,
            })?;
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

    fn from(prepared: Prepared, slot: Slot) -> Self {
        let Prepared {
            db,
            map,
            id,
            revision,
            copy,
            mut opening,
        } = prepared;
        slot.published().clone_into(&mut opening.path);
        Self {
            db,
            map: Arc::new(map),
            id,
            revision,
            copy,
            opening,
            slot,
        }
    }

    /// The whole footprint, as it is now.
    pub fn map(&self) -> Arc<Map> {
        Arc::clone(&self.map)
    }

    /// Where it is published.
    pub fn path(&self) -> &Path {
        self.slot.published()
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
        let commit = |db: &mut Connection| -> rusqlite::Result<Option<(Change, Vec<Write>)>> {
            let transaction = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let Some(step) = history::next(&transaction, act)? else {
                return Ok(None);
            };
            let (changes, standing) = if act == Act::Redo {
                (step.changeset, EditStanding::Done)
            } else {
                (changeset::inverted(&step.changeset)?, EditStanding::Undone)
            };
            let touched = changeset::touched(&changes)?;
            changeset::apply(&transaction, &changes)?;
            let writes = rows::reread(&transaction, &touched)?;
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
            Ok(Some((change, writes)))
        };
        let turned = commit(&mut self.db).map_err(|e| StoreError::not_kept(&e))?;
        Ok(turned.map(|(change, writes)| {
            self.revision = change.seq;
            self.map = Arc::new(self.map.with(&writes));
            change
        }))
    }

    /// What undo would undo, in words; `None` where there is nothing.
    pub fn undo_words(&self) -> Result<Option<String>, StoreError> {
        history::next_words(&self.db, Act::Undo).map_err(|e| self.unreadable(&e))
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

    fn unreadable(&self, error: &rusqlite::Error) -> StoreError {
        StoreError::Damaged {
            path: self.copy.database(),
            what: cause_in_file(error),
        }
    }

    /// Whether the published file is behind the working copy.
    pub fn needs_publishing(&self) -> bool {
        self.copy
            .state
            .base
            .as_ref()
            .is_none_or(|base| base.revision != self.revision)
    }

    /// Replaces the published file by a verified copy of the document as it is now.
    ///
    /// The copy is written beside it, made durable, opened again and checked; only if the file there is still the
    /// one last read or written does the copy take its name. On any failure the old file stands, the edits are safe
    /// in the working copy, and this can be called again.
    pub fn publish(&mut self, _now: Timestamp) -> Result<Published, StoreError> {
        let path = self.path().to_owned();
        if !self.needs_publishing() {
            return Ok(Published {
                path,
                revision: self.revision,
                written: false,
            });
        }
        let not_published = |Cause(cause): Cause| StoreError::NotPublished {
            path: path.clone(),
            cause,
            safety: "your edits are safe on this computer and will be there when you open it again"
                .to_owned(),
        };
        let ready = Ready::make(&self.db, &path, self.slot.mark()).map_err(not_published)?;
        let there = print_of(&path)?;
        if let Some(last) = self.copy.state.coming.take()
            && there.as_deref() == Some(last.blake3.as_str())
        {
            // An attempt before this one got as far as the rename.
            self.copy.state.base = Some(last);
        }
        let coming = Print {
            blake3: ready.blake3.clone(),
            revision: ready.revision,
        };
        self.copy.state.coming = Some(coming.clone());
        self.copy.state.write(&self.copy.folder)?;
        let there = print_of(&path)?;
        let expected = self.copy.state.base.as_ref().map(|p| p.blake3.as_str());
        match (there.as_deref(), expected) {
            (there, expected) if there == expected => {}
            (None, Some(_)) => return Err(StoreError::PublishedGone { path }),
            _ => return Err(StoreError::PublishedChanged { path }),
        }
        ready
            .put_in_place(expected.is_some())
            .map_err(not_published)?;
        self.copy.state.base = Some(coming);
        self.copy.state.coming = None;
        self.copy.state.write(&self.copy.folder)?;
        Ok(Published {
            path,
            revision: self.revision,
            written: true,
        })
    }

    /// Writes a copy of the document to another place, where no file may stand yet. It stays published where it is.
    pub fn save_copy(&self, to: &Path) -> Result<PathBuf, StoreError> {
        save_copy_of(&self.db, to, self.slot.mark())
    }

    /// Publishes what is not yet published and closes. When publishing fails the edits are safe in the working
    /// copy and the next [`open`](Self::open) finds them.
    pub fn close(mut self, now: Timestamp) -> Result<Published, StoreError> {
        self.publish(now)
        // Closing the connection writes the journal back and takes it away; the lock goes last.
    }

    /// Everything that is wrong with the document, in sentences; none where it is sound.
    pub fn check(&self) -> Result<Vec<String>, StoreError> {
        let mut found: Vec<String> = faults(&self.db, Depth::Full)
            .map_err(|e| self.unreadable(&e))?
            .into_iter()
            .map(|fault| format!("The database is not sound: {fault}."))
            .collect();
        match rows::read_map(&self.db) {
            Ok(stored) if stored == *self.map => {}
            Ok(_) => found.push(
                "What is on the screen is not what is on the disk; close the document and open it again."
                    .to_owned(),
            ),
            Err(error) => found.push(format!("A row cannot be read: {}.", cause_in_file(&error))),
        }
        for note in self
            .map
            .notes()
            .iter()
            .filter(|note| !self.map.has(note.about))
        {
            found.push(format!(
                "The note of {} by {} is about a {} that is not there.",
                note.date,
                note.author,
                note.about.kind().word()
            ));
        }
        let placed = self
            .map
            .views()
            .iter()
            .flat_map(|view| view.spots.iter().map(move |s| (view, s.0)));
        for (view, party) in placed.filter(|(_, party)| !self.map.has((*party).into())) {
            found.push(format!(
                "The view \u{201c}{}\u{201d} places a {} that is not there.",
                view.name,
                EntityRef::from(party).kind().word()
            ));
        }
        Ok(found)
    }
}

/// A working copy opened and read, before it becomes a document.
struct Prepared {
    db: Connection,
    map: Map,
    id: Uuid,
    revision: u64,
    copy: WorkingCopy,
    opening: Opening,
}

impl Prepared {
    /// The published file is gone: a working copy with edits that were never published stands in for it.
    fn unpublished(copies: Vec<WorkingCopy>, published: &Path) -> Result<Option<Self>, StoreError> {
        for mut copy in copies.into_iter().rev() {
            let edits = unpublished_edits(&copy, published)?;
            if edits > 0 {
                copy.state.base = None;
                let opening = Opening {
                    published_gone: true,
                    ..Opening::default()
                };
                let mut prepared = Self::from_copy(copy, published, opening)?;
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
        mut opening: Opening,
    ) -> Result<Self, StoreError> {
        let path = copy.database();
        let depth = if copy.ended_uncleanly() {
            Depth::Full
        } else {
            Depth::Quick
        };
        let damaged = |what: String| StoreError::Damaged {
            path: path.clone(),
            what,
        };
        let mut db = connection::live(&path, false).map_err(|e| damaged(cause_in_file(&e)))?;
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
            let before = copy.folder.join(format!("before-{NEWEST}.footbridge"));
            drop(fs::remove_file(&before));
            let climbed = vacuum_into(&db, &before)
                .and_then(|()| ladder::climb(&mut db, RUNGS))
                .and_then(|()| faults(&db, Depth::Quick));
            match climbed {
                Ok(found) if found.is_empty() => opening.migrated_from = Some(schema),
                Ok(found) => return Err(damaged(found.join("; "))),
                Err(error) => return Err(StoreError::not_kept(&error)),
            }
        }
        let mut prepared = Self::read(db, copy, opening)?;
        let base = prepared.copy.state.base.as_ref().map_or(0, |p| p.revision);
        prepared.opening.recovered_edits = prepared.revision.saturating_sub(base);
        Ok(prepared)
    }

    fn read(db: Connection, copy: WorkingCopy, opening: Opening) -> Result<Self, StoreError> {
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
            opening,
        })
    }
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
/// edits saved.
pub fn rescue_unpublished(
    path: &Path,
    work: &WorkArea,
    to: &Path,
    author: &str,
    now: Timestamp,
) -> Result<u64, StoreError> {
    let published = settled(path)?;
    let slot = work.take(&published, author, now)?;
    for copy in slot.working_copies()?.into_iter().rev() {
        let edits = unpublished_edits(&copy, &published)?;
        if edits > 0 {
            let db =
                connection::live(&copy.database(), false).map_err(|e| StoreError::not_kept(&e))?;
            save_copy_of(&db, to, slot.mark())?;
            drop(db);
            fs::remove_dir_all(&copy.folder)
                .map_err(|e| StoreError::work_area(&copy.folder, &e))?;
            return Ok(edits);
        }
    }
    Ok(0)
}

/// How many edits a working copy holds that its published file does not.
fn unpublished_edits(copy: &WorkingCopy, published: &Path) -> Result<u64, StoreError> {
    let path = copy.database();
    let damaged = |e: &rusqlite::Error| StoreError::Damaged {
        path: path.clone(),
        what: cause_in_file(e),
    };
    let db = connection::live(&path, false).map_err(|e| damaged(&e))?;
    gate(published, &db)?;
    let last = history::last(&db).map_err(|e| damaged(&e))?;
    Ok(last
        .seq
        .saturating_sub(copy.state.base.as_ref().map_or(0, |p| p.revision)))
}
