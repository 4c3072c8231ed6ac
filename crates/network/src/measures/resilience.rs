//! On how many people a relationship between two groups rests.

use rayon::prelude::*;
use serde::Serialize;

use crate::graph::Graph;
use crate::groups::Groups;
use crate::measures::matching::maximum_matching;

/// What the relationship between two groups rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Resilience {
    /// The first group, and the second, which is higher.
    pub groups: (u32, u32),
    /// How many ties there are between their members.
    pub ties: u32,
    /// The fewest people without whom no tie is left: the size of a maximum matching (König 1931).
    pub people: u32,
    /// Such people, rising. Where `people` is 1 and `ties` more, it is this one person; a single tie
    /// hangs on both of its ends.
    pub cover: Vec<u32>,
}

/// Every two groups that are tied, by the first and then the second, with how many people must leave
/// before they have no relationship of their own (MEASURES §2; Hopcroft & Karp 1973). For one level
/// of tie give the graph [at that level](Graph::at_least). O(m√n), on all threads.
pub fn resilience(graph: &Graph, groups: &Groups) -> Vec<Resilience> {
    let mut links: Vec<(u32, u32, u32, u32)> = graph
        .edges()
        .iter()
        .filter_map(|edge| {
            let (a, b) = (groups.of()[edge.a as usize]?, groups.of()[edge.b as usize]?);
            match a.cmp(&b) {
                std::cmp::Ordering::Less => Some((a, b, edge.a, edge.b)),
                std::cmp::Ordering::Greater => Some((b, a, edge.b, edge.a)),
                std::cmp::Ordering::Equal => None,
            }
        })
        .collect();
    links.sort_unstable();
    let pairs: Vec<&[(u32, u32, u32, u32)]> = links
        .chunk_by(|one, other| (one.0, one.1) == (other.0, other.1))
        .collect();
    pairs
        .into_par_iter()
        .map(|links| {
            let side = |of: fn(&(u32, u32, u32, u32)) -> u32| {
                let mut side: Vec<u32> = links.iter().map(of).collect();
                side.sort_unstable();
                side.dedup();
                side
            };
            let (left, right) = (side(|link| link.2), side(|link| link.3));
            let number =
                |side: &[u32], node: u32| side.partition_point(|&other| other < node) as u32;
            let numbered: Vec<(u32, u32)> = links
                .iter()
                .map(|link| (number(&left, link.2), number(&right, link.3)))
                .collect();
            let matching = maximum_matching(left.len() as u32, right.len() as u32, &numbered);
            let mut cover: Vec<u32> = matching
                .left_cover
                .iter()
                .map(|&at| left[at as usize])
                .chain(matching.right_cover.iter().map(|&at| right[at as usize]))
                .collect();
            cover.sort_unstable();
            Resilience {
                groups: (links[0].0, links[0].1),
                ties: links.len() as u32,
                people: matching.size() as u32,
                cover,
            }
        })
        .collect()
}
