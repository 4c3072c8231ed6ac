use domain::{Authority, Interdependence, Part, TieKind};
use insight::{MOST_HANDS, lines};

use crate::support::Build;

#[test]
fn hands_are_counted_up_to_whoever_may_decide_and_too_many_are_said() {
    let mut build = Build::default();
    let [lead, helper] = ["Lead", "Helper"].map(|name| build.organisation(name));
    let decider = build.leader("Decider");
    build.post(decider, lead, Some(Authority::Votes));
    let near = build.leader("Near");
    build.post(near, lead, Some(Authority::Advises));
    let far = build.leader("Far");
    build.post(far, helper, Some(Authority::DecidesAlone));
    let farther = build.leader("Farther");
    build.post(farther, helper, Some(Authority::None));
    let silent = build.leader("Silent");
    build.post(silent, helper, None);
    // Reporting needs no judgement; a working tie of level 1 hands nothing on.
    build.tie_of(near, decider, TieKind::ReportsTo);
    build.knows(far, near, 2);
    build.knows(farther, far, 3);
    build.knows(farther, decider, 1);
    build.work(
        "Home First",
        Interdependence::Reciprocal,
        &[(lead, Part::Leads), (helper, Part::Contributes)],
    );
    let found = lines(&build.seen());
    let work = &found.own.workstreams[0];
    let hands: Vec<(&str, Option<u32>, Option<bool>)> = work
        .lines
        .iter()
        .map(|line| (line.from.name.as_str(), line.hands, line.too_long))
        .collect();
    assert_eq!(MOST_HANDS, 2);
    assert_eq!(
        hands,
        [
            ("Farther", Some(3), Some(true)),
            // He decides at Helper, which only contributes.
            ("Far", Some(2), Some(false)),
            ("Near", Some(1), Some(false)),
            // Not assessed is not the same as no line.
            ("Silent", None, None),
        ]
    );
    assert_eq!(
        work.lines[0].sentence,
        "From Farther (Helper) it takes three hands as far as is known, and any of 2 pairs nobody has assessed could make it fewer: Far (Helper), then Near (Lead), then Decider (Lead)."
    );
    // Farther and Near, and Far and the decider; Farther and the decider are known not to be close enough.
    assert_eq!(work.lines[0].could_be_shorter, Some(2));
    assert_eq!(work.lines[1].could_be_shorter, None);
    assert_eq!(
        work.sentence,
        "On Home First, 4 people do the work and 1 may decide it: one line is too long as far as is known and of one person nothing is known."
    );
    assert_eq!((work.coverage.assessed, work.coverage.possible), (3, 4));
    assert!(found.own.rule.contains("more than two hands"));
}

#[test]
fn a_report_goes_up_and_not_down() {
    let mut build = Build::default();
    let lead = build.organisation("Lead");
    let decider = build.leader("Decider");
    build.post(decider, lead, Some(Authority::Votes));
    let above = build.leader("Above");
    build.post(above, lead, Some(Authority::Advises));
    build.tie_of(decider, above, TieKind::ReportsTo);
    build.work("Stroke", Interdependence::Pooled, &[(lead, Part::Leads)]);
    let found = lines(&build.seen());
    assert_eq!(found.own.workstreams[0].lines[0].hands, None);
}

#[test]
fn where_nobody_may_decide_that_is_the_finding() {
    let mut build = Build::default();
    let lead = build.organisation("Lead");
    let unsaid = build.leader("Unsaid");
    build.post(unsaid, lead, None);
    build.work("Stroke", Interdependence::Pooled, &[(lead, Part::Leads)]);
    let found = lines(&build.seen());
    let said = found
        .findings
        .iter()
        .find(|one| one.code == "nobody_may_decide")
        .unwrap();
    assert_eq!(
        said.sentence,
        "Nobody on record may decide Stroke at the organisations that lead it; of one person there nobody has said what they may decide."
    );
}

#[test]
fn that_a_line_is_too_long_is_said_together_with_how_much_is_not_known() {
    let mut build = Build::default();
    let [lead, helper] = ["Lead", "Helper"].map(|name| build.organisation(name));
    let decider = build.leader("Decider");
    build.post(decider, lead, Some(Authority::Votes));
    let way = ["One", "Two", "Three"].map(|name| {
        let leader = build.leader(name);
        build.post(leader, helper, Some(Authority::None));
        leader
    });
    build.knows(decider, way[0], 3);
    build.knows(way[0], way[1], 3);
    build.knows(way[1], way[2], 3);
    build.work(
        "Home First",
        Interdependence::Reciprocal,
        &[(lead, Part::Leads), (helper, Part::Contributes)],
    );
    let found = lines(&build.seen());
    assert_eq!(
        found.findings[0].sentence,
        "Of 3 lines from those who do the work to somebody who may decide it, one takes more than two hands as far as is known, which is too long. 3 pairs of people are not assessed and count here as no tie; each could make a line shorter."
    );
    // Where the three pairs are known to be none, the line is as long as it is.
    for (one, other) in [(decider, way[1]), (decider, way[2]), (way[0], way[2])] {
        build.knows(one, other, 0);
    }
    let found = lines(&build.seen());
    assert!(
        found.findings[1]
            .sentence
            .contains("three hands as far as is known, and no pair that is not assessed could"),
        "{}",
        found.findings[1].sentence
    );
    assert!(!found.findings[0].sentence.contains("not assessed"));
}
