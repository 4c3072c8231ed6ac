//! Everything held about one person, as they may ask for it.

use crate::harness::Desk;

const EDITS: &str = r#"
{"edit":"add_organisation","id":"@vale","name":"Vale Council","kind":"council"}
{"edit":"add_organisation","id":"@fell","name":"Fell Trust","kind":"mental_health"}
{"edit":"add_leader","id":"@ann","name":"Ann Archer","post":{"organisation_id":"@vale","title":"Chief executive","authority":"decides_alone"}}
{"edit":"add_leader","id":"@bo","name":"Bo Marchbanks","post":{"organisation_id":"@fell","title":"Chair"}}
{"edit":"add_leader","id":"@cy","name":"Cy Tresco","post":{"organisation_id":"@fell","title":"Director"}}
{"edit":"add_tie","id":"@tie","a":"@ann","b":"@bo","kind":"works_with"}
{"edit":"record_assessment","tie_id":"@tie","level":3,"method":"observed","date":"2026-03-05","note":"Marchbanks says she never reads the papers","confidentiality":"working"}
{"edit":"add_note","about":"@fell","date":"2026-03-06","author":"A. Keeper","text":"ann archer rang about the merger"}
{"edit":"add_note","about":"@fell","date":"2026-03-06","author":"A. Keeper","text":"Nothing to do with anybody"}
"#;

fn with_people() -> Desk {
    let desk = Desk::new();
    desk.done(&["new", "f.footbridge", "--name", "The Vale"]);
    let said = desk.run_with(&["edit", "f.footbridge"], Some(EDITS));
    assert_eq!(said.status, 0, "{said:?}");
    desk
}

#[test]
fn everything_about_a_person_is_there_and_nothing_that_is_not() {
    let desk = with_people();
    let held = desk.json(&["person", "f.footbridge", "ann archer"]);
    let kinds: Vec<&str> = held["entries"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry["kind"].as_str().unwrap())
        .collect();
    assert_eq!(kinds, ["leader", "post", "tie", "assessment", "note"]);
    let text = held.to_string();
    assert!(
        text.contains("never reads the papers"),
        "a judgement of their tie is theirs"
    );
    assert!(
        text.contains("rang about the merger"),
        "named in words is named"
    );
    assert!(!text.contains("Nothing to do with anybody"));
    assert!(!text.contains("Tresco"));
    assert!(held["history"].as_array().unwrap().len() >= 4);
}

#[test]
fn other_people_can_be_left_out_by_name_and_listed_apart() {
    let desk = with_people();
    desk.done(&[
        "person",
        "f.footbridge",
        "Archer",
        "--to",
        "ann.csv",
        "--number-others",
    ]);
    let record = std::fs::read_to_string(desk.path("ann.csv")).unwrap();
    assert!(!record.to_lowercase().contains("marchbanks"), "{record}");
    assert!(
        record.contains("person 1 says she never reads the papers"),
        "{record}"
    );
    let key = std::fs::read_to_string(desk.path("ann - who the others are.csv")).unwrap();
    assert!(key.contains("person 1,Bo Marchbanks"), "{key}");
}

#[test]
fn the_record_can_be_handed_over_as_a_pdf() {
    let desk = with_people();
    desk.done(&["person", "f.footbridge", "Ann Archer", "--to", "ann.pdf"]);
    assert!(
        std::fs::read(desk.path("ann.pdf"))
            .unwrap()
            .starts_with(b"%PDF-")
    );
}

#[test]
fn a_name_that_nobody_has_or_several_have_is_said() {
    let desk = with_people();
    desk.refused(&["person", "f.footbridge", "Nobody"], &["Nobody"]);
    desk.refused(
        &["person", "f.footbridge", "r"],
        &["several people", "Ann Archer"],
    );
}

#[test]
fn a_person_is_erased_for_good_and_the_file_holds_no_trace_of_the_name() {
    let desk = with_people();
    let said = desk.run(&["person", "f.footbridge", "Bo Marchbanks", "--erase"]);
    assert_eq!(said.status, 2, "in a pipe it must be said: {said:?}");
    let said = desk.run(&[
        "person",
        "f.footbridge",
        "Bo Marchbanks",
        "--erase",
        "--copies-too",
        "--yes",
    ]);
    assert!(said.status < 2, "{said:?}");
    let bytes = std::fs::read(desk.path("f.footbridge")).unwrap();
    let holds = |name: &[u8]| bytes.windows(name.len()).any(|part| part == name);
    assert!(!holds(b"Bo Marchbanks"));
    assert!(holds(b"Ann Archer"));
    desk.refused(
        &["person", "f.footbridge", "Bo Marchbanks"],
        &["Bo Marchbanks"],
    );
}

#[test]
fn a_day_shows_what_was_known_then_and_what_was_entered_since_is_not_there() {
    let desk = with_people();
    let before = desk.json(&[
        "list",
        "f.footbridge",
        "leaders",
        "--known-on",
        "2020-01-01",
    ]);
    assert_eq!(before["leaders"].as_array().unwrap().len(), 0);
    assert_eq!(before["known_on"], "2020-01-01");
    let now = desk.json(&["list", "f.footbridge", "leaders"]);
    assert_eq!(now["leaders"].as_array().unwrap().len(), 3);
    assert!(now.get("known_on").is_none());
    desk.refused(
        &["list", "f.footbridge", "leaders", "--known-on", "today"],
        &["today is not over yet"],
    );
}

#[test]
fn a_paper_and_a_picture_of_what_was_known_on_a_day_say_so() {
    let desk = with_people();
    let shows = |options: &[&str]| {
        let mut arguments = vec!["draw", "f.footbridge", "--to", "map.svg"];
        arguments.extend(options);
        desk.done(&arguments);
        std::fs::read_to_string(desk.path("map.svg"))
            .unwrap()
            .contains("As it was known on 1 January 2020")
    };
    assert!(shows(&["--known-on", "2020-01-01"]));
    assert!(!shows(&[]));
}
