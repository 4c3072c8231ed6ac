//! SQLite's changesets: recorded while an edit is written, turned round to undo it.

use std::collections::BTreeSet;
use std::io::Read;
use std::sync::Arc;

use domain::{EntityKind, EntityRef};
use rusqlite::Connection;
use rusqlite::fallible_streaming_iterator::FallibleStreamingIterator as _;
use rusqlite::hooks::Action;
use rusqlite::session::{
    ChangesetItem, ChangesetIter, ConflictAction, ConflictType, Session, invert_strm,
};
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

/// What a changeset may say that does not fit the database it is applied to.
#[derive(Debug, Clone)]
pub(crate) enum Misfits {
    /// Anything about these entities, whose rows are not there: it is passed over.
    Of(Arc<BTreeSet<EntityRef>>),
    /// Anything at all: what is left to change is changed.
    All,
}

/// Applies a changeset to a database that holds only some of the rows.
pub(crate) fn apply_partly(
    db: &Connection,
    changes: &[u8],
    misfits: &Misfits,
) -> rusqlite::Result<()> {
    use ConflictType::{
        SQLITE_CHANGESET_CONFLICT as IS_THERE, SQLITE_CHANGESET_DATA as IS_ANOTHER,
        SQLITE_CHANGESET_NOTFOUND as NOT_THERE,
    };
    let misfits = misfits.clone();
    let ours = |table: &str| TABLES.iter().any(|(name, _)| *name == table);
    db.apply_strm(&mut &*changes, Some(ours), move |conflict, item| {
        let passed_over = match &misfits {
            Misfits::All => matches!(conflict, IS_THERE | IS_ANOTHER | NOT_THERE),
            Misfits::Of(absent) => {
                matches!(conflict, IS_THERE | IS_ANOTHER | NOT_THERE)
                    && owner_of(&item)
                        .is_ok_and(|entity| entity.is_some_and(|e| absent.contains(&e)))
            }
        };
        match conflict {
            IS_THERE | IS_ANOTHER if passed_over && matches!(misfits, Misfits::All) => {
                ConflictAction::SQLITE_CHANGESET_REPLACE
            }
            _ if passed_over => ConflictAction::SQLITE_CHANGESET_OMIT,
            _ => ConflictAction::SQLITE_CHANGESET_ABORT,
        }
    })
}

/// Whose row a change is about; `None` for the footprint's own.
fn owner_of(item: &ChangesetItem) -> rusqlite::Result<Option<EntityRef>> {
    let kind = kind_of(item.op()?.table_name());
    kind.map(|kind| owner(item, kind)).transpose()
}

/// The kind of entity whose rows a table holds; `None` for the footprint's own.
fn kind_of(table: &str) -> Option<EntityKind> {
    TABLES
        .iter()
        .find(|(name, _)| *name == table)
        .and_then(|(_, kind)| *kind)
}

/// The entities a changeset enters or, where it is taken back, takes away: those whose own row it inserts or deletes.
pub(crate) fn entered(changes: &[u8], backwards: bool) -> rusqlite::Result<BTreeSet<EntityRef>> {
    let sought = if backwards {
        Action::SQLITE_DELETE
    } else {
        Action::SQLITE_INSERT
    };
    let mut entered = BTreeSet::new();
    let mut bytes = changes;
    let input: &mut dyn Read = &mut bytes;
    let mut items = ChangesetIter::start_strm(&input)?;
    while let Some(item) = items.next()? {
        let op = item.op()?;
        if op.code() != sought {
            continue;
        }
        // The first table of a kind is that of the entity itself, the others hold what belongs to it.
        let own = TABLES
            .iter()
            .find(|(_, kind)| *kind == kind_of(op.table_name()));
        if let Some((table, Some(kind))) = own
            && *table == op.table_name()
        {
            entered.insert(owner(item, *kind)?);
        }
    }
    Ok(entered)
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
