//! What is held about a person as a document to hand over, and as a table.

use jiff::civil::Date;
use paper::{Cell, Statement, StatementEntry, StatementSection};

use super::{Held, Others};
use crate::error::AppError;
use crate::parties::in_words;
use crate::sentence::capital;

/// The document as an accessible PDF, dated `today`.
pub(super) fn held_pdf(held: &Held, today: Date) -> Result<Vec<u8>, AppError> {
    let mut sections: Vec<StatementSection> = Vec::new();
    for entry in &held.entries {
        let heading = capital(&entry.kind);
        let as_shown = StatementEntry {
            heading: entry.because.clone(),
            fields: entry
                .facts
                .iter()
                .map(|fact| (capital(&fact.field), fact.text.clone()))
                .collect(),
            note: [
                entry
                    .source
                    .as_ref()
                    .map(|source| format!("Source: {source}")),
                entry.entered.clone(),
            ]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(". "),
        };
        match sections
            .last_mut()
            .filter(|section| section.heading == heading)
        {
            Some(section) => section.entries.push(as_shown),
            None => sections.push(StatementSection {
                heading,
                entries: vec![as_shown],
            }),
        }
    }
    let acts: Vec<(String, String)> = held
        .history
        .iter()
        .map(|act| (moment(&act.at), format!("{} ({})", act.what, act.by)))
        .collect();
    if !acts.is_empty() {
        sections.push(StatementSection {
            heading: "History".to_owned(),
            entries: vec![StatementEntry {
                heading: "Steps that touched one of these entries, oldest first".to_owned(),
                fields: acts,
                note: String::new(),
            }],
        });
    }
    let content = Statement {
        title: format!("What is held about {}", held.name),
        kind: "Record of one person".to_owned(),
        particulars: vec![
            ("Footprint".to_owned(), held.footprint.clone()),
            ("Made on".to_owned(), in_words(today)),
            (
                "Other people".to_owned(),
                match held.others_are {
                    Others::Named => "named",
                    Others::Numbered => "numbered",
                }
                .to_owned(),
            ),
        ],
        standfirst: held.notes.clone(),
        sections,
        foot: format!("{}: for {} alone", held.footprint, held.name),
    };
    Ok(paper::statement(&content, today)?.pdf)
}

/// The same as a table: entry, field, what it says.
pub(super) fn held_csv(held: &Held) -> Result<Vec<u8>, AppError> {
    let mut rows = Vec::new();
    for entry in &held.entries {
        for fact in &entry.facts {
            rows.push(vec![
                Cell::from(entry.kind.as_str()),
                Cell::from(entry.key.as_str()),
                Cell::from(fact.field.as_str()),
                Cell::from(fact.text.as_str()),
                Cell::from(entry.source.clone()),
                Cell::from(entry.entered.clone()),
            ]);
        }
    }
    Ok(paper::table_csv(
        &["kind", "entry", "field", "text", "source", "entered"],
        &rows,
    )?)
}

/// Who the numbers are: for the keeper alone.
pub(super) fn others_csv(held: &Held) -> Result<Vec<u8>, AppError> {
    let rows: Vec<Vec<Cell>> = held
        .others
        .iter()
        .map(|other| {
            vec![
                Cell::Figure(format!("person {}", other.number)),
                Cell::from(other.name.as_str()),
            ]
        })
        .collect();
    Ok(paper::table_csv(&["stands as", "name"], &rows)?)
}

fn moment(at: &str) -> String {
    at.parse::<jiff::Timestamp>().map_or_else(
        |_| at.to_owned(),
        |at| in_words(at.to_zoned(jiff::tz::TimeZone::UTC).date()),
    )
}
