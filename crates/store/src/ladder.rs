//! The schema and how older documents climb to it, one rung at a time.
//!
//! `user_version` in the file counts the rungs it has climbed. A rung that only adds (a table, a column with a
//! default) leaves `min_reader` and `min_writer` in `meta` alone, so that programs of the rung before still open
//! the file; one that changes what is there raises them.

use rusqlite::{Connection, OptionalExtension};

use crate::connection;

/// What every document of ours carries in its header: "FtBr".
pub(crate) const APPLICATION_ID: i32 = 0x4674_4272;

/// One step from a schema to the next.
pub(crate) struct Rung {
    /// The statements, which end by setting `user_version`.
    pub(crate) sql: &'static str,
    /// The oldest version of the program's schema that can still read the file afterwards.
    pub(crate) min_reader: u32,
    /// The oldest that can still write it.
    pub(crate) min_writer: u32,
}

/// Every rung there is, oldest first. Rungs are never changed once released, only added.
pub(crate) const RUNGS: &[Rung] = &[
    Rung {
        sql: include_str!("../sql/schema/001_first.sql"),
        min_reader: 1,
        min_writer: 1,
    },
    // It only adds, but programs of the rung before would neither show what was added nor take it along when they
    // take something away.
    Rung {
        sql: include_str!("../sql/schema/002_decisions.sql"),
        min_reader: 2,
        min_writer: 2,
    },
    Rung {
        sql: include_str!("../sql/schema/003_merging.sql"),
        min_reader: 2,
        min_writer: 2,
    },
    // Views may now say, in columns that were there, what programs of the rung before have no word for.
    Rung {
        sql: include_str!("../sql/schema/004_ways_of_looking.sql"),
        min_reader: 4,
        min_writer: 4,
    },
    // As before: colours, sizes and groups may say what programs of the rung before have no word for.
    Rung {
        sql: include_str!("../sql/schema/005_saved_near.sql"),
        min_reader: 5,
        min_writer: 5,
    },
];

/// The schema this program writes.
pub(crate) const NEWEST: u32 = RUNGS.len() as u32;

/// What a file says it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Version {
    pub(crate) application_id: i32,
    pub(crate) schema: u32,
}

/// Reads what a file says it is. Fails where it is no database at all.
pub(crate) fn version(db: &Connection) -> rusqlite::Result<Version> {
    db.query_row(include_str!("../sql/meta/identity.sql"), [], |row| {
        Ok(Version {
            application_id: row.get(0)?,
            schema: row.get(1)?,
        })
    })
}

/// Writes what a file says it is, in the order application id and schema.
pub(crate) fn set_version(
    db: &Connection,
    (application_id, schema): (i32, i32),
) -> rusqlite::Result<()> {
    db.pragma_update(None, "application_id", application_id)?;
    db.pragma_update(None, "user_version", schema)
}

/// A value of `meta`.
pub(crate) fn meta(db: &Connection, key: &str) -> rusqlite::Result<Option<String>> {
    db.prepare_cached(include_str!("../sql/meta/get.sql"))?
        .query_row([key], |row| row.get(0))
        .optional()
}

/// Sets a value of `meta`.
pub(crate) fn set_meta(db: &Connection, key: &str, value: &str) -> rusqlite::Result<()> {
    db.prepare_cached(include_str!("../sql/meta/set.sql"))?
        .execute([key, value])
        .map(drop)
}

/// The oldest program schema that may write the file: its own where it does not say.
pub(crate) fn min_writer(db: &Connection, schema: u32) -> rusqlite::Result<u32> {
    Ok(meta(db, "min_writer")?
        .and_then(|text| text.parse().ok())
        .unwrap_or(schema))
}

/// Climbs from the file's schema to the top of the ladder, all in one transaction.
pub(crate) fn climb(db: &mut Connection, rungs: &[Rung]) -> rusqlite::Result<()> {
    let from = version(db)?.schema as usize;
    if from >= rungs.len() {
        return Ok(());
    }
    let transaction = db.transaction_with_behavior(rusqlite::TransactionBehavior::Exclusive)?;
    for rung in &rungs[from..] {
        transaction.execute_batch(rung.sql)?;
        set_meta(&transaction, "min_reader", &rung.min_reader.to_string())?;
        set_meta(&transaction, "min_writer", &rung.min_writer.to_string())?;
    }
    transaction.commit()
}

/// A table or index as the schema declares it: type, name, table, SQL.
type Declared = (String, String, String, String);

fn objects(db: &Connection) -> rusqlite::Result<Vec<Declared>> {
    db.prepare(include_str!("../sql/check/objects.sql"))?
        .query_map([], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
        })?
        .collect()
}

/// The first thing in which a file's schema is not what the ladder makes of that version; `None` where it is.
///
/// A file from a newer program that only added to the schema may hold more tables and indexes, but nothing that
/// runs by itself.
pub(crate) fn strangeness(
    db: &Connection,
    schema: u32,
    rungs: &[Rung],
) -> rusqlite::Result<Option<String>> {
    let theirs = objects(db)?;
    if let Some((kind, name, ..)) = theirs.iter().find(|o| o.0 == "trigger" || o.0 == "view") {
        return Ok(Some(format!(
            "it holds a {kind}, \u{201c}{name}\u{201d}, which no footprint has"
        )));
    }
    if schema as usize > rungs.len() {
        return Ok(None);
    }
    let mut model = connection::in_memory()?;
    climb(&mut model, &rungs[..schema as usize])?;
    let ours = objects(&model)?;
    if let Some((kind, name, ..)) = ours.iter().find(|o| !theirs.contains(o)) {
        return Ok(Some(format!(
            "its {kind} \u{201c}{name}\u{201d} is missing or not as it should be"
        )));
    }
    if let Some((kind, name, ..)) = theirs.iter().find(|o| !ours.contains(o)) {
        return Ok(Some(format!(
            "it holds a {kind}, \u{201c}{name}\u{201d}, which no footprint has"
        )));
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    const NEXT: Rung = Rung {
        sql: "ALTER TABLE leader ADD COLUMN pronoun TEXT; PRAGMA user_version = 2;",
        min_reader: 1,
        min_writer: 1,
    };
    const BROKEN: Rung = Rung {
        sql: "CREATE TABLE half (id TEXT PRIMARY KEY NOT NULL) STRICT; INSERT INTO nowhere VALUES (1);",
        min_reader: 2,
        min_writer: 2,
    };

    fn first() -> Rung {
        Rung {
            sql: RUNGS[0].sql,
            min_reader: 1,
            min_writer: 1,
        }
    }

    fn at_first() -> Connection {
        let mut db = connection::in_memory().unwrap();
        climb(&mut db, &[first()]).unwrap();
        set_meta(&db, "document", "kept").unwrap();
        db
    }

    fn at_the_top() -> Connection {
        let mut db = connection::in_memory().unwrap();
        climb(&mut db, RUNGS).unwrap();
        db
    }

    #[test]
    fn every_rung_sets_its_own_number_and_the_application_id() {
        for rungs in 1..=RUNGS.len() {
            let mut db = connection::in_memory().unwrap();
            climb(&mut db, &RUNGS[..rungs]).unwrap();
            let expected = Version {
                application_id: APPLICATION_ID,
                schema: rungs as u32,
            };
            assert_eq!(version(&db).unwrap(), expected);
        }
    }

    #[test]
    fn climbing_keeps_what_is_there_and_stops_at_the_top() {
        let mut db = at_first();
        let rungs = [first(), NEXT];
        climb(&mut db, &rungs).unwrap();
        climb(&mut db, &rungs).unwrap();
        assert_eq!(version(&db).unwrap().schema, 2);
        assert_eq!(meta(&db, "document").unwrap().as_deref(), Some("kept"));
        assert_eq!(strangeness(&db, 2, &rungs).unwrap(), None);
        assert_eq!(
            min_writer(&db, 2).unwrap(),
            1,
            "an added column does not lock older programs out"
        );
    }

    #[test]
    fn a_rung_that_breaks_leaves_everything_as_it_was() {
        let mut db = at_first();
        climb(&mut db, &[first(), BROKEN]).unwrap_err();
        assert_eq!(version(&db).unwrap().schema, 1);
        assert_eq!(strangeness(&db, 1, RUNGS).unwrap(), None);
        assert_eq!(meta(&db, "min_reader").unwrap().as_deref(), Some("1"));
    }

    #[test]
    fn every_content_table_is_recorded_and_its_key_begins_with_its_owner() {
        let db = at_the_top();
        let mut tables: Vec<String> = objects(&db)
            .unwrap()
            .into_iter()
            .filter(|(kind, ..)| kind == "table")
            .map(|(_, name, ..)| name)
            .filter(|name| !["meta", "history", "history_entity"].contains(&name.as_str()))
            .collect();
        let mut recorded: Vec<String> = crate::rows::TABLES
            .iter()
            .map(|(name, _)| (*name).to_owned())
            .collect();
        tables.sort();
        recorded.sort();
        assert_eq!(tables, recorded);
        for table in tables {
            let (name, pk): (String, i64) = db
                .query_row(
                    "SELECT name, pk FROM pragma_table_info(?1) WHERE cid = 0",
                    [&table],
                    |row| Ok((row.get(0)?, row.get(1)?)),
                )
                .unwrap();
            assert_eq!(pk, 1, "{table}.{name} must come first in the key");
        }
    }

    #[test]
    fn every_reference_has_an_index_or_taking_rows_away_would_search_whole_tables() {
        let db = at_the_top();
        let mut missing = Vec::new();
        let tables: Vec<String> = objects(&db)
            .unwrap()
            .into_iter()
            .filter(|(kind, ..)| kind == "table")
            .map(|(_, name, ..)| name)
            .collect();
        for table in tables {
            let columns: Vec<String> = db
                .prepare("SELECT \"from\" FROM pragma_foreign_key_list(?1)")
                .unwrap()
                .query_map([&table], |row| row.get(0))
                .unwrap()
                .collect::<rusqlite::Result<_>>()
                .unwrap();
            for column in columns {
                let indexed: bool = db
                    .query_row(
                        "SELECT EXISTS (SELECT 1 FROM pragma_index_list(?1) AS l, pragma_index_info(l.name) AS i
                         WHERE i.seqno = 0 AND i.name = ?2)",
                        [&table, &column],
                        |row| row.get(0),
                    )
                    .unwrap();
                if !indexed {
                    missing.push(format!("{table}.{column}"));
                }
            }
        }
        assert_eq!(missing, ["footprint.place_id"], "one row needs no index");
    }
}
