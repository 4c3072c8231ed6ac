//! A statement: headings, entries and their fields, on as many pages as they take. What is held about one person is
//! handed over as one.

use jiff::civil::Date;
use serde::Serialize;

use crate::PaperError;
use crate::pages::Paper;
use crate::sheet::clean;
use crate::world::{PaperWorld, Template};

/// A document of entries with fields, in words.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Statement {
    /// Its title.
    pub title: String,
    /// What kind of document it is, in the corner.
    pub kind: String,
    /// Labelled values under the title: prepared for, on, from.
    pub particulars: Vec<(String, String)>,
    /// Sentences before the first section.
    pub standfirst: Vec<String>,
    /// Its parts.
    pub sections: Vec<StatementSection>,
    /// What stands at the foot of every page.
    pub foot: String,
}

/// A part of a statement.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct StatementSection {
    /// Its heading.
    pub heading: String,
    /// Its entries.
    pub entries: Vec<StatementEntry>,
}

/// One entry of a statement.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct StatementEntry {
    /// A line above the fields; may be empty.
    pub heading: String,
    /// The fields and what they say.
    pub fields: Vec<(String, String)>,
    /// A quieter line below: where it comes from, when it was entered.
    pub note: String,
}

/// Sets a statement as an accessible PDF. The same statement and day give the same bytes.
///
/// # Errors
///
/// [`PaperError::Layout`] or [`PaperError::Writing`] where the pages cannot be made.
pub fn statement(content: &Statement, date: Date) -> Result<Paper, PaperError> {
    let pair = |(label, value): &(String, String)| (clean(label), clean(value));
    let shown = Statement {
        title: clean(&content.title),
        kind: clean(&content.kind),
        particulars: content.particulars.iter().map(pair).collect(),
        standfirst: content.standfirst.iter().map(|text| clean(text)).collect(),
        sections: content
            .sections
            .iter()
            .filter(|section| !section.entries.is_empty())
            .map(|section| StatementSection {
                heading: clean(&section.heading),
                entries: section
                    .entries
                    .iter()
                    .map(|entry| StatementEntry {
                        heading: clean(&entry.heading),
                        fields: entry.fields.iter().map(pair).collect(),
                        note: clean(&entry.note),
                    })
                    .collect(),
            })
            .collect(),
        foot: clean(&content.foot),
    };
    let document = PaperWorld::new(Template::Statement, &shown, "")?.lay_out()?;
    Paper::finished(document, date)
}
