//! Where parties stand on proposals.

use domain::{Position, Salience};
use rusqlite::Connection;

use super::{Columns, Filling, Which, rows};

pub(super) fn put(db: &Connection, row: &Position) -> rusqlite::Result<()> {
    let Position {
        id,
        proposal_id,
        party,
        stance,
        salience,
        formality,
        meeting_id,
        conditions,
        wished_for,
        perceiver,
        method,
        confidence,
        date,
        note,
        dissent,
        confidentiality,
        record,
    } = row;
    let mut statement = db.prepare_cached(include_str!("../../sql/position/put.sql"))?;
    Filling::of(&mut statement)
        .shown(id)?
        .shown(proposal_id)?
        .party(*party)?
        .maybe_key(stance.as_ref())?
        .plain(salience.map(i64::from))?
        .key(formality)?
        .maybe_shown(*meeting_id)?
        .plain(conditions.as_ref())?
        .maybe_key(wished_for.as_ref())?
        .perceiver(perceiver.as_ref())?
        .key(method)?
        .plain(confidence.hundredths())?
        .shown(date)?
        .plain(note.as_ref())?
        .plain(dissent.as_ref())?
        .guard_and_record(*confidentiality, record)?
        .run()
}

pub(super) fn read(db: &Connection, which: &Which) -> rusqlite::Result<Vec<Position>> {
    rows(
        db,
        include_str!("../../sql/position/read.sql"),
        which,
        |c| {
            let id = c.id()?;
            let proposal_id = c.id()?;
            let party = c.party()?;
            let stance = c.maybe_key()?;
            let salience = salience(c)?;
            let formality = c.key()?;
            let meeting_id = c.maybe_id()?;
            let conditions = c.plain()?;
            let wished_for = c.maybe_key()?;
            let judged = c.judged()?;
            let mut row = Position {
                id,
                proposal_id,
                party,
                stance,
                salience,
                formality,
                meeting_id,
                conditions,
                wished_for,
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
        },
    )
}

fn salience(c: &mut Columns<'_>) -> rusqlite::Result<Option<Salience>> {
    let number: Option<i64> = c.plain()?;
    number
        .map(|number| {
            Salience::try_from(number)
                .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))
        })
        .transpose()
}
