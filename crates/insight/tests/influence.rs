//! Formal authority beside informal influence.
#![allow(clippy::unwrap_used)]

mod support;

use domain::{Audience, Authority};
use insight::{Influence, LeaderInfluence, Quadrant, influence};
use support::{Build, TODAY};

fn named<'a>(found: &'a Influence, name: &str) -> &'a LeaderInfluence {
    found
        .leaders
        .iter()
        .find(|leader| leader.leader.name == name)
        .unwrap()
}

/// A star: Hub holds everybody together and has no vote; Chief votes and knows one person.
fn star() -> Build {
    let mut build = Build::default();
    let [a, b, c] = ["A", "B", "C"].map(|name| build.organisation(name));
    let hub = build.leader("Hub");
    build.post(hub, a, Some(Authority::Advises));
    let chief = build.leader("Chief");
    build.post(chief, b, Some(Authority::Votes));
    build.post(chief, c, Some(Authority::DecidesAlone));
    build.knows(hub, chief, 3);
    for name in ["One", "Two", "Three", "Four", "Five", "Six"] {
        let leader = build.leader_at(name, &[c]);
        build.knows(hub, leader, 4);
    }
    build.leader_at("Unseen", &[c]);
    build
}

#[test]
fn the_four_corners_come_with_their_reasons_and_are_never_blended() {
    let found = influence(&star().seen());
    let hub = named(&found, "Hub");
    assert_eq!(hub.quadrant, Some(Quadrant::HiddenInfluencer));
    let measures = hub.measures.as_ref().unwrap();
    assert_eq!(measures.degree, 7);
    assert!((measures.betweenness - 21.0).abs() < 1e-12);
    assert_eq!(measures.organisations_reached, 2);
    assert_eq!(
        hub.because,
        [
            "advises as Chief executive at A",
            "works directly with 7 of 8 other leaders, reaches 2 other organisations, \
             on the shortest way of 75 % of the other pairs"
        ]
    );
    let chief = named(&found, "Chief");
    // Of several posts the one that lets her decide most.
    assert_eq!(chief.authority.as_ref().unwrap().value, 4);
    assert_eq!(chief.authority.as_ref().unwrap().organisation.name, "C");
    assert_eq!(chief.posts.len(), 2);
    assert_eq!((found.coverage.assessed, found.coverage.possible), (7, 36));
    assert_eq!(found.leaders[0].leader.name, "Hub");
}

#[test]
fn what_nobody_has_said_is_no_corner_and_no_zero() {
    let found = influence(&star().seen());
    let one = named(&found, "One");
    assert_eq!((one.authority.as_ref(), one.quadrant), (None, None));
    let unseen = named(&found, "Unseen");
    assert_eq!(unseen.coverage.assessed, 0);
    assert_eq!(unseen.measures, None);
    assert_eq!(found.leaders.last().unwrap().measures, None);
    assert!(unseen.because[1].contains("nobody has assessed"));
    let unknown = found
        .findings
        .iter()
        .find(|finding| finding.code == "authority_unknown")
        .unwrap();
    assert!(
        unknown.sentence.starts_with("For 7 of 9 leaders"),
        "{}",
        unknown.sentence
    );
}

#[test]
fn the_board_and_the_public_see_no_leaders_and_are_told_why() {
    for audience in [Audience::Board, Audience::Public] {
        let found = influence(&star().map().seen_by(audience, TODAY));
        assert!(found.leaders.is_empty());
        assert!(found.withheld.is_some());
        let said = serde_json::to_string(&found).unwrap();
        assert!(!said.contains("Hub") && !said.contains("Chief"), "{said}");
    }
}

#[test]
fn where_ties_are_kept_from_the_partners_nobody_is_said_to_have_none() {
    let mut build = star();
    build.guard_ties();
    let found = influence(&build.map().seen_by(Audience::Partners, TODAY));
    assert_eq!(found.leaders.len(), 9);
    assert!(found.leaders.iter().all(|leader| leader.measures.is_none()));
    let chief = named(&found, "Chief");
    assert_eq!(chief.authority.as_ref().unwrap().value, 4);
    assert_eq!(chief.quadrant, None);
    assert_eq!(chief.because[1], "no working tie is shown to the partners");
    let codes: Vec<&str> = found.findings.iter().map(|finding| finding.code).collect();
    assert_eq!(
        codes,
        ["influence_summary", "ties_not_shown", "authority_unknown"]
    );
    assert!(!found.findings[0].sentence.contains("assessed"));
    assert!(
        found.findings[1]
            .sentence
            .starts_with("Ties between people are not shown to the partners")
    );
}

#[test]
fn a_tie_known_to_be_none_is_a_plain_nought() {
    let mut build = Build::default();
    let a = build.organisation("A");
    let (one, two) = (build.leader_at("One", &[a]), build.leader_at("Two", &[a]));
    build.knows(one, two, 0);
    let found = influence(&build.seen());
    let measures = named(&found, "One").measures.as_ref().unwrap();
    assert_eq!(measures.degree, 0);
    assert_eq!(measures.strength.to_string(), "0");
}

#[test]
fn the_json_is_a_party_with_authority_and_measures() {
    let said = serde_json::to_value(influence(&star().seen())).unwrap();
    let hub = &said["leaders"][0];
    assert_eq!(
        (&hub["kind"], &hub["name"]),
        (&"leader".into(), &"Hub".into())
    );
    assert_eq!(hub["authority"]["value"], 1);
    assert_eq!(hub["measures"]["degree"], 7);
    assert_eq!(hub["quadrant"], "hidden_influencer");
}
