//! From a real footprint to a board paper, the way a new user goes.

use crate::harness::{Desk, names};

const NINE: [&str; 9] = [
    "Coventry and Warwickshire Partnership NHS Trust",
    "Coventry City Council",
    "George Eliot Hospital NHS Trust",
    "NHS Coventry and Rugby CCG",
    "NHS South Warwickshire CCG",
    "NHS Warwickshire North CCG",
    "South Warwickshire NHS Foundation Trust",
    "University Hospitals Coventry and Warwickshire NHS Trust",
    "Warwickshire County Council",
];

const EDITS: &str = r#"
# Ten assessments: both sides where they could be asked
{"edit":"assess","between":["@RKB","@RJC"],"level":3,"method":"told_by_party","perceiver":"@RKB"}
{"edit":"assess","between":["@RKB","@RJC"],"level":1,"method":"told_by_party","perceiver":"@RJC"}
{"edit":"assess","between":["@RKB","@Coventry City Council"],"level":2,"method":"told_by_party","perceiver":"@RKB"}
{"edit":"assess","between":["@RKB","@Coventry City Council"],"level":2,"method":"told_by_party","perceiver":"@Coventry City Council"}
{"edit":"assess","between":["@RYG","@Coventry City Council"],"level":1,"method":"told_by_party","perceiver":"@RYG"}
{"edit":"assess","between":["@RYG","@Coventry City Council"],"level":1,"method":"told_by_party","perceiver":"@Coventry City Council","note":"they told us in confidence"}
{"edit":"assess","between":["@RYG","@RKB"],"level":4,"method":"observed"}
{"edit":"assess","between":["@Warwickshire County Council","@RJC"],"level":0,"method":"hearsay"}
{"edit":"assess","between":["@Warwickshire County Council","@RYG"],"level":3,"method":"assumed"}
{"edit":"assess","between":["@RJC","@RYG"],"level":5,"method":"observed"}
{"edit":"set_need","a":"@RYG","b":"@Coventry City Council","level":4,"reason":"one team for crisis care","set_by":"the partnership board"}
# Three promises: one kept, one overdue, one to come
{"edit":"add_commitment","from":"@RKB","to":"@Coventry City Council","what":"Share discharge data every week","asked":"2026-01-05","due":"2026-02-28","events":[{"date":"2026-01-06","act":"promise","by":"promiser"},{"date":"2026-02-20","act":"report_done","by":"promiser"},{"date":"2026-02-24","act":"accept_done","by":"requester"}]}
{"edit":"add_commitment","from":"@RYG","to":"@RKB","what":"Name a lead for crisis care","asked":"2026-01-05","due":"2026-02-28","events":[{"date":"2026-01-06","act":"promise","by":"promiser"}]}
{"edit":"add_commitment","from":"@Coventry City Council","to":"@RYG","what":"Find rooms for the crisis team","asked":"2026-01-05","due":"2026-09-30","events":[{"date":"2026-01-06","act":"promise","by":"promiser"}]}
"#;

#[test]
fn coventry_and_warwickshire_goes_from_its_nine_organisations_to_a_board_paper_and_back() {
    let desk = Desk::new();
    desk.done(&[
        "new",
        "cw.footbridge",
        "--from-reference",
        "Coventry and Warwickshire STP",
    ]);

    let list = desk.json(&["list", "cw.footbridge", "organisations"]);
    assert_eq!(names(&list["organisations"], "name"), NINE);
    let labels = names(&list["organisations"], "label");
    assert!(
        labels
            .iter()
            .all(|label| !label.is_empty() && label.chars().count() <= 24),
        "{labels:?}"
    );

    // Nobody has assessed anything: every pair is to be asked about, none is a gap, and none is nothing.
    let before = desk.json(&["analyse", "cw.footbridge", "gaps"]);
    assert_eq!(before["coverage"]["assessed"], 0);
    assert_eq!(before["coverage"]["possible"], 36);
    assert_eq!(before["gaps"], 0);
    assert_eq!(before["ask_first"].as_array().unwrap().len(), 36);

    desk.write("edits.jsonl", EDITS);
    desk.done(&["edit", "cw.footbridge", "edits.jsonl"]);

    let day = ["--as-of", "2026-03-05"];
    let gaps = desk.json(&["analyse", "cw.footbridge", "gaps"]);
    assert_eq!(gaps["coverage"]["assessed"], 7);
    let first = &gaps["pairs"][0];
    assert_eq!(
        (first["needed"].as_u64(), first["actual"]["high"].as_u64()),
        (Some(4), Some(1))
    );
    assert_eq!(first["gap"]["low"], 3);
    assert!(
        first["because"]
            .as_str()
            .unwrap()
            .contains("one team for crisis care")
    );
    // Both sides of one pair differ by two: the weaker side's word counts.
    let differing = gaps["pairs"]
        .as_array()
        .unwrap()
        .iter()
        .find(|pair| {
            pair["actual"]["says_a"].is_u64()
                && pair["actual"]["says_a"] != pair["actual"]["says_b"]
        })
        .unwrap();
    assert_eq!(
        (
            differing["actual"]["low"].as_u64(),
            differing["actual"]["high"].as_u64()
        ),
        (Some(1), Some(1))
    );

    let promises = desk.json(&["analyse", "cw.footbridge", "promises", day[0], day[1]]);
    let states: Vec<_> = names(&promises["commitments"], "state");
    assert_eq!(
        states.iter().filter(|state| **state == "accepted").count(),
        1
    );
    assert_eq!(promises["commitments"][0]["days_overdue"], 5);

    desk.done(&["draw", "cw.footbridge", "--to", "map.svg"]);
    let svg = std::fs::read_to_string(desk.path("map.svg")).unwrap();
    assert!(svg.contains("needs 4") && svg.contains("has 1"));

    desk.done(&["export", "cw.footbridge", "--to", "paper.pdf"]);
    assert!(
        std::fs::read(desk.path("paper.pdf"))
            .unwrap()
            .starts_with(b"%PDF-")
    );

    desk.done(&["undo", "cw.footbridge", "--steps", "3"]);
    let left = desk.json(&["list", "cw.footbridge", "commitments"]);
    assert_eq!(left["commitments"].as_array().unwrap().len(), 0);
    desk.done(&["redo", "cw.footbridge", "--steps", "3"]);
    let again = desk.json(&["list", "cw.footbridge", "commitments"]);
    assert_eq!(again["commitments"].as_array().unwrap().len(), 3);
    assert_eq!(
        desk.done(&["check", "cw.footbridge"]),
        "cw.footbridge is sound.\n"
    );
}

#[test]
fn the_example_shows_every_part_of_the_program() {
    let desk = Desk::new();
    desk.done(&["new", "example.footbridge", "--example"]);
    let count = |kind: &str| {
        desk.json(&["list", "example.footbridge", kind])[kind]
            .as_array()
            .unwrap()
            .len()
    };
    assert!((22..=27).contains(&count("organisations")));
    assert!((85..=95).contains(&count("leaders")));
    assert!(count("workstreams") >= 8 && count("dependencies") >= 5 && count("needs") >= 3);
    assert!((38..=46).contains(&count("commitments")));

    let list = desk.json(&["list", "example.footbridge", "organisations"]);
    let mut kinds = names(&list["organisations"], "kind");
    kinds.sort_unstable();
    kinds.dedup();
    assert_eq!(kinds.len(), 8, "all eight kinds: {kinds:?}");

    let ties = desk.json(&["list", "example.footbridge", "ties"]);
    let assessed = ties["ties"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|tie| tie["level"].is_u64())
        .count();
    assert!((280..=330).contains(&assessed), "{assessed} assessed ties");

    let gaps = desk.json(&["analyse", "example.footbridge", "gaps"]);
    assert!(gaps["gaps"].as_u64().unwrap() >= 5 && gaps["unknown"].as_u64().unwrap() >= 5);
    let hanging = gaps["pairs"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|pair| pair["resilience"] == 1)
        .count();
    assert!(hanging >= 3, "{hanging} pairs hang on one person");

    let promises = desk.json(&["analyse", "example.footbridge", "promises"]);
    let mut states = names(&promises["commitments"], "state");
    states.sort_unstable();
    states.dedup();
    assert_eq!(states.len(), 8, "a promise in every state: {states:?}");

    let influence = desk.json(&["analyse", "example.footbridge", "influence"]);
    assert!(influence["leaders"].as_array().unwrap().len() >= 80);
    // Invented, and so shown as of its own last day however late it is opened.
    assert_eq!(influence["as_of"], "2026-06-30");
}

#[test]
fn every_bundled_footprint_can_be_begun_from() {
    let desk = Desk::new();
    let list = desk.json(&["new", "--list"]);
    let all = list["footprints"].as_array().unwrap();
    let of = |year: &str| {
        all.iter()
            .filter(|f| f["era"].as_str().unwrap().contains(year))
            .count()
    };
    assert!(of("2016") >= 44, "the 44 of 2016 to 2019");
    assert_eq!(of("2023"), 42);
    assert!(
        list["attribution"]
            .as_str()
            .unwrap()
            .contains("Open Government Licence")
    );
    for (number, footprint) in all.iter().enumerate() {
        let name = format!("{number}.footbridge");
        let made = desk.json(&[
            "new",
            &name,
            "--from-reference",
            footprint["code"].as_str().unwrap(),
        ]);
        assert_eq!(
            made["organisations"], footprint["organisations"],
            "{footprint}"
        );
        assert!(made["organisations"].as_u64().unwrap() >= 2, "{footprint}");
    }
}
