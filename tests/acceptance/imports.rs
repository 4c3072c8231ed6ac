//! Files of other programs, on real data.

use serde_json::Value;

use crate::harness::{Desk, Said, names, shared, text};

fn import(desk: &Desk, words: &[&str]) -> (Said, Value) {
    let mut all = vec!["import", "f.footbridge"];
    all.extend(words);
    all.push("--json");
    let said = desk.run(&all);
    let answer =
        serde_json::from_str(&said.out).unwrap_or_else(|error| panic!("{error}: {said:?}"));
    (said, answer)
}

fn added(answer: &Value, kind: &str) -> u64 {
    answer["sources"][0]["added"][kind].as_u64().unwrap_or(0)
}

#[test]
fn the_nhs_workbook_is_imported_reported_and_taken_back_in_one_step() {
    let Some(workbook) = shared("nhs/stp-partner-mapping-2019-04.xlsx") else {
        return;
    };
    let desk = Desk::new();
    desk.done(&["new", "f.footbridge", "--name", "England"]);

    let (said, dry) = import(&desk, &[text(&workbook), "--dry-run"]);
    assert_eq!(said.status, 1, "some rows need a person's attention");
    assert_eq!(dry["written"], false);
    let nothing = desk.json(&["list", "f.footbridge", "organisations"]);
    assert_eq!(
        nothing["organisations"].as_array().unwrap().len(),
        0,
        "a dry run writes nothing"
    );

    let (said, answer) = import(&desk, &[text(&workbook)]);
    assert_eq!(said.status, 1);
    assert!(added(&answer, "organisations") > 600 && added(&answer, "leaders") > 40);
    let rejected = answer["sources"][0]["rejected"].as_array().unwrap();
    assert!(
        rejected.iter().any(|r| r["value"] == "?"),
        "a question mark is no code"
    );
    assert!(
        rejected
            .iter()
            .all(|r| r["row"].as_u64().unwrap() > 0 && r["reason"].is_string())
    );

    let list = desk.json(&["list", "f.footbridge", "organisations"]);
    let several = list["organisations"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|o| o["memberships"].as_array().unwrap().len() > 1)
        .count();
    assert!(
        several > 10,
        "{several} organisations belong to several footprints"
    );

    let (_, again) = import(&desk, &[text(&workbook)]);
    assert_eq!(
        again["written"], false,
        "importing the same file again changes nothing"
    );
    assert_eq!(again["sources"][0]["added"], serde_json::json!({}));
    assert_eq!(again["sources"][0]["changed"], serde_json::json!({}));

    desk.done(&["undo", "f.footbridge"]);
    let after = desk.json(&["list", "f.footbridge", "organisations"]);
    assert_eq!(
        after["organisations"].as_array().unwrap().len(),
        0,
        "an import is one step"
    );
}

#[test]
fn ods_and_ons_files_join_what_is_there_by_code() {
    let (Some(trusts), Some(lookup)) = (
        shared("nhs/ods/etr-2023.csv"),
        shared("nhs/ons/sicbl-icb-nhser-2023-04.csv"),
    ) else {
        return;
    };
    let desk = Desk::new();
    desk.done(&["new", "f.footbridge"]);
    let (_, answer) = import(&desk, &[text(&trusts)]);
    assert!(added(&answer, "organisations") > 200);
    let (_, answer) = import(&desk, &[text(&lookup)]);
    assert!(answer["written"].as_bool().unwrap());
    let places = desk.json(&["list", "f.footbridge", "places"]);
    let gss = places["places"].as_array().unwrap().iter().filter(|p| {
        p["codes"]
            .as_array()
            .unwrap()
            .iter()
            .any(|code| code["scheme"] == "ons_gss")
    });
    assert!(gss.count() >= 42, "the look-up adds ONS codes");
}

#[test]
fn fourteen_thousand_practices_are_taken_in() {
    let Some(practices) = shared("nhs/ods/epraccur.csv") else {
        return;
    };
    let desk = Desk::new();
    desk.done(&["new", "f.footbridge"]);
    let (_, answer) = import(&desk, &[text(&practices)]);
    assert_eq!(answer["sources"][0]["rows"], 14_303);
    assert!(added(&answer, "organisations") > 14_000);
}

#[test]
fn a_table_with_a_header_is_mapped_by_name_guess_or_hand() {
    let desk = Desk::new();
    desk.done(&["new", "f.footbridge"]);
    desk.write(
        "people.csv",
        "Full name;Role;Body;E-mail\nAnn Archer;Chief executive;Vale Council;ann@vale.example\nBen Bell;Chair;Mill Trust;\n",
    );
    let (said, answer) = import(&desk, &["people.csv", "--as", "leaders"]);
    assert_ne!(said.status, 2, "{said:?}");
    assert_eq!(added(&answer, "leaders"), 2);
    let leaders = desk.json(&["list", "f.footbridge", "leaders"]);
    assert_eq!(
        names(&leaders["leaders"], "name"),
        ["Ann Archer", "Ben Bell"]
    );

    desk.write("odd.csv", "Wer,Was\nTrust A,Hospital\nTrust B,Hospital\n");
    let (said, answer) = import(
        &desk,
        &["odd.csv", "--as", "organisations", "--map", "Wer=name"],
    );
    assert_ne!(said.status, 2, "{said:?}");
    assert_eq!(added(&answer, "organisations"), 2);
}

#[test]
fn a_file_in_another_encoding_with_a_strange_delimiter_is_read() {
    let Some(dirty) = shared("nhs/dirty/nhschoices-Trust-2014.csv") else {
        return;
    };
    let desk = Desk::new();
    desk.done(&["new", "f.footbridge"]);
    let (said, answer) = import(&desk, &[text(&dirty)]);
    assert_ne!(said.status, 2, "{said:?}");
    assert!(
        added(&answer, "organisations") > 900,
        "{}",
        answer["sources"][0]["added"]
    );
    let list = desk.json(&["list", "f.footbridge", "organisations"]);
    assert!(
        names(&list["organisations"], "name")
            .iter()
            .all(|name| !name.contains('\u{fffd}'))
    );
}

#[test]
fn several_files_are_one_step() {
    let desk = Desk::new();
    desk.done(&["new", "f.footbridge"]);
    desk.write("a.csv", "Name,Kind\nVale Council,council\n");
    desk.write("b.csv", "Name,Kind\nMill Trust,acute hospital\n");
    let (_, answer) = import(&desk, &["a.csv", "b.csv", "--as", "organisations"]);
    assert_eq!(answer["sources"].as_array().unwrap().len(), 2);
    desk.done(&["undo", "f.footbridge"]);
    let list = desk.json(&["list", "f.footbridge", "organisations"]);
    assert_eq!(list["organisations"].as_array().unwrap().len(), 0);
}
