//! Comparing and merging documents as files, without opening either.

use std::path::{Path, PathBuf};

use domain::{Map, Stamp};
use serde::Serialize;

use crate::compare::{Comparison, compare};
use crate::connection;
use crate::error::StoreError;
use crate::history::Change;
use crate::ladder::{self, RUNGS};
use crate::merge::Review;
use crate::merge::conflict::{Choices, Conflict};
use crate::merge::duplicates::PossibleDuplicate;
use crate::merge::other::Other;
use crate::passphrase::{Key, Passphrase};
use crate::published::{Received, cause_in_file, save_copy_of, settled};
use crate::rows;
use crate::work_area::{WorkArea, new_id};

/// Two files merged into a third.
#[derive(Debug, Clone, Serialize)]
pub struct MergedFile {
    /// The new file.
    pub merged: PathBuf,
    /// The merge as it stands in the new file's history; it has touched nothing where the second file held nothing
    /// new.
    pub change: Change,
    /// What the merge brought into the first.
    pub differences: Comparison,
    /// What both had changed, and how it was settled.
    pub conflicts: Vec<Conflict>,
    /// What was entered in both and may be the same.
    pub possible_duplicates: Vec<PossibleDuplicate>,
}

/// What differs between two files, each read as anybody's. They may be copies of one document or two documents.
pub fn compare_files(
    a: &Path,
    b: &Path,
    work: &WorkArea,
    passphrase: Option<&Passphrase>,
) -> Result<Comparison, StoreError> {
    let typed = Key::from(passphrase);
    let folder = scratch_in(work)?;
    let before = Other::read(&settled_file(a)?, &folder.path().join("a.tmp"), &typed)?;
    let after = Other::read(&settled_file(b)?, &folder.path().join("b.tmp"), &typed)?;
    Ok(compare(&before.map, &after.map))
}

/// Merges two copies of one document into a new file. Neither is touched, and edits to them that wait unpublished on
/// this computer are not part of it. The passphrase is for whichever of the two is encrypted; the new file is where
/// the first is. Two different documents have nothing they both come from and are refused.
pub fn merge_files(
    a: &Path,
    b: &Path,
    to: &Path,
    work: &WorkArea,
    passphrase: Option<&Passphrase>,
    choices: &Choices,
    stamp: &Stamp,
) -> Result<MergedFile, StoreError> {
    let typed = Key::from(passphrase);
    let (a, b) = (settled_file(a)?, settled_file(b)?);
    let to = settled(to)?;
    if std::fs::symlink_metadata(&to).is_ok() {
        return Err(StoreError::AlreadyThere { path: to });
    }
    let folder = scratch_in(work)?;
    let received = Received::take(&a, &folder.path().join("a.tmp"), &typed)?;
    let key = received.key.clone();
    let document = received.document;
    let database = folder.path().join("merged.footbridge");
    received.settle(&database)?;
    let damaged = |e: rusqlite::Error| StoreError::Damaged {
        path: a.clone(),
        what: cause_in_file(&e),
    };
    let mut db = connection::live(&database, false, &key).map_err(damaged)?;
    ladder::climb(&mut db, RUNGS).map_err(damaged)?;
    let map: Map = rows::read_map(&db).map_err(damaged)?;
    let other = Other::read(&b, &folder.path().join("b.tmp"), &typed)?;
    let review = Review::with(&db, &map, document, other, b)?;
    let conflicts = review.decided(&map, choices)?;
    let (change, writes) = review.apply(&mut db, &map, choices, stamp)?;
    let mark = new_id(stamp.at).simple().to_string().split_off(20);
    let merged = save_copy_of(&db, &to, &mark, &key)?;
    Ok(MergedFile {
        merged,
        change,
        differences: compare(&map, &map.with(&writes)),
        conflicts,
        possible_duplicates: review.possible_duplicates,
    })
}

fn settled_file(path: &Path) -> Result<PathBuf, StoreError> {
    path.canonicalize().map_err(|_| StoreError::Missing {
        path: path.to_owned(),
    })
}

/// A folder of our own for as long as the files are looked at.
fn scratch_in(work: &WorkArea) -> Result<tempfile::TempDir, StoreError> {
    tempfile::Builder::new()
        .prefix(".scratch-")
        .tempdir_in(work.folder())
        .map_err(|e| StoreError::work_area(work.folder(), &e))
}
