//! The bare graph the measures run on: simple, undirected, weighted, in compressed rows.

use thiserror::Error;

use crate::length::Lengths;

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
    /// Where each node's row starts in `targets`; one more entry than there are nodes.
    starts: Vec<u32>,
    /// The neighbours, row by row, each row rising.
    targets: Vec<u32>,
    /// The edge behind each entry of `targets`.
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
            if let Some(node) = [a, b].into_iter().find(|&node| node >= nodes) {
                return Err(GraphError::NoSuchNode { node, nodes });
            }
            if !(weight.is_finite() && weight > 0.0) {
                return Err(GraphError::Weight { a, b, weight });
            }
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
        let mut simple: Vec<Edge> = Vec::with_capacity(sorted.len());
        for edge in sorted {
            match simple.last_mut() {
                Some(last) if (last.a, last.b) == (edge.a, edge.b) => {
                    last.weight = match parallel {
                        Parallel::Sum => last.weight + edge.weight,
                        Parallel::Maximum => last.weight.max(edge.weight),
                        Parallel::Minimum => last.weight.min(edge.weight),
                    };
                }
                _ => simple.push(edge),
            }
        }
        Ok(Self::from_simple(nodes, simple, meaning))
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
            starts,
            targets,
            edge_of,
        }
    }

    /// How many nodes there are.
    pub fn nodes(&self) -> usize {
        self.starts.len() - 1
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
        &self.targets[self.row(node)]
    }

    /// A node's neighbours with the weight of the edge to each.
    pub fn weighted_neighbours(&self, node: u32) -> impl Iterator<Item = (u32, f64)> {
        self.row(node).map(|arc| {
            (
                self.targets[arc],
                self.edges[self.edge_of[arc] as usize].weight,
            )
        })
    }

    /// A node's neighbours with the index in [`edges`](Self::edges) of the edge to each.
    pub fn edge_neighbours(&self, node: u32) -> impl Iterator<Item = (u32, u32)> {
        self.row(node)
            .map(|arc| (self.targets[arc], self.edge_of[arc]))
    }

    /// The weight of the edge between two nodes, where there is one.
    pub fn weight(&self, a: u32, b: u32) -> Option<f64> {
        let row = self.row(a);
        let at = self.targets[row.clone()].binary_search(&b).ok()?;
        Some(self.edges[self.edge_of[row.start + at] as usize].weight)
    }

    /// The same nodes with only the edges of at least this weight.
    #[must_use]
    pub fn at_least(&self, weight: f64) -> Self {
        let kept = self
            .edges
            .iter()
            .copied()
            .filter(|edge| edge.weight >= weight)
            .collect();
        Self::from_simple(self.nodes() as u32, kept, self.meaning)
    }

    /// The positions of a node's row in the arrays of arcs.
    pub(crate) fn row(&self, node: u32) -> std::ops::Range<usize> {
        self.starts[node as usize] as usize..self.starts[node as usize + 1] as usize
    }

    pub(crate) fn arc_target(&self, arc: usize) -> u32 {
        self.targets[arc]
    }

    /// The length of every edge, and of every arc in the order of the rows.
    pub(crate) fn lengths(&self) -> Lengths {
        let weights: Vec<f64> = self.edges.iter().map(|edge| edge.weight).collect();
        Lengths::of(&weights, self.meaning, self.nodes()).for_arcs(&self.edge_of)
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
