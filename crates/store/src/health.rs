//! Whether a database is sound, by SQLite's own checks.

use rusqlite::Connection;

/// How thoroughly to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Depth {
    /// Pages, types and constraints; linear in size.
    Quick,
    /// Indexes as well: after an unclean end, and when asked to check.
    Full,
}

/// What SQLite finds wrong with the pages, and which references lead nowhere.
pub(crate) fn faults(db: &Connection, depth: Depth) -> rusqlite::Result<Vec<String>> {
    let statement = match depth {
        Depth::Quick => include_str!("../sql/check/quick.sql"),
        Depth::Full => include_str!("../sql/check/full.sql"),
    };
    let mut faults: Vec<String> = db
        .prepare(statement)?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    faults.retain(|line| line != "ok");
    let mut dangling = db.prepare(include_str!("../sql/check/foreign_keys.sql"))?;
    let mut rows = dangling.query([])?;
    while let Some(row) = rows.next()? {
        let (table, parent): (String, String) = (row.get(0)?, row.get(2)?);
        faults.push(format!(
            "a row of {table} names a row of {parent} that is not there"
        ));
    }
    Ok(faults)
}
