use std::sync::Mutex;
use std::sync::atomic::AtomicBool;

use insight::{Answer, Draws, Stability, Standing, Watch, brokers, single_points, stability};

use crate::one_each;
use crate::support::Build;

const DRAWS: Draws = Draws {
    draws: 200,
    seed: 7,
};

fn tried(build: &Build) -> Answer<Stability> {
    stability(&build.seen(), DRAWS, &Watch::default()).unwrap()
}

fn standing<'a>(found: &'a Answer<Stability>, name: &str) -> &'a Standing {
    let mut leaders = found.own.leaders.iter();
    &leaders
        .find(|one| one.leader.name == name)
        .unwrap()
        .go_between
}

/// A row of five of which every pair is known beyond doubt.
fn row(sure: bool) -> Build {
    let mut build = Build::default();
    let people = one_each(&mut build, ["Ann", "Ben", "Cy", "Dee", "Ed"]).map(|one| one.1);
    for (at, &one) in people.iter().enumerate() {
        for (other_at, &other) in people.iter().enumerate().skip(at + 1) {
            let level = if other_at == at + 1 { 3 } else { 0 };
            if sure {
                build.surely(one, other, level, None);
            } else if level > 0 {
                build.knows(one, other, level);
            }
        }
    }
    build
}

#[test]
fn what_is_known_beyond_doubt_holds_in_every_version() {
    let found = tried(&row(true));
    let Standing::Settled(rank) = standing(&found, "Cy") else {
        panic!("{found:?}")
    };
    assert_eq!((rank.position(), rank.of(), rank.range()), (1, 5, (1, 1)));
    assert!((rank.holds() - 1.0).abs() < f64::EPSILON);
    assert!(found.own.supposed.is_empty());
    // Between nobody is no place at all.
    assert_eq!(standing(&found, "Ann"), &Standing::NoneOnRecord);
}

#[test]
fn a_rank_that_does_not_hold_is_not_given() {
    let found = tried(&row(false));
    let unsettled = found.own.leaders.iter().filter(|one| {
        matches!(one.go_between, Standing::NotSettled { low, high, of } if (high - low + 1) * 2 >= of)
    });
    assert!(unsettled.count() > 0, "{found:?}");
    let said = serde_json::to_value(&found).unwrap();
    for leader in said["leaders"].as_array().unwrap() {
        let place = &leader["go_between"];
        assert_eq!(
            place.get("position").is_some(),
            place["state"] == "settled",
            "{place}"
        );
    }
}

#[test]
fn nobody_assessed_has_no_place() {
    let mut build = row(true);
    let body = build.organisation("New");
    build.leader_at("New", &[body]);
    assert_eq!(standing(&tried(&build), "New"), &Standing::NotAssessed);
}

#[test]
fn it_is_the_same_to_the_bit_on_any_number_of_threads_and_another_for_another_seed() {
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
    assert_eq!(alone, on(7, DRAWS));
    assert_ne!(alone, on(1, Draws { seed: 8, ..DRAWS }));
}

#[test]
fn progress_is_told_and_cancelling_ends_it() {
    let build = row(false);
    let told: Mutex<Vec<(u32, u32)>> = Mutex::new(Vec::new());
    let tell = |done: u32, of: u32| told.lock().unwrap().push((done, of));
    let go_on = AtomicBool::new(false);
    stability(&build.seen(), DRAWS, &Watch::new(&tell, &go_on)).unwrap();
    let mut told = told.into_inner().unwrap();
    told.sort_unstable();
    // The leaders first, and then their organisations.
    assert_eq!(told.first(), Some(&(1, 400)));
    assert_eq!(told.last(), Some(&(400, 400)));
    let stop = AtomicBool::new(true);
    assert!(stability(&build.seen(), DRAWS, &Watch::new(&|_, _| (), &stop)).is_none());
}

#[test]
fn on_a_large_map_go_betweens_are_estimated_the_same_on_any_number_of_threads_and_it_is_said() {
    let mut build = Build::default();
    let bodies: Vec<_> = (0..20)
        .map(|n| build.organisation(&format!("Body {n}")))
        .collect();
    let people: Vec<_> = (0..1_000)
        .map(|n| build.leader_at(&format!("Leader {n}"), &[bodies[n % 20]]))
        .collect();
    for at in 0..people.len() {
        for by in 1..=8 {
            build.knows(people[at], people[(at + by * by) % people.len()], 3);
        }
    }
    let seen = build.seen();
    let few = Draws { draws: 6, seed: 1 };
    let on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap();
        pool.install(|| stability(&seen, few, &Watch::default()).unwrap())
    };
    let alone = on(1);
    assert_eq!(
        serde_json::to_string(&alone).unwrap(),
        serde_json::to_string(&on(3)).unwrap()
    );
    assert_eq!(alone.own.draws.ways_from, Some(256));
    assert!(alone.own.draws.standard_error.unwrap() > 0.0);
    let mut findings = alone.findings.iter();
    let said = findings.find(|one| one.code == "tried_less").unwrap();
    assert!(
        said.sentence.starts_with("Because the map is as large as 1,000 leaders, in each plausible version the go-betweens were estimated from the ways of 256 leaders"),
        "{}",
        said.sentence
    );
}

#[test]
fn work_done_aside_is_the_same() {
    let build = row(false);
    let here = stability(&build.seen(), DRAWS, &Watch::default());
    let aside = insight::aside(|| stability(&build.seen(), DRAWS, &Watch::default()));
    assert_eq!(here, aside);
}

#[test]
fn who_is_a_go_between_and_what_hangs_on_one_person_say_in_how_many_versions_it_is_so() {
    // Beyond doubt it is so in all of them.
    let found = tried(&row(true));
    let share = |found: &Answer<Stability>, name: &str| {
        let mut leaders = found.own.leaders.iter();
        leaders
            .find(|one| one.leader.name == name)
            .unwrap()
            .go_between_share
    };
    assert!((share(&found, "Cy") - 1.0).abs() < f64::EPSILON);
    assert!(share(&found, "Ann") < f64::EPSILON);
    assert!(!found.own.hanging.is_empty());
    assert!(
        found
            .own
            .hanging
            .iter()
            .all(|one| (one.still - 1.0).abs() < f64::EPSILON)
    );
    // Where most is not known it is so in some, and the answers about each say the same to the bit.
    let build = row(false);
    let found = stability(&build.seen(), Draws::default(), &Watch::default()).unwrap();
    let between = share(&found, "Cy");
    assert!(between > 0.0 && between < 1.0, "{between}");
    for one in brokers(&build.seen()).own.brokers {
        assert_eq!(one.go_between_share, Some(share(&found, &one.leader.name)));
    }
    let points = single_points(&build.seen()).own.points;
    let things = points.iter().flat_map(|point| {
        let ties = point.relationships.iter().map(|one| one.still);
        ties.chain(point.parts.iter().map(|part| part.still))
    });
    let mut said: Vec<f64> = things.map(Option::unwrap).collect();
    let mut tried: Vec<f64> = found.own.hanging.iter().map(|one| one.still).collect();
    said.sort_by(f64::total_cmp);
    tried.sort_by(f64::total_cmp);
    assert_eq!(said, tried);
    assert!(said.iter().any(|&still| still > 0.0 && still < 1.0));
    let codes: Vec<&str> = found.findings.iter().map(|one| one.code).collect();
    assert!(codes.contains(&"hanging_holds"), "{codes:?}");
}
