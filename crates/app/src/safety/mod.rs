//! The window's side of what keeps a document from being lost or read by others: merging, backups, the passphrase, one
//! person's record, and the footprint as it was known.

mod backups;
mod known;
mod merging;
mod passphrase;
mod person;

use std::path::Path;
use std::sync::Arc;

use domain::{Audience, Map};
use store::{Review, StoreError};

use crate::desk::{Begun, Desk, Open};
use crate::error::AppError;
use crate::session::Now;
use crate::wire::{
    FrozenNow, KnownNow, Reply, Request, SafetyReply, SafetyRequest, SafetySaid, SafetyState,
    SavingTrouble, Sentences,
};
pub(crate) use backups::Backing;
use known::KnownView;
pub(crate) use merging::{Noticed, noticed};

/// What a desk keeps about the safety of the document on it.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    /// The copy compared last.
    reviewed: Option<Box<Review>>,
    /// Other copies that were noticed.
    pub(crate) noticed: Noticed,
    /// The past that is shown, where it is not now.
    known: Option<KnownView>,
}

impl Kept {
    /// What is kept of a document that was just opened.
    pub(crate) fn with(noticed: Noticed) -> Self {
        Self {
            noticed,
            ..Self::default()
        }
    }

    /// The map that is shown where it is not the one of now.
    pub(crate) fn map(&self) -> Option<Arc<Map>> {
        self.known.as_ref().map(|known| Arc::clone(&known.map))
    }

    /// The day whose knowledge is shown.
    pub(crate) fn known_day(&self) -> Option<jiff::civil::Date> {
        self.known.as_ref().map(|known| known.day)
    }
}

/// Why a document could not be published, for the window.
pub(crate) fn trouble(error: &AppError) -> SavingTrouble {
    let kind = match error {
        AppError::Store(StoreError::PublishedChanged { .. } | StoreError::BothChanged { .. }) => {
            "changed"
        }
        AppError::Store(StoreError::PublishedGone { .. }) => "gone",
        _ => "not_written",
    };
    SavingTrouble {
        kind: kind.to_owned(),
        sentence: error.to_string(),
    }
}

/// How safe the work in an open document is.
pub(crate) fn state(open: &Open, trouble: Option<SavingTrouble>) -> SafetyState {
    let map = open.session.map();
    SafetyState {
        trouble,
        copies: open.safety.noticed.copies.clone(),
        encrypted: open.session.document().is_encrypted(),
        frozen: map.footprint().freeze.as_ref().map(|freeze| FrozenNow {
            since: freeze.since.to_string(),
            why: (open.audience == Audience::Working).then(|| freeze.why.clone()),
        }),
        known: open.safety.known.as_ref().map(|known| KnownNow {
            day: known.day.to_string(),
            name: known.name.clone(),
        }),
    }
}

/// Whether a request leads to a change, so that it is refused at once while the past is shown, and not only when the
/// change is to be made.
pub(crate) const fn leads_to_change(request: &Request) -> bool {
    matches!(
        request,
        Request::QuickRead { .. }
            | Request::ImportPlan { .. }
            | Request::Safety {
                request: SafetyRequest::Review { .. }
                    | SafetyRequest::Decide { .. }
                    | SafetyRequest::Merge { .. },
            }
    )
}

/// How many sentences a dialog is given.
const SHOWN: usize = 200;

fn some_of(sentences: &[String]) -> Sentences {
    Sentences {
        first: sentences.iter().take(SHOWN).cloned().collect(),
        count: u32::try_from(sentences.len()).unwrap_or(u32::MAX),
    }
}

impl Desk {
    /// Takes a request about safety in hand.
    pub(crate) fn safety(&mut self, request: SafetyRequest, now: &Now) -> Result<Begun, AppError> {
        match request {
            SafetyRequest::BackUp => return self.back_up_now(now),
            SafetyRequest::OpenWith {
                path,
                passphrase,
                unpublished,
            } => {
                let passphrase = passphrase.as_ref().map(|p| p.passphrase()).transpose()?;
                self.open_with(Path::new(&path), passphrase, unpublished, now)
            }
            SafetyRequest::Review { path, passphrase } => {
                let passphrase = passphrase.as_ref().map(|p| p.passphrase()).transpose()?;
                self.review(path.as_deref().map(Path::new), passphrase)
            }
            SafetyRequest::Decide { choices } => self.decide(&choices),
            SafetyRequest::Merge { choices } => self.merge(&choices, now),
            SafetyRequest::SaveAside { path, to } => {
                self.save_aside(Path::new(&path), Path::new(&to), now)
            }
            SafetyRequest::Backups { path } => self.backups(path.as_deref().map(Path::new)),
            SafetyRequest::Restore { backup, to, path } => self.restore(
                Path::new(&backup),
                Path::new(&to),
                path.as_deref().map(Path::new),
            ),
            SafetyRequest::SetPassphrase { current, new } => {
                self.set_passphrase(current.as_ref(), new.as_ref(), now)
            }
            SafetyRequest::Person { key } => self.person(&key),
            SafetyRequest::PersonRecord {
                key,
                path,
                numbered,
            } => self.person_record(&key, Path::new(&path), numbered, now),
            SafetyRequest::Erase {
                key,
                name,
                copies_too,
            } => self.erase(&key, &name, copies_too, now),
            SafetyRequest::KeepUntil { key, day } => self.keep_until(&key, day.as_deref(), now),
            SafetyRequest::Freeze { why } => self.freeze(why, now),
            SafetyRequest::LiftFreeze { why } => self.lift_freeze(why, now),
            SafetyRequest::Known { day, baseline } => {
                self.known(day.as_deref(), baseline.as_deref(), now)
            }
            SafetyRequest::Baselines => self.baselines(),
            SafetyRequest::NameBaseline { name } => self.name_baseline(&name, now),
            SafetyRequest::Since { day, baseline } => {
                self.since(day.as_deref(), baseline.as_deref(), now)
            }
        }
        .map(Begun::done)
    }

    fn opened(&mut self) -> Result<&mut Open, AppError> {
        self.open.as_mut().ok_or(AppError::NothingOpen)
    }

    /// The open document, for what only the working group may see.
    fn in_confidence(&mut self, what: &'static str) -> Result<&mut Open, AppError> {
        let open = self.opened()?;
        if open.audience == Audience::Working {
            Ok(open)
        } else {
            Err(AppError::Withheld { what })
        }
    }

    /// Something was done that is no step.
    fn said(
        &mut self,
        sentence: String,
        path: Option<&Path>,
        now: &Now,
    ) -> Result<Reply, AppError> {
        let overview = match self.open {
            Some(_) => match self.overview(now)? {
                Reply::Overview(overview) => Some(Box::new(overview)),
                _ => None,
            },
            None => None,
        };
        Ok(Reply::Safety(SafetyReply::Said(SafetySaid {
            sentence,
            path: path.map(|path| path.display().to_string()),
            overview,
        })))
    }
}
