//! What holds a network together: nodes and edges without which a part of it falls away.

use rayon::prelude::*;
use serde::Serialize;

use crate::graph::{Graph, Meaning};
use crate::measures::components::components;

/// The nodes whose removal leaves more components than there were, rising (Hopcroft & Tarjan
/// 1973). O(n + m).
///
/// A cut node of the recorded network only: pairs nobody has assessed could remove the finding.
pub fn articulation_points(graph: &Graph) -> Vec<u32> {
    cut_nodes(graph).into_iter().map(|cut| cut.node).collect()
}

/// A node that holds parts of a network together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CutNode {
    /// Which node.
    pub node: u32,
    /// How many nodes each part has that its component falls into without it, the largest first.
    pub parts: Vec<u32>,
}

/// The cut nodes, rising, with the sizes of the parts their components fall into without them, from
/// the same walk (Hopcroft & Tarjan 1973). O(n + m).
pub fn cut_nodes(graph: &Graph) -> Vec<CutNode> {
    let Walk { fallen, sizes, .. } = Walk::over(graph);
    let mut cuts = Vec::new();
    for (node, mut parts) in fallen.into_iter().enumerate() {
        let rest = sizes[node] - 1 - parts.iter().sum::<u32>();
        if rest > 0 {
            parts.push(rest);
        }
        if parts.len() > 1 {
            parts.sort_unstable_by_key(|&size| std::cmp::Reverse(size));
            cuts.push(CutNode {
                node: node as u32,
                parts,
            });
        }
    }
    cuts
}

/// What a network hangs on when only ties of at least some strength count.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Threshold {
    /// The least strength that counts; of distances, the greatest.
    pub weight: f64,
    /// How many ties are left.
    pub edges: usize,
    /// How many parts there are, isolated nodes among them.
    pub components: usize,
    /// The nodes it hangs on.
    pub cut_nodes: Vec<CutNode>,
    /// The edges it hangs on, the lower node first, rising.
    pub bridges: Vec<(u32, u32)>,
}

/// Cut nodes and bridges at every weight that occurs, from all ties to the strongest alone; where more
/// than `most` weights occur, at as many of them, evenly taken (MEASURES §2). O(weights · (n + m)), on all
/// threads.
pub fn at_every_threshold(graph: &Graph, most: usize) -> Vec<Threshold> {
    let mut weights: Vec<f64> = graph.edges().iter().map(|edge| edge.weight).collect();
    weights.sort_by(f64::total_cmp);
    weights.dedup();
    if graph.meaning() == Meaning::Distance {
        weights.reverse();
    }
    if weights.len() > most {
        let last = weights.len() - 1;
        let steps = most.saturating_sub(1).max(1);
        weights = (0..most).map(|at| weights[at * last / steps]).collect();
    }
    weights
        .into_par_iter()
        .map(|weight| {
            let left = graph.at_least(weight);
            Threshold {
                weight,
                edges: left.edges().len(),
                components: components(&left).len(),
                cut_nodes: cut_nodes(&left),
                bridges: bridges(&left),
            }
        })
        .collect()
}

/// The edges whose removal leaves more components than there were, lower node first, rising
/// (Tarjan 1974). O(n + m).
pub fn bridges(graph: &Graph) -> Vec<(u32, u32)> {
    let mut bridges = Walk::over(graph).bridges;
    bridges.sort_unstable();
    bridges
}

/// One walk in depth, without recursion: a path of ten thousand nodes must not exhaust the stack.
struct Walk {
    /// For each node, the sizes of the subtrees below it that only it ties to the rest.
    fallen: Vec<Vec<u32>>,
    /// The size of each node's component.
    sizes: Vec<u32>,
    bridges: Vec<(u32, u32)>,
}

struct Step {
    node: u32,
    parent: u32,
    next_arc: usize,
}

const NOBODY: u32 = u32::MAX;

impl Walk {
    fn over(graph: &Graph) -> Self {
        let nodes = graph.nodes();
        let mut walk = Self {
            fallen: vec![Vec::new(); nodes],
            sizes: vec![0; nodes],
            bridges: Vec::new(),
        };
        // `entered`: when a node was met, from 1. `low`: the earliest node its subtree reaches back to.
        let mut entered = vec![0_u32; nodes];
        let mut low = vec![0_u32; nodes];
        let mut below = vec![1_u32; nodes];
        let mut clock = 0;
        let mut stack: Vec<Step> = Vec::new();
        let mut met = Vec::new();
        for root in 0..nodes as u32 {
            if entered[root as usize] > 0 {
                continue;
            }
            met.clear();
            clock += 1;
            entered[root as usize] = clock;
            low[root as usize] = clock;
            stack.push(Step {
                node: root,
                parent: NOBODY,
                next_arc: graph.row(root).start,
            });
            while let Some(step) = stack.last_mut() {
                let (node, parent) = (step.node, step.parent);
                if step.next_arc < graph.row(node).end {
                    let next = graph.arc_target(step.next_arc);
                    step.next_arc += 1;
                    if entered[next as usize] == 0 {
                        clock += 1;
                        entered[next as usize] = clock;
                        low[next as usize] = clock;
                        stack.push(Step {
                            node: next,
                            parent: node,
                            next_arc: graph.row(next).start,
                        });
                    } else if next != parent {
                        // The graph is simple, so the only way back to the parent is the tree edge.
                        low[node as usize] = low[node as usize].min(entered[next as usize]);
                    }
                    continue;
                }
                stack.pop();
                met.push(node);
                if parent == NOBODY {
                    continue;
                }
                let (at, above) = (node as usize, parent as usize);
                low[above] = low[above].min(low[at]);
                if low[at] > entered[above] {
                    walk.bridges.push((node.min(parent), node.max(parent)));
                }
                below[above] += below[at];
                if low[at] >= entered[above] {
                    walk.fallen[above].push(below[at]);
                }
            }
            for &node in &met {
                walk.sizes[node as usize] = met.len() as u32;
            }
        }
        walk
    }
}
