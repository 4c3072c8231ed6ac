//! Graphs that several tests share.
#![allow(
    dead_code,
    clippy::unwrap_used,
    reason = "each test file uses some of it"
)]

use network::{Digraph, Graph, Meaning, Parallel};
use proptest::prelude::*;

/// How many nodes the graphs of the laws have.
pub(crate) const NODES: u32 = 12;

pub(crate) fn graph(nodes: u32, edges: &[(u32, u32)]) -> Graph {
    let edges = edges.iter().map(|&(a, b)| (a, b, 1.0));
    Graph::from_edges(nodes, edges, Parallel::Sum, Meaning::Strength).unwrap()
}

pub(crate) fn weighted(nodes: u32, edges: &[(u32, u32, f64)]) -> Graph {
    Graph::from_edges(
        nodes,
        edges.iter().copied(),
        Parallel::Sum,
        Meaning::Strength,
    )
    .unwrap()
}

pub(crate) fn digraph(nodes: u32, arcs: &[(u32, u32, f64)]) -> Digraph {
    Digraph::from_arcs(
        nodes,
        arcs.iter().copied(),
        Parallel::Sum,
        Meaning::Strength,
    )
    .unwrap()
}

/// Krackhardt 1990: Andre, Beverly, Carol, Diane, Ed, Fernando, Garth, Heather, Ike, Jane.
pub(crate) fn kite() -> Graph {
    graph(
        10,
        &[
            (0, 1),
            (0, 2),
            (0, 3),
            (0, 5),
            (1, 3),
            (1, 4),
            (1, 6),
            (2, 3),
            (2, 5),
            (3, 4),
            (3, 5),
            (3, 6),
            (4, 6),
            (5, 6),
            (5, 7),
            (6, 7),
            (7, 8),
            (8, 9),
        ],
    )
}

pub(crate) fn assert_near(found: &[f64], expected: &[f64], within: f64) {
    assert_eq!(found.len(), expected.len());
    for (place, (found, expected)) in found.iter().zip(expected).enumerate() {
        assert!(
            (found - expected).abs() <= within,
            "at {place}: {found}, expected {expected}"
        );
    }
}

pub(crate) fn near(found: f64, expected: f64) -> bool {
    (found - expected).abs() <= 1e-9 * expected.abs().max(1.0)
}

/// Random ties with weights 1 to 5, either way or along a direction.
pub(crate) fn ties() -> impl Strategy<Value = Vec<(u32, u32, u8)>> {
    prop::collection::vec((0..NODES, 0..NODES, 1_u8..=5), 0..40)
}

/// A group for each node; one in five has none.
pub(crate) fn grouping() -> impl Strategy<Value = Vec<Option<String>>> {
    prop::collection::vec(
        prop::option::weighted(
            0.8,
            prop::sample::select(vec!["a", "b", "c"]).prop_map(str::to_owned),
        ),
        NODES as usize,
    )
}

fn floats(ties: &[(u32, u32, u8)]) -> impl Iterator<Item = (u32, u32, f64)> {
    ties.iter().map(|&(a, b, weight)| (a, b, f64::from(weight)))
}

pub(crate) fn undirected(ties: &[(u32, u32, u8)]) -> Graph {
    Graph::from_edges(NODES, floats(ties), Parallel::Maximum, Meaning::Strength).unwrap()
}

pub(crate) fn directed(ties: &[(u32, u32, u8)]) -> Digraph {
    Digraph::from_arcs(NODES, floats(ties), Parallel::Maximum, Meaning::Strength).unwrap()
}
