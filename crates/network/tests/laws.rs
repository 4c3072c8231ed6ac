//! Laws that hold on every graph.
#![allow(clippy::unwrap_used)]

use network::{Graph, Meaning, Parallel, Weighting, measures};
use proptest::prelude::*;

const NODES: u32 = 14;

fn build(edges: &[(u32, u32, u8)], names: &[u32]) -> Graph {
    let edges = edges
        .iter()
        .map(|&(a, b, w)| (names[a as usize], names[b as usize], f64::from(w)));
    Graph::from_edges(NODES, edges, Parallel::Maximum, Meaning::Strength).unwrap()
}

fn plain() -> Vec<u32> {
    (0..NODES).collect()
}

fn edges() -> impl Strategy<Value = Vec<(u32, u32, u8)>> {
    prop::collection::vec((0..NODES, 0..NODES, 1_u8..=5), 0..40)
}

fn near(found: f64, expected: f64) -> bool {
    (found - expected).abs() <= 1e-9 * expected.abs().max(1.0)
}

/// Betweenness by its definition: Floyd and Warshall's distances in sixtieths, paths counted pair by
/// pair.
fn by_definition(graph: &Graph) -> Vec<f64> {
    let count = graph.nodes();
    let mut far = vec![vec![None::<u32>; count]; count];
    for (node, row) in far.iter_mut().enumerate() {
        row[node] = Some(0);
    }
    let length = |weight: f64| (60.0 / weight).round() as u32;
    for edge in graph.edges() {
        let (a, b) = (edge.a as usize, edge.b as usize);
        far[a][b] = Some(length(edge.weight));
        far[b][a] = far[a][b];
    }
    for k in 0..count {
        for i in 0..count {
            for j in 0..count {
                if let (Some(first), Some(second)) = (far[i][k], far[k][j])
                    && far[i][j].is_none_or(|known| first + second < known)
                {
                    far[i][j] = Some(first + second);
                }
            }
        }
    }
    // Paths from s to t: one, then those to every neighbour on the way, nearest first.
    let paths: Vec<Vec<f64>> = (0..count)
        .map(|s| {
            let mut paths = vec![0.0; count];
            paths[s] = 1.0;
            let mut order: Vec<usize> = (0..count).filter(|&t| far[s][t].is_some()).collect();
            order.sort_by_key(|&t| far[s][t]);
            for &t in order.iter().skip(1) {
                paths[t] = graph
                    .weighted_neighbours(t as u32)
                    .filter(|&(v, w)| far[s][v as usize].unwrap() + length(w) == far[s][t].unwrap())
                    .map(|(v, _)| paths[v as usize])
                    .sum();
            }
            paths
        })
        .collect();
    let mut between = vec![0.0; count];
    for s in 0..count {
        for t in s + 1..count {
            let Some(whole) = far[s][t] else { continue };
            for v in (0..count).filter(|&v| v != s && v != t) {
                if let (Some(first), Some(second)) = (far[s][v], far[v][t])
                    && first + second == whole
                {
                    between[v] += paths[s][v] * paths[v][t] / paths[s][t];
                }
            }
        }
    }
    between
}

proptest! {
    #[test]
    fn betweenness_is_what_its_definition_says(edges in edges()) {
        let graph = build(&edges, &plain());
        let found = measures::betweenness(&graph, Weighting::Weighted);
        for (found, expected) in found.iter().zip(by_definition(&graph)) {
            prop_assert!(near(*found, expected), "{found} for {expected}");
        }
    }

    #[test]
    fn permuting_the_nodes_changes_nothing(
        edges in edges(),
        names in Just(plain()).prop_shuffle()
    ) {
        let (one, other) = (build(&edges, &plain()), build(&edges, &names));
        for weighting in [Weighting::Steps, Weighting::Weighted] {
            for measure in [measures::betweenness, measures::harmonic, measures::closeness] {
                let (one, other) = (measure(&one, weighting), measure(&other, weighting));
                for (node, figure) in one.iter().enumerate() {
                    prop_assert!(near(other[names[node] as usize], *figure));
                }
            }
        }
        let renamed = |nodes: Vec<u32>| {
            let mut nodes: Vec<u32> = nodes.into_iter().map(|n| names[n as usize]).collect();
            nodes.sort_unstable();
            nodes
        };
        prop_assert_eq!(
            renamed(measures::articulation_points(&one)),
            measures::articulation_points(&other)
        );
        prop_assert_eq!(measures::bridges(&one).len(), measures::bridges(&other).len());
    }

    #[test]
    fn the_number_of_threads_changes_not_one_bit(edges in edges()) {
        let graph = build(&edges, &plain());
        let on = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            let bits = |figures: Vec<f64>| figures.into_iter().map(f64::to_bits).collect::<Vec<_>>();
            pool.install(|| {
                (
                    bits(measures::betweenness(&graph, Weighting::Weighted)),
                    bits(measures::betweenness(&graph, Weighting::Steps)),
                    bits(measures::harmonic(&graph, Weighting::Weighted)),
                )
            })
        };
        prop_assert_eq!(on(1), on(3));
    }

    #[test]
    fn taking_a_cut_node_or_a_bridge_away_leaves_more_parts(edges in edges()) {
        let graph = build(&edges, &plain());
        let parts = measures::components(&graph).len();
        let without = |keep: &dyn Fn(u32, u32) -> bool| {
            let kept = graph.edges().iter().filter(|e| keep(e.a, e.b)).map(|e| (e.a, e.b, 1.0));
            let graph = Graph::from_edges(NODES, kept, Parallel::Sum, Meaning::Strength).unwrap();
            measures::components(&graph).len()
        };
        let cuts = measures::articulation_points(&graph);
        for node in 0..NODES {
            // The node itself stays behind as a part of its own.
            let left = without(&|a, b| a != node && b != node) - 1;
            prop_assert_eq!(cuts.contains(&node), left > parts, "node {}", node);
        }
        let bridges = measures::bridges(&graph);
        for edge in graph.edges() {
            let left = without(&|a, b| (a, b) != (edge.a, edge.b));
            prop_assert_eq!(bridges.contains(&(edge.a, edge.b)), left > parts);
        }
    }

    #[test]
    fn a_higher_threshold_never_adds_an_edge(edges in edges(), level in 1_u8..=5) {
        let graph = build(&edges, &plain());
        let strong = graph.at_least(f64::from(level));
        prop_assert!(strong.edges().iter().all(|edge| edge.weight >= f64::from(level)));
        prop_assert!(strong.edges().iter().all(|edge| graph.weight(edge.a, edge.b).is_some()));
        prop_assert_eq!(strong.nodes(), graph.nodes());
    }
}
