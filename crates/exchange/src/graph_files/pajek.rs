//! Pajek: .net files of one network, and the first network of .paj projects.

use std::collections::BTreeMap;

use crate::graph_files::builder::{Builder, number};
use crate::graph_files::{Direction, GraphFileError, MOST_NODES, RemarkKind};

/// What stands after a line that begins with an asterisk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Section {
    /// Nothing that is read.
    None,
    Vertices,
    Arcs,
    Edges,
    ArcsList,
    EdgesList,
    Matrix,
    /// Which class each node is of, after the network.
    Partition,
    PartitionVertices,
    /// Something else that lists a value for each vertex.
    Beside,
}

/// The most relations whose names are remembered.
const MOST_RELATIONS: usize = 200;

/// Shapes a node may be drawn as; what follows them is a list of attributes.
const SHAPES: [&str; 11] = [
    "ellipse",
    "box",
    "diamond",
    "triangle",
    "cross",
    "empty",
    "house",
    "man",
    "woman",
    "circle",
    "rectangle",
];

/// Whether a line is one a Pajek file begins with.
pub(super) fn begins(line: &str) -> bool {
    let word = line.split_whitespace().next().unwrap_or_default();
    matches!(
        word.to_ascii_lowercase().as_str(),
        "*network" | "*vertices" | "*arcs" | "*edges" | "*matrix" | "*arcslist" | "*edgeslist"
    )
}

struct Reading<'b, 'a> {
    builder: &'b mut Builder<'a>,
    section: Section,
    /// How many vertices were announced.
    announced: Option<usize>,
    first_mode: Option<usize>,
    networks: usize,
    /// The relation that is read, and what all there are are called.
    relation: Option<String>,
    relations: BTreeMap<String, String>,
    arcs: bool,
    edges: bool,
    /// The row of a matrix that is read next, and its column.
    row: usize,
    column: usize,
    partition: String,
    partition_row: usize,
    over: bool,
}

pub(super) fn read(text: &str, builder: &mut Builder<'_>) -> Result<(), GraphFileError> {
    let mut reading = Reading {
        builder,
        section: Section::None,
        announced: None,
        first_mode: None,
        networks: 0,
        relation: None,
        relations: BTreeMap::new(),
        arcs: false,
        edges: false,
        row: 0,
        column: 0,
        partition: String::new(),
        partition_row: 0,
        over: false,
    };
    let mut line = 0;
    // Old files end their lines with a carriage return alone.
    let returns = !text.contains('\n') && text.contains('\r');
    for one in text.split(if returns { '\r' } else { '\n' }) {
        line += 1;
        let one = one.trim();
        if one.is_empty() || one.starts_with('%') {
            continue;
        }
        if let Some(heading) = one.strip_prefix('*') {
            reading.heading(heading, line)?;
        } else if !reading.over {
            reading.row(one, line)?;
        }
    }
    reading.end(line)
}

impl Reading<'_, '_> {
    fn heading(&mut self, heading: &str, line: u32) -> Result<(), GraphFileError> {
        let mut words = heading.split_whitespace();
        let word = words.next().unwrap_or_default().to_ascii_lowercase();
        let partition = matches!(self.section, Section::Partition);
        let beside = matches!(self.section, Section::Beside);
        if self.over && word != "network" && !matches!(word.as_str(), "partition" | "vertices") {
            return Ok(());
        }
        self.finish_matrix(line)?;
        self.section = match word.as_str() {
            "network" => {
                self.networks += 1;
                if self.networks > 1 || self.announced.is_some() {
                    self.builder.remark(RemarkKind::FurtherGraph, line);
                    self.over = true;
                }
                Section::None
            }
            "vertices" if partition => {
                self.partition_row = 0;
                Section::PartitionVertices
            }
            "vertices" if self.over || beside => Section::None,
            "vertices" => {
                if self.announced.is_some() {
                    return Err(self
                        .builder
                        .damaged(line, "it lists its *Vertices a second time"));
                }
                self.vertices(words.next(), words.next(), line)?;
                Section::Vertices
            }
            "partition" if self.networks <= 1 => {
                self.partition = words.collect::<Vec<_>>().join(" ");
                self.over = false;
                Section::Partition
            }
            "arcs" | "arcslist" | "edges" | "edgeslist" | "matrix" => {
                if self.announced.is_none() {
                    return Err(self.builder.damaged(
                        line,
                        format!("*{word} stands before *Vertices has said how many there are"),
                    ));
                }
                // A colon numbers relations.
                let number = words.next().and_then(|word| word.strip_prefix(':'));
                let name = words.collect::<Vec<_>>().join(" ");
                if number.is_some_and(|number| !self.is_read(number, &name, line)) {
                    self.section = Section::None;
                    return Ok(());
                }
                (self.row, self.column) = (0, 0);
                match word.as_str() {
                    "arcs" => Section::Arcs,
                    "arcslist" => Section::ArcsList,
                    "edges" => Section::Edges,
                    "edgeslist" => Section::EdgesList,
                    _ => Section::Matrix,
                }
            }
            "vector" | "permutation" | "cluster" | "hierarchy" => Section::Beside,
            _ => Section::None,
        };
        Ok(())
    }

    /// Whether a relation is the one that is read: the one asked for, or the first.
    fn is_read(&mut self, number: &str, name: &str, line: u32) -> bool {
        let name = name.trim().trim_matches('"');
        let read = match (&self.builder.wanted.relation, &self.relation) {
            (Some(wanted), _) => {
                wanted == number || (!name.is_empty() && wanted.eq_ignore_ascii_case(name))
            }
            (None, Some(first)) => first == number,
            (None, None) => true,
        };
        if read {
            self.relation = Some(number.to_owned());
        }
        let of_it = read || self.relation.as_deref() == Some(number);
        if !self.relations.contains_key(number) && self.relations.len() < MOST_RELATIONS {
            self.relations.insert(number.to_owned(), name.to_owned());
            if !of_it {
                self.builder.remark(RemarkKind::SeveralRelations, line);
            }
        }
        of_it
    }

    fn vertices(
        &mut self,
        count: Option<&str>,
        first: Option<&str>,
        line: u32,
    ) -> Result<(), GraphFileError> {
        let count: usize = count.and_then(|word| word.parse().ok()).ok_or_else(|| {
            self.builder
                .damaged(line, "*Vertices does not say how many there are")
        })?;
        if count > MOST_NODES {
            return Err(self
                .builder
                .too_large(format!("{count} nodes"), format!("{MOST_NODES} nodes")));
        }
        self.announced = Some(count);
        self.first_mode = first
            .and_then(|word| word.parse().ok())
            .filter(|&first: &usize| first > 0 && first < count);
        self.builder.first_mode = self.first_mode;
        for number in 1..=count {
            self.builder.node(&number.to_string(), line)?;
        }
        Ok(())
    }

    fn row(&mut self, text: &str, line: u32) -> Result<(), GraphFileError> {
        match self.section {
            Section::None | Section::Partition | Section::Beside => Ok(()),
            Section::Vertices => self.vertex(text, line),
            Section::Arcs => self.tie(text, Direction::Directed, line),
            Section::Edges => self.tie(text, Direction::Undirected, line),
            Section::ArcsList => self.list(text, Direction::Directed, line),
            Section::EdgesList => self.list(text, Direction::Undirected, line),
            Section::Matrix => self.matrix(text, line),
            Section::PartitionVertices => {
                let name = self.partition.clone();
                if self.partition_row < self.builder.count() {
                    self.builder
                        .attribute(self.partition_row as u32, &name, text);
                }
                self.partition_row += 1;
                Ok(())
            }
        }
    }

    /// A node by the number that stands for it.
    fn numbered(&self, word: &str, line: u32) -> Result<u32, GraphFileError> {
        let count = self.announced.unwrap_or(0);
        match word.parse::<usize>() {
            Ok(number) if number >= 1 && number <= count => Ok(number as u32 - 1),
            _ => Err(self.builder.damaged(
                line,
                format!(
                    "\u{201c}{}\u{201d} is not the number of a vertex from 1 to {count}",
                    word.chars().take(30).collect::<String>()
                ),
            )),
        }
    }

    fn vertex(&mut self, text: &str, line: u32) -> Result<(), GraphFileError> {
        let words = words(text);
        let Some(first) = words.first() else {
            return Ok(());
        };
        let node = self.numbered(first, line)?;
        if let Some(label) = words.get(1) {
            self.builder.label(node, label);
        }
        let shape = words
            .iter()
            .skip(2)
            .position(|word| SHAPES.contains(&word.to_ascii_lowercase().as_str()));
        if let Some(shape) = shape {
            for pair in words[shape + 3..].chunks_exact(2) {
                self.builder.attribute(node, &pair[0], &pair[1]);
            }
        }
        Ok(())
    }

    fn tie(&mut self, text: &str, direction: Direction, line: u32) -> Result<(), GraphFileError> {
        let mut words = words(text);
        if let Some(number) = words.first().and_then(|word| word.strip_suffix(':')) {
            let number = number.to_owned();
            if !self.is_read(&number, "", line) {
                return Ok(());
            }
            words.remove(0);
        }
        if words.len() < 2 {
            return Err(self
                .builder
                .damaged(line, "a tie needs two numbers of vertices"));
        }
        let (from, to) = (
            self.numbered(&words[0], line)?,
            self.numbered(&words[1], line)?,
        );
        let tie = self.push(from, to, direction, line)?;
        if let Some(weight) = words.get(2) {
            self.builder.value(tie, "weight", weight);
        }
        Ok(())
    }

    fn push(
        &mut self,
        from: u32,
        to: u32,
        direction: Direction,
        line: u32,
    ) -> Result<usize, GraphFileError> {
        match direction {
            Direction::Directed => self.arcs = true,
            _ => self.edges = true,
        }
        self.builder.tie(from, to, direction, line)
    }

    /// One node and all it has ties to.
    fn list(&mut self, text: &str, direction: Direction, line: u32) -> Result<(), GraphFileError> {
        let words = words(text);
        let Some((first, others)) = words.split_first() else {
            return Ok(());
        };
        let from = self.numbered(first, line)?;
        for other in others {
            let to = self.numbered(other, line)?;
            self.push(from, to, direction, line)?;
        }
        Ok(())
    }

    /// How many rows and columns a matrix has: with two kinds of node, one for each kind.
    fn shape(&self) -> (usize, usize) {
        let count = self.announced.unwrap_or(0);
        match self.first_mode {
            Some(first) => (first, count - first),
            None => (count, count),
        }
    }

    fn matrix(&mut self, text: &str, line: u32) -> Result<(), GraphFileError> {
        let (rows, columns) = self.shape();
        for word in text.split_whitespace() {
            if self.row >= rows {
                return Err(self.builder.damaged(
                    line,
                    format!("the matrix has more than {rows} rows of {columns}"),
                ));
            }
            let Some(weight) = number(word) else {
                return Err(self.builder.damaged(
                    line,
                    format!(
                        "\u{201c}{}\u{201d} in the matrix is not a number",
                        word.chars().take(30).collect::<String>()
                    ),
                ));
            };
            if weight != 0.0 {
                let (from, to, direction) = match self.first_mode {
                    Some(first) => (self.row, first + self.column, Direction::Undirected),
                    None => (self.row, self.column, Direction::Directed),
                };
                let tie = self.push(from as u32, to as u32, direction, line)?;
                self.builder.value(tie, "weight", word);
            }
            self.column += 1;
            if self.column == columns {
                (self.row, self.column) = (self.row + 1, 0);
            }
        }
        Ok(())
    }

    fn finish_matrix(&mut self, line: u32) -> Result<(), GraphFileError> {
        let (rows, columns) = self.shape();
        if self.section == Section::Matrix && self.row < rows && columns > 0 {
            return Err(self.builder.damaged(
                line,
                format!(
                    "the matrix ends after {} of its {rows} rows of {columns}",
                    self.row
                ),
            ));
        }
        Ok(())
    }

    fn end(mut self, line: u32) -> Result<(), GraphFileError> {
        self.finish_matrix(line)?;
        if self.announced.is_none() {
            return Err(self.builder.damaged(
                line,
                "it does not say with *Vertices how many nodes there are",
            ));
        }
        if let (Some(wanted), None) = (&self.builder.wanted.relation, &self.relation) {
            let known: Vec<String> = self
                .relations
                .iter()
                .map(|(number, name)| format!("{number} {name}").trim().to_owned())
                .collect();
            return Err(GraphFileError::NoSuchAttribute {
                file: self.builder.file.to_owned(),
                kind: "relation",
                wanted: wanted.clone(),
                known: if known.is_empty() {
                    "one without a number".to_owned()
                } else {
                    known.join(", ")
                },
            });
        }
        // A tie without a value counts 1 in Pajek.
        self.builder.value_default("weight", "1");
        self.builder.directed = Some(self.arcs);
        self.builder.call_by_labels();
        Ok(())
    }
}

/// A line's words; what stands in quotation marks is one.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (word, after) = match quote {
            Some(quote) => rest[1..].split_once(quote).unwrap_or((&rest[1..], "")),
            None => rest.split_once(char::is_whitespace).unwrap_or((rest, "")),
        };
        words.push(word.to_owned());
        rest = after.trim_start();
    }
    words
}
