//! Everything between groups.

use crate::digraph::Digraph;
use crate::graph::{Graph, Weighting};
use crate::groups::{Groups, KnownPairs};
use crate::measures::{self, Block, Crossing, OpenPaths};
use crate::report::keyed::Keyed;
use crate::report::written::{
    Between, Blocks, Broker, Crossings, GroupFigures, GroupTies, HangsOn,
};
use crate::report::{Effort, Wanted};
use crate::rows::Walk;

/// More open paths than this are not kept, and nothing is shuffled over them.
const MOST_OPEN_PATHS: usize = 10_000_000;
/// With more nodes than this the centrality of whole groups takes too long.
const MANY_PASSES: usize = 1000;
/// More nodes than this are many: what is written of them would take more memory than a measurement may.
pub const MANY_NODES: usize = 20_000;
/// Of many nodes in more groups than this, the groups are not laid side by side two by two.
pub const MANY_GROUPS: usize = 100;
/// Steps of all shuffles together.
const SHUFFLING: usize = 4_000_000_000;

/// What holds or is the chance of crossing ties.
const CHANCE_OF_CROSSING: &[&str] = &["ei_permutation", "mean", "at_least", "at_most", "shuffles"];
/// What holds or is the chance of each role.
const CHANCE_OF_ROLES: &[&str] = &[
    "gould_fernandez_chance",
    "p",
    "coordinator",
    "itinerant",
    "representative",
    "gatekeeper",
    "liaison",
    "total",
];
/// What holds or is the centrality of groups.
const CENTRALITY: &[&str] = &[
    "group_centrality",
    "degree",
    "closeness",
    "betweenness",
    "betweenness_normalised",
];

pub(super) fn measure(
    attribute: &str,
    groups: &Groups,
    graph: &Graph,
    directed: Option<&Digraph>,
    ids: &[String],
    wanted: &Wanted,
    effort: &Effort,
) -> GroupFigures {
    let names = groups.names();
    let affordable = |steps: usize| steps.saturating_mul(effort.shuffles as usize) <= SHUFFLING;
    let many = graph.nodes() > MANY_NODES;
    let by_two = !many || groups.len() <= MANY_GROUPS;
    let roles = match directed {
        Some(directed) => roles(directed, groups, directed.arcs().len(), wanted, effort),
        None => roles(graph, groups, 2 * graph.edges().len(), wanted, effort),
    };
    let everybody = groups.without() == 0;
    let of: Vec<u32> = groups.of().iter().map(|group| group.unwrap_or(0)).collect();
    let members: Vec<Vec<u32>> = (0..groups.len() as u32)
        .map(|group| {
            (0..graph.nodes() as u32)
                .filter(|&node| groups.of()[node as usize] == Some(group))
                .collect()
        })
        .collect();
    GroupFigures {
        attribute: attribute.to_owned(),
        sizes: Keyed::new(names, groups.sizes()),
        without_group: groups.without(),
        ei_index_undirected: crossings(measures::crossing(graph, groups)),
        ei_expected: measures::expected_crossing(groups),
        ei_permutation: (wanted.any(CHANCE_OF_CROSSING)
            && affordable(graph.edges().len() + graph.nodes()))
        .then(|| measures::unusual_crossing(graph, groups, effort.shuffles, effort.seed))
        .flatten(),
        ei_by_group: Keyed::new(
            names,
            measures::crossing_by_group(graph, groups)
                .into_iter()
                .map(|ties| GroupTies {
                    internal_ties: ties.internal,
                    external_ties: ties.external,
                    ei_ties: ties.index(),
                    ei_ucinet_style_internal_counted_twice: ties.index_by_member(),
                }),
        ),
        ei_by_node: Keyed::new(
            ids,
            measures::crossing_by_node(graph, groups)
                .into_iter()
                .map(Crossing::index),
        ),
        between_group: by_two.then(|| Between {
            undirected: Blocks {
                expected_from_degrees: Some(square(
                    names,
                    &measures::surprises(graph, groups),
                    |cell| cell.expected,
                )),
                ..blocks(graph, groups)
            },
            directed: directed.map(|directed| blocks(directed, groups)),
        }),
        ei_index_arcs: directed.map(|directed| crossings(measures::crossing(directed, groups))),
        assortativity_nominal_undirected: measures::assortativity(graph, groups),
        modularity_of_attribute_partition_unweighted: everybody
            .then(|| measures::modularity(graph, Weighting::Steps, &of)),
        gould_fernandez: Keyed::new(ids, roles.iter().map(|(count, _)| *count)),
        gould_fernandez_chance: (!many)
            .then(|| Keyed::new(ids, roles.into_iter().map(|(_, broker)| broker))),
        resilience: by_two.then(|| resilience(graph, groups, ids, wanted)),
        group_centrality: (wanted.any(CENTRALITY) && graph.nodes() <= MANY_PASSES).then(|| {
            Keyed::new(
                names,
                members
                    .iter()
                    .map(|members| measures::group_centrality(graph, members)),
            )
        }),
    }
}

fn resilience(graph: &Graph, groups: &Groups, ids: &[String], wanted: &Wanted) -> Vec<HangsOn> {
    let names = groups.names();
    if !wanted.any(&["resilience"]) {
        return Vec::new();
    }
    measures::resilience(graph, groups)
        .into_iter()
        .map(|hangs| HangsOn {
            groups: [hangs.groups.0, hangs.groups.1].map(|group| names[group as usize].clone()),
            ties: hangs.ties,
            people: hangs.people,
            cover: hangs
                .cover
                .iter()
                .map(|&node| ids[node as usize].clone())
                .collect(),
        })
        .collect()
}

fn crossings(ties: Crossing) -> Crossings {
    Crossings {
        internal: ties.internal,
        external: ties.external,
        ei: ties.index(),
    }
}

fn square<T, U>(names: &[String], cells: &[Vec<T>], of: impl Fn(&T) -> U) -> Keyed<Keyed<U>> {
    Keyed::new(
        names,
        cells
            .iter()
            .map(|row| Keyed::new(names, row.iter().map(&of))),
    )
}

fn blocks<G: Walk>(graph: &G, groups: &Groups) -> Blocks {
    let cells = measures::blocks(graph, groups, &KnownPairs::all(graph.node_count()));
    let names = groups.names();
    Blocks {
        ties: square(names, &cells, |cell| cell.ties),
        density: square(names, &cells, |cell: &Block| cell.density()),
        expected_from_degrees: None,
    }
}

fn roles<G: Walk>(
    graph: &G,
    groups: &Groups,
    arcs: usize,
    wanted: &Wanted,
    effort: &Effort,
) -> Vec<(measures::ByRole<u64>, Broker)> {
    let counts = measures::roles(graph, groups);
    let paths = measures::most_open_paths(graph);
    let affordable = wanted.any(CHANCE_OF_ROLES)
        && paths <= MOST_OPEN_PATHS
        && paths.saturating_mul(effort.shuffles as usize) <= SHUFFLING
        && effort.shuffles > 0;
    let unusual = affordable.then(|| {
        OpenPaths::of(graph, &KnownPairs::all(graph.node_count())).unusual(
            groups,
            effort.shuffles,
            effort.seed,
        )
    });
    let expected = measures::expected_roles(groups, arcs);
    counts
        .into_iter()
        .enumerate()
        .map(|(node, count)| {
            let moments = expected[node];
            let broker = Broker {
                share: count.shares(),
                p: unusual
                    .as_ref()
                    .filter(|_| groups.of()[node].is_some())
                    .map(|unusual| unusual[node]),
                expected: moments.map(|moments| moments.map(|moments| moments.expected)),
                z: moments
                    .map(|moments| moments.zip(count).map(|(moments, count)| moments.z(count))),
            };
            (count, broker)
        })
        .collect()
}
