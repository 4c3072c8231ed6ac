//! The file the user sees: how it is read without trusting it, and how it is replaced without ever losing it.

use std::fs::{self, File};
use std::io::{self, Read, Write as _};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use rusqlite::{Connection, ErrorCode};
use tempfile::NamedTempFile;
use uuid::Uuid;

use crate::connection;
use crate::error::{StoreError, cause, io_cause};
use crate::health::{Depth, faults};
use crate::history;
use crate::ladder::{self, APPLICATION_ID, NEWEST, RUNGS};
use crate::work_area::{beside, sync_folder};

/// The path as the system knows it: links resolved, so that a link is never replaced by a file, and one document
/// has one working copy however it is named.
pub(crate) fn settled(path: &Path) -> Result<PathBuf, StoreError> {
    if let Ok(settled) = path.canonicalize() {
        return Ok(settled);
    }
    let not_there = |cause: String| StoreError::NotPublished {
        path: path.to_owned(),
        cause,
        safety: "nothing was changed".to_owned(),
    };
    let name = path
        .file_name()
        .ok_or_else(|| not_there("it has no file name".to_owned()))?;
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let folder = folder.canonicalize().map_err(|e| not_there(io_cause(&e)))?;
    Ok(folder.join(name))
}

/// BLAKE3 of a published file's bytes, `None` where there is no file. No database connection is ever open on it.
pub(crate) fn print_of(path: &Path) -> Result<Option<String>, StoreError> {
    let unreadable = |e: &io::Error| StoreError::Unreadable {
        path: path.to_owned(),
        cause: io_cause(e),
    };
    match File::open(path) {
        Ok(mut file) => copy_hashing(&mut file, &mut io::sink())
            .map(Some)
            .map_err(|e| unreadable(&e)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(unreadable(&error)),
    }
}

fn copy_hashing(from: &mut impl Read, to: &mut impl io::Write) -> io::Result<String> {
    let mut hasher = blake3::Hasher::new();
    let mut buffer = vec![0; 256 * 1024];
    loop {
        match from.read(&mut buffer) {
            Ok(0) => return Ok(hasher.finalize().to_hex().to_string()),
            Ok(n) => {
                hasher.update(&buffer[..n]);
                to.write_all(&buffer[..n])?;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// A published file taken in: checked, but not yet made a working copy.
pub(crate) struct Received {
    pub(crate) db: Connection,
    scratch: PathBuf,
    pub(crate) blake3: String,
    pub(crate) document: Uuid,
    pub(crate) revision: u64,
}

impl Received {
    /// Takes the published file in.
    ///
    /// Its bytes are copied to `scratch`, hashed on the way, and only the copy is opened: so a stale journal beside
    /// the file cannot change what is read, nothing is ever locked or written in the user's folder, and the hash
    /// is that of exactly what was read.
    pub(crate) fn take(published: &Path, scratch: &Path) -> Result<Self, StoreError> {
        let unreadable = |e: &io::Error| StoreError::Unreadable {
            path: published.to_owned(),
            cause: io_cause(e),
        };
        let mut from = match File::open(published) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(StoreError::Missing {
                    path: published.to_owned(),
                });
            }
            Err(error) => return Err(unreadable(&error)),
        };
        if from.metadata().is_ok_and(|m| m.is_dir()) {
            return Err(StoreError::NotAFootprint {
                path: published.to_owned(),
                why: "it is a folder".to_owned(),
            });
        }
        take_away(scratch);
        let mut to = File::create(scratch).map_err(|e| StoreError::work_area(scratch, &e))?;
        let blake3 = copy_hashing(&mut from, &mut to).map_err(|e| unreadable(&e))?;
        drop(to);
        match Self::examine(published, scratch, blake3) {
            Ok(received) => Ok(received),
            Err(error) => {
                take_away(scratch);
                Err(error)
            }
        }
    }

    fn examine(published: &Path, scratch: &Path, blake3: String) -> Result<Self, StoreError> {
        let path = published.to_owned();
        let length = fs::metadata(scratch).map_or(0, |m| m.len());
        if length == 0 {
            return Err(StoreError::Damaged {
                path,
                what: "the file is empty".to_owned(),
            });
        }
        if let Some(what) = wrong_length(scratch, length) {
            return Err(StoreError::Damaged { path, what });
        }
        let db = connection::read_only(scratch).map_err(|e| not_a_footprint(published, &e))?;
        gate(published, &db)?;
        let damaged = |what: String| StoreError::Damaged {
            path: path.clone(),
            what,
        };
        let faults = faults(&db, Depth::Quick).map_err(|e| damaged(cause_in_file(&e)))?;
        if let Some(first) = faults.first() {
            return Err(damaged(first.clone()));
        }
        let identity = || -> rusqlite::Result<_> { Ok((document_id(&db)?, history::last(&db)?)) };
        let (document, last) = identity().map_err(|e| damaged(cause_in_file(&e)))?;
        let document =
            document.ok_or_else(|| damaged("it does not say which document it is".to_owned()))?;
        Ok(Self {
            db,
            scratch: scratch.to_owned(),
            blake3,
            document,
            revision: last.seq,
        })
    }

    /// Writes what was received into a database of our own at `to`, a path nothing stands at.
    pub(crate) fn settle(self, to: &Path) -> Result<(), StoreError> {
        let area = |e: &io::Error| StoreError::work_area(to, e);
        if let Some(folder) = to.parent() {
            fs::create_dir_all(folder).map_err(|e| area(&e))?;
        }
        for suffix in ["", "-wal", "-shm", "-journal"] {
            take_away(&beside(to, suffix));
        }
        vacuum_into(&self.db, to).map_err(|e| StoreError::WorkArea {
            path: to.to_owned(),
            cause: cause(&e),
        })?;
        File::options()
            .write(true)
            .open(to)
            .and_then(|f| f.sync_all())
            .map_err(|e| area(&e))
    }
}

/// What is wrong with a database file's length, going by what its header says it should be. SQLite itself takes a
/// last page cut short for one that ends in zeros.
fn wrong_length(path: &Path, length: u64) -> Option<String> {
    let mut header = [0; 32];
    File::open(path)
        .and_then(|mut file| file.read_exact(&mut header))
        .ok()?;
    if !header.starts_with(b"SQLite format 3\0") {
        return None; // Opening it will say better what it is.
    }
    let page = match u16::from_be_bytes([header[16], header[17]]) {
        1 => 65_536,
        bytes => u64::from(bytes),
    };
    let pages = u64::from(u32::from_be_bytes([
        header[28], header[29], header[30], header[31],
    ]));
    let expected = page * pages;
    (length != expected).then(|| {
        format!(
            "it is {length} bytes long where {expected} belong, so it was cut short or added to"
        )
    })
}

impl Drop for Received {
    fn drop(&mut self) {
        take_away(&self.scratch);
    }
}

/// Removes a file of our own that may not be there.
fn take_away(path: &Path) {
    drop(fs::remove_file(path));
}

/// Lets a database through only if it is a footprint this program understands. Reads its header, version and
/// schema, and none of its rows but `meta`.
pub(crate) fn gate(path: &Path, db: &Connection) -> Result<(), StoreError> {
    let version = ladder::version(db).map_err(|e| not_a_footprint(path, &e))?;
    if version.application_id != APPLICATION_ID {
        let why = "it is another program's database".to_owned();
        return Err(StoreError::NotAFootprint {
            path: path.to_owned(),
            why,
        });
    }
    let strange = |e: &rusqlite::Error| StoreError::Damaged {
        path: path.to_owned(),
        what: cause_in_file(e),
    };
    if version.schema > NEWEST {
        let theirs = ladder::min_writer(db, version.schema).map_err(|e| strange(&e))?;
        if theirs > NEWEST {
            return Err(StoreError::Newer {
                path: path.to_owned(),
                theirs,
                ours: NEWEST,
            });
        }
    }
    if version.schema == 0 {
        let what = "its schema was never finished".to_owned();
        return Err(StoreError::Damaged {
            path: path.to_owned(),
            what,
        });
    }
    match ladder::strangeness(db, version.schema, RUNGS).map_err(|e| strange(&e))? {
        None => Ok(()),
        Some(what) => Err(StoreError::Damaged {
            path: path.to_owned(),
            what,
        }),
    }
}

/// What it means that a file could not be opened or its header not read.
fn not_a_footprint(path: &Path, error: &rusqlite::Error) -> StoreError {
    let path = path.to_owned();
    match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => StoreError::NotAFootprint {
            path,
            why: "its first bytes are those of something else, or of an encrypted file".to_owned(),
        },
        _ => StoreError::Damaged {
            path,
            what: cause_in_file(error),
        },
    }
}

/// A clause for what SQLite says of a file that is not ours yet.
pub(crate) fn cause_in_file(error: &rusqlite::Error) -> String {
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
            "part of it is missing or garbled".to_owned()
        }
        Some(ErrorCode::TooBig) => "a value in it is larger than any footprint's".to_owned(),
        _ => error.to_string(),
    }
}

/// The document's id as its `meta` has it.
pub(crate) fn document_id(db: &Connection) -> rusqlite::Result<Option<Uuid>> {
    Ok(ladder::meta(db, "document")?.and_then(|text| Uuid::try_parse(&text).ok()))
}

/// Writes a compact copy of a database, without deleted content, to a path where nothing or an empty file stands.
pub(crate) fn vacuum_into(db: &Connection, to: &Path) -> rusqlite::Result<()> {
    let to = to
        .to_str()
        .ok_or_else(|| rusqlite::Error::InvalidPath(to.to_owned()))?;
    db.execute(include_str!("../sql/publish/copy.sql"), [to])
        .map(drop)
}

/// How many rows each table has.
fn counts(db: &Connection) -> rusqlite::Result<Vec<i64>> {
    db.query_row(include_str!("../sql/publish/counts.sql"), [], |row| {
        (0..row.as_ref().column_count())
            .map(|i| row.get(i))
            .collect()
    })
}

/// A verified copy of a document, complete and on the disk beside its target, not yet in its place.
pub(crate) struct Ready {
    file: NamedTempFile,
    target: PathBuf,
    pub(crate) blake3: String,
    pub(crate) revision: u64,
}

const SUFFIX: &str = ".tmp";

fn prefix(mark: &str) -> String {
    format!(".~footbridge-{mark}-")
}

/// Takes away copies that never came to their place because the program ended. Only those with our own mark: a
/// colleague's program may be writing one in the same folder at this moment.
pub(crate) fn sweep(target: &Path, mark: &str) {
    let Some(Ok(entries)) = target.parent().map(fs::read_dir) else {
        return;
    };
    let prefix = prefix(mark);
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with(&prefix) && name.ends_with(SUFFIX) {
            take_away(&entry.path());
        }
    }
}

/// Why a copy could not be made or put in its place, as a clause.
pub(crate) struct Cause(pub(crate) String);

impl From<io::Error> for Cause {
    fn from(error: io::Error) -> Self {
        Self(io_cause(&error))
    }
}

impl From<rusqlite::Error> for Cause {
    fn from(error: rusqlite::Error) -> Self {
        Self(cause(&error))
    }
}

impl Ready {
    /// Writes a copy of `live` into the folder of `target`, makes it durable, opens it again and checks it.
    ///
    /// The file's name carries `mark`, by which [`sweep`] knows it if the program ends before it is in its place.
    pub(crate) fn make(live: &Connection, target: &Path, mark: &str) -> Result<Self, Cause> {
        let folder = target
            .parent()
            .ok_or_else(|| Cause("it has no folder".to_owned()))?;
        let mut builder = tempfile::Builder::new();
        let prefix = prefix(mark);
        builder.prefix(&prefix).suffix(SUFFIX);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            // As any new file there: what a colleague may read of the old one she may read of the new.
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        let file = builder.tempfile_in(folder)?;
        if let Ok(old) = fs::metadata(target) {
            if old.permissions().readonly() {
                return Err(Cause("the file there is marked read-only".to_owned()));
            }
            file.as_file().set_permissions(old.permissions())?;
        }
        vacuum_into(live, file.path())?;
        let sent = counts(live)?;
        let revision = {
            let copy = connection::read_only(file.path())?;
            if let Some(fault) = faults(&copy, Depth::Quick)?.first() {
                return Err(Cause(format!(
                    "the written copy did not read back well ({fault})"
                )));
            }
            if counts(&copy)? != sent || document_id(&copy)? != document_id(live)? {
                return Err(Cause("the written copy did not read back whole".to_owned()));
            }
            history::last(&copy)?.seq
        };
        file.as_file().sync_all()?;
        let blake3 = copy_hashing(&mut File::open(file.path())?, &mut io::sink())?;
        Ok(Self {
            file,
            target: target.to_owned(),
            blake3,
            revision,
        })
    }

    /// Puts the copy in its place; over a file only where `replace` says so. The old file stays until the new one
    /// has its name. A file held for a moment by a sync client or a virus scanner is tried again.
    pub(crate) fn put_in_place(self, replace: bool) -> Result<(), Cause> {
        const TRIES: u32 = 8;
        let Self {
            mut file, target, ..
        } = self;
        file.as_file_mut().flush()?;
        let mut wait = Duration::from_millis(10);
        for attempt in 1..=TRIES {
            let moved = if replace {
                file.persist(&target)
            } else {
                file.persist_noclobber(&target)
            };
            match moved {
                Ok(_) => break,
                Err(failed) if attempt < TRIES && passes(&failed.error) => {
                    file = failed.file;
                    thread::sleep(wait);
                    wait *= 2;
                }
                Err(failed) => return Err(failed.error.into()),
            }
        }
        if let Some(folder) = target.parent() {
            sync_folder(folder)?;
        }
        Ok(())
    }
}

/// Writes a verified copy of a database to a place where no file may stand yet.
pub(crate) fn save_copy_of(db: &Connection, to: &Path, mark: &str) -> Result<PathBuf, StoreError> {
    let target = settled(to)?;
    if fs::symlink_metadata(&target).is_ok() {
        return Err(StoreError::AlreadyThere { path: target });
    }
    Ready::make(db, &target, mark)
        .and_then(|ready| ready.put_in_place(false))
        .map_err(|Cause(cause)| StoreError::NotPublished {
            path: target.clone(),
            cause,
            safety: "the document itself was not touched".to_owned(),
        })?;
    Ok(target)
}

/// Whether a refused rename may succeed a moment later. On Windows a file held by another program answers
/// "permission denied".
fn passes(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ResourceBusy | io::ErrorKind::Interrupted
    ) || (cfg!(windows) && error.kind() == io::ErrorKind::PermissionDenied)
}
