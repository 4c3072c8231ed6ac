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

#[test]
fn who_is_most_often_between_others_is_named_first_and_who_comes_nearest_last() {
    let mut build = Build::default();
    // Two stars whose middles know one another; of the people around them nothing else is known.
    let bodies = ["North", "South"].map(|name| build.organisation(name));
    let middles =
        [("Ada", bodies[0]), ("Bea", bodies[1])].map(|(name, body)| build.leader_at(name, &[body]));
    build.knows(middles[0], middles[1], 4);
    for (side, body) in bodies.into_iter().enumerate() {
        for n in 0..9 {
            let one = build.leader_at(&format!("{} {n}", ["No", "So"][side]), &[body]);
            build.knows(one, middles[side], 4);
        }
    }
    let found = brokers(&build.seen());
    assert!(
        found.findings[0].sentence.starts_with(
            "Most often between others: Ada and Bea. 2 leaders are on the shortest way"
        ),
        "{}",
        found.findings[0].sentence
    );
    for one in &found.own.brokers[..2] {
        assert!(one.first_five_share.unwrap() >= 0.5);
    }
    // A few alone are nearly all among the first five: nothing is made of that.
    let mut small = Build::default();
    let [(_, x), (_, v), (_, y)] = one_each(&mut small, ["Xa", "Vi", "Yo"]);
    small.knows(x, v, 3);
    small.knows(v, y, 3);
    assert!(
        !brokers(&small.seen()).findings[0]
            .sentence
            .contains("Most often")
    );
}

#[test]
fn who_comes_nearest_to_being_among_the_first_is_said_in_the_order_of_their_shares() {
    let mut build = Build::default();
    let body = build.organisation("Body");
    let people: Vec<_> = (0..24)
        .map(|n| build.leader_at(&format!("P{n:02}"), &[body]))
        .collect();
    // A long chain: many are between others, and none of them surely first.
    for pair in people.windows(2) {
        build.knows(pair[0], pair[1], 3);
    }
    let found = brokers(&build.seen());
    let nearest = found
        .findings
        .iter()
        .find(|one| one.code == "often_between")
        .unwrap();
    let named: Vec<f64> = nearest
        .evidence
        .iter()
        .map(|one| {
            let party = found
                .own
                .brokers
                .iter()
                .find(|broker| broker.leader.name == one.name);
            party.unwrap().first_five_share.unwrap()
        })
        .collect();
    assert_eq!(named.len(), 3);
    assert!(named.is_sorted_by(|x, y| x >= y), "{named:?}");
    assert!(named[0] < 0.5);
}
