//! Taking in files of other programs: the plan first, the import as one step only when it is confirmed.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use domain::{Edit, Map, Stamp};
use exchange::{Context, Kind, Mapping, Plan, SourceFile};
use uuid::Uuid;

use crate::error::AppError;
use crate::script::NewId;
use crate::session::{Now, fresh_ids};
use crate::wire::{
    ColumnField, ImportAnswer, ImportNotice, ImportQuestion, ImportSource, RejectedRow,
    UnreadColumn, UnreadTable,
};

/// What importing some files would do, ready to be done.
#[derive(Debug, Clone)]
pub struct PlannedImport {
    /// What to tell a person.
    pub answer: ImportAnswer,
    /// The whole import as one step; absent where there is nothing to do.
    pub edit: Option<Edit>,
}

impl PlannedImport {
    /// Whether a person should look at what was rejected or asked.
    pub fn needs_attention(&self) -> bool {
        self.answer
            .sources
            .iter()
            .any(|source| !source.rejected.is_empty() || !source.questions.is_empty())
    }
}

/// Files to be read for an import, with all that is needed to say what it would do.
#[derive(Debug)]
pub(crate) struct Reading {
    pub(crate) paths: Vec<PathBuf>,
    pub(crate) read_as: Option<String>,
    pub(crate) mapping: Vec<ColumnField>,
    pub(crate) map: Arc<Map>,
    pub(crate) author: String,
    pub(crate) now: Now,
    pub(crate) document: Uuid,
    pub(crate) revision: u64,
}

/// A planned import and what it was planned for.
#[derive(Debug)]
pub(crate) struct Planned {
    pub(crate) import: PlannedImport,
    pub(crate) document: Uuid,
    pub(crate) revision: u64,
}

impl Reading {
    /// Reads the files: what may take long, and needs nothing but what is here.
    pub(crate) fn plan(self) -> Result<Planned, AppError> {
        let import = plan_or_ask(
            &self.paths,
            self.read_as.as_deref(),
            &self.mapping,
            &self.map,
            &self.author,
            &self.now,
            &mut fresh_ids(),
        )?;
        Ok(Planned {
            import,
            document: self.document,
            revision: self.revision,
        })
    }
}

/// The same for a person at the window, who is asked what the columns are where they are not recognised.
pub(crate) fn plan_or_ask(
    paths: &[PathBuf],
    read_as: Option<&str>,
    columns: &[ColumnField],
    map: &Map,
    author: &str,
    now: &Now,
    new_id: NewId<'_>,
) -> Result<PlannedImport, AppError> {
    let mapping: Vec<String> = columns
        .iter()
        .map(|one| format!("{}={}", one.column, one.field))
        .collect();
    let mut unread = None;
    for (at, path) in paths.iter().enumerate() {
        // One after the other, so that it is known which file is in question.
        match plan(&paths[at..=at], read_as, &mapping, map, author, now, new_id) {
            Err(AppError::Exchange(exchange::ExchangeError::NotRecognised {
                file,
                columns,
                ..
            })) if !columns.is_empty() => {
                unread = Some(UnreadTable {
                    path: path.display().to_string(),
                    sentence: format!(
                        "{file} has no column that says what its rows are: say below which column is what."
                    ),
                    columns: columns
                        .into_iter()
                        .map(|one| UnreadColumn {
                            heading: one.heading,
                            values: one.values,
                        })
                        .collect(),
                });
                break;
            }
            Err(other) => return Err(other),
            Ok(planned) if paths.len() == 1 => return Ok(planned),
            Ok(_) => {}
        }
    }
    if unread.is_some() {
        return Ok(PlannedImport {
            answer: ImportAnswer {
                sources: Vec::new(),
                unread,
                changes_something: false,
            },
            edit: None,
        });
    }
    plan(paths, read_as, &mapping, map, author, now, new_id)
}

/// Reads the files and says what importing them one after the other would do. Changes nothing.
pub fn plan(
    paths: &[PathBuf],
    read_as: Option<&str>,
    mapping: &[String],
    map: &Map,
    author: &str,
    now: &Now,
    new_id: NewId<'_>,
) -> Result<PlannedImport, AppError> {
    let kind = read_as
        .filter(|key| !key.is_empty())
        .map(|key| {
            Kind::from_key(key).ok_or_else(|| AppError::NotOneOf {
                what: "a kind of file",
                given: key.to_owned(),
                known: Kind::ALL.map(Kind::key).join(", "),
            })
        })
        .transpose()?;
    let mapping = Mapping::from_pairs(mapping.iter().map(String::as_str)).map_err(|pair| {
        AppError::NotOneOf {
            what: "a column and its field",
            given: pair,
            known: "COLUMN=FIELD, for example \u{201c}Body=name\u{201d}".to_owned(),
        }
    })?;
    let stamp = Stamp {
        at: now.at,
        by: author.to_owned(),
    };
    let mut so_far = map.clone();
    let mut sources = Vec::new();
    let mut edits: Vec<Edit> = Vec::new();
    for path in paths {
        let (name, bytes) = (file_name(path), bytes_of(path)?);
        let source = SourceFile {
            name: &name,
            bytes: &bytes,
        };
        let context = Context {
            today: now.today,
            author,
            new_id: &mut *new_id,
        };
        let plan = exchange::read(&source, kind, &mapping, &so_far, context)?;
        if let Some(edit) = plan.edit(&name) {
            so_far = so_far.with(&edit.plan(&so_far, &stamp)?);
            edits.push(edit);
        }
        sources.push(told(path, plan));
    }
    let edit = match edits.len() {
        0 => None,
        1 => edits.pop(),
        files => Some(Edit::Together {
            what: format!("Import {files} files"),
            edits,
        }),
    };
    Ok(PlannedImport {
        answer: ImportAnswer {
            sources,
            unread: None,
            changes_something: edit.is_some(),
        },
        edit,
    })
}

fn bytes_of(path: &Path) -> Result<Vec<u8>, AppError> {
    let about = std::fs::metadata(path).map_err(|error| AppError::unreadable(path, &error))?;
    if about.len() > exchange::MOST_BYTES as u64 {
        return Err(exchange::ExchangeError::TooLarge {
            file: file_name(path),
            what: format!("{} MB", about.len() / 1_000_000),
            limit: format!("{} MB", exchange::MOST_BYTES / 1_000_000),
        }
        .into());
    }
    std::fs::read(path).map_err(|error| AppError::unreadable(path, &error))
}

fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(
        || path.display().to_string(),
        |name| name.to_string_lossy().into_owned(),
    )
}

fn told(path: &Path, plan: Plan) -> ImportSource {
    let by_kind = |counts: std::collections::BTreeMap<domain::EntityKind, u32>| {
        counts
            .into_iter()
            .filter(|(_, count)| *count > 0)
            .map(|(kind, count)| (kind.words().to_owned(), count))
            .collect()
    };
    ImportSource {
        path: path.display().to_string(),
        read_as: plan.read_as,
        rows: plan.rows,
        added: by_kind(plan.added),
        changed: by_kind(plan.changed),
        unchanged: plan.unchanged,
        rejected: plan
            .rejected
            .into_iter()
            .map(|r| RejectedRow {
                row: r.row,
                sheet: r.sheet,
                column: r.column,
                value: r.value,
                reason: r.reason,
            })
            .collect(),
        questions: plan
            .questions
            .into_iter()
            .map(|q| ImportQuestion {
                row: q.row,
                sheet: q.sheet,
                reason: q.reason,
                candidates: q.candidates,
            })
            .collect(),
        notices: plan
            .remarks
            .into_iter()
            .map(|r| ImportNotice {
                sheet: r.sheet,
                column: r.column,
                sentence: r.what,
                rows: r.rows,
                values: r.values,
            })
            .collect(),
    }
}
