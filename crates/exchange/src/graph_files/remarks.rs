//! What is worth knowing of how a file was read, counted and with lines.

/// How many lines a remark names.
const LINES: usize = 5;

/// A thing that was left out, added, or taken in one of several ways.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RemarkKind {
    /// Ties that name a node the file does not list.
    NodeAdded,
    /// Nodes listed twice.
    NodeTwice,
    /// Nodes without an id.
    NodeWithoutId,
    /// Ties without one of their ends.
    TieWithoutEnd,
    /// Ties between more than two nodes.
    Hyperedge,
    /// Values under a key the file does not declare.
    UndeclaredAttribute,
    /// Further graphs in the file.
    FurtherGraph,
    /// Characters that could not be read.
    UnreadableCharacters,
    /// A file that is not in the encoding it declares.
    NotAsDeclared,
    /// Rows that could not be understood.
    OddRow,
    /// Labels that do not tell the nodes apart.
    LabelsAlike,
    /// Graphs within a node.
    NestedGraph,
    /// Ports of nodes.
    Port,
    /// Values that change over time.
    OverTime,
    /// Relations in a file beside the one that was read.
    SeveralRelations,
    /// Numbers on ties beyond those kept.
    FurtherNumbers,
    /// Names or values cut because they are very long.
    CutShort,
    /// A number of ties that is not the number announced.
    CountDiffers,
}

impl RemarkKind {
    /// A stable name, for programs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NodeAdded => "node_added",
            Self::NodeTwice => "node_listed_twice",
            Self::NodeWithoutId => "node_without_id",
            Self::TieWithoutEnd => "tie_without_end",
            Self::Hyperedge => "hyperedge_left_out",
            Self::UndeclaredAttribute => "undeclared_attribute",
            Self::FurtherGraph => "further_graph_left_out",
            Self::UnreadableCharacters => "unreadable_characters",
            Self::NotAsDeclared => "encoding_not_as_declared",
            Self::OddRow => "row_left_out",
            Self::LabelsAlike => "labels_alike",
            Self::NestedGraph => "nested_graph",
            Self::Port => "port_passed_over",
            Self::OverTime => "changes_over_time",
            Self::SeveralRelations => "several_relations",
            Self::FurtherNumbers => "further_numbers",
            Self::CutShort => "cut_short",
            Self::CountDiffers => "count_differs",
        }
    }

    /// Whether figures may be other than the person who made the file expects.
    pub const fn needs_attention(self) -> bool {
        !matches!(
            self,
            Self::UndeclaredAttribute
                | Self::LabelsAlike
                | Self::NestedGraph
                | Self::Port
                | Self::OverTime
                | Self::SeveralRelations
                | Self::FurtherNumbers
                | Self::CutShort
        )
    }

    /// What is said of so many of them.
    fn said(self, count: usize) -> String {
        let (one, many) = match self {
            Self::NodeAdded => (
                "node is named by a tie and not listed; it was added",
                "nodes are named by ties and not listed; they were added",
            ),
            Self::NodeTwice => (
                "node is listed twice; the first stands",
                "nodes are listed twice; the first of each stands",
            ),
            Self::NodeWithoutId => (
                "node has no id and was left out",
                "nodes have no id and were left out",
            ),
            Self::TieWithoutEnd => (
                "tie lacks one of its ends and was left out",
                "ties lack one of their ends and were left out",
            ),
            Self::Hyperedge => (
                "tie of more than two nodes was left out",
                "ties of more than two nodes were left out",
            ),
            Self::UndeclaredAttribute => (
                "value stands under a key that the file does not declare; it was taken under that key",
                "values stand under keys that the file does not declare; they were taken under those keys",
            ),
            Self::FurtherGraph => (
                "further graph in the file was left out; the first was measured",
                "further graphs in the file were left out; the first was measured",
            ),
            Self::UnreadableCharacters => {
                return "Some characters could not be read in this encoding; names may be spoilt."
                    .to_owned();
            }
            Self::NotAsDeclared => {
                return "The file is not in the encoding it declares; it was read as Windows-1252."
                    .to_owned();
            }
            Self::OddRow => (
                "row could not be understood and was left out",
                "rows could not be understood and were left out",
            ),
            Self::LabelsAlike => {
                return "The labels do not tell the nodes apart; nodes are called by their numbers."
                    .to_owned();
            }
            Self::NestedGraph => (
                "graph stands within a node; its nodes and ties were taken with the rest",
                "graphs stand within nodes; their nodes and ties were taken with the rest",
            ),
            Self::Port => ("port was passed over", "ports were passed over"),
            Self::OverTime => {
                return "The graph changes over time; all of it was taken together.".to_owned();
            }
            Self::SeveralRelations => (
                "further relation was left out; --relation measures one by its number or name",
                "further relations were left out; --relation measures one by its number or name",
            ),
            Self::FurtherNumbers => (
                "number on ties was not kept; name the one to weigh by with --weight",
                "numbers on ties were not kept; name the one to weigh by with --weight",
            ),
            Self::CutShort => ("very long value was cut", "very long values were cut"),
            Self::CountDiffers => {
                return "The file announces another number of nodes than it lists; those announced were taken."
                    .to_owned();
            }
        };
        if count == 1 {
            format!("1 {one}.")
        } else {
            format!("{count} {many}.")
        }
    }
}

/// A remark with how often and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// What.
    pub kind: RemarkKind,
    /// How often.
    pub count: usize,
    /// The first lines, where it belongs to lines.
    pub lines: Vec<u32>,
}

impl Remark {
    /// The remark in words, with its lines.
    pub fn sentence(&self) -> String {
        let said = self.kind.said(self.count);
        match self.lines.as_slice() {
            [] => said,
            [line] if self.count == 1 => format!("{} (line {line}).", said.trim_end_matches('.')),
            lines => {
                let lines: Vec<String> = lines.iter().map(u32::to_string).collect();
                let more = if self.count > lines.len() {
                    " \u{2026}"
                } else {
                    ""
                };
                format!(
                    "{} (lines {}{more}).",
                    said.trim_end_matches('.'),
                    lines.join(", ")
                )
            }
        }
    }

    pub(super) fn count_at(&mut self, line: u32) {
        self.count += 1;
        if line > 0 && self.lines.len() < LINES && self.lines.last() != Some(&line) {
            self.lines.push(line);
        }
    }
}
