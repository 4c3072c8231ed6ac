//! Organisations, with their codes and memberships.

use domain::{Membership, Organisation, OrganisationId};
use rusqlite::{Connection, params};

use super::{Filling, Which, owned, put_codes, read_codes, rows};

pub(super) const REMOVE: &[&str] = &[
    include_str!("../../sql/organisation/codes_clear.sql"),
    include_str!("../../sql/organisation/memberships_clear.sql"),
    include_str!("../../sql/organisation/remove.sql"),
];

pub(super) fn put(db: &Connection, row: &Organisation) -> rusqlite::Result<()> {
    let Organisation {
        id,
        name,
        label,
        kind,
        sector,
        parent_id,
        opened,
        closed,
        successor_id,
        codes,
        memberships,
        confidentiality,
        record,
    } = row;
    let mut statement = db.prepare_cached(include_str!("../../sql/organisation/put.sql"))?;
    Filling::of(&mut statement)
        .shown(id)?
        .plain(name)?
        .plain(label)?
        .key(kind)?
        .plain(sector.as_ref())?
        .maybe_shown(*parent_id)?
        .maybe_shown(*opened)?
        .maybe_shown(*closed)?
        .maybe_shown(*successor_id)?
        .guard_and_record(*confidentiality, record)?
        .run()?;
    put_codes(
        db,
        include_str!("../../sql/organisation/codes_clear.sql"),
        include_str!("../../sql/organisation/codes_add.sql"),
        id.uuid(),
        codes,
    )?;
    let owner = id.to_string();
    db.prepare_cached(include_str!("../../sql/organisation/memberships_clear.sql"))?
        .execute([&owner])?;
    let mut add = db.prepare_cached(include_str!("../../sql/organisation/memberships_add.sql"))?;
    for Membership { place_id, from, to } in memberships {
        add.execute(params![
            owner,
            place_id.to_string(),
            from.map(|day| day.to_string()),
            to.map(|day| day.to_string())
        ])?;
    }
    Ok(())
}

pub(super) fn read(db: &Connection, which: &Which) -> rusqlite::Result<Vec<Organisation>> {
    let mut codes = read_codes::<OrganisationId>(
        db,
        include_str!("../../sql/organisation/codes_read.sql"),
        which,
    )?;
    let statement = include_str!("../../sql/organisation/memberships_read.sql");
    let mut memberships = owned(db, statement, which, |c| {
        Ok((
            c.id::<OrganisationId>()?,
            Membership {
                place_id: c.id()?,
                from: c.maybe_day()?,
                to: c.maybe_day()?,
            },
        ))
    })?;
    rows(
        db,
        include_str!("../../sql/organisation/read.sql"),
        which,
        |c| {
            let id = c.id()?;
            let mut row = Organisation {
                id,
                name: c.plain()?,
                label: c.plain()?,
                kind: c.key()?,
                sector: c.plain()?,
                parent_id: c.maybe_id()?,
                opened: c.maybe_day()?,
                closed: c.maybe_day()?,
                successor_id: c.maybe_id()?,
                codes: codes.remove(&id).unwrap_or_default(),
                memberships: memberships.remove(&id).unwrap_or_default(),
                confidentiality: domain::Confidentiality::Working,
                record: domain::Record::default(),
            };
            (row.confidentiality, row.record) = c.guard_and_record()?;
            Ok(row)
        },
    )
}
