//! The NHS's workbook of partnerships: the real one, and what later editions may make of it.
#![allow(clippy::unwrap_used, clippy::print_stderr, missing_docs)]

mod common;

use common::{Sheet, applied, assert_settled, plan, real, workbook};
use domain::{Code, CodeScheme, EntityKind, Map, OrganisationKind, PlaceLevel};
use exchange::{Kind, Plan};
use jiff::civil::date;

const REAL: &str = "nhs/stp-partner-mapping-2019-04.xlsx";

fn ods(value: &str) -> Code {
    Code {
        scheme: CodeScheme::Ods,
        value: value.to_owned(),
    }
}

fn rejected(plan: &Plan, sheet: &str, row: u32, value: &str) -> bool {
    plan.rejected
        .iter()
        .any(|r| r.sheet.as_deref() == Some(sheet) && r.row == row && r.value == value)
}

fn remarked(plan: &Plan, sheet: &str, row: u32, what: &str) -> bool {
    plan.remarks.iter().any(|r| {
        r.sheet.as_deref() == Some(sheet) && r.rows.contains(&row) && r.what.contains(what)
    })
}

fn asked(plan: &Plan, sheet: &str, row: u32, what: &str) -> bool {
    plan.questions
        .iter()
        .any(|q| q.sheet.as_deref() == Some(sheet) && q.row == row && q.reason.contains(what))
}

#[test]
fn the_real_workbook_gives_every_partnership_with_its_partners() {
    let Some(bytes) = real(REAL) else { return };
    let plan = plan(REAL, &bytes, &Map::default());
    assert_eq!(plan.kind, Kind::StpWorkbook);
    let map = applied(&Map::default(), &plan);
    let systems: Vec<_> = map
        .places()
        .iter()
        .filter(|p| p.level == PlaceLevel::System)
        .collect();
    assert_eq!(systems.len(), 45);
    let closed: Vec<_> = systems.iter().filter(|p| p.closed.is_some()).collect();
    assert_eq!(closed.len(), 3);
    let successor = systems
        .iter()
        .find(|p| p.codes.contains(&ods("QHM")))
        .unwrap();
    for place in closed {
        assert_eq!(place.successions[0].successor_id, successor.id);
        assert_eq!(place.closed, Some(date(2018, 6, 7)));
    }
    assert_eq!(
        map.organisations().len() as u32,
        plan.added[&EntityKind::Organisation]
    );
    assert_eq!(plan.source.date, Some(date(2019, 4, 3)));

    let place = |code: &str| {
        systems
            .iter()
            .find(|p| p.codes.contains(&ods(code)))
            .unwrap()
    };
    let members = |code: &str| {
        let id = place(code).id;
        let mut names: Vec<&str> = map
            .organisations()
            .iter()
            .filter(|o| o.memberships.iter().any(|m| m.place_id == id))
            .map(|o| o.name.as_str())
            .collect();
        names.sort_unstable();
        names
    };
    assert_eq!(
        members("QWU"),
        [
            "Coventry & Rugby CCG",
            "Coventry City Council",
            "Coventry and Warwickshire Partnership NHS Trust",
            "George Eliot Hospital NHS Trust",
            "South Warwickshire CCG",
            "South Warwickshire NHS Foundation Trust",
            "University Hospitals Coventry and Warwickshire NHS Trust",
            "Warwickshire County Council",
            "Warwickshire North CCG",
        ]
    );
    assert!(
        members("QF7").contains(&"Yorkshire Ambulance Service NHS Trust"),
        "row 100 has no code of its own"
    );
    let region = map.place(place("QWU").parent_id.unwrap()).unwrap();
    assert_eq!(
        (region.name.as_str(), region.level),
        ("Midlands", PlaceLevel::Region)
    );

    let ambulance = map
        .organisations()
        .iter()
        .find(|o| o.codes.contains(&ods("RX9")))
        .unwrap();
    assert_eq!(
        ambulance.memberships.len(),
        6,
        "one trust is a partner of several footprints"
    );
    let coventry = map
        .organisations()
        .iter()
        .find(|o| o.codes.contains(&ods("407")))
        .unwrap();
    assert_eq!(coventry.kind, OrganisationKind::Council);

    let doyle = map
        .leaders()
        .iter()
        .find(|l| l.name == "Dr Amanda Doyle OBE")
        .unwrap();
    let posts: Vec<_> = map.posts_of(doyle.id, date(2019, 4, 3)).collect();
    assert_eq!(posts.len(), 1);
    assert_eq!(posts[0].title, "Chief Clinical Officer");
    assert_eq!(
        map.organisation(posts[0].organisation_id).unwrap().name,
        "Blackpool CCG"
    );
    assert!(
        doyle.contact.is_none(),
        "the published address is the place's"
    );
    assert_eq!(place("QWU").contact.as_deref(), Some("info@uhcw.nhs.uk"));

    let mut labels: Vec<&str> = map
        .organisations()
        .iter()
        .map(|o| o.label.as_str())
        .collect();
    assert!(
        labels
            .iter()
            .all(|label| !label.is_empty() && label.chars().count() <= 24)
    );
    let count = labels.len();
    labels.sort_unstable();
    labels.dedup();
    assert_eq!(labels.len(), count, "labels tell organisations apart");
}

#[test]
fn every_oddity_of_the_real_workbook_is_said_with_its_row() {
    let Some(bytes) = real(REAL) else { return };
    let plan = plan(REAL, &bytes, &Map::default());
    let (current, closed, log) = ("Current STPs", "Closed STP codes", "Change Log");
    for (row, value) in [
        (159, "?"),
        (162, "-"),
        (269, "?"),
        (303, "?"),
        (6, "tbc"),
        (153, "contact n/a"),
    ] {
        assert!(rejected(&plan, current, row, value), "row {row}");
    }
    assert!(rejected(
        &plan,
        current,
        132,
        "* MDC on behalf of Nottinghamshire District and Borough Councils"
    ));
    assert!(rejected(&plan, log, 14, "-"));
    assert!(remarked(&plan, current, 100, "no code"));
    assert!(remarked(&plan, current, 125, "number varies"));
    assert!(remarked(&plan, current, 10, "White space"));
    assert!(remarked(&plan, current, 90, "curly"));
    assert!(remarked(&plan, current, 102, "curly"));
    assert!(remarked(&plan, current, 39, "Two codes"));
    assert!(remarked(&plan, current, 324, "Several people"));
    assert!(remarked(&plan, current, 218, "several organisations"));
    assert!(remarked(&plan, current, 73, "aside"));
    assert!(remarked(&plan, closed, 3, "formula"));
    assert!(remarked(&plan, closed, 5, "another way"));
    assert!(asked(&plan, current, 302, "question mark"));
    assert!(asked(&plan, current, 136, "Helen Hibbs"));
    assert!(asked(&plan, current, 171, "Integrated Care 24"));
    assert!(asked(&plan, log, 23, "QT7"));
    assert!(asked(&plan, log, 28, "two partnerships"));
    let hidden = plan
        .remarks
        .iter()
        .find(|r| r.what.contains("Hidden"))
        .unwrap();
    assert_eq!(hidden.values.len(), 6);
}

#[test]
fn the_real_workbook_imported_twice_changes_nothing() {
    let Some(bytes) = real(REAL) else { return };
    let map = applied(&Map::default(), &plan(REAL, &bytes, &Map::default()));
    assert_settled(REAL, &bytes, None, &[], &map);
}

#[test]
fn importing_over_a_reference_footprint_adds_only_what_it_lacks() {
    let Some(bytes) = real(REAL) else { return };
    let mut number = 1_u128 << 90;
    let mut new_id = || {
        number += 1;
        uuid::Uuid::from_u128(number)
    };
    let edits = exchange::reference::edits("QWU", &mut new_id).unwrap();
    let start = domain::Edit::Together {
        what: "Start".into(),
        edits,
    };
    let map = Map::default();
    let map = map.with(&start.plan(&map, &common::stamp()).unwrap());
    let plan = plan(REAL, &bytes, &map);
    let after = applied(&map, &plan);
    let named = |name: &str| {
        after
            .organisations()
            .iter()
            .filter(|o| o.name.contains(name))
            .count()
    };
    assert_eq!(named("George Eliot"), 1);
    assert_eq!(
        named("Coventry and Rugby CCG") + named("Coventry & Rugby CCG"),
        1
    );
    let hardy = after
        .leaders()
        .iter()
        .filter(|l| l.name == "Andy Hardy")
        .count();
    assert_eq!(hardy, 1);
    assert!(
        !plan.added.contains_key(&EntityKind::Source),
        "the source is the same"
    );
    assert_settled(REAL, &bytes, None, &[], &after);
}

/// A later edition: other sheet names and order, the header lower down, columns renamed and moved.
fn later_edition() -> Vec<u8> {
    let mut partners = Sheet::from_row(
        "Partners 2021",
        7,
        &[
            &[
                "Other H&SC Orgs",
                "Notes",
                "ODS STP/ICS Code",
                "Trusts",
                "ODS Trust Code",
                "ICS/STP Name",
                "ODS Code",
                "Local Authorities",
                "ODS LA Code",
                "CCGs",
                "ODS CCG Code",
                "Lead(s)",
                "NHS England Region Name",
                "ONS STP/ICS Code",
                "Contact e-mail",
            ],
            &[
                "Vale Hospice",
                "",
                "QAA",
                "Vale Hospitals NHS Trust",
                "=LOOKUP()|RVA",
                "Vale and Moor ICS ",
                "?",
                "Vale County Council",
                "901",
                "NHS Vale CCG",
                "01V",
                "Prof Anna Example (Chief Executive, Vale Hospitals NHS Trust)",
                "Middle (Y99)",
                "E54000901",
                "hello@vale.example",
            ],
            &[
                "",
                "",
                "",
                "Moor Community NHS Trust",
                "RVB",
                "",
                "",
                "Moor Council",
                "?",
                "",
                "",
                "",
                "",
                "",
                "",
            ],
            &[
                "",
                "",
                "QAB",
                "Vale Hospitals NHS Trust",
                "RVA",
                "Far Fells ICS",
                "",
                "Fell Council",
                "902",
                "NHS Fell CCG",
                "02V",
                "tbc",
                "Middle (Y99)",
                "E54000902",
                "",
            ],
        ],
    );
    partners.merged = vec!["F8:F9".into(), "L8:L9".into()];
    let mut look_up = Sheet::new(
        "Look-up",
        &[&["Code", "Name"], &["RVA", "VALE HOSPITALS NHS TRUST"]],
    );
    look_up.hidden = true;
    workbook(&[
        Sheet::new("Read me", &[&["About this workbook"]]),
        look_up,
        partners,
    ])
}

#[test]
fn a_later_edition_is_found_by_its_headings() {
    let bytes = later_edition();
    let plan = plan("later.xlsx", &bytes, &Map::default());
    assert_eq!(plan.kind, Kind::StpWorkbook);
    let map = applied(&Map::default(), &plan);
    let trust = map
        .organisations()
        .iter()
        .find(|o| o.codes.contains(&ods("RVA")))
        .unwrap();
    assert_eq!(trust.memberships.len(), 2);
    let community = map
        .organisations()
        .iter()
        .find(|o| o.codes.contains(&ods("RVB")))
        .unwrap();
    let vale = map.place(community.memberships[0].place_id).unwrap();
    assert_eq!(vale.name, "Vale and Moor ICS");
    assert_eq!(vale.contact.as_deref(), Some("hello@vale.example"));
    assert_eq!(community.kind, OrganisationKind::Community);
    assert!(rejected(&plan, "Partners 2021", 9, "?"));
    assert!(remarked(&plan, "Partners 2021", 8, "formula"));
    let anna = map.leaders().iter().next().unwrap();
    assert_eq!(
        map.posts_of(anna.id, date(2026, 1, 1))
            .next()
            .unwrap()
            .organisation_id,
        trust.id
    );
    assert_eq!(plan.rejected.iter().filter(|r| r.value == "tbc").count(), 1);
    let vale_hospice = map
        .organisations()
        .iter()
        .find(|o| o.name == "Vale Hospice")
        .unwrap();
    assert!(vale_hospice.codes.is_empty());
    assert_settled("later.xlsx", &bytes, None, &[], &map);
}

#[test]
fn a_name_that_has_changed_is_a_change_and_what_is_not_said_stays() {
    let bytes = later_edition();
    let map = applied(
        &Map::default(),
        &plan("later.xlsx", &bytes, &Map::default()),
    );
    let moor = map
        .organisations()
        .iter()
        .find(|o| o.codes.contains(&ods("RVB")))
        .unwrap()
        .id;
    let change = domain::OrganisationChange {
        label: Some("Moor".into()),
        name: Some("Moorland".into()),
        ..Default::default()
    };
    let edit = domain::Edit::ChangeOrganisation {
        organisation_id: moor,
        change,
    };
    let edited = map.with(&edit.plan(&map, &common::stamp()).unwrap());
    let again = plan("later.xlsx", &bytes, &edited);
    assert_eq!(again.changed.get(&EntityKind::Organisation), Some(&1));
    let after = applied(&edited, &again);
    let organisation = after.organisation(moor).unwrap();
    assert_eq!(
        (organisation.name.as_str(), organisation.label.as_str()),
        ("Moor Community NHS Trust", "Moor")
    );
}
