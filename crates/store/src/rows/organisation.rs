//! Organisations, with their codes and memberships.

use domain::{DecidingBody, DecisionRoute, Membership, Organisation, OrganisationId};
use rusqlite::{Connection, params};

use super::{
    Columns, Filling, Which, owned, put_codes, put_in_order, put_successions, read_codes,
    read_successions, rows, with_earlier,
};

pub(super) const REMOVE: &[&str] = &[
    include_str!("../../sql/organisation/codes_clear.sql"),
    include_str!("../../sql/organisation/memberships_clear.sql"),
    include_str!("../../sql/organisation/successions_clear.sql"),
    include_str!("../../sql/organisation/pressures_clear.sql"),
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
        successions,
        decision_route,
        pressures,
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
        // Schema 1 had room for one here.
        .plain(None::<String>)?
        .maybe_key(decision_route.as_ref().map(|route| &route.body))?
        .plain(decision_route.as_ref().and_then(|route| route.lead_days))?
        .plain(decision_route.as_ref().and_then(|route| route.paper_days))?
        .plain(
            decision_route
                .as_ref()
                .and_then(|route| route.weighs.as_ref()),
        )?
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
    put_successions(
        db,
        include_str!("../../sql/organisation/successions_clear.sql"),
        include_str!("../../sql/organisation/successions_add.sql"),
        &owner,
        successions,
    )?;
    put_in_order(
        db,
        include_str!("../../sql/organisation/pressures_clear.sql"),
        include_str!("../../sql/organisation/pressures_add.sql"),
        &owner,
        pressures,
        |row, words| row.plain(words).map(drop),
    )
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
    let mut successions = read_successions::<OrganisationId>(
        db,
        include_str!("../../sql/organisation/successions_read.sql"),
        which,
    )?;
    let statement = include_str!("../../sql/organisation/pressures_read.sql");
    let mut pressures = owned(db, statement, which, |c| {
        let owner = c.id::<OrganisationId>()?;
        let _step: i64 = c.plain()?;
        Ok((owner, c.plain::<String>()?))
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
                successions: with_earlier(
                    successions.remove(&id).unwrap_or_default(),
                    c.maybe_id()?,
                ),
                decision_route: decision_route(c)?,
                pressures: pressures.remove(&id).unwrap_or_default(),
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

fn decision_route(c: &mut Columns<'_>) -> rusqlite::Result<Option<DecisionRoute>> {
    let body: Option<DecidingBody> = c.maybe_key()?;
    let (lead_days, paper_days, weighs) = (c.plain()?, c.plain()?, c.plain()?);
    Ok(body.map(|body| DecisionRoute {
        body,
        lead_days,
        paper_days,
        weighs,
    }))
}
