//! What organisations have at stake in objectives.

use domain::Stake;
use rusqlite::Connection;

use super::{Filling, Which, rows};

pub(super) fn put(db: &Connection, row: &Stake) -> rusqlite::Result<()> {
    let Stake {
        id,
        objective_id,
        organisation_id,
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
    let mut statement = db.prepare_cached(include_str!("../../sql/stake/put.sql"))?;
    Filling::of(&mut statement)
        .shown(id)?
        .shown(objective_id)?
        .shown(organisation_id)?
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

pub(super) fn read(db: &Connection, which: &Which) -> rusqlite::Result<Vec<Stake>> {
    rows(db, include_str!("../../sql/stake/read.sql"), which, |c| {
        let id = c.id()?;
        let objective_id = c.id()?;
        let organisation_id = c.id()?;
        let size = c.number()?;
        let judged = c.judged()?;
        let mut row = Stake {
            id,
            objective_id,
            organisation_id,
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
