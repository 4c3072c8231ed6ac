//! Documents of every released schema open for ever.

use std::fs;
use std::path::PathBuf;

use store::{Choices, Review};

use crate::sample::{Desk, add_organisation, everything, moment};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/golden")
}

#[test]
fn every_golden_document_opens_checks_undoes_and_is_published_again() {
    let mut seen = 0;
    for entry in fs::read_dir(folder()).unwrap() {
        let golden = entry.unwrap().path();
        if golden
            .extension()
            .is_none_or(|extension| extension != "footbridge")
        {
            continue;
        }
        seen += 1;
        let desk = Desk::new();
        fs::write(desk.file(), fs::read(&golden).unwrap()).unwrap();
        let mut document = desk.open();
        assert_eq!(
            document.check().unwrap(),
            Vec::<String>::new(),
            "{}",
            golden.display()
        );
        assert!(document.map().count() > 0, "{}", golden.display());
        let map = document.map();
        let mut undone = 0;
        while document.undo_words().unwrap().is_some() {
            document.undo("Ann", moment(1)).unwrap();
            undone += 1;
        }
        for _ in 0..undone {
            document.redo("Ann", moment(2)).unwrap();
        }
        assert_eq!(*document.map(), *map, "{}", golden.display());
        document.close(moment(3)).unwrap();
        assert_eq!(*desk.open().map(), *map, "{}", golden.display());
    }
    assert!(
        seen > 0,
        "there is a golden document for every released schema"
    );
}

/// Writes the golden document of the schema as it is now. Run once, when a schema is released, and never again.
#[test]
#[ignore = "writes a new golden document; run by hand when a schema is released"]
fn write_a_golden_document() {
    let name = std::env::var("FOOTBRIDGE_GOLDEN").unwrap();
    let desk = Desk::new();
    let mut document = desk.create();
    for edit in everything() {
        document.apply(&edit, "Ann", moment(1)).unwrap();
    }
    document
        .apply(&add_organisation(899), "Ann", moment(2))
        .unwrap();
    document.undo("Bob", moment(2)).unwrap();
    document.publish(moment(3)).unwrap();
    let copy = Desk::new();
    fs::write(copy.file(), fs::read(desk.file()).unwrap()).unwrap();
    let mut theirs = copy.open();
    theirs
        .apply(&add_organisation(900), "Cat", moment(4))
        .unwrap();
    theirs.close(moment(4)).unwrap();
    document
        .apply(&add_organisation(901), "Ann", moment(5))
        .unwrap();
    let review = Review::of(&document, &copy.file()).unwrap();
    document
        .merge(&review, &Choices::new(), "Ann", moment(6))
        .unwrap();
    document.save_copy(&folder().join(name)).unwrap();
}
