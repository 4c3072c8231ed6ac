//! What holds a network together: nodes and edges without which a part of it falls away.

use crate::graph::Graph;

/// The nodes whose removal leaves more components than there were, rising (Hopcroft & Tarjan
/// 1973). O(n + m).
///
/// A cut node of the recorded network only: pairs nobody has assessed could remove the finding.
pub fn articulation_points(graph: &Graph) -> Vec<u32> {
    let walk = Walk::over(graph);
    (0..graph.nodes() as u32)
        .filter(|&node| walk.cuts[node as usize])
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
    cuts: Vec<bool>,
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
            cuts: vec![false; nodes],
            bridges: Vec::new(),
        };
        // `entered`: when a node was met, from 1. `low`: the earliest node its subtree reaches back to.
        let mut entered = vec![0_u32; nodes];
        let mut low = vec![0_u32; nodes];
        let mut clock = 0;
        let mut stack: Vec<Step> = Vec::new();
        for root in 0..nodes as u32 {
            if entered[root as usize] > 0 {
                continue;
            }
            let mut children_of_root = 0;
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
                if parent == NOBODY {
                    continue;
                }
                let (at, above) = (node as usize, parent as usize);
                low[above] = low[above].min(low[at]);
                if low[at] > entered[above] {
                    walk.bridges.push((node.min(parent), node.max(parent)));
                }
                if parent == root {
                    children_of_root += 1;
                } else if low[at] >= entered[above] {
                    walk.cuts[above] = true;
                }
            }
            walk.cuts[root as usize] = children_of_root > 1;
        }
        walk
    }
}
