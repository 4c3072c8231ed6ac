//! What can go wrong, as one sentence for a person and a stable code for a program.

use std::path::PathBuf;

use thiserror::Error;

use crate::script::ScriptError;
use crate::wire::Failure;

/// Why a request was not carried out. Nothing was changed.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum AppError {
    /// The document.
    #[error(transparent)]
    Store(#[from] store::StoreError),
    /// An edit breaks a rule of the footprint.
    #[error(transparent)]
    Refused(#[from] domain::Refused),
    /// A file from another program.
    #[error(transparent)]
    Exchange(#[from] exchange::ExchangeError),
    /// A graph file.
    #[error(transparent)]
    Measure(#[from] crate::measure::MeasureError),
    /// A paper or picture.
    #[error(transparent)]
    Paper(#[from] paper::PaperError),
    /// A script of edits.
    #[error("{name}, {error}")]
    Script {
        /// What the script is called.
        name: String,
        /// Which line, and why.
        error: ScriptError,
    },
    /// A file could not be read.
    #[error("{} cannot be read because {cause}; check the name and that you may open it.", .path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        cause: String,
    },
    /// A file could not be written.
    #[error("{} cannot be written because {cause}; choose another place.", .path.display())]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// Why.
        cause: String,
    },
    /// No document is open.
    #[error("No footprint is open; open one, or begin a new one, first.")]
    NothingOpen,
    /// Nothing is called that, or it is not to be seen.
    #[error(
        "There is no {kind} \u{201c}{wanted}\u{201d} here; check the name, the audience and the date."
    )]
    NotFound {
        /// What was looked for.
        kind: &'static str,
        /// By what.
        wanted: String,
    },
    /// A name means several people.
    #[error(
        "\u{201c}{wanted}\u{201d} may mean several people: {known}; give the whole name or the id."
    )]
    SeveralPeople {
        /// What was given.
        wanted: String,
        /// Whom it may mean.
        known: String,
    },
    /// A name means several parties.
    #[error("\u{201c}{wanted}\u{201d} may mean several: {known}; give the whole name or the id.")]
    SeveralParties {
        /// What was given.
        wanted: String,
        /// What it may mean.
        known: String,
    },
    /// Long work was given up before it was done.
    #[error("This was stopped before it was done; ask again to begin anew.")]
    Cancelled,
    /// Somebody who holds no post on the day shown is to be tied to somebody.
    #[error(
        "{name} has left and is not on the map of {day}; choose somebody who holds a post on that day, or look at an earlier one."
    )]
    HasLeft {
        /// Who.
        name: String,
        /// The day shown, in words.
        day: String,
    },
    /// Both ends of a tie are the same.
    #[error("{name} stands at both ends; choose somebody else for one of them.")]
    BothEndsSame {
        /// Who.
        name: String,
    },
    /// A value is not one of those there are.
    #[error("\u{201c}{given}\u{201d} is not {what}; choose {known}.")]
    NotOneOf {
        /// What it should be.
        what: &'static str,
        /// What was given.
        given: String,
        /// What there is.
        known: String,
    },
    /// The name under which the map keeps where its marks stand.
    #[error(
        "The map keeps where its marks stand under the name \u{201c}{name}\u{201d}; save this view under another."
    )]
    NameKept {
        /// The name.
        name: &'static str,
    },
    /// The history names everything, so only the working group may see it.
    #[error(
        "The history names what only the working group may see; look at it as the working group does."
    )]
    HistoryWithheld,
    /// What is left to undo is what the document began with.
    #[error(
        "Undo stops here: everything you changed has been taken back, and what is left is what this footprint began with. To begin with nothing, choose Start empty."
    )]
    AtTheBeginning,
    /// A typed line names and completes everybody, so only the working group may use it.
    #[error(
        "Quick entry names what only the working group may see; look at the footprint as the working group does, then enter it."
    )]
    QuickWithheld,
    /// A form names and shows everything, so only the working group may use it.
    #[error(
        "This form shows what only the working group may see; look at the footprint as the working group does, then fill it in."
    )]
    FormWithheld,
    /// What is written into a field cannot be kept.
    #[error("{reason}")]
    FieldNotReady {
        /// Why, and what to do.
        reason: String,
    },
    /// A typed line cannot be taken as it stands.
    #[error("{reason}")]
    LineNotReady {
        /// Why, and what to do.
        reason: String,
    },
    /// The past is shown, and it cannot be changed.
    #[error(
        "You are looking at the footprint as it was known on {day}; go back to now to change it."
    )]
    OnlyLooking {
        /// The day, in words.
        day: String,
    },
    /// A map of what is only supposed says of whoever is meant that they are there: nothing to publish.
    #[error(
        "The map is drawn as if something were otherwise, which is not for the {audience}; go back to the map as it is, or write it for the working group or the partners."
    )]
    OnlySupposed {
        /// For whom it was to be.
        audience: &'static str,
    },
    /// It names everybody, so only the working group may use it.
    #[error(
        "{what} names what only the working group may see; look at the footprint as the working group does."
    )]
    Withheld {
        /// What.
        what: &'static str,
    },
    /// The name typed to confirm an erasing is another.
    #[error(
        "What was typed is not \u{201c}{name}\u{201d}; nothing was erased: type the name as it stands."
    )]
    NameNotTyped {
        /// The name to be typed.
        name: String,
    },
    /// No copy was compared, or the comparison was given up since.
    #[error("No copy is waiting to be merged; choose the copy again to compare the two.")]
    NothingReviewed,
    /// There is no import waiting to be confirmed.
    #[error("There is no import waiting; choose the file again to see what it would change.")]
    NoImportPlanned,
    /// The document changed between the plan and its confirmation.
    #[error(
        "The footprint has changed since this import was planned; choose the file again to see what it would change now."
    )]
    PlanIsOld,
    /// The format cannot hold what was asked for.
    #[error("A {what} cannot be written as .{ending}; use {known}.")]
    WrongFormat {
        /// What was to be written.
        what: String,
        /// The ending given.
        ending: String,
        /// The endings that can.
        known: &'static str,
    },
}

impl AppError {
    /// A stable code, for programs and tests.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Store(store::StoreError::NeedsPassphrase { .. }) => "needs_passphrase",
            Self::Store(store::StoreError::WrongPassphrase { .. }) => "wrong_passphrase",
            Self::Store(store::StoreError::BothChanged { .. }) => "both_changed",
            Self::Store(store::StoreError::Damaged { .. } | store::StoreError::Missing { .. }) => {
                "damaged_or_missing"
            }
            Self::Store(_) => "document",
            Self::Refused(_) => "refused",
            Self::Exchange(_) => "import",
            Self::Measure(_) => "graph",
            Self::Paper(_) => "paper",
            Self::Script { .. } => "script",
            Self::Unreadable { .. } => "unreadable",
            Self::Unwritable { .. } => "unwritable",
            Self::NothingOpen => "nothing_open",
            Self::NotFound { .. } => "not_found",
            Self::SeveralPeople { .. } => "several_people",
            Self::SeveralParties { .. } => "several_parties",
            Self::Cancelled => "cancelled",
            Self::HasLeft { .. } => "has_left",
            Self::BothEndsSame { .. } => "both_ends_same",
            Self::NotOneOf { .. } => "not_one_of",
            Self::NameKept { .. } => "name_kept",
            Self::HistoryWithheld => "history_withheld",
            Self::AtTheBeginning => "at_the_beginning",
            Self::QuickWithheld => "quick_withheld",
            Self::FormWithheld => "form_withheld",
            Self::FieldNotReady { .. } => "field_not_ready",
            Self::LineNotReady { .. } => "line_not_ready",
            Self::OnlyLooking { .. } => "only_looking",
            Self::OnlySupposed { .. } => "only_supposed",
            Self::Withheld { .. } => "withheld",
            Self::NameNotTyped { .. } => "name_not_typed",
            Self::NothingReviewed => "nothing_reviewed",
            Self::NoImportPlanned => "no_import",
            Self::PlanIsOld => "plan_is_old",
            Self::WrongFormat { .. } => "wrong_format",
        }
    }

    /// Whether another program on this computer has the document open just now.
    pub const fn is_held_by_another(&self) -> bool {
        matches!(self, Self::Store(store::StoreError::AlreadyOpen { .. }))
    }

    /// Whether the file is damaged.
    pub const fn is_damage(&self) -> bool {
        matches!(self, Self::Store(store::StoreError::Damaged { .. }))
    }

    /// Whether there was nothing to undo or redo.
    pub const fn is_nothing_left(&self) -> bool {
        matches!(
            self,
            Self::Store(
                store::StoreError::NothingToUndo { .. } | store::StoreError::NothingToRedo { .. }
            )
        )
    }

    /// As a face shows it.
    pub fn failure(&self) -> Failure {
        Failure {
            code: self.code().to_owned(),
            sentence: self.to_string(),
        }
    }

    pub(crate) fn unreadable(path: impl Into<PathBuf>, error: &std::io::Error) -> Self {
        Self::Unreadable {
            path: path.into(),
            cause: cause(error),
        }
    }

    pub(crate) fn unwritable(path: impl Into<PathBuf>, error: &std::io::Error) -> Self {
        Self::Unwritable {
            path: path.into(),
            cause: cause(error),
        }
    }
}

/// An operating system's error in words that fit after "because".
fn cause(error: &std::io::Error) -> String {
    use std::io::ErrorKind as Kind;
    match error.kind() {
        Kind::NotFound => "it, or its folder, is not there".to_owned(),
        Kind::PermissionDenied => "you may not do that there".to_owned(),
        Kind::ReadOnlyFilesystem => "the place is read-only".to_owned(),
        Kind::StorageFull | Kind::QuotaExceeded => "the disk is full".to_owned(),
        Kind::IsADirectory => "it is a folder".to_owned(),
        Kind::NotADirectory => "its folder is not a folder".to_owned(),
        _ => error.to_string(),
    }
}
