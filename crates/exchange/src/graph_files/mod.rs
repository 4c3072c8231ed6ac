//! Anybody's graph files: GraphML, GEXF, GML, Pajek and lists of ties, read into one form.
//!
//! What a file is shows in what it holds, not in its name. Nothing is passed over in silence: whatever
//! was left out, added or merged is counted and named by its line in [`GraphFile::remarks`]. A file
//! that cannot be understood is refused with one sentence. Memory stays within a few times the size of
//! the file, whatever the file says of itself.
//!
//! ```
//! use exchange::graph_files::{GraphFormat, Wanted, read_graph};
//!
//! let text = b"from,to,strength\nAnn,Ben,3\nBen,Cat,1\n";
//! let read = read_graph("ties.csv", text, &Wanted::default())?;
//! assert_eq!(read.format, GraphFormat::EdgeList);
//! assert_eq!(read.nodes.len(), 3);
//! assert_eq!(read.tie_numbers[0].values, [3.0, 1.0]);
//! # Ok::<(), exchange::graph_files::GraphFileError>(())
//! ```

mod builder;
mod edge_list;
mod encoding;
mod error;
mod gexf;
mod gml;
mod graphml;
mod pajek;
mod remarks;
mod xml;

pub use error::GraphFileError;
pub use remarks::{Remark, RemarkKind};

use builder::Builder;

/// The most bytes a graph file may have.
pub const MOST_GRAPH_BYTES: usize = 64 * 1024 * 1024;
/// The most nodes.
pub const MOST_NODES: usize = 50_000;
/// The most ties.
pub const MOST_TIES: usize = 500_000;

/// The formats that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GraphFormat {
    /// GraphML, with the additions of yEd and others passed over.
    GraphMl,
    /// GEXF 1.0 to 1.3.
    Gexf,
    /// GML.
    Gml,
    /// Pajek, .net and .paj.
    Pajek,
    /// A row for each tie.
    EdgeList,
}

impl GraphFormat {
    /// As it is called.
    pub const fn name(self) -> &'static str {
        match self {
            Self::GraphMl => "GraphML",
            Self::Gexf => "GEXF",
            Self::Gml => "GML",
            Self::Pajek => "Pajek",
            Self::EdgeList => "edge list",
        }
    }
}

/// What of a file is wanted. Attributes nobody asks for are named and not kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The attributes of nodes to keep.
    pub node_attributes: Vec<String>,
    /// The number on ties to keep; without, the first eight.
    pub tie_number: Option<String>,
    /// Where a file holds several relations, the one to read, by number or name; without, the first.
    pub relation: Option<String>,
}

/// A node as it stands in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GraphNode {
    /// What the file's ties call it; in GML and Pajek its label, where labels tell the nodes apart.
    pub id: String,
    /// What it is called for people, where that differs.
    pub label: Option<String>,
}

/// Which way a tie leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// The file does not say.
    Unsaid,
    /// Neither way.
    Undirected,
    /// From the first to the second.
    Directed,
    /// Both ways, said by one row.
    Mutual,
}

/// A tie as it stands in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GraphTie {
    /// The first node.
    pub from: u32,
    /// The second.
    pub to: u32,
    /// Which way it leads.
    pub direction: Direction,
    /// The line it stands on, from 1.
    pub line: u32,
}

/// An attribute of nodes that was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NodeAttribute {
    /// Its name in the file.
    pub name: String,
    /// Its value for every node.
    pub values: Vec<Option<String>>,
}

/// A number that ties carry.
#[derive(Debug, Clone, PartialEq)]
pub struct TieNumbers {
    /// Its name in the file.
    pub name: String,
    /// Its value for every tie; not a number where the tie has none.
    pub values: Vec<f64>,
    /// How many ties have a text instead, with the line and text of the first.
    pub texts: usize,
    /// The first of those.
    pub first_text: Option<(u32, String)>,
}

impl TieNumbers {
    /// Whether it is a number wherever it stands.
    pub fn is_numeric(&self) -> bool {
        self.texts == 0 && self.values.iter().any(|value| !value.is_nan())
    }
}

/// A graph file as it was read.
#[derive(Debug, Clone, PartialEq)]
pub struct GraphFile {
    /// Which format it is.
    pub format: GraphFormat,
    /// The encoding it was read in.
    pub encoding: &'static str,
    /// Its nodes, in the order in which they are first named.
    pub nodes: Vec<GraphNode>,
    /// Its ties, in their order.
    pub ties: Vec<GraphTie>,
    /// Whether its ties have a direction when they do not say so themselves; `None` where the file does not say.
    pub directed: Option<bool>,
    /// The attributes of nodes that were asked for.
    pub node_attributes: Vec<NodeAttribute>,
    /// The names of all attributes of nodes.
    pub node_attribute_names: Vec<String>,
    /// The numbers that ties carry.
    pub tie_numbers: Vec<TieNumbers>,
    /// The names of everything that ties carry, numbers or not, kept or not.
    pub tie_number_names: Vec<String>,
    /// With two kinds of node: how many, from the first, are of the first kind.
    pub first_mode: Option<usize>,
    /// What was left out, added or taken in a way worth knowing.
    pub remarks: Vec<Remark>,
}

/// Reads a graph file.
///
/// # Errors
/// When it is no graph, cannot be understood, or is larger than the program takes.
pub fn read_graph(file: &str, bytes: &[u8], wanted: &Wanted) -> Result<GraphFile, GraphFileError> {
    if bytes.len() > MOST_GRAPH_BYTES {
        return Err(GraphFileError::TooLarge {
            file: file.to_owned(),
            what: format!("{} MB", bytes.len() / (1024 * 1024)),
            limit: format!("{} MB", MOST_GRAPH_BYTES / (1024 * 1024)),
        });
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(GraphFileError::Empty {
            file: file.to_owned(),
        });
    }
    let decoded = encoding::decode(file, bytes)?;
    let text = decoded.text.as_ref();
    if text.trim().is_empty() {
        return Err(GraphFileError::Empty {
            file: file.to_owned(),
        });
    }
    let format = recognised(file, text)?;
    let mut builder = Builder::new(file, wanted);
    if decoded.unreadable {
        builder.remark(RemarkKind::UnreadableCharacters, 0);
    }
    if decoded.not_as_declared {
        builder.remark(RemarkKind::NotAsDeclared, 1);
    }
    match format {
        GraphFormat::GraphMl => graphml::read(text, &mut builder)?,
        GraphFormat::Gexf => gexf::read(text, &mut builder)?,
        GraphFormat::Gml => gml::read(text, &mut builder)?,
        GraphFormat::Pajek => pajek::read(text, &mut builder)?,
        GraphFormat::EdgeList => edge_list::read(text, &mut builder)?,
    }
    builder.finish(format, decoded.encoding)
}

/// Which format a text is in.
fn recognised(file: &str, text: &str) -> Result<GraphFormat, GraphFileError> {
    let not = |what: &str| {
        Err(GraphFileError::NotAGraph {
            file: file.to_owned(),
            what: what.to_owned(),
        })
    };
    let start = text.trim_start();
    if start.starts_with('<') {
        return match xml::root(file, start)?.as_deref() {
            Some("graphml") => Ok(GraphFormat::GraphMl),
            Some("gexf") => Ok(GraphFormat::Gexf),
            Some("html") => not("a web page"),
            Some(_) => not("XML of another kind"),
            None => not("XML that breaks off before it begins"),
        };
    }
    let first = start
        .lines()
        .map(str::trim)
        .find(|line| !line.is_empty() && !line.starts_with('%') && !line.starts_with('#'));
    let mut heads = start.lines().map(str::trim).take(20);
    if first.is_some_and(pajek::begins) || (is_pajek(file) && heads.any(pajek::begins)) {
        return Ok(GraphFormat::Pajek);
    }
    if gml::begins(start) {
        return Ok(GraphFormat::Gml);
    }
    match has_ending(file).as_deref() {
        Some("graphml" | "gexf" | "xml") => return not("a text that is not XML"),
        Some("gml") => return not("a text without a \u{201c}graph [\u{201d}"),
        Some("net" | "paj" | "pajek") => return not("a text without \u{201c}*Vertices\u{201d}"),
        _ => {}
    }
    let mut heads = start.chars();
    match (heads.next(), heads.find(|c| !c.is_whitespace())) {
        (Some('{'), _) | (Some('['), Some('{' | '[' | '"' | ']')) => return not("JSON"),
        _ => {}
    }
    let lower: String = start
        .chars()
        .take(80)
        .collect::<String>()
        .to_ascii_lowercase();
    if lower.starts_with("dl ") || lower.starts_with("dl\n") {
        return not("a UCINET file");
    }
    let head = first.unwrap_or_default().to_ascii_lowercase();
    let graphviz = ["digraph", "graph", "strict"]
        .iter()
        .any(|word| head.starts_with(word));
    if graphviz && start.chars().take(2000).any(|character| character == '{') {
        return not("a Graphviz file");
    }
    if lower.starts_with("begin:vcard") {
        return not("a card file");
    }
    Ok(GraphFormat::EdgeList)
}

fn is_pajek(file: &str) -> bool {
    matches!(has_ending(file).as_deref(), Some("net" | "paj" | "pajek"))
}

fn has_ending(file: &str) -> Option<String> {
    file.rsplit_once('.')
        .map(|(_, ending)| ending.to_ascii_lowercase())
}

/// How many lines end in these bytes.
fn line_ends(bytes: &[u8]) -> u32 {
    bytes.split(|byte| *byte == b'\n').count() as u32 - 1
}
