//! The answers, each with the sentence, the figures, the evidence and how much is known.
//!
//! Three types to know:
//! * [`Finding`]: something a board member can read and act on;
//! * [`Gaps`], [`Influence`], [`Promises`]: the answers to their questions, findings first;
//! * [`PartyName`]: how answers name an organisation or a leader.
//!
//! ```
//! use domain::{Audience, Map};
//!
//! let map = Map::default().seen_by(Audience::Working, jiff::civil::date(2026, 3, 5));
//! for finding in insight::gaps(&map).findings {
//!     println!("{} {}", finding.sentence, finding.what_next);
//! }
//! # assert_eq!(insight::gaps(&map).findings[0].code, "no_needs");
//! ```
//!
//! Every answer is a pure function of an [`AudienceMap`](domain::AudienceMap): what its audience may
//! not see is in none of its figures. The English stands in [`words`].

mod finding;
mod gaps;
mod influence;
mod promises;
mod reliability;
pub mod words;

pub use finding::{Evidence, Figure, Figures, Finding, PartyName};
pub use gaps::{
    Actual, AskFirst, Bridge, Counts, Gaps, Pair, PerceptionGap, Reason, Resilience, Status, gaps,
};
pub use influence::{
    FormalAuthority, Influence, LeaderInfluence, Measures, PostHeld, Quadrant, influence,
};
pub use promises::{Kept, PromiseRow, Promises, Reliability, promises};
pub use reliability::{Prior, prior, wilson};
