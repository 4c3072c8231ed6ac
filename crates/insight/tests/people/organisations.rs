//! Footprints known by their organisations alone: how sure, what hangs on whom, and what if.

use std::collections::BTreeSet;

use domain::{Level, OrganisationId};
use insight::{
    Answer, Draws, OrganisationsAtLevel, Question, SinglePoints, Stability, Standing, Supposition,
    Watch, brokers, single_points, stability, what_if,
};
use proptest::prelude::*;

use crate::one_each;
use crate::support::{Build, RECENTLY};

const DRAWS: Draws = Draws {
    draws: 200,
    seed: 7,
};

fn named<const N: usize>(build: &mut Build, names: [&str; N]) -> [OrganisationId; N] {
    names.map(|name| build.organisation(name))
}

/// A row of five of which every pair is known beyond doubt, or its four ties alone.
fn row(sure: bool) -> Build {
    let mut build = Build::default();
    let bodies = named(&mut build, ["Ash", "Birch", "Cedar", "Dock", "Elm"]);
    for (at, &one) in bodies.iter().enumerate() {
        for (other_at, &other) in bodies.iter().enumerate().skip(at + 1) {
            let level = if other_at == at + 1 { 3 } else { 0 };
            if sure {
                build.surely_tied(one, other, level);
            } else if level > 0 {
                build.agreed(one, other, level);
            }
        }
    }
    build
}

/// A hub in the middle of a ring of six, all tied at the same level.
fn wheel() -> (Build, [OrganisationId; 7]) {
    let mut build = Build::default();
    let bodies = named(&mut build, ["Hub", "R1", "R2", "R3", "R4", "R5", "R6"]);
    for at in 1..=6 {
        build.agreed(bodies[0], bodies[at], 2);
        build.agreed(bodies[at], bodies[at % 6 + 1], 2);
    }
    (build, bodies)
}

fn tried(build: &Build) -> Answer<Stability> {
    stability(&build.seen(), DRAWS, &Watch::default()).unwrap()
}

fn connects<'a>(found: &'a Answer<Stability>, name: &str) -> &'a Standing {
    let mut all = found.own.organisations.iter();
    &all.find(|one| one.organisation.name == name)
        .unwrap()
        .connects
}

fn sentences<T>(found: &Answer<T>) -> Vec<&str> {
    found
        .findings
        .iter()
        .map(|one| one.sentence.as_str())
        .collect()
}

#[test]
fn what_is_known_of_organisations_beyond_doubt_holds_in_every_version() {
    let found = tried(&row(true));
    let Standing::Settled(rank) = connects(&found, "Cedar") else {
        panic!("{found:?}")
    };
    assert_eq!((rank.position(), rank.of(), rank.range()), (1, 5, (1, 1)));
    assert_eq!(connects(&found, "Ash"), &Standing::NoneOnRecord);
    let by_ties: Vec<Option<u32>> = found
        .own
        .organisations
        .iter()
        .map(|one| one.contacts.rank().map(insight::Rank::position))
        .collect();
    assert_eq!(by_ties, [4, 1, 1, 1, 4].map(Some));
    assert_eq!(
        sentences(&found),
        [
            "10 of 10 pairs of organisations are assessed. Tried on 200 plausible versions of the map, the place of 3 of 3 organisations in connecting others is settled: in 90 of 100 of them it moves within less than half of the list.",
            "In every plausible version of this map Cedar is among the first 5 in connecting others; it is 1st in at least 90 of 100.",
            "In every plausible version of this map Birch is among the first 5 in connecting others; it is 2nd in at least 90 of 100.",
            "In every plausible version of this map Dock is among the first 5 in connecting others; it is 2nd in at least 90 of 100.",
        ]
    );
    assert_eq!((found.coverage.assessed, found.coverage.possible), (10, 10));
    let tried = found.own.organisations_tried.unwrap();
    assert!(tried.supposed.is_empty() && tried.draws.draws == DRAWS);
    assert!(found.own.leaders.is_empty());
}

#[test]
fn an_organisations_rank_that_does_not_hold_is_given_nowhere() {
    let build = row(false);
    let found = tried(&build);
    let unsettled = found.own.organisations.iter().filter(|one| {
        matches!(one.connects, Standing::NotSettled { low, high, of } if (high - low + 1) * 2 >= of)
    });
    assert!(unsettled.count() > 0, "{found:?}");
    let said = serde_json::to_value(&found).unwrap();
    for one in said["organisations"].as_array().unwrap() {
        for by in ["connects", "contacts"] {
            let place = &one[by];
            let settled = place["state"] == "settled";
            assert_eq!(place.get("position").is_some(), settled, "{place}");
        }
    }
    // Six of ten pairs are unknown: the share of the block that is known, times one, and the rest by the whole density.
    let supposed = &found.own.organisations_tried.unwrap().supposed;
    assert_eq!(supposed.len(), 1);
    assert_eq!(supposed[0].pairs, 6);
    assert!((supposed[0].chance - (0.4 + 0.6 * 0.4)).abs() < 1e-12);
    // Those who connect come by name where their places do not hold, whatever their share.
    let connectors = brokers(&build.seen()).own.connectors;
    let (settled, others): (Vec<_>, Vec<_>) = connectors.iter().partition(|one| {
        one.place
            .as_ref()
            .is_some_and(|place| place.rank().is_some())
    });
    assert!(others.is_sorted_by_key(|one| &one.organisation.name));
    for one in settled {
        assert!(one.sentence.contains(" That is the "), "{}", one.sentence);
    }
    for one in others {
        assert!(one.sentence.contains("is not settled: anywhere from"));
    }
}

#[test]
fn leaders_and_organisations_are_both_given_where_both_are_known() {
    let mut build = Build::default();
    let [(a, ann), (b, ben), (c, cy)] = one_each(&mut build, ["Ann", "Ben", "Cy"]);
    build.surely(ann, ben, 3, None);
    build.surely(ben, cy, 3, None);
    build.surely(ann, cy, 0, None);
    build.surely_tied(a, c, 2);
    let found = tried(&build);
    assert_eq!(found.own.leaders.len(), 3);
    // Of the bodies all three pairs are tied: through their leaders, or as they say themselves.
    assert_eq!(found.own.organisations.len(), 3);
    assert_eq!(found.findings[0].code, "stability_summary");
    let codes: Vec<&str> = found.findings.iter().map(|one| one.code).collect();
    assert!(
        codes.contains(&"organisations_stability_summary"),
        "{codes:?}"
    );
    assert_eq!((found.coverage.assessed, found.coverage.possible), (3, 3));
    let _ = b;
}

#[test]
fn leaders_of_whom_nothing_is_known_do_not_hide_what_is_known_of_organisations() {
    let mut build = row(true);
    build.leader("Newcomer");
    let found = tried(&build);
    assert_eq!(found.findings[0].code, "organisations_stability_summary");
    assert_eq!(found.findings.last().unwrap().code, "stability_summary");
    assert_eq!((found.coverage.assessed, found.coverage.possible), (10, 10));
    let hanging = single_points(&build.seen());
    assert_eq!(hanging.findings[0].code, "organisations_summary");
    assert_eq!(hanging.findings.last().unwrap().code, "failure_summary");
}

#[test]
fn organisations_are_placed_the_same_to_the_bit_on_any_number_of_threads() {
    let build = row(false);
    let on = |threads: usize, draws: Draws| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap();
        pool.install(|| {
            let found = stability(&build.seen(), draws, &Watch::default()).unwrap();
            serde_json::to_string(&found).unwrap()
        })
    };
    let alone = on(1, DRAWS);
    assert_eq!(alone, on(2, DRAWS));
    assert_eq!(alone, on(5, DRAWS));
    assert_ne!(alone, on(1, Draws { seed: 8, ..DRAWS }));
}

#[test]
fn where_nobody_would_be_cut_off_the_ways_that_grow_longer_are_said() {
    let (build, _) = wheel();
    let found = single_points(&build.seen());
    let any = &found.own.organisations.levels[0];
    assert_eq!((any.ties, any.tied, any.parts, any.largest), (12, 7, 1, 7));
    let [hub] = any.organisations.as_slice() else {
        panic!("{:?}", any.organisations)
    };
    assert_eq!(hub.organisation.name, "Hub");
    // The three pairs across the ring meet in the hub alone: two steps, and three without it.
    assert_eq!(
        (hub.partners, hub.longer, hub.only_contact),
        (6, Some(3), 3)
    );
    // Of 15 pairs of the ring 6 are tied, 6 are two steps apart, and 3 are two steps apart today, three then.
    assert!((hub.apart_today - (1.0 - 10.5 / 15.0)).abs() < 1e-12);
    assert!((hub.apart_without.unwrap() - (1.0 - 10.0 / 15.0)).abs() < 1e-12);
    // A spoke is on the way across; a tie of the ring has the hub beside it.
    let ties: Vec<(&str, &str, u32)> = any
        .single_ties
        .iter()
        .map(|one| (one.a.name.as_str(), one.b.name.as_str(), one.longer))
        .collect();
    let spokes = ["R1", "R2", "R3", "R4", "R5", "R6"];
    assert_eq!(ties, spokes.map(|spoke| ("Hub", spoke, 1)));
    assert_eq!(
        sentences(&found),
        [
            "7 organisations are tied by 12 working ties, all within reach of one another. If any one organisation left, none of the others would be cut off, and no single tie is the only way to anybody. That none would be cut off holds in every plausible version of this map. 9 pairs are not assessed; each could be another way.",
            "Hub works with all 6 others. Without it nobody would be cut off, but three pairs of the others would need a longer way, for it is the only contact that each two of them have in common.",
            "If Hub and R1 no longer worked together, one pair besides their own would need a longer way.",
            "It takes three at once: if Hub, R1 and R4 were all away, R5 and R6 would be cut off.",
        ]
    );
    for finding in &found.findings {
        assert!(finding.coverage.possible > 0 && !finding.what_next.is_empty());
    }
    assert!(
        found.findings[1..]
            .iter()
            .all(|one| !one.evidence.is_empty())
    );
}

/// Krackhardt's kite (MEASURES §10), of organisations: cut at Heather and Ike, bridges to Ike and to Jane.
#[test]
fn who_would_be_cut_off_and_by_which_tie_is_said_at_each_level() {
    let mut build = Build::default();
    let names = [
        "Andre", "Beverly", "Carol", "Diane", "Ed", "Fernando", "Garth", "Heather", "Ike", "Jane",
    ];
    let bodies = named(&mut build, names);
    for (a, b) in [
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
    ] {
        // The tie to Jane is the loosest.
        build.agreed(bodies[a], bodies[b], if b == 9 { 1 } else { 3 });
    }
    let found = single_points(&build.seen());
    let cuts = |level: &OrganisationsAtLevel| -> Vec<(String, Vec<String>)> {
        level
            .cutting()
            .map(|one| {
                let cut = one.cut_off.iter().map(|cut| cut.name.clone());
                (one.organisation.name.clone(), cut.collect())
            })
            .collect()
    };
    let owned = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
    let levels = &found.own.organisations.levels;
    assert_eq!(
        cuts(&levels[0]),
        [
            ("Heather".to_owned(), owned(&["Ike", "Jane"])),
            ("Ike".to_owned(), owned(&["Jane"])),
        ]
    );
    assert_eq!(cuts(&levels[2]), [("Heather".to_owned(), owned(&["Ike"]))]);
    let only = |level: &OrganisationsAtLevel| -> Vec<(String, String)> {
        level
            .only_ways()
            .map(|one| (one.a.name.clone(), one.b.name.clone()))
            .collect()
    };
    let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    assert_eq!(
        only(&levels[0]),
        [pair("Heather", "Ike"), pair("Ike", "Jane")]
    );
    assert_eq!(only(&levels[2]), [pair("Heather", "Ike")]);
    assert_eq!((levels[2].tied, levels[3].ties), (9, 0));
    // Of the pairs of Ike and Jane with the seven others none but those with nobody are assessed.
    let heather = levels[0].cutting().next().unwrap();
    assert_eq!(heather.not_assessed, 14);
    assert!(
        heather.sentence.starts_with("Heather works with 3 of the 9 others. Without it Ike and Jane would have no way to the rest on record (14 pairs not assessed could each be another)"),
        "{}",
        heather.sentence
    );
    assert!(
        sentences(&found).contains(
            &"The tie of Heather with Ike is the only way from Ike and Jane to the others."
        )
    );
    // Unknown pairs may tie the two in some other way, and what is said of that holds of as many versions.
    assert!(heather.still_cuts.unwrap() < 0.1);
    assert!(heather.sentence.contains("cut off without it"));
    let sure = single_points(&row(true).seen()).own.organisations;
    let share = |found: Option<f64>| (found.unwrap() * 1e9).round() / 1e9;
    assert!(share(sure.nobody_cut_off_share).abs() < f64::EPSILON);
    let cedar = sure.levels[0].cutting().next().unwrap();
    assert_eq!(cedar.organisation.name, "Cedar");
    assert!((share(cedar.still_cuts) - 1.0).abs() < f64::EPSILON);
    // Somebody is cut off by one alone, so nothing is said of several.
    assert_eq!(found.own.organisations.at_once, None);
}

fn changes(
    found: &Answer<insight::WhatIf>,
    question: Question,
) -> Vec<(&str, Option<&str>, Option<&str>)> {
    found
        .own
        .changes
        .iter()
        .filter(|one| one.question == question)
        .map(|one| (one.what.as_str(), one.today.as_deref(), one.then.as_deref()))
        .collect()
}

#[test]
fn without_an_organisation_the_ways_of_the_others_stand_beside_todays() {
    let (build, bodies) = wheel();
    let without = Supposition::WithoutOrganisation(bodies[0]);
    let found = what_if(&build.seen(), without, DRAWS, &Watch::default()).unwrap();
    let (today, then) = (Some("two steps apart"), Some("three steps apart"));
    assert_eq!(
        changes(&found, Question::Ways),
        [
            ("R1 and R4", today, then),
            ("R2 and R5", today, then),
            ("R3 and R6", today, then),
        ]
    );
    // Then each of the ring is where its two neighbours meet, as the hub is no more.
    let connect = changes(&found, Question::Connectors);
    assert_eq!(connect.len(), 6);
    for one in connect {
        let pair = Some("the only contact in common of one pair of its partners");
        assert_eq!((one.1, one.2), (None, pair));
    }
    let figure = |what: &str| {
        let mut figures = found.own.figures.iter();
        let one = figures.find(|one| one.what.contains(what)).unwrap();
        (one.today, one.then)
    };
    assert_eq!(figure("organisations that work together"), (12, 6));
    assert_eq!(figure("more than two steps apart"), (0, 3));
    assert!(found.own.of_organisations);
    assert!(
        found
            .own
            .figures
            .iter()
            .all(|one| !one.what.contains("people"))
    );
    assert_eq!((found.coverage.assessed, found.coverage.possible), (12, 21));
}

#[test]
fn a_tie_more_between_organisations_shortens_ways() {
    let build = row(true);
    let id = |name: &str| {
        let seen = build.seen();
        let mut all = seen.organisations().iter();
        all.find(|one| one.name == name).unwrap().id
    };
    let tie = Supposition::WithTie {
        a: id("Ash").into(),
        b: id("Elm").into(),
        level: Level::Coalition,
    };
    let found = what_if(&build.seen(), tie, DRAWS, &Watch::default()).unwrap();
    // The row becomes a ring of five: nobody is more than two steps from anybody.
    assert_eq!(
        changes(&found, Question::Ways),
        [
            (
                "Ash and Dock",
                Some("three steps apart"),
                Some("two steps apart")
            ),
            (
                "Ash and Elm",
                Some("four steps apart"),
                Some("work together at coalition, level 4")
            ),
            (
                "Birch and Elm",
                Some("three steps apart"),
                Some("two steps apart")
            ),
        ]
    );
    let held = changes(&found, Question::Holding);
    assert!(
        held.contains(&("Cedar", Some("alone ties Dock and Elm to the rest"), None)),
        "{held:?}"
    );
}

/// Who reaches whom without some, by asking again and again.
fn reached(ties: &BTreeSet<(usize, usize)>, from: usize, without: usize) -> BTreeSet<usize> {
    let mut reached = BTreeSet::from([from]);
    loop {
        let before = reached.len();
        for &(a, b) in ties
            .iter()
            .filter(|tie| tie.0 != without && tie.1 != without)
        {
            if reached.contains(&a) || reached.contains(&b) {
                reached.extend([a, b]);
            }
        }
        if reached.len() == before {
            return reached;
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whoever_is_said_to_be_cut_off_has_no_way_left_and_nobody_else(
        ties in prop::collection::btree_set((0..8_usize, 0..8_usize), 1..16)
    ) {
        let ties: BTreeSet<(usize, usize)> = ties
            .into_iter()
            .filter(|(a, b)| a != b)
            .map(|(a, b)| (a.min(b), a.max(b)))
            .collect();
        let mut build = Build::default();
        let bodies = named(&mut build, ["A", "B", "C", "D", "E", "F", "G", "H"]);
        for &(a, b) in &ties {
            build.agreed(bodies[a], bodies[b], 2);
        }
        let found: Answer<SinglePoints> = single_points(&build.seen());
        let backwards = build.map_backwards().seen_by(domain::Audience::Working, crate::support::TODAY);
        prop_assert_eq!(&found, &single_points(&backwards));
        prop_assume!(!ties.is_empty());
        let any = &found.own.organisations.levels[0];
        for gone in 0..8 {
            let near = ties.iter().filter_map(|&(a, b)| {
                if a == gone { Some(b) } else if b == gone { Some(a) } else { None }
            });
            let parts: BTreeSet<BTreeSet<usize>> =
                near.map(|from| reached(&ties, from, gone)).collect();
            let all: usize = parts.iter().map(BTreeSet::len).sum();
            let expected = all - parts.iter().map(BTreeSet::len).max().unwrap_or(0);
            let name = ["A", "B", "C", "D", "E", "F", "G", "H"][gone];
            let said = any.organisations.iter().find(|one| one.organisation.name == name);
            let cut = said.map_or(0, |one| one.cut_off.len());
            prop_assert_eq!(cut, expected, "{}", name);
        }
    }
}

/// The tobacco-control partnership as it is imported: 25 agencies, 161 ties, nobody's name.
#[test]
#[expect(clippy::print_stderr, reason = "a test that is left out says so")]
fn in_the_tobacco_control_partnership_itpc_connects_and_that_is_sure() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/data/networks/tc-collaboration");
    let read = |name: &str| std::fs::read_to_string(folder.join(name));
    let (Ok(nodes), Ok(edges)) = (read("nodes.csv"), read("edges.csv")) else {
        eprintln!("left out: {} is not there", folder.display());
        return;
    };
    let rows = |text: &str| -> Vec<Vec<String>> {
        let lines = text.lines().skip(1).filter(|line| !line.is_empty());
        lines
            .map(|line| line.split(',').map(str::to_owned).collect())
            .collect()
    };
    let mut build = Build::default();
    let bodies: std::collections::BTreeMap<String, OrganisationId> = rows(&nodes)
        .into_iter()
        .map(|row| (row[0].clone(), build.organisation(&row[0])))
        .collect();
    for row in rows(&edges) {
        let tie = build.tie(bodies[&row[0]], bodies[&row[1]]);
        build.judge(tie, row[2].parse().unwrap(), None, RECENTLY);
    }
    let seen = build.seen();
    let sure = stability(&seen, Draws::default(), &Watch::default()).unwrap();
    let Standing::Settled(itpc) = connects(&sure, "ITPC") else {
        panic!("{sure:?}")
    };
    assert_eq!((itpc.position(), itpc.of(), itpc.range()), (1, 25, (1, 1)));
    assert!(itpc.holds() > 0.95, "{itpc:?}");
    // Of those behind it nearly half the pairs are unknown, and no place is said.
    assert!(matches!(
        connects(&sure, "Smokefree Pregnancies"),
        Standing::NotSettled { .. }
    ));
    let hanging = single_points(&seen);
    assert!(hanging.findings.len() >= 4);
    // A tie that is known to be there may be looser than it was said to be, and is never drawn away altogether.
    let safe = hanging.own.organisations.nobody_cut_off_share;
    assert!(safe.is_some_and(|share| share > 0.99), "{safe:?}");
    assert!(
        hanging.findings[0]
            .sentence
            .contains("none of the others would be cut off")
    );
    assert!(
        hanging.findings[1]
            .sentence
            .starts_with("ITPC works with all 24 others.")
    );
    let without = Supposition::WithoutOrganisation(bodies["ITPC"]);
    let few = Draws { draws: 50, seed: 1 };
    let otherwise = what_if(&seen, without, few, &Watch::default()).unwrap();
    assert_eq!(changes(&otherwise, Question::Ways).len(), 6);
}
