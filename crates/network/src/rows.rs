//! Neighbours in compressed rows: one array of targets, and where each node's row starts in it.

use std::ops::Range;

use crate::graph::Meaning;
use crate::length::Lengths;

/// Who can be reached from whom in one step, row by row, each row rising.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rows {
    /// One more entry than there are nodes.
    starts: Vec<u32>,
    targets: Vec<u32>,
}

impl Rows {
    /// Rows from arcs sorted by (from, to), of which no two are alike. O(n + m).
    pub(crate) fn sorted(nodes: usize, arcs: impl Iterator<Item = (u32, u32)>) -> Self {
        let mut starts = vec![0_u32; nodes + 1];
        let targets = arcs
            .map(|(from, to)| {
                starts[from as usize + 1] += 1;
                to
            })
            .collect();
        for node in 0..nodes {
            starts[node + 1] += starts[node];
        }
        Self { starts, targets }
    }

    /// Rows whose starts and targets are ready.
    pub(crate) fn ready(starts: Vec<u32>, targets: Vec<u32>) -> Self {
        Self { starts, targets }
    }

    /// How many nodes there are.
    pub fn nodes(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// How many arcs there are in all rows.
    pub fn arcs(&self) -> usize {
        self.targets.len()
    }

    /// The neighbours of a node, rising.
    pub fn of(&self, node: u32) -> &[u32] {
        &self.targets[self.row(node)]
    }

    /// Whether one node's row holds another. O(log k).
    pub fn holds(&self, from: u32, to: u32) -> bool {
        self.of(from).binary_search(&to).is_ok()
    }

    /// The positions of a node's row among all arcs.
    pub(crate) fn row(&self, node: u32) -> Range<usize> {
        self.starts[node as usize] as usize..self.starts[node as usize + 1] as usize
    }

    /// The target of each arc, row by row.
    pub(crate) fn targets(&self) -> &[u32] {
        &self.targets
    }
}

/// A graph whose ties can be followed: a [`Graph`](crate::Graph) either way, a
/// [`Digraph`](crate::Digraph) along its arcs.
pub trait Walk: Sync {
    /// Whether every tie can be followed either way, so that each pair is met from both its ends.
    const BOTH_WAYS: bool;

    /// Who can be reached from whom in one step.
    fn rows(&self) -> &Rows;

    /// The same arcs turned round.
    fn back_rows(&self) -> &Rows;

    /// The weight of every arc, in the order of the rows.
    fn arc_weights(&self) -> Vec<f64>;

    /// What the weights say.
    fn meaning(&self) -> Meaning;

    /// How many nodes there are.
    fn node_count(&self) -> usize {
        self.rows().nodes()
    }

    /// Whether every weight is 1, so that there is nothing to weigh.
    fn is_unweighted(&self) -> bool {
        self.arc_weights()
            .iter()
            .all(|&weight| weight.to_bits() == 1_f64.to_bits())
    }
}

/// The length of every arc, in the order of the rows, exact wherever the weights allow it.
pub(crate) fn arc_lengths(graph: &impl Walk) -> Lengths {
    Lengths::of(&graph.arc_weights(), graph.meaning(), graph.node_count())
}
