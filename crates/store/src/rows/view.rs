//! Saved ways of looking, with where each mark stands.

use domain::{EntityKind, EntityRef, LeaderId, Level, OrganisationId, Party, Spot, View, ViewId};
use rusqlite::{Connection, params};

use super::{Filling, Which, owned, rows};

pub(super) const REMOVE: &[&str] = &[
    include_str!("../../sql/view/spots_clear.sql"),
    include_str!("../../sql/view/remove.sql"),
];

pub(super) fn put(db: &Connection, row: &View) -> rusqlite::Result<()> {
    let View {
        id,
        name,
        minimum_level,
        spots,
        confidentiality,
        record,
    } = row;
    let mut statement = db.prepare_cached(include_str!("../../sql/view/put.sql"))?;
    Filling::of(&mut statement)
        .shown(id)?
        .plain(name)?
        .plain(minimum_level.map(Level::number))?
        .guard_and_record(*confidentiality, record)?
        .run()?;
    let owner = id.to_string();
    db.prepare_cached(include_str!("../../sql/view/spots_clear.sql"))?
        .execute([&owner])?;
    let mut add = db.prepare_cached(include_str!("../../sql/view/spots_add.sql"))?;
    for (party, Spot { x, y, pinned }) in spots {
        let party = EntityRef::from(*party);
        add.execute(params![
            owner,
            party.kind().key(),
            party.uuid().to_string(),
            x,
            y,
            pinned
        ])?;
    }
    Ok(())
}

pub(super) fn read(db: &Connection, which: &Which) -> rusqlite::Result<Vec<View>> {
    let statement = include_str!("../../sql/view/spots_read.sql");
    let mut spots = owned(db, statement, which, |c| {
        let owner = c.id::<ViewId>()?;
        let kind: EntityKind = c.key()?;
        let party = match kind {
            EntityKind::Leader => Party::Leader(c.id::<LeaderId>()?),
            _ => Party::Organisation(c.id::<OrganisationId>()?),
        };
        Ok((
            owner,
            (
                party,
                Spot {
                    x: c.plain()?,
                    y: c.plain()?,
                    pinned: c.plain()?,
                },
            ),
        ))
    })?;
    for list in spots.values_mut() {
        list.sort_by_key(|(party, _)| *party);
    }
    rows(db, include_str!("../../sql/view/read.sql"), which, |c| {
        let id = c.id()?;
        let mut row = View {
            id,
            name: c.plain()?,
            minimum_level: c.on_scale()?,
            spots: spots.remove(&id).unwrap_or_default(),
            confidentiality: domain::Confidentiality::Working,
            record: domain::Record::default(),
        };
        (row.confidentiality, row.record) = c.guard_and_record()?;
        Ok(row)
    })
}
