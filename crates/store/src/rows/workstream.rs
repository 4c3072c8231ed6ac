//! Work the partners share, with who takes what part.

use domain::{Involvement, Workstream, WorkstreamId};
use rusqlite::{Connection, params};

use super::{Filling, Which, owned, rows};

pub(super) const REMOVE: &[&str] = &[
    include_str!("../../sql/workstream/involvement_clear.sql"),
    include_str!("../../sql/workstream/remove.sql"),
];

pub(super) fn put(db: &Connection, row: &Workstream) -> rusqlite::Result<()> {
    let Workstream {
        id,
        name,
        summary,
        objective_id,
        interdependence,
        from,
        to,
        involvement,
        confidentiality,
        record,
    } = row;
    let mut statement = db.prepare_cached(include_str!("../../sql/workstream/put.sql"))?;
    Filling::of(&mut statement)
        .shown(id)?
        .plain(name)?
        .plain(summary.as_ref())?
        .maybe_shown(*objective_id)?
        .key(interdependence)?
        .maybe_shown(*from)?
        .maybe_shown(*to)?
        .guard_and_record(*confidentiality, record)?
        .run()?;
    let owner = id.to_string();
    db.prepare_cached(include_str!("../../sql/workstream/involvement_clear.sql"))?
        .execute([&owner])?;
    let mut add = db.prepare_cached(include_str!("../../sql/workstream/involvement_add.sql"))?;
    for Involvement {
        organisation_id,
        part,
    } in involvement
    {
        add.execute(params![owner, organisation_id.to_string(), part.key()])?;
    }
    Ok(())
}

pub(super) fn read(db: &Connection, which: &Which) -> rusqlite::Result<Vec<Workstream>> {
    let statement = include_str!("../../sql/workstream/involvement_read.sql");
    let mut involvement = owned(db, statement, which, |c| {
        Ok((
            c.id::<WorkstreamId>()?,
            Involvement {
                organisation_id: c.id()?,
                part: c.key()?,
            },
        ))
    })?;
    rows(
        db,
        include_str!("../../sql/workstream/read.sql"),
        which,
        |c| {
            let id = c.id()?;
            let mut row = Workstream {
                id,
                name: c.plain()?,
                summary: c.plain()?,
                objective_id: c.maybe_id()?,
                interdependence: c.key()?,
                from: c.maybe_day()?,
                to: c.maybe_day()?,
                involvement: involvement.remove(&id).unwrap_or_default(),
                confidentiality: domain::Confidentiality::Working,
                record: domain::Record::default(),
            };
            (row.confidentiality, row.record) = c.guard_and_record()?;
            Ok(row)
        },
    )
}
