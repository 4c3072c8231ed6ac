//! Published and worked numbers: Krackhardt's kite, the Florentine families, the trap of raw strengths.
#![allow(clippy::unwrap_used)]

mod common;

use common::{assert_near, graph, kite, weighted};
use network::{Graph, Weighting, measures};

#[test]
fn the_kite_has_its_published_figures() {
    let kite = kite();
    let degree: Vec<f64> = measures::degree(&kite)
        .iter()
        .map(|&k| f64::from(k) / 9.0)
        .collect();
    let table = [
        0.444, 0.444, 0.333, 0.667, 0.333, 0.556, 0.556, 0.333, 0.222, 0.111,
    ];
    assert_near(&degree, &table, 5e-4);
    let between = measures::betweenness(&kite, Weighting::Steps);
    let table = [
        0.0231, 0.0231, 0.0, 0.1019, 0.0, 0.2315, 0.2315, 0.3889, 0.2222, 0.0,
    ];
    assert_near(&measures::betweenness_normalised(&between), &table, 5e-5);
    let table = [0.529, 0.529, 0.5, 0.6, 0.5, 0.643, 0.643, 0.6, 0.429, 0.310];
    assert_near(&measures::closeness(&kite, Weighting::Steps), &table, 5e-4);
    assert_eq!(measures::articulation_points(&kite), [7, 8]);
    assert_eq!(measures::bridges(&kite), [(7, 8), (8, 9)]);
}

/// Padgett's marriages without Pucci: Acciaiuoli, Albizzi, Barbadori, Bischeri, Castellani, Ginori,
/// Guadagni, Lamberteschi, Medici, Pazzi, Peruzzi, Ridolfi, Salviati, Strozzi, Tornabuoni.
fn florence() -> Graph {
    graph(
        15,
        &[
            (0, 8),
            (1, 5),
            (1, 6),
            (1, 8),
            (2, 4),
            (2, 8),
            (3, 6),
            (3, 10),
            (3, 13),
            (4, 10),
            (4, 13),
            (6, 7),
            (6, 14),
            (8, 11),
            (8, 12),
            (8, 14),
            (9, 12),
            (10, 13),
            (11, 13),
            (11, 14),
        ],
    )
}

#[test]
fn the_florentine_families_have_their_published_figures() {
    let florence = florence();
    let raw = measures::betweenness(&florence, Weighting::Steps);
    assert_near(&[raw[8], raw[6]], &[47.5, 23.167], 5e-4);
    let normalised = measures::betweenness_normalised(&raw);
    assert_near(
        &[normalised[8], normalised[6], normalised[1]],
        &[0.522, 0.255, 0.212],
        5e-4,
    );
    assert_near(
        &[measures::closeness(&florence, Weighting::Steps)[8]],
        &[0.56],
        5e-3,
    );
    assert_eq!(measures::articulation_points(&florence), [1, 6, 8, 12]);
}

#[test]
fn strength_is_not_length() {
    // 1-2 and 2-3 strong, 1-3 weak: the strong way leads through 2. Raw strengths as lengths say 0.
    let triangle = weighted(3, &[(0, 1, 5.0), (1, 2, 5.0), (0, 2, 1.0)]);
    assert_near(
        &measures::betweenness(&triangle, Weighting::Weighted),
        &[0.0, 1.0, 0.0],
        0.0,
    );
    assert_near(
        &measures::betweenness(&triangle, Weighting::Steps),
        &[0.0; 3],
        0.0,
    );
}

#[test]
fn equal_ways_are_found_equal_though_a_third_is_no_binary_number() {
    // Three ties of level 3 are as long as one of level 1; floating point says 0.333+0.333+0.333 > 1
    // or not, depending on order. Exactly half of the pair (0, 3) goes each way.
    let ways = weighted(4, &[(0, 1, 3.0), (1, 2, 3.0), (2, 3, 3.0), (0, 3, 1.0)]);
    assert_near(
        &measures::betweenness(&ways, Weighting::Weighted),
        &[0.0, 1.5, 1.5, 0.0],
        0.0,
    );
}

#[test]
fn stubborn_weights_fall_back_to_a_tolerance() {
    let third = std::f64::consts::PI / 3.0;
    let ways = weighted(
        4,
        &[
            (0, 1, 3.0 * third),
            (1, 2, 3.0 * third),
            (2, 3, 3.0 * third),
            (0, 3, third),
        ],
    );
    assert_near(
        &measures::betweenness(&ways, Weighting::Weighted),
        &[0.0, 1.5, 1.5, 0.0],
        1e-9,
    );
}

#[test]
fn parallel_ties_are_not_bridges_and_ends_of_a_path_are_not_cuts() {
    let doubled = graph(3, &[(0, 1), (1, 0), (1, 2)]);
    assert_eq!(measures::bridges(&doubled), [(0, 1), (1, 2)]);
    assert_eq!(measures::articulation_points(&doubled), [1]);
    let ring = graph(4, &[(0, 1), (1, 2), (2, 3), (3, 0)]);
    assert!(measures::bridges(&ring).is_empty());
    assert!(measures::articulation_points(&ring).is_empty());
}

#[test]
fn nothing_and_isolates_have_figures_too() {
    let nothing = graph(0, &[]);
    assert!(measures::betweenness(&nothing, Weighting::Weighted).is_empty());
    assert!(measures::components(&nothing).is_empty());
    let alone = graph(2, &[]);
    assert_near(
        &measures::harmonic(&alone, Weighting::Weighted),
        &[0.0, 0.0],
        0.0,
    );
    assert_near(
        &measures::closeness(&alone, Weighting::Steps),
        &[0.0, 0.0],
        0.0,
    );
    assert_eq!(measures::components(&alone), [[0], [1]]);
}

#[test]
fn a_path_of_a_hundred_thousand_nodes_does_not_exhaust_the_stack() {
    let edges: Vec<(u32, u32)> = (0..99_999).map(|node| (node, node + 1)).collect();
    let path = graph(100_000, &edges);
    assert_eq!(measures::bridges(&path).len(), 99_999);
    assert_eq!(measures::articulation_points(&path).len(), 99_998);
}
