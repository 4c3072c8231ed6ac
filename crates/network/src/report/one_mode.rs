//! Everything of a network of one kind of node.

use crate::digraph::Digraph;
use crate::graph::{Graph, Meaning, Weighting};
use crate::measures::{self, DAMPING, Holes, Paths};
use crate::report::keyed::Keyed;
use crate::report::written::{
    CommunitiesFound, CutsAt, DirectedFigures, DirectedNode, Estimated, Largest, NamedSet,
    NodeFigures, Parted, ReachingSets, UndirectedFigures,
};
use crate::report::{Effort, Subject};
use crate::rows::Walk;

/// More nodes than this are too many for what takes many passes over the whole network.
const MANY_PASSES: usize = 1000;
/// With more nodes than this, distances from every node take too long.
const ALL_DISTANCES: usize = 50_000;
/// More shared neighbours than this, pair by pair, take too long to list.
const ALL_SHARED: usize = 200_000_000;
/// With more ties than this, going through every threshold takes too long.
const ALL_THRESHOLDS: usize = 500_000;

/// What shortest paths say, or as much as there is time for.
struct Along {
    betweenness: Vec<f64>,
    normalised: Vec<f64>,
    paths: Option<Paths>,
    estimated: Option<Estimated>,
}

impl Along {
    fn of<G: Walk>(graph: &G, weighting: Weighting, effort: &Effort) -> Self {
        let nodes = graph.node_count();
        if nodes <= effort.exact_up_to {
            let paths = Paths::of(graph, weighting);
            return Self {
                betweenness: paths.betweenness().to_vec(),
                normalised: paths.betweenness_normalised(),
                paths: Some(paths),
                estimated: None,
            };
        }
        let estimate =
            measures::betweenness_estimate(graph, weighting, effort.sources, effort.seed);
        let (n, halves) = (nodes as f64, if G::BOTH_WAYS { 2.0 } else { 1.0 });
        let pairs = (n - 1.0) * (n - 2.0) / halves;
        Self {
            normalised: estimate.values.iter().map(|value| value / pairs).collect(),
            betweenness: estimate.values,
            paths: (nodes <= ALL_DISTANCES).then(|| Paths::distances(graph, weighting)),
            estimated: Some(Estimated {
                sources: estimate.sources,
                betweenness_normalized_error: estimate.error,
                certainty: 0.95,
            }),
        }
    }

    /// One figure of every node, where there was time for distances.
    fn figures(&self, of: impl Fn(&Paths) -> Vec<f64>) -> Vec<Option<f64>> {
        match &self.paths {
            Some(paths) => of(paths).into_iter().map(Some).collect(),
            None => vec![None; self.betweenness.len()],
        }
    }
}

fn named(nodes: &[u32], ids: &[String]) -> Vec<String> {
    let mut names: Vec<String> = nodes
        .iter()
        .map(|&node| ids[node as usize].clone())
        .collect();
    names.sort();
    names
}

fn named_edges(edges: &[(u32, u32)], ids: &[String]) -> Vec<[String; 2]> {
    let mut names: Vec<[String; 2]> = edges
        .iter()
        .map(|&(a, b)| {
            let (a, b) = (ids[a as usize].clone(), ids[b as usize].clone());
            if a <= b { [a, b] } else { [b, a] }
        })
        .collect();
    names.sort();
    names
}

fn named_communities(members: &[Vec<u32>], ids: &[String]) -> Vec<Vec<String>> {
    members.iter().map(|members| named(members, ids)).collect()
}

/// The share of possible ties; not given where none is possible.
fn density(ties: usize, nodes: usize, both_ways: bool) -> Option<f64> {
    let ordered = nodes as f64 * (nodes as f64 - 1.0);
    let possible = if both_ways { ordered / 2.0 } else { ordered };
    (nodes > 1).then(|| ties as f64 / possible)
}

fn option<T>(values: Option<Vec<T>>, nodes: usize) -> Vec<Option<T>> {
    match values {
        Some(values) => values.into_iter().map(Some).collect(),
        None => std::iter::repeat_with(|| None).take(nodes).collect(),
    }
}

/// Influence with everybody half stubborn, which always has a value.
fn influence(listens: &Digraph) -> Vec<Option<f64>> {
    let nodes = listens.nodes();
    option(
        measures::social_influence(listens, &vec![0.5; nodes]).ok(),
        nodes,
    )
}

/// Ties taken either way. `weighted` says whether the file gave weights.
pub(super) fn undirected(
    graph: &Graph,
    ids: &[String],
    weighted: bool,
    effort: &Effort,
) -> UndirectedFigures {
    let nodes = graph.nodes();
    let steps = Along::of(graph, Weighting::Steps, effort);
    let parts = measures::components(graph);
    let isolates: Vec<u32> = (0..nodes as u32)
        .filter(|&node| graph.neighbours(node).is_empty())
        .collect();
    let clustering = measures::clustering(graph);
    let eigenvector = measures::eigenvector(graph, Weighting::Steps);
    let katz = measures::katz(graph, Weighting::Steps, None);
    let degrees = measures::degree(graph);
    let has_weights = !graph.is_unweighted();
    let largest = parts.first().map_or(&[][..], Vec::as_slice);
    let figures = UndirectedFigures {
        n: nodes,
        m: graph.edges().len(),
        density: density(graph.edges().len(), nodes, true),
        components: parts.len(),
        component_sizes: parts.iter().take(20).map(Vec::len).collect(),
        isolates: named(&isolates, ids),
        largest_component: largest_component(graph, largest, steps.paths.as_ref()),
        transitivity: measures::transitivity(graph),
        average_clustering: clustering.iter().sum::<f64>() / (nodes as f64).max(1.0),
        articulation_points: named(&measures::articulation_points(graph), ids),
        bridges: named_edges(&measures::bridges(graph), ids),
        eigenvalue_max: eigenvector.as_ref().map(|eigenvector| eigenvector.value),
        weighted_note: has_weights.then(|| match graph.meaning() {
            Meaning::Strength => "cost = 1/weight",
            Meaning::Distance => "cost = weight",
        }),
        communities: communities(graph, ids, weighted && has_weights, effort),
        centralization_degree: measures::degree_centralisation(&degrees, false),
        centralization_betweenness: measures::betweenness_centralisation(&steps.betweenness),
        katz_alpha: katz.alpha,
        cuts_by_threshold: thresholds(graph, ids),
        key_players: (nodes <= MANY_PASSES).then(|| key_players(graph, ids)),
        likely_ties: likely_ties(graph, ids, &degrees),
        estimated: steps.estimated,
        nodes: Keyed::new(ids, Vec::new()),
    };
    let eigenvectors = eigenvector.map(|found| (found.scaled_to_one(), found.vector));
    let (scaled, unit) =
        eigenvectors.map_or((None, None), |(scaled, unit)| (Some(scaled), Some(unit)));
    let rows = Rows {
        degrees,
        clustering,
        katz: katz.values,
        scaled: option(scaled, nodes),
        unit: option(unit, nodes),
        in_largest: largest,
    };
    UndirectedFigures {
        nodes: node_figures(graph, ids, &steps, &rows, has_weights, effort),
        ..figures
    }
}

struct Rows<'a> {
    degrees: Vec<u32>,
    clustering: Vec<f64>,
    katz: Vec<f64>,
    scaled: Vec<Option<f64>>,
    unit: Vec<Option<f64>>,
    in_largest: &'a [u32],
}

fn node_figures(
    graph: &Graph,
    ids: &[String],
    steps: &Along,
    rows: &Rows<'_>,
    has_weights: bool,
    effort: &Effort,
) -> Keyed<NodeFigures> {
    let nodes = graph.nodes();
    let others = (nodes as f64 - 1.0).max(1.0);
    let strength = measures::strength(graph);
    let pagerank = measures::pagerank(graph, Weighting::Steps, DAMPING);
    let cores = measures::core_numbers(graph);
    let holes = measures::holes(graph, Weighting::Steps);
    let information = option(measures::information(graph), nodes);
    let influence = influence(&Digraph::from(graph));
    let closeness = steps.figures(Paths::closeness);
    let within = steps.figures(Paths::closeness_within);
    let harmonic = steps.figures(Paths::harmonic);
    let eccentricity = steps.figures(Paths::eccentricity);
    let weighted = has_weights.then(|| Along::of(graph, Weighting::Weighted, effort));
    let nothing = || vec![None; nodes];
    let lengths = |of: fn(&Paths) -> Vec<f64>| {
        weighted
            .as_ref()
            .map_or_else(nothing, |weighted| weighted.figures(of))
    };
    let (harmonic_weighted, closeness_weighted) =
        (lengths(Paths::harmonic), lengths(Paths::closeness));
    let strengths = has_weights && graph.meaning() == Meaning::Strength;
    let holes_weighted: Vec<Option<Holes>> = if strengths {
        measures::holes(graph, Weighting::Weighted)
    } else {
        vec![None; nodes]
    };
    let as_referred = if strengths {
        effective_size_as_referred(graph)
    } else {
        vec![None; nodes]
    };
    let pagerank_weighted = option(
        strengths.then(|| measures::pagerank(graph, Weighting::Weighted, DAMPING)),
        nodes,
    );
    let figures = (0..nodes).map(|node| NodeFigures {
        degree: rows.degrees[node],
        degree_centrality: f64::from(rows.degrees[node]) / others,
        strength: strength[node],
        betweenness: steps.betweenness[node],
        betweenness_normalized: steps.normalised[node],
        closeness_wf: closeness[node],
        closeness_component: within[node],
        harmonic_normalized: harmonic[node],
        eigenvector_unit_lcc: rows.unit[node],
        eigenvector_max1_lcc: rows.scaled[node],
        pagerank_085: pagerank[node],
        core_number: cores[node],
        clustering: rows.clustering[node],
        eccentricity_lcc: eccentricity[node]
            .filter(|_| rows.in_largest.binary_search(&(node as u32)).is_ok())
            .map(|steps| steps as u32),
        constraint: holes[node].map(|holes| holes.constraint),
        effective_size: holes[node].map(|holes| holes.effective_size),
        efficiency: holes[node].map(|holes| holes.efficiency),
        hierarchy: holes[node].map(|holes| holes.hierarchy),
        katz: rows.katz[node],
        information: information[node],
        influence: influence[node],
        betweenness_weighted: weighted.as_ref().map(|weighted| weighted.betweenness[node]),
        harmonic_weighted_normalized: harmonic_weighted[node],
        closeness_weighted_wf: closeness_weighted[node],
        pagerank_085_weighted: pagerank_weighted[node],
        constraint_weighted: holes_weighted[node].map(|holes| holes.constraint),
        effective_size_weighted: as_referred[node],
        effective_size_weighted_burt: holes_weighted[node].map(|holes| holes.effective_size),
        hierarchy_weighted: holes_weighted[node].map(|holes| holes.hierarchy),
    });
    Keyed::new(ids, figures)
}

/// Effective size as networkx 3.6 and so the reference results have it, Σ_j [1 − Σ_q p_iq w_jq/max_k w_qk]:
/// the tie of contact j to q is divided by the strongest tie of q, where Burt divides by the strongest
/// of j. Its own slower way of reckoning follows Burt. Kept so that the two files can be laid side
/// by side; everything else uses [`measures::holes`].
fn effective_size_as_referred(graph: &Graph) -> Vec<Option<f64>> {
    let strengths = measures::strength(graph);
    let nodes = || 0..graph.nodes() as u32;
    let strongest: Vec<f64> = nodes()
        .map(|node| {
            graph
                .weighted_neighbours(node)
                .map(|tie| tie.1)
                .fold(0.0, f64::max)
        })
        .collect();
    nodes()
        .map(|node| {
            let contacts = graph.neighbours(node);
            let invested: Vec<f64> = graph
                .weighted_neighbours(node)
                .map(|tie| tie.1 / strengths[node as usize])
                .collect();
            let mut redundancy = 0.0;
            for &contact in contacts {
                for (next, weight) in graph.weighted_neighbours(contact) {
                    if let Ok(at) = contacts.binary_search(&next) {
                        redundancy += invested[at] * weight / strongest[next as usize];
                    }
                }
            }
            (!contacts.is_empty()).then_some(contacts.len() as f64 - redundancy)
        })
        .collect()
}

fn largest_component(graph: &Graph, largest: &[u32], paths: Option<&Paths>) -> Largest {
    let n = largest.len();
    let ends: usize = largest
        .iter()
        .map(|&node| graph.neighbours(node).len())
        .sum();
    let pairs = n as f64 * (n as f64 - 1.0);
    Largest {
        n,
        m: ends / 2,
        diameter: paths.map(|paths| {
            let far = paths.eccentricity();
            largest
                .iter()
                .map(|&node| far[node as usize] as u32)
                .max()
                .unwrap_or(0)
        }),
        average_path_length: paths.map(|paths| {
            let total = paths.total_distance();
            let all: f64 = largest.iter().map(|&node| total[node as usize]).sum();
            if pairs > 0.0 { all / pairs } else { 0.0 }
        }),
    }
}

fn communities(graph: &Graph, ids: &[String], weighted: bool, effort: &Effort) -> CommunitiesFound {
    let found = measures::communities(graph, Weighting::Steps, effort.seed);
    let weighed = (weighted && graph.meaning() == Meaning::Strength)
        .then(|| measures::communities(graph, Weighting::Weighted, effort.seed));
    CommunitiesFound {
        leiden_best_of_seeds: found.starts,
        leiden_best_modularity: found.modularity,
        leiden_communities: named_communities(&found.members, ids),
        leiden_best_modularity_weighted: weighed.as_ref().map(|found| found.modularity),
        leiden_communities_weighted: weighed.map(|found| named_communities(&found.members, ids)),
    }
}

fn thresholds(graph: &Graph, ids: &[String]) -> Vec<CutsAt> {
    const MOST: usize = 20;
    if graph.edges().len() > ALL_THRESHOLDS {
        return Vec::new();
    }
    measures::at_every_threshold(graph, MOST)
        .into_iter()
        .map(|at| {
            let mut cuts: Vec<(String, Vec<u32>)> = at
                .cut_nodes
                .into_iter()
                .map(|cut| (ids[cut.node as usize].clone(), cut.parts))
                .collect();
            cuts.sort();
            CutsAt {
                weight: at.weight,
                m: at.edges,
                components: at.components,
                articulation_points: cuts.into_iter().collect(),
                bridges: named_edges(&at.bridges, ids),
            }
        })
        .collect()
}

fn key_players(graph: &Graph, ids: &[String]) -> ReachingSets {
    let sets = |best: &dyn Fn(usize) -> Option<measures::BestSet>| {
        (1..=3)
            .filter_map(best)
            .map(|set| NamedSet::of(&set, ids))
            .collect()
    };
    ReachingSets {
        fragmentation: sets(&|size| measures::most_fragmenting(graph, size)),
        reach_1: sets(&|size| measures::most_reaching(graph, size, 1)),
        reach_2: sets(&|size| measures::most_reaching(graph, size, 2)),
    }
}

fn likely_ties(graph: &Graph, ids: &[String], degrees: &[u32]) -> Vec<Parted> {
    const MOST: usize = 20;
    let shared = degrees
        .iter()
        .map(|&degree| (degree as usize).saturating_mul(degree as usize))
        .fold(0, usize::saturating_add);
    if shared > ALL_SHARED {
        return Vec::new();
    }
    measures::likely_ties(graph, MOST, |_, _| true)
        .into_iter()
        .map(|likely| Parted {
            nodes: [
                ids[likely.a as usize].clone(),
                ids[likely.b as usize].clone(),
            ],
            shared: likely.shared,
            adamic_adar: likely.adamic_adar,
            resource_allocation: likely.resource_allocation,
        })
        .collect()
}

/// Along the direction of ties.
pub(super) fn directed(graph: &Digraph, subject: &Subject, effort: &Effort) -> DirectedFigures {
    let nodes = graph.nodes();
    let ids = &subject.nodes;
    let out = Along::of(graph, Weighting::Steps, effort);
    let into =
        (nodes <= ALL_DISTANCES).then(|| Paths::distances(&graph.reversed(), Weighting::Steps));
    let into = |of: fn(&Paths) -> Vec<f64>| option(into.as_ref().map(of), nodes);
    let (closeness_in, harmonic_in) = (into(Paths::closeness), into(Paths::harmonic));
    let (closeness_out, harmonic_out) =
        (out.figures(Paths::closeness), out.figures(Paths::harmonic));
    let weighted = (subject.weighted && !graph.is_unweighted())
        .then(|| Along::of(graph, Weighting::Weighted, effort));
    let pagerank = measures::pagerank(graph, Weighting::Steps, DAMPING);
    let katz = measures::katz(graph, Weighting::Steps, None);
    let influence = influence(graph);
    let degrees = |of: &dyn Fn(u32) -> usize| -> Vec<u32> {
        (0..nodes as u32).map(|node| of(node) as u32).collect()
    };
    let in_degree = degrees(&|node| graph.predecessors(node).len());
    let out_degree = degrees(&|node| graph.successors(node).len());
    let figures = (0..nodes).map(|node| DirectedNode {
        in_degree: in_degree[node],
        out_degree: out_degree[node],
        in_strength: graph.arcs_to(node as u32).map(|arc| arc.weight).sum(),
        out_strength: graph
            .arcs_from(node as u32)
            .iter()
            .map(|arc| arc.weight)
            .sum(),
        betweenness: out.betweenness[node],
        betweenness_normalized: out.normalised[node],
        closeness_in_wf: closeness_in[node],
        closeness_out_wf: closeness_out[node],
        harmonic_out_normalized: harmonic_out[node],
        harmonic_in_normalized: harmonic_in[node],
        pagerank_085: pagerank[node],
        katz: katz.values[node],
        influence: influence[node],
        betweenness_weighted: weighted.as_ref().map(|weighted| weighted.betweenness[node]),
    });
    DirectedFigures {
        n: nodes,
        m: graph.arcs().len(),
        density: density(graph.arcs().len(), nodes, false),
        reciprocity_arcs: measures::reciprocity(graph),
        reciprocity_dyadic: measures::reciprocity_of_pairs(graph),
        transitivity_weak: measures::weak_transitivity(graph),
        centralization_indegree: measures::degree_centralisation(&in_degree, true),
        centralization_outdegree: measures::degree_centralisation(&out_degree, true),
        weak_components: measures::components(&graph.undirected()).len(),
        strong_components: measures::strong_components(graph).len(),
        estimated: out.estimated,
        nodes: Keyed::new(ids, figures),
    }
}
