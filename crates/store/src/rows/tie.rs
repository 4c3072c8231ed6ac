//! Ties.

use domain::Tie;
use rusqlite::Connection;

use super::{Filling, Which, rows};

pub(super) fn put(db: &Connection, row: &Tie) -> rusqlite::Result<()> {
    let Tie {
        id,
        a,
        b,
        kind,
        from,
        to,
        note,
        confidentiality,
        record,
    } = row;
    let mut statement = db.prepare_cached(include_str!("../../sql/tie/put.sql"))?;
    Filling::of(&mut statement)
        .shown(id)?
        .party(*a)?
        .party(*b)?
        .key(kind)?
        .maybe_shown(*from)?
        .maybe_shown(*to)?
        .plain(note.as_ref())?
        .guard_and_record(*confidentiality, record)?
        .run()
}

pub(super) fn read(db: &Connection, which: &Which) -> rusqlite::Result<Vec<Tie>> {
    rows(db, include_str!("../../sql/tie/read.sql"), which, |c| {
        let mut row = Tie {
            id: c.id()?,
            a: c.party()?,
            b: c.party()?,
            kind: c.key()?,
            from: c.maybe_day()?,
            to: c.maybe_day()?,
            note: c.plain()?,
            confidentiality: domain::Confidentiality::Working,
            record: domain::Record::default(),
        };
        (row.confidentiality, row.record) = c.guard_and_record()?;
        Ok(row)
    })
}
