use insight::{brokers, single_points};

use crate::one_each;
use crate::support::Build;

#[test]
fn without_the_one_between_the_way_is_three_steps_longer() {
    let mut build = Build::default();
    let [(_, x), (_, v), (_, y), (_, p), (_, q), (_, r), (_, s)] =
        one_each(&mut build, ["Xa", "Vi", "Yo", "Pa", "Qi", "Ra", "Si"]);
    // Somebody else at either side, so that the bodies can be reached at all without those two.
    for (one, other) in [(x, v), (v, y), (x, p), (p, q), (q, r), (r, s), (s, y)] {
        build.knows(one, other, 3);
    }
    let found = brokers(&build.seen());
    let mut brokers = found.own.brokers.iter();
    let vi = brokers.find(|one| one.leader.name == "Vi").unwrap();
    assert_eq!(vi.carries.len(), 1);
    let carries = &vi.carries[0];
    assert_eq!((carries.steps, carries.steps_without), (2, Some(5)));
    assert_eq!(
        vi.sentence,
        "Vi (Vi Body) carries messages between Xa Body and Yo Body (otherwise three steps longer) \
         and is the only person on record at Vi Body. Vi is on the shortest way between others in \
         83 of 100 plausible versions of this map, and among the first 5 of those in 80 of 100."
    );
    // Nobody has looked at Xa and Yo, so the one pair around is not known to be open.
    assert_eq!(vi.not_assessed, 1);
    assert_eq!(vi.roles.between_others, 0);
}

#[test]
fn where_no_other_way_is_on_record_that_is_said() {
    let mut build = Build::default();
    let [(_, x), (_, v), (_, y)] = one_each(&mut build, ["Xa", "Vi", "Yo"]);
    build.knows(x, v, 3);
    build.knows(v, y, 3);
    build.knows(x, y, 0);
    let found = brokers(&build.seen());
    let [vi] = found.own.brokers.as_slice() else {
        panic!("only one is between: {found:?}")
    };
    assert_eq!(vi.carries[0].steps_without, None);
    assert_eq!(vi.roles.between_others, 1);
    assert_eq!((vi.bridging, vi.not_assessed), (Some(0.5), 0));
    assert_eq!(vi.separate_circles, Some(2.0));
    assert!(
        vi.sentence.contains("no other way is on record"),
        "{}",
        vi.sentence
    );
    assert_eq!(found.findings[1].code, "carries_between");
}

#[test]
fn a_map_nobody_has_assessed_has_no_brokers_and_says_why() {
    let mut build = Build::default();
    one_each(&mut build, ["Xa", "Vi"]);
    let found = brokers(&build.seen());
    assert!(found.own.brokers.is_empty());
    assert!(
        found.findings[0]
            .sentence
            .contains("not known who carries messages")
    );
    assert_eq!((found.coverage.assessed, found.coverage.possible), (0, 1));
}

#[test]
fn where_only_organisations_are_known_the_ones_that_connect_them_are_named() {
    let mut build = Build::default();
    let [hub, a, b, c, far] =
        ["Hub", "Ash", "Birch", "Cedar", "Far"].map(|name| build.organisation(name));
    for other in [a, b, c] {
        build.agreed(hub, other, 3);
    }
    build.agreed(a, b, 3);
    build.agreed(c, far, 3);
    let found = brokers(&build.seen());
    let names: Vec<&str> = found
        .own
        .connectors
        .iter()
        .map(|one| one.organisation.name.as_str())
        .collect();
    // Of the six pairs of others, Hub is between Ash and Birch on one side and Cedar and Far on the other.
    // Half of the pairs are not assessed: neither place holds, and so they come by name.
    assert_eq!(names, ["Cedar", "Hub"]);
    assert!((found.own.connectors[1].share - 4.0 / 6.0).abs() < 1e-12);
    let sentences: Vec<&str> = found.findings.iter().map(|f| f.sentence.as_str()).collect();
    assert_eq!(
        sentences,
        [
            "2 organisations are on the shortest way between others; on record others would be cut off without any of 2. Which of them comes before which is not settled.",
            "Cedar is on the shortest way of 50 % of the other pairs of organisations; without it Far would have no way to the rest on record. Which place that gives it is not settled: anywhere from 1st to 4th of 5.",
            "Hub is on the shortest way of 67 % of the other pairs of organisations; without it Cedar and Far would have no way to the rest on record. Which place that gives it is not settled: anywhere from 1st to 4th of 5.",
        ]
    );
    assert_eq!((found.coverage.assessed, found.coverage.possible), (5, 10));
    let failing = single_points(&build.seen());
    assert!(
        failing
            .findings
            .iter()
            .any(|f| f.code == "hangs_on_organisation"
                && f.sentence.contains("Without it Cedar and Far"))
    );
    // With a second way round, nobody is cut off any more.
    build.agreed(a, far, 3);
    let found = brokers(&build.seen());
    assert!(
        found
            .own
            .connectors
            .iter()
            .all(|one| one.cut_off.is_empty())
    );
    assert!(
        found.findings[0]
            .sentence
            .contains("no other would be cut off without one of them.")
    );
}

#[test]
fn whoever_alone_works_with_another_body_is_said_to_and_is_asked_first_and_carries_between_no_two_others()
 {
    let mut build = Build::default();
    let [own, other] = ["Own", "Other"].map(|name| build.organisation(name));
    let vi = build.leader_at("Vi", &[own]);
    let inside = build.leader_at("In", &[own]);
    let outside = build.leader_at("Out", &[other]);
    build.knows(inside, vi, 3);
    build.knows(vi, outside, 3);
    let found = brokers(&build.seen());
    let said = &found.findings[1];
    assert!(
        said.sentence.starts_with(
            "Vi (Own) is on the shortest way of 100 % of the other pairs of people and is the only one at Own who works with Other (no other way is on record)."
        ),
        "{}",
        said.sentence
    );
    assert_eq!(
        said.what_next,
        "Ask Vi who at Own and at Other may know one another already; if nobody does, introduce somebody besides Vi at Own to somebody at Other."
    );
}
