//! What an import would do, before it does it: the dry run and the import are the same plan.

use std::collections::BTreeMap;

use domain::{Edit, EntityKind, Source};
use jiff::civil::Date;
use serde::Serialize;
use uuid::Uuid;

use crate::table::column_letters;

/// What kind of file it is read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The NHS's workbook of its sustainability and transformation partnerships and their partners.
    StpWorkbook,
    /// A file of the NHS Organisation Data Service: 27 columns, no header.
    Ods,
    /// A look-up of the Office for National Statistics: columns such as `STP21CD`, `STP21CDH`, `STP21NM`.
    Ons,
    /// A table of organisations with a header.
    Organisations,
    /// A table of people with a header.
    Leaders,
    /// A table of ties with a header.
    Ties,
    /// A workbook of elements and connections.
    Kumu,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 7] = [
        Self::StpWorkbook,
        Self::Ods,
        Self::Ons,
        Self::Organisations,
        Self::Leaders,
        Self::Ties,
        Self::Kumu,
    ];

    /// The name it has on the command line (`--as`).
    pub const fn key(self) -> &'static str {
        match self {
            Self::StpWorkbook => "stp_workbook",
            Self::Ods => "ods",
            Self::Ons => "ons",
            Self::Organisations => "organisations",
            Self::Leaders => "leaders",
            Self::Ties => "ties",
            Self::Kumu => "kumu",
        }
    }

    /// The words a person reads.
    pub const fn word(self) -> &'static str {
        match self {
            Self::StpWorkbook => "the NHS workbook of partnerships and their partners",
            Self::Ods => "an NHS organisation file without a header",
            Self::Ons => "a look-up of the Office for National Statistics",
            Self::Organisations => "a table of organisations",
            Self::Leaders => "a table of leaders",
            Self::Ties => "a table of ties",
            Self::Kumu => "a workbook of elements and connections",
        }
    }

    /// The kind with this [`key`](Self::key); hyphens do for underscores.
    pub fn from_key(key: &str) -> Option<Self> {
        let key = key.trim().to_lowercase().replace('-', "_");
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// Columns as the person who imports names them: `--map "Body=name"`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mapping {
    /// Heading (or letter) of a column, and the field it goes to.
    pub columns: Vec<(String, String)>,
}

impl Mapping {
    /// From `COLUMN=FIELD` pairs; a pair without `=` is given back.
    pub fn from_pairs<'a>(pairs: impl IntoIterator<Item = &'a str>) -> Result<Self, String> {
        let columns = pairs
            .into_iter()
            .map(|pair| match pair.rsplit_once('=') {
                Some((column, field)) => {
                    Ok((column.trim().to_owned(), field.trim().to_lowercase()))
                }
                None => Err(pair.to_owned()),
            })
            .collect::<Result<_, _>>()?;
        Ok(Self { columns })
    }
}

/// What an importer is told of the world: it reads no clock and makes up no ids.
pub struct Context<'a> {
    /// The day of the import.
    pub today: Date,
    /// Who imports.
    pub author: &'a str,
    /// Gives a new id at each call.
    pub new_id: &'a mut dyn FnMut() -> Uuid,
}

/// A value or row that was not taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rejected {
    /// The sheet, in a workbook.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// The row's number in the file, from 1.
    pub row: u32,
    /// The column's heading or letters.
    pub column: String,
    /// What stands there.
    pub value: String,
    /// Why it was not taken, and what became of the rest of the row.
    pub reason: String,
}

/// Something only a person can settle. Nothing was done about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Question {
    /// The sheet, in a workbook.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// The row's number in the file, from 1.
    pub row: u32,
    /// What is not clear.
    pub reason: String,
    /// What it may mean.
    pub candidates: Vec<String>,
}

/// Something that was taken, but not just as it stands: said so that nothing happens unseen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Remark {
    /// The sheet, in a workbook.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// The column's heading or letters; empty where it is about whole rows or sheets.
    pub column: String,
    /// What was done.
    pub what: String,
    /// How often it was done.
    pub times: u32,
    /// The rows it was done in, from 1; the first thousand where there are more.
    pub rows: Vec<u32>,
    /// Some of the values it was done to.
    pub values: Vec<String>,
}

/// How many values a remark shows.
const MOST_VALUES: usize = 12;

/// How many rows a remark names.
const MOST_ROWS: usize = 1000;

/// What an import would do.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Plan {
    /// What the file was read as, in words.
    pub read_as: String,
    /// The same as a key.
    pub kind: Kind,
    /// Rows of data read.
    pub rows: u32,
    /// The edits, to be applied as one step.
    #[serde(skip)]
    pub edits: Vec<Edit>,
    /// How many of each kind of entity are new.
    pub added: BTreeMap<EntityKind, u32>,
    /// How many of each kind differ from what is there.
    pub changed: BTreeMap<EntityKind, u32>,
    /// How many are there already, just so.
    pub unchanged: u32,
    /// What was not taken.
    pub rejected: Vec<Rejected>,
    /// What only a person can settle.
    pub questions: Vec<Question>,
    /// What was taken in another form than it stands.
    pub remarks: Vec<Remark>,
    /// The source that what is new is said to come from.
    pub source: Source,
}

impl Plan {
    /// The whole import as one step of the history, or nothing where there is nothing to do.
    pub fn edit(&self, file: &str) -> Option<Edit> {
        (!self.edits.is_empty()).then(|| Edit::Together {
            what: format!("Import {file}"),
            edits: self.edits.clone(),
        })
    }

    /// Whether a person should look at what was rejected or asked.
    pub fn needs_attention(&self) -> bool {
        !self.rejected.is_empty() || !self.questions.is_empty()
    }
}

/// Where in a file something stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct At<'a> {
    pub(crate) sheet: &'a str,
    pub(crate) row: u32,
}

/// Collects what is to be said about an import.
#[derive(Debug, Default)]
pub(crate) struct Report {
    pub(crate) rejected: Vec<Rejected>,
    pub(crate) questions: Vec<Question>,
    pub(crate) remarks: Vec<Remark>,
}

impl Report {
    pub(crate) fn reject(
        &mut self,
        at: At<'_>,
        column: &str,
        value: &str,
        reason: impl Into<String>,
    ) {
        self.rejected.push(Rejected {
            sheet: named(at.sheet),
            row: at.row,
            column: column.to_owned(),
            value: value.to_owned(),
            reason: reason.into(),
        });
    }

    pub(crate) fn ask(&mut self, at: At<'_>, reason: impl Into<String>, candidates: Vec<String>) {
        let question = Question {
            sheet: named(at.sheet),
            row: at.row,
            reason: reason.into(),
            candidates,
        };
        if !self.questions.contains(&question) {
            self.questions.push(question);
        }
    }

    /// One remark for all rows in which the same was done in the same column.
    pub(crate) fn remark(&mut self, at: At<'_>, column: &str, what: &str, value: &str) {
        let sheet = named(at.sheet);
        let found = self
            .remarks
            .iter_mut()
            .rev()
            .find(|r| r.what == what && r.column == column && r.sheet == sheet);
        let remark = if let Some(remark) = found {
            remark
        } else {
            self.remarks.push(Remark {
                sheet,
                column: column.to_owned(),
                what: what.to_owned(),
                times: 0,
                rows: Vec::new(),
                values: Vec::new(),
            });
            let last = self.remarks.len() - 1;
            &mut self.remarks[last]
        };
        remark.times += 1;
        if remark.rows.last() != Some(&at.row) && at.row > 0 && remark.rows.len() < MOST_ROWS {
            remark.rows.push(at.row);
        }
        if !value.is_empty()
            && remark.values.len() < MOST_VALUES
            && !remark.values.iter().any(|v| v == value)
        {
            remark.values.push(value.to_owned());
        }
    }
}

fn named(sheet: &str) -> Option<String> {
    (!sheet.is_empty()).then(|| sheet.to_owned())
}

/// What a column is called in a report: its heading, or its letters.
pub(crate) fn column_name(heading: &str, column: usize) -> String {
    if heading.is_empty() {
        column_letters(column)
    } else {
        heading.to_owned()
    }
}
