//! What all readers put a graph together with: names, limits and remarks in one place.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::graph_files::{
    Direction, GraphFile, GraphFileError, GraphFormat, GraphNode, GraphTie, MOST_NODES, MOST_TIES,
    NodeAttribute, Remark, RemarkKind, TieNumbers, Wanted,
};

/// The most characters of an id, a label or a value.
const LONGEST: usize = 200;
/// The most bytes of all ids together.
const MOST_NAME_BYTES: usize = 4 * 1024 * 1024;
/// The most numbers on ties that are kept when none is asked for.
const MOST_NUMBERS: usize = 8;
/// The most names of attributes that are remembered.
const MOST_NAMES: usize = 500;
/// The most attributes of nodes that are kept: one name may be written in small and large letters.
const MOST_KEPT: usize = 12;
/// Attributes that say which of two kinds a node is, by the custom of other programs.
const KINDS: [&str; 3] = ["bipartite", "type", "mode"];

/// A graph being put together.
pub(super) struct Builder<'a> {
    pub(super) file: &'a str,
    pub(super) wanted: &'a Wanted,
    keep: Vec<String>,
    numbers: HashMap<String, u32>,
    name_bytes: usize,
    nodes: Vec<GraphNode>,
    listed: Vec<bool>,
    first_named: Vec<u32>,
    ties: Vec<GraphTie>,
    attributes: Vec<NodeAttribute>,
    names: BTreeSet<String>,
    columns: Vec<TieNumbers>,
    columns_left_out: BTreeSet<String>,
    remarks: BTreeMap<RemarkKind, Remark>,
    /// Whether ties have a direction when they do not say so.
    pub(super) directed: Option<bool>,
    /// How many nodes, from the first, are of the first of two kinds.
    pub(super) first_mode: Option<usize>,
}

impl<'a> Builder<'a> {
    pub(super) fn new(file: &'a str, wanted: &'a Wanted) -> Self {
        let keep = wanted
            .node_attributes
            .iter()
            .map(|name| name.to_lowercase())
            .chain(KINDS.map(str::to_owned))
            .collect();
        Self {
            file,
            wanted,
            keep,
            numbers: HashMap::new(),
            name_bytes: 0,
            nodes: Vec::new(),
            listed: Vec::new(),
            first_named: Vec::new(),
            ties: Vec::new(),
            attributes: Vec::new(),
            names: BTreeSet::new(),
            columns: Vec::new(),
            columns_left_out: BTreeSet::new(),
            remarks: BTreeMap::new(),
            directed: None,
            first_mode: None,
        }
    }

    pub(super) fn damaged(&self, line: u32, cause: impl Into<String>) -> GraphFileError {
        GraphFileError::Damaged {
            file: self.file.to_owned(),
            line,
            cause: cause.into(),
        }
    }

    pub(super) fn too_large(&self, what: String, limit: String) -> GraphFileError {
        GraphFileError::TooLarge {
            file: self.file.to_owned(),
            what,
            limit,
        }
    }

    /// Counts something worth knowing; line 0 is no line.
    pub(super) fn remark(&mut self, kind: RemarkKind, line: u32) {
        self.remarks
            .entry(kind)
            .or_insert_with(|| Remark {
                kind,
                count: 0,
                lines: Vec::new(),
            })
            .count_at(line);
    }

    fn number(&mut self, id: &str, line: u32) -> Result<u32, GraphFileError> {
        if let Some(&number) = self.numbers.get(id) {
            return Ok(number);
        }
        if id.chars().count() > LONGEST {
            let start: String = id.chars().take(30).collect();
            return Err(self.damaged(
                line,
                format!("the name of a node, \u{201c}{start}\u{2026}\u{201d}, is longer than {LONGEST} characters"),
            ));
        }
        self.name_bytes += id.len();
        if self.nodes.len() >= MOST_NODES {
            return Err(self.too_large("too many nodes".to_owned(), format!("{MOST_NODES} nodes")));
        }
        self.check_names()?;
        let number = self.nodes.len() as u32;
        self.numbers.insert(id.to_owned(), number);
        self.nodes.push(GraphNode {
            id: id.to_owned(),
            label: None,
        });
        self.listed.push(false);
        self.first_named.push(line);
        Ok(number)
    }

    /// A node that the file lists.
    pub(super) fn node(&mut self, id: &str, line: u32) -> Result<u32, GraphFileError> {
        let number = self.number(id, line)?;
        if std::mem::replace(&mut self.listed[number as usize], true) {
            self.remark(RemarkKind::NodeTwice, line);
        }
        Ok(number)
    }

    /// A node that a tie names, whether or not it is listed before or after.
    pub(super) fn end(&mut self, id: &str, line: u32) -> Result<u32, GraphFileError> {
        self.number(id, line)
    }

    /// Every node named so far counts as listed: the format has no list of nodes.
    pub(super) fn all_are_listed(&mut self) {
        self.listed.fill(true);
    }

    pub(super) fn ties(&self) -> usize {
        self.ties.len()
    }

    pub(super) fn count(&self) -> usize {
        self.nodes.len()
    }

    fn check_names(&self) -> Result<(), GraphFileError> {
        if self.name_bytes <= MOST_NAME_BYTES {
            return Ok(());
        }
        Err(self.too_large(
            "names of nodes too long together".to_owned(),
            "4 MB".to_owned(),
        ))
    }

    pub(super) fn label(&mut self, node: u32, label: &str) {
        let label = label.trim();
        let node = node as usize;
        if !label.is_empty() && self.nodes[node].label.is_none() {
            let label = self.shortened(label);
            self.name_bytes += label.len();
            self.nodes[node].label = Some(label);
        }
    }

    fn shortened(&mut self, value: &str) -> String {
        match value.char_indices().nth(LONGEST) {
            None => value.to_owned(),
            Some((end, _)) => {
                self.remark(RemarkKind::CutShort, 0);
                value[..end].to_owned()
            }
        }
    }

    /// That nodes have an attribute, whether or not it is kept.
    pub(super) fn attribute_name(&mut self, name: &str) {
        if self.names.len() < MOST_NAMES && !self.names.contains(name) {
            self.names.insert(name.chars().take(LONGEST).collect());
        }
    }

    fn kept(&mut self, name: &str) -> Option<usize> {
        if let Some(at) = self.attributes.iter().position(|kept| kept.name == name) {
            return Some(at);
        }
        if self.attributes.len() >= MOST_KEPT || !self.keep.contains(&name.to_lowercase()) {
            return None;
        }
        self.attributes.push(NodeAttribute {
            name: name.to_owned(),
            values: Vec::new(),
        });
        Some(self.attributes.len() - 1)
    }

    /// A value of a node.
    pub(super) fn attribute(&mut self, node: u32, name: &str, value: &str) {
        self.attribute_name(name);
        let value = value.trim();
        let Some(at) = self.kept(name).filter(|_| !value.is_empty()) else {
            return;
        };
        let value = self.shortened(value);
        let values = &mut self.attributes[at].values;
        if values.len() <= node as usize {
            values.resize(node as usize + 1, None);
        }
        values[node as usize] = Some(value);
    }

    /// The value of every node that has none of its own.
    pub(super) fn attribute_default(&mut self, name: &str, value: &str) {
        let value = value.trim();
        if let Some(at) = self.kept(name).filter(|_| !value.is_empty()) {
            let value = self.shortened(value);
            let count = self.nodes.len();
            let values = &mut self.attributes[at].values;
            values.resize(count, None);
            for empty in values.iter_mut().filter(|one| one.is_none()) {
                *empty = Some(value.clone());
            }
        }
    }

    pub(super) fn tie(
        &mut self,
        from: u32,
        to: u32,
        direction: Direction,
        line: u32,
    ) -> Result<usize, GraphFileError> {
        if self.ties.len() >= MOST_TIES {
            return Err(self.too_large("too many ties".to_owned(), format!("{MOST_TIES} ties")));
        }
        self.ties.push(GraphTie {
            from,
            to,
            direction,
            line,
        });
        Ok(self.ties.len() - 1)
    }

    fn column(&mut self, name: &str) -> Option<usize> {
        if let Some(at) = self.columns.iter().position(|column| column.name == name) {
            return Some(at);
        }
        let room = match &self.wanted.tie_number {
            // Columns with a name asked for in other letters are kept, too.
            Some(wanted) => wanted.eq_ignore_ascii_case(name),
            None => self.columns.len() < MOST_NUMBERS,
        };
        if !room {
            if self.columns_left_out.len() < MOST_NAMES && !self.columns_left_out.contains(name) {
                self.columns_left_out
                    .insert(name.chars().take(LONGEST).collect());
            }
            return None;
        }
        self.columns.push(TieNumbers {
            name: name.to_owned(),
            values: Vec::new(),
            texts: 0,
            first_text: None,
        });
        Some(self.columns.len() - 1)
    }

    /// A value of a tie: a number, or a text, which is counted.
    pub(super) fn value(&mut self, tie: usize, name: &str, value: &str) {
        let value = value.trim();
        if value.is_empty() {
            return;
        }
        let line = self.ties[tie].line;
        let Some(at) = self.column(name) else { return };
        let column = &mut self.columns[at];
        if let Some(number) = number(value) {
            if column.values.len() <= tie {
                column.values.resize(tie + 1, f64::NAN);
            }
            column.values[tie] = number;
        } else {
            column.texts += 1;
            if column.first_text.is_none() {
                column.first_text = Some((line, value.chars().take(40).collect()));
            }
        }
    }

    /// The number of every tie that has none of its own.
    pub(super) fn value_default(&mut self, name: &str, value: &str) {
        let (Some(value), Some(at)) = (number(value.trim()), self.column(name)) else {
            return;
        };
        let count = self.ties.len();
        let values = &mut self.columns[at].values;
        values.resize(count, f64::NAN);
        for empty in values.iter_mut().filter(|one| one.is_nan()) {
            *empty = value;
        }
    }

    /// Calls nodes by their labels where every node has one and no two are alike.
    pub(super) fn call_by_labels(&mut self) {
        let labels: BTreeSet<&str> = self
            .nodes
            .iter()
            .filter_map(|node| node.label.as_deref())
            .collect();
        let all = self.nodes.iter().all(|node| node.label.is_some());
        if all && labels.len() == self.nodes.len() {
            for node in &mut self.nodes {
                if let Some(label) = node.label.take() {
                    node.id = label;
                }
            }
        } else if !labels.is_empty() {
            self.remark(RemarkKind::LabelsAlike, 0);
        }
    }

    pub(super) fn finish(
        mut self,
        format: GraphFormat,
        encoding: &'static str,
    ) -> Result<GraphFile, GraphFileError> {
        self.check_names()?;
        if self.nodes.is_empty() && format != GraphFormat::EdgeList {
            // A graph without nodes is a graph, but there is nothing to measure.
            return Err(GraphFileError::NotAGraph {
                file: self.file.to_owned(),
                what: format!("{} without a single node", format.name()),
            });
        }
        if self.nodes.is_empty() {
            return Err(GraphFileError::NotAGraph {
                file: self.file.to_owned(),
                what: "a text without a single tie".to_owned(),
            });
        }
        let unlisted: Vec<u32> = (0..self.nodes.len())
            .filter(|&node| !self.listed[node])
            .map(|node| self.first_named[node])
            .collect();
        for line in unlisted {
            self.remark(RemarkKind::NodeAdded, line);
        }
        for _ in 0..self.columns_left_out.len() {
            if self.wanted.tie_number.is_none() {
                self.remark(RemarkKind::FurtherNumbers, 0);
            }
        }
        for node in &mut self.nodes {
            node.label = node.label.take().filter(|label| *label != node.id);
        }
        let (nodes, ties) = (self.nodes.len(), self.ties.len());
        for attribute in &mut self.attributes {
            attribute.values.resize(nodes, None);
        }
        for column in &mut self.columns {
            column.values.resize(ties, f64::NAN);
        }
        Ok(GraphFile {
            format,
            encoding,
            nodes: self.nodes,
            ties: self.ties,
            directed: self.directed,
            node_attributes: self.attributes,
            node_attribute_names: self.names.into_iter().collect(),
            tie_number_names: self
                .columns
                .iter()
                .map(|column| column.name.clone())
                .chain(self.columns_left_out)
                .collect(),
            tie_numbers: self.columns,
            first_mode: self.first_mode,
            remarks: self.remarks.into_values().collect(),
        })
    }
}

/// A number as programs write it; a lone comma between digits is a decimal comma.
pub(super) fn number(text: &str) -> Option<f64> {
    let digits = text.trim_start_matches(['+', '-']);
    if !digits.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        return None;
    }
    text.parse().ok().or_else(|| {
        let (whole, part) = text.split_once(',')?;
        let plain = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        (plain(whole.trim_start_matches(['+', '-'])) && plain(part))
            .then(|| format!("{whole}.{part}").parse().ok())
            .flatten()
    })
}
