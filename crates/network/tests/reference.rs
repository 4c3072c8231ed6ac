//! Every measure agrees with reference implementations on real networks: networkx, igraph and
//! rustworkx (`ref.json`), sna and igraph of R (`ref-r.json`).
#![allow(clippy::unwrap_used, clippy::print_stderr)]

#[path = "common/comparison.rs"]
mod comparison;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use comparison::Comparison;
use network::measures::{self, Paths};
use network::report::{Effort, Subject, measure_all};
use network::{Digraph, Graph, Meaning, Parallel, Walk, Weighting};
use serde_json::Value;

fn json(path: &Path) -> Value {
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn folders(root: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(root) else {
        return Vec::new();
    };
    let mut folders: Vec<PathBuf> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.join("ref.json").exists())
        .collect();
    folders.sort();
    folders
}

fn read(folder: &Path) -> Subject {
    let meta = json(&folder.join("meta.json"));
    let mut rows = csv::Reader::from_path(folder.join("nodes.csv")).unwrap();
    let column = |rows: &mut csv::Reader<std::fs::File>, name: &str| {
        rows.headers()
            .unwrap()
            .iter()
            .position(|header| header == name)
    };
    let group = meta["group_attribute"].as_str();
    let at = group.map(|name| column(&mut rows, name).unwrap());
    let (mut nodes, mut groups) = (Vec::new(), Vec::new());
    for row in rows.records() {
        let row = row.unwrap();
        nodes.push(row[0].to_owned());
        groups.push(
            at.map(|at| row[at].to_owned())
                .filter(|name| !name.is_empty()),
        );
    }
    let number: BTreeMap<&str, u32> = nodes.iter().map(String::as_str).zip(0..).collect();
    let mut rows = csv::Reader::from_path(folder.join("edges.csv")).unwrap();
    let weight = meta["weight_attribute"]
        .as_str()
        .map(|name| column(&mut rows, name).unwrap());
    let ties = rows
        .records()
        .map(|row| {
            let row = row.unwrap();
            let weight = weight.map_or(1.0, |at| row[at].parse().unwrap());
            (number[&row[0]], number[&row[1]], weight)
        })
        .collect();
    let two_mode = meta["two_mode"].as_bool().unwrap();
    Subject {
        id: meta["id"].as_str().unwrap().to_owned(),
        directed: meta["directed"].as_bool().unwrap(),
        weighted: weight.is_some(),
        meaning: if meta["weight_semantics"] == "distance" {
            Meaning::Distance
        } else {
            Meaning::Strength
        },
        modes: two_mode.then(|| groups.iter().map(|group| group.clone().unwrap()).collect()),
        groups: group
            .filter(|_| !two_mode)
            .map(|name| (name.to_owned(), groups)),
        ties,
        nodes,
    }
}

fn compare(folder: &Path) -> Comparison {
    let subject = read(folder);
    let effort = Effort {
        shuffles: 50,
        ..Effort::default()
    };
    let found = serde_json::to_value(measure_all(&subject, &effort).unwrap()).unwrap();
    let mut comparison = Comparison::new(&subject.id);
    comparison.with_all(folder, &found);
    comparison
}

fn all_agree(folders: &[PathBuf]) -> usize {
    let compared: Vec<Comparison> = folders.iter().map(|folder| compare(folder)).collect();
    let wrong: Vec<&String> = compared.iter().flat_map(|one| &one.wrong).collect();
    assert!(
        wrong.is_empty(),
        "{} figures differ, among them {:#?}",
        wrong.len(),
        &wrong[..wrong.len().min(40)]
    );
    compared.iter().map(|one| one.figures).sum()
}

#[test]
fn measures_agree_with_the_references_on_the_networks_kept_here() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/networks");
    let figures = all_agree(&folders(&root));
    assert!(figures > 2500, "only {figures} figures compared");
}

#[test]
fn measures_agree_with_the_references_on_every_network_beside_the_repository() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/networks");
    let folders = folders(&root);
    if folders.is_empty() {
        eprintln!("skipped: the reference networks are not beside the repository");
        return;
    }
    let figures = all_agree(&folders);
    eprintln!("{} networks, {figures} figures", folders.len());
    assert!(figures > 40_000, "only {figures} figures compared");
}

/// Of a sample of a third of the nodes, but 65 at least, with ten seeds: how many figures of nodes were estimated, how many of them lie
/// within two standard errors of the truth; and how many of the stated errors there were and were kept.
fn errors_kept(graph: &impl Walk) -> [usize; 4] {
    let mut counts = [0; 4];
    for weighting in [Weighting::Steps, Weighting::Weighted] {
        let exact = Paths::of(graph, weighting);
        let (closeness, harmonic) = (exact.closeness(), exact.harmonic());
        for seed in 0..10 {
            let sources = (graph.node_count() / 3).max(65);
            let found = measures::nearness_estimate(graph, weighting, sources, seed);
            for (found, exact) in [(&found.closeness, &closeness), (&found.harmonic, &harmonic)] {
                let away = |node: usize| (found.values[node] - exact[node]).abs();
                for (node, exact) in exact.iter().enumerate() {
                    let error = found.standard_errors[node];
                    counts[0] += usize::from(error > 0.0);
                    counts[1] += usize::from(error > 0.0 && away(node) <= 1.96 * error);
                    assert!(error > 0.0 || away(node) <= 1e-9 * exact);
                }
                if let Some(error) = found.error {
                    counts[2] += 1;
                    counts[3] += usize::from((0..exact.len()).all(|node| away(node) <= error));
                }
            }
        }
    }
    counts
}

#[test]
fn estimated_nearness_keeps_its_stated_errors_on_every_network_large_enough_to_sample() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/networks");
    let mut sampled = 0;
    for folder in folders(&root) {
        let subject = read(&folder);
        // The sample must say something of the spread.
        if !(70..2500).contains(&subject.nodes.len()) {
            continue;
        }
        let nodes = subject.nodes.len() as u32;
        let ties = subject.ties.iter().copied();
        let counts = if subject.directed {
            errors_kept(&Digraph::from_arcs(nodes, ties, Parallel::Sum, subject.meaning).unwrap())
        } else {
            errors_kept(&Graph::from_edges(nodes, ties, Parallel::Sum, subject.meaning).unwrap())
        };
        let [estimated, within, bounds, kept] = counts;
        eprintln!(
            "{}: {within} of {estimated}, {kept} of {bounds}",
            subject.id
        );
        if estimated > 1000 {
            sampled += 1;
            assert!(
                within as f64 >= 0.88 * estimated as f64,
                "{}: {within} of {estimated} within two standard errors",
                subject.id
            );
        }
        assert_eq!(kept, bounds, "{}: stated errors kept", subject.id);
    }
    if folders(&root).is_empty() {
        eprintln!("skipped: the reference networks are not beside the repository");
    } else {
        assert!(sampled >= 3, "only {sampled} networks were large enough");
    }
}
