//! Two rows of one organisation or leader made one: what is then there twice is there once, by rules that have names.

use crate::sample::{id, made, stamp};
use domain::{
    Assessment, Code, CodeScheme, Commitment, Confidence, Confidentiality, Drawn, Edit,
    Involvement, Leader, Level, Map, Membership, Method, Need, Note, Organisation,
    OrganisationKind, Part, Party, Place, PlaceLevel, Post, Record, Refused, Tie, TieId, TieKind,
    View, Workstream,
};
use jiff::civil::{Date, date};

fn body(n: u128, name: &str) -> Organisation {
    Organisation::new(id(n), name, OrganisationKind::Council)
}

fn organisation(n: u128) -> Party {
    Party::Organisation(id(n))
}

/// Vale entered twice (1 and 2), Northmarch (3), and Ann, who has a post at each Vale.
fn vale_twice() -> Map {
    let mut map = Map::default();
    for (n, name) in [
        (1, "Vale Council"),
        (2, "Vale CC"),
        (3, "Northmarch Council"),
    ] {
        map = made(&map, &Edit::AddOrganisation(body(n, name)));
    }
    made(&map, &Edit::AddLeader(Leader::new(id(5), "Ann Archer")))
}

fn merge(map: &Map) -> Map {
    made(map, &merging())
}

fn merging() -> Edit {
    Edit::MergeOrganisations {
        keep_id: id(1),
        merge_id: id(2),
    }
}

fn post(n: u128, organisation: u128, title: &str, from: Option<Date>, to: Option<Date>) -> Edit {
    Edit::AppointLeader(Post {
        id: id(n),
        leader_id: id(5),
        organisation_id: id(organisation),
        title: title.into(),
        authority: None,
        from,
        to,
        confidentiality: Confidentiality::Partners,
        record: Record::default(),
    })
}

fn tie(n: u128, a: Party, b: Party, kind: TieKind) -> Tie {
    Tie {
        id: id(n),
        a,
        b,
        kind,
        from: None,
        to: None,
        note: None,
        confidentiality: Confidentiality::Board,
        record: Record::default(),
    }
}

fn assessment(n: u128, tie: u128) -> Edit {
    Edit::RecordAssessment(Assessment {
        id: id(n),
        tie_id: id(tie),
        level: Some(Level::Coordination),
        trust: None,
        sign: None,
        confidence: Confidence::USUAL,
        method: Method::Observed,
        perceiver: None,
        date: date(2026, 1, 5),
        note: None,
        dissent: None,
        confidentiality: Confidentiality::Board,
        record: Record::default(),
    })
}

#[test]
fn what_the_row_that_stays_does_not_say_is_taken_from_the_other() {
    let map = vale_twice();
    let place = Place {
        id: id(50),
        name: "Vale".into(),
        level: PlaceLevel::System,
        codes: Vec::new(),
        parent_id: None,
        contact: None,
        closed: None,
        successions: Vec::new(),
        confidentiality: Confidentiality::Public,
        record: Record::default(),
    };
    let map = made(&map, &Edit::AddPlace(place));
    let map = made(
        &map,
        &Edit::AddOrganisation(Organisation {
            label: "The Vale".into(),
            sector: Some("Local government".into()),
            codes: vec![Code {
                scheme: CodeScheme::OnsGss,
                value: "E1".into(),
            }],
            memberships: vec![Membership {
                place_id: id(50),
                from: None,
                to: None,
            }],
            confidentiality: Confidentiality::Board,
            ..body(4, "Vale C.C.")
        }),
    );
    let merged = made(
        &map,
        &Edit::MergeOrganisations {
            keep_id: id(1),
            merge_id: id(4),
        },
    );
    let vale = merged.organisation(id(1)).unwrap();
    assert_eq!(vale.name, "Vale Council");
    assert_eq!(vale.label, "The Vale");
    assert_eq!(vale.sector.as_deref(), Some("Local government"));
    assert_eq!((vale.codes.len(), vale.memberships.len()), (1, 1));
    assert_eq!(
        vale.confidentiality,
        Confidentiality::Board,
        "the more guarded of the two"
    );
}

#[test]
fn posts_of_one_title_that_overlap_become_one_and_others_stay() {
    let spring = date(2020, 4, 1);
    let map = made(
        &vale_twice(),
        &post(11, 1, "Chief executive", Some(spring), None),
    );
    let map = made(
        &map,
        &post(
            12,
            2,
            "chief executive",
            Some(date(2019, 1, 1)),
            Some(date(2022, 1, 1)),
        ),
    );
    let map = made(&map, &post(13, 2, "Returning officer", None, None));
    let long_ago = post(14, 2, "Chief executive", None, Some(date(2010, 1, 1)));
    let map = made(&map, &long_ago);
    let merged = merge(&map);
    assert_eq!(merged.posts().len(), 3);
    let chief = merged.post(id(11)).unwrap();
    assert_eq!((chief.from, chief.to), (Some(date(2019, 1, 1)), None));
    assert!(merged.post(id(14)).is_some(), "years apart, so two terms");
    assert!(merged.posts().iter().all(|p| p.organisation_id == id(1)));
}

#[test]
fn ties_of_one_kind_between_the_same_two_become_one_with_the_judgements_of_both() {
    let mut map = vale_twice();
    for tie in [
        tie(21, organisation(1), organisation(3), TieKind::WorksWith),
        tie(22, organisation(3), organisation(2), TieKind::WorksWith),
        tie(23, organisation(2), organisation(3), TieKind::Funds),
        tie(24, organisation(3), organisation(2), TieKind::Funds),
    ] {
        map = made(&map, &Edit::AddTie(tie));
    }
    map = made(&made(&map, &assessment(31, 21)), &assessment(32, 22));
    map = made(
        &map,
        &Edit::AddNote(Note {
            id: id(41),
            about: id::<TieId>(22).into(),
            date: date(2026, 1, 6),
            author: "A".into(),
            text: "Met".into(),
            confidentiality: Confidentiality::Working,
            record: Record::default(),
        }),
    );
    let merged = merge(&map);
    let left: Vec<TieId> = merged.ties().iter().map(|t| t.id).collect();
    assert_eq!(left, [id(21), id(23), id(24)], "funding goes both ways");
    assert_eq!(merged.assessments_of(id(21)).len(), 2);
    assert_eq!(merged.note(id(41)).unwrap().about, id::<TieId>(21).into());
}

#[test]
fn a_tie_or_need_between_the_two_says_nothing_any_more_and_goes() {
    let between = tie(21, organisation(1), organisation(2), TieKind::WorksWith);
    let map = made(&vale_twice(), &Edit::AddTie(between));
    let map = made(&map, &assessment(31, 21));
    let need = |n: u128, a: u128, b: u128, day| {
        Edit::SetNeed(Need {
            id: id(n),
            a: id(a),
            b: id(b),
            level: Level::Coalition,
            reason: "One team".into(),
            set_by: "The board".into(),
            date: day,
            dissent: None,
            confidentiality: Confidentiality::Board,
            record: Record::default(),
        })
    };
    let map = made(&map, &need(61, 1, 2, date(2026, 1, 1)));
    let map = made(&map, &need(62, 1, 3, date(2026, 1, 1)));
    let map = made(&map, &need(63, 3, 2, date(2026, 2, 1)));
    let merged = merge(&map);
    assert!(merged.ties().is_empty() && merged.assessments().is_empty());
    let left: Vec<_> = merged.needs().iter().map(|n| n.id).collect();
    assert_eq!(left, [id(63)], "of two for one pair the newer stays");
}

#[test]
fn a_promise_between_the_two_stops_the_merge_rather_than_being_lost() {
    let promise = Edit::AddCommitment(Commitment {
        id: id(71),
        from: organisation(1),
        to: organisation(2),
        what: "Share data".into(),
        workstream_id: None,
        proposal_id: None,
        asked: date(2026, 1, 1),
        due: None,
        evidence: None,
        events: Vec::new(),
        confidentiality: Confidentiality::Board,
        record: Record::default(),
    });
    let refused = merging()
        .plan(&made(&vale_twice(), &promise), &stamp())
        .unwrap_err();
    assert!(matches!(&refused, Refused::PromisedWithin { what } if what == "Share data"));
}

#[test]
fn who_took_part_twice_has_the_stronger_part() {
    let work = Edit::AddWorkstream(Workstream {
        id: id(81),
        name: "Frailty".into(),
        summary: None,
        objective_id: None,
        interdependence: domain::Interdependence::Pooled,
        involvement: vec![
            Involvement {
                organisation_id: id(1),
                part: Part::Affected,
            },
            Involvement {
                organisation_id: id(2),
                part: Part::Leads,
            },
        ],
        from: None,
        to: None,
        confidentiality: Confidentiality::Board,
        record: Record::default(),
    });
    let merged = merge(&made(&vale_twice(), &work));
    let parts = &merged.workstream(id(81)).unwrap().involvement;
    assert_eq!(parts.len(), 1);
    assert_eq!(
        (parts[0].organisation_id, parts[0].part),
        (id(1), Part::Leads)
    );
}

#[test]
fn a_view_near_an_organisation_is_near_the_one_it_is_merged_into_and_near_none_when_that_goes() {
    let view = View {
        focus_id: Some(id(2)),
        show: Some(Drawn::Organisations),
        ..View::new(id(90), "Nearer")
    };
    let map = made(&vale_twice(), &Edit::SaveView(view));
    let merged = merge(&map);
    let focus = |map: &Map| map.view(id(90)).unwrap().focus_id;
    assert_eq!(focus(&merged), Some(id(1)));
    let gone = Edit::Remove {
        entity: organisation(1).into(),
    };
    let map = made(&merged, &gone);
    assert_eq!(focus(&map), None);
    assert_eq!(map.view(id(90)).unwrap().show, Some(Drawn::Organisations));
}

#[test]
fn an_organisation_merged_with_its_own_ancestor_or_heir_never_contains_or_succeeds_itself() {
    let chain = |parents: &[(u128, u128)]| {
        let mut map = vale_twice();
        for (child, parent) in parents {
            let change = domain::OrganisationChange {
                parent_id: domain::Patch::Set(id(*parent)),
                successions: Some(vec![domain::Succession {
                    successor_id: id(*parent),
                    date: None,
                }]),
                ..domain::OrganisationChange::default()
            };
            let organisation_id = id(*child);
            map = made(
                &map,
                &Edit::ChangeOrganisation {
                    organisation_id,
                    change,
                },
            );
        }
        map
    };
    for parents in [
        [(1, 3), (3, 2)],
        [(2, 3), (3, 1)],
        [(1, 2), (2, 3)],
        [(2, 1), (1, 3)],
    ] {
        let merged = merge(&chain(&parents));
        for row in merged.entities() {
            assert_eq!(merged.refuses(&row), None, "{parents:?}");
        }
    }
}

#[test]
fn of_two_rows_of_a_leader_the_more_careful_answer_holds() {
    let map = made(
        &vale_twice(),
        &Edit::AddLeader(Leader {
            contact: Some("ann@example.invalid".into()),
            do_not_ask: true,
            keep_until: Some(date(2027, 1, 1)),
            confidentiality: Confidentiality::Working,
            ..Leader::new(id(6), "A. Archer")
        }),
    );
    let merged = made(
        &map,
        &Edit::MergeLeaders {
            keep_id: id(5),
            merge_id: id(6),
        },
    );
    let ann = merged.leader(id(5)).unwrap();
    assert!(ann.do_not_ask);
    assert_eq!(ann.keep_until, Some(date(2027, 1, 1)));
    assert_eq!(ann.contact.as_deref(), Some("ann@example.invalid"));
    assert_eq!(ann.confidentiality, Confidentiality::Working);
    assert_eq!(merged.leaders().len(), 1);
}

#[test]
fn nobody_is_merged_with_themselves() {
    let edit = Edit::MergeLeaders {
        keep_id: id(5),
        merge_id: id(5),
    };
    let refused = edit.plan(&vale_twice(), &stamp()).unwrap_err();
    assert!(matches!(refused, Refused::MergedWithItself { .. }));
}
