//! GraphML (graphml.graphdrawing.org), with the labels of yEd and visone.

use std::collections::BTreeMap;

use crate::graph_files::builder::Builder;
use crate::graph_files::xml::{Element, Item, Xml};
use crate::graph_files::{Direction, GraphFileError, RemarkKind};

/// The most keys a file may declare.
const MOST_KEYS: usize = 2000;

/// What a key declares.
struct Key {
    nodes: bool,
    ties: bool,
    name: String,
    default: Option<String>,
}

/// Where the reader stands.
#[derive(Debug, Clone, PartialEq)]
enum Place {
    Key(String),
    Default(String),
    Graph {
        directed: bool,
    },
    Node(Option<u32>),
    Tie(Option<usize>),
    Data(String),
    NodeLabel,
    /// Anything in which nothing is read but yEd's labels.
    Other,
    /// What is left out with all that stands in it.
    LeftOut,
}

struct Reading<'b, 'a> {
    builder: &'b mut Builder<'a>,
    keys: BTreeMap<String, Key>,
    places: Vec<Place>,
    graphs: usize,
    text: String,
    /// The labels yEd draws, for nodes without a label attribute.
    drawn: Vec<(u32, String)>,
}

pub(super) fn read(text: &str, builder: &mut Builder<'_>) -> Result<(), GraphFileError> {
    let mut xml = Xml::new(builder.file, text);
    let mut reading = Reading {
        builder,
        keys: BTreeMap::new(),
        places: Vec::new(),
        graphs: 0,
        text: String::new(),
        drawn: Vec::new(),
    };
    while let Some(item) = xml.next()? {
        match item {
            Item::Open(element) => {
                let line = xml.line();
                let place = reading.open(&element, line)?;
                reading.places.push(place);
            }
            Item::Close => reading.close(xml.line()),
            Item::Text(text) => {
                let read = matches!(
                    reading.places.last(),
                    Some(Place::Data(_) | Place::Default(_) | Place::NodeLabel)
                );
                if read && reading.text.len() < 10_000 {
                    reading.text.push_str(&text);
                }
            }
        }
    }
    reading.end();
    Ok(())
}

impl Reading<'_, '_> {
    fn open(&mut self, element: &Element, line: u32) -> Result<Place, GraphFileError> {
        let parent = self.places.last().cloned();
        let name = element.name.as_str();
        Ok(match (name, &parent) {
            (_, Some(Place::LeftOut)) => Place::LeftOut,
            ("key", _) => self.key(element, line)?,
            ("default", Some(Place::Key(id))) => {
                self.text.clear();
                Place::Default(id.clone())
            }
            ("graph", Some(Place::Node(_))) => {
                self.builder.remark(RemarkKind::NestedGraph, line);
                self.graph(element)
            }
            ("graph", Some(Place::Tie(_))) => {
                self.builder.remark(RemarkKind::FurtherGraph, line);
                Place::LeftOut
            }
            ("graph", _) => {
                self.graphs += 1;
                if self.graphs > 1 {
                    self.builder.remark(RemarkKind::FurtherGraph, line);
                    Place::LeftOut
                } else {
                    let graph = self.graph(element);
                    if let Place::Graph { directed } = graph {
                        self.builder.directed = Some(directed);
                    }
                    graph
                }
            }
            ("node", Some(Place::Graph { .. })) => match element.get("id") {
                Some(id) if !id.is_empty() => Place::Node(Some(self.builder.node(id, line)?)),
                _ => {
                    self.builder.remark(RemarkKind::NodeWithoutId, line);
                    Place::Node(None)
                }
            },
            ("edge", Some(Place::Graph { directed })) => {
                Place::Tie(self.tie(element, *directed, line)?)
            }
            ("hyperedge", Some(Place::Graph { .. })) => {
                self.builder.remark(RemarkKind::Hyperedge, line);
                Place::LeftOut
            }
            ("port", _) => {
                self.builder.remark(RemarkKind::Port, line);
                Place::LeftOut
            }
            ("data", Some(Place::Node(_) | Place::Tie(_))) => {
                self.text.clear();
                Place::Data(element.get("key").unwrap_or_default().to_owned())
            }
            ("NodeLabel", _) => {
                self.text.clear();
                Place::NodeLabel
            }
            _ => Place::Other,
        })
    }

    fn key(&mut self, element: &Element, line: u32) -> Result<Place, GraphFileError> {
        let Some(id) = element.get("id") else {
            return Ok(Place::Other);
        };
        if self.keys.len() >= MOST_KEYS {
            return Err(self
                .builder
                .damaged(line, format!("it declares more than {MOST_KEYS} keys")));
        }
        let of = element.get("for").unwrap_or("all");
        let key = Key {
            nodes: matches!(of, "node" | "all"),
            ties: matches!(of, "edge" | "all"),
            name: element
                .get("attr.name")
                .or_else(|| element.get("name"))
                .unwrap_or(id)
                .to_owned(),
            default: None,
        };
        self.keys.insert(id.to_owned(), key);
        Ok(Place::Key(id.to_owned()))
    }

    fn graph(&self, element: &Element) -> Place {
        let outer = self.places.iter().rev().find_map(|place| match place {
            Place::Graph { directed } => Some(*directed),
            _ => None,
        });
        // The format asks for the word; where it is missing, other programs take ties as undirected.
        let directed = element
            .get("edgedefault")
            .map_or(outer.unwrap_or(false), |word| {
                word.eq_ignore_ascii_case("directed")
            });
        Place::Graph { directed }
    }

    fn tie(
        &mut self,
        element: &Element,
        directed: bool,
        line: u32,
    ) -> Result<Option<usize>, GraphFileError> {
        let filled = |name: &str| element.get(name).filter(|id| !id.is_empty());
        let (Some(from), Some(to)) = (filled("source"), filled("target")) else {
            self.builder.remark(RemarkKind::TieWithoutEnd, line);
            return Ok(None);
        };
        let (from, to) = (self.builder.end(from, line)?, self.builder.end(to, line)?);
        let directed = match element.get("directed") {
            Some("true" | "1") => true,
            Some("false" | "0") => false,
            _ => directed,
        };
        let direction = if directed {
            Direction::Directed
        } else {
            Direction::Undirected
        };
        self.builder.tie(from, to, direction, line).map(Some)
    }

    fn close(&mut self, line: u32) {
        let Some(place) = self.places.pop() else {
            return;
        };
        match place {
            Place::Default(id) => {
                if let Some(key) = self.keys.get_mut(&id) {
                    key.default = Some(std::mem::take(&mut self.text));
                }
            }
            Place::Data(id) => {
                let text = std::mem::take(&mut self.text);
                let name = if let Some(key) = self.keys.get(&id) {
                    key.name.clone()
                } else {
                    self.builder.remark(RemarkKind::UndeclaredAttribute, line);
                    id
                };
                match self.places.last() {
                    Some(Place::Node(Some(node))) => {
                        let node = *node;
                        if name.eq_ignore_ascii_case("label") {
                            self.builder.label(node, &text);
                        } else if name.eq_ignore_ascii_case("name") {
                            self.drawn.push((node, text.chars().take(300).collect()));
                        }
                        self.builder.attribute(node, &name, &text);
                    }
                    Some(Place::Tie(Some(tie))) => self.builder.value(*tie, &name, &text),
                    _ => {}
                }
            }
            Place::NodeLabel => {
                let node = self.places.iter().rev().find_map(|place| match place {
                    Place::Node(node) => *node,
                    _ => None,
                });
                if let Some(node) = node {
                    self.drawn
                        .push((node, self.text.chars().take(300).collect()));
                }
                self.text.clear();
            }
            _ => {}
        }
    }

    /// What can be said only when all is read: defaults, and labels that are only drawn.
    fn end(self) {
        for (node, label) in &self.drawn {
            self.builder.label(*node, label);
        }
        for key in self.keys.values() {
            if key.nodes {
                self.builder.attribute_name(&key.name);
            }
            let Some(default) = &key.default else {
                continue;
            };
            if key.nodes {
                self.builder.attribute_default(&key.name, default);
            }
            if key.ties && crate::graph_files::builder::number(default.trim()).is_some() {
                self.builder.value_default(&key.name, default);
            }
        }
    }
}
