//! Two copies of a document edited apart by hand, and the files they come from.

use std::fs;
use std::path::PathBuf;

use domain::{
    CommitmentAct, CommitmentEvent, CommitmentSide, Edit, EntityRef, LeaderChange, Membership,
    OrganisationChange, OrganisationId, Part, Patch, PlaceChange, PostChange, Spot, Stamp,
    TieChange, WorkstreamChange,
};
use jiff::civil::date;
use serde_json::json;
use store::{
    Act, Choices, Conflict, Document, KeptCopies, Passphrase, Review, Side, StoreError,
    conflict_copies, merge_files, rescue_unpublished, set_aside,
};

use crate::sample::{
    Desk, add_organisation, assessment, everything, id, leader, moment, organisation, tie,
};

/// A published document with everything in it, and a copy of it on a colleague's desk.
fn two_desks() -> (Desk, Desk) {
    let ours = Desk::new();
    let mut document = ours.create();
    let all = Edit::Together {
        what: "All".to_owned(),
        edits: everything(),
    };
    document.apply(&all, "Ann", moment(1)).unwrap();
    document.close(moment(1)).unwrap();
    let theirs = Desk::new();
    fs::write(theirs.file(), fs::read(ours.file()).unwrap()).unwrap();
    (ours, theirs)
}

/// Makes edits on a desk, a second apart.
fn work(desk: &Desk, author: &str, begin: i64, edits: &[Edit]) {
    let mut document = desk.open();
    for (n, edit) in edits.iter().enumerate() {
        let now = moment(begin + i64::try_from(n).unwrap());
        document.apply(edit, author, now).unwrap();
    }
    document.close(moment(begin + 90)).unwrap();
}

fn rename(n: u128, name: &str) -> Edit {
    Edit::ChangeOrganisation {
        organisation_id: id(n),
        change: OrganisationChange {
            name: Some(name.to_owned()),
            ..OrganisationChange::default()
        },
    }
}

fn sector(n: u128, sector: &str) -> Edit {
    Edit::ChangeOrganisation {
        organisation_id: id(n),
        change: OrganisationChange {
            sector: Patch::Set(sector.to_owned()),
            ..OrganisationChange::default()
        },
    }
}

fn remove(entity: impl Into<EntityRef>) -> Edit {
    Edit::Remove {
        entity: entity.into(),
    }
}

fn note_of_tie(n: u128, note: &str) -> Edit {
    Edit::ChangeTie {
        tie_id: id(n),
        change: TieChange {
            note: Patch::Set(note.to_owned()),
            ..TieChange::default()
        },
    }
}

/// The merge of what both did, seen from ours: the document merged, and the review it was merged by. The other order
/// is tried on the way and must come to the same.
fn merged(ours: &[Edit], theirs: &[Edit], choice: Option<Side>) -> (Desk, Document, Review) {
    let (a, b) = two_desks();
    work(&a, "Ann", 100, ours);
    work(&b, "Bob", 200, theirs);
    let merge = |desk: &Desk, other: &Desk, choice: Option<Side>| {
        let mut document = desk.open();
        let review = Review::of(&document, &other.file()).unwrap();
        let choices = choose(&review.conflicts, choice);
        document
            .merge(&review, &choices, "Ann", moment(1_000))
            .unwrap();
        assert_eq!(document.check().unwrap(), Vec::<String>::new());
        (document, review)
    };
    let (document, review) = merge(&a, &b, choice);
    let (mirror, mirrored) = merge(&b, &a, choice.map(Side::other));
    assert_eq!(document.map(), mirror.map());
    assert_eq!(review.conflicts.len(), mirrored.conflicts.len());
    (a, document, review)
}

fn choose(conflicts: &[Conflict], choice: Option<Side>) -> Choices {
    conflicts
        .iter()
        .filter_map(|c| Some((c.point.clone(), choice?)))
        .collect()
}

fn council(document: &Document) -> domain::Organisation {
    document.map().organisation(id(20)).unwrap().clone()
}

#[test]
fn different_fields_of_one_entity_merge_and_the_same_change_twice_is_no_conflict() {
    let (_desk, document, review) = merged(
        &[rename(20, "Vale City Council"), note_of_tie(50, "Monthly")],
        &[sector(20, "Civic"), note_of_tie(50, "Monthly")],
        None,
    );
    assert_eq!(review.conflicts, []);
    let council = council(&document);
    assert_eq!(council.name, "Vale City Council");
    assert_eq!(council.sector.as_deref(), Some("Civic"));
    assert_eq!(
        council.record.changed.unwrap().by,
        "Bob",
        "who changed it last"
    );
}

#[test]
fn the_same_field_changed_to_different_values_is_asked_and_the_choice_stands() {
    for (choice, expected) in [
        (None, "Theirs"),
        (Some(Side::Ours), "Ours"),
        (Some(Side::Theirs), "Theirs"),
    ] {
        let (_desk, document, review) =
            merged(&[rename(20, "Ours")], &[rename(20, "Theirs")], choice);
        let [conflict] = review.conflicts.as_slice() else {
            panic!("{:?}", review.conflicts)
        };
        assert_eq!(conflict.point.entity, Some(EntityRef::Organisation(id(20))));
        assert_eq!(conflict.point.field.as_deref(), Some("name"));
        assert_eq!(
            (&conflict.base, &conflict.ours, &conflict.theirs),
            (&json!("Vale Council"), &json!("Ours"), &json!("Theirs"))
        );
        assert_eq!(conflict.stands, Side::Theirs, "said last");
        for part in ["Ours", "Theirs", "Vale Council", "name"] {
            assert!(conflict.sentence.contains(part), "{}", conflict.sentence);
        }
        assert_eq!(council(&document).name, expected, "{choice:?}");
    }
}

#[test]
fn a_choice_can_be_made_for_a_field_that_is_in_no_conflict() {
    let (a, b) = two_desks();
    work(&a, "Ann", 100, &[rename(20, "Ours")]);
    work(&b, "Bob", 200, &[sector(20, "Civic")]);
    let mut document = a.open();
    let review = Review::of(&document, &b.file()).unwrap();
    let point = store::Point {
        entity: Some(EntityRef::Organisation(id(20))),
        field: Some("sector".to_owned()),
        element: None,
    };
    let choices = Choices::from([(point, Side::Ours)]);
    document
        .merge(&review, &choices, "Ann", moment(300))
        .unwrap();
    assert_eq!(council(&document).sector, None);
    assert_eq!(council(&document).name, "Ours");
}

#[test]
fn what_one_removed_and_the_other_changed_is_kept_with_all_that_went_along_until_somebody_decides()
{
    let removed = [remove(EntityRef::Organisation(id(20)))];
    let changed = [note_of_tie(50, "Now monthly")];
    let (_desk, document, review) = merged(&removed, &changed, None);
    let [conflict] = review.conflicts.as_slice() else {
        panic!("{:?}", review.conflicts)
    };
    // One question, at the root: the tie and all else went along with the council.
    assert_eq!(conflict.point.entity, Some(EntityRef::Organisation(id(20))));
    assert_eq!(conflict.point.field, None);
    assert_eq!(conflict.because, [EntityRef::Tie(id(50))]);
    assert!(conflict.ours.is_null() && !conflict.theirs.is_null());
    assert!(
        conflict.sentence.contains("was removed here"),
        "{}",
        conflict.sentence
    );
    let map = document.map();
    assert_eq!(
        map.tie(id(50)).unwrap().note.as_deref(),
        Some("Now monthly")
    );
    for kept in [
        EntityRef::Organisation(id(20)),
        EntityRef::Assessment(id(60)),
        EntityRef::Post(id(40)),
        EntityRef::Need(id(80)),
        EntityRef::Note(id(95)),
    ] {
        assert!(map.has(kept), "{kept}");
    }
    assert_eq!(
        map.organisation(id(21)).unwrap().parent_id,
        Some(id(20)),
        "what the removal had cleared"
    );
    assert!(
        map.workstream(id(70))
            .unwrap()
            .involvement
            .iter()
            .any(|i| i.organisation_id == id(20))
    );

    let (_desk, document, _) = merged(&removed, &changed, Some(Side::Ours));
    let map = document.map();
    assert!(!map.has(EntityRef::Organisation(id(20))) && !map.has(EntityRef::Tie(id(50))));
    assert_eq!(map.organisation(id(21)).unwrap().parent_id, None);
}

#[test]
fn what_one_removed_and_the_other_made_something_new_depend_on_comes_back() {
    let (_desk, document, review) = merged(
        &[remove(EntityRef::Leader(id(31)))],
        &[Edit::AddTie(tie(
            700,
            id::<domain::LeaderId>(31).into(),
            id::<OrganisationId>(20).into(),
        ))],
        None,
    );
    assert_eq!(review.conflicts.len(), 1);
    assert_eq!(review.conflicts[0].because, [EntityRef::Tie(id(700))]);
    assert!(review.conflicts[0].sentence.contains("needs it"));
    assert!(document.map().leader(id(31)).is_some());
    assert!(document.map().tie(id(700)).is_some());
}

#[test]
fn a_removal_nobody_stands_against_is_taken_and_a_moved_mark_does_not_stand_against_it() {
    let moved = Edit::MoveMarks {
        view_id: id(99),
        spots: vec![(
            id::<OrganisationId>(20).into(),
            Spot {
                x: 0.5,
                y: 0.5,
                pinned: true,
            },
        )],
    };
    let (_desk, document, review) = merged(
        &[remove(EntityRef::Organisation(id(20)))],
        &[moved, rename(21, "Vale Hospitals")],
        None,
    );
    let presence: Vec<_> = review
        .conflicts
        .iter()
        .filter(|c| c.point.field.is_none())
        .collect();
    assert!(presence.is_empty(), "{presence:?}");
    assert!(document.map().organisation(id(20)).is_none());
    let map = document.map();
    let trust = map.organisation(id(21)).unwrap();
    assert_eq!(
        (trust.name.as_str(), trust.parent_id),
        ("Vale Hospitals", None)
    );
}

#[test]
fn lists_are_put_together_element_by_element() {
    let belong = |places: &[(u128, Option<i16>)]| Edit::ChangeOrganisation {
        organisation_id: id(20),
        change: OrganisationChange {
            memberships: Some(
                places
                    .iter()
                    .map(|(place, to)| Membership {
                        place_id: id(*place),
                        from: None,
                        to: to.map(|year| date(year, 1, 1)),
                    })
                    .collect(),
            ),
            ..OrganisationChange::default()
        },
    };
    let involve = |organisation: u128, part| Edit::Involve {
        workstream_id: id(71),
        organisation_id: id(organisation),
        part: Some(part),
    };
    // Ours takes one place out, theirs ends the other; each brings an organisation into the workstream.
    let (_desk, document, review) = merged(
        &[belong(&[(10, None)]), involve(20, Part::Leads)],
        &[
            Edit::ChangeOrganisation {
                organisation_id: id(20),
                change: OrganisationChange {
                    memberships: Some(vec![
                        Membership {
                            place_id: id(10),
                            from: None,
                            to: Some(date(2026, 1, 1)),
                        },
                        Membership {
                            place_id: id(11),
                            from: Some(date(2016, 1, 1)),
                            to: Some(date(2019, 3, 31)),
                        },
                    ]),
                    ..OrganisationChange::default()
                },
            },
            involve(21, Part::Contributes),
        ],
        None,
    );
    assert_eq!(review.conflicts, []);
    let council = council(&document);
    assert_eq!(council.memberships.len(), 1);
    assert_eq!(council.memberships[0].to, Some(date(2026, 1, 1)));
    assert_eq!(
        document.map().workstream(id(71)).unwrap().involvement.len(),
        2
    );

    // The same element in different ways is a conflict of that element alone.
    let (_desk, document, review) = merged(
        &[involve(20, Part::Leads), involve(21, Part::Leads)],
        &[involve(20, Part::Affected)],
        Some(Side::Ours),
    );
    let [conflict] = review.conflicts.as_slice() else {
        panic!("{:?}", review.conflicts)
    };
    assert_eq!(conflict.point.field.as_deref(), Some("involvement"));
    assert!(conflict.point.element.is_some());
    let map = document.map();
    let parts = &map.workstream(id(71)).unwrap().involvement;
    assert_eq!(parts.len(), 2);
    assert!(parts.iter().all(|i| i.part == Part::Leads));
}

fn step(act: CommitmentAct, by: CommitmentSide, day: i8, due: bool) -> Edit {
    Edit::MoveCommitment {
        commitment_id: id(90),
        event: CommitmentEvent {
            date: date(2026, 3, day),
            act,
            by,
            due: due.then(|| date(2026, 6, day)),
            note: None,
        },
    }
}

#[test]
fn steps_of_a_promise_follow_one_another_by_their_days_and_two_ends_are_a_conflict() {
    let (_desk, document, review) = merged(
        &[step(
            CommitmentAct::Renegotiate,
            CommitmentSide::Promiser,
            4,
            true,
        )],
        &[
            step(
                CommitmentAct::Renegotiate,
                CommitmentSide::Requester,
                2,
                true,
            ),
            step(
                CommitmentAct::ReportDone,
                CommitmentSide::Promiser,
                9,
                false,
            ),
        ],
        None,
    );
    assert_eq!(review.conflicts, []);
    let map = document.map();
    let days: Vec<i8> = map.commitment(id(90)).unwrap().events[2..]
        .iter()
        .map(|event| event.date.day())
        .collect();
    assert_eq!(days, [2, 4, 9]);

    let ours = [step(
        CommitmentAct::Break,
        CommitmentSide::Promiser,
        4,
        false,
    )];
    let theirs = [
        step(
            CommitmentAct::ReportDone,
            CommitmentSide::Promiser,
            3,
            false,
        ),
        step(
            CommitmentAct::AcceptDone,
            CommitmentSide::Requester,
            5,
            false,
        ),
    ];
    for (choice, last) in [
        (None, CommitmentAct::AcceptDone),
        (Some(Side::Ours), CommitmentAct::Break),
        (Some(Side::Theirs), CommitmentAct::AcceptDone),
    ] {
        let (_desk, document, review) = merged(&ours, &theirs, choice);
        let [conflict] = review.conflicts.as_slice() else {
            panic!("{:?}", review.conflicts)
        };
        assert_eq!(conflict.point.field.as_deref(), Some("events"));
        let map = document.map();
        let events = &map.commitment(id(90)).unwrap().events;
        assert_eq!(events.last().unwrap().act, last, "{choice:?}");
    }
}

#[test]
fn what_only_both_together_would_break_is_a_conflict() {
    // Dates that run backwards.
    let dated = |from: Option<i16>, to: Option<i16>| Edit::ChangePost {
        post_id: id(41),
        change: PostChange {
            from: from.map_or(Patch::Keep, |y| Patch::Set(date(y, 1, 1))),
            to: to.map_or(Patch::Keep, |y| Patch::Set(date(y, 1, 1))),
            ..PostChange::default()
        },
    };
    let (_desk, document, review) =
        merged(&[dated(Some(2026), None)], &[dated(None, Some(2025))], None);
    assert!(!review.conflicts.is_empty());
    let map = document.map();
    let post = map.post(id(41)).unwrap();
    assert_eq!(
        (post.from, post.to),
        (None, Some(date(2025, 1, 1))),
        "said last"
    );

    // Places in a circle.
    let parent = |place: u128, parent: u128| Edit::ChangePlace {
        place_id: id(place),
        change: PlaceChange {
            parent_id: Patch::Set(id(parent)),
            ..PlaceChange::default()
        },
    };
    let (a, b) = two_desks();
    for desk in [&a, &b] {
        // Both begin from places side by side.
        work(
            desk,
            "Ann",
            50,
            &[Edit::ChangePlace {
                place_id: id(11),
                change: PlaceChange {
                    parent_id: Patch::Clear,
                    ..PlaceChange::default()
                },
            }],
        );
    }
    work(&a, "Ann", 100, &[parent(10, 11)]);
    work(&b, "Bob", 200, &[parent(11, 10)]);
    let (mut one, mut other) = (a.open(), b.open());
    let (here, there) = (
        Review::of(&one, &b.file()).unwrap(),
        Review::of(&other, &a.file()).unwrap(),
    );
    assert_eq!(here.conflicts.len(), 1, "{:?}", here.conflicts);
    one.merge(&here, &Choices::new(), "Ann", moment(400))
        .unwrap();
    other
        .merge(&there, &Choices::new(), "Ann", moment(400))
        .unwrap();
    assert_eq!(one.map(), other.map());
    assert_eq!(one.check().unwrap(), Vec::<String>::new());
}

#[test]
fn the_same_thing_entered_in_both_is_listed_and_both_are_kept() {
    let new = |n: u128, name: &str| Edit::AddLeader(leader(n, name));
    let coded = |n: u128, name: &str| {
        let mut row = organisation(n, name);
        row.codes = vec![domain::Code {
            scheme: domain::CodeScheme::Ods,
            value: "RXX".to_owned(),
        }];
        Edit::AddOrganisation(row)
    };
    let between = |n: u128| {
        let mut row = tie(
            n,
            id::<OrganisationId>(20).into(),
            id::<domain::LeaderId>(31).into(),
        );
        row.note = Some(format!("Note {n}"));
        Edit::AddTie(row)
    };
    let (_desk, document, review) = merged(
        &[
            new(701, "Dr Jane Smith"),
            coded(702, "Vale Community Trust"),
            between(703),
        ],
        &[
            new(801, "Jane SMITH"),
            coded(802, "Vale Community NHS Trust"),
            between(803),
            new(804, "Somebody Else"),
        ],
        None,
    );
    assert_eq!(review.conflicts, []);
    let pairs: Vec<(EntityRef, EntityRef)> = review
        .possible_duplicates
        .iter()
        .map(|d| (d.ours, d.theirs))
        .collect();
    assert_eq!(
        pairs,
        [
            (
                EntityRef::Organisation(id(702)),
                EntityRef::Organisation(id(802))
            ),
            (EntityRef::Leader(id(701)), EntityRef::Leader(id(801))),
            (EntityRef::Tie(id(703)), EntityRef::Tie(id(803))),
        ]
    );
    assert!(review.possible_duplicates[0].sentence.contains("RXX"));
    assert!(document.map().leader(id(701)).is_some() && document.map().leader(id(801)).is_some());
}

#[test]
fn their_acts_stay_readable_in_history_and_one_undo_takes_the_whole_merge_back() {
    let (a, b) = two_desks();
    work(&a, "Ann", 100, &[add_organisation(500)]);
    work(
        &b,
        "Bob",
        200,
        &[rename(20, "Bob's Council"), add_organisation(600)],
    );
    let mut document = b.open();
    document.undo("Bob", moment(300)).unwrap();
    document.redo("Bob", moment(301)).unwrap();
    document.close(moment(302)).unwrap();
    let mut document = a.open();
    let before = document.map();
    let review = Review::of(&document, &b.file()).unwrap();
    assert_eq!(review.acts.len(), 4);
    assert_eq!(document.map(), before, "looking changes nothing");
    let change = document
        .merge(&review, &Choices::new(), "Ann", moment(400))
        .unwrap();
    assert_eq!(change.command, "merge");
    assert_eq!(change.words, "Merge 4 changes by Bob from Vale.footbridge");
    assert_eq!(
        document.undo_words().unwrap().as_deref(),
        Some(change.words.as_str())
    );

    let history = document.history(10).unwrap();
    let brought: Vec<_> = history
        .iter()
        .filter(|c| c.merged_in == Some(change.seq))
        .collect();
    assert_eq!(brought.len(), 4);
    assert!(
        brought
            .iter()
            .all(|c| c.author == "Bob" && c.standing.is_none())
    );
    let undo = brought.iter().find(|c| c.act == Act::Undo).unwrap();
    let of = brought.iter().find(|c| Some(c.seq) == undo.of).unwrap();
    assert_eq!(of.words, "Add organisation Organisation 600");
    let of_council = document
        .history_of(EntityRef::Organisation(id(20)), 10)
        .unwrap();
    assert!(
        of_council
            .iter()
            .any(|c| c.author == "Bob" && c.at == moment(200))
    );

    let after = document.map();
    document.undo("Ann", moment(401)).unwrap();
    assert_eq!(document.map(), before);
    let again = Review::of(&document, &b.file()).unwrap();
    assert_eq!(
        again.differences, review.differences,
        "it can be merged again"
    );
    document
        .merge(&again, &Choices::new(), "Ann", moment(402))
        .unwrap();
    assert_eq!(document.map(), after);
    document.close(moment(403)).unwrap();
    assert_eq!(a.open().map(), after);
}

#[test]
fn a_file_changed_while_it_is_open_is_merged_and_published_without_loss() {
    let (desk, _) = two_desks();
    let mut document = desk.open();
    document
        .apply(&add_organisation(500), "Ann", moment(100))
        .unwrap();
    let elsewhere = Desk::new();
    let mut colleague = Document::open(&desk.file(), &elsewhere.work, "Bob", moment(101)).unwrap();
    colleague
        .apply(&add_organisation(600), "Bob", moment(102))
        .unwrap();
    colleague.close(moment(103)).unwrap();

    assert!(matches!(
        document.publish(moment(104)),
        Err(StoreError::PublishedChanged { .. })
    ));
    let review = Review::of(&document, &desk.file()).unwrap();
    assert_eq!(
        review.differences.sentences,
        ["Organisation Organisation 600 was added."]
    );
    document
        .merge(&review, &Choices::new(), "Ann", moment(105))
        .unwrap();
    assert!(document.needs_publishing());
    // Undoing the merge gives up the right to write over the file; redoing it gives it back.
    document.undo("Ann", moment(106)).unwrap();
    assert!(matches!(
        document.publish(moment(107)),
        Err(StoreError::PublishedChanged { .. })
    ));
    document.redo("Ann", moment(108)).unwrap();
    assert!(document.publish(moment(109)).unwrap().written);
    let map = document.map();
    assert!(map.organisation(id(500)).is_some() && map.organisation(id(600)).is_some());
    drop(document);

    // The colleague takes the merged file; nothing of hers is set aside.
    let colleague = Document::open(&desk.file(), &elsewhere.work, "Bob", moment(110)).unwrap();
    assert!(colleague.opening().took_published);
    assert_eq!(colleague.opening().replaced_by, None);
    assert_eq!(colleague.map(), map);
}

#[test]
fn unpublished_edits_and_a_changed_file_are_opened_merged_and_published() {
    let (desk, _) = two_desks();
    let mut document = desk.open();
    document
        .apply(&rename(20, "Ann's Council"), "Ann", moment(100))
        .unwrap();
    drop(document);
    let elsewhere = Desk::new();
    let mut colleague = Document::open(&desk.file(), &elsewhere.work, "Bob", moment(101)).unwrap();
    colleague
        .apply(&sector(20, "Civic"), "Bob", moment(102))
        .unwrap();
    colleague.close(moment(103)).unwrap();
    assert!(matches!(
        desk.try_open(),
        Err(StoreError::BothChanged { edits: 1, .. })
    ));

    let open =
        || Document::open_unpublished(&desk.file(), &desk.work, None, "Ann", moment(104)).unwrap();
    let mut document = open();
    assert_eq!(document.opening().recovered_edits, 1);
    assert!(document.opening().published_differs);
    assert!(document.opening().sentence().unwrap().contains("merge"));
    let review = Review::of(&document, &desk.file()).unwrap();
    document
        .merge(&review, &Choices::new(), "Ann", moment(105))
        .unwrap();
    // The program ends before it is published.
    drop(document);
    let mut document = desk.open();
    assert!(document.opening().recovered_edits > 0);
    document.publish(moment(106)).unwrap();
    let council = council(&document);
    assert_eq!(
        (council.name.as_str(), council.sector.as_deref()),
        ("Ann's Council", Some("Civic"))
    );
    drop(document);
    let elsewhere = Desk::new();
    let document = Document::open(&desk.file(), &elsewhere.work, "Cy", moment(107)).unwrap();
    assert_eq!(self::council(&document), council);
    // Where nothing waits it opens as usual.
    drop(document);
    assert!(!open().opening().published_differs);
}

#[test]
fn a_merge_whose_note_was_lost_with_the_program_is_merged_again_without_anything_to_do() {
    let (desk, _) = two_desks();
    let state = |desk: &Desk| -> PathBuf {
        let slot = fs::read_dir(desk.work.folder())
            .unwrap()
            .flatten()
            .map(|e| e.path());
        slot.filter(|path| path.is_dir())
            .flat_map(|slot| {
                fs::read_dir(slot)
                    .unwrap()
                    .flatten()
                    .map(|e| e.path().join("state.json"))
            })
            .find(|path| path.exists())
            .unwrap()
    };
    let elsewhere = Desk::new();
    let mut colleague = Document::open(&desk.file(), &elsewhere.work, "Bob", moment(101)).unwrap();
    let mut document = desk.open();
    document
        .apply(&add_organisation(500), "Ann", moment(100))
        .unwrap();
    colleague
        .apply(&add_organisation(600), "Bob", moment(102))
        .unwrap();
    colleague.close(moment(103)).unwrap();
    let note = fs::read(state(&desk)).unwrap();
    let review = Review::of(&document, &desk.file()).unwrap();
    document
        .merge(&review, &Choices::new(), "Ann", moment(104))
        .unwrap();
    let map = document.map();
    drop(document);
    fs::write(state(&desk), note).unwrap();
    let mut document =
        Document::open_unpublished(&desk.file(), &desk.work, None, "Ann", moment(105)).unwrap();
    let review = Review::of(&document, &desk.file()).unwrap();
    assert!(review.is_empty());
    let change = document
        .merge(&review, &Choices::new(), "Ann", moment(106))
        .unwrap();
    assert!(change.touched.is_empty());
    assert!(document.publish(moment(107)).unwrap().written);
    assert_eq!(document.map(), map);
}

#[test]
fn a_copy_kept_aside_is_merged_back() {
    let (desk, theirs) = two_desks();
    work(&desk, "Ann", 100, &[add_organisation(500)]);
    work(&theirs, "Bob", 200, &[add_organisation(600)]);
    fs::write(desk.file(), fs::read(theirs.file()).unwrap()).unwrap();
    let mut document = desk.open();
    assert!(document.map().organisation(id(500)).is_none());
    let aside = set_aside(&desk.file(), &desk.work);
    let review = Review::of(&document, &aside[0]).unwrap();
    document
        .merge(&review, &Choices::new(), "Ann", moment(300))
        .unwrap();
    assert!(document.map().organisation(id(500)).is_some());
    assert!(document.map().organisation(id(600)).is_some());
    assert!(document.publish(moment(301)).unwrap().written);
}

#[test]
fn copies_that_sync_programs_leave_are_found_and_merged_and_others_are_not() {
    let (desk, theirs) = two_desks();
    work(&theirs, "Bob", 200, &[add_organisation(600)]);
    let beside = |name: &str| desk.file().with_file_name(name);
    let copies = [
        "Vale (1).footbridge",
        "Vale (Bob's conflicted copy 2026-03-05).footbridge",
        "Vale-PC123.footbridge",
        "Vale.sync-conflict-20260305-091500-ABCDEFG.footbridge",
    ];
    for name in copies.iter().chain(&["Vale for the board.footbridge"]) {
        fs::write(beside(name), fs::read(theirs.file()).unwrap()).unwrap();
    }
    let other = Desk::new();
    other.create().close(moment(0)).unwrap();
    fs::write(
        beside("Vale-PC9.footbridge"),
        fs::read(other.file()).unwrap(),
    )
    .unwrap();
    fs::write(beside("Vale-PC8.footbridge"), b"nothing of ours").unwrap();
    fs::write(beside("Vale-PC7.xlsx"), b"a workbook").unwrap();

    let mut document = desk.open();
    let expected: Vec<PathBuf> = copies.iter().map(|name| beside(name)).collect();
    assert_eq!(document.conflict_copies(), expected);
    assert_eq!(
        conflict_copies(&desk.file(), &desk.work, None).unwrap(),
        expected
    );
    for copy in &expected {
        let review = Review::of(&document, copy).unwrap();
        document
            .merge(&review, &Choices::new(), "Ann", moment(300))
            .unwrap();
    }
    assert!(document.map().organisation(id(600)).is_some());
    let merges = document
        .history(50)
        .unwrap()
        .into_iter()
        .filter(|c| c.command == "merge")
        .count();
    assert_eq!(merges, 1, "the others held nothing new");
    document.publish(moment(301)).unwrap();
}

#[test]
fn what_is_foreign_damaged_or_none_is_refused_and_nothing_changes() {
    let (desk, theirs) = two_desks();
    work(&theirs, "Bob", 200, &[add_organisation(600)]);
    let bytes = fs::read(theirs.file()).unwrap();
    let document = desk.open();
    let before = (document.map(), document.history(100).unwrap());
    let there = desk.file().with_file_name("Other.footbridge");
    let refused = |bytes: &[u8]| {
        fs::write(&there, bytes).unwrap();
        Review::of(&document, &there).unwrap_err()
    };
    let other = Desk::new();
    other.create().close(moment(0)).unwrap();
    let another = refused(&fs::read(other.file()).unwrap());
    assert!(
        matches!(another, StoreError::AnotherDocument { .. }),
        "{another}"
    );
    assert!(another.to_string().contains("another footprint"));
    assert!(matches!(
        refused(b"hello"),
        StoreError::NotAFootprint { .. }
    ));
    assert!(matches!(
        refused(&bytes[..bytes.len() / 2]),
        StoreError::Damaged { .. }
    ));
    assert!(matches!(refused(b""), StoreError::Damaged { .. }));
    // History is data as well: one that does not lead where the tables are, with no shared base to go by.
    let altered = |sql: &str| {
        fs::write(&there, &bytes).unwrap();
        let db = rusqlite::Connection::open(&there).unwrap();
        db.execute_batch(sql).unwrap();
        drop(db);
        fs::read(&there).unwrap()
    };
    let error = refused(&altered(
        "UPDATE history SET at = 'once' WHERE author = 'Bob'",
    ));
    assert!(matches!(error, StoreError::Damaged { .. }), "{error}");
    let error = refused(&altered("UPDATE organisation SET kind = 'unheard_of'"));
    assert!(matches!(error, StoreError::Damaged { .. }), "{error}");
    let error = refused(&altered(
        "CREATE TRIGGER t AFTER INSERT ON note BEGIN SELECT 1; END",
    ));
    assert!(matches!(error, StoreError::Damaged { .. }), "{error}");
    // What both began from is taken from our own history, so theirs cannot mislead there.
    fs::write(
        &there,
        altered("UPDATE history SET changeset = x'00' WHERE author = 'Ann'"),
    )
    .unwrap();
    let review = Review::of(&document, &there).unwrap();
    assert_eq!(review.differences.added.len(), 1);
    let gone = Review::of(&document, &there.with_file_name("Nowhere.footbridge")).unwrap_err();
    assert!(matches!(gone, StoreError::Missing { .. }), "{gone}");
    assert_eq!((document.map(), document.history(100).unwrap()), before);
    assert_eq!(document.check().unwrap(), Vec::<String>::new());
}

#[test]
fn a_live_working_copy_is_never_read_as_the_other_copy() {
    let (desk, theirs) = two_desks();
    let document = desk.open();
    let other = theirs.open();
    drop(other);
    let live = fs::read_dir(desk.work.folder())
        .unwrap()
        .flatten()
        .flat_map(|slot| fs::read_dir(slot.path()).into_iter().flatten().flatten())
        .map(|folder| folder.path().join("copy-1.footbridge"))
        .find(|path| path.exists())
        .unwrap();
    let error = Review::of(&document, &live).unwrap_err();
    assert!(matches!(error, StoreError::NotSetAside { .. }), "{error}");
}

#[test]
fn a_review_is_good_only_for_the_document_as_it_was() {
    let (desk, theirs) = two_desks();
    work(&theirs, "Bob", 200, &[add_organisation(600)]);
    let mut document = desk.open();
    let review = Review::of(&document, &theirs.file()).unwrap();
    document
        .apply(&add_organisation(500), "Ann", moment(300))
        .unwrap();
    let before = document.map();
    let error = document
        .merge(&review, &Choices::new(), "Ann", moment(301))
        .unwrap_err();
    assert!(
        matches!(error, StoreError::ReviewOutdated { .. }),
        "{error}"
    );
    assert_eq!(document.map(), before);
}

#[test]
fn two_files_merge_into_a_third_and_neither_is_touched() {
    let (a, b) = two_desks();
    work(&a, "Ann", 100, &[rename(20, "Ours"), add_organisation(500)]);
    work(
        &b,
        "Bob",
        200,
        &[rename(20, "Theirs"), add_organisation(600)],
    );
    let bytes = [a.file(), b.file()].map(|file| fs::read(file).unwrap());
    let to = a.file().with_file_name("Both.footbridge");
    let stamp = Stamp {
        at: moment(300),
        by: "Ann".to_owned(),
    };
    let merge = |one: &Desk, other: &Desk, to: &PathBuf| {
        merge_files(
            &one.file(),
            &other.file(),
            to,
            &a.work,
            None,
            &Choices::new(),
            &stamp,
        )
    };
    let done = merge(&a, &b, &to).unwrap();
    assert_eq!(done.merged, to);
    assert_eq!(done.conflicts.len(), 1);
    assert!(!done.conflicts[0].chosen);
    assert_eq!(done.differences.added.len(), 1);
    assert_eq!(
        [a.file(), b.file()].map(|file| fs::read(file).unwrap()),
        bytes
    );
    let both = Document::open(&to, &a.work, "Ann", moment(301)).unwrap();
    assert!(
        both.map().organisation(id(500)).is_some() && both.map().organisation(id(600)).is_some()
    );
    assert_eq!(both.check().unwrap(), Vec::<String>::new());
    assert_eq!(both.undo_words().unwrap(), Some(done.change.words));
    let other_way = a.file().with_file_name("Both again.footbridge");
    merge(&b, &a, &other_way).unwrap();
    assert_eq!(
        *Document::open(&other_way, &a.work, "Ann", moment(302))
            .unwrap()
            .map(),
        *both.map()
    );

    assert!(matches!(
        merge(&a, &b, &to),
        Err(StoreError::AlreadyThere { .. })
    ));
    let other = Desk::new();
    other.create().close(moment(0)).unwrap();
    let nowhere = a.file().with_file_name("Nowhere.footbridge");
    assert!(matches!(
        merge(&a, &other, &nowhere),
        Err(StoreError::AnotherDocument { .. })
    ));
    assert!(!nowhere.exists());
    let left: Vec<_> = fs::read_dir(a.work.folder())
        .unwrap()
        .flatten()
        .filter(|entry| entry.file_name().to_string_lossy().starts_with(".scratch-"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn a_third_copy_that_holds_the_second_does_not_bring_its_acts_twice() {
    let (a, b) = two_desks();
    let c = Desk::new();
    fs::write(c.file(), fs::read(a.file()).unwrap()).unwrap();
    work(&a, "Ann", 100, &[add_organisation(500)]);
    work(&b, "Bob", 200, &[add_organisation(600)]);
    let bring = |desk: &Desk, other: &Desk, at: i64| {
        let mut document = desk.open();
        let review = Review::of(&document, &other.file()).unwrap();
        assert_eq!(review.conflicts, []);
        document
            .merge(&review, &Choices::new(), "Cy", moment(at))
            .unwrap();
        document.close(moment(at + 1)).unwrap();
    };
    bring(&c, &b, 300);
    bring(&a, &b, 310);
    bring(&a, &c, 320);
    let document = a.open();
    assert_eq!(document.map().organisations().len(), 4);
    let of_bob = document
        .history(50)
        .unwrap()
        .into_iter()
        .filter(|c| c.author == "Bob")
        .count();
    assert_eq!(of_bob, 1);
    assert_eq!(document.check().unwrap(), Vec::<String>::new());
}

#[test]
fn an_erased_person_does_not_come_back_from_a_copy_in_which_she_is_not_erased() {
    let (a, b) = two_desks();
    let mut document = a.open();
    document
        .erase_leader(id(31), KeptCopies::List, "Ann", moment(100))
        .unwrap();
    document
        .apply(&add_organisation(500), "Ann", moment(101))
        .unwrap();
    document.close(moment(102)).unwrap();
    work(
        &b,
        "Bob",
        200,
        &[
            add_organisation(600),
            Edit::RecordAssessment(assessment(601, id(51), None)),
            Edit::ChangeLeader {
                leader_id: id(31),
                change: LeaderChange {
                    name: Some("Bob Beech-Elm".to_owned()),
                    ..LeaderChange::default()
                },
            },
            Edit::ChangeWorkstream {
                workstream_id: id(70),
                change: WorkstreamChange {
                    summary: Patch::Set("Care nearer home".to_owned()),
                    ..WorkstreamChange::default()
                },
            },
        ],
    );
    let mut maps = Vec::new();
    for (desk, other, erased_here) in [(&a, &b, true), (&b, &a, false)] {
        let mut document = desk.open();
        let review = Review::of(&document, &other.file()).unwrap();
        document
            .merge(&review, &Choices::new(), "Ann", moment(300))
            .unwrap();
        assert_eq!(document.check().unwrap(), Vec::<String>::new());
        let map = document.map();
        assert!(map.leader(id(31)).is_none());
        assert!(map.tie(id(51)).is_none() && map.assessment(id(601)).is_none());
        assert!(!format!("{map:?}").contains("Beech"));
        // Nor from the other's history, in the copy she was erased in.
        let history = format!("{:?}", document.history(100).unwrap());
        assert_eq!(history.contains("Beech"), !erased_here);
        assert!(map.organisation(id(500)).is_some() && map.organisation(id(600)).is_some());
        assert_eq!(
            map.workstream(id(70)).unwrap().summary.as_deref(),
            Some("Care nearer home")
        );
        maps.push(map);
    }
    assert_eq!(maps[0], maps[1]);
}

#[test]
fn while_deleting_is_frozen_merging_deletes_nothing() {
    let freeze = Edit::Freeze(domain::Freeze {
        since: date(2026, 3, 1),
        why: "A request for information".to_owned(),
    });
    let (_desk, document, review) = merged(
        &[freeze],
        &[remove(EntityRef::Leader(id(31)))],
        Some(Side::Theirs),
    );
    assert!(document.map().leader(id(31)).is_some());
    assert!(document.map().tie(id(51)).is_some());
    assert!(
        review
            .conflicts
            .iter()
            .any(|c| c.sentence.contains("frozen")),
        "{:?}",
        review.conflicts
    );
}

#[test]
fn encrypted_copies_merge_with_their_passphrase() {
    let (a, b) = two_desks();
    let secret = |text: &str| Passphrase::new(text.to_owned()).unwrap();
    let mut document = b.open();
    document
        .apply(&add_organisation(600), "Bob", moment(200))
        .unwrap();
    document
        .set_passphrase(Some(&secret("a quiet river")), moment(201))
        .unwrap();
    document.close(moment(202)).unwrap();
    let mut document = a.open();
    assert!(matches!(
        Review::of(&document, &b.file()),
        Err(StoreError::NeedsPassphrase { .. })
    ));
    assert!(matches!(
        Review::of_with(&document, &b.file(), Some(&secret("another"))),
        Err(StoreError::WrongPassphrase { .. })
    ));
    let review = Review::of_with(&document, &b.file(), Some(&secret("a quiet river"))).unwrap();
    document
        .merge(&review, &Choices::new(), "Ann", moment(300))
        .unwrap();
    assert!(document.map().organisation(id(600)).is_some());
}

#[test]
fn a_copy_by_an_older_program_is_merged() {
    let golden = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/golden/v1.footbridge");
    let desk = Desk::new();
    fs::write(desk.file(), fs::read(&golden).unwrap()).unwrap();
    let mut document = desk.open();
    document
        .apply(&add_organisation(500), "Ann", moment(100))
        .unwrap();
    let map = document.map();
    let review = Review::of(&document, &golden).unwrap();
    assert!(review.is_empty(), "{:?}", review.differences);
    assert_eq!(review.ours.added.len(), 1);
    document
        .merge(&review, &Choices::new(), "Ann", moment(101))
        .unwrap();
    assert_eq!(document.map(), map);
}

#[test]
fn edits_saved_elsewhere_after_both_changed_are_merged_as_any_copy() {
    let (desk, _) = two_desks();
    let mut document = desk.open();
    document
        .apply(&add_organisation(500), "Ann", moment(100))
        .unwrap();
    drop(document);
    let elsewhere = Desk::new();
    let mut colleague = Document::open(&desk.file(), &elsewhere.work, "Bob", moment(101)).unwrap();
    colleague
        .apply(&add_organisation(600), "Bob", moment(102))
        .unwrap();
    colleague.close(moment(103)).unwrap();
    let mine = desk.file().with_file_name("Mine.footbridge");
    rescue_unpublished(&desk.file(), &desk.work, &mine, None, "Ann", moment(104)).unwrap();
    let mut document = desk.open();
    let review = Review::of(&document, &mine).unwrap();
    document
        .merge(&review, &Choices::new(), "Ann", moment(105))
        .unwrap();
    assert!(document.map().organisation(id(500)).is_some());
    assert!(document.publish(moment(106)).unwrap().written);
}
