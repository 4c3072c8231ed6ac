//! How long it takes at the size of a real footprint. Run by hand or by `make bench`, in release:
//! `cargo test --release -p store --test store -- --ignored --nocapture scale::`.

#![allow(clippy::print_stdout)] // figures are what it is for

use std::time::{Duration, Instant};

use domain::Edit;

use crate::sample::{Desk, add_organisation, assessment, id, large, moment};

/// What this thread has had of a processor, where the system says: on a busy machine the truer figure.
fn worked() -> Duration {
    std::fs::read_to_string("/proc/thread-self/schedstat")
        .ok()
        .and_then(|text| text.split_whitespace().next()?.parse().ok())
        .map_or(Duration::ZERO, Duration::from_nanos)
}

fn timed<T>(what: &str, run: impl FnOnce() -> T) -> (T, Duration) {
    let (start, before) = (Instant::now(), worked());
    let value = run();
    let (took, work) = (start.elapsed(), worked().saturating_sub(before));
    println!(
        "{what:40} {:>9.1} ms {:>9.1} ms of work",
        took.as_secs_f64() * 1000.0,
        work.as_secs_f64() * 1000.0
    );
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
    for n in 0..5 {
        let judged = assessment(100 + n, id(4_000_000 + n), None);
        timed("edit: a tie judged", || {
            document
                .apply(&Edit::RecordAssessment(judged), "Ann", moment(4))
                .unwrap()
        });
    }
    timed("undo", || document.undo("Ann", moment(5)).unwrap());
    timed("redo", || document.redo("Ann", moment(6)).unwrap());
    let publishing = document.begin_publishing();
    let outcome = std::thread::scope(|scope| {
        let run = scope.spawn(|| timed("publish beside the editing", || publishing.run()).0);
        let mut longest = Duration::ZERO;
        for n in 0..20 {
            let start = Instant::now();
            document
                .apply(&add_organisation(50 + n), "Ann", moment(6))
                .unwrap();
            longest = longest.max(start.elapsed());
        }
        println!(
            "{:40} {:>9.1} ms",
            "longest of 20 edits meanwhile",
            longest.as_secs_f64() * 1000.0
        );
        run.join().unwrap()
    });
    document.published(outcome, moment(7)).unwrap();
    for _ in 0..20 {
        document.undo("Ann", moment(7)).unwrap();
    }
    timed("backup", || {
        document
            .begin_backup(store::BackupReason::Asked, moment(7))
            .run()
            .unwrap()
    });
    timed("close with publishing", || {
        document.close(moment(7)).unwrap()
    });
    let elsewhere = Desk::new();
    let (mut document, _) = timed("first open of a file from elsewhere", || {
        store::Document::open(&desk.file(), &elsewhere.work, "Bob", moment(8)).unwrap()
    });
    while document
        .undo_words()
        .unwrap()
        .is_some_and(|words| !words.starts_with("Import"))
    {
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
