//! The graph of ties that have a direction: simple, weighted, in compressed rows both ways.

use crate::graph::{Edge, Graph, GraphError, Meaning, Parallel};
use crate::rows::{Rows, Walk};

/// One arc of a [`Digraph`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Arc {
    /// Where it starts.
    pub from: u32,
    /// Where it leads.
    pub to: u32,
    /// Its weight, above 0.
    pub weight: f64,
}

/// A simple directed graph over the nodes `0..nodes()`: no arc from a node to itself, at most one
/// from one node to another. Isolated nodes stay.
///
/// ```
/// use network::{Digraph, Meaning, Parallel, Weighting, measures};
///
/// let chain = Digraph::from_arcs(3, [(0, 1, 1.0), (1, 2, 1.0)], Parallel::Sum, Meaning::Strength)?;
/// assert_eq!(measures::betweenness(&chain, Weighting::Steps), [0.0, 1.0, 0.0]);
/// # Ok::<(), network::GraphError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Digraph {
    meaning: Meaning,
    /// By start and then end, so that the arcs of one row of `out` stand side by side.
    arcs: Vec<Arc>,
    out: Rows,
    into: Rows,
    /// The arc behind each entry of `into`.
    behind: Vec<u32>,
}

impl Digraph {
    /// Builds a directed graph. Arcs from a node to itself are dropped; parallel ones, in the same
    /// direction, become one by the rule. O(n + m log m).
    ///
    /// # Errors
    /// When an arc names a node that is not there, or has a weight that is not above 0.
    pub fn from_arcs(
        nodes: u32,
        arcs: impl IntoIterator<Item = (u32, u32, f64)>,
        parallel: Parallel,
        meaning: Meaning,
    ) -> Result<Self, GraphError> {
        let mut sorted = Vec::new();
        for (from, to, weight) in arcs {
            GraphError::check(nodes, from, to, weight)?;
            if from != to {
                sorted.push(Arc { from, to, weight });
            }
        }
        // By weight too, so that a sum of parallel weights does not depend on the order of the list.
        sorted.sort_by(|x, y| {
            (x.from, x.to)
                .cmp(&(y.from, y.to))
                .then(x.weight.total_cmp(&y.weight))
        });
        sorted.dedup_by(|next, kept| {
            let alike = (next.from, next.to) == (kept.from, kept.to);
            if alike {
                kept.weight = parallel.merge(kept.weight, next.weight);
            }
            alike
        });
        Ok(Self::from_sorted(nodes as usize, sorted, meaning))
    }

    fn from_sorted(nodes: usize, arcs: Vec<Arc>, meaning: Meaning) -> Self {
        let out = Rows::sorted(nodes, arcs.iter().map(|arc| (arc.from, arc.to)));
        let mut starts = vec![0_u32; nodes + 1];
        for arc in &arcs {
            starts[arc.to as usize + 1] += 1;
        }
        for node in 0..nodes {
            starts[node + 1] += starts[node];
        }
        let mut next = starts.clone();
        let (mut sources, mut behind) = (vec![0; arcs.len()], vec![0; arcs.len()]);
        for (index, arc) in arcs.iter().enumerate() {
            let slot = &mut next[arc.to as usize];
            sources[*slot as usize] = arc.from;
            behind[*slot as usize] = index as u32;
            *slot += 1;
        }
        Self {
            meaning,
            arcs,
            out,
            into: Rows::ready(starts, sources),
            behind,
        }
    }

    /// How many nodes there are.
    pub fn nodes(&self) -> usize {
        self.out.nodes()
    }

    /// The arcs, by their start and then their end.
    pub fn arcs(&self) -> &[Arc] {
        &self.arcs
    }

    /// What the weights say.
    pub fn meaning(&self) -> Meaning {
        self.meaning
    }

    /// Where arcs from a node lead, rising.
    pub fn successors(&self, node: u32) -> &[u32] {
        self.out.of(node)
    }

    /// Where arcs to a node come from, rising.
    pub fn predecessors(&self, node: u32) -> &[u32] {
        self.into.of(node)
    }

    /// The arcs that start at a node.
    pub fn arcs_from(&self, node: u32) -> &[Arc] {
        &self.arcs[self.out.row(node)]
    }

    /// The arcs that end at a node, by their start.
    pub fn arcs_to(&self, node: u32) -> impl Iterator<Item = &Arc> {
        self.behind[self.into.row(node)]
            .iter()
            .map(|&arc| &self.arcs[arc as usize])
    }

    /// The weight of the arc from one node to another, where there is one.
    pub fn weight(&self, from: u32, to: u32) -> Option<f64> {
        let at = self.out.of(from).binary_search(&to).ok()?;
        Some(self.arcs[self.out.row(from).start + at].weight)
    }

    /// The same arcs, each turned round.
    #[must_use]
    pub fn reversed(&self) -> Self {
        let mut arcs: Vec<Arc> = self
            .arcs
            .iter()
            .map(|arc| Arc {
                from: arc.to,
                to: arc.from,
                weight: arc.weight,
            })
            .collect();
        arcs.sort_unstable_by_key(|arc| (arc.from, arc.to));
        Self::from_sorted(self.nodes(), arcs, self.meaning)
    }

    /// The undirected view: an edge wherever there is an arc either way. Strengths of the two
    /// directions are added, which is Burt's a_ij + a_ji; of distances the lesser stands.
    pub fn undirected(&self) -> Graph {
        let mut edges: Vec<Edge> = self
            .arcs
            .iter()
            .map(|arc| Edge {
                a: arc.from.min(arc.to),
                b: arc.from.max(arc.to),
                weight: arc.weight,
            })
            .collect();
        edges.sort_by(|x, y| {
            (x.a, x.b)
                .cmp(&(y.a, y.b))
                .then(x.weight.total_cmp(&y.weight))
        });
        let rule = match self.meaning {
            Meaning::Strength => Parallel::Sum,
            Meaning::Distance => Parallel::Minimum,
        };
        edges.dedup_by(|next, kept| {
            let alike = (next.a, next.b) == (kept.a, kept.b);
            if alike {
                kept.weight = rule.merge(kept.weight, next.weight);
            }
            alike
        });
        Graph::from_simple(self.nodes() as u32, edges, self.meaning)
    }
}

impl From<&Graph> for Digraph {
    /// Every edge as two arcs.
    fn from(graph: &Graph) -> Self {
        let mut arcs = Vec::with_capacity(graph.edges().len() * 2);
        for node in 0..graph.nodes() as u32 {
            arcs.extend(graph.weighted_neighbours(node).map(|(to, weight)| Arc {
                from: node,
                to,
                weight,
            }));
        }
        Self::from_sorted(graph.nodes(), arcs, graph.meaning())
    }
}

impl Walk for Digraph {
    const BOTH_WAYS: bool = false;

    fn rows(&self) -> &Rows {
        &self.out
    }

    fn back_rows(&self) -> &Rows {
        &self.into
    }

    fn arc_weights(&self) -> Vec<f64> {
        self.arcs.iter().map(|arc| arc.weight).collect()
    }

    fn meaning(&self) -> Meaning {
        self.meaning
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn built(rule: Parallel, meaning: Meaning) -> Digraph {
        let arcs = [
            (2, 1, 1.5),
            (0, 0, 9.0),
            (1, 2, 2.0),
            (2, 1, 1.0),
            (0, 1, 1.0),
        ];
        Digraph::from_arcs(4, arcs, rule, meaning).unwrap()
    }

    #[test]
    fn parallel_arcs_become_one_each_way_and_self_ties_go() {
        let graph = built(Parallel::Sum, Meaning::Strength);
        assert_eq!(graph.arcs().len(), 3);
        assert_eq!(graph.successors(2), [1]);
        assert_eq!(graph.predecessors(1), [0, 2]);
        assert_eq!(graph.weight(2, 1), Some(2.5));
        assert_eq!(graph.weight(1, 0), None);
        assert_eq!(
            built(Parallel::Minimum, Meaning::Strength).weight(2, 1),
            Some(1.0)
        );
    }

    #[test]
    fn the_undirected_view_adds_strengths_and_keeps_the_lesser_distance() {
        let added = built(Parallel::Sum, Meaning::Strength).undirected();
        assert_eq!(added.weight(1, 2), Some(4.5));
        let nearer = built(Parallel::Minimum, Meaning::Distance).undirected();
        assert_eq!(nearer.weight(1, 2), Some(1.0));
        assert_eq!(nearer.edges().len(), 2);
    }

    #[test]
    fn turned_round_twice_it_is_the_same() {
        let graph = built(Parallel::Sum, Meaning::Strength);
        let back = graph.reversed();
        assert_eq!(back.weight(1, 2), Some(2.5));
        assert_eq!(back.reversed().arcs(), graph.arcs());
        let weights: Vec<f64> = graph.arcs_to(1).map(|arc| arc.weight).collect();
        assert_eq!(weights, [1.0, 2.5]);
    }
}
