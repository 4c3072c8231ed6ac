//! Levels set by named people.

use domain::Need;
use rusqlite::Connection;

use super::{Filling, Which, rows};

pub(super) fn put(db: &Connection, row: &Need) -> rusqlite::Result<()> {
    let Need {
        id,
        a,
        b,
        level,
        reason,
        set_by,
        date,
        dissent,
        confidentiality,
        record,
    } = row;
    let mut statement = db.prepare_cached(include_str!("../../sql/need/put.sql"))?;
    Filling::of(&mut statement)
        .shown(id)?
        .shown(a)?
        .shown(b)?
        .plain(level.number())?
        .plain(reason)?
        .plain(set_by)?
        .shown(date)?
        .plain(dissent.as_ref())?
        .guard_and_record(*confidentiality, record)?
        .run()
}

pub(super) fn read(db: &Connection, which: &Which) -> rusqlite::Result<Vec<Need>> {
    rows(db, include_str!("../../sql/need/read.sql"), which, |c| {
        let mut row = Need {
            id: c.id()?,
            a: c.id()?,
            b: c.id()?,
            level: c.required_on_scale()?,
            reason: c.plain()?,
            set_by: c.plain()?,
            date: c.day()?,
            dissent: c.plain()?,
            confidentiality: domain::Confidentiality::Working,
            record: domain::Record::default(),
        };
        (row.confidentiality, row.record) = c.guard_and_record()?;
        Ok(row)
    })
}
