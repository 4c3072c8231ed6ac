//! Publishing: the user's file is replaced whole, or not at all.

use std::fs;

use store::{Document, StoreError};

use crate::sample::{Desk, add_organisation, everything, moment};

fn edited() -> (Desk, Document) {
    let desk = Desk::new();
    let mut document = desk.create();
    for edit in everything() {
        document.apply(&edit, "Ann", moment(1)).unwrap();
    }
    (desk, document)
}

#[test]
fn a_new_document_is_published_at_once_and_again_after_edits() {
    let (desk, mut document) = edited();
    assert!(document.needs_publishing());
    let before = fs::read(desk.file()).unwrap();
    let published = document.publish(moment(2)).unwrap();
    assert!(published.written);
    assert_eq!(published.revision, document.revision());
    assert!(!document.needs_publishing());
    assert_ne!(fs::read(desk.file()).unwrap(), before);
    assert!(
        !document.publish(moment(3)).unwrap().written,
        "nothing to write twice"
    );
    assert!(desk.litter().is_empty(), "{:?}", desk.litter());
}

#[test]
fn a_published_file_is_one_file_that_any_reader_of_sqlite_opens() {
    let (desk, document) = edited();
    document.close(moment(2)).unwrap();
    let bytes = fs::read(desk.file()).unwrap();
    assert_eq!(&bytes[..16], b"SQLite format 3\0");
    assert_eq!(
        &bytes[18..20],
        [1, 1],
        "not in journal mode WAL, which would need files beside it"
    );
    assert_eq!(&bytes[68..72], b"FtBr");
    assert_ne!(&bytes[60..64], [0, 0, 0, 0], "it says its schema");
}

#[test]
fn a_file_changed_by_somebody_else_is_never_overwritten() {
    let (desk, mut document) = edited();
    document.publish(moment(2)).unwrap();
    document
        .apply(&add_organisation(500), "Ann", moment(3))
        .unwrap();

    let theirs = Desk::new();
    let mut colleague = Document::open(&desk.file(), &theirs.work, "Bob", moment(4)).unwrap();
    colleague
        .apply(&add_organisation(600), "Bob", moment(5))
        .unwrap();
    colleague.close(moment(6)).unwrap();
    let there = fs::read(desk.file()).unwrap();

    let error = document.publish(moment(7)).unwrap_err();
    assert!(matches!(error, StoreError::PublishedChanged { .. }));
    assert!(error.to_string().contains("safe"), "{error}");
    assert_eq!(fs::read(desk.file()).unwrap(), there);
    assert!(desk.litter().is_empty(), "{:?}", desk.litter());
    assert!(document.needs_publishing());

    let mine = desk.file().with_file_name("Vale mine.footbridge");
    document.save_copy(&mine).unwrap();
    let opened = Document::open(&mine, &desk.work, "Ann", moment(8)).unwrap();
    assert_eq!(*opened.map(), *document.map());
    assert!(matches!(
        document.save_copy(&mine),
        Err(StoreError::AlreadyThere { .. })
    ));
    assert!(matches!(
        document.close(moment(9)),
        Err(StoreError::PublishedChanged { .. })
    ));
    assert!(matches!(
        desk.try_open(),
        Err(StoreError::BothChanged { edits: 1, .. })
    ));
}

#[test]
fn a_file_renamed_under_the_open_document_is_not_made_twice() {
    let (desk, mut document) = edited();
    fs::rename(desk.file(), desk.file().with_file_name("Moved.footbridge")).unwrap();
    assert!(matches!(
        document.publish(moment(2)),
        Err(StoreError::PublishedGone { .. })
    ));
    assert!(!desk.file().exists());
    fs::rename(desk.file().with_file_name("Moved.footbridge"), desk.file()).unwrap();
    assert!(
        document.publish(moment(3)).unwrap().written,
        "put back, it is published"
    );
}

#[test]
fn a_document_is_never_made_over_a_file() {
    let desk = Desk::new();
    fs::write(desk.file(), b"mine").unwrap();
    let error = Document::create(&desk.file(), &desk.work, "Vale", "Ann", moment(0)).unwrap_err();
    assert!(matches!(error, StoreError::AlreadyThere { .. }));
    assert_eq!(fs::read(desk.file()).unwrap(), b"mine");
}

#[test]
fn a_place_that_cannot_be_written_says_so_and_leaves_nothing_behind() {
    let desk = Desk::new();
    let file = desk.folder.path().join("a file");
    fs::write(&file, b"x").unwrap();
    let under_a_file = file.join("Vale.footbridge");
    let error = Document::create(&under_a_file, &desk.work, "Vale", "Ann", moment(0)).unwrap_err();
    assert!(matches!(error, StoreError::NotPublished { .. }), "{error}");
    assert!(
        error
            .to_string()
            .contains("Vale.footbridge was not written because "),
        "{error}"
    );
    assert!(error.to_string().contains("nothing was changed"), "{error}");
    assert!(desk.work.published_paths().is_empty());
}

#[test]
fn when_the_folder_vanishes_the_edits_stay_and_are_published_when_it_is_back() {
    let (desk, mut document) = edited();
    document.publish(moment(2)).unwrap();
    document
        .apply(&add_organisation(500), "Ann", moment(3))
        .unwrap();
    let folder = desk.file().parent().unwrap().to_owned();
    let away = desk.folder.path().join("away");
    fs::rename(&folder, &away).unwrap();
    let error = document.publish(moment(4)).unwrap_err();
    assert!(matches!(error, StoreError::NotPublished { .. }), "{error}");
    assert!(
        error
            .to_string()
            .contains("your last edit is safe on this computer"),
        "{error}"
    );
    document
        .apply(&add_organisation(501), "Ann", moment(5))
        .unwrap();
    fs::rename(&away, &folder).unwrap();
    assert!(document.publish(moment(6)).unwrap().written);
    let map = document.map();
    drop(document);
    assert_eq!(*desk.open().map(), *map);
}

#[test]
fn deleted_words_are_not_in_the_published_bytes_of_an_undone_and_saved_document() {
    // What an undo takes out of the tables stays in the history, which is the document's memory; pages that were
    // freed are not published.
    let (desk, document) = edited();
    document.close(moment(2)).unwrap();
    let db = rusqlite::Connection::open(desk.file()).unwrap();
    let free: i64 = db
        .query_row("PRAGMA freelist_count", [], |row| row.get(0))
        .unwrap();
    assert_eq!(free, 0);
}

#[cfg(unix)]
#[test]
fn publishing_keeps_the_files_permissions_and_follows_a_link() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let (desk, mut document) = edited();
    fs::set_permissions(desk.file(), fs::Permissions::from_mode(0o664)).unwrap();
    document.publish(moment(2)).unwrap();
    assert_eq!(
        fs::metadata(desk.file()).unwrap().permissions().mode() & 0o777,
        0o664
    );
    document.close(moment(3)).unwrap();

    let link = desk.folder.path().join("link.footbridge");
    symlink(desk.file(), &link).unwrap();
    let mut document = Document::open(&link, &desk.work, "Ann", moment(4)).unwrap();
    document
        .apply(&add_organisation(500), "Ann", moment(5))
        .unwrap();
    document.close(moment(6)).unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(desk.open().map().organisations().len(), 3);
}

#[test]
fn a_file_marked_read_only_is_left_as_it_is() {
    let (desk, mut document) = edited();
    let before = fs::read(desk.file()).unwrap();
    let mut permissions = fs::metadata(desk.file()).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(desk.file(), permissions).unwrap();
    let error = document.publish(moment(2)).unwrap_err();
    assert!(error.to_string().contains("marked read-only"), "{error}");
    assert_eq!(fs::read(desk.file()).unwrap(), before);
    assert!(desk.litter().is_empty(), "{:?}", desk.litter());
}

/// The slot's note of what was published, and the document's folder it lies in.
fn state(desk: &Desk) -> (std::path::PathBuf, serde_json::Value) {
    let slot = fs::read_dir(desk.work.folder())
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    let path = fs::read_dir(&slot)
        .unwrap()
        .map(|entry| entry.unwrap().path().join("state.json"))
        .find(|path| path.exists())
        .unwrap();
    let state = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    (path, state)
}

#[test]
fn an_end_between_the_rename_and_the_note_of_it_is_not_taken_for_somebody_elses_change() {
    let (desk, mut document) = edited();
    let (_, before) = state(&desk);
    document.publish(moment(2)).unwrap();
    let (path, mut after) = state(&desk);
    drop(document);
    after["coming"] = after["base"].take();
    after["base"] = before["base"].clone();
    fs::write(&path, after.to_string()).unwrap();
    let mut document = desk.open();
    assert_eq!(document.opening().recovered_edits, 0);
    assert!(!document.opening().took_published);
    document
        .apply(&add_organisation(500), "Ann", moment(3))
        .unwrap();
    document.publish(moment(4)).unwrap();
}

#[test]
fn copies_left_behind_by_an_end_while_publishing_are_swept_but_not_those_of_others() {
    let (desk, document) = edited();
    document.close(moment(2)).unwrap();
    let slot = fs::read_dir(desk.work.folder())
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    let mark = fs::read_to_string(slot.join("mark")).unwrap();
    for mark in [mark.as_str(), "0123456789ab"] {
        fs::write(
            desk.file()
                .with_file_name(format!(".~footbridge-{mark}-x.tmp")),
            b"half",
        )
        .unwrap();
    }
    desk.open();
    assert_eq!(desk.litter(), [".~footbridge-0123456789ab-x.tmp"]);
}

#[test]
fn edits_go_on_while_the_file_is_published_on_another_thread() {
    fn sent<T: Send>(it: T) -> T {
        it
    }
    let (desk, mut document) = edited();
    document.publish(moment(2)).unwrap();
    for round in 0..5_u128 {
        document
            .apply(&add_organisation(500 + 100 * round), "Ann", moment(3))
            .unwrap();
        let begun = document.revision();
        let publishing = sent(document.begin_publishing());
        let outcome = std::thread::scope(|scope| {
            let run = scope.spawn(|| publishing.run());
            for n in 1..20 {
                document
                    .apply(&add_organisation(500 + 100 * round + n), "Ann", moment(4))
                    .unwrap();
            }
            run.join().unwrap()
        });
        let published = document.published(outcome, moment(5)).unwrap();
        assert!(published.written);
        assert!(published.revision >= begun && published.revision <= document.revision());
        assert_eq!(
            document.needs_publishing(),
            published.revision != document.revision()
        );
        let elsewhere = Desk::new();
        let there = Document::open(&desk.file(), &elsewhere.work, "Bob", moment(6)).unwrap();
        assert_eq!(there.revision(), published.revision);
        assert_eq!(there.check().unwrap(), Vec::<String>::new());
    }
    let map = document.map();
    document.close(moment(7)).unwrap();
    assert!(desk.litter().is_empty(), "{:?}", desk.litter());
    assert_eq!(*desk.open().map(), *map);
}

#[test]
fn closing_waits_for_a_publishing_under_way_and_a_document_is_held_until_the_last_has_ended() {
    let (desk, document) = edited();
    let late = document.begin_publishing();
    let map = document.map();
    drop(document);
    assert!(matches!(
        desk.try_open(),
        Err(StoreError::AlreadyOpen { .. })
    ));
    assert!(late.run().result().unwrap().written);
    let document = desk.open();
    assert!(!document.needs_publishing());
    assert_eq!(*document.map(), *map);
}

#[test]
fn failing_to_publish_is_tried_again_less_and_less_often_and_says_how_much_waits() {
    let (desk, mut document) = edited();
    document.publish(moment(1)).unwrap();
    for n in 0..3 {
        document
            .apply(&add_organisation(500 + n), "Ann", moment(2))
            .unwrap();
    }
    fs::remove_file(desk.file()).unwrap();
    fs::create_dir(desk.file()).unwrap();
    assert_eq!(document.publish_again_at(), None);
    let mut waits = Vec::new();
    for n in 1..=9 {
        let error = document.publish(moment(n * 1000)).unwrap_err();
        assert_eq!(
            error.to_string(),
            format!(
                "{} was not written because a folder stands in its place; your last 3 edits are safe on this \
                 computer, and the program goes on trying to save them there: see to that, or choose another place.",
                desk.file().display()
            )
        );
        let again = document.publish_again_at().unwrap();
        waits.push(again.duration_since(moment(n * 1000)).as_secs());
    }
    assert_eq!(waits, [5, 10, 20, 40, 80, 160, 300, 300, 300]);
    fs::remove_dir(desk.file()).unwrap();
    document
        .publish_to(&desk.file(), "Ann", moment(9999))
        .unwrap();
    assert_eq!(document.publish_again_at(), None);
}

#[test]
fn a_document_moves_to_another_place_with_all_it_has() {
    let (desk, mut document) = edited();
    document.publish(moment(1)).unwrap();
    let old = fs::read(desk.file()).unwrap();
    document
        .apply(&add_organisation(500), "Ann", moment(2))
        .unwrap();
    let stale = document.begin_publishing();
    let to = desk.folder.path().join("Moved.footbridge");
    let moved = document.publish_to(&to, "Ann", moment(3)).unwrap();
    assert!(moved.written);
    assert_eq!(document.path(), to.canonicalize().unwrap());
    assert!(!document.needs_publishing());
    assert_eq!(
        fs::read(desk.file()).unwrap(),
        old,
        "the file at the old place stays as it was"
    );
    document.published(stale.run(), moment(4)).unwrap();
    assert_eq!(
        fs::read(desk.file()).unwrap(),
        old,
        "a publishing begun before the move does nothing"
    );
    document
        .apply(&add_organisation(501), "Ann", moment(5))
        .unwrap();
    document.undo("Ann", moment(6)).unwrap();
    let map = document.map();
    document.close(moment(7)).unwrap();
    assert_eq!(desk.work.published_paths(), [to.canonicalize().unwrap()]);
    let moved = Document::open(&to, &desk.work, "Ann", moment(8)).unwrap();
    assert_eq!(*moved.map(), *map);
    assert_eq!(moved.opening().recovered_edits, 0);
    let old = desk.open();
    assert_eq!(old.map().organisations().len(), 2);
    assert_eq!(old.opening().sentence(), None);
}

#[test]
fn a_document_never_moves_over_a_file_or_to_where_it_cannot_be_written() {
    let (desk, mut document) = edited();
    document.publish(moment(1)).unwrap();
    let theirs = desk.folder.path().join("Theirs.footbridge");
    fs::write(&theirs, b"theirs").unwrap();
    assert!(matches!(
        document.publish_to(&theirs, "Ann", moment(2)),
        Err(StoreError::AlreadyThere { .. })
    ));
    assert_eq!(fs::read(&theirs).unwrap(), b"theirs");
    for to in [
        desk.folder.path().join("nowhere").join("Vale.footbridge"),
        desk.work.folder().join("Vale.footbridge"),
        theirs.join("Vale.footbridge"),
    ] {
        let error = document.publish_to(&to, "Ann", moment(3)).unwrap_err();
        assert!(matches!(error, StoreError::NotPublished { .. }), "{error}");
    }
    assert_eq!(document.path(), desk.file());
    document
        .apply(&add_organisation(500), "Ann", moment(4))
        .unwrap();
    document.close(moment(5)).unwrap();
    assert_eq!(desk.open().map().organisations().len(), 3);
}

#[test]
fn a_file_renamed_under_the_open_document_is_found_and_can_be_followed() {
    let (desk, mut document) = edited();
    document.publish(moment(1)).unwrap();
    document
        .apply(&add_organisation(500), "Ann", moment(2))
        .unwrap();
    let renamed = desk.file().with_file_name("Vale 2026.footbridge");
    fs::rename(desk.file(), &renamed).unwrap();
    let error = document.publish(moment(3)).unwrap_err();
    let StoreError::PublishedGone { now_at, edits, .. } = &error else {
        panic!("{error}")
    };
    assert_eq!((now_at.as_ref(), *edits), (Some(&renamed), 1));
    assert!(
        error.to_string().contains("Vale 2026.footbridge")
            && error.to_string().contains("1 edit was not published"),
        "{error}"
    );
    document.publish_to(&renamed, "Ann", moment(4)).unwrap();
    assert_eq!(document.path(), renamed);
    assert!(!desk.file().exists());
    document.close(moment(5)).unwrap();
    let document = Document::open(&renamed, &desk.work, "Ann", moment(6)).unwrap();
    assert_eq!(document.map().organisations().len(), 3);
}
