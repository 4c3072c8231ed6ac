//! What a drawing is: shapes and words in order, the marks one can point at, its legend, what it does
//! not show, its alternative text and its twin in tables.

use domain::{Party, Spot};
use serde::{Deserialize, Serialize};

use crate::fonts::Weight;
use crate::geometry::{Point, Rect, Size};
use crate::layout::{Ground, Quality};
use crate::paint::Ink;

/// One drawing, complete: what the window injects, the file holds and the paper prints.
#[derive(Debug, Clone, PartialEq)]
pub struct Scene {
    /// Width and height in CSS pixels at 100 %.
    pub size: Size,
    /// The heading inside the drawing.
    pub title: String,
    /// Alternative text: what the drawing shows, in sentences.
    pub description: String,
    /// The marks one can point at, in reading order.
    pub marks: Vec<Mark>,
    /// The signs explained in the legend, in its order.
    pub legend: Vec<LegendEntry>,
    /// What is not drawn, and why.
    pub hidden: Vec<Omission>,
    /// The same content as tables.
    pub tables: Vec<TableTwin>,
    /// Where each party stands, as shares of the drawing's width and height, for keeping with a view.
    pub spots: Vec<(Party, Spot)>,
    /// What ground its marks stand on; `None` where they keep no places of their own.
    pub ground: Option<Ground>,
    /// How good the drawing is.
    pub quality: Quality,
    pub(crate) nodes: Vec<Node>,
}

impl Scene {
    /// Whether it is a map that shows every organisation from afar, and nobody in them.
    pub fn is_from_afar(&self) -> bool {
        self.tables.iter().any(|table| table.caption == FAR_TIES)
    }

    /// Whether marks stand together in groups, so that none has a place of its own to be moved to.
    pub fn is_gathered(&self) -> bool {
        self.nodes.iter().any(|node| match node {
            Node::Group(group) => group
                .nodes
                .iter()
                .any(|inner| matches!(inner, Node::Group(inner) if inner.class == GROUPS)),
            _ => false,
        })
    }
}

/// The class of the grounds of groups in a drawing.
pub(crate) const GROUPS: &str = "groups";

/// The caption of the table of ties on a map from afar.
pub(crate) const FAR_TIES: &str = "Ties drawn, taken together";

/// What sort of thing a mark stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MarkKind {
    /// An organisation.
    Organisation,
    /// A leader.
    Leader,
    /// A further post of a leader who stands elsewhere.
    Post,
    /// One tie.
    Tie,
    /// Two organisations together: their tie, gap or cell.
    Pair,
}

/// Something one can point at, or reach by keyboard.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Mark {
    /// Stable key: `organisation:UUID`, `leader:UUID`, `post:UUID`, `tie:UUID`, `pair:UUID:UUID`.
    pub key: String,
    /// What sort of thing it is.
    pub kind: MarkKind,
    /// Accessible name: what it is called.
    pub name: String,
    /// Its facts in one line.
    pub facts: String,
    /// Where it is.
    pub bounds: Rect,
    /// Where the arrow keys lead.
    pub neighbours: Neighbours,
}

impl Mark {
    /// Name and facts, as a screen reader says them.
    pub fn label(&self) -> String {
        if self.facts.is_empty() {
            self.name.clone()
        } else {
            format!("{}: {}", self.name, self.facts)
        }
    }
}

/// The marks next to a mark, by key.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Neighbours {
    /// Nearest above.
    pub up: Option<String>,
    /// Nearest to the right.
    pub right: Option<String>,
    /// Nearest below.
    pub down: Option<String>,
    /// Nearest to the left.
    pub left: Option<String>,
    /// Along ties: what it is tied to, strongest first; for a tie or a pair, its two ends.
    pub along: Vec<String>,
}

/// A sign and what it means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LegendEntry {
    /// The sign's name in class attributes, such as `gap`.
    pub sign: String,
    /// What it means.
    pub meaning: String,
}

/// Something that is not drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Omission {
    /// What sort: `below_minimum_level`, `unassessed`, `former`, `further_gaps`, `labels`, `guarded`, …
    pub what: String,
    /// How many.
    pub count: u32,
    /// In words, as the drawing's foot says it.
    pub words: String,
}

/// One table that says what the drawing says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableTwin {
    /// What it lists.
    pub caption: String,
    /// Headings.
    pub columns: Vec<String>,
    /// Rows, in reading order.
    pub rows: Vec<TableRow>,
}

/// One row of a [`TableTwin`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableRow {
    /// The mark it stands for.
    pub key: String,
    /// One text for each column.
    pub cells: Vec<String>,
}

/// A shape, a text, or several of them together.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Node {
    Shape(Shape),
    Text(Text),
    Group(Group),
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Shape {
    pub(crate) outline: Outline,
    pub(crate) fill: Option<Ink>,
    pub(crate) stroke: Option<Stroke>,
    pub(crate) opacity: f64,
    /// Drawn by nobody; there to be hit.
    pub(crate) hit: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Outline {
    Rect(Rect, f64),
    Circle(Point, f64),
    Path(String),
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Stroke {
    pub(crate) ink: Ink,
    pub(crate) width: f64,
    pub(crate) dash: &'static str,
    pub(crate) round: bool,
}

impl Stroke {
    pub(crate) const fn plain(ink: Ink, width: f64) -> Self {
        Self {
            ink,
            width,
            dash: "",
            round: false,
        }
    }

    pub(crate) const fn round(ink: Ink, width: f64) -> Self {
        Self {
            ink,
            width,
            dash: "",
            round: true,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Align {
    #[default]
    Start,
    Middle,
    End,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Text {
    pub(crate) words: String,
    /// Where the baseline starts, is centred or ends.
    pub(crate) at: Point,
    pub(crate) size: f64,
    pub(crate) weight: Weight,
    pub(crate) align: Align,
    pub(crate) ink: Ink,
}

impl Text {
    pub(crate) fn new(
        words: impl Into<String>,
        at: Point,
        size: f64,
        weight: Weight,
        ink: Ink,
    ) -> Self {
        Self {
            words: words.into(),
            at,
            size,
            weight,
            align: Align::Start,
            ink,
        }
    }

    pub(crate) const fn aligned(mut self, align: Align) -> Self {
        self.align = align;
        self
    }
}

#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Group {
    pub(crate) class: String,
    /// Set on a mark: its key and accessible name.
    pub(crate) mark: Option<(String, String)>,
    /// So many times as large, about the drawing's upper left corner; `None` for as large as it is drawn.
    pub(crate) enlarged: Option<f64>,
    pub(crate) nodes: Vec<Node>,
}

impl Group {
    pub(crate) fn of(class: impl Into<String>) -> Self {
        Self {
            class: class.into(),
            ..Self::default()
        }
    }

    pub(crate) fn push(&mut self, node: impl Into<Node>) {
        self.nodes.push(node.into());
    }
}

impl From<Shape> for Node {
    fn from(shape: Shape) -> Self {
        Self::Shape(shape)
    }
}

impl From<Text> for Node {
    fn from(text: Text) -> Self {
        Self::Text(text)
    }
}

impl From<Group> for Node {
    fn from(group: Group) -> Self {
        Self::Group(group)
    }
}

impl Shape {
    const fn of(outline: Outline) -> Self {
        Self {
            outline,
            fill: None,
            stroke: None,
            opacity: 1.0,
            hit: false,
        }
    }

    pub(crate) const fn rect(rect: Rect, radius: f64) -> Self {
        Self::of(Outline::Rect(rect, radius))
    }

    pub(crate) const fn circle(centre: Point, r: f64) -> Self {
        Self::of(Outline::Circle(centre, r))
    }

    pub(crate) const fn path(data: String) -> Self {
        Self::of(Outline::Path(data))
    }

    pub(crate) const fn filled(mut self, ink: Ink) -> Self {
        self.fill = Some(ink);
        self
    }

    pub(crate) const fn stroked(mut self, stroke: Stroke) -> Self {
        self.stroke = Some(stroke);
        self
    }

    pub(crate) const fn dashed(mut self, dash: &'static str) -> Self {
        if let Some(stroke) = &mut self.stroke {
            stroke.dash = dash;
        }
        self
    }

    pub(crate) const fn faded(mut self, opacity: f64) -> Self {
        self.opacity = opacity;
        self
    }

    /// Invisible, but there for the pointer: 24 pixels at least (WCAG 2.2, 2.5.8).
    pub(crate) const fn for_hitting(mut self) -> Self {
        self.hit = true;
        self
    }
}

/// Fills in where the arrow keys lead: to the nearest mark in each direction among those that have a place
/// of their own (`is_place`).
pub(crate) fn link_by_direction(marks: &mut [Mark], is_place: impl Fn(MarkKind) -> bool) {
    let centres: Vec<Option<Point>> = marks
        .iter()
        .map(|m| is_place(m.kind).then(|| m.bounds.centre()))
        .collect();
    let keys: Vec<String> = marks.iter().map(|m| m.key.clone()).collect();
    for i in 0..marks.len() {
        let Some(from) = centres[i] else { continue };
        let mut best: [Option<(f64, usize)>; 4] = [None; 4];
        for (j, to) in centres.iter().enumerate() {
            let Some(to) = to else { continue };
            if j == i {
                continue;
            }
            let (dx, dy) = (to.x - from.x, to.y - from.y);
            if dx.abs() < 1e-9 && dy.abs() < 1e-9 {
                continue;
            }
            let (side, along, across) = if dx.abs() > dy.abs() {
                if dx > 0.0 {
                    (1, dx, dy.abs())
                } else {
                    (3, -dx, dy.abs())
                }
            } else if dy > 0.0 {
                (2, dy, dx.abs())
            } else {
                (0, -dy, dx.abs())
            };
            let far = along + 2.0 * across;
            if best[side].is_none_or(|(least, _)| far < least) {
                best[side] = Some((far, j));
            }
        }
        let key = |side: usize| best[side].map(|(_, j)| keys[j].clone());
        let (up, right, down, left) = (key(0), key(1), key(2), key(3));
        let neighbours = &mut marks[i].neighbours;
        neighbours.up = up;
        neighbours.right = right;
        neighbours.down = down;
        neighbours.left = left;
    }
}
