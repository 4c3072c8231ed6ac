//! The measures: functions from a [`Graph`](crate::Graph) or a [`Digraph`](crate::Digraph) to one
//! figure per node, or to the parts of it that fall away. All are deterministic to the last bit,
//! whatever the number of threads.

mod balance;
mod betweenness;
mod blocks;
mod breadth;
mod brokerage;
mod closure;
mod coalition;
mod cohesion;
mod communities;
mod components;
mod crossing;
mod cuts;
mod degree;
mod dense;
mod holes;
mod influence;
mod information;
mod introductions;
mod key_players;
mod matching;
mod nearness;
mod pagerank;
mod paths;
mod projection;
mod rank;
mod resilience;
mod search;
mod spectral;

pub use balance::{SignedTie, UnbalancedTriad, unbalanced_triads};
pub use betweenness::{Estimate, betweenness, betweenness_estimate, betweenness_normalised};
pub use blocks::{Block, Surprise, blocks, surprises};
pub use brokerage::{ByRole, Moments, OpenPaths, expected_roles, most_open_paths, roles};
pub use closure::{Likely, likely_ties};
pub use coalition::{GroupCentrality, group_centrality};
pub use cohesion::{
    betweenness_centralisation, clustering, core_numbers, degree_centralisation, reciprocity,
    reciprocity_of_pairs, transitivity, triangles, weak_transitivity,
};
pub use communities::{Communities, communities, communities_of, communities_quickly, modularity};
pub use components::{components, strong_components};
pub use crossing::{
    Crossing, Unusual, assortativity, crossing, crossing_by_group, crossing_by_node,
    expected_crossing, unusual_crossing,
};
pub use cuts::{CutNode, Threshold, articulation_points, at_every_threshold, bridges, cut_nodes};
pub use degree::{degree, strength};
pub use holes::{Holes, holes};
pub use influence::{InfluenceError, consensus_weights, final_views, social_influence};
pub use information::{MOST_FOR_INFORMATION, information};
pub use introductions::{Avoid, Introduction, introductions};
pub use key_players::{
    BestSet, Fragmentation, Reach, fragmentation, most_fragmenting, most_reaching, reach,
};
pub use matching::{Matching, maximum_matching};
pub use nearness::{CERTAINTY, NearnessEstimate, Sampled, closeness, harmonic, nearness_estimate};
pub use pagerank::{DAMPING, pagerank};
pub use paths::Paths;
pub use projection::{Shared, TwoMode};
pub use rank::ranks;
pub use resilience::{Resilience, resilience};
pub use spectral::{Eigenvector, KATZ_SHARE, Katz, eigenvector, katz};
