//! The parts a network falls into.

use crate::graph::Graph;

/// The connected components, the largest first, then by their lowest node; each rising. O(n + m).
pub fn components(graph: &Graph) -> Vec<Vec<u32>> {
    let mut found = vec![false; graph.nodes()];
    let mut parts = Vec::new();
    for start in 0..graph.nodes() as u32 {
        if std::mem::replace(&mut found[start as usize], true) {
            continue;
        }
        let mut part = vec![start];
        let mut head = 0;
        while head < part.len() {
            for &next in graph.neighbours(part[head]) {
                if !std::mem::replace(&mut found[next as usize], true) {
                    part.push(next);
                }
            }
            head += 1;
        }
        part.sort_unstable();
        parts.push(part);
    }
    // Stable, so that parts of one size stay in the order of their lowest nodes.
    parts.sort_by_key(|part| std::cmp::Reverse(part.len()));
    parts
}
