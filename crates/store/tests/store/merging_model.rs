//! Whatever two people do to two copies of a document, merging them loses nothing and is the same in either order.

use std::collections::BTreeSet;
use std::fs;

use domain::{Edit, EntityRef, Map};
use proptest::prelude::*;
use store::{Choices, Comparison, Conflict, Document, Point, Review, Side, compare};

use crate::known::{Step, same, steps, take};
use crate::sample::{Desk, cases, everything, moment};

/// A copy of a document on a desk of its own, edited.
fn edited(
    from: &Desk,
    steps: &[Step],
    author: &str,
    fresh: u128,
    first: i64,
) -> Result<Desk, TestCaseError> {
    let desk = Desk::new();
    fs::write(desk.file(), fs::read(from.file()).unwrap()).unwrap();
    let mut document = desk.open();
    take(&mut document, steps, author, fresh, first, 2)?;
    document.close(moment(900)).unwrap();
    Ok(desk)
}

/// Merges the other desk's file as it is into this desk's document.
fn merged(
    desk: &Desk,
    other: &Desk,
    choices: impl Fn(&Conflict) -> Option<Side>,
) -> (Document, Review, Choices) {
    let mut document = desk.open();
    let review = Review::of(&document, &other.file()).unwrap();
    let choices: Choices = review
        .conflicts
        .iter()
        .filter_map(|c| Some((c.point.clone(), choices(c)?)))
        .collect();
    let before = document.map();
    document
        .merge(&review, &choices, "Ann", moment(1_000))
        .unwrap();
    assert_eq!(document.check().unwrap(), Vec::<String>::new());
    if choices.is_empty() {
        assert_eq!(compare(&before, &document.map()), review.differences);
    }
    (document, review, choices)
}

/// What is asked. Both copies may ask about one point: which of the two questions comes first means nothing.
fn points(review: &Review) -> Vec<(Point, Side)> {
    let mut points: Vec<(Point, Side)> = review
        .conflicts
        .iter()
        .map(|c| (c.point.clone(), c.stands))
        .collect();
    points.sort();
    points
}

fn mirrored(points: Vec<(Point, Side)>) -> Vec<(Point, Side)> {
    let mut points: Vec<(Point, Side)> = points
        .into_iter()
        .map(|(point, side)| (point, side.other()))
        .collect();
    points.sort();
    points
}

/// Every change of a side that no conflict is about is in the result.
fn nothing_is_lost(
    made: &Comparison,
    review: &Review,
    result: &Map,
    side_map: &Map,
) -> Result<(), TestCaseError> {
    let about: BTreeSet<(Option<EntityRef>, Option<String>)> = review
        .conflicts
        .iter()
        .map(|c| (c.point.entity, c.point.field.clone()))
        .collect();
    for added in &made.added {
        prop_assert!(result.has(added.entity), "{} is missing", added.name);
    }
    // What a contested removal took along comes back with it.
    if review.conflicts.iter().any(|c| c.point.field.is_none()) {
        return Ok(());
    }
    for removed in &made.removed {
        prop_assert!(!result.has(removed.entity), "{} is back", removed.name);
    }
    let still_differs = compare(result, side_map);
    for changed in &made.changed {
        if about.contains(&(changed.entity, Some(changed.field.clone()))) {
            continue;
        }
        if changed.entity.is_some_and(|entity| !result.has(entity)) {
            continue; // The other side removed it, and no conflict: only its removal's own traces were left.
        }
        // Marks of somebody who was removed on the other side are no loss.
        let undone = still_differs.changed.iter().any(|d| {
            d.entity == changed.entity
                && d.field == changed.field
                && d.field != "spots"
                && d.before == changed.before
                && d.after == changed.after
        });
        prop_assert!(!undone, "{changed:?} was lost");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(24), max_shrink_iters: 100, ..ProptestConfig::default() })]

    #[test]
    fn two_copies_edited_apart_merge_to_the_same_in_either_order_and_nothing_is_lost(
        ours in steps(25), theirs in steps(25), more in steps(10), decide in any::<Option<u8>>(),
    ) {
        let start = Desk::new();
        let mut document = start.create();
        let all = Edit::Together { what: "All".to_owned(), edits: everything() };
        document.apply(&all, "Ann", moment(0)).unwrap();
        document.close(moment(0)).unwrap();
        let a = edited(&start, &ours, "Ann", 100_000, 10)?;
        let b = edited(&start, &theirs, "Bob", 200_000, 11)?;
        let (a_before, b_before) = (a.open().map(), b.open().map());

        // Every conflict is decided, or none, or every other one.
        let choose = |c: &Conflict| -> Option<Side> {
            let decide = decide?;
            let n = c.sentence.len() + usize::from(decide);
            let theirs = c.point.entity.map_or(0, |e| e.uuid().as_u128() as usize) + usize::from(decide);
            (decide % 3 != 0 || n.is_multiple_of(2)).then(|| if theirs.is_multiple_of(2) { Side::Ours } else { Side::Theirs })
        };
        let (mut in_a, review_a, choices) = merged(&a, &b, choose);
        let mirror = |c: &Conflict| choices.get(&c.point).copied().map(Side::other);
        let (in_b, review_b, _) = merged(&b, &a, mirror);
        prop_assert_eq!(points(&review_a), mirrored(points(&review_b)));
        same(&in_a.map(), &in_b.map())?;

        if choices.is_empty() {
            nothing_is_lost(&review_a.ours, &review_a, &in_a.map(), &a_before)?;
            nothing_is_lost(&review_a.theirs, &review_a, &in_a.map(), &b_before)?;
        }

        // Merging again changes nothing.
        let result = in_a.map();
        let again = Review::of(&in_a, &b.file()).unwrap();
        prop_assert!(again.is_empty(), "{:?}", again.differences);
        let change = in_a.merge(&again, &Choices::new(), "Ann", moment(1_001)).unwrap();
        prop_assert!(change.touched.is_empty());
        same(&in_a.map(), &result)?;

        // One step takes it all back, another brings it again; unless it brought a freeze, which forbids that.
        let something = !review_a.acts.is_empty() && result.footprint().freeze.is_none();
        if something {
            in_a.undo("Ann", moment(1_002)).unwrap();
            same(&in_a.map(), &a_before)?;
            in_a.redo("Ann", moment(1_003)).unwrap();
            same(&in_a.map(), &result)?;
            same(&in_a.map_as_known(moment(999)).unwrap(), &a_before)?;
        }

        // Both have merged the other, and both go on: the results merge again without an old quarrel.
        let mut in_b = in_b;
        // Not by undoing the merge, which would be a step away from one another.
        let more: Vec<Step> = more.into_iter().map(|(what, kind, a, b)| (what % 8, kind, a, b)).collect();
        take(&mut in_b, &more, "Bob", 300_000, 1_100, 1)?;
        let b_map = in_b.map();
        in_b.close(moment(1_200)).unwrap();
        let review = Review::of(&in_a, &b.file()).unwrap();
        prop_assert_eq!(&review.conflicts, &Vec::new());
        in_a.merge(&review, &Choices::new(), "Ann", moment(1_300)).unwrap();
        same(&in_a.map(), &b_map)?;
        prop_assert_eq!(in_a.check().unwrap(), Vec::<String>::new());
        in_a.close(moment(1_400)).unwrap();
        same(&a.open().map(), &b_map)?;
    }
}
