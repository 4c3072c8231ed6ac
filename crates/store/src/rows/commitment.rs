//! Promises, with what happened to them.

use domain::{Commitment, CommitmentEvent, CommitmentId};
use rusqlite::{Connection, params};

use super::{Filling, Which, key, owned, rows};

pub(super) const REMOVE: &[&str] = &[
    include_str!("../../sql/commitment/events_clear.sql"),
    include_str!("../../sql/commitment/remove.sql"),
];

pub(super) fn put(db: &Connection, row: &Commitment) -> rusqlite::Result<()> {
    let Commitment {
        id,
        from,
        to,
        what,
        workstream_id,
        proposal_id,
        asked,
        due,
        evidence,
        events,
        confidentiality,
        record,
    } = row;
    let mut statement = db.prepare_cached(include_str!("../../sql/commitment/put.sql"))?;
    Filling::of(&mut statement)
        .shown(id)?
        .party(*from)?
        .party(*to)?
        .plain(what)?
        .maybe_shown(*workstream_id)?
        .maybe_shown(*proposal_id)?
        .shown(asked)?
        .maybe_shown(*due)?
        .plain(evidence.as_ref())?
        .guard_and_record(*confidentiality, record)?
        .run()?;
    let owner = id.to_string();
    db.prepare_cached(include_str!("../../sql/commitment/events_clear.sql"))?
        .execute([&owner])?;
    let mut add = db.prepare_cached(include_str!("../../sql/commitment/events_add.sql"))?;
    for (
        step,
        CommitmentEvent {
            date,
            act,
            by,
            due,
            note,
        },
    ) in events.iter().enumerate()
    {
        add.execute(params![
            owner,
            step as i64,
            date.to_string(),
            key(act)?,
            key(by)?,
            due.map(|day| day.to_string()),
            note
        ])?;
    }
    Ok(())
}

pub(super) fn read(db: &Connection, which: &Which) -> rusqlite::Result<Vec<Commitment>> {
    let statement = include_str!("../../sql/commitment/events_read.sql");
    let mut events = owned(db, statement, which, |c| {
        let owner = c.id::<CommitmentId>()?;
        let _step: i64 = c.plain()?;
        Ok((
            owner,
            CommitmentEvent {
                date: c.day()?,
                act: c.key()?,
                by: c.key()?,
                due: c.maybe_day()?,
                note: c.plain()?,
            },
        ))
    })?;
    rows(
        db,
        include_str!("../../sql/commitment/read.sql"),
        which,
        |c| {
            let id = c.id()?;
            let mut row = Commitment {
                id,
                from: c.party()?,
                to: c.party()?,
                what: c.plain()?,
                workstream_id: c.maybe_id()?,
                proposal_id: c.maybe_id()?,
                asked: c.day()?,
                due: c.maybe_day()?,
                evidence: c.plain()?,
                events: events.remove(&id).unwrap_or_default(),
                confidentiality: domain::Confidentiality::Working,
                record: domain::Record::default(),
            };
            (row.confidentiality, row.record) = c.guard_and_record()?;
            Ok(row)
        },
    )
}
