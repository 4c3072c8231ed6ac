//! Seats on forums.

use domain::Seat;
use rusqlite::Connection;

use super::{Filling, Which, rows};

pub(super) fn put(db: &Connection, row: &Seat) -> rusqlite::Result<()> {
    let Seat {
        id,
        forum_id,
        leader_id,
        organisation_id,
        role,
        from,
        to,
        confidentiality,
        record,
    } = row;
    let mut statement = db.prepare_cached(include_str!("../../sql/seat/put.sql"))?;
    Filling::of(&mut statement)
        .shown(id)?
        .shown(forum_id)?
        .shown(leader_id)?
        .maybe_shown(*organisation_id)?
        .key(role)?
        .maybe_shown(*from)?
        .maybe_shown(*to)?
        .guard_and_record(*confidentiality, record)?
        .run()
}

pub(super) fn read(db: &Connection, which: &Which) -> rusqlite::Result<Vec<Seat>> {
    rows(db, include_str!("../../sql/seat/read.sql"), which, |c| {
        let id = c.id()?;
        let mut row = Seat {
            id,
            forum_id: c.id()?,
            leader_id: c.id()?,
            organisation_id: c.maybe_id()?,
            role: c.key()?,
            from: c.maybe_day()?,
            to: c.maybe_day()?,
            confidentiality: domain::Confidentiality::Working,
            record: domain::Record::default(),
        };
        (row.confidentiality, row.record) = c.guard_and_record()?;
        Ok(row)
    })
}
