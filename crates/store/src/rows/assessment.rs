//! Judgements of ties.

use domain::{Assessment, Confidence, Level, Perceiver, Trust};
use rusqlite::Connection;

use super::{Columns, Filling, Which, rows};

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
    let (organisation, leader, outside) = match perceiver {
        Some(Perceiver::Organisation(id)) => (Some(id), None, None),
        Some(Perceiver::Leader(id)) => (None, Some(id), None),
        Some(Perceiver::Outside(name)) => (None, None, Some(name)),
        None => (None, None, None),
    };
    let mut statement = db.prepare_cached(include_str!("../../sql/assessment/put.sql"))?;
    Filling::of(&mut statement)
        .shown(id)?
        .shown(tie_id)?
        .plain(level.map(Level::number))?
        .plain(trust.map(Trust::number))?
        .maybe_key(sign.as_ref())?
        .plain(confidence.hundredths())?
        .key(method)?
        .maybe_shown(organisation)?
        .maybe_shown(leader)?
        .plain(outside)?
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
                confidence: confidence(c)?,
                method: c.key()?,
                perceiver: perceiver(c)?,
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

fn confidence(c: &mut Columns<'_>) -> rusqlite::Result<Confidence> {
    let hundredths: u8 = c.plain()?;
    Confidence::try_from(f64::from(hundredths) / 100.0)
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))
}

fn perceiver(c: &mut Columns<'_>) -> rusqlite::Result<Option<Perceiver>> {
    let organisation = c.maybe_id()?.map(Perceiver::Organisation);
    let leader = c.maybe_id()?.map(Perceiver::Leader);
    let outside = c.plain::<Option<String>>()?.map(Perceiver::Outside);
    Ok(organisation.or(leader).or(outside))
}
