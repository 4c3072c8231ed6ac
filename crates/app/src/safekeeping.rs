//! Backups, repair and passphrases: what keeps a document from being lost or read by others.

use std::path::{Path, PathBuf};

use domain::Stamp;
use serde::Serialize;
use serde_json::{Map as Object, json};
use store::{
    Backup, BackupReason, Backups, Choices, Comparison, Erased, KeptCopies, MergedFile, Passphrase,
    Point, Rekeyed, Repaired, Side, WorkArea,
};

use crate::error::AppError;
use crate::session::{Now, Session};
use crate::settings::Settings;

/// A backup, as a list shows it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BackupRow {
    /// Its number in the list, newest first, from 1.
    pub number: usize,
    /// The file.
    pub path: PathBuf,
    /// When it was taken.
    pub taken: String,
    /// Why, in words.
    pub why: String,
    /// How many acts its history holds.
    pub revision: u64,
    /// Its size in bytes.
    pub bytes: u64,
    /// What it holds; `None` where it cannot be read, for want of its passphrase for one.
    pub holds: Option<Holds>,
    /// Why it cannot be read.
    pub unreadable: Option<String>,
}

/// What a backup holds.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Holds {
    /// The footprint's name.
    pub footprint: String,
    /// How many there are of each kind.
    pub counts: Object<String, serde_json::Value>,
    /// The last act, in words.
    pub last: Option<String>,
    /// The same in its parts: what, by whom, when.
    #[serde(skip)]
    pub last_act: Option<(String, String, jiff::Timestamp)>,
}

impl Holds {
    /// "24 organisations, 90 leaders, 303 ties": the kinds a person counts.
    pub fn sentence(&self) -> String {
        let counted: Vec<String> = [
            ("organisations", "organisation", "organisations"),
            ("leaders", "leader", "leaders"),
            ("ties", "tie", "ties"),
            ("commitments", "promise", "promises"),
        ]
        .iter()
        .filter_map(|(kind, one, many)| {
            let n = self.counts.get(*kind)?.as_u64()?;
            Some(format!("{n} {}", if n == 1 { one } else { many }))
        })
        .collect();
        format!("{}: {}", self.footprint, counted.join(", "))
    }
}

pub(crate) fn work(settings: &Settings) -> Result<WorkArea, AppError> {
    Ok(WorkArea::at(settings.work_dir())?)
}

/// The backups of the document published at `path`, newest first, each with what it holds. The document itself is not
/// opened, so this works for one that is lost or damaged.
pub fn backups(
    path: &Path,
    settings: &Settings,
    passphrase: Option<&Passphrase>,
) -> Result<Vec<BackupRow>, AppError> {
    Ok(shelved(path, settings, passphrase)?
        .iter()
        .enumerate()
        .map(|(n, (shelf, backup))| row(n + 1, shelf, backup))
        .collect())
}

/// Every backup with the shelf it stands on, newest first.
fn shelved(
    path: &Path,
    settings: &Settings,
    passphrase: Option<&Passphrase>,
) -> Result<Vec<(Backups, Backup)>, AppError> {
    let mut all: Vec<(Backups, Backup)> = Backups::at(path, &work(settings)?, passphrase)
        .into_iter()
        .flat_map(|shelf| {
            shelf
                .list()
                .into_iter()
                .map(move |backup| (shelf.clone(), backup))
                .collect::<Vec<_>>()
        })
        .collect();
    all.sort_by_key(|(_, backup)| std::cmp::Reverse(backup.taken));
    Ok(all)
}

fn row(number: usize, shelf: &Backups, backup: &Backup) -> BackupRow {
    let looked = shelf.look_into(backup);
    let unreadable = looked.as_ref().err().map(ToString::to_string);
    let holds = looked.ok().map(|holding| Holds {
        footprint: holding.footprint,
        counts: holding
            .counts
            .iter()
            .map(|(kind, n)| (kind.words().to_owned(), json!(n)))
            .collect(),
        last: holding
            .last
            .as_ref()
            .map(|(what, by, at)| format!("{what} ({by}, {at})")),
        last_act: holding.last,
    });
    BackupRow {
        number,
        path: backup.path.clone(),
        taken: backup.taken.to_string(),
        why: backup.reason.words().to_owned(),
        revision: backup.revision,
        bytes: backup.bytes,
        holds,
        unreadable,
    }
}

/// Takes a backup of an open document now.
pub fn back_up(session: &Session, now: &Now) -> Result<BackupRow, AppError> {
    let document = session.document();
    let backup = document.begin_backup(BackupReason::Asked, now.at).run()?;
    Ok(row(1, &Backups::of(document), &backup))
}

/// Writes a backup to a new file: the one with this number in [`backups`]' list, or the newest.
pub fn restore(
    path: &Path,
    number: Option<usize>,
    to: &Path,
    settings: &Settings,
    passphrase: Option<&Passphrase>,
) -> Result<(PathBuf, BackupRow), AppError> {
    let all = shelved(path, settings, passphrase)?;
    let number = number.unwrap_or(1);
    let Some((shelf, backup)) = number.checked_sub(1).and_then(|n| all.get(n)) else {
        return Err(AppError::NotFound {
            kind: "backup",
            wanted: number.to_string(),
        });
    };
    let restored = shelf.restore(backup, to)?;
    Ok((restored, row(number, shelf, backup)))
}

/// Writes the backup that lies at `backup` to a new file: a list may have grown since somebody chose from it.
pub(crate) fn restore_file(
    path: &Path,
    backup: &Path,
    to: &Path,
    settings: &Settings,
    passphrase: Option<&Passphrase>,
) -> Result<(PathBuf, BackupRow), AppError> {
    let all = shelved(path, settings, passphrase)?;
    let Some(at) = all.iter().position(|(_, one)| one.path == backup) else {
        return Err(AppError::NotFound {
            kind: "backup",
            wanted: backup.display().to_string(),
        });
    };
    let (shelf, one) = &all[at];
    let restored = shelf.restore(one, to)?;
    Ok((restored, row(at + 1, shelf, one)))
}

/// Mends what can be mended of the file at `path` into a new file.
pub fn repair(
    path: &Path,
    to: &Path,
    settings: &Settings,
    passphrase: Option<&Passphrase>,
    now: &Now,
) -> Result<Repaired, AppError> {
    Ok(store::repair(
        path,
        to,
        &work(settings)?,
        passphrase,
        &settings.author,
        now.at,
    )?)
}

/// What is wrong with a file that cannot be opened, in sentences.
pub fn check_file(
    path: &Path,
    settings: &Settings,
    passphrase: Option<&Passphrase>,
) -> Result<Vec<String>, AppError> {
    Ok(store::check_file(path, &work(settings)?, passphrase)?)
}

/// What differs between two files: copies of one document, or two documents.
pub fn compare(
    a: &Path,
    b: &Path,
    settings: &Settings,
    passphrase: Option<&Passphrase>,
) -> Result<Comparison, AppError> {
    Ok(store::compare_files(a, b, &work(settings)?, passphrase)?)
}

/// Merges two copies of one document into a new file. What both changed in different ways stands as chosen, or where
/// nothing is chosen as the conflict says.
pub fn merge(
    a: &Path,
    b: &Path,
    to: &Path,
    choices: &Choices,
    settings: &Settings,
    passphrase: Option<&Passphrase>,
    now: &Now,
) -> Result<MergedFile, AppError> {
    let stamp = Stamp {
        at: now.at,
        by: settings.author.clone(),
    };
    Ok(store::merge_files(
        a,
        b,
        to,
        &work(settings)?,
        passphrase,
        choices,
        &stamp,
    )?)
}

/// A choice as it is typed: `organisation:<id>/name=theirs`, with a third part for an element of a list.
pub fn choice(text: &str) -> Result<(Point, Side), AppError> {
    let not_one = || AppError::NotOneOf {
        what: "a choice between two copies",
        given: text.to_owned(),
        known: "ENTITY/FIELD=ours or ENTITY/FIELD=theirs, as the list of conflicts names them"
            .to_owned(),
    };
    let (point, side) = text.rsplit_once('=').ok_or_else(not_one)?;
    let side = match side {
        "ours" => Side::Ours,
        "theirs" => Side::Theirs,
        _ => return Err(not_one()),
    };
    let mut parts = point.splitn(3, '/');
    let entity = match parts.next().unwrap_or_default() {
        "footprint" => None,
        key => Some(key.parse().map_err(|()| not_one())?),
    };
    let point = Point {
        entity,
        field: parts.next().map(str::to_owned),
        element: parts.next().map(str::to_owned),
    };
    Ok((point, side))
}

/// A point as [`choice`] reads it.
pub fn point_in_words(point: &Point) -> String {
    let entity = point
        .entity
        .map_or_else(|| "footprint".to_owned(), |entity| entity.to_string());
    [Some(entity), point.field.clone(), point.element.clone()]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join("/")
}

impl Session {
    /// Erases the person of that name for good; with `copies_too`, from the backups and copies on this computer as
    /// well.
    pub fn erase(
        &mut self,
        name: &str,
        copies_too: bool,
        now: &Now,
    ) -> Result<(String, Erased), AppError> {
        self.may_be_changed()?;
        let map = self.map();
        let id = crate::person::find(&map, name)?;
        let name = map
            .leader(id)
            .map_or_else(String::new, |leader| leader.name.clone());
        let author = self.author().to_owned();
        let copies = if copies_too {
            KeptCopies::Erase
        } else {
            KeptCopies::List
        };
        let erased = self
            .document_mut()
            .erase_leader(id, copies, &author, now.at)?;
        Ok((name, erased))
    }

    /// The footprint as it was known at the end of that day here.
    pub fn map_as_known(
        &self,
        day: jiff::civil::Date,
        zone: &jiff::tz::TimeZone,
    ) -> Result<domain::Map, AppError> {
        let end = day
            .tomorrow()
            .ok()
            .and_then(|next| next.to_zoned(zone.clone()).ok())
            .map_or(jiff::Timestamp::MAX, |next| next.timestamp());
        let last = end
            .checked_sub(jiff::SignedDuration::from_nanos(1))
            .unwrap_or(end);
        Ok(self.document().map_as_known(last)?.as_known_on(day))
    }

    /// Sets, changes or takes away the document's passphrase.
    pub fn set_passphrase(
        &mut self,
        passphrase: Option<&Passphrase>,
        now: &Now,
    ) -> Result<Rekeyed, AppError> {
        let done = self.document_mut().set_passphrase(passphrase, now.at)?;
        self.keep_passphrase(passphrase);
        Ok(done)
    }
}
