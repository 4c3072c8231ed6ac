use std::sync::atomic::AtomicBool;

use domain::Level;
use insight::{Draws, Watch, hanging_pairs, single_points, stability};

use crate::one_each;
use crate::support::Build;

/// Krackhardt's kite (MEASURES §10): cut at Heather and Ike.
#[test]
fn the_kite_hangs_on_heather_and_ike() {
    let names = [
        "Andre", "Beverly", "Carol", "Diane", "Ed", "Fernando", "Garth", "Heather", "Ike", "Jane",
    ];
    let ties = [
        (0, 1),
        (0, 2),
        (0, 3),
        (0, 5),
        (1, 3),
        (1, 4),
        (1, 6),
        (2, 3),
        (2, 5),
        (3, 4),
        (3, 5),
        (3, 6),
        (4, 6),
        (5, 6),
        (5, 7),
        (6, 7),
        (7, 8),
        (8, 9),
    ];
    let mut build = Build::default();
    let body = build.organisation("One");
    let leaders = names.map(|name| build.leader_at(name, &[body]));
    for (a, b) in ties {
        build.knows(leaders[a], leaders[b], 2);
    }
    let found = single_points(&build.seen());
    let points: Vec<(&str, Vec<&str>)> = found
        .own
        .points
        .iter()
        .map(|one| {
            let people = one.parts.iter().flat_map(|part| &part.people);
            (
                one.leader.name.as_str(),
                people.map(|one| one.name.as_str()).collect(),
            )
        })
        .collect();
    assert_eq!(
        points,
        [("Heather", vec!["Ike", "Jane"]), ("Ike", vec!["Jane"])]
    );
    assert_eq!(
        found.own.points[0].sentence,
        "Without Heather (One), Ike and Jane (One) have no other way to the rest on record. In no plausible version of what is not known does that still hang on Heather (One): there may well be another tie."
    );
    let cuts: Vec<(&str, u8, &[u32])> = found
        .own
        .cut_leaders
        .iter()
        .map(|one| {
            (
                one.leader.name.as_str(),
                one.threshold.number(),
                one.parts.as_slice(),
            )
        })
        .collect();
    assert_eq!(
        cuts,
        [
            ("Heather", 1, &[7, 2][..]),
            ("Ike", 1, &[8, 1]),
            ("Heather", 2, &[7, 2]),
            ("Ike", 2, &[8, 1]),
        ]
    );
    let level = |at: usize| &found.own.levels[at];
    assert_eq!((level(0).parts, level(0).holding_parts), (1, 2));
    // No tie is that close: everybody stands alone, and nothing hangs on anybody.
    assert_eq!(
        (level(2).parts, level(2).holding_parts, level(2).largest),
        (10, 0, 1)
    );
}

#[test]
fn a_relationship_hangs_on_the_one_person_all_its_ties_have_in_common() {
    let mut build = Build::default();
    let [a, b] = ["A", "B"].map(|name| build.organisation(name));
    let hub = build.leader_at("Hub", &[a]);
    let second = build.leader_at("Second", &[a]);
    let others = ["One", "Two", "Three"].map(|name| build.leader_at(name, &[b]));
    for other in others {
        build.knows(hub, other, 4);
    }
    build.knows(second, others[0], 2);
    let found = single_points(&build.seen());
    // Two people hold it together at any level; from coordination on it is the hub alone.
    assert_eq!(found.own.pairs[0].people, [2, 2, 1, 1, 0]);
    let threads: Vec<(u8, usize)> = found
        .own
        .single_thread_pairs
        .iter()
        .map(|one| (one.threshold.number(), one.hangs_on.len()))
        .collect();
    assert_eq!(threads, [(3, 1), (4, 1)]);
    let hanging = &found.own.points[0];
    assert_eq!(hanging.leader.name, "Hub");
    assert_eq!(hanging.relationships[0].from_level, Level::Coordination);
    assert_eq!(hanging.relationships[0].with, None);
    assert_eq!(
        hanging.relationships[0].sentence,
        "A and B at coordination (level 3) or closer; 2 pairs of their people not assessed could prove otherwise; still so in 17 of 100 plausible versions of this map"
    );
}

#[test]
fn a_single_tie_hangs_on_both_of_its_ends() {
    let mut build = Build::default();
    let [(_, x), (_, y)] = one_each(&mut build, ["Xa", "Yo"]);
    build.knows(x, y, 5);
    let found = single_points(&build.seen());
    let said: Vec<&str> = found
        .own
        .points
        .iter()
        .map(|one| one.sentence.as_str())
        .collect();
    assert_eq!(
        said,
        [
            "The only tie of Xa Body with Yo Body on record is that between Xa (Xa Body) and Yo. It still hangs on Xa (Xa Body) in every plausible version of this map.",
            "The only tie of Yo Body with Xa Body on record is that between Yo (Yo Body) and Xa. It still hangs on Yo (Yo Body) in every plausible version of this map.",
        ]
    );
    // Told once, and of the other end that it is.
    let told: Vec<Option<&str>> = found
        .own
        .points
        .iter()
        .map(|one| one.told_with.as_ref().map(|with| with.name.as_str()))
        .collect();
    assert_eq!(told, [None, Some("Xa")]);
    let tellings = found.findings.iter();
    let tellings = tellings.filter(|one| one.code == "hangs_on_one_person");
    assert_eq!(tellings.count(), 1);
}

#[test]
fn what_two_organisations_share_by_posts_is_not_said_to_have_been_assessed() {
    let mut build = Build::default();
    let [(_, x), (yo, _)] = one_each(&mut build, ["Xa", "Yo"]);
    build.post(x, yo, None);
    let found = single_points(&build.seen());
    let shared = &found.own.points[0];
    assert!(shared.relationships[0].by_posts);
    assert!(
        shared
            .sentence
            .starts_with("The only tie of Xa Body with Yo Body on record is Xa"),
        "{}",
        shared.sentence
    );
    let summary = &found.findings[0].sentence;
    assert!(
        summary.contains("One of them hangs by posts at both"),
        "{summary}"
    );
    // Nobody has assessed anything, so no version of what is not known differs from the record.
    assert_eq!(shared.relationships[0].still, None);
    assert!(
        !shared.sentence.contains("plausible"),
        "{}",
        shared.sentence
    );
    assert!(
        found.findings[0]
            .what_next
            .contains("cannot be said before anybody has"),
        "{}",
        found.findings[0].what_next
    );
    let never = AtomicBool::new(false);
    let told = stability(
        &build.seen(),
        Draws { draws: 20, seed: 1 },
        &Watch::new(&|_, _| (), &never),
    );
    assert_eq!(told.unwrap().own.hanging, []);
}

#[test]
fn those_on_whom_most_is_likely_to_hang_come_first_with_what_is_likeliest() {
    let mut build = Build::default();
    let [a, b, c, d, e, f] = ["A", "B", "C", "D", "E", "F"].map(|name| build.organisation(name));
    // Two hang on Many, of which little is known: each of the three bodies has people nobody has looked at.
    let many = build.leader_at("Many", &[a]);
    for (body, name) in [(b, "Bo"), (c, "Cy")] {
        let one = build.leader_at(name, &[body]);
        build.knows(many, one, 3);
        for other in 0..4 {
            build.leader_at(&format!("{name} {other}"), &[body]);
        }
    }
    for other in 0..4 {
        build.leader_at(&format!("Of A {other}"), &[a]);
    }
    // One and a half hang on Sure, and everything is known: these three have nobody else.
    let sure = build.leader_at("Sure", &[d]);
    for (body, name) in [(e, "Ed"), (f, "Fi")] {
        let one = build.leader_at(name, &[body]);
        build.knows(sure, one, 3);
    }
    let found = single_points(&build.seen());
    let order: Vec<&str> = found
        .own
        .points
        .iter()
        .map(|one| one.leader.name.as_str())
        .collect();
    assert_eq!(order[0], "Sure", "{order:?}");
    for point in &found.own.points {
        for pair in point.relationships.windows(2) {
            assert!(pair[0].from_level < pair[1].from_level || pair[0].still >= pair[1].still);
        }
    }
    let likely = |at: usize| -> f64 {
        let ties = found.own.points[at].relationships.iter();
        ties.map(|one| one.still.unwrap()).sum()
    };
    let of_many = order.iter().position(|name| *name == "Many").unwrap();
    assert!(likely(0) > likely(of_many));
    // Whom to ask is whoever would know, unless nothing is left to be known.
    let next = |name: &str| {
        let said = found
            .findings
            .iter()
            .find(|one| one.sentence.contains(&format!("hang on {name} (")));
        said.unwrap().what_next.clone()
    };
    assert!(
        next("Sure").starts_with("Introduce a second person at "),
        "{}",
        next("Sure")
    );
    assert!(
        next("Many").starts_with("Ask Many who else at "),
        "{}",
        next("Many")
    );
}

#[test]
fn what_is_marked_as_hanging_is_asked_of_a_level_and_given_for_the_likelier_of_two_ends() {
    let mut build = Build::default();
    let [small, large] = ["Small", "Large"].map(|name| build.organisation(name));
    let [few, _] = ["Few", "Fay"].map(|name| build.leader_at(name, &[small]));
    let many: Vec<_> = (0..6)
        .map(|n| build.leader_at(&format!("Many {n}"), &[large]))
        .collect();
    build.knows(few, many[0], 4);
    let seen = build.seen();
    // Of the others' pairs, five could be another tie beside Few, and ten beside the other end.
    assert_eq!(
        hanging_pairs(&seen, Level::Networking).pairs,
        [(small, large, few)]
    );
    let both = hanging_pairs(&seen, Level::Networking).on_each;
    assert_eq!(both.into_values().collect::<Vec<_>>(), [1, 1]);
    // A second, looser tie: at its own level nothing hangs any more, and at the closer one it still does.
    build.knows(few, many[1], 2);
    let fay = build
        .seen()
        .leaders()
        .iter()
        .find(|one| one.name == "Fay")
        .unwrap()
        .id;
    build.knows(fay, many[1], 2);
    let seen = build.seen();
    assert_eq!(hanging_pairs(&seen, Level::Networking).pairs, []);
    assert_eq!(
        hanging_pairs(&seen, Level::Coalition).pairs,
        [(small, large, few)]
    );
    assert_eq!(hanging_pairs(&seen, Level::Collaboration).pairs, []);
}
