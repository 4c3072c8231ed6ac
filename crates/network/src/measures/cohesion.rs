//! How closely knit a network is, and each node's surroundings.

use rayon::prelude::*;

use crate::digraph::Digraph;
use crate::graph::Graph;
use crate::rows::Walk;

/// Core number: the greatest k for which a node belongs to a part where everybody has at least k
/// neighbours within it (Seidman 1983; algorithm of Batagelj & Zaveršnik 2003). O(m).
pub fn core_numbers(graph: &Graph) -> Vec<u32> {
    let nodes = graph.nodes();
    let mut degree: Vec<u32> = (0..nodes as u32)
        .map(|node| graph.neighbours(node).len() as u32)
        .collect();
    let most = degree.iter().copied().max().unwrap_or(0) as usize;
    // Nodes in the order of their degree, and where each degree begins.
    let mut begin = vec![0_usize; most + 2];
    for &degree in &degree {
        begin[degree as usize + 1] += 1;
    }
    for at in 0..=most {
        begin[at + 1] += begin[at];
    }
    let mut next = begin.clone();
    let (mut order, mut place) = (vec![0_u32; nodes], vec![0_usize; nodes]);
    for node in 0..nodes {
        let slot = &mut next[degree[node] as usize];
        order[*slot] = node as u32;
        place[node] = *slot;
        *slot += 1;
    }
    for at in 0..nodes {
        let node = order[at];
        for &other in graph.neighbours(node) {
            let other = other as usize;
            if degree[other] > degree[node as usize] {
                // Moved to the front of its degree, which then begins one later.
                let front = begin[degree[other] as usize];
                let there = order[front] as usize;
                order.swap(place[other], front);
                (place[there], place[other]) = (place[other], front);
                begin[degree[other] as usize] += 1;
                degree[other] -= 1;
            }
        }
    }
    degree
}

/// How many triangles each node is in, O(Σ k²) at worst, on all threads.
pub fn triangles(graph: &Graph) -> Vec<u64> {
    (0..graph.nodes() as u32)
        .into_par_iter()
        .map(|node| {
            let around = graph.neighbours(node);
            let twice: usize = around
                .iter()
                .map(|&next| common(around, graph.neighbours(next)))
                .sum();
            (twice / 2) as u64
        })
        .collect()
}

/// How many items two rising lists share.
pub(crate) fn common(one: &[u32], other: &[u32]) -> usize {
    let mut found = 0;
    each_common(one, other, |_, _| found += 1);
    found
}

/// How many times longer a list is that is better searched than gone through.
pub(crate) const MUCH: usize = 16;

/// Hands on the places of every item that two rising lists share, rising. Where one list is much
/// longer it is searched rather than gone through, so that a hub costs its neighbours little.
pub(crate) fn each_common(one: &[u32], other: &[u32], mut give: impl FnMut(usize, usize)) {
    if one.len() / MUCH > other.len() {
        for (at, item) in other.iter().enumerate() {
            if let Ok(found) = one.binary_search(item) {
                give(found, at);
            }
        }
    } else if other.len() / MUCH > one.len() {
        for (at, item) in one.iter().enumerate() {
            if let Ok(found) = other.binary_search(item) {
                give(at, found);
            }
        }
    } else {
        let mut at = 0;
        for (place, &item) in one.iter().enumerate() {
            while at < other.len() && other[at] < item {
                at += 1;
            }
            if at < other.len() && other[at] == item {
                give(place, at);
            }
        }
    }
}

/// Local clustering: of the pairs of a node's neighbours, the share that are neighbours themselves
/// (Watts & Strogatz 1998); 0 for a node with fewer than two.
pub fn clustering(graph: &Graph) -> Vec<f64> {
    triangles(graph)
        .into_iter()
        .enumerate()
        .map(|(node, triangles)| {
            let degree = graph.neighbours(node as u32).len() as f64;
            if degree < 2.0 {
                0.0
            } else {
                2.0 * triangles as f64 / (degree * (degree - 1.0))
            }
        })
        .collect()
}

/// Transitivity: three times the triangles, divided by the pairs of ties that share a node (Newman,
/// Strogatz & Watts 2001); 0 where there is no such pair.
pub fn transitivity(graph: &Graph) -> f64 {
    let closed: u64 = triangles(graph).iter().sum();
    let pairs: u64 = (0..graph.nodes() as u32)
        .map(|node| graph.neighbours(node).len() as u64)
        .map(|degree| degree * degree.saturating_sub(1) / 2)
        .sum();
    if pairs == 0 {
        0.0
    } else {
        closed as f64 / pairs as f64
    }
}

/// Weak transitivity of a directed graph: of the paths a→b→c with a ≠ c, the share with a→c
/// (Wasserman & Faust 1994, §6.6); `None` where there is no such path.
pub fn weak_transitivity(graph: &Digraph) -> Option<f64> {
    let (closed, all): (u64, u64) = (0..graph.nodes() as u32)
        .into_par_iter()
        .map(|a| {
            let (mut closed, mut all) = (0, 0);
            for &b in graph.successors(a) {
                let onward = graph.successors(b);
                all += (onward.len() - usize::from(onward.binary_search(&a).is_ok())) as u64;
                closed += common(graph.successors(a), onward) as u64;
            }
            (closed, all)
        })
        .reduce(|| (0, 0), |one, other| (one.0 + other.0, one.1 + other.1));
    (all > 0).then(|| closed as f64 / all as f64)
}

/// The share of arcs that are answered by one the other way; `None` where there is no arc.
pub fn reciprocity(graph: &Digraph) -> Option<f64> {
    let arcs = graph.arcs().len();
    (arcs > 0).then(|| answered(graph) as f64 / arcs as f64)
}

/// The share of pairs of nodes that are alike both ways: tied both ways, or neither; `None` where
/// there is no pair (Butts 2008, §3.4).
pub fn reciprocity_of_pairs(graph: &Digraph) -> Option<f64> {
    let nodes = graph.nodes() as f64;
    let pairs = nodes * (nodes - 1.0) / 2.0;
    let one_way = (graph.arcs().len() - answered(graph)) as f64;
    (pairs > 0.0).then(|| (pairs - one_way) / pairs)
}

fn answered(graph: &Digraph) -> usize {
    graph
        .arcs()
        .iter()
        .filter(|arc| graph.rows().holds(arc.to, arc.from))
        .count()
}

/// Degree centralisation: how far the best-connected node stands above the rest, Σ(max − k_i) over
/// what it would be for a star (Freeman 1979): (n−1)(n−2), or (n−1)² where ties have a direction.
/// `None` where the star has no such value.
pub fn degree_centralisation(degrees: &[u32], directed: bool) -> Option<f64> {
    let nodes = degrees.len() as f64;
    let star = if directed {
        (nodes - 1.0).powi(2)
    } else {
        (nodes - 1.0) * (nodes - 2.0)
    };
    let most = degrees.iter().copied().max()?;
    let above: f64 = degrees.iter().map(|&degree| f64::from(most - degree)).sum();
    (star > 0.0).then(|| above / star)
}

/// Betweenness centralisation of an undirected graph: Σ(max − b_i) over what it would be for a star,
/// (n−1)²(n−2)/2 (Freeman 1979). `None` below three nodes.
pub fn betweenness_centralisation(raw: &[f64]) -> Option<f64> {
    let nodes = raw.len() as f64;
    let star = (nodes - 1.0).powi(2) * (nodes - 2.0) / 2.0;
    let most = raw.iter().copied().fold(0.0, f64::max);
    let above: f64 = raw.iter().map(|value| most - value).sum();
    (star > 0.0).then(|| above / star)
}
