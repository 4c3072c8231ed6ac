//! Every measure agrees with reference implementations on real networks.
#![allow(clippy::unwrap_used, clippy::print_stderr)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use network::{Graph, Meaning, Parallel, Weighting, measures};
use serde_json::Value;

struct Reference {
    name: String,
    ids: Vec<String>,
    graph: Graph,
    expected: Value,
}

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

/// The networks of a folder: the undirected view of a one-mode network, or the projections of a
/// two-mode one.
fn read(folder: &Path) -> Vec<Reference> {
    let meta = json(&folder.join("meta.json"));
    let expected = json(&folder.join("ref.json"));
    let name = meta["id"].as_str().unwrap().to_owned();
    if meta["two_mode"].as_bool().unwrap() {
        let projections = expected["two_mode"]["projections"].as_object().unwrap();
        return projections
            .iter()
            .map(|(mode, projection)| {
                let measures = projection["measures"].clone();
                let mut ids: Vec<String> = measures["nodes"]
                    .as_object()
                    .unwrap()
                    .keys()
                    .cloned()
                    .collect();
                ids.sort();
                let node = index(&ids);
                let edges = projection["edges"].as_array().unwrap().iter().map(|edge| {
                    let end = |i: usize| node[edge[i].as_str().unwrap()];
                    (end(0), end(1), edge[2].as_f64().unwrap())
                });
                let graph =
                    Graph::from_edges(ids.len() as u32, edges, Parallel::Sum, Meaning::Strength);
                Reference {
                    name: format!("{name}, {mode}"),
                    graph: graph.unwrap(),
                    expected: measures,
                    ids,
                }
            })
            .collect();
    }
    let mut nodes = csv::Reader::from_path(folder.join("nodes.csv")).unwrap();
    let ids: Vec<String> = nodes
        .records()
        .map(|row| row.unwrap()[0].to_owned())
        .collect();
    let node = index(&ids);
    let mut rows = csv::Reader::from_path(folder.join("edges.csv")).unwrap();
    let weight = meta["weight_attribute"].as_str().map(|attribute| {
        rows.headers()
            .unwrap()
            .iter()
            .position(|header| header == attribute)
            .unwrap()
    });
    let edges: Vec<(u32, u32, f64)> = rows
        .records()
        .map(|row| {
            let row = row.unwrap();
            (
                node[&row[0]],
                node[&row[1]],
                weight.map_or(1.0, |at| row[at].parse().unwrap()),
            )
        })
        .collect();
    let (parallel, meaning) = if meta["weight_semantics"] == "distance" {
        (Parallel::Minimum, Meaning::Distance)
    } else {
        (Parallel::Sum, Meaning::Strength)
    };
    let graph = Graph::from_edges(ids.len() as u32, edges, parallel, meaning).unwrap();
    let expected = expected["undirected"].clone();
    vec![Reference {
        name,
        ids,
        graph,
        expected,
    }]
}

fn index(ids: &[String]) -> BTreeMap<String, u32> {
    ids.iter().cloned().zip(0..).collect()
}

impl Reference {
    /// Compares one figure per node with the reference; how many nodes were compared.
    fn agree(&self, field: &str, found: &[f64]) -> usize {
        let mut compared = 0;
        for (id, found) in self.ids.iter().zip(found) {
            let Some(expected) = self.expected["nodes"][id][field].as_f64() else {
                continue;
            };
            let error = (found - expected).abs();
            assert!(
                error <= 1e-9 * expected.abs().max(1.0),
                "{}: {field} of {id} is {found}, the reference says {expected}",
                self.name
            );
            compared += 1;
        }
        compared
    }

    fn check(&self) -> usize {
        let graph = &self.graph;
        assert_eq!(graph.nodes(), self.expected["n"], "{}", self.name);
        assert_eq!(graph.edges().len(), self.expected["m"], "{}", self.name);
        let degree: Vec<f64> = measures::degree(graph).into_iter().map(f64::from).collect();
        let raw = measures::betweenness(graph, Weighting::Steps);
        let mut compared = self.agree("degree", &degree);
        compared += self.agree("strength", &measures::strength(graph));
        compared += self.agree("betweenness", &raw);
        compared += self.agree(
            "betweenness_normalized",
            &measures::betweenness_normalised(&raw),
        );
        let steps = Weighting::Steps;
        compared += self.agree("harmonic_normalized", &measures::harmonic(graph, steps));
        compared += self.agree("closeness_wf", &measures::closeness(graph, steps));
        let weighted = Weighting::Weighted;
        compared += self.agree(
            "betweenness_weighted",
            &measures::betweenness(graph, weighted),
        );
        let harmonic = measures::harmonic(graph, weighted);
        compared += self.agree("harmonic_weighted_normalized", &harmonic);
        let closeness = measures::closeness(graph, weighted);
        compared += self.agree("closeness_weighted_wf", &closeness);
        let parts = measures::components(graph);
        assert_eq!(parts.len(), self.expected["components"], "{}", self.name);
        // The reference lists the twenty largest.
        let sizes: Vec<usize> = parts.iter().take(20).map(Vec::len).collect();
        assert_eq!(
            serde_json::json!(sizes),
            self.expected["component_sizes"],
            "{}",
            self.name
        );
        let id = |node: u32| self.ids[node as usize].clone();
        let mut cuts: Vec<String> = measures::articulation_points(graph)
            .into_iter()
            .map(id)
            .collect();
        cuts.sort();
        assert_eq!(
            serde_json::json!(cuts),
            sorted(&self.expected["articulation_points"])
        );
        let mut bridges: Vec<Value> = measures::bridges(graph)
            .into_iter()
            .map(|(a, b)| {
                let (a, b) = (id(a), id(b));
                serde_json::json!([a.clone().min(b.clone()), a.max(b)])
            })
            .collect();
        bridges.sort_by_key(Value::to_string);
        assert_eq!(
            serde_json::json!(bridges),
            sorted(&self.expected["bridges"]),
            "{}",
            self.name
        );
        compared
    }
}

fn sorted(list: &Value) -> Value {
    let mut items = list.as_array().unwrap().clone();
    for item in &mut items {
        if let Some(pair) = item.as_array_mut() {
            pair.sort_by_key(Value::to_string);
        }
    }
    items.sort_by_key(Value::to_string);
    Value::Array(items)
}

#[test]
fn measures_agree_with_the_references_on_the_networks_kept_here() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/networks");
    let compared: usize = folders(&root)
        .iter()
        .flat_map(|folder| read(folder))
        .map(|network| network.check())
        .sum();
    assert!(compared > 900, "only {compared} figures compared");
}

#[test]
fn measures_agree_with_the_references_on_every_network_beside_the_repository() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/networks");
    let folders = folders(&root);
    if folders.is_empty() {
        eprintln!("skipped: the reference networks are not beside the repository");
        return;
    }
    let networks: Vec<Reference> = folders.iter().flat_map(|folder| read(folder)).collect();
    let compared: usize = networks.iter().map(Reference::check).sum();
    eprintln!("{} networks, {compared} figures", networks.len());
    assert!(compared > 5000, "only {compared} figures compared");
}
