//! Marks moved by hand stay where they were put; what is left to undo ends where the document began; what takes long
//! does not hold the desk.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use std::collections::BTreeMap;

use app::wire::{
    Act, Done, Drawing, MapOptions, MarkSpot, MovedMark, Overview, PaperDetails, Reply, Request,
    Start,
};
use app::{AppError, Desk, Settings};
use jiff::{Zoned, civil::date, tz::TimeZone};
use tempfile::TempDir;

fn now() -> Zoned {
    date(2026, 7, 5)
        .at(9, 41, 0, 0)
        .to_zoned(TimeZone::UTC)
        .unwrap()
}

struct Table {
    folder: TempDir,
    desk: Desk,
}

impl Table {
    fn begun(start: Start) -> (Self, Overview) {
        let folder = tempfile::tempdir().unwrap();
        let desk = Desk::new(Settings {
            data_dir: folder.path().join("data"),
            documents_dir: folder.path().to_owned(),
            author: "A. Keeper".to_owned(),
        });
        let mut table = Self { folder, desk };
        let Reply::Overview(overview) = table.ask(Request::NewDocument { path: None, start })
        else {
            unreachable!("a new document is answered by an overview")
        };
        (table, overview)
    }

    fn ask(&mut self, request: Request) -> Reply {
        self.desk.ask(request, &now()).unwrap()
    }

    fn act(&mut self, act: Act) -> Done {
        let Reply::Done(done) = self.ask(Request::Act { act }) else {
            unreachable!("acts are done")
        };
        done
    }

    fn map(&mut self) -> Drawing {
        let options = MapOptions {
            width: 1150.0,
            height: 620.0,
            ..MapOptions::default()
        };
        let Reply::Drawing(drawing) = self.ask(Request::Map { options }) else {
            unreachable!("a map is answered by a drawing")
        };
        drawing
    }

    fn spots(&mut self) -> BTreeMap<String, MarkSpot> {
        self.map()
            .marks
            .into_iter()
            .filter_map(|mark| Some((mark.key, mark.spot?)))
            .collect()
    }

    /// As the window does: the one is moved and pinned, the others are kept where they are drawn.
    fn drag(&mut self, key: &str, x: f64, y: f64) -> Done {
        let marks = self
            .spots()
            .into_iter()
            .map(|(one, spot)| {
                let moved = one == key;
                MovedMark {
                    x: if moved { x } else { spot.x },
                    y: if moved { y } else { spot.y },
                    pinned: moved || spot.pinned,
                    key: one,
                }
            })
            .collect();
        self.act(Act::MoveMarks { marks })
    }
}

fn far(one: &MarkSpot, other: &MarkSpot) -> f64 {
    (one.x - other.x).hypot(one.y - other.y)
}

#[test]
fn a_mark_dragged_is_one_step_and_stays_while_the_others_stay_near() {
    let (mut table, _) = Table::begun(Start::Example);
    let before = table.spots();
    let (key, spot) = before.iter().next().map(|(k, s)| (k.clone(), *s)).unwrap();
    let (x, y) = (1.0 - spot.x, spot.y);
    let done = table.drag(&key, x, y);
    assert!(
        done.sentence.starts_with("Move ") && done.sentence.ends_with(" on the map"),
        "{}",
        done.sentence
    );
    let after = table.spots();
    let moved = after[&key];
    assert!(moved.pinned, "what a hand put somewhere is pinned");
    assert!(
        (moved.x - x).abs() < 0.01 && (moved.y - y).abs() < 0.01,
        "{moved:?} is not {x}, {y}"
    );
    let strayed = before
        .iter()
        .filter(|(other, spot)| **other != key && far(spot, &after[*other]) > 0.12)
        .count();
    assert!(strayed <= 3, "{strayed} marks went elsewhere");

    table.ask(Request::Undo);
    let back = table.spots();
    for (one, spot) in &before {
        assert!(
            far(spot, &back[one]) < 1e-9,
            "{one} did not come back: {spot:?}, {:?}",
            back[one]
        );
        assert!(!back[one].pinned);
    }
    table.ask(Request::Redo);
    assert!(table.spots()[&key].pinned);
}

#[test]
fn a_map_drawn_again_is_the_same_picture() {
    let (mut table, _) = Table::begun(Start::Example);
    for show in ["both", "organisations", "leaders", "national"] {
        for (width, height) in [(1150.0, 620.0), (790.0, 560.0), (2000.0, 900.0)] {
            let mut drawn = || {
                let options = MapOptions {
                    show: show.to_owned(),
                    width,
                    height,
                    ..MapOptions::default()
                };
                let Reply::Drawing(drawing) = table.ask(Request::Map { options }) else {
                    unreachable!("a map is answered by a drawing")
                };
                drawing
            };
            let first = drawn();
            for _ in 0..4 {
                assert!(
                    drawn().svg == first.svg,
                    "{show} at {width} × {height} is another picture when it is drawn again"
                );
            }
        }
    }
}

#[test]
fn back_in_a_window_of_its_size_the_map_is_as_it_was() {
    let (mut table, _) = Table::begun(Start::Example);
    let mut of_size = |width: f64, height: f64| {
        let options = MapOptions {
            width,
            height,
            ..MapOptions::default()
        };
        let Reply::Drawing(drawing) = table.ask(Request::Map { options }) else {
            unreachable!("a map is answered by a drawing")
        };
        drawing.svg
    };
    let first = of_size(1190.0, 670.0);
    let small = of_size(500.0, 300.0);
    assert_ne!(first, small);
    assert!(of_size(1190.0, 670.0) == first, "as it was");
    assert!(of_size(500.0, 300.0) == small, "and small as it was small");
}

#[test]
fn an_arrangement_does_not_drift_however_often_it_is_drawn_or_the_day_after() {
    let (mut table, overview) = Table::begun(Start::Example);
    let keys: Vec<String> = table.spots().into_keys().collect();
    // To corners and into the crowd.
    for (key, (x, y)) in keys.iter().zip([
        (0.08, 0.15),
        (0.92, 0.15),
        (0.92, 0.78),
        (0.08, 0.78),
        (0.5, 0.45),
        (0.52, 0.47),
    ]) {
        table.drag(key, x, y);
    }
    let first = table.spots();
    for _ in 0..12 {
        table.map();
    }
    let last = table.spots();
    for (key, spot) in &first {
        assert!(far(spot, &last[key]) < 1e-9, "{key} drifts");
    }
    let marks = last
        .iter()
        .map(|(key, spot)| MovedMark {
            key: key.clone(),
            x: spot.x,
            y: spot.y,
            pinned: spot.pinned,
        })
        .collect();
    table.act(Act::MoveMarks { marks });
    table.ask(Request::Close);
    table.ask(Request::Open {
        path: overview.path,
    });
    let reopened = table.spots();
    for (key, spot) in &last {
        assert!(
            far(spot, &reopened[key]) < 0.002,
            "{key} stands elsewhere the day after"
        );
    }
}

#[test]
fn a_mark_let_go_stays_where_it_is_but_is_not_pinned() {
    let (mut table, _) = Table::begun(Start::Example);
    let key = table.spots().into_keys().next().unwrap();
    table.drag(&key, 0.5, 0.5);
    let spot = table.spots()[&key];
    let marks = table
        .spots()
        .into_iter()
        .map(|(one, spot)| MovedMark {
            x: spot.x,
            y: spot.y,
            pinned: spot.pinned && one != key,
            key: one,
        })
        .collect();
    let done = table.act(Act::MoveMarks { marks });
    assert!(done.sentence.starts_with("Let "), "{}", done.sentence);
    let free = table.spots()[&key];
    assert!(!free.pinned && far(&free, &spot) < 0.01);
}

#[test]
fn papers_and_files_show_the_map_as_it_was_arranged() {
    let (mut table, _) = Table::begun(Start::Example);
    let key = table.spots().into_keys().next().unwrap();
    table.drag(&key, 0.9, 0.2);
    table.ask(Request::SetLens {
        audience: Some("public".to_owned()),
        as_of: None,
    });
    let spots = table.spots();
    // Not every organisation is public; this one is where it was put for whoever may see it.
    if let Some(spot) = spots.get(&key) {
        assert!((spot.x - 0.9).abs() < 0.05, "{spot:?}");
    }
    assert!(spots.values().all(|spot| spot.x > 0.0 && spot.x < 1.0));
}

#[test]
fn undo_ends_where_the_document_began() {
    for start in [
        Start::Example,
        Start::Reference {
            code: "QWU".to_owned(),
        },
    ] {
        let (mut table, overview) = Table::begun(start);
        assert_eq!(overview.undo, None);
        assert!(overview.undo_stops.is_some());
        let error = table.desk.ask(Request::Undo, &now()).unwrap_err();
        assert!(matches!(error, AppError::AtTheBeginning));
        let done = table.act(Act::AddOrganisation {
            name: "Mill Trust".to_owned(),
            kind: "community".to_owned(),
            label: String::new(),
            elsewhere: false,
        });
        assert_eq!(
            done.overview.undo.as_deref(),
            Some("Add organisation Mill Trust")
        );
        assert_eq!(done.overview.undo_stops, None);
        table.ask(Request::Undo);
        let organisations = overview.counts["organisations"];
        table.ask(Request::Close);
        let Reply::Overview(again) = table.ask(Request::Open {
            path: overview.path,
        }) else {
            unreachable!("opening is answered by an overview")
        };
        assert_eq!(again.counts["organisations"], organisations);
        assert!(again.undo.is_none() && again.undo_stops.is_some());
    }
    let (_, empty) = Table::begun(Start::Empty {
        name: "The Vale".to_owned(),
    });
    assert!(empty.undo.is_none() && empty.undo_stops.is_none());
}

#[test]
fn an_organisation_added_belongs_to_the_footprint_s_own_place() {
    let (mut table, overview) = Table::begun(Start::Reference {
        code: "QWU".to_owned(),
    });
    let place = overview.place.unwrap();
    for (name, elsewhere, places) in [
        ("Mill Trust", false, vec![place.name]),
        ("Hill", true, vec![]),
    ] {
        let key = table
            .act(Act::AddOrganisation {
                name: name.to_owned(),
                kind: "community".to_owned(),
                label: String::new(),
                elsewhere,
            })
            .made
            .unwrap();
        let Reply::Directory(directory) = table.ask(Request::Directory { have: None }) else {
            unreachable!("the directory is answered by itself")
        };
        let row = directory
            .organisations
            .into_iter()
            .find(|row| row.key == key)
            .unwrap();
        let names: Vec<String> = row.places.into_iter().map(|place| place.name).collect();
        assert_eq!(names, places);
    }
}

#[test]
fn several_are_changed_and_removed_as_one_step() {
    let (mut table, overview) = Table::begun(Start::Example);
    let Reply::Directory(directory) = table.ask(Request::Directory { have: None }) else {
        unreachable!("the directory is answered by itself")
    };
    let keys: Vec<String> = directory
        .organisations
        .iter()
        .take(3)
        .map(|row| row.key.clone())
        .collect();
    let done = table.act(Act::ChangeMany {
        keys: keys.clone(),
        field: "sector".to_owned(),
        value: "health".to_owned(),
    });
    assert_eq!(done.sentence, "Change the sector of 3 organisations");
    table.ask(Request::Undo);
    let done = table.act(Act::RemoveMany { keys });
    assert_eq!(done.sentence, "Remove 3 organisations");
    assert_eq!(
        done.overview.counts["organisations"],
        overview.counts["organisations"] - 3
    );
    let Reply::Done(done) = table.ask(Request::Undo) else {
        unreachable!("undo is done")
    };
    assert_eq!(done.overview.counts, overview.counts);
}

#[test]
fn the_desk_is_free_while_a_paper_is_made() {
    let (mut table, _) = Table::begun(Start::Example);
    let begun = table
        .desk
        .begin(
            Request::PaperPreview {
                audience: "board".to_owned(),
                details: PaperDetails::default(),
            },
            &now(),
        )
        .unwrap();
    let path = table.folder.path().join("map.svg");
    let export = table
        .desk
        .begin(
            Request::Export {
                what: "map".to_owned(),
                path: path.display().to_string(),
                audience: "working".to_owned(),
                details: PaperDetails::default(),
                options: MapOptions::default(),
            },
            &now(),
        )
        .unwrap();
    // Neither is written yet, and an edit goes through; both show what was there when they were asked for.
    table.act(Act::AddOrganisation {
        name: "Latecomers Alliance".to_owned(),
        kind: "voluntary".to_owned(),
        label: String::new(),
        elsewhere: false,
    });
    let finished = begun.finish().unwrap();
    let Reply::PaperPreview(preview) = table.desk.keep(finished) else {
        unreachable!("a preview is answered by one")
    };
    assert_eq!(preview.pages.len(), 2);
    assert!(!path.exists());
    drop(export.finish().unwrap());
    let svg = std::fs::read_to_string(&path).unwrap();
    assert!(!svg.contains("Latecomers"));
}
