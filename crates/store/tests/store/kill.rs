//! A process killed at any moment loses nothing it had acknowledged: whether it was editing, publishing, bringing an
//! older document up to date, taking in a large import, backing up, restoring, changing a passphrase or moving.

use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use domain::{Map, OrganisationId};
use store::{BackupReason, Backups, Document, Passphrase, WorkArea, check_file};

use crate::sample::{Desk, add_organisation, id, large, moment};

const CHILD: &str = "kill::child_that_works_until_it_is_killed";
const PLACE: &str = "FOOTBRIDGE_KILL_PLACE";
const START: &str = "FOOTBRIDGE_KILL_START";
const WORK: &str = "FOOTBRIDGE_KILL_WORK";

/// What the child does over and over, besides adding organisations.
const WORKS: [&str; 6] = ["publish", "import", "backup", "restore", "migrate", "move"];

fn golden() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../tests/golden")
        .join("v1.footbridge")
}

/// Not a test of its own: the program that the test below kills. Adds organisations, takes every fifth back and makes
/// it again, does its own work in between, and acknowledges each act on its output.
#[test]
#[ignore = "only the process that another test kills"]
fn child_that_works_until_it_is_killed() {
    let (Ok(place), Ok(does)) = (std::env::var(PLACE), std::env::var(WORK)) else {
        return;
    };
    let start: u128 = std::env::var(START).unwrap().parse().unwrap();
    let place = Path::new(&place);
    let work = WorkArea::at(place.join("work")).unwrap();
    let file = place.join("documents").join("Vale.footbridge");
    let mut document = Document::open(&file, &work, "Ann", moment(0)).unwrap();
    let mut out = std::io::stdout().lock();
    let mut say = |what: &str| {
        writeln!(out, "\n{what}").unwrap();
        out.flush().unwrap();
    };
    if document
        .undo_words()
        .unwrap()
        .is_some_and(|words| words.starts_with("Import"))
    {
        document.undo("Ann", moment(0)).unwrap();
    }
    say("ready now");
    for n in start.. {
        let moment = moment(i64::try_from(n).unwrap());
        document.apply(&add_organisation(n), "Ann", moment).unwrap();
        say(&format!("added {n}"));
        if n.is_multiple_of(5) {
            document.undo("Ann", moment).unwrap();
            say(&format!("undone {n}"));
            document.redo("Ann", moment).unwrap();
            say(&format!("redone {n}"));
        }
        match does.as_str() {
            "publish" => {
                document.publish(moment).unwrap();
            }
            "import" => {
                let before = document.map().leaders().len();
                document.apply(&large_from(n), "Ann", moment).unwrap();
                document.undo("Ann", moment).unwrap();
                assert_eq!(document.map().leaders().len(), before);
            }
            "backup" => {
                let backup = document
                    .begin_backup(BackupReason::Asked, moment)
                    .run()
                    .unwrap();
                say(&format!("kept {}", backup.path.display()));
            }
            "restore" => {
                document.backup_before(BackupReason::Asked, moment).unwrap();
                let backups = Backups::of(&document);
                let to = place.join("documents").join(format!("{n}.footbridge"));
                backups.restore(&backups.list()[0], &to).unwrap();
                say(&format!("restored {}", to.display()));
            }
            "migrate" => {
                // An older document is opened, which brings it up to date.
                let old = place.join("documents").join(format!("old {n}.footbridge"));
                std::fs::copy(golden(), &old).unwrap();
                let mut old = Document::open(&old, &work, "Ann", moment).unwrap();
                old.apply(&add_organisation(n), "Ann", moment).unwrap();
                say(&format!("old {n}"));
                old.close(moment).unwrap();
            }
            "move" => {
                let to = place
                    .join("documents")
                    .join(format!("moved {n}.footbridge"));
                if n.is_multiple_of(4) {
                    document.publish_to(&to, "Ann", moment).unwrap();
                    say(&format!("moved {}", to.display()));
                } else if n % 4 == 2 {
                    let secret = Passphrase::new("secret".to_owned()).unwrap();
                    document.set_passphrase(Some(&secret), moment).unwrap();
                    document.set_passphrase(None, moment).unwrap();
                }
            }
            other => panic!("no such work: {other}"),
        }
        if n.is_multiple_of(3) {
            document.publish(moment).unwrap();
        }
    }
}

/// An import whose ids no other step uses.
fn large_from(n: u128) -> domain::Edit {
    let domain::Edit::Together { mut edits, .. } = large(20, 40, 60) else {
        unreachable!("a large import is one step");
    };
    // As many as a backup is taken before; the organisations are those of the sample and stay apart from the others.
    edits.truncate(60);
    domain::Edit::Together {
        what: format!("Import {n}"),
        edits,
    }
}

/// Runs the child until it is killed, and gives what it acknowledged.
fn killed(place: &Path, start: u128, does: &str, after: Duration) -> Vec<String> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args([
            CHILD,
            "--exact",
            "--ignored",
            "--nocapture",
            "--test-threads=1",
        ])
        .env(PLACE, place)
        .env(START, start.to_string())
        .env(WORK, does)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap());
    let (tell, ready) = mpsc::channel();
    let reader = thread::spawn(move || {
        lines
            .lines()
            .map_while(Result::ok)
            .filter(|line| line.contains(' '))
            .inspect(|line| {
                if line == "ready now" {
                    // Nobody listens any more once the kill is due.
                    tell.send(()).unwrap_or_default();
                }
            })
            .collect::<Vec<_>>()
    });
    // Counted from when it is at work, so that slow starts do not make every kill one of those.
    ready
        .recv_timeout(Duration::from_secs(20))
        .unwrap_or_default();
    thread::sleep(after);
    child.kill().unwrap();
    child.wait().unwrap();
    reader.join().unwrap()
}

#[test]
fn nothing_acknowledged_is_lost_to_kill_9() {
    let kills: u32 = std::env::var("FOOTBRIDGE_KILLS")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(50);
    let mut desk = Desk::new();
    desk.create().close(moment(0)).unwrap();
    let mut next: u128 = 1;
    let mut worked: BTreeSet<&str> = BTreeSet::new();
    // A small generator of its own: the moments of the kills must not be the same in every round.
    let mut random: u64 = 0x9e37_79b9_7f4a_7c15;
    for kill in 0..kills {
        random = random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let does = WORKS[kill as usize % WORKS.len()];
        let after = Duration::from_micros((random >> 33) % 120_000);
        let said = killed(desk.folder.path(), next, does, after);
        let context = format!("after kill {kill}, working at {does}");
        if said.len() > 2 {
            worked.insert(does);
        }

        // Where it was moved to last, everything is; the place before may have been left at any moment.
        let secret = Passphrase::new("secret".to_owned()).unwrap();
        let mut file = desk.file();
        let mut places: Vec<PathBuf> = desk.work.published_paths();
        places.retain(|path| path.to_string_lossy().contains("moved"));
        let mut best: Option<(u64, PathBuf)> = None;
        places.push(file.clone());
        for path in places {
            let opened = Document::open_with(&path, &desk.work, Some(&secret), "Ann", moment(0));
            if let Ok(document) = opened {
                let revision = document.revision();
                if best.as_ref().is_none_or(|(most, _)| revision > *most) {
                    best = Some((revision, path));
                }
            }
        }
        if let Some((_, path)) = best {
            file = path;
        }
        let mut document =
            Document::open_with(&file, &desk.work, Some(&secret), "Ann", moment(0)).unwrap();
        assert_eq!(document.check().unwrap(), Vec::<String>::new(), "{context}");
        assert!(document.opening().damaged_copy.is_none(), "{context}");
        let map = document.map();
        for (index, line) in said.iter().enumerate() {
            let (what, of) = line.split_once(' ').unwrap();
            match what {
                "added" | "redone" => {
                    let n: u128 = of.parse().unwrap();
                    // Its undoing may have been done and not yet said when the kill came.
                    let perhaps_undone = n.is_multiple_of(5)
                        && what == "added"
                        && !said[index + 1..]
                            .iter()
                            .any(|line| line.starts_with("redone"));
                    assert!(
                        has(&map, n) || perhaps_undone,
                        "{line} was acknowledged and is lost {context}"
                    );
                }
                "kept" | "restored" => {
                    let sound = check_file(Path::new(of), &desk.work, None).unwrap();
                    assert_eq!(sound, Vec::<String>::new(), "{line} {context}");
                }
                "old" => {
                    let n: u128 = of.parse().unwrap();
                    let old = desk.file().with_file_name(format!("old {n}.footbridge"));
                    let old = Document::open(&old, &desk.work, "Ann", moment(0)).unwrap();
                    assert_eq!(old.check().unwrap(), Vec::<String>::new(), "{context}");
                    assert!(has(&old.map(), n), "{line} is lost {context}");
                }
                _ => {}
            }
        }
        for backup in Backups::of(&document).list() {
            assert!(
                Backups::of(&document).look_into(&backup).is_ok(),
                "a backup that cannot be restored {context}"
            );
        }
        next = next.max(map.organisations().len() as u128 + 1);
        while has(&map, next) {
            next += 1;
        }
        if does == "move" {
            // The next ones begin again in a place of their own.
            document.set_passphrase(None, moment(0)).unwrap();
            drop(document);
            desk = Desk::new();
            desk.create().close(moment(0)).unwrap();
            next = 1;
        } else if kill % 2 == 0 {
            // Every other time by way of the published file, so that both roads are travelled.
            document.close(moment(0)).unwrap();
        }
    }
    assert!(
        worked.len() >= (kills as usize).min(WORKS.len()) / 2,
        "no time to do anything but {worked:?}"
    );
}

fn has(map: &Map, n: u128) -> bool {
    map.organisation(id::<OrganisationId>(n)).is_some()
}
