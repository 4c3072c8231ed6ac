//! Every measure on anybody's graph file: the file is read, made a network by the options, measured, and told with
//! whatever was left out.

mod reasons;
mod subject;
mod told;
mod tree;

use std::path::Path;

use exchange::graph_files::{GraphFile, GraphFileError, MOST_GRAPH_BYTES, Wanted, read_graph};
use insight::Meaning;
use insight::measuring::{self, Effort, MANY_GROUPS, MANY_NODES, Measured, Subject, measure_on};
use serde::Serialize;
use thiserror::Error;

use crate::AppError;
pub use reasons::Undefined;
pub use told::{Block, told};
pub use tree::Tree;

/// With more nodes than this some figures take too long and are left out.
const MANY_PASSES: usize = 1000;

/// Whether a network has two kinds of node.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum TwoMode {
    /// Where an attribute says so and every tie bears it out.
    #[default]
    Found,
    /// By this attribute.
    By(String),
    /// No.
    No,
}

/// How a graph file is to be taken and what is to be measured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeasureOptions {
    /// The number that weighs the ties: `none`, `strength`, `distance`, its name, or NAME=distance.
    pub weight: Option<String>,
    /// Whether ties have a direction, whatever the file says.
    pub directed: Option<bool>,
    /// The attribute that groups the nodes.
    pub group: Option<String>,
    /// Whether there are two kinds of node.
    pub two_mode: TwoMode,
    /// Where the file holds several relations, which, by number or name.
    pub relation: Option<String>,
    /// Only these measures.
    pub only: Vec<String>,
    /// What shuffles and samples are drawn from.
    pub seed: u64,
    /// How often groups are shuffled.
    pub permutations: u32,
    /// On how many threads; 0 is as many as the computer has.
    pub threads: usize,
    /// Whether nothing is estimated, however long it takes.
    pub exact: bool,
}

impl Default for MeasureOptions {
    fn default() -> Self {
        let effort = Effort::default();
        Self {
            weight: None,
            directed: None,
            group: None,
            two_mode: TwoMode::Found,
            relation: None,
            only: Vec::new(),
            seed: effort.seed,
            permutations: effort.shuffles,
            threads: 0,
            exact: false,
        }
    }
}

/// Why a graph file was not measured.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum MeasureError {
    /// The file.
    #[error(transparent)]
    File(#[from] GraphFileError),
    /// There are no numbers on the ties.
    #[error("{file} has no number on its ties to weigh them by; measure it with --weight none.")]
    NoWeights {
        /// The file.
        file: String,
    },
    /// There are several, and none is called weight.
    #[error(
        "{file} has several numbers on its ties ({known}); name the one to weigh by, such as --weight {example}."
    )]
    SeveralWeights {
        /// The file.
        file: String,
        /// What there is.
        known: String,
        /// How to name one.
        example: String,
    },
    /// A weight is a text.
    #[error(
        "{file} has \u{201c}{text}\u{201d} for \u{201c}{name}\u{201d}, which is not a number (line {line}); mend that line, or measure it with --weight none."
    )]
    NotANumber {
        /// The file.
        file: String,
        /// The column.
        name: String,
        /// What stands there.
        text: String,
        /// Where.
        line: u32,
    },
    /// The nodes are not of two kinds.
    #[error(
        "{file} does not have two kinds of node by \u{201c}{name}\u{201d}, because {because}; name another attribute, or leave out --two-mode."
    )]
    NotTwoKinds {
        /// The file.
        file: String,
        /// The attribute.
        name: String,
        /// Why.
        because: String,
    },
    /// No measure is called that.
    #[error("\u{201c}{given}\u{201d} is not a measure of {file}; choose from {known}.")]
    NoSuchMeasure {
        /// The file.
        file: String,
        /// What was given.
        given: String,
        /// What there is.
        known: String,
    },
    /// The ties are no network. Readers see to it that they are.
    #[error("{file} cannot be measured because {cause}.")]
    NotMeasured {
        /// The file.
        file: String,
        /// Why.
        cause: String,
    },
}

/// Something to know of how the file was taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Note {
    /// A stable name.
    pub code: &'static str,
    /// How often.
    pub count: usize,
    /// The first lines it happened on.
    pub lines: Vec<u32>,
    /// In words.
    pub sentence: String,
    /// Whether a person should look at it.
    pub needs_attention: bool,
}

impl Note {
    fn plain(code: &'static str, sentence: String) -> Self {
        Self {
            code,
            count: 1,
            lines: Vec::new(),
            sentence,
            needs_attention: false,
        }
    }

    fn lines(code: &'static str, needs_attention: bool) -> Self {
        Self {
            code,
            count: 0,
            lines: Vec::new(),
            sentence: String::new(),
            needs_attention,
        }
    }

    fn count_at(&mut self, line: u32) {
        const LINES: usize = 5;
        self.count += 1;
        if self.lines.len() < LINES && self.lines.last() != Some(&line) {
            self.lines.push(line);
        }
    }

    /// With its words, if it happened at all.
    fn said(mut self, one: &str, many: &str) -> Option<Self> {
        let lines: Vec<String> = self.lines.iter().map(u32::to_string).collect();
        let lines = lines.join(", ");
        self.sentence = match self.count {
            0 => return None,
            1 => format!("1 {one} (line {lines})."),
            count => {
                let more = if count > self.lines.len() {
                    " \u{2026}"
                } else {
                    ""
                };
                format!("{count} {many} (lines {lines}{more}).")
            }
        };
        Some(self)
    }
}

/// What a file is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct About {
    /// Its name.
    pub name: String,
    /// Its format.
    pub format: &'static str,
    /// The encoding it was read in.
    pub encoding: &'static str,
}

/// What weighs the ties.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Weights {
    /// The number's name in the file.
    pub attribute: String,
    /// `strength` or `distance`.
    pub meaning: &'static str,
}

/// How the file was taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Taken {
    /// How many nodes.
    pub nodes: usize,
    /// How many ties, as they stand in the file.
    pub ties: usize,
    /// Whether ties have a direction.
    pub directed: bool,
    /// What weighs them, where they are of different weight.
    pub weights: Option<Weights>,
    /// What becomes of parallel ties: `sum` or `minimum`.
    pub parallel_ties: &'static str,
    /// The attribute that says of which kind a node is, where there are two kinds.
    pub two_mode_by: Option<String>,
    /// What was left out, added or merged.
    pub remarks: Vec<Note>,
}

/// What was left out because it would take too long.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LeftOut {
    /// What.
    pub figure: &'static str,
    /// Why.
    pub reason: &'static str,
}

/// What shuffles and samples were drawn from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct DrawnFrom {
    /// The seed.
    pub seed: u64,
    /// How often groups were shuffled.
    pub permutations: u32,
}

/// A graph file, measured. Written as JSON it has the names of the reference results.
#[derive(Debug, Clone, Serialize)]
pub struct MeasuredFile {
    /// The file's name without its ending.
    pub id: String,
    /// What the file is.
    pub file: About,
    /// How it was taken.
    pub read: Taken,
    /// What chance was drawn from.
    pub effort: DrawnFrom,
    /// How many ties of a node with itself were left out.
    pub self_loops_dropped: usize,
    /// How many ties were merged with another between the same nodes.
    pub parallel_rows_merged_by_sum: usize,
    /// What nodes are called, where that is not their id.
    #[serde(skip_serializing_if = "is_nothing")]
    pub labels: Tree,
    /// The network with its ties taken either way.
    #[serde(skip_serializing_if = "is_nothing")]
    pub undirected: Tree,
    /// The network along its ties.
    #[serde(skip_serializing_if = "is_nothing")]
    pub directed: Tree,
    /// What its groups are to one another.
    #[serde(skip_serializing_if = "is_nothing")]
    pub groups: Tree,
    /// A network of two kinds of node, seen from each.
    #[serde(skip_serializing_if = "is_nothing")]
    pub two_mode: Tree,
    /// Every figure that is null, and why.
    pub undefined: Vec<Undefined>,
    /// What was not measured, and why.
    pub not_measured: Vec<LeftOut>,
}

fn is_nothing(tree: &Tree) -> bool {
    *tree == Tree::Null
}

impl MeasuredFile {
    /// Whether a person should look at how the file was taken.
    pub fn needs_attention(&self) -> bool {
        self.read.remarks.iter().any(|note| note.needs_attention)
    }
}

/// Reads a graph file. Never more of it than the most that is taken, however long it is.
pub fn read(path: &Path, options: &MeasureOptions) -> Result<GraphFile, AppError> {
    let unreadable = |error: std::io::Error| AppError::unreadable(path, &error);
    let about = std::fs::metadata(path).map_err(unreadable)?;
    if about.is_dir() {
        return Err(unreadable(std::io::ErrorKind::IsADirectory.into()));
    }
    let name = path.display().to_string();
    let too_large = |what: String| {
        MeasureError::from(GraphFileError::TooLarge {
            file: name.clone(),
            what,
            limit: format!("{} MB", MOST_GRAPH_BYTES / (1024 * 1024)),
        })
    };
    if about.len() > MOST_GRAPH_BYTES as u64 {
        return Err(too_large(format!("{} MB", about.len() / (1024 * 1024))).into());
    }
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).map_err(unreadable)?;
    let limit = MOST_GRAPH_BYTES as u64 + 1;
    std::io::Read::read_to_end(&mut std::io::Read::take(file, limit), &mut bytes)
        .map_err(unreadable)?;
    if bytes.len() > MOST_GRAPH_BYTES {
        return Err(too_large("no end in sight".to_owned()).into());
    }
    Ok(read_graph(&name, &bytes, &wanted(options)).map_err(MeasureError::from)?)
}

fn wanted(options: &MeasureOptions) -> Wanted {
    let weight = options.weight.as_deref().map(|weight| {
        weight
            .strip_suffix("=strength")
            .or_else(|| weight.strip_suffix("=distance"))
            .unwrap_or(weight)
    });
    let by = match &options.two_mode {
        TwoMode::By(name) => Some(name.clone()),
        TwoMode::Found | TwoMode::No => None,
    };
    Wanted {
        relation: options.relation.clone(),
        node_attributes: options.group.iter().cloned().chain(by).collect(),
        tie_number: weight
            .filter(|word| !matches!(*word, "none" | "strength" | "distance"))
            .map(str::to_owned),
    }
}

/// Measures a graph file that has been read.
pub fn measure(
    path: &Path,
    read: &GraphFile,
    options: &MeasureOptions,
) -> Result<MeasuredFile, AppError> {
    let file = path.display().to_string();
    let stem = path
        .file_stem()
        .map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    let mut prepared = subject::prepare(read, &file, stem.clone(), options)?;
    let effort = Effort {
        shuffles: options.permutations,
        seed: options.seed,
        ..Effort::default()
    };
    let effort = if options.exact {
        effort.exact()
    } else {
        effort
    };
    let failed = |cause: String| MeasureError::NotMeasured {
        file: file.clone(),
        cause,
    };
    let names = names_of(&prepared, &effort).map_err(failed)?;
    check_names(&names, &file, &options.only)?;
    let figures = measuring::Wanted::only(&options.only);
    // One part after the other, each as small as is asked for before the next is made, and the largest first, so that the
    // next take its memory: a large network has many figures.
    let only = |part: Result<Tree, tree::NotATree>| -> Result<Tree, String> {
        let part = part.map_err(|error| error.to_string())?;
        Ok(if options.only.is_empty() {
            part
        } else {
            part.only(&options.only).unwrap_or(Tree::Null)
        })
    };
    let one_mode = |mut whole: Measured| {
        let groups = only(Tree::of(&whole.groups.take()))?;
        let parts = [
            ("undirected", only(Tree::of(&whole.undirected.take()))?),
            ("directed", only(Tree::of(&whole.directed.take()))?),
            ("groups", groups),
            ("two_mode", Tree::Null),
        ];
        Ok((
            parts,
            whole.self_loops_dropped,
            whole.parallel_rows_merged_by_sum,
        ))
    };
    let subject = &prepared.subject;
    let (mut parts, self_loops_dropped, parallel_rows_merged_by_sum) =
        measure_on(options.threads, subject, &figures, &effort, one_mode)
            .map_err(|error| failed(error.to_string()))?
            .map_err(failed)?;
    let mut two_mode_by = None;
    if let Some((by, modes)) = prepared.modes.take() {
        two_mode_by = Some(by);
        prepared.subject.modes = Some(modes);
        let of_two = |two: Measured| only(Tree::of(&two.two_mode));
        parts[3].1 = measure_on(
            options.threads,
            &prepared.subject,
            &figures,
            &effort,
            of_two,
        )
        .map_err(|error| failed(error.to_string()))?
        .map_err(failed)?;
    }
    let all = Tree::Fields(
        parts
            .into_iter()
            .filter(|part| !is_nothing(&part.1))
            .collect(),
    );
    let undefined = reasons::undefined(&all, read.nodes.len());
    let Tree::Fields(mut parts) = all else {
        unreachable!("a record was made a moment ago")
    };
    let mut take = |name: &str| {
        parts
            .iter_mut()
            .find(|part| part.0 == name)
            .map_or(Tree::Null, |part| {
                std::mem::replace(&mut part.1, Tree::Null)
            })
    };
    let labels: Vec<(String, Tree)> = read
        .nodes
        .iter()
        .filter_map(|node| Some((node.id.clone(), Tree::Text(node.label.clone()?))))
        .collect();
    let groups = prepared.groups();
    let subject = &prepared.subject;
    Ok(MeasuredFile {
        id: stem,
        file: About {
            name: file.clone(),
            format: read.format.name(),
            encoding: read.encoding,
        },
        read: Taken {
            nodes: read.nodes.len(),
            ties: read.ties.len(),
            directed: subject.directed,
            weights: prepared.weight.map(|attribute| Weights {
                attribute,
                meaning: match subject.meaning {
                    Meaning::Strength => "strength",
                    Meaning::Distance => "distance",
                },
            }),
            parallel_ties: match subject.meaning {
                Meaning::Strength => "sum",
                Meaning::Distance => "minimum",
            },
            two_mode_by,
            remarks: remarks(read).chain(prepared.notes).collect(),
        },
        effort: DrawnFrom {
            seed: options.seed,
            permutations: options.permutations,
        },
        self_loops_dropped,
        parallel_rows_merged_by_sum,
        labels: if labels.is_empty() {
            Tree::Null
        } else {
            Tree::Keyed(labels)
        },
        undirected: take("undirected"),
        directed: take("directed"),
        groups: take("groups"),
        two_mode: take("two_mode"),
        undefined,
        not_measured: left_out(read.nodes.len(), groups),
    })
}

fn remarks(read: &GraphFile) -> impl Iterator<Item = Note> {
    read.remarks.iter().map(|remark| Note {
        code: remark.kind.code(),
        count: remark.count,
        lines: remark.lines.clone(),
        sentence: remark.sentence(),
        needs_attention: remark.kind.needs_attention(),
    })
}

/// What is not measured of so many nodes in so many groups.
fn left_out(nodes: usize, groups: Option<usize>) -> Vec<LeftOut> {
    let long = "there are more than a thousand nodes, for which it would take too long";
    let large = "there are more than 20,000 nodes, for which it would take too much memory";
    let many = "there are more than 20,000 nodes in more than a hundred groups, for which it would take too much memory";
    let grouped = groups.is_some();
    let all = [
        ("key_players", long, nodes > MANY_PASSES),
        ("group_centrality", long, nodes > MANY_PASSES && grouped),
        (
            "gould_fernandez_chance",
            large,
            nodes > MANY_NODES && grouped,
        ),
        (
            "between_group",
            many,
            nodes > MANY_NODES && groups > Some(MANY_GROUPS),
        ),
        (
            "resilience",
            many,
            nodes > MANY_NODES && groups > Some(MANY_GROUPS),
        ),
    ];
    all.into_iter()
        .filter(|figure| figure.2)
        .map(|(figure, reason, _)| LeftOut { figure, reason })
        .collect()
}

/// What the measures of such a network are called. They are read off three nodes of its kind, because the names hang
/// on the kind of network alone.
fn names_of(
    prepared: &subject::Prepared,
    effort: &Effort,
) -> Result<std::collections::BTreeSet<&'static str>, String> {
    fn names(tree: &Tree, found: &mut std::collections::BTreeSet<&'static str>) {
        match tree {
            Tree::Fields(fields) => {
                for (name, value) in fields {
                    found.insert(name);
                    names(value, found);
                }
            }
            // Nodes and groups are all measured alike, but not each has everything.
            Tree::Keyed(values) => values.iter().for_each(|value| names(&value.1, found)),
            _ => {}
        }
    }
    let given = &prepared.subject;
    let three = |values: [&str; 3]| values.map(str::to_owned).to_vec();
    // Unequal, so that there are weights, where the network has any.
    let heavy = if given.weighted { 2.0 } else { 1.0 };
    let mut small = Subject {
        id: String::new(),
        nodes: three(["a", "b", "c"]),
        directed: given.directed,
        ties: vec![(0, 1, heavy), (1, 2, 1.0)],
        weighted: given.weighted,
        meaning: given.meaning,
        groups: given.groups.as_ref().map(|(name, _)| {
            let groups = three(["x", "y", "x"]).into_iter().map(Some).collect();
            (name.clone(), groups)
        }),
        modes: None,
    };
    let effort = Effort {
        shuffles: effort.shuffles.min(1),
        // Where the network's figures are estimated, so are these.
        exact_up_to: if given.nodes.len() > effort.exact_up_to {
            2
        } else {
            3
        },
        exact_steps: 0,
        ..*effort
    };
    let measured = |small: &Subject| {
        let whole = measuring::measure_all(small, &effort).map_err(|e| e.to_string())?;
        Tree::of(&whole).map_err(|error| error.to_string())
    };
    let mut found = std::collections::BTreeSet::new();
    names(&measured(&small)?, &mut found);
    if prepared.modes.is_some() {
        small.modes = Some(three(["1", "2", "1"]));
        names(&measured(&small)?, &mut found);
    }
    for part in [
        "id",
        "self_loops_dropped",
        "parallel_rows_merged_by_sum",
        "undirected",
        "directed",
        "groups",
        "two_mode",
    ] {
        found.remove(part);
    }
    for LeftOut { figure, .. } in left_out(given.nodes.len(), prepared.groups()) {
        found.remove(figure);
        let parts: &[&str] = match figure {
            "key_players" => &["fragmentation", "reach_1", "reach_2"],
            "group_centrality" => &["betweenness_normalised", "closeness"],
            "gould_fernandez_chance" => &["p", "expected", "z", "share"],
            "between_group" => &["expected_from_degrees"],
            "resilience" => &["people", "cover"],
            _ => &[],
        };
        for part in parts {
            found.remove(part);
        }
    }
    Ok(found)
}

/// Refuses names that are no measure of this network.
fn check_names(
    names: &std::collections::BTreeSet<&'static str>,
    file: &str,
    asked: &[String],
) -> Result<(), MeasureError> {
    match asked.iter().find(|name| !names.contains(name.as_str())) {
        None => Ok(()),
        Some(given) => Err(MeasureError::NoSuchMeasure {
            file: file.to_owned(),
            given: given.clone(),
            known: names.iter().copied().collect::<Vec<_>>().join(", "),
        }),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// Every sort of figure: direction or none, weights, groups, isolates, two kinds of node.
    const FILES: [(&str, &str); 3] = [
        (
            "directed.net",
            "*Vertices 7\n1 a\n2 b\n3 c\n4 d\n5 e\n6 f\n7 g\n*Arcs\n1 2 3\n2 3 1\n3 1 2\n3 4 5\n4 5 1\n5 3 2\n2 5 4\n",
        ),
        (
            "undirected.csv",
            "source,target,weight\na,b,3\nb,c,1\nc,a,2\nc,d,5\nd,e,1\ne,f,1\nf,d,2\ng,\n",
        ),
        (
            "two.gml",
            "graph [ node [ id 1 type 0 ] node [ id 2 type 0 ] node [ id 3 type 1 ] node [ id 4 type 1 ] node [ id 5 type 0 ] edge [ source 1 target 3 ] edge [ source 1 target 4 ] edge [ source 2 target 3 ] edge [ source 5 target 4 ] ]",
        ),
    ];

    #[test]
    fn one_measure_asked_for_is_what_it_is_among_all() {
        for (name, text) in FILES {
            let mut options = MeasureOptions {
                permutations: 20,
                ..MeasureOptions::default()
            };
            if name == "two.gml" {
                options.group = Some("type".to_owned());
            }
            let path = Path::new(name);
            let read = read_graph(name, text.as_bytes(), &wanted(&options)).unwrap();
            let whole = measure(path, &read, &options).unwrap();
            let prepared = subject::prepare(&read, name, String::new(), &options).unwrap();
            let names = names_of(&prepared, &Effort::default()).unwrap();
            assert!(names.len() > 40, "{names:?}");
            for figure in names {
                let only = vec![figure.to_owned()];
                options.only.clone_from(&only);
                let one = measure(path, &read, &options).unwrap();
                for (all, one) in [
                    (&whole.undirected, &one.undirected),
                    (&whole.directed, &one.directed),
                    (&whole.groups, &one.groups),
                    (&whole.two_mode, &one.two_mode),
                ] {
                    let all = all.clone().only(&only).unwrap_or(Tree::Null);
                    assert_eq!(&all, one, "{figure} of {name}");
                }
            }
        }
    }
}
