//! What is written of a network: the names of the reference results, and ours beside them.

use serde::Serialize;

use crate::measures::{BestSet, ByRole, CERTAINTY, GroupCentrality, Sampled, Unusual};
use crate::report::keyed::Keyed;

/// A network with its ties taken either way.
#[derive(Debug, Clone, Serialize)]
pub struct UndirectedFigures {
    /// How many nodes.
    pub n: usize,
    /// How many ties.
    pub m: usize,
    /// m/(n(n−1)/2); not given below two nodes.
    pub density: Option<f64>,
    /// How many components.
    pub components: usize,
    /// The sizes of the twenty largest.
    pub component_sizes: Vec<usize>,
    /// The nodes without ties, by name.
    pub isolates: Vec<String>,
    /// The largest component, of several the one with the first node.
    pub largest_component: Largest,
    /// Three times the triangles by the pairs of ties that share a node.
    pub transitivity: f64,
    /// The mean of the local clustering of all nodes.
    pub average_clustering: f64,
    /// The nodes whose removal leaves more components, by name.
    pub articulation_points: Vec<String>,
    /// The ties whose removal does, by name.
    pub bridges: Vec<[String; 2]>,
    /// The greatest eigenvalue of the largest component.
    pub eigenvalue_max: Option<f64>,
    /// How weights were turned into lengths, where ties have weights.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weighted_note: Option<&'static str>,
    /// Parts tied more closely within than to the rest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub communities: Option<CommunitiesFound>,
    /// How far the best-connected node stands above the rest (Freeman 1979).
    pub centralization_degree: Option<f64>,
    /// The same by betweenness.
    pub centralization_betweenness: Option<f64>,
    /// The factor of Katz, 0.85 of the greatest that has a meaning.
    pub katz_alpha: f64,
    /// What the network hangs on at every strength of tie that occurs, at twenty at most.
    pub cuts_by_threshold: Vec<CutsAt>,
    /// The sets without which the network falls apart most, and those that reach most of it; only up to
    /// a thousand nodes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key_players: Option<ReachingSets>,
    /// Pairs without a tie that have most in common.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub likely_ties: Vec<Parted>,
    /// What is estimated and how well, where the network is too large for more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub estimated: Option<Estimated>,
    /// The nodes.
    pub nodes: Keyed<NodeFigures>,
}

/// The largest component.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Largest {
    /// How many nodes.
    pub n: usize,
    /// How many ties.
    pub m: usize,
    /// The greatest distance, in steps.
    pub diameter: Option<u32>,
    /// The mean distance over all pairs, in steps.
    pub average_path_length: Option<f64>,
}

/// Communities by the method of Leiden.
#[derive(Debug, Clone, Serialize)]
pub struct CommunitiesFound {
    /// From how many beginnings the best was taken.
    pub leiden_best_of_seeds: u32,
    /// Its modularity, ties counted alike.
    pub leiden_best_modularity: f64,
    /// Its members, by name, the largest first.
    pub leiden_communities: Vec<Vec<String>>,
    /// The best modularity with ties weighed, where they are of different strength.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub leiden_best_modularity_weighted: Option<f64>,
    /// The members of those.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub leiden_communities_weighted: Option<Vec<Vec<String>>>,
}

/// What a network hangs on when weaker ties do not count.
#[derive(Debug, Clone, Serialize)]
pub struct CutsAt {
    /// The least strength that counts; of distances, the greatest.
    pub weight: f64,
    /// How many ties are left.
    pub m: usize,
    /// How many components.
    pub components: usize,
    /// The nodes it hangs on, with the sizes of the parts left without each.
    pub articulation_points: Keyed<Vec<u32>>,
    /// The ties it hangs on.
    pub bridges: Vec<[String; 2]>,
}

/// Key players, for sets of one, two and three.
#[derive(Debug, Clone, Serialize)]
pub struct ReachingSets {
    /// Without whom the most pairs can no longer reach one another (F).
    pub fragmentation: Vec<NamedSet>,
    /// Who together reach most others in one step.
    pub reach_1: Vec<NamedSet>,
    /// Who together reach most others in two.
    pub reach_2: Vec<NamedSet>,
}

/// A set by name.
#[derive(Debug, Clone, Serialize)]
pub struct NamedSet {
    /// Its members.
    pub members: Vec<String>,
    /// How good it is.
    pub value: f64,
    /// Whether every set was tried.
    pub exact: bool,
}

impl NamedSet {
    pub(crate) fn of(set: &BestSet, ids: &[String]) -> Self {
        Self {
            members: set
                .members
                .iter()
                .map(|&node| ids[node as usize].clone())
                .collect(),
            value: set.value,
            exact: set.exact,
        }
    }
}

/// Two nodes without a tie.
#[derive(Debug, Clone, Serialize)]
pub struct Parted {
    /// Who.
    pub nodes: [String; 2],
    /// How many neighbours they share.
    pub shared: u32,
    /// Σ 1/ln k over them.
    pub adamic_adar: f64,
    /// Σ 1/k over them.
    pub resource_allocation: f64,
}

/// What is estimated in a network too large for more, by the name of the figure.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
#[expect(missing_docs, reason = "the names are those of the figures")]
pub struct Estimated {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub betweenness: Option<HowWell>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub betweenness_normalized: Option<HowWell>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closeness_wf: Option<HowWell>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closeness_component: Option<HowWell>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closeness_in_wf: Option<HowWell>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closeness_out_wf: Option<HowWell>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub harmonic_normalized: Option<HowWell>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub harmonic_out_normalized: Option<HowWell>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub harmonic_in_normalized: Option<HowWell>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub betweenness_weighted: Option<HowWell>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub harmonic_weighted_normalized: Option<HowWell>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closeness_weighted_wf: Option<HowWell>,
}

impl Estimated {
    /// Nothing, where nothing is estimated.
    pub(crate) fn if_any(self) -> Option<Self> {
        (self != Self::default()).then_some(self)
    }
}

/// How well one figure is estimated.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct HowWell {
    /// From how many nodes.
    pub sources: usize,
    /// The greatest standard error of any node.
    pub standard_error: f64,
    /// No value of any node is off by more than this, with the certainty below for all nodes together. Not given where
    /// nothing bounds it: closeness along arcs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<f64>,
    /// The certainty.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certainty: Option<f64>,
}

impl HowWell {
    /// One figure of all nodes that was sampled.
    pub(crate) fn of(sampled: &Sampled, sources: usize) -> Self {
        Self {
            sources,
            standard_error: sampled.greatest_standard_error(),
            error: sampled.error,
            certainty: sampled.error.map(|_| CERTAINTY),
        }
    }

    /// The same with every figure so many times as large.
    pub(crate) fn times(self, factor: f64) -> Self {
        Self {
            standard_error: self.standard_error * factor,
            error: self.error.map(|error| error * factor),
            ..self
        }
    }
}

/// One node, ties taken either way.
#[derive(Debug, Clone, Serialize)]
#[expect(
    missing_docs,
    reason = "the names are those of the reference results, defined in their README"
)]
pub struct NodeFigures {
    pub degree: u32,
    pub degree_centrality: f64,
    pub strength: f64,
    pub betweenness: f64,
    pub betweenness_normalized: f64,
    pub closeness_wf: Option<f64>,
    pub closeness_component: Option<f64>,
    pub harmonic_normalized: Option<f64>,
    pub eigenvector_unit_lcc: Option<f64>,
    pub eigenvector_max1_lcc: Option<f64>,
    pub pagerank_085: f64,
    pub core_number: u32,
    pub clustering: f64,
    pub eccentricity_lcc: Option<u32>,
    pub constraint: Option<f64>,
    pub effective_size: Option<f64>,
    pub efficiency: Option<f64>,
    pub hierarchy: Option<f64>,
    pub katz: f64,
    pub information: Option<f64>,
    /// Influence by Friedkin and Johnsen, everybody half stubborn and listening by weight.
    pub influence: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub betweenness_weighted: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub harmonic_weighted_normalized: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closeness_weighted_wf: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pagerank_085_weighted: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub constraint_weighted: Option<f64>,
    /// As the references have it: networkx 3.6 divides a contact's tie by the strongest of the *third*
    /// person, which is not Burt's definition.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub effective_size_weighted: Option<f64>,
    /// By Burt's definition: a contact's tie divided by the strongest of that contact.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub effective_size_weighted_burt: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hierarchy_weighted: Option<f64>,
}

/// A network along its ties.
#[derive(Debug, Clone, Serialize)]
#[expect(
    missing_docs,
    reason = "the names are those of the reference results, defined in their README"
)]
pub struct DirectedFigures {
    pub n: usize,
    pub m: usize,
    pub density: Option<f64>,
    pub reciprocity_arcs: Option<f64>,
    pub reciprocity_dyadic: Option<f64>,
    pub transitivity_weak: Option<f64>,
    pub centralization_indegree: Option<f64>,
    pub centralization_outdegree: Option<f64>,
    pub weak_components: usize,
    pub strong_components: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub estimated: Option<Estimated>,
    pub nodes: Keyed<DirectedNode>,
}

/// One node, along its ties.
#[derive(Debug, Clone, Serialize)]
#[expect(
    missing_docs,
    reason = "the names are those of the reference results, defined in their README"
)]
pub struct DirectedNode {
    pub in_degree: u32,
    pub out_degree: u32,
    pub in_strength: f64,
    pub out_strength: f64,
    pub betweenness: f64,
    pub betweenness_normalized: f64,
    pub closeness_in_wf: Option<f64>,
    pub closeness_out_wf: Option<f64>,
    pub harmonic_out_normalized: Option<f64>,
    pub harmonic_in_normalized: Option<f64>,
    pub pagerank_085: f64,
    pub katz: f64,
    /// Influence by Friedkin and Johnsen, an arc saying who listens to whom.
    pub influence: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub betweenness_weighted: Option<f64>,
}

/// What groups are to one another.
#[derive(Debug, Clone, Serialize)]
pub struct GroupFigures {
    /// The attribute that groups the nodes.
    pub attribute: String,
    /// How many nodes each group has.
    pub sizes: Keyed<u32>,
    /// How many nodes belong to none; they are left out of what follows.
    #[serde(skip_serializing_if = "is_zero")]
    pub without_group: usize,
    /// Ties within and across, taken either way.
    pub ei_index_undirected: Crossings,
    /// What the sizes alone would give.
    pub ei_expected: Option<f64>,
    /// How unusual the index is when groups are shuffled.
    pub ei_permutation: Option<Unusual>,
    /// By group.
    pub ei_by_group: Keyed<GroupTies>,
    /// By node.
    pub ei_by_node: Keyed<Option<f64>>,
    /// Ties and densities of every group by every group; not in large networks of many groups.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub between_group: Option<Between>,
    /// Ties within and across, along their direction.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ei_index_arcs: Option<Crossings>,
    /// Newman's assortativity by group.
    pub assortativity_nominal_undirected: Option<f64>,
    /// The modularity of the groups; not given where some nodes have none.
    pub modularity_of_attribute_partition_unweighted: Option<f64>,
    /// How often each node stands in each of the roles of Gould and Fernandez.
    pub gould_fernandez: Keyed<ByRole<u64>>,
    /// The same beside what chance gives; not in large networks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gould_fernandez_chance: Option<Keyed<Broker>>,
    /// What the relationship of each two groups rests on; not in large networks of many groups.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resilience: Option<Vec<HangsOn>>,
    /// How central each group is as a whole; only up to a thousand nodes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group_centrality: Option<Keyed<Option<GroupCentrality>>>,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes a reference"
)]
fn is_zero(count: &usize) -> bool {
    *count == 0
}

/// Ties within groups and across.
#[derive(Debug, Clone, Copy, Serialize)]
#[expect(
    missing_docs,
    reason = "the names are those of the reference results, defined in their README"
)]
pub struct Crossings {
    pub internal: u64,
    pub external: u64,
    pub ei: Option<f64>,
}

/// The ties of one group.
#[derive(Debug, Clone, Copy, Serialize)]
#[expect(
    missing_docs,
    reason = "the names are those of the reference results, defined in their README"
)]
pub struct GroupTies {
    pub internal_ties: u64,
    pub external_ties: u64,
    pub ei_ties: Option<f64>,
    pub ei_ucinet_style_internal_counted_twice: Option<f64>,
}

/// Blocks with ties taken either way, and along their direction.
#[derive(Debug, Clone, Serialize)]
pub struct Between {
    /// Taken either way.
    pub undirected: Blocks,
    /// Along their direction.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub directed: Option<Blocks>,
}

/// Every group by every group.
#[derive(Debug, Clone, Serialize)]
pub struct Blocks {
    /// How many ties.
    pub ties: Keyed<Keyed<u64>>,
    /// By the pairs there are; not given where there is none.
    pub density: Keyed<Keyed<Option<f64>>>,
    /// What the degrees alone would give.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected_from_degrees: Option<Keyed<Keyed<f64>>>,
}

/// One node's roles beside what chance gives.
#[derive(Debug, Clone, Serialize)]
pub struct Broker {
    /// Each role as a share of all this node stands in.
    pub share: Option<ByRole<f64>>,
    /// The share of shuffles of the groups in which the count is at least as great.
    pub p: Option<ByRole<f64>>,
    /// The mean were every arc there by chance alone.
    pub expected: Option<ByRole<f64>>,
    /// How many standard deviations the count lies above that.
    pub z: Option<ByRole<Option<f64>>>,
}

/// What the relationship of two groups rests on.
#[derive(Debug, Clone, Serialize)]
pub struct HangsOn {
    /// Which groups.
    pub groups: [String; 2],
    /// How many ties between their members.
    pub ties: u32,
    /// The fewest people without whom none is left.
    pub people: u32,
    /// Such people.
    pub cover: Vec<String>,
}

/// A network of two kinds of node.
#[derive(Debug, Clone, Serialize)]
pub struct TwoModeFigures {
    /// How many nodes of each kind.
    pub modes: Keyed<u32>,
    /// With how many of the other kind each is tied.
    pub degree: Keyed<u32>,
    /// Each kind as a network of its own.
    pub projections: Keyed<Projection>,
}

/// One kind of node, tied by what they share.
#[derive(Debug, Clone, Serialize)]
pub struct Projection {
    /// What the weights are.
    pub weight: &'static str,
    /// The ties, by name, with how many partners are shared.
    pub edges: Vec<(String, String, u64)>,
    /// The same with large partners counting less (Newman 2001).
    pub edges_newman: Vec<(String, String, f64)>,
    /// How many pairs share a partner, where there are too many to list and measure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub too_many_pairs: Option<u64>,
    /// Its measures.
    pub measures: Option<UndirectedFigures>,
}
