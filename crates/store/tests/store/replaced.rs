//! A file that was removed, put back, or replaced by another: what was here before is never lost from sight
//! without a word.

use std::fs;
use std::path::PathBuf;

use store::{Document, Replacement, StoreError, rescue_set_aside, set_aside};

use crate::sample::{Desk, add_organisation, id, moment};

/// Opens the document, adds these organisations one by one, and closes it.
fn edit(desk: &Desk, added: &[u128]) {
    let mut document = desk.open();
    for n in added {
        document
            .apply(&add_organisation(*n), "Ann", moment(1))
            .unwrap();
    }
    document.close(moment(2)).unwrap();
}

/// A published document with one organisation, and the bytes of its file.
fn published() -> (Desk, Vec<u8>) {
    let desk = Desk::new();
    desk.create().close(moment(0)).unwrap();
    edit(&desk, &[500]);
    let bytes = fs::read(desk.file()).unwrap();
    (desk, bytes)
}

fn has(document: &Document, n: u128) -> bool {
    document.map().organisation(id(n)).is_some()
}

/// Opens a copy kept aside on a desk of its own.
fn seen(aside: &PathBuf) -> (Desk, Document) {
    let desk = Desk::new();
    fs::write(desk.file(), fs::read(aside).unwrap()).unwrap();
    let document = desk.open();
    (desk, document)
}

#[test]
fn a_document_is_not_made_where_unpublished_edits_to_a_removed_file_wait() {
    let (desk, _) = published();
    let mut document = desk.open();
    for n in [501, 502] {
        document
            .apply(&add_organisation(n), "Ann", moment(3))
            .unwrap();
    }
    drop(document);
    fs::remove_file(desk.file()).unwrap();
    let error = Document::create(&desk.file(), &desk.work, "New", "Ann", moment(4)).unwrap_err();
    assert!(
        matches!(&error, StoreError::UnpublishedThere { path, edits: 2 } if *path == desk.file()),
        "{error}"
    );
    let sentence = error.to_string();
    for part in [
        "Vale.footbridge",
        "2 edits",
        "open that path",
        "another name",
    ] {
        assert!(sentence.contains(part), "{sentence}");
    }
    assert!(!desk.file().exists());

    let document = desk.open();
    assert_eq!(document.opening().recovered_edits, 2);
    assert!(has(&document, 500) && has(&document, 501) && has(&document, 502));
    document.close(moment(5)).unwrap();
    fs::remove_file(desk.file()).unwrap();
    Document::create(&desk.file(), &desk.work, "New", "Ann", moment(6)).unwrap();
}

#[test]
fn a_document_made_where_a_published_one_was_removed_keeps_the_old_one_aside_and_is_quiet_about_it()
{
    let (desk, bytes) = published();
    fs::remove_file(desk.file()).unwrap();
    desk.create().close(moment(3)).unwrap();
    let kept = set_aside(&desk.file(), &desk.work);
    assert_eq!(kept.len(), 1);
    assert!(has(&seen(&kept[0]).1, 500));
    assert_eq!(desk.open().opening().sentence(), None);
    // The removed file put back over a new one that nothing was done in: nothing is lost.
    fs::write(desk.file(), bytes).unwrap();
    let document = desk.open();
    assert_eq!(document.opening().replaced_by, None);
    assert!(has(&document, 500));
}

#[test]
fn an_older_file_put_back_is_taken_and_the_newer_one_kept_aside_and_told() {
    let (desk, older) = published();
    edit(&desk, &[501, 502]);
    fs::write(desk.file(), &older).unwrap();

    let document = desk.open();
    assert!(has(&document, 500) && !has(&document, 501));
    let opening = document.opening().clone();
    assert!(opening.took_published);
    assert_eq!(opening.replaced_by, Some(Replacement::Older));
    assert_eq!(opening.lost_from_sight, 2);
    assert_eq!(opening.recovered_edits, 0);
    assert_eq!(opening.set_aside, set_aside(&desk.file(), &desk.work));
    let sentence = opening.sentence().unwrap();
    let aside = &opening.set_aside[0];
    for part in [
        "Vale.footbridge was replaced by an older copy",
        "2 edits",
        &aside.display().to_string(),
    ] {
        assert!(sentence.contains(part), "{sentence}");
    }
    assert_eq!(
        fs::read(desk.file()).unwrap(),
        older,
        "the file itself wins"
    );

    // Saved elsewhere while the document is open, and given up here.
    let newer = desk.file().with_file_name("Vale newer.footbridge");
    assert_eq!(
        rescue_set_aside(aside, &desk.work, &newer, None).unwrap(),
        newer
    );
    assert!(set_aside(&desk.file(), &desk.work).is_empty());
    let newer = Document::open(&newer, &desk.work, "Ann", moment(3)).unwrap();
    assert_eq!(newer.id(), document.id());
    assert!(has(&newer, 501) && has(&newer, 502));
    assert_eq!(newer.check().unwrap(), Vec::<String>::new());

    drop(document);
    assert_eq!(desk.open().opening().sentence(), None, "told once");
}

#[test]
fn a_file_that_goes_to_and_fro_between_two_states_keeps_one_copy_of_the_newer() {
    let (desk, older) = published();
    edit(&desk, &[501]);
    let newer = fs::read(desk.file()).unwrap();
    for round in 0..3 {
        fs::write(desk.file(), &older).unwrap();
        let opening = desk.open().opening().clone();
        assert_eq!(opening.replaced_by, Some(Replacement::Older), "{round}");
        assert_eq!(opening.set_aside.len(), 1);
        assert_eq!(set_aside(&desk.file(), &desk.work), opening.set_aside);
        fs::write(desk.file(), &newer).unwrap();
        let document = desk.open();
        assert_eq!(document.opening().replaced_by, None, "all of ours is in it");
        assert!(document.opening().took_published);
        assert!(has(&document, 501));
    }
}

#[test]
fn a_copy_that_went_another_way_is_taken_and_what_it_lacks_kept_aside() {
    let (desk, start) = published();
    edit(&desk, &[501, 502]);
    let theirs = Desk::new();
    fs::write(theirs.file(), start).unwrap();
    edit(&theirs, &[600, 601, 602]);
    fs::write(desk.file(), fs::read(theirs.file()).unwrap()).unwrap();

    let document = desk.open();
    assert!(has(&document, 602) && !has(&document, 501));
    assert_eq!(document.opening().replaced_by, Some(Replacement::Parted));
    assert_eq!(
        document.opening().lost_from_sight,
        2,
        "from where the two parted"
    );
    let kept = document.opening().set_aside.clone();
    assert!(has(&seen(&kept[0]).1, 502));
    drop(document);

    // A second one beside it, under a number of its own.
    edit(&desk, &[603]);
    fs::write(desk.file(), fs::read(theirs.file()).unwrap()).unwrap();
    assert_eq!(desk.open().opening().set_aside.len(), 1);
    let both = set_aside(&desk.file(), &desk.work);
    assert_eq!(both.len(), 2);
    assert_eq!(both[0], kept[0]);
    assert!(has(&seen(&both[1]).1, 603));
}

#[test]
fn another_document_in_its_place_is_taken_and_the_one_before_kept_aside_with_unpublished_edits() {
    let (desk, _) = published();
    let mut document = desk.open();
    document
        .apply(&add_organisation(501), "Ann", moment(3))
        .unwrap();
    let before = document.id();
    drop(document);
    let (_other, bytes) = {
        let other = Desk::new();
        Document::create(&other.file(), &other.work, "Dale", "Bob", moment(50))
            .unwrap()
            .close(moment(50))
            .unwrap();
        edit(&other, &[700]);
        let bytes = fs::read(other.file()).unwrap();
        (other, bytes)
    };
    fs::write(desk.file(), bytes).unwrap();

    let document = desk.open();
    assert_ne!(document.id(), before);
    assert!(has(&document, 700) && !has(&document, 500));
    let opening = document.opening();
    assert_eq!(opening.replaced_by, Some(Replacement::Another));
    assert_eq!(opening.lost_from_sight, 2);
    assert!(
        opening.sentence().unwrap().contains("another footprint"),
        "{opening:?}"
    );
    let (_desk, kept) = seen(&opening.set_aside[0]);
    assert_eq!(kept.id(), before);
    assert!(has(&kept, 500) && has(&kept, 501));
    drop(document);
    assert_eq!(desk.open().opening().sentence(), None);
}

#[test]
fn a_newer_file_that_holds_all_of_ours_sets_nothing_aside() {
    let (desk, _) = published();
    let theirs = Desk::new();
    fs::write(theirs.file(), fs::read(desk.file()).unwrap()).unwrap();
    edit(&theirs, &[600]);
    fs::write(desk.file(), fs::read(theirs.file()).unwrap()).unwrap();
    let document = desk.open();
    assert!(document.opening().took_published);
    assert_eq!(document.opening().replaced_by, None);
    assert_eq!(document.opening().lost_from_sight, 0);
    assert!(set_aside(&desk.file(), &desk.work).is_empty());
}

#[test]
fn a_damaged_working_copy_does_not_keep_a_changed_file_from_being_opened() {
    let (desk, older) = published();
    edit(&desk, &[501]);
    fs::write(desk.file(), &older).unwrap();
    let slot = fs::read_dir(desk.work.folder())
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    let live = fs::read_dir(slot)
        .unwrap()
        .map(|entry| entry.unwrap().path().join("copy-1.footbridge"))
        .find(|path| path.exists())
        .unwrap();
    let mut bytes = fs::read(&live).unwrap();
    for byte in &mut bytes[4096..] {
        *byte = 0x5a;
    }
    fs::write(&live, &bytes).unwrap();
    let document = desk.open();
    assert!(has(&document, 500));
    let damaged = document.opening().damaged_copy.clone().unwrap();
    assert_eq!(fs::read(damaged).unwrap(), bytes);
    assert!(document.opening().sentence().unwrap().contains("set aside"));
    drop(document);
    assert_eq!(desk.open().opening().sentence(), None);
}

#[test]
fn only_a_copy_that_was_kept_aside_is_saved_and_given_up() {
    let (desk, older) = published();
    let to = desk.file().with_file_name("Elsewhere.footbridge");
    let error = rescue_set_aside(&desk.file(), &desk.work, &to, None).unwrap_err();
    assert!(matches!(error, StoreError::NotSetAside { .. }), "{error}");
    assert!(desk.file().exists() && !to.exists());

    edit(&desk, &[501]);
    fs::write(desk.file(), older).unwrap();
    let aside = desk.open().opening().set_aside[0].clone();
    fs::write(&to, b"mine").unwrap();
    let error = rescue_set_aside(&aside, &desk.work, &to, None).unwrap_err();
    assert!(matches!(error, StoreError::AlreadyThere { .. }), "{error}");
    assert!(aside.exists(), "kept until it is somewhere else");
}

#[test]
fn edits_left_by_a_publishing_that_failed_can_be_published_as_soon_as_the_document_is_open_again() {
    let (desk, _) = published();
    let mut document = desk.open();
    document
        .apply(&add_organisation(501), "Ann", moment(3))
        .unwrap();
    let folder = desk.file().parent().unwrap().to_owned();
    let away = desk.folder.path().join("away");
    fs::rename(&folder, &away).unwrap();
    document.close(moment(4)).unwrap_err();
    fs::rename(&away, &folder).unwrap();

    let mut document = desk.open();
    assert_eq!(document.opening().recovered_edits, 1);
    assert!(
        document
            .opening()
            .sentence()
            .unwrap()
            .starts_with("1 edit never published to ")
    );
    assert!(document.needs_publishing());
    assert!(document.publish(moment(5)).unwrap().written);
    assert!(!document.needs_publishing());
    drop(document);
    let elsewhere = Desk::new();
    let document = Document::open(&desk.file(), &elsewhere.work, "Bob", moment(6)).unwrap();
    assert!(has(&document, 501));
}

#[test]
fn a_document_recovered_without_its_file_can_be_published_as_soon_as_it_is_open() {
    let (desk, _) = published();
    let mut document = desk.open();
    document
        .apply(&add_organisation(501), "Ann", moment(3))
        .unwrap();
    fs::remove_file(desk.file()).unwrap();
    assert!(matches!(
        document.close(moment(4)),
        Err(StoreError::PublishedGone { .. })
    ));
    let mut document = desk.open();
    let opening = document.opening();
    assert!(opening.published_gone);
    assert_eq!(
        opening.recovered_edits, 1,
        "the one before was published once"
    );
    assert!(
        opening.sentence().unwrap().contains("1 edit"),
        "{opening:?}"
    );
    assert!(document.needs_publishing());
    assert!(document.publish(moment(5)).unwrap().written);
    assert!(desk.file().exists());
}
