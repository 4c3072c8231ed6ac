//! The map as if something were otherwise: drawn so, said so, and nothing moved or written by it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use app::wire::{
    Drawing, DrawnMark, MapOptions, MapSupposing, Overview, PaperDetails, Reply, Request, Start,
};
use app::{Desk, Settings};
use jiff::{Zoned, civil::date, tz::TimeZone};

fn now() -> Zoned {
    date(2026, 7, 5)
        .at(9, 41, 0, 0)
        .to_zoned(TimeZone::UTC)
        .unwrap()
}

struct Table {
    folder: tempfile::TempDir,
    desk: Desk,
}

impl Table {
    fn on_the_example() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut desk = Desk::new(Settings {
            data_dir: folder.path().join("data"),
            documents_dir: folder.path().to_owned(),
            author: "A. Keeper".to_owned(),
        });
        let start = Start::Example;
        desk.ask(Request::NewDocument { path: None, start }, &now())
            .unwrap();
        Self { folder, desk }
    }

    fn overview(&mut self) -> Overview {
        let Reply::Overview(overview) = self.desk.ask(Request::Overview, &now()).unwrap() else {
            unreachable!("an overview is answered by one")
        };
        overview
    }

    fn map(&mut self, supposing: Option<MapSupposing>) -> Drawing {
        self.drawn(options(supposing))
    }

    fn drawn(&mut self, options: MapOptions) -> Drawing {
        let Reply::Drawing(drawing) = self.desk.ask(Request::Map { options }, &now()).unwrap()
        else {
            unreachable!("a map is answered by a drawing")
        };
        drawing
    }

    fn seen_by(&mut self, audience: &str) {
        let audience = Some(audience.to_owned());
        self.desk
            .ask(
                Request::SetLens {
                    audience,
                    as_of: None,
                },
                &now(),
            )
            .unwrap();
    }
}

fn options(supposing: Option<MapSupposing>) -> MapOptions {
    MapOptions {
        supposing,
        ..MapOptions::default()
    }
}

fn key_of(drawing: &Drawing, kind: &str, name: &str) -> String {
    let found = drawing
        .marks
        .iter()
        .find(|mark| mark.kind == kind && mark.name == name);
    found
        .unwrap_or_else(|| panic!("{name} is not drawn"))
        .key
        .clone()
}

/// What joins two marks, whatever sort of tie it is.
fn is_line(mark: &DrawnMark) -> bool {
    !matches!(mark.kind.as_str(), "organisation" | "leader" | "post") && mark.along.len() == 2
}

fn lines(drawing: &Drawing) -> usize {
    drawing.marks.iter().filter(|mark| is_line(mark)).count()
}

#[test]
fn the_map_without_somebody_lacks_her_and_her_ties_says_so_and_leaves_the_others_where_they_stand()
{
    let mut table = Table::on_the_example();
    let today = table.map(None);
    assert_eq!(today.supposed, None);
    let key = key_of(&today, "leader", "Imran Quddus");
    let then = table.map(Some(MapSupposing::Without { key: key.clone() }));
    assert_eq!(then.supposed.as_deref(), Some("Without Imran Quddus"));
    assert!(then.svg.contains("Without Imran Quddus (only supposed)"));
    // Also to those who hear it.
    let heard = &then.alternative_text;
    assert!(heard.starts_with("Without Imran Quddus (only supposed). Map of"));
    assert!(!today.alternative_text.contains("supposed"));
    assert!(
        then.marks
            .iter()
            .all(|mark| mark.key != key && !mark.along.contains(&key))
    );
    assert!(lines(&then) < lines(&today), "her ties are gone with her");
    let mut stayed = 0;
    for mark in &then.marks {
        let (Some(spot), Some(before)) = (
            mark.spot,
            today
                .marks
                .iter()
                .find(|one| one.key == mark.key)
                .and_then(|one| one.spot),
        ) else {
            continue;
        };
        assert!(
            (spot.x - before.x).hypot(spot.y - before.y) < 0.03,
            "{} stays where it was",
            mark.name
        );
        stayed += 1;
    }
    assert!(stayed > 20, "{stayed} marks stand on both");
    // Nothing of it is kept: the map as it is comes back as it was.
    assert!(table.map(None).svg == today.svg);
    assert!(
        table.overview().undo.is_none(),
        "there is nothing to take back"
    );
}

#[test]
fn the_map_with_a_tie_has_one_more_and_without_an_organisation_none_of_its_people() {
    let mut table = Table::on_the_example();
    // Where regions are drawn, a tie of two leaders is part of what their organisations have.
    let leaders = |supposing| MapOptions {
        show: "leaders".to_owned(),
        ..options(supposing)
    };
    let today = table.drawn(leaders(None));
    let (a, b) = (
        key_of(&today, "leader", "Priya Ramanathan"),
        key_of(&today, "leader", "Helen Tranmer"),
    );
    let then = table.drawn(leaders(Some(MapSupposing::WithTie {
        a: a.clone(),
        b: b.clone(),
        level: 4,
    })));
    assert!(
        then.supposed
            .as_deref()
            .unwrap()
            .starts_with("If Priya Ramanathan and Helen Tranmer worked together")
    );
    let between =
        |one: &DrawnMark| is_line(one) && one.along.contains(&a) && one.along.contains(&b);
    assert!(!today.marks.iter().any(between), "there is none today");
    assert!(then.marks.iter().any(between));

    let today = table.map(None);
    let council = key_of(&today, "organisation", "Vale Council");
    let then = table.map(Some(MapSupposing::Without {
        key: council.clone(),
    }));
    assert!(then.marks.iter().all(|mark| mark.key != council));
    let leaders = |drawing: &Drawing| {
        drawing
            .marks
            .iter()
            .filter(|mark| mark.kind == "leader")
            .count()
    };
    assert!(leaders(&then) < leaders(&today));
}

#[test]
fn for_a_publication_nothing_is_supposed_on_the_map_and_no_file_of_it_is_written() {
    let mut table = Table::on_the_example();
    let key = key_of(&table.map(None), "organisation", "Vale Council");
    let supposing = Some(MapSupposing::Without { key });
    table.seen_by("board");
    let shown = table.map(supposing.clone());
    assert_eq!(shown.supposed, None);
    assert!(shown.svg == table.map(None).svg);
    let path = table.folder.path().join("map.svg");
    let mut write = |audience: &str| {
        let request = Request::Export {
            what: "map".to_owned(),
            path: path.display().to_string(),
            audience: audience.to_owned(),
            details: PaperDetails::default(),
            options: options(supposing.clone()),
        };
        table.desk.ask(request, &now())
    };
    assert_eq!(write("board").unwrap_err().code(), "only_supposed");
    assert!(!path.exists());
    write("partners").unwrap();
    assert!(
        std::fs::read_to_string(&path)
            .unwrap()
            .contains("(only supposed)")
    );
}

#[test]
fn what_would_be_otherwise_is_marked_on_the_supposed_map_explained_in_its_legend_and_said_in_words()
{
    let mut table = Table::on_the_example();
    let today = table.map(None);
    let imran = key_of(&today, "leader", "Imran Quddus");
    for show in ["both", "organisations"] {
        let drawn = |supposing| MapOptions {
            show: show.to_owned(),
            ..options(supposing)
        };
        let today = table.drawn(drawn(None));
        assert!(!today.svg.contains("beside-today"));
        assert!(!today.alternative_text.contains("Beside today"));
        let key = key_of(&today, "organisation", "Vale Council");
        let then = table.drawn(drawn(Some(MapSupposing::Without { key })));
        assert!(then.svg.contains("beside-today"), "{show}: marked");
        assert!(
            then.svg.contains(">Beside today:<") && then.svg.contains(">organisation taken out<"),
            "{show}: in the legend"
        );
        assert!(
            then.alternative_text.contains(" Beside today"),
            "{show}: {}",
            then.alternative_text
        );
    }
    let today = table.map(None);
    let [a, b] = ["Regional Office", "Skarrow District"].map(|label| {
        let found = today.marks.iter().find(|mark| {
            mark.kind == "organisation" && mark.name.contains(label.split(' ').next().unwrap())
        });
        found
            .unwrap_or_else(|| panic!("{label} is not drawn"))
            .key
            .clone()
    });
    let then = table.map(Some(MapSupposing::WithTie { a, b, level: 4 }));
    assert!(
        then.alternative_text.contains("tie that would be new: ")
            || then.alternative_text.contains("would be closer: "),
        "{}",
        then.alternative_text
    );
    assert!(
        !then.svg.contains(">organisation taken out<"),
        "nobody is taken out"
    );
    // Among leaders alone the one who is gone, and whoever only had a way through them.
    let leaders = |supposing| MapOptions {
        show: "leaders".to_owned(),
        ..options(supposing)
    };
    let then = table.drawn(leaders(Some(MapSupposing::Without { key: imran })));
    assert!(then.svg.contains("beside-today") && then.svg.contains(">person taken out<"));
    assert!(!then.svg.contains("organisation taken out"));
    assert!(then.alternative_text.contains(" Beside today"));
}

#[test]
fn no_tie_is_supposed_of_somebody_with_themselves_or_with_somebody_who_has_left() {
    let mut table = Table::on_the_example();
    let names = |table: &mut Table| -> Vec<(String, String)> {
        let drawing = table.drawn(MapOptions {
            show: "leaders".to_owned(),
            ..options(None)
        });
        let leaders = drawing.marks.into_iter().filter(|one| one.kind == "leader");
        leaders.map(|one| (one.key, one.name)).collect()
    };
    let before = names(&mut table);
    let look = |table: &mut Table, day: &str| {
        let (audience, as_of) = (None, Some(day.to_owned()));
        let lens = Request::SetLens { audience, as_of };
        table.desk.ask(lens, &now()).unwrap();
    };
    look(&mut table, "2025-01-15");
    let earlier = names(&mut table);
    look(&mut table, "2026-06-30");
    let (left, name) = earlier
        .iter()
        .find(|one| !before.contains(one))
        .expect("somebody has left since");
    let there = &before[0].0;
    let mut ask = |a: &str, b: &str| {
        let (a, b) = (a.to_owned(), b.to_owned());
        let options = options(Some(MapSupposing::WithTie { a, b, level: 3 }));
        table
            .desk
            .ask(Request::Map { options }, &now())
            .unwrap_err()
    };
    let same = ask(there, there);
    assert_eq!(same.code(), "both_ends_same");
    assert_eq!(
        same.to_string(),
        format!(
            "{} stands at both ends; choose somebody else for one of them.",
            before[0].1
        )
    );
    let refused = ask(there, left);
    assert_eq!(refused.code(), "has_left");
    assert_eq!(
        refused.to_string(),
        format!(
            "{name} has left and is not on the map of 30 June 2026; choose somebody who holds a post on that day, or look at an earlier one."
        )
    );
}
