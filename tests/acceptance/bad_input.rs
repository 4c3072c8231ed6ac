//! Bad input ends with one sentence that names the file and the remedy, exit status 2, and nothing changed.

use std::io::Write as _;

use crate::harness::{Desk, shared, text};

fn with_document() -> Desk {
    let desk = Desk::new();
    desk.done(&["new", "f.footbridge", "--name", "The Vale"]);
    desk
}

fn unchanged(desk: &Desk, before: &[u8]) {
    assert!(
        std::fs::read(desk.path("f.footbridge")).unwrap() == before,
        "nothing was changed"
    );
}

#[test]
fn a_file_that_is_not_a_footprint() {
    let desk = Desk::new();
    desk.write("letter.footbridge", "Dear colleague, here are the minutes.");
    desk.refused(
        &["list", "letter.footbridge", "leaders"],
        &["letter.footbridge", "not a footprint"],
    );
    desk.write("empty.footbridge", "");
    desk.refused(
        &["list", "empty.footbridge", "leaders"],
        &["empty.footbridge"],
    );
}

#[test]
fn a_file_that_is_not_there() {
    let desk = Desk::new();
    desk.refused(
        &["list", "nowhere.footbridge", "leaders"],
        &["nowhere.footbridge", "no file"],
    );
}

#[test]
fn a_truncated_file() {
    let desk = with_document();
    let whole = std::fs::read(desk.path("f.footbridge")).unwrap();
    let half = desk.write("half.footbridge", &whole[..whole.len() / 2]);
    desk.refused(
        &["list", "half.footbridge", "leaders"],
        &["half.footbridge"],
    );
    assert_eq!(
        std::fs::read(half).unwrap().len(),
        whole.len() / 2,
        "nothing was changed in it"
    );
}

#[test]
fn a_file_of_a_newer_program() {
    let desk = Desk::new();
    let newer = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../tests/golden/refused/newer.footbridge"
    );
    desk.write("newer.footbridge", std::fs::read(newer).unwrap());
    desk.refused(
        &["list", "newer.footbridge", "leaders"],
        &["newer.footbridge", "newer"],
    );
}

#[test]
fn a_file_that_is_already_there_is_not_replaced_by_a_new_one() {
    let desk = with_document();
    let before = std::fs::read(desk.path("f.footbridge")).unwrap();
    desk.refused(
        &["new", "f.footbridge", "--example"],
        &["f.footbridge", "already"],
    );
    unchanged(&desk, &before);
}

#[test]
fn a_path_that_cannot_be_written() {
    let desk = with_document();
    desk.write("file", "a file is no folder");
    desk.refused(&["new", "file/new.footbridge"], &["new.footbridge"]);
    desk.refused(
        &["export", "f.footbridge", "--to", "file/paper.pdf"],
        &["paper.pdf", "choose another place"],
    );
    desk.refused(
        &["draw", "f.footbridge", "--to", "nowhere/map.svg"],
        &["map.svg"],
    );
}

#[test]
fn a_format_that_cannot_hold_what_is_asked_for() {
    let desk = with_document();
    desk.refused(
        &["draw", "f.footbridge", "--to", "map.doc"],
        &["map", ".doc", ".svg"],
    );
    desk.refused(&["export", "f.footbridge", "--to", "paper"], &[".pdf"]);
}

#[test]
fn words_that_are_not_known() {
    let desk = with_document();
    desk.refused(
        &["list", "f.footbridge", "wizards"],
        &["wizards", "organisations"],
    );
    desk.refused(
        &["list", "f.footbridge", "leaders", "--audience", "press"],
        &["press", "public"],
    );
    desk.refused(
        &["list", "f.footbridge", "leaders", "--as-of", "tomorrow"],
        &["tomorrow", "2026-03-05"],
    );
    desk.refused(
        &["new", "g.footbridge", "--from-reference", "Atlantis"],
        &["Atlantis"],
    );
    desk.refused(
        &["analyse", "f.footbridge", "weather"],
        &["weather", "gaps"],
    );
    desk.refused(&["dance"], &["dance", "--help"]);
}

#[test]
fn a_workbook_with_a_password() {
    let desk = with_document();
    let before = std::fs::read(desk.path("f.footbridge")).unwrap();
    // Encrypted as Excel does it (ECMA-376 agile encryption); it holds one invented council.
    desk.write("locked.xlsx", include_bytes!("files/locked.xlsx"));
    desk.refused(
        &["import", "f.footbridge", "locked.xlsx"],
        &["locked.xlsx", "password"],
    );
    unchanged(&desk, &before);
}

#[test]
fn a_workbook_with_a_broken_zip() {
    let desk = with_document();
    let before = std::fs::read(desk.path("f.footbridge")).unwrap();
    let mut bytes = b"PK\x03\x04".to_vec();
    bytes.write_all(&[7; 3000]).unwrap();
    desk.write("broken.xlsx", bytes);
    desk.refused(
        &["import", "f.footbridge", "broken.xlsx"],
        &["broken.xlsx", "damaged"],
    );
    if let Some(workbook) = shared("nhs/stp-partner-mapping-2019-04.xlsx") {
        let whole = std::fs::read(workbook).unwrap();
        desk.write("half.xlsx", &whole[..whole.len() / 3]);
        desk.refused(&["import", "f.footbridge", "half.xlsx"], &["half.xlsx"]);
    }
    unchanged(&desk, &before);
}

#[test]
fn a_table_nobody_can_make_sense_of() {
    let desk = with_document();
    desk.write("noise.csv", "lorem,ipsum\ndolor,sit\n");
    desk.refused(
        &["import", "f.footbridge", "noise.csv"],
        &["noise.csv", "--map"],
    );
    desk.write(
        "picture.csv",
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR\x00\x00",
    );
    desk.refused(&["import", "f.footbridge", "picture.csv"], &["picture.csv"]);
    desk.write("nothing.csv", "");
    desk.refused(
        &["import", "f.footbridge", "nothing.csv"],
        &["nothing.csv", "empty"],
    );
}

#[test]
fn hostile_workbooks_are_refused_or_read_and_never_bring_the_program_down() {
    let Some(folder) = shared("hostile") else {
        return;
    };
    let desk = with_document();
    let mut tried = 0;
    let mut waiting = vec![folder];
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let path = entry.path();
            if path.is_dir() {
                waiting.push(path);
                continue;
            }
            if entry.metadata().unwrap().len() > 2_000_000 {
                continue;
            }
            let said = desk.run(&["import", "f.footbridge", text(&path), "--dry-run"]);
            assert!(
                (0..=2).contains(&said.status),
                "{}: {said:?}",
                path.display()
            );
            if said.status == 2 {
                assert_eq!(
                    said.err.trim_end().lines().count(),
                    1,
                    "{}: {said:?}",
                    path.display()
                );
            }
            tried += 1;
        }
    }
    assert!(tried > 10);
}

#[test]
fn a_level_beyond_the_scale_and_a_grouping_that_cannot_be_are_refused() {
    let desk = with_document();
    let draw = ["draw", "f.footbridge", "--to", "map.svg"];
    desk.refused(
        &[&draw[..], &["--minimum-level", "9"]].concat(),
        &["9", "choose 1 (networking), 2 "],
    );
    let grouped = ["--group-by", "organisation", "--show"];
    desk.refused(
        &[&draw[..], &grouped, &["both"]].concat(),
        &["--group-by", "leave it out", "--show leaders"],
    );
}
