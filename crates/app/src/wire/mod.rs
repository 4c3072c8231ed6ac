//! Every use case as one typed request and one typed reply: what the faces speak.
//!
//! The window's TypeScript types are generated from these (ui/src/host/generated/wire.ts); the command
//! line prints the same replies as JSON. Ids are text, days are `2026-03-05`, moments are RFC 3339.

mod forms;
mod influence;
mod map;
mod quick;
mod reply;
mod request;
mod safety;

pub use forms::*;
pub use influence::*;
pub use map::*;
pub use quick::*;
pub use reply::*;
pub use request::*;
pub use safety::*;
