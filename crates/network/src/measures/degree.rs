//! With how many, and how strongly.

use crate::graph::Graph;

/// Degree: how many neighbours each node has, k_i = Σ_j a_ij (Freeman 1979). O(n).
pub fn degree(graph: &Graph) -> Vec<u32> {
    (0..graph.nodes() as u32)
        .map(|node| graph.neighbours(node).len() as u32)
        .collect()
}

/// Strength: the sum of the weights of each node's edges, s_i = Σ_j w_ij (Barrat et al. 2004), in
/// the unit of the weights. O(m).
pub fn strength(graph: &Graph) -> Vec<f64> {
    (0..graph.nodes() as u32)
        .map(|node| {
            graph
                .weighted_neighbours(node)
                .map(|(_, weight)| weight)
                .sum()
        })
        .collect()
}
