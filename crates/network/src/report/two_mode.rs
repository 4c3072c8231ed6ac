//! Everything of a network of two kinds of node.

use crate::graph::Graph;
use crate::groups::Groups;
use crate::measures::{self, Shared, TwoMode};
use crate::report::keyed::Keyed;
use crate::report::one_mode;
use crate::report::written::{Projection, TwoModeFigures};
use crate::report::{Effort, Subject, Wanted};

/// More pairs than this share a partner: too many to list and measure.
const MOST_PAIRS: u64 = 2_000_000;

pub(super) fn measure(
    subject: &Subject,
    modes: &[String],
    graph: &Graph,
    wanted: &Wanted,
    effort: &Effort,
) -> TwoModeFigures {
    let within = wanted.within(&["projections", "measures"]);
    let kinds = Groups::named(modes.iter().map(|mode| Some(mode.as_str())));
    let projections = (0..kinds.len() as u32)
        .map(|kind| projection(kind, &kinds, subject, graph, &within, effort))
        .collect::<Vec<_>>();
    TwoModeFigures {
        modes: Keyed::new(kinds.names(), kinds.sizes()),
        degree: Keyed::new(&subject.nodes, measures::degree(graph)),
        projections: Keyed::new(kinds.names(), projections),
    }
}

fn projection(
    kind: u32,
    kinds: &Groups,
    subject: &Subject,
    graph: &Graph,
    wanted: &Wanted,
    effort: &Effort,
) -> Projection {
    // The nodes of this kind, and of all others, each numbered from 0.
    let (mut ids, mut number, mut others) = (Vec::new(), vec![0; graph.nodes()], 0);
    for (node, of) in kinds.of().iter().enumerate() {
        if *of == Some(kind) {
            number[node] = ids.len() as u32;
            ids.push(subject.nodes[node].clone());
        } else {
            number[node] = others;
            others += 1;
        }
    }
    let is_ours = |node: u32| kinds.of()[node as usize] == Some(kind);
    let belongs = graph.edges().iter().filter_map(|edge| {
        let (a, b) = (number[edge.a as usize], number[edge.b as usize]);
        match (is_ours(edge.a), is_ours(edge.b)) {
            (true, false) => Some((a, b)),
            (false, true) => Some((b, a)),
            _ => None,
        }
    });
    let two_mode = TwoMode::new(ids.len() as u32, others, belongs);
    let pairs = two_mode.most_pairs(None);
    if pairs > MOST_PAIRS {
        return Projection {
            weight: "number of shared partners",
            edges: Vec::new(),
            edges_newman: Vec::new(),
            too_many_pairs: Some(pairs),
            measures: None,
        };
    }
    let counted = two_mode.members(Shared::Count, None);
    let newman = two_mode.members(Shared::Newman, None);
    Projection {
        weight: "number of shared partners",
        edges: edges(&counted, &ids, |weight| weight as u64),
        edges_newman: edges(&newman, &ids, |weight| weight),
        too_many_pairs: None,
        measures: Some(one_mode::undirected(&counted, &ids, true, wanted, effort)),
    }
}

fn edges<T>(graph: &Graph, ids: &[String], of: impl Fn(f64) -> T) -> Vec<(String, String, T)> {
    let mut named: Vec<(String, String, T)> = graph
        .edges()
        .iter()
        .map(|edge| {
            let (a, b) = (ids[edge.a as usize].clone(), ids[edge.b as usize].clone());
            let weight = of(edge.weight);
            if a <= b {
                (a, b, weight)
            } else {
                (b, a, weight)
            }
        })
        .collect();
    named.sort_by(|x, y| (&x.0, &x.1).cmp(&(&y.0, &y.1)));
    named
}
