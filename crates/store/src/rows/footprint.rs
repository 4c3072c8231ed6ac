//! The document's own facts: one row.

use domain::Footprint;
use rusqlite::{Connection, OptionalExtension, params};

use super::Columns;

pub(super) fn put(db: &Connection, footprint: &Footprint) -> rusqlite::Result<()> {
    let Footprint {
        name,
        place_id,
        invented,
    } = footprint;
    db.prepare_cached(include_str!("../../sql/footprint/put.sql"))?
        .execute(params![name, place_id.map(|id| id.to_string()), invented])
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
            })
        })
        .optional()
}
