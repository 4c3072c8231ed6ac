//! What can go wrong with a document, each as one sentence that names the thing, the cause and the remedy.

use std::io;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;
use thiserror::Error;

/// Why something could not be done with a document. In every case what was acknowledged before is still there.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum StoreError {
    /// There is no such file.
    #[error("There is no file {}; check the name, or make a new footprint there.", .path.display())]
    Missing {
        /// The file asked for.
        path: PathBuf,
    },
    /// A new document would take the place of a file.
    #[error("There is a file {} already; choose another name, or open that one.", .path.display())]
    AlreadyThere {
        /// The file that is there.
        path: PathBuf,
    },
    /// A new document would take the place of edits that were never published.
    #[error(
        "There is no file {} any more, but {} never published to it can still be brought back; open that path to get everything back, or choose another name.",
        .path.display(), edits_in_words(*.edits)
    )]
    UnpublishedThere {
        /// Where they should have been published.
        path: PathBuf,
        /// How many edits wait in the working copy.
        edits: u64,
    },
    /// What should be saved is not a copy that was kept aside.
    #[error("{} is not a copy kept aside here; choose one that is, or open the file itself.", .path.display())]
    NotSetAside {
        /// The file asked for.
        path: PathBuf,
    },
    /// The file is something else.
    #[error("{} is not a footprint ({why}); open a .footbridge file, or import this one into a footprint.", .path.display())]
    NotAFootprint {
        /// The file.
        path: PathBuf,
        /// What gave it away.
        why: String,
    },
    /// The file was written by a newer program.
    #[error(
        "{} was written by a newer Footbridge (file version {theirs}, this program knows {ours}); open it with that program, or bring this one up to date.",
        .path.display()
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// The version it needs.
        theirs: u32,
        /// The newest version this program knows.
        ours: u32,
    },
    /// The file is truncated or damaged.
    #[error("{} is damaged ({what}); nothing was changed in it: open a backup, or another copy of it.", .path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What was found.
        what: String,
    },
    /// The file cannot be read.
    #[error("{} cannot be read because {cause}; see to that and try again.", .path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        cause: String,
    },
    /// Another window or command has it open on this computer.
    #[error("{} is already open here{holder}; close it there, or wait until it is done, and try again.", .path.display())]
    AlreadyOpen {
        /// The document.
        path: PathBuf,
        /// Who has it, as far as is known, beginning with a space or empty.
        holder: String,
    },
    /// The published file was changed by somebody else since this program last read or wrote it.
    #[error(
        "{} was changed by somebody else in the meantime, so it was not overwritten; your edits are safe on this computer: compare and merge the two, or save a copy under another name.",
        .path.display()
    )]
    PublishedChanged {
        /// The published file.
        path: PathBuf,
    },
    /// The published file was removed, renamed or moved while it was open.
    #[error(
        "{} is no longer there{}, so {} not published; everything is safe on this computer: put the file back, or choose another place for it.",
        .path.display(), .now_at.as_ref().map(|at| format!(" (it is now {})", at.display())).unwrap_or_default(), were(*.edits)
    )]
    PublishedGone {
        /// Where it was.
        path: PathBuf,
        /// The same file under another name in the same folder, where there is one.
        now_at: Option<PathBuf>,
        /// How many edits the file did not hold yet.
        edits: u64,
    },
    /// On opening: the file has changed, and there are edits that were never published to it.
    #[error(
        "{} was changed by somebody else while {edits} of your edits were not yet published to it; neither was touched: compare and merge the two, or save your edits as a copy.",
        .path.display()
    )]
    BothChanged {
        /// The published file.
        path: PathBuf,
        /// How many edits wait in the working copy.
        edits: u64,
    },
    /// What should be merged is another document.
    #[error(
        "{} is another footprint and not a copy of this one, so the two cannot be merged; import it instead, or choose a copy of this one.",
        .path.display()
    )]
    AnotherDocument {
        /// The file.
        path: PathBuf,
    },
    /// The document was edited between the review and the merge.
    #[error("The footprint was edited since it was compared with {}; compare the two again and decide anew.", .path.display())]
    ReviewOutdated {
        /// The other copy.
        path: PathBuf,
    },
    /// The two cannot be put together by the rules every edit is held to.
    #[error("{} was not merged, and nothing was changed: {why}", .path.display())]
    NotMerged {
        /// The other copy.
        path: PathBuf,
        /// The rule and what to do, in a sentence.
        why: String,
    },
    /// The file could not be written to its place.
    #[error("{} was not written because {cause}; {safety}: see to that, or choose another place.", .path.display())]
    NotPublished {
        /// The file that should have been written.
        path: PathBuf,
        /// Why it was not.
        cause: String,
        /// What is safe, and where.
        safety: String,
    },
    /// A passphrase that is none.
    #[error("The passphrase is empty or has a NUL in it; type at least one character.")]
    NoPassphrase,
    /// The file is encrypted and no passphrase was given.
    #[error("{} is encrypted; give its passphrase to open it.", .path.display())]
    NeedsPassphrase {
        /// The file.
        path: PathBuf,
    },
    /// The file is encrypted with another passphrase.
    #[error(
        "{} does not open with this passphrase; try it again with care for capitals and accents, or open a backup if you are sure of it.",
        .path.display()
    )]
    WrongPassphrase {
        /// The file.
        path: PathBuf,
    },
    /// A backup could not be taken.
    #[error("No backup of {} was made because {cause}; nothing was changed: see to that and try again.", .path.display())]
    NotBackedUp {
        /// The document.
        path: PathBuf,
        /// Why not.
        cause: String,
    },
    /// The folder that holds working copies cannot be used.
    #[error("The folder for working copies {} cannot be used because {cause}; see to that and try again.", .path.display())]
    WorkArea {
        /// The folder or file.
        path: PathBuf,
        /// Why not.
        cause: String,
    },
    /// The edit breaks a rule of the footprint.
    #[error(transparent)]
    Refused(#[from] domain::Refused),
    /// There is nothing to undo.
    #[error("There is nothing to undo in {}.", .path.display())]
    NothingToUndo {
        /// The document.
        path: PathBuf,
    },
    /// There is nothing to redo.
    #[error("There is nothing to redo in {}.", .path.display())]
    NothingToRedo {
        /// The document.
        path: PathBuf,
    },
    /// The edit could not be kept.
    #[error(
        "The change was not kept because {cause}; everything before it is safe: see to that and try again."
    )]
    NotKept {
        /// Why.
        cause: String,
    },
}

impl StoreError {
    /// The working copy refused a change.
    pub(crate) fn not_kept(error: &rusqlite::Error) -> Self {
        Self::NotKept {
            cause: cause(error),
        }
    }

    /// The folder for working copies failed.
    pub(crate) fn work_area(path: &Path, error: &io::Error) -> Self {
        Self::WorkArea {
            path: path.to_owned(),
            cause: io_cause(error),
        }
    }
}

/// "1 edit", "2 edits".
pub(crate) fn edits_in_words(edits: u64) -> String {
    if edits == 1 {
        "1 edit".to_owned()
    } else {
        format!("{edits} edits")
    }
}

/// "1 edit was", "2 edits were".
pub(crate) fn were(edits: u64) -> String {
    let were = if edits == 1 { "was" } else { "were" };
    format!("{} {were}", edits_in_words(edits))
}

/// A clause that says what SQLite ran into.
pub(crate) fn cause(error: &rusqlite::Error) -> String {
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => "the disk is full".to_owned(),
        Some(ErrorCode::ReadOnly) => "the place is read-only".to_owned(),
        Some(ErrorCode::CannotOpen) => "the folder cannot be written to".to_owned(),
        Some(ErrorCode::PermissionDenied) => "this account may not write there".to_owned(),
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            "another program holds the file".to_owned()
        }
        Some(ErrorCode::SystemIoFailure) => "the disk or the connection to it failed".to_owned(),
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
            "the working copy is damaged".to_owned()
        }
        Some(ErrorCode::ConstraintViolation) => {
            format!("it would break the document's own rules ({error})")
        }
        _ => format!("the database answered \u{201c}{error}\u{201d}"),
    }
}

/// A clause that says what the file system ran into.
pub(crate) fn io_cause(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "the folder is not there".to_owned(),
        io::ErrorKind::NotADirectory => "part of the path is a file and not a folder".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        io::ErrorKind::PermissionDenied => "this account may not do so there".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "the place is read-only".to_owned(),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "the disk is full".to_owned(),
        io::ErrorKind::ResourceBusy => "another program holds it".to_owned(),
        _ => format!("the system answered \u{201c}{error}\u{201d}"),
    }
}
