//! Worked numbers of influence, brokerage, gaps and communities.
#![allow(clippy::unwrap_used, clippy::print_stderr)]

mod common;

use std::collections::BTreeSet;
use std::path::Path;

use common::{assert_near, digraph, graph, kite, weighted};
use network::measures::{self, Avoid, DAMPING, OpenPaths, Shared, TwoMode};
use network::{Graph, Groups, KnownPairs, Meaning, Parallel, Weighting};

const STEPS: Weighting = Weighting::Steps;
const WEIGHTED: Weighting = Weighting::Weighted;

#[test]
fn a_walker_who_comes_to_a_dead_end_begins_anew() {
    let arcs = [
        (0, 1, 2.0),
        (1, 2, 1.0),
        (2, 0, 3.0),
        (0, 2, 1.0),
        (3, 2, 5.0),
        (2, 4, 1.0),
    ];
    let graph = digraph(5, &arcs);
    let steps = [
        0.214_201_109_657,
        0.157_449_660_246,
        0.347_733_931_8,
        0.066_414_188_642,
        0.214_201_109_657,
    ];
    assert_near(&measures::pagerank(&graph, STEPS, DAMPING), &steps, 1e-11);
    let weighed = [
        0.272_083_053_863,
        0.205_403_750_255,
        0.346_446_589_484,
        0.051_223_353_066,
        0.124_843_253_332,
    ];
    assert_near(
        &measures::pagerank(&graph, WEIGHTED, DAMPING),
        &weighed,
        1e-11,
    );
    assert_near(
        &measures::pagerank(&common::graph(2, &[]), STEPS, DAMPING),
        &[0.5, 0.5],
        1e-15,
    );
    assert!(measures::pagerank(&common::graph(0, &[]), STEPS, DAMPING).is_empty());
}

#[test]
fn katz_counts_every_walk_and_keeps_below_the_greatest_eigenvalue() {
    let arcs = [(0, 1), (1, 2), (2, 0), (2, 3), (3, 4), (4, 3), (1, 4)].map(|(a, b)| (a, b, 1.0));
    let katz = measures::katz(&digraph(5, &arcs), STEPS, Some(0.2));
    assert_near(&katz.values, &[1.25, 1.25, 1.25, 1.5625, 1.5625], 1e-12);
    assert!(!katz.clamped && (katz.eigenvalue - 1.0).abs() < 1e-9);
    let kite = measures::katz(&kite(), STEPS, Some(0.1));
    let table = [
        1.717_593_609_247,
        1.717_593_609_247,
        1.561_448_735_679,
        2.029_322_682_079,
        1.561_448_735_679,
        1.867_571_065_468,
        1.867_571_065_468,
        1.499_774_562_207,
        1.262_603_491_132,
        1.126_260_349_113,
    ];
    assert_near(&kite.values, &table, 1e-11);
    let greedy = measures::katz(&common::kite(), STEPS, Some(1.0));
    assert!(greedy.clamped && greedy.alpha < 1.0 / greedy.eigenvalue);
    // Nothing leads round: any factor will do. 1 + 2 + 4 walks to the end of 0 → 1 → 2 and 0 → 2.
    let chain = digraph(3, &[(0, 1, 1.0), (1, 2, 1.0), (0, 2, 1.0)]);
    let katz = measures::katz(&chain, STEPS, None);
    assert_near(&katz.values, &[1.0, 2.0, 4.0], 0.0);
    assert!(!katz.clamped);
}

#[test]
fn eigenvectors_of_stars_rings_and_two_sides_are_those_known() {
    // Two sides of p and q, each tied to all of the other: λ₁ = √(pq), each side half of the whole.
    for (p, q) in [(1, 1), (1, 2), (1, 40_000), (3, 700), (2, 2)] {
        let edges: Vec<(u32, u32)> = (0..p)
            .flat_map(|one| (p..p + q).map(move |other| (one, other)))
            .collect();
        let found = measures::eigenvector(&graph(p + q, &edges), STEPS).unwrap();
        let (p, q) = (f64::from(p), f64::from(q));
        assert!((found.value - (p * q).sqrt()).abs() < 1e-11 * found.value);
        assert!((found.vector[0] - (2.0 * p).sqrt().recip()).abs() < 1e-12);
        let other = found.vector.last().unwrap();
        assert!((other - (2.0 * q).sqrt().recip()).abs() < 1e-12);
    }
    // A ring of even length: alike all round, though walks go to and fro.
    let ring: Vec<(u32, u32)> = (0..90).map(|node| (node, (node + 1) % 90)).collect();
    let found = measures::eigenvector(&graph(90, &ring), STEPS).unwrap();
    assert!((found.value - 2.0).abs() < 1e-13);
    assert_near(&found.vector, &[90.0_f64.sqrt().recip(); 90], 1e-13);
    // Weights as far apart as they may be: the one heavy tie outweighs all.
    let heavy = weighted(4, &[(0, 1, 1e-50), (1, 2, 1e50), (2, 3, 1.0)]);
    let found = measures::eigenvector(&heavy, network::Weighting::Weighted).unwrap();
    assert!((found.value / 1e50 - 1.0).abs() < 1e-12);
    let half = 0.5_f64.sqrt();
    assert_near(&found.vector, &[0.0, half, half, 0.0], 1e-12);
}

#[test]
fn the_eigenvector_of_a_long_path_is_found_though_its_eigenvalues_crowd() {
    // Of a path of n nodes λ₁ = 2 cos(π/(n+1)) and x_i ∝ sin(iπ/(n+1)).
    let edges: Vec<(u32, u32)> = (0..299).map(|node| (node, node + 1)).collect();
    let found = measures::eigenvector(&graph(300, &edges), STEPS).unwrap();
    let angle = std::f64::consts::PI / 301.0;
    assert!((found.value - 2.0 * angle.cos()).abs() < 1e-12);
    let scale = (2.0_f64 / 301.0).sqrt();
    let expected: Vec<f64> = (1..=300)
        .map(|i| scale * (f64::from(i) * angle).sin())
        .collect();
    assert_near(&found.vector, &expected, 1e-7);
    let lone = measures::eigenvector(&graph(3, &[]), STEPS).unwrap();
    assert_near(&lone.vector, &[0.0; 3], 0.0);
    assert_near(
        &measures::eigenvector(&graph(0, &[]), STEPS).unwrap().vector,
        &[],
        0.0,
    );
}

#[test]
fn burts_measures_have_the_published_figures_of_borgatti_1997() {
    // A B C D E F G: AB AF AG AE EG FG BG BD DG GC.
    let ego = graph(
        7,
        &[
            (0, 1),
            (0, 5),
            (0, 6),
            (0, 4),
            (4, 6),
            (5, 6),
            (1, 6),
            (1, 3),
            (3, 6),
            (6, 2),
        ],
    );
    let holes: Vec<measures::Holes> = measures::holes(&ego, STEPS)
        .into_iter()
        .map(Option::unwrap)
        .collect();
    let column = |of: fn(&measures::Holes) -> f64| holes.iter().map(of).collect::<Vec<f64>>();
    let sizes = [2.5, 1.667, 1.0, 1.0, 1.0, 1.0, 4.667];
    assert_near(&column(|holes| holes.effective_size), &sizes, 5e-4);
    let constraint = [0.595, 0.643, 1.0, 0.785, 0.731, 0.731, 0.400];
    assert_near(&column(|holes| holes.constraint), &constraint, 5e-4);
    assert!((holes[6].efficiency - 0.778).abs() < 5e-4);
    assert!(
        (holes[2].hierarchy - 1.0).abs() < 1e-12,
        "one contact is all constraint"
    );
}

#[test]
fn constraint_of_a_path_is_not_changed_by_a_tie_of_a_node_with_itself() {
    for edges in [&[(0, 1), (1, 2)][..], &[(0, 1), (1, 2), (1, 1)][..]] {
        let found = measures::holes(&graph(4, edges), STEPS);
        let constraint: Vec<f64> = found[..3]
            .iter()
            .map(|holes| holes.unwrap().constraint)
            .collect();
        assert_near(&constraint, &[1.0, 0.5, 1.0], 1e-12);
        assert!(
            found[3].is_none(),
            "nothing can be said of an isolated node"
        );
        // Two contacts that constrain alike: no hierarchy.
        assert!(found[1].unwrap().hierarchy.abs() < 1e-12);
    }
}

#[test]
fn effective_size_divides_a_contacts_tie_by_the_strongest_of_that_contact() {
    // Ego 0 with contacts 1 (5) and 2 (1); 1 and 2 tied by 2. p = 5/6, 1/6; m_12 = 2/5, m_21 = 2/2.
    let found = measures::holes(
        &weighted(3, &[(0, 1, 5.0), (0, 2, 1.0), (1, 2, 2.0)]),
        WEIGHTED,
    );
    let expected = 2.0 - (1.0 / 6.0) * (2.0 / 5.0) - (5.0 / 6.0) * 1.0;
    assert!((found[0].unwrap().effective_size - expected).abs() < 1e-12);
}

#[test]
fn each_role_of_a_go_between_is_told_apart() {
    // Groups: 0 1 2 in a, 3 4 in b, 5 in c.
    let names = ["a", "a", "a", "b", "b", "c"].map(Some);
    let groups = Groups::named(names);
    let roles = |arcs: &[(u32, u32)]| {
        let arcs: Vec<(u32, u32, f64)> = arcs.iter().map(|&(a, b)| (a, b, 1.0)).collect();
        measures::roles(&digraph(6, &arcs), &groups)
    };
    let one = |arcs: &[(u32, u32)]| {
        let role = roles(arcs)[1];
        [
            role.coordinator,
            role.itinerant,
            role.representative,
            role.gatekeeper,
            role.liaison,
            role.total,
        ]
    };
    assert_eq!(one(&[(0, 1), (1, 2)]), [1, 0, 0, 0, 0, 1]);
    assert_eq!(one(&[(3, 1), (1, 4)]), [0, 1, 0, 0, 0, 1]);
    assert_eq!(one(&[(0, 1), (1, 3)]), [0, 0, 1, 0, 0, 1]);
    assert_eq!(one(&[(3, 1), (1, 0)]), [0, 0, 0, 1, 0, 1]);
    assert_eq!(one(&[(3, 1), (1, 5)]), [0, 0, 0, 0, 1, 1]);
    assert_eq!(
        one(&[(0, 1), (1, 2), (0, 2)]),
        [0; 6],
        "a closed path needs nobody between"
    );
    assert_eq!(
        one(&[(0, 1), (1, 0)]),
        [0; 6],
        "nor does the way back to the same person"
    );
    let both = graph(3, &[(0, 1), (1, 2)]);
    let groups = Groups::named([Some("a"), Some("a"), Some("b")]);
    let roles = measures::roles(&both, &groups)[1];
    assert_eq!(
        (roles.representative, roles.gatekeeper),
        (1, 1),
        "undirected, each way once"
    );
    assert_eq!(
        roles.shares().unwrap().gatekeeper.to_bits(),
        0.5_f64.to_bits()
    );
}

#[test]
fn paths_whose_ends_nobody_assessed_are_left_out_and_counted() {
    let star = graph(4, &[(0, 1), (0, 2), (0, 3)]);
    let groups = Groups::named([Some("a"), Some("a"), Some("b"), Some("b")]);
    let known = KnownPairs::of(4, [(0, 1), (0, 2), (0, 3), (1, 2)]);
    let paths = OpenPaths::of(&star, &known);
    assert_eq!((paths.len(), paths.not_assessed()[0]), (2, 4));
    assert_eq!(paths.roles(&groups)[0].total, 2);
}

#[test]
fn shuffled_groups_say_how_unusual_a_go_between_is() {
    // 0 alone ties two closed circles of five: no shuffle makes it more of a liaison than it is.
    let mut edges = Vec::new();
    for side in [1_u32, 6] {
        for a in side..side + 5 {
            edges.push((0, a));
            edges.extend((a + 1..side + 5).map(|b| (a, b)));
        }
    }
    let graph = graph(11, &edges);
    let groups = Groups::named((0..11).map(|node| {
        Some(match node {
            0 => "between",
            1..=5 => "left",
            _ => "right",
        })
    }));
    let paths = OpenPaths::of(&graph, &KnownPairs::all(11));
    assert_eq!(paths.roles(&groups)[0].liaison, 50);
    let p = paths.unusual(&groups, 400, 3);
    assert!(p[0].liaison < 0.05, "{}", p[0].liaison);
    assert_eq!(
        p[0].coordinator.to_bits(),
        1.0_f64.to_bits(),
        "never is as common as never"
    );
    assert_eq!(
        p,
        paths.unusual(&groups, 400, 3),
        "the same for the same seed"
    );
}

#[test]
fn the_share_of_ties_that_cross_has_its_chance_beside_it() {
    let graph = graph(5, &[(0, 1), (1, 2), (2, 3), (3, 4), (0, 4)]);
    let groups = Groups::named([Some("a"), Some("a"), Some("b"), Some("b"), None]);
    let all = measures::crossing(&graph, &groups);
    assert_eq!((all.internal, all.external), (2, 1));
    assert!((all.index().unwrap() + 1.0 / 3.0).abs() < 1e-15);
    // Two groups of two: I* = 4, E* = 8.
    assert!((measures::expected_crossing(&groups).unwrap() - 1.0 / 3.0).abs() < 1e-15);
    let by_group = measures::crossing_by_group(&graph, &groups);
    assert_eq!((by_group[0].internal, by_group[0].external), (1, 1));
    assert!((by_group[0].index_by_member().unwrap() + 1.0 / 3.0).abs() < 1e-15);
    let by_node = measures::crossing_by_node(&graph, &groups);
    assert_eq!(by_node[4].index(), None);
    let unusual = measures::unusual_crossing(&graph, &groups, 500, 1).unwrap();
    assert!(
        unusual.at_most <= 1.0 && unusual.at_least > 0.5,
        "{unusual:?}"
    );
    assert!(measures::unusual_crossing(&common::graph(2, &[]), &groups, 5, 1).is_none());
}

#[test]
fn a_blocks_density_is_of_what_was_assessed_and_says_how_much_that_was() {
    let graph = weighted(5, &[(0, 2, 3.0), (1, 2, 2.0), (0, 1, 5.0)]);
    let groups = Groups::named([Some("a"), Some("a"), Some("b"), Some("b"), Some("c")]);
    let known = KnownPairs::of(5, [(0, 1), (0, 2), (1, 2), (0, 3)]);
    let blocks = measures::blocks(&graph, &groups, &known);
    let across = blocks[0][1];
    assert_eq!((across.ties, across.assessed, across.possible), (2, 3, 4));
    assert_near(
        &[
            across.density().unwrap(),
            across.coverage().unwrap(),
            across.mean_weight().unwrap(),
        ],
        &[2.0 / 3.0, 0.75, 5.0 / 3.0],
        1e-15,
    );
    assert_eq!(blocks[1][0], across);
    assert_eq!(blocks[1][1].density(), None, "not assessed is not none");
    assert_eq!(blocks[2][2].coverage(), None, "one alone makes no pair");
    // Degrees 2, 2 | 2 : k_a = 4, k_b = 2, m = 3.
    let surprise = measures::surprises(&graph, &groups);
    assert!((surprise[0][1].expected - 4.0 * 2.0 / 6.0).abs() < 1e-15);
    assert!((surprise[0][0].expected - 16.0 / 12.0).abs() < 1e-15);
    let arcs = digraph(3, &[(0, 1, 1.0), (1, 2, 1.0)]);
    let groups = Groups::named([Some("a"), Some("a"), Some("b")]);
    let blocks = measures::blocks(&arcs, &groups, &KnownPairs::all(3));
    assert_eq!(
        (
            blocks[0][0].possible,
            blocks[0][1].possible,
            blocks[1][0].ties
        ),
        (2, 2, 0)
    );
}

#[test]
fn losing_a_cut_node_leaves_parts_of_these_sizes_at_each_level_of_tie() {
    // A triangle of strong ties, a weaker tie to a pair, and a weak ring round all.
    let ties = [
        (0, 1, 5.0),
        (1, 2, 5.0),
        (0, 2, 5.0),
        (2, 3, 3.0),
        (3, 4, 4.0),
        (4, 0, 1.0),
    ];
    let found = measures::at_every_threshold(&weighted(5, &ties), 20);
    let weights: Vec<f64> = found.iter().map(|at| at.weight).collect();
    assert_near(&weights, &[1.0, 3.0, 4.0, 5.0], 0.0);
    assert!(found[0].cut_nodes.is_empty() && found[0].bridges.is_empty());
    let at_three: Vec<(u32, &[u32])> = found[1]
        .cut_nodes
        .iter()
        .map(|cut| (cut.node, cut.parts.as_slice()))
        .collect();
    assert_eq!(at_three, [(2, &[2, 2][..]), (3, &[3, 1][..])]);
    assert_eq!(found[1].bridges, [(2, 3), (3, 4)]);
    assert_eq!((found[3].components, found[3].edges), (3, 3));
    assert_eq!(
        measures::at_every_threshold(&weighted(5, &ties), 2).len(),
        2
    );
    // Of distances the weakest tie is the longest.
    let far = Graph::from_edges(
        3,
        [(0, 1, 1.0), (1, 2, 4.0)],
        Parallel::Minimum,
        Meaning::Distance,
    );
    let found = measures::at_every_threshold(&far.unwrap(), 20);
    assert_eq!(found.iter().map(|at| at.edges).collect::<Vec<_>>(), [2, 1]);
}

#[test]
fn a_relationship_of_two_organisations_hangs_on_one_person_or_on_more() {
    // 0 1 2 of a, 3 4 of b: all ties go through 3; then one more through 4.
    let groups = Groups::named([Some("a"), Some("a"), Some("a"), Some("b"), Some("b"), None]);
    let one = measures::resilience(
        &graph(6, &[(0, 3), (1, 3), (2, 3), (4, 5), (0, 1)]),
        &groups,
    );
    assert_eq!(one.len(), 1);
    assert_eq!((one[0].groups, one[0].ties, one[0].people), ((0, 1), 3, 1));
    assert_eq!(one[0].cover, [3]);
    let two = measures::resilience(&graph(6, &[(0, 3), (1, 3), (2, 4)]), &groups);
    assert_eq!(two[0].people, 2);
}

#[test]
fn the_best_two_to_be_without_are_not_the_two_best() {
    let kite = kite();
    // Heather and Fernando lie between most; Fernando and Garth hold more together.
    let top = measures::fragmentation(&kite, &[5, 7]).unwrap();
    assert!(
        (top.fragmentation - 0.428_571_428_6).abs() < 1e-9,
        "{top:?}"
    );
    let best = measures::most_fragmenting(&kite, 2).unwrap();
    assert!(
        best.exact && (best.value - 0.535_714_285_7).abs() < 1e-9,
        "{best:?}"
    );
    assert_eq!(best.members, [5, 6]);
    let whole = measures::fragmentation(&graph(4, &[(0, 1)]), &[]).unwrap();
    // Parts of 2, 1, 1: 1 − 2/12; 1 − (4 + 1 + 1)/16.
    assert_near(
        &[whole.fragmentation, whole.heterogeneity],
        &[10.0 / 12.0, 10.0 / 16.0],
        1e-15,
    );
    assert!((whole.distance_weighted - 10.0 / 12.0).abs() < 1e-15);
    assert!(measures::fragmentation(&graph(2, &[]), &[0]).is_none());
    assert!(measures::most_fragmenting(&kite, 9).is_none());
}

#[test]
fn a_set_reaches_everybody_within_two_steps_of_one_of_it() {
    let kite = kite();
    assert_eq!(
        measures::reach(&kite, &[7], 2).reached,
        10,
        "Heather dominates in two steps"
    );
    let best = measures::most_reaching(&kite, 2, 1).unwrap();
    assert_eq!(
        (best.members, best.value.to_bits()),
        (vec![3, 8], 1.0_f64.to_bits())
    );
    let path = graph(4, &[(0, 1), (1, 2)]);
    let reach = measures::reach(&path, &[0], 1);
    assert_eq!(reach.reached, 2);
    assert_near(
        &[reach.share, reach.distance_weighted],
        &[0.5, (1.0 + 1.0 + 0.5) / 4.0],
        1e-15,
    );
}

#[test]
fn the_centrality_of_a_group_is_what_its_definition_says() {
    // Andre, Beverly, Garth: a known wrong answer elsewhere is 5.111.
    let found = measures::group_centrality(&kite(), &[0, 1, 6]).unwrap();
    assert!((found.betweenness - 5.0).abs() < 1e-12, "{found:?}");
    assert!((found.degree - 5.0 / 7.0).abs() < 1e-12);
    // Carol, Diane, Ed, Fernando and Heather one step away, Ike two, Jane three.
    assert!((found.closeness - 7.0 / 10.0).abs() < 1e-12);
    assert!(measures::group_centrality(&graph(2, &[]), &[0, 1]).is_none());
    let apart = measures::group_centrality(&graph(4, &[(0, 1)]), &[0]).unwrap();
    assert_near(
        &[apart.degree, apart.closeness],
        &[1.0 / 3.0, 1.0 / 3.0],
        1e-15,
    );
}

#[test]
fn degroots_consensus_has_the_published_shares() {
    let first = digraph(3, &[(0, 1, 0.5), (0, 2, 0.5), (1, 0, 1.0), (2, 1, 1.0)]);
    let shares = measures::consensus_weights(&first, &[0.0; 3]).unwrap();
    assert_near(&shares, &[0.4, 0.4, 0.2], 1e-15);
    let second = digraph(
        3,
        &[
            (0, 1, 1.0 / 3.0),
            (0, 2, 1.0 / 3.0),
            (1, 0, 0.5),
            (2, 1, 0.25),
        ],
    );
    let shares = measures::consensus_weights(&second, &[1.0 / 3.0, 0.5, 0.75]).unwrap();
    assert_near(&shares, &[3.0 / 11.0, 4.0 / 11.0, 4.0 / 11.0], 1e-15);
    let in_step = digraph(2, &[(0, 1, 1.0), (1, 0, 1.0)]);
    assert!(
        measures::consensus_weights(&in_step, &[0.0; 2]).is_none(),
        "views go round for ever"
    );
    let two_camps = digraph(3, &[(0, 1, 1.0), (0, 2, 1.0)]);
    assert!(measures::consensus_weights(&two_camps, &[0.0; 3]).is_none());
    let one_voice = digraph(3, &[(0, 1, 1.0), (2, 1, 1.0)]);
    assert_near(
        &measures::consensus_weights(&one_voice, &[0.0; 3]).unwrap(),
        &[0.0, 1.0, 0.0],
        0.0,
    );
}

#[test]
fn influence_counts_what_is_left_of_each_first_view() {
    // 0 listens to 1 and is half stubborn; 1 listens to nobody: x* = (x0 + x1)/2, x1.
    let listens = digraph(2, &[(0, 1, 3.0)]);
    let influence = measures::social_influence(&listens, &[0.5, 0.0]).unwrap();
    assert_near(&influence, &[0.25, 0.75], 1e-15);
    let views = measures::final_views(&listens, &[0.5, 0.0], &[1.0, 0.0]).unwrap();
    assert_near(&views, &[0.5, 0.0], 1e-13);
    let circle = digraph(2, &[(0, 1, 1.0), (1, 0, 1.0)]);
    let error = measures::social_influence(&circle, &[0.0, 0.0]).unwrap_err();
    assert!(error.to_string().contains("stubbornness"), "{error}");
    assert!(measures::social_influence(&circle, &[0.5]).is_err());
    assert!(measures::social_influence(&circle, &[0.5, 1.5]).is_err());
}

#[test]
fn introductions_go_different_ways_and_never_through_those_not_to_be_asked() {
    // From 0 to 5: through 1 (strong), through 2 (less), through 3 and 4 (two hands); 6 is a strained way.
    let ties = [
        (0, 1, 5.0),
        (1, 5, 4.0),
        (0, 2, 4.0),
        (2, 5, 4.0),
        (0, 3, 5.0),
        (3, 4, 5.0),
        (4, 5, 3.0),
        (0, 6, 5.0),
        (6, 5, 5.0),
        (1, 4, 5.0),
    ];
    let graph = weighted(7, &ties);
    let chance = |weight: f64| weight / 5.0;
    let ask = |avoid: &Avoid, between: usize| -> Vec<(Vec<u32>, bool)> {
        measures::introductions(&graph, 0, 5, chance, avoid, between, 3)
            .into_iter()
            .map(|way| (way.path, way.independent))
            .collect()
    };
    let avoid = Avoid {
        people: BTreeSet::from([6]),
        ties: BTreeSet::new(),
    };
    let ways = ask(&avoid, 2);
    assert_eq!(
        ways,
        [
            (vec![0, 1, 5], true),
            (vec![0, 2, 5], true),
            (vec![0, 3, 4, 5], true)
        ]
    );
    let strained = Avoid {
        people: BTreeSet::from([6, 3]),
        ties: BTreeSet::from([(2, 5)]),
    };
    // Through 1 to 5, and through 1 and 4: another way, though not by other people alone.
    assert_eq!(
        ask(&strained, 2),
        [(vec![0, 1, 5], true), (vec![0, 1, 4, 5], false)]
    );
    assert_eq!(ask(&strained, 1), [(vec![0, 1, 5], true)]);
    assert!(ask(&strained, 0).is_empty());
    let way = &measures::introductions(&graph, 0, 5, chance, &avoid, 2, 1)[0];
    assert!((way.chance - 0.8).abs() < 1e-15);
    assert!(measures::introductions(&graph, 0, 0, chance, &avoid, 2, 3).is_empty());
}

#[test]
fn a_direct_tie_is_no_introduction() {
    let triangle = graph(3, &[(0, 1), (1, 2), (0, 2)]);
    let ways = measures::introductions(&triangle, 0, 2, |_| 0.5, &Avoid::default(), 2, 3);
    assert_eq!(ways.len(), 1);
    assert_eq!(ways[0].path, [0, 1, 2]);
}

#[test]
fn those_with_most_in_common_come_first_and_only_where_wanted() {
    let likely = measures::likely_ties(&kite(), 3, |_, _| true);
    let pairs: Vec<(u32, u32)> = likely.iter().map(|likely| (likely.a, likely.b)).collect();
    // Andre–Garth and Beverly–Fernando are equal, but for the order in which they are added up.
    assert_eq!(pairs, [(0, 6), (1, 5), (7, 9)]);
    assert!((likely[0].adamic_adar - 1.900_793_082).abs() < 1e-9);
    assert!((likely[2].resource_allocation - 0.5).abs() < 1e-15);
    let crossing = measures::likely_ties(&kite(), 3, |a, _| a > 1);
    assert_eq!((crossing[0].a, crossing[0].b), (7, 9));
}

#[test]
fn two_circles_joined_by_one_tie_are_two_communities() {
    let edges = [(0, 1), (1, 2), (0, 2), (3, 4), (4, 5), (3, 5), (2, 3)];
    let found = measures::communities(&graph(7, &edges), STEPS, 1);
    assert_eq!(found.members, [vec![0, 1, 2], vec![3, 4, 5], vec![6]]);
    // w_c/m = 3/7 twice, (7/14)² twice.
    assert!((found.modularity - (6.0 / 7.0 - 0.5)).abs() < 1e-15);
    let alone = measures::communities(&graph(3, &[]), STEPS, 1);
    assert_eq!(
        (alone.members.len(), alone.modularity.to_bits()),
        (3, 0.0_f64.to_bits())
    );
    assert!(
        measures::communities(&graph(0, &[]), STEPS, 1)
            .members
            .is_empty()
    );
}

#[test]
fn information_counts_isolated_nodes_and_needs_the_others_connected() {
    assert!(measures::information(&graph(4, &[(0, 1), (2, 3)])).is_none());
    let found = measures::information(&graph(3, &[(0, 1)])).unwrap();
    assert!(found[0] > 0.0 && found[2].to_bits() == 0.0_f64.to_bits());
    assert!((found[0] - found[1]).abs() < 1e-15);
}

#[test]
fn the_published_figures_of_larger_networks_hold() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/networks");
    if !root.exists() {
        eprintln!("skipped: the reference networks are not beside the repository");
        return;
    }
    let read = |name: &str| -> Vec<(String, String)> {
        csv::Reader::from_path(root.join(name).join("edges.csv"))
            .unwrap()
            .records()
            .map(|row| row.unwrap())
            .map(|row| (row[0].to_owned(), row[1].to_owned()))
            .collect()
    };
    let names: Vec<String> = csv::Reader::from_path(root.join("zachary-karate/nodes.csv"))
        .unwrap()
        .records()
        .map(|row| row.unwrap()[0].to_owned())
        .collect();
    let number = |name: &str| names.iter().position(|known| known == name).unwrap() as u32;
    let edges: Vec<(u32, u32)> = read("zachary-karate")
        .iter()
        .map(|(a, b)| (number(a), number(b)))
        .collect();
    let karate = graph(34, &edges);
    // Members 1, 2, 33 and 34 of the published table.
    for (size, share, members) in [
        (1, 0.3163, vec![0]),
        (2, 0.4234, vec![0, 1]),
        (3, 0.5699, vec![0, 32, 33]),
    ] {
        let best = measures::most_fragmenting(&karate, size).unwrap();
        assert!(best.exact && (best.value - share).abs() < 5e-5, "{best:?}");
        assert_eq!(best.members, members);
    }
    let reach = measures::most_reaching(&karate, 2, 1).unwrap();
    assert_eq!(
        (reach.members, (reach.value * 34.0).round() as u32),
        (vec![0, 33], 31)
    );

    let rows = read("southern-women");
    let numbered = |of: fn(&(String, String)) -> &String| {
        let mut names: Vec<&String> = rows.iter().map(of).collect();
        names.sort();
        names.dedup();
        names
    };
    let (women, events) = (numbered(|row| &row.0), numbered(|row| &row.1));
    let at =
        |list: &[&String], name: &str| list.iter().position(|known| *known == name).unwrap() as u32;
    let belongs = rows
        .iter()
        .map(|(woman, event)| (at(&women, woman), at(&events, event)));
    let both = TwoMode::new(women.len() as u32, events.len() as u32, belongs);
    let counted = both.members(Shared::Count, None);
    let newman = both.members(Shared::Newman, None);
    let (evelyn, laura) = (at(&women, "EVELYN"), at(&women, "LAURA"));
    assert_eq!(
        (counted.edges().len(), counted.weight(evelyn, laura)),
        (139, Some(6.0))
    );
    assert!((newman.weight(evelyn, laura).unwrap() - 1.5626).abs() < 5e-5);
    let strength = measures::strength(&newman);
    for woman in ["EVELYN", "THERESA"] {
        assert!((strength[at(&women, woman) as usize] - 8.0).abs() < 1e-12);
    }
}
