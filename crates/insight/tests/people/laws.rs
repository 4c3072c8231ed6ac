use std::collections::BTreeSet;

use domain::{Audience, AudienceMap, Authority, LeaderId, OrganisationId, Party};
use insight::{
    Draws, Scope, Supposition, Watch, authority, brokers, introductions, lines, single_points,
    stability, supposed, views, what_if,
};
use proptest::prelude::*;
use serde_json::Value;

use crate::support::{Build, TODAY};

const FEW: Draws = Draws { draws: 10, seed: 3 };
/// In the name of everybody who is kept to the working group.
const MARK: &str = "Zyzzyva";

/// A small footprint of three organisations, whoever knows whom.
#[derive(Debug, Clone)]
struct Small {
    /// Where each belongs, and whether they are guarded and not to be asked.
    people: Vec<(usize, bool, bool)>,
    ties: Vec<(usize, usize, u8, bool)>,
}

fn small() -> impl Strategy<Value = Small> {
    let person = (
        0..3_usize,
        prop::bool::weighted(0.3),
        prop::bool::weighted(0.3),
    );
    prop::collection::vec(person, 3..8).prop_flat_map(|people| {
        let count = people.len();
        let tie = (0..count, 0..count, 0..6_u8, prop::bool::weighted(0.2));
        prop::collection::vec(tie, 0..14).prop_map(move |ties| Small {
            people: people.clone(),
            ties,
        })
    })
}

fn build(small: &Small) -> (Build, Vec<LeaderId>, Vec<OrganisationId>) {
    let mut build = Build::default();
    let bodies: Vec<OrganisationId> = ["A", "B", "C"]
        .into_iter()
        .map(|name| build.organisation(name))
        .collect();
    let mut people = Vec::new();
    for (at, &(body, guarded, do_not_ask)) in small.people.iter().enumerate() {
        let name = if guarded {
            format!("{MARK} {at}")
        } else {
            format!("Open {at}")
        };
        let leader = build.leader(&name);
        build.post(leader, bodies[body], Some(Authority::Votes));
        if guarded {
            build.guard(leader);
        }
        if do_not_ask {
            build.do_not_ask(leader);
        }
        people.push(leader);
    }
    let mut tied = BTreeSet::new();
    for &(a, b, level, strained) in &small.ties {
        if a == b || !tied.insert((a.min(b), a.max(b))) {
            continue;
        }
        build.knows(people[a], people[b], level);
        if strained {
            build.strained(people[a], people[b]);
        }
    }
    let work = [
        (bodies[0], domain::Part::Leads),
        (bodies[1], domain::Part::Contributes),
    ];
    build.work("Work", domain::Interdependence::Reciprocal, &work);
    (build, people, bodies)
}

fn every_answer(map: &AudienceMap, people: &[LeaderId], bodies: &[OrganisationId]) -> Vec<Value> {
    let watch = Watch::default();
    let mut all = vec![
        serde_json::to_value(authority(map, Scope::General, FEW, &watch)),
        serde_json::to_value(brokers(map)),
        serde_json::to_value(single_points(map)),
        serde_json::to_value(lines(map)),
        serde_json::to_value(views(map)),
        serde_json::to_value(stability(map, FEW, &watch)),
    ];
    for &to in people.iter().take(3) {
        all.push(serde_json::to_value(introductions(
            map,
            people[0],
            to.into(),
        )));
        let without = Supposition::WithoutLeader(to);
        all.push(serde_json::to_value(what_if(map, without, FEW, &watch)));
    }
    let without = Supposition::WithoutOrganisation(bodies[0]);
    all.push(serde_json::to_value(what_if(map, without, FEW, &watch)));
    all.into_iter().map(Result::unwrap).collect()
}

fn strands(map: &AudienceMap) -> Vec<((String, String), [u32; 5])> {
    let pairs = single_points(map).own.pairs.into_iter();
    pairs
        .map(|pair| ((pair.a.id, pair.b.id), pair.people))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn taking_a_person_out_never_makes_a_relationship_more_resilient(small in small()) {
        let (mut build, people, _) = build(&small);
        let before = strands(&build.seen());
        for &gone in &people {
            let then = supposed(&build.seen(), Supposition::WithoutLeader(gone)).unwrap();
            prop_assert!(then.leader(gone).is_none() && then.dangling().is_empty());
            for (pair, people) in strands(&then) {
                let today = before.iter().find(|one| one.0 == pair).unwrap().1;
                for (after, today) in people.into_iter().zip(today) {
                    // Nor by more than the one who left.
                    prop_assert!(after <= today && today - after <= 1, "{pair:?}: {after} after {today}");
                }
            }
        }
        let leaver = people[0];
        build.mend(leaver, |entity| {
            if let domain::Entity::Leader(leader) = entity {
                leader.confidentiality = domain::Confidentiality::Working;
            }
        });
        // The partners' map is the working group's without the guarded.
        let fewer = strands(&build.map().seen_by(Audience::Partners, TODAY));
        for (pair, people) in fewer {
            let known = before.iter().find(|one| one.0 == pair).map_or([0; 5], |one| one.1);
            for (after, today) in people.into_iter().zip(known) {
                prop_assert!(after <= today, "{pair:?}: {after} after {today}");
            }
        }
    }

    #[test]
    fn introductions_ask_nobody_marked_and_use_no_strained_tie(small in small()) {
        let (build, people, _) = build(&small);
        let map = build.seen();
        let strained: BTreeSet<(Party, Party)> = map
            .ties()
            .iter()
            .filter(|tie| tie.kind == domain::TieKind::InTensionWith)
            .flat_map(|tie| [(tie.a, tie.b), (tie.b, tie.a)])
            .collect();
        for &from in &people {
            for &to in &people {
                for meeting in introductions(&map, from, to.into()).own.people {
                    prop_assert!(meeting.ways.len() <= 3);
                    for way in meeting.ways {
                        let between = &way.path[1..way.path.len() - 1];
                        prop_assert!(!between.is_empty() && between.len() <= 2);
                        for on in between {
                            let Party::Leader(id) = on.party else { panic!("{on:?}") };
                            prop_assert!(!map.leader(id).unwrap().do_not_ask);
                        }
                        for pair in way.path.windows(2) {
                            prop_assert!(!strained.contains(&(pair[0].party, pair[1].party)));
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn nobody_kept_to_the_working_group_is_in_any_answer_for_others(small in small()) {
        let (build, people, bodies) = build(&small);
        for audience in [Audience::Partners, Audience::Board, Audience::Public] {
            let map = build.map().seen_by(audience, TODAY);
            for answer in every_answer(&map, &people, &bodies) {
                let said = answer.to_string();
                prop_assert!(!said.contains(MARK), "{audience:?}: {said}");
                if audience.is_publication() {
                    prop_assert!(!said.contains("Open "), "{audience:?}: {said}");
                }
            }
        }
    }

    #[test]
    fn the_order_in_which_it_was_entered_changes_no_answer(small in small()) {
        let (build, people, bodies) = build(&small);
        let forwards = build.seen();
        let backwards = build.map_backwards().seen_by(Audience::Working, TODAY);
        prop_assert_eq!(
            every_answer(&forwards, &people, &bodies),
            every_answer(&backwards, &people, &bodies)
        );
    }
}
