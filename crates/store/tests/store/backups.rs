//! Backups: taken in time, checked, thinned, and good for what they are for: getting everything back.

use std::fs;

use domain::{Edit, EntityKind};
use jiff::{SignedDuration, Timestamp};
use store::{BackupReason, Backups, Document, StoreError};

use crate::sample::{Desk, add_organisation, everything, large, moment};

fn edited() -> (Desk, Document) {
    let desk = Desk::new();
    let mut document = desk.create();
    for edit in everything() {
        document.apply(&edit, "Ann", moment(1)).unwrap();
    }
    (desk, document)
}

fn minutes(n: i64) -> Timestamp {
    moment(0) + SignedDuration::from_mins(n)
}

#[test]
fn a_backup_is_due_after_half_an_hour_of_edits_and_not_before() {
    let desk = Desk::new();
    let mut document = desk.create();
    assert!(!document.backup_due(minutes(60)), "nothing was done yet");
    document
        .apply(&add_organisation(1), "Ann", minutes(60))
        .unwrap();
    assert!(document.backup_due(minutes(60)), "there is none yet");
    let backup = document
        .begin_backup(BackupReason::Edits, minutes(60))
        .run()
        .unwrap();
    assert_eq!((backup.revision, backup.taken), (1, minutes(60)));
    assert!(
        !document.backup_due(minutes(600)),
        "nothing was done since the last"
    );
    document
        .apply(&add_organisation(2), "Ann", minutes(61))
        .unwrap();
    assert!(!document.backup_due(minutes(89)));
    assert!(document.backup_due(minutes(90)));
    document.close(minutes(91)).unwrap();
    assert!(
        desk.open().backup_due(minutes(92)),
        "known in the next session too"
    );
}

#[test]
fn a_backup_says_what_it_holds_and_is_not_beside_the_document() {
    let (desk, document) = edited();
    let backup = document
        .begin_backup(BackupReason::Asked, moment(5))
        .run()
        .unwrap();
    assert!(backup.path.starts_with(desk.work.folder()));
    assert!(desk.litter().is_empty());
    let backups = Backups::of(&document);
    assert_eq!(backups.list(), std::slice::from_ref(&backup));
    let holding = backups.look_into(&backup).unwrap();
    assert_eq!(holding.footprint, "Vale partnership");
    let (words, author, at) = holding.last.unwrap();
    assert_eq!(words, document.history(1).unwrap()[0].words);
    assert_eq!((author.as_str(), at), ("Ann", moment(1)));
    for (kind, many) in [
        (EntityKind::Organisation, 2),
        (EntityKind::Leader, 2),
        (EntityKind::Tie, 3),
        (EntityKind::Assessment, 4),
        (EntityKind::View, 1),
    ] {
        assert!(holding.counts.contains(&(kind, many)), "{kind:?}");
    }
    let total: u64 = holding.counts.iter().map(|(_, many)| many).sum();
    assert_eq!(total, document.map().count() as u64);
    let files = fs::read_dir(backup.path.parent().unwrap()).unwrap().count();
    assert_eq!(files, 2, "the backup and the note, nothing left over");
}

#[test]
fn restore_drill_the_document_and_its_file_are_garbled_and_everything_comes_back() {
    let (desk, mut document) = edited();
    document.publish(moment(2)).unwrap();
    let backup = document
        .begin_backup(BackupReason::Edits, moment(3))
        .run()
        .unwrap();
    let (map, revision, id) = (document.map(), document.revision(), document.id());
    document
        .apply(&add_organisation(500), "Ann", moment(4))
        .unwrap();
    drop(document);

    // The disk loses both: the published file and the working copy.
    let garbage = vec![0x5a; 40_000];
    fs::write(desk.file(), &garbage).unwrap();
    for slot in fs::read_dir(desk.work.folder()).unwrap() {
        let slot = slot.unwrap().path();
        for folder in fs::read_dir(&slot).unwrap().flatten() {
            let copy = folder.path().join("copy-1.footbridge");
            if copy.exists() {
                fs::write(&copy, &garbage).unwrap();
            }
        }
    }
    desk.try_open().unwrap_err();

    // Found by the path alone, and restored to a file of its own.
    let [backups] = Backups::at(&desk.file(), &desk.work, None)
        .try_into()
        .unwrap();
    let found = backups.list();
    assert_eq!(found, [backup]);
    backups.look_into(&found[0]).unwrap();
    let to = desk.file().with_file_name("Vale restored.footbridge");
    let restored = backups.restore(&found[0], &to).unwrap();
    assert_eq!(restored, to);
    assert_eq!(fs::read(desk.file()).unwrap(), garbage, "not touched");
    let mut document = Document::open(&to, &desk.work, "Ann", moment(6)).unwrap();
    assert_eq!(*document.map(), *map);
    assert_eq!((document.revision(), document.id()), (revision, id));
    assert_eq!(document.check().unwrap(), Vec::<String>::new());
    document.undo("Ann", moment(7)).unwrap();
    document
        .apply(&add_organisation(501), "Ann", moment(8))
        .unwrap();
    document.close(moment(9)).unwrap();
}

#[test]
fn a_backup_is_never_restored_over_a_file_or_among_the_programs_own() {
    let (desk, document) = edited();
    let backup = document
        .begin_backup(BackupReason::Edits, moment(3))
        .run()
        .unwrap();
    let backups = Backups::of(&document);
    let there = fs::read(desk.file()).unwrap();
    assert!(matches!(
        backups.restore(&backup, &desk.file()),
        Err(StoreError::AlreadyThere { .. })
    ));
    assert_eq!(fs::read(desk.file()).unwrap(), there);
    let inside = desk.work.folder().join("Vale.footbridge");
    assert!(matches!(
        backups.restore(&backup, &inside),
        Err(StoreError::NotPublished { .. })
    ));
    let mut another = backup;
    another.path = desk.file();
    assert!(matches!(
        backups.restore(&another, &desk.file().with_file_name("x.footbridge")),
        Err(StoreError::Missing { .. })
    ));
}

#[test]
fn journals_of_another_life_beside_the_place_of_restoring_change_nothing() {
    let (desk, mut document) = edited();
    let backup = document
        .begin_backup(BackupReason::Edits, moment(3))
        .run()
        .unwrap();
    let map = document.map();
    // A journal with other content, as it is left when somebody removes only the main file of a database.
    let other = desk.folder.path().join("other.db");
    let db = rusqlite::Connection::open(&other).unwrap();
    db.execute_batch("PRAGMA journal_mode = WAL; CREATE TABLE t (x); INSERT INTO t VALUES (1);")
        .unwrap();
    let to = desk.file().with_file_name("Restored.footbridge");
    for suffix in ["-wal", "-shm"] {
        let mut from = other.clone().into_os_string();
        from.push(suffix);
        let mut beside = to.clone().into_os_string();
        beside.push(suffix);
        fs::copy(from, beside).unwrap();
    }
    Backups::of(&document).restore(&backup, &to).unwrap();
    document
        .apply(&add_organisation(500), "Ann", moment(4))
        .unwrap();
    let restored = Document::open(&to, &desk.work, "Ann", moment(5)).unwrap();
    assert_eq!(*restored.map(), *map);
    assert_eq!(restored.check().unwrap(), Vec::<String>::new());
}

#[test]
fn before_a_bulk_change_a_backup_is_taken_but_not_twice_of_the_same_state() {
    let (desk, mut document) = edited();
    let map = document.map();
    document.apply(&large(5, 10, 10), "Ann", moment(2)).unwrap();
    let backups = Backups::of(&document);
    let [before] = backups.list().try_into().unwrap();
    assert_eq!(before.reason, BackupReason::BulkChange);
    document.undo("Ann", moment(3)).unwrap();
    assert!(
        document
            .backup_before(BackupReason::Import, moment(4))
            .unwrap()
            .is_some()
    );
    assert_eq!(
        document
            .backup_before(BackupReason::Import, moment(5))
            .unwrap(),
        None
    );
    assert_eq!(backups.list().len(), 2);
    let small = Edit::Together {
        what: "Two".to_owned(),
        edits: vec![add_organisation(700), add_organisation(701)],
    };
    document.apply(&small, "Ann", moment(6)).unwrap();
    assert_eq!(backups.list().len(), 2, "a step of two is no bulk change");
    let to = desk.file().with_file_name("Before.footbridge");
    backups.restore(&before, &to).unwrap();
    let restored = Document::open(&to, &desk.work, "Ann", moment(7)).unwrap();
    assert_eq!(*restored.map(), *map);
}

#[test]
fn backups_are_thinned_as_they_age_but_never_when_a_new_one_fails() {
    let desk = Desk::new();
    let mut document = desk.create();
    let hour = |n: i64| moment(0) + SignedDuration::from_hours(n);
    for n in 0..60 {
        document
            .apply(&add_organisation(n), "Ann", hour(6 * n as i64))
            .unwrap();
        document
            .begin_backup(BackupReason::Edits, hour(6 * n as i64))
            .run()
            .unwrap();
    }
    let backups = Backups::of(&document);
    let kept = backups.list();
    assert!((14..=20).contains(&kept.len()), "{}", kept.len());
    assert_eq!(kept[0].revision, 60);

    // Long after, and with no place for a new one: none of the old ones goes.
    let folder = kept[0].path.parent().unwrap().to_owned();
    let away = folder.with_extension("away");
    fs::rename(&folder, &away).unwrap();
    fs::write(&folder, b"in the way").unwrap();
    let error = document
        .begin_backup(BackupReason::Edits, hour(24 * 300))
        .run()
        .unwrap_err();
    assert!(matches!(error, StoreError::NotBackedUp { .. }), "{error}");
    let before = document.revision();
    let refused = document.apply(&large(2, 5, 5), "Ann", hour(24 * 300));
    assert!(matches!(refused, Err(StoreError::NotBackedUp { .. })));
    assert_eq!(document.revision(), before, "no bulk change without one");
    fs::remove_file(&folder).unwrap();
    fs::rename(&away, &folder).unwrap();
    assert_eq!(backups.list(), kept);
}

#[test]
fn a_damaged_document_gives_no_backup_and_costs_none_of_the_good_ones() {
    let (desk, document) = edited();
    for n in 0..3 {
        document
            .begin_backup(BackupReason::Asked, moment(n))
            .run()
            .unwrap();
    }
    let good = Backups::of(&document).list();
    let copy = walk(desk.work.folder())
        .into_iter()
        .find(|path| path.ends_with("copy-1.footbridge"))
        .unwrap();
    let db = rusqlite::Connection::open(&copy).unwrap();
    db.execute_batch("PRAGMA foreign_keys = OFF; DELETE FROM leader;")
        .unwrap();
    drop(db);
    let year_later = moment(400 * 24 * 3600);
    let refused = document
        .begin_backup(BackupReason::Asked, year_later)
        .run()
        .unwrap_err();
    assert!(
        refused.to_string().contains("names a row of leader"),
        "{refused}"
    );
    assert_eq!(Backups::of(&document).list(), good);
    drop(document);

    // Opened again the damage is found, and the published file shown, which holds less. A backup of that may be
    // taken, and what holds most is kept all the same.
    let document = Document::open(&desk.file(), &desk.work, "Ann", year_later).unwrap();
    assert!(document.opening().damaged_copy.is_some());
    document
        .begin_backup(BackupReason::Asked, year_later)
        .run()
        .unwrap();
    let left = Backups::of(&document).list();
    assert_eq!(left.len(), 2);
    assert_eq!(left[1], good[0]);
}

#[test]
fn before_an_older_document_is_brought_up_to_date_it_is_backed_up_as_it_was() {
    let desk = Desk::new();
    let golden = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../tests/golden")
        .join("v1.footbridge");
    fs::copy(golden, desk.file()).unwrap();
    let document = desk.open();
    let from = document.opening().migrated_from;
    assert_eq!(from, Some(1));
    let backups = Backups::of(&document);
    let [before] = backups.list().try_into().unwrap();
    assert_eq!(before.reason, BackupReason::Migration);
    let holding = backups.look_into(&before).unwrap();
    assert_eq!(holding.footprint, document.map().footprint().name);
    let to = desk.file().with_file_name("As it was.footbridge");
    backups.restore(&before, &to).unwrap();
    let db = rusqlite::Connection::open(&to).unwrap();
    let schema: u32 = db
        .query_row("PRAGMA user_version", [], |row| row.get(0))
        .unwrap();
    assert_eq!(schema, 1, "for whoever still has the older program");
}

/// Every file under a folder.
pub(crate) fn walk(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(walk(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

#[test]
fn a_backup_names_the_last_edit_in_effect_and_not_one_that_was_taken_back() {
    let (_desk, mut document) = edited();
    let words = document.history(1).unwrap()[0].words.clone();
    document
        .apply(&add_organisation(77), "Ann", moment(3))
        .unwrap();
    document.undo("Ann", moment(4)).unwrap();
    let backup = document
        .begin_backup(BackupReason::Asked, moment(5))
        .run()
        .unwrap();
    let holding = Backups::of(&document).look_into(&backup).unwrap();
    assert_eq!(holding.last.unwrap().0, words);
}
