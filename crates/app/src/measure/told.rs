//! What was measured, told to a person: how the file was taken, the whole, the nodes that stand out, the groups.

use crate::measure::MeasuredFile;
use crate::measure::tree::Tree;

/// The most groups whose blocks are shown as a table.
const MOST_BLOCKS: usize = 12;
/// The most names of a list that are shown.
const MOST_LISTED: usize = 8;

/// A piece of what is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A line.
    Line(String),
    /// A table.
    Table {
        /// What stands above its columns.
        headings: Vec<String>,
        /// Its rows.
        rows: Vec<Vec<String>>,
    },
}

/// Tells it; `top` is how many nodes are named, `only` the measures asked for.
pub fn told(measured: &MeasuredFile, top: usize, only: &[String]) -> Vec<Block> {
    let mut blocks = Vec::new();
    head(measured, &mut blocks);
    if only.is_empty() {
        whole(measured, &mut blocks);
        let (part, columns) = usual_columns(measured);
        nodes(measured, part, &columns, top, &mut blocks);
        groups(measured, top, &mut blocks);
    } else {
        for name in only {
            one_measure(measured, name, top, &mut blocks);
        }
    }
    two_mode(measured, &mut blocks);
    for block in &mut blocks {
        match block {
            Block::Line(text) => plain(text),
            Block::Table { headings, rows } => {
                headings
                    .iter_mut()
                    .chain(rows.iter_mut().flatten())
                    .for_each(plain);
            }
        }
    }
    blocks
}

/// A name from the file may hold line ends, or signs that a terminal obeys.
fn plain(text: &mut String) {
    if text.contains(char::is_control) {
        *text = text.replace(char::is_control, " ");
    }
}

fn line(blocks: &mut Vec<Block>, text: impl Into<String>) {
    blocks.push(Block::Line(text.into()));
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

fn head(measured: &MeasuredFile, blocks: &mut Vec<Block>) {
    let read = &measured.read;
    let direction = if read.directed {
        "directed"
    } else {
        "undirected"
    };
    let weights = match &read.weights {
        None => "all of one weight".to_owned(),
        Some(weights) => {
            format!(
                "weighed by \u{201c}{}\u{201d} as {}",
                weights.attribute, weights.meaning
            )
        }
    };
    line(
        blocks,
        format!(
            "{}: {}, {}; {} and {}, {direction}, {weights}.",
            measured.file.name,
            measured.file.format,
            measured.file.encoding,
            counted(read.nodes, "node", "nodes"),
            counted(read.ties, "tie", "ties"),
        ),
    );
    for note in &read.remarks {
        line(blocks, format!("Note: {}", note.sentence));
    }
}

/// A figure as a person reads it; what is not defined is a dash, never nought.
fn figure(value: Option<&Tree>) -> String {
    match value {
        Some(Tree::Whole(whole)) => whole.to_string(),
        Some(Tree::Number(number)) => {
            let rounded = format!("{number:.4}");
            match number.abs() {
                size if size > 0.0 && size < 0.001 => format!("{number:.2e}"),
                size if size >= 1e9 => format!("{number:.3e}"),
                _ if rounded.ends_with(".0000") => rounded.trim_end_matches(".0000").to_owned(),
                _ => rounded,
            }
        }
        Some(Tree::Text(text)) => text.clone(),
        Some(Tree::Truth(truth)) => truth.to_string(),
        Some(Tree::List(items)) => {
            let items: Vec<String> = items.iter().map(|item| figure(Some(item))).collect();
            items.join(" \u{2013} ")
        }
        _ => "\u{2013}".to_owned(),
    }
}

fn listed(items: &[Tree], measured: &MeasuredFile) -> String {
    if items.is_empty() {
        return "none".to_owned();
    }
    let mut names: Vec<String> = items
        .iter()
        .take(MOST_LISTED)
        .map(|item| match item {
            Tree::List(ends) => {
                let ends: Vec<String> = ends.iter().map(|end| called(end, measured)).collect();
                ends.join(" \u{2013} ")
            }
            one => called(one, measured),
        })
        .collect();
    if items.len() > MOST_LISTED {
        names.push(format!("and {} more", items.len() - MOST_LISTED));
    }
    names.join(", ")
}

fn called(name: &Tree, measured: &MeasuredFile) -> String {
    let id = name.text().unwrap_or_default();
    label(id, measured).to_owned()
}

fn label<'a>(id: &'a str, measured: &'a MeasuredFile) -> &'a str {
    measured.labels.get(id).and_then(Tree::text).unwrap_or(id)
}

fn whole(measured: &MeasuredFile, blocks: &mut Vec<Block>) {
    let either = &measured.undirected;
    let along = &measured.directed;
    let at = |path: &[&str]| figure(either.at(path));
    let mut rows = vec![
        vec!["Ties between different nodes".to_owned(), at(&["m"])],
        vec!["Density".to_owned(), at(&["density"])],
        vec!["Components".to_owned(), at(&["components"])],
        vec![
            "Nodes in the largest".to_owned(),
            at(&["largest_component", "n"]),
        ],
        vec![
            "Steps across it at most".to_owned(),
            at(&["largest_component", "diameter"]),
        ],
        vec![
            "Steps between two of it".to_owned(),
            at(&["largest_component", "average_path_length"]),
        ],
        vec!["Transitivity".to_owned(), at(&["transitivity"])],
        vec![
            "Centralisation by degree".to_owned(),
            at(&["centralization_degree"]),
        ],
        vec![
            "Centralisation by betweenness".to_owned(),
            at(&["centralization_betweenness"]),
        ],
        vec![
            "Modularity of its communities".to_owned(),
            at(&["communities", "leiden_best_modularity"]),
        ],
    ];
    let communities = either
        .at(&["communities", "leiden_communities"])
        .map_or(0, |c| c.list().len());
    rows.push(vec!["Communities".to_owned(), communities.to_string()]);
    if !matches!(along, Tree::Null) {
        rows.push(vec![
            "Density along ties".to_owned(),
            figure(along.get("density")),
        ]);
        rows.push(vec![
            "Returned ties".to_owned(),
            figure(along.get("reciprocity_arcs")),
        ]);
    }
    blocks.push(Block::Table {
        headings: vec!["The whole".to_owned(), String::new()],
        rows,
    });
    for (what, name) in [
        ("Hangs on these nodes", "articulation_points"),
        ("Hangs on these ties", "bridges"),
        ("Without ties", "isolates"),
    ] {
        let items = either.get(name).map_or(&[][..], Tree::list);
        line(blocks, format!("{what}: {}.", listed(items, measured)));
    }
    for (part, of) in [
        (either, "ties taken either way"),
        (along, "ties taken along their direction"),
    ] {
        // Of the two ways of writing each down, the one that can be compared between networks.
        let twice = ["betweenness", "closeness_component"];
        if let Some(Tree::Fields(estimated)) = part.get("estimated") {
            for (name, how_well) in estimated.iter().filter(|field| !twice.contains(&field.0)) {
                estimate(name, of, how_well, blocks);
            }
        }
    }
    for left in &measured.not_measured {
        line(
            blocks,
            format!("Not measured: {}, because {}.", left.figure, left.reason),
        );
    }
}

/// Says that a figure is an estimate, and how good.
fn estimate(name: &str, of: &str, how_well: &Tree, blocks: &mut Vec<Block>) {
    let at = |name: &str| how_well.get(name);
    let certain = match (at("error"), at("certainty").and_then(Tree::number)) {
        (Some(error), Some(certainty)) => format!(
            "with {:.0} % certainty no value is off by more than {}; ",
            certainty * 100.0,
            figure(Some(error))
        ),
        _ => String::new(),
    };
    line(
        blocks,
        format!(
            "{name} ({of}) is an estimate from the paths of {} nodes: {certain}no standard error is above {}.",
            figure(at("sources")),
            figure(at("standard_error")),
        ),
    );
}

type Columns = Vec<(&'static str, &'static str)>;

/// The part whose nodes are shown, and the figures shown of each; the first orders them.
fn usual_columns(measured: &MeasuredFile) -> (&Tree, Columns) {
    let weighted = measured.read.weights.is_some();
    let mut columns: Columns = if weighted {
        vec![("betweenness_weighted", "Betweenness, weighed")]
    } else {
        Vec::new()
    };
    if matches!(measured.directed, Tree::Null) {
        columns.extend([
            ("betweenness", "Betweenness"),
            ("degree", "Degree"),
            ("harmonic_normalized", "Harmonic"),
            ("pagerank_085", "PageRank"),
            ("constraint", "Constraint"),
            ("core_number", "Core"),
        ]);
        if weighted {
            columns.push(("strength", "Strength"));
        }
        (&measured.undirected, columns)
    } else {
        columns.extend([
            ("betweenness", "Betweenness"),
            ("in_degree", "In"),
            ("out_degree", "Out"),
            ("harmonic_in_normalized", "Harmonic, in"),
            ("pagerank_085", "PageRank"),
        ]);
        (&measured.directed, columns)
    }
}

fn nodes(
    measured: &MeasuredFile,
    part: &Tree,
    columns: &[(&'static str, &'static str)],
    top: usize,
    blocks: &mut Vec<Block>,
) {
    let all = part.get("nodes").map_or(&[][..], Tree::keyed);
    // A directed network without weights of its own may have none to weigh.
    let columns: Vec<_> = columns
        .iter()
        .filter(|column| {
            all.first()
                .is_some_and(|node| node.1.get(column.0).is_some())
        })
        .collect();
    let Some(first) = columns.first() else {
        return;
    };
    let rank = |node: &Tree| {
        node.get(first.0)
            .and_then(Tree::number)
            .unwrap_or(f64::NEG_INFINITY)
    };
    let mut order: Vec<&(String, Tree)> = all.iter().collect();
    order.sort_by(|a, b| {
        rank(&b.1)
            .total_cmp(&rank(&a.1))
            .then_with(|| a.0.cmp(&b.0))
    });
    line(
        blocks,
        format!(
            "Nodes by {}: {} of {}.",
            first.1.to_lowercase(),
            top.min(all.len()),
            all.len()
        ),
    );
    blocks.push(Block::Table {
        headings: std::iter::once("Node")
            .chain(columns.iter().map(|column| column.1))
            .map(str::to_owned)
            .collect(),
        rows: order
            .into_iter()
            .take(top)
            .map(|(id, node)| {
                std::iter::once(label(id, measured).to_owned())
                    .chain(columns.iter().map(|column| figure(node.get(column.0))))
                    .collect()
            })
            .collect(),
    });
}

fn groups(measured: &MeasuredFile, top: usize, blocks: &mut Vec<Block>) {
    let groups = &measured.groups;
    let Some(attribute) = groups.get("attribute").and_then(Tree::text) else {
        return;
    };
    let at = |path: &[&str]| figure(groups.at(path));
    let sizes = groups.get("sizes").map_or(&[][..], Tree::keyed);
    line(
        blocks,
        format!(
            "Groups by \u{201c}{attribute}\u{201d}: {}; {} without one.",
            sizes.len(),
            groups
                .get("without_group")
                .map_or_else(|| "no node".to_owned(), |n| figure(Some(n)))
        ),
    );
    line(
        blocks,
        format!(
            "Ties within groups {}, across {}: E-I {}; by their sizes alone {}.",
            at(&["ei_index_undirected", "internal"]),
            at(&["ei_index_undirected", "external"]),
            at(&["ei_index_undirected", "ei"]),
            at(&["ei_expected"]),
        ),
    );
    let by_group = groups.get("ei_by_group");
    blocks.push(Block::Table {
        headings: ["Group", "Nodes", "Within", "Across", "E-I"]
            .map(str::to_owned)
            .to_vec(),
        rows: sizes
            .iter()
            .take(50)
            .map(|(name, size)| {
                let of = |field: &str| figure(by_group.and_then(|all| all.at(&[name, field])));
                vec![
                    name.clone(),
                    figure(Some(size)),
                    of("internal_ties"),
                    of("external_ties"),
                    of("ei_ties"),
                ]
            })
            .collect(),
    });
    let way = if matches!(measured.directed, Tree::Null) {
        "undirected"
    } else {
        "directed"
    };
    let density = groups
        .at(&["between_group", way, "density"])
        .map_or(&[][..], Tree::keyed);
    if density.len() <= MOST_BLOCKS && !density.is_empty() {
        line(blocks, "Density from group to group:");
        blocks.push(Block::Table {
            headings: std::iter::once(String::new())
                .chain(density.iter().map(|row| row.0.clone()))
                .collect(),
            rows: density
                .iter()
                .map(|(name, row)| {
                    std::iter::once(name.clone())
                        .chain(row.keyed().iter().map(|cell| figure(Some(&cell.1))))
                        .collect()
                })
                .collect(),
        });
    }
    let roles = [
        "coordinator",
        "itinerant",
        "representative",
        "gatekeeper",
        "liaison",
        "total",
    ];
    let mut brokers: Vec<&(String, Tree)> = groups
        .get("gould_fernandez")
        .map_or(&[][..], Tree::keyed)
        .iter()
        .filter(|node| {
            node.1
                .get("total")
                .and_then(Tree::number)
                .is_some_and(|total| total > 0.0)
        })
        .collect();
    let total = |node: &Tree| node.get("total").and_then(Tree::number).unwrap_or(0.0);
    brokers.sort_by(|a, b| {
        total(&b.1)
            .total_cmp(&total(&a.1))
            .then_with(|| a.0.cmp(&b.0))
    });
    if !brokers.is_empty() {
        line(blocks, "Brokers by the roles of Gould and Fernandez:");
        blocks.push(Block::Table {
            headings: [
                "Node",
                "Coordinator",
                "Itinerant",
                "Representative",
                "Gatekeeper",
                "Liaison",
                "Total",
            ]
            .map(str::to_owned)
            .to_vec(),
            rows: brokers
                .into_iter()
                .take(top)
                .map(|(id, node)| {
                    std::iter::once(label(id, measured).to_owned())
                        .chain(roles.iter().map(|role| figure(node.get(role))))
                        .collect()
                })
                .collect(),
        });
    }
}

/// One measure that was asked for, wherever it stands.
fn one_measure(measured: &MeasuredFile, name: &str, top: usize, blocks: &mut Vec<Block>) {
    for (part, of) in [
        (&measured.undirected, "ties taken either way"),
        (&measured.directed, "along the ties"),
        (&measured.groups, "groups"),
    ] {
        if let Some(value) = part.get(name) {
            match value {
                Tree::Keyed(values) if values.iter().all(|value| value.1.keyed().is_empty()) => {
                    line(blocks, format!("{name} ({of}):"));
                    ranked(
                        measured,
                        values.iter().map(|(id, value)| (id, value)),
                        top,
                        blocks,
                    );
                }
                Tree::List(items) => line(
                    blocks,
                    format!("{name} ({of}): {}", listed(items, measured)),
                ),
                Tree::Fields(_) | Tree::Keyed(_) => {
                    line(blocks, format!("{name} ({of}): --json writes it in full."));
                }
                value => line(blocks, format!("{name} ({of}): {}", figure(Some(value)))),
            }
        }
        if let Some(how_well) = part.at(&["estimated", name]) {
            estimate(name, of, how_well, blocks);
        }
        let nodes = part.get("nodes").map_or(&[][..], Tree::keyed);
        if nodes.iter().any(|node| node.1.get(name).is_some()) {
            line(
                blocks,
                format!(
                    "{name} ({of}): {} of {} nodes.",
                    top.min(nodes.len()),
                    nodes.len()
                ),
            );
            let values = nodes
                .iter()
                .filter_map(|(id, node)| Some((id, node.get(name)?)));
            ranked(measured, values, top, blocks);
        }
    }
}

fn ranked<'a>(
    measured: &MeasuredFile,
    values: impl Iterator<Item = (&'a String, &'a Tree)>,
    top: usize,
    blocks: &mut Vec<Block>,
) {
    let mut values: Vec<_> = values.collect();
    let rank = |tree: &Tree| tree.number().unwrap_or(f64::NEG_INFINITY);
    values.sort_by(|a, b| rank(b.1).total_cmp(&rank(a.1)).then_with(|| a.0.cmp(b.0)));
    let rows = values
        .into_iter()
        .take(top)
        .map(|(id, value)| vec![label(id, measured).to_owned(), figure(Some(value))])
        .collect();
    blocks.push(Block::Table {
        headings: vec!["Node".to_owned(), "Value".to_owned()],
        rows,
    });
}

fn two_mode(measured: &MeasuredFile, blocks: &mut Vec<Block>) {
    let Some(projections) = measured.two_mode.get("projections") else {
        return;
    };
    for (mode, projection) in projections.keyed() {
        let ties = projection
            .get("edges")
            .map_or(0, |edges| edges.list().len());
        let nodes = measured.two_mode.at(&["modes", mode]);
        line(
            blocks,
            format!(
                "Kind \u{201c}{mode}\u{201d}: {} nodes, of whose pairs {ties} share a node of the other kind.",
                figure(nodes)
            ),
        );
    }
}
