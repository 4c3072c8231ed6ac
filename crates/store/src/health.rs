//! Whether a document is sound, by SQLite's own checks and by the domain's rules.

use std::path::Path;

use domain::{Entity, EntityKind, EntityRef, Map};
use rusqlite::Connection;

use crate::document::Document;
use crate::error::StoreError;
use crate::passphrase::{Key, Passphrase};
use crate::published::{Scratch, cause_in_file, gate};
use crate::rows::{self, Which};
use crate::work_area::WorkArea;

/// How thoroughly to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Depth {
    /// Pages, types and constraints; linear in size.
    Pages,
    /// References as well.
    Quick,
    /// Indexes as well: after an unclean end, and when asked to check.
    Full,
}

/// What SQLite finds wrong with the pages, and which references lead nowhere.
pub(crate) fn faults(db: &Connection, depth: Depth) -> rusqlite::Result<Vec<String>> {
    let statement = match depth {
        Depth::Pages | Depth::Quick => include_str!("../sql/check/quick.sql"),
        Depth::Full => include_str!("../sql/check/full.sql"),
    };
    let mut faults: Vec<String> = db
        .prepare(statement)?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    faults.retain(|line| line != "ok");
    if depth == Depth::Pages {
        return Ok(faults);
    }
    let mut dangling = db.prepare(include_str!("../sql/check/foreign_keys.sql"))?;
    let mut rows = dangling.query([])?;
    while let Some(row) = rows.next()? {
        let (table, parent): (String, String) = (row.get(0)?, row.get(2)?);
        faults.push(format!(
            "a row of {table} names a row of {parent} that is not there"
        ));
    }
    Ok(faults)
}

/// The rules of the domain that what was read breaks, in sentences: no edit lets them be broken, so a file that breaks
/// them was damaged or written by something else.
pub(crate) fn broken_rules(map: &Map) -> Vec<String> {
    let mut found = Vec::new();
    for entity in map.entities() {
        if let Some(refused) = map.refuses(&entity) {
            let reference = entity.reference();
            found.push(match &entity {
                Entity::Note(note) if !map.has(note.about) => format!(
                    "The note of {} by {} is about a {} that is not there.",
                    note.date,
                    note.author,
                    note.about.kind().word()
                ),
                _ => format!(
                    "The {} \u{201c}{}\u{201d} breaks a rule: {refused}",
                    reference.kind().word(),
                    map.name_of(reference)
                ),
            });
        }
        if let Entity::View(view) = &entity {
            for (party, _) in view
                .spots
                .iter()
                .filter(|(party, _)| !map.has((*party).into()))
            {
                found.push(format!(
                    "The view \u{201c}{}\u{201d} places a {} that is not there.",
                    view.name,
                    EntityRef::from(*party).kind().word()
                ));
            }
        }
    }
    found
}

/// Everything that is wrong with a database, and the map in it where that can be read.
fn look(db: &Connection) -> rusqlite::Result<(Vec<String>, Option<Map>)> {
    let mut found: Vec<String> = faults(db, Depth::Full)?
        .into_iter()
        .map(|fault| format!("The database is not sound: {fault}."))
        .collect();
    if let Ok(map) = rows::read_map(db) {
        found.extend(broken_rules(&map));
        return Ok((found, Some(map)));
    }
    for kind in EntityKind::ALL {
        if let Err(error) = rows::read(db, *kind, &Which::all()) {
            found.push(format!(
                "A {} cannot be read: {}.",
                kind.word(),
                cause_in_file(&error)
            ));
        }
    }
    Ok((found, None))
}

impl Document {
    /// Everything that is wrong with the document, in sentences; none where it is sound.
    pub fn check(&self) -> Result<Vec<String>, StoreError> {
        let (mut found, stored) = look(&self.db).map_err(|e| self.unreadable(&e))?;
        if stored.is_some_and(|stored| stored != *self.map) {
            found.push(
                "What is on the screen is not what is on the disk; close the document and open it again."
                    .to_owned(),
            );
        }
        Ok(found)
    }
}

/// Everything that is wrong with a file, in sentences, without opening it as a document: for one that cannot be
/// opened. Nothing is written in its folder. A file that is no footprint at all, is newer than this program, or lacks
/// its passphrase is an error.
pub fn check_file(
    path: &Path,
    work: &WorkArea,
    passphrase: Option<&Passphrase>,
) -> Result<Vec<String>, StoreError> {
    let scratch = Scratch::of(path, work)?;
    let key = Key::from(passphrase).for_file(&scratch.database());
    let db = match scratch.open(path, &key) {
        Ok(db) => db,
        Err(StoreError::Damaged { what, .. }) => return Ok(vec![not_sound(&what)]),
        Err(other) => return Err(other),
    };
    let mut found: Vec<String> = scratch
        .wrong_length()
        .iter()
        .map(|what| not_sound(what))
        .collect();
    match gate(path, &db) {
        Ok(()) => {}
        Err(StoreError::Damaged { what, .. }) => {
            found.push(not_sound(&what));
            return Ok(found);
        }
        Err(other) => return Err(other),
    }
    match look(&db) {
        Ok((more, _)) => found.extend(more),
        Err(error) => found.push(not_sound(&cause_in_file(&error))),
    }
    Ok(found)
}

fn not_sound(what: &str) -> String {
    format!("The file is not sound: {what}.")
}
