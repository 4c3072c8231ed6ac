//! Leaders.

use domain::Leader;
use rusqlite::Connection;

use super::{Filling, Which, rows};

pub(super) fn put(db: &Connection, row: &Leader) -> rusqlite::Result<()> {
    let Leader {
        id,
        name,
        contact,
        do_not_ask,
        keep_until,
        confidentiality,
        record,
    } = row;
    let mut statement = db.prepare_cached(include_str!("../../sql/leader/put.sql"))?;
    Filling::of(&mut statement)
        .shown(id)?
        .plain(name)?
        .plain(contact.as_ref())?
        .plain(do_not_ask)?
        .maybe_shown(*keep_until)?
        .guard_and_record(*confidentiality, record)?
        .run()
}

pub(super) fn read(db: &Connection, which: &Which) -> rusqlite::Result<Vec<Leader>> {
    rows(db, include_str!("../../sql/leader/read.sql"), which, |c| {
        let mut row = Leader {
            id: c.id()?,
            name: c.plain()?,
            contact: c.plain()?,
            do_not_ask: c.plain()?,
            keep_until: c.maybe_day()?,
            confidentiality: domain::Confidentiality::Working,
            record: domain::Record::default(),
        };
        (row.confidentiality, row.record) = c.guard_and_record()?;
        Ok(row)
    })
}
