//! How a database is opened: the live working copy, or a file that may come from anybody.

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::{Connection, OpenFlags};

use crate::passphrase::Key;

/// Largest value or row: a changeset of a national import is some tens of megabytes.
const LARGEST_VALUE_BYTES: i32 = 512 * 1024 * 1024;

/// Opens (and, where asked, makes) a working copy. Every commit on it is durable when it returns.
pub(crate) fn live(path: &Path, make: bool, key: &Key) -> rusqlite::Result<Connection> {
    let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    if make {
        flags |= OpenFlags::SQLITE_OPEN_CREATE;
    }
    let db = Connection::open_with_flags(path, flags)?;
    guard(&db)?;
    key.turn(&db)?;
    db.execute_batch(include_str!("../sql/connection/live.sql"))?;
    Ok(db)
}

/// Opens a file to read it and nothing more.
pub(crate) fn read_only(path: &Path, key: &Key) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = Connection::open_with_flags(path, flags)?;
    guard(&db)?;
    key.turn(&db)?;
    db.execute_batch(include_str!("../sql/connection/read_only.sql"))?;
    Ok(db)
}

/// Makes a file with nothing in it and no journal that stays, to be filled and closed.
pub(crate) fn bare(path: &Path, key: &Key) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = Connection::open_with_flags(path, flags)?;
    guard(&db)?;
    key.turn(&db)?;
    db.execute_batch(include_str!("../sql/connection/read_only.sql"))?;
    Ok(db)
}

/// Opens a private copy of a damaged file: what SQLite would refuse as a whole is read as far as it goes.
pub(crate) fn salvage(path: &Path, key: &Key) -> rusqlite::Result<Connection> {
    // Our own copy, which may have a journal to be read with it.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = Connection::open_with_flags(path, flags)?;
    guard(&db)?;
    key.turn(&db)?;
    // In this mode SQLite reads a file that is shorter than it says it is, and a schema that does not add up.
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, false)?;
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_WRITABLE_SCHEMA, true)?;
    db.execute_batch(include_str!("../sql/connection/read_only.sql"))?;
    Ok(db)
}

/// A database in memory, for comparing schemas.
pub(crate) fn in_memory() -> rusqlite::Result<Connection> {
    let db = Connection::open_in_memory()?;
    guard(&db)?;
    Ok(db)
}

/// What no file of ours needs, switched off, and limits no file of ours reaches.
fn guard(db: &Connection) -> rusqlite::Result<()> {
    db.busy_timeout(Duration::from_secs(5))?;
    db.set_prepared_statement_cache_capacity(128);
    for (setting, value) in [
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DML, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DDL, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_FKEY, true),
    ] {
        db.set_db_config(setting, value)?;
    }
    for (limit, value) in [
        (Limit::SQLITE_LIMIT_LENGTH, LARGEST_VALUE_BYTES),
        (Limit::SQLITE_LIMIT_SQL_LENGTH, 100_000),
        (Limit::SQLITE_LIMIT_COLUMN, 100),
        (Limit::SQLITE_LIMIT_EXPR_DEPTH, 100),
        (Limit::SQLITE_LIMIT_COMPOUND_SELECT, 10),
        (Limit::SQLITE_LIMIT_VDBE_OP, 250_000),
        (Limit::SQLITE_LIMIT_FUNCTION_ARG, 10),
        // VACUUM INTO attaches the file it writes.
        (Limit::SQLITE_LIMIT_ATTACHED, 1),
        (Limit::SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 100),
        (Limit::SQLITE_LIMIT_VARIABLE_NUMBER, 500),
        (Limit::SQLITE_LIMIT_TRIGGER_DEPTH, 1),
        (Limit::SQLITE_LIMIT_WORKER_THREADS, 0),
    ] {
        db.set_limit(limit, value)?;
    }
    Ok(())
}
