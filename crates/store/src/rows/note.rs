//! Notes.

use domain::{EntityRef, Note};
use rusqlite::Connection;

use super::{Filling, Which, rows};

pub(super) fn put(db: &Connection, row: &Note) -> rusqlite::Result<()> {
    let Note {
        id,
        about,
        date,
        author,
        text,
        confidentiality,
        record,
    } = row;
    let mut statement = db.prepare_cached(include_str!("../../sql/note/put.sql"))?;
    Filling::of(&mut statement)
        .shown(id)?
        .key(&about.kind())?
        .shown(about.uuid())?
        .shown(date)?
        .plain(author)?
        .plain(text)?
        .guard_and_record(*confidentiality, record)?
        .run()
}

pub(super) fn read(db: &Connection, which: &Which) -> rusqlite::Result<Vec<Note>> {
    rows(db, include_str!("../../sql/note/read.sql"), which, |c| {
        let mut row = Note {
            id: c.id()?,
            about: {
                let kind = c.key()?;
                EntityRef::new(kind, c.id()?)
            },
            date: c.day()?,
            author: c.plain()?,
            text: c.plain()?,
            confidentiality: domain::Confidentiality::Working,
            record: domain::Record::default(),
        };
        (row.confidentiality, row.record) = c.guard_and_record()?;
        Ok(row)
    })
}
