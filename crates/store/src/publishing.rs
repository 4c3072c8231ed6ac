//! How the working copy comes to the file the user sees: beside the editing, with patience, and never over what
//! somebody else has put there.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use jiff::{SignedDuration, Timestamp};
use rusqlite::Connection;

use crate::aside;
use crate::connection;
use crate::document::{Document, unpublished_edits};
use crate::error::StoreError;
use crate::history;
use crate::passphrase::Key;
use crate::published::{
    Cause, Patience, Ready, Refusal, clear, print_of, settled, sync_file, verified_copy,
};
use crate::work_area::{Print, Slot, State, WorkArea, WorkingCopy, copy_name};

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

/// What an open document shares with those who publish or back it up beside the editing: where everything lies. The
/// slot's lock is held until the last of them is done.
pub(crate) struct Home {
    slot: Slot,
    folder: PathBuf,
    kept: Mutex<Kept>,
    /// Held by whoever writes beside the editing: one at a time.
    turn: Mutex<()>,
    /// Somebody waits for the turn.
    hurry: AtomicBool,
    /// Held by whoever takes a backup.
    backing_up: Mutex<()>,
}

/// What a home knows of the working copy.
#[derive(Clone)]
pub(crate) struct Kept {
    pub(crate) state: State,
    pub(crate) key: Key,
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // What is behind these is replaced whole or not at all, so a panic elsewhere leaves it sound.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Home {
    pub(crate) fn new(slot: Slot, copy: WorkingCopy, key: Key) -> Self {
        Self {
            slot,
            folder: copy.folder,
            kept: Mutex::new(Kept {
                state: copy.state,
                key,
            }),
            turn: Mutex::new(()),
            hurry: AtomicBool::new(false),
            backing_up: Mutex::new(()),
        }
    }

    pub(crate) const fn slot(&self) -> &Slot {
        &self.slot
    }

    /// The working copy as it is noted now, and what it is opened with.
    pub(crate) fn kept(&self) -> Kept {
        locked(&self.kept).clone()
    }

    pub(crate) fn copy(&self) -> WorkingCopy {
        WorkingCopy {
            folder: self.folder.clone(),
            state: self.kept().state,
        }
    }

    pub(crate) fn key(&self) -> Key {
        self.kept().key
    }

    /// Waits until nobody writes beside the editing, and keeps others from beginning. Whoever has the turn is told
    /// not to wait for anything any more.
    pub(crate) fn turn(&self) -> MutexGuard<'_, ()> {
        self.hurry.store(true, Ordering::Relaxed);
        let turn = locked(&self.turn);
        self.hurry.store(false, Ordering::Relaxed);
        turn
    }

    /// Waits until no other backup is being taken.
    pub(crate) fn backup_turn(&self) -> MutexGuard<'_, ()> {
        locked(&self.backing_up)
    }

    /// Notes something about the working copy, on the disk first. Only for whoever has the turn.
    pub(crate) fn note(&self, change: impl FnOnce(&mut Kept)) -> Result<(), StoreError> {
        let mut kept = self.kept();
        change(&mut kept);
        kept.state.write(&self.folder)?;
        *locked(&self.kept) = kept;
        Ok(())
    }

    /// Whether the published file lacks what a document at this revision holds.
    pub(crate) fn is_behind(&self, revision: u64) -> bool {
        let kept = locked(&self.kept);
        kept.state.write_again || published_revision(&kept.state) != Some(revision)
    }

    fn publish(&self, patience: &Patience<'_>) -> Result<Published, StoreError> {
        let path = self.slot.published().to_owned();
        let Kept { mut state, key } = self.kept();
        let refused = |waiting: u64| {
            let path = path.clone();
            move |Cause(cause): Cause| StoreError::NotPublished {
                path: path.clone(),
                cause,
                safety: safety(waiting),
            }
        };
        let read = || -> rusqlite::Result<_> {
            let db = connection::live(&self.folder.join(&state.copy), false, &key)?;
            let last = history::last(&db)?;
            Ok((db, last.seq))
        };
        let (db, revision) = read().map_err(|e| refused(0)(Cause::from(e)))?;
        if !state.write_again && published_revision(&state) == Some(revision) {
            return Ok(Published {
                path,
                revision,
                written: false,
            });
        }
        let waiting = revision - published_revision(&state).unwrap_or(0).min(revision);
        let refused = refused(waiting);
        let ready = Ready::make(&db, &path, self.slot.mark(), &key).map_err(&refused)?;
        drop(db);
        let there = look(&path, &refused)?;
        if let Some(last) = state.coming.take()
            && there.as_deref() == Some(last.blake3.as_str())
        {
            // An attempt before this one got as far as the rename.
            state.base = Some(last);
        }
        let coming = Print {
            blake3: ready.blake3.clone(),
            revision: ready.revision,
        };
        self.note(|kept| {
            kept.state.base.clone_from(&state.base);
            kept.state.coming = Some(coming.clone());
        })?;
        let expected = state.base.as_ref().map(|p| p.blake3.as_str());
        let still = || {
            let there = look(&path, &refused)?;
            match (there.as_deref(), expected) {
                (there, expected) if there == expected => Ok(()),
                (None, Some(base)) => Err(StoreError::PublishedGone {
                    path: path.clone(),
                    now_at: elsewhere(&path, base),
                    edits: waiting,
                }),
                _ => Err(StoreError::PublishedChanged { path: path.clone() }),
            }
        };
        ready
            .put_in_place(expected.is_some(), patience, still)
            .map_err(|refusal| match refusal {
                Refusal::Place(cause) => refused(cause),
                Refusal::There(error) => error,
            })?;
        let revision = coming.revision;
        self.note(|kept| {
            kept.state.base = Some(coming);
            kept.state.coming = None;
            kept.state.merged = None;
            kept.state.write_again = false;
        })?;
        Ok(Published {
            path,
            revision,
            written: true,
        })
    }
}

/// The print of what stands at the published path. What cannot be looked at cannot be replaced either.
fn look(path: &Path, refused: &impl Fn(Cause) -> StoreError) -> Result<Option<String>, StoreError> {
    print_of(path).map_err(|error| match error {
        StoreError::Unreadable { .. } if path.is_dir() => {
            refused(Cause("a folder stands in its place".to_owned()))
        }
        StoreError::Unreadable { cause, .. } => refused(Cause(format!(
            "what stands there now cannot be looked at ({cause})"
        ))),
        other => other,
    })
}

fn published_revision(state: &State) -> Option<u64> {
    state.base.as_ref().map(|base| base.revision)
}

/// What is safe, and what will happen, for the sentence of a document that could not be published.
fn safety(waiting: u64) -> String {
    let (what, are, them) = match waiting {
        0 => ("everything".to_owned(), "is", "it"),
        1 => ("your last edit".to_owned(), "is", "it"),
        n => (format!("your last {n} edits"), "are", "them"),
    };
    format!(
        "{what} {are} safe on this computer, and the program goes on trying to save {them} there"
    )
}

/// The file with this print in the folder of `path`, under another name: renamed by somebody, or by a sync client.
fn elsewhere(path: &Path, print: &str) -> Option<PathBuf> {
    const MOST: usize = 200;
    let entries = fs::read_dir(path.parent()?).ok()?;
    entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|other| other.extension() == path.extension() && other.is_file())
        .take(MOST)
        .find(|other| print_of(other).ok().flatten().as_deref() == Some(print))
}

/// A publishing about to be run, on any thread, while the document is edited further.
#[must_use = "nothing is published until it is run"]
pub struct Publishing {
    home: Arc<Home>,
}

/// What a publishing came to, for [`Document::published`].
#[must_use = "the document must be told of it"]
pub struct PublishingOutcome {
    // Only to know it again: an answer lying about does not keep the document from being opened elsewhere.
    home: Weak<Home>,
    result: Result<Published, StoreError>,
}

impl std::fmt::Debug for PublishingOutcome {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("PublishingOutcome")
            .field(&self.result)
            .finish()
    }
}

impl PublishingOutcome {
    /// What was published, or why nothing was.
    pub const fn result(&self) -> Result<&Published, &StoreError> {
        self.result.as_ref()
    }
}

impl Publishing {
    /// Replaces the published file by a verified copy of the document as it is at this moment.
    ///
    /// The copy is written beside it, made durable, opened again and checked; only if the file there is still the
    /// one last read or written does the copy take its name. A file that another program holds is waited for, up to
    /// some twenty seconds or until somebody else wants the document. On any failure the old file stands.
    pub fn run(self) -> PublishingOutcome {
        let turn = locked(&self.home.turn);
        let result = self.home.publish(&Patience::long(&self.home.hurry));
        drop(turn);
        PublishingOutcome {
            home: Arc::downgrade(&self.home),
            result,
        }
    }
}

/// How often publishing failed, and when last.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Trouble {
    since: u32,
    last: Timestamp,
}

impl Document {
    /// Begins to publish. The answer can be sent to another thread and run there; edits made meanwhile are kept and
    /// wait for the next publishing.
    pub fn begin_publishing(&self) -> Publishing {
        Publishing {
            home: Arc::clone(&self.home),
        }
    }

    /// Takes what a publishing came to.
    pub fn published(
        &mut self,
        outcome: PublishingOutcome,
        now: Timestamp,
    ) -> Result<Published, StoreError> {
        if !outcome.home.ptr_eq(&Arc::downgrade(&self.home)) {
            // The document has moved to another place in the meantime, and everything with it.
            return Ok(Published {
                path: self.path().to_owned(),
                revision: self.revision,
                written: false,
            });
        }
        match outcome.result {
            Ok(published) => {
                self.trouble = None;
                Ok(published)
            }
            Err(error) => {
                let since = self.trouble.map_or(0, |trouble| trouble.since) + 1;
                self.trouble = Some(Trouble { since, last: now });
                Err(error)
            }
        }
    }

    /// Publishes and waits for it. On any failure the old file stands, the edits are safe in the working copy, and
    /// this can be called again.
    pub fn publish(&mut self, now: Timestamp) -> Result<Published, StoreError> {
        let turn = self.home.turn();
        let result = self.home.publish(&Patience::SHORT);
        drop(turn);
        let home = Arc::downgrade(&self.home);
        self.published(PublishingOutcome { home, result }, now)
    }

    /// Moves the document to another place: publishes it there, and from now on there only. For a file that was
    /// removed or renamed, a folder that became read-only, a disk that is full. The file at the old place, if there
    /// still is one, stays as it was last published.
    ///
    /// At the new place no file may stand yet, but for the document's own, renamed or moved by somebody. On any
    /// failure everything is as before. `author` is named to others who would open it there.
    pub fn publish_to(
        &mut self,
        to: &Path,
        author: &str,
        now: Timestamp,
    ) -> Result<Published, StoreError> {
        let target = settled(to)?;
        let base = self.home.kept().state.base;
        // What cannot be read is not ours; why it cannot be written to will show.
        let there = print_of(&target).ok().flatten();
        let is_ours = there.is_some() && there == base.as_ref().map(|base| base.blake3.clone());
        if target == self.path() {
            if there.is_none() {
                let _turn = self.home.turn();
                self.home.note(|kept| kept.state.base = None)?;
            }
            return self.publish(now);
        }
        let work = WorkArea::at(self.home.slot().folder().parent().unwrap_or(Path::new(".")))?;
        if fs::symlink_metadata(&target).is_ok() && !is_ours {
            return Err(StoreError::AlreadyThere { path: target });
        }
        if target.starts_with(work.folder()) {
            return Err(StoreError::NotPublished {
                path: target,
                cause: "that folder is for the program's own copies".to_owned(),
                safety: "nothing was changed".to_owned(),
            });
        }
        let slot = work.take(&target, author, now)?;
        let key = self.home.key();
        let leftovers = slot.working_copies()?;
        for copy in &leftovers {
            let edits = unpublished_edits(copy, &target, &key)?;
            if edits > 0 {
                return Err(StoreError::UnpublishedThere {
                    path: target,
                    edits,
                });
            }
        }
        let same = leftovers.iter().find(|c| c.state.document == self.id);
        let copy = WorkingCopy {
            folder: slot.folder_of(self.id),
            state: State {
                path: target,
                document: self.id,
                copy: same.map_or_else(|| copy_name(1), WorkingCopy::next_name),
                base: base.filter(|_| is_ours),
                coming: None,
                merged: None,
                encrypted: !key.is_plain(),
                write_again: true,
            },
        };
        let (turn, backing_up) = (self.home.turn(), self.home.backup_turn());
        let moved = self.copy_to(&copy, &key).and_then(|db| {
            let home = Home::new(slot, copy.clone(), key);
            home.publish(&Patience::SHORT)
                .map(|published| (db, home, published))
        });
        match moved {
            Ok((db, home, published)) => {
                for leftover in &leftovers {
                    if leftover.folder != copy.folder {
                        drop(aside::retire(leftover, home.slot(), &home.key()));
                    }
                }
                copy.tidy();
                let before = self.home.copy();
                drop(std::mem::replace(&mut self.db, db));
                before.give_up();
                aside::move_to(self.home.slot(), home.slot());
                drop((turn, backing_up));
                self.home = Arc::new(home);
                self.trouble = None;
                Ok(published)
            }
            Err(error) => {
                // Nothing was acknowledged there, so nothing is worth keeping.
                if same.is_none() {
                    drop(fs::remove_dir_all(&copy.folder));
                }
                Err(error)
            }
        }
    }

    /// Writes the live database whole to another working copy's place and opens it there.
    fn copy_to(&self, copy: &WorkingCopy, key: &Key) -> Result<Connection, StoreError> {
        let path = copy.database();
        let failed = |Cause(cause): Cause| StoreError::WorkArea {
            path: path.clone(),
            cause,
        };
        let write = || -> Result<Connection, Cause> {
            fs::create_dir_all(&copy.folder)?;
            clear(&path);
            verified_copy(&self.db, &path, key)?;
            sync_file(&path)?;
            Ok(connection::live(&path, false, key)?)
        };
        write().map_err(failed)
    }

    /// Whether the published file is behind the working copy.
    pub fn needs_publishing(&self) -> bool {
        self.home.is_behind(self.revision)
    }

    /// When publishing should be tried again, after it failed: 5 seconds after the first failure, then twice as long
    /// each time up to five minutes. `None` where it did not fail, or nothing waits any more.
    pub fn publish_again_at(&self) -> Option<Timestamp> {
        let trouble = self.trouble.filter(|_| self.needs_publishing())?;
        let wait = 5_i64 << trouble.since.saturating_sub(1).min(6);
        trouble
            .last
            .checked_add(SignedDuration::from_secs(wait.min(300)))
            .ok()
    }
}
