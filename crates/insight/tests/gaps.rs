//! The collaboration gap, on the worked vectors of its definition and on small footprints.
#![allow(clippy::unwrap_used)]

mod support;

use domain::{Audience, Interdependence, Interval, Level, Part, Perceiver, Sign};
use insight::{LISTED, Pair, Status, gap_between, gaps};
use jiff::civil::date;
use support::{Build, RECENTLY, TODAY};

fn near(found: f64, expected: f64) {
    assert!(
        (found - expected).abs() < 5e-5,
        "{found}, expected {expected}"
    );
}

fn between<'a>(pairs: &'a [Pair], a: &str, b: &str) -> &'a Pair {
    pairs
        .iter()
        .find(|pair| {
            let names = [pair.a.name.as_str(), pair.b.name.as_str()];
            names.contains(&a) && names.contains(&b)
        })
        .unwrap()
}

/// Cataldo et al.: T_A = [[0,1,0],[0,1,1],[1,1,0]], T_D = [[1,1,0],[1,1,1],[0,1,1]].
fn cataldo() -> (Build, [domain::OrganisationId; 3]) {
    let mut build = Build::default();
    let [a, b, c] = ["A", "B", "C"].map(|name| build.organisation(name));
    let pooled = Interdependence::Pooled;
    let p1 = build.work("One", pooled, &[(c, Part::Affected)]);
    let p2 = build.work(
        "Two",
        pooled,
        &[
            (a, Part::Affected),
            (b, Part::Affected),
            (c, Part::Affected),
        ],
    );
    let p3 = build.work("Three", pooled, &[(b, Part::Affected)]);
    build.depends(p1, p2, pooled);
    build.depends(p2, p3, pooled);
    (build, [a, b, c])
}

#[test]
fn importance_is_the_share_of_the_greatest_coordination_requirement() {
    // CR off the diagonal is AB 2, AC 2, BC 3.
    let found = gaps(&cataldo().0.seen());
    near(between(&found.pairs, "A", "B").importance, 2.0 / 3.0);
    near(between(&found.pairs, "A", "C").importance, 2.0 / 3.0);
    near(between(&found.pairs, "B", "C").importance, 1.0);
}

#[test]
fn the_worked_vector_comes_out_whole() {
    let (mut build, [a, b, c]) = cataldo();
    for (one, other, level) in [(a, b, 4), (c, a, 3), (b, c, 3)] {
        build.need(one, other, level, RECENTLY);
    }
    build.agreed(a, b, 2);
    build.agreed(b, c, 5);
    let found = gaps(&build.seen());

    let ab = between(&found.pairs, "A", "B");
    assert_eq!((ab.gap, ab.status), (Interval::exactly(2), Status::Gap));
    near(ab.priority, 0.2667);
    let ac = between(&found.pairs, "A", "C");
    assert_eq!(
        (ac.gap, ac.status),
        (Interval { low: 0, high: 3 }, Status::Unknown)
    );
    assert!(!ac.actual.assessed);
    let bc = between(&found.pairs, "B", "C");
    assert_eq!((bc.gap, bc.status), (Interval::exactly(0), Status::NoGap));
    assert_eq!(bc.surplus, Interval::exactly(2));

    let congruence = found.congruence.unwrap();
    near(congruence.low, 1.0 / 3.0);
    near(congruence.high, 2.0 / 3.0);
    let weighted = found.weighted_congruence.unwrap();
    near(weighted.low, 0.5652);
    near(weighted.high, 0.8261);
    assert_eq!((found.coverage.assessed, found.coverage.possible), (2, 3));
    let [ask] = found.ask_first.as_slice() else {
        panic!("one pair to ask about")
    };
    assert_eq!((ask.a.name.as_str(), ask.b.name.as_str()), ("A", "C"));
    near(ask.worth, 2.0);
    assert_eq!(
        found.findings[0].sentence,
        "Of 3 pairs of organisations that must work together, 1 falls short of the level needed, \
         1 reaches it, and for 1 it is not known (2 of 3 assessed)."
    );
}

#[test]
fn the_level_needed_is_the_highest_any_shared_work_asks_for_and_says_which() {
    let mut build = Build::default();
    let (a, b) = (
        build.organisation("Vale Council"),
        build.organisation("St Brannoc\u{2019}s"),
    );
    let parts = [(a, Part::Leads), (b, Part::Contributes)];
    build.work("Estates", Interdependence::Pooled, &parts);
    build.work("Discharge", Interdependence::Reciprocal, &parts);
    build.agreed(a, b, 1);
    let found = gaps(&build.seen());
    let pair = &found.pairs[0];
    assert_eq!(pair.needed, Level::Coalition);
    assert_eq!(
        pair.because,
        "they share Discharge (work goes back and forth)"
    );
    assert_eq!(pair.reasons.len(), 1);
    assert_eq!(
        found.findings[1].sentence,
        "Vale Council and St Brannoc\u{2019}s need to decide together on Discharge (coalition, level 4); \
         today they are only in touch (networking, level 1; both sides say so)."
    );
    assert!(found.findings[1].what_next.contains("Discharge"));
}

#[test]
fn dependent_work_needs_its_organisations_to_work_together() {
    let mut build = Build::default();
    let (a, b) = (build.organisation("A"), build.organisation("B"));
    let beds = build.work("Beds", Interdependence::Pooled, &[(a, Part::Leads)]);
    let care = build.work("Home care", Interdependence::Pooled, &[(b, Part::Leads)]);
    assert!(gaps(&build.seen()).pairs.is_empty());
    build.depends(care, beds, Interdependence::OneDecision);
    let found = gaps(&build.seen());
    assert_eq!(found.pairs[0].needed, Level::Collaboration);
    assert_eq!(found.pairs[0].reasons[0].evidence.len(), 2);
    assert_eq!(found.pairs[0].status, Status::Unknown);
}

#[test]
fn a_level_set_by_named_people_overrides_and_the_newest_stands() {
    let mut build = Build::default();
    let [a, b, c] = ["A", "B", "C"].map(|name| build.organisation(name));
    build.work(
        "Estates",
        Interdependence::OneDecision,
        &[(a, Part::Leads), (b, Part::Leads)],
    );
    build.need(b, a, 4, date(2025, 1, 1));
    build.need(a, b, 2, date(2026, 2, 1));
    build.need(a, c, 3, RECENTLY);
    let found = gaps(&build.seen());
    let ab = between(&found.pairs, "A", "B");
    assert_eq!(ab.needed, Level::Cooperation);
    assert_eq!(
        ab.because,
        "set by Jo Hale and Sam Reed on 1 February 2026: Winter pressures"
    );
    // A and C share no work: the mean importance of those who do.
    near(between(&found.pairs, "A", "C").importance, 1.0);

    let board = gaps(&build.map().seen_by(Audience::Board, TODAY));
    assert_eq!(
        between(&board.pairs, "A", "B").because,
        "set on 1 February 2026: Winter pressures"
    );
}

#[test]
fn one_sides_word_leaves_a_range_and_a_gap_is_confirmed_only_beyond_it() {
    let mut build = Build::default();
    let (a, b) = (build.organisation("A"), build.organisation("B"));
    build.need(a, b, 4, RECENTLY);
    let tie = build.tie(a, b);
    build.judge(tie, 3, Some(Perceiver::Organisation(a)), RECENTLY);
    let pair = gaps(&build.seen()).pairs.remove(0);
    assert_eq!(
        (pair.gap, pair.status),
        (Interval { low: 0, high: 2 }, Status::Unknown)
    );
    assert!(pair.actual.assessed && !pair.actual.both_sides);

    build.judge(tie, 1, Some(Perceiver::Organisation(b)), RECENTLY);
    let found = gaps(&build.seen());
    let pair = &found.pairs[0];
    assert_eq!((pair.gap, pair.status), (Interval::exactly(3), Status::Gap));
    assert_eq!(pair.perception_gap.unwrap().difference, 2);
    assert!(
        found
            .findings
            .iter()
            .any(|finding| finding.code == "perception_gap")
    );
}

#[test]
fn organisations_own_word_wins_over_their_leaders_ties_which_count_where_there_is_none() {
    let mut build = Build::default();
    let (a, b) = (build.organisation("A"), build.organisation("B"));
    let (ann, bob) = (build.leader_at("Ann", &[a]), build.leader_at("Bob", &[b]));
    build.need(a, b, 5, RECENTLY);
    build.knows(ann, bob, 3);
    let pair = gaps(&build.seen()).pairs.remove(0);
    assert!(pair.actual.through_leaders);
    assert_eq!((pair.actual.low, pair.actual.high), (2, 4));
    build.agreed(a, b, 1);
    let pair = gaps(&build.seen()).pairs.remove(0);
    assert!(!pair.actual.through_leaders);
    assert_eq!((pair.actual.low, pair.actual.high), (1, 1));
}

#[test]
fn a_pair_that_hangs_on_one_person_says_on_whom() {
    let mut build = Build::default();
    let (a, b) = (build.organisation("A"), build.organisation("B"));
    let ann = build.leader_at("Ann", &[a]);
    let (bob, cat) = (build.leader_at("Bob", &[b]), build.leader_at("Cat", &[b]));
    build.need(a, b, 4, RECENTLY);
    build.agreed(a, b, 1);
    build.knows(ann, bob, 3);
    let single = gaps(&build.seen());
    assert_eq!(
        single.pairs[0].resilience.as_ref().unwrap().hangs_on.len(),
        2
    );
    assert!(
        single.findings[1]
            .sentence
            .contains("One tie links them, between Ann and Bob."),
        "{}",
        single.findings[1].sentence
    );

    build.knows(ann, cat, 2);
    let found = gaps(&build.seen());
    let resilience = found.pairs[0].resilience.as_ref().unwrap();
    assert_eq!(
        (resilience.people, resilience.hangs_on[0].name.as_str()),
        (1, "Ann")
    );
    assert_eq!(
        (
            resilience.leader_pairs.assessed,
            resilience.leader_pairs.possible
        ),
        (2, 2)
    );
    assert!(
        found.findings[1]
            .sentence
            .contains("One person links them: Ann.")
    );

    let dan = build.leader_at("Dan", &[a]);
    build.knows(dan, bob, 1);
    let safe = gaps(&build.seen());
    assert_eq!(safe.pairs[0].resilience.as_ref().unwrap().people, 2);

    // Whoever holds posts at both would have to leave too.
    build.leader_at("Eve", &[a, b]);
    assert_eq!(
        gaps(&build.seen()).pairs[0]
            .resilience
            .as_ref()
            .unwrap()
            .people,
        3
    );
}

#[test]
fn those_with_good_ties_into_both_could_bridge_and_strained_ties_are_left_alone() {
    let mut build = Build::default();
    let [a, b, c] = ["A", "B", "C"].map(|name| build.organisation(name));
    let (ann, bob) = (build.leader_at("Ann", &[a]), build.leader_at("Bob", &[b]));
    let (cat, dan) = (build.leader_at("Cat", &[c]), build.leader_at("Dan", &[c]));
    build.need(a, b, 4, RECENTLY);
    build.agreed(a, b, 1);
    for (who, to_a, to_b) in [(cat, 4, 3), (dan, 5, 2)] {
        build.knows(who, ann, to_a);
        build.knows(who, bob, to_b);
    }
    let found = gaps(&build.seen());
    let [bridge] = found.pairs[0].who_could_bridge.as_slice() else {
        panic!("only Cat")
    };
    assert_eq!(bridge.leader.name, "Cat");
    assert_eq!(
        (bridge.level_to_a, bridge.level_to_b),
        (Some(Level::Coalition), Some(Level::Coordination))
    );
    assert_eq!(
        found.findings[1].what_next,
        "Ask Cat, who works well with both, to bring them together."
    );

    let tie = build.tie(cat, bob);
    build.judge_signed(tie, 4, None, TODAY, Some(Sign::Negative));
    assert!(gaps(&build.seen()).pairs[0].who_could_bridge.is_empty());
}

#[test]
fn a_paper_for_the_board_names_nobody() {
    let mut build = Build::default();
    let (a, b) = (build.organisation("A"), build.organisation("B"));
    let (ann, bob) = (
        build.leader_at("Ann Aldous", &[a, b]),
        build.leader_at("Bob Bright", &[b]),
    );
    build.need(a, b, 4, RECENTLY);
    build.agreed(a, b, 1);
    build.knows(ann, bob, 4);
    let board = gaps(&build.map().seen_by(Audience::Board, TODAY));
    assert_eq!(board.pairs[0].resilience, None);
    let said = serde_json::to_string(&board).unwrap();
    for name in ["Ann", "Aldous", "Bob", "Bright", "Hale", "Reed"] {
        assert!(!said.contains(name), "{name} in {said}");
    }
    assert!(said.contains("today they are only in touch"));
}

#[test]
fn the_json_has_the_names_of_the_design() {
    let (mut build, [a, b, _]) = cataldo();
    build.agreed(a, b, 1);
    let said = serde_json::to_value(gaps(&build.seen())).unwrap();
    for field in [
        "footprint",
        "as_of",
        "audience",
        "coverage",
        "findings",
        "pairs",
        "ask_first",
        "congruence",
    ] {
        assert!(said.get(field).is_some(), "{field}");
    }
    let pair = &said["pairs"][0];
    for field in [
        "a",
        "b",
        "needed",
        "because",
        "actual",
        "gap",
        "priority",
        "resilience",
        "who_could_bridge",
    ] {
        assert!(pair.get(field).is_some(), "{field}");
    }
    assert_eq!(pair["a"]["kind"], "organisation");
    assert_eq!(pair["needed"], 2);
    assert_eq!(pair["actual"]["assessed"], true);
    assert_eq!(said["as_of"], "2026-03-05");
    for finding in said["findings"].as_array().unwrap() {
        for field in [
            "code",
            "sentence",
            "figures",
            "evidence",
            "coverage",
            "what_next",
        ] {
            assert!(finding.get(field).is_some(), "{field}");
        }
    }
}

#[test]
fn an_audience_that_is_shown_no_shared_work_is_told_so_and_not_that_there_is_none() {
    let (mut build, [a, b, _]) = cataldo();
    build.agreed(a, b, 2);
    let found = gaps(&build.map().seen_by(Audience::Public, TODAY));
    let [only] = found.findings.as_slice() else {
        panic!("one finding")
    };
    assert_eq!(
        (only.code, only.sentence.as_str()),
        (
            "needs_not_shown",
            "What work the partners share is not shown to the public, so nothing can be said here about gaps."
        )
    );
    assert!(!only.what_next.contains("Enter"), "{}", only.what_next);
    assert_eq!(gaps(&Build::default().seen()).findings[0].code, "no_needs");
}

#[test]
fn an_audience_from_which_judgements_are_kept_is_not_told_that_nobody_has_said() {
    let (mut build, [a, b, _]) = cataldo();
    build.agreed(a, b, 2);
    build.guard_ties();
    let found = gaps(&build.map().seen_by(Audience::Board, TODAY));
    assert!(found.judgements_withheld);
    let said: Vec<&str> = found
        .findings
        .iter()
        .map(|finding| finding.sentence.as_str())
        .collect();
    assert!(!said.concat().contains("nobody has said"), "{said:?}");
    assert!(
        said[1].ends_with("no judgement of how they work together today is shown to the board."),
        "{said:?}"
    );
    assert!(!gaps(&build.seen()).judgements_withheld);
}

#[test]
fn one_plan_shared_by_all_and_nothing_else_is_called_an_assumption() {
    let mut build = Build::default();
    let all = ["A", "B", "C"].map(|name| build.organisation(name));
    let parts = all.map(|id| (id, Part::Contributes));
    build.work("Joint forward plan", Interdependence::Pooled, &parts);
    let found = gaps(&build.seen());
    assert_eq!(found.assumed.as_deref(), Some("Joint forward plan"));
    assert!(
        found.findings[0].sentence.starts_with(
            "Assuming that all partners share the Joint forward plan, of 3 pairs of organisations"
        ),
        "{}",
        found.findings[0].sentence
    );
    build.work("Stroke services", Interdependence::OneDecision, &parts[..2]);
    let found = gaps(&build.seen());
    assert_eq!(found.assumed, None);
    assert!(found.findings[0].sentence.starts_with("Of 3 pairs"));
}

#[test]
fn of_too_many_pairs_to_read_all_count_and_the_known_ones_are_listed_with_the_most_pressing() {
    let mut build = Build::default();
    let all: Vec<_> = (0..220)
        .map(|number| build.organisation(&format!("Partner {number:03}")))
        .collect();
    let parts: Vec<_> = all.iter().map(|&id| (id, Part::Affected)).collect();
    build.work("Joint forward plan", Interdependence::Pooled, &parts);
    let leads: Vec<_> = all[..3].iter().map(|&id| (id, Part::Leads)).collect();
    build.work("Stroke services", Interdependence::Pooled, &leads);
    build.agreed(all[7], all[219], 0);
    let seen = build.seen();
    let found = gaps(&seen);
    let every = 220 * 219 / 2;
    assert_eq!(found.counts.needed, every);
    assert_eq!((found.counts.gap, found.counts.unknown), (1, every - 1));
    assert_eq!(found.coverage.assessed, 1);
    assert_eq!(found.pairs.len(), LISTED + 1);
    assert_eq!(found.unlisted as usize, every as usize - 1 - LISTED);
    // The known gap first, then what matters most; what is left out matters least.
    assert_eq!(found.pairs[0].status, Status::Gap);
    near(found.pairs[1].importance, 1.0);
    near(found.pairs[3].importance, 1.0);
    near(found.pairs[4].importance, 1.0 / 10.0);
    let said = &found.findings[1];
    assert_eq!(said.code, "unlisted");
    assert!(
        said.sentence
            .starts_with("4,089 further pairs that nobody has assessed are counted but not listed"),
        "{}",
        said.sentence
    );
    // Asked for by name, one that is not listed is answered all the same.
    let [a, b] = [218, 217].map(|at: usize| all[at]);
    let is_pair = |pair: &Pair| pair.a.party == b.into() && pair.b.party == a.into();
    assert!(!found.pairs.iter().any(is_pair));
    let beyond = gap_between(&seen, a, b).unwrap();
    assert!(is_pair(&beyond));
    assert_eq!((beyond.status, beyond.reasons.len()), (Status::Unknown, 1));
}

#[test]
fn two_of_whom_nothing_is_needed_or_known_have_no_gap_between_them() {
    let mut build = Build::default();
    let [a, b] = ["A", "B"].map(|name| build.organisation(name));
    assert_eq!(gap_between(&build.seen(), a, b), None);
    build.agreed(a, b, 3);
    let known = gap_between(&build.seen(), a, b).unwrap();
    assert_eq!(known.status, Status::NotNeeded);
    assert!(known.actual.assessed);
}
