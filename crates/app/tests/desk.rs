//! The window's partner: one request after the other, as the page would send them.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use app::wire::{Act, Done, MapOptions, Overview, PaperDetails, Reply, Request, Start};
use app::{AppError, Desk, Settings};
use jiff::{Zoned, civil::date, tz::TimeZone};
use tempfile::TempDir;

struct Table {
    folder: TempDir,
    desk: Desk,
}

fn now() -> Zoned {
    date(2026, 3, 5)
        .at(9, 41, 0, 0)
        .to_zoned(TimeZone::UTC)
        .unwrap()
}

impl Table {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let settings = Settings {
            data_dir: folder.path().join("data"),
            documents_dir: folder.path().to_owned(),
            author: "A. Keeper".to_owned(),
        };
        Self {
            folder,
            desk: Desk::new(settings),
        }
    }

    fn with_two_councils() -> (Self, String, String) {
        let mut table = Self::new();
        table.begin("The Vale");
        let vale = table.add("Vale Council");
        let mill = table.add("Mill Trust");
        (table, vale, mill)
    }

    fn ask(&mut self, request: Request) -> Reply {
        self.desk.ask(request, &now()).unwrap()
    }

    fn refused(&mut self, request: Request) -> AppError {
        self.desk.ask(request, &now()).unwrap_err()
    }

    fn begin(&mut self, name: &str) -> Overview {
        let start = Start::Empty {
            name: name.to_owned(),
        };
        let Reply::Overview(overview) = self.ask(Request::NewDocument { path: None, start }) else {
            unreachable!("a new document is answered by an overview")
        };
        overview
    }

    fn act(&mut self, act: Act) -> Done {
        let Reply::Done(done) = self.ask(Request::Act { act }) else {
            unreachable!("acts are done")
        };
        done
    }

    fn add(&mut self, name: &str) -> String {
        let act = Act::AddOrganisation {
            name: name.into(),
            kind: "council".into(),
            label: String::new(),
            elsewhere: false,
        };
        self.act(act).made.unwrap()
    }
}

fn assessment(a: &str, b: &str, level: u8, perceiver: Option<&str>) -> Act {
    Act::RecordAssessment {
        a: a.to_owned(),
        b: b.to_owned(),
        kind: None,
        level: Some(level),
        trust: None,
        confidence: None,
        method: "told_by_party".to_owned(),
        perceiver: perceiver.map(str::to_owned),
        date: None,
        note: None,
        confidentiality: None,
    }
}

#[test]
fn what_is_recorded_of_two_organisations_is_one_step_with_its_words() {
    let (mut table, vale, mill) = Table::with_two_councils();
    let done = table.act(assessment(&vale, &mill, 3, Some(&vale)));
    assert_eq!(
        done.sentence,
        "Record assessment of Vale Council and Mill Trust"
    );
    assert_eq!(
        done.overview.undo.as_deref(),
        Some("Record assessment of Vale Council and Mill Trust")
    );
    assert_eq!(
        (
            done.overview.counts["ties"],
            done.overview.counts["assessments"]
        ),
        (1, 1)
    );
    // A second view of the same two is a second judgement of the same tie.
    let done = table.act(assessment(&mill, &vale, 1, Some(&mill)));
    assert_eq!(
        (
            done.overview.counts["ties"],
            done.overview.counts["assessments"]
        ),
        (1, 2)
    );
    let Reply::Done(undone) = table.ask(Request::Undo) else {
        unreachable!()
    };
    assert_eq!(
        (
            undone.overview.counts["ties"],
            undone.overview.counts["assessments"]
        ),
        (1, 1)
    );
    let Reply::Done(undone) = table.ask(Request::Undo) else {
        unreachable!()
    };
    assert_eq!(
        (
            undone.overview.counts["ties"],
            undone.overview.counts["assessments"]
        ),
        (0, 0)
    );
    assert_eq!(
        undone.overview.redo.as_deref(),
        Some("Record assessment of Vale Council and Mill Trust")
    );
}

#[test]
fn a_need_and_two_views_make_a_gap_that_the_inspector_explains() {
    let (mut table, vale, mill) = Table::with_two_councils();
    table.act(Act::SetNeed {
        a: vale.clone(),
        b: mill.clone(),
        level: 4,
        reason: "one budget for discharge".into(),
        set_by: "the board".into(),
    });
    table.act(assessment(&vale, &mill, 1, Some(&vale)));
    let done = table.act(assessment(&vale, &mill, 1, Some(&mill)));
    assert_eq!(done.overview.gaps, 1);
    let Reply::Gaps(gaps) = table.ask(Request::Gaps) else {
        unreachable!()
    };
    let pair = &gaps.pairs[0];
    assert_eq!(
        (pair.verdict.as_str(), pair.gap.low, pair.gap.high),
        ("gap", 3, 3)
    );
    let Reply::Inspection(shown) = table.ask(Request::Inspect {
        key: pair.key.clone(),
    }) else {
        unreachable!()
    };
    assert!(shown.finding.unwrap().contains("decide together"));
    assert!(
        shown
            .facts
            .iter()
            .any(|fact| fact.label == "Because" && fact.text.contains("one budget"))
    );
    assert!(
        shown
            .lists
            .iter()
            .any(|list| list.heading == "History" && !list.items.is_empty())
    );
}

#[test]
fn a_promise_offers_the_steps_its_state_allows_and_takes_them() {
    let (mut table, vale, mill) = Table::with_two_councils();
    let made = table
        .act(Act::AddCommitment {
            from: vale,
            to: mill,
            what: "Share data".into(),
            due: Some("2026-03-31".into()),
            promised: true,
            workstream: None,
        })
        .made
        .unwrap();
    for (step, by) in [("report_done", "promiser"), ("accept_done", "requester")] {
        let Reply::Promises(promises) = table.ask(Request::Promises) else {
            unreachable!()
        };
        let offered = &promises.commitments[0].steps;
        assert!(
            offered.iter().any(|one| one.step == step && one.by == by),
            "{offered:?}"
        );
        table.act(Act::MoveCommitment {
            key: made.clone(),
            step: step.into(),
            by: by.into(),
            due: None,
            note: None,
        });
    }
    let Reply::Promises(promises) = table.ask(Request::Promises) else {
        unreachable!()
    };
    assert_eq!(promises.commitments[0].state, "accepted");
    assert!(promises.commitments[0].steps.is_empty());
}

#[test]
fn a_file_that_cannot_be_opened_leaves_the_one_that_is_open() {
    let (mut table, ..) = Table::with_two_councils();
    let path = table.folder.path().join("letter.footbridge");
    std::fs::write(&path, "Dear colleague").unwrap();
    let error = table.refused(Request::Open {
        path: path.display().to_string(),
    });
    assert!(error.to_string().contains("letter.footbridge"), "{error}");
    let Reply::Overview(overview) = table.ask(Request::Overview) else {
        unreachable!()
    };
    assert_eq!(overview.footprint, "The Vale");
}

#[test]
fn nothing_open_is_said_in_a_sentence() {
    let mut table = Table::new();
    let error = table.refused(Request::Gaps);
    assert_eq!(error.failure().code, "nothing_open");
}

#[test]
fn an_edit_is_published_when_asked_and_on_closing_and_is_there_on_opening() {
    let (mut table, ..) = Table::with_two_councils();
    let Reply::Overview(before) = table.ask(Request::Overview) else {
        unreachable!()
    };
    assert!(!before.saved.done, "{}", before.saved.sentence);
    let Reply::Overview(after) = table.ask(Request::Publish) else {
        unreachable!()
    };
    assert!(
        after.saved.done && after.saved.sentence.ends_with("09:41"),
        "{}",
        after.saved.sentence
    );
    table.add("Third Body");
    let Reply::FirstScreen(first) = table.ask(Request::Close) else {
        unreachable!()
    };
    assert_eq!(first.recent[0].name, "The Vale");
    let Reply::Overview(again) = table.ask(Request::Open {
        path: first.recent[0].path.clone(),
    }) else {
        unreachable!()
    };
    assert_eq!(again.counts["organisations"], 3);
    assert_eq!(again.undo.as_deref(), Some("Add organisation Third Body"));
}

#[test]
fn an_import_planned_before_a_change_is_not_carried_out_after_it() {
    let (mut table, ..) = Table::with_two_councils();
    let path = table.folder.path().join("more.csv");
    std::fs::write(&path, "Name,Kind\nThird Body,council\n").unwrap();
    let plan = Request::ImportPlan {
        paths: vec![path.display().to_string()],
        read_as: Some("organisations".into()),
        mapping: Vec::new(),
    };
    let Reply::ImportPlan(planned) = table.ask(plan.clone()) else {
        unreachable!()
    };
    assert!(planned.changes_something);
    table.add("Fourth Body");
    assert_eq!(table.refused(Request::ImportConfirm).code(), "plan_is_old");
    table.ask(plan);
    let Reply::Done(done) = table.ask(Request::ImportConfirm) else {
        unreachable!()
    };
    assert_eq!(done.overview.counts["organisations"], 4);
    assert_eq!(table.refused(Request::ImportConfirm).code(), "no_import");
}

#[test]
fn marks_put_somewhere_by_hand_stay_there() {
    let (mut table, vale, _) = Table::with_two_councils();
    let place = |table: &mut Table| {
        let Reply::Drawing(drawing) = table.ask(Request::Map {
            options: MapOptions::default(),
        }) else {
            unreachable!()
        };
        let mark = drawing.marks.iter().find(|mark| mark.key == vale).unwrap();
        (
            (mark.x + mark.width / 2.0) / drawing.width,
            (mark.y + mark.height / 2.0) / drawing.height,
        )
    };
    place(&mut table);
    let moved = app::wire::MovedMark {
        key: vale.clone(),
        x: 0.8,
        y: 0.3,
        pinned: true,
    };
    let done = table.act(Act::MoveMarks { marks: vec![moved] });
    assert_eq!(
        done.overview.undo.as_deref(),
        Some("Move Vale Council on the map")
    );
    let (x, y) = place(&mut table);
    assert!(
        (x - 0.8).abs() < 0.02 && (y - 0.3).abs() < 0.02,
        "it stands at {x}, {y}"
    );
    table.add("Third Body");
    let (x, y) = place(&mut table);
    assert!(
        (x - 0.8).abs() < 0.02 && (y - 0.3).abs() < 0.02,
        "after an edit it stands at {x}, {y}"
    );
}

#[test]
fn a_paper_says_before_it_is_written_what_it_leaves_out() {
    let mut table = Table::new();
    table.ask(Request::NewDocument {
        path: None,
        start: Start::Example,
    });
    let Reply::PaperPreview(preview) = table.ask(Request::PaperPreview {
        audience: "board".into(),
        details: PaperDetails::default(),
    }) else {
        unreachable!()
    };
    assert_eq!(preview.pages.len(), 2);
    assert!(
        preview
            .left_out
            .iter()
            .any(|sentence| sentence.contains("leaders"))
    );
    let path = table.folder.path().join("paper.pdf");
    let Reply::Exported(exported) = table.ask(Request::Export {
        what: "board_paper".into(),
        path: path.display().to_string(),
        audience: "board".into(),
        details: PaperDetails::default(),
        options: MapOptions::default(),
    }) else {
        unreachable!()
    };
    assert!(exported.sentence.contains("2 pages"));
    assert!(std::fs::read(path).unwrap().starts_with(b"%PDF-"));
}

#[test]
fn whose_eyes_and_which_day_change_every_answer() {
    let mut table = Table::new();
    table.ask(Request::NewDocument {
        path: None,
        start: Start::Example,
    });
    let Reply::Influence(working) = table.ask(Request::Influence) else {
        unreachable!()
    };
    assert!(!working.leaders.is_empty());
    table.ask(Request::SetLens {
        audience: Some("board".into()),
        as_of: Some("2025-06-30".into()),
    });
    let Reply::Influence(board) = table.ask(Request::Influence) else {
        unreachable!()
    };
    assert!(board.leaders.is_empty() && board.withheld.is_some());
    let Reply::Gaps(gaps) = table.ask(Request::Gaps) else {
        unreachable!()
    };
    assert_eq!(
        (gaps.head.audience.as_str(), gaps.head.as_of.as_str()),
        ("board", "2025-06-30")
    );
    assert_eq!(
        table
            .refused(Request::SetLens {
                audience: Some("press".into()),
                as_of: None
            })
            .code(),
        "not_one_of"
    );
}

#[test]
fn things_are_found_by_every_word_typed() {
    let mut table = Table::new();
    table.ask(Request::NewDocument {
        path: None,
        start: Start::Example,
    });
    let mut find = |text: &str| {
        let Reply::Found(found) = table.ask(Request::Find { text: text.into() }) else {
            unreachable!()
        };
        found.matches
    };
    assert_eq!(
        find("aldmere")[0].name,
        "Aldmere University Hospitals Trust"
    );
    assert!(
        find("chief exec council")
            .iter()
            .all(|found| found.key.starts_with("leader:"))
    );
    assert!(find("nobody is called this").is_empty());
    assert!(find("  ").is_empty());
}

#[test]
fn everything_the_maps_point_at_can_be_inspected() {
    let mut table = Table::new();
    table.ask(Request::NewDocument {
        path: None,
        start: Start::Example,
    });
    for show in ["both", "organisations", "leaders"] {
        let options = MapOptions {
            show: show.into(),
            unassessed: true,
            ..MapOptions::default()
        };
        let Reply::Drawing(drawing) = table.ask(Request::Map { options }) else {
            unreachable!()
        };
        assert!(drawing.marks.len() > 20, "{show}");
        for mark in drawing.marks {
            let asked = Request::Inspect {
                key: mark.key.clone(),
            };
            let Reply::Inspection(shown) = table.ask(asked) else {
                unreachable!()
            };
            assert!(!shown.title.is_empty(), "{}", mark.key);
        }
    }
}
