//! The wordings of proposals and agreements.

use std::collections::BTreeMap;

use domain::{Uuid, Version};
use rusqlite::Connection;

use super::{Which, owned, put_owned};

pub(super) fn put(
    db: &Connection,
    clear: &str,
    add: &str,
    owner: &str,
    versions: &[Version],
) -> rusqlite::Result<()> {
    put_owned(db, clear, add, owner, versions, |row, version| {
        let Version {
            number,
            date,
            words,
            changed,
        } = version;
        row.plain(number)?
            .shown(date)?
            .plain(words)?
            .plain(changed)
            .map(drop)
    })
}

pub(super) fn read<I: From<Uuid> + Ord>(
    db: &Connection,
    statement: &str,
    which: &Which,
) -> rusqlite::Result<BTreeMap<I, Vec<Version>>> {
    owned(db, statement, which, |c| {
        Ok((
            c.id()?,
            Version {
                number: c.plain()?,
                date: c.day()?,
                words: c.plain()?,
                changed: c.plain()?,
            },
        ))
    })
}
