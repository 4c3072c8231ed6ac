//! Working copies whose place a published file took although it does not hold all that is in them: each is kept
//! whole beside the live one until it is saved elsewhere.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use rusqlite::{Connection, ErrorCode};
use uuid::Uuid;

use crate::connection;
use crate::error::{StoreError, cause};
use crate::health::{Depth, faults};
use crate::history::{self, Last};
use crate::passphrase::{Key, Passphrase, locked_out};
use crate::published::{Received, document_id, gate, save_copy_of, settled, vacuum_into};
use crate::work_area::{
    Slot, WorkArea, WorkingCopy, aside_name, aside_number, asides_in, mark_in, sync_folder,
};

/// What a working copy holds that the published file about to take its place does not.
pub(crate) struct Displaced {
    db: Connection,
    key: Key,
    copy: WorkingCopy,
    last: Last,
    /// How many of its acts the file does not hold.
    pub(crate) lost: u64,
    /// How many of its acts were never published.
    pub(crate) edits: u64,
    /// Whether all the file holds is in the working copy as well.
    pub(crate) older: bool,
    /// Whether the file is a copy of the same document.
    pub(crate) same: bool,
}

/// A working copy as [`look`] found it.
pub(crate) enum Found {
    /// It holds something the file does not.
    Displaced(Displaced),
    /// All that is in it is in the file, or nothing was ever done in it.
    Held(WorkingCopy),
    /// It cannot be read.
    Damaged(WorkingCopy),
}

/// Compares a working copy with the published file about to take its place. One whose passphrase was not typed
/// cannot be read.
pub(crate) fn look(
    copy: WorkingCopy,
    received: &Received,
    typed: &Key,
) -> Result<Found, StoreError> {
    let path = copy.database();
    let Ok(key) = copy.state.key(typed) else {
        return Ok(Found::Damaged(copy));
    };
    let same = copy.state.document == received.document;
    let read = || -> rusqlite::Result<(Connection, Last, u64, bool)> {
        let db = connection::live(&path, false, &key)?;
        let last = history::last(&db)?;
        if !same {
            let lost = last.seq;
            return Ok((db, last, lost, false));
        }
        let lost = history::unshared(&db, &received.db)?;
        let theirs = history::last(&received.db)?;
        let older = theirs.seq == 0 || history::holds(&db, &theirs.revision)?;
        Ok((db, last, lost, older))
    };
    match read() {
        Ok((_, _, 0, _)) => Ok(Found::Held(copy)),
        Ok((db, last, lost, older)) => {
            let published = copy.state.base.as_ref().map_or(0, |base| base.revision);
            Ok(Found::Displaced(Displaced {
                key: key.clone(),
                lost,
                edits: last.seq.saturating_sub(published),
                older,
                same,
                db,
                copy,
                last,
            }))
        }
        Err(error) if is_damage(&error, &path) => Ok(Found::Damaged(copy)),
        Err(error) => Err(failed(&path, &error)),
    }
}

impl Displaced {
    /// Keeps the working copy whole in the slot and gives where. `None` where it cannot be read whole. The working
    /// copy itself stays.
    ///
    /// A copy of the same state that is kept already, because the program ended before the file was taken or
    /// because the file went to and fro, is not made twice.
    pub(crate) fn keep(self, slot: &Slot) -> Result<(WorkingCopy, Option<PathBuf>), StoreError> {
        let kept = keep(
            &self.db,
            self.copy.state.document,
            &self.last,
            slot,
            &self.key,
        )?;
        Ok((self.copy, kept))
    }
}

/// Keeps aside a working copy whose published file was removed and to whose place a new document came.
pub(crate) fn retire(copy: &WorkingCopy, slot: &Slot, typed: &Key) -> Result<(), StoreError> {
    let path = copy.database();
    let key = copy.state.key(typed)?;
    let db = connection::live(&path, false, &key).map_err(|e| failed(&path, &e))?;
    let last = history::last(&db).map_err(|e| failed(&path, &e))?;
    if last.seq == 0 || keep(&db, copy.state.document, &last, slot, &key)?.is_some() {
        drop(db);
        copy.give_up();
    }
    Ok(())
}

/// Moves what is kept aside in one slot to another, when the document moves there. What cannot be moved stays.
pub(crate) fn move_to(from: &Slot, to: &Slot) {
    for aside in asides_in(from.folder()) {
        let number = asides_in(to.folder())
            .iter()
            .filter_map(|aside| aside_number(aside))
            .max()
            .unwrap_or(0);
        drop(fs::rename(&aside, to.folder().join(aside_name(number + 1))));
    }
}

fn keep(
    db: &Connection,
    document: Uuid,
    last: &Last,
    slot: &Slot,
    key: &Key,
) -> Result<Option<PathBuf>, StoreError> {
    let asides = asides_in(slot.folder());
    if let Some(kept) = asides
        .iter()
        .find(|aside| holds(aside, document, last, key))
    {
        return Ok(Some(kept.clone()));
    }
    let number = asides
        .iter()
        .filter_map(|aside| aside_number(aside))
        .max()
        .unwrap_or(0);
    let scratch = slot.folder().join("aside.tmp");
    let to = slot.folder().join(aside_name(number + 1));
    drop(fs::remove_file(&scratch));
    let written = vacuum_into(db, &scratch).and_then(|()| {
        let copy = connection::read_only(&scratch, key)?;
        Ok(faults(&copy, Depth::Quick)?.is_empty())
    });
    match written {
        Ok(true) if holds(&scratch, document, last, key) => {}
        Err(error) if !is_damage(&error, &scratch) => {
            drop(fs::remove_file(&scratch));
            return Err(failed(&to, &error));
        }
        _ => {
            drop(fs::remove_file(&scratch));
            return Ok(None);
        }
    }
    File::options()
        .write(true)
        .open(&scratch)
        .and_then(|file| file.sync_all())
        .and_then(|()| fs::rename(&scratch, &to))
        .and_then(|()| sync_folder(slot.folder()))
        .map_err(|e| StoreError::work_area(&to, &e))?;
    Ok(Some(to))
}

/// Whether a file holds this state of this document.
fn holds(file: &Path, document: Uuid, last: &Last, key: &Key) -> bool {
    let read = || -> rusqlite::Result<bool> {
        let db = connection::read_only(file, &key.for_file(file))?;
        Ok(document_id(&db)? == Some(document) && history::last(&db)? == *last)
    };
    read().unwrap_or(false)
}

fn failed(path: &Path, error: &rusqlite::Error) -> StoreError {
    StoreError::WorkArea {
        path: path.to_owned(),
        cause: cause(error),
    }
}

/// Whether a database cannot be read because of what is in it, and not because of a disk or program that may let
/// it be read a moment later.
fn is_damage(error: &rusqlite::Error, database: &Path) -> bool {
    match error.sqlite_error_code() {
        Some(ErrorCode::CannotOpen) => !database.exists(),
        Some(
            ErrorCode::DatabaseBusy
            | ErrorCode::DatabaseLocked
            | ErrorCode::DiskFull
            | ErrorCode::SystemIoFailure
            | ErrorCode::ReadOnly
            | ErrorCode::PermissionDenied
            | ErrorCode::OutOfMemory
            | ErrorCode::OperationInterrupted,
        ) => false,
        _ => true,
    }
}

/// The copies kept aside for the document published at `path`, oldest first: each a whole document as it was
/// before a file that did not hold all of it took its place. Can be asked while the document is open.
pub fn set_aside(path: &Path, work: &WorkArea) -> Vec<PathBuf> {
    settled(path)
        .map(|published| asides_in(&work.slot_of(&published)))
        .unwrap_or_default()
}

/// Saves a copy kept aside (one of [`set_aside`]) to another place, where no file may stand yet, and gives up the
/// kept one. Can be asked while the document is open. Gives where it was saved. An encrypted one needs its
/// passphrase, and the saved file keeps it.
pub fn rescue_set_aside(
    aside: &Path,
    work: &WorkArea,
    to: &Path,
    passphrase: Option<&Passphrase>,
) -> Result<PathBuf, StoreError> {
    let not_aside = || StoreError::NotSetAside {
        path: aside.to_owned(),
    };
    let aside = aside.canonicalize().map_err(|_| not_aside())?;
    let slot = aside.parent().ok_or_else(not_aside)?;
    if slot.parent() != Some(work.folder()) || aside_number(&aside).is_none() {
        return Err(not_aside());
    }
    let key = Key::from(passphrase).for_file(&aside);
    let db = connection::read_only(&aside, &key)
        .map_err(|e| locked_out(&aside, &aside, &key, &e).unwrap_or_else(|| failed(&aside, &e)))?;
    gate(&aside, &db)?;
    let saved = save_copy_of(&db, to, &mark_in(slot).unwrap_or_default(), &key)?;
    drop(db);
    fs::remove_file(&aside).map_err(|e| StoreError::work_area(&aside, &e))?;
    Ok(saved)
}
