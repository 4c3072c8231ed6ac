//! What is to be decided, with its wordings.

use domain::{Proposal, ProposalId};
use rusqlite::Connection;

use super::{Filling, Which, rows, version};

pub(super) const REMOVE: &[&str] = &[
    include_str!("../../sql/proposal/versions_clear.sql"),
    include_str!("../../sql/proposal/remove.sql"),
];

pub(super) fn put(db: &Connection, row: &Proposal) -> rusqlite::Result<()> {
    let Proposal {
        id,
        title,
        summary,
        level,
        place_id,
        organisation_id,
        forum_id,
        decide_by,
        uses_shared_money,
        sets_precedent,
        status,
        settled,
        versions,
        confidentiality,
        record,
    } = row;
    let mut statement = db.prepare_cached(include_str!("../../sql/proposal/put.sql"))?;
    Filling::of(&mut statement)
        .shown(id)?
        .plain(title)?
        .plain(summary.as_ref())?
        .key(level)?
        .maybe_shown(*place_id)?
        .maybe_shown(*organisation_id)?
        .maybe_shown(*forum_id)?
        .maybe_shown(*decide_by)?
        .plain(uses_shared_money)?
        .plain(sets_precedent)?
        .key(status)?
        .maybe_shown(*settled)?
        .guard_and_record(*confidentiality, record)?
        .run()?;
    let owner = id.to_string();
    version::put(
        db,
        include_str!("../../sql/proposal/versions_clear.sql"),
        include_str!("../../sql/proposal/versions_add.sql"),
        &owner,
        versions,
    )
}

pub(super) fn read(db: &Connection, which: &Which) -> rusqlite::Result<Vec<Proposal>> {
    let statement = include_str!("../../sql/proposal/versions_read.sql");
    let mut versions = version::read::<ProposalId>(db, statement, which)?;
    rows(
        db,
        include_str!("../../sql/proposal/read.sql"),
        which,
        |c| {
            let id = c.id()?;
            let mut row = Proposal {
                id,
                title: c.plain()?,
                summary: c.plain()?,
                level: c.key()?,
                place_id: c.maybe_id()?,
                organisation_id: c.maybe_id()?,
                forum_id: c.maybe_id()?,
                decide_by: c.maybe_day()?,
                uses_shared_money: c.plain()?,
                sets_precedent: c.plain()?,
                status: c.key()?,
                settled: c.maybe_day()?,
                versions: versions.remove(&id).unwrap_or_default(),
                confidentiality: domain::Confidentiality::Working,
                record: domain::Record::default(),
            };
            (row.confidentiality, row.record) = c.guard_and_record()?;
            Ok(row)
        },
    )
}
