//! Meetings, with agenda, who was asked, who came and what was decided.

use std::collections::BTreeMap;

use domain::{AgendaItem, Attendance, Decision, Invitation, Meeting, MeetingId};
use rusqlite::Connection;

use super::{Columns, Filling, Which, owned, put_in_order, rows};

pub(super) const REMOVE: &[&str] = &[
    include_str!("../../sql/meeting/agenda_clear.sql"),
    include_str!("../../sql/meeting/invited_clear.sql"),
    include_str!("../../sql/meeting/attendance_clear.sql"),
    include_str!("../../sql/meeting/decisions_clear.sql"),
    include_str!("../../sql/meeting/remove.sql"),
];

pub(super) fn put(db: &Connection, row: &Meeting) -> rusqlite::Result<()> {
    let Meeting {
        id,
        forum_id,
        date,
        cancelled,
        agenda,
        invited,
        attendance,
        minutes,
        decisions,
        confidentiality,
        record,
    } = row;
    let mut statement = db.prepare_cached(include_str!("../../sql/meeting/put.sql"))?;
    Filling::of(&mut statement)
        .shown(id)?
        .shown(forum_id)?
        .shown(date)?
        .plain(cancelled)?
        .plain(minutes.as_ref())?
        .guard_and_record(*confidentiality, record)?
        .run()?;
    let owner = id.to_string();
    put_in_order(
        db,
        include_str!("../../sql/meeting/agenda_clear.sql"),
        include_str!("../../sql/meeting/agenda_add.sql"),
        &owner,
        agenda,
        |row, item| {
            let (proposal, commitment, words) = match item {
                AgendaItem::Proposal(id) => (Some(id), None, None),
                AgendaItem::Commitment(id) => (None, Some(id), None),
                AgendaItem::Words(words) => (None, None, Some(words)),
            };
            row.maybe_shown(proposal)?
                .maybe_shown(commitment)?
                .plain(words)
                .map(drop)
        },
    )?;
    put_in_order(
        db,
        include_str!("../../sql/meeting/invited_clear.sql"),
        include_str!("../../sql/meeting/invited_add.sql"),
        &owner,
        invited,
        |row, invitation| {
            let Invitation {
                leader_id,
                organisation_id,
                necessity,
                reason,
                accepted,
            } = invitation;
            row.maybe_shown(*leader_id)?
                .maybe_shown(*organisation_id)?
                .maybe_key(necessity.as_ref())?
                .plain(reason)?
                .plain(accepted)
                .map(drop)
        },
    )?;
    put_in_order(
        db,
        include_str!("../../sql/meeting/attendance_clear.sql"),
        include_str!("../../sql/meeting/attendance_add.sql"),
        &owner,
        attendance,
        |row, one| {
            let Attendance {
                leader_id,
                organisation_id,
                presence,
                deputy_id,
                deputy_name,
                authority,
            } = one;
            row.maybe_shown(*leader_id)?
                .maybe_shown(*organisation_id)?
                .key(presence)?
                .maybe_shown(*deputy_id)?
                .plain(deputy_name)?
                .maybe_key(authority.as_ref())
                .map(drop)
        },
    )?;
    put_in_order(
        db,
        include_str!("../../sql/meeting/decisions_clear.sql"),
        include_str!("../../sql/meeting/decisions_add.sql"),
        &owner,
        decisions,
        |row, Decision { words, proposal_id }| {
            row.plain(words)?.maybe_shown(*proposal_id).map(drop)
        },
    )
}

pub(super) fn read(db: &Connection, which: &Which) -> rusqlite::Result<Vec<Meeting>> {
    let mut agenda = steps(
        db,
        include_str!("../../sql/meeting/agenda_read.sql"),
        which,
        agenda_item,
    )?;
    let mut invited = steps(
        db,
        include_str!("../../sql/meeting/invited_read.sql"),
        which,
        |c| {
            Ok(Invitation {
                leader_id: c.maybe_id()?,
                organisation_id: c.maybe_id()?,
                necessity: c.maybe_key()?,
                reason: c.plain()?,
                accepted: c.plain()?,
            })
        },
    )?;
    let mut attendance = steps(
        db,
        include_str!("../../sql/meeting/attendance_read.sql"),
        which,
        |c| {
            Ok(Attendance {
                leader_id: c.maybe_id()?,
                organisation_id: c.maybe_id()?,
                presence: c.key()?,
                deputy_id: c.maybe_id()?,
                deputy_name: c.plain()?,
                authority: c.maybe_key()?,
            })
        },
    )?;
    let mut decisions = steps(
        db,
        include_str!("../../sql/meeting/decisions_read.sql"),
        which,
        |c| {
            Ok(Decision {
                words: c.plain()?,
                proposal_id: c.maybe_id()?,
            })
        },
    )?;
    rows(db, include_str!("../../sql/meeting/read.sql"), which, |c| {
        let id = c.id()?;
        let mut row = Meeting {
            id,
            forum_id: c.id()?,
            date: c.day()?,
            cancelled: c.plain()?,
            agenda: agenda.remove(&id).unwrap_or_default(),
            invited: invited.remove(&id).unwrap_or_default(),
            attendance: attendance.remove(&id).unwrap_or_default(),
            minutes: c.plain()?,
            decisions: decisions.remove(&id).unwrap_or_default(),
            confidentiality: domain::Confidentiality::Working,
            record: domain::Record::default(),
        };
        (row.confidentiality, row.record) = c.guard_and_record()?;
        Ok(row)
    })
}

/// Reads the rows of a meeting that stand in an order.
fn steps<T>(
    db: &Connection,
    statement: &str,
    which: &Which,
    mut item: impl FnMut(&mut Columns<'_>) -> rusqlite::Result<T>,
) -> rusqlite::Result<BTreeMap<MeetingId, Vec<T>>> {
    owned(db, statement, which, |c| {
        let owner = c.id::<MeetingId>()?;
        let _step: i64 = c.plain()?;
        Ok((owner, item(c)?))
    })
}

fn agenda_item(c: &mut Columns<'_>) -> rusqlite::Result<AgendaItem> {
    let proposal = c.maybe_id()?.map(AgendaItem::Proposal);
    let commitment = c.maybe_id()?.map(AgendaItem::Commitment);
    let words = c.plain::<Option<String>>()?.map(AgendaItem::Words);
    proposal.or(commitment).or(words).ok_or_else(|| {
        rusqlite::Error::InvalidColumnType(4, "words".to_owned(), rusqlite::types::Type::Null)
    })
}
