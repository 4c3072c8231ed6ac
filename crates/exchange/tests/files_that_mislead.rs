//! Files that could be taken for something they are not, and what a later edition leaves out.
#![allow(clippy::unwrap_used, clippy::print_stderr, missing_docs)]

mod common;

use common::{Sheet, applied, assert_settled, plan, plan_from, real, workbook};
use domain::{EntityKind, Map};
use exchange::{ExchangeError, Kind, SourceFile, label, reference};

fn refused(name: &str, bytes: &[u8]) -> ExchangeError {
    plan_from(0, name, bytes, None, &[], &Map::default()).unwrap_err()
}

#[test]
fn elements_with_ids_and_organisations_are_a_kumu_workbook() {
    let bytes = workbook(&[
        Sheet::new(
            "My Elements",
            &[
                &["ID", "Label", "Type", "Organisation", "Email"],
                &["e1", "Vale Council", "Organisation", "", ""],
                &["e2", "Vale Trust", "Organization", "", ""],
                &[
                    "e3",
                    "Finance Director",
                    "Person",
                    "Vale Council|Vale Trust",
                    "a@b.example",
                ],
                &["e4", "Finance Director", "Person", "Vale Trust", ""],
                &["e1", "Used again", "Organisation", "", ""],
            ],
        ),
        Sheet::new(
            "Links",
            &[
                &["ID", "From", "To", "Type"],
                &["c1", "e1", "e2", "works with"],
                &["c2", "e3", "e4", "trusts"],
                &["c3", "Finance Director", "Vale Council", "trusts"],
                &["c4", "vale council", "e4", "listens to"],
            ],
        ),
    ]);
    let first = plan("kumu.xlsx", &bytes, &Map::default());
    assert_eq!(first.kind, Kind::Kumu);
    let map = applied(&Map::default(), &first);
    let mut names: Vec<_> = map.organisations().iter().map(|o| o.name.clone()).collect();
    names.sort();
    assert_eq!(names, ["Vale Council", "Vale Trust"]);
    assert!(map.organisations().iter().all(|o| o.sector.is_none()));
    assert_eq!((map.leaders().len(), map.posts().len()), (2, 3));
    assert!(map.posts().iter().all(|p| p.title == "Title not given"));
    assert_eq!(map.ties().len(), 3);
    assert!(
        first
            .questions
            .iter()
            .any(|q| q.row == 6 && q.reason.contains("id e1"))
    );
    assert!(
        first
            .questions
            .iter()
            .any(|q| q.row == 4 && q.candidates.len() == 2)
    );
    assert_settled("kumu.xlsx", &bytes, None, &[], &map);
    assert_settled("kumu.xlsx", &bytes, Some(Kind::Kumu), &[], &map);
}

#[test]
fn a_table_whose_columns_say_nothing_is_refused_with_the_way_to_name_them() {
    for text in [
        "a,b,c\n1,2,3\n",
        "Vale Council,council\nVale Trust,acute hospital\n",
        "Vale Trust,acute hospital\nVale Council,council\n",
    ] {
        let error = refused("x.csv", text.as_bytes());
        assert!(
            matches!(error, ExchangeError::NotRecognised { .. }),
            "{text}: {error}"
        );
        assert!(error.to_string().contains("--map"));
    }
    let told = plan_from(
        0,
        "x.csv",
        b"a,b\nVale,Moor\n",
        None,
        &["a=from", "b=to"],
        &Map::default(),
    );
    assert_eq!(told.unwrap().added[&EntityKind::Tie], 1);
}

#[test]
fn two_tables_in_one_sheet_are_both_read_whichever_is_wider() {
    let mut sheet = Sheet::new(
        "All",
        &[
            &["Label", "Type"],
            &["Lonely Body", "council"],
            &["Vale Trust", "Organisation"],
        ],
    );
    let below: &[&[&str]] = &[
        &["From", "To", "Strength"],
        &["Vale Council", "Vale Trust", "3"],
    ];
    sheet.rows.extend(Sheet::from_row("", 6, below).rows);
    let first = plan("one.xlsx", &workbook(&[sheet]), &Map::default());
    let map = applied(&Map::default(), &first);
    assert!(map.organisations().iter().any(|o| o.name == "Lonely Body"));
    assert_eq!((map.organisations().len(), map.ties().len()), (3, 1));

    let text = "My export\nProduced 2026-01-02\n\nName,Kind\nVale Council,council\nVale Trust,acute hospital\n\n\n\
                Name,Kind\nCarers,voluntary\n";
    let second = plan("two.csv", text.as_bytes(), &Map::default());
    let map = applied(&Map::default(), &second);
    let mut names: Vec<_> = map
        .organisations()
        .iter()
        .map(|o| o.name.as_str())
        .collect();
    names.sort_unstable();
    assert_eq!(names, ["Carers", "Vale Council", "Vale Trust"]);
    let outside = second
        .remarks
        .iter()
        .find(|r| r.what.contains("under no headings"))
        .unwrap();
    assert_eq!(outside.rows, [1, 2]);
}

#[test]
fn one_faulty_row_does_not_change_what_an_nhs_file_is() {
    let row = |code: &str, name: &str, opened: &str| {
        format!(
            "\"{code}\",\"{name}\",\"Y60\",\"QHL\",\"\",\"\",\"\",\"\",\"\",\"\",\"{opened}\"{}\n",
            ",\"\"".repeat(16)
        )
    };
    let rows = [
        row("RZZ", "VALE TRUST", "20200101"),
        row("RZY", "MOOR TRUST", "20200101"),
        row("", "NO CODE", "20200101"),
        row("RZW", "FELL TRUST", "notadate"),
        row("RZZ", "QUITE ANOTHER", "20200101"),
    ];
    for faulty in [vec![0, 1, 2], vec![0, 1, 3], vec![0, 1, 2, 3, 4]] {
        let text: String = faulty.iter().map(|at| rows[*at].as_str()).collect();
        let plan = plan("ods.csv", text.as_bytes(), &Map::default());
        assert_eq!(plan.kind, Kind::Ods, "{faulty:?}");
        assert!(!plan.rejected.is_empty() && plan.rejected.iter().all(|r| r.row > 2));
    }
    let text = format!("{}{}", rows[0], rows[4]);
    let plan = plan("ods.csv", text.as_bytes(), &Map::default());
    assert_eq!(plan.added[&EntityKind::Organisation], 1);
    assert_eq!(
        (plan.questions[0].row, plan.questions[0].candidates.len()),
        (2, 2)
    );
}

#[test]
fn what_is_no_table_is_called_what_it_is() {
    let wide: Vec<u8> = [0xFF, 0xFE]
        .into_iter()
        .chain(
            "<?xml version=\"1.0\"?><a/>"
                .encode_utf16()
                .flat_map(u16::to_le_bytes),
        )
        .collect();
    for (bytes, what) in [
        (wide.as_slice(), "is XML, not a table"),
        (b"<!-- note --><a/>".as_slice(), "is XML, not a table"),
        (b"[ {\"a\": 1} ]", "is JSON, not a table"),
        (b"{\n \"a\": 1}", "is JSON, not a table"),
        (b"Name,Kind\n", "has headings (Name, Kind) and no rows"),
    ] {
        let sentence = refused("thing.csv", bytes).to_string();
        assert!(sentence.contains(what), "{sentence}");
    }
    let small = SourceFile {
        name: "x.csv",
        bytes: b"Name\n<b>\n",
    };
    assert!(exchange::tables(&small).is_ok());
}

#[test]
fn a_later_edition_asks_about_what_it_no_longer_says() {
    let headings: &[&str] = &[
        "STP Code",
        "STP name",
        "STP lead",
        "CCG",
        "CCG code",
        "Trust",
        "Trust code",
    ];
    let edition = |lead: &'static str, second: &[&'static str]| {
        let mut last = vec!["QV1", "", ""];
        last.extend(second);
        workbook(&[
            Sheet::new(
                "Current STPs",
                &[
                    headings,
                    &[
                        "QV1",
                        "Vale STP",
                        lead,
                        "Vale CCG",
                        "99A",
                        "Vale Trust",
                        "RV1",
                    ],
                    &last,
                ],
            ),
            Sheet::new(
                "Change Log",
                &[
                    &["Date", "STP Code", "STP Name", "Change", "Details"],
                    &["2019-04-03", "QV1", "Vale STP", "Name", "Renamed"],
                ],
            ),
        ])
    };
    let before = edition(
        "Ann Lee (Chief Executive, Vale Trust)",
        &["Moor CCG", "99B", "Moor Trust", "RV2"],
    );
    let map = applied(&Map::default(), &plan("a.xlsx", &before, &Map::default()));
    assert_settled("a.xlsx", &before, None, &[], &map);
    assert!(
        plan_from(1 << 90, "a.xlsx", &before, None, &[], &map)
            .unwrap()
            .questions
            .iter()
            .all(|q| !q.reason.contains("no longer"))
    );

    let after = edition(
        "Bob Ray (Chief Executive, Moor Trust)",
        &["", "", "Moor Trust", "RV2"],
    );
    let later = plan_from(1 << 90, "a.xlsx", &after, None, &[], &map).unwrap();
    let said = |words: &str| later.questions.iter().find(|q| q.reason.contains(words));
    assert_eq!(
        said("Moor CCG (99B) is a member of Vale STP and is no longer listed")
            .unwrap()
            .row,
        2
    );
    let lead = said("Ann Lee was published as lead of Vale STP and this file names Bob Ray");
    assert_eq!(lead.unwrap().row, 2);
    let map = applied(&map, &later);
    assert_eq!(map.organisations().len(), 4);
}

#[test]
fn the_published_workbook_with_a_lead_replaced_and_a_group_taken_out_is_asked_about() {
    let Some(bytes) = real("nhs/stp-partner-mapping-2019-04.xlsx") else {
        return;
    };
    let map = applied(&Map::default(), &plan("stps.xlsx", &bytes, &Map::default()));
    let again = plan_from(1 << 90, "stps.xlsx", &bytes, None, &[], &map).unwrap();
    let asked = |q: &&exchange::Question| {
        q.reason.contains("no longer") || q.reason.contains("was published")
    };
    assert_eq!(again.questions.iter().find(asked), None);
}

#[test]
fn each_trust_is_in_the_system_that_the_published_lists_give_it() {
    let systems = |ods: &str| -> Vec<String> {
        reference::footprints()
            .iter()
            .filter(|f| f.era == reference::Era::Board2023)
            .filter(|f| {
                let mut number = 0;
                let edits = reference::edits(&f.code, &mut || {
                    number += 1;
                    uuid::Uuid::from_u128(number)
                });
                edits.unwrap().iter().any(|e| {
                    matches!(e, domain::Edit::AddOrganisation(o) if o.codes.iter().any(|c| c.value == ods))
                })
            })
            .map(|f| f.code.clone())
            .collect()
    };
    assert_eq!(systems("RXK"), ["QUA-2023"]);
    assert_eq!(systems("RVR"), ["QWE-2023"]);
    assert_eq!(systems("RPC"), ["QNX-2023"]);
    assert!(reference::footprints().iter().all(|f| f.organisations >= 2));
}

#[test]
fn no_label_of_the_reference_data_is_a_bare_place_for_a_trust() {
    assert_eq!(
        label("Manchester University NHS Foundation Trust"),
        "Manchester University FT"
    );
    for footprint in reference::footprints() {
        let mut number = 0;
        let edits = reference::edits(&footprint.code, &mut || {
            number += 1;
            uuid::Uuid::from_u128(number)
        });
        for edit in edits.unwrap() {
            if let domain::Edit::AddOrganisation(o) = edit {
                assert!(o.label.chars().count() <= exchange::LONGEST_LABEL);
                if o.name.starts_with("London Borough") {
                    assert!(o.label.starts_with("LB "), "{}", o.label);
                }
                let core = o
                    .name
                    .split(" NHS ")
                    .next()
                    .unwrap()
                    .replace(" and ", " & ");
                let says = [
                    "ospital",
                    "ealth",
                    "are",
                    "nfirmary",
                    "artnership",
                    "linic",
                    "mbulance",
                    "ommunity",
                    "entre",
                    "entists",
                    "arsden",
                ];
                if o.name.ends_with("Trust") && !says.iter().any(|word| core.contains(word)) {
                    assert_ne!(o.label, core, "{}", o.name);
                }
            }
        }
    }
}
