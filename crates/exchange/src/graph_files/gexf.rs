//! GEXF (gexf.net), versions 1.0 to 1.3.

use std::collections::BTreeMap;

use crate::graph_files::builder::Builder;
use crate::graph_files::xml::{Element, Item, Xml};
use crate::graph_files::{Direction, GraphFileError, RemarkKind};

/// The most attributes a file may declare.
const MOST_ATTRIBUTES: usize = 2000;
/// What ties weigh when they do not say so.
const USUAL_WEIGHT: &str = "1";

/// Whose attribute something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Of {
    Nodes,
    Ties,
}

struct Declared {
    title: String,
    default: Option<String>,
}

#[derive(Debug, Clone, PartialEq)]
enum Place {
    Graph,
    Attributes(Option<Of>),
    Attribute(Option<(Of, String)>),
    Default(Of, String),
    Nodes,
    Node(Option<u32>),
    Ties,
    Tie(Option<usize>),
    Values,
    Other,
    LeftOut,
}

struct Reading<'b, 'a> {
    builder: &'b mut Builder<'a>,
    declared: BTreeMap<(Of, String), Declared>,
    places: Vec<Place>,
    graphs: usize,
    weighted: bool,
    text: String,
}

pub(super) fn read(text: &str, builder: &mut Builder<'_>) -> Result<(), GraphFileError> {
    let mut xml = Xml::new(builder.file, text);
    let mut reading = Reading {
        builder,
        declared: BTreeMap::new(),
        places: Vec::new(),
        graphs: 0,
        weighted: false,
        text: String::new(),
    };
    while let Some(item) = xml.next()? {
        match item {
            Item::Open(element) => {
                let line = xml.line();
                let place = reading.open(&element, line)?;
                reading.places.push(place);
            }
            Item::Close => {
                if let Some(Place::Default(of, id)) = reading.places.pop()
                    && let Some(declared) = reading.declared.get_mut(&(of, id))
                {
                    declared.default = Some(std::mem::take(&mut reading.text));
                }
            }
            Item::Text(text) => {
                if matches!(reading.places.last(), Some(Place::Default(..)))
                    && reading.text.len() < 10_000
                {
                    reading.text.push_str(&text);
                }
            }
        }
    }
    reading.end();
    Ok(())
}

fn direction(word: &str) -> Option<Direction> {
    match word.to_ascii_lowercase().as_str() {
        "directed" => Some(Direction::Directed),
        "undirected" => Some(Direction::Undirected),
        "mutual" | "double" => Some(Direction::Mutual),
        _ => None,
    }
}

impl Reading<'_, '_> {
    fn open(&mut self, element: &Element, line: u32) -> Result<Place, GraphFileError> {
        let parent = self.places.last().cloned();
        let name = element.name.to_ascii_lowercase();
        Ok(match (name.as_str(), &parent) {
            (_, Some(Place::LeftOut)) => Place::LeftOut,
            ("graph", _) => {
                self.graphs += 1;
                if self.graphs > 1 {
                    self.builder.remark(RemarkKind::FurtherGraph, line);
                    return Ok(Place::LeftOut);
                }
                let usual = element
                    .get("defaultedgetype")
                    .or_else(|| element.get("defaultEdgeType"));
                let usual = usual.and_then(direction).unwrap_or(Direction::Undirected);
                self.builder.directed = Some(usual != Direction::Undirected);
                if element
                    .get("mode")
                    .is_some_and(|mode| mode.eq_ignore_ascii_case("dynamic"))
                {
                    self.builder.remark(RemarkKind::OverTime, 0);
                }
                Place::Graph
            }
            ("attributes", Some(Place::Graph)) => Place::Attributes(match element.get("class") {
                Some("edge") => Some(Of::Ties),
                Some("node") | None => Some(Of::Nodes),
                Some(_) => None,
            }),
            ("attribute", Some(Place::Attributes(of))) => {
                if self.declared.len() >= MOST_ATTRIBUTES {
                    return Err(self.builder.damaged(
                        line,
                        format!("it declares more than {MOST_ATTRIBUTES} attributes"),
                    ));
                }
                let key = of.zip(element.get("id").map(str::to_owned));
                if let Some(key) = &key {
                    let title = element.get("title").unwrap_or(&key.1).to_owned();
                    self.declared.insert(
                        key.clone(),
                        Declared {
                            title,
                            default: None,
                        },
                    );
                }
                Place::Attribute(key)
            }
            ("default", Some(Place::Attribute(Some((of, id))))) => {
                self.text.clear();
                Place::Default(*of, id.clone())
            }
            ("nodes", Some(Place::Graph)) => Place::Nodes,
            ("nodes", Some(Place::Node(_))) => {
                self.builder.remark(RemarkKind::NestedGraph, line);
                Place::Nodes
            }
            ("edges", Some(Place::Graph | Place::Node(_))) => Place::Ties,
            ("node", Some(Place::Nodes)) => match element.get("id") {
                Some(id) if !id.is_empty() => {
                    let node = self.builder.node(id, line)?;
                    if let Some(label) = element.get("label") {
                        self.builder.label(node, label);
                    }
                    Place::Node(Some(node))
                }
                _ => {
                    self.builder.remark(RemarkKind::NodeWithoutId, line);
                    Place::Node(None)
                }
            },
            ("edge", Some(Place::Ties)) => Place::Tie(self.tie(element, line)?),
            ("attvalues", Some(Place::Node(_) | Place::Tie(_))) => Place::Values,
            ("attvalue", Some(Place::Values | Place::Node(_) | Place::Tie(_))) => {
                self.value(element, line);
                Place::Other
            }
            ("spell" | "slice", _) => {
                self.builder.remark(RemarkKind::OverTime, 0);
                Place::Other
            }
            _ => Place::Other,
        })
    }

    fn tie(&mut self, element: &Element, line: u32) -> Result<Option<usize>, GraphFileError> {
        let filled = |name: &str| element.get(name).filter(|id| !id.is_empty());
        let (Some(from), Some(to)) = (filled("source"), filled("target")) else {
            self.builder.remark(RemarkKind::TieWithoutEnd, line);
            return Ok(None);
        };
        let (from, to) = (self.builder.end(from, line)?, self.builder.end(to, line)?);
        let usual = if self.builder.directed == Some(true) {
            Direction::Directed
        } else {
            Direction::Undirected
        };
        let direction = element.get("type").and_then(direction).unwrap_or(usual);
        let tie = self.builder.tie(from, to, direction, line)?;
        if let Some(weight) = element.get("weight") {
            self.weighted = true;
            self.builder.value(tie, "weight", weight);
        }
        Ok(Some(tie))
    }

    fn value(&mut self, element: &Element, line: u32) {
        let (Some(id), Some(value)) = (
            element.get("for").or_else(|| element.get("id")),
            element.get("value"),
        ) else {
            return;
        };
        let owner = self
            .places
            .iter()
            .rev()
            .find(|place| matches!(place, Place::Node(_) | Place::Tie(_)))
            .cloned();
        let of = match &owner {
            Some(Place::Tie(_)) => Of::Ties,
            _ => Of::Nodes,
        };
        let title = if let Some(declared) = self.declared.get(&(of, id.to_owned())) {
            declared.title.clone()
        } else {
            self.builder.remark(RemarkKind::UndeclaredAttribute, line);
            id.to_owned()
        };
        match owner {
            Some(Place::Node(Some(node))) => self.builder.attribute(node, &title, value),
            // A tie's own weight goes before an attribute of that name.
            Some(Place::Tie(Some(tie))) if !(self.weighted && title == "weight") => {
                self.builder.value(tie, &title, value);
            }
            _ => {}
        }
    }

    fn end(self) {
        if self.weighted {
            self.builder.value_default("weight", USUAL_WEIGHT);
        }
        for ((of, _), declared) in &self.declared {
            if *of == Of::Nodes {
                self.builder.attribute_name(&declared.title);
            }
            let Some(default) = &declared.default else {
                continue;
            };
            match of {
                Of::Nodes => self.builder.attribute_default(&declared.title, default),
                Of::Ties => self.builder.value_default(&declared.title, default),
            }
        }
    }
}
