//! What proposals do to organisations.

use domain::Impact;
use rusqlite::Connection;

use super::{Filling, Which, rows};

pub(super) fn put(db: &Connection, row: &Impact) -> rusqlite::Result<()> {
    let Impact {
        id,
        proposal_id,
        organisation_id,
        aspect,
        size,
        perceiver,
        method,
        confidence,
        date,
        note,
        dissent,
        confidentiality,
        record,
    } = row;
    let mut statement = db.prepare_cached(include_str!("../../sql/impact/put.sql"))?;
    Filling::of(&mut statement)
        .shown(id)?
        .shown(proposal_id)?
        .shown(organisation_id)?
        .key(aspect)?
        .plain(i64::from(*size))?
        .perceiver(perceiver.as_ref())?
        .key(method)?
        .plain(confidence.hundredths())?
        .shown(date)?
        .plain(note.as_ref())?
        .plain(dissent.as_ref())?
        .guard_and_record(*confidentiality, record)?
        .run()
}

pub(super) fn read(db: &Connection, which: &Which) -> rusqlite::Result<Vec<Impact>> {
    rows(db, include_str!("../../sql/impact/read.sql"), which, |c| {
        let id = c.id()?;
        let proposal_id = c.id()?;
        let organisation_id = c.id()?;
        let aspect = c.key()?;
        let size = c.number()?;
        let judged = c.judged()?;
        let mut row = Impact {
            id,
            proposal_id,
            organisation_id,
            aspect,
            size,
            perceiver: judged.perceiver,
            method: judged.method,
            confidence: judged.confidence,
            date: judged.date,
            note: judged.note,
            dissent: judged.dissent,
            confidentiality: domain::Confidentiality::Working,
            record: domain::Record::default(),
        };
        (row.confidentiality, row.record) = c.guard_and_record()?;
        Ok(row)
    })
}
