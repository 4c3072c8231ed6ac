//! The bundled footprints.
#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use std::collections::BTreeSet;

use domain::{Edit, Interdependence, Map, OrganisationKind};
use exchange::reference::{Era, edits, footprints};
use jiff::civil::date;
use uuid::Uuid;

fn started(code: &str) -> Map {
    let mut number = 0;
    let mut new_id = || {
        number += 1;
        Uuid::from_u128(number)
    };
    let edit = Edit::Together {
        what: "Start".into(),
        edits: edits(code, &mut new_id).unwrap(),
    };
    let map = Map::default();
    map.with(&edit.plan(&map, &common::stamp()).unwrap())
}

#[test]
fn all_forty_four_of_2016_and_all_forty_two_of_2023_are_offered() {
    let all = footprints();
    let of_2016: Vec<_> = all
        .iter()
        .filter(|f| f.era == Era::Partnership2016)
        .collect();
    let of_2023: Vec<_> = all.iter().filter(|f| f.era == Era::Board2023).collect();
    // 41 as they stood in 2019, three that had closed, and the one those three became.
    assert_eq!(of_2016.len(), 45);
    assert_eq!(of_2016.iter().filter(|f| f.closed.is_some()).count(), 3);
    assert_eq!(of_2023.len(), 42);
    let codes: BTreeSet<_> = all.iter().map(|f| &f.code).collect();
    assert_eq!(codes.len(), all.len());
    for footprint in &all {
        assert!(footprint.organisations >= 3, "{footprint:?}");
        assert!(footprint.region.is_some(), "{footprint:?}");
    }
    assert!(of_2016.iter().all(|f| f.edition == date(2019, 4, 3)));
    assert!(of_2023.iter().all(|f| f.edition == date(2023, 4, 1)));
}

#[test]
fn every_footprint_can_be_started_with_labels_that_tell_its_members_apart() {
    for footprint in footprints() {
        let map = started(&footprint.code);
        assert_eq!(map.organisations().len() as u32, footprint.organisations);
        let labels: BTreeSet<_> = map
            .organisations()
            .iter()
            .map(|o| o.label.clone())
            .collect();
        assert_eq!(
            labels.len(),
            map.organisations().len(),
            "{}",
            footprint.code
        );
        assert!(
            labels
                .iter()
                .all(|label| !label.is_empty() && label.chars().count() <= 24)
        );
        assert_eq!(map.footprint().name, footprint.name);
        let place = map.place(map.footprint().place_id.unwrap()).unwrap();
        assert_eq!(place.name, footprint.name);
        let plan = map.workstreams().iter().next().unwrap();
        assert_eq!(plan.interdependence, Interdependence::Pooled);
        assert_eq!(plan.involvement.len(), map.organisations().len());
        assert!(map.sources().iter().all(|s| {
            s.licence
                .as_ref()
                .is_some_and(|l| l.contains("Open Government Licence"))
        }));
    }
}

#[test]
fn coventry_and_warwickshire_has_its_nine_organisations() {
    for asked in [
        "QWU",
        "qwu",
        "E54000018",
        "Coventry and Warwickshire",
        "Coventry & Warwickshire STP",
    ] {
        let map = started(asked);
        let mut labels: Vec<_> = map
            .organisations()
            .iter()
            .map(|o| (o.label.as_str(), o.kind))
            .collect();
        labels.sort_unstable();
        assert_eq!(
            labels,
            [
                ("CWPT", OrganisationKind::MentalHealth),
                ("Coventry & Rugby CCG", OrganisationKind::Commissioner),
                ("Coventry City Council", OrganisationKind::Council),
                ("George Eliot Hospital", OrganisationKind::AcuteHospital),
                ("South Warwickshire CCG", OrganisationKind::Commissioner),
                ("South Warwickshire FT", OrganisationKind::AcuteHospital),
                ("UHCW", OrganisationKind::AcuteHospital),
                ("Warwickshire CC", OrganisationKind::Council),
                ("Warwickshire North CCG", OrganisationKind::Commissioner),
            ],
            "{asked}"
        );
        let lead = map.leaders().iter().next().unwrap();
        assert_eq!(lead.name, "Andy Hardy");
        assert_eq!(map.posts().len(), 1);
    }
}

#[test]
fn the_board_that_followed_is_another_footprint() {
    let map = started("QWU-2023");
    assert_eq!(map.organisations().len(), 7);
    assert!(
        map.organisations()
            .iter()
            .any(|o| o.name == "NHS Coventry and Warwickshire Integrated Care Board")
    );
}

#[test]
fn an_unknown_code_is_refused_in_a_sentence() {
    let error = edits("ZZZ", &mut || Uuid::nil()).unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with("ZZZ is not in the reference data")
    );
}
