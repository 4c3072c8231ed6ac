//! How long the answers take on a footprint of 60 organisations, 400 leaders and 3,000 ties, and exact
//! betweenness on 5,000 nodes and 20,000 edges. Run with `--release`.
#![allow(clippy::print_stdout, clippy::unwrap_used)]

#[path = "../tests/support/mod.rs"]
mod support;

use std::collections::BTreeSet;
use std::time::Instant;

use domain::CommitmentAct::{AcceptDone, Promise, ReportDone};
use domain::CommitmentSide::{Promiser, Requester};
use domain::{Audience, Authority, Interdependence, Part, Perceiver};
use network::{Graph, Meaning, Parallel, Weighting, measures};
use support::{Build, RECENTLY, TODAY};

/// A fixed sequence that looks random enough for timing.
struct Sequence(u64);

impl Sequence {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }
}

fn timed<T>(what: &str, f: impl Fn() -> T) -> T {
    let mut times: Vec<f64> = (0..7)
        .map(|_| {
            let start = Instant::now();
            std::hint::black_box(f());
            start.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    println!("{what:<42} {:>9.2} ms", times[times.len() / 2]);
    f()
}

fn main() {
    let mut any = Sequence(7);
    let mut build = Build::default();
    let bodies: Vec<_> = (0..60)
        .map(|i| build.organisation(&format!("Body {i}")))
        .collect();
    let people: Vec<_> = (0..400)
        .map(|i| {
            let leader = build.leader(&format!("Person {i}"));
            build.post(
                leader,
                bodies[i % 60],
                Authority::ALL.get(any.below(8)).copied(),
            );
            leader
        })
        .collect();
    for _ in 0..2700 {
        let (a, b) = (people[any.below(400)], people[any.below(400)]);
        let tie = build.tie(a, b);
        build.judge(
            tie,
            any.below(6) as u8,
            Some(Perceiver::Leader(a)),
            RECENTLY,
        );
    }
    for _ in 0..300 {
        let (a, b) = (bodies[any.below(60)], bodies[any.below(60)]);
        let tie = build.tie(a, b);
        build.judge(
            tie,
            any.below(6) as u8,
            Some(Perceiver::Organisation(a)),
            RECENTLY,
        );
        build.judge(
            tie,
            any.below(6) as u8,
            Some(Perceiver::Organisation(b)),
            RECENTLY,
        );
    }
    let work: Vec<_> = (0..30)
        .map(|i| {
            let involved: BTreeSet<_> = (0..8).map(|_| bodies[any.below(60)]).collect();
            let parts: Vec<_> = involved
                .into_iter()
                .map(|body| (body, Part::Contributes))
                .collect();
            let how = Interdependence::ALL[any.below(4)];
            build.work(&format!("Work {i}"), how, &parts)
        })
        .collect();
    for pair in work.windows(2) {
        build.depends(pair[0], pair[1], Interdependence::Sequential);
    }
    for i in 0..400_usize {
        let due = Some(RECENTLY);
        let day = if any.below(3) == 0 { TODAY } else { RECENTLY };
        let (from, to) = (bodies[i % 60], bodies[(i + 1) % 60]);
        build.promise(
            from,
            to,
            due,
            &[
                (jiff::civil::date(2025, 6, 2), Promise, Promiser, None),
                (day, ReportDone, Promiser, None),
                (day, AcceptDone, Requester, None),
            ],
        );
    }
    let map = build.map();
    println!("60 organisations, 400 leaders, 3,000 ties, medians of 7");
    let seen = timed("seen by the working group", || {
        map.seen_by(Audience::Working, TODAY)
    });
    let gaps = timed("gaps", || insight::gaps(&seen));
    let influence = timed("influence", || insight::influence(&seen));
    let promises = timed("promises", || insight::promises(&seen));
    println!(
        "{} pairs, {} leaders, {} promises",
        gaps.pairs.len(),
        influence.leaders.len(),
        promises.register.len()
    );

    let edges: Vec<(u32, u32, f64)> = (0..20_000)
        .map(|_| {
            (
                any.below(5000) as u32,
                any.below(5000) as u32,
                1.0 + any.below(5) as f64,
            )
        })
        .collect();
    let graph = Graph::from_edges(5000, edges, Parallel::Maximum, Meaning::Strength).unwrap();
    for threads in ["1", "all"] {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads.parse().unwrap_or(0))
            .build()
            .unwrap();
        for weighting in [Weighting::Steps, Weighting::Weighted] {
            let what = format!("betweenness 5,000/20,000 {weighting:?}, {threads} thread(s)");
            pool.install(|| timed(&what, || measures::betweenness(&graph, weighting)));
        }
    }
}
