//! How densely groups are tied within and to one another, against what is known.

use serde::Serialize;

use crate::graph::Graph;
use crate::groups::{Groups, KnownPairs, possible};
use crate::rows::Walk;

/// The ties of one group to another, or within one.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Block {
    /// How many ties: edges, or the arcs from the first group to the second.
    pub ties: u64,
    /// The sum of their weights.
    pub weight: f64,
    /// How many pairs there could be; ordered pairs where ties have a direction.
    pub possible: u64,
    /// How many of them anybody has assessed.
    pub assessed: u64,
}

impl Block {
    /// The share of the assessed pairs that are tied; `None` where none is assessed: not known is
    /// never 0.
    pub fn density(self) -> Option<f64> {
        (self.assessed > 0).then(|| self.ties as f64 / self.assessed as f64)
    }

    /// The share of the possible pairs that anybody has assessed; `None` where no pair is possible.
    pub fn coverage(self) -> Option<f64> {
        (self.possible > 0).then(|| self.assessed as f64 / self.possible as f64)
    }

    /// The sum of weights by assessed pair; `None` where none is assessed.
    pub fn mean_weight(self) -> Option<f64> {
        (self.assessed > 0).then(|| self.weight / self.assessed as f64)
    }
}

/// The blocks of every group by every group, a row for each first group, in the order of the groups
/// (Wasserman & Faust 1994, §10.2). Where ties have a direction, ordered pairs count on both sides. Ties of nodes
/// without a group are left out. O(m + groups²).
pub fn blocks<G: Walk>(graph: &G, groups: &Groups, known: &KnownPairs) -> Vec<Vec<Block>> {
    let sizes = groups.sizes();
    let assessed = known.by_group(groups);
    let count = groups.len();
    let mut blocks: Vec<Vec<Block>> = (0..count)
        .map(|a| {
            (0..count)
                .map(|b| {
                    // A pair within a group is two ordered pairs; one between two is one each way.
                    let times = if !G::BOTH_WAYS && a == b { 2 } else { 1 };
                    Block {
                        ties: 0,
                        weight: 0.0,
                        possible: times * possible(&sizes, a, b),
                        assessed: times * assessed[a][b],
                    }
                })
                .collect()
        })
        .collect();
    let rows = graph.rows();
    let weights = graph.arc_weights();
    for node in 0..rows.nodes() as u32 {
        for (&other, &weight) in rows.of(node).iter().zip(&weights[rows.row(node)]) {
            let ends = (groups.of()[node as usize], groups.of()[other as usize]);
            let (Some(from), Some(to)) = ends else {
                continue;
            };
            // An edge is met from both ends: within a group that is once too often.
            if G::BOTH_WAYS && from == to && node > other {
                continue;
            }
            let block = &mut blocks[from as usize][to as usize];
            block.ties += 1;
            block.weight += weight;
        }
    }
    blocks
}

/// What the ties of a block are beside what the busyness of its members alone would give.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Surprise {
    /// e_ab = k_a k_b/2m, within a group k_a²/4m, with k the sum of the members' degrees.
    pub expected: f64,
    /// (o − e)/√e; `None` where nothing is expected.
    pub residual: Option<f64>,
}

/// Compares the number of ties in every block with what the degrees alone would give (the
/// degree-corrected expectation of Newman 2006). O(m + groups²).
pub fn surprises(graph: &Graph, groups: &Groups) -> Vec<Vec<Surprise>> {
    let mut ends = vec![0.0; groups.len()];
    let mut ties = vec![vec![0.0; groups.len()]; groups.len()];
    let mut all = 0.0;
    for edge in graph.edges() {
        if let (Some(a), Some(b)) = (groups.of()[edge.a as usize], groups.of()[edge.b as usize]) {
            let (a, b) = (a as usize, b as usize);
            all += 1.0;
            ends[a] += 1.0;
            ends[b] += 1.0;
            ties[a][b] += 1.0;
            if a != b {
                ties[b][a] += 1.0;
            }
        }
    }
    (0..groups.len())
        .map(|a| {
            (0..groups.len())
                .map(|b| {
                    let halves = if a == b { 4.0 } else { 2.0 };
                    let expected = if all > 0.0 {
                        ends[a] * ends[b] / (halves * all)
                    } else {
                        0.0
                    };
                    Surprise {
                        expected,
                        residual: (expected > 0.0)
                            .then(|| (ties[a][b] - expected) / expected.sqrt()),
                    }
                })
                .collect()
        })
        .collect()
}
