//! What differs between two footprints is said by name, field by field.

use std::fs;

use domain::{
    Edit, EntityRef, LeaderChange, Map, Membership, OrganisationChange, OrganisationKind, Part,
    Patch, Stamp,
};
use jiff::civil::date;
use serde_json::{Value, json};
use store::{compare, compare_files};

use crate::sample::{Desk, add_organisation, assessment, everything, id, moment};

fn with(map: &Map, edits: Vec<Edit>) -> Map {
    let stamp = Stamp {
        at: moment(1),
        by: "Ann".to_owned(),
    };
    let together = Edit::Together {
        what: "Several".to_owned(),
        edits,
    };
    map.with(&together.plan(map, &stamp).unwrap())
}

fn full() -> Map {
    with(&Map::default(), everything())
}

#[test]
fn a_map_does_not_differ_from_itself_nor_from_one_only_touched() {
    let map = full();
    assert!(compare(&map, &map).is_empty());
    // Renamed and named back: only the record of it is another.
    let rename = |name: &str| Edit::ChangeLeader {
        leader_id: id(30),
        change: LeaderChange {
            name: Some(name.to_owned()),
            ..LeaderChange::default()
        },
    };
    let touched = with(&map, vec![rename("Ann Oak"), rename("Ann Ash")]);
    assert_ne!(map, touched);
    assert!(compare(&map, &touched).is_empty());
}

#[test]
fn what_was_added_removed_and_changed_is_named_in_sentences() {
    let before = full();
    let after = with(
        &before,
        vec![
            add_organisation(500),
            Edit::ChangeOrganisation {
                organisation_id: id(20),
                change: OrganisationChange {
                    name: Some("Vale City Council".to_owned()),
                    kind: Some(OrganisationKind::MentalHealth),
                    sector: Patch::Set("Local government".to_owned()),
                    memberships: Some(vec![Membership {
                        place_id: id(10),
                        from: None,
                        to: Some(date(2026, 1, 1)),
                    }]),
                    ..OrganisationChange::default()
                },
            },
            Edit::Involve {
                workstream_id: id(71),
                organisation_id: id(21),
                part: Some(Part::Leads),
            },
            Edit::Remove {
                entity: EntityRef::Note(id(95)),
            },
            Edit::RecordAssessment(assessment(600, id(51), None)),
        ],
    );
    let found = compare(&before, &after);
    for sentence in [
        "Organisation Organisation 500 was added.",
        "Vale City Council: name was \u{201c}Vale Council\u{201d}, is now \u{201c}Vale City Council\u{201d}.",
        "Vale City Council: kind was \u{201c}council\u{201d}, is now \u{201c}mental health\u{201d}.",
        "Vale City Council: sector was not given, is now \u{201c}Local government\u{201d}.",
        "Vale City Council, memberships: from 2016-01-01, place North Vale, to 2019-03-31 was taken out.",
    ] {
        assert!(
            found.sentences.iter().any(|s| s == sentence),
            "{sentence} in {:#?}",
            found.sentences
        );
    }
    for part in [
        "Estates, involvement:",
        "became",
        "was removed.",
        "Assessment of Ann Ash and Bob B. Beech was added.",
    ] {
        assert!(
            found.sentences.iter().any(|s| s.contains(part)),
            "{part} in {:#?}",
            found.sentences
        );
    }
    assert_eq!(found.added.len(), 2);
    assert_eq!(found.removed.len(), 1);
    assert_eq!(found.removed[0].entity, EntityRef::Note(id(95)));
    let name = found.changed.iter().find(|c| c.field == "name").unwrap();
    assert_eq!(name.entity, Some(EntityRef::Organisation(id(20))));
    assert_eq!(
        (&name.before, &name.after),
        (&json!("Vale Council"), &json!("Vale City Council"))
    );
    let sector = found.changed.iter().find(|c| c.field == "sector").unwrap();
    assert_eq!(sector.before, Value::Null);

    let back = compare(&after, &before);
    assert_eq!(back.added, found.removed);
    assert_eq!(back.removed, found.added);
    assert_eq!(back.changed.len(), found.changed.len());
}

#[test]
fn every_kind_of_entity_is_told_apart_from_nothing_and_has_a_name() {
    let map = full();
    let found = compare(&Map::default(), &map);
    assert_eq!(found.added.len(), map.count());
    for named in &found.added {
        assert!(!named.name.is_empty(), "{named:?}");
    }
    assert!(
        found
            .sentences
            .iter()
            .any(|s| s.starts_with("The footprint: name was"))
    );
}

#[test]
fn two_files_are_compared_without_being_touched() {
    let (one, other) = (Desk::new(), Desk::new());
    one.create().close(moment(0)).unwrap();
    fs::write(other.file(), fs::read(one.file()).unwrap()).unwrap();
    let mut document = other.open();
    document
        .apply(&add_organisation(1), "Bob", moment(1))
        .unwrap();
    document.close(moment(2)).unwrap();
    let bytes = [one.file(), other.file()].map(|file| fs::read(file).unwrap());
    let found = compare_files(&one.file(), &other.file(), &one.work, None).unwrap();
    assert_eq!(found.sentences, ["Organisation Organisation 1 was added."]);
    assert_eq!(
        [one.file(), other.file()].map(|file| fs::read(file).unwrap()),
        bytes
    );
    assert!(one.litter().is_empty(), "{:?}", one.litter());
}
