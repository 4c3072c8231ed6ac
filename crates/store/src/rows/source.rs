//! Sources.

use domain::Source;
use rusqlite::Connection;

use super::{Filling, Which, rows};

pub(super) fn put(db: &Connection, row: &Source) -> rusqlite::Result<()> {
    let Source {
        id,
        title,
        kind,
        date,
        licence,
        address,
        confidentiality,
        record,
    } = row;
    let mut statement = db.prepare_cached(include_str!("../../sql/source/put.sql"))?;
    Filling::of(&mut statement)
        .shown(id)?
        .plain(title)?
        .key(kind)?
        .maybe_shown(*date)?
        .plain(licence.as_ref())?
        .plain(address.as_ref())?
        .guard_and_record(*confidentiality, record)?
        .run()
}

pub(super) fn read(db: &Connection, which: &Which) -> rusqlite::Result<Vec<Source>> {
    rows(db, include_str!("../../sql/source/read.sql"), which, |c| {
        let mut row = Source {
            id: c.id()?,
            title: c.plain()?,
            kind: c.key()?,
            date: c.maybe_day()?,
            licence: c.plain()?,
            address: c.plain()?,
            confidentiality: domain::Confidentiality::Working,
            record: domain::Record::default(),
        };
        (row.confidentiality, row.record) = c.guard_and_record()?;
        Ok(row)
    })
}
