//! A map seen as graphs, and the measures on them.
//!
//! Three types to know:
//! * [`Relationship`]: what the many judgements of one pair of parties amount to, by a stated rule;
//! * [`Network`]: a map through a [`Lens`], organisations or leaders as nodes and relationships as edges;
//! * [`Graph`]: the bare graph inside it, on which the functions of [`measures`] run.
//!
//! ```
//! use domain::{Audience, Leader, Map};
//! use network::{Lens, Network, Weighting, measures};
//!
//! let map = Map::default().seen_by(Audience::Working, jiff::civil::date(2026, 3, 5));
//! let network = Network::of(&map, Lens::leaders());
//! let between = measures::betweenness(network.graph(), Weighting::Weighted);
//! for (party, between) in network.parties().iter().zip(between) {
//!     println!("{party:?} lies between {between} pairs");
//! }
//! # assert_eq!(network.coverage().possible, 0);
//! ```
//!
//! Everything here is a pure function of the map, and the same to the last bit on any number of
//! threads.

mod digraph;
mod graph;
mod groups;
mod length;
pub mod measures;
mod network;
mod plausible;
mod random;
mod relationship;
pub mod report;
mod rows;

pub use crate::network::{Lens, Network, Nodes};
pub use digraph::{Arc, Digraph};
pub use graph::{Edge, Graph, GraphError, Meaning, Parallel, Weighting};
pub use groups::{Groups, KnownPairs};
pub use plausible::{Judged, Plausible, aside};
pub use relationship::{
    Affiliations, Basis, HALF_LIFE_MONTHS, Relationship, Relationships, add_through_leaders,
    completed_half_lives, is_working_relationship, relationships,
};
pub use rows::{Rows, Walk};
