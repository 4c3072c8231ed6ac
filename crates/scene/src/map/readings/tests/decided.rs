//! What colours and sizes say of who may decide, what is promised, what hangs on whom and what is at stake.

use serde_json::json;
use uuid::Uuid;

use super::*;

const PEOPLE: [Show; 2] = [Show::Both, Show::Leaders];

fn org(n: u128) -> OrganisationId {
    OrganisationId::from(Uuid::from_u128(n))
}

fn leader(n: u128) -> LeaderId {
    LeaderId::from(Uuid::from_u128(100 + n))
}

/// Four bodies with a leader each, the first the parent of the second and through it of the third. One leader
/// decides alone, one advises, of one nobody has said, one has no formal part.
fn four_bodies() -> Map {
    let mut writes = Vec::new();
    let names = [
        "Vale Council",
        "Vale Homes",
        "Vale Repairs",
        "Northmarch Trust",
    ];
    let authorities = [
        Some(Authority::DecidesAlone),
        Some(Authority::Advises),
        None,
        Some(Authority::None),
    ];
    for (n, (name, authority)) in (1..).zip(names.into_iter().zip(authorities)) {
        let mut one = Organisation::new(org(n), name, OrganisationKind::Council);
        one.parent_id = (2..=3).contains(&n).then(|| org(n - 1));
        one.decision_route = (n == 1).then_some(DecisionRoute {
            body: DecidingBody::Cabinet,
            lead_days: None,
            paper_days: None,
            weighs: None,
        });
        writes.push(Write::Put(one.into()));
        writes.push(Write::Put(
            Leader::new(leader(n), &format!("Leader {n}")).into(),
        ));
        let post = Post {
            id: PostId::from(Uuid::from_u128(200 + n)),
            leader_id: leader(n),
            organisation_id: org(n),
            title: "Director".to_owned(),
            authority,
            from: None,
            to: None,
            confidentiality: Confidentiality::Public,
            record: Record::default(),
        };
        writes.push(Write::Put(post.into()));
    }
    Map::default().with(&writes)
}

fn commitment(n: u128, from: Party, due: &str, acts: &[(&str, &str, &str)]) -> Write {
    let events = acts
        .iter()
        .map(|(date, act, by)| json!({"date": date, "act": act, "by": by}));
    let one: Commitment = serde_json::from_value(json!({
        "id": Uuid::from_u128(300 + n),
        "from": from,
        "to": Party::from(org(4)),
        "what": "Share the figures",
        "asked": "2026-01-05",
        "due": due,
        "events": events.collect::<Vec<_>>(),
    }))
    .unwrap();
    Write::Put(one.into())
}

/// What a mark says under a heading.
fn said<'a>(scene: &'a Scene, party: Party, heading: &str) -> &'a str {
    let key = EntityRef::from(party).to_string();
    let mark = scene.marks.iter().find(|mark| mark.key == key).unwrap();
    let begins = format!("{heading}: ");
    let fact = mark
        .facts
        .split("; ")
        .find_map(|fact| fact.strip_prefix(&*begins));
    fact.unwrap_or_else(|| panic!("{heading} is not said of {}", mark.label()))
}

#[test]
fn formal_authority_nobody_has_said_is_unknown_and_no_part_is_known() {
    let map = four_bodies();
    for show in SHOWS {
        let scene = drawn(&map, Audience::Working, show, coloured(ColourBy::Authority));
        let parties = |n: u128| match show {
            Show::Leaders => vec![Party::from(leader(n))],
            Show::Both => vec![Party::from(leader(n)), Party::from(org(n))],
            _ => vec![Party::from(org(n))],
        };
        for (n, words) in [
            (1, "decides alone"),
            (2, "advises"),
            (3, "not recorded"),
            (4, "no formal part"),
        ] {
            for party in parties(n) {
                assert_eq!(said(&scene, party, "Formal authority"), words, "{show:?}");
            }
        }
        let told = signs(&scene);
        for sign in ["step-4", "step-1", "none", "not-known"] {
            assert!(told.contains(sign), "{show:?}: {sign} of {told:?}");
        }
        let scene = drawn(&map, Audience::Working, show, sized(SizeBy::Authority));
        assert!(signs(&scene).contains("size-not-known"), "{show:?}");
    }
}

#[test]
fn a_body_is_coloured_by_the_largest_it_is_part_of_and_that_one_with_it() {
    let map = four_bodies();
    let scene = drawn(
        &map,
        Audience::Working,
        Show::Organisations,
        coloured(ColourBy::Parent),
    );
    for n in 1..=3 {
        assert_eq!(said(&scene, org(n).into(), "Part of"), "Vale Council");
    }
    assert_eq!(
        said(&scene, org(4).into(), "Part of"),
        "no larger body recorded"
    );
    assert!(signs(&scene).contains("not-known"));
    let scene = drawn(
        &map,
        Audience::Working,
        Show::Both,
        coloured(ColourBy::Route),
    );
    assert_eq!(
        said(&scene, org(1).into(), "Decides by"),
        DecidingBody::Cabinet.word()
    );
    assert_eq!(said(&scene, org(2).into(), "Decides by"), "not recorded");
}

#[test]
fn bodies_that_are_part_of_each_other_in_a_circle_are_still_drawn() {
    let map = four_bodies();
    let mut first = map.organisation(org(1)).unwrap().clone();
    first.parent_id = Some(org(3));
    let map = map.with(&[Write::Put(first.into())]);
    let scene = drawn(
        &map,
        Audience::Working,
        Show::Organisations,
        coloured(ColourBy::Parent),
    );
    assert_ne!(
        said(&scene, org(1).into(), "Part of"),
        "no larger body recorded"
    );
}

#[test]
fn promises_are_told_by_how_they_stand_and_counted_for_the_body_of_whoever_made_them() {
    let promised = ("2026-01-06", "promise", "promiser");
    let done = [
        promised,
        ("2026-01-20", "report_done", "promiser"),
        ("2026-01-21", "accept_done", "requester"),
    ];
    let map = four_bodies().with(&[
        commitment(1, leader(1).into(), "2026-02-01", &[promised]),
        commitment(2, org(1).into(), "2026-06-01", &[promised]),
        commitment(3, org(2).into(), "2026-06-01", &[promised]),
        commitment(4, org(3).into(), "2026-02-01", &done),
        // Asked, and nobody has promised.
        commitment(5, org(4).into(), "2026-02-01", &[]),
    ]);
    let scene = drawn(
        &map,
        Audience::Working,
        Show::Both,
        coloured(ColourBy::Promises),
    );
    for (n, words) in [
        (1, "1 overdue of 2 open"),
        (2, "1 open, none overdue"),
        (3, "1 ended, none open"),
        (4, "nothing promised"),
    ] {
        assert_eq!(said(&scene, org(n).into(), "Promises"), words);
    }
    assert_eq!(
        said(&scene, leader(1).into(), "Promises"),
        "1 overdue of 1 open"
    );
    // Whoever may not see everything cannot tell nothing from nothing shown.
    let scene = drawn(
        &map,
        Audience::Board,
        Show::Organisations,
        coloured(ColourBy::Promises),
    );
    assert_eq!(
        said(&scene, org(4).into(), "Promises"),
        "not recorded or not shown"
    );
    let scene = drawn(
        &map,
        Audience::Working,
        Show::Organisations,
        sized(SizeBy::Promises),
    );
    assert_eq!(
        said(&scene, org(1).into(), "Open promises"),
        "2 open promises"
    );
}

#[test]
fn the_most_an_organisation_has_at_stake_counts_by_the_newest_judgement() {
    let stake = |n: u128, of: u128, size: i8, date: &str| {
        let one: Stake = serde_json::from_value(json!({
            "id": Uuid::from_u128(400 + n),
            "objective_id": Uuid::from_u128(500),
            "organisation_id": org(of),
            "size": size,
            "method": "observed",
            "date": date,
        }))
        .unwrap();
        Write::Put(one.into())
    };
    let objective: Objective = serde_json::from_value(json!({
        "id": Uuid::from_u128(500), "name": "Fewer falls", "kind": "health"
    }))
    .unwrap();
    let map = four_bodies().with(&[
        Write::Put(objective.into()),
        stake(1, 1, 4, "2026-01-01"),
        stake(2, 1, -3, "2026-02-01"),
        stake(3, 2, 0, "2026-02-01"),
    ]);
    let scene = drawn(
        &map,
        Audience::Working,
        Show::Both,
        coloured(ColourBy::Stakes),
    );
    assert_eq!(said(&scene, org(1).into(), "Most at stake"), "its mission");
    assert_eq!(said(&scene, org(2).into(), "Most at stake"), "nothing");
    assert_eq!(said(&scene, org(3).into(), "Most at stake"), "not assessed");
    let told = signs(&scene);
    for sign in ["step-3", "none", "not-known"] {
        assert!(told.contains(sign), "{sign} of {told:?}");
    }
}

#[test]
fn what_hangs_on_people_is_said_of_people_and_of_organisations_where_they_are_drawn_alone() {
    let map = footprint(14, 20, 7);
    let seen = map.seen_by(Audience::Working, DAY);
    let found = insight::single_points(&seen).own;
    assert!(!found.points.is_empty());
    for show in PEOPLE {
        let scene = drawn(&map, Audience::Working, show, coloured(ColourBy::Hanging));
        for one in &found.points {
            let ties = one.relationships.iter();
            let ties = ties.filter(|one| one.from_level == Level::Networking);
            let parts = one.parts.iter();
            let parts = parts.filter(|one| one.level == Level::Networking);
            let words = match ties.count() + parts.count() {
                0 => "none".to_owned(),
                some => some.to_string(),
            };
            assert_eq!(said(&scene, one.leader.party, "Hangs on one person"), words);
        }
    }
    let scene = drawn(
        &map,
        Audience::Working,
        Show::Organisations,
        coloured(ColourBy::Hanging),
    );
    let cut = &found.organisations.levels[0].organisations;
    for mark in &scene.marks {
        if mark.kind == MarkKind::Organisation {
            let one = cut
                .iter()
                .find(|one| EntityRef::from(one.organisation.party).to_string() == mark.key);
            let words = match one.map_or(0, |one| one.cut_off.len()) {
                0 => "none".to_owned(),
                some => some.to_string(),
            };
            assert!(
                mark.facts.contains(&format!("Cut off without it: {words}")),
                "{}",
                mark.label()
            );
        }
    }
}

#[test]
fn an_organisation_drawn_alone_wears_the_foremost_corner_of_its_people() {
    let map = footprint(14, 60, 7);
    let seen = map.seen_by(Audience::Working, DAY);
    // What the page of decisions says, of everybody.
    let draws = insight::Draws {
        draws: insight::DRAWS,
        seed: insight::SEED,
    };
    let known = insight::authority(
        &seen,
        insight::Scope::General,
        draws,
        &insight::Watch::default(),
    );
    let known = known.unwrap().own;
    let corners = insight::corners(&seen);
    let both = drawn(
        &map,
        Audience::Working,
        Show::Both,
        coloured(ColourBy::Corner),
    );
    let alone = drawn(
        &map,
        Audience::Working,
        Show::Organisations,
        coloured(ColourBy::Corner),
    );
    let mut settled = 0;
    for one in &known.leaders {
        let words = one.corner.map(|corner| corners.word(corner));
        let words = words.unwrap_or("not enough known");
        assert_eq!(
            said(&both, one.leader.party, "Authority beside influence"),
            words
        );
        settled += usize::from(one.corner.is_some());
    }
    assert!(settled > 0);
    // The foremost first.
    let order = [
        insight::Quadrant::DecidesAndIsTrusted,
        insight::Quadrant::HiddenInfluencer,
        insight::Quadrant::PaperAuthority,
        insight::Quadrant::Neither,
    ];
    for body in seen.organisations().iter() {
        let people = seen.posts().iter();
        let people = people
            .filter(|post| post.organisation_id == body.id && post.is_current_on(DAY))
            .filter_map(|post| corners.leaders.get(&post.leader_id).copied().flatten());
        let foremost = people.min_by_key(|corner| order.iter().position(|one| one == corner));
        let words = foremost.map_or("not enough known", |corner| corners.word(corner));
        assert_eq!(
            said(&alone, body.id.into(), "Foremost of its people"),
            words
        );
    }
}

#[test]
fn a_publication_is_told_nothing_of_what_people_may_decide_or_of_what_hangs_on_them() {
    let mut open = four_bodies();
    for n in 1..=4 {
        let mut one = open.leader(leader(n)).unwrap().clone();
        one.confidentiality = Confidentiality::Public;
        open = open.with(&[Write::Put(one.into())]);
    }
    for map in [open, footprint(24, 90, 7)] {
        for audience in [Audience::Board, Audience::Public] {
            for by in [ColourBy::Authority, ColourBy::Corner, ColourBy::Hanging] {
                let scene = drawn(&map, audience, Show::Both, coloured(by));
                let told: BTreeSet<String> = signs(&scene)
                    .into_iter()
                    .filter(|sign| {
                        sign.starts_with("step-") || sign.starts_with("hue-") || sign == "none"
                    })
                    .collect();
                assert_eq!(told, BTreeSet::new(), "{audience:?} {by:?}");
                assert!(signs(&scene).contains("not-known"));
            }
            for by in [SizeBy::Authority, SizeBy::Hanging] {
                let scene = drawn(&map, audience, Show::Both, sized(by));
                assert!(!signs(&scene).contains("size"), "{audience:?} {by:?}");
                let legend = scene.to_svg();
                assert!(!legend.contains("Size, "), "{audience:?} {by:?}");
            }
        }
    }
}

#[test]
fn from_afar_what_is_said_of_people_elsewhere_is_said_of_organisations() {
    let map = super::afar::in_places(200, 8);
    for by in [ColourBy::Community, ColourBy::Corner, ColourBy::Hanging] {
        let scene = drawn(&map, Audience::Working, Show::Both, coloured(by));
        assert!(scene.is_from_afar());
        let told = signs(&scene);
        assert!(
            told.iter()
                .any(|sign| sign.starts_with("hue-") || ["none", "not-known"].contains(&&**sign)),
            "{by:?}: {told:?}"
        );
    }
}

#[test]
fn marks_stand_together_by_their_kind_and_by_the_body_they_are_part_of() {
    let map = four_bodies();
    for (by, heading) in [(GroupBy::Kind, "Kind"), (GroupBy::Parent, "Larger body")] {
        let sayings = Sayings {
            group_by: Some(by),
            ..Sayings::default()
        };
        let scene = drawn(&map, Audience::Working, Show::Organisations, sayings);
        let words = said(&scene, org(3).into(), heading);
        let expected = match by {
            GroupBy::Kind => "Council",
            _ => "Vale Council",
        };
        assert_eq!(words, expected);
    }
}
