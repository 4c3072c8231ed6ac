//! Laws of influence, brokerage, gaps and communities that hold on every graph.
#![allow(clippy::unwrap_used)]

mod common;

use std::collections::BTreeSet;

use common::{NODES, directed, grouping, near, ties, undirected};
use network::measures::{self, Avoid, ByRole, DAMPING, OpenPaths, Paths};
use network::report::{Effort, Subject, measure_all};
use network::{Digraph, Graph, Groups, KnownPairs, Meaning, Walk, Weighting};
use proptest::prelude::*;

const BOTH: [Weighting; 2] = [Weighting::Steps, Weighting::Weighted];

fn groups(of: &[Option<String>]) -> Groups {
    Groups::named(of.iter().map(Option::as_deref))
}

/// Roles counted triple by triple.
fn roles_by_definition(graph: &Digraph, groups: &Groups, known: &KnownPairs) -> Vec<ByRole<u64>> {
    let mut roles = vec![ByRole::<u64>::default(); NODES as usize];
    for v in 0..NODES {
        for a in 0..NODES {
            for c in 0..NODES {
                let open = a != c
                    && graph.weight(a, v).is_some()
                    && graph.weight(v, c).is_some()
                    && graph.weight(a, c).is_none()
                    && known.holds(a, c);
                let of = |node: u32| groups.of()[node as usize];
                let (Some(first), Some(middle), Some(last)) = (of(a), of(v), of(c)) else {
                    continue;
                };
                if !open {
                    continue;
                }
                let role = &mut roles[v as usize];
                role.total += 1;
                if first == last && last == middle {
                    role.coordinator += 1;
                } else if first == last {
                    role.itinerant += 1;
                } else if first == middle {
                    role.representative += 1;
                } else if last == middle {
                    role.gatekeeper += 1;
                } else {
                    role.liaison += 1;
                }
            }
        }
    }
    roles
}

/// The share of shortest paths between others that meet a group, path by path.
fn group_betweenness_by_definition(graph: &Graph, group: &BTreeSet<u32>) -> f64 {
    let mut sum = 0.0;
    for s in 0..NODES {
        for t in s + 1..NODES {
            if group.contains(&s) || group.contains(&t) {
                continue;
            }
            let mut ways: Vec<Vec<u32>> = vec![vec![s]];
            let mut found: Vec<Vec<u32>> = Vec::new();
            while found.is_empty() && !ways.is_empty() {
                ways = ways
                    .into_iter()
                    .flat_map(|way| {
                        let last = *way.last().unwrap();
                        let next: Vec<Vec<u32>> = graph
                            .neighbours(last)
                            .iter()
                            .filter(|next| !way.contains(next))
                            .map(|&next| [&way[..], &[next]].concat())
                            .collect();
                        next
                    })
                    .collect();
                found = ways
                    .iter()
                    .filter(|way| way.last() == Some(&t))
                    .cloned()
                    .collect();
            }
            if !found.is_empty() {
                let meet = found
                    .iter()
                    .filter(|way| way.iter().any(|node| group.contains(node)));
                sum += meet.count() as f64 / found.len() as f64;
            }
        }
    }
    sum
}

/// The greatest modularity of any division of a few nodes.
fn optimum(graph: &Graph, weighting: Weighting) -> f64 {
    fn divide(graph: &Graph, weighting: Weighting, of: &mut Vec<u32>, best: &mut f64) {
        if of.len() == graph.nodes() {
            *best = best.max(measures::modularity(graph, weighting, of));
            return;
        }
        let next = of.iter().max().map_or(0, |&most| most + 1);
        for part in 0..=next {
            of.push(part);
            divide(graph, weighting, of, best);
            of.pop();
        }
    }
    let mut best = f64::NEG_INFINITY;
    divide(graph, weighting, &mut Vec::new(), &mut best);
    best
}

fn small(ties: &[(u32, u32, u8)]) -> Graph {
    let few = ties
        .iter()
        .map(|&(a, b, weight)| (a % 7, b % 7, f64::from(weight)));
    Graph::from_edges(7, few, network::Parallel::Maximum, Meaning::Strength).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn pagerank_is_what_its_equation_says(ties in ties()) {
        let graph = directed(&ties);
        for weighting in BOTH {
            let p = measures::pagerank(&graph, weighting, DAMPING);
            prop_assert!(near(p.iter().sum(), 1.0));
            let weigh = |weight: f64| if weighting == Weighting::Steps { 1.0 } else { weight };
            let n = f64::from(NODES);
            let nowhere: f64 = (0..NODES)
                .filter(|&node| graph.successors(node).is_empty())
                .map(|node| p[node as usize])
                .sum();
            for node in 0..NODES {
                let arrived: f64 = graph
                    .arcs_to(node)
                    .map(|arc| {
                        let out: f64 = graph.arcs_from(arc.from).iter().map(|arc| weigh(arc.weight)).sum();
                        p[arc.from as usize] * weigh(arc.weight) / out
                    })
                    .sum();
                let expected = DAMPING * (arrived + nowhere / n) + (1.0 - DAMPING) / n;
                prop_assert!(near(p[node as usize], expected), "{} for {expected}", p[node as usize]);
            }
        }
    }

    #[test]
    fn katz_and_the_eigenvector_are_what_their_equations_say(ties in ties()) {
        let graph = directed(&ties);
        let katz = measures::katz(&graph, Weighting::Weighted, None);
        for node in 0..NODES {
            let arrived: f64 = graph.arcs_to(node).map(|arc| arc.weight * katz.values[arc.from as usize]).sum();
            prop_assert!(near(katz.values[node as usize], 1.0 + katz.alpha * arrived));
        }
        let graph = undirected(&ties);
        let found = measures::eigenvector(&graph, Weighting::Weighted).unwrap();
        for node in 0..NODES {
            let around: f64 = graph.weighted_neighbours(node).map(|(next, w)| w * found.vector[next as usize]).sum();
            prop_assert!((around - found.value * found.vector[node as usize]).abs() < 1e-9);
            prop_assert!(found.vector[node as usize] >= 0.0);
        }
        prop_assert!(graph.edges().is_empty() || near(found.vector.iter().map(|x| x * x).sum(), 1.0));
    }

    #[test]
    fn along_both_directions_of_every_tie_a_directed_graph_is_the_undirected_one(ties in ties()) {
        let graph = undirected(&ties);
        let both = Digraph::from(&graph);
        prop_assert_eq!(both.undirected().edges().len(), graph.edges().len());
        for weighting in BOTH {
            let (one, other) = (Paths::of(&graph, weighting), Paths::of(&both, weighting));
            for node in 0..NODES as usize {
                prop_assert!(near(2.0 * one.betweenness()[node], other.betweenness()[node]));
                prop_assert!(near(one.harmonic()[node], other.harmonic()[node]));
                prop_assert!(near(one.closeness()[node], other.closeness()[node]));
                prop_assert!(near(one.eccentricity()[node], other.eccentricity()[node]));
                prop_assert!(near(one.betweenness_normalised()[node], other.betweenness_normalised()[node]));
            }
        }
    }

    #[test]
    fn turned_round_a_graph_has_the_same_betweenness_and_the_same_strong_parts(ties in ties()) {
        let graph = directed(&ties);
        for weighting in BOTH {
            let there = measures::betweenness(&graph, weighting);
            let back = measures::betweenness(&graph.reversed(), weighting);
            prop_assert!(there.iter().zip(&back).all(|(there, back)| near(*there, *back)));
        }
        prop_assert_eq!(measures::strong_components(&graph), measures::strong_components(&graph.reversed()));
        let reached = Paths::of(&graph, Weighting::Steps).reached();
        let inside = measures::strong_components(&graph);
        prop_assert!(inside.iter().all(|part| part.iter().all(|&node| reached[node as usize] as usize + 1 >= part.len())));
    }

    #[test]
    fn an_estimate_from_every_node_is_exact_and_one_from_some_keeps_its_error(ties in ties(), seed in 0_u64..50) {
        let graph = undirected(&ties);
        for weighting in BOTH {
            let exact = measures::betweenness(&graph, weighting);
            let all = measures::betweenness_estimate(&graph, weighting, NODES as usize, seed);
            prop_assert!(all.is_exact() && all.error.to_bits() == 0.0_f64.to_bits());
            prop_assert!(all.values.iter().zip(&exact).all(|(all, exact)| near(*all, *exact)));
            let some = measures::betweenness_estimate(&graph, weighting, 6, seed);
            let (found, true_ones) = (
                measures::betweenness_normalised(&some.values),
                measures::betweenness_normalised(&exact),
            );
            prop_assert!(found.iter().zip(&true_ones).all(|(found, exact)| (found - exact).abs() <= some.error));
        }
    }

    #[test]
    fn core_numbers_are_what_taking_away_the_least_connected_leaves(ties in ties()) {
        let graph = undirected(&ties);
        let cores = measures::core_numbers(&graph);
        for k in 0..NODES {
            let mut inside: BTreeSet<u32> = (0..NODES).collect();
            loop {
                let weak: Vec<u32> = inside
                    .iter()
                    .copied()
                    .filter(|&node| graph.neighbours(node).iter().filter(|n| inside.contains(n)).count() < k as usize)
                    .collect();
                if weak.is_empty() { break; }
                for node in weak { inside.remove(&node); }
            }
            for node in 0..NODES {
                prop_assert_eq!(inside.contains(&node), cores[node as usize] >= k);
            }
        }
    }

    #[test]
    fn burts_measures_are_what_their_definitions_say(ties in ties()) {
        let graph = undirected(&ties);
        for weighting in BOTH {
            let weight = |a: u32, b: u32| {
                graph.weight(a, b).map_or(0.0, |w| if weighting == Weighting::Steps { 1.0 } else { w })
            };
            let sum = |a: u32| (0..NODES).map(|b| weight(a, b)).sum::<f64>();
            let most = |a: u32| (0..NODES).map(|b| weight(a, b)).fold(0.0, f64::max);
            let p = |a: u32, b: u32| weight(a, b) / sum(a);
            for (i, found) in (0..NODES).zip(measures::holes(&graph, weighting)) {
                let contacts = graph.neighbours(i);
                let Some(found) = found else {
                    prop_assert!(contacts.is_empty());
                    continue;
                };
                let local: Vec<f64> = contacts
                    .iter()
                    .map(|&j| {
                        let through: f64 = (0..NODES)
                            .filter(|&q| q != i && q != j && sum(q) > 0.0)
                            .map(|q| p(i, q) * p(q, j))
                            .sum();
                        (p(i, j) + through).powi(2)
                    })
                    .collect();
                let constraint: f64 = local.iter().sum();
                prop_assert!(near(found.constraint, constraint));
                let size: f64 = contacts
                    .iter()
                    .map(|&j| 1.0 - (0..NODES).filter(|&q| q != i && q != j).map(|q| p(i, q) * weight(j, q) / most(j)).sum::<f64>())
                    .sum();
                prop_assert!(near(found.effective_size, size));
                let n = contacts.len() as f64;
                if contacts.len() > 1 {
                    let uneven: f64 = local.iter().map(|c| c / (constraint / n)).map(|r| r * r.ln()).sum();
                    prop_assert!((found.hierarchy - uneven / (n * n.ln())).abs() < 1e-9);
                    prop_assert!((-1e-12..=1.0 + 1e-12).contains(&found.hierarchy));
                }
            }
        }
    }

    #[test]
    fn roles_are_what_counting_every_triple_gives(
        ties in ties(),
        of in grouping(),
        pairs in prop::collection::vec((0..NODES, 0..NODES), 0..60),
    ) {
        let (graph, groups) = (directed(&ties), groups(&of));
        let all = KnownPairs::all(NODES as usize);
        let expected = roles_by_definition(&graph, &groups, &all);
        prop_assert_eq!(&measures::roles(&graph, &groups), &expected);
        prop_assert_eq!(&OpenPaths::of(&graph, &all).roles(&groups), &expected);
        let some = KnownPairs::of(NODES as usize, pairs);
        let paths = OpenPaths::of(&graph, &some);
        prop_assert_eq!(paths.roles(&groups), roles_by_definition(&graph, &groups, &some));
        let left_out: u64 = paths.not_assessed().iter().sum();
        prop_assert_eq!(paths.len() as u64 + left_out, OpenPaths::of(&graph, &all).len() as u64);
        let both = undirected(&ties);
        prop_assert_eq!(
            measures::roles(&both, &groups),
            roles_by_definition(&Digraph::from(&both), &groups, &all)
        );
    }

    #[test]
    fn blocks_and_crossings_account_for_every_tie_of_those_with_groups(ties in ties(), of in grouping()) {
        let (graph, groups) = (undirected(&ties), groups(&of));
        let blocks = measures::blocks(&graph, &groups, &KnownPairs::all(NODES as usize));
        let crossing = measures::crossing(&graph, &groups);
        let (mut internal, mut external) = (0, 0);
        for (a, row) in blocks.iter().enumerate() {
            for (b, block) in row.iter().enumerate() {
                prop_assert!(block.ties <= block.possible);
                prop_assert_eq!(block, &blocks[b][a]);
                if a == b { internal += block.ties } else { external += block.ties }
            }
        }
        prop_assert_eq!((crossing.internal, crossing.external), (internal, external / 2));
        let expected: f64 = measures::surprises(&graph, &groups)
            .iter()
            .enumerate()
            .flat_map(|(a, row)| row.iter().take(a + 1).map(|cell| cell.expected).collect::<Vec<_>>())
            .sum();
        prop_assert!(near(expected, (internal + external / 2) as f64), "expectations add up to what is");
    }

    #[test]
    fn without_a_cut_node_its_component_falls_into_parts_of_these_sizes(ties in ties()) {
        let graph = undirected(&ties);
        for cut in measures::cut_nodes(&graph) {
            let before = measures::components(&graph);
            let home = before.iter().find(|part| part.contains(&cut.node)).unwrap();
            let rest = graph.only(|edge| edge.a != cut.node && edge.b != cut.node);
            let parts: Vec<u32> = measures::components(&rest)
                .iter()
                .filter(|part| home.contains(&part[0]) && part[0] != cut.node)
                .map(|part| part.len() as u32)
                .collect();
            prop_assert_eq!(cut.parts, parts);
        }
    }

    #[test]
    fn a_relationship_falls_with_its_cover_and_with_nobody_fewer(ties in ties(), of in grouping()) {
        let (graph, groups) = (undirected(&ties), groups(&of));
        for found in measures::resilience(&graph, &groups) {
            let links: Vec<(u32, u32)> = graph
                .edges()
                .iter()
                .map(|edge| (edge.a, edge.b))
                .filter(|&(a, b)| {
                    let (a, b) = (groups.of()[a as usize], groups.of()[b as usize]);
                    let pair = (Some(found.groups.0), Some(found.groups.1));
                    (a, b) == pair || (b, a) == pair
                })
                .collect();
            prop_assert_eq!(links.len(), found.ties as usize);
            prop_assert_eq!(found.cover.len(), found.people as usize);
            prop_assert!(links.iter().all(|(a, b)| found.cover.contains(a) || found.cover.contains(b)));
            let fewest = (0_u32..1 << NODES)
                .filter(|set| links.iter().all(|(a, b)| set & (1 << a | 1 << b) != 0))
                .map(u32::count_ones)
                .min();
            prop_assert_eq!(fewest, Some(found.people));
        }
    }

    #[test]
    fn no_other_set_of_two_fragments_or_reaches_more(ties in ties()) {
        let graph = undirected(&ties);
        let (cut, reach) = (measures::most_fragmenting(&graph, 2).unwrap(), measures::most_reaching(&graph, 2, 2).unwrap());
        prop_assert!(near(measures::fragmentation(&graph, &cut.members).unwrap().fragmentation, cut.value));
        prop_assert!(near(measures::reach(&graph, &reach.members, 2).share, reach.value));
        for a in 0..NODES {
            for b in a + 1..NODES {
                let found = measures::fragmentation(&graph, &[a, b]).unwrap().fragmentation;
                prop_assert!(found <= cut.value + 1e-12);
                prop_assert!(found < cut.value - 1e-12 || vec![a, b] >= cut.members, "the first of equals");
                prop_assert!(measures::reach(&graph, &[a, b], 2).share <= reach.value + 1e-12);
            }
        }
    }

    #[test]
    fn the_betweenness_of_a_group_is_what_every_path_gives(ties in ties(), group in prop::collection::btree_set(0..NODES, 1..4)) {
        let graph = undirected(&ties);
        let members: Vec<u32> = group.iter().copied().collect();
        let found = measures::group_centrality(&graph, &members).unwrap();
        prop_assert!(near(found.betweenness, group_betweenness_by_definition(&graph, &group)));
        prop_assert!((0.0..=1.0).contains(&found.degree) && (0.0..=1.0).contains(&found.closeness));
        let one = measures::group_centrality(&graph, &members[..1]).unwrap();
        let alone = measures::betweenness(&graph, Weighting::Steps)[members[0] as usize];
        prop_assert!(near(one.betweenness, alone), "of one, it is that one's own");
    }

    #[test]
    fn communities_are_connected_and_as_good_as_any_division(ties in ties()) {
        let graph = small(&ties);
        for weighting in BOTH {
            let found = measures::communities(&graph, weighting, 7);
            prop_assert!(near(found.modularity, measures::modularity(&graph, weighting, &found.of)));
            prop_assert!((found.modularity - optimum(&graph, weighting).max(0.0)).abs() < 1e-9);
            for members in &found.members {
                let rest = graph.only(|edge| members.contains(&edge.a) && members.contains(&edge.b));
                let parts = measures::components(&rest);
                prop_assert!(parts.iter().any(|part| part == members));
            }
        }
    }

    #[test]
    fn influence_times_first_views_is_the_mean_of_the_final_ones(
        ties in ties(),
        stubbornness in prop::collection::vec(0.05_f64..=1.0, NODES as usize),
        views in prop::collection::vec(-2.0_f64..2.0, NODES as usize),
    ) {
        let listens = directed(&ties);
        let influence = measures::social_influence(&listens, &stubbornness).unwrap();
        prop_assert!(near(influence.iter().sum(), 1.0));
        let end = measures::final_views(&listens, &stubbornness, &views).unwrap();
        let mean = end.iter().sum::<f64>() / f64::from(NODES);
        let weighed: f64 = influence.iter().zip(&views).map(|(share, view)| share * view).sum();
        prop_assert!((mean - weighed).abs() < 1e-10, "{mean} and {weighed}");
    }

    #[test]
    fn introductions_are_ways_that_are_allowed_and_the_first_is_the_likeliest(
        ties in ties(),
        people in prop::collection::btree_set(1..NODES - 1, 0..3),
    ) {
        let graph = undirected(&ties);
        let avoid = Avoid { people, ties: BTreeSet::from([(0, 1)]) };
        let to = NODES - 1;
        let chance = |weight: f64| weight / 5.0;
        let ways = measures::introductions(&graph, 0, to, chance, &avoid, 2, 3);
        let allowed = |path: &[u32]| {
            path.windows(2).all(|tie| graph.weight(tie[0], tie[1]).is_some() && (tie[0].min(tie[1]), tie[0].max(tie[1])) != (0, 1))
                && path[1..path.len() - 1].iter().all(|node| !avoid.people.contains(node) && *node != 0 && *node != to)
        };
        let product = |path: &[u32]| path.windows(2).map(|tie| graph.weight(tie[0], tie[1]).unwrap() / 5.0).product::<f64>();
        let mut all: Vec<Vec<u32>> = Vec::new();
        for a in 1..to {
            all.push(vec![0, a, to]);
            all.extend((1..to).filter(|&b| b != a).map(|b| vec![0, a, b, to]));
        }
        all.retain(|path| allowed(path));
        prop_assert_eq!(ways.len(), all.len().min(3), "every way there is, up to three");
        for way in &ways {
            prop_assert!(all.contains(&way.path) && near(way.chance, product(&way.path)));
        }
        if let Some(first) = ways.first() {
            prop_assert!(all.iter().all(|path| product(path) <= first.chance + 1e-12));
        }
        let different: BTreeSet<&Vec<u32>> = ways.iter().map(|way| &way.path).collect();
        prop_assert_eq!(different.len(), ways.len());
    }

    #[test]
    fn likely_ties_are_what_going_through_every_pair_gives(ties in ties()) {
        let graph = undirected(&ties);
        let found = measures::likely_ties(&graph, 1000, |_, _| true);
        let mut expected = 0;
        for a in 0..NODES {
            for b in a + 1..NODES {
                let shared: Vec<u32> = graph.neighbours(a).iter().copied().filter(|z| graph.neighbours(b).contains(z)).collect();
                if graph.weight(a, b).is_some() || shared.is_empty() { continue; }
                expected += 1;
                let one = found.iter().find(|likely| (likely.a, likely.b) == (a, b)).unwrap();
                let sum: f64 = shared.iter().map(|&z| 1.0 / (graph.neighbours(z).len() as f64).ln()).sum();
                prop_assert!(near(one.adamic_adar, sum) && one.shared as usize == shared.len());
            }
        }
        prop_assert_eq!(found.len(), expected);
        prop_assert!(found.windows(2).all(|two| two[0].adamic_adar >= two[1].adamic_adar));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn everything_is_the_same_to_the_bit_on_any_number_of_threads_and_in_any_order_of_rows(
        ties in ties(),
        of in grouping(),
        turn in 0_usize..40,
        is_directed in any::<bool>(),
    ) {
        let mut turned: Vec<(u32, u32, f64)> = ties.iter().map(|&(a, b, w)| (a, b, f64::from(w))).collect();
        let subject = |ties: &[(u32, u32, f64)]| Subject {
            id: "any".to_owned(),
            nodes: (0..NODES).map(|node| format!("n{node:02}")).collect(),
            directed: is_directed,
            ties: ties.to_vec(),
            weighted: true,
            meaning: Meaning::Strength,
            groups: Some(("kind".to_owned(), of.clone())),
            modes: None,
        };
        let effort = Effort { shuffles: 20, ..Effort::default() };
        let written = |threads: usize, subject: &Subject| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| serde_json::to_string(&measure_all(subject, &effort).unwrap()).unwrap())
        };
        let one = written(1, &subject(&turned));
        prop_assert_eq!(&one, &written(2, &subject(&turned)));
        let by = turn.min(turned.len());
        turned.rotate_left(by);
        prop_assert_eq!(&one, &written(5, &subject(&turned)));
    }
}

#[test]
fn a_hub_of_fifty_thousand_and_a_long_chain_are_measured_quickly() {
    // A star's hub has 2.5 thousand million pairs of neighbours: nothing may go through them one by one.
    let star: Vec<(u32, u32)> = (1..50_000).map(|leaf| (0, leaf)).collect();
    let graph = common::graph(50_000, &star);
    let groups = Groups::named((0..50_000).map(|node| Some(if node % 2 == 0 { "a" } else { "b" })));
    let roles = measures::roles(&graph, &groups);
    assert_eq!(roles[0].total, 49_999 * 49_998);
    assert_eq!(
        measures::holes(&graph, Weighting::Steps)[1]
            .unwrap()
            .constraint
            .to_bits(),
        1.0_f64.to_bits()
    );
    assert_eq!(measures::core_numbers(&graph)[0], 1);
    assert_eq!(
        measures::communities(&graph, Weighting::Steps, 1)
            .members
            .len(),
        1
    );
    assert!(measures::transitivity(&graph).abs() < 1e-15);
    assert_eq!(graph.rows().arcs(), 99_998);
}
