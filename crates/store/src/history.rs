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
    /// Where an edit stands now; `None` where it was made in another copy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standing: Option<EditStanding>,
    /// The merge that brought it, where it was done in another copy of the document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub merged_in: Option<u64>,
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

/// Whether a file of any schema knows merges.
fn can_merge(db: &Connection) -> rusqlite::Result<bool> {
    db.query_row(include_str!("../sql/history/can_merge.sql"), [], |row| {
        row.get(0)
    })
}

/// Whether a copy of any schema holds the state of this revision, as its own or by a merge that is in effect.
pub(crate) fn holds(db: &Connection, revision: &str) -> rusqlite::Result<bool> {
    let statement = if can_merge(db)? {
        include_str!("../sql/history/holds.sql")
    } else {
        include_str!("../sql/history/holds_before_merging.sql")
    };
    db.prepare_cached(statement)?
        .query_row([revision], |row| row.get(0))
}

/// How many acts one copy of a document holds that the other does not. Both may be of any schema.
pub(crate) fn unshared(ours: &Connection, theirs: &Connection) -> rusqlite::Result<u64> {
    fn revisions(db: &Connection) -> rusqlite::Result<BTreeSet<String>> {
        let statement = if can_merge(db)? {
            include_str!("../sql/history/revisions.sql")
        } else {
            include_str!("../sql/history/revisions_before_merging.sql")
        };
        db.prepare_cached(statement)?
            .query_map([], |row| row.get(0))?
            .collect()
    }
    let theirs = revisions(theirs)?;
    Ok(revisions(ours)?.difference(&theirs).count() as u64)
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
    enter_merging(db, entry, touched, None)
}

/// Enters an act that merges other states into this one; they are part of what its revision names.
pub(crate) fn enter_merging(
    db: &Connection,
    entry: &Entry<'_>,
    touched: &Touched,
    merges: Option<&str>,
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
    ]
    .into_iter()
    .chain(merges.map(str::as_bytes))
    {
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
    for entity in &touched.entities {
        touch(db, *entity, seq)?;
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
        merged_in: None,
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

/// Gives up undoing and redoing every edit up to this one.
pub(crate) fn end_undoing(db: &Connection, up_to: u64) -> rusqlite::Result<()> {
    db.execute(
        include_str!("../sql/history/end_undoing.sql"),
        [up_to as i64],
    )
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
        let mut change = Change {
            seq: c.plain::<i64>()?.unsigned_abs(),
            revision: c.plain()?,
            act: c.key()?,
            words: c.plain()?,
            command: c.plain()?,
            author: c.plain()?,
            at: c.moment()?,
            of: c.plain::<Option<i64>>()?.map(i64::unsigned_abs),
            standing: c.maybe_key()?,
            merged_in: c.plain::<Option<i64>>()?.map(i64::unsigned_abs),
            touched: Vec::new(),
        };
        if change.merged_in.is_some() {
            // What the file says for programs that know no merges.
            change.standing = None;
        }
        Ok(change)
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
    for change in &mut changes {
        change.touched = touched_by(db, change.seq)?.into_iter().collect();
    }
    Ok(changes)
}

/// The entities an act touched.
pub(crate) fn touched_by(db: &Connection, seq: u64) -> rusqlite::Result<BTreeSet<EntityRef>> {
    db.prepare_cached(include_str!("../sql/history/touched.sql"))?
        .query_map([seq as i64], |row| {
            let mut c = Columns::of(row);
            Ok(EntityRef::new(c.key::<EntityKind>()?, c.id()?))
        })?
        .collect()
}

/// Notes that an act touched an entity.
pub(crate) fn touch(db: &Connection, entity: EntityRef, seq: u64) -> rusqlite::Result<()> {
    db.prepare_cached(include_str!("../sql/history/touch.sql"))?
        .execute(params![
            entity.kind().key(),
            entity.uuid().to_string(),
            seq as i64
        ])
        .map(drop)
}
