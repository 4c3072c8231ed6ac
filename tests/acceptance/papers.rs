//! Papers and drawings: safe to hand out, the same every time, readable by everybody.

use std::process::Command;

use crate::harness::{Desk, text};

fn example() -> Desk {
    let desk = Desk::new();
    desk.done(&["new", "e.footbridge", "--example"]);
    desk
}

/// The text of a PDF by `pdftotext`, or `None` (said on standard error) where there is no such program.
fn words_of(desk: &Desk, name: &str) -> Option<String> {
    let path = desk.path(name);
    let Ok(output) = Command::new("pdftotext")
        .args(["-layout", text(&path), "-"])
        .output()
    else {
        eprintln!("skipped: there is no pdftotext on this machine");
        return None;
    };
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

#[test]
fn a_board_paper_has_two_pages_names_no_leader_and_is_the_same_every_time() {
    let desk = example();
    desk.done(&["export", "e.footbridge", "--to", "one.pdf"]);
    desk.done(&["export", "e.footbridge", "--to", "two.pdf"]);
    let one = std::fs::read(desk.path("one.pdf")).unwrap();
    assert!(
        one == std::fs::read(desk.path("two.pdf")).unwrap(),
        "same inputs, same bytes"
    );
    let Some(words) = words_of(&desk, "one.pdf") else {
        return;
    };
    assert_eq!(words.matches('\u{c}').count(), 2, "two pages");
    assert!(words.contains("Northmarch and the Vale") && words.contains("Coverage"));
    let leaders = desk.json(&["list", "e.footbridge", "leaders"]);
    for leader in leaders["leaders"].as_array().unwrap() {
        let name = leader["name"].as_str().unwrap();
        assert!(!words.contains(name), "the paper names {name}");
    }
}

#[test]
fn nothing_kept_for_the_working_group_is_in_the_bytes_of_what_the_board_is_given() {
    let desk = example();
    let guarded: Vec<String> = ["assessments", "notes", "ties"]
        .iter()
        .flat_map(|kind| {
            let list = desk.json(&["list", "e.footbridge", kind]);
            list[kind].as_array().unwrap().clone()
        })
        .filter(|row| row["confidentiality"] == "working")
        .flat_map(|row| [row["note"].clone(), row["text"].clone()])
        .filter_map(|text| text.as_str().map(str::to_owned))
        .filter(|text| text.len() > 12)
        .collect();
    assert!(
        guarded.len() > 20,
        "the example keeps some things close: {}",
        guarded.len()
    );
    let mut outputs = String::new();
    for (words, name) in [
        (
            vec![
                "draw",
                "e.footbridge",
                "--to",
                "map.svg",
                "--audience",
                "board",
            ],
            "map.svg",
        ),
        (
            vec![
                "draw",
                "e.footbridge",
                "--to",
                "gaps.svg",
                "--section",
                "gaps",
                "--audience",
                "board",
            ],
            "gaps.svg",
        ),
        (
            vec!["export", "e.footbridge", "--to", "gaps.csv"],
            "gaps.csv",
        ),
        (
            vec![
                "export",
                "e.footbridge",
                "--to",
                "promises.csv",
                "--table",
                "promises",
            ],
            "promises.csv",
        ),
        (
            vec![
                "export",
                "e.footbridge",
                "--to",
                "leaders.csv",
                "--table",
                "leaders",
            ],
            "leaders.csv",
        ),
    ] {
        desk.done(&words);
        outputs.push_str(&String::from_utf8_lossy(
            &std::fs::read(desk.path(name)).unwrap(),
        ));
    }
    for question in ["gaps", "influence", "promises"] {
        outputs.push_str(&desk.done(&[
            "analyse",
            "e.footbridge",
            question,
            "--json",
            "--audience",
            "board",
        ]));
    }
    desk.done(&["export", "e.footbridge", "--to", "paper.pdf"]);
    outputs.push_str(&words_of(&desk, "paper.pdf").unwrap_or_default());
    for words in &guarded {
        assert!(
            !outputs.contains(words.as_str()),
            "\u{201c}{words}\u{201d} leaked"
        );
    }
}

#[test]
fn the_board_sees_no_person_on_the_map_and_the_working_group_does() {
    let desk = example();
    desk.done(&[
        "draw",
        "e.footbridge",
        "--to",
        "board.svg",
        "--audience",
        "board",
    ]);
    desk.done(&["draw", "e.footbridge", "--to", "working.svg"]);
    let read = |name: &str| std::fs::read_to_string(desk.path(name)).unwrap();
    assert!(!read("board.svg").contains("leader:"));
    assert!(read("working.svg").contains("leader:"));
}

#[test]
fn two_drawings_have_organisations_in_the_same_places_whatever_colours_say_or_is_supposed() {
    let desk = example();
    let places = |extra: &[&str]| -> Vec<(String, f64, f64)> {
        let words = ["draw", "e.footbridge", "--to", "map.svg"];
        desk.done(&[&words, extra].concat());
        let svg = std::fs::read_to_string(desk.path("map.svg")).unwrap();
        svg.split("data-key=\"organisation:")
            .skip(1)
            .map(|rest| {
                let number = |name: &str| -> f64 {
                    let start = rest.find(&format!(" {name}=\"")).unwrap() + name.len() + 3;
                    rest[start..].split('"').next().unwrap().parse().unwrap()
                };
                let id = rest.split('"').next().unwrap().to_owned();
                let x = number("x") + number("width") / 2.0;
                (id, x, number("y") + number("height") / 2.0)
            })
            .collect()
    };
    let usual = places(&[]);
    assert_eq!(usual.len(), 24);
    for extra in [
        ["--colour-by", "sector"],
        ["--colour-by", "hanging"],
        ["--without", "Imran Quddus"],
    ] {
        for (one, other) in usual.iter().zip(places(&extra)) {
            assert_eq!(one.0, other.0);
            let moved = (one.1 - other.1).hypot(one.2 - other.2);
            assert!(moved < 1.0, "{moved}, {extra:?}");
        }
    }
}

#[test]
fn a_drawing_is_written_in_three_formats() {
    let desk = example();
    for (name, start) in [
        ("map.svg", b"<svg".as_slice()),
        ("map.png", b"\x89PNG".as_slice()),
        ("map.pdf", b"%PDF-".as_slice()),
    ] {
        desk.done(&["draw", "e.footbridge", "--to", name]);
        let bytes = std::fs::read(desk.path(name)).unwrap();
        assert!(
            bytes
                .windows(start.len())
                .take(200)
                .any(|window| window == start),
            "{name}"
        );
    }
}

#[test]
fn a_paper_about_an_empty_footprint_is_still_a_paper() {
    let desk = Desk::new();
    desk.done(&["new", "bare.footbridge", "--name", "Nothing yet"]);
    desk.done(&["export", "bare.footbridge", "--to", "bare.pdf"]);
    let Some(words) = words_of(&desk, "bare.pdf") else {
        return;
    };
    assert!(words.contains("Nothing yet"));
}
