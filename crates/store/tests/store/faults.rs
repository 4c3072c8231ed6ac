//! Disks that are full, folders that become read-only, files that another program holds, sync clients: what is not
//! yet published is said, what was done is safe, and it goes on by itself as soon as it can.

#![allow(clippy::print_stderr)] // a test that may not mount says that it was skipped

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use store::{BackupReason, Backups, Document, StoreError, WorkArea, check_file};

use crate::sample::{Desk, add_organisation, everything, large, moment};

/// A file system mounted for a test, taken away again at its end.
struct Mounted {
    at: PathBuf,
}

impl Mounted {
    /// `None` where this account may not mount, which the test then says.
    fn new(arguments: &[&str], at: &Path) -> Option<Self> {
        let mounted = Command::new("mount").args(arguments).arg(at).output();
        if mounted.is_ok_and(|output| output.status.success()) {
            return Some(Self { at: at.to_owned() });
        }
        eprintln!("skipped: this account may not mount {}", at.display());
        None
    }

    /// A small disk of its own.
    fn disk(at: &Path, kilobytes: u32) -> Option<Self> {
        fs::create_dir_all(at).unwrap();
        let size = format!("size={kilobytes}k");
        Self::new(&["-t", "tmpfs", "-o", &size, "tmpfs"], at)
    }

    fn again(&self, options: &str) {
        let done = Command::new("mount")
            .args(["-o", &format!("remount,{options}")])
            .arg(&self.at)
            .status();
        assert!(done.unwrap().success(), "{options}");
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        drop(Command::new("umount").arg("-l").arg(&self.at).status());
    }
}

/// Fills what is left of a disk.
fn fill(folder: &Path) -> PathBuf {
    let filler = folder.join("filler");
    let mut size = 1 << 24;
    let mut all = Vec::new();
    while size > 0 {
        let more = vec![b'x'; size];
        let mut attempt = all.clone();
        attempt.extend_from_slice(&more);
        if fs::write(&filler, &attempt).is_ok() {
            all = attempt;
        } else {
            size /= 4;
        }
    }
    fs::write(&filler, &all).unwrap();
    filler
}

#[test]
fn a_full_disk_keeps_the_old_file_and_the_new_one_is_written_as_soon_as_there_is_room() {
    let desk = Desk::new();
    let Some(disk) = Mounted::disk(desk.file().parent().unwrap(), 2048) else {
        return;
    };
    let mut document = desk.create();
    for edit in everything() {
        document.apply(&edit, "Ann", moment(1)).unwrap();
    }
    document.publish(moment(2)).unwrap();
    let before = fs::read(desk.file()).unwrap();
    let filler = fill(&disk.at);
    for n in 0..4 {
        document
            .apply(&add_organisation(500 + n), "Ann", moment(3))
            .unwrap();
        let error = document.publish(moment(4)).unwrap_err();
        let said = error.to_string();
        assert!(said.contains("the disk is full"), "{said}");
        assert!(said.contains("safe on this computer"), "{said}");
        assert_eq!(fs::read(desk.file()).unwrap(), before);
    }
    assert_eq!(desk.litter(), ["filler"], "nothing half written is left");

    // Another place, or room at this one.
    let elsewhere = desk.folder.path().join("Elsewhere.footbridge");
    let copy = document.save_copy(&elsewhere).unwrap();
    assert_eq!(
        check_file(&copy, &desk.work, None).unwrap(),
        Vec::<String>::new()
    );
    fs::remove_file(filler).unwrap();
    assert!(document.publish(moment(5)).unwrap().written);
    let map = document.map();
    drop(document);
    assert_eq!(*desk.open().map(), *map);
}

#[test]
fn a_full_disk_under_the_working_copy_refuses_edits_and_loses_none() {
    let desk = Desk::new();
    let place = desk.folder.path().join("small");
    let Some(disk) = Mounted::disk(&place, 3072) else {
        return;
    };
    let work = WorkArea::at(place.join("work")).unwrap();
    let open = || Document::open(&desk.file(), &work, "Ann", moment(0));
    let mut document = Document::create(&desk.file(), &work, "Vale", "Ann", moment(0)).unwrap();
    for edit in everything() {
        document.apply(&edit, "Ann", moment(1)).unwrap();
    }
    let filler = fill(&disk.at);
    let mut made = 0;
    let refused = loop {
        match document.apply(&add_organisation(500 + made), "Ann", moment(2)) {
            Ok(_) => made += 1,
            Err(error) => break error,
        }
        assert!(made < 10_000, "the disk never filled");
    };
    assert!(
        refused.to_string().contains("the disk is full"),
        "{refused}"
    );
    let acknowledged = document.map();
    assert_eq!(acknowledged.organisations().len() as u128, 2 + made);
    let bulk = document.apply(&large(5, 10, 10), "Ann", moment(3));
    assert!(matches!(bulk, Err(StoreError::NotBackedUp { .. })));
    let backup = document
        .begin_backup(BackupReason::Asked, moment(3))
        .run()
        .unwrap_err();
    assert!(backup.to_string().contains("the disk is full"), "{backup}");
    assert_eq!(*document.map(), *acknowledged);
    drop(document);
    fs::remove_file(filler).unwrap();
    let mut document = open().unwrap();
    assert_eq!(*document.map(), *acknowledged);
    assert_eq!(document.check().unwrap(), Vec::<String>::new());
    document
        .apply(&add_organisation(9_000), "Ann", moment(4))
        .unwrap();
    document.close(moment(5)).unwrap();
}

#[test]
fn a_folder_that_becomes_read_only_is_said_and_another_place_taken() {
    let desk = Desk::new();
    let Some(disk) = Mounted::disk(desk.file().parent().unwrap(), 4096) else {
        return;
    };
    let mut document = desk.create();
    document
        .apply(&add_organisation(1), "Ann", moment(1))
        .unwrap();
    disk.again("ro");
    let error = document.publish(moment(2)).unwrap_err();
    let said = error.to_string();
    assert!(said.contains("the place is read-only"), "{said}");
    assert!(
        said.contains("your last edit is safe") && said.contains("choose another place"),
        "{said}"
    );
    let to = desk.folder.path().join("Elsewhere.footbridge");
    document.publish_to(&to, "Ann", moment(3)).unwrap();
    let map = document.map();
    document.close(moment(4)).unwrap();
    let moved = Document::open(&to, &desk.work, "Ann", moment(5)).unwrap();
    assert_eq!(*moved.map(), *map);

    // The one that was left behind opens as it was last published there.
    let left = desk.open();
    assert_eq!(left.map().organisations().len(), 0);
    drop(left);
    disk.again("rw");
}

#[test]
fn a_file_held_by_another_program_is_waited_for() {
    let desk = Desk::new();
    let mut document = desk.create();
    document
        .apply(&add_organisation(1), "Ann", moment(1))
        .unwrap();
    // A file that is a mount point cannot be replaced: "device or resource busy".
    let file = desk.file();
    let held = Mounted::new(&["--bind", file.to_str().unwrap()], &file);
    let Some(held) = held else {
        return;
    };
    let publishing = document.begin_publishing();
    let outcome = thread::scope(|scope| {
        let run = scope.spawn(|| publishing.run());
        thread::sleep(Duration::from_millis(400));
        document
            .apply(&add_organisation(2), "Ann", moment(2))
            .unwrap();
        drop(held);
        run.join().unwrap()
    });
    assert!(document.published(outcome, moment(3)).unwrap().written);
    assert!(document.publish(moment(3)).unwrap().written);
    assert!(desk.litter().is_empty(), "{:?}", desk.litter());

    // Held for longer than anybody waits: said, and whoever waits for the document is not kept.
    document
        .apply(&add_organisation(3), "Ann", moment(4))
        .unwrap();
    let held = Mounted::new(&["--bind", file.to_str().unwrap()], &file).unwrap();
    let publishing = document.begin_publishing();
    let (outcome, waited) = thread::scope(|scope| {
        let run = scope.spawn(|| publishing.run());
        thread::sleep(Duration::from_millis(200));
        let waited = document.publish(moment(5)).unwrap_err();
        (run.join().unwrap(), waited)
    });
    assert!(
        waited.to_string().contains("another program holds it"),
        "{waited}"
    );
    assert!(outcome.result().is_err());
    drop(held);
    let map = document.map();
    document.close(moment(6)).unwrap();
    assert_eq!(*desk.open().map(), *map);
}

#[test]
fn a_removed_file_is_made_again_where_it_was_when_that_is_asked_for() {
    let desk = Desk::new();
    let mut document = desk.create();
    document
        .apply(&add_organisation(1), "Ann", moment(1))
        .unwrap();
    fs::remove_file(desk.file()).unwrap();
    let error = document.publish(moment(2)).unwrap_err();
    assert!(matches!(error, StoreError::PublishedGone { .. }), "{error}");
    assert!(!desk.file().exists(), "not behind anybody\u{2019}s back");
    document.publish_to(&desk.file(), "Ann", moment(3)).unwrap();
    document.close(moment(4)).unwrap();
    assert_eq!(desk.open().map().organisations().len(), 1);
}

/// Does to the file what sync clients do, in an order of its own, until told to stop: copies it, renames it away and
/// back, leaves conflict copies. Gives the copies it took.
fn sync_client(file: &Path, to: &Path, stop: &AtomicBool) -> Vec<PathBuf> {
    let mut random: u64 = 0x2545_f491_4f6c_dd1d;
    let mut taken = Vec::new();
    let mut conflicts = 0;
    while !stop.load(Ordering::Relaxed) {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        match random % 4 {
            0 | 1 => {
                let copy = to.join(format!("taken {}.footbridge", taken.len()));
                if taken.len() < 12 && fs::copy(file, &copy).is_ok() {
                    taken.push(copy);
                }
            }
            2 => {
                let away = file.with_extension("syncing");
                if fs::rename(file, &away).is_ok() {
                    thread::sleep(Duration::from_millis(random >> 32 & 15));
                    // Back to its name if nothing has taken that, as a copy in conflict otherwise.
                    if fs::hard_link(&away, file).is_err() {
                        conflicts += 1;
                        let name = format!("Vale-PC{conflicts}.footbridge");
                        drop(fs::rename(&away, file.with_file_name(name)));
                    } else {
                        drop(fs::remove_file(&away));
                    }
                }
            }
            _ => {
                // Held open for a while, as while it is being sent.
                let held = fs::File::open(file);
                thread::sleep(Duration::from_millis(random >> 32 & 7));
                drop(held);
            }
        }
        thread::sleep(Duration::from_millis(random >> 40 & 7));
    }
    taken
}

#[test]
fn everything_a_sync_client_ever_catches_opens_clean_and_nothing_is_lost() {
    let desk = Desk::new();
    let mut document = desk.create();
    for edit in everything() {
        document.apply(&edit, "Ann", moment(1)).unwrap();
    }
    document.publish(moment(1)).unwrap();
    let cloud = desk.folder.path().join("cloud");
    fs::create_dir(&cloud).unwrap();
    let stop = AtomicBool::new(false);
    let file = desk.file();
    let taken = thread::scope(|scope| {
        let client = scope.spawn(|| sync_client(&file, &cloud, &stop));
        for n in 0..25 {
            document
                .apply(&add_organisation(500 + n), "Ann", moment(2))
                .unwrap();
            match document.publish(moment(3)) {
                Ok(_) | Err(StoreError::PublishedGone { .. } | StoreError::NotPublished { .. }) => {
                }
                Err(error) => panic!("{error}"),
            }
        }
        stop.store(true, Ordering::Relaxed);
        client.join().unwrap()
    });
    document.publish(moment(4)).unwrap();
    let map = document.map();
    assert_eq!(map.organisations().len(), 27);
    document.close(moment(5)).unwrap();
    assert!(!taken.is_empty());
    let others = desk.litter();
    let conflicts = others
        .iter()
        .filter(|name| name.starts_with("Vale-PC"))
        .map(|name| file.with_file_name(name));
    for copy in taken.into_iter().chain(conflicts) {
        let elsewhere = Desk::new();
        let there = Document::open(&copy, &elsewhere.work, "Bob", moment(6)).unwrap();
        assert_eq!(there.check().unwrap(), Vec::<String>::new());
        assert!(there.map().organisations().len() >= 2);
    }
    let elsewhere = Desk::new();
    let there = Document::open(&file, &elsewhere.work, "Bob", moment(6)).unwrap();
    assert_eq!(*there.map(), *map);
}

#[test]
fn a_stale_journal_beside_a_restored_file_is_not_read() {
    let desk = Desk::new();
    let mut document = desk.create();
    for edit in everything() {
        document.apply(&edit, "Ann", moment(1)).unwrap();
    }
    let backup = document
        .begin_backup(BackupReason::Asked, moment(2))
        .run()
        .unwrap();
    let map = document.map();
    let to = desk.file().with_file_name("Restored.footbridge");
    Backups::of(&document).restore(&backup, &to).unwrap();
    // The journal of a later life of the same database, whose pages would fit.
    let live = desk.folder.path().join("live.footbridge");
    fs::copy(&to, &live).unwrap();
    let db = rusqlite::Connection::open(&live).unwrap();
    db.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; PRAGMA foreign_keys = OFF;
         DELETE FROM tie; DELETE FROM assessment; UPDATE organisation SET name = 'stale';",
    )
    .unwrap();
    for suffix in ["-wal", "-shm"] {
        let beside = |path: &Path| PathBuf::from(format!("{}{suffix}", path.display()));
        fs::copy(beside(&live), beside(&to)).unwrap();
    }
    drop(db);
    let restored = Document::open(&to, &desk.work, "Ann", moment(3)).unwrap();
    assert_eq!(*restored.map(), *map);
    assert_eq!(
        check_file(&to, &desk.work, None).unwrap(),
        Vec::<String>::new()
    );
}
