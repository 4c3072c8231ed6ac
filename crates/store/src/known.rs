//! The footprint as it was known at a moment: later acts taken back, without touching the document.

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::{EntityRef, Map, Refused, Write};
use jiff::Timestamp;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, params};

use crate::changeset::{self, Misfits};
use crate::connection;
use crate::document::Document;
use crate::error::StoreError;
use crate::history::Act;
use crate::ladder::{self, RUNGS};
use crate::rows::{self, Columns, Touched};

impl Document {
    /// The footprint as it was known here at that moment: as the last act up to then left it. Before the first act it
    /// is the footprint as it was made, with nothing in it.
    ///
    /// What a merge brought was known from the merge on, whenever it had been entered in the other copy. A person who
    /// was erased since is not in it, nor anything that cannot be without her.
    pub fn map_as_known(&self, at: Timestamp) -> Result<Map, StoreError> {
        let known = || map_after(&self.db, &self.map, act_at(&self.db, at)?);
        known().map_err(|e| self.unreadable(&e))
    }
}

/// The number of the last act at that moment, 0 where there was none.
///
/// Acts are taken back from the last one on, so that a clock that went wrong for a while hides nothing that was done
/// before the moment.
fn act_at(db: &Connection, at: Timestamp) -> rusqlite::Result<u64> {
    let mut statement = db.prepare_cached(include_str!("../sql/history/own.sql"))?;
    let mut found = statement.query([])?;
    while let Some(row) = found.next()? {
        let mut c = Columns::of(row);
        let seq: i64 = c.plain()?;
        if c.moment()? <= at {
            return Ok(seq.unsigned_abs());
        }
    }
    Ok(0)
}

/// The key under which the erasing of a person stands in history.
pub(crate) const ERASE: &str = "erase";

/// An act to be taken back.
struct Step {
    /// The edit whose changeset it made or took back.
    edit: i64,
    /// Whether it took it back.
    undo: bool,
    /// Whether it erased somebody, so that the acts before it do not hold all they did.
    erased: bool,
    /// Whether all it touched was first entered by it or by acts taken back with it.
    only_new: bool,
}

/// The map as it was after the act with this number, given the map as it is now.
///
/// Only what was touched since is looked at: the rows of entities that were there before are put into a database in
/// memory, where the acts are taken back one by one; entities first entered since are simply not there.
pub(crate) fn map_after(db: &Connection, map: &Map, seq: u64) -> rusqlite::Result<Map> {
    let mut steps = steps_after(db, seq)?;
    if steps.is_empty() {
        return Ok(map.clone());
    }
    let erased = steps.iter().any(|step| step.erased);
    let mut touched = Touched::default();
    let mut entered = BTreeSet::new();
    for step in &mut steps {
        let changes = changes_of(db, step)?;
        let of_step = changeset::touched(&changes)?;
        for entity in changeset::entered(&changes, step.undo)? {
            if !touched.entities.contains(&entity) {
                entered.insert(entity);
            }
        }
        step.only_new = !of_step.footprint && of_step.entities.is_subset(&entered);
        touched.footprint |= of_step.footprint;
        touched.entities.extend(of_step.entities);
    }
    let there: BTreeSet<EntityRef> = touched.entities.difference(&entered).copied().collect();
    let past = in_memory(map, &there)?;
    let misfits = if erased {
        Misfits::All
    } else {
        Misfits::Of(Arc::new(entered.clone()))
    };
    for step in steps.iter().rev().filter(|step| !step.only_new) {
        let changes = changes_of(db, step)?;
        if step.undo {
            changeset::apply_partly(&past, &changes, &misfits)?;
        } else {
            changeset::apply_partly(&past, &changeset::inverted(&changes)?, &misfits)?;
        }
    }
    let mut writes: Vec<Write> = entered.into_iter().map(Write::Remove).collect();
    touched.entities = there;
    writes.extend(rows::reread(&past, &touched)?);
    let known = map.with(&writes);
    Ok(if erased {
        without_the_lost(known)
    } else {
        known
    })
}

/// The map without what names somebody who is not there.
fn without_the_lost(mut map: Map) -> Map {
    loop {
        let lost: Vec<Write> = map
            .entities()
            .filter(|row| matches!(map.refuses(row), Some(Refused::NotThere { .. })))
            .map(|row| Write::Remove(row.reference()))
            .collect();
        if lost.is_empty() {
            return map;
        }
        map = map.with(&lost);
    }
}

fn steps_after(db: &Connection, seq: u64) -> rusqlite::Result<Vec<Step>> {
    db.prepare_cached(include_str!("../sql/history/own_after.sql"))?
        .query_map(params![seq as i64], |row| {
            let mut c = Columns::of(row);
            Ok(Step {
                undo: c.key::<Act>()? == Act::Undo,
                edit: c.plain()?,
                erased: c.plain::<String>()? == ERASE,
                only_new: false,
            })
        })?
        .collect()
}

fn changes_of(db: &Connection, step: &Step) -> rusqlite::Result<Vec<u8>> {
    db.prepare_cached(include_str!("../sql/history/changeset.sql"))?
        .query_row([step.edit], |row| row.get(0))
}

/// A database in memory with the footprint's own facts and the rows of these entities, and nothing they refer to.
fn in_memory(map: &Map, entities: &BTreeSet<EntityRef>) -> rusqlite::Result<Connection> {
    let mut db = connection::in_memory()?;
    ladder::climb(&mut db, RUNGS)?;
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_FKEY, false)?;
    let mut writes = vec![Write::Describe(map.footprint().clone())];
    writes.extend(
        entities
            .iter()
            .filter_map(|entity| map.entity(*entity))
            .map(Write::Put),
    );
    let transaction = db.transaction()?;
    rows::write_all(&transaction, &writes)?;
    transaction.commit()?;
    Ok(db)
}
