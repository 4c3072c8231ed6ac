//! Edits, undo, redo and history.

use domain::{Edit, EntityKind, EntityRef, OrganisationId};
use store::{Act, EditStanding, StoreError};

use crate::sample::{Desk, add_organisation, everything, id, large, moment};

#[test]
fn every_kind_of_entity_comes_back_from_the_disk_as_it_was_entered() {
    let desk = Desk::new();
    let mut document = desk.create();
    for edit in everything() {
        document.apply(&edit, "Ann", moment(1)).unwrap();
    }
    let map = document.map();
    let kinds: std::collections::BTreeSet<EntityKind> =
        map.entities().map(|e| e.reference().kind()).collect();
    assert_eq!(
        kinds.len(),
        EntityKind::ALL.len(),
        "the sample must hold every kind"
    );
    assert_eq!(document.check().unwrap(), Vec::<String>::new());
    document.close(moment(2)).unwrap();
    let document = desk.open();
    assert_eq!(*document.map(), *map);
}

#[test]
fn undo_takes_back_every_edit_in_turn_and_redo_makes_them_again_across_reopening() {
    let desk = Desk::new();
    let mut document = desk.create();
    let mut maps = vec![document.map()];
    for edit in everything() {
        document.apply(&edit, "Ann", moment(1)).unwrap();
        maps.push(document.map());
    }
    document.close(moment(2)).unwrap();

    let mut document = desk.open();
    for (steps, expected) in maps.iter().rev().skip(1).enumerate() {
        document.undo("Bob", moment(3)).unwrap();
        assert_eq!(*document.map(), **expected, "after {} undone", steps + 1);
        if steps % 7 == 3 {
            document.close(moment(4)).unwrap();
            document = desk.open();
            assert_eq!(*document.map(), **expected);
        }
    }
    assert!(matches!(
        document.undo("Bob", moment(4)),
        Err(StoreError::NothingToUndo { .. })
    ));
    document.close(moment(4)).unwrap();

    let mut document = desk.open();
    for expected in maps.iter().skip(1) {
        document.redo("Bob", moment(5)).unwrap();
        assert_eq!(*document.map(), **expected);
    }
    assert!(matches!(
        document.redo("Bob", moment(5)),
        Err(StoreError::NothingToRedo { .. })
    ));
    assert_eq!(document.check().unwrap(), Vec::<String>::new());
}

#[test]
fn a_new_edit_after_undo_gives_up_redo_but_history_keeps_the_record() {
    let desk = Desk::new();
    let mut document = desk.create();
    document
        .apply(&add_organisation(1), "Ann", moment(1))
        .unwrap();
    document
        .apply(&add_organisation(2), "Ann", moment(2))
        .unwrap();
    assert_eq!(
        document.undo_words().unwrap().as_deref(),
        Some("Add organisation Organisation 2")
    );
    let undone = document.undo("Bob", moment(3)).unwrap();
    assert_eq!(
        (undone.act, undone.of, undone.author.as_str()),
        (Act::Undo, Some(2), "Bob")
    );
    assert_eq!(
        document.redo_words().unwrap().as_deref(),
        Some("Add organisation Organisation 2")
    );
    document
        .apply(&add_organisation(3), "Ann", moment(4))
        .unwrap();
    assert_eq!(document.redo_words().unwrap(), None);

    let history = document.history(10).unwrap();
    let story: Vec<_> = history.iter().map(|c| (c.seq, c.act, c.standing)).collect();
    assert_eq!(
        story,
        [
            (4, Act::Edit, Some(EditStanding::Done)),
            (3, Act::Undo, None),
            (2, Act::Edit, Some(EditStanding::Dropped)),
            (1, Act::Edit, Some(EditStanding::Done)),
        ]
    );
    assert_eq!(history[0].command, "add_organisation");
    assert_eq!(history[0].touched, [EntityRef::Organisation(id(3))]);
    assert_eq!(document.history(2).unwrap().len(), 2);
    document.undo("Ann", moment(5)).unwrap();
    document.undo("Ann", moment(6)).unwrap();
    assert!(document.map().organisations().is_empty());
}

#[test]
fn an_entity_shows_the_acts_that_touched_it() {
    let desk = Desk::new();
    let mut document = desk.create();
    for edit in everything() {
        document.apply(&edit, "Ann", moment(1)).unwrap();
    }
    let words: Vec<String> = document
        .history_of(EntityRef::Organisation(id(20)), 10)
        .unwrap()
        .into_iter()
        .map(|c| c.words)
        .collect();
    assert_eq!(
        words,
        [
            "Change organisation Vale Council",
            "Add organisation Vale Council"
        ]
    );
}

#[test]
fn an_import_is_one_step_and_an_edit_that_changes_nothing_is_none() {
    let desk = Desk::new();
    let mut document = desk.create();
    let change = document
        .apply(&large(10, 30, 100), "Ann", moment(1))
        .unwrap();
    assert_eq!((change.seq, change.command.as_str()), (1, "together"));
    let nothing = Edit::Together {
        what: "Import it again".to_owned(),
        edits: Vec::new(),
    };
    let change = document.apply(&nothing, "Ann", moment(2)).unwrap();
    assert!(change.touched.is_empty());
    assert_eq!((change.seq, document.revision()), (1, 1));
    document.undo("Ann", moment(3)).unwrap();
    assert_eq!(document.map().count(), 0);
}

#[test]
fn a_refused_edit_changes_nothing_and_says_why() {
    let desk = Desk::new();
    let mut document = desk.create();
    document
        .apply(&add_organisation(1), "Ann", moment(1))
        .unwrap();
    let before = document.map();
    let both = Edit::Together {
        what: "Two".to_owned(),
        edits: vec![add_organisation(2), add_organisation(1)],
    };
    let refused = document.apply(&both, "Ann", moment(2)).unwrap_err();
    assert!(matches!(refused, StoreError::Refused(_)));
    assert!(refused.to_string().starts_with("Step 2: "), "{refused}");
    assert_eq!(*document.map(), *before);
    assert_eq!(document.revision(), 1);
}

#[test]
fn removing_an_organisation_with_all_that_hangs_on_it_is_taken_back_whole() {
    let desk = Desk::new();
    let mut document = desk.create();
    for edit in everything() {
        document.apply(&edit, "Ann", moment(1)).unwrap();
    }
    let before = document.map();
    let council: OrganisationId = id(20);
    document
        .apply(
            &Edit::Remove {
                entity: council.into(),
            },
            "Ann",
            moment(2),
        )
        .unwrap();
    assert!(document.map().organisation(council).is_none());
    assert_eq!(document.check().unwrap(), Vec::<String>::new());
    document.undo("Ann", moment(3)).unwrap();
    assert_eq!(*document.map(), *before);
    document.redo("Ann", moment(4)).unwrap();
    assert!(document.map().organisation(council).is_none());
    document.close(moment(5)).unwrap();
    assert!(desk.open().map().organisation(council).is_none());
}

#[test]
fn equal_histories_lead_to_equal_revisions_and_different_ones_do_not() {
    let revisions = |author: &str| {
        let desk = Desk::new();
        let mut document = desk.create();
        document
            .apply(&add_organisation(1), author, moment(1))
            .unwrap()
            .revision
    };
    assert_eq!(revisions("Ann"), revisions("Ann"));
    assert_ne!(revisions("Ann"), revisions("Bob"));
}

#[test]
fn the_commands_in_history_are_the_keys_edits_have_in_files() {
    let desk = Desk::new();
    let mut document = desk.create();
    for edit in everything() {
        let key = serde_json::to_value(&edit).unwrap()["edit"]
            .as_str()
            .unwrap()
            .to_owned();
        assert_eq!(
            document.apply(&edit, "Ann", moment(1)).unwrap().command,
            key
        );
    }
}
