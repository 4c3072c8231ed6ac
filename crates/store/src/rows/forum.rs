//! Boards, committees, networks and groups, with when they are quorate.

use domain::{Forum, ForumId, Quorum, QuorumRule};
use rusqlite::Connection;

use super::{Filling, Which, owned, put_owned, rows};

pub(super) const REMOVE: &[&str] = &[
    include_str!("../../sql/forum/quorum_clear.sql"),
    include_str!("../../sql/forum/remove.sql"),
];

pub(super) fn put(db: &Connection, row: &Forum) -> rusqlite::Result<()> {
    let Forum {
        id,
        name,
        kind,
        parent_id,
        place_id,
        terms,
        power,
        quorum,
        from,
        to,
        confidentiality,
        record,
    } = row;
    let mut statement = db.prepare_cached(include_str!("../../sql/forum/put.sql"))?;
    Filling::of(&mut statement)
        .shown(id)?
        .plain(name)?
        .key(kind)?
        .maybe_shown(*parent_id)?
        .maybe_shown(*place_id)?
        .plain(terms.as_ref())?
        .maybe_key(power.as_ref())?
        .plain(quorum.as_ref().map(|quorum| quorum.minimum))?
        .maybe_shown(*from)?
        .maybe_shown(*to)?
        .guard_and_record(*confidentiality, record)?
        .run()?;
    let owner = id.to_string();
    let rules = quorum.as_ref().map_or(&[][..], |quorum| &quorum.rules);
    put_owned(
        db,
        include_str!("../../sql/forum/quorum_clear.sql"),
        include_str!("../../sql/forum/quorum_add.sql"),
        &owner,
        rules,
        |row, QuorumRule { kind, minimum }| row.key(kind)?.plain(minimum).map(drop),
    )
}

pub(super) fn read(db: &Connection, which: &Which) -> rusqlite::Result<Vec<Forum>> {
    let statement = include_str!("../../sql/forum/quorum_read.sql");
    let mut rules = owned(db, statement, which, |c| {
        Ok((
            c.id::<ForumId>()?,
            QuorumRule {
                kind: c.key()?,
                minimum: c.plain()?,
            },
        ))
    })?;
    rows(db, include_str!("../../sql/forum/read.sql"), which, |c| {
        let id = c.id()?;
        let mut row = Forum {
            id,
            name: c.plain()?,
            kind: c.key()?,
            parent_id: c.maybe_id()?,
            place_id: c.maybe_id()?,
            terms: c.plain()?,
            power: c.maybe_key()?,
            quorum: quorum(c.plain()?, rules.remove(&id)),
            from: c.maybe_day()?,
            to: c.maybe_day()?,
            confidentiality: domain::Confidentiality::Working,
            record: domain::Record::default(),
        };
        (row.confidentiality, row.record) = c.guard_and_record()?;
        Ok(row)
    })
}

fn quorum(minimum: Option<u16>, rules: Option<Vec<QuorumRule>>) -> Option<Quorum> {
    let mut rules = rules.unwrap_or_default();
    // In the scale's order, which is not that of its keys.
    rules.sort_unstable();
    minimum.map(|minimum| Quorum { minimum, rules })
}
