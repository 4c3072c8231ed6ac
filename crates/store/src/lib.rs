//! The `.footbridge` document: schema, edits, undo, history, publishing.
//!
//! The file the user sees is never a live database. The live one is a private working copy on the local disk, where
//! every edit is durable when it returns; the user's file is *published* from it as one consistent file, and is
//! never overwritten when somebody else has changed it.
//!
//! Three types to know:
//! * [`Document`]: an open footprint; edits, undo, history, publishing;
//! * [`WorkArea`]: the folder that holds working copies;
//! * [`Change`]: one act on a document: who, when, what.
//!
//! ```
//! use domain::{Edit, Organisation, OrganisationId, OrganisationKind};
//! use jiff::Timestamp;
//! use store::{Document, WorkArea};
//! use uuid::Uuid;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let folder = tempfile::tempdir()?;
//! let work = WorkArea::at(folder.path().join("work"))?;
//! let file = folder.path().join("Vale.footbridge");
//! let now = Timestamp::UNIX_EPOCH;
//!
//! let mut document = Document::create(&file, &work, "Vale", "A. Manager", now)?;
//! let council = Organisation::new(
//!     OrganisationId::from(Uuid::from_u128(1)),
//!     "Vale Council",
//!     OrganisationKind::Council,
//! );
//! let change = document.apply(&Edit::AddOrganisation(council), "A. Manager", now)?;
//! assert_eq!(change.words, "Add organisation Vale Council");
//! document.close(now)?;
//!
//! let mut document = Document::open(&file, &work, "B. Keeper", now)?;
//! assert_eq!(document.map().organisations().len(), 1);
//! document.undo("B. Keeper", now)?;
//! assert!(document.map().organisations().is_empty());
//! # Ok(()) }
//! ```

mod aside;
mod backups;
mod changeset;
mod command;
mod compare;
mod conflict_copies;
mod connection;
mod document;
mod erase;
mod error;
mod fields;
mod graft;
mod health;
mod history;
mod known;
mod ladder;
mod merge;
mod opening;
mod passphrase;
mod published;
mod publishing;
mod redact;
mod rekey;
mod repair;
mod rows;
mod salvage;
mod thinning;
mod work_area;

pub use aside::{rescue_set_aside, set_aside};
pub use backups::{BackingUp, Backup, BackupReason, Backups, Holding};
pub use compare::{Changed, Comparison, Named, compare};
pub use conflict_copies::conflict_copies;
pub use document::{Document, rescue_unpublished};
pub use erase::{Erased, KeptCopies};
pub use error::StoreError;
pub use health::check_file;
pub use history::{Act, Change, EditStanding};
pub use merge::{
    Choices, Conflict, InWords, MergedFile, Point, PossibleDuplicate, Review, Side, compare_files,
    merge_files,
};
pub use opening::{Opening, Replacement};
pub use passphrase::Passphrase;
pub use publishing::{Published, Publishing, PublishingOutcome};
pub use rekey::Rekeyed;
pub use repair::{Repaired, repair};
pub use work_area::WorkArea;
