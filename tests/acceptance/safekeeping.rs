//! Backups, repair, passphrase: what keeps a document from being lost or read by others.

use crate::harness::{Desk, text};

fn with_vale() -> Desk {
    let desk = Desk::new();
    desk.done(&["new", "vale.footbridge", "--name", "The Vale"]);
    add(&desk, "vale.footbridge", "Vale Council");
    desk
}

fn add(desk: &Desk, file: &str, name: &str) {
    let edit = format!(r#"{{"edit":"add_organisation","name":"{name}","kind":"council"}}"#);
    let said = desk.run_with(&["edit", file], Some(&edit));
    assert_eq!(said.status, 0, "{said:?}");
}

fn organisations(desk: &Desk, words: &[&str]) -> Vec<String> {
    desk.json(words)["organisations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["name"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn a_backup_is_listed_with_what_it_holds_and_restored_to_a_new_file_after_the_document_is_lost() {
    let desk = with_vale();
    desk.done(&["backup", "vale.footbridge"]);
    add(&desk, "vale.footbridge", "Fell Council");
    std::fs::remove_file(desk.path("vale.footbridge")).unwrap();

    let list = desk.json(&["backup", "vale.footbridge", "--list"]);
    let newest = &list["backups"][0];
    assert_eq!(newest["holds"]["footprint"], "The Vale");
    assert_eq!(newest["holds"]["counts"]["organisations"], 1);
    assert!(
        newest["holds"]["last"]
            .as_str()
            .unwrap()
            .contains("Vale Council")
    );

    desk.done(&["restore", "vale.footbridge", "--to", "back.footbridge"]);
    assert_eq!(
        organisations(&desk, &["list", "back.footbridge", "organisations"]),
        ["Vale Council"]
    );
}

#[test]
fn restoring_never_overwrites_what_is_there() {
    let desk = with_vale();
    desk.done(&["backup", "vale.footbridge"]);
    let before = std::fs::read(desk.path("vale.footbridge")).unwrap();
    desk.refused(
        &["restore", "vale.footbridge", "--to", "vale.footbridge"],
        &["vale.footbridge", "already"],
    );
    assert!(std::fs::read(desk.path("vale.footbridge")).unwrap() == before);
    desk.refused(
        &[
            "restore",
            "vale.footbridge",
            "--number",
            "9",
            "--to",
            "x.footbridge",
        ],
        &["backup", "9"],
    );
}

#[test]
fn an_import_is_preceded_by_a_backup_of_what_was_there() {
    let desk = with_vale();
    let rows = (0..12)
        .map(|n| format!("Body {n},council"))
        .collect::<Vec<_>>()
        .join("\n");
    desk.write("partners.csv", format!("name,kind\n{rows}"));
    desk.done(&["import", "vale.footbridge", "partners.csv", "--yes"]);
    let list = desk.json(&["backup", "vale.footbridge", "--list"]);
    assert_eq!(
        list["backups"][0]["holds"]["counts"]["organisations"], 1,
        "{list}"
    );
}

#[test]
fn a_damaged_file_is_mended_into_a_new_one_with_a_counted_list_and_stays_as_it_was() {
    let desk = Desk::new();
    desk.done(&["new", "f.footbridge", "--example"]);
    let path = desk.path("f.footbridge");
    let mut bytes = std::fs::read(&path).unwrap();
    // A few pages in the middle, as a failing disk leaves them.
    let middle = bytes.len() / 2 / 4096 * 4096;
    for byte in &mut bytes[middle..middle + 3 * 4096] {
        *byte = 0xA5;
    }
    std::fs::write(desk.path("broken.footbridge"), &bytes).unwrap();
    let said = desk.run(&["check", "broken.footbridge"]);
    assert_eq!(said.status, 1, "{said:?}");
    let said = desk.run(&[
        "check",
        "broken.footbridge",
        "--repair",
        "--to",
        "mended.footbridge",
        "--json",
    ]);
    assert!(said.status < 2, "{said:?}");
    let told: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(told["was_sound"], false);
    assert!(std::fs::read(desk.path("broken.footbridge")).unwrap() == bytes);
    desk.done(&["check", "mended.footbridge"]);
    assert!(!organisations(&desk, &["list", "mended.footbridge", "organisations"]).is_empty());
}

#[test]
fn a_passphrase_closes_the_file_to_whoever_does_not_have_it() {
    let desk = with_vale();
    let key = desk.write("key.txt", "correct horse battery\n");
    let wrong = desk.write("wrong.txt", "correct horse\n");
    let said = desk.run(&[
        "passphrase",
        "vale.footbridge",
        "--set",
        text(&key),
        "--yes",
    ]);
    assert_eq!(said.status, 0, "{said:?}");
    assert!(!said.out.contains("battery") && !said.err.contains("battery"));
    let bytes = std::fs::read(desk.path("vale.footbridge")).unwrap();
    assert!(
        !bytes.windows(12).any(|part| part == b"Vale Council"),
        "nothing of it can be read in the file"
    );
    desk.refused(
        &["list", "vale.footbridge", "leaders"],
        &["encrypted", "passphrase"],
    );
    desk.refused(
        &[
            "list",
            "vale.footbridge",
            "leaders",
            "--passphrase-file",
            text(&wrong),
        ],
        &["vale.footbridge", "passphrase"],
    );
    let with_key = ["--passphrase-file", text(&key)];
    let mut words = vec!["list", "vale.footbridge", "organisations"];
    words.extend(with_key);
    assert_eq!(organisations(&desk, &words), ["Vale Council"]);

    let mut words = vec!["passphrase", "vale.footbridge", "--remove"];
    words.extend(with_key);
    desk.done(&words);
    assert_eq!(
        organisations(&desk, &["list", "vale.footbridge", "organisations"]),
        ["Vale Council"]
    );
}

#[test]
fn two_copies_edited_apart_merge_into_a_new_file_in_either_order_with_the_same_result() {
    let desk = with_vale();
    std::fs::copy(desk.path("vale.footbridge"), desk.path("theirs.footbridge")).unwrap();
    add(&desk, "vale.footbridge", "Fell Council");
    add(&desk, "theirs.footbridge", "Moor Council");
    desk.done(&[
        "merge",
        "vale.footbridge",
        "theirs.footbridge",
        "--to",
        "one.footbridge",
    ]);
    desk.done(&[
        "merge",
        "theirs.footbridge",
        "vale.footbridge",
        "--to",
        "other.footbridge",
    ]);
    for merged in ["one.footbridge", "other.footbridge"] {
        assert_eq!(
            organisations(&desk, &["list", merged, "organisations"]),
            ["Fell Council", "Moor Council", "Vale Council"]
        );
    }
    assert_eq!(
        desk.done(&["compare", "one.footbridge", "other.footbridge"]),
        "The two hold the same.\n"
    );
    let found = desk.json(&["compare", "vale.footbridge", "one.footbridge"]);
    assert_eq!(found["added"][0]["name"], "Moor Council");
}

#[test]
fn what_both_copies_changed_is_named_and_stands_as_chosen() {
    let desk = with_vale();
    let id = desk.json(&["list", "vale.footbridge", "organisations"])["organisations"][0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    std::fs::copy(desk.path("vale.footbridge"), desk.path("theirs.footbridge")).unwrap();
    for (file, name) in [
        ("vale.footbridge", "Vale City"),
        ("theirs.footbridge", "Greater Vale"),
    ] {
        let edit = format!(
            r#"{{"edit":"change_organisation","organisation_id":"{id}","change":{{"name":"{name}"}}}}"#
        );
        assert_eq!(desk.run_with(&["edit", file], Some(&edit)).status, 0);
    }
    let said = desk.run(&[
        "merge",
        "vale.footbridge",
        "theirs.footbridge",
        "--to",
        "open.footbridge",
        "--json",
    ]);
    assert_eq!(said.status, 1, "an open question needs attention: {said:?}");
    let told: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(told["conflicts"][0]["field"], "name");
    assert_eq!(told["conflicts"][0]["ours"], "Vale City");
    assert_eq!(told["conflicts"][0]["theirs"], "Greater Vale");
    let choice = format!("organisation:{id}/name=ours");
    desk.done(&[
        "merge",
        "vale.footbridge",
        "theirs.footbridge",
        "--to",
        "decided.footbridge",
        "--choose",
        &choice,
    ]);
    assert_eq!(
        organisations(&desk, &["list", "decided.footbridge", "organisations"]),
        ["Vale City"]
    );
}

#[test]
fn two_different_footprints_are_not_merged() {
    let desk = with_vale();
    desk.done(&["new", "fell.footbridge", "--name", "The Fell"]);
    desk.refused(
        &[
            "merge",
            "vale.footbridge",
            "fell.footbridge",
            "--to",
            "x.footbridge",
        ],
        &["fell.footbridge"],
    );
    assert!(!desk.path("x.footbridge").exists());
}
