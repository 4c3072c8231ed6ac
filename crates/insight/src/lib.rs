//! The answers, each with the sentence, the figures, the evidence and how much is known.
//!
//! Three types to know:
//! * [`Finding`]: something a board member can read and act on;
//! * [`Gaps`], [`Influence`], [`Promises`], and an [`Answer`] of each kind about people and what hangs on them: the
//!   answers to their questions, findings first;
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

mod answer;
mod authority;
mod bodies;
mod brokers;
mod connectors;
mod contacts;
mod effort;
mod failure;
mod finding;
mod formal;
mod gaps;
mod ground;
mod influence;
mod introductions;
mod lines;
mod listening;
mod promises;
mod reliability;
mod stability;
mod views;
mod what_if;
pub mod words;

pub use answer::{Answer, Watch};
pub use authority::{AuthorityMap, Corners, Informal, LeaderAuthority, authority, corners};
pub use brokers::{Broker, Brokers, Carries, Roles, brokers};
pub use connectors::Connector;
pub use effort::Effort;
pub use failure::{
    AtLevel, AtOnce, CutLeader, Hanging, HangingPairs, HangingPart, HangsOnOrganisations,
    OrganisationHolds, OrganisationsAtLevel, RestsOn, SinglePoint, SinglePoints, SingleThread,
    TieHolds, hanging_on_leaders, hanging_on_organisations, hanging_pairs, single_points,
};
pub use formal::{Deciding, Mandates, Scope, mandates};
pub use ground::{known_of_leaders, known_of_organisations};
pub use introductions::{Introductions, Meeting, Way, introductions};
pub use lines::{Line, Lines, MOST_HANDS, WorkstreamLines, lines};
pub use listening::attention;
pub use stability::{
    DRAWS, Draws, HangingStability, LeaderStability, Measured, OrganisationStability,
    OrganisationsTried, Rank, SEED, Stability, Standing, Supposed, stability, stability_of_leaders,
};
pub use views::{Differing, Views, Voice, views};
pub use what_if::{
    Change, Compared, Question, Supposition, WhatIf, out_of_reach, supposed, what_if,
};

pub use finding::{Evidence, Figure, Figures, Finding, PartyName};
pub use gaps::{
    Actual, AskFirst, Bridge, Counts, Gaps, LISTED, Pair, PerceptionGap, Reason, Resilience,
    Status, gap_between, gaps,
};
pub use influence::{
    FormalAuthority, Influence, LeaderInfluence, Measures, PostHeld, Quadrant, influence,
};
pub use network::{Meaning, aside, report as measuring};
pub use promises::{Kept, Owed, PromiseRow, Promises, Reliability, owed, promises};
pub use reliability::{Prior, prior, wilson};
