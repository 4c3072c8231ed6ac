//! What of the answers about organisations would be otherwise: the ways between them, what hangs on one of them, who
//! connects them, and who is among the first that do.

use std::collections::{BTreeMap, BTreeSet};

use domain::{EntityRef, Level};
use network::Graph;
use network::measures::{bridges, components, cut_nodes};

use super::{Key, Question, Row};
use crate::answer::Watch;
use crate::bodies::Bodies;
use crate::connectors::cut_off;
use crate::contacts::Contacts;
use crate::effort::Effort;
use crate::ground::steps;
use crate::stability::{Draws, Measured, Trial};
use crate::words::what_if as say;

/// With more organisations than this only the figures are compared, and not the way of every pair.
const MOST_IN_PAIRS: usize = 300;
/// At which levels of tie it is compared what hangs on whom.
const LEVELS: [Level; 3] = [Level::Networking, Level::Coordination, Level::Coalition];

/// What is said of organisations, row by row and in figures.
#[derive(Default)]
pub(super) struct OfBodies {
    pub(super) rows: BTreeMap<Key, Row>,
    pub(super) figures: Vec<(&'static str, u32)>,
    pub(super) effort: Option<Effort>,
}

/// `None` where it was cancelled.
pub(super) fn rows(
    bodies: &Bodies<'_>,
    draws: Draws,
    watch: &Watch<'_>,
    gone: &BTreeSet<EntityRef>,
) -> Option<OfBodies> {
    let graph = bodies.graph();
    let is_there = |node: u32| !gone.contains(&bodies.network.parties()[node as usize].into());
    let nodes: Vec<u32> = (0..bodies.count()).filter(|&node| is_there(node)).collect();
    let mut found = OfBodies::default();
    let mut put = |question, key: String, what: String, value: String| {
        let row = Row {
            what,
            value,
            drawn: None,
        };
        found.rows.insert((question, key), row);
    };
    let mut apart = 0;
    for (place, &a) in nodes.iter().enumerate() {
        let from = steps(graph, &[a], None);
        for &b in &nodes[place + 1..] {
            let way = from[b as usize];
            apart += u32::from(way.is_none_or(|way| way > 2));
            if nodes.len() <= MOST_IN_PAIRS {
                let (one, other) = (bodies.name(a), bodies.name(b));
                put(
                    Question::Ways,
                    format!("{}|{}", one.id, other.id),
                    say::pair(&one.label, &other.label),
                    way_of(graph, a, b, way),
                );
            }
        }
    }
    for level in LEVELS {
        let graph = graph.at_least(f64::from(level.number()));
        for cut in cut_nodes(&graph) {
            let mut lost = cut_off(&graph, cut.node);
            lost.retain(|&node| is_there(node));
            if lost.is_empty() || !is_there(cut.node) {
                continue;
            }
            let labels: Vec<String> = bodies
                .names(&lost)
                .into_iter()
                .map(|one| one.label)
                .collect();
            let holder = bodies.name(cut.node);
            put(
                Question::Holding,
                format!("{}|{}", holder.id, level.number()),
                say::at(&holder.label, level),
                say::alone_ties(&labels),
            );
        }
    }
    let contacts = Contacts::of(graph);
    for &node in &nodes {
        let pairs = contacts.only_through(graph, node, is_there).len() as u32;
        if pairs > 0 {
            let name = bodies.name(node);
            put(
                Question::Connectors,
                name.id,
                name.name,
                say::only_contact(pairs),
            );
        }
    }
    let close = graph.at_least(f64::from(Level::Coordination.number()));
    let apart_close = nodes
        .iter()
        .filter(|&&node| close.neighbours(node).is_empty())
        .count();
    let parts = components(graph);
    found.figures = vec![
        (say::TIED_BODIES, graph.edges().len() as u32),
        (say::BODY_PARTS, parts.len() as u32),
        (
            say::LARGEST_OF_BODIES,
            parts.first().map_or(0, |part| part.len() as u32),
        ),
        (say::TWO_STEPS, apart),
        (say::HOLDING, cut_nodes(graph).len() as u32),
        (say::ONLY_WAYS, bridges(graph).len() as u32),
        (say::NOT_CLOSE, apart_close as u32),
    ];
    if draws.draws > 0 {
        let tried = Trial::of_organisations(bodies, draws).run(watch)?;
        for &node in &nodes {
            let name = bodies.name(node);
            let share = tried.first_share(Measured::GoBetween, node);
            let row = Row {
                what: name.name,
                value: say::among_the_first(share),
                drawn: Some((share, String::new())),
            };
            found.rows.insert((Question::ConnectorPlaces, name.id), row);
        }
        found.effort = Some(tried.effort);
    }
    Some(found)
}

fn way_of(graph: &Graph, a: u32, b: u32, way: Option<u32>) -> String {
    let tied = graph.weight(a, b).map(|level| level as u8);
    match tied.and_then(|level| Level::try_from(level).ok()) {
        Some(level) => say::work_together(level),
        None => say::way(way),
    }
}

/// Whether it is worth comparing what is known of people, of organisations, or of both.
#[derive(Clone, Copy)]
pub(super) struct Known {
    pub(super) people: bool,
    pub(super) bodies: bool,
}

impl Known {
    /// Of two maps that are laid beside each other.
    pub(super) fn of(today: &Bodies<'_>, then: &Bodies<'_>) -> Self {
        let people = |bodies: &Bodies<'_>| !bodies.map.leaders().is_empty();
        Self {
            people: people(today) || people(then),
            bodies: today.are_known() || then.are_known(),
        }
    }
}
