//! Figures estimated from a sample of nodes: how often the truth lies within their stated error, and that nothing
//! of them hangs on the number of threads.
#![allow(clippy::unwrap_used)]

mod common;

use network::measures::{self, NearnessEstimate, Paths, Sampled};
use network::report::{Effort, Subject, Wanted, measure};
use network::{Digraph, Graph, Meaning, Parallel, Walk, Weighting};

const BOTH: [Weighting; 2] = [Weighting::Steps, Weighting::Weighted];

/// Numbers that look random, the same ones every time.
fn numbers(mut state: u64) -> impl FnMut(u32) -> u32 {
    move |end| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as u32 % end
    }
}

/// A large part, a middling one, a small one and thirty nodes alone, with weights 1 to 5.
fn in_parts() -> (u32, Vec<(u32, u32, f64)>) {
    let mut next = numbers(11);
    let mut ties = Vec::new();
    let mut first = 0;
    for (size, count) in [(400, 900), (150, 300), (8, 9)] {
        for _ in 0..count {
            let (a, b) = (first + next(size), first + next(size));
            ties.push((a, b, f64::from(next(5) + 1)));
        }
        first += size;
    }
    (first + 30, ties)
}

fn either_way() -> Graph {
    let (nodes, ties) = in_parts();
    Graph::from_edges(nodes, ties, Parallel::Maximum, Meaning::Strength).unwrap()
}

fn along() -> Digraph {
    let (nodes, ties) = in_parts();
    Digraph::from_arcs(nodes, ties, Parallel::Maximum, Meaning::Strength).unwrap()
}

/// Each figure estimated beside the true one.
fn beside<'a>(
    found: &'a NearnessEstimate,
    exact: &Paths,
) -> [(&'static str, &'a Sampled, Vec<f64>); 3] {
    [
        ("closeness", &found.closeness, exact.closeness()),
        ("within", &found.closeness_within, exact.closeness_within()),
        ("harmonic", &found.harmonic, exact.harmonic()),
    ]
}

/// Of all nodes estimated with thirty seeds, at least nine in ten lie within two standard errors, and none outside
/// the stated error with more than one seed.
fn keeps_its_errors<G: Walk>(graph: &G, weighting: Weighting, sources: usize, is_bounded: bool) {
    const SEEDS: u64 = 30;
    let exact = Paths::of(graph, weighting);
    let mut within_two = [(0, 0); 3];
    let mut off = [0; 3];
    for seed in 0..SEEDS {
        let found = measures::nearness_estimate(graph, weighting, sources, seed);
        assert_eq!(found.sources, sources);
        for (at, (name, found, exact)) in beside(&found, &exact).into_iter().enumerate() {
            let mut farthest = 0.0_f64;
            for (node, &exact) in exact.iter().enumerate() {
                let (value, error) = (found.values[node], found.standard_errors[node]);
                let away = (value - exact).abs();
                farthest = farthest.max(away);
                if error > 0.0 {
                    within_two[at].0 += u32::from(away <= 1.96 * error);
                    within_two[at].1 += 1;
                } else {
                    assert!(
                        away <= 1e-12 * exact,
                        "{name} of {node}: {value} for {exact}"
                    );
                }
            }
            match found.error {
                Some(error) => off[at] += u32::from(farthest > error),
                None => assert!(!is_bounded || name == "harmonic"),
            }
        }
    }
    // Weighed, a few strong ties make up much of harmonic centrality, and not every sample holds any of them.
    let harmonic = if weighting == Weighting::Weighted {
        0.8
    } else {
        0.9
    };
    for (((within, of), off), share) in within_two.into_iter().zip(off).zip([0.9, 0.9, harmonic]) {
        assert!(of > 1000, "only {of} figures were estimated");
        assert!(
            f64::from(within) >= share * f64::from(of),
            "{within} of {of} within two standard errors"
        );
        assert!(off <= 1, "outside the stated error with {off} seeds");
    }
}

#[test]
fn the_truth_lies_within_the_stated_errors_of_nearness_in_a_network_in_parts() {
    for weighting in BOTH {
        keeps_its_errors(&either_way(), weighting, 180, true);
    }
}

#[test]
fn the_truth_lies_within_the_stated_errors_of_nearness_along_arcs_and_against_them() {
    for weighting in BOTH {
        keeps_its_errors(&along(), weighting, 180, false);
        keeps_its_errors(&along().reversed(), weighting, 180, false);
    }
}

#[test]
fn a_sample_of_every_node_gives_what_is_exact() {
    fn exactly(graph: &impl Walk) {
        for weighting in BOTH {
            let nodes = graph.node_count();
            let found = measures::nearness_estimate(graph, weighting, nodes + 5, 3);
            assert_eq!(found.sources, nodes);
            for (name, found, exact) in beside(&found, &Paths::of(graph, weighting)) {
                assert_eq!(found.values, exact, "{name}");
                assert_eq!(found.error, Some(0.0), "{name}");
                assert!(found.greatest_standard_error() <= 0.0);
            }
        }
    }
    exactly(&either_way());
    exactly(&along());
    exactly(&common::graph(0, &[]));
    exactly(&common::graph(1, &[]));
    exactly(&common::graph(5, &[]));
}

#[test]
fn what_reaches_few_is_exact_to_the_bit_and_nobody_alone_is_near_anybody() {
    let graph = either_way();
    let exact = Paths::of(&graph, Weighting::Steps);
    let found = measures::nearness_estimate(&graph, Weighting::Steps, 150, 9);
    for (name, found, exact) in beside(&found, &exact) {
        assert_eq!(found.values[400..], exact[400..], "{name}");
        assert!(
            found.standard_errors[400..]
                .iter()
                .all(|&error| error <= 0.0)
        );
        assert!(
            found.standard_errors[..400]
                .iter()
                .any(|&error| error > 0.0)
        );
        assert!(
            found.values[558..].iter().all(|&value| value <= 0.0),
            "{name}"
        );
    }
}

#[test]
fn distances_are_those_from_the_node_along_the_arcs() {
    // A chain of five hundred: the first reaches everybody, the last nobody.
    let arcs = (0..499).map(|node| (node, node + 1, 1.0));
    let chain = Digraph::from_arcs(500, arcs, Parallel::Sum, Meaning::Strength).unwrap();
    let found = measures::nearness_estimate(&chain, Weighting::Steps, 100, 1);
    let first = measures::harmonic(&chain, Weighting::Steps)[0];
    assert!((found.harmonic.values[0] - first).abs() <= found.harmonic.error.unwrap());
    assert!(found.harmonic.values[499] <= 0.0 && found.closeness.values[499] <= 0.0);
    assert_eq!(
        found.closeness.error, None,
        "how far the farthest is, nobody knows"
    );
}

#[test]
fn over_many_seeds_the_estimates_lie_about_the_truth() {
    let (graph, exact) = (along(), measures::harmonic(&along(), Weighting::Steps));
    let (mut sum, mut variance) = (0.0, 0.0);
    let node = (0..400)
        .max_by(|&a, &b| exact[a].total_cmp(&exact[b]))
        .unwrap();
    for seed in 0..200 {
        let found = measures::nearness_estimate(&graph, Weighting::Steps, 100, seed).harmonic;
        sum += found.values[node];
        variance += found.standard_errors[node].powi(2);
    }
    let away = (sum / 200.0 - exact[node]).abs();
    assert!(away <= 4.0 * variance.sqrt() / 200.0, "{away}");
}

#[test]
fn on_one_two_three_and_seven_threads_every_bit_is_the_same() {
    fn bits(figures: &[f64]) -> Vec<u64> {
        figures.iter().map(|figure| figure.to_bits()).collect()
    }
    fn all(graph: &impl Walk) -> Vec<Vec<u64>> {
        let mut all = Vec::new();
        for weighting in BOTH {
            let paths = Paths::of(graph, weighting);
            all.extend(
                [
                    paths.betweenness().to_vec(),
                    paths.harmonic(),
                    paths.closeness(),
                ]
                .map(|f| bits(&f)),
            );
            let between = measures::betweenness_estimate(graph, weighting, 77, 5);
            all.extend([&between.values, &between.standard_errors].map(|f| bits(f)));
            let near = measures::nearness_estimate(graph, weighting, 77, 5);
            for figure in [&near.closeness, &near.closeness_within, &near.harmonic] {
                all.extend([&figure.values, &figure.standard_errors].map(|f| bits(f)));
                all.push(bits(&figure.error.map_or(Vec::new(), |error| vec![error])));
            }
        }
        all
    }
    let (either, along) = (either_way(), along());
    let on = |threads| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap();
        pool.install(|| {
            let vector = measures::eigenvector(&either, Weighting::Weighted)
                .unwrap()
                .vector;
            (all(&either), all(&along), bits(&vector))
        })
    };
    let one = on(1);
    for threads in [2, 3, 7] {
        assert!(on(threads) == one, "{threads} threads");
    }
}

fn subject(directed: bool) -> Subject {
    let (nodes, ties) = in_parts();
    Subject {
        id: "parts".to_owned(),
        nodes: (0..nodes).map(|node| format!("n{node}")).collect(),
        directed,
        ties,
        weighted: true,
        meaning: Meaning::Strength,
        groups: None,
        modes: None,
    }
}

#[test]
fn a_report_says_of_every_figure_that_is_estimated_how_well() {
    let effort = Effort {
        exact_up_to: 300,
        exact_steps: 0,
        sources: 110,
        ..Effort::default()
    };
    let names = [
        "betweenness_normalized",
        "closeness_wf",
        "closeness_component",
        "closeness_in_wf",
        "closeness_out_wf",
        "harmonic_normalized",
        "harmonic_in_normalized",
        "harmonic_out_normalized",
        "betweenness_weighted",
        "harmonic_weighted_normalized",
        "closeness_weighted_wf",
    ];
    for directed in [false, true] {
        let subject = subject(directed);
        let reported = |wanted: &Wanted, effort: &Effort| {
            serde_json::to_value(measure(&subject, wanted, effort).unwrap()).unwrap()
        };
        let figures = Wanted::only(&["nodes", "estimated"].map(str::to_owned));
        let (sampled, exact) = (
            reported(&figures, &effort),
            reported(&figures, &effort.exact()),
        );
        for (part, most) in [("undirected", 8), ("directed", 7)] {
            let (sampled, exact) = (&sampled[part], &exact[part]);
            if sampled.is_null() {
                assert!(!directed);
                continue;
            }
            assert!(exact["estimated"].is_null());
            let estimated = sampled["estimated"].as_object().unwrap();
            assert_eq!(estimated.len(), most, "{estimated:?}");
            for name in names
                .iter()
                .filter(|name| !sampled["nodes"]["n0"][**name].is_null())
            {
                let how_well = &estimated[*name];
                assert_eq!(how_well["sources"], 110, "{name}");
                assert!(how_well["standard_error"].as_f64().unwrap() > 0.0, "{name}");
                if let Some(error) = how_well["error"].as_f64() {
                    assert_eq!(how_well["certainty"], 0.95);
                    for (id, node) in exact["nodes"].as_object().unwrap() {
                        let (found, exact) = (&sampled["nodes"][id][*name], &node[*name]);
                        let away = found.as_f64().unwrap() - exact.as_f64().unwrap();
                        assert!(away.abs() <= error, "{name} of {id} is {away} off");
                    }
                } else {
                    assert!(
                        part == "directed" && name.starts_with("closeness"),
                        "{name}"
                    );
                }
                let alone = reported(&Wanted::only(&[(*name).to_owned()]), &effort);
                assert_eq!(&alone[part]["estimated"][*name], how_well);
                assert_eq!(
                    alone[part]["nodes"]["n3"][*name],
                    sampled["nodes"]["n3"][*name]
                );
            }
        }
    }
}
