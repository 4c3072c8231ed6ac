//! The parts a network falls into.

use crate::digraph::Digraph;
use crate::graph::Graph;
use crate::rows::{Rows, Walk};

/// The connected components, the largest first, then by their lowest node; each rising. O(n + m).
pub fn components(graph: &Graph) -> Vec<Vec<u32>> {
    parts(graph.rows())
}

fn parts(rows: &Rows) -> Vec<Vec<u32>> {
    let mut found = vec![false; rows.nodes()];
    let mut parts = Vec::new();
    for start in 0..rows.nodes() as u32 {
        if std::mem::replace(&mut found[start as usize], true) {
            continue;
        }
        let mut part = vec![start];
        let mut head = 0;
        while head < part.len() {
            for &next in rows.of(part[head]) {
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

/// How many nodes the component of each node has, where ties can be followed either way.
pub(crate) fn component_sizes(rows: &Rows) -> Vec<u32> {
    let mut sizes = vec![0; rows.nodes()];
    for part in parts(rows) {
        for &node in &part {
            sizes[node as usize] = part.len() as u32;
        }
    }
    sizes
}

/// The sets of nodes that can all reach one another along the arcs, the largest first, then by their
/// lowest node; each rising (Tarjan 1972). O(n + m).
pub fn strong_components(graph: &Digraph) -> Vec<Vec<u32>> {
    const NEVER: u32 = u32::MAX;
    let nodes = graph.nodes();
    let (mut entered, mut low) = (vec![NEVER; nodes], vec![0_u32; nodes]);
    let mut open = vec![false; nodes];
    let (mut path, mut stack): (Vec<u32>, Vec<(u32, usize)>) = (Vec::new(), Vec::new());
    let mut clock = 0;
    let mut parts = Vec::new();
    for root in 0..nodes as u32 {
        if entered[root as usize] != NEVER {
            continue;
        }
        stack.push((root, 0));
        while let Some(&mut (node, ref mut next_arc)) = stack.last_mut() {
            let at = node as usize;
            if *next_arc == 0 {
                entered[at] = clock;
                low[at] = clock;
                clock += 1;
                path.push(node);
                open[at] = true;
            }
            if let Some(&next) = graph.successors(node).get(*next_arc) {
                *next_arc += 1;
                if entered[next as usize] == NEVER {
                    stack.push((next, 0));
                } else if open[next as usize] {
                    low[at] = low[at].min(entered[next as usize]);
                }
                continue;
            }
            stack.pop();
            if let Some(&(above, _)) = stack.last() {
                low[above as usize] = low[above as usize].min(low[at]);
            }
            if low[at] == entered[at] {
                let mut part = Vec::new();
                while let Some(member) = path.pop() {
                    open[member as usize] = false;
                    part.push(member);
                    if member == node {
                        break;
                    }
                }
                part.sort_unstable();
                parts.push(part);
            }
        }
    }
    parts.sort_by_key(|part| (std::cmp::Reverse(part.len()), part[0]));
    parts
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::graph::{Meaning, Parallel};

    #[test]
    fn those_who_reach_one_another_are_one_strong_part() {
        let arcs =
            [(0, 1), (1, 2), (2, 0), (2, 3), (3, 4), (4, 3), (5, 0)].map(|(a, b)| (a, b, 1.0));
        let graph = Digraph::from_arcs(7, arcs, Parallel::Sum, Meaning::Strength).unwrap();
        let parts = strong_components(&graph);
        assert_eq!(parts, [vec![0, 1, 2], vec![3, 4], vec![5], vec![6]]);
    }

    #[test]
    fn a_chain_of_a_hundred_thousand_has_as_many_strong_parts() {
        let arcs = (0..99_999_u32).map(|node| (node, node + 1, 1.0));
        let graph = Digraph::from_arcs(100_000, arcs, Parallel::Sum, Meaning::Strength).unwrap();
        assert_eq!(strong_components(&graph).len(), 100_000);
    }
}
