//! Which pairs that are not tied have much in common.

use rayon::prelude::*;
use serde::Serialize;

use crate::graph::Graph;

/// Two nodes without a tie, and what they have in common.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Likely {
    /// The lower node.
    pub a: u32,
    /// The higher.
    pub b: u32,
    /// How many neighbours they share.
    pub shared: u32,
    /// Σ 1/ln k_z over the neighbours z they share (Adamic & Adar 2003).
    pub adamic_adar: f64,
    /// Σ 1/k_z (Zhou, Lü & Zhang 2009).
    pub resource_allocation: f64,
}

/// The pairs without a tie that share a neighbour and are wanted, the most alike first by Adamic and
/// Adar, then by their nodes; at most so many (Liben-Nowell & Kleinberg 2007). By itself this
/// recommends easy ties: ask which ties are needed first. O(Σ k²), on all threads.
pub fn likely_ties(
    graph: &Graph,
    most: usize,
    wanted: impl Fn(u32, u32) -> bool + Sync,
) -> Vec<Likely> {
    let nodes = graph.nodes();
    let degree = |node: u32| graph.neighbours(node).len() as f64;
    let mut found: Vec<Likely> = (0..nodes as u32)
        .into_par_iter()
        .map_init(
            || (vec![(0_u32, 0.0_f64, 0.0_f64); nodes], Vec::new()),
            |(sums, met), a| {
                for &middle in graph.neighbours(a) {
                    let (log, share) = (1.0 / degree(middle).ln(), 1.0 / degree(middle));
                    for &b in graph.neighbours(middle).iter().filter(|&&b| b > a) {
                        let sum = &mut sums[b as usize];
                        if sum.0 == 0 {
                            met.push(b);
                        }
                        *sum = (sum.0 + 1, sum.1 + log, sum.2 + share);
                    }
                }
                met.sort_unstable();
                let mut likely: Vec<Likely> = Vec::new();
                for b in met.drain(..) {
                    let (shared, adamic_adar, resource_allocation) =
                        std::mem::take(&mut sums[b as usize]);
                    if graph.weight(a, b).is_none() && wanted(a, b) {
                        likely.push(Likely {
                            a,
                            b,
                            shared,
                            adamic_adar,
                            resource_allocation,
                        });
                    }
                }
                likely.sort_by(order);
                likely.truncate(most);
                likely
            },
        )
        .flatten()
        .collect();
    found.sort_by(order);
    found.truncate(most);
    found
}

fn order(one: &Likely, other: &Likely) -> std::cmp::Ordering {
    other
        .adamic_adar
        .total_cmp(&one.adamic_adar)
        .then((one.a, one.b).cmp(&(other.a, other.b)))
}
