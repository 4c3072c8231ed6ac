//! The measures: functions from a [`Graph`](crate::Graph) to one figure per node, or to the parts
//! of it that fall away. All are deterministic to the last bit, whatever the number of threads.

mod betweenness;
mod components;
mod cuts;
mod degree;
mod matching;
mod nearness;
mod paths;
mod rank;

pub use betweenness::{betweenness, betweenness_normalised};
pub use components::components;
pub use cuts::{articulation_points, bridges};
pub use degree::{degree, strength};
pub use matching::{Matching, maximum_matching};
pub use nearness::{closeness, harmonic};
pub use rank::ranks;
