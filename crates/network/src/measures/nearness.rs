//! How near a node is to all others.

use rayon::prelude::*;

use crate::graph::{Meaning, Weighting};
use crate::length::Length;
use crate::measures::breadth::Breadth;
use crate::measures::components::others_reached;
use crate::measures::pagerank::turned;
use crate::measures::paths::{Paths, WithLengths, with_lengths};
use crate::measures::search::Search;
use crate::random::Random;
use crate::rows::{Rows, Walk};

/// Harmonic centrality, normalised: (1/(n−1)) Σ_{j≠i} 1/d_ij, with 1/∞ = 0, so that it is right on
/// networks in several parts (Marchiori & Latora 2000; Boldi & Vigna 2014). In steps it lies between
/// 0 and 1; weighted, in the inverse of the unit of length. Distances are those from the node.
/// O(nm), weighted O(nm log n).
pub fn harmonic<G: Walk>(graph: &G, weighting: Weighting) -> Vec<f64> {
    Paths::distances(graph, weighting).harmonic()
}

/// Closeness with the correction of Wasserman & Faust 1994 for networks in several parts:
/// (r−1)/(n−1) · (r−1)/Σ d_ij over the r nodes reached, the node itself among them; 0 for an
/// isolated node. Distances are those from the node. O(nm), weighted O(nm log n).
pub fn closeness<G: Walk>(graph: &G, weighting: Weighting) -> Vec<f64> {
    Paths::distances(graph, weighting).closeness()
}

/// With what certainty the stated errors hold, each for all nodes together.
pub const CERTAINTY: f64 = 0.95;

/// One figure of every node, estimated, and how well.
#[derive(Debug, Clone, PartialEq)]
pub struct Sampled {
    /// The estimates.
    pub values: Vec<f64>,
    /// The standard error of each; 0 where it is exact.
    pub standard_errors: Vec<f64>,
    /// No true value is farther from its estimate than this, with [`CERTAINTY`] for all nodes together. `None` where
    /// nothing bounds it: how far away the farthest may be is not known along arcs.
    pub error: Option<f64>,
}

/// How near every node is to all others, estimated from the distances to some.
#[derive(Debug, Clone, PartialEq)]
pub struct NearnessEstimate {
    /// See [`closeness`].
    pub closeness: Sampled,
    /// See [`Paths::closeness_within`].
    pub closeness_within: Sampled,
    /// See [`harmonic`].
    pub harmonic: Sampled,
    /// To how many nodes distances were followed.
    pub sources: usize,
}

/// Estimates closeness and harmonic centrality from the distances to `sources` nodes drawn with a seed, each set of
/// them equally likely (Eppstein & Wang 2004; for harmonic centrality the same sample). Distances are those from the
/// node, so the searches go backwards along arcs. O(sources · m), in steps; weighted, times log n.
///
/// How many others a node reaches is counted exactly, and in steps its neighbours are known, so that only the mean
/// distance of the rest, and the mean of its inverse, is estimated: from those of the sample that are among the rest,
/// which are a sample of it. A node that reaches no more others than there are sources, or too few of these, is
/// followed itself, and exact.
///
/// The stated error is the empirical Bernstein bound of Maurer & Pontil 2009, with the certainty shared among all
/// nodes; sampling without replacement only makes it safer (Hoeffding 1963, §6). No distance is less than two steps, or
/// the shortest way out of the node; where ties can be followed either way none is more than the way to a sampled
/// node and on to the farthest from there.
pub fn nearness_estimate<G: Walk>(
    graph: &G,
    weighting: Weighting,
    sources: usize,
    seed: u64,
) -> NearnessEstimate {
    let nodes = graph.node_count();
    let drawn = Random::new(seed, 0).sample(nodes, sources.max(2));
    let reached = others_reached(graph);
    let mut seen: Vec<Near> = vec![Near::default(); nodes];
    if reached.iter().any(|&others| others as usize > drawn.len()) {
        let back = Backwards(graph);
        let towards = Towards {
            rows: back.rows(),
            back: back.back_rows(),
            sources: &drawn,
            reached: G::BOTH_WAYS.then_some(reached.as_slice()),
        };
        seen = match weighting {
            Weighting::Steps => towards.by_steps(),
            Weighting::Weighted => with_lengths(&back, towards),
        };
    }
    let followed: Vec<u32> = (0..nodes as u32)
        .filter(|&node| {
            reached[node as usize] as usize <= drawn.len()
                || seen[node as usize].count < ENOUGH_REACHED
        })
        .collect();
    let exact = Paths::distances_from(graph, weighting, &followed);
    let (exact_closeness, exact_within, exact_harmonic) = (
        exact.closeness(),
        exact.closeness_within(),
        exact.harmonic(),
    );
    let nearest = nearest(graph, weighting);
    let others = (nodes as f64 - 1.0).max(1.0);
    // Either side of every node: 2n chances to be wrong, with twice the logarithm's share each.
    let certainty = (2.0 * 2.0 * nodes as f64 / (1.0 - CERTAINTY)).ln();
    let [mut closeness, mut within, mut harmonic] = [(); 3].map(|()| Sampled::of(nodes));
    let mut is_exact = vec![false; nodes];
    for (place, &node) in followed.iter().enumerate() {
        let node = node as usize;
        is_exact[node] = true;
        closeness.values[node] = exact_closeness[place];
        within.values[node] = exact_within[place];
        harmonic.values[node] = exact_harmonic[place];
    }
    for node in (0..nodes).filter(|&node| !is_exact[node]) {
        let (near, all) = (&seen[node], f64::from(reached[node]));
        let (beside, least) = match weighting {
            Weighting::Steps => (graph.rows().of(node as u32).len() as f64, 2.0),
            Weighting::Weighted => (0.0, nearest[node]),
        };
        let (rest, most) = (all - beside, near.farthest.max(least));
        let share = all / others;
        let mean = near.distances.mean(near.count, rest);
        let total = beside + rest * mean.value;
        let value = all / total;
        let off = most.is_finite().then(|| {
            let sure = mean.bound(near.count, most - least, certainty);
            let low = beside + rest * (mean.value - sure).max(least);
            all / low - value
        });
        let standard_error = rest * mean.standard_error * value / total;
        within.set(node, value, standard_error, off);
        closeness.set(
            node,
            value * share,
            standard_error * share,
            off.map(|off| off * share),
        );
        let mean = near.inverses.mean(near.count, rest);
        let range = least.recip() - most.recip();
        let off = mean.bound(near.count, range, certainty).min(range);
        harmonic.set(
            node,
            (beside + rest * mean.value) / others,
            rest * mean.standard_error / others,
            Some(off * rest / others),
        );
    }
    NearnessEstimate {
        closeness,
        closeness_within: within,
        harmonic,
        sources: drawn.len(),
    }
}

/// Where fewer of the sample are reached than this, their spread says too little.
const ENOUGH_REACHED: u32 = 50;

impl Sampled {
    fn of(nodes: usize) -> Self {
        Self {
            values: vec![0.0; nodes],
            standard_errors: vec![0.0; nodes],
            error: Some(0.0),
        }
    }

    fn set(&mut self, node: usize, value: f64, standard_error: f64, off: Option<f64>) {
        self.values[node] = value;
        self.standard_errors[node] = standard_error;
        self.error = self.error.zip(off).map(|(error, off)| error.max(off));
    }

    /// The greatest standard error of any node.
    pub fn greatest_standard_error(&self) -> f64 {
        self.standard_errors.iter().copied().fold(0.0, f64::max)
    }
}

/// How far the shortest step out of each node leads.
fn nearest<G: Walk>(graph: &G, weighting: Weighting) -> Vec<f64> {
    if weighting == Weighting::Steps {
        return Vec::new();
    }
    let (rows, weights) = (graph.rows(), graph.arc_weights());
    (0..rows.nodes() as u32)
        .map(|node| {
            weights[rows.row(node)]
                .iter()
                .map(|weight| match graph.meaning() {
                    Meaning::Strength => weight.recip(),
                    Meaning::Distance => *weight,
                })
                .fold(f64::INFINITY, f64::min)
        })
        .collect()
}

/// Values added up, and their squares.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    sum: f64,
    squares: f64,
}

/// A mean, and how well it is known.
struct Mean {
    value: f64,
    variance: f64,
    standard_error: f64,
}

impl Sum {
    fn add(&mut self, value: f64) {
        self.sum += value;
        self.squares += value * value;
    }

    /// The mean of so many values out of `all` there are.
    fn mean(&self, count: u32, all: f64) -> Mean {
        let count = f64::from(count);
        let value = self.sum / count;
        let variance = ((self.squares - self.sum * value) / (count - 1.0)).max(0.0);
        let left_out = (1.0 - count / all).max(0.0);
        Mean {
            value,
            variance,
            standard_error: (variance / count * left_out).sqrt(),
        }
    }
}

impl Mean {
    /// How far the true mean may be away, where values lie within a range; `certainty` is ln(2/δ).
    fn bound(&self, count: u32, range: f64, certainty: f64) -> f64 {
        let count = f64::from(count);
        (2.0 * self.variance * certainty / count).sqrt()
            + 7.0 * range * certainty / (3.0 * (count - 1.0))
    }
}

/// What one node sees of the sample.
#[derive(Debug, Clone, Copy)]
struct Near {
    /// How many of it the node reaches, itself and in steps its neighbours left out.
    count: u32,
    distances: Sum,
    inverses: Sum,
    /// Nothing that the node reaches is farther.
    farthest: f64,
}

impl Default for Near {
    fn default() -> Self {
        Self {
            count: 0,
            distances: Sum::default(),
            inverses: Sum::default(),
            farthest: f64::INFINITY,
        }
    }
}

/// A graph whose arcs are followed from their end to their start.
struct Backwards<'a, G>(&'a G);

impl<G: Walk> Walk for Backwards<'_, G> {
    const BOTH_WAYS: bool = G::BOTH_WAYS;

    fn rows(&self) -> &Rows {
        self.0.back_rows()
    }

    fn back_rows(&self) -> &Rows {
        self.0.rows()
    }

    fn arc_weights(&self) -> Vec<f64> {
        turned(self.0, &self.0.arc_weights())
    }

    fn meaning(&self) -> Meaning {
        self.0.meaning()
    }
}

/// Searches from every node of a sample, along arcs already turned round.
struct Towards<'a> {
    rows: &'a Rows,
    back: &'a Rows,
    sources: &'a [u32],
    /// How many others each node reaches, where those are the ones that reach it.
    reached: Option<&'a [u32]>,
}

impl Towards<'_> {
    fn by_steps(&self) -> Vec<Near> {
        let nodes = self.rows.nodes();
        self.gather(
            || Breadth::new(self.rows, self.back),
            |breadth, source, distances| {
                let most = self
                    .reached
                    .map_or(nodes, |others| others[source as usize] as usize + 1);
                breadth.search(source, most);
                let mut farthest = 0.0;
                for (level, nodes) in breadth.levels().enumerate() {
                    farthest = level as f64;
                    for &node in nodes {
                        distances[node as usize] = farthest;
                    }
                }
                farthest
            },
            1.0,
        )
    }

    /// Some sources at a time are searched from side by side, each writing the distance of every node down; then every
    /// node adds up its own, source by source. So each sum has one order, on any number of threads. What is no farther
    /// than `beside` is known without.
    fn gather<M>(
        &self,
        memory: impl Fn() -> M + Sync + Send,
        search: impl Fn(&mut M, u32, &mut [f64]) -> f64 + Sync,
        beside: f64,
    ) -> Vec<Near> {
        /// Distances kept at a time.
        const KEPT: usize = 1 << 21;
        /// Nodes that are added up in one go.
        const STRETCH: usize = 1024;
        let nodes = self.rows.nodes();
        let at_a_time = (KEPT / nodes.max(1)).clamp(8, 64);
        let mut kept = vec![0.0; at_a_time.min(self.sources.len()) * nodes];
        let mut seen = vec![Near::default(); nodes];
        for sources in self.sources.chunks(at_a_time) {
            let kept = &mut kept[..sources.len() * nodes];
            let farthest: Vec<f64> = kept
                .par_chunks_mut(nodes)
                .zip(sources)
                .map_init(&memory, |memory, (distances, &source)| {
                    distances.fill(f64::INFINITY);
                    search(memory, source, distances)
                })
                .collect();
            let kept = &*kept;
            seen.par_chunks_mut(STRETCH)
                .enumerate()
                .for_each(|(stretch, seen)| {
                    let first = stretch * STRETCH;
                    for (place, &source) in sources.iter().enumerate() {
                        let distances = &kept[place * nodes + first..][..seen.len()];
                        for (at, (near, &distance)) in seen.iter_mut().zip(distances).enumerate() {
                            if distance.is_infinite() || first + at == source as usize {
                                continue;
                            }
                            if self.reached.is_some() {
                                near.farthest = near.farthest.min(distance + farthest[place]);
                            }
                            if distance > beside {
                                near.count += 1;
                                near.distances.add(distance);
                                near.inverses.add(distance.recip());
                            }
                        }
                    }
                });
        }
        seen
    }
}

impl WithLengths for Towards<'_> {
    type Given = Vec<Near>;

    fn run<L: Length>(
        self,
        _arcs: &[L],
        unit: f64,
        search_from: impl Fn(&mut Search<L>, u32) + Sync,
    ) -> Self::Given {
        self.gather(
            || Search::new(self.rows.nodes()),
            |search, source, distances| {
                search_from(search, source);
                let mut farthest = 0.0;
                for &node in &search.order {
                    farthest = search.distance[node as usize].as_float() / unit;
                    distances[node as usize] = farthest;
                }
                farthest
            },
            0.0,
        )
    }
}
