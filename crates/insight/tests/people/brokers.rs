use insight::brokers;

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
         and is the only person on record at Vi Body."
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
