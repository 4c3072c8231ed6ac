//! How central several people are together (Everett & Borgatti 1999).

use rayon::prelude::*;
use serde::Serialize;

use crate::graph::Graph;
use crate::rows::Walk;

/// The centrality of a group of nodes, in steps.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct GroupCentrality {
    /// Of the others, the share with a tie to somebody in the group.
    pub degree: f64,
    /// (r/(n−c)) · r/Σ d(v, C) over the r others of n − c that can be reached: the inverse of the mean
    /// distance to the nearest member, corrected as Wasserman & Faust do where some cannot be reached.
    pub closeness: f64,
    /// The share of the shortest paths between two others that meet the group, added up over all
    /// unordered pairs of others.
    pub betweenness: f64,
    /// The same as a share of the pairs of others.
    pub betweenness_normalised: f64,
}

/// How central a group is; `None` where nobody is outside it. The betweenness is the definition's own:
/// for every pair the paths that avoid the group are counted beside all of them. O(nm), on all
/// threads.
pub fn group_centrality(graph: &Graph, group: &[u32]) -> Option<GroupCentrality> {
    let nodes = graph.nodes();
    let mut inside = vec![false; nodes];
    for &node in group {
        inside[node as usize] = true;
    }
    let others = inside.iter().filter(|&&inside| !inside).count();
    if others == 0 {
        return None;
    }
    let mut distance = vec![u32::MAX; nodes];
    let mut queue: Vec<u32> = (0..nodes as u32)
        .filter(|&node| inside[node as usize])
        .collect();
    for &node in &queue {
        distance[node as usize] = 0;
    }
    let (mut head, mut near, mut reached, mut far) = (0, 0_u32, 0_u32, 0_u64);
    while head < queue.len() {
        let node = queue[head];
        head += 1;
        for &next in graph.neighbours(node) {
            if distance[next as usize] == u32::MAX {
                distance[next as usize] = distance[node as usize] + 1;
                near += u32::from(distance[next as usize] == 1);
                reached += 1;
                far += u64::from(distance[next as usize]);
                queue.push(next);
            }
        }
    }
    let count = others as f64;
    let shares: Vec<f64> = (0..nodes as u32)
        .into_par_iter()
        .map(|source| {
            if inside[source as usize] {
                0.0
            } else {
                met(graph, source, &inside)
            }
        })
        .collect();
    // Each pair was met from both of its ends.
    let betweenness = shares.iter().sum::<f64>() / 2.0;
    let pairs = count * (count - 1.0) / 2.0;
    Some(GroupCentrality {
        degree: f64::from(near) / count,
        closeness: if far == 0 {
            0.0
        } else {
            f64::from(reached) / count * f64::from(reached) / far as f64
        },
        betweenness,
        betweenness_normalised: if pairs > 0.0 {
            betweenness / pairs
        } else {
            0.0
        },
    })
}

/// The share of the shortest paths from a source to each node outside that meet the group, added up.
fn met(graph: &Graph, source: u32, inside: &[bool]) -> f64 {
    let rows = graph.rows();
    let mut distance = vec![u32::MAX; rows.nodes()];
    let (mut all, mut clear) = (vec![0.0_f64; rows.nodes()], vec![0.0_f64; rows.nodes()]);
    let mut order = vec![source];
    distance[source as usize] = 0;
    all[source as usize] = 1.0;
    clear[source as usize] = 1.0;
    let (mut head, mut sum) = (0, 0.0);
    while head < order.len() {
        let node = order[head] as usize;
        head += 1;
        if inside[node] {
            clear[node] = 0.0;
        } else {
            sum += 1.0 - clear[node] / all[node];
        }
        for &next in rows.of(node as u32) {
            let next = next as usize;
            if distance[next] == u32::MAX {
                distance[next] = distance[node] + 1;
                order.push(next as u32);
            }
            if distance[next] == distance[node] + 1 {
                all[next] += all[node];
                clear[next] += clear[node];
            }
        }
    }
    sum
}
