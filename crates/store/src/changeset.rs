//! SQLite's changesets: recorded while an edit is written, turned round to undo it.

use std::io::Read;

use domain::{EntityKind, EntityRef};
use rusqlite::Connection;
use rusqlite::fallible_streaming_iterator::FallibleStreamingIterator as _;
use rusqlite::hooks::Action;
use rusqlite::session::{ChangesetItem, ChangesetIter, ConflictAction, Session, invert_strm};
use rusqlite::types::ValueRef;
use uuid::Uuid;

use crate::rows::{TABLES, Touched};

/// Runs `write` under a session and gives what it changed; empty where that is nothing.
pub(crate) fn recorded(
    db: &Connection,
    write: impl FnOnce(&Connection) -> rusqlite::Result<()>,
) -> rusqlite::Result<Vec<u8>> {
    let mut session = Session::new(db)?;
    for (table, _) in TABLES {
        session.attach(Some(table))?;
    }
    write(db)?;
    let mut changes = Vec::new();
    session.changeset_strm(&mut changes)?;
    Ok(changes)
}

/// The changeset that takes this one back.
pub(crate) fn inverted(changes: &[u8]) -> rusqlite::Result<Vec<u8>> {
    let mut inverse = Vec::with_capacity(changes.len());
    invert_strm(&mut &*changes, &mut inverse)?;
    Ok(inverse)
}

/// Applies a changeset that fits exactly, or nothing of it.
pub(crate) fn apply(db: &Connection, changes: &[u8]) -> rusqlite::Result<()> {
    let ours = |table: &str| TABLES.iter().any(|(name, _)| *name == table);
    db.apply_strm(&mut &*changes, Some(ours), |_, _| {
        ConflictAction::SQLITE_CHANGESET_ABORT
    })
}

/// Whose rows a changeset changes.
pub(crate) fn touched(changes: &[u8]) -> rusqlite::Result<Touched> {
    let mut touched = Touched::default();
    let mut bytes = changes;
    let input: &mut dyn Read = &mut bytes;
    let mut items = ChangesetIter::start_strm(&input)?;
    while let Some(item) = items.next()? {
        let table = item.op()?.table_name().to_owned();
        match TABLES.iter().find(|(name, _)| *name == table) {
            Some((_, None)) => touched.footprint = true,
            Some((_, Some(kind))) => {
                touched.entities.insert(owner(item, *kind)?);
            }
            None => {}
        }
    }
    Ok(touched)
}

/// The entity a changed row belongs to: the first column of every key.
fn owner(item: &ChangesetItem, kind: EntityKind) -> rusqlite::Result<EntityRef> {
    let key = match item.op()?.code() {
        Action::SQLITE_INSERT => item.new_value(0)?,
        _ => item.old_value(0)?,
    };
    match key {
        ValueRef::Text(text) => Uuid::try_parse_ascii(text)
            .map(|id| EntityRef::new(kind, id))
            .map_err(|error| {
                rusqlite::Error::FromSqlConversionFailure(0, key.data_type(), Box::new(error))
            }),
        other => Err(rusqlite::Error::InvalidColumnType(
            0,
            "id".to_owned(),
            other.data_type(),
        )),
    }
}
