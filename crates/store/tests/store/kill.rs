//! A process killed at any moment loses no edit it had acknowledged.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use domain::{Map, OrganisationId};
use store::{Document, WorkArea};

use crate::sample::{Desk, add_organisation, id, moment};

const CHILD: &str = "kill::child_that_edits_until_it_is_killed";
const PLACE: &str = "FOOTBRIDGE_KILL_PLACE";
const START: &str = "FOOTBRIDGE_KILL_START";

/// Not a test of its own: the program that [`no_acknowledged_edit_is_lost_to_kill_9`] kills. Adds organisations,
/// takes every fifth back and makes it again, publishes now and then, and acknowledges each act on its output.
#[test]
#[ignore = "only the process that another test kills"]
fn child_that_edits_until_it_is_killed() {
    let Ok(place) = std::env::var(PLACE) else {
        return;
    };
    let start: u128 = std::env::var(START).unwrap().parse().unwrap();
    let place = Path::new(&place);
    let work = WorkArea::at(place.join("work")).unwrap();
    let file = place.join("documents").join("Vale.footbridge");
    let mut document = Document::open(&file, &work, "Ann", moment(0)).unwrap();
    let mut out = std::io::stdout().lock();
    for n in start.. {
        let moment = moment(i64::try_from(n).unwrap());
        document.apply(&add_organisation(n), "Ann", moment).unwrap();
        writeln!(out, "\nadded {n}").unwrap();
        if n.is_multiple_of(5) {
            document.undo("Ann", moment).unwrap();
            writeln!(out, "\nundone {n}").unwrap();
            document.redo("Ann", moment).unwrap();
            writeln!(out, "\nredone {n}").unwrap();
        }
        if n.is_multiple_of(3) {
            document.publish(moment).unwrap();
        }
    }
}

#[test]
fn no_acknowledged_edit_is_lost_to_kill_9() {
    let kills: u32 = std::env::var("FOOTBRIDGE_KILLS")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(10);
    let desk = Desk::new();
    desk.create().close(moment(0)).unwrap();
    let mut next: u128 = 1;
    // A small generator of its own: the moments of the kills must not be the same in every round.
    let mut random: u64 = 0x9e37_79b9_7f4a_7c15;
    for kill in 0..kills {
        random = random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args([
                CHILD,
                "--exact",
                "--ignored",
                "--nocapture",
                "--test-threads=1",
            ])
            .env(PLACE, desk.folder.path())
            .env(START, next.to_string())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap());
        let reader = thread::spawn(move || {
            lines
                .lines()
                .map_while(Result::ok)
                .filter(|line| line.contains(' '))
                .collect::<Vec<_>>()
        });
        thread::sleep(Duration::from_millis(40 + (random >> 33) % 160));
        child.kill().unwrap();
        child.wait().unwrap();
        let said = reader.join().unwrap();

        let document = desk.open();
        assert_eq!(
            document.check().unwrap(),
            Vec::<String>::new(),
            "after kill {kill}"
        );
        let map = document.map();
        for (index, line) in said.iter().enumerate() {
            let Some(n) = line.strip_prefix("added ").or(line.strip_prefix("redone ")) else {
                continue;
            };
            let n: u128 = n.parse().unwrap();
            // Its undoing may have been done and not yet said when the kill came.
            let perhaps_undone =
                n.is_multiple_of(5) && line.starts_with("added") && index + 1 >= said.len() - 1;
            assert!(
                has(&map, n) || perhaps_undone,
                "{line} was acknowledged and is lost after kill {kill}"
            );
        }
        next = map.organisations().len() as u128 + 1;
        while has(&map, next) {
            next += 1;
        }
        if kill % 2 == 0 {
            // Every other time by way of the published file, so that both roads are travelled.
            document.close(moment(0)).unwrap();
        }
    }
    assert!(next > 1, "no kill left the child time to do anything");
}

fn has(map: &Map, n: u128) -> bool {
    map.organisation(id::<OrganisationId>(n)).is_some()
}
