//! How near a node is to all others.

use crate::graph::Weighting;
use crate::measures::paths::Paths;
use crate::rows::Walk;

/// Harmonic centrality, normalised: (1/(n−1)) Σ_{j≠i} 1/d_ij, with 1/∞ = 0, so that it is right on
/// networks in several parts (Marchiori & Latora 2000; Boldi & Vigna 2014). In steps it lies between
/// 0 and 1; weighted, in the inverse of the unit of length. Distances are those from the node.
/// O(nm), weighted O(nm log n).
pub fn harmonic<G: Walk>(graph: &G, weighting: Weighting) -> Vec<f64> {
    Paths::distances(graph, weighting).harmonic()
}

/// Closeness with the correction of Wasserman & Faust 1994 for networks in several parts:
/// (r−1)/(n−1) · (r−1)/Σ d_ij over the r nodes reached, the node itself among them; 0 for an
/// isolated node. Distances are those from the node. O(nm), weighted O(nm log n).
pub fn closeness<G: Walk>(graph: &G, weighting: Weighting) -> Vec<f64> {
    Paths::distances(graph, weighting).closeness()
}
