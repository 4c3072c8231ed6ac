use domain::Audience;
use insight::introductions;

use crate::one_each;
use crate::support::{Build, TODAY};

#[test]
fn ways_share_nobody_where_that_can_be_and_the_likeliest_comes_first() {
    let mut build = Build::default();
    let [(_, me), (_, b1), (_, b2), (_, b3), (body, you)] =
        one_each(&mut build, ["Me", "Ann", "Ben", "Cy", "You"]);
    for (between, there, onward) in [(b1, 5, 5), (b2, 4, 4), (b3, 2, 2)] {
        build.knows(me, between, there);
        build.knows(between, you, onward);
    }
    build.knows(b1, b2, 5);
    let found = introductions(&build.seen(), me, you.into());
    let ways: Vec<(Vec<&str>, bool)> = found.own.people[0]
        .ways
        .iter()
        .map(|way| {
            (
                way.path.iter().map(|on| on.name.as_str()).collect(),
                way.independent,
            )
        })
        .collect();
    assert_eq!(
        ways,
        [
            (vec!["Me", "Ann", "You"], true),
            (vec!["Me", "Ben", "You"], true),
            (vec!["Me", "Cy", "You"], true),
        ]
    );
    assert!((found.own.people[0].ways[0].chance - 1.0).abs() < 1e-12);
    assert_eq!(
        found.own.people[0].ways[1].sentence,
        "Through Ben (Ben Body), who works with Me (level 4) and with You (level 4)."
    );
    // To an organisation: somebody in it.
    let there = introductions(&build.seen(), me, body.into());
    assert_eq!(there.own.people[0].leader.name, "You");
}

#[test]
fn two_ways_that_share_nobody_are_found_behind_a_likelier_one_that_bars_both() {
    // The likeliest way goes through Ann and Dee; taking it bars Me–Ann–Cy–You and Me–Ben–Dee–You, which share nobody.
    let mut build = Build::default();
    let [(_, me), (_, ann), (_, ben), (_, cy), (_, dee), (_, you)] =
        one_each(&mut build, ["Me", "Ann", "Ben", "Cy", "Dee", "You"]);
    for (a, b, level) in [
        (me, ann, 5),
        (ann, dee, 5),
        (dee, you, 5),
        (ann, cy, 3),
        (cy, you, 3),
        (me, ben, 3),
        (ben, dee, 3),
    ] {
        build.knows(a, b, level);
    }
    let found = introductions(&build.seen(), me, you.into());
    let ways = &found.own.people[0].ways;
    let independent = ways.iter().filter(|way| way.independent).count();
    assert_eq!((ways.len(), independent), (3, 2), "{ways:?}");
}

#[test]
fn nobody_marked_is_asked_and_no_strained_tie_is_used() {
    let mut build = Build::default();
    let [(_, me), (_, marked), (_, strained), (_, open), (_, you)] =
        one_each(&mut build, ["Me", "Marked", "Strained", "Open", "You"]);
    for between in [marked, strained, open] {
        build.knows(me, between, 5);
        build.knows(between, you, 5);
    }
    build.do_not_ask(marked);
    build.strained(strained, you);
    let found = introductions(&build.seen(), me, you.into());
    let [way] = found.own.people[0].ways.as_slice() else {
        panic!("one way is left: {found:?}")
    };
    assert_eq!(way.path[1].name, "Open");
}

#[test]
fn who_knows_somebody_already_is_told_so() {
    let mut build = Build::default();
    let [(_, me), (_, you)] = one_each(&mut build, ["Me", "You"]);
    build.knows(me, you, 3);
    let found = introductions(&build.seen(), me, you.into());
    assert_eq!(found.findings[0].code, "known_already");
    assert_eq!(
        found.findings[0].sentence,
        "Me and You (You Body) work together already (coordination, level 3)."
    );
}

#[test]
fn only_those_who_know_whom_not_to_ask_are_given_introductions() {
    let mut build = Build::default();
    let [(_, me), (_, marked), (_, you)] = one_each(&mut build, ["Me", "Marked", "You"]);
    build.knows(me, marked, 5);
    build.knows(marked, you, 5);
    build.do_not_ask(marked);
    let found = introductions(
        &build.map().seen_by(Audience::Partners, TODAY),
        me,
        you.into(),
    );
    assert!(found.own.people.is_empty() && found.withheld.is_some());
}
