use domain::{Authority, Interdependence, Level, Part};
use insight::{Answer, Draws, Question, Supposition, Watch, WhatIf, what_if};

use crate::one_each;
use crate::support::Build;

const FEW: Draws = Draws { draws: 20, seed: 1 };

fn asked(build: &Build, supposition: Supposition) -> Answer<WhatIf> {
    what_if(&build.seen(), supposition, FEW, &Watch::default()).unwrap()
}

fn changes(found: &Answer<WhatIf>, question: Question) -> Vec<&str> {
    let changes = found.own.changes.iter();
    changes
        .filter(|one| one.question == question)
        .map(|one| one.sentence.as_str())
        .collect()
}

/// Council and trust are tied through Hub and Ann; what the hub said for the council is on record for the bodies, too.
fn two_bodies() -> (Build, [domain::LeaderId; 3]) {
    let mut build = Build::default();
    let [council, trust] = ["Council", "Trust"].map(|name| build.organisation(name));
    let hub = build.leader("Hub");
    build.post(hub, council, Some(Authority::Votes));
    let ann = build.leader_at("Ann", &[trust]);
    let ben = build.leader_at("Ben", &[trust]);
    build.knows(hub, ann, 4);
    build.knows(hub, ben, 4);
    let bodies = build.tie(council, trust);
    build.judge(
        bodies,
        3,
        Some(domain::Perceiver::Leader(hub)),
        crate::support::RECENTLY,
    );
    build.judge(
        bodies,
        3,
        Some(domain::Perceiver::Organisation(trust)),
        crate::support::RECENTLY,
    );
    build.work(
        "Home First",
        Interdependence::Sequential,
        &[(council, Part::Leads), (trust, Part::Contributes)],
    );
    (build, [hub, ann, ben])
}

#[test]
fn without_somebody_every_answer_stands_beside_todays() {
    let (build, [hub, ..]) = two_bodies();
    let seen = build.seen();
    let found = asked(&build, Supposition::WithoutLeader(hub));
    assert_eq!(
        changes(&found, Question::Failure),
        ["Council and Trust: today hangs on one person; then no longer."]
    );
    assert_eq!(
        changes(&found, Question::Lines),
        [
            "Ann on Home First: today one hand to a decision; then no line on record.",
            "Ben on Home First: today one hand to a decision; then no line on record.",
        ]
    );
    // What she said for the council stays said by it: the bodies' own tie is where it was.
    assert_eq!(changes(&found, Question::Gaps), [] as [&str; 0]);
    assert_eq!(found.own.supposing, "Without Hub");
    assert_eq!(
        found.own.answer,
        "Without Hub, Council and Trust would lose the last tie between their people."
    );
    // The map that was asked of is as it was.
    assert_eq!(seen, build.seen());
    assert!(seen.leader(hub).is_some());
}

#[test]
fn without_an_organisation_its_people_go_too() {
    let (build, [hub, ..]) = two_bodies();
    let council = build
        .seen()
        .posts_of(hub, crate::support::TODAY)
        .next()
        .unwrap()
        .organisation_id;
    let found = asked(&build, Supposition::WithoutOrganisation(council));
    let figure = |what: &str| {
        let one = found
            .own
            .figures
            .iter()
            .find(|one| one.what.contains(what))
            .unwrap();
        (one.today, one.then)
    };
    assert_eq!(figure("tied through their people"), (1, 0));
    assert_eq!(figure("people in the largest group"), (3, 1));
}

#[test]
fn a_tie_more_is_a_second_strand() {
    let mut build = two_bodies().0;
    let council = build
        .seen()
        .organisations()
        .iter()
        .find(|one| one.name == "Council")
        .unwrap()
        .id;
    let second = build.leader_at("Second", &[council]);
    let ben = build
        .seen()
        .leaders()
        .iter()
        .find(|one| one.name == "Ben")
        .unwrap()
        .id;
    let tie = Supposition::WithTie {
        a: second.into(),
        b: ben.into(),
        level: Level::Coordination,
    };
    let found = asked(&build, tie);
    assert_eq!(
        changes(&found, Question::Failure),
        ["Council and Trust: today hangs on one person; then rests on two people."]
    );
    assert_eq!(
        found.own.supposing,
        "If Second and Ben worked together at coordination, level 3"
    );
    let same = Supposition::WithTie {
        a: second.into(),
        b: second.into(),
        level: Level::Coordination,
    };
    assert!(asked(&build, same).withheld.is_some());
}

#[test]
fn what_hangs_on_nobody_changes_nothing() {
    let mut build = Build::default();
    one_each(&mut build, ["Xa", "Yo"]);
    let nobody = build.leader("Nobody");
    let found = asked(&build, Supposition::WithoutLeader(nobody));
    assert_eq!(
        found.findings[0].sentence,
        "Without Nobody, nothing of what the program reckons would change."
    );
}

#[test]
fn what_chance_alone_would_part_is_no_change() {
    // Half of all pairs are not known, and the versions drawn for twelve people are others than those for eleven.
    let mut build = Build::default();
    let body = build.organisation("Body");
    let people: Vec<domain::LeaderId> = (0..11)
        .map(|at| build.leader_at(&format!("Leader {at}"), &[body]))
        .collect();
    for (at, &one) in people.iter().enumerate() {
        for &other in people.iter().skip(at + 1).step_by(2) {
            build.knows(one, other, (at % 4) as u8);
        }
    }
    let stranger = build.leader_at("Stranger", &[body]);
    let draws = Draws {
        draws: 400,
        seed: 1,
    };
    let found = what_if(
        &build.seen(),
        Supposition::WithoutLeader(stranger),
        draws,
        &Watch::default(),
    )
    .unwrap();
    assert_eq!(changes(&found, Question::Stability), [] as [&str; 0]);
    assert_eq!(changes(&found, Question::Authority), [] as [&str; 0]);
}

/// Four organisations in a row, each working with the next.
fn in_a_row() -> (Build, [domain::OrganisationId; 4]) {
    let mut build = Build::default();
    let row = ["One", "Two", "Three", "Four"].map(|name| build.organisation(name));
    for pair in row.windows(2) {
        let tie = build.tie(pair[0], pair[1]);
        for side in pair {
            let by = Some(domain::Perceiver::Organisation(*side));
            build.judge(tie, 3, by, crate::support::RECENTLY);
        }
    }
    (build, row)
}

#[test]
fn the_answer_begins_with_who_would_be_cut_off() {
    let (build, [_, _, three, _]) = in_a_row();
    let found = asked(&build, Supposition::WithoutOrganisation(three));
    assert!(
        found
            .own
            .answer
            .starts_with("Without Three, Four would be cut off from the others"),
        "{}",
        found.own.answer
    );
    assert!(found.findings[0].sentence.starts_with(&found.own.answer));
}

#[test]
fn the_answer_says_whose_ways_would_be_shorter_and_by_how_much() {
    let (build, [one, _, _, four]) = in_a_row();
    let tie = Supposition::WithTie {
        a: one.into(),
        b: four.into(),
        level: Level::Coordination,
    };
    let found = asked(&build, tie);
    assert!(
        found.own.answer.starts_with(
            "If One and Four worked together at coordination, level 3, One and Four would be nearer each other: from three to one step"
        ),
        "{}",
        found.own.answer
    );
}

#[test]
fn the_answer_says_whose_ways_would_grow_longer() {
    let (mut build, [one, .., three, four]) = in_a_row();
    // Round in a ring of five, so that nobody is cut off.
    let five = build.organisation("Five");
    for (a, b) in [(four, five), (five, one)] {
        let tie = build.tie(a, b);
        for side in [a, b] {
            let by = Some(domain::Perceiver::Organisation(side));
            build.judge(tie, 3, by, crate::support::RECENTLY);
        }
    }
    let found = asked(&build, Supposition::WithoutOrganisation(three));
    assert!(
        found.own.answer.starts_with(
            "Without Three, Two and Four would be further apart: from two to three steps"
        ),
        "{}",
        found.own.answer
    );
}

#[test]
fn who_is_no_longer_within_reach_of_most_others_is_found_among_people_and_among_organisations() {
    let mut build = Build::default();
    let [(_, ann), (_, hub), (_, cy), (_, dee)] = one_each(&mut build, ["Ann", "Hub", "Cy", "Dee"]);
    let (_, alone) = one_each(&mut build, ["Alone"])[0];
    for (one, other) in [(ann, hub), (hub, cy), (cy, dee)] {
        build.knows(one, other, 3);
    }
    let today = build.seen();
    let then = insight::supposed(&today, Supposition::WithoutLeader(hub)).unwrap();
    let names = |parties: Vec<domain::Party>| -> Vec<String> {
        let names = parties
            .into_iter()
            .map(|one| today.party_name(one).unwrap().to_owned());
        names.collect()
    };
    // The hub's own body is there still, and nobody speaks for it any more.
    let mut fallen = names(insight::out_of_reach(&today, &then));
    fallen.sort();
    assert_eq!(fallen, ["Ann", "Ann Body", "Hub Body"]);
    // Whoever had no way before has lost none.
    assert!(today.leader(alone).is_some());
    assert_eq!(insight::out_of_reach(&today, &today), []);
    // With more than they have today, nobody.
    let more = Supposition::WithTie {
        a: ann.into(),
        b: dee.into(),
        level: Level::Coordination,
    };
    let then = insight::supposed(&today, more).unwrap();
    assert_eq!(insight::out_of_reach(&today, &then), []);
}

#[test]
fn the_answer_says_what_no_longer_hangs_on_one_person() {
    let mut build = Build::default();
    let [council, trust] = ["Council", "Trust"].map(|name| build.organisation(name));
    let [ann, bo] = ["Ann", "Bo"].map(|name| build.leader_at(name, &[council]));
    let [cy, dee] = ["Cy", "Dee"].map(|name| build.leader_at(name, &[trust]));
    for (one, other) in [(ann, bo), (cy, dee), (ann, cy)] {
        build.knows(one, other, 3);
    }
    let tie = Supposition::WithTie {
        a: bo.into(),
        b: dee.into(),
        level: Level::Coordination,
    };
    let found = asked(&build, tie);
    assert!(
        found
            .own
            .answer
            .contains("Council and Trust would no longer hang on one person"),
        "{}",
        found.own.answer
    );
}

#[test]
fn whoever_is_shown_no_ties_is_told_so_and_not_that_nothing_would_change() {
    let (mut build, [hub, ..]) = two_bodies();
    build.guard_ties();
    let seen = build
        .map()
        .seen_by(domain::Audience::Partners, crate::support::TODAY);
    let found = what_if(
        &seen,
        Supposition::WithoutLeader(hub),
        FEW,
        &Watch::default(),
    );
    let answer = found.unwrap().own.answer;
    assert!(
        answer.contains("it cannot be said here what would change, for ties are not shown to "),
        "{answer}"
    );
}

#[test]
fn the_ways_that_whoever_is_gone_carries_are_laid_beside_those_there_would_be() {
    let mut build = Build::default();
    let [(_, x), (_, v), (_, y), (_, p), (_, q)] =
        one_each(&mut build, ["Xa", "Vi", "Yo", "Pa", "Qi"]);
    for (one, other) in [(x, v), (v, y), (x, p), (p, q), (q, y)] {
        build.knows(one, other, 3);
    }
    let found = asked(&build, Supposition::WithoutLeader(v));
    let said = changes(&found, Question::Brokers);
    assert!(
        said.contains(
            &"Xa Body and Yo Body: today two steps apart through their people; then three steps apart through their people."
        ),
        "{said:?}"
    );
    assert!(
        found
            .own
            .answer
            .contains("Xa Body and Yo Body would be further apart through their people"),
        "{}",
        found.own.answer
    );
    // Without whoever carries nothing, none of that is said.
    let found = asked(&build, Supposition::WithoutLeader(p));
    assert!(
        !found.own.answer.contains("Xa Body and Yo Body"),
        "{}",
        found.own.answer
    );
}
