//! What docs/file-format.md says of the file is so.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    Aspect, Authority, Channel, CodeScheme, ColourBy, CommitmentAct, Confidentiality, DecidingBody,
    DecisionLevel, Drawn, Edit, Formality, ForumKind, ForumPower, GroupBy, Interdependence, Method,
    Necessity, ObjectiveKind, OrganisationKind, Part, Presence, ProposalStatus, SeatRole, Sign,
    SizeBy, Stance, TieKind,
};
use rusqlite::{Connection, OpenFlags};

use crate::sample::{Desk, everything, moment};

const PAGE: &str = include_str!("../../../../docs/file-format.md");

/// A published document with something of everything in it.
fn published(desk: &Desk) -> Connection {
    let mut document = desk.create();
    let all = Edit::Together {
        what: "All".to_owned(),
        edits: everything(),
    };
    document.apply(&all, "Ann", moment(0)).unwrap();
    document.close(moment(1)).unwrap();
    Connection::open_with_flags(desk.file(), OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap()
}

fn section(heading: &str) -> &'static str {
    let (_, rest) = PAGE.split_once(&format!("\n## {heading}\n")).unwrap();
    rest.split("\n## ").next().unwrap()
}

/// What stands between back ticks.
fn ticked(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

/// The rows of the tables in a section, cell by cell, but for their headings.
fn rows(section: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    section
        .lines()
        .filter(|line| line.starts_with("| `"))
        .map(|line| {
            line.trim_matches('|')
                .split(" | ")
                .map(str::trim)
                .collect::<Vec<_>>()
        })
}

/// The text without what stands in brackets.
fn without_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    text.chars()
        .filter(|c| {
            match c {
                '(' => depth += 1,
                ')' => depth = depth.saturating_sub(1),
                _ => return depth == 0,
            }
            false
        })
        .collect()
}

#[test]
fn every_table_and_column_of_the_file_is_on_the_page_and_no_other() {
    let desk = Desk::new();
    let db = published(&desk);
    let mut statement = db
        .prepare(
            "SELECT t.name, c.name FROM sqlite_master AS t, pragma_table_info(t.name) AS c \
             WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'",
        )
        .unwrap();
    let mut there: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in statement
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
    {
        let (table, column): (String, String) = row.unwrap();
        there.entry(table).or_default().insert(column);
    }

    let everywhere = [
        "confidentiality",
        "created_at",
        "created_by",
        "changed_at",
        "changed_by",
        "source_id",
    ];
    let judged = [
        "perceiver_organisation_id",
        "perceiver_leader_id",
        "perceiver_outside",
        "method",
        "confidence",
        "date",
        "note",
        "dissent",
    ];
    let mut said: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for cells in rows(section("The tables")) {
        let table = ticked(cells[0])[0].to_owned();
        let columns = without_brackets(cells[2]);
        let columns = columns.split(". ").next().unwrap();
        let mut columns: BTreeSet<String> =
            ticked(columns).into_iter().map(str::to_owned).collect();
        if columns.contains("id") && table != "footprint" {
            columns.extend(everywhere.map(str::to_owned));
        }
        if ["assessment", "stake", "impact", "position"].contains(&table.as_str()) {
            columns.extend(judged.map(str::to_owned));
        }
        said.insert(table, columns);
    }
    assert_eq!(
        said.keys().collect::<Vec<_>>(),
        there.keys().collect::<Vec<_>>()
    );
    for (table, columns) in &there {
        assert_eq!(&said[table], columns, "{table}");
    }
}

#[test]
fn every_word_of_every_scale_is_on_the_page_and_no_other() {
    let said: BTreeMap<&str, Vec<&str>> = rows(section("The words of the scales"))
        .flat_map(|cells| {
            let keys = ticked(cells[1]);
            ticked(cells[0])
                .into_iter()
                .map(move |column| (column, keys.clone()))
        })
        .collect();
    macro_rules! keys {
        ($($column:literal => $scale:ty),+ $(,)?) => {
            [$(($column, <$scale>::ALL.iter().map(|one| one.key()).collect::<Vec<_>>())),+]
        };
    }
    for (column, keys) in keys! {
        "confidentiality" => Confidentiality,
        "organisation.kind" => OrganisationKind,
        "scheme" => CodeScheme,
        "post.authority" => Authority,
        "tie.kind" => TieKind,
        "sign" => Sign,
        "method" => Method,
        "interdependence" => Interdependence,
        "part" => Part,
        "objective.kind" => ObjectiveKind,
        "forum.kind" => ForumKind,
        "power" => ForumPower,
        "role" => SeatRole,
        "route_body" => DecidingBody,
        "proposal.level" => DecisionLevel,
        "status" => ProposalStatus,
        "aspect" => Aspect,
        "stance" => Stance,
        "formality" => Formality,
        "necessity" => Necessity,
        "presence" => Presence,
        "channel" => Channel,
        "colour_by" => ColourBy,
        "size_by" => SizeBy,
        "group_by" => GroupBy,
        "show" => Drawn,
    } {
        assert_eq!(said[column], keys, "{column}");
    }
    let acts: Vec<String> = CommitmentAct::ALL
        .iter()
        .map(|act| {
            serde_json::to_value(act)
                .unwrap()
                .as_str()
                .unwrap()
                .to_owned()
        })
        .collect();
    assert_eq!(said["commitment_event.act"], acts);
}

#[test]
fn the_queries_on_the_page_find_something_and_the_marks_of_the_file_are_as_it_says() {
    let desk = Desk::new();
    let db = published(&desk);
    let queries: Vec<&str> = PAGE
        .split("```sql\n")
        .skip(1)
        .map(|rest| rest.split("```").next().unwrap())
        .collect();
    assert_eq!(queries.len(), 4);
    for query in queries {
        let mut statement = db.prepare(query).unwrap();
        assert!(statement.exists([]).unwrap(), "{query}");
    }

    let pragma =
        |name: &str| -> i64 { db.pragma_query_value(None, name, |row| row.get(0)).unwrap() };
    assert!(PAGE.contains(&pragma("application_id").to_string()));
    assert_eq!(
        pragma("application_id"),
        i64::from(u32::from_be_bytes(*b"FtBr"))
    );
    assert!(PAGE.contains(&format!("**schema {}**", pragma("user_version"))));
}
