//! What must hold of every page, whatever is written on it.
#![allow(clippy::print_stderr)]

use std::process::Command;

use jiff::civil::{Date, date};

use crate::pages::{self, Paper, Picture};
use crate::sample;
use crate::sheet::{Draft, GapRow, KeptRow, Particular};

fn written() -> Date {
    date(2026, 3, 5)
}

fn paper(draft: &Draft) -> Paper {
    pages::board(draft, &sample::picture(), written()).unwrap()
}

/// The text of a PDF by `pdftotext`, or nothing where that program is not installed.
fn text_of(pdf: &[u8]) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("paper.pdf");
    std::fs::write(&file, pdf).unwrap();
    let Ok(output) = Command::new("pdftotext")
        .arg("-layout")
        .arg(&file)
        .arg("-")
        .output()
    else {
        return None;
    };
    assert!(output.status.success(), "{output:?}");
    Some(String::from_utf8(output.stdout).unwrap())
}

fn holds(bytes: &[u8], part: &str) -> bool {
    bytes
        .windows(part.len())
        .any(|window| window == part.as_bytes())
}

#[test]
fn the_paper_is_a_tagged_titled_two_page_pdf_in_british_english_that_claims_both_standards() {
    let paper = paper(&sample::draft());
    assert!(paper.pdf.starts_with(b"%PDF-1.7"));
    assert_eq!(paper.pages, 2);
    for part in [
        "/Lang(en-GB)",
        "/Marked true",
        "/StructTreeRoot",
        "/Title",
        "/DisplayDocTitle true",
        "<pdfuaid:part>1</pdfuaid:part>",
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "/FontFile2",
    ] {
        assert!(holds(&paper.pdf, part), "{part} is missing");
    }
}

#[test]
fn the_same_contents_and_day_give_the_same_bytes_and_another_day_only_another_date() {
    let (one, two) = (paper(&sample::draft()), paper(&sample::draft()));
    assert!(one.pdf == two.pdf);
    let later = pages::board(&sample::draft(), &sample::picture(), date(2026, 3, 6)).unwrap();
    assert_eq!(later.pdf.len(), one.pdf.len());
}

#[test]
fn what_a_person_typed_is_printed_as_it_is_and_never_obeyed() {
    let hostile = [
        "#read(\"/etc/passwd\")",
        "*bold* _slant_ $x^2$ `code`",
        "= heading \\ @label <b>",
        "<svg onload=alert(1)>&amp;",
        "\"], \"gaps\": [\"",
    ];
    let mut draft = sample::draft();
    draft.heading = hostile[0].into();
    draft.standfirst = hostile[1].into();
    draft.gaps.rows[0].why = hostile[2].into();
    draft.promises.sentences[0] = hostile[3].into();
    draft.kept.rows[0].organisation = hostile[4].into();
    let Some(text) = text_of(&paper(&draft).pdf) else {
        eprintln!("not checked: pdftotext is not installed");
        return;
    };
    let text = text
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .replace('\u{200b}', "");
    for words in [
        "#read(\"/etc/passwd\")",
        "*bold* _slant_ $x^2$ `code`",
        "= heading",
        "<svg",
        "onload=alert(1)",
    ] {
        assert!(text.contains(words), "{words} is missing in {text}");
    }
    assert!(!text.contains("root:"), "a file of the machine was read");
}

#[test]
fn long_names_and_many_rows_still_make_two_pages_and_say_what_is_not_shown() {
    let mut draft = sample::draft();
    let name = "The Northmarch, Eastvale and Greater Marchside Integrated Health and Social Care Partnership NHS Foundation Trust ";
    draft.footprint = name.repeat(2);
    draft.subject = name.repeat(3);
    draft.heading = name.repeat(4);
    draft.standfirst = name.repeat(12);
    draft.caption = name.repeat(6);
    draft.running.footprint = name.repeat(3);
    draft.running.for_whom = name.repeat(3);
    draft.particulars = vec![
        Particular {
            label: "For",
            value: name.repeat(3)
        };
        5
    ];
    draft.gaps.rows = (0..60)
        .map(|_| GapRow {
            partners: name.repeat(2),
            why: name.repeat(5),
            next: name.repeat(5),
            ..draft.gaps.rows[0].clone()
        })
        .collect();
    draft.promises.sentences = vec![name.repeat(5); 60];
    draft.kept.rows = vec![
        KeptRow {
            organisation: name.repeat(2),
            kept: "3 of 6".into(),
            range: "19–81 %".into()
        };
        60
    ];
    draft.coverage = vec![name.repeat(9)];
    draft.sources = vec![name.repeat(9)];
    let paper = paper(&draft);
    assert_eq!(paper.pages, 2);
    if let Some(text) = text_of(&paper.pdf) {
        assert!(
            text.contains("And 55 more pairs, not shown here."),
            "{text}"
        );
        assert!(
            text.contains("… · 5 March 2026"),
            "the date is whole: {text}"
        );
        assert!(text.contains("more promises, not shown here."), "{text}");
    }
}

#[test]
fn a_word_without_end_and_letters_no_face_has_do_not_stop_the_paper() {
    let mut draft = sample::draft();
    let word = "W".repeat(300);
    draft.footprint = word.clone();
    draft.heading = word.clone();
    draft.gaps.rows[0].partners = word.clone();
    draft.gaps.rows[0].why = word.clone();
    draft.kept.rows[0].organisation = word.clone();
    draft.promises.sentences[0] = format!("{word} \u{1f600} \u{202e}abc \u{4f60}\u{597d} \u{e000}");
    let picture = Picture::new(
        "<svg xmlns='http://www.w3.org/2000/svg' width='600' height='400'><text x='9' y='40' font-family='\"Source Sans 3\"'>\u{4f60}\u{1f600} Ynys M\u{f4}n</text></svg>",
        "One label. \u{1f600}",
        600.0,
        400.0,
    )
    .unwrap();
    let paper = pages::board(&draft, &picture, written()).unwrap();
    assert_eq!(paper.pages, 2);
}

#[test]
fn a_drawing_becomes_one_accessible_page_and_a_picture_with_our_own_letters() {
    let picture = sample::picture();
    let page = pages::drawing("Partners of Northmarch", &picture, written()).unwrap();
    assert_eq!(page.pages, 1);
    assert!(holds(&page.pdf, "<pdfuaid:part>1</pdfuaid:part>"));
    if let Some(text) = text_of(&page.pdf) {
        assert!(
            text.contains("Partner 4"),
            "the letters of a drawing stay letters"
        );
    }
    let png = pages::rasterised(&picture.svg, 2.0).unwrap();
    assert!(png.starts_with(b"\x89PNG"));
    assert_eq!(
        &png[16..24],
        &[0, 0, 5, 4, 0, 0, 4, 0x88],
        "twice 642 by 580"
    );
}

#[test]
fn a_picture_too_large_or_without_size_is_refused_with_a_reason() {
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='9000' height='10'/>";
    assert!(
        pages::rasterised(svg, 2.0)
            .unwrap_err()
            .to_string()
            .contains("18000 by 20 pixels")
    );
    assert!(Picture::new(svg, "", f64::NAN, 1.0).is_err());
}

#[test]
fn the_pages_can_be_looked_at_before_they_are_saved() {
    let images = paper(&sample::draft()).page_images(0.5).unwrap();
    assert_eq!(images.len(), 2);
    assert!(images.iter().all(|image| image.starts_with(b"\x89PNG")));
}
