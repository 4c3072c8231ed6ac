//! The parts a network falls into.

use rayon::prelude::*;

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
    let mut parts = strong_parts(graph.rows());
    parts.sort_by_key(|part| (std::cmp::Reverse(part.len()), part[0]));
    parts
}

/// The same in the order in which they are finished: each after all others it leads to.
fn strong_parts(rows: &Rows) -> Vec<Vec<u32>> {
    const NEVER: u32 = u32::MAX;
    let nodes = rows.nodes();
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
            if let Some(&next) = rows.of(node).get(*next_arc) {
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
    parts
}

/// How many others each node can reach. O(n + m) where every tie can be followed either way; along arcs the
/// parts that lead round in circles are each one, and sixty-four of them at a time are handed up the arcs
/// between: O(c·m/64) for c such parts.
pub(crate) fn others_reached<G: Walk>(graph: &G) -> Vec<u32> {
    let rows = graph.rows();
    if G::BOTH_WAYS {
        return component_sizes(rows).iter().map(|size| size - 1).collect();
    }
    let parts = strong_parts(rows);
    let mut part_of = vec![0_u32; rows.nodes()];
    for (index, part) in parts.iter().enumerate() {
        for &node in part {
            part_of[node as usize] = index as u32;
        }
    }
    let mut leads: Vec<(u32, u32)> = (0..rows.nodes() as u32)
        .flat_map(|node| rows.of(node).iter().map(move |&next| (node, next)))
        .map(|(node, next)| (part_of[node as usize], part_of[next as usize]))
        .filter(|(from, to)| from != to)
        .collect();
    leads.sort_unstable();
    leads.dedup();
    let between = Rows::sorted(parts.len(), leads.into_iter());
    let firsts: Vec<usize> = (0..parts.len()).step_by(64).collect();
    // Whole numbers, so that it does not matter in what order they are added.
    let reached = firsts
        .into_par_iter()
        .fold(
            || vec![0_u32; parts.len()],
            |mut reached, first| {
                let sizes: Vec<u32> = parts[first..]
                    .iter()
                    .take(64)
                    .map(|part| part.len() as u32)
                    .collect();
                let all_single = sizes.iter().all(|&size| size == 1);
                // Which of the sixty-four each part from the first of them on reaches: those before it lead only
                // to parts before themselves.
                let mut sees = vec![0_u64; parts.len() - first];
                for part in first..parts.len() {
                    let mut seen = if part - first < 64 {
                        1_u64 << (part - first)
                    } else {
                        0
                    };
                    for &next in between.of(part as u32) {
                        if next as usize >= first {
                            seen |= sees[next as usize - first];
                        }
                    }
                    sees[part - first] = seen;
                    reached[part] += if all_single {
                        seen.count_ones()
                    } else {
                        (0..sizes.len())
                            .filter(|place| seen >> place & 1 == 1)
                            .map(|place| sizes[place])
                            .sum()
                    };
                }
                reached
            },
        )
        .reduce(
            || vec![0_u32; parts.len()],
            |mut one, other| {
                for (one, other) in one.iter_mut().zip(other) {
                    *one += other;
                }
                one
            },
        );
    part_of
        .iter()
        .map(|&part| reached[part as usize] - 1)
        .collect()
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
    fn others_reached_are_counted_along_the_arcs() {
        // Two circles, one leading to the other, a chain into them of more than sixty-four, and somebody alone.
        let mut arcs = vec![(0, 1), (1, 0), (1, 2), (2, 3), (3, 4), (4, 2)];
        arcs.push((5, 0));
        arcs.extend((6..150).map(|node| (node, node - 1)));
        let arcs = arcs.iter().map(|&(a, b)| (a, b, 1.0));
        let graph = Digraph::from_arcs(151, arcs, Parallel::Sum, Meaning::Strength).unwrap();
        let paths = crate::measures::Paths::of(&graph, crate::Weighting::Steps);
        assert_eq!(others_reached(&graph), paths.reached());
        assert_eq!(others_reached(&graph)[149], 149);
        let back = graph.reversed();
        let paths = crate::measures::Paths::of(&back, crate::Weighting::Steps);
        assert_eq!(others_reached(&back), paths.reached());
        let either = graph.undirected();
        assert_eq!(others_reached(&either)[150], 0);
        assert_eq!(others_reached(&either)[3], 149);
    }

    #[test]
    fn a_chain_of_a_hundred_thousand_has_as_many_strong_parts() {
        let arcs = (0..99_999_u32).map(|node| (node, node + 1, 1.0));
        let graph = Digraph::from_arcs(100_000, arcs, Parallel::Sum, Meaning::Strength).unwrap();
        assert_eq!(strong_components(&graph).len(), 100_000);
    }
}
