//! Many judgements become one relationship by the stated rule.
#![allow(clippy::unwrap_used)]

use domain::{
    Assessment, AssessmentId, Audience, AudienceMap, Confidence, Confidentiality, Entity, Interval,
    Leader, LeaderId, Level, Map, Method, Organisation, OrganisationId, OrganisationKind, Party,
    Perceiver, Post, PostId, Record, Tie, TieId, TieKind, Write,
};
use jiff::civil::{Date, date};
use network::{Basis, Lens, Network, Relationship, relationships};
use uuid::Uuid;

const TODAY: Date = date(2026, 3, 5);

/// A footprint under construction; ids count up.
#[derive(Default)]
struct Build {
    writes: Vec<Write>,
    next: u128,
}

impl Build {
    fn id(&mut self) -> Uuid {
        self.next += 1;
        Uuid::from_u128(self.next)
    }

    fn put(&mut self, entity: impl Into<Entity>) {
        self.writes.push(Write::Put(entity.into()));
    }

    fn organisation(&mut self, name: &str) -> OrganisationId {
        let id = OrganisationId::from(self.id());
        self.put(Organisation::new(id, name, OrganisationKind::Other));
        id
    }

    fn leader(&mut self, name: &str, at: &[OrganisationId]) -> LeaderId {
        let id = LeaderId::from(self.id());
        self.put(Leader {
            id,
            name: name.into(),
            contact: None,
            do_not_ask: false,
            keep_until: None,
            confidentiality: Confidentiality::Working,
            record: Record::default(),
        });
        for &organisation_id in at {
            let post = self.id();
            self.put(Post {
                id: PostId::from(post),
                leader_id: id,
                organisation_id,
                title: "Chief executive".into(),
                authority: None,
                from: None,
                to: None,
                confidentiality: Confidentiality::Working,
                record: Record::default(),
            });
        }
        id
    }

    fn tie(&mut self, a: impl Into<Party>, b: impl Into<Party>, kind: TieKind) -> TieId {
        let id = TieId::from(self.id());
        self.put(Tie {
            id,
            a: a.into(),
            b: b.into(),
            kind,
            from: None,
            to: None,
            note: None,
            confidentiality: Confidentiality::Working,
            record: Record::default(),
        });
        id
    }

    fn judge(&mut self, tie_id: TieId, level: u8, perceiver: Option<Perceiver>, day: Date) {
        let id = AssessmentId::from(self.id());
        self.put(Assessment {
            id,
            tie_id,
            level: Some(Level::try_from(level).unwrap()),
            trust: None,
            sign: None,
            confidence: Confidence::USUAL,
            method: Method::ToldByParty,
            perceiver,
            date: day,
            note: None,
            dissent: None,
            confidentiality: Confidentiality::Working,
            record: Record::default(),
        });
    }

    fn map(&self) -> AudienceMap {
        Map::default()
            .with(&self.writes)
            .seen_by(Audience::Working, TODAY)
    }

    fn only(&self) -> Relationship {
        let found = relationships(&self.map(), None);
        assert_eq!(found.len(), 1);
        found.into_values().next().unwrap()
    }
}

#[test]
fn the_lower_of_two_sides_stands_and_two_levels_apart_is_a_finding() {
    let mut build = Build::default();
    let (a, b) = (build.organisation("A"), build.organisation("B"));
    let tie = build.tie(b, a, TieKind::WorksWith);
    build.judge(tie, 4, Some(Perceiver::Organisation(a)), date(2026, 1, 1));
    build.judge(tie, 2, Some(Perceiver::Organisation(b)), date(2026, 2, 1));
    let found = build.only();
    assert_eq!((found.level, found.confirmed), (Level::Cooperation, true));
    assert_eq!(found.actual, Interval::exactly(2));
    assert_eq!(
        found.perception_gap(),
        Some((Level::Coalition, Level::Cooperation))
    );
    assert_eq!(found.last_assessed, date(2026, 2, 1));
    assert_eq!(found.assessments.len(), 2);
}

#[test]
fn of_one_side_the_newest_of_a_kind_counts_and_over_kinds_the_greatest() {
    let mut build = Build::default();
    let (a, b) = (build.organisation("A"), build.organisation("B"));
    let works = build.tie(a, b, TieKind::WorksWith);
    let funds = build.tie(a, b, TieKind::Funds);
    let me = || Some(Perceiver::Organisation(a));
    build.judge(works, 5, me(), date(2025, 5, 1));
    build.judge(works, 2, me(), date(2025, 12, 1));
    build.judge(funds, 3, me(), date(2025, 6, 1));
    let found = build.only();
    assert_eq!((found.level, found.confirmed), (Level::Coordination, false));
    assert_eq!(found.actual, Interval { low: 2, high: 4 });
}

#[test]
fn a_leader_speaks_for_the_organisation_and_an_outsider_for_nobody() {
    let mut build = Build::default();
    let (a, b) = (build.organisation("A"), build.organisation("B"));
    let ann = build.leader("Ann", &[a]);
    let tie = build.tie(a, b, TieKind::WorksWith);
    build.judge(
        tie,
        3,
        Some(Perceiver::Outside("A consultant".into())),
        date(2026, 1, 1),
    );
    let outside = build.only();
    assert_eq!(
        (outside.level.number(), outside.says_a, outside.confirmed),
        (3, None, false)
    );
    assert_eq!(outside.actual, Interval { low: 2, high: 4 });
    build.judge(tie, 1, Some(Perceiver::Leader(ann)), date(2025, 12, 1));
    let told = build.only();
    assert_eq!(
        (told.level, told.says_a, told.says_b),
        (Level::Networking, Some(Level::Networking), None)
    );
}

#[test]
fn age_widens_the_range_and_never_moves_the_level() {
    let mut build = Build::default();
    let (a, b) = (build.organisation("A"), build.organisation("B"));
    let tie = build.tie(a, b, TieKind::WorksWith);
    build.judge(tie, 4, Some(Perceiver::Organisation(a)), date(2023, 3, 5));
    build.judge(tie, 3, Some(Perceiver::Organisation(b)), date(2025, 3, 6));
    let found = build.only();
    assert_eq!(found.level, Level::Coordination);
    // a: 4 give or take 3; b: 3, not yet a year old. The lower of the two lies in 1 to 3.
    assert_eq!(found.actual, Interval { low: 1, high: 3 });
}

#[test]
fn tension_shared_seats_self_ties_and_ended_ties_are_no_working_relationship() {
    let mut build = Build::default();
    let (a, b) = (build.organisation("A"), build.organisation("B"));
    for kind in [TieKind::InTensionWith, TieKind::MeetsAt] {
        let tie = build.tie(a, b, kind);
        build.judge(tie, 5, None, date(2026, 1, 1));
    }
    let own = build.tie(a, a, TieKind::WorksWith);
    build.judge(own, 5, None, date(2026, 1, 1));
    let id = TieId::from(build.id());
    build.put(Tie {
        id,
        a: a.into(),
        b: b.into(),
        kind: TieKind::WorksWith,
        from: None,
        to: Some(date(2025, 12, 31)),
        note: None,
        confidentiality: Confidentiality::Working,
        record: Record::default(),
    });
    build.judge(id, 5, None, date(2025, 1, 1));
    assert!(relationships(&build.map(), None).is_empty());
    let network = Network::of(&build.map(), Lens::organisations());
    assert!(network.graph().edges().is_empty());
    assert_eq!(
        (network.coverage().assessed, network.coverage().possible),
        (0, 1)
    );
}

#[test]
fn a_pair_known_to_have_no_tie_is_known_but_no_edge() {
    let mut build = Build::default();
    let (a, b) = (build.organisation("A"), build.organisation("B"));
    build.organisation("C");
    let tie = build.tie(a, b, TieKind::WorksWith);
    build.judge(tie, 0, None, date(2026, 1, 1));
    let network = Network::of(&build.map(), Lens::organisations());
    assert!(network.graph().edges().is_empty());
    assert_eq!(
        (network.coverage().assessed, network.coverage().possible),
        (1, 3)
    );
    assert_eq!(network.coverage_of(0).assessed, 1);
    assert_eq!(network.coverage_of(2).assessed, 0);
}

#[test]
fn organisations_relate_as_their_leaders_do_only_where_nothing_is_stated() {
    let mut build = Build::default();
    let (a, b) = (build.organisation("A"), build.organisation("B"));
    let (ann, bob) = (build.leader("Ann", &[a]), build.leader("Bob", &[b]));
    let cat = build.leader("Cat", &[b]);
    for (other, level) in [(bob, 3), (cat, 4)] {
        let tie = build.tie(ann, other, TieKind::WorksWith);
        build.judge(tie, level, Some(Perceiver::Leader(ann)), date(2026, 1, 1));
    }
    let network = Network::of(&build.map(), Lens::organisations());
    let [relationship] = network.relationships() else {
        panic!("one edge")
    };
    assert_eq!(
        (relationship.level, relationship.basis),
        (Level::Coalition, Basis::Leaders)
    );
    assert_eq!(relationship.ties.len(), 2);

    let tie = build.tie(a, b, TieKind::WorksWith);
    build.judge(tie, 1, None, date(2026, 1, 1));
    let network = Network::of(&build.map(), Lens::organisations());
    let [relationship] = network.relationships() else {
        panic!("one edge")
    };
    assert_eq!(
        (relationship.level, relationship.basis),
        (Level::Networking, Basis::Stated)
    );

    let leaders = Network::of(&build.map(), Lens::leaders());
    assert_eq!(
        leaders.parties(),
        [Party::from(ann), bob.into(), cat.into()]
    );
    assert_eq!(leaders.unconfirmed(), 2);
    let strong = Lens {
        minimum_level: Level::Coalition,
        ..Lens::leaders()
    };
    assert_eq!(Network::of(&build.map(), strong).graph().edges().len(), 1);
}

#[test]
fn those_who_left_are_no_nodes_and_those_without_a_recorded_post_are() {
    let mut build = Build::default();
    let a = build.organisation("A");
    let stays = build.leader("Ann", &[]);
    let left = build.leader("Bob", &[]);
    let id = PostId::from(build.id());
    build.put(Post {
        id,
        leader_id: left,
        organisation_id: a,
        title: "Chair".into(),
        authority: None,
        from: None,
        to: Some(date(2025, 12, 31)),
        confidentiality: Confidentiality::Working,
        record: Record::default(),
    });
    let network = Network::of(&build.map(), Lens::leaders());
    assert_eq!(network.parties(), [Party::from(stays)]);
}
