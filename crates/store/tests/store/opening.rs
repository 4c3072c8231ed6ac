//! Opening: bad files, files of others, and what the program left behind.

use std::fs;
use std::path::PathBuf;

use store::{Document, StoreError, rescue_unpublished};

use crate::sample::{Desk, add_organisation, everything, moment};

/// A published sample in a desk, closed.
fn published() -> Desk {
    let desk = Desk::new();
    let mut document = desk.create();
    for edit in everything() {
        document.apply(&edit, "Ann", moment(1)).unwrap();
    }
    document.close(moment(2)).unwrap();
    desk
}

/// Puts bytes where another desk's document would be, and tries to open them.
fn refusal(bytes: &[u8]) -> StoreError {
    let desk = Desk::new();
    fs::write(desk.file(), bytes).unwrap();
    let error = desk.try_open().unwrap_err();
    assert_eq!(
        fs::read(desk.file()).unwrap(),
        bytes,
        "a refused file is left as it is"
    );
    assert!(desk.litter().is_empty());
    assert!(error.to_string().contains("Vale.footbridge"), "{error}");
    error
}

fn altered(change: impl FnOnce(&rusqlite::Connection)) -> Vec<u8> {
    let desk = published();
    let db = rusqlite::Connection::open(desk.file()).unwrap();
    change(&db);
    drop(db);
    fs::read(desk.file()).unwrap()
}

#[test]
fn a_file_that_is_not_there_is_missing() {
    let desk = Desk::new();
    assert!(matches!(desk.try_open(), Err(StoreError::Missing { .. })));
    let nowhere = desk
        .folder
        .path()
        .join("no such folder")
        .join("Vale.footbridge");
    let error = Document::open(&nowhere, &desk.work, "Ann", moment(0)).unwrap_err();
    assert!(matches!(error, StoreError::Missing { .. }));
}

#[test]
fn text_an_empty_file_a_folder_and_another_programs_database_are_not_footprints() {
    assert!(matches!(
        refusal(b"Name,Organisation\r\nAnn,Vale\r\n"),
        StoreError::NotAFootprint { .. }
    ));
    assert!(matches!(
        refusal(&[0x50; 5000]),
        StoreError::NotAFootprint { .. }
    ));
    assert!(matches!(refusal(b""), StoreError::Damaged { .. }));
    let other = altered(|db| db.pragma_update(None, "application_id", 1).unwrap());
    assert!(matches!(refusal(&other), StoreError::NotAFootprint { .. }));

    let desk = Desk::new();
    fs::create_dir(desk.file()).unwrap();
    let error = desk.try_open().unwrap_err();
    assert!(
        matches!(
            error,
            StoreError::NotAFootprint { .. } | StoreError::Unreadable { .. }
        ),
        "{error}"
    );
}

#[test]
fn a_file_from_a_newer_program_says_so() {
    let newer = altered(|db| {
        db.pragma_update(None, "user_version", 1000).unwrap();
        db.execute("UPDATE meta SET value = '999' WHERE key = 'min_writer'", [])
            .unwrap();
    });
    let error = refusal(&newer);
    assert!(
        matches!(error, StoreError::Newer { theirs: 999, .. }),
        "{error}"
    );
}

#[test]
fn a_newer_file_that_only_added_to_the_schema_opens() {
    let newer = altered(|db| {
        db.execute_batch(
            "CREATE TABLE to_come (id TEXT PRIMARY KEY NOT NULL) STRICT; PRAGMA user_version = 1000",
        )
        .unwrap();
    });
    let desk = Desk::new();
    fs::write(desk.file(), newer).unwrap();
    assert!(desk.open().map().count() > 0);
}

#[test]
fn truncated_and_garbled_files_are_damaged_at_every_length() {
    let whole = fs::read(published().file()).unwrap();
    for part in [
        100,
        512,
        4096,
        5000,
        whole.len() / 2,
        whole.len() - 4096,
        whole.len() - 1,
    ] {
        let error = refusal(&whole[..part]);
        assert!(
            matches!(
                error,
                StoreError::Damaged { .. } | StoreError::NotAFootprint { .. }
            ),
            "{part} bytes: {error}"
        );
    }
    for page in 1..whole.len() / 4096 {
        let mut garbled = whole.clone();
        for byte in &mut garbled[page * 4096..page * 4096 + 64] {
            *byte ^= 0x5a;
        }
        let desk = Desk::new();
        fs::write(desk.file(), &garbled).unwrap();
        // Pages of text alone may still be well-formed; what may not happen is a panic or a changed file.
        if let Err(error) = desk.try_open() {
            assert!(
                matches!(error, StoreError::Damaged { .. }),
                "page {page}: {error}"
            );
        }
        assert_eq!(fs::read(desk.file()).unwrap(), garbled);
    }
}

#[test]
fn a_file_with_a_trigger_a_view_or_a_foreign_table_is_refused() {
    for statement in [
        "CREATE TRIGGER t AFTER INSERT ON place BEGIN DELETE FROM history; END",
        "CREATE VIEW v AS SELECT * FROM leader",
        "CREATE TABLE extra (x)",
        "DROP TABLE spot",
        "DROP INDEX tie_by_a_leader",
    ] {
        let bytes = altered(|db| db.execute_batch(statement).unwrap());
        let error = refusal(&bytes);
        assert!(
            matches!(error, StoreError::Damaged { .. }),
            "{statement}: {error}"
        );
    }
}

#[test]
fn a_file_with_a_reference_to_nowhere_or_an_unknown_word_is_refused() {
    for statement in [
        "PRAGMA foreign_keys = OFF; DELETE FROM leader",
        "UPDATE organisation SET kind = 'circus'",
        "UPDATE tie SET id = 'not an id' WHERE id IN (SELECT id FROM tie EXCEPT SELECT tie_id FROM assessment)",
    ] {
        let bytes = altered(|db| db.execute_batch(statement).unwrap());
        let error = refusal(&bytes);
        assert!(
            matches!(error, StoreError::Damaged { .. }),
            "{statement}: {error}"
        );
    }
}

#[test]
fn a_second_program_gets_a_clear_sentence() {
    let desk = Desk::new();
    let document = desk.create();
    let error = desk.try_open().unwrap_err();
    assert!(matches!(error, StoreError::AlreadyOpen { .. }));
    assert!(
        error
            .to_string()
            .contains("is already open here (by Ann, process "),
        "{error}"
    );
    document.close(moment(1)).unwrap();
    desk.open();
}

#[test]
fn a_stale_journal_beside_the_published_file_changes_nothing() {
    let desk = published();
    let map = desk.open().map();
    // Another document's journal, under the names SQLite would look for.
    let other = published();
    let db = rusqlite::Connection::open(other.file()).unwrap();
    db.pragma_update(None, "journal_mode", "WAL").unwrap();
    db.execute("UPDATE leader SET name = 'Somebody else'", [])
        .unwrap();
    let wal = other.file().with_extension("footbridge-wal");
    fs::copy(&wal, desk.file().with_extension("footbridge-wal")).unwrap();
    let elsewhere = Desk::new();
    let document = Document::open(&desk.file(), &elsewhere.work, "Bob", moment(3)).unwrap();
    assert_eq!(*document.map(), *map);
}

#[test]
fn edits_that_were_never_published_are_found_again() {
    let desk = published();
    let mut document = desk.open();
    document
        .apply(&add_organisation(500), "Ann", moment(3))
        .unwrap();
    document
        .apply(&add_organisation(501), "Ann", moment(4))
        .unwrap();
    let map = document.map();
    drop(document); // the program ends without closing
    let mut document = desk.open();
    assert_eq!(document.opening().recovered_edits, 2);
    assert!(document.needs_publishing());
    assert_eq!(*document.map(), *map);
    assert!(document.publish(moment(5)).unwrap().written);
    drop(document);
    assert_eq!(desk.open().opening().recovered_edits, 0);
}

/// Gives the document to a colleague, who edits and publishes it.
fn colleague_edits(desk: &Desk, n: u128) {
    let theirs = Desk::new();
    let mut document = Document::open(&desk.file(), &theirs.work, "Bob", moment(10)).unwrap();
    document
        .apply(&add_organisation(n), "Bob", moment(11))
        .unwrap();
    document.close(moment(12)).unwrap();
}

#[test]
fn a_colleagues_newer_file_is_taken_when_nothing_waits_here() {
    let desk = published();
    for round in 0..3 {
        colleague_edits(&desk, 600 + round);
        let document = desk.open();
        assert!(document.opening().took_published);
        assert_eq!(document.opening().recovered_edits, 0);
        assert_eq!(
            document.map().organisations().len(),
            3 + usize::try_from(round).unwrap()
        );
        assert!(!document.needs_publishing());
    }
    assert!(!desk.open().opening().took_published);
}

#[test]
fn when_both_have_changed_neither_is_touched_and_there_is_a_way_out() {
    let desk = published();
    let mut document = desk.open();
    document
        .apply(&add_organisation(500), "Ann", moment(3))
        .unwrap();
    drop(document);
    colleague_edits(&desk, 600);
    let theirs = fs::read(desk.file()).unwrap();
    let error = desk.try_open().unwrap_err();
    assert!(
        matches!(error, StoreError::BothChanged { edits: 1, .. }),
        "{error}"
    );
    assert_eq!(fs::read(desk.file()).unwrap(), theirs);
    assert!(
        matches!(
            desk.try_open(),
            Err(StoreError::BothChanged { edits: 1, .. })
        ),
        "and again"
    );

    let mine: PathBuf = desk.file().with_file_name("Vale mine.footbridge");
    assert_eq!(
        rescue_unpublished(&desk.file(), &desk.work, &mine, None, "Ann", moment(20)).unwrap(),
        1
    );
    assert_eq!(desk.open().map().organisations().len(), 3, "theirs");
    let mine = Document::open(&mine, &desk.work, "Ann", moment(21)).unwrap();
    assert!(
        mine.map().organisation(crate::sample::id(500)).is_some(),
        "mine"
    );
}

#[test]
fn a_document_whose_published_file_vanished_with_edits_waiting_still_opens() {
    let desk = published();
    let mut document = desk.open();
    document
        .apply(&add_organisation(500), "Ann", moment(3))
        .unwrap();
    drop(document);
    fs::remove_file(desk.file()).unwrap();
    let mut document = desk.open();
    assert!(document.opening().published_gone);
    assert!(document.publish(moment(4)).unwrap().written);
    assert!(desk.file().exists());
    drop(document);
    assert!(!desk.open().needs_publishing());
}

#[test]
fn one_document_has_one_working_copy_however_it_is_named() {
    let desk = published();
    let document = desk.open();
    let roundabout = desk
        .folder
        .path()
        .join("documents")
        .join("..")
        .join("documents")
        .join("Vale.footbridge");
    let error = Document::open(&roundabout, &desk.work, "Ann", moment(3)).unwrap_err();
    assert!(matches!(error, StoreError::AlreadyOpen { .. }));
    drop(document);
    assert_eq!(desk.work.published_paths(), [desk.file()]);
}

#[test]
fn a_damaged_working_copy_is_set_aside_and_the_published_file_taken() {
    let desk = published();
    let map = desk.open().map();
    let live = working_copy(&desk.folder.path().join("work"));
    let mut bytes = fs::read(&live).unwrap();
    for byte in &mut bytes[4096..20_000] {
        *byte = 0x5a;
    }
    fs::write(&live, &bytes).unwrap();
    let document = desk.open();
    assert_eq!(*document.map(), *map);
    let aside = document.opening().damaged_copy.clone().unwrap();
    assert_eq!(
        fs::read(aside).unwrap(),
        bytes,
        "kept, so that it can be salvaged"
    );
    drop(document);
    assert_eq!(desk.open().opening().damaged_copy, None);
}

/// The one database under a work area.
fn working_copy(folder: &std::path::Path) -> PathBuf {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "footbridge") {
                found.push(path);
            }
        }
    }
    assert_eq!(found.len(), 1, "{found:?}");
    found.remove(0)
}
