//! The document's own facts: one row.

use domain::{Footprint, Freeze};
use rusqlite::{Connection, OptionalExtension, params};

use super::Columns;

pub(super) fn put(db: &Connection, footprint: &Footprint) -> rusqlite::Result<()> {
    let Footprint {
        name,
        place_id,
        invented,
        freeze,
    } = footprint;
    db.prepare_cached(include_str!("../../sql/footprint/put.sql"))?
        .execute(params![
            name,
            place_id.map(|id| id.to_string()),
            invented,
            freeze.as_ref().map(|freeze| freeze.since.to_string()),
            freeze.as_ref().map(|freeze| &freeze.why)
        ])
        .map(drop)
}

pub(super) fn read(db: &Connection) -> rusqlite::Result<Option<Footprint>> {
    db.prepare_cached(include_str!("../../sql/footprint/read.sql"))?
        .query_row([], |row| {
            let mut c = Columns::of(row);
            Ok(Footprint {
                name: c.plain()?,
                place_id: c.maybe_id()?,
                invented: c.plain()?,
                freeze: c
                    .maybe_day()?
                    .zip(c.plain()?)
                    .map(|(since, why)| Freeze { since, why }),
            })
        })
        .optional()
}
