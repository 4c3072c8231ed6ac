use domain::{Audience, Perceiver};
use insight::views;

use crate::one_each;
use crate::support::{Build, RECENTLY, TODAY};

#[test]
fn judgements_are_counted_by_whose_they_are() {
    let mut build = Build::default();
    let [(a, x), (b, y), (c, _)] = one_each(&mut build, ["Xa", "Yo", "Zed"]);
    let tie = build.tie(a, b);
    build.judge(tie, 4, Some(Perceiver::Organisation(a)), RECENTLY);
    build.judge(tie, 2, Some(Perceiver::Leader(y)), RECENTLY);
    build.judge(
        tie,
        3,
        Some(Perceiver::Outside("An evaluator".into())),
        RECENTLY,
    );
    build.judge(tie, 3, None, RECENTLY);
    let theirs = build.tie(b, c);
    build.judge(theirs, 1, Some(Perceiver::Leader(x)), RECENTLY);
    let found = views(&build.seen());
    let counts: Vec<(&str, u32, u32)> = found
        .own
        .organisations
        .iter()
        .map(|one| {
            (
                one.organisation.name.as_str(),
                one.judgements,
                one.of_its_own_ties,
            )
        })
        .collect();
    // Of Xa's two, one is of a tie of others.
    assert_eq!(
        counts,
        [("Xa Body", 2, 1), ("Yo Body", 1, 1), ("Zed Body", 0, 0)]
    );
    assert_eq!(
        (
            found.own.judgements,
            found.own.outside,
            found.own.keepers_own
        ),
        (5, 1, 1)
    );
    assert_eq!((found.coverage.assessed, found.coverage.possible), (1, 2));
    let codes: Vec<&str> = found.findings.iter().map(|one| one.code).collect();
    assert_eq!(
        codes,
        [
            "views_summary",
            "one_view_weighs_heavily",
            "views_missing",
            "sides_differ"
        ]
    );
    assert_eq!(
        found.findings[0].sentence,
        "The map rests on 5 judgements, given by 2 of 3 organisations or their people (1 by nobody named, 1 by people outside it); both sides have spoken of 1 of 2 pairs assessed."
    );
}

#[test]
fn two_levels_apart_is_a_finding_and_one_is_none() {
    let mut build = Build::default();
    let [(a, _), (b, _), (c, _)] = one_each(&mut build, ["Xa", "Yo", "Zed"]);
    for (one, other, says) in [(a, b, [4, 2]), (b, c, [3, 2])] {
        let tie = build.tie(one, other);
        for (side, level) in [one, other].into_iter().zip(says) {
            build.judge(tie, level, Some(Perceiver::Organisation(side)), RECENTLY);
        }
    }
    for audience in [Audience::Working, Audience::Board] {
        let found = views(&build.map().seen_by(audience, TODAY));
        let [only] = found.own.differing.as_slice() else {
            panic!("{:?}", found.own.differing)
        };
        assert_eq!((only.a.name.as_str(), only.levels), ("Xa Body", 2));
    }
}
