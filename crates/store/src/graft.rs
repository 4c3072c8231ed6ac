//! A published file whose own description cannot be read, while its rows can.
//!
//! The tables of a database are found by way of one table, SQLite's schema, on the file's first pages. A file that
//! `VACUUM INTO` wrote has them where every other such file of the same version has them, so the pages of an empty
//! document of that version can take the place of garbled ones.

use std::fs::{self, File};
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::path::Path;

use rusqlite::{Connection, OptionalExtension as _};

use crate::connection;
use crate::ladder::{self, APPLICATION_ID, RUNGS};
use crate::passphrase::Key;
use crate::published::{Cause, Scratch, clear, document_id, vacuum_into};

const PAGE: usize = 4096;
/// Where the header on the first page has the number of pages, and after it what is free among them.
const PAGES: usize = 28;
const FREE: usize = 32;
const FREE_END: usize = 40;

/// Whether a file's first page lets it be one of ours: it says so, or it is garbled.
pub(crate) fn may_be_ours(file: &Path) -> bool {
    let mut first = [0; 100];
    let Ok(()) = File::open(file).and_then(|mut file| file.read_exact(&mut first)) else {
        return false;
    };
    let whole = first.starts_with(b"SQLite format 3\0");
    let ours = first[68..72] == APPLICATION_ID.to_be_bytes();
    let large = fs::metadata(file).is_ok_and(|m| m.len() >= 16 * PAGE as u64);
    large && (ours || !whole)
}

/// Puts sound schema pages of this version into a private copy of a damaged file, and gives whether its rows are then
/// found.
pub(crate) fn graft(scratch: &Scratch, schema: u32) -> Result<bool, Cause> {
    let (copy, compact) = (scratch.database(), scratch.another());
    clear(&compact);
    let mut model = connection::in_memory()?;
    ladder::climb(&mut model, &RUNGS[..schema as usize])?;
    vacuum_into(&model, &compact)?;
    drop(model);
    let pages: Vec<u32> = connection::read_only(&compact, &Key::PLAIN)?
        .prepare(include_str!("../sql/repair/schema_pages.sql"))?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let length = fs::metadata(&copy)?.len();
    let mut from = File::open(&compact)?;
    let mut to = File::options().read(true).write(true).open(&copy)?;
    let mut page = vec![0; PAGE];
    for number in pages {
        let at = SeekFrom::Start(u64::from(number - 1) * PAGE as u64);
        from.seek(at)?;
        from.read_exact(&mut page)?;
        if number == 1 {
            let pages = u32::try_from(length.div_ceil(PAGE as u64)).unwrap_or(u32::MAX);
            page[PAGES..FREE].copy_from_slice(&pages.to_be_bytes());
            page[FREE..FREE_END].fill(0);
        }
        to.seek(at)?;
        to.write_all(&page)?;
    }
    drop((from, to));
    clear(&compact);
    Ok(finds_rows(&connection::salvage(&copy, &Key::PLAIN)?).unwrap_or(false))
}

/// Whether what can be read under a schema is what belongs there.
fn finds_rows(db: &Connection) -> rusqlite::Result<bool> {
    let name: Option<String> = db
        .query_row(include_str!("../sql/backup/name.sql"), [], |row| row.get(0))
        .optional()?;
    let last: Option<String> = db
        .query_row(include_str!("../sql/backup/last_act.sql"), [], |row| {
            row.get(2)
        })
        .optional()?;
    let is_moment = last.is_none_or(|at| at.parse::<jiff::Timestamp>().is_ok());
    Ok(document_id(db)?.is_some() && name.is_some() && is_moment)
}
