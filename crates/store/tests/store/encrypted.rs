//! A document with a passphrase: nothing of it can be read without, wherever it lies, and it comes and goes by new
//! files only.

use std::fs;
use std::path::Path;

use store::{
    BackupReason, Backups, Document, Passphrase, StoreError, check_file, repair, rescue_unpublished,
};

use crate::backups::walk;
use crate::sample::{Desk, add_organisation, everything, moment};

fn passphrase(text: &str) -> Passphrase {
    Passphrase::new(text.to_owned()).unwrap()
}

fn open(desk: &Desk, with: &Passphrase) -> Result<Document, StoreError> {
    Document::open_with(&desk.file(), &desk.work, Some(with), "Ann", moment(50))
}

/// The files under a folder in which one of these texts can be read.
fn readable_in(folder: &Path, texts: &[&str]) -> Vec<std::path::PathBuf> {
    walk(folder)
        .into_iter()
        .filter(|path| {
            let bytes = fs::read(path).unwrap();
            texts.iter().any(|text| {
                bytes
                    .windows(text.len())
                    .any(|window| window == text.as_bytes())
            })
        })
        .collect()
}

const TELLING: [&str; 4] = ["Ann Ash", "Vale Council", "CREATE TABLE", "SQLite format 3"];

#[test]
fn an_encrypted_document_can_be_read_nowhere_without_its_passphrase() {
    let desk = Desk::new();
    let secret = passphrase("O'Brien\u{2019}s \"caf\u{e9}\"; --");
    let mut document = Document::create_with(
        &desk.file(),
        &desk.work,
        "Vale",
        Some(&secret),
        "Ann",
        moment(0),
    )
    .unwrap();
    assert!(document.is_encrypted() && document.opens_with(&secret));
    for edit in everything() {
        document.apply(&edit, "Ann", moment(1)).unwrap();
    }
    document
        .begin_backup(BackupReason::Asked, moment(2))
        .run()
        .unwrap();
    document.publish(moment(2)).unwrap();
    document
        .apply(&add_organisation(500), "Ann", moment(3))
        .unwrap();
    assert_eq!(
        readable_in(desk.folder.path(), &TELLING),
        Vec::<std::path::PathBuf>::new(),
        "neither published file nor working copy, journal or backup"
    );
    assert!(!format!("{document:?} {secret:?}").contains("Brien"));
    let map = document.map();
    drop(document);

    let without = desk.try_open().unwrap_err();
    assert!(
        matches!(without, StoreError::NeedsPassphrase { .. }),
        "{without}"
    );
    let wrong = open(&desk, &passphrase("obrien")).unwrap_err();
    assert!(
        matches!(wrong, StoreError::WrongPassphrase { .. }),
        "{wrong}"
    );
    assert!(!format!("{wrong} {wrong:?}").contains("obrien"));
    let document = open(&desk, &secret).unwrap();
    assert_eq!(
        *document.map(),
        *map,
        "with the edit that was never published"
    );
    assert_eq!(document.opening().recovered_edits, 1);
    assert!(document.opening().damaged_copy.is_none());
    assert_eq!(document.check().unwrap(), Vec::<String>::new());
    document.close(moment(60)).unwrap();

    // On another computer, from the file alone.
    let elsewhere = Desk::new();
    let there = |with: Option<&Passphrase>| {
        Document::open_with(&desk.file(), &elsewhere.work, with, "Bob", moment(61))
    };
    assert!(matches!(
        there(None),
        Err(StoreError::NeedsPassphrase { .. })
    ));
    assert!(matches!(
        there(Some(&passphrase("x"))),
        Err(StoreError::WrongPassphrase { .. })
    ));
    let document = there(Some(&secret)).unwrap();
    assert_eq!(*document.map(), *map);
    drop(document);
    assert_eq!(
        readable_in(elsewhere.folder.path(), &TELLING),
        Vec::<std::path::PathBuf>::new()
    );
}

#[test]
fn a_passphrase_is_set_changed_and_taken_away_with_everything_kept() {
    let desk = Desk::new();
    let mut document = desk.create();
    for edit in everything() {
        document.apply(&edit, "Ann", moment(1)).unwrap();
    }
    document
        .begin_backup(BackupReason::Asked, moment(2))
        .run()
        .unwrap();
    document.publish(moment(2)).unwrap();
    document
        .apply(&add_organisation(500), "Ann", moment(3))
        .unwrap();
    document.undo("Ann", moment(3)).unwrap();
    let (map, history) = (document.map(), document.history(100).unwrap());
    let (first, second) = (passphrase("first"), passphrase("second"));

    let set = document.set_passphrase(Some(&first), moment(4)).unwrap();
    assert!(set.published.as_ref().unwrap().written);
    assert_eq!((set.rewritten, set.left.len()), (1, 0));
    assert!(
        set.sentence().contains("sync service"),
        "{}",
        set.sentence()
    );
    assert!(document.opens_with(&first) && !document.opens_with(&second));
    assert_eq!(
        readable_in(desk.folder.path(), &TELLING),
        Vec::<std::path::PathBuf>::new()
    );
    document.redo("Ann", moment(5)).unwrap();
    document.undo("Ann", moment(5)).unwrap();
    assert_eq!(*document.map(), *map);

    document.set_passphrase(Some(&second), moment(6)).unwrap();
    document.close(moment(7)).unwrap();
    assert!(matches!(
        open(&desk, &first),
        Err(StoreError::WrongPassphrase { .. })
    ));
    let mut document = open(&desk, &second).unwrap();
    assert_eq!(*document.map(), *map);
    let backups = Backups::of(&document);
    let [backup] = backups.list().try_into().unwrap();
    let holding = backups.look_into(&backup).unwrap();
    assert_eq!(holding.footprint, "Vale partnership");
    let locked = Backups::at(&desk.file(), &desk.work, None)[0].look_into(&backup);
    assert!(matches!(locked, Err(StoreError::NeedsPassphrase { .. })));

    let removed = document.set_passphrase(None, moment(8)).unwrap();
    assert_eq!((removed.rewritten, removed.left.len()), (1, 0));
    document.close(moment(9)).unwrap();
    let document = desk.open();
    assert!(!document.is_encrypted());
    assert_eq!(*document.map(), *map);
    assert_eq!(document.history(100).unwrap()[2..], history);
    assert_eq!(document.check().unwrap(), Vec::<String>::new());
    Backups::of(&document).look_into(&backup).unwrap();
    assert!(desk.litter().is_empty(), "{:?}", desk.litter());
}

#[test]
fn where_the_file_cannot_be_written_the_passphrase_is_set_here_and_there_later() {
    let desk = Desk::new();
    let mut document = desk.create();
    document
        .apply(&add_organisation(1), "Ann", moment(1))
        .unwrap();
    document.publish(moment(2)).unwrap();
    let away = desk.folder.path().join("away");
    fs::rename(desk.file().parent().unwrap(), &away).unwrap();
    let secret = passphrase("first");
    let set = document.set_passphrase(Some(&secret), moment(3)).unwrap();
    assert!(matches!(
        set.published,
        Err(StoreError::NotPublished { .. })
    ));
    assert!(document.needs_publishing());
    drop(document);
    fs::rename(&away, desk.file().parent().unwrap()).unwrap();
    // What lies there is plain still, and what is here is not.
    assert!(matches!(
        desk.try_open(),
        Err(StoreError::NeedsPassphrase { .. })
    ));
    let mut document = open(&desk, &secret).unwrap();
    assert!(document.needs_publishing(), "although it holds every act");
    assert!(document.publish(moment(5)).unwrap().written);
    assert_eq!(
        readable_in(desk.folder.path(), &["Organisation 1", "SQLite format 3"]),
        Vec::<std::path::PathBuf>::new()
    );
}

#[test]
fn what_a_colleague_did_to_the_passphrase_is_followed() {
    let desk = Desk::new();
    let mut document = desk.create();
    document
        .apply(&add_organisation(1), "Ann", moment(1))
        .unwrap();
    document.close(moment(2)).unwrap();
    let theirs = Desk::new();
    let secret = passphrase("shared");
    let mut colleague = Document::open(&desk.file(), &theirs.work, "Bob", moment(3)).unwrap();
    colleague
        .set_passphrase(Some(&secret), moment(4))
        .unwrap()
        .published
        .unwrap();
    colleague
        .apply(&add_organisation(2), "Bob", moment(5))
        .unwrap();
    colleague.close(moment(6)).unwrap();
    assert!(matches!(
        desk.try_open(),
        Err(StoreError::NeedsPassphrase { .. })
    ));
    let document = open(&desk, &secret).unwrap();
    assert_eq!(document.map().organisations().len(), 2);
    assert!(document.is_encrypted());
    assert!(document.opening().set_aside.is_empty());
    drop(document);
    assert_eq!(
        readable_in(desk.work.folder(), &["Organisation 1"]),
        Vec::<std::path::PathBuf>::new(),
        "the plain working copy is gone"
    );

    // And back.
    let mut colleague =
        Document::open_with(&desk.file(), &theirs.work, Some(&secret), "Bob", moment(7)).unwrap();
    colleague.set_passphrase(None, moment(8)).unwrap();
    colleague.close(moment(9)).unwrap();
    let document = open(&desk, &secret).unwrap();
    assert!(!document.is_encrypted());
    assert_eq!(document.map().organisations().len(), 2);
}

#[test]
fn an_encrypted_file_that_is_damaged_is_not_taken_for_a_wrong_passphrase_but_for_damaged() {
    let desk = Desk::new();
    let secret = passphrase("first");
    let mut document = Document::create_with(
        &desk.file(),
        &desk.work,
        "Vale",
        Some(&secret),
        "Ann",
        moment(0),
    )
    .unwrap();
    for edit in everything() {
        document.apply(&edit, "Ann", moment(1)).unwrap();
    }
    let map = document.map();
    document.close(moment(2)).unwrap();
    let sound = fs::read(desk.file()).unwrap();
    let elsewhere = Desk::new();
    let there = || {
        Document::open_with(
            &desk.file(),
            &elsewhere.work,
            Some(&secret),
            "Bob",
            moment(3),
        )
    };

    let mut bytes = sound.clone();
    let late = bytes.len() * 3 / 4;
    bytes[late] ^= 1;
    fs::write(desk.file(), &bytes).unwrap();
    let error = there().unwrap_err();
    assert!(matches!(error, StoreError::Damaged { .. }), "{error}");
    let found = check_file(&desk.file(), &desk.work, Some(&secret)).unwrap();
    assert!(!found.is_empty());
    let to = desk.folder.path().join("Mended.footbridge");
    let repaired = repair(
        &desk.file(),
        &to,
        &desk.work,
        Some(&secret),
        "Ann",
        moment(4),
    )
    .unwrap();
    assert!(!repaired.was_sound());
    let mended =
        Document::open_with(&to, &elsewhere.work, Some(&secret), "Ann", moment(5)).unwrap();
    assert!(
        mended.is_encrypted(),
        "mended into a file as safe as it was"
    );
    assert_eq!(mended.check().unwrap(), Vec::<String>::new());
    drop(mended);

    fs::write(desk.file(), &sound[..sound.len() - 4096]).unwrap();
    let error = there().unwrap_err();
    assert!(matches!(error, StoreError::Damaged { .. }), "{error}");

    // The working copy goes bad in its first page: the published file shows that the passphrase is right.
    fs::write(desk.file(), &sound).unwrap();
    let copy = walk(desk.work.folder())
        .into_iter()
        .find(|path| path.ends_with("copy-1.footbridge"))
        .unwrap();
    let mut bytes = fs::read(&copy).unwrap();
    bytes[100] ^= 1;
    fs::write(&copy, &bytes).unwrap();
    assert!(matches!(
        open(&desk, &passphrase("second")),
        Err(StoreError::WrongPassphrase { .. })
    ));
    assert!(copy.exists(), "nothing is set aside for a wrong passphrase");
    let document = open(&desk, &secret).unwrap();
    assert!(document.opening().damaged_copy.is_some());
    assert_eq!(*document.map(), *map);
}

#[test]
fn edits_that_were_never_published_are_rescued_encrypted() {
    let desk = Desk::new();
    let secret = passphrase("first");
    let mut document = Document::create_with(
        &desk.file(),
        &desk.work,
        "Vale",
        Some(&secret),
        "Ann",
        moment(0),
    )
    .unwrap();
    document
        .apply(&add_organisation(1), "Ann", moment(1))
        .unwrap();
    drop(document);
    let theirs = Desk::new();
    let mut colleague =
        Document::open_with(&desk.file(), &theirs.work, Some(&secret), "Bob", moment(2)).unwrap();
    colleague
        .apply(&add_organisation(2), "Bob", moment(3))
        .unwrap();
    colleague.close(moment(4)).unwrap();
    assert!(matches!(
        open(&desk, &secret),
        Err(StoreError::BothChanged { edits: 1, .. })
    ));
    let mine = desk.folder.path().join("Mine.footbridge");
    let rescue = |with| rescue_unpublished(&desk.file(), &desk.work, &mine, with, "Ann", moment(5));
    assert!(matches!(
        rescue(None),
        Err(StoreError::NeedsPassphrase { .. })
    ));
    assert_eq!(rescue(Some(&secret)).unwrap(), 1);
    let mine = Document::open_with(&mine, &desk.work, Some(&secret), "Ann", moment(6)).unwrap();
    assert!(mine.is_encrypted());
    assert_eq!(mine.map().organisations().len(), 1);
    assert_eq!(open(&desk, &secret).unwrap().map().organisations().len(), 1);
}
