//! Conversations, with whom they were held.

use domain::{Contact, ContactId, LeaderId};
use rusqlite::Connection;

use super::{Filling, Which, owned, put_owned, rows};

pub(super) const REMOVE: &[&str] = &[
    include_str!("../../sql/contact/leaders_clear.sql"),
    include_str!("../../sql/contact/remove.sql"),
];

pub(super) fn put(db: &Connection, row: &Contact) -> rusqlite::Result<()> {
    let Contact {
        id,
        leader_ids,
        held_by,
        date,
        channel,
        said,
        next_step,
        next_step_by,
        next_step_done,
        confidentiality,
        record,
    } = row;
    let mut statement = db.prepare_cached(include_str!("../../sql/contact/put.sql"))?;
    Filling::of(&mut statement)
        .shown(id)?
        .perceiver(held_by.as_ref())?
        .shown(date)?
        .maybe_key(channel.as_ref())?
        .plain(said)?
        .plain(next_step.as_ref())?
        .maybe_shown(*next_step_by)?
        .maybe_shown(*next_step_done)?
        .guard_and_record(*confidentiality, record)?
        .run()?;
    let owner = id.to_string();
    put_owned(
        db,
        include_str!("../../sql/contact/leaders_clear.sql"),
        include_str!("../../sql/contact/leaders_add.sql"),
        &owner,
        leader_ids,
        |row, id| row.shown(id).map(drop),
    )
}

pub(super) fn read(db: &Connection, which: &Which) -> rusqlite::Result<Vec<Contact>> {
    let statement = include_str!("../../sql/contact/leaders_read.sql");
    let mut leaders = owned(db, statement, which, |c| {
        Ok((c.id::<ContactId>()?, c.id::<LeaderId>()?))
    })?;
    rows(db, include_str!("../../sql/contact/read.sql"), which, |c| {
        let id = c.id()?;
        let mut row = Contact {
            id,
            leader_ids: leaders.remove(&id).unwrap_or_default(),
            held_by: c.perceiver()?,
            date: c.day()?,
            channel: c.maybe_key()?,
            said: c.plain()?,
            next_step: c.plain()?,
            next_step_by: c.maybe_day()?,
            next_step_done: c.maybe_day()?,
            confidentiality: domain::Confidentiality::Working,
            record: domain::Record::default(),
        };
        (row.confidentiality, row.record) = c.guard_and_record()?;
        Ok(row)
    })
}
