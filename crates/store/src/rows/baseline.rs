//! The footprint as it was, named.

use domain::Baseline;
use rusqlite::Connection;

use super::{Filling, Which, rows};

pub(super) fn put(db: &Connection, row: &Baseline) -> rusqlite::Result<()> {
    let Baseline {
        id,
        name,
        day,
        known_at,
        confidentiality,
        record,
    } = row;
    let mut statement = db.prepare_cached(include_str!("../../sql/baseline/put.sql"))?;
    Filling::of(&mut statement)
        .shown(id)?
        .plain(name)?
        .shown(day)?
        .shown(known_at)?
        .guard_and_record(*confidentiality, record)?
        .run()
}

pub(super) fn read(db: &Connection, which: &Which) -> rusqlite::Result<Vec<Baseline>> {
    rows(
        db,
        include_str!("../../sql/baseline/read.sql"),
        which,
        |c| {
            let id = c.id()?;
            let mut row = Baseline {
                id,
                name: c.plain()?,
                day: c.day()?,
                known_at: c.moment()?,
                confidentiality: domain::Confidentiality::Working,
                record: domain::Record::default(),
            };
            (row.confidentiality, row.record) = c.guard_and_record()?;
            Ok(row)
        },
    )
}
