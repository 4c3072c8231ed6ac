//! Where somebody who keeps following ties, and sometimes begins anew, is found.

use crate::graph::Weighting;
use crate::rows::Walk;

/// The usual chance of following another tie rather than beginning anew (Brin & Page 1998).
pub const DAMPING: f64 = 0.85;

/// PageRank: p = d Pᵀp + (1−d) v, where P sends a walker along a tie with a chance in proportion to
/// its weight (or each alike, in steps), v is every node alike, and a walker at a node that leads
/// nowhere begins anew (Brin & Page 1998). The values add up to 1.
///
/// Solved by Gauss–Seidel sweeps over y = d Pᵀy + v, of which p is the multiple that adds up to 1
/// (Gleich, Gray, Greif & Lau 2010, §2): begun anew or led nowhere, a walker lands alike, so that
/// nodes leading nowhere need no special care. The slowest part of the error, that all of y is too
/// small, is taken out after each of the first sweeps by scaling what arrived so that the equation holds in sum
/// (aggregation into one: Stewart 1994, §6.3). O(m) a sweep, some twenty sweeps.
pub fn pagerank<G: Walk>(graph: &G, weighting: Weighting, damping: f64) -> Vec<f64> {
    const ENOUGH_SWEEPS: usize = 10_000;
    const SCALED_SWEEPS: usize = 40;
    let nodes = graph.node_count();
    let rows = graph.rows();
    let back = graph.back_rows();
    // How much of what is at a node goes along an arc: 1/k, or w/s.
    let weights = match weighting {
        Weighting::Steps => None,
        Weighting::Weighted => Some(graph.arc_weights()),
    };
    let out: Vec<f64> = (0..nodes as u32)
        .map(|node| match &weights {
            None => rows.of(node).len() as f64,
            Some(weights) => weights[rows.row(node)].iter().sum(),
        })
        .collect();
    // What arrives is kept divided by what leaves, so that a sweep is one sum a node.
    let inverse: Vec<f64> = out
        .iter()
        .map(|&out| if out > 0.0 { damping / out } else { 0.0 })
        .collect();
    let leading_on = out.iter().filter(|&&out| out > 0.0).count() as f64;
    let incoming = weights.map(|weights| turned(graph, &weights));
    let mut y = vec![1.0_f64; nodes];
    let mut sent: Vec<f64> = y
        .iter()
        .zip(&inverse)
        .map(|(y, inverse)| y * inverse)
        .collect();
    for sweep in 0..ENOUGH_SWEEPS {
        let (mut change, mut total, mut all, mut kept) = (0.0, 0.0, 0.0, 0.0);
        for node in 0..nodes {
            let sources = back.of(node as u32);
            let arrived: f64 = match &incoming {
                None => sources.iter().map(|&from| sent[from as usize]).sum(),
                Some(weights) => sources
                    .iter()
                    .zip(&weights[back.row(node as u32)])
                    .map(|(&from, weight)| sent[from as usize] * weight)
                    .sum(),
            };
            let now = 1.0 + arrived;
            change += (now - y[node]).abs();
            total += now;
            y[node] = now;
            sent[node] = now * inverse[node];
            all += arrived;
            if inverse[node] > 0.0 {
                kept += arrived;
            }
        }
        if change <= 1e-14 * total {
            break;
        }
        if sweep < SCALED_SWEEPS {
            // s Σz = d Σ over those who lead on of (1 + s z), with z what arrived.
            let scale = damping * leading_on / (all - damping * kept);
            if scale.is_finite() && scale > 0.0 {
                for node in 0..nodes {
                    y[node] = 1.0 + (y[node] - 1.0) * scale;
                    sent[node] = y[node] * inverse[node];
                }
            }
        }
    }
    let total: f64 = y.iter().sum();
    y.iter().map(|value| value / total).collect()
}

/// The weight of every arc in the order of the rows turned round.
pub(crate) fn turned(graph: &impl Walk, weights: &[f64]) -> Vec<f64> {
    let (rows, back) = (graph.rows(), graph.back_rows());
    let mut next: Vec<usize> = (0..rows.nodes() as u32)
        .map(|node| back.row(node).start)
        .collect();
    let mut turned = vec![0.0; weights.len()];
    for node in 0..rows.nodes() as u32 {
        for (&to, &weight) in rows.of(node).iter().zip(&weights[rows.row(node)]) {
            // Rows are rising, so sources come to each row turned round in their order.
            turned[next[to as usize]] = weight;
            next[to as usize] += 1;
        }
    }
    turned
}
