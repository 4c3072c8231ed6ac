//! Who lies between others.

use crate::graph::{Graph, Weighting};
use crate::length::Length;
use crate::measures::paths::{PerSource, Search, over_all_sources};

/// Betweenness of every node: the number of unordered pairs of others whose shortest paths lead
/// through it, shared where there are several, b_v = Σ_{s<t} σ_st(v)/σ_st.
///
/// Freeman 1977; algorithm of Brandes 2001. Paths of equal length are found equal by exact
/// arithmetic wherever the weights allow it. O(nm) in steps, O(nm log n) weighted; sources run on
/// all threads. The most sensitive of the measures to missing ties: say how many pairs are known.
pub fn betweenness(graph: &Graph, weighting: Weighting) -> Vec<f64> {
    let (mut sums, _) = over_all_sources(graph, weighting, &Dependencies);
    for sum in &mut sums {
        // Each pair was met from both of its ends.
        *sum /= 2.0;
    }
    sums
}

/// Betweenness as a share of the pairs of others there are, 0 to 1: divided by (n−1)(n−2)/2.
/// All zero where there are fewer than three nodes.
pub fn betweenness_normalised(raw: &[f64]) -> Vec<f64> {
    let nodes = raw.len() as f64;
    let pairs = (nodes - 1.0) * (nodes - 2.0) / 2.0;
    raw.iter()
        .map(|value| if pairs > 0.0 { value / pairs } else { 0.0 })
        .collect()
}

/// The second half of Brandes' algorithm: δ_s(v) = Σ_{w behind v} σ_v/σ_w · (1 + δ_s(w)).
struct Dependencies;

impl PerSource for Dependencies {
    fn add<L: Length>(
        &self,
        graph: &Graph,
        search: &Search<L>,
        arcs: Option<&[L]>,
        delta: &mut Vec<f64>,
        sum: &mut [f64],
    ) {
        delta.resize(graph.nodes(), 0.0);
        for &node in &search.order {
            delta[node as usize] = 0.0;
        }
        for &node in search.order.iter().skip(1).rev() {
            let at = node as usize;
            let here = search.distance[at];
            let share = (1.0 + delta[at]) / search.paths[at];
            let mut hand_back = |before: u32, length: L| {
                let before = before as usize;
                if search.distance[before].plus(length).same(here) {
                    delta[before] += search.paths[before] * share;
                }
            };
            let neighbours = graph.neighbours(node);
            match arcs {
                None => neighbours
                    .iter()
                    .for_each(|&before| hand_back(before, L::STEP)),
                Some(arcs) => neighbours
                    .iter()
                    .zip(&arcs[graph.row(node)])
                    .for_each(|(&before, &length)| hand_back(before, length)),
            }
            sum[at] += delta[at];
        }
    }
}
