//! Posts.

use domain::Post;
use rusqlite::Connection;

use super::{Filling, Which, rows};

pub(super) fn put(db: &Connection, row: &Post) -> rusqlite::Result<()> {
    let Post {
        id,
        leader_id,
        organisation_id,
        title,
        authority,
        from,
        to,
        confidentiality,
        record,
    } = row;
    let mut statement = db.prepare_cached(include_str!("../../sql/post/put.sql"))?;
    Filling::of(&mut statement)
        .shown(id)?
        .shown(leader_id)?
        .shown(organisation_id)?
        .plain(title)?
        .maybe_key(authority.as_ref())?
        .maybe_shown(*from)?
        .maybe_shown(*to)?
        .guard_and_record(*confidentiality, record)?
        .run()
}

pub(super) fn read(db: &Connection, which: &Which) -> rusqlite::Result<Vec<Post>> {
    rows(db, include_str!("../../sql/post/read.sql"), which, |c| {
        let mut row = Post {
            id: c.id()?,
            leader_id: c.id()?,
            organisation_id: c.id()?,
            title: c.plain()?,
            authority: c.maybe_key()?,
            from: c.maybe_day()?,
            to: c.maybe_day()?,
            confidentiality: domain::Confidentiality::Working,
            record: domain::Record::default(),
        };
        (row.confidentiality, row.record) = c.guard_and_record()?;
        Ok(row)
    })
}
