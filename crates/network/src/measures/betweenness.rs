//! Who lies between others.

use rayon::prelude::*;

use crate::graph::Weighting;
use crate::length::Length;
use crate::measures::breadth::Breadth;
use crate::measures::paths::{Paths, WithLengths, normalised, parts, with_lengths};
use crate::measures::search::Search;
use crate::random::Random;
use crate::rows::{Rows, Walk};

/// Betweenness of every node: the number of pairs of others whose shortest paths lead through it,
/// shared where there are several, b_v = Σ σ_st(v)/σ_st; over unordered pairs of an undirected graph
/// and ordered pairs of a directed one.
///
/// Freeman 1977; algorithm of Brandes 2001. Paths of equal length are found equal by exact
/// arithmetic wherever the weights allow it. O(nm) in steps, O(nm log n) weighted; sources run on
/// all threads. The most sensitive of the measures to missing ties: say how many pairs are known.
pub fn betweenness<G: Walk>(graph: &G, weighting: Weighting) -> Vec<f64> {
    Paths::of(graph, weighting).betweenness().to_vec()
}

/// Betweenness in an undirected graph as a share of the pairs of others there are, 0 to 1: divided
/// by (n−1)(n−2)/2. All zero where there are fewer than three nodes.
pub fn betweenness_normalised(raw: &[f64]) -> Vec<f64> {
    normalised(raw, true)
}

/// Betweenness estimated from the paths of some nodes, with its error.
#[derive(Debug, Clone, PartialEq)]
pub struct Estimate {
    /// The estimate, in the unit of [`betweenness`].
    pub values: Vec<f64>,
    /// The standard error of each, from the spread among the sources.
    pub standard_errors: Vec<f64>,
    /// No true value is farther from its estimate than this, with 95 % certainty for all nodes
    /// together; as a share of all pairs, 0 to 1.
    pub error: f64,
    /// From how many nodes paths were followed.
    pub sources: usize,
    /// How many nodes there are. Where it equals `sources` the values are exact.
    pub nodes: usize,
}

impl Estimate {
    /// Whether nothing is estimated.
    pub fn is_exact(&self) -> bool {
        self.sources == self.nodes
    }
}

/// Estimates betweenness from the shortest paths of `sources` nodes drawn with a seed, each set of
/// them equally likely (Brandes & Pich 2007). O(sources · m), in steps; weighted, times log n.
///
/// The stated error is the empirical Bernstein bound of Maurer & Pontil 2009, with the certainty
/// shared among all nodes; sampling without replacement only makes it safer (Hoeffding 1963, §6).
pub fn betweenness_estimate<G: Walk>(
    graph: &G,
    weighting: Weighting,
    sources: usize,
    seed: u64,
) -> Estimate {
    let nodes = graph.node_count();
    let drawn = Random::new(seed, 0).sample(nodes, sources.max(2));
    let sample = Sample {
        rows: graph.rows(),
        back: graph.back_rows(),
        sources: &drawn,
    };
    let (sums, squares) = match weighting {
        Weighting::Steps => sample.by_steps(),
        Weighting::Weighted => with_lengths(graph, sample),
    };
    let count = drawn.len();
    let (k, n) = (count as f64, nodes as f64);
    let scale = if G::BOTH_WAYS { n / 2.0 } else { n };
    let spread = |sum: f64, square: f64| {
        if count < 2 {
            0.0
        } else {
            ((square - sum * sum / k) / (k - 1.0)).max(0.0)
        }
    };
    let mut standard_errors = Vec::with_capacity(nodes);
    let mut error = 0.0_f64;
    // Either side of every node: 2n chances to be wrong, 5 % together.
    let certainty = (2.0 * 2.0 * n / 0.05).ln();
    // No source depends on a node for more than all the others.
    let range = (n - 2.0).max(1.0);
    for (&sum, &square) in sums.iter().zip(&squares) {
        let variance = spread(sum, square);
        let left_out = ((n - k) / n).max(0.0);
        standard_errors.push(scale * (variance / k * left_out).sqrt());
        let bound = (2.0 * variance / (range * range) * certainty / k).sqrt()
            + 7.0 * certainty / (3.0 * (k - 1.0).max(1.0));
        // As a share: the mean dependence of a source on a node, out of n−2, misses only that a node
        // does not depend on itself, n/(n−1).
        error = error.max(bound * n / (n - 1.0).max(1.0));
    }
    Estimate {
        values: sums.iter().map(|sum| sum / k * scale).collect(),
        standard_errors,
        error: if count == nodes { 0.0 } else { error.min(1.0) },
        sources: count,
        nodes,
    }
}

struct Sample<'a> {
    rows: &'a Rows,
    back: &'a Rows,
    sources: &'a [u32],
}

impl Sample<'_> {
    fn by_steps(&self) -> (Vec<f64>, Vec<f64>) {
        let nodes = self.rows.nodes();
        self.in_parts(
            || Breadth::new(self.rows, self.back),
            |breadth, source, give| {
                breadth.search(source, nodes);
                breadth.dependencies(give);
            },
        )
    }

    fn in_parts<M>(
        &self,
        memory: impl Fn() -> M + Sync,
        from: impl Fn(&mut M, u32, &mut dyn FnMut(u32, f64)) + Sync,
    ) -> (Vec<f64>, Vec<f64>) {
        let nodes = self.rows.nodes();
        let size = self.sources.len().div_ceil(parts(nodes)).max(1);
        let parts: Vec<(Vec<f64>, Vec<f64>)> = self
            .sources
            .par_chunks(size)
            .map(|sources| {
                let mut memory = memory();
                let (mut sum, mut square) = (vec![0.0; nodes], vec![0.0; nodes]);
                for &source in sources {
                    from(&mut memory, source, &mut |node, given| {
                        sum[node as usize] += given;
                        square[node as usize] += given * given;
                    });
                }
                (sum, square)
            })
            .collect();
        let (mut sums, mut squares) = (vec![0.0; nodes], vec![0.0; nodes]);
        for (sum, square) in parts {
            for node in 0..nodes {
                sums[node] += sum[node];
                squares[node] += square[node];
            }
        }
        (sums, squares)
    }
}

impl WithLengths for Sample<'_> {
    type Given = (Vec<f64>, Vec<f64>);

    fn run<L: Length>(
        self,
        arcs: &[L],
        _unit: f64,
        search_from: impl Fn(&mut Search<L>, u32) + Sync,
    ) -> Self::Given {
        self.in_parts(
            || Search::new(self.rows.nodes()),
            |search, source, give| {
                search_from(search, source);
                search.dependencies(self.rows, arcs, give);
            },
        )
    }
}
