//! Sets of people who together hold a network, or reach it (Borgatti 2003, 2006). For resilience: what
//! would be lost if these were away at once, and who, briefed, reaches everybody.

use std::cmp::Ordering;

use rayon::prelude::*;
use serde::Serialize;

use crate::graph::{Graph, Weighting};
use crate::measures::breadth::Breadth;
use crate::rows::Walk;

/// How a network has fallen apart without some of its nodes.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Fragmentation {
    /// F = 1 − Σ s_k(s_k − 1)/(n(n − 1)) over the parts left, of s_k of n remaining nodes: the share of
    /// pairs that can no longer reach one another.
    pub fragmentation: f64,
    /// D_F = 1 − Σ_{i≠j} (1/d_ij)/(n(n − 1)): the same, with far pairs counted as partly lost.
    pub distance_weighted: f64,
    /// 1 − Σ (s_k/n)²: the chance that two nodes drawn lie in different parts.
    pub heterogeneity: f64,
}

/// How a network falls apart without these nodes; n counts those that remain (Borgatti 2006).
/// `None` where fewer than two remain. O(nm).
pub fn fragmentation(graph: &Graph, without: &[u32]) -> Option<Fragmentation> {
    let mut gone = vec![false; graph.nodes()];
    for &node in without {
        gone[node as usize] = true;
    }
    let left = graph.nodes() - gone.iter().filter(|&&gone| gone).count();
    if left < 2 {
        return None;
    }
    let (n, pairs) = (left as f64, left as f64 * (left as f64 - 1.0));
    let mut parts = Parts::new(graph);
    let together = parts.together(graph, &gone);
    let squares: f64 = parts
        .sizes
        .iter()
        .map(|&size| (f64::from(size) / n).powi(2))
        .sum();
    let rest = graph.only(|edge| !gone[edge.a as usize] && !gone[edge.b as usize]);
    let near: f64 = super::harmonic(&rest, Weighting::Steps)
        .iter()
        .map(|harmonic| harmonic * (graph.nodes() as f64 - 1.0))
        .sum();
    Some(Fragmentation {
        fragmentation: 1.0 - together as f64 / pairs,
        distance_weighted: 1.0 - near / pairs,
        heterogeneity: 1.0 - squares,
    })
}

/// How far a set of nodes reaches.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Reach {
    /// How many nodes are reached, the set among them.
    pub reached: u32,
    /// The same as a share of all nodes: R_m.
    pub share: f64,
    /// D_R = Σ_j (1/d_Kj)/n, with 1 for the members of the set, over any number of steps.
    pub distance_weighted: f64,
}

/// How many nodes a set reaches within some steps, itself among them (Borgatti 2006). O(n + m).
pub fn reach(graph: &Graph, set: &[u32], steps: u32) -> Reach {
    let nodes = graph.nodes() as f64;
    let (mut reached, mut near) = (0, 0.0);
    for (distance, count) in rings(graph, set).into_iter().enumerate() {
        if distance <= steps as usize {
            reached += count;
        }
        near += f64::from(count) / (distance.max(1)) as f64;
    }
    Reach {
        reached,
        share: if nodes > 0.0 {
            f64::from(reached) / nodes
        } else {
            0.0
        },
        distance_weighted: if nodes > 0.0 { near / nodes } else { 0.0 },
    }
}

/// How many nodes lie at each distance from a set.
fn rings(graph: &Graph, set: &[u32]) -> Vec<u32> {
    let mut seen = vec![false; graph.nodes()];
    let mut ring: Vec<u32> = Vec::new();
    for &node in set {
        if !std::mem::replace(&mut seen[node as usize], true) {
            ring.push(node);
        }
    }
    let mut rings = Vec::new();
    while !ring.is_empty() {
        rings.push(ring.len() as u32);
        let mut next = Vec::new();
        for &node in &ring {
            for &other in graph.neighbours(node) {
                if !std::mem::replace(&mut seen[other as usize], true) {
                    next.push(other);
                }
            }
        }
        ring = next;
    }
    rings
}

/// A set of nodes that is best for something, as far as was searched.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BestSet {
    /// Its members, rising; of several that are equally good, the first in that order.
    pub members: Vec<u32>,
    /// How good it is.
    pub value: f64,
    /// Whether every set of that size was tried. Where not, this is the best found.
    pub exact: bool,
}

/// The set of so many nodes without which the network falls apart most, by F (KPP-Neg, Borgatti 2006).
/// To be read as resilience only. Every set is tried where there are at most two million and the work
/// allows it; otherwise the best is looked for step by step, and by exchange.
pub fn most_fragmenting(graph: &Graph, size: usize) -> Option<BestSet> {
    let left = graph.nodes().checked_sub(size).filter(|&left| left >= 2)?;
    let pairs = left as f64 * (left as f64 - 1.0);
    let cost = graph.nodes() + 2 * graph.edges().len();
    let score = |parts: &mut Parts, set: &[u32]| {
        parts.gone.iter_mut().for_each(|gone| *gone = false);
        for &node in set {
            parts.gone[node as usize] = true;
        }
        let gone = std::mem::take(&mut parts.gone);
        let together = parts.together(graph, &gone);
        parts.gone = gone;
        // Few pairs left together is good.
        u64::MAX - together
    };
    let (members, best, exact) = search(graph.nodes(), size, cost, || Parts::new(graph), score)?;
    Some(BestSet {
        members,
        value: 1.0 - (u64::MAX - best) as f64 / pairs,
        exact,
    })
}

/// The set of so many nodes that reaches most others within some steps, by R_m (KPP-Pos, Borgatti
/// 2006). Searched as [`most_fragmenting`] is.
pub fn most_reaching(graph: &Graph, size: usize, steps: u32) -> Option<BestSet> {
    if size > graph.nodes() || graph.nodes() == 0 {
        return None;
    }
    let words = graph.nodes().div_ceil(64);
    let near: Vec<Vec<u64>> = (0..graph.nodes() as u32)
        .into_par_iter()
        .map_init(
            || Breadth::new(graph.rows(), graph.back_rows()),
            |breadth, node| {
                breadth.search(node, graph.nodes());
                let mut near = vec![0_u64; words];
                for level in breadth.levels().take(steps as usize + 1) {
                    for &other in level {
                        near[other as usize / 64] |= 1 << (other % 64);
                    }
                }
                near
            },
        )
        .collect();
    let score = |(): &mut (), set: &[u32]| {
        (0..words)
            .map(|word| {
                let all = set
                    .iter()
                    .fold(0, |all, &node| all | near[node as usize][word]);
                u64::from(all.count_ones())
            })
            .sum()
    };
    let (members, best, exact) = search(graph.nodes(), size, words * size, || (), score)?;
    Some(BestSet {
        members,
        value: best as f64 / graph.nodes() as f64,
        exact,
    })
}

/// Memory for counting what hangs together.
struct Parts {
    seen: Vec<u32>,
    round: u32,
    queue: Vec<u32>,
    sizes: Vec<u32>,
    gone: Vec<bool>,
}

impl Parts {
    fn new(graph: &Graph) -> Self {
        Self {
            seen: vec![0; graph.nodes()],
            round: 0,
            queue: Vec::new(),
            sizes: Vec::new(),
            gone: vec![false; graph.nodes()],
        }
    }

    /// How many ordered pairs can reach one another; leaves the sizes of the parts behind.
    fn together(&mut self, graph: &Graph, gone: &[bool]) -> u64 {
        self.round += 1;
        self.sizes.clear();
        let mut pairs = 0;
        for start in 0..graph.nodes() as u32 {
            if gone[start as usize] || self.seen[start as usize] == self.round {
                continue;
            }
            self.seen[start as usize] = self.round;
            self.queue.clear();
            self.queue.push(start);
            let mut head = 0;
            while head < self.queue.len() {
                for &next in graph.neighbours(self.queue[head]) {
                    if !gone[next as usize] && self.seen[next as usize] != self.round {
                        self.seen[next as usize] = self.round;
                        self.queue.push(next);
                    }
                }
                head += 1;
            }
            let size = self.queue.len() as u64;
            self.sizes.push(size as u32);
            pairs += size * (size - 1);
        }
        pairs
    }
}

/// How many ways there are to choose some of many; as many as fit.
fn choices(many: usize, some: usize) -> usize {
    (0..some.min(many)).fold(1_usize, |ways, at| {
        let ways = ways as u128 * (many - at) as u128 / (at as u128 + 1);
        usize::try_from(ways).unwrap_or(usize::MAX)
    })
}

/// The set with the greatest score, its score, and whether every set was tried.
fn search<M>(
    nodes: usize,
    size: usize,
    cost: usize,
    memory: impl Fn() -> M + Sync,
    score: impl Fn(&mut M, &[u32]) -> u64 + Sync,
) -> Option<(Vec<u32>, u64, bool)> {
    const SETS: usize = 2_000_000;
    const WORK: usize = 4_000_000_000;
    if size > nodes {
        return None;
    }
    let ways = choices(nodes, size);
    if ways <= SETS && ways.saturating_mul(cost) <= WORK {
        return exhaustive(nodes, size, memory, score).map(|(set, best)| (set, best, true));
    }
    let mut memory = memory();
    let mut set: Vec<u32> = Vec::new();
    let mut best = 0;
    while set.len() < size {
        let mut next: Option<(u32, u64)> = None;
        for node in 0..nodes as u32 {
            if set.contains(&node) {
                continue;
            }
            set.push(node);
            let value = score(&mut memory, &set);
            set.pop();
            if next.is_none_or(|known| value > known.1) {
                next = Some((node, value));
            }
        }
        let (node, value) = next?;
        set.push(node);
        best = value;
    }
    // Exchange one member for another while that helps.
    let mut improved = true;
    while improved {
        improved = false;
        for place in 0..size {
            for node in 0..nodes as u32 {
                if set.contains(&node) {
                    continue;
                }
                let before = std::mem::replace(&mut set[place], node);
                let value = score(&mut memory, &set);
                if value > best {
                    best = value;
                    improved = true;
                } else {
                    set[place] = before;
                }
            }
        }
    }
    set.sort_unstable();
    Some((set, best, false))
}

fn exhaustive<M>(
    nodes: usize,
    size: usize,
    memory: impl Fn() -> M + Sync,
    score: impl Fn(&mut M, &[u32]) -> u64 + Sync,
) -> Option<(Vec<u32>, u64)> {
    if size == 0 {
        let best = score(&mut memory(), &[]);
        return Some((Vec::new(), best));
    }
    (0..=(nodes - size) as u32)
        .into_par_iter()
        .filter_map(|first| {
            let mut memory = memory();
            let mut set: Vec<u32> = (first..first + size as u32).collect();
            let mut best: Option<(Vec<u32>, u64)> = None;
            loop {
                let value = score(&mut memory, &set);
                if best.as_ref().is_none_or(|best| value > best.1) {
                    best = Some((set.clone(), value));
                }
                // The next set with the same first member, in order.
                let last = (1..size)
                    .rev()
                    .find(|&at| set[at] < (nodes - size + at) as u32);
                let Some(last) = last else { break };
                set[last] += 1;
                for at in last + 1..size {
                    set[at] = set[at - 1] + 1;
                }
            }
            best
        })
        .max_by(|one, other| match one.1.cmp(&other.1) {
            // Of equals the first in order.
            Ordering::Equal => other.0.cmp(&one.0),
            unequal => unequal,
        })
}
