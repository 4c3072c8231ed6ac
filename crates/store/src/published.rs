//! The file the user sees: how it is read without trusting it, and how it is replaced without ever losing it.

use std::fs::{self, File};
use std::io::{self, Read, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use rusqlite::{Connection, ErrorCode};
use tempfile::{NamedTempFile, TempDir};
use uuid::Uuid;

use crate::connection;
use crate::error::{StoreError, cause, io_cause};
use crate::health::{Depth, faults};
use crate::history::{self, Last};
use crate::ladder::{self, APPLICATION_ID, NEWEST, RUNGS};
use crate::passphrase::{Key, locked_out};
use crate::work_area::{WorkArea, beside, sync_folder};

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

/// Copies a published file's bytes to a file of our own and gives their print.
fn take_in(published: &Path, scratch: &Path) -> Result<String, StoreError> {
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
    copy_hashing(&mut from, &mut to).map_err(|e| unreadable(&e))
}

/// A private copy of a file to look into, taken away when dropped.
pub(crate) struct Scratch {
    folder: TempDir,
}

impl Scratch {
    /// Copies a file that is not live. Journals beside it are left alone, unless it is one of our own working copies
    /// set aside, whose last edits are in them.
    pub(crate) fn of(path: &Path, work: &WorkArea) -> Result<Self, StoreError> {
        let folder = tempfile::Builder::new()
            .prefix(".scratch-")
            .tempdir_in(work.folder())
            .map_err(|e| StoreError::work_area(work.folder(), &e))?;
        let scratch = Self { folder };
        take_in(path, &scratch.database())?;
        let journal = beside(path, "-wal");
        if settled(path).is_ok_and(|path| path.starts_with(work.folder())) && journal.exists() {
            take_in(&journal, &beside(&scratch.database(), "-wal"))?;
        }
        Ok(scratch)
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.folder.path().join("copy.footbridge")
    }

    /// A path for a database to be made beside the copy.
    pub(crate) fn another(&self) -> PathBuf {
        self.folder.path().join("another.footbridge")
    }

    /// What is wrong with the copy's length.
    pub(crate) fn wrong_length(&self) -> Option<String> {
        let path = self.database();
        let length = fs::metadata(&path).map_or(0, |m| m.len());
        if length == 0 {
            return Some("it is empty".to_owned());
        }
        wrong_length(&path, length)
    }

    /// Opens the copy, whatever state it is in.
    pub(crate) fn open(&self, path: &Path, key: &Key) -> Result<Connection, StoreError> {
        let file = self.database();
        let not_ours = |error: rusqlite::Error| {
            locked_out(path, &file, key, &error).unwrap_or_else(|| not_a_footprint(path, &error))
        };
        let db = connection::salvage(&file, key).map_err(not_ours)?;
        ladder::version(&db).map_err(not_ours)?;
        Ok(db)
    }
}

/// A published file taken in: checked, but not yet made a working copy.
pub(crate) struct Received {
    pub(crate) db: Connection,
    /// What it is opened with: none where it is plain, whatever was typed.
    pub(crate) key: Key,
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
    pub(crate) fn take(published: &Path, scratch: &Path, typed: &Key) -> Result<Self, StoreError> {
        let blake3 = take_in(published, scratch)?;
        match Self::examine(published, scratch, blake3, typed.for_file(scratch)) {
            Ok(received) => Ok(received),
            Err(error) => {
                take_away(scratch);
                Err(error)
            }
        }
    }

    fn examine(
        published: &Path,
        scratch: &Path,
        blake3: String,
        key: Key,
    ) -> Result<Self, StoreError> {
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
        let not_ours = |error: rusqlite::Error| {
            locked_out(published, scratch, &key, &error)
                .unwrap_or_else(|| not_a_footprint(published, &error))
        };
        let db = connection::read_only(scratch, &key).map_err(not_ours)?;
        // Under a key this is the first look at what is in the file.
        ladder::version(&db).map_err(not_ours)?;
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
            key,
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
        clear(to);
        vacuum_into(&self.db, to).map_err(|e| StoreError::WorkArea {
            path: to.to_owned(),
            cause: cause(&e),
        })?;
        sync_file(to).map_err(|e| area(&e))
    }
}

/// Takes away a database of our own that is not live, with everything SQLite keeps beside one: what is left there by
/// an earlier one would be taken for its journal.
pub(crate) fn clear(path: &Path) {
    for suffix in ["", "-wal", "-shm", "-journal"] {
        take_away(&beside(path, suffix));
    }
}

/// Makes a finished file that nobody has open durable.
pub(crate) fn sync_file(path: &Path) -> io::Result<()> {
    File::options().write(true).open(path)?.sync_all()
}

/// Which document a file is a copy of; `None` where it is no footprint or cannot be read. Only a copy of it at
/// `scratch` is opened, and taken away again.
pub(crate) fn identity_of(file: &Path, scratch: &Path, typed: &Key) -> Option<Uuid> {
    let look = || -> Option<Uuid> {
        let mut from = File::open(file).ok()?;
        let mut to = File::create(scratch).ok()?;
        io::copy(&mut from, &mut to).ok()?;
        drop(to);
        let db = connection::read_only(scratch, &typed.for_file(scratch)).ok()?;
        gate(file, &db).ok()?;
        document_id(&db).ok().flatten()
    };
    take_away(scratch);
    let found = look();
    take_away(scratch);
    found
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
        _ => match error {
            rusqlite::Error::FromSqlConversionFailure(_, _, why) => why.to_string(),
            rusqlite::Error::InvalidColumnType(..) => {
                "a value is missing or is not what belongs there".to_owned()
            }
            rusqlite::Error::IntegralValueOutOfRange(_, number) => {
                format!("{number} is not on the scale it belongs to")
            }
            rusqlite::Error::Utf8Error(..) => "text in it is garbled".to_owned(),
            other => other.to_string(),
        },
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

/// How many rows each table has, in the order of their names.
pub(crate) fn counts(db: &Connection) -> rusqlite::Result<Vec<(String, i64)>> {
    let tables: Vec<String> = db
        .prepare(include_str!("../sql/check/tables.sql"))?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    tables
        .into_iter()
        .map(|table| {
            let many = format!("SELECT count(*) FROM \"{}\"", table.replace('"', "\"\""));
            let many = db.query_row(&many, [], |row| row.get(0))?;
            Ok((table, many))
        })
        .collect()
}

/// A document's last act and how many rows it then had: two readings of one moment.
#[derive(PartialEq, Eq)]
pub(crate) struct Tally {
    last: Last,
    document: Option<Uuid>,
    rows: Vec<(String, i64)>,
}

impl Tally {
    pub(crate) fn of(db: &Connection) -> rusqlite::Result<Self> {
        let moment = db.unchecked_transaction()?;
        Ok(Self {
            last: history::last(&moment)?,
            document: document_id(&moment)?,
            rows: counts(&moment)?,
        })
    }
}

/// Writes a copy of a database that may be edited meanwhile to `to`, where nothing or an empty file stands, opens it
/// again and checks it against what it was made from. Gives the last act in it.
pub(crate) fn verified_copy(live: &Connection, to: &Path, key: &Key) -> Result<Last, Cause> {
    copy_checked(live, to, key, Depth::Quick)
}

fn copy_checked(live: &Connection, to: &Path, key: &Key, depth: Depth) -> Result<Last, Cause> {
    let before = Tally::of(live)?;
    vacuum_into(live, to)?;
    let copy = connection::read_only(to, key)?;
    if let Some(fault) = faults(&copy, depth)?.first() {
        return Err(Cause(format!(
            "the written copy did not read back well ({fault})"
        )));
    }
    let written = Tally::of(&copy)?;
    let in_half = || Cause("the written copy did not read back whole".to_owned());
    if written.document != before.document {
        return Err(in_half());
    }
    let whole = if written.last == before.last {
        written.rows == before.rows
    } else {
        // Somebody edited between the counting and the copying, or goes on doing so: then the act the copy ends with
        // names all that came before it.
        let after = Tally::of(live)?;
        if after.last == written.last {
            written.rows == after.rows
        } else {
            history::holds(live, &written.last.revision)?
        }
    };
    if whole {
        Ok(written.last)
    } else {
        Err(in_half())
    }
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
    pub(crate) fn make(
        live: &Connection,
        target: &Path,
        mark: &str,
        key: &Key,
    ) -> Result<Self, Cause> {
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
        // References hold in the live document, which checks them at every edit and whenever it is opened.
        let revision = copy_checked(live, file.path(), key, Depth::Pages)?.seq;
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
    /// has its name. A file held for a while by a sync client or a virus scanner is tried again as long as `patience`
    /// allows, and before every try `still` says whether it may be replaced.
    pub(crate) fn put_in_place(
        self,
        replace: bool,
        patience: &Patience<'_>,
        mut still: impl FnMut() -> Result<(), StoreError>,
    ) -> Result<(), Refusal> {
        let Self {
            mut file, target, ..
        } = self;
        file.as_file_mut().flush().map_err(Cause::from)?;
        let mut waited = Duration::ZERO;
        let mut wait = Duration::from_millis(10);
        loop {
            still()?;
            let moved = if replace {
                file.persist(&target)
            } else {
                file.persist_noclobber(&target)
            };
            match moved {
                Ok(_) => break,
                Err(failed) if waited < patience.with(&failed.error) => {
                    file = failed.file;
                    thread::sleep(wait);
                    waited += wait;
                    wait = (wait * 2).min(Duration::from_secs(1));
                }
                Err(failed) => return Err(Cause::from(failed.error).into()),
            }
        }
        if let Some(folder) = target.parent() {
            sync_folder(folder).map_err(Cause::from)?;
        }
        Ok(())
    }
}

/// Why a copy did not come to its place.
pub(crate) enum Refusal {
    /// The place did not let it.
    Place(Cause),
    /// What stands there must not be replaced.
    There(StoreError),
}

impl From<Cause> for Refusal {
    fn from(cause: Cause) -> Self {
        Self::Place(cause)
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        Self::There(error)
    }
}

/// How long a refused rename is tried again.
pub(crate) struct Patience<'a> {
    /// The longest it is waited for a file that another program holds.
    longest: Duration,
    /// Set by somebody who waits for this to end.
    hurry: Option<&'a AtomicBool>,
}

impl<'a> Patience<'a> {
    /// While a person waits.
    pub(crate) const SHORT: Patience<'static> = Patience {
        longest: Duration::from_millis(1300),
        hurry: None,
    };

    /// While nobody waits, until somebody does.
    pub(crate) const fn long(hurry: &'a AtomicBool) -> Self {
        Self {
            longest: Duration::from_secs(20),
            hurry: Some(hurry),
        }
    }

    /// How long a rename refused with this error is tried again altogether.
    fn with(&self, error: &io::Error) -> Duration {
        let hurried = self
            .hurry
            .is_some_and(|hurry| hurry.load(Ordering::Relaxed));
        match error.kind() {
            io::ErrorKind::ResourceBusy
            | io::ErrorKind::ExecutableFileBusy
            | io::ErrorKind::Interrupted
                if !hurried =>
            {
                self.longest
            }
            // On Windows what a file held by another program answers, elsewhere seldom gone a moment later.
            io::ErrorKind::PermissionDenied if cfg!(windows) && !hurried => self.longest,
            io::ErrorKind::ResourceBusy
            | io::ErrorKind::ExecutableFileBusy
            | io::ErrorKind::Interrupted
            | io::ErrorKind::PermissionDenied => self.longest.min(Self::SHORT.longest / 2),
            _ => Duration::ZERO,
        }
    }
}

/// Writes a verified copy of a database to a place where no file may stand yet.
pub(crate) fn save_copy_of(
    db: &Connection,
    to: &Path,
    mark: &str,
    key: &Key,
) -> Result<PathBuf, StoreError> {
    let target = settled(to)?;
    if fs::symlink_metadata(&target).is_ok() {
        return Err(StoreError::AlreadyThere { path: target });
    }
    Ready::make(db, &target, mark, key)
        .map_err(Refusal::from)
        .and_then(|ready| ready.put_in_place(false, &Patience::SHORT, || Ok(())))
        .map_err(|refusal| match refusal {
            Refusal::Place(Cause(cause)) => StoreError::NotPublished {
                path: target.clone(),
                cause,
                safety: "the document itself was not touched".to_owned(),
            },
            Refusal::There(error) => error,
        })?;
    Ok(target)
}
