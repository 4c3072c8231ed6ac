//! Tables with a header, workbooks of elements and connections, NHS and ONS files.
#![allow(clippy::unwrap_used, clippy::print_stderr, missing_docs)]

mod common;

use common::{Sheet, applied, assert_settled, plan, plan_from, real, workbook};
use domain::{CodeScheme, EntityKind, Level, Map, OrganisationKind, Party, PlaceLevel, TieKind};
use exchange::{ExchangeError, Kind};
use jiff::civil::date;
use proptest::prelude::*;

#[test]
fn organisations_are_read_by_the_names_of_their_columns() {
    let text = "Organisation name;Type;ODS code;Footprint;Open date\n\
                Vale Council;council;901;Vale|Moor;01/04/2010\n\
                Vale Hospitals NHS Trust;Acute;RVA;Vale;tbc\n\
                Moor Voices;residents group;?;Moor;\n\
                ;council;;;\n";
    let plan = plan("partners.csv", text.as_bytes(), &Map::default());
    assert_eq!(plan.kind, Kind::Organisations);
    let map = applied(&Map::default(), &plan);
    let council = map
        .organisations()
        .iter()
        .find(|o| o.name == "Vale Council")
        .unwrap();
    assert_eq!(council.kind, OrganisationKind::Council);
    assert_eq!(council.memberships.len(), 2);
    assert_eq!(council.opened, Some(date(2010, 4, 1)));
    let voices = map
        .organisations()
        .iter()
        .find(|o| o.name == "Moor Voices")
        .unwrap();
    assert_eq!(
        (voices.kind, voices.codes.len()),
        (OrganisationKind::Voluntary, 0)
    );
    assert_eq!(plan.rejected.len(), 2);
    assert!(
        plan.rejected
            .iter()
            .any(|r| r.row == 4 && r.value == "?" && r.column == "ODS code")
    );
    assert!(plan.rejected.iter().any(|r| r.row == 5));
    assert_settled("partners.csv", text.as_bytes(), None, &[], &map);
}

#[test]
fn a_look_up_of_trusts_and_footprints_gives_places_with_codes_and_regions() {
    let text = "\u{FEFF}NHS England Region,Trust,code,STP,STP_code\n\
                Middle,\"Vale, Moor and Fell NHS Trust\",RVA,Vale and Moor,E54000901\n\
                Middle,Moor Community NHS Trust,RVB,Vale and Moor,E54000901\n";
    let map = applied(
        &Map::default(),
        &plan("look-up.csv", text.as_bytes(), &Map::default()),
    );
    assert_eq!((map.organisations().len(), map.places().len()), (2, 2));
    let system = map
        .places()
        .iter()
        .find(|p| p.level == PlaceLevel::System)
        .unwrap();
    assert_eq!(system.codes[0].value, "E54000901");
    assert_eq!(map.place(system.parent_id.unwrap()).unwrap().name, "Middle");
    assert!(
        map.organisations()
            .iter()
            .any(|o| o.name == "Vale, Moor and Fell NHS Trust")
    );
    assert_settled("look-up.csv", text.as_bytes(), None, &[], &map);
}

#[test]
fn columns_can_be_named_by_hand_and_faults_in_that_are_said() {
    let text = b"Body,Whose,X\nVale Council,Ann Lee,Leader\n";
    let pairs = ["Body=organisation", "Whose=leader", "C=title"];
    let plan = plan_from(0, "x.csv", text, None, &pairs, &Map::default()).unwrap();
    let map = applied(&Map::default(), &plan);
    let ann = map.leaders().iter().next().unwrap();
    let post = map.posts_of(ann.id, date(2026, 3, 5)).next().unwrap();
    assert_eq!(post.title, "Leader");
    assert_settled("x.csv", text, None, &pairs, &map);
    let wrong = plan_from(0, "x.csv", text, None, &["Nobody=name"], &Map::default());
    assert!(matches!(wrong, Err(ExchangeError::NoSuchColumn { .. })));
    let wrong = plan_from(0, "x.csv", text, None, &["Body=colour"], &Map::default());
    assert!(matches!(wrong, Err(ExchangeError::NoSuchField { .. })));
}

#[test]
fn leaders_get_a_post_for_each_organisation_and_two_of_one_name_are_asked_about() {
    let text = "First name,Last name,Job title,Organisation,Email\n\
                Ann,Lee,Chief executive,Vale Council|Moor Council,ann@vale.example\n\
                Bob,Ray,Chair,Vale Council,not known yet\n";
    let people = plan("people.csv", text.as_bytes(), &Map::default());
    assert_eq!(people.kind, Kind::Leaders);
    let map = applied(&Map::default(), &people);
    let ann = map.leaders().iter().find(|l| l.name == "Ann Lee").unwrap();
    assert_eq!(map.posts_of(ann.id, date(2026, 3, 5)).count(), 2);
    assert_eq!(people.rejected.len(), 1);
    assert_settled("people.csv", text.as_bytes(), None, &[], &map);

    // A second Ann Lee, entered by hand.
    let twin = domain::Edit::AddLeader(domain::Leader {
        id: uuid::Uuid::from_u128(7 << 64).into(),
        name: "Ann Lee".into(),
        contact: None,
        do_not_ask: false,
        keep_until: None,
        confidentiality: domain::Confidentiality::Partners,
        record: domain::Record::default(),
    });
    let both = map.with(&twin.plan(&map, &common::stamp()).unwrap());
    let more = "Name,Job title,Organisation\nAnn Lee,Director,Fell Council\n";
    let plan = plan_from(1 << 80, "more.csv", more.as_bytes(), None, &[], &both).unwrap();
    assert_eq!(plan.questions.len(), 1);
    assert_eq!(plan.questions[0].candidates.len(), 2);
    assert!(!plan.added.contains_key(&EntityKind::Leader));
}

#[test]
fn a_workbook_of_elements_and_connections_is_read_as_kumu_writes_it() {
    let mut hidden = Sheet::new("Old", &[&["Label", "Type"], &["Gone", "Council"]]);
    hidden.hidden = true;
    let bytes = workbook(&[
        Sheet::new(
            "Elements",
            &[
                &["Label", "Type", "Colour"],
                &["Vale Council", "Council", "red"],
                &["Ann Lee", "Person", ""],
                &["Moor Trust", "Acute", ""],
                &["Twin", "Council", ""],
                &["Twin", "Person", ""],
            ],
        ),
        Sheet::new(
            "Connections",
            &[
                &["From", "To", "Type", "Direction", "Strength"],
                &["Vale Council", "Moor Trust", "Commissions", "directed", "3"],
                &[
                    "Ann Lee",
                    "Vale Council|Moor Trust",
                    "Employee/Founder",
                    "",
                    "",
                ],
                &["Vale Council", "Fell Surgery", "", "", "9"],
                &["Vale Council", "Vale Council", "", "", ""],
            ],
        ),
        Sheet::new("Scratch (ignore)", &[&["Label"], &["Not this"]]),
        hidden,
    ]);
    let plan = plan("map.xlsx", &bytes, &Map::default());
    assert_eq!(plan.kind, Kind::Kumu);
    let map = applied(&Map::default(), &plan);
    let council = map
        .organisations()
        .iter()
        .find(|o| o.name == "Vale Council")
        .unwrap();
    let tie = map
        .ties()
        .iter()
        .find(|t| t.kind == TieKind::Commissions)
        .unwrap();
    assert_eq!(tie.a, Party::Organisation(council.id));
    assert_eq!(
        map.assessments_of(tie.id)[0].level,
        Some(Level::Coordination)
    );
    assert_eq!(map.ties().len(), 4);
    assert!(
        map.organisations()
            .iter()
            .any(|o| o.name == "Fell Surgery" && o.kind == OrganisationKind::PrimaryCare)
    );
    assert!(
        plan.remarks
            .iter()
            .any(|r| r.what.contains("not here") && r.values == ["Fell Surgery"])
    );
    assert!(plan.rejected.iter().any(|r| r.row == 4 && r.value == "9"));
    assert!(
        plan.rejected
            .iter()
            .any(|r| r.row == 5 && r.reason.contains("same"))
    );
    assert!(plan.questions.iter().any(|q| q.reason.contains("Twin")));
    for left_out in [
        "The sheet \"Scratch (ignore)\" is marked (ignore) and was left out.",
        "The hidden sheet \"Old\" was left out.",
    ] {
        assert!(plan.remarks.iter().any(|r| r.what == left_out));
    }
    assert_settled("map.xlsx", &bytes, None, &[], &map);
}

#[test]
fn two_blank_rows_begin_a_new_header_in_one_sheet() {
    let mut sheet = Sheet::new(
        "All",
        &[
            &["Label", "Type"],
            &["Vale Council", "Council"],
            &["Moor Trust", "Acute"],
        ],
    );
    sheet
        .rows
        .extend(Sheet::from_row("", 6, &[&["From", "To"], &["Vale Council", "Moor Trust"]]).rows);
    let bytes = workbook(&[sheet]);
    let map = applied(&Map::default(), &plan("one.xlsx", &bytes, &Map::default()));
    assert_eq!((map.organisations().len(), map.ties().len()), (2, 1));
}

#[test]
fn the_real_kumu_workbooks_are_read() {
    for (path, elements, ties) in [
        ("formats/kumu/paypal-mafia.xlsx", 34, 47),
        ("formats/kumu/snap-to-tutorial-data.xlsx", 51, 109),
    ] {
        let Some(bytes) = real(path) else { return };
        let plan = plan(path, &bytes, &Map::default());
        let map = applied(&Map::default(), &plan);
        assert_eq!(
            map.organisations().len() + map.leaders().len(),
            elements,
            "{path}"
        );
        assert_eq!(map.ties().len(), ties, "{path}");
        assert_settled(path, &bytes, None, &[], &map);
    }
}

#[test]
fn the_nhs_choices_file_is_read_for_all_its_delimiter_and_encoding() {
    let path = "nhs/dirty/nhschoices-Trust-2014.csv";
    let Some(bytes) = real(path) else { return };
    let plan = plan(path, &bytes, &Map::default());
    assert!(
        plan.read_as.contains("windows-1252") && plan.read_as.contains('¬'),
        "{}",
        plan.read_as
    );
    assert_eq!(plan.rows, 1075);
    assert_eq!(plan.added[&EntityKind::Organisation], 1075);
    let map = applied(&Map::default(), &plan);
    assert!(
        map.organisations()
            .iter()
            .all(|o| !o.name.contains('\u{FFFD}'))
    );
    assert_settled(path, &bytes, None, &[], &map);
}

#[test]
fn the_published_leads_of_2016_are_read_and_tbc_is_said() {
    let path = "nhs/stp-leads-2016-03-partial.csv";
    let Some(bytes) = real(path) else { return };
    let plan = plan(path, &bytes, &Map::default());
    assert_eq!(
        (plan.kind, plan.added[&EntityKind::Leader]),
        (Kind::Leaders, 16)
    );
    assert_eq!(
        plan.rejected.iter().map(|r| r.row).collect::<Vec<_>>(),
        [14, 19, 20]
    );
}

#[test]
fn headerless_nhs_files_are_known_by_their_shape() {
    for (path, rows, kind) in [
        ("nhs/ods/etr-2023.csv", 211, OrganisationKind::AcuteHospital),
        ("nhs/ods/ect-2023.csv", 4, OrganisationKind::MentalHealth),
        ("nhs/ods/eccg-2023.csv", 122, OrganisationKind::Commissioner),
        (
            "nhs/ods/epraccur.csv",
            14_303,
            OrganisationKind::PrimaryCare,
        ),
    ] {
        let Some(bytes) = real(path) else { return };
        let plan = plan(path, &bytes, &Map::default());
        assert_eq!(plan.kind, Kind::Ods, "{path}");
        assert_eq!(
            (plan.rows, plan.added[&EntityKind::Organisation]),
            (rows, rows),
            "{path}"
        );
        assert!(
            plan.rejected.is_empty(),
            "{path}: {:?}",
            plan.rejected.first()
        );
        let map = applied(&Map::default(), &plan);
        let of_kind = map
            .organisations()
            .iter()
            .filter(|o| o.kind == kind)
            .count();
        assert!(of_kind * 2 > rows as usize, "{path}: {of_kind}");
        assert_settled(path, &bytes, None, &[], &map);
    }
}

#[test]
fn practices_join_the_footprint_of_their_commissioner() {
    let (Some(partners), Some(practices)) = (
        real("nhs/stp-partner-mapping-2019-04.xlsx"),
        real("nhs/ods/epraccur.csv"),
    ) else {
        return;
    };
    let map = applied(
        &Map::default(),
        &plan("stps.xlsx", &partners, &Map::default()),
    );
    let plan = plan_from(1 << 80, "epraccur.csv", &practices, None, &[], &map).unwrap();
    let after = applied(&map, &plan);
    let coventry = after
        .places()
        .iter()
        .find(|p| p.codes.iter().any(|c| c.value == "QWU"))
        .unwrap()
        .id;
    let there = after
        .organisations()
        .iter()
        .filter(|o| {
            o.kind == OrganisationKind::PrimaryCare
                && o.memberships.iter().any(|m| m.place_id == coventry)
        })
        .count();
    assert!((100..250).contains(&there), "{there}");
}

#[test]
fn look_ups_add_codes_to_what_is_there() {
    let (Some(partners), Some(groups), Some(overlaps)) = (
        real("nhs/stp-partner-mapping-2019-04.xlsx"),
        real("nhs/ons/ccg-stp-nhser-2021-04.csv"),
        real("nhs/ons/ccg21-stp21-ltla21-overlap.csv"),
    ) else {
        return;
    };
    let map = applied(
        &Map::default(),
        &plan("stps.xlsx", &partners, &Map::default()),
    );
    let first = plan_from(1 << 80, "groups.csv", &groups, None, &[], &map).unwrap();
    assert_eq!(first.kind, Kind::Ons);
    let after = applied(&map, &first);
    let stoke = after
        .organisations()
        .iter()
        .find(|o| o.codes.iter().any(|c| c.value == "05W"))
        .unwrap();
    assert!(
        stoke
            .codes
            .iter()
            .any(|c| c.scheme == CodeScheme::OnsGss && c.value.starts_with("E38"))
    );
    assert_settled("groups.csv", &groups, None, &[], &after);

    let second = plan_from(1 << 81, "overlap.csv", &overlaps, None, &[], &after).unwrap();
    let after = applied(&after, &second);
    let coventry = after
        .organisations()
        .iter()
        .find(|o| o.name == "Coventry City Council")
        .unwrap();
    assert!(coventry.codes.iter().any(|c| c.value == "E08000026"));
    assert_settled("overlap.csv", &overlaps, None, &[], &after);
}

#[test]
fn the_look_up_of_boards_enters_regions_systems_and_places() {
    let path = "nhs/ons/sicbl-icb-nhser-2023-04.csv";
    let Some(bytes) = real(path) else { return };
    let map = applied(&Map::default(), &plan(path, &bytes, &Map::default()));
    let count = |level| map.places().iter().filter(|p| p.level == level).count();
    assert_eq!(
        (
            count(PlaceLevel::Region),
            count(PlaceLevel::System),
            count(PlaceLevel::Place)
        ),
        (7, 42, 106)
    );
    assert_settled(path, &bytes, None, &[], &map);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever stands in the cells, reading does not fail, the edits can be made, and the same file
    /// again has nothing to do.
    #[test]
    fn any_table_imported_twice_changes_nothing(
        rows in proptest::collection::vec(
            (
                "[A-Da-d’' &-]{0,8}( NHS Trust| Council| CCG)?",
                "(R[A-C][1-3]|[0-9]{2,3}|\\?|-|tbc|E0600000[1-4]|x y)?",
                "(council|acute|Person|other thing)?",
                "(Vale|Moor|Vale\\|Moor| )?",
                "([0-9]{1,2}/[0-9]{1,2}/20[0-9]{2}|soon)?",
            ),
            1..25,
        ),
        separator in prop_oneof![Just(','), Just(';'), Just('\t'), Just('|'), Just('¬')],
    ) {
        let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
        let mut text = ["Name", "Code", "Type", "Place", "Opened"].join(&separator.to_string());
        text.push('\n');
        for (name, code, kind, place, opened) in &rows {
            let cells: Vec<String> = [name, code, kind, place, opened].iter().map(|t| quoted(t)).collect();
            text.push_str(&cells.join(&separator.to_string()));
            text.push('\n');
        }
        let first = plan_from(0, "any.csv", text.as_bytes(), None, &[], &Map::default());
        if let Ok(first) = first {
            let map = applied(&Map::default(), &first);
            let again = plan_from(1 << 100, "any.csv", text.as_bytes(), None, &[], &map).unwrap();
            prop_assert!(again.edits.is_empty(), "{:?}", again.edits);
        }
    }
}
