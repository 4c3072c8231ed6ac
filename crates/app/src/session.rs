//! An open document and everything that is done to it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use domain::{Edit, Map};
use jiff::{Timestamp, Zoned, civil::Date};
use store::{Change, Document, Passphrase, StoreError, WorkArea};
use uuid::Uuid;

use crate::error::AppError;
use crate::parties::in_words;
use crate::script::{self, NewId, Step};
use crate::settings::Settings;
use crate::wire::Start;

/// The invented example, as the edits that made it.
const EXAMPLE: [(&str, &str); 6] = [
    (
        "example/01-organisations.jsonl",
        include_str!("../example/01-organisations.jsonl"),
    ),
    (
        "example/02-leaders.jsonl",
        include_str!("../example/02-leaders.jsonl"),
    ),
    (
        "example/03-work.jsonl",
        include_str!("../example/03-work.jsonl"),
    ),
    (
        "example/04-relationships.jsonl",
        include_str!("../example/04-relationships.jsonl"),
    ),
    (
        "example/05-promises.jsonl",
        include_str!("../example/05-promises.jsonl"),
    ),
    (
        "example/06-deciding.jsonl",
        include_str!("../example/06-deciding.jsonl"),
    ),
];

/// The name of the invented example's footprint.
pub const EXAMPLE_NAME: &str = "Northmarch and the Vale";

/// The moment a request is made, as the person at the computer sees it.
#[derive(Debug, Clone)]
pub struct Now {
    /// The moment.
    pub at: Timestamp,
    /// The day it is here.
    pub today: Date,
    /// The time on the clock here: 09:41.
    pub clock: String,
    /// The time zone here, in which a day begins and ends.
    pub zone: jiff::tz::TimeZone,
}

impl From<&Zoned> for Now {
    fn from(now: &Zoned) -> Self {
        Self {
            at: now.timestamp(),
            today: now.date(),
            clock: now.strftime("%H:%M").to_string(),
            zone: now.time_zone().clone(),
        }
    }
}

/// An open document and its author.
#[derive(Debug)]
pub struct Session {
    document: Document,
    author: String,
    /// What the document is opened with, so that a copy of it can be opened too. Shown nowhere.
    passphrase: Option<Passphrase>,
    /// Why what waited from an earlier session was not published on opening.
    not_published: Option<StoreError>,
    /// The past day that is looked at, while nothing may be changed.
    looking_at: Option<Date>,
}

impl Session {
    /// Makes a document at `path` and opens it.
    pub fn create(
        path: &Path,
        start: &Start,
        settings: &Settings,
        now: &Now,
        new_id: NewId<'_>,
    ) -> Result<Self, AppError> {
        Self::create_with(path, start, None, settings, now, new_id)
    }

    /// [`create`](Self::create), encrypted from the beginning where a passphrase is given. Forgotten means lost.
    pub fn create_with(
        path: &Path,
        start: &Start,
        passphrase: Option<&Passphrase>,
        settings: &Settings,
        now: &Now,
        new_id: NewId<'_>,
    ) -> Result<Self, AppError> {
        let (name, steps) = match start {
            Start::Empty { name } => (name.trim().to_owned(), Vec::new()),
            Start::Reference { code } => {
                let chosen = crate::answers::reference(code)?;
                let edits = exchange::reference::edits(code, new_id)?;
                let what = format!("Begin from {}, edition of {}", chosen.name, chosen.edition);
                let step = Step {
                    line: 0,
                    on: None,
                    by: None,
                    edit: Edit::Together { what, edits },
                };
                (chosen.name.clone(), vec![step])
            }
            Start::Example => (
                EXAMPLE_NAME.to_owned(),
                example_steps(new_id, now.today, &settings.author)?,
            ),
        };
        if name.is_empty() {
            return Err(domain::Refused::Empty {
                kind: "footprint",
                field: "name",
            }
            .into());
        }
        if let Some(folder) = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty())
            && *start == Start::Example
        {
            // The example lives in the program's own folder, which may not be there yet.
            std::fs::create_dir_all(folder)
                .map_err(|error| AppError::unwritable(folder, &error))?;
        }
        let work = WorkArea::at(settings.work_dir())?;
        let document =
            Document::create_with(path, &work, &name, passphrase, &settings.author, now.at)?;
        let mut session = Self {
            document,
            author: settings.author.clone(),
            passphrase: passphrase.cloned(),
            not_published: None,
            looking_at: None,
        };
        for group in gathered(steps) {
            session.take_together(group, now)?;
        }
        session.document.mark_beginning()?;
        session.publish(now)?;
        Ok(session)
    }

    /// Opens the document at `path`. Edits that an earlier session could not publish are published now, if that is
    /// possible by now; if not, they stay safe in the working copy.
    pub fn open(path: &Path, settings: &Settings, now: &Now) -> Result<Self, AppError> {
        Self::open_with(path, None, settings, now)
    }

    /// [`open`](Self::open) with a passphrase, which is not used where the document is plain.
    pub fn open_with(
        path: &Path,
        passphrase: Option<&Passphrase>,
        settings: &Settings,
        now: &Now,
    ) -> Result<Self, AppError> {
        let work = WorkArea::at(settings.work_dir())?;
        let document = Document::open_with(path, &work, passphrase, &settings.author, now.at)?;
        Ok(Self::opened(document, passphrase, settings, now))
    }

    /// Opens the edits that wait here although somebody else has changed the file they belong to, to be compared and
    /// merged with it.
    pub fn open_unpublished(
        path: &Path,
        passphrase: Option<&Passphrase>,
        settings: &Settings,
        now: &Now,
    ) -> Result<Self, AppError> {
        let work = WorkArea::at(settings.work_dir())?;
        let author = &settings.author;
        let document = Document::open_unpublished(path, &work, passphrase, author, now.at)?;
        Ok(Self::opened(document, passphrase, settings, now))
    }

    fn opened(
        mut document: Document,
        passphrase: Option<&Passphrase>,
        settings: &Settings,
        now: &Now,
    ) -> Self {
        let not_published = if document.needs_publishing() {
            document.publish(now.at).err()
        } else {
            None
        };
        Self {
            passphrase: passphrase.filter(|_| document.is_encrypted()).cloned(),
            document,
            author: settings.author.clone(),
            not_published,
            looking_at: None,
        }
    }

    /// The footprint as it is now.
    pub fn map(&self) -> Arc<Map> {
        self.document.map()
    }

    /// The document itself, for reading its history and state.
    pub const fn document(&self) -> &Document {
        &self.document
    }

    /// What the document is opened with, where it is encrypted.
    pub(crate) const fn passphrase(&self) -> Option<&Passphrase> {
        self.passphrase.as_ref()
    }

    pub(crate) fn keep_passphrase(&mut self, passphrase: Option<&Passphrase>) {
        self.passphrase = passphrase.cloned();
    }

    /// Why what waited from an earlier session was not published on opening; said once.
    pub(crate) const fn take_not_published(&mut self) -> Option<StoreError> {
        self.not_published.take()
    }

    /// Looks at a past day, so that nothing may be changed, or at now again.
    pub(crate) const fn look_at(&mut self, day: Option<Date>) {
        self.looking_at = day;
    }

    /// Refuses while a past is shown.
    pub(crate) fn may_be_changed(&self) -> Result<(), AppError> {
        match self.looking_at {
            Some(day) => Err(AppError::OnlyLooking { day: in_words(day) }),
            None => Ok(()),
        }
    }

    pub(crate) const fn document_mut(&mut self) -> &mut Document {
        &mut self.document
    }

    /// Who edits.
    pub fn author(&self) -> &str {
        &self.author
    }

    /// Makes an edit. Durable when it returns.
    pub fn edit(&mut self, edit: &Edit, now: &Now) -> Result<Change, AppError> {
        self.may_be_changed()?;
        Ok(self.document.apply(edit, &self.author, now.at)?)
    }

    /// Makes the edits of a script, one step each. The whole script is read first: nothing is changed when a line
    /// cannot be understood.
    pub fn run(
        &mut self,
        name: &str,
        text: &str,
        now: &Now,
        new_id: NewId<'_>,
    ) -> Result<Vec<Change>, AppError> {
        let steps =
            script::read(text, &self.map(), new_id, now.today, &self.author).map_err(|error| {
                AppError::Script {
                    name: name.to_owned(),
                    error,
                }
            })?;
        steps.iter().map(|step| self.take(step, now)).collect()
    }

    /// Makes the edits of a script as one step.
    pub fn run_together(
        &mut self,
        name: &str,
        text: &str,
        what: &str,
        now: &Now,
        new_id: NewId<'_>,
    ) -> Result<Change, AppError> {
        let steps =
            script::read(text, &self.map(), new_id, now.today, &self.author).map_err(|error| {
                AppError::Script {
                    name: name.to_owned(),
                    error,
                }
            })?;
        let edits = steps.into_iter().map(|step| step.edit).collect();
        self.edit(
            &Edit::Together {
                what: what.to_owned(),
                edits,
            },
            now,
        )
    }

    fn take(&mut self, step: &Step, now: &Now) -> Result<Change, AppError> {
        self.may_be_changed()?;
        let author = step.by.as_deref().unwrap_or(&self.author).to_owned();
        let at = step.on.map_or(now.at, nine_o_clock);
        Ok(self.document.apply(&step.edit, &author, at)?)
    }

    /// Takes steps as one, named after the first.
    fn take_together(&mut self, mut group: Vec<Step>, now: &Now) -> Result<(), AppError> {
        if let [first, rest @ ..] = group.as_slice()
            && !rest.is_empty()
        {
            let what = format!(
                "{}, and {} more",
                first.edit.describe(&self.map()),
                rest.len()
            );
            let first = first.clone();
            let edits = group.drain(..).map(|step| step.edit).collect();
            group = vec![Step {
                edit: Edit::Together { what, edits },
                ..first
            }];
        }
        for step in &group {
            self.take(step, now)?;
        }
        Ok(())
    }

    /// Takes back the last step.
    pub fn undo(&mut self, now: &Now) -> Result<Change, AppError> {
        self.may_be_changed()?;
        Ok(self.document.undo(&self.author, now.at)?)
    }

    /// Makes the step taken back again.
    pub fn redo(&mut self, now: &Now) -> Result<Change, AppError> {
        self.may_be_changed()?;
        Ok(self.document.redo(&self.author, now.at)?)
    }

    /// Publishes what is not yet published.
    pub fn publish(&mut self, now: &Now) -> Result<(), AppError> {
        self.document.publish(now.at)?;
        Ok(())
    }

    /// Takes what a publishing that ran beside the edits came to.
    pub(crate) fn published(
        &mut self,
        outcome: store::PublishingOutcome,
        now: &Now,
    ) -> Result<(), AppError> {
        self.document.published(outcome, now.at)?;
        Ok(())
    }

    /// Publishes and closes.
    pub fn close(self, now: &Now) -> Result<(), AppError> {
        self.document.close(now.at)?;
        Ok(())
    }

    /// Publishes a copy to another place and opens it there. This document stays open, and its file as it was last
    /// published.
    pub fn save_as(&self, path: &Path, settings: &Settings, now: &Now) -> Result<Self, AppError> {
        self.document.save_copy(path)?;
        // The copy is encrypted where this one is, with the same passphrase.
        Self::open_with(path, self.passphrase.as_ref(), settings, now)
    }
}

/// A path in `folder` for a document of that name that is still free: "Vale.footbridge", "Vale 2.footbridge", …
pub fn free_path(folder: &Path, name: &str) -> PathBuf {
    let plain: String = name
        .chars()
        .map(|c| {
            if c.is_control() || "/\\:*?\"<>|".contains(c) {
                ' '
            } else {
                c
            }
        })
        .collect();
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let plain = plain.trim_matches('.').trim();
    let plain = if plain.is_empty() { "Footprint" } else { plain };
    let first = folder.join(format!("{plain}.footbridge"));
    if !first.exists() {
        return first;
    }
    (2..10_000)
        .map(|number| folder.join(format!("{plain} {number}.footbridge")))
        .find(|path| !path.exists())
        .unwrap_or(first)
}

/// Fresh ids, in the order of time.
pub fn fresh_ids() -> impl FnMut() -> Uuid {
    Uuid::now_v7
}

fn example_steps(new_id: NewId<'_>, today: Date, author: &str) -> Result<Vec<Step>, AppError> {
    let text: String = EXAMPLE
        .iter()
        .map(|(_, part)| *part)
        .collect::<Vec<_>>()
        .join("\n");
    script::read(&text, &Map::default(), new_id, today, author).map_err(|error| {
        let (name, error) = in_its_part(error);
        AppError::Script {
            name: name.to_owned(),
            error,
        }
    })
}

/// The part of the example a line of the whole lies in, and its number there.
fn in_its_part(mut error: script::ScriptError) -> (&'static str, script::ScriptError) {
    for (name, part) in EXAMPLE {
        let lines = part.split('\n').count();
        if error.line <= lines {
            return (name, error);
        }
        error.line -= lines;
    }
    ("example", error)
}

/// Steps that one person entered on one day, side by side: what a morning's work looks like in the history.
fn gathered(steps: Vec<Step>) -> Vec<Vec<Step>> {
    let mut gathered: Vec<Vec<Step>> = Vec::new();
    for step in steps {
        match gathered.last_mut() {
            Some(group)
                if group
                    .last()
                    .is_some_and(|last| (last.on, &last.by) == (step.on, &step.by)) =>
            {
                group.push(step);
            }
            _ => gathered.push(vec![step]),
        }
    }
    gathered
}

/// Nine in the morning, universal time, on a day: when a step that names only its day is said to be entered.
fn nine_o_clock(day: Date) -> Timestamp {
    day.at(9, 0, 0, 0)
        .to_zoned(jiff::tz::TimeZone::UTC)
        .map_or(Timestamp::UNIX_EPOCH, |moment| moment.timestamp())
}
