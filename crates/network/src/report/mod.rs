//! Every measure of one network at once, in a form to be written as JSON.
//!
//! The names are those of the reference results beside the data (`README-reference.md`), so that the
//! two can be laid side by side; what the references do not have is named in the same manner.

mod between;
mod keyed;
mod one_mode;
mod two_mode;
mod wanted;
mod written;

use serde::Serialize;

use crate::digraph::Digraph;
use crate::graph::{Graph, GraphError, Meaning, Parallel};
use crate::groups::Groups;
pub use between::{MANY_GROUPS, MANY_NODES};
pub use keyed::Keyed;
pub use wanted::Wanted;
pub use written::{
    Between, Blocks, Broker, CommunitiesFound, Crossings, CutsAt, DirectedFigures, DirectedNode,
    Estimated, GroupFigures, GroupTies, HangsOn, HowWell, Largest, NamedSet, NodeFigures, Parted,
    Projection, ReachingSets, TwoModeFigures, UndirectedFigures,
};

/// A network somebody wants measured.
#[derive(Debug, Clone)]
pub struct Subject {
    /// What it is called.
    pub id: String,
    /// What its nodes are called, in their order; no two alike.
    pub nodes: Vec<String>,
    /// Whether its ties have a direction.
    pub directed: bool,
    /// Its ties, as they stand in the file: from, to, weight.
    pub ties: Vec<(u32, u32, f64)>,
    /// Whether the weights were given; without, they are all 1.
    pub weighted: bool,
    /// What the weights say.
    pub meaning: Meaning,
    /// Which attribute groups the nodes, and the group of each.
    pub groups: Option<(String, Vec<Option<String>>)>,
    /// For a network of two kinds of node: the kind of each. Ties lead from one kind to the other.
    pub modes: Option<Vec<String>>,
}

/// How much to reckon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effort {
    /// How often groups are shuffled to see what chance would give.
    pub shuffles: u32,
    /// What the shuffles, samples and beginnings are drawn from.
    pub seed: u64,
    /// With more nodes than this betweenness is estimated, with its error; closeness and harmonic centrality, too,
    /// where following every distance takes more than `exact_steps`.
    pub exact_up_to: usize,
    /// How many steps there is time for.
    pub exact_steps: usize,
    /// From how many nodes they are then estimated.
    pub sources: usize,
}

impl Effort {
    /// The same with nothing estimated, however long it takes.
    #[must_use]
    pub fn exact(self) -> Self {
        Self {
            exact_up_to: usize::MAX,
            ..self
        }
    }
}

impl Default for Effort {
    fn default() -> Self {
        Self {
            shuffles: 2000,
            seed: 1,
            exact_up_to: 20_000,
            exact_steps: 4_000_000_000,
            sources: 2000,
        }
    }
}

/// Everything measured of a network.
#[derive(Debug, Clone, Serialize)]
pub struct Measured {
    /// What the network is called.
    pub id: String,
    /// How many ties of a node with itself were left out.
    pub self_loops_dropped: usize,
    /// How many rows were merged with another between the same nodes: strengths added, of distances the
    /// least kept.
    pub parallel_rows_merged_by_sum: usize,
    /// The network with its ties taken either way.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub undirected: Option<UndirectedFigures>,
    /// The network along its ties, where they have a direction.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub directed: Option<DirectedFigures>,
    /// What its groups are to one another, where nodes are grouped.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub groups: Option<GroupFigures>,
    /// A network of two kinds of node, seen from each.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub two_mode: Option<TwoModeFigures>,
}

/// Measures everything. Pure and the same to the last bit on any number of threads.
///
/// # Errors
/// When a tie names a node that is not there or has a weight that is not above 0.
pub fn measure_all(subject: &Subject, effort: &Effort) -> Result<Measured, GraphError> {
    measure(subject, &Wanted::all(), effort)
}

/// As [`measure_all`], but only what is wanted.
///
/// # Errors
/// As [`measure_all`].
pub fn measure(
    subject: &Subject,
    wanted: &Wanted,
    effort: &Effort,
) -> Result<Measured, GraphError> {
    let nodes = subject.nodes.len() as u32;
    let loops = subject.ties.iter().filter(|tie| tie.0 == tie.1).count();
    let rule = match subject.meaning {
        Meaning::Strength => Parallel::Sum,
        Meaning::Distance => Parallel::Minimum,
    };
    let ties = subject.ties.iter().copied();
    let mut measured = Measured {
        id: subject.id.clone(),
        self_loops_dropped: loops,
        parallel_rows_merged_by_sum: 0,
        undirected: None,
        directed: None,
        groups: None,
        two_mode: None,
    };
    if let Some(modes) = &subject.modes {
        let graph = Graph::from_edges(nodes, ties, rule, subject.meaning)?;
        measured.parallel_rows_merged_by_sum = subject.ties.len() - loops - graph.edges().len();
        measured.two_mode = Some(two_mode::measure(subject, modes, &graph, wanted, effort));
        return Ok(measured);
    }
    let groups = subject.groups.as_ref().map(|(attribute, of)| {
        (
            attribute.as_str(),
            Groups::named(of.iter().map(Option::as_deref)),
        )
    });
    let ids = &subject.nodes;
    if subject.directed {
        let directed = Digraph::from_arcs(nodes, ties, rule, subject.meaning)?;
        measured.parallel_rows_merged_by_sum = subject.ties.len() - loops - directed.arcs().len();
        let graph = directed.undirected();
        measured.directed = Some(one_mode::directed(
            &directed, &graph, subject, wanted, effort,
        ));
        measured.groups = groups.map(|(name, groups)| {
            between::measure(name, &groups, &graph, Some(&directed), ids, wanted, effort)
        });
        measured.undirected = Some(one_mode::undirected(
            &graph,
            ids,
            subject.weighted,
            wanted,
            effort,
        ));
    } else {
        let graph = Graph::from_edges(nodes, ties, rule, subject.meaning)?;
        measured.parallel_rows_merged_by_sum = subject.ties.len() - loops - graph.edges().len();
        measured.groups = groups.map(|(name, groups)| {
            between::measure(name, &groups, &graph, None, ids, wanted, effort)
        });
        measured.undirected = Some(one_mode::undirected(
            &graph,
            ids,
            subject.weighted,
            wanted,
            effort,
        ));
    }
    Ok(measured)
}

/// As [`measure`], on so many threads, and then what `told` makes of it; 0 is as many as the computer has.
///
/// `told` runs on those threads, too: what is measured was allocated by them, and only they use that memory again.
///
/// # Errors
/// As [`measure_all`].
pub fn measure_on<T: Send>(
    threads: usize,
    subject: &Subject,
    wanted: &Wanted,
    effort: &Effort,
    told: impl FnOnce(Measured) -> T + Send,
) -> Result<T, GraphError> {
    match rayon::ThreadPoolBuilder::new().num_threads(threads).build() {
        Ok(pool) => pool.install(|| measure(subject, wanted, effort).map(told)),
        Err(_) => measure(subject, wanted, effort).map(told),
    }
}
