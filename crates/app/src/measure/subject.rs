//! From a graph file to a network to be measured: direction, weights, groups and kinds of node.

use std::collections::BTreeSet;

use exchange::graph_files::{Direction, GraphFile, GraphFileError, NodeAttribute, TieNumbers};
use insight::Meaning;
use insight::measuring::Subject;

use crate::measure::{MeasureError, MeasureOptions, Note, TwoMode};

/// The most groups: every two of them are a block.
const MOST_GROUPS: usize = 400;
/// Weights outside these are left out: their sums and squares would no longer be numbers.
const WEIGHTS: std::ops::RangeInclusive<f64> = 1e-50..=1e50;
/// Numbers on ties that say how strong they are, by their names.
const WEIGHT_NAMES: [&str; 3] = ["weight", "value", "strength"];
/// Numbers on ties that surely do not.
const OTHER_NAMES: [&str; 20] = [
    "id",
    "key",
    "edgeid",
    "edge_id",
    "label",
    "year",
    "date",
    "time",
    "start",
    "end",
    "timestamp",
    "x",
    "y",
    "z",
    "r",
    "g",
    "b",
    "since",
    "order",
    "index",
];

/// A network ready to be measured, and what was done to make it so.
pub(super) struct Prepared {
    pub(super) subject: Subject,
    /// The kind of each node, where there are two kinds, and what says so.
    pub(super) modes: Option<(String, Vec<String>)>,
    /// Which number weighs the ties.
    pub(super) weight: Option<String>,
    pub(super) notes: Vec<Note>,
}

impl Prepared {
    /// How many groups there are, where nodes are grouped.
    pub(super) fn groups(&self) -> Option<usize> {
        let (_, of) = self.subject.groups.as_ref()?;
        let different: BTreeSet<&str> = of.iter().filter_map(Option::as_deref).collect();
        Some(different.len())
    }
}

pub(super) fn prepare(
    read: &GraphFile,
    file: &str,
    id: String,
    options: &MeasureOptions,
) -> Result<Prepared, MeasureError> {
    let mut notes = Vec::new();
    let weighing = weighing(read, file, options.weight.as_deref(), &mut notes)?;
    let meaning = weighing.map_or(Meaning::Strength, |(_, meaning)| meaning);
    let directed = options.directed.unwrap_or_else(|| {
        read.ties.iter().any(|tie| match tie.direction {
            Direction::Directed | Direction::Mutual => true,
            Direction::Undirected => false,
            Direction::Unsaid => read.directed == Some(true),
        }) || (read.ties.is_empty() && read.directed == Some(true))
    });
    let ties = ties(
        read,
        directed,
        weighing.map(|(column, _)| column),
        options,
        &mut notes,
    );
    let groups = match &options.group {
        None => None,
        Some(name) => {
            let attribute = attribute(read, file, name)?;
            let different: BTreeSet<&str> = attribute
                .values
                .iter()
                .filter_map(Option::as_deref)
                .collect();
            if different.len() > MOST_GROUPS {
                return Err(GraphFileError::TooLarge {
                    file: file.to_owned(),
                    what: format!(
                        "{} different values of \u{201c}{}\u{201d}",
                        different.len(),
                        attribute.name
                    ),
                    limit: format!("{MOST_GROUPS} groups"),
                }
                .into());
            }
            Some((attribute.name.clone(), attribute.values.clone()))
        }
    };
    let modes = modes(read, file, directed, options)?;
    if options.two_mode == TwoMode::Found
        && let Some((name, _)) = &modes
    {
        notes.push(Note::plain(
            "two_kinds_of_node",
            format!(
                "Every tie leads from one kind of node to the other ({name}), so each kind was measured by what it shares, too; --one-mode leaves that out."
            ),
        ));
    }
    let weighted = ties.iter().any(|tie| tie.2.to_bits() != 1_f64.to_bits());
    Ok(Prepared {
        weight: weighing
            .filter(|_| weighted)
            .map(|(column, _)| column.name.clone()),
        subject: Subject {
            id,
            nodes: read.nodes.iter().map(|node| node.id.clone()).collect(),
            directed,
            ties,
            weighted,
            meaning,
            groups,
            modes: None,
        },
        modes,
        notes,
    })
}

fn known(names: &[&str]) -> String {
    match names {
        [] => "none".to_owned(),
        names if names.len() > 12 => {
            format!("{} and {} more", names[..12].join(", "), names.len() - 12)
        }
        names => names.join(", "),
    }
}

/// The number that weighs the ties, and what it means.
fn weighing<'a>(
    read: &'a GraphFile,
    file: &str,
    asked: Option<&str>,
    notes: &mut Vec<Note>,
) -> Result<Option<(&'a TieNumbers, Meaning)>, MeasureError> {
    let called = |name: &str| {
        let columns = &read.tie_numbers;
        columns
            .iter()
            .find(|column| column.name == name)
            .or_else(|| {
                columns
                    .iter()
                    .find(|column| column.name.eq_ignore_ascii_case(name))
            })
    };
    let sound = |column: &'a TieNumbers| match &column.first_text {
        Some((line, text)) => Err(MeasureError::NotANumber {
            file: file.to_owned(),
            name: column.name.clone(),
            text: text.clone(),
            line: *line,
        }),
        None => Ok(column),
    };
    let Some(asked) = asked else {
        let found = WEIGHT_NAMES
            .iter()
            .find_map(|name| called(name))
            .map(sound)
            .transpose()?;
        if let Some(column) = found {
            return Ok(Some((column, Meaning::Strength)));
        }
        let candidates = candidates(read);
        return Ok(match candidates.as_slice() {
            [one] => {
                notes.push(Note::plain(
                    "weight_found",
                    format!(
                        "\u{201c}{}\u{201d}, the only number on the ties, was taken as their strength; --weight distance or --weight none takes it otherwise.",
                        one.name
                    ),
                ));
                Some((*one, Meaning::Strength))
            }
            [] => None,
            several => {
                let names: Vec<&str> = several.iter().map(|one| one.name.as_str()).collect();
                notes.push(Note::plain(
                    "weight_not_chosen",
                    format!(
                        "The ties have several numbers ({}) and were taken as alike; --weight NAME weighs them.",
                        known(&names)
                    ),
                ));
                None
            }
        });
    };
    if asked == "none" {
        return Ok(None);
    }
    let meaning_of = |word: &str| match word {
        "strength" => Some(Meaning::Strength),
        "distance" => Some(Meaning::Distance),
        _ => None,
    };
    if let Some(column) = called(asked) {
        let meaning = meaning_of(&asked.to_lowercase()).unwrap_or(Meaning::Strength);
        return Ok(Some((sound(column)?, meaning)));
    }
    let (name, meaning) = match asked.rsplit_once('=') {
        Some((name, word)) => (name, meaning_of(word)),
        None => (asked, meaning_of(asked)),
    };
    let none = |wanted: &str| {
        MeasureError::from(GraphFileError::NoSuchAttribute {
            file: file.to_owned(),
            kind: "number on its ties",
            wanted: wanted.to_owned(),
            known: known(
                &read
                    .tie_number_names
                    .iter()
                    .map(String::as_str)
                    .collect::<Vec<_>>(),
            ),
        })
    };
    match (asked.contains('='), meaning) {
        (true, Some(meaning)) => {
            let column = called(name).ok_or_else(|| none(name))?;
            Ok(Some((sound(column)?, meaning)))
        }
        (false, Some(meaning)) => {
            let usual = WEIGHT_NAMES
                .iter()
                .chain(&["distance", "length", "cost"])
                .find_map(|name| called(name));
            if let Some(column) = usual {
                return Ok(Some((sound(column)?, meaning)));
            }
            match candidates(read).as_slice() {
                [one] => Ok(Some((*one, meaning))),
                [] => Err(MeasureError::NoWeights {
                    file: file.to_owned(),
                }),
                several => {
                    let names: Vec<&str> = several.iter().map(|one| one.name.as_str()).collect();
                    Err(MeasureError::SeveralWeights {
                        file: file.to_owned(),
                        known: known(&names),
                        example: format!("{}={asked}", names[0]),
                    })
                }
            }
        }
        _ => Err(none(asked)),
    }
}

/// The numbers that may say how strong ties are.
fn candidates(read: &GraphFile) -> Vec<&TieNumbers> {
    read.tie_numbers
        .iter()
        .filter(|column| {
            column.is_numeric() && !OTHER_NAMES.contains(&column.name.to_lowercase().as_str())
        })
        .collect()
}

/// The ties in the direction they are to be taken, without those whose weight is no weight.
fn ties(
    read: &GraphFile,
    directed: bool,
    column: Option<&TieNumbers>,
    options: &MeasureOptions,
    notes: &mut Vec<Note>,
) -> Vec<(u32, u32, f64)> {
    let mut unweighed = Note::lines("weight_missing", false);
    let mut unusable = Note::lines("weight_not_above_nought", true);
    let mut both = Note::lines("taken_both_ways", false);
    let mut loops = Note::lines("self_tie_dropped", false);
    let mut parallel = Note::lines("parallel_tie_merged", false);
    let mut ties = Vec::with_capacity(read.ties.len());
    let mut pairs = Vec::with_capacity(read.ties.len());
    for (at, tie) in read.ties.iter().enumerate() {
        let weight = match column.map(|column| column.values[at]) {
            None => 1.0,
            Some(weight) if weight.is_nan() => {
                unweighed.count_at(tie.line);
                1.0
            }
            Some(weight) if WEIGHTS.contains(&weight) => weight,
            Some(_) => {
                unusable.count_at(tie.line);
                continue;
            }
        };
        ties.push((tie.from, tie.to, weight));
        if tie.from == tie.to {
            loops.count_at(tie.line);
            continue;
        }
        let pair = if directed {
            (tie.from, tie.to)
        } else {
            (tie.from.min(tie.to), tie.from.max(tie.to))
        };
        pairs.push((pair, tie.line));
        let two_ways = match tie.direction {
            Direction::Mutual => true,
            Direction::Undirected => options.directed.is_none(),
            Direction::Directed | Direction::Unsaid => false,
        };
        if directed && two_ways {
            if tie.direction == Direction::Undirected {
                both.count_at(tie.line);
            }
            ties.push((tie.to, tie.from, weight));
            pairs.push(((tie.to, tie.from), tie.line));
        }
    }
    // Stable, so that of parallel ties the first line is the one that is not named.
    pairs.sort_by_key(|pair| pair.0);
    let mut merged: Vec<u32> = pairs
        .windows(2)
        .filter(|two| two[0].0 == two[1].0)
        .map(|two| two[1].1)
        .collect();
    merged.sort_unstable();
    for line in merged {
        parallel.count_at(line);
    }
    notes.extend([
        unweighed.said(
            "tie has no weight; 1 was taken",
            "ties have no weight; 1 was taken for each",
        ),
        unusable.said(
            "tie has a weight that is not a number above 0 and was left out",
            "ties have weights that are not numbers above 0 and were left out",
        ),
        both.said(
            "undirected tie beside directed ones was taken as one each way",
            "undirected ties beside directed ones were taken as one each way",
        ),
        loops.said(
            "tie of a node with itself was dropped",
            "ties of a node with itself were dropped",
        ),
        parallel.said(
            "parallel tie was merged with another between the same nodes: strengths added, of distances the least kept",
            "parallel ties were merged with others between the same nodes: strengths added, of distances the least kept",
        ),
    ].into_iter().flatten());
    ties
}

fn attribute<'a>(
    read: &'a GraphFile,
    file: &str,
    name: &str,
) -> Result<&'a NodeAttribute, MeasureError> {
    let attributes = &read.node_attributes;
    attributes
        .iter()
        .find(|attribute| attribute.name == name)
        .or_else(|| {
            attributes
                .iter()
                .find(|attribute| attribute.name.to_lowercase() == name.to_lowercase())
        })
        .ok_or_else(|| {
            let names: Vec<&str> = read
                .node_attribute_names
                .iter()
                .map(String::as_str)
                .collect();
            GraphFileError::NoSuchAttribute {
                file: file.to_owned(),
                kind: "attribute of its nodes",
                wanted: name.to_owned(),
                known: known(&names),
            }
            .into()
        })
}

/// The kind of each node, where there are two kinds and every tie leads from one to the other.
fn modes(
    read: &GraphFile,
    file: &str,
    directed: bool,
    options: &MeasureOptions,
) -> Result<Option<(String, Vec<String>)>, MeasureError> {
    let of = |attribute: &NodeAttribute| -> Option<Vec<String>> {
        attribute.values.iter().cloned().collect()
    };
    match &options.two_mode {
        TwoMode::No => Ok(None),
        TwoMode::By(name) => {
            let attribute = attribute(read, file, name)?;
            let modes = of(attribute).ok_or_else(|| MeasureError::NotTwoKinds {
                file: file.to_owned(),
                name: name.clone(),
                because: "some nodes have none".to_owned(),
            })?;
            match within(read, &modes) {
                Some(line) => Err(MeasureError::NotTwoKinds {
                    file: file.to_owned(),
                    name: name.clone(),
                    because: format!("line {line} has a tie between two nodes of one kind"),
                }),
                None => Ok(Some((attribute.name.clone(), modes))),
            }
        }
        TwoMode::Found if directed || read.ties.is_empty() => Ok(None),
        TwoMode::Found => {
            if let Some(first) = read.first_mode {
                let modes: Vec<String> = (0..read.nodes.len())
                    .map(|node| if node < first { "1" } else { "2" }.to_owned())
                    .collect();
                if within(read, &modes).is_none() {
                    return Ok(Some(("the order of vertices".to_owned(), modes)));
                }
            }
            let two = |modes: &Vec<String>| {
                modes.iter().collect::<BTreeSet<_>>().len() == 2 && within(read, modes).is_none()
            };
            let asked = options.group.as_ref();
            let names = asked
                .map(String::as_str)
                .into_iter()
                .chain(["bipartite", "type", "mode"]);
            Ok(names
                .filter_map(|name| attribute(read, file, name).ok())
                .find_map(|attribute| Some((attribute.name.clone(), of(attribute).filter(two)?))))
        }
    }
}

/// The line of the first tie between two nodes of one kind.
fn within(read: &GraphFile, modes: &[String]) -> Option<u32> {
    read.ties
        .iter()
        .find(|tie| modes[tie.from as usize] == modes[tie.to as usize])
        .map(|tie| tie.line)
}
