//! What goes with a row that is taken away, what becomes of the rest, and what may not be taken away at all.

use std::collections::BTreeSet;

use crate::sample::{footprint, id, made, stamp, unfrozen};
use domain::{
    Confidentiality, Edit, Entity, EntityKind, EntityRef, Footprint, Freeze, LeaderId, Map,
    OrganisationId, Perceiver, Refused, Uuid, Write,
};
use jiff::civil::date;
use proptest::prelude::*;

fn removed(map: &Map, entity: EntityRef) -> Map {
    made(map, &Edit::Remove { entity })
}

/// Every id in a text of JSON.
fn ids_in(json: &str) -> BTreeSet<Uuid> {
    json.split('"')
        .filter_map(|part| part.parse().ok())
        .collect()
}

#[test]
fn every_id_in_a_row_is_one_the_map_knows_it_names() {
    let map = footprint(&[Confidentiality::Public]);
    let all: Vec<EntityRef> = map.entities().map(|e| e.reference()).collect();
    for entity in map.entities() {
        let own = entity.reference();
        let json = serde_json::to_string(&entity).unwrap();
        for id in ids_in(&json).into_iter().filter(|id| *id != own.uuid()) {
            let named = all.iter().find(|r| r.uuid() == id).unwrap();
            assert!(
                map.mentions_of(*named).contains(&own),
                "{own} names {named}, and nobody would know"
            );
        }
    }
}

#[test]
fn what_goes_with_a_row_is_found_in_the_order_of_kinds() {
    let map = footprint(&[Confidentiality::Public]);
    for entity in map.entities() {
        let reference = entity.reference();
        for goes in map.goes_with(reference) {
            assert!(
                goes.kind() > reference.kind() || goes.kind() == EntityKind::Note,
                "{goes} cannot be without {reference}, and comes before it"
            );
        }
    }
}

#[test]
fn whatever_is_taken_away_leaves_a_map_in_which_every_rule_holds() {
    let map = unfrozen(&[Confidentiality::Public]);
    for entity in map.entities() {
        let reference = entity.reference();
        let goes = map.goes_with(reference);
        let left = removed(&map, reference);
        assert_eq!(left.dangling(), Vec::new(), "without {reference}");
        assert_eq!(
            left.count(),
            map.count() - goes.len() - 1,
            "without {reference}"
        );
        for row in left.entities() {
            assert_eq!(left.refuses(&row), None, "{row:?} without {reference}");
        }
    }
}

#[test]
fn rows_that_stay_are_not_written_again() {
    let map = unfrozen(&[Confidentiality::Public]);
    let entity: EntityRef = id::<LeaderId>(205).into();
    let writes = Edit::Remove { entity }.plan(&map, &stamp()).unwrap();
    for write in &writes {
        if let Write::Put(row) = write {
            assert!(
                map.mentions_of(entity).contains(&row.reference())
                    || map
                        .goes_with(entity)
                        .iter()
                        .any(|gone| map.mentions_of(*gone).contains(&row.reference())),
                "{row:?} has nothing to do with {entity}"
            );
        }
    }
    assert!(writes.len() < 30, "{} writes", writes.len());
}

#[test]
fn a_leader_taken_away_takes_what_was_said_of_her_and_leaves_what_she_said_without_her_name() {
    let map = unfrozen(&[Confidentiality::Public]);
    let left = removed(&map, id::<LeaderId>(201).into());
    for gone in ["post", "seat", "position"] {
        let kind = EntityKind::from_key(gone).unwrap();
        assert!(left.count_of(kind) < map.count_of(kind), "{gone}");
    }
    let stake = left.stake(id(1100)).unwrap();
    assert_eq!(
        stake.perceiver,
        Some(Perceiver::Outside("a former leader".into()))
    );
    let meeting = left.meeting(id(1901)).unwrap();
    assert_eq!(meeting.attendance[0].leader_id, None, "her body was there");
    assert_eq!(meeting.attendance[0].organisation_id, Some(id(101)));
    assert!(meeting.invited.is_empty());
    assert_eq!(
        left.agreement(id(2401)).unwrap().signatures[0].leader_id,
        None
    );
}

#[test]
fn a_conversation_with_several_stays_while_one_of_them_does() {
    let map = unfrozen(&[Confidentiality::Public]);
    let one = removed(&map, id::<LeaderId>(200).into());
    assert_eq!(one.contact(id(2500)).unwrap().leader_ids, [id(201)]);
    let none = removed(&one, id::<LeaderId>(201).into());
    assert!(none.contact(id(2500)).is_none());
}

#[test]
fn a_place_taken_away_is_no_longer_the_footprint() {
    let map = unfrozen(&[Confidentiality::Public]);
    assert_eq!(map.footprint().place_id, Some(id(50)));
    let left = removed(&map, EntityRef::Place(id(50)));
    assert_eq!(left.footprint().place_id, None);
}

#[test]
fn while_deleting_is_frozen_nothing_that_deletes_can_be_done_and_all_else_can() {
    let map = footprint(&[Confidentiality::Public]);
    let need = map.need(id(1400)).unwrap().clone();
    let newer = domain::Need {
        id: id(9999),
        date: date(2026, 2, 1),
        ..need
    };
    for edit in [
        Edit::Remove {
            entity: id::<OrganisationId>(100).into(),
        },
        Edit::MergeOrganisations {
            keep_id: id(100),
            merge_id: id(101),
        },
        Edit::MergeLeaders {
            keep_id: id(200),
            merge_id: id(201),
        },
        Edit::SetNeed(newer),
    ] {
        let refused = edit.plan(&map, &stamp()).unwrap_err();
        assert!(matches!(refused, Refused::Frozen { .. }), "{refused}");
        assert!(refused.to_string().contains("lift the freeze"), "{refused}");
        let together = Edit::Together {
            what: "In passing".into(),
            edits: vec![edit],
        };
        assert!(together.plan(&map, &stamp()).is_err());
    }
    let keep = Edit::SetKeepUntil {
        leader_id: id(200),
        keep_until: None,
    };
    assert!(
        made(&map, &keep)
            .leader(id(200))
            .unwrap()
            .keep_until
            .is_none()
    );
    let lifted = unfrozen(&[Confidentiality::Public]);
    removed(&lifted, id::<OrganisationId>(100).into());
}

#[test]
fn describing_the_footprint_neither_lifts_a_freeze_nor_puts_one_on() {
    let map = footprint(&[Confidentiality::Public]);
    let describe = |freeze| {
        Edit::DescribeFootprint(Footprint {
            name: "Vale and March".into(),
            place_id: None,
            invented: false,
            freeze,
        })
    };
    let named = made(&map, &describe(None));
    assert_eq!(named.footprint().name, "Vale and March");
    assert!(named.footprint().freeze.is_some());
    let other = Some(Freeze {
        since: date(2026, 2, 2),
        why: "Another".into(),
    });
    let refused = describe(other).plan(&map, &stamp()).unwrap_err();
    assert_eq!(refused, Refused::FreezeByTheWay);
}

proptest! {
    #[test]
    fn merging_any_two_leaves_a_map_in_which_every_rule_holds(
        organisations: bool, keep in 0_u128..6, merge in 0_u128..6,
    ) {
        let map = unfrozen(&[Confidentiality::Public, Confidentiality::Working]);
        let (edit, gone): (Edit, EntityRef) = if organisations {
            let (keep_id, merge_id) = (id(100 + keep), id(100 + merge));
            (Edit::MergeOrganisations { keep_id, merge_id }, EntityRef::Organisation(merge_id))
        } else {
            let (keep_id, merge_id) = (id(200 + keep), id(200 + merge));
            (Edit::MergeLeaders { keep_id, merge_id }, EntityRef::Leader(merge_id))
        };
        match edit.plan(&map, &stamp()) {
            Ok(writes) => {
                let merged = map.with(&writes);
                prop_assert!(!merged.has(gone));
                prop_assert_eq!(merged.dangling(), Vec::new());
                for row in merged.entities() {
                    prop_assert_eq!(merged.refuses(&row), None, "{:?}", row);
                }
                let judgements = |map: &Map| {
                    map.stakes().len() + map.impacts().len() + map.positions().len() + map.contacts().len()
                };
                prop_assert_eq!(judgements(&merged), judgements(&map), "no judgement is lost");
                let rows: Vec<Entity> = merged.entities().collect();
                prop_assert!(!serde_json::to_string(&rows).unwrap().contains(&gone.uuid().to_string()));
            }
            Err(Refused::MergedWithItself { .. }) => prop_assert_eq!(keep, merge),
            Err(refused) => prop_assert!(false, "{}", refused),
        }
    }
}
