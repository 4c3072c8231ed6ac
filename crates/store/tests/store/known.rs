//! The footprint as it was known at a moment is the footprint that was there then.

use std::fs;
use std::sync::Arc;

use domain::{Edit, EntityRef, Map};
use jiff::Timestamp;
use proptest::prelude::*;
use store::{Choices, Document, Review, StoreError, compare};

use crate::model::edit;
use crate::sample::{Desk, add_organisation, cases, everything, id, large, moment, organisation};

#[test]
fn a_year_old_state_is_shown_and_the_document_stays_as_it_is() {
    let desk = Desk::new();
    let mut document = desk.create();
    let begun = document.map();
    for (n, edit) in everything().iter().enumerate() {
        document
            .apply(edit, "Ann", moment(10 + i64::try_from(n).unwrap()))
            .unwrap();
    }
    let a_year_ago = document.map();
    let council = EntityRef::Organisation(id(20));
    document
        .apply(&Edit::Remove { entity: council }, "Ann", moment(31_536_000))
        .unwrap();
    document
        .apply(&add_organisation(500), "Ann", moment(31_536_001))
        .unwrap();
    let now = document.map();

    assert_eq!(document.map_as_known(moment(9)).unwrap(), *begun);
    assert_eq!(
        document.map_as_known(moment(20_000_000)).unwrap(),
        *a_year_ago
    );
    assert_eq!(document.map_as_known(moment(31_536_001)).unwrap(), *now);
    assert_eq!(document.map(), now);
    assert_eq!(document.check().unwrap(), Vec::<String>::new());
}

#[test]
fn what_was_done_while_the_clock_was_wrong_was_known_afterwards() {
    let desk = Desk::new();
    let mut document = desk.create();
    for (n, at) in [(1, 10), (2, 5_000), (3, 20), (4, 30)] {
        document
            .apply(&add_organisation(n), "Ann", moment(at))
            .unwrap();
    }
    let known = |at| {
        let map = document.map_as_known(moment(at)).unwrap();
        map.organisations().len()
    };
    assert_eq!(known(10), 1);
    assert_eq!(
        known(25),
        3,
        "the second was there when the third was entered"
    );
    assert_eq!(known(30), 4);
}

#[test]
fn what_a_merge_brought_was_known_from_the_merge_on() {
    let desk = Desk::new();
    desk.create().close(moment(0)).unwrap();
    let theirs = Desk::new();
    fs::write(theirs.file(), fs::read(desk.file()).unwrap()).unwrap();
    let mut document = theirs.open();
    document
        .apply(&add_organisation(600), "Bob", moment(5))
        .unwrap();
    document.close(moment(5)).unwrap();

    let mut document = desk.open();
    document
        .apply(&add_organisation(500), "Ann", moment(8))
        .unwrap();
    let review = Review::of(&document, &theirs.file()).unwrap();
    document
        .merge(&review, &Choices::new(), "Ann", moment(10))
        .unwrap();
    let known = |at| document.map_as_known(moment(at)).unwrap();
    assert_eq!(known(7).organisations().len(), 0);
    assert_eq!(
        known(9).organisation(id(500)),
        Some(&stamped(&document, 500))
    );
    assert_eq!(known(9).organisations().len(), 1);
    assert_eq!(known(10), *document.map());
}

fn stamped(document: &Document, n: u128) -> domain::Organisation {
    document.map().organisation(id(n)).unwrap().clone()
}

#[test]
fn a_step_of_many_is_taken_back_whole() {
    let desk = Desk::new();
    let mut document = desk.create();
    document
        .apply(&add_organisation(1), "Ann", moment(1))
        .unwrap();
    let before = document.map();
    document
        .apply(&large(20, 60, 200), "Ann", moment(2))
        .unwrap();
    let imported = document.map();
    document
        .apply(
            &Edit::Remove {
                entity: EntityRef::Leader(id(2_000_003)),
            },
            "Ann",
            moment(3),
        )
        .unwrap();
    document.undo("Ann", moment(4)).unwrap();
    document.undo("Ann", moment(5)).unwrap();
    assert_eq!(document.map_as_known(moment(1)).unwrap(), *before);
    assert_eq!(document.map_as_known(moment(2)).unwrap(), *imported);
    assert_eq!(document.map_as_known(moment(4)).unwrap(), *imported);
    assert_eq!(document.map_as_known(moment(5)).unwrap(), *before);
    assert!(document.map_as_known(moment(3)).unwrap().count() < imported.count());
}

/// Fails with what differs, and not with two whole maps.
pub(crate) fn same(one: &Map, other: &Map) -> Result<(), TestCaseError> {
    let differs = compare(one, other).sentences;
    prop_assert!(one == other, "{differs:#?}");
    Ok(())
}

/// One step of a session: mostly edits, some undone and redone.
pub(crate) type Step = (u8, u8, u16, u16);

pub(crate) fn steps(most: usize) -> impl Strategy<Value = Vec<Step>> {
    let step = (0_u8..10, any::<u8>(), any::<u16>(), any::<u16>());
    prop::collection::vec(step, 0..most)
}

/// Takes the steps and gives, for every act, the moment and the map it led to. `fresh` begins the numbers of what is
/// entered; the moments are `first`, `first + every`, …
pub(crate) fn take(
    document: &mut Document,
    steps: &[Step],
    author: &str,
    fresh: u128,
    first: i64,
    every: i64,
) -> Result<Vec<(Timestamp, Arc<Map>)>, TestCaseError> {
    let mut led_to = Vec::new();
    for (n, (what, kind, a, b)) in steps.iter().enumerate() {
        let n = i64::try_from(n).unwrap();
        let now = moment(first + every * n);
        let done = match what {
            8 => document.undo(author, now),
            9 => document.redo(author, now),
            _ => {
                let fresh = fresh + 10 * u128::try_from(n).unwrap();
                match edit(&document.map(), fresh, *kind, *a, *b) {
                    Some(edit) => document.apply(&edit, author, now),
                    None => continue,
                }
            }
        };
        match done {
            Ok(_) => led_to.push((now, document.map())),
            Err(
                StoreError::Refused(_)
                | StoreError::NothingToUndo { .. }
                | StoreError::NothingToRedo { .. },
            ) => {}
            Err(error) => return Err(TestCaseError::fail(error.to_string())),
        }
    }
    Ok(led_to)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(24), max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn the_map_as_known_at_the_moment_of_every_act_is_the_map_it_led_to(begin_full: bool, steps in steps(50)) {
        let desk = Desk::new();
        let mut document = desk.create();
        let mut led_to = vec![(moment(0), document.map())];
        if begin_full {
            let all = Edit::Together { what: "All".to_owned(), edits: everything() };
            document.apply(&all, "Ann", moment(1)).unwrap();
            led_to.push((moment(1), document.map()));
        }
        led_to.extend(take(&mut document, &steps, "Ann", 100_000, 2, 1)?);
        for (at, map) in led_to {
            same(&document.map_as_known(at).unwrap(), &map)?;
        }
    }
}

#[test]
fn a_renamed_entity_had_its_old_name() {
    let desk = Desk::new();
    let mut document = desk.create();
    let named = |name: &str| Edit::AddOrganisation(organisation(1, name));
    document.apply(&named("Vale"), "Ann", moment(1)).unwrap();
    let change = domain::OrganisationChange {
        name: Some("Vale and Dale".to_owned()),
        ..domain::OrganisationChange::default()
    };
    let rename = Edit::ChangeOrganisation {
        organisation_id: id(1),
        change,
    };
    document.apply(&rename, "Ann", moment(2)).unwrap();
    let then = document.map_as_known(moment(1)).unwrap();
    assert_eq!(then.organisation(id(1)).unwrap().name, "Vale");
}
