//! Shortest paths from one node: what betweenness and nearness are made of.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use rayon::prelude::*;

use crate::graph::{Graph, Weighting};
use crate::length::{Length, Lengths};

/// Reusable memory for the search from one source after another.
pub(crate) struct Search<L> {
    /// Nodes in the order in which they were reached for good, the source first.
    pub(crate) order: Vec<u32>,
    /// Distance of each reached node; far for the others.
    pub(crate) distance: Vec<L>,
    /// Number of shortest paths to each reached node (σ in Brandes 2001).
    pub(crate) paths: Vec<f64>,
    settled: Vec<bool>,
    heap: BinaryHeap<Candidate<L>>,
    buckets: Vec<Vec<u32>>,
}

struct Candidate<L> {
    distance: L,
    node: u32,
}

impl<L: Length> PartialEq for Candidate<L> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}
impl<L: Length> Eq for Candidate<L> {}
impl<L: Length> PartialOrd for Candidate<L> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl<L: Length> Ord for Candidate<L> {
    // The nearest is the greatest, because the standard heap gives up its greatest first.
    fn cmp(&self, other: &Self) -> Ordering {
        other
            .distance
            .order(self.distance)
            .then_with(|| other.node.cmp(&self.node))
    }
}

impl<L: Length> Search<L> {
    pub(crate) fn new(nodes: usize) -> Self {
        Self {
            order: Vec::with_capacity(nodes),
            distance: vec![L::FAR; nodes],
            paths: vec![0.0; nodes],
            settled: vec![false; nodes],
            heap: BinaryHeap::new(),
            buckets: Vec::new(),
        }
    }

    fn restart(&mut self, source: u32) {
        for &node in &self.order {
            self.distance[node as usize] = L::FAR;
            self.settled[node as usize] = false;
        }
        self.order.clear();
        self.heap.clear();
        self.distance[source as usize] = L::ZERO;
        self.paths[source as usize] = 1.0;
    }

    /// Dijkstra with counted paths, for any kind of length. A node's paths are counted when it is
    /// settled, from the neighbours settled before it, so that tolerance in comparing lengths cannot
    /// count one twice.
    fn by_heap(&mut self, graph: &Graph, arcs: &[L], source: u32) {
        self.restart(source);
        self.heap.push(Candidate {
            distance: L::ZERO,
            node: source,
        });
        while let Some(Candidate { node, .. }) = self.heap.pop() {
            let at = node as usize;
            if self.settled[at] {
                continue;
            }
            let mut paths = 0.0;
            for arc in graph.row(node) {
                let next = graph.arc_target(arc) as usize;
                let distance = self.distance[at].plus(arcs[arc]);
                if self.settled[next] {
                    if self.distance[next].plus(arcs[arc]).same(self.distance[at]) {
                        paths += self.paths[next];
                    }
                    continue;
                }
                let before = self.distance[next];
                if distance.order(before) == Ordering::Less && !distance.same(before) {
                    self.distance[next] = distance;
                    self.heap.push(Candidate {
                        distance,
                        node: next as u32,
                    });
                }
            }
            if node != source {
                self.paths[at] = paths;
            }
            self.settled[at] = true;
            self.order.push(node);
        }
    }
}

impl Search<u32> {
    /// Dijkstra with counted paths and one bucket for each distance (Dial 1969): no queue to keep
    /// sorted, where no arc is longer than `longest`.
    fn by_buckets(&mut self, graph: &Graph, arcs: &[u32], longest: u32, source: u32) {
        self.restart(source);
        // All distances waiting lie within one arc of the present one, so the buckets go round.
        let round = longest as usize + 1;
        self.buckets.resize_with(round, Vec::new);
        self.buckets[0].push(source);
        let (mut waiting, mut now) = (1_usize, 0_u32);
        while waiting > 0 {
            let mut here = std::mem::take(&mut self.buckets[now as usize % round]);
            waiting -= here.len();
            for node in here.drain(..) {
                let at = node as usize;
                if self.distance[at] != now {
                    continue;
                }
                self.order.push(node);
                let paths = self.paths[at];
                for (&next, &length) in graph.neighbours(node).iter().zip(&arcs[graph.row(node)]) {
                    let next = next as usize;
                    let distance = now + length;
                    match distance.cmp(&self.distance[next]) {
                        Ordering::Less => {
                            self.distance[next] = distance;
                            self.paths[next] = paths;
                            self.buckets[distance as usize % round].push(next as u32);
                            waiting += 1;
                        }
                        Ordering::Equal => self.paths[next] += paths,
                        Ordering::Greater => {}
                    }
                }
            }
            // Given back empty, to keep its memory.
            self.buckets[now as usize % round] = here;
            now += 1;
        }
    }

    /// Breadth first, with counted paths.
    fn by_steps(&mut self, graph: &Graph, source: u32) {
        self.restart(source);
        self.order.push(source);
        let mut head = 0;
        while head < self.order.len() {
            let node = self.order[head] as usize;
            head += 1;
            let next_step = self.distance[node] + 1;
            let paths = self.paths[node];
            for &next in graph.neighbours(node as u32) {
                let known = self.distance[next as usize];
                if known == u32::FAR {
                    self.distance[next as usize] = next_step;
                    self.paths[next as usize] = paths;
                    self.order.push(next);
                } else if known == next_step {
                    self.paths[next as usize] += paths;
                }
            }
        }
    }
}

/// What one source contributes to a measure that is a sum over sources.
pub(crate) trait PerSource: Sync {
    /// Adds it to `sum`, given a finished search. `arcs` holds the length of each arc, or is `None`
    /// where every arc is one step; `scratch` is memory to reuse.
    fn add<L: Length>(
        &self,
        graph: &Graph,
        search: &Search<L>,
        arcs: Option<&[L]>,
        scratch: &mut Vec<f64>,
        sum: &mut [f64],
    );
}

/// The sum over all sources of what each contributes, one figure per node, and how many units of
/// length make one of the true unit (1/weight for strengths, weight for distances).
///
/// Sources are cut into a fixed number of consecutive parts, each summed in order, and the parts
/// are added in order: the result is the same to the last bit on one thread or on fifty.
pub(crate) fn over_all_sources(
    graph: &Graph,
    weighting: Weighting,
    measure: &impl PerSource,
) -> (Vec<f64>, f64) {
    /// Longer arcs than this would leave most buckets empty.
    const FEW_BUCKETS: u32 = 4096;
    if weighting == Weighting::Steps {
        return (in_parts(graph, measure, None, Search::by_steps), 1.0);
    }
    match graph.lengths() {
        Lengths::Short(arcs, unit) => {
            let longest = arcs.iter().copied().max().unwrap_or(0);
            if longest > FEW_BUCKETS {
                return (heaped(graph, measure, &arcs), unit);
            }
            let from = |search: &mut Search<u32>, graph: &Graph, source| {
                search.by_buckets(graph, &arcs, longest, source);
            };
            (in_parts(graph, measure, Some(&arcs), from), unit)
        }
        Lengths::Long(arcs, unit) => (heaped(graph, measure, &arcs), unit),
        Lengths::Huge(arcs, unit) => (heaped(graph, measure, &arcs), unit),
        Lengths::Approximate(arcs) => (heaped(graph, measure, &arcs), 1.0),
    }
}

fn heaped<L: Length>(graph: &Graph, measure: &impl PerSource, arcs: &[L]) -> Vec<f64> {
    let from = |search: &mut Search<L>, graph: &Graph, source| search.by_heap(graph, arcs, source);
    in_parts(graph, measure, Some(arcs), from)
}

fn in_parts<L: Length>(
    graph: &Graph,
    measure: &impl PerSource,
    arcs: Option<&[L]>,
    from: impl Fn(&mut Search<L>, &Graph, u32) + Sync,
) -> Vec<f64> {
    const PARTS: usize = 64;
    let nodes = graph.nodes();
    let size = nodes.div_ceil(PARTS).max(1);
    let parts: Vec<Vec<f64>> = (0..nodes.div_ceil(size))
        .into_par_iter()
        .map(|part| {
            let mut search = Search::new(nodes);
            let mut scratch = Vec::new();
            let mut sum = vec![0.0; nodes];
            for source in part * size..((part + 1) * size).min(nodes) {
                from(&mut search, graph, source as u32);
                measure.add(graph, &search, arcs, &mut scratch, &mut sum);
            }
            sum
        })
        .collect();
    let mut total = vec![0.0; nodes];
    for part in parts {
        for (total, part) in total.iter_mut().zip(part) {
            *total += part;
        }
    }
    total
}
