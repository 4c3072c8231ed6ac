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
    /// Distance of each reached node.
    pub(crate) distance: Vec<L>,
    /// Number of shortest paths to each reached node (σ in Brandes 2001).
    pub(crate) paths: Vec<f64>,
    /// Whether a node has been reached for good.
    pub(crate) settled: Vec<bool>,
    seen: Vec<bool>,
    heap: BinaryHeap<Candidate<L>>,
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
        other.distance.order(self.distance).then_with(|| other.node.cmp(&self.node))
    }
}

impl<L: Length> Search<L> {
    pub(crate) fn new(nodes: usize) -> Self {
        Self {
            order: Vec::with_capacity(nodes),
            distance: vec![L::ZERO; nodes],
            paths: vec![0.0; nodes],
            settled: vec![false; nodes],
            seen: vec![false; nodes],
            heap: BinaryHeap::new(),
        }
    }

    fn restart(&mut self, source: u32) {
        for &node in &self.order {
            self.settled[node as usize] = false;
            self.seen[node as usize] = false;
        }
        self.order.clear();
        self.heap.clear();
        self.distance[source as usize] = L::ZERO;
        self.paths[source as usize] = 1.0;
        self.seen[source as usize] = true;
    }

    /// Dijkstra with counted paths. A node's paths are counted when it is settled, from the
    /// neighbours settled before it, so that tolerance in comparing lengths cannot count one twice.
    pub(crate) fn weighted(&mut self, graph: &Graph, arcs: &[L], source: u32) {
        self.restart(source);
        self.heap.push(Candidate { distance: L::ZERO, node: source });
        while let Some(Candidate { node, .. }) = self.heap.pop() {
            let at = node as usize;
            if self.settled[at] {
                continue;
            }
            let mut paths = 0.0;
            for arc in graph.row(node) {
                let next = graph.arc_target(arc) as usize;
                let through = arcs[arc];
                if self.settled[next] {
                    if self.distance[next].plus(through).same(self.distance[at]) {
                        paths += self.paths[next];
                    }
                } else {
                    let distance = self.distance[at].plus(through);
                    let before = self.distance[next];
                    let nearer = distance.order(before) == Ordering::Less && !distance.same(before);
                    if !self.seen[next] || nearer {
                        self.seen[next] = true;
                        self.distance[next] = distance;
                        self.heap.push(Candidate { distance, node: next as u32 });
                    }
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
    /// Breadth first, with counted paths.
    pub(crate) fn steps(&mut self, graph: &Graph, source: u32) {
        self.restart(source);
        self.settled[source as usize] = true;
        self.order.push(source);
        let mut head = 0;
        while head < self.order.len() {
            let node = self.order[head] as usize;
            head += 1;
            let next_step = self.distance[node] + 1;
            let paths = self.paths[node];
            for &next in graph.neighbours(node as u32) {
                let next = next as usize;
                if !self.settled[next] {
                    self.settled[next] = true;
                    self.distance[next] = next_step;
                    self.paths[next] = paths;
                    self.order.push(next as u32);
                } else if self.distance[next] == next_step {
                    self.paths[next] += paths;
                }
            }
        }
    }
}

/// What one source contributes to a measure that is a sum over sources.
pub(crate) trait PerSource: Sync {
    /// Adds it to `sum`, given a finished search. `length` gives the length of an arc; `scratch`
    /// is memory to reuse.
    fn add<L: Length>(
        &self,
        graph: &Graph,
        search: &Search<L>,
        length: impl Fn(usize) -> L,
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
    if weighting == Weighting::Steps {
        return (in_parts(graph, measure, Search::steps, |_| u32::STEP), 1.0);
    }
    match graph.lengths() {
        Lengths::Short(of, unit) => (by_weight(graph, measure, &of), unit),
        Lengths::Long(of, unit) => (by_weight(graph, measure, &of), unit),
        Lengths::Huge(of, unit) => (by_weight(graph, measure, &of), unit),
        Lengths::Approximate(of) => (by_weight(graph, measure, &of), 1.0),
    }
}

fn by_weight<L: Length>(graph: &Graph, measure: &impl PerSource, arcs: &[L]) -> Vec<f64> {
    let from = |search: &mut Search<L>, graph: &Graph, source| search.weighted(graph, arcs, source);
    in_parts(graph, measure, from, |arc| arcs[arc])
}

fn in_parts<L: Length>(
    graph: &Graph,
    measure: &impl PerSource,
    from: impl Fn(&mut Search<L>, &Graph, u32) + Sync,
    length: impl Fn(usize) -> L + Sync,
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
                measure.add(graph, &search, &length, &mut scratch, &mut sum);
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
