//! Everything that shortest paths say of a graph, from one pass over its nodes.

use rayon::prelude::*;

use crate::graph::Weighting;
use crate::length::{Length, Lengths};
use crate::measures::breadth::Breadth;
use crate::measures::components::component_sizes;
use crate::measures::search::Search;
use crate::rows::{Rows, Walk, arc_lengths};

/// What the shortest paths from every node say. Distances are those from the node; for distances to
/// it ask the [reversed](crate::Digraph::reversed) graph.
///
/// O(nm) in steps, O(nm log n) weighted; sources run on all threads. They are cut into a fixed number
/// of consecutive parts, each summed in order, and the parts are added in order: the result is the
/// same to the last bit on one thread or on fifty.
#[derive(Debug, Clone)]
pub struct Paths {
    nodes: usize,
    both_ways: bool,
    between: Vec<f64>,
    seen: Vec<Seen>,
}

/// What one node sees of the others, in the true unit of length.
#[derive(Debug, Clone, Copy, Default)]
struct Seen {
    others: u32,
    distances: f64,
    inverses: f64,
    farthest: f64,
}

impl Paths {
    /// Follows the shortest paths from every node.
    pub fn of(graph: &impl Walk, weighting: Weighting) -> Self {
        let sources: Vec<u32> = (0..graph.node_count() as u32).collect();
        Self::walked(graph, weighting, &sources, true)
    }

    /// The same without betweenness, which takes half the time.
    pub(crate) fn distances(graph: &impl Walk, weighting: Weighting) -> Self {
        let sources: Vec<u32> = (0..graph.node_count() as u32).collect();
        Self::distances_from(graph, weighting, &sources)
    }

    /// The same from some nodes only, one after the other.
    pub(crate) fn distances_from(graph: &impl Walk, weighting: Weighting, sources: &[u32]) -> Self {
        Self::walked(graph, weighting, sources, false)
    }

    fn walked<G: Walk>(graph: &G, weighting: Weighting, sources: &[u32], between: bool) -> Self {
        let tour = Tour {
            rows: graph.rows(),
            back: graph.back_rows(),
            sources,
            between,
        };
        let (mut sums, seen) = tour.follow(graph, weighting);
        if G::BOTH_WAYS {
            for sum in &mut sums {
                // Each pair was met from both of its ends.
                *sum /= 2.0;
            }
        }
        Self {
            nodes: graph.node_count(),
            both_ways: G::BOTH_WAYS,
            between: sums,
            seen,
        }
    }

    /// Betweenness of every node, see [`betweenness`](super::betweenness).
    pub fn betweenness(&self) -> &[f64] {
        &self.between
    }

    /// Betweenness as a share of the pairs of others there are, 0 to 1: divided by (n−1)(n−2)/2, or
    /// by (n−1)(n−2) where pairs are ordered. All zero where there are fewer than three nodes.
    pub fn betweenness_normalised(&self) -> Vec<f64> {
        normalised(&self.between, self.both_ways)
    }

    /// Harmonic centrality, see [`harmonic`](super::harmonic).
    pub fn harmonic(&self) -> Vec<f64> {
        let others = self.others();
        self.seen
            .iter()
            .map(|seen| seen.inverses / others)
            .collect()
    }

    /// Closeness, see [`closeness`](super::closeness).
    pub fn closeness(&self) -> Vec<f64> {
        let others = self.others();
        self.within(|reached, closeness| reached / others * closeness)
    }

    /// Closeness within what can be reached: (r−1)/Σ d_ij over the r nodes reached, the node itself
    /// among them (Freeman 1979); 0 for an isolated node.
    pub fn closeness_within(&self) -> Vec<f64> {
        self.within(|_, closeness| closeness)
    }

    /// The distance to the farthest node that can be reached; 0 for an isolated node.
    pub fn eccentricity(&self) -> Vec<f64> {
        self.seen.iter().map(|seen| seen.farthest).collect()
    }

    /// How many others each node reaches.
    pub fn reached(&self) -> Vec<u32> {
        self.seen.iter().map(|seen| seen.others).collect()
    }

    /// The sum of the distances from each node to all it reaches.
    pub fn total_distance(&self) -> Vec<f64> {
        self.seen.iter().map(|seen| seen.distances).collect()
    }

    fn others(&self) -> f64 {
        (self.nodes as f64 - 1.0).max(1.0)
    }

    fn within(&self, correct: impl Fn(f64, f64) -> f64) -> Vec<f64> {
        self.seen
            .iter()
            .map(|seen| {
                let reached = f64::from(seen.others);
                if seen.others == 0 {
                    0.0
                } else {
                    correct(reached, reached / seen.distances)
                }
            })
            .collect()
    }
}

/// Betweenness as a share of the pairs there are.
pub(crate) fn normalised(raw: &[f64], both_ways: bool) -> Vec<f64> {
    let nodes = raw.len() as f64;
    let ordered = (nodes - 1.0) * (nodes - 2.0);
    let pairs = if both_ways { ordered / 2.0 } else { ordered };
    raw.iter()
        .map(|value| if pairs > 0.0 { value / pairs } else { 0.0 })
        .collect()
}

/// Sums over sources, and how many units of length make one of the true unit.
struct Tour<'a> {
    rows: &'a Rows,
    back: &'a Rows,
    sources: &'a [u32],
    between: bool,
}

impl Tour<'_> {
    fn follow<G: Walk>(&self, graph: &G, weighting: Weighting) -> (Vec<f64>, Vec<Seen>) {
        if weighting == Weighting::Steps {
            return self.by_steps(G::BOTH_WAYS);
        }
        with_lengths(graph, WeightedTour { tour: self })
    }

    fn by_steps(&self, both_ways: bool) -> (Vec<f64>, Vec<Seen>) {
        let nodes = self.rows.nodes();
        // One way only, anything might be reached.
        let most = if both_ways {
            component_sizes(self.rows)
        } else {
            vec![nodes as u32; nodes]
        };
        self.in_parts(
            || Breadth::new(self.rows, self.back),
            |breadth, source, sum| {
                breadth.search(source, most[source as usize] as usize);
                let mut seen = Seen::default();
                for (level, nodes) in breadth.levels().enumerate().skip(1) {
                    let (level, count) = (level as f64, nodes.len() as f64);
                    seen.others += nodes.len() as u32;
                    seen.distances += level * count;
                    seen.inverses += count / level;
                    seen.farthest = level;
                }
                if self.between {
                    breadth.dependencies(|node, given| sum[node as usize] += given);
                }
                seen
            },
        )
    }

    fn by_lengths<L: Length>(
        &self,
        arcs: &[L],
        unit: f64,
        search_from: impl Fn(&mut Search<L>, u32) + Sync,
    ) -> (Vec<f64>, Vec<Seen>) {
        self.in_parts(
            || Search::new(self.rows.nodes()),
            |search, source, sum| {
                search_from(search, source);
                let mut seen = Seen::default();
                for &node in search.order.iter().skip(1) {
                    let distance = search.distance[node as usize].as_float();
                    seen.others += 1;
                    seen.distances += distance;
                    seen.inverses += distance.recip();
                    seen.farthest = distance;
                }
                seen.distances /= unit;
                seen.inverses *= unit;
                seen.farthest /= unit;
                if self.between {
                    search.dependencies(self.rows, arcs, |node, given| sum[node as usize] += given);
                }
                seen
            },
        )
    }

    fn in_parts<M>(
        &self,
        memory: impl Fn() -> M + Sync,
        from: impl Fn(&mut M, u32, &mut [f64]) -> Seen + Sync,
    ) -> (Vec<f64>, Vec<Seen>) {
        let nodes = if self.between { self.rows.nodes() } else { 0 };
        let size = self.sources.len().div_ceil(parts(self.rows.nodes())).max(1);
        let parts: Vec<(Vec<f64>, Vec<Seen>)> = self
            .sources
            .par_chunks(size)
            .map(|sources| {
                let mut memory = memory();
                let mut sum = vec![0.0; nodes];
                let seen = sources
                    .iter()
                    .map(|&source| from(&mut memory, source, &mut sum))
                    .collect();
                (sum, seen)
            })
            .collect();
        let mut total = vec![0.0; nodes];
        let mut all = Vec::with_capacity(self.sources.len());
        for (part, seen) in parts {
            for (total, part) in total.iter_mut().zip(part) {
                *total += part;
            }
            all.extend(seen);
        }
        (total, all)
    }
}

/// In how many parts sources are summed: fewer where each part's sums take much memory. It depends on
/// the graph alone, never on the machine.
pub(crate) fn parts(nodes: usize) -> usize {
    if nodes <= 50_000 { 64 } else { 16 }
}

/// Work to be done with the lengths of a graph, of whichever kind they are.
pub(crate) trait WithLengths {
    /// What comes of it.
    type Given;
    /// Does it. `unit` is how many units of length make one of the true unit.
    fn run<L: Length>(
        self,
        arcs: &[L],
        unit: f64,
        search: impl Fn(&mut Search<L>, u32) + Sync,
    ) -> Self::Given;
}

struct WeightedTour<'a> {
    tour: &'a Tour<'a>,
}

impl WithLengths for WeightedTour<'_> {
    type Given = (Vec<f64>, Vec<Seen>);

    fn run<L: Length>(
        self,
        arcs: &[L],
        unit: f64,
        search: impl Fn(&mut Search<L>, u32) + Sync,
    ) -> Self::Given {
        self.tour.by_lengths(arcs, unit, search)
    }
}

/// Does work with the lengths of a graph, exact wherever its weights allow it, and with the quickest
/// search for them.
pub(crate) fn with_lengths<W: WithLengths>(graph: &impl Walk, work: W) -> W::Given {
    /// Longer arcs than this would leave most buckets empty.
    const FEW_BUCKETS: u32 = 4096;
    let rows = graph.rows();
    match arc_lengths(graph) {
        Lengths::Short(arcs, unit) => {
            let longest = arcs.iter().copied().max().unwrap_or(0);
            if longest > FEW_BUCKETS {
                work.run(&arcs, unit, |search: &mut Search<u32>, source| {
                    search.by_heap(rows, &arcs, source);
                })
            } else {
                work.run(&arcs, unit, |search: &mut Search<u32>, source| {
                    search.by_buckets(rows, &arcs, longest, source);
                })
            }
        }
        Lengths::Long(arcs, unit) => work.run(&arcs, unit, |search: &mut Search<u64>, source| {
            search.by_heap(rows, &arcs, source);
        }),
        Lengths::Huge(arcs, unit) => work.run(&arcs, unit, |search: &mut Search<u128>, source| {
            search.by_heap(rows, &arcs, source);
        }),
        Lengths::Approximate(arcs) => work.run(&arcs, 1.0, |search: &mut Search<f64>, source| {
            search.by_heap(rows, &arcs, source);
        }),
    }
}
