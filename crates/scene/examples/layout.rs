//! Draws a network as the map of a footprint is drawn and says how long that took, for `scripts/bench-layout.py`.
//!
//! `cargo run --release -p scene --example layout -- NODES EDGES PICTURE [--show organisations] [--runs N]`
//!
//! NODES has a name a line, EDGES two indices a line. Every node becomes a leader (or an organisation), every edge a tie
//! of the closest level. The drawing goes to PICTURE as SVG; a line of JSON has the medians in
//! milliseconds and the width of each name as it is drawn.
#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::disallowed_methods)]

use std::time::Instant;

use domain::{
    Assessment, AssessmentId, Audience, Confidence, Confidentiality, Leader, LeaderId, Level, Map,
    Method, Organisation, OrganisationId, OrganisationKind, Party, Record, Tie, TieId, TieKind,
    Write,
};
use jiff::civil::date;
use scene::fonts::{self, Weight};
use scene::{MapRequest, Scene, Show, map_layout, map_scene};
use uuid::Uuid;

/// The type size of names on the map of leaders.
const NAME: f64 = 11.5;

fn footprint(names: &[&str], edges: &[(usize, usize)], show: Show) -> Map {
    let id = |i: usize| Uuid::from_u128(1 + i as u128);
    let mut writes: Vec<Write> = names
        .iter()
        .enumerate()
        .map(|(i, name)| {
            Write::Put(match show {
                Show::Leaders => Leader::new(LeaderId::from(id(i)), name).into(),
                _ => Organisation::new(OrganisationId::from(id(i)), name, OrganisationKind::Other)
                    .into(),
            })
        })
        .collect();
    let party = |i: usize| match show {
        Show::Leaders => Party::Leader(LeaderId::from(id(i))),
        _ => Party::Organisation(OrganisationId::from(id(i))),
    };
    for (k, (a, b)) in edges.iter().enumerate() {
        let tie_id = TieId::from(Uuid::from_u128(1_000_000_000 + k as u128));
        writes.push(Write::Put(
            Tie {
                id: tie_id,
                a: party(*a),
                b: party(*b),
                kind: TieKind::WorksWith,
                from: None,
                to: None,
                note: None,
                confidentiality: Confidentiality::Partners,
                record: Record::default(),
            }
            .into(),
        ));
        writes.push(Write::Put(
            Assessment {
                id: AssessmentId::from(Uuid::from_u128(2_000_000_000 + k as u128)),
                tie_id,
                level: Some(Level::nearest(5)),
                trust: None,
                sign: None,
                confidence: Confidence::USUAL,
                method: Method::ToldByParty,
                perceiver: None,
                date: date(2026, 1, 12),
                note: None,
                dissent: None,
                confidentiality: Confidentiality::Partners,
                record: Record::default(),
            }
            .into(),
        ));
    }
    Map::default().with(&writes)
}

fn median(runs: usize, mut work: impl FnMut()) -> f64 {
    let mut times: Vec<f64> = (0..runs.max(1))
        .map(|_| {
            let begun = Instant::now();
            work();
            begun.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

fn main() {
    let (mut files, mut show, mut runs) = (Vec::new(), Show::Leaders, 1);
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        match word.as_str() {
            "--show" => {
                if words.next().as_deref() == Some("organisations") {
                    show = Show::Organisations;
                }
            }
            "--runs" => runs = words.next().unwrap().parse().unwrap(),
            _ => files.push(word),
        }
    }
    let [nodes, edges, picture] = files.as_slice() else {
        panic!("layout NODES EDGES PICTURE");
    };
    let nodes = std::fs::read_to_string(nodes).unwrap();
    let names: Vec<&str> = nodes.lines().collect();
    let edges: Vec<(usize, usize)> = std::fs::read_to_string(edges)
        .unwrap()
        .lines()
        .map(|line| {
            let (a, b) = line.split_once(' ').unwrap();
            (a.parse().unwrap(), b.parse().unwrap())
        })
        .collect();
    let map = footprint(&names, &edges, show).seen_by(Audience::Working, date(2026, 3, 5));
    let gaps = insight::gaps(&map);
    let request = MapRequest {
        show,
        ..MapRequest::of_size(1120.0, 720.0)
    };
    // Once is the whole way from file to picture, and only that.
    let layout_ms = if runs > 1 {
        median(runs, || {
            std::hint::black_box(map_layout(&map, &gaps, &request));
        })
    } else {
        0.0
    };
    let mut scene: Option<Scene> = None;
    let drawn_ms = median(runs, || {
        let drawn = map_scene(&map, &gaps, &request);
        std::fs::write(picture, drawn.to_svg()).unwrap();
        scene = Some(drawn);
    });
    let quality = scene.unwrap().quality;
    let widths: Vec<String> = names
        .iter()
        .map(|name| format!("{:.2}", fonts::width(name, NAME, Weight::Regular)))
        .collect();
    println!(
        r#"{{"layout_ms":{layout_ms:.3},"drawn_ms":{drawn_ms:.3},"stress":{:.6},"overlaps":{},"hidden_labels":{},"widths":[{}]}}"#,
        quality.stress,
        quality.overlaps,
        quality.hidden_labels,
        widths.join(",")
    );
}
