//! Searches that add up lengths.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use crate::length::Length;
use crate::rows::Rows;

/// Reusable memory for the search from one source after another.
pub(crate) struct Search<L> {
    /// Nodes in the order in which they were reached for good, the source first.
    pub(crate) order: Vec<u32>,
    /// Distance of each reached node; far for the others.
    pub(crate) distance: Vec<L>,
    /// Number of shortest paths to each reached node (σ in Brandes 2001).
    paths: Vec<f64>,
    share: Vec<f64>,
    /// When each reached node was reached for good.
    place: Vec<u32>,
    heap: BinaryHeap<Candidate<L>>,
    buckets: Vec<Vec<u32>>,
}

const NOT_YET: u32 = u32::MAX;

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
            share: vec![0.0; nodes],
            place: vec![NOT_YET; nodes],
            heap: BinaryHeap::new(),
            buckets: Vec::new(),
        }
    }

    fn restart(&mut self, source: u32) {
        for &node in &self.order {
            self.distance[node as usize] = L::FAR;
            self.paths[node as usize] = 0.0;
            self.place[node as usize] = NOT_YET;
        }
        self.order.clear();
        self.heap.clear();
        self.distance[source as usize] = L::ZERO;
        self.paths[source as usize] = 1.0;
    }

    fn settle(&mut self, node: u32) {
        self.place[node as usize] = self.order.len() as u32;
        self.order.push(node);
    }

    /// Whether an arc lies on a shortest path. Where lengths are compared with a tolerance the order
    /// of settling decides which of two near nodes comes before the other, so that no path is counted
    /// both ways.
    fn leads(&self, from: u32, to: u32, length: L) -> bool {
        let (from, to) = (from as usize, to as usize);
        (L::EXACT || self.place[to] > self.place[from])
            && self.distance[from].plus(length).same(self.distance[to])
    }

    /// Dijkstra with counted paths, for any kind of length.
    pub(crate) fn by_heap(&mut self, rows: &Rows, arcs: &[L], source: u32) {
        self.restart(source);
        self.heap.push(Candidate {
            distance: L::ZERO,
            node: source,
        });
        while let Some(Candidate { node, .. }) = self.heap.pop() {
            let at = node as usize;
            if self.place[at] != NOT_YET {
                continue;
            }
            self.settle(node);
            for (&next, &length) in rows.of(node).iter().zip(&arcs[rows.row(node)]) {
                let distance = self.distance[at].plus(length);
                let before = self.distance[next as usize];
                if self.place[next as usize] == NOT_YET
                    && distance.order(before) == Ordering::Less
                    && !distance.same(before)
                {
                    self.distance[next as usize] = distance;
                    self.heap.push(Candidate {
                        distance,
                        node: next,
                    });
                }
            }
        }
        // Counted in the order of settling, when every path to a node is known before it is passed on.
        for index in 0..self.order.len() {
            let node = self.order[index];
            let paths = self.paths[node as usize];
            for (&next, &length) in rows.of(node).iter().zip(&arcs[rows.row(node)]) {
                if self.leads(node, next, length) {
                    self.paths[next as usize] += paths;
                }
            }
        }
    }

    /// How much the source depends on every node reached, farthest first: δ_v = σ_v Σ s_w over the
    /// nodes w behind v, with s_w = (1 + δ_w)/σ_w (Brandes 2001).
    pub(crate) fn dependencies(&mut self, rows: &Rows, arcs: &[L], mut give: impl FnMut(u32, f64)) {
        for index in (1..self.order.len()).rev() {
            let node = self.order[index];
            let mut behind = 0.0;
            for (&next, &length) in rows.of(node).iter().zip(&arcs[rows.row(node)]) {
                if self.leads(node, next, length) {
                    behind += self.share[next as usize];
                }
            }
            let paths = self.paths[node as usize];
            self.share[node as usize] = paths.recip() + behind;
            give(node, paths * behind);
        }
    }
}

impl Search<u32> {
    /// Dijkstra with counted paths and one bucket for each distance (Dial 1969): no queue to keep
    /// sorted, where no arc is longer than `longest`.
    pub(crate) fn by_buckets(&mut self, rows: &Rows, arcs: &[u32], longest: u32, source: u32) {
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
                self.settle(node);
                let paths = self.paths[at];
                for (&next, &length) in rows.of(node).iter().zip(&arcs[rows.row(node)]) {
                    let distance = now + length;
                    match distance.cmp(&self.distance[next as usize]) {
                        Ordering::Less => {
                            self.distance[next as usize] = distance;
                            self.paths[next as usize] = paths;
                            self.buckets[distance as usize % round].push(next);
                            waiting += 1;
                        }
                        Ordering::Equal => self.paths[next as usize] += paths,
                        Ordering::Greater => {}
                    }
                }
            }
            // Given back empty, to keep its memory.
            self.buckets[now as usize % round] = here;
            now += 1;
        }
    }
}
