//! Judgements of ties.

use domain::{Assessment, Level, Trust};
use rusqlite::Connection;

use super::{Filling, Which, rows};

pub(super) fn put(db: &Connection, row: &Assessment) -> rusqlite::Result<()> {
    let Assessment {
        id,
        tie_id,
        level,
        trust,
        sign,
        confidence,
        method,
        perceiver,
        date,
        note,
        dissent,
        confidentiality,
        record,
    } = row;
    let mut statement = db.prepare_cached(include_str!("../../sql/assessment/put.sql"))?;
    Filling::of(&mut statement)
        .shown(id)?
        .shown(tie_id)?
        .plain(level.map(Level::number))?
        .plain(trust.map(Trust::number))?
        .maybe_key(sign.as_ref())?
        .plain(confidence.hundredths())?
        .key(method)?
        .perceiver(perceiver.as_ref())?
        .shown(date)?
        .plain(note.as_ref())?
        .plain(dissent.as_ref())?
        .guard_and_record(*confidentiality, record)?
        .run()
}

pub(super) fn read(db: &Connection, which: &Which) -> rusqlite::Result<Vec<Assessment>> {
    rows(
        db,
        include_str!("../../sql/assessment/read.sql"),
        which,
        |c| {
            let mut row = Assessment {
                id: c.id()?,
                tie_id: c.id()?,
                level: c.on_scale()?,
                trust: c.on_scale()?,
                sign: c.maybe_key()?,
                confidence: c.confidence()?,
                method: c.key()?,
                perceiver: c.perceiver()?,
                date: c.day()?,
                note: c.plain()?,
                dissent: c.plain()?,
                confidentiality: domain::Confidentiality::Working,
                record: domain::Record::default(),
            };
            (row.confidentiality, row.record) = c.guard_and_record()?;
            Ok(row)
        },
    )
}
