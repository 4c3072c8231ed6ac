//! Saved ways of looking, with where each mark stands.

use domain::{
    EntityKind, EntityRef, Filter, LeaderId, Level, OrganisationId, Party, Spot, View, ViewId,
};
use rusqlite::types::Type;
use rusqlite::{Connection, params};

use super::{Columns, Filling, Which, key, owned, put_owned, rows};

pub(super) const REMOVE: &[&str] = &[
    include_str!("../../sql/view/spots_clear.sql"),
    include_str!("../../sql/view/filters_clear.sql"),
    include_str!("../../sql/view/remove.sql"),
];

pub(super) fn put(db: &Connection, row: &View) -> rusqlite::Result<()> {
    let View {
        id,
        name,
        minimum_level,
        filters,
        colour_by,
        size_by,
        group_by,
        proposal_id,
        show,
        focus_id,
        as_of,
        spots,
        confidentiality,
        record,
    } = row;
    let mut statement = db.prepare_cached(include_str!("../../sql/view/put.sql"))?;
    Filling::of(&mut statement)
        .shown(id)?
        .plain(name)?
        .plain(minimum_level.map(Level::number))?
        .maybe_key(colour_by.as_ref())?
        .maybe_key(size_by.as_ref())?
        .maybe_shown(*as_of)?
        .guard_and_record(*confidentiality, record)?
        .maybe_key(group_by.as_ref())?
        .maybe_shown(*proposal_id)?
        .maybe_key(show.as_ref())?
        .maybe_shown(*focus_id)?
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
    put_owned(
        db,
        include_str!("../../sql/view/filters_clear.sql"),
        include_str!("../../sql/view/filters_add.sql"),
        &owner,
        filters,
        |row, filter| {
            let (sort, value) = sort_and_value(filter)?;
            row.plain(sort)?.plain(value).map(drop)
        },
    )
}

/// A filter as two words.
fn sort_and_value(filter: &Filter) -> rusqlite::Result<(&'static str, String)> {
    Ok(match filter {
        Filter::OrganisationKind(kind) => ("organisation_kind", key(kind)?),
        Filter::Sector(sector) => ("sector", sector.clone()),
        Filter::Place(id) => ("place", id.to_string()),
        Filter::Workstream(id) => ("workstream", id.to_string()),
        Filter::TieKind(kind) => ("tie_kind", key(kind)?),
    })
}

fn filter(c: &mut Columns<'_>) -> rusqlite::Result<Filter> {
    let sort: String = c.plain()?;
    Ok(match sort.as_str() {
        "organisation_kind" => Filter::OrganisationKind(c.key()?),
        "place" => Filter::Place(c.id()?),
        "workstream" => Filter::Workstream(c.id()?),
        "tie_kind" => Filter::TieKind(c.key()?),
        "sector" => Filter::Sector(c.plain()?),
        other => {
            return Err(rusqlite::Error::FromSqlConversionFailure(
                1,
                Type::Text,
                format!("\u{201c}{other}\u{201d} is not a filter this program knows").into(),
            ));
        }
    })
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
    let statement = include_str!("../../sql/view/filters_read.sql");
    let mut filters = owned(db, statement, which, |c| {
        Ok((c.id::<ViewId>()?, filter(c)?))
    })?;
    for list in filters.values_mut() {
        // In the order of the sorts, which is not that of their keys.
        list.sort();
    }
    rows(db, include_str!("../../sql/view/read.sql"), which, |c| {
        let id = c.id()?;
        let mut row = View {
            id,
            name: c.plain()?,
            minimum_level: c.on_scale()?,
            colour_by: c.maybe_key()?,
            size_by: c.maybe_key()?,
            group_by: None,
            proposal_id: None,
            show: None,
            focus_id: None,
            as_of: c.maybe_day()?,
            filters: filters.remove(&id).unwrap_or_default(),
            spots: spots.remove(&id).unwrap_or_default(),
            confidentiality: domain::Confidentiality::Working,
            record: domain::Record::default(),
        };
        (row.confidentiality, row.record) = c.guard_and_record()?;
        row.group_by = c.maybe_key()?;
        row.proposal_id = c.maybe_id()?;
        row.show = c.maybe_key()?;
        row.focus_id = c.maybe_id()?;
        Ok(row)
    })
}
