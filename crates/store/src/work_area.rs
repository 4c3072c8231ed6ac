//! Where the private working copies live, and the lock that keeps a document to one program at a time.
//!
//! ```text
//! <work area>/
//!   <hash of the published path>/
//!     lock                 held as long as the document is open
//!     holder.json          who holds it, for the sentence another program shows
//!     mark                 marks this computer's files on their way to the published path
//!     set-aside-1.footbridge   a whole document whose place a file took that does not hold all of it
//!     <document id>/
//!       state.json         what was last read from and written to the published path
//!       copy-1.footbridge  the live database, with its -wal beside it
//! ```

use std::fs::{self, File, TryLockError};
use std::io::{self, Read, Write as _};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::error::{StoreError, io_cause};
use crate::passphrase::Key;

/// The folder that holds working copies: in the program's own data folder, on a local disk.
#[derive(Debug, Clone)]
pub struct WorkArea {
    folder: PathBuf,
}

impl WorkArea {
    /// The work area in this folder, which is made where it is missing.
    pub fn at(folder: impl Into<PathBuf>) -> Result<Self, StoreError> {
        let folder = folder.into();
        fs::create_dir_all(&folder).map_err(|e| StoreError::work_area(&folder, &e))?;
        let folder = folder
            .canonicalize()
            .map_err(|e| StoreError::work_area(&folder, &e))?;
        Ok(Self { folder })
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The documents with a working copy here: where each is published. Some may hold edits that were never
    /// published, because the program ended or the place was out of reach.
    pub fn published_paths(&self) -> Vec<PathBuf> {
        let mut paths: Vec<PathBuf> = subfolders(&self.folder)
            .iter()
            .flat_map(|slot| subfolders(slot))
            .filter_map(|folder| State::read(&folder).ok().flatten())
            .map(|state| state.path)
            .collect();
        paths.sort();
        paths.dedup();
        paths
    }

    /// Where a document is published whose working copies are here: several places where copies of its file were
    /// opened.
    pub(crate) fn files_of(&self, document: Uuid) -> Vec<PathBuf> {
        let mut paths: Vec<PathBuf> = subfolders(&self.folder)
            .iter()
            .flat_map(|slot| subfolders(slot))
            .filter_map(|folder| State::read(&folder).ok().flatten())
            .filter(|state| state.document == document)
            .map(|state| state.path)
            .collect();
        paths.sort();
        paths.dedup();
        paths
    }

    /// The folder of a published path's slot, which may not be there yet.
    pub(crate) fn slot_of(&self, published: &Path) -> PathBuf {
        let name = blake3::hash(published.as_os_str().as_encoded_bytes()).to_hex();
        self.folder.join(&name[..32])
    }

    /// Takes the slot of a published path, if nobody has it.
    pub(crate) fn take(
        &self,
        published: &Path,
        who: &str,
        now: Timestamp,
    ) -> Result<Slot, StoreError> {
        let folder = self.slot_of(published);
        fs::create_dir_all(&folder).map_err(|e| StoreError::work_area(&folder, &e))?;
        let lock_path = folder.join("lock");
        let lock = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&lock_path)
            .map_err(|e| StoreError::work_area(&lock_path, &e))?;
        let holder_path = folder.join("holder.json");
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let holder = read_small(&holder_path)
                    .ok()
                    .and_then(|text| serde_json::from_str::<Holder>(&text).ok())
                    .map(|h| format!(" (by {}, process {}, since {})", h.who, h.process, h.since))
                    .unwrap_or_default();
                return Err(StoreError::AlreadyOpen {
                    path: published.to_owned(),
                    holder,
                });
            }
            Err(TryLockError::Error(error)) => {
                return Err(StoreError::work_area(&lock_path, &error));
            }
        }
        let holder = Holder {
            who: who.to_owned(),
            process: std::process::id(),
            since: now,
        };
        // Only for the sentence another program shows; the lock itself does not depend on it.
        let noted = serde_json::to_string(&holder).map_err(io::Error::from);
        drop(noted.and_then(|text| fs::write(&holder_path, text)));
        let mark = mark_of(&folder, now)?;
        Ok(Slot {
            folder,
            published: published.to_owned(),
            mark,
            _lock: lock,
        })
    }
}

/// The slot's mark: made once, different on every computer.
fn mark_of(folder: &Path, now: Timestamp) -> Result<String, StoreError> {
    if let Some(mark) = mark_in(folder) {
        return Ok(mark);
    }
    let path = folder.join(MARK);
    // The last twelve digits are random.
    let mark = new_id(now).simple().to_string().split_off(20);
    fs::write(&path, &mark).map_err(|e| StoreError::work_area(&path, &e))?;
    Ok(mark)
}

const MARK: &str = "mark";

/// The mark of a slot, where it has one.
pub(crate) fn mark_in(folder: &Path) -> Option<String> {
    read_small(&folder.join(MARK))
        .ok()
        .filter(|mark| mark.len() == 12 && mark.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// A new id that sorts by the moment it was made.
pub(crate) fn new_id(now: Timestamp) -> Uuid {
    let seconds = u64::try_from(now.as_second()).unwrap_or(0);
    let nanos = u32::try_from(now.subsec_nanosecond()).unwrap_or(0);
    Uuid::new_v7(uuid::Timestamp::from_unix(uuid::NoContext, seconds, nanos))
}

/// Who has a document open.
#[derive(Serialize, Deserialize)]
struct Holder {
    who: String,
    process: u32,
    since: Timestamp,
}

/// The place for the working copies of one published path, held until dropped.
#[derive(Debug)]
pub(crate) struct Slot {
    folder: PathBuf,
    published: PathBuf,
    mark: String,
    _lock: File,
}

impl Slot {
    /// The path the document is published to.
    pub(crate) fn published(&self) -> &Path {
        &self.published
    }

    /// The slot's own folder.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// What marks files on their way to the published path as this computer's.
    pub(crate) fn mark(&self) -> &str {
        &self.mark
    }

    /// The folder for a document of this id.
    pub(crate) fn folder_of(&self, document: Uuid) -> PathBuf {
        self.folder.join(document.to_string())
    }

    /// A name for a file to be made in the slot and taken away again.
    pub(crate) fn scratch(&self) -> PathBuf {
        self.folder.join("received.tmp")
    }

    /// The documents that have a working copy for this path.
    pub(crate) fn working_copies(&self) -> Result<Vec<WorkingCopy>, StoreError> {
        let mut found = Vec::new();
        for folder in subfolders(&self.folder) {
            match State::read(&folder) {
                Ok(Some(state)) => found.push(WorkingCopy { folder, state }),
                // Made but never filled: the program ended in between, nothing was acknowledged.
                Ok(None) => {}
                Err(error) => return Err(StoreError::work_area(&folder.join(STATE), &error)),
            }
        }
        found.sort_by(|a, b| a.folder.cmp(&b.folder));
        Ok(found)
    }
}

/// A working copy and what is known of its published file.
#[derive(Debug, Clone)]
pub(crate) struct WorkingCopy {
    pub(crate) folder: PathBuf,
    pub(crate) state: State,
}

impl WorkingCopy {
    /// The live database. Never touched by file functions while it is open.
    pub(crate) fn database(&self) -> PathBuf {
        self.folder.join(&self.state.copy)
    }

    /// Where the next working copy goes when this one is replaced: never over a live path.
    pub(crate) fn next_name(&self) -> String {
        let number: u64 = self
            .state
            .copy
            .trim_start_matches("copy-")
            .trim_end_matches(".footbridge")
            .parse()
            .unwrap_or(0);
        copy_name(number + 1)
    }

    /// Whether the last program to use it ended without closing it.
    pub(crate) fn ended_uncleanly(&self) -> bool {
        fs::metadata(beside(&self.database(), "-wal")).is_ok_and(|wal| wal.len() > 0)
    }

    /// Moves a database that cannot be read, with its journal, out of the way, and keeps it: what is in it may
    /// still be salvaged. Gives where it now is.
    pub(crate) fn set_aside(&self) -> Result<PathBuf, StoreError> {
        let from = self.database();
        let folder = self.folder.join("damaged");
        let to = folder.join(&self.state.copy);
        let set_aside = || -> io::Result<()> {
            fs::create_dir_all(&folder)?;
            for suffix in ["-wal", "-shm", ""] {
                let (from, to) = (beside(&from, suffix), beside(&to, suffix));
                if from.exists() {
                    fs::rename(from, to)?;
                }
            }
            Ok(())
        };
        set_aside().map_err(|e| StoreError::work_area(&folder, &e))?;
        Ok(to)
    }

    /// Takes the working copy away, once all that is in it is kept elsewhere. What was set aside as damaged stays.
    pub(crate) fn give_up(&self) {
        // The note first: without it the rest is nobody's, and never half a document.
        if fs::remove_file(self.folder.join(STATE)).is_ok() {
            for suffix in ["", "-wal", "-shm"] {
                drop(fs::remove_file(beside(&self.database(), suffix)));
            }
            drop(fs::remove_dir(&self.folder));
        }
    }

    /// Takes away every database in the folder but the one in use, with its journals.
    pub(crate) fn tidy(&self) {
        let Ok(entries) = fs::read_dir(&self.folder) else {
            return;
        };
        for entry in entries.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with("copy-") && !name.starts_with(self.state.copy.as_str()) {
                drop(fs::remove_file(entry.path()));
            }
        }
    }
}

/// The name of the `number`th working copy of a document.
pub(crate) fn copy_name(number: u64) -> String {
    format!("copy-{number}.footbridge")
}

/// The name of the `number`th document kept aside in a slot.
pub(crate) fn aside_name(number: u64) -> String {
    format!("set-aside-{number}.footbridge")
}

/// The number of a document kept aside; `None` where the name is not such a one's.
pub(crate) fn aside_number(path: &Path) -> Option<u64> {
    path.file_name()?
        .to_str()?
        .strip_prefix("set-aside-")?
        .strip_suffix(".footbridge")?
        .parse()
        .ok()
}

/// The documents kept aside in a slot, oldest first.
pub(crate) fn asides_in(slot: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(slot) else {
        return Vec::new();
    };
    let mut found: Vec<(u64, PathBuf)> = entries
        .flatten()
        .filter_map(|entry| Some((aside_number(&entry.path())?, entry.path())))
        .collect();
    found.sort();
    found.into_iter().map(|(_, path)| path).collect()
}

/// The path of a file that SQLite keeps beside a database.
pub(crate) fn beside(database: &Path, suffix: &str) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

const STATE: &str = "state.json";

/// What was last read from and written to the published path.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct State {
    /// The published path.
    pub(crate) path: PathBuf,
    /// The document's id.
    pub(crate) document: Uuid,
    /// The file name of the live database.
    pub(crate) copy: String,
    /// The published file as last read or written; `None` where there was none.
    pub(crate) base: Option<Print>,
    /// The file about to take its place. Written before the rename, so that an end in between is understood.
    pub(crate) coming: Option<Print>,
    /// Whether the live database is encrypted.
    #[serde(default)]
    pub(crate) encrypted: bool,
    /// Whether the published file must be written again although it holds every act: it has, or has not, a passphrase
    /// that it should not or should have, or holds what was erased.
    #[serde(default)]
    pub(crate) write_again: bool,
    /// The published file was merged and not yet published over.
    #[serde(default)]
    pub(crate) merged: Option<Merged>,
}

/// A merge of the published file.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Merged {
    /// The number of the merge in the history.
    pub(crate) seq: u64,
    /// What `base` becomes when the merge is undone, and again when it is redone.
    pub(crate) other: Option<Print>,
}

impl State {
    /// The key of the live database, given what the person typed.
    pub(crate) fn key(&self, typed: &Key) -> Result<Key, StoreError> {
        match (self.encrypted, typed.is_plain()) {
            (false, _) => Ok(Key::PLAIN),
            (true, false) => Ok(typed.clone()),
            (true, true) => Err(StoreError::NeedsPassphrase {
                path: self.path.clone(),
            }),
        }
    }
}

/// The print of a published file and the revision it holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Print {
    /// BLAKE3 of its bytes, in hexadecimal.
    pub(crate) blake3: String,
    /// How many acts its history holds.
    pub(crate) revision: u64,
}

impl State {
    fn read(folder: &Path) -> io::Result<Option<Self>> {
        match read_small(&folder.join(STATE)) {
            Ok(text) => Ok(Some(serde_json::from_str(&text)?)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Writes it so that either the old or the new state is there whatever happens.
    pub(crate) fn write(&self, folder: &Path) -> Result<(), StoreError> {
        let path = folder.join(STATE);
        let write = || -> io::Result<()> {
            fs::create_dir_all(folder)?;
            let mut file = tempfile::NamedTempFile::new_in(folder)?;
            file.write_all(&serde_json::to_vec_pretty(self)?)?;
            file.as_file().sync_all()?;
            file.persist(&path)?;
            sync_folder(folder)
        };
        write().map_err(|e| StoreError::WorkArea {
            path: path.clone(),
            cause: io_cause(&e),
        })
    }
}

/// Makes a rename in a folder durable.
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    // Windows has no such thing and needs none: the rename is journalled.
    if !cfg!(unix) {
        return Ok(());
    }
    match File::open(folder)?.sync_all() {
        // Some network file systems cannot sync a folder. The file itself is on the disk by then.
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported
            ) =>
        {
            Ok(())
        }
        synced => synced,
    }
}

/// Reads one of our own small notes, never a database.
fn read_small(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    File::open(path)?
        .take(64 * 1024)
        .read_to_string(&mut text)?;
    Ok(text)
}

fn subfolders(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut found: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.is_dir())
        .collect();
    found.sort();
    found
}
