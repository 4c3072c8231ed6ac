//! The use cases, once: open, edit, ask, draw, export. The two faces know only this crate (and the types of
//! `domain`).
//!
//! Three types to know:
//! * [`Session`]: an open document and everything that is done to it;
//! * [`Seen`]: a footprint seen by one audience on one day, with its answers;
//! * [`Desk`]: the window's partner, which answers one [`wire::Request`] after the other.
//!
//! ```
//! use app::{Desk, Settings, wire::{Reply, Request, Start}};
//! use jiff::{civil::date, tz::TimeZone};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let folder = tempfile::tempdir()?;
//! let settings = Settings {
//!     data_dir: folder.path().join("data"),
//!     documents_dir: folder.path().to_owned(),
//!     author: "A. Keeper".into(),
//! };
//! let now = date(2026, 3, 5).at(9, 41, 0, 0).to_zoned(TimeZone::UTC)?;
//! let mut desk = Desk::new(settings);
//! let start = Start::Empty { name: "Vale".into() };
//! let Reply::Overview(overview) = desk.ask(Request::NewDocument { path: None, start }, &now)? else {
//!     unreachable!()
//! };
//! assert_eq!(overview.footprint, "Vale");
//! # Ok(()) }
//! ```

mod act;
pub mod answers;
mod arrange;
pub mod choices;
mod desk;
pub mod directory;
mod drawings;
mod error;
mod filters;
mod forms;
pub mod imports;
pub mod influence;
mod inspect;
mod jobs;
mod lens;
mod listing;
pub mod measure;
pub mod papers;
mod parties;
pub mod person;
pub mod quick;
pub mod safekeeping;
mod safety;
mod sayings;
pub mod script;
mod seen;
mod sentence;
mod session;
mod settings;
mod shared;
mod timeline;
pub mod wire;

pub use desk::{Begun, Desk, Finished, change_row};
pub use drawings::lay_out;
pub use error::AppError;
pub use insight::{Draws, Watch};
pub use lens::{Lens, usual_day};
pub use listing::Listing;
pub use seen::Seen;
pub use session::{EXAMPLE_NAME, Now, Session, free_path, fresh_ids};
pub use settings::Settings;
pub use shared::{Clock, SharedDesk};
pub use store::Passphrase;

/// The words the licence of the bundled reference data asks to be shown.
pub const fn attribution() -> &'static str {
    exchange::reference::ATTRIBUTION
}
