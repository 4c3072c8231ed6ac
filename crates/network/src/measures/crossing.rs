//! How far ties cross the boundaries of groups.

use rayon::prelude::*;
use serde::Serialize;

use crate::graph::Graph;
use crate::groups::Groups;
use crate::measures::brokerage::shuffled;
use crate::rows::Walk;

/// Ties within groups and between them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Crossing {
    /// Ties within a group.
    pub internal: u64,
    /// Ties between two groups.
    pub external: u64,
}

impl Crossing {
    /// The E-I index: (E − I)/(E + I), −1 where every tie stays within, 1 where every one crosses
    /// (Krackhardt & Stern 1988); `None` where there is no tie.
    pub fn index(self) -> Option<f64> {
        let all = (self.external + self.internal) as f64;
        (all > 0.0).then(|| (self.external as f64 - self.internal as f64) / all)
    }

    /// The same with every internal tie counted from both of its ends, as it is met when the ties of
    /// the members of one group are gone through one by one.
    pub fn index_by_member(self) -> Option<f64> {
        let twice = Self {
            internal: 2 * self.internal,
            external: self.external,
        };
        twice.index()
    }

    fn count(&mut self, a: Option<u32>, b: Option<u32>) {
        match (a, b) {
            (Some(a), Some(b)) if a == b => self.internal += 1,
            (Some(_), Some(_)) => self.external += 1,
            _ => {}
        }
    }
}

/// Ties within groups and between them over a whole graph: edges of an undirected one, arcs of a
/// directed one, which give different values. Ties of nodes without a group are left out. O(m).
pub fn crossing<G: Walk>(graph: &G, groups: &Groups) -> Crossing {
    counted(graph, groups.of())
}

fn counted<G: Walk>(graph: &G, of: &[Option<u32>]) -> Crossing {
    let rows = graph.rows();
    let mut found = Crossing::default();
    for node in 0..rows.nodes() as u32 {
        for &other in rows.of(node) {
            if !G::BOTH_WAYS || node < other {
                found.count(of[node as usize], of[other as usize]);
            }
        }
    }
    found
}

/// The same for the ties of the members of each group, in the order of the groups. O(m).
pub fn crossing_by_group(graph: &Graph, groups: &Groups) -> Vec<Crossing> {
    let mut found = vec![Crossing::default(); groups.len()];
    for edge in graph.edges() {
        let ends = (groups.of()[edge.a as usize], groups.of()[edge.b as usize]);
        if let (Some(a), Some(b)) = ends {
            found[a as usize].count(ends.0, ends.1);
            if a != b {
                found[b as usize].count(ends.0, ends.1);
            }
        }
    }
    found
}

/// The same for the ties of each node. Nodes without a group have none. O(m).
pub fn crossing_by_node(graph: &Graph, groups: &Groups) -> Vec<Crossing> {
    (0..graph.nodes() as u32)
        .map(|node| {
            let mut found = Crossing::default();
            for &other in graph.neighbours(node) {
                found.count(groups.of()[node as usize], groups.of()[other as usize]);
            }
            found
        })
        .collect()
}

/// What the E-I index would be from the sizes of the groups alone, were every pair equally likely to
/// be tied: (E* − I*)/(E* + I*) with I* = Σ n_g(n_g − 1) and E* = n(n − 1) − I* (Krackhardt & Stern
/// 1988); `None` where there is no pair.
pub fn expected_crossing(groups: &Groups) -> Option<f64> {
    let sizes = groups.sizes();
    let all: f64 = sizes.iter().map(|&size| f64::from(size)).sum();
    let internal: f64 = sizes
        .iter()
        .map(|&size| f64::from(size) * (f64::from(size) - 1.0))
        .sum();
    let pairs = all * (all - 1.0);
    (pairs > 0.0).then(|| (pairs - 2.0 * internal) / pairs)
}

/// How unusual an E-I index is when groups are shuffled among the nodes that have one.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Unusual {
    /// The mean over the shuffles.
    pub mean: f64,
    /// The share of shuffles in which the index is at least as high, (1 + times)/(1 + shuffles).
    pub at_least: f64,
    /// The share in which it is at most as high.
    pub at_most: f64,
    /// How many shuffles.
    pub shuffles: u32,
}

/// Tests the E-I index of a whole graph by shuffling the groups (Krackhardt & Stern 1988; share by
/// Phipson & Smyth 2010). `None` where there is no tie. O(shuffles · m), on all threads; the same for
/// the same seed.
pub fn unusual_crossing<G: Walk>(
    graph: &G,
    groups: &Groups,
    shuffles: u32,
    seed: u64,
) -> Option<Unusual> {
    let observed = crossing(graph, groups);
    observed.index()?;
    let holders: Vec<usize> = (0..groups.of().len())
        .filter(|&node| groups.of()[node].is_some())
        .collect();
    // Where every node has a group the number of ties is the same in every shuffle, and whole numbers
    // compare and add up without rounding.
    let indices: Vec<f64> = (0..shuffles)
        .into_par_iter()
        .map(|shuffle| {
            let of = shuffled(groups, &holders, seed, shuffle);
            counted(graph, &of).index().unwrap_or(0.0)
        })
        .collect();
    let index = observed.index()?;
    let share = |test: &dyn Fn(f64) -> bool| {
        let times = indices.iter().filter(|&&index| test(index)).count();
        (1 + times) as f64 / (1.0 + f64::from(shuffles))
    };
    Some(Unusual {
        mean: indices.iter().sum::<f64>() / f64::from(shuffles.max(1)),
        at_least: share(&|found| found >= index),
        at_most: share(&|found| found <= index),
        shuffles,
    })
}

/// Assortativity by group: (Σ e_gg − Σ a_g²)/(1 − Σ a_g²), with e_gg the share of ties within group g
/// and a_g the share of ends of ties there (Newman 2003); `None` where there is no tie, or all ends
/// lie in one group. O(m).
pub fn assortativity(graph: &Graph, groups: &Groups) -> Option<f64> {
    let mut ends = vec![0_u64; groups.len()];
    let (mut ties, mut internal) = (0_u64, 0_u64);
    for edge in graph.edges() {
        if let (Some(a), Some(b)) = (groups.of()[edge.a as usize], groups.of()[edge.b as usize]) {
            ties += 1;
            internal += u64::from(a == b);
            ends[a as usize] += 1;
            ends[b as usize] += 1;
        }
    }
    let all = 2.0 * ties as f64;
    let chance: f64 = ends.iter().map(|&ends| (ends as f64 / all).powi(2)).sum();
    (ties > 0 && chance < 1.0).then(|| (internal as f64 / ties as f64 - chance) / (1.0 - chance))
}
