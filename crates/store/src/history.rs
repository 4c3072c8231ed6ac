//! The acts on a document: what was done, by whom, when, and what can be undone and redone.

use std::collections::BTreeSet;

use domain::{EntityKind, EntityRef};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};

use crate::rows::{Columns, Touched, key};

/// What was done to the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// An edit was made.
    Edit,
    /// An edit was undone.
    Undo,
    /// An edit that had been undone was made again.
    Redo,
}

/// Where an edit stands now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EditStanding {
    /// It is in effect and can be undone.
    Done,
    /// It was undone and can be redone.
    Undone,
    /// It was undone, and a newer edit took its place: on record only.
    Dropped,
}

/// One act on the document: who, when, what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Its number, from 1; counts the document's revisions.
    pub seq: u64,
    /// Names the state it led to: equal in two copies of a document only if all before it is equal too.
    pub revision: String,
    /// What was done.
    pub act: Act,
    /// What it did, in words: "Add organisation Vale Council".
    pub words: String,
    /// The edit's key in files, such as `add_organisation`; for undo and redo that of the edit concerned.
    pub command: String,
    /// By whom.
    pub author: String,
    /// When.
    pub at: Timestamp,
    /// The edit that was undone or redone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<u64>,
    /// Where an edit stands now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standing: Option<EditStanding>,
    /// The entities it touched, in the order of kinds and ids. Empty where an edit changed nothing; such an edit
    /// is not recorded, and `seq` is that of the act before.
    pub touched: Vec<EntityRef>,
}

/// The last act: its number and the state it led to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Last {
    pub(crate) seq: u64,
    pub(crate) revision: String,
}

/// The last act, or the beginning.
pub(crate) fn last(db: &Connection) -> rusqlite::Result<Last> {
    let found = db
        .prepare_cached(include_str!("../sql/history/last.sql"))?
        .query_row([], |row| {
            Ok(Last {
                seq: row.get::<_, i64>(0)?.unsigned_abs(),
                revision: row.get(1)?,
            })
        })
        .optional()?;
    Ok(found.unwrap_or(Last {
        seq: 0,
        revision: String::new(),
    }))
}

/// The number of the last act that two copies of a document have in common; 0 where only the beginning is.
pub(crate) fn shared(ours: &Connection, theirs: &Connection) -> rusqlite::Result<u64> {
    let mut holds = theirs.prepare_cached(include_str!("../sql/history/holds.sql"))?;
    let mut revisions = ours.prepare_cached(include_str!("../sql/history/revisions.sql"))?;
    let mut rows = revisions.query([])?;
    while let Some(row) = rows.next()? {
        // A revision names all that came before it, so the first one found is where they parted.
        let revision: String = row.get(1)?;
        if holds.query_row([revision], |row| row.get::<_, bool>(0))? {
            return Ok(row.get::<_, i64>(0)?.unsigned_abs());
        }
    }
    Ok(0)
}

/// An act about to be entered.
pub(crate) struct Entry<'a> {
    pub(crate) act: Act,
    pub(crate) words: &'a str,
    pub(crate) command: &'a str,
    pub(crate) author: &'a str,
    pub(crate) at: Timestamp,
    /// For an edit its changeset; for an undo or redo the number of the edit.
    pub(crate) body: Body<'a>,
}

/// What an act carries.
pub(crate) enum Body<'a> {
    Changeset(&'a [u8]),
    Of(u64),
}

/// Enters an act and what it touched.
pub(crate) fn enter(
    db: &Connection,
    entry: &Entry<'_>,
    touched: &Touched,
) -> rusqlite::Result<Change> {
    let before = last(db)?;
    let seq = before.seq + 1;
    let act_key = key(&entry.act)?;
    let at = entry.at.to_string();
    let (changeset, of) = match entry.body {
        Body::Changeset(bytes) => (Some(bytes), None),
        Body::Of(seq) => (None, Some(seq)),
    };
    let standing = changeset.map(|_| EditStanding::Done);
    let mut hasher = blake3::Hasher::new();
    for part in [
        before.revision.as_bytes(),
        act_key.as_bytes(),
        entry.words.as_bytes(),
        entry.command.as_bytes(),
        entry.author.as_bytes(),
        at.as_bytes(),
        &of.unwrap_or(0).to_le_bytes(),
        changeset.unwrap_or_default(),
    ] {
        // With its length first, so that no two rows can read alike.
        hasher
            .update(&(part.len() as u64).to_le_bytes())
            .update(part);
    }
    let revision = hasher.finalize().to_hex().to_string();
    db.prepare_cached(include_str!("../sql/history/add.sql"))?
        .execute(params![
            seq as i64,
            revision,
            act_key,
            entry.words,
            entry.command,
            entry.author,
            at,
            of.map(|n| n as i64),
            standing.as_ref().map(key).transpose()?,
            changeset
        ])?;
    let mut touch = db.prepare_cached(include_str!("../sql/history/touch.sql"))?;
    for entity in &touched.entities {
        touch.execute(params![
            entity.kind().key(),
            entity.uuid().to_string(),
            seq as i64
        ])?;
    }
    Ok(Change {
        seq,
        revision,
        act: entry.act,
        words: entry.words.to_owned(),
        command: entry.command.to_owned(),
        author: entry.author.to_owned(),
        at: entry.at,
        of,
        standing,
        touched: touched.entities.iter().copied().collect(),
    })
}

/// An edit that can be undone or redone.
pub(crate) struct Step {
    pub(crate) seq: u64,
    pub(crate) words: String,
    pub(crate) command: String,
    pub(crate) changeset: Vec<u8>,
}

/// The edit that undo (or redo) would take next.
pub(crate) fn next(db: &Connection, act: Act) -> rusqlite::Result<Option<Step>> {
    let statement = match act {
        Act::Redo => include_str!("../sql/history/next_redo.sql"),
        Act::Undo | Act::Edit => include_str!("../sql/history/next_undo.sql"),
    };
    db.prepare_cached(statement)?
        .query_row([], |row| {
            Ok(Step {
                seq: row.get::<_, i64>(0)?.unsigned_abs(),
                words: row.get(1)?,
                command: row.get(2)?,
                changeset: row.get(3)?,
            })
        })
        .optional()
}

/// The words of the edit that undo (or redo) would take next.
pub(crate) fn next_words(db: &Connection, act: Act) -> rusqlite::Result<Option<String>> {
    let statement = match act {
        Act::Redo => include_str!("../sql/history/redo_words.sql"),
        Act::Undo | Act::Edit => include_str!("../sql/history/undo_words.sql"),
    };
    db.prepare_cached(statement)?
        .query_row([], |row| row.get(0))
        .optional()
}

/// Says where an edit stands from now on.
pub(crate) fn stand(db: &Connection, seq: u64, standing: EditStanding) -> rusqlite::Result<()> {
    db.prepare_cached(include_str!("../sql/history/stand.sql"))?
        .execute(params![seq as i64, key(&standing)?])
        .map(drop)
}

/// Gives up redoing: a new edit was made.
pub(crate) fn drop_undone(db: &Connection) -> rusqlite::Result<()> {
    db.prepare_cached(include_str!("../sql/history/drop_undone.sql"))?
        .execute([])
        .map(drop)
}

/// The latest acts, newest first; on one entity where it is given.
pub(crate) fn list(
    db: &Connection,
    of: Option<EntityRef>,
    limit: usize,
) -> rusqlite::Result<Vec<Change>> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let read = |row: &rusqlite::Row<'_>| {
        let mut c = Columns::of(row);
        Ok(Change {
            seq: c.plain::<i64>()?.unsigned_abs(),
            revision: c.plain()?,
            act: c.key()?,
            words: c.plain()?,
            command: c.plain()?,
            author: c.plain()?,
            at: c.moment()?,
            of: c.plain::<Option<i64>>()?.map(i64::unsigned_abs),
            standing: c.maybe_key()?,
            touched: Vec::new(),
        })
    };
    let mut changes: Vec<Change> = match of {
        None => db
            .prepare_cached(include_str!("../sql/history/list.sql"))?
            .query_map([limit], read)?
            .collect::<rusqlite::Result<_>>()?,
        Some(entity) => db
            .prepare_cached(include_str!("../sql/history/of_entity.sql"))?
            .query_map(
                params![entity.kind().key(), entity.uuid().to_string(), limit],
                read,
            )?
            .collect::<rusqlite::Result<_>>()?,
    };
    let mut touched = db.prepare_cached(include_str!("../sql/history/touched.sql"))?;
    for change in &mut changes {
        let entities: BTreeSet<EntityRef> = touched
            .query_map([change.seq as i64], |row| {
                let mut c = Columns::of(row);
                Ok(EntityRef::new(c.key::<EntityKind>()?, c.id()?))
            })?
            .collect::<rusqlite::Result<_>>()?;
        change.touched = entities.into_iter().collect();
    }
    Ok(changes)
}
