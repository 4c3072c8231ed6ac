//! Backups of a document, in the program's own folder and not beside the document: what removes, garbles or encrypts
//! the one must not reach the other.
//!
//! ```text
//! <work area>/backups/<document id>/
//!   published.json                                     where the document was published when last backed up
//!   2026-03-05T09-00-00.123Z_r42_edits.footbridge      when it was taken, how many acts it holds, and why
//! ```
//!
//! A backup is a whole document under the document's own id, so that what was done since can be merged into it, and
//! has the document's passphrase where that has one. It is opened and checked before any older one goes.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use domain::{Edit, EntityKind};
use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, OptionalExtension as _};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::connection;
use crate::document::Document;
use crate::error::StoreError;
use crate::history;
use crate::passphrase::{Key, Passphrase};
use crate::published::{
    Cause, Received, cause_in_file, document_id, save_copy_of, settled, sweep, verified_copy,
};
use crate::publishing::Home;
use crate::rows::{Columns, TABLES};
use crate::thinning::surplus;
use crate::work_area::{WorkArea, sync_folder};

/// How long one edits at most without a backup.
const EVERY: SignedDuration = SignedDuration::from_mins(30);

/// From how many edits in one step on it is a bulk change, before which a backup is taken.
const BULK: usize = 10;

/// Why a backup was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BackupReason {
    /// There had been edits for half an hour.
    Edits,
    /// An older document was about to be brought up to date.
    Migration,
    /// Another program's file was about to be taken in.
    Import,
    /// Another copy of the document was about to be merged.
    Merge,
    /// Many things were about to be changed in one step.
    BulkChange,
    /// Somebody asked for it.
    Asked,
}

impl BackupReason {
    const ALL: [Self; 6] = [
        Self::Edits,
        Self::Migration,
        Self::Import,
        Self::Merge,
        Self::BulkChange,
        Self::Asked,
    ];

    const fn key(self) -> &'static str {
        match self {
            Self::Edits => "edits",
            Self::Migration => "migration",
            Self::Import => "import",
            Self::Merge => "merge",
            Self::BulkChange => "bulk",
            Self::Asked => "asked",
        }
    }

    /// What happened, for a list of backups: "after half an hour of edits".
    pub const fn words(self) -> &'static str {
        match self {
            Self::Edits => "after half an hour of edits",
            Self::Migration => "before it was brought up to date",
            Self::Import => "before an import",
            Self::Merge => "before a merge",
            Self::BulkChange => "before a change of many things",
            Self::Asked => "when asked",
        }
    }
}

/// A backup as its name tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// The file.
    pub path: PathBuf,
    /// When it was taken.
    pub taken: Timestamp,
    /// Why.
    pub reason: BackupReason,
    /// How many acts its history holds.
    pub revision: u64,
    /// Its size.
    pub bytes: u64,
}

const ENDING: &str = ".footbridge";

impl Backup {
    fn name(taken: Timestamp, revision: u64, reason: BackupReason) -> String {
        let taken = taken.to_string().replace(':', "-");
        format!("{taken}_r{revision}_{}{ENDING}", reason.key())
    }

    /// Reads a file's name; `None` where it is no backup's.
    fn at(path: PathBuf) -> Option<Self> {
        let name = path.file_name()?.to_str()?.strip_suffix(ENDING)?;
        let mut parts = name.split('_');
        let (day, time) = parts.next()?.split_once('T')?;
        let taken = format!("{day}T{}", time.replace('-', ":")).parse().ok()?;
        let revision = parts.next()?.strip_prefix('r')?.parse().ok()?;
        let reason = parts.next()?;
        let reason = BackupReason::ALL.into_iter().find(|r| r.key() == reason)?;
        let bytes = fs::metadata(&path).ok()?.len();
        parts.next().is_none().then_some(Self {
            path,
            taken,
            reason,
            revision,
            bytes,
        })
    }
}

/// What a backup holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holding {
    /// The footprint's name.
    pub footprint: String,
    /// How many there are of every kind, in the kinds' order.
    pub counts: Vec<(EntityKind, u64)>,
    /// The last edit in effect, in words, by whom and when; `None` where there is none.
    pub last: Option<(String, String, Timestamp)>,
}

/// The backups of one document.
#[derive(Clone)]
pub struct Backups {
    shelf: Shelf,
    key: Key,
}

impl std::fmt::Debug for Backups {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Backups").field(&self.shelf.folder).finish()
    }
}

impl Backups {
    /// Those of an open document.
    pub fn of(document: &Document) -> Self {
        Self {
            shelf: document.shelf(),
            key: document.home.key(),
        }
    }

    /// Those of every document that was ever published at `path` and backed up here, without opening it: for one
    /// that was removed or cannot be read. Encrypted ones can be looked into with their passphrase.
    pub fn at(path: &Path, work: &WorkArea, passphrase: Option<&Passphrase>) -> Vec<Self> {
        let path = settled(path).unwrap_or_else(|_| path.to_owned());
        let Ok(shelves) = fs::read_dir(work.folder().join(SHELVES)) else {
            return Vec::new();
        };
        let mut found: Vec<PathBuf> = shelves
            .flatten()
            .map(|entry| entry.path())
            .filter(|folder| Shelf::note_in(folder).is_some_and(|note| note.path == path))
            .collect();
        found.sort();
        found
            .into_iter()
            .map(|folder| Self {
                shelf: Shelf { folder },
                key: Key::from(passphrase),
            })
            .collect()
    }

    /// The backups there are, newest first.
    pub fn list(&self) -> Vec<Backup> {
        self.shelf.list()
    }

    /// What a backup holds. It is read from a copy that was checked, so this fails where it could not be restored.
    pub fn look_into(&self, backup: &Backup) -> Result<Holding, StoreError> {
        let received = self.received(backup)?;
        holding(&received.db).map_err(|e| StoreError::Damaged {
            path: backup.path.clone(),
            what: cause_in_file(&e),
        })
    }

    /// Writes a backup to a new file, which then can be opened like any other; no file may stand there yet. It is the
    /// same document as the one it was taken of, so that the two can be merged.
    pub fn restore(&self, backup: &Backup, to: &Path) -> Result<PathBuf, StoreError> {
        let target = settled(to)?;
        let own = self.shelf.folder.ancestors().nth(2);
        if own.is_some_and(|own| target.starts_with(own)) {
            return Err(StoreError::NotPublished {
                path: target,
                cause: "that folder is for the program's own copies".to_owned(),
                safety: "nothing was changed".to_owned(),
            });
        }
        let received = self.received(backup)?;
        let mark = self.shelf.mark();
        sweep(&target, &mark);
        save_copy_of(&received.db, &target, &mark, &received.key)
    }

    fn received(&self, backup: &Backup) -> Result<Received, StoreError> {
        if backup.path.parent() != Some(&self.shelf.folder) {
            return Err(StoreError::Missing {
                path: backup.path.clone(),
            });
        }
        let scratch = tempfile::Builder::new()
            .prefix(".look-")
            .tempfile_in(&self.shelf.folder)
            .map_err(|e| StoreError::work_area(&self.shelf.folder, &e))?
            .into_temp_path()
            .keep()
            .map_err(|e| StoreError::work_area(&self.shelf.folder, &e.error))?;
        // Taken away again when what was received is.
        Received::take(&backup.path, &scratch, &self.key)
    }
}

/// What a document's own tables hold, of whatever schema it is.
pub(crate) fn holding(db: &Connection) -> rusqlite::Result<Holding> {
    let footprint: Option<String> = db
        .query_row(include_str!("../sql/backup/name.sql"), [], |row| row.get(0))
        .optional()?;
    let last = db
        .query_row(include_str!("../sql/backup/last_act.sql"), [], |row| {
            let mut c = Columns::of(row);
            Ok((c.plain()?, c.plain()?, c.moment()?))
        })
        .optional()?;
    let rows = crate::published::counts(db)?;
    let counts = EntityKind::ALL
        .iter()
        .filter_map(|kind| {
            // The first table of a kind holds the entities, the others what belongs to them.
            let (table, _) = TABLES.iter().find(|(_, of)| *of == Some(*kind))?;
            let (_, many) = rows.iter().find(|(name, _)| name == table)?;
            Some((*kind, many.unsigned_abs()))
        })
        .collect();
    Ok(Holding {
        footprint: footprint.unwrap_or_default(),
        counts,
        last,
    })
}

const SHELVES: &str = "backups";
const NOTE: &str = "published.json";

/// Where the document was published when it was last backed up.
#[derive(Serialize, Deserialize)]
struct Note {
    path: PathBuf,
}

/// The folder with the backups of one document.
#[derive(Clone)]
pub(crate) struct Shelf {
    folder: PathBuf,
}

impl Shelf {
    pub(crate) fn of(work: &Path, document: Uuid) -> Self {
        Self {
            folder: work.join(SHELVES).join(document.to_string()),
        }
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    fn note_in(folder: &Path) -> Option<Note> {
        let mut text = String::new();
        File::open(folder.join(NOTE))
            .ok()?
            .take(64 * 1024)
            .read_to_string(&mut text)
            .ok()?;
        serde_json::from_str(&text).ok()
    }

    pub(crate) fn list(&self) -> Vec<Backup> {
        let Ok(entries) = fs::read_dir(&self.folder) else {
            return Vec::new();
        };
        let mut found: Vec<Backup> = entries
            .flatten()
            .filter_map(|entry| Backup::at(entry.path()))
            .collect();
        found.sort_by(|a, b| (b.taken, b.revision, &b.path).cmp(&(a.taken, a.revision, &a.path)));
        found
    }

    /// Takes a backup and, once it is found sound and on the disk, lets those go that have had their day.
    pub(crate) fn take(
        &self,
        db: &Connection,
        key: &Key,
        published: &Path,
        reason: BackupReason,
        now: Timestamp,
    ) -> Result<Backup, StoreError> {
        let write = || -> Result<PathBuf, Cause> {
            fs::create_dir_all(&self.folder)?;
            self.sweep();
            let file = tempfile::Builder::new()
                .prefix(HALF)
                .tempfile_in(&self.folder)?;
            let last = verified_copy(db, file.path(), key)?;
            file.as_file().sync_all()?;
            let to = self.free(now, last.seq, reason);
            file.persist_noclobber(&to)
                .map_err(|e| Cause::from(e.error))?;
            sync_folder(&self.folder)?;
            Ok(to)
        };
        let path = write().map_err(|Cause(cause)| StoreError::NotBackedUp {
            path: published.to_owned(),
            cause,
        })?;
        // Only a help to find them again without the document.
        drop(self.note(published));
        self.thin(now);
        Backup::at(path).ok_or_else(|| StoreError::NotBackedUp {
            path: published.to_owned(),
            cause: "it was removed as soon as it was written".to_owned(),
        })
    }

    /// A name no backup has: a moment later where two fall together.
    fn free(&self, now: Timestamp, revision: u64, reason: BackupReason) -> PathBuf {
        let mut taken = now;
        loop {
            let path = self.folder.join(Backup::name(taken, revision, reason));
            let later = taken.checked_add(SignedDuration::from_millis(1));
            match later {
                Ok(later) if path.exists() => taken = later,
                _ => return path,
            }
        }
    }

    fn note(&self, published: &Path) -> io::Result<()> {
        if Self::note_in(&self.folder).is_some_and(|note| note.path == published) {
            return Ok(());
        }
        let note = Note {
            path: published.to_owned(),
        };
        fs::write(self.folder.join(NOTE), serde_json::to_vec(&note)?)
    }

    fn thin(&self, now: Timestamp) {
        let backups = self.list();
        let taken: Vec<Timestamp> = backups.iter().map(|backup| backup.taken).collect();
        let gone = surplus(&taken, now);
        // After an older state came back, the newest backup is not the one that holds most.
        let fullest = backups
            .iter()
            .max_by_key(|backup| (backup.revision, backup.taken));
        for backup in backups
            .iter()
            .filter(|backup| gone.contains(&backup.taken) && Some(*backup) != fullest)
        {
            // One that cannot be removed now is removed another time.
            drop(fs::remove_file(&backup.path));
        }
    }

    /// Takes away backups left half made by a program that ended. One document is open in one program only, and in
    /// that one backup is taken at a time.
    fn sweep(&self) {
        for entry in fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            if entry.file_name().to_string_lossy().starts_with(HALF) {
                drop(fs::remove_file(entry.path()));
            }
        }
    }

    /// What marks files on their way from here to where they are restored.
    fn mark(&self) -> String {
        let name = blake3::hash(self.folder.as_os_str().as_encoded_bytes()).to_hex();
        name[..12].to_owned()
    }

    pub(crate) fn newest(&self) -> Option<Backup> {
        self.list().into_iter().next()
    }
}

const HALF: &str = ".half-";

/// A backup about to be taken, on any thread, while the document is edited further.
#[must_use = "no backup is taken until it is run"]
pub struct BackingUp {
    home: Arc<Home>,
    shelf: Shelf,
    reason: BackupReason,
    now: Timestamp,
}

impl BackingUp {
    /// Takes it. On any failure those there are stay.
    pub fn run(self) -> Result<Backup, StoreError> {
        let _turn = self.home.backup_turn();
        let kept = self.home.kept();
        let published = self.home.slot().published();
        let db = connection::live(&self.home.copy().database(), false, &kept.key)
            .map_err(|e| not_backed_up(published, &e))?;
        self.shelf
            .take(&db, &kept.key, published, self.reason, self.now)
    }
}

fn not_backed_up(published: &Path, error: &rusqlite::Error) -> StoreError {
    StoreError::NotBackedUp {
        path: published.to_owned(),
        cause: cause_in_file(error),
    }
}

impl Document {
    pub(crate) fn shelf(&self) -> Shelf {
        let slot = self.home.slot().folder();
        Shelf::of(slot.parent().unwrap_or(slot), self.id)
    }

    /// Whether a backup should be taken now: something was done that none holds, and the newest is half an hour old
    /// or there is none.
    pub fn backup_due(&self, now: Timestamp) -> bool {
        self.revision > 0
            && self.shelf().newest().is_none_or(|newest| {
                newest.revision != self.revision && now.duration_since(newest.taken).abs() >= EVERY
            })
    }

    /// Begins to take a backup. The answer can be sent to another thread and run there while the document is edited.
    pub fn begin_backup(&self, reason: BackupReason, now: Timestamp) -> BackingUp {
        BackingUp {
            home: Arc::clone(&self.home),
            shelf: self.shelf(),
            reason,
            now,
        }
    }

    /// Takes a backup before something large is done, unless the newest one holds all there is. Where it cannot be
    /// taken the large thing should not be done either.
    pub fn backup_before(
        &self,
        reason: BackupReason,
        now: Timestamp,
    ) -> Result<Option<Backup>, StoreError> {
        if self.revision == 0 {
            return Ok(None);
        }
        let held = |newest: Backup| {
            newest.revision == self.revision && self.is_state_of(&newest).unwrap_or(false)
        };
        if self.shelf().newest().is_some_and(held) {
            return Ok(None);
        }
        self.begin_backup(reason, now).run().map(Some)
    }

    /// Whether a backup holds this very state of this document, and can be read.
    fn is_state_of(&self, backup: &Backup) -> rusqlite::Result<bool> {
        let key = self.home.key().for_file(&backup.path);
        let db = connection::read_only(&backup.path, &key)?;
        Ok(document_id(&db)? == Some(self.id) && history::last(&db)? == history::last(&self.db)?)
    }
}

/// Whether an edit changes so much in one step that a backup is taken before it.
pub(crate) fn is_bulk(edit: &Edit) -> bool {
    fn leaves(edit: &Edit) -> usize {
        match edit {
            Edit::Together { edits, .. } => edits.iter().map(leaves).sum(),
            _ => 1,
        }
    }
    leaves(edit) >= BULK
}
