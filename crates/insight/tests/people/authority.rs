use domain::{Authority, DecidingBody, ForumPower, Interval, LeaderId, SeatRole, TieKind};
use insight::{Answer, AuthorityMap, Draws, LeaderAuthority, Quadrant, Scope, Watch, authority};

use crate::support::Build;

fn asked(build: &Build, scope: Scope) -> Answer<AuthorityMap> {
    authority(&build.seen(), scope, Draws::default(), &Watch::default()).unwrap()
}

fn of<'a>(found: &'a Answer<AuthorityMap>, name: &str) -> &'a LeaderAuthority {
    let mut leaders = found.own.leaders.iter();
    leaders.find(|one| one.leader.name == name).unwrap()
}

/// Everything is known for sure: Hub is trusted by all others, who have nothing to do with one another.
fn star(authority_of_hub: Option<Authority>) -> (Build, LeaderId, Vec<LeaderId>) {
    let mut build = Build::default();
    let [a, b] = ["A", "B"].map(|name| build.organisation(name));
    let hub = build.leader("Hub");
    build.post(hub, a, authority_of_hub);
    let others: Vec<LeaderId> = (0..7)
        .map(|at| {
            let leader = build.leader(&format!("Other {at}"));
            build.post(leader, b, Some(Authority::Votes));
            leader
        })
        .collect();
    for (at, &one) in others.iter().enumerate() {
        build.surely(hub, one, 4, Some(5));
        for &other in &others[at + 1..] {
            build.surely(one, other, 0, None);
        }
    }
    (build, hub, others)
}

#[test]
fn each_corner_is_known_where_both_axes_are() {
    let (build, ..) = star(Some(Authority::Advises));
    let found = asked(&build, Scope::General);
    let hub = of(&found, "Hub");
    assert_eq!(hub.corner, Some(Quadrant::HiddenInfluencer));
    assert_eq!(hub.formal, Interval::exactly(1));
    let informal = hub.informal.as_ref().unwrap();
    // All seven others listen to nobody else, and she is the whole of what they hear.
    assert_eq!(informal.listeners, 7);
    assert!((informal.attention - 7.0).abs() < 1e-12);
    assert!((informal.first_quarter_share - 1.0).abs() < f64::EPSILON);
    assert_eq!(of(&found, "Other 0").corner, Some(Quadrant::PaperAuthority));
    let (build, ..) = star(Some(Authority::DecidesAlone));
    let corner = of(&asked(&build, Scope::General), "Hub").corner;
    assert_eq!(corner, Some(Quadrant::DecidesAndIsTrusted));
}

#[test]
fn the_share_of_the_final_view_is_that_of_friedkin_and_johnsen() {
    // Half-way adjustment in a star of one hub and seven: x_h = ½·mean(x_i) + ½h, x_i = ½x_h + ½i. The hub's own part
    // in its final view is v = ½·½v + ½ = 2/3, in each other's 1/3; the mean over the eight is (2/3 + 7/3)/8 = 3/8.
    let (build, ..) = star(Some(Authority::Advises));
    let found = asked(&build, Scope::General);
    let share = of(&found, "Hub")
        .informal
        .as_ref()
        .unwrap()
        .share_of_final_view;
    assert!((share.unwrap() - 3.0 / 8.0).abs() < 1e-12, "{share:?}");
}

#[test]
fn not_known_on_either_axis_is_no_corner() {
    let (build, ..) = star(None);
    let found = asked(&build, Scope::General);
    let hub = of(&found, "Hub");
    assert_eq!(
        (hub.corner, hub.formal),
        (None, Interval { low: 0, high: 4 })
    );
    assert_eq!(hub.position, "not enough known");
    assert!(
        hub.because[0].contains("nobody has said what the post of"),
        "{:?}",
        hub.because
    );

    let mut build = star(Some(Authority::Votes)).0;
    let c = build.organisation("C");
    let stranger = build.leader("Stranger");
    build.post(stranger, c, Some(Authority::Votes));
    let found = asked(&build, Scope::General);
    let stranger = of(&found, "Stranger");
    assert_eq!((stranger.informal.as_ref(), stranger.corner), (None, None));
    assert_eq!(stranger.because[1], "nobody has assessed a working tie");
}

#[test]
fn a_seat_counts_for_what_its_forum_may_do() {
    let mut build = Build::default();
    let a = build.organisation("A");
    let leader = |build: &mut Build, name: &str| build.leader_at(name, &[a]);
    let [chair, member, deputy, unsure] =
        ["Chair", "Member", "Deputy", "Unsure"].map(|name| leader(&mut build, name));
    let board = build.forum("Partnership Board", Some(ForumPower::Decides));
    let advisers = build.forum("Advisers", Some(ForumPower::Recommends));
    let group = build.forum("Group", None);
    build.seat(chair, board, SeatRole::Chair);
    build.seat(member, advisers, SeatRole::Member);
    build.seat(deputy, board, SeatRole::Deputy);
    build.seat(unsure, group, SeatRole::Member);
    let proposal = build.proposal("Shared beds", Some(board), None);
    let found = asked(&build, Scope::Proposal(proposal));
    assert_eq!(
        found.findings[0].sentence,
        "\u{201c}Shared beds\u{201d}: Partnership Board decides."
    );
    let formal = |found: &Answer<AuthorityMap>, name| of(found, name).formal;
    assert_eq!(formal(&found, "Chair"), Interval::exactly(3));
    assert_eq!(formal(&found, "Deputy"), Interval::exactly(1));
    // On another forum nobody takes part in this.
    assert_eq!(formal(&found, "Member"), Interval::exactly(0));
    // In general the post, of which nobody has said anything, leaves the top of the range open.
    let found = asked(&build, Scope::General);
    assert_eq!(formal(&found, "Unsure"), Interval { low: 2, high: 4 });
    assert_eq!(formal(&found, "Chair"), Interval { low: 3, high: 4 });
}

#[test]
fn what_a_body_decides_together_nobody_there_decides_alone() {
    let mut build = Build::default();
    let [council, other] = ["Vale Council", "Other"].map(|name| build.organisation(name));
    build.decides_by(council, DecidingBody::Cabinet);
    let chief = build.leader("Chief");
    build.post(chief, council, Some(Authority::DecidesAlone));
    let outside = build.leader("Outside");
    build.post(outside, other, Some(Authority::DecidesAlone));
    let proposal = build.proposal("One front door", None, Some(council));
    let found = asked(&build, Scope::Proposal(proposal));
    assert_eq!(
        found.findings[0].sentence,
        "\u{201c}One front door\u{201d}: Vale Council by its cabinet decides."
    );
    assert_eq!(of(&found, "Chief").formal, Interval::exactly(3));
    assert_eq!(of(&found, "Outside").formal, Interval::exactly(0));
    assert_eq!(
        of(&asked(&build, Scope::General), "Chief").formal,
        Interval::exactly(4)
    );
    let nobody = build.proposal("Who knows", None, None);
    let found = asked(&build, Scope::Proposal(nobody));
    assert!(
        found.findings[0]
            .sentence
            .contains("nobody has said who decides it")
    );
    assert_eq!(of(&found, "Chief").formal, Interval { low: 0, high: 4 });
}

#[test]
fn where_nobody_has_recorded_who_listens_ties_are_called_ties() {
    let mut build = Build::default();
    let body = build.organisation("A");
    let [hub, one, two, three, four] = ["Hub", "One", "Two", "Three", "Four"].map(|name| {
        let leader = build.leader(name);
        build.post(leader, body, Some(Authority::HoldsBudgetOrVeto));
        leader
    });
    for other in [one, two, three, four] {
        build.knows(hub, other, 3);
    }
    let said = |build: &Build| of(&asked(build, Scope::General), "Hub").because[1].clone();
    let found = asked(&build, Scope::General);
    assert!(!found.own.listening_recorded);
    assert!(
        said(&build).starts_with(
            "has working ties with 4 of 4 others; among the quarter best connected, for nobody has recorded who listens to whom,"
        ),
        "{}",
        said(&build)
    );
    assert!(
        found
            .findings
            .iter()
            .all(|one| !one.sentence.contains("is listened to")
                && !one.sentence.contains("seems to be listened to"))
    );
    build.tie_of(one, hub, TieKind::ListensTo);
    assert!(asked(&build, Scope::General).own.listening_recorded);
    assert!(
        said(&build).starts_with(
            "has working ties with 4 of 4 others, of whom 1 is recorded as listening; among the quarter most listened to"
        ),
        "{}",
        said(&build)
    );
}

#[test]
fn a_budget_or_a_veto_is_not_said_in_one_breath_with_having_no_vote() {
    let (build, ..) = star(Some(Authority::HoldsBudgetOrVeto));
    let found = asked(&build, Scope::General);
    let mut findings = found.findings.iter();
    let said = findings
        .find(|one| one.code == "hidden_influencer")
        .unwrap();
    assert!(
        said.sentence
            .starts_with("Hub (A) is listened to: has working ties with 7 of 7 others")
            && said
                .sentence
                .contains("; in place of a vote, holds a budget or a veto"),
        "{}",
        said.sentence
    );
}
