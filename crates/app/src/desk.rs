//! The window's one partner: at most one open document, whose eyes it is seen through, and what was asked before.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use domain::{Audience, EntityKind, EntityRef, Map};
use jiff::{Zoned, civil::Date};
use store::Passphrase;

use crate::act;
use crate::answers;
use crate::arrange::{Stood, Wished};
use crate::choices::{self, choices};
use crate::directory;
use crate::drawings;
use crate::error::AppError;
use crate::forms;
use crate::imports::{self, PlannedImport};
use crate::influence;
use crate::inspect;
use crate::jobs::{Jobs, Trying};
use crate::lens::{Lens, usual_day};
use crate::papers;
use crate::parties::{in_words, named_ref};
use crate::quick;
use crate::safety;
use crate::seen::Seen;
use crate::session::{EXAMPLE_NAME, Now, Session, free_path, fresh_ids};
use crate::settings::Settings;
use crate::timeline;
use crate::wire::{
    Act, ChangeRow, CoverageAnswer, Directory, Done, Exported, FieldEntry, FirstScreen, FormSaved,
    HistoryAnswer, Overview, PaperDetails, PeopleQuestion, RecentFile, Reply, Request, Saved,
    SavingTrouble, Start,
};

/// The window's desk. One request at a time; share it behind a lock.
#[derive(Debug)]
pub struct Desk {
    pub(crate) settings: Settings,
    pub(crate) open: Option<Open>,
    /// A file the program was started with, until the page has asked for it.
    open_now: Option<PathBuf>,
}

/// An open document as the window has it.
#[derive(Debug)]
pub(crate) struct Open {
    pub(crate) session: Session,
    pub(crate) path: PathBuf,
    pub(crate) audience: Audience,
    /// The day chosen; `None` follows the usual one.
    pub(crate) as_of: Option<Date>,
    planned: Option<(PlannedImport, u64)>,
    seen: Option<Arc<Seen>>,
    /// What is tried beside the editing.
    jobs: Jobs,
    /// Where marks stood on the maps drawn so far, so that the next one stays where the reader knows it.
    stood: Stood,
    /// The names a typed line may mean.
    quick: quick::Kept,
    /// The directory as it was given last, so that the next time only what has changed is given.
    directory: Option<Directory>,
    saved: SavedState,
    /// What was compared, noticed or is looked at of the document's other states.
    pub(crate) safety: safety::Kept,
}

/// A request taken in hand; [`finish`](Self::finish) does what is left to do of it, without the desk.
#[derive(Debug)]
#[must_use]
pub struct Begun(Work);

#[derive(Debug)]
enum Work {
    Done(Box<Reply>),
    Preview(Box<(Seen, PaperDetails, Now)>),
    Export(Box<Export>),
    Plan(Box<imports::Reading>),
    BackUp(safety::Backing),
    Influence(Arc<Seen>),
    Answer(Box<Asked>),
    Try(Box<Trying>),
}

/// A question about people, with the map it is about.
#[derive(Debug)]
struct Asked {
    seen: Arc<Seen>,
    question: PeopleQuestion,
    from: Option<String>,
    to: Option<String>,
}

/// A request that is finished; the desk [`keep`](Desk::keep)s what it may be asked about next.
#[derive(Debug)]
#[must_use]
pub struct Finished {
    reply: Reply,
    planned: Option<imports::Planned>,
}

impl Finished {
    /// Whether the desk keeps something of it.
    pub(crate) const fn is_to_be_kept(&self) -> bool {
        self.planned.is_some()
    }

    /// The answer, where nothing is to be kept.
    pub(crate) fn answer(self) -> Reply {
        self.reply
    }
}

impl From<Reply> for Finished {
    fn from(reply: Reply) -> Self {
        Self {
            reply,
            planned: None,
        }
    }
}

/// Everything a file is written from: as it was when it was asked for.
#[derive(Debug)]
struct Export {
    seen: Seen,
    asked: papers::Asked,
    wished: Wished,
    path: PathBuf,
    now: Now,
}

impl Begun {
    /// A request that was quick and is done.
    pub(crate) fn done(reply: Reply) -> Self {
        Self(Work::Done(Box::new(reply)))
    }

    /// A backup to be taken.
    pub(crate) const fn backing_up(backup: safety::Backing) -> Self {
        Self(Work::BackUp(backup))
    }

    /// The answer.
    pub fn finish(self) -> Result<Finished, AppError> {
        match self.0 {
            Work::Done(reply) => Ok((*reply).into()),
            Work::Preview(asked) => {
                let (seen, details, now) = *asked;
                let preview = papers::preview(&seen, &details, &now)?;
                Ok(Reply::PaperPreview(preview).into())
            }
            Work::BackUp(backup) => backup.run().map(Finished::from),
            Work::Try(trying) => Ok(Reply::Tried(trying.run()?).into()),
            Work::Influence(seen) => Ok(Reply::Influence(answers::influence(&seen)).into()),
            Work::Answer(asked) => {
                let (from, to) = (asked.from.as_deref(), asked.to.as_deref());
                let answer = influence::answered(&asked.seen, asked.question, from, to)?;
                Ok(Reply::Answered(answer).into())
            }
            Work::Plan(reading) => {
                let planned = reading.plan()?;
                Ok(Finished {
                    reply: Reply::ImportPlan(planned.import.answer.clone()),
                    planned: Some(planned),
                })
            }
            Work::Export(export) => {
                let Export {
                    seen,
                    asked,
                    wished,
                    path,
                    now,
                } = *export;
                let sentence = papers::export_as_it_stands(&seen, &asked, wished, &path, &now)?;
                let exported = Reply::Exported(Exported {
                    path: path.display().to_string(),
                    sentence,
                });
                Ok(exported.into())
            }
        }
    }
}

/// How publishing last went.
#[derive(Debug, Clone, PartialEq, Eq)]
enum SavedState {
    At(String),
    Not(SavingTrouble),
}

impl Desk {
    /// A desk with nothing on it.
    pub const fn new(settings: Settings) -> Self {
        Self {
            settings,
            open: None,
            open_now: None,
        }
    }

    /// Remembers a file the program was asked to open before the page was there; it is offered by the first screen.
    pub fn open_when_asked(&mut self, path: PathBuf) {
        self.open_now = Some(path);
    }

    /// The title a window has: the footprint's name, or the program's.
    pub fn title(&self) -> String {
        self.open.as_ref().map_or_else(
            || "Footbridge".to_owned(),
            |open| {
                format!(
                    "{} \u{2013} Footbridge",
                    open.session.map().footprint().name
                )
            },
        )
    }

    /// Publishes and closes what is open. When that fails the edits are safe and the document stays open.
    pub fn close(&mut self, now: &Zoned) -> Result<(), AppError> {
        let now = Now::from(now);
        if let Some(open) = &mut self.open {
            open.session.publish(&now)?;
        }
        self.open = None;
        Ok(())
    }

    /// What is to be published, to be run while the desk is free; `None` where there is nothing.
    pub(crate) fn begin_publishing(&self) -> Option<store::Publishing> {
        let document = self.open.as_ref()?.session.document();
        document
            .needs_publishing()
            .then(|| document.begin_publishing())
    }

    /// Takes what a publishing came to.
    pub(crate) fn published(&mut self, outcome: store::PublishingOutcome, now: &Zoned) {
        if let Some(open) = &mut self.open {
            open.published(outcome, &Now::from(now));
            open.notice_again(&self.settings);
        }
    }

    /// How long to wait until what could not be published is tried again; `None` where nothing failed.
    pub(crate) fn publish_again_in(&self, now: &Zoned) -> Option<std::time::Duration> {
        let at = self.open.as_ref()?.session.document().publish_again_at()?;
        let wait = at.duration_since(now.timestamp());
        Some(std::time::Duration::try_from(wait).unwrap_or_default())
    }

    /// The half-hourly backup, where one is due, to be taken while the desk is free.
    pub(crate) fn begin_backup(&self, now: &Zoned) -> Option<store::BackingUp> {
        let document = self.open.as_ref()?.session.document();
        let at = now.timestamp();
        document
            .backup_due(at)
            .then(|| document.begin_backup(store::BackupReason::Edits, at))
    }

    /// Answers one request.
    pub fn ask(&mut self, request: Request, now: &Zoned) -> Result<Reply, AppError> {
        let finished = self.begin(request, now)?.finish()?;
        Ok(self.keep(finished))
    }

    /// Keeps of a finished request what the next may be about, and gives the answer.
    pub fn keep(&mut self, finished: Finished) -> Reply {
        if let (Some(planned), Some(open)) = (finished.planned, &mut self.open)
            && planned.document == open.session.document().id()
        {
            open.planned = Some((planned.import, planned.revision));
        }
        finished.reply
    }

    /// Takes a request in hand: what is quick is done; what takes long is given back with all it needs, so that the
    /// desk is free for others meanwhile.
    pub fn begin(&mut self, request: Request, now: &Zoned) -> Result<Begun, AppError> {
        self.take_in_hand(request, Now::from(now))
    }

    fn take_in_hand(&mut self, request: Request, now: Now) -> Result<Begun, AppError> {
        if let Some(open) = &self.open
            && safety::leads_to_change(&request)
        {
            open.session.may_be_changed()?;
        }
        match request {
            Request::Safety { request } => self.safety(request, &now),
            Request::ImportPlan {
                paths,
                read_as,
                mapping,
            } => {
                let open = self.open.as_mut().ok_or(AppError::NothingOpen)?;
                // What was planned before is no longer what the reader looks at.
                open.planned = None;
                let reading = imports::Reading {
                    paths: paths.into_iter().map(PathBuf::from).collect(),
                    read_as,
                    mapping,
                    map: open.session.map(),
                    author: open.session.author().to_owned(),
                    now,
                    document: open.session.document().id(),
                    revision: open.session.document().revision(),
                };
                Ok(Begun(Work::Plan(Box::new(reading))))
            }
            Request::PaperPreview { audience, details } => {
                let seen = self.seen_by(choices::audience(&audience)?, &now)?;
                Ok(Begun(Work::Preview(Box::new((seen, details, now)))))
            }
            Request::Export {
                what,
                path,
                audience,
                details,
                options,
            } => {
                let seen = self.seen_by(choices::audience(&audience)?, &now)?;
                let open = self.open.as_ref().ok_or(AppError::NothingOpen)?;
                let wished = open.stood.wished(&seen, drawings::room(&options));
                let asked = papers::Asked {
                    what: papers::What::from_key(&what)?,
                    details,
                    options,
                };
                let export = Export {
                    seen,
                    asked,
                    wished,
                    path: PathBuf::from(path),
                    now,
                };
                Ok(Begun(Work::Export(Box::new(export))))
            }
            Request::Influence => Ok(Begun(Work::Influence(self.shared_seen(&now)?))),
            Request::Answer { question, from, to } => {
                let seen = self.shared_seen(&now)?;
                let asked = Asked {
                    seen,
                    question,
                    from,
                    to,
                };
                Ok(Begun(Work::Answer(Box::new(asked))))
            }
            Request::Try { job, question } => {
                let seen = self.shared_seen(&now)?;
                let open = self.open.as_mut().ok_or(AppError::NothingOpen)?;
                let trying = Trying {
                    seen,
                    question,
                    job: open.jobs.begin(&job),
                };
                Ok(Begun(Work::Try(Box::new(trying))))
            }
            quick => {
                let reply = self.answer(quick, now)?;
                Ok(Begun(Work::Done(Box::new(reply))))
            }
        }
    }

    fn answer(&mut self, request: Request, now: Now) -> Result<Reply, AppError> {
        match request {
            Request::FirstScreen => Ok(Reply::FirstScreen(self.first_screen())),
            Request::NewDocument { path, start } => {
                let path = self.place_for(path, &start)?;
                if start == Start::Example && path.exists() {
                    return self.open(&path, &now);
                }
                let session =
                    Session::create(&path, &start, &self.settings, &now, &mut fresh_ids())?;
                self.leave(&now)?;
                self.take(session, &now)
            }
            Request::Open { path } => self.open(Path::new(&path), &now),
            Request::Close => {
                self.leave(&now)?;
                Ok(Reply::FirstScreen(self.first_screen()))
            }
            Request::SaveAs { path } => {
                let open = self.open.as_ref().ok_or(AppError::NothingOpen)?;
                let session = open
                    .session
                    .save_as(Path::new(&path), &self.settings, &now)?;
                self.take(session, &now)
            }
            Request::Publish => {
                let open = self.open.as_mut().ok_or(AppError::NothingOpen)?;
                open.publish(&now);
                self.overview(&now)
            }
            Request::Overview => self.overview(&now),
            Request::SetLens { audience, as_of } => {
                let audience = audience.as_deref().map(choices::audience).transpose()?;
                let open = self.open.as_mut().ok_or(AppError::NothingOpen)?;
                if let Some(audience) = audience {
                    open.audience = audience;
                }
                match as_of.as_deref() {
                    None => {}
                    Some("today" | "") => open.as_of = None,
                    Some(day) => open.as_of = act::optional_day(Some(day))?,
                }
                self.overview(&now)
            }
            Request::Map { options } => {
                self.seen(&now)?;
                let open = self.open.as_mut().ok_or(AppError::NothingOpen)?;
                let seen = open.seen.as_ref().ok_or(AppError::NothingOpen)?;
                let drawing = drawings::map(seen, &options, &mut open.stood)?;
                Ok(Reply::Drawing(drawing))
            }
            Request::Timeline => {
                let open = self.open.as_ref().ok_or(AppError::NothingOpen)?;
                let map = open.map();
                let lens = Lens {
                    audience: open.audience,
                    as_of: usual_day(&map, now.today),
                };
                Ok(Reply::Timeline(timeline::of(&lens.on(&map))))
            }
            Request::Compare { options, from, to } => {
                let open = self.open.as_ref().ok_or(AppError::NothingOpen)?;
                let (map, audience) = (open.map(), open.audience);
                let revision = open.session.document().revision();
                let on = |day: &str| -> Result<Seen, AppError> {
                    let as_of = act::optional_day(Some(day))?.unwrap_or(now.today);
                    Ok(Seen::of(&map, revision, Lens { audience, as_of }))
                };
                let (before, after) = (on(&from)?, on(&to)?);
                let compared = drawings::compared(&before, &after, &options, &open.stood)?;
                Ok(Reply::Compared(compared))
            }
            Request::GapMatrix { order } => {
                let seen = self.seen(&now)?;
                Ok(Reply::Drawing(drawings::matrix(seen, order.as_deref())?))
            }
            Request::Gaps => Ok(Reply::Gaps(answers::gaps(self.seen(&now)?))),
            Request::JobState { job } => {
                let open = self.open.as_ref().ok_or(AppError::NothingOpen)?;
                Ok(Reply::Job(open.jobs.state(&job)))
            }
            Request::EndJob { job } => {
                let open = self.open.as_ref().ok_or(AppError::NothingOpen)?;
                open.jobs.cancel(&job);
                Ok(Reply::Job(open.jobs.state(&job)))
            }
            Request::Promises => Ok(Reply::Promises(answers::promises(self.seen(&now)?))),
            Request::Directory { have } => self.directory(have.as_deref(), &now),
            Request::Find { text } => Ok(Reply::Found(self.seen(&now)?.names().find(&text))),
            Request::Table { kind, filter } => {
                let kind = kind_of(&kind)?;
                let table = forms::table(self.seen(&now)?.map(), kind, &filter);
                Ok(Reply::Table(table))
            }
            Request::Form { kind, key, about } => {
                self.form(kind.as_deref(), key.as_deref(), &about, &now)
            }
            Request::SaveForm { kind, key, values } => {
                self.save_form(kind.as_deref(), key.as_deref(), &values, &now)
            }
            Request::QuickRead {
                line,
                caret,
                choices,
            } => {
                let open = self.open.as_mut().ok_or(AppError::NothingOpen)?;
                let asked = quick::Typed::of(&line, caret, &choices);
                let read = open.quick.read(&open.session, open.audience, asked, &now)?;
                Ok(Reply::Quick(read))
            }
            Request::QuickTake { line, choices } => {
                let open = self.open.as_mut().ok_or(AppError::NothingOpen)?;
                let asked = quick::Typed::of(&line, 0, &choices);
                let edit = open.quick.step(&open.session, open.audience, asked, &now)?;
                let change = open.session.edit(&edit, &now)?;
                self.done(change.words, None, &now)
            }
            Request::Inspect { key } => {
                self.seen(&now)?;
                let open = self.open.as_ref().ok_or(AppError::NothingOpen)?;
                let seen = open.seen.as_ref().ok_or(AppError::NothingOpen)?;
                let history = |reference: EntityRef| history_of(open, reference);
                Ok(Reply::Inspection(inspect::inspection(
                    seen, &key, &history,
                )?))
            }
            Request::Act { act } => self.act(&act, &now),
            Request::Undo => {
                let open = self.open.as_mut().ok_or(AppError::NothingOpen)?;
                open.session.may_be_changed()?;
                if open.session.document().is_at_its_beginning()? {
                    return Err(AppError::AtTheBeginning);
                }
                let change = open.session.undo(&now)?;
                self.done(format!("Undone: {}", change.words), None, &now)
            }
            Request::Redo => {
                let open = self.open.as_mut().ok_or(AppError::NothingOpen)?;
                let change = open.session.redo(&now)?;
                self.done(format!("Done again: {}", change.words), None, &now)
            }
            Request::History { limit } => {
                let open = self.open.as_ref().ok_or(AppError::NothingOpen)?;
                if open.audience != Audience::Working {
                    return Err(AppError::HistoryWithheld);
                }
                let limit = limit.unwrap_or(200) as usize;
                let changes = open.session.document().history(limit)?;
                Ok(Reply::History(HistoryAnswer {
                    changes: changes.iter().map(change_row).collect(),
                }))
            }
            slow @ (Request::PaperPreview { .. }
            | Request::Influence
            | Request::Answer { .. }
            | Request::Try { .. }
            | Request::Export { .. }
            | Request::ImportPlan { .. }
            | Request::Safety { .. }) => {
                let finished = self.take_in_hand(slow, now)?.finish()?;
                Ok(self.keep(finished))
            }
            Request::ImportConfirm => {
                let open = self.open.as_mut().ok_or(AppError::NothingOpen)?;
                let (planned, revision) = open.planned.take().ok_or(AppError::NoImportPlanned)?;
                if revision != open.session.document().revision() {
                    return Err(AppError::PlanIsOld);
                }
                let edit = planned.edit.ok_or(AppError::NoImportPlanned)?;
                let change = open.session.edit(&edit, &now)?;
                self.done(change.words, None, &now)
            }
        }
    }

    /// The directory, or what of it has changed where the face has the one given last.
    fn directory(&mut self, have: Option<&str>, now: &Now) -> Result<Reply, AppError> {
        let seen = self.seen(now)?;
        let mut whole = directory::directory(seen.map());
        whole.mark = seen.mark();
        let open = self.open.as_mut().ok_or(AppError::NothingOpen)?;
        let before = open.directory.replace(whole.clone());
        let before = before.filter(|before| have == Some(before.mark.as_str()));
        Ok(Reply::Directory(before.map_or(whole, |before| {
            let now = open.directory.as_ref().unwrap_or(&before);
            directory::since(&before, now)
        })))
    }

    fn form(
        &self,
        kind: Option<&str>,
        key: Option<&str>,
        about: &[String],
        now: &Now,
    ) -> Result<Reply, AppError> {
        let open = self.open.as_ref().ok_or(AppError::NothingOpen)?;
        open.for_the_working_group()?;
        let map = open.session.map();
        if let Some(key) = key {
            let reference = act::reference(key)?;
            return forms::to_change(&map, reference, open.day_written(now))
                .map(Reply::Form)
                .ok_or_else(|| AppError::NotFound {
                    kind: forms::one_of(reference.kind()),
                    wanted: key.to_owned(),
                });
        }
        let kind = kind_of(kind.unwrap_or_default())?;
        let about: Vec<EntityRef> = (about.iter())
            .filter_map(|key| key.parse().ok())
            .filter(|reference| map.has(*reference))
            .collect();
        let author = open.session.author();
        let day = open.day_written(now);
        Ok(Reply::Form(forms::to_add(&map, kind, &about, day, author)))
    }

    fn save_form(
        &mut self,
        kind: Option<&str>,
        key: Option<&str>,
        values: &[FieldEntry],
        now: &Now,
    ) -> Result<Reply, AppError> {
        let open = self.open.as_mut().ok_or(AppError::NothingOpen)?;
        open.for_the_working_group()?;
        let map = open.session.map();
        let reference = key.map(act::reference).transpose()?;
        let kind = match reference {
            Some(reference) => reference.kind(),
            None => kind_of(kind.unwrap_or_default())?,
        };
        let filling = forms::Filling {
            new_id: &mut fresh_ids(),
            today: open.day_written(now),
            author: open.session.author(),
        };
        let saved = match forms::step(&map, kind, reference, values, filling)? {
            forms::Filled::Nothing => FormSaved {
                done: None,
                wrong: Vec::new(),
            },
            forms::Filled::Wrong(wrong) => FormSaved { done: None, wrong },
            forms::Filled::Step(edit, made) => {
                let change = open.session.edit(&edit, now)?;
                let made = made.map(|reference| reference.to_string());
                let Reply::Done(done) = self.done(change.words, made, now)? else {
                    return Err(AppError::NothingOpen);
                };
                FormSaved {
                    done: Some(done),
                    wrong: Vec::new(),
                }
            }
        };
        Ok(Reply::FormSaved(saved))
    }

    fn act(&mut self, act: &Act, now: &Now) -> Result<Reply, AppError> {
        let open = self.open.as_mut().ok_or(AppError::NothingOpen)?;
        let map = open.session.map();
        let (edit, made) = act::edit_of(
            act,
            &map,
            &mut fresh_ids(),
            now.today,
            open.session.author(),
        )?;
        let change = open.session.edit(&edit, now)?;
        self.done(
            change.words,
            made.map(|reference| reference.to_string()),
            now,
        )
    }

    pub(crate) fn done(
        &mut self,
        sentence: String,
        made: Option<String>,
        now: &Now,
    ) -> Result<Reply, AppError> {
        let Reply::Overview(overview) = self.overview(now)? else {
            return Err(AppError::NothingOpen);
        };
        Ok(Reply::Done(Done {
            sentence,
            made,
            overview,
        }))
    }

    /// Opens a document in place of the one that is open, which stays open when that cannot be done.
    fn open(&mut self, path: &Path, now: &Now) -> Result<Reply, AppError> {
        if self.open.as_ref().is_some_and(|open| open.path == path) {
            return self.overview(now);
        }
        self.open_with(path, None, false, now)
    }

    /// Opens a document with its passphrase, or with the edits that wait here although its file has changed.
    pub(crate) fn open_with(
        &mut self,
        path: &Path,
        passphrase: Option<&Passphrase>,
        unpublished: bool,
        now: &Now,
    ) -> Result<Reply, AppError> {
        let settings = &self.settings;
        let session = if unpublished {
            Session::open_unpublished(path, passphrase, settings, now)?
        } else {
            Session::open_with(path, passphrase, settings, now)?
        };
        self.leave(now)?;
        self.take(session, now)
    }

    /// Publishes and puts away what is open, so that something else can be opened.
    fn leave(&mut self, now: &Now) -> Result<(), AppError> {
        if let Some(open) = &mut self.open {
            open.session.publish(now)?;
        }
        self.open = None;
        Ok(())
    }

    fn take(&mut self, mut session: Session, now: &Now) -> Result<Reply, AppError> {
        let path = session.document().path().to_owned();
        self.remember(&path, &session.map().footprint().name, now);
        // What was noteworthy about opening is said first; the next saving says the usual again.
        let noteworthy = session.document().opening().sentence();
        let saved = match session.take_not_published().map(AppError::from) {
            Some(error) => SavedState::Not(safety::trouble(&error)),
            None => SavedState::At(noteworthy.unwrap_or_else(|| saved_sentence(&path, now))),
        };
        let noticed = safety::noticed(&session, &self.settings);
        self.open = Some(Open {
            session,
            path,
            audience: Audience::Working,
            as_of: None,
            planned: None,
            seen: None,
            jobs: Jobs::default(),
            stood: Stood::default(),
            quick: quick::Kept::default(),
            directory: None,
            saved,
            safety: safety::Kept::with(noticed),
        });
        self.overview(now)
    }

    fn place_for(&self, path: Option<String>, start: &Start) -> Result<PathBuf, AppError> {
        if let Some(path) = path.filter(|path| !path.is_empty()) {
            return Ok(PathBuf::from(path));
        }
        let folder = &self.settings.documents_dir;
        Ok(match start {
            Start::Example => self.settings.example_path(),
            Start::Empty { name } => free_path(folder, name),
            Start::Reference { code } => free_path(folder, &answers::reference(code)?.name),
        })
    }

    fn seen(&mut self, now: &Now) -> Result<&Seen, AppError> {
        let open = self.open.as_mut().ok_or(AppError::NothingOpen)?;
        let lens = open.lens(now);
        let revision = open.session.document().revision();
        if !open
            .seen
            .as_ref()
            .is_some_and(|seen| seen.is_of(revision, lens))
        {
            open.seen = Some(Arc::new(Seen::of(&open.map(), revision, lens)));
        }
        open.seen.as_deref().ok_or(AppError::NothingOpen)
    }

    /// The same, to be worked on while the desk is free for others.
    fn shared_seen(&mut self, now: &Now) -> Result<Arc<Seen>, AppError> {
        self.seen(now)?;
        let seen = self.open.as_ref().and_then(|open| open.seen.as_ref());
        seen.map(Arc::clone).ok_or(AppError::NothingOpen)
    }

    /// What another audience sees on the day shown: papers choose their own.
    fn seen_by(&self, audience: Audience, now: &Now) -> Result<Seen, AppError> {
        let open = self.open.as_ref().ok_or(AppError::NothingOpen)?;
        let lens = Lens {
            audience,
            ..open.lens(now)
        };
        let revision = open.session.document().revision();
        Ok(Seen::of(&open.map(), revision, lens))
    }

    pub(crate) fn overview(&mut self, now: &Now) -> Result<Reply, AppError> {
        self.seen(now)?;
        let open = self.open.as_ref().ok_or(AppError::NothingOpen)?;
        let seen = open.seen.as_ref().ok_or(AppError::NothingOpen)?;
        let document = open.session.document();
        let gaps = seen.gaps();
        let promises = seen.promises();
        let stops = match open.session.may_be_changed() {
            Err(past) => Some(past),
            Ok(()) => document
                .is_at_its_beginning()?
                .then_some(AppError::AtTheBeginning),
        };
        let looking = open.safety.known_day().is_some();
        let place = seen
            .map()
            .footprint()
            .place_id
            .and_then(|id| seen.map().place(id))
            .map(|place| named_ref(place.id.into(), &place.name));
        let counts = EntityKind::ALL
            .iter()
            .map(|kind| (kind.words().to_owned(), answers::count(seen.map(), *kind)))
            .collect();
        Ok(Reply::Overview(Overview {
            footprint: seen.map().footprint().name.clone(),
            invented: seen.map().footprint().invented,
            path: open.path.display().to_string(),
            saved: open.saved(),
            audience: seen.lens().audience.key().to_owned(),
            audience_word: seen.lens().audience.word().to_owned(),
            as_of: seen.lens().as_of.to_string(),
            is_today: seen.lens().as_of == now.today,
            today: now.today.to_string(),
            coverage: CoverageAnswer {
                assessed: seen.coverage().assessed,
                possible: seen.coverage().possible,
            },
            counts,
            hidden: seen.map().hidden().total(),
            place,
            undo: if stops.is_some() {
                None
            } else {
                open.step_words(document.undo_words()?)
            },
            redo: if looking {
                None
            } else {
                open.step_words(document.redo_words()?)
            },
            undo_stops: stops.map(|why| why.to_string()),
            safety: safety::state(open, open.trouble()),
            gaps: gaps.counts.gap,
            overdue: answers::overdue(promises),
            revision: document.revision() as u32,
            choices: choices(),
        }))
    }

    fn first_screen(&mut self) -> FirstScreen {
        let footprints = answers::references();
        FirstScreen {
            recent: self.recent(),
            footprints,
            attribution: exchange::reference::ATTRIBUTION.to_owned(),
            open_now: self.open_now.take().map(|path| path.display().to_string()),
        }
    }

    fn recent(&self) -> Vec<RecentFile> {
        let Ok(text) = std::fs::read_to_string(self.settings.recent_path()) else {
            return Vec::new();
        };
        let mut files: Vec<RecentFile> = serde_json::from_str(&text).unwrap_or_default();
        files.retain(|file| Path::new(&file.path).exists());
        files
    }

    /// A list that cannot be written is not worth an error: nothing of the document is in it.
    fn remember(&self, path: &Path, name: &str, now: &Now) {
        const MOST: usize = 12;
        if name == EXAMPLE_NAME && path == self.settings.example_path() {
            return;
        }
        let mut files = self.recent();
        let path = path.display().to_string();
        files.retain(|file| file.path != path);
        files.insert(
            0,
            RecentFile {
                path,
                name: name.to_owned(),
                opened: in_words(now.today),
            },
        );
        files.truncate(MOST);
        if let Ok(text) = serde_json::to_string_pretty(&files) {
            drop(std::fs::create_dir_all(&self.settings.data_dir));
            drop(std::fs::write(self.settings.recent_path(), text));
        }
    }
}

impl Open {
    fn lens(&self, now: &Now) -> Lens {
        let last = self.safety.known_day().unwrap_or(now.today);
        let as_of = self.as_of.unwrap_or_else(|| usual_day(&self.map(), last));
        Lens {
            audience: self.audience,
            as_of,
        }
    }

    /// The day something entered belongs to when nobody says: the one that is shown, so that it can be seen there.
    fn day_written(&self, now: &Now) -> Date {
        self.lens(now).as_of.min(now.today)
    }

    /// Forms show rows as they are, whatever the audience chosen may see of them.
    fn for_the_working_group(&self) -> Result<(), AppError> {
        if self.audience == Audience::Working {
            Ok(())
        } else {
            Err(AppError::FormWithheld)
        }
    }

    /// A step's words name what it did; other eyes than the working group's are only told that there is one.
    fn step_words(&self, words: Option<String>) -> Option<String> {
        if self.audience == Audience::Working {
            words
        } else {
            words.map(|_| "the last step".to_owned())
        }
    }

    /// The footprint that is shown: as it is known now, or as it was.
    fn map(&self) -> Arc<Map> {
        self.safety.map().unwrap_or_else(|| self.session.map())
    }

    /// Forgets what was worked out before, where it may no longer be shown.
    pub(crate) fn forget(&mut self) {
        self.seen = None;
        // What is tried of it ends.
        self.jobs = Jobs::default();
        self.planned = None;
        self.directory = None;
        self.quick = quick::Kept::default();
        let noticed = std::mem::take(&mut self.safety.noticed);
        self.safety = safety::Kept::with(noticed);
    }

    /// What stands between the edits and the file.
    fn trouble(&self) -> Option<SavingTrouble> {
        match &self.saved {
            SavedState::Not(trouble) => Some(trouble.clone()),
            SavedState::At(_) => None,
        }
    }

    fn publish(&mut self, now: &Now) {
        let result = self.session.publish(now);
        self.keep_saved(result, now);
    }

    fn published(&mut self, outcome: store::PublishingOutcome, now: &Now) {
        let result = self.session.published(outcome, now);
        self.keep_saved(result, now);
    }

    pub(crate) fn keep_saved(&mut self, result: Result<(), AppError>, now: &Now) {
        self.saved = match result {
            Ok(()) => SavedState::At(saved_sentence(&self.path, now)),
            Err(error) => SavedState::Not(safety::trouble(&error)),
        };
    }

    fn saved(&self) -> Saved {
        match &self.saved {
            SavedState::Not(trouble) => Saved {
                done: false,
                sentence: trouble.sentence.clone(),
            },
            SavedState::At(_) if self.session.document().needs_publishing() => Saved {
                done: false,
                sentence: "Safe on this computer, saving to the file\u{2026}".to_owned(),
            },
            SavedState::At(sentence) => Saved {
                done: true,
                sentence: sentence.clone(),
            },
        }
    }
}

/// The kind of entity with this key.
fn kind_of(key: &str) -> Result<EntityKind, AppError> {
    EntityKind::from_key(key).ok_or_else(|| AppError::NotFound {
        kind: "kind of entry",
        wanted: key.to_owned(),
    })
}

fn saved_sentence(path: &Path, now: &Now) -> String {
    let folder = path.parent().and_then(Path::file_name).map_or_else(
        || "disk".to_owned(),
        |folder| folder.to_string_lossy().into_owned(),
    );
    format!("Saved to {folder}, {}", now.clock)
}

fn history_of(open: &Open, reference: EntityRef) -> Vec<ChangeRow> {
    const MOST: usize = 30;
    if open.audience != Audience::Working {
        return Vec::new();
    }
    open.session
        .document()
        .history_of(reference, MOST)
        .map(|changes| changes.iter().map(change_row).collect())
        .unwrap_or_default()
}

/// One step of the history as a face shows it.
pub fn change_row(change: &store::Change) -> ChangeRow {
    ChangeRow {
        number: change.seq as u32,
        what: change.words.clone(),
        by: change.author.clone(),
        at: change.at.to_string(),
        act: match change.act {
            store::Act::Edit => "edit",
            store::Act::Undo => "undo",
            store::Act::Redo => "redo",
        }
        .to_owned(),
        undone: matches!(
            change.standing,
            Some(store::EditStanding::Undone | store::EditStanding::Dropped)
        ),
    }
}

/// Where everything the desk shares goes: so that the compiler says when it could no longer be shared.
const _: fn() = || {
    fn can_be_sent<T: Send>() {}
    can_be_sent::<Desk>();
    can_be_sent::<Arc<std::sync::Mutex<Desk>>>();
};
