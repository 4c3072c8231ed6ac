//! Erasing a person: not a byte of her is left, and everything else is as before.

use std::fs;

use domain::{
    Confidentiality, Edit, EntityKind, EntityRef, LeaderChange, LeaderId, Note, OrganisationChange,
    OrganisationId, Patch, Perceiver, Record,
};
use jiff::civil::date;
use store::{BackupReason, Backups, Document, KeptCopies, Passphrase, StoreError};

use crate::backups::walk;
use crate::sample::{Desk, add_organisation, everything, id, leader, moment};

const ANN: u128 = 30;

/// Everything, with Ann Ash in many more places than her own row.
fn about_ann(desk: &Desk) -> Document {
    let mut document = desk.create();
    for edit in everything() {
        document.apply(&edit, "Bob", moment(1)).unwrap();
    }
    let ann: LeaderId = id(ANN);
    let note = |n, about, text: &str| {
        Edit::AddNote(Note {
            id: id(n),
            about,
            date: date(2026, 3, 2),
            author: "Bob".to_owned(),
            text: text.to_owned(),
            confidentiality: Confidentiality::Working,
            record: Record::default(),
        })
    };
    let council: OrganisationId = id(20);
    for edit in [
        note(200, ann.into(), "Wants to leave in spring"),
        note(
            201,
            council.into(),
            "Spoke with ANN ASH (ann@example.invalid) about it",
        ),
        note(202, council.into(), "Mrs Ash again, by telephone"),
        Edit::ChangeLeader {
            leader_id: ann,
            change: LeaderChange {
                name: Some("Ann Beatrix Ash".to_owned()),
                contact: Patch::Set("07700 900123".to_owned()),
                ..LeaderChange::default()
            },
        },
        Edit::RecordAssessment(domain::Assessment {
            note: Some("As Ann Beatrix Ash told me".to_owned()),
            ..crate::sample::assessment(203, id(50), Some(Perceiver::Leader(ann)))
        }),
        Edit::ChangeOrganisation {
            organisation_id: council,
            change: OrganisationChange {
                sector: Patch::Set("Ann Ash\u{2019}s own".to_owned()),
                ..OrganisationChange::default()
            },
        },
    ] {
        document.apply(&edit, "Bob", moment(2)).unwrap();
    }
    document
}

const HERS: [&str; 8] = [
    "Ann Ash",
    "ANN ASH",
    "Ann Beatrix Ash",
    "ann@example.invalid",
    "07700 900123",
    "leave in spring",
    "Chief executive",
    "01920000-0000-7000-8000-00000000001e",
];

fn hers_in(folder: &std::path::Path) -> Vec<String> {
    let mut found = Vec::new();
    for path in walk(folder) {
        let bytes = fs::read(&path).unwrap();
        for text in HERS {
            if bytes
                .windows(text.len())
                .any(|window| window == text.as_bytes())
            {
                found.push(format!("{text}: {}", path.display()));
            }
        }
    }
    found
}

#[test]
fn an_erased_person_is_in_no_byte_of_any_file_and_everything_else_is_as_before() {
    assert_eq!(
        id::<LeaderId>(ANN).to_string(),
        HERS[7],
        "the id looked for is hers"
    );
    let desk = Desk::new();
    let mut document = about_ann(&desk);
    document.publish(moment(3)).unwrap();
    document
        .apply(&add_organisation(500), "Bob", moment(4))
        .unwrap();
    assert!(!hers_in(desk.folder.path()).is_empty());
    let before = document.map();

    let erased = document
        .erase_leader(id(ANN), KeptCopies::List, "Bob", moment(5))
        .unwrap();
    assert!(erased.published.as_ref().unwrap().written);
    assert_eq!(hers_in(desk.folder.path()), Vec::<String>::new());
    for (kind, many) in [
        (EntityKind::Leader, 1),
        (EntityKind::Post, 2),
        (EntityKind::Tie, 2),
        (EntityKind::Note, 1),
        (EntityKind::Commitment, 1),
    ] {
        assert!(
            erased.removed.contains(&(kind, many)),
            "{kind:?} {many}: {:?}",
            erased.removed
        );
    }
    assert!(erased.reworded >= 3);
    assert_eq!(
        erased.perhaps,
        [EntityRef::Note(id(202))],
        "a surname may be somebody else's"
    );
    assert!(erased.still_held_by.is_empty() && erased.erased_from.is_empty());

    // Everything else is as before.
    let after = document.map();
    assert_eq!(document.check().unwrap(), Vec::<String>::new());
    let gone: Vec<String> = before
        .entities()
        .map(|entity| entity.reference())
        .filter(|reference| !after.has(*reference))
        .map(|reference| reference.uuid().to_string())
        .collect();
    for entity in before.entities() {
        let reference = entity.reference();
        match after.entity(reference) {
            None => assert!(
                erased
                    .removed
                    .iter()
                    .any(|(kind, _)| *kind == reference.kind()),
                "{reference:?}"
            ),
            Some(now) if now == entity => {}
            Some(now) => {
                let text = serde_json::to_string(&entity).unwrap();
                assert!(
                    serde_json::to_string(&now)
                        .unwrap()
                        .contains("a former leader")
                        || gone.iter().any(|id| text.contains(id.as_str())),
                    "{now:?}"
                );
            }
        }
    }
    let judged = after.assessment(id(203)).unwrap();
    assert_eq!(
        judged.perceiver,
        Some(Perceiver::Outside("a former leader".to_owned()))
    );
    assert_eq!(judged.note.as_deref(), Some("As a former leader told me"));

    // The history says that something was done, and no more.
    let history = document.history(1000).unwrap();
    assert_eq!(history.len() as u64, document.revision());
    assert_eq!(history[0].words, "Erase a person for good");
    assert!(
        history
            .iter()
            .any(|change| change.words == "A step about a former leader")
    );
    assert!(
        document
            .history_of(id::<LeaderId>(ANN).into(), 10)
            .unwrap()
            .is_empty()
    );
    // What was done after the last step that held her can still be undone, and no more.
    document.undo("Bob", moment(6)).unwrap();
    assert_eq!(
        after.organisations().len(),
        document.map().organisations().len() + 1
    );
    assert!(matches!(
        document.undo("Bob", moment(6)),
        Err(StoreError::NothingToUndo { .. })
    ));
    document.redo("Bob", moment(7)).unwrap();
    document.close(moment(8)).unwrap();
    let document = desk.open();
    assert_eq!(*document.map(), *after);
    assert_eq!(hers_in(desk.folder.path()), Vec::<String>::new());
}

#[test]
fn backups_that_hold_her_are_listed_and_on_request_she_is_erased_from_them() {
    let desk = Desk::new();
    let mut document = desk.create();
    document
        .apply(&add_organisation(500), "Bob", moment(1))
        .unwrap();
    document
        .begin_backup(BackupReason::Asked, moment(1))
        .run()
        .unwrap();
    document.close(moment(1)).unwrap();
    let without = {
        let document = desk.open();
        Backups::of(&document).list()[0].path.clone()
    };
    let mut document = desk.open();
    for edit in everything() {
        document.apply(&edit, "Bob", moment(2)).unwrap();
    }
    document
        .begin_backup(BackupReason::Asked, moment(2))
        .run()
        .unwrap();
    let with = Backups::of(&document).list()[0].path.clone();
    assert_eq!(
        document.copies_holding(id(ANN)).unwrap(),
        std::slice::from_ref(&with)
    );
    let listed = document
        .erase_leader(id(ANN), KeptCopies::List, "Bob", moment(3))
        .unwrap();
    assert_eq!(listed.still_held_by, std::slice::from_ref(&with));
    assert!(listed.sentence().contains(&with.display().to_string()));

    document.close(moment(5)).unwrap();

    let desk = Desk::new();
    let mut document = desk.create();
    for edit in everything() {
        document.apply(&edit, "Bob", moment(2)).unwrap();
    }
    for n in 0..2 {
        document
            .begin_backup(BackupReason::Asked, moment(2 + n))
            .run()
            .unwrap();
    }
    let erased = document
        .erase_leader(id(ANN), KeptCopies::Erase, "Bob", moment(5))
        .unwrap();
    assert_eq!(
        (erased.erased_from.len(), erased.still_held_by.len()),
        (2, 0)
    );
    assert_eq!(hers_in(desk.folder.path()), Vec::<String>::new());
    let backups = Backups::of(&document);
    let backup = &backups.list()[0];
    let to = desk.folder.path().join("Restored.footbridge");
    backups.restore(backup, &to).unwrap();
    let restored = Document::open(&to, &desk.work, "Bob", moment(6)).unwrap();
    assert_eq!(restored.check().unwrap(), Vec::<String>::new());
    assert_eq!(restored.map().leaders(), document.map().leaders());
    assert_ne!(with, without);
}

#[test]
fn somebody_removed_long_ago_is_erased_from_what_is_left_of_her() {
    let desk = Desk::new();
    let mut document = about_ann(&desk);
    document
        .apply(
            &Edit::Remove {
                entity: id::<LeaderId>(ANN).into(),
            },
            "Bob",
            moment(3),
        )
        .unwrap();
    document.publish(moment(4)).unwrap();
    assert!(
        !hers_in(desk.folder.path()).is_empty(),
        "the history keeps her"
    );
    let before = document.map();
    document
        .erase_leader(id(ANN), KeptCopies::List, "Bob", moment(5))
        .unwrap();
    assert_eq!(hers_in(desk.folder.path()), Vec::<String>::new());
    assert_eq!(document.map().leaders(), before.leaders());
    assert_eq!(document.map().ties(), before.ties());
}

#[test]
fn others_of_the_same_first_name_and_steps_about_them_stay() {
    let desk = Desk::new();
    let mut document = about_ann(&desk);
    document
        .apply(
            &Edit::AddLeader(leader(300, "Ann Ashworth")),
            "Bob",
            moment(3),
        )
        .unwrap();
    document
        .erase_leader(id(ANN), KeptCopies::List, "Bob", moment(5))
        .unwrap();
    let left = document.map();
    assert_eq!(left.leader(id(300)).unwrap().name, "Ann Ashworth");
    assert!(
        document
            .history(100)
            .unwrap()
            .iter()
            .any(|change| change.words == "Add leader Ann Ashworth")
    );
    assert!(matches!(
        document.erase_leader(id(999), KeptCopies::List, "Bob", moment(6)),
        Err(StoreError::Refused(_))
    ));
}

#[test]
fn an_encrypted_document_forgets_too() {
    let desk = Desk::new();
    let secret = Passphrase::new("first".to_owned()).unwrap();
    let mut document = about_ann(&desk);
    document
        .begin_backup(BackupReason::Asked, moment(2))
        .run()
        .unwrap();
    document.set_passphrase(Some(&secret), moment(3)).unwrap();
    let erased = document
        .erase_leader(id(ANN), KeptCopies::Erase, "Bob", moment(4))
        .unwrap();
    assert_eq!(
        (erased.erased_from.len(), erased.still_held_by.len()),
        (1, 0)
    );
    document.set_passphrase(None, moment(5)).unwrap();
    document.close(moment(6)).unwrap();
    assert_eq!(hers_in(desk.folder.path()), Vec::<String>::new());
}

#[test]
fn while_deleting_is_frozen_nobody_is_erased() {
    let desk = Desk::new();
    let mut document = about_ann(&desk);
    let freeze = domain::Freeze {
        since: date(2026, 3, 1),
        why: "A request for information is open".to_owned(),
    };
    document
        .apply(&Edit::Freeze(freeze), "Bob", moment(3))
        .unwrap();
    let before = document.map();
    let refused = document
        .erase_leader(id(ANN), KeptCopies::Erase, "Bob", moment(4))
        .unwrap_err();
    assert!(
        refused.to_string().contains("request for information"),
        "{refused}"
    );
    assert_eq!(*document.map(), *before);
    document.undo("Bob", moment(5)).unwrap();
    document
        .erase_leader(id(ANN), KeptCopies::Erase, "Bob", moment(6))
        .unwrap();
    assert!(document.map().leader(id(ANN)).is_none());
}

#[test]
fn while_deleting_is_frozen_neither_undo_nor_redo_takes_anything_away() {
    let desk = Desk::new();
    let mut document = about_ann(&desk);
    let freeze = Edit::Freeze(domain::Freeze {
        since: date(2026, 3, 1),
        why: "A request for information is open".to_owned(),
    });
    document
        .apply(&add_organisation(700), "Ann", moment(3))
        .unwrap();
    document.apply(&freeze, "Bob", moment(4)).unwrap();
    let renamed = OrganisationChange {
        name: Some("Renamed".to_owned()),
        ..OrganisationChange::default()
    };
    let rename = Edit::ChangeOrganisation {
        organisation_id: id(700),
        change: renamed,
    };
    document.apply(&rename, "Ann", moment(5)).unwrap();
    document.undo("Ann", moment(6)).unwrap();
    document.undo("Ann", moment(7)).unwrap();
    assert!(document.map().footprint().freeze.is_none());
    document.redo("Ann", moment(8)).unwrap();

    // The freeze is on again, and lifted by an edit of its own it lets the way back go on.
    document
        .apply(&add_organisation(701), "Ann", moment(9))
        .unwrap();
    let before = document.map();
    let refused = document.undo("Ann", moment(10)).unwrap_err().to_string();
    assert!(refused.contains("request for information"), "{refused}");
    assert_eq!(*document.map(), *before);
    assert_eq!(document.check().unwrap(), Vec::<String>::new());
    assert!(document.redo_words().unwrap().is_none());

    let lift = Edit::LiftFreeze {
        why: "Answered".to_owned(),
    };
    document.apply(&lift, "Bob", moment(11)).unwrap();
    let gone = Edit::Remove {
        entity: EntityRef::Organisation(id(701)),
    };
    document.apply(&gone, "Ann", moment(12)).unwrap();
    document.undo("Ann", moment(13)).unwrap();
    document.redo("Ann", moment(14)).unwrap();
    assert!(!document.map().has(EntityRef::Organisation(id(701))));
}
