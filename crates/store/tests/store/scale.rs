//! How long it takes at the size of a real footprint. Run by hand or by `make bench`, in release:
//! `cargo test --release -p store --test store -- --ignored --nocapture scale::`.

#![allow(clippy::print_stdout)] // figures are what it is for

use std::time::{Duration, Instant};

use crate::sample::{Desk, add_organisation, large, moment};

fn timed<T>(what: &str, run: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let value = run();
    let took = start.elapsed();
    println!("{what:40} {:>9.1} ms", took.as_secs_f64() * 1000.0);
    (value, took)
}

fn road(organisations: u128, leaders: u128, ties: u128) {
    println!("\n{organisations} organisations, {leaders} leaders, {ties} ties");
    let desk = Desk::new();
    let mut document = desk.create();
    timed("import as one step", || {
        document
            .apply(&large(organisations, leaders, ties), "Ann", moment(1))
            .unwrap()
    });
    timed("publish", || document.publish(moment(2)).unwrap());
    let bytes = std::fs::metadata(desk.file()).unwrap().len();
    println!("{:40} {:>9.1} MB", "published file", bytes as f64 / 1e6);
    timed("close", || document.close(moment(3)).unwrap());
    let (mut document, _) = timed("open", || desk.open());
    for n in 0..5 {
        timed("edit", || {
            document
                .apply(&add_organisation(1 + n), "Ann", moment(4))
                .unwrap()
        });
    }
    timed("undo", || document.undo("Ann", moment(5)).unwrap());
    timed("redo", || document.redo("Ann", moment(6)).unwrap());
    timed("close with publishing", || {
        document.close(moment(7)).unwrap()
    });
    let elsewhere = Desk::new();
    let (mut document, _) = timed("first open of a file from elsewhere", || {
        store::Document::open(&desk.file(), &elsewhere.work, "Bob", moment(8)).unwrap()
    });
    for _ in 0..5 {
        document.undo("Bob", moment(9)).unwrap();
    }
    timed("undo the import", || {
        document.undo("Bob", moment(9)).unwrap()
    });
    timed("redo the import", || {
        document.redo("Bob", moment(9)).unwrap()
    });
    timed("check", || document.check().unwrap());
}

#[test]
#[ignore = "measures; run in release"]
fn a_footprint() {
    road(60, 400, 3_000);
}

#[test]
#[ignore = "measures; run in release"]
fn a_nation() {
    road(1_500, 10_000, 60_000);
}
