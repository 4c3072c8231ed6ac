//! Everything of a network of one kind of node.

use crate::digraph::Digraph;
use crate::graph::{Graph, Meaning, Weighting};
use crate::measures::{self, CERTAINTY, DAMPING, Holes, NearnessEstimate, Paths, Sampled};
use crate::report::keyed::Keyed;
use crate::report::written::{
    CommunitiesFound, CutsAt, DirectedFigures, DirectedNode, Estimated, HowWell, Largest, NamedSet,
    NodeFigures, Parted, ReachingSets, UndirectedFigures,
};
use crate::report::{Effort, Subject, Wanted};
use crate::rows::Walk;

/// More nodes than this are too many for what takes many passes over the whole network.
const MANY_PASSES: usize = 1000;
/// More shared neighbours than this, pair by pair, take too long to list.
const ALL_SHARED: usize = 200_000_000;
/// With more ties than this, going through every threshold takes too long.
const ALL_THRESHOLDS: usize = 500_000;

/// What shortest paths say, or as much as there is time for.
struct Along {
    betweenness: Vec<f64>,
    normalised: Vec<f64>,
    between: Option<HowWell>,
    paths: Option<Paths>,
    near: Option<NearnessEstimate>,
}

/// What is wanted of shortest paths.
#[derive(Clone, Copy)]
struct Asked {
    between: bool,
    near: bool,
    far: bool,
}

/// What tells how anything was estimated.
const ESTIMATED: &[&str] = &[
    "estimated",
    "sources",
    "standard_error",
    "error",
    "certainty",
];
/// What comes of betweenness.
const BETWEENNESS: &[&str] = &[
    "nodes",
    "betweenness",
    "betweenness_normalized",
    "centralization_betweenness",
];
const BETWEENNESS_WEIGHTED: &[&str] = &["nodes", "betweenness_weighted"];
/// What comes of the mean of distances.
const NEAR: &[&str] = &[
    "nodes",
    "closeness_wf",
    "closeness_component",
    "closeness_out_wf",
    "harmonic_normalized",
    "harmonic_out_normalized",
];
const NEAR_INTO: &[&str] = &["nodes", "closeness_in_wf", "harmonic_in_normalized"];
const NEAR_WEIGHTED: &[&str] = &[
    "nodes",
    "harmonic_weighted_normalized",
    "closeness_weighted_wf",
];
/// What wants the greatest distance, or all of them.
const FAR: &[&str] = &[
    "nodes",
    "eccentricity_lcc",
    "largest_component",
    "diameter",
    "average_path_length",
];

impl Asked {
    fn of(wanted: &Wanted, between: &[&str], near: &[&str], far: &[&str]) -> Self {
        let estimated = wanted.any(ESTIMATED);
        Self {
            between: !between.is_empty() && (estimated || wanted.any(between)),
            near: !near.is_empty() && (estimated || wanted.any(near)),
            far: !far.is_empty() && wanted.any(far),
        }
    }
}

/// What is not wanted: as many values that are no numbers.
fn unasked(nodes: usize) -> Vec<f64> {
    vec![f64::NAN; nodes]
}

impl Along {
    /// Betweenness and distances, as far as they are wanted.
    fn of<G: Walk>(graph: &G, weighting: Weighting, effort: &Effort, asked: Asked) -> Self {
        let nodes = graph.node_count();
        let exact = nodes <= effort.exact_up_to;
        // Searching by lengths takes about four times as long.
        let slower = if weighting == Weighting::Weighted {
            4
        } else {
            1
        };
        let steps = nodes.saturating_mul((nodes + graph.rows().targets().len()) * slower);
        let follow = exact || steps <= effort.exact_steps;
        let paths = if exact && asked.between {
            Some(Paths::of(graph, weighting))
        } else {
            (follow && (asked.near || asked.far)).then(|| Paths::distances(graph, weighting))
        };
        let near = (!follow && asked.near)
            .then(|| measures::nearness_estimate(graph, weighting, effort.sources, effort.seed));
        let mut along = Self {
            betweenness: unasked(nodes),
            normalised: unasked(nodes),
            between: None,
            paths: None,
            near,
        };
        if exact && let Some(paths) = paths.as_ref().filter(|_| asked.between) {
            along.betweenness = paths.betweenness().to_vec();
            along.normalised = paths.betweenness_normalised();
        } else if asked.between {
            let estimate =
                measures::betweenness_estimate(graph, weighting, effort.sources, effort.seed);
            let pairs = pairs_of_others::<G>(nodes);
            let greatest = estimate.standard_errors.iter().copied().fold(0.0, f64::max);
            along.normalised = estimate.values.iter().map(|value| value / pairs).collect();
            along.betweenness = estimate.values;
            along.between = Some(HowWell {
                sources: estimate.sources,
                standard_error: greatest,
                error: Some(estimate.error * pairs),
                certainty: Some(CERTAINTY),
            });
        }
        Self { paths, ..along }
    }

    /// How well betweenness is estimated as a share of all pairs of others, where it is.
    fn normalised_between<G: Walk>(&self, graph: &G) -> Option<HowWell> {
        let pairs = pairs_of_others::<G>(graph.node_count());
        self.between.map(|between| between.times(1.0 / pairs))
    }

    /// How well one figure of distances is estimated, where it is.
    fn near(&self, of: impl Fn(&NearnessEstimate) -> &Sampled) -> Option<HowWell> {
        let near = self.near.as_ref()?;
        Some(HowWell::of(of(near), near.sources))
    }

    /// One figure of every node, where there was time for every distance.
    fn figures(&self, of: impl Fn(&Paths) -> Vec<f64>) -> Vec<Option<f64>> {
        match &self.paths {
            Some(paths) => of(paths).into_iter().map(Some).collect(),
            None => vec![None; self.betweenness.len()],
        }
    }

    /// One figure of every node, estimated where there was no time for every distance.
    fn nearness(
        &self,
        exact: impl Fn(&Paths) -> Vec<f64>,
        estimated: impl Fn(&NearnessEstimate) -> &Sampled,
    ) -> Vec<Option<f64>> {
        match &self.near {
            Some(near) => estimated(near).values.iter().copied().map(Some).collect(),
            None => self.figures(exact),
        }
    }

    fn closeness(&self) -> Vec<Option<f64>> {
        self.nearness(Paths::closeness, |near| &near.closeness)
    }

    fn harmonic(&self) -> Vec<Option<f64>> {
        self.nearness(Paths::harmonic, |near| &near.harmonic)
    }
}

/// How many pairs of others a node may lie between.
fn pairs_of_others<G: Walk>(nodes: usize) -> f64 {
    let n = nodes as f64;
    (n - 1.0) * (n - 2.0) / if G::BOTH_WAYS { 2.0 } else { 1.0 }
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

/// What holds communities, or is one of their figures.
const COMMUNITIES: &[&str] = &[
    "communities",
    "leiden_best_of_seeds",
    "leiden_best_modularity",
    "leiden_communities",
    "leiden_best_modularity_weighted",
    "leiden_communities_weighted",
];

/// Katz centrality and its factor, if wanted.
fn katz<G: Walk>(graph: &G, wanted: &Wanted) -> (Vec<f64>, f64) {
    if wanted.any(&["nodes", "katz", "katz_alpha"]) {
        let katz = measures::katz(graph, Weighting::Steps, None);
        (katz.values, katz.alpha)
    } else {
        (unasked(graph.node_count()), f64::NAN)
    }
}

/// PageRank, if wanted.
fn pagerank<G: Walk>(graph: &G, wanted: &Wanted) -> Vec<f64> {
    if wanted.any(&["nodes", "pagerank_085"]) {
        measures::pagerank(graph, Weighting::Steps, DAMPING)
    } else {
        unasked(graph.node_count())
    }
}

/// Ties taken either way. `weighted` says whether the file gave weights.
pub(super) fn undirected(
    graph: &Graph,
    ids: &[String],
    weighted: bool,
    wanted: &Wanted,
    effort: &Effort,
) -> UndirectedFigures {
    let nodes = graph.nodes();
    let asked = Asked::of(wanted, BETWEENNESS, NEAR, FAR);
    let steps = Along::of(graph, Weighting::Steps, effort, asked);
    let parts = measures::components(graph);
    let isolates: Vec<u32> = (0..nodes as u32)
        .filter(|&node| graph.neighbours(node).is_empty())
        .collect();
    let clustering = if wanted.any(&["nodes", "clustering", "average_clustering"]) {
        measures::clustering(graph)
    } else {
        unasked(nodes)
    };
    let eigenvector = wanted
        .any(&[
            "nodes",
            "eigenvector_unit_lcc",
            "eigenvector_max1_lcc",
            "eigenvalue_max",
        ])
        .then(|| measures::eigenvector(graph, Weighting::Steps))
        .flatten();
    let katz = katz(graph, wanted);
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
        transitivity: if wanted.any(&["transitivity"]) {
            measures::transitivity(graph)
        } else {
            f64::NAN
        },
        average_clustering: clustering.iter().sum::<f64>() / (nodes as f64).max(1.0),
        articulation_points: named(&measures::articulation_points(graph), ids),
        bridges: named_edges(&measures::bridges(graph), ids),
        eigenvalue_max: eigenvector.as_ref().map(|eigenvector| eigenvector.value),
        weighted_note: has_weights.then(|| match graph.meaning() {
            Meaning::Strength => "cost = 1/weight",
            Meaning::Distance => "cost = weight",
        }),
        communities: wanted
            .any(COMMUNITIES)
            .then(|| communities(graph, ids, weighted && has_weights, effort)),
        centralization_degree: measures::degree_centralisation(&degrees, false),
        centralization_betweenness: measures::betweenness_centralisation(&steps.betweenness),
        katz_alpha: katz.1,
        cuts_by_threshold: if wanted.any(&["cuts_by_threshold"]) {
            thresholds(graph, ids)
        } else {
            Vec::new()
        },
        key_players: (nodes <= MANY_PASSES
            && wanted.any(&["key_players", "fragmentation", "reach_1", "reach_2"]))
        .then(|| key_players(graph, ids)),
        likely_ties: if wanted.any(&["likely_ties"]) {
            likely_ties(graph, ids, &degrees)
        } else {
            Vec::new()
        },
        estimated: None,
        nodes: Keyed::new(ids, Vec::new()),
    };
    let eigenvectors = eigenvector.map(|found| (found.scaled_to_one(), found.vector));
    let (scaled, unit) =
        eigenvectors.map_or((None, None), |(scaled, unit)| (Some(scaled), Some(unit)));
    let asked = Asked::of(wanted, BETWEENNESS_WEIGHTED, NEAR_WEIGHTED, &[]);
    let lengths = (has_weights && (asked.between || asked.near))
        .then(|| Along::of(graph, Weighting::Weighted, effort, asked));
    let estimated = Estimated {
        betweenness: steps.between,
        betweenness_normalized: steps.normalised_between(graph),
        closeness_wf: steps.near(|near| &near.closeness),
        closeness_component: steps.near(|near| &near.closeness_within),
        harmonic_normalized: steps.near(|near| &near.harmonic),
        ..Estimated::default()
    };
    let estimated = match &lengths {
        None => estimated,
        Some(lengths) => Estimated {
            betweenness_weighted: lengths.between,
            harmonic_weighted_normalized: lengths.near(|near| &near.harmonic),
            closeness_weighted_wf: lengths.near(|near| &near.closeness),
            ..estimated
        },
    };
    let rows = Rows {
        degrees,
        clustering,
        katz: katz.0,
        scaled: option(scaled, nodes),
        unit: option(unit, nodes),
        in_largest: largest,
    };
    UndirectedFigures {
        estimated: estimated.if_any(),
        nodes: node_figures(
            graph,
            ids,
            (&steps, lengths.as_ref()),
            &rows,
            has_weights,
            wanted,
        ),
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
    (steps, weighted): (&Along, Option<&Along>),
    rows: &Rows<'_>,
    has_weights: bool,
    wanted: &Wanted,
) -> Keyed<NodeFigures> {
    let nodes = graph.nodes();
    let others = (nodes as f64 - 1.0).max(1.0);
    let strength = measures::strength(graph);
    let pagerank = pagerank(graph, wanted);
    let cores = measures::core_numbers(graph);
    let node = |names: &[&str]| wanted.any(&["nodes"]) || wanted.any(names);
    let holes: Vec<Option<Holes>> =
        if node(&["constraint", "effective_size", "efficiency", "hierarchy"]) {
            measures::holes(graph, Weighting::Steps)
        } else {
            vec![None; nodes]
        };
    let information = option(
        node(&["information"])
            .then(|| measures::information(graph))
            .flatten(),
        nodes,
    );
    let influence = if node(&["influence"]) {
        influence(&Digraph::from(graph))
    } else {
        vec![None; nodes]
    };
    let closeness = steps.closeness();
    let within = steps.nearness(Paths::closeness_within, |near| &near.closeness_within);
    let harmonic = steps.harmonic();
    let eccentricity = steps.figures(Paths::eccentricity);
    let nothing = || vec![None; nodes];
    let harmonic_weighted = weighted.map_or_else(nothing, Along::harmonic);
    let closeness_weighted = weighted.map_or_else(nothing, Along::closeness);
    let strengths = has_weights && graph.meaning() == Meaning::Strength;
    let holes_weighted: Vec<Option<Holes>> = if strengths
        && node(&[
            "constraint_weighted",
            "effective_size_weighted_burt",
            "hierarchy_weighted",
        ]) {
        measures::holes(graph, Weighting::Weighted)
    } else {
        vec![None; nodes]
    };
    let as_referred = if strengths && node(&["effective_size_weighted"]) {
        effective_size_as_referred(graph)
    } else {
        vec![None; nodes]
    };
    let pagerank_weighted = option(
        (strengths && node(&["pagerank_085_weighted"]))
            .then(|| measures::pagerank(graph, Weighting::Weighted, DAMPING)),
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
        betweenness_weighted: weighted.map(|weighted| weighted.betweenness[node]),
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

/// Along the direction of ties; `either_way` is the same network with its ties taken either way.
pub(super) fn directed(
    graph: &Digraph,
    either_way: &Graph,
    subject: &Subject,
    wanted: &Wanted,
    effort: &Effort,
) -> DirectedFigures {
    let nodes = graph.nodes();
    let ids = &subject.nodes;
    let out = Along::of(
        graph,
        Weighting::Steps,
        effort,
        Asked::of(wanted, BETWEENNESS, NEAR, &[]),
    );
    let asked = Asked::of(wanted, &[], NEAR_INTO, &[]);
    let into = asked
        .near
        .then(|| Along::of(&graph.reversed(), Weighting::Steps, effort, asked));
    let nothing = || vec![None; nodes];
    let closeness_in = into.as_ref().map_or_else(nothing, Along::closeness);
    let harmonic_in = into.as_ref().map_or_else(nothing, Along::harmonic);
    let (closeness_out, harmonic_out) = (out.closeness(), out.harmonic());
    let asked = Asked::of(wanted, BETWEENNESS_WEIGHTED, &[], &[]);
    let weighted = (subject.weighted && !graph.is_unweighted() && asked.between)
        .then(|| Along::of(graph, Weighting::Weighted, effort, asked));
    let estimated = Estimated {
        betweenness: out.between,
        betweenness_normalized: out.normalised_between(graph),
        closeness_out_wf: out.near(|near| &near.closeness),
        harmonic_out_normalized: out.near(|near| &near.harmonic),
        closeness_in_wf: into
            .as_ref()
            .and_then(|into| into.near(|near| &near.closeness)),
        harmonic_in_normalized: into
            .as_ref()
            .and_then(|into| into.near(|near| &near.harmonic)),
        betweenness_weighted: weighted.as_ref().and_then(|weighted| weighted.between),
        ..Estimated::default()
    };
    let pagerank = pagerank(graph, wanted);
    let (katz, _) = katz(graph, wanted);
    let influence = if wanted.any(&["nodes", "influence"]) {
        influence(graph)
    } else {
        vec![None; nodes]
    };
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
        katz: katz[node],
        influence: influence[node],
        betweenness_weighted: weighted.as_ref().map(|weighted| weighted.betweenness[node]),
    });
    DirectedFigures {
        n: nodes,
        m: graph.arcs().len(),
        density: density(graph.arcs().len(), nodes, false),
        reciprocity_arcs: measures::reciprocity(graph),
        reciprocity_dyadic: measures::reciprocity_of_pairs(graph),
        transitivity_weak: wanted
            .any(&["transitivity_weak"])
            .then(|| measures::weak_transitivity(graph))
            .flatten(),
        centralization_indegree: measures::degree_centralisation(&in_degree, true),
        centralization_outdegree: measures::degree_centralisation(&out_degree, true),
        weak_components: measures::components(either_way).len(),
        strong_components: measures::strong_components(graph).len(),
        estimated: estimated.if_any(),
        nodes: Keyed::new(ids, figures),
    }
}
