//! What the footprint is for.

use domain::Objective;
use rusqlite::Connection;

use super::{Filling, Which, rows};

pub(super) fn put(db: &Connection, row: &Objective) -> rusqlite::Result<()> {
    let Objective {
        id,
        name,
        kind,
        summary,
        confidentiality,
        record,
    } = row;
    let mut statement = db.prepare_cached(include_str!("../../sql/objective/put.sql"))?;
    Filling::of(&mut statement)
        .shown(id)?
        .plain(name)?
        .key(kind)?
        .plain(summary.as_ref())?
        .guard_and_record(*confidentiality, record)?
        .run()
}

pub(super) fn read(db: &Connection, which: &Which) -> rusqlite::Result<Vec<Objective>> {
    rows(
        db,
        include_str!("../../sql/objective/read.sql"),
        which,
        |c| {
            let id = c.id()?;
            let mut row = Objective {
                id,
                name: c.plain()?,
                kind: c.key()?,
                summary: c.plain()?,
                confidentiality: domain::Confidentiality::Working,
                record: domain::Record::default(),
            };
            (row.confidentiality, row.record) = c.guard_and_record()?;
            Ok(row)
        },
    )
}
