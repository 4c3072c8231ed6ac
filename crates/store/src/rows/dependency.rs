//! How workstreams depend on one another.

use domain::Dependency;
use rusqlite::Connection;

use super::{Filling, Which, rows};

pub(super) fn put(db: &Connection, row: &Dependency) -> rusqlite::Result<()> {
    let Dependency {
        id,
        first_id,
        then_id,
        interdependence,
        confidentiality,
        record,
    } = row;
    let mut statement = db.prepare_cached(include_str!("../../sql/dependency/put.sql"))?;
    Filling::of(&mut statement)
        .shown(id)?
        .shown(first_id)?
        .shown(then_id)?
        .key(interdependence)?
        .guard_and_record(*confidentiality, record)?
        .run()
}

pub(super) fn read(db: &Connection, which: &Which) -> rusqlite::Result<Vec<Dependency>> {
    rows(
        db,
        include_str!("../../sql/dependency/read.sql"),
        which,
        |c| {
            let mut row = Dependency {
                id: c.id()?,
                first_id: c.id()?,
                then_id: c.id()?,
                interdependence: c.key()?,
                confidentiality: domain::Confidentiality::Working,
                record: domain::Record::default(),
            };
            (row.confidentiality, row.record) = c.guard_and_record()?;
            Ok(row)
        },
    )
}
