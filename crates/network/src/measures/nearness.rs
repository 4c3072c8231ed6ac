//! How near a node is to all others.

use crate::graph::{Graph, Weighting};
use crate::length::Length;
use crate::measures::paths::{PerSource, Search, over_all_sources};

/// Harmonic centrality, normalised: (1/(n−1)) Σ_{j≠i} 1/d_ij, with 1/∞ = 0, so that it is right on
/// networks in several parts (Marchiori & Latora 2000; Boldi & Vigna 2014). In steps it lies between
/// 0 and 1; weighted, in the inverse of the unit of length. O(nm), weighted O(nm log n).
pub fn harmonic(graph: &Graph, weighting: Weighting) -> Vec<f64> {
    let (mut sums, unit) = over_all_sources(graph, weighting, &Inverse);
    let others = (graph.nodes() as f64 - 1.0).max(1.0);
    for sum in &mut sums {
        *sum *= unit / others;
    }
    sums
}

/// Closeness with the correction of Wasserman & Faust 1994 for networks in several parts:
/// (r−1)/(n−1) · (r−1)/Σ d_ij over the r nodes reached, the node itself among them; 0 for an
/// isolated node. O(nm), weighted O(nm log n).
pub fn closeness(graph: &Graph, weighting: Weighting) -> Vec<f64> {
    let (mut sums, unit) = over_all_sources(graph, weighting, &Closeness);
    for sum in &mut sums {
        *sum *= unit;
    }
    sums
}

struct Inverse;

impl PerSource for Inverse {
    fn add<L: Length>(
        &self,
        _: &Graph,
        search: &Search<L>,
        _: Option<&[L]>,
        _: &mut Vec<f64>,
        sum: &mut [f64],
    ) {
        sum[search.order[0] as usize] = reached(search)
            .map(|distance| distance.as_float().recip())
            .sum();
    }
}

struct Closeness;

impl PerSource for Closeness {
    fn add<L: Length>(
        &self,
        graph: &Graph,
        search: &Search<L>,
        _: Option<&[L]>,
        _: &mut Vec<f64>,
        sum: &mut [f64],
    ) {
        let others = (search.order.len() - 1) as f64;
        if others > 0.0 {
            let far: f64 = reached(search).map(Length::as_float).sum();
            sum[search.order[0] as usize] = others / (graph.nodes() as f64 - 1.0) * (others / far);
        }
    }
}

/// The distances of the nodes reached, without the source.
fn reached<L: Length>(search: &Search<L>) -> impl Iterator<Item = L> {
    search
        .order
        .iter()
        .skip(1)
        .map(|&node| search.distance[node as usize])
}
