//! Burt's structural holes: how far a node's contacts all know one another.

use rayon::prelude::*;

use crate::graph::{Graph, Weighting};
use crate::measures::cohesion::{MUCH, each_common};
use crate::rows::{Rows, Walk};

/// What Burt's measures say of one node.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Holes {
    /// C_i = Σ_j c_ij with c_ij = (p_ij + Σ_q p_iq p_qj)², how far all investment leads back to the same
    /// people. 1 for a single contact; small closed groups exceed 1.
    pub constraint: f64,
    /// How many of the contacts are not duplicates: Σ_j [1 − Σ_q p_iq m_jq].
    pub effective_size: f64,
    /// Effective size as a share of the contacts.
    pub efficiency: f64,
    /// How far the constraint comes from few contacts: Σ_j r_j ln r_j / (N ln N) with
    /// r_j = c_ij/(C_i/N) over the N contacts; 1 for a single contact.
    pub hierarchy: f64,
}

/// Burt's constraint, effective size, efficiency and hierarchy (Burt 1992, chapter 2); `None` for an
/// isolated node, of which nothing can be said.
///
/// p_ij = w_ij/Σ_k w_ik and m_jq = w_jq/max_k w_jk, where the weight of a directed tie is
/// a_ij + a_ji: give the [undirected view](crate::Digraph::undirected). In steps every weight is 1,
/// and effective size is n − 2t/n, with t ties among n contacts (Borgatti 1997). O(Σ over ties of
/// the lesser degree), on all threads.
pub fn holes(graph: &Graph, weighting: Weighting) -> Vec<Option<Holes>> {
    let nodes = graph.nodes();
    let rows = graph.rows();
    let weights = match weighting {
        Weighting::Steps => vec![1.0; rows.arcs()],
        Weighting::Weighted => graph.arc_weights(),
    };
    let mut inverse = Vec::with_capacity(nodes);
    let mut strongest = Vec::with_capacity(nodes);
    for node in 0..nodes as u32 {
        let row = &weights[rows.row(node)];
        inverse.push(1.0 / row.iter().sum::<f64>());
        strongest.push(row.iter().copied().fold(0.0, f64::max));
    }
    let ties = Ties {
        rows,
        weights: &weights,
        inverse: &inverse,
        strongest: &strongest,
    };
    (0..nodes as u32)
        .into_par_iter()
        .map_init(
            || Memory {
                place: vec![0; nodes],
                ..Memory::default()
            },
            |memory, node| ties.around(node, memory),
        )
        .collect()
}

struct Ties<'a> {
    rows: &'a Rows,
    weights: &'a [f64],
    /// One over the sum of each node's weights.
    inverse: &'a [f64],
    strongest: &'a [f64],
}

/// In the order of a node's contacts: what it invests in each, and what reaches each through others.
#[derive(Default)]
struct Memory {
    invested: Vec<f64>,
    through: Vec<f64>,
    /// For each contact its place among the contacts, from 1; 0 for all others.
    place: Vec<u32>,
}

impl Ties<'_> {
    fn around(&self, node: u32, memory: &mut Memory) -> Option<Holes> {
        let contacts = self.rows.of(node);
        if contacts.is_empty() {
            return None;
        }
        let Memory {
            invested,
            through,
            place,
        } = memory;
        let own = self.inverse[node as usize];
        invested.clear();
        invested.extend(
            self.weights[self.rows.row(node)]
                .iter()
                .map(|weight| weight * own),
        );
        through.clear();
        through.resize(contacts.len(), 0.0);
        for (at, &contact) in contacts.iter().enumerate() {
            place[contact as usize] = at as u32 + 1;
        }
        let mut redundancy = 0.0;
        for (at, &contact) in contacts.iter().enumerate() {
            let weights = &self.weights[self.rows.row(contact)];
            let onward = invested[at] * self.inverse[contact as usize];
            let mut shared = 0.0;
            let mut meet = |to: usize, weight: f64| {
                through[to] += onward * weight;
                shared += invested[to] * weight;
            };
            let beyond = self.rows.of(contact);
            if beyond.len() / MUCH > contacts.len() {
                each_common(contacts, beyond, |to, arc| meet(to, weights[arc]));
            } else {
                for (&next, &weight) in beyond.iter().zip(weights) {
                    let to = place[next as usize];
                    if to > 0 {
                        meet(to as usize - 1, weight);
                    }
                }
            }
            redundancy += shared / self.strongest[contact as usize];
        }
        for &contact in contacts {
            place[contact as usize] = 0;
        }
        let count = contacts.len() as f64;
        let local = |at: usize| (invested[at] + through[at]).powi(2);
        let constraint: f64 = (0..contacts.len()).map(local).sum();
        let hierarchy = if contacts.len() == 1 {
            1.0
        } else {
            let sum: f64 = (0..contacts.len())
                .map(|at| local(at) * count / constraint)
                .map(|ratio| ratio * ratio.ln())
                .sum();
            sum / (count * count.ln())
        };
        let effective_size = count - redundancy;
        Some(Holes {
            constraint,
            effective_size,
            efficiency: effective_size / count,
            hierarchy,
        })
    }
}
