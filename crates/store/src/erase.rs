//! Erasing a person for good: from the tables, the texts, the history, the working copy and the published file, and on
//! request from the copies this computer keeps.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use domain::{Edit, EntityKind, EntityRef, LeaderId, Map, Refused, Stamp, Write};
use jiff::Timestamp;
use rusqlite::functions::FunctionFlags;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, params};

use crate::changeset;
use crate::connection;
use crate::document::Document;
use crate::error::StoreError;
use crate::history::{self, Act, Body, EditStanding, Entry};
use crate::ladder::{self, RUNGS};
use crate::passphrase::Key;
use crate::published::{Cause, clear, sync_file, vacuum_into, verified_copy};
use crate::publishing::Published;
use crate::redact::{self, NAMELESS, Names, RowKey};
use crate::rows::{self, TABLES, Touched};
use crate::salvage::{Table, quoted, tables};
use crate::work_area::{WorkArea, beside, sync_folder};

/// What erasing a person came to.
#[derive(Debug)]
pub struct Erased {
    /// What was taken out of the footprint with her, by kind.
    pub removed: Vec<(EntityKind, u64)>,
    /// In how many texts elsewhere her name or address was replaced by "a former leader".
    pub reworded: u64,
    /// Entities in whose words a part of her name still stands, for a person to look at: it may be somebody else's.
    pub perhaps: Vec<EntityRef>,
    /// Whether the published file was written anew. Where it could not be, it holds her until it is.
    pub published: Result<Published, StoreError>,
    /// Backups and copies kept aside out of which she was erased as well.
    pub erased_from: Vec<PathBuf>,
    /// Backups and copies on this computer that still hold her, or that cannot be read to find out.
    pub still_held_by: Vec<PathBuf>,
    /// Other files on this computer in which the same document is open or was, which hold her until she is erased
    /// there too.
    pub other_files: Vec<PathBuf>,
}

/// What is done about the backups and copies this computer keeps when a person is erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeptCopies {
    /// They are listed and left alone.
    List,
    /// She is erased out of those that can be read; those that cannot are listed.
    Erase,
}

impl Erased {
    /// What a person should know afterwards.
    pub fn sentence(&self) -> String {
        let mut said = "The person is erased from the document and its history; copies that others have, and older versions \
                        that a sync service keeps, are not reached."
            .to_owned();
        if let Err(error) = &self.published {
            said.push(' ');
            said.push_str(&error.to_string());
        }
        for (files, what) in [
            (
                &self.still_held_by,
                "These copies on this computer still hold the person, or cannot be read",
            ),
            (
                &self.other_files,
                "The same document is kept in these files too, and the person is not erased there yet",
            ),
        ] {
            if !files.is_empty() {
                let files: Vec<String> = files.iter().map(|f| f.display().to_string()).collect();
                said.push(' ');
                said.push_str(what);
                said.push_str(": ");
                said.push_str(&files.join(", "));
                said.push('.');
            }
        }
        if !self.perhaps.is_empty() {
            let many = self.perhaps.len();
            said.push_str(" Part of the name still stands in ");
            said.push_str(&many.to_string());
            said.push_str(" other texts; read them and see whether the same person is meant.");
        }
        said
    }
}

impl Document {
    /// Erases a leader for good: her posts, ties with their judgements, promises and notes about her; her name and
    /// contact wherever they stand in other texts; herself as the one who judged, where she did; and all of it from
    /// the history. Then the working copy and the published file are written anew, so that nothing is left in them.
    ///
    /// What the history said of her stays as an entry without words, and no step up to the last that held her can be
    /// undone any more. While deleting is frozen this is refused. Somebody already removed by an ordinary edit is erased from what is left of her. Copies
    /// outside this computer are not reached: the answer lists those on it.
    pub fn erase_leader(
        &mut self,
        leader: LeaderId,
        copies: KeptCopies,
        author: &str,
        now: Timestamp,
    ) -> Result<Erased, StoreError> {
        let home = Arc::clone(&self.home);
        let (turn, backing_up) = (home.turn(), home.backup_turn());
        let key = home.key();
        let person = Person::of(&self.db, &self.map, leader).map_err(|e| self.unreadable(&e))?;
        if !person.is_known {
            return Err(Refused::NotThere {
                kind: EntityKind::Leader.word(),
                id: leader.to_string(),
            }
            .into());
        }
        if let Some(freeze) = &self.map.footprint().freeze {
            return Err(Refused::Frozen {
                kind: EntityKind::Leader.word(),
                name: self.map.name_of(leader.into()),
                since: freeze.since,
                why: freeze.why.clone(),
            }
            .into());
        }
        let done = erase(&mut self.db, &self.map, &person, author, now)
            .map_err(|e| StoreError::not_kept(&e))?;
        self.map = Arc::new(rows::read_map(&self.db).map_err(|e| self.unreadable(&e))?);
        self.revision = history::last(&self.db)
            .map_err(|e| self.unreadable(&e))?
            .seq;
        // What was erased may still lie in freed pages and in the journal: only a new file is without it.
        let before = home.copy();
        let mut after = before.clone();
        after.state.copy = before.next_name();
        let path = after.database();
        let write = || -> Result<Connection, Cause> {
            clear(&path);
            verified_copy(&self.db, &path, &key)?;
            sync_file(&path)?;
            sync_folder(&after.folder)?;
            Ok(connection::live(&path, false, &key)?)
        };
        let db = write().map_err(|Cause(cause)| StoreError::NotKept { cause })?;
        home.note(|kept| {
            kept.state.copy.clone_from(&after.state.copy);
            kept.state.write_again = true;
        })?;
        drop(std::mem::replace(&mut self.db, db));
        after.tidy();
        self.sweep_looks();
        let (mut erased_from, mut still_held_by) = (Vec::new(), Vec::new());
        for file in self.kept_files() {
            let its = key.for_file(&file);
            match holds(&file, &its, &person) {
                Ok(false) => {}
                Ok(true) if copies == KeptCopies::Erase => {
                    match erase_in_file(&file, &its, &person, author, now) {
                        Ok(()) => erased_from.push(file),
                        Err(_) => still_held_by.push(file),
                    }
                }
                Ok(true) | Err(_) => still_held_by.push(file),
            }
        }
        drop((turn, backing_up));
        Ok(Erased {
            removed: done.removed,
            reworded: done.reworded,
            perhaps: person.perhaps_in(&self.map),
            other_files: self.other_files(),
            published: self.publish(now),
            erased_from,
            still_held_by,
        })
    }

    /// The backups and copies on this computer that hold a leader, or that cannot be read to find out: for the
    /// question what should become of them, which is to be asked before she is erased.
    pub fn copies_holding(&self, leader: LeaderId) -> Result<Vec<PathBuf>, StoreError> {
        let person = Person::of(&self.db, &self.map, leader).map_err(|e| self.unreadable(&e))?;
        let key = self.home.key();
        let mut files = self.kept_files();
        files.retain(|file| holds(file, &key.for_file(file), &person).unwrap_or(true));
        Ok(files)
    }

    /// The other published files whose working copies on this computer are of the same document.
    fn other_files(&self) -> Vec<PathBuf> {
        let Some(Ok(work)) = self.home.slot().folder().parent().map(WorkArea::at) else {
            return Vec::new();
        };
        let mut files = work.files_of(self.id);
        files.retain(|file| file != self.path());
        files
    }

    /// Takes away private copies that a program which ended in the middle of looking left behind.
    pub(crate) fn sweep_looks(&self) {
        let slot = self.home.slot().folder();
        let shelf = self.shelf();
        for folder in [Some(slot), slot.parent(), Some(shelf.folder())]
            .into_iter()
            .flatten()
        {
            for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
                let (name, path) = (entry.file_name(), entry.path());
                let name = name.to_string_lossy();
                if name.starts_with(".scratch-") {
                    drop(fs::remove_dir_all(path));
                } else if name.starts_with(".look-")
                    || name.starts_with(".half-")
                    || name.ends_with(".tmp")
                {
                    // Nobody else is at work on this document: both turns are ours.
                    drop(fs::remove_file(path));
                }
            }
        }
    }
}

/// Who is erased: by which id, and what she was ever called.
struct Person {
    id: LeaderId,
    called: BTreeSet<String>,
    names: Names,
    is_known: bool,
}

impl Person {
    fn of(db: &Connection, map: &Map, id: LeaderId) -> rusqlite::Result<Self> {
        let mut called = BTreeSet::new();
        let mut is_known = false;
        if let Some(leader) = map.leader(id) {
            is_known = true;
            called.insert(leader.name.clone());
            called.extend(leader.contact.clone());
        }
        let columns: Vec<String> = db
            .prepare(include_str!("../sql/check/columns.sql"))?
            .query_map(["leader"], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        let owner = id.to_string();
        for_each_changeset(db, |_, changes| {
            for row in redact::read(changes).unwrap_or_default() {
                if row.table == "leader" && row.owner() == Some(&owner) {
                    is_known = true;
                    for (at, text) in row.texts() {
                        if columns
                            .get(at)
                            .is_some_and(|c| c == "name" || c == "contact")
                        {
                            called.insert(text.to_owned());
                        }
                    }
                }
            }
            Ok(())
        })?;
        Ok(Self {
            id,
            names: Names::of(&called),
            called,
            is_known,
        })
    }

    /// Entities whose words hold the last part of one of her names.
    fn perhaps_in(&self, map: &Map) -> Vec<EntityRef> {
        let last: BTreeSet<String> = self
            .called
            .iter()
            .filter(|name| !name.contains('@'))
            .filter_map(|name| name.split_whitespace().next_back())
            .filter(|last| last.chars().count() >= 3)
            .map(str::to_owned)
            .collect();
        let last = Names::of(&last);
        map.entities()
            .filter(|entity| {
                serde_json::to_value(entity).is_ok_and(|value| holds_text(&value, &last))
            })
            .map(|entity| entity.reference())
            .collect()
    }
}

fn holds_text(value: &serde_json::Value, names: &Names) -> bool {
    match value {
        serde_json::Value::String(text) => names.are_in(text),
        serde_json::Value::Array(values) => values.iter().any(|v| holds_text(v, names)),
        serde_json::Value::Object(fields) => fields.values().any(|v| holds_text(v, names)),
        _ => false,
    }
}

fn for_each_changeset(
    db: &Connection,
    mut look: impl FnMut(u64, &[u8]) -> rusqlite::Result<()>,
) -> rusqlite::Result<()> {
    let mut statement = db.prepare(include_str!("../sql/history/changesets.sql"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let seq = row.get::<_, i64>(0)?.unsigned_abs();
        if let ValueRef::Blob(changes) = row.get_ref(1)? {
            look(seq, changes)?;
        }
    }
    Ok(())
}

struct Done {
    removed: Vec<(EntityKind, u64)>,
    reworded: u64,
}

/// Erases the person in one transaction.
fn erase(
    db: &mut Connection,
    map: &Map,
    person: &Person,
    author: &str,
    now: Timestamp,
) -> rusqlite::Result<Done> {
    let stamp = Stamp {
        at: now,
        by: author.to_owned(),
    };
    let whole = EntityRef::from(person.id);
    let writes = if map.has(whole) {
        Edit::Remove { entity: whole }
            .plan(map, &stamp)
            .map_err(|refused| rusqlite::Error::ToSqlConversionFailure(Box::new(refused)))?
    } else {
        Vec::new()
    };
    let mut removed: Vec<(EntityKind, u64)> = Vec::new();
    for kind in EntityKind::ALL {
        let many = writes
            .iter()
            .filter(|write| matches!(write, Write::Remove(gone) if gone.kind() == *kind))
            .count() as u64;
        if many > 0 {
            removed.push((*kind, many));
        }
    }
    let moment = db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    let tables = tables(&moment)?;
    let mut reworded = 0;
    let changes = changeset::recorded(&moment, |db| {
        rows::write_all(db, &writes)?;
        reworded = take_out_names(db, &tables, &person.names)?;
        Ok(())
    })?;
    let after = map.with(&writes);
    redact_history(&moment, &after, person, &changes)?;
    history::drop_undone(&moment)?;
    let entry = Entry {
        act: Act::Edit,
        words: "Erase a person for good",
        command: "erase",
        author: &person
            .names
            .taken_out_of(author)
            .unwrap_or_else(|| author.to_owned()),
        at: now,
        body: Body::Changeset(&[]),
    };
    let entered = history::enter(&moment, &entry, &Touched::default())?;
    history::stand(&moment, entered.seq, EditStanding::Dropped)?;
    moment.commit()?;
    Ok(Done { removed, reworded })
}

/// Replaces the person's names in every text of every table but those by which rows are found.
fn take_out_names(db: &Connection, tables: &[Table], names: &Names) -> rusqlite::Result<u64> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    let theirs = names.clone();
    db.create_scalar_function("without_names", 1, flags, move |context| {
        Ok(match context.get_raw(0) {
            ValueRef::Text(text) => std::str::from_utf8(text)
                .ok()
                .and_then(|text| theirs.taken_out_of(text)),
            _ => None,
        })
    })?;
    let mut many = 0;
    for table in tables {
        for column in table.texts() {
            let (name, column) = (quoted(&table.name), quoted(column));
            many += db.execute(
                &format!(
                    "UPDATE {name} SET {column} = without_names({column}) \
                     WHERE without_names({column}) IS NOT NULL"
                ),
                [],
            )? as u64;
        }
    }
    db.remove_function("without_names", 1)?;
    Ok(many)
}

/// Takes the person out of what the history keeps of every step, and gives up undoing up to the last step that held
/// her or that touched what `changes` has just changed.
fn redact_history(
    db: &Connection,
    after: &Map,
    person: &Person,
    changes: &[u8],
) -> rusqlite::Result<()> {
    let just_now: BTreeSet<RowKey> = redact::read(changes)
        .unwrap_or_default()
        .iter()
        .map(redact::Row::row_key)
        .collect();
    let gone = gone_with(db, after, person)?;
    let mut last = 0;
    let mut changed: Vec<(u64, Vec<u8>)> = Vec::new();
    for_each_changeset(db, |seq, changes| {
        let Some(mut rows) = redact::read(changes) else {
            // It cannot be read, so it cannot be kept either.
            changed.push((seq, Vec::new()));
            last = last.max(seq);
            return Ok(());
        };
        let before = rows.len();
        let mut touched = rows.iter().any(|row| just_now.contains(&row.row_key()));
        rows.retain(|row| {
            // A row of hers, or one among somebody else's that is only there because of her.
            let is_part = TABLES
                .iter()
                .any(|(name, kind)| *name == row.table && kind.is_some_and(|k| k.key() != *name));
            !row.texts()
                .any(|(at, text)| (is_part || row.is_key(at)) && gone.contains(text))
        });
        let mut reworded = false;
        for row in &mut rows {
            reworded |= row.reword(|text| {
                if gone.contains(text) {
                    Some(None)
                } else {
                    person.names.taken_out_of(text).map(Some)
                }
            });
        }
        if rows.len() != before || reworded {
            touched = true;
            changed.push((seq, redact::write(&rows)));
        }
        if touched {
            last = last.max(seq);
        }
        Ok(())
    })?;
    let mut replace = db.prepare(include_str!("../sql/erase/changeset.sql"))?;
    for (seq, changes) in changed {
        replace.execute(params![seq as i64, changes])?;
    }
    for id in &gone {
        db.execute(
            include_str!("../sql/erase/words.sql"),
            params![id, format!("A step about {NAMELESS}")],
        )?;
    }
    for id in &gone {
        db.execute(include_str!("../sql/erase/mentions.sql"), [id])?;
    }
    history::end_undoing(db, last)
}

/// The ids of everything that was ever there only because of the person: herself, and what named her and is not there
/// any more, and what named that.
fn gone_with(db: &Connection, after: &Map, person: &Person) -> rusqlite::Result<BTreeSet<String>> {
    let is_there = |table: &str, id: &str| {
        let kind = TABLES
            .iter()
            .find(|(name, _)| *name == table)
            .and_then(|(_, kind)| *kind);
        kind.zip(uuid::Uuid::try_parse(id).ok())
            .is_some_and(|(kind, id)| after.has(EntityRef::new(kind, id)))
    };
    let mut gone = BTreeSet::from([person.id.to_string()]);
    loop {
        let before = gone.len();
        for_each_changeset(db, |_, changes| {
            for row in redact::read(changes).unwrap_or_default() {
                let Some(owner) = row.owner() else { continue };
                if gone.contains(owner) || is_there(row.table, owner) {
                    continue;
                }
                if row.texts().any(|(_, text)| gone.contains(text)) {
                    gone.insert(owner.to_owned());
                }
            }
            Ok(())
        })?;
        if gone.len() == before {
            return Ok(gone);
        }
    }
}

/// Whether a copy that is not live holds the person anywhere.
fn holds(file: &Path, key: &Key, person: &Person) -> rusqlite::Result<bool> {
    let db = connection::read_only(file, key)?;
    let id = person.id.to_string();
    for table in tables(&db)? {
        let mut statement = db.prepare(&format!("SELECT * FROM {}", quoted(&table.name)))?;
        let many = statement.column_count();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            for column in 0..many {
                let held = match row.get_ref(column)? {
                    ValueRef::Text(text) => std::str::from_utf8(text)
                        .is_ok_and(|text| text == id || person.names.are_in(text)),
                    ValueRef::Blob(changes) => redact::read(changes).is_none_or(|rows| {
                        rows.iter().any(|row| {
                            row.texts()
                                .any(|(_, text)| text == id || person.names.are_in(text))
                        })
                    }),
                    _ => false,
                };
                if held {
                    return Ok(true);
                }
            }
        }
    }
    Ok(false)
}

/// Erases the person out of a copy that is not live, by way of a new file.
fn erase_in_file(
    file: &Path,
    key: &Key,
    person: &Person,
    author: &str,
    now: Timestamp,
) -> Result<(), Cause> {
    if beside(file, "-wal").exists() {
        return Err(Cause("it was set aside with its journal".to_owned()));
    }
    let (scratch, new) = (beside(file, ".old"), beside(file, ".new"));
    clear(&scratch);
    clear(&new);
    let written = || -> Result<(), Cause> {
        vacuum_into(&connection::read_only(file, key)?, &scratch)?;
        let mut db = connection::live(&scratch, false, key)?;
        ladder::climb(&mut db, RUNGS)?;
        let map = rows::read_map(&db)?;
        erase(&mut db, &map, person, author, now)?;
        verified_copy(&db, &new, key)?;
        if holds(&new, key, person)? {
            return Err(Cause("not all of it could be taken out".to_owned()));
        }
        sync_file(&new)?;
        fs::rename(&new, file)?;
        if let Some(folder) = file.parent() {
            sync_folder(folder)?;
        }
        Ok(())
    };
    let written = written();
    clear(&scratch);
    clear(&new);
    written
}
