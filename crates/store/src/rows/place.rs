//! Places, with their codes.

use domain::{Place, PlaceId};
use rusqlite::Connection;

use super::{
    Filling, Which, put_codes, put_successions, read_codes, read_successions, rows, with_earlier,
};

pub(super) const REMOVE: &[&str] = &[
    include_str!("../../sql/place/codes_clear.sql"),
    include_str!("../../sql/place/successions_clear.sql"),
    include_str!("../../sql/place/remove.sql"),
];

pub(super) fn put(db: &Connection, row: &Place) -> rusqlite::Result<()> {
    let Place {
        id,
        name,
        level,
        parent_id,
        contact,
        closed,
        successions,
        codes,
        confidentiality,
        record,
    } = row;
    let mut statement = db.prepare_cached(include_str!("../../sql/place/put.sql"))?;
    Filling::of(&mut statement)
        .shown(id)?
        .plain(name)?
        .key(level)?
        .maybe_shown(*parent_id)?
        .plain(contact.as_ref())?
        .maybe_shown(*closed)?
        // Schema 1 had room for one here.
        .plain(None::<String>)?
        .guard_and_record(*confidentiality, record)?
        .run()?;
    put_codes(
        db,
        include_str!("../../sql/place/codes_clear.sql"),
        include_str!("../../sql/place/codes_add.sql"),
        id.uuid(),
        codes,
    )?;
    put_successions(
        db,
        include_str!("../../sql/place/successions_clear.sql"),
        include_str!("../../sql/place/successions_add.sql"),
        &id.to_string(),
        successions,
    )
}

pub(super) fn read(db: &Connection, which: &Which) -> rusqlite::Result<Vec<Place>> {
    let mut codes =
        read_codes::<PlaceId>(db, include_str!("../../sql/place/codes_read.sql"), which)?;
    let mut successions = read_successions::<PlaceId>(
        db,
        include_str!("../../sql/place/successions_read.sql"),
        which,
    )?;
    rows(db, include_str!("../../sql/place/read.sql"), which, |c| {
        let id = c.id()?;
        let mut row = Place {
            id,
            name: c.plain()?,
            level: c.key()?,
            parent_id: c.maybe_id()?,
            contact: c.plain()?,
            closed: c.maybe_day()?,
            successions: with_earlier(successions.remove(&id).unwrap_or_default(), c.maybe_id()?),
            codes: codes.remove(&id).unwrap_or_default(),
            confidentiality: domain::Confidentiality::Working,
            record: domain::Record::default(),
        };
        (row.confidentiality, row.record) = c.guard_and_record()?;
        Ok(row)
    })
}
