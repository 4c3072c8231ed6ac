//! The bare graph the measures run on: simple, undirected, weighted, in compressed rows.

use thiserror::Error;

use crate::rows::{Rows, Walk};

/// What an edge's weight says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// More is closer: an edge of strength w is 1/w long (Newman 2001; Brandes 2001).
    Strength,
    /// More is farther: an edge of weight w is w long.
    Distance,
}

/// What becomes of several edges between the same two nodes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Parallel {
    /// Their weights are added up.
    Sum,
    /// The greatest weight stands.
    Maximum,
    /// The least weight stands.
    Minimum,
}

impl Parallel {
    /// The weight that stands for two.
    pub(crate) fn merge(self, one: f64, other: f64) -> f64 {
        match self {
            Self::Sum => one + other,
            Self::Maximum => one.max(other),
            Self::Minimum => one.min(other),
        }
    }
}

/// Whether a measure counts steps or adds up the lengths of weighted edges.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weighting {
    /// Every edge is one step.
    Steps,
    /// Every edge is as long as its weight makes it, see [`Meaning`].
    Weighted,
}

/// An edge list that is no graph.
#[derive(Debug, Clone, Copy, PartialEq, Error)]
pub enum GraphError {
    /// An edge names a node that is not there.
    #[error(
        "an edge names node {node}, but there are only {nodes} nodes; add the node or remove the edge"
    )]
    NoSuchNode {
        /// The node it names, from 0.
        node: u32,
        /// How many nodes there are.
        nodes: u32,
    },
    /// A weight that is not a number above 0.
    #[error(
        "the edge between nodes {a} and {b} has weight {weight}; a weight must be a number above 0, so leave out edges that are known not to exist"
    )]
    Weight {
        /// One end.
        a: u32,
        /// The other.
        b: u32,
        /// The weight.
        weight: f64,
    },
}

impl GraphError {
    /// Whether an edge may stand in a graph of so many nodes.
    pub(crate) fn check(nodes: u32, a: u32, b: u32, weight: f64) -> Result<(), Self> {
        if let Some(node) = [a, b].into_iter().find(|&node| node >= nodes) {
            return Err(Self::NoSuchNode { node, nodes });
        }
        if weight.is_finite() && weight > 0.0 {
            Ok(())
        } else {
            Err(Self::Weight { a, b, weight })
        }
    }
}

/// One edge of a [`Graph`], its lower node first.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Edge {
    /// The lower node.
    pub a: u32,
    /// The higher node.
    pub b: u32,
    /// Its weight, above 0.
    pub weight: f64,
}

/// A simple undirected graph over the nodes `0..nodes()`: no edge from a node to itself, at most
/// one between two nodes. Isolated nodes stay.
///
/// ```
/// use network::{Graph, Meaning, Parallel, measures};
///
/// let path = Graph::from_edges(3, [(0, 1, 1.0), (1, 2, 1.0)], Parallel::Sum, Meaning::Strength)?;
/// assert_eq!(measures::betweenness(&path, network::Weighting::Steps), [0.0, 1.0, 0.0]);
/// # Ok::<(), network::GraphError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Graph {
    meaning: Meaning,
    edges: Vec<Edge>,
    rows: Rows,
    /// The edge behind each arc of `rows`.
    edge_of: Vec<u32>,
}

impl Graph {
    /// Builds a graph. Edges from a node to itself are dropped; parallel ones, in either
    /// direction, become one. Takes O(n + m log m).
    ///
    /// # Errors
    /// When an edge names a node that is not there, or has a weight that is not above 0.
    pub fn from_edges(
        nodes: u32,
        edges: impl IntoIterator<Item = (u32, u32, f64)>,
        parallel: Parallel,
        meaning: Meaning,
    ) -> Result<Self, GraphError> {
        let mut sorted = Vec::new();
        for (a, b, weight) in edges {
            GraphError::check(nodes, a, b, weight)?;
            if a != b {
                sorted.push(Edge {
                    a: a.min(b),
                    b: a.max(b),
                    weight,
                });
            }
        }
        // By weight too, so that a sum of parallel weights does not depend on the order of the list.
        sorted.sort_by(|x, y| {
            (x.a, x.b)
                .cmp(&(y.a, y.b))
                .then(x.weight.total_cmp(&y.weight))
        });
        sorted.dedup_by(|next, kept| {
            let alike = (next.a, next.b) == (kept.a, kept.b);
            if alike {
                kept.weight = parallel.merge(kept.weight, next.weight);
            }
            alike
        });
        Ok(Self::from_simple(nodes, sorted, meaning))
    }

    /// A graph of edges that are already simple: lower node first, sorted, no two alike.
    pub(crate) fn from_simple(nodes: u32, edges: Vec<Edge>, meaning: Meaning) -> Self {
        let count = nodes as usize;
        let mut starts = vec![0_u32; count + 1];
        for edge in &edges {
            starts[edge.a as usize + 1] += 1;
            starts[edge.b as usize + 1] += 1;
        }
        for node in 0..count {
            starts[node + 1] += starts[node];
        }
        let mut next = starts.clone();
        let mut targets = vec![0; edges.len() * 2];
        let mut edge_of = vec![0; edges.len() * 2];
        let mut place = |from: u32, to: u32, edge: usize| {
            let slot = &mut next[from as usize];
            targets[*slot as usize] = to;
            edge_of[*slot as usize] = edge as u32;
            *slot += 1;
        };
        // Edges are sorted by (a, b): first every edge towards the higher node in the higher
        // node's row, then the other way round, so that each row comes out rising.
        for (index, edge) in edges.iter().enumerate() {
            place(edge.b, edge.a, index);
        }
        for (index, edge) in edges.iter().enumerate() {
            place(edge.a, edge.b, index);
        }
        Self {
            meaning,
            edges,
            rows: Rows::ready(starts, targets),
            edge_of,
        }
    }

    /// How many nodes there are.
    pub fn nodes(&self) -> usize {
        self.rows.nodes()
    }

    /// The edges, by their lower node and then their higher.
    pub fn edges(&self) -> &[Edge] {
        &self.edges
    }

    /// What the weights say.
    pub fn meaning(&self) -> Meaning {
        self.meaning
    }

    /// A node's neighbours, rising.
    pub fn neighbours(&self, node: u32) -> &[u32] {
        self.rows.of(node)
    }

    /// A node's neighbours with the weight of the edge to each.
    pub fn weighted_neighbours(&self, node: u32) -> impl Iterator<Item = (u32, f64)> {
        self.row(node).map(|arc| {
            (
                self.rows.targets()[arc],
                self.edges[self.edge_of[arc] as usize].weight,
            )
        })
    }

    /// A node's neighbours with the index in [`edges`](Self::edges) of the edge to each.
    pub fn edge_neighbours(&self, node: u32) -> impl Iterator<Item = (u32, u32)> {
        self.row(node)
            .map(|arc| (self.rows.targets()[arc], self.edge_of[arc]))
    }

    /// The weight of the edge between two nodes, where there is one.
    pub fn weight(&self, a: u32, b: u32) -> Option<f64> {
        let row = self.row(a);
        let at = self.rows.of(a).binary_search(&b).ok()?;
        Some(self.edges[self.edge_of[row.start + at] as usize].weight)
    }

    /// The same nodes with only the edges of at least this strength; of distances, at most this one.
    #[must_use]
    pub fn at_least(&self, weight: f64) -> Self {
        let kept = self
            .edges
            .iter()
            .copied()
            .filter(|edge| match self.meaning {
                Meaning::Strength => edge.weight >= weight,
                Meaning::Distance => edge.weight <= weight,
            })
            .collect();
        Self::from_simple(self.nodes() as u32, kept, self.meaning)
    }

    /// The same nodes with only the edges that are wanted.
    #[must_use]
    pub fn only(&self, wanted: impl Fn(Edge) -> bool) -> Self {
        let kept = self
            .edges
            .iter()
            .copied()
            .filter(|&edge| wanted(edge))
            .collect();
        Self::from_simple(self.nodes() as u32, kept, self.meaning)
    }

    /// The positions of a node's row among the arcs.
    pub(crate) fn row(&self, node: u32) -> std::ops::Range<usize> {
        self.rows.row(node)
    }

    pub(crate) fn arc_target(&self, arc: usize) -> u32 {
        self.rows.targets()[arc]
    }
}

impl Walk for Graph {
    const BOTH_WAYS: bool = true;

    fn rows(&self) -> &Rows {
        &self.rows
    }

    fn back_rows(&self) -> &Rows {
        &self.rows
    }

    fn arc_weights(&self) -> Vec<f64> {
        self.edge_of
            .iter()
            .map(|&edge| self.edges[edge as usize].weight)
            .collect()
    }

    fn meaning(&self) -> Meaning {
        self.meaning
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn self_ties_are_dropped_and_parallel_ones_become_one() {
        let edges = [(2, 1, 1.5), (0, 0, 9.0), (1, 2, 2.0), (0, 1, 1.0)];
        let weight = |rule| {
            let graph = Graph::from_edges(4, edges, rule, Meaning::Strength).unwrap();
            assert_eq!(graph.edges().len(), 2);
            assert_eq!(graph.neighbours(1), [0, 2]);
            assert!(graph.neighbours(3).is_empty());
            graph.weight(1, 2).unwrap()
        };
        assert_eq!(weight(Parallel::Sum).to_bits(), 3.5_f64.to_bits());
        assert_eq!(weight(Parallel::Maximum).to_bits(), 2.0_f64.to_bits());
        assert_eq!(weight(Parallel::Minimum).to_bits(), 1.5_f64.to_bits());
    }

    #[test]
    fn a_weight_of_nothing_is_refused_with_the_remedy() {
        let error =
            Graph::from_edges(2, [(0, 1, 0.0)], Parallel::Sum, Meaning::Strength).unwrap_err();
        assert!(error.to_string().contains("leave out"), "{error}");
        let error =
            Graph::from_edges(2, [(0, 2, 1.0)], Parallel::Sum, Meaning::Strength).unwrap_err();
        assert!(error.to_string().contains("node 2"), "{error}");
    }
}
