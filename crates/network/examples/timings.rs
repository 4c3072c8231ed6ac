//! How long the measures take, as lines of JSON: median and best of the runs, in milliseconds.
//!
//! `cargo run --release -p network --example timings -- [NODES EDGES] [--runs N] [--threads N] [--only NAME] [--list FILE]`
//!
//! `--list` writes the random graph down, a line `a b weight` for each edge, so that other programs can
//! be measured on the same one. The last line is the most memory the program had, where the kernel tells.
#![allow(clippy::print_stdout, clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::io::Read as _;
use std::time::Instant;

use network::measures::{self, DAMPING, KATZ_SHARE};
use network::report::{Effort, Subject, measure_all};
use network::{Graph, Groups, Meaning, Parallel, Weighting};

/// A random graph, the same for the same numbers, its weights 1 to 5.
fn random_ties(nodes: u32, edges: usize) -> Vec<(u32, u32, f64)> {
    let mut state = 42_u64;
    let mut next = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as u32
    };
    let (mut list, mut seen) = (Vec::new(), BTreeSet::new());
    while list.len() < edges {
        let (a, b) = (next() % nodes, next() % nodes);
        if a != b && seen.insert((a.min(b), a.max(b))) {
            list.push((a, b, f64::from(next() % 5 + 1)));
        }
    }
    list
}

struct Bench {
    runs: usize,
    only: Option<String>,
    nodes: u32,
    edges: usize,
    threads: usize,
}

impl Bench {
    fn time<T>(&self, name: &str, work: impl Fn() -> T) -> Option<T> {
        if self.only.as_ref().is_some_and(|only| only != name) {
            return None;
        }
        let mut times = Vec::new();
        let mut result = None;
        for _ in 0..self.runs {
            let begun = Instant::now();
            result = Some(std::hint::black_box(work()));
            times.push(begun.elapsed().as_secs_f64() * 1000.0);
        }
        times.sort_by(f64::total_cmp);
        println!(
            r#"{{"measure":"{name}","nodes":{},"edges":{},"threads":{},"median_ms":{:.3},"best_ms":{:.3}}}"#,
            self.nodes,
            self.edges,
            self.threads,
            times[times.len() / 2],
            times[0]
        );
        result
    }
}

/// The most memory this program has had, in megabytes. What `wait4` says of a child is at least what its parent had
/// when it was begun; this begins anew with the program.
fn peak() -> Option<f64> {
    let mut status = String::new();
    std::fs::File::open("/proc/self/status")
        .ok()?
        .read_to_string(&mut status)
        .ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: f64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kilobytes / 1024.0)
}

fn main() {
    let (mut sizes, mut runs, mut threads) = (Vec::new(), 3, 1);
    let (mut list, mut only) = (None, None);
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        match word.as_str() {
            "--runs" => runs = words.next().unwrap().parse().unwrap(),
            "--threads" => threads = words.next().unwrap().parse().unwrap(),
            "--only" => only = words.next(),
            "--list" => list = words.next(),
            number => sizes.push(number.parse::<u32>().unwrap()),
        }
    }
    let nodes = sizes.first().copied().unwrap_or(5000);
    let edges = sizes.get(1).map_or(20_000, |&edges| edges as usize);
    let ties = random_ties(nodes, edges);
    if let Some(file) = list {
        let lines: Vec<String> = ties
            .iter()
            .map(|(a, b, weight)| format!("{a} {b} {weight}\n"))
            .collect();
        std::fs::write(file, lines.concat()).unwrap();
    }
    let graph = Graph::from_edges(
        nodes,
        ties.iter().copied(),
        Parallel::Sum,
        Meaning::Strength,
    )
    .unwrap();
    let groups =
        Groups::named((0..nodes).map(|node| Some(["a", "b", "c", "d"][node as usize % 4])));
    let bench = Bench {
        runs,
        only,
        nodes,
        edges,
        threads,
    };
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .unwrap();
    pool.install(|| {
        let (steps, weighted) = (Weighting::Steps, Weighting::Weighted);
        if nodes <= 20_000 {
            bench.time("betweenness", || measures::betweenness(&graph, steps));
            bench.time("betweenness_weighted", || measures::betweenness(&graph, weighted));
            bench.time("harmonic", || measures::harmonic(&graph, steps));
        } else {
            let found = bench.time("betweenness_estimate", || {
                measures::betweenness_estimate(&graph, steps, 2000, 1)
            });
            bench.time("nearness_estimate", || {
                measures::nearness_estimate(&graph, steps, 2000, 1)
            });
            bench.time("nearness_estimate_weighted", || {
                measures::nearness_estimate(&graph, weighted, 2000, 1)
            });
            if let Some(found) = found {
                println!(
                r#"{{"measure":"betweenness_estimate","sources":{},"error":{:.6},"certainty":0.95}}"#,
                found.sources, found.error
                );
            }
        }
        bench.time("pagerank", || measures::pagerank(&graph, steps, DAMPING));
        bench.time("constraint", || measures::holes(&graph, steps));
        for (name, find) in [
            ("leiden_two_rounds", measures::communities_quickly as fn(&Graph, Weighting, u64) -> _),
            ("leiden_one_start", |graph, weighting, seed| measures::communities_of(graph, weighting, seed, 1)),
            ("leiden_best", measures::communities),
        ] {
            if let Some(found) = bench.time(name, || find(&graph, steps, 1)) {
                println!(
                    r#"{{"measure":"{name}","modularity":{:.6},"starts":{}}}"#,
                    found.modularity, found.starts
                );
            }
        }
        bench.time("eigenvector", || measures::eigenvector(&graph, steps));
        bench.time(&format!("katz_{KATZ_SHARE}"), || measures::katz(&graph, steps, None));
        bench.time("core_numbers", || measures::core_numbers(&graph));
        bench.time("articulation_points", || measures::articulation_points(&graph));
        bench.time("transitivity", || measures::transitivity(&graph));
        bench.time("gould_fernandez", || measures::roles(&graph, &groups));
        // Made only when asked for: it would stand in every other measure's memory.
        if nodes <= 5000 && bench.only.as_deref().is_none_or(|only| only == "everything") {
            let subject = Subject {
                id: "random".to_owned(),
                nodes: (0..nodes).map(|node| node.to_string()).collect(),
                directed: false,
                ties: ties.clone(),
                weighted: true,
                meaning: Meaning::Strength,
                groups: None,
                modes: None,
            };
            bench.time("everything", || measure_all(&subject, &Effort::default()).unwrap());
        }
    });
    if let Some(megabytes) = peak() {
        println!(r#"{{"peak_mb":{megabytes:.1}}}"#);
    }
}
