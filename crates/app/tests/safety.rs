//! What the window does to keep a document from being lost or read by others, as the page would ask for it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use std::path::{Path, PathBuf};

use app::wire::{
    Act, BackupList, Done, MapOptions, MergeReview, Overview, PaperDetails, PersonHeld, Reply,
    Request, SafetyReply, SafetyRequest, SafetySaid, SinceAnswer, Start, Typed,
};
use app::{AppError, Desk, Settings};
use jiff::civil::{Date, date};
use jiff::{Zoned, tz::TimeZone};
use tempfile::TempDir;

struct Table {
    folder: TempDir,
    desk: Desk,
    day: Date,
}

fn typed(passphrase: &str) -> Typed {
    Typed::new(passphrase.to_owned())
}

fn settings(folder: &Path, computer: &str, author: &str) -> Settings {
    Settings {
        data_dir: folder.join(computer),
        documents_dir: folder.to_owned(),
        author: author.to_owned(),
    }
}

impl Table {
    /// With "Vale" open, in which stands one council.
    fn with_a_council() -> (Self, String) {
        let folder = tempfile::tempdir().unwrap();
        let desk = Desk::new(settings(folder.path(), "here", "A. Keeper"));
        let mut table = Self {
            folder,
            desk,
            day: date(2026, 3, 5),
        };
        let start = Start::Empty {
            name: "Vale".to_owned(),
        };
        table.ask(Request::NewDocument { path: None, start });
        let council = table.add("Vale Council");
        table.ask(Request::Publish);
        (table, council)
    }

    fn now(&self) -> Zoned {
        self.day.at(9, 41, 0, 0).to_zoned(TimeZone::UTC).unwrap()
    }

    fn ask(&mut self, request: Request) -> Reply {
        let now = self.now();
        self.desk.ask(request, &now).unwrap()
    }

    fn refused(&mut self, request: Request) -> AppError {
        let now = self.now();
        self.desk.ask(request, &now).unwrap_err()
    }

    fn safety(&mut self, request: SafetyRequest) -> Reply {
        self.ask(Request::Safety { request })
    }

    fn safety_refused(&mut self, request: SafetyRequest) -> AppError {
        self.refused(Request::Safety { request })
    }

    fn add(&mut self, name: &str) -> String {
        self.act(Act::AddOrganisation {
            name: name.into(),
            kind: "council".into(),
            label: String::new(),
            elsewhere: false,
        })
        .made
        .unwrap()
    }

    fn act(&mut self, act: Act) -> Done {
        done(self.ask(Request::Act { act }))
    }

    fn rename(&mut self, key: &str, name: &str) {
        self.act(Act::ChangeOrganisation {
            key: key.to_owned(),
            field: "name".to_owned(),
            value: name.to_owned(),
        });
    }

    fn overview(&mut self) -> Overview {
        overview(self.ask(Request::Overview))
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("Vale.footbridge")
    }

    fn open(&mut self) -> Overview {
        let path = self.file().display().to_string();
        overview(self.ask(Request::Open { path }))
    }

    /// Somebody else edits a copy on another computer.
    fn elsewhere(&self, copy: &Path, edit: impl FnOnce(&mut Desk, &Zoned)) {
        let mut desk = Desk::new(settings(self.folder.path(), "there", "B. Colleague"));
        let now = self.now().checked_add(jiff::Span::new().hours(1)).unwrap();
        let path = copy.display().to_string();
        desk.ask(Request::Open { path }, &now).unwrap();
        edit(&mut desk, &now);
        desk.close(&now).unwrap();
    }

    fn review(&mut self, path: Option<&Path>) -> MergeReview {
        let path = path.map(|path| path.display().to_string());
        let passphrase = None;
        match self.safety(SafetyRequest::Review { path, passphrase }) {
            Reply::Safety(SafetyReply::Review(review)) => review,
            other => unreachable!("{other:?}"),
        }
    }

    fn names(&mut self) -> Vec<String> {
        let Reply::Found(found) = self.ask(Request::Find {
            text: "council".to_owned(),
        }) else {
            unreachable!()
        };
        found.matches.into_iter().map(|one| one.name).collect()
    }

    fn backups(&mut self) -> BackupList {
        match self.safety(SafetyRequest::Backups { path: None }) {
            Reply::Safety(SafetyReply::Backups(list)) => list,
            other => unreachable!("{other:?}"),
        }
    }
}

fn overview(reply: Reply) -> Overview {
    match reply {
        Reply::Overview(overview) => overview,
        other => unreachable!("{other:?}"),
    }
}

fn done(reply: Reply) -> Done {
    match reply {
        Reply::Done(done) => done,
        other => unreachable!("{other:?}"),
    }
}

fn said(reply: Reply) -> SafetySaid {
    match reply {
        Reply::Safety(SafetyReply::Said(said)) => said,
        other => unreachable!("{other:?}"),
    }
}

fn rename(key: &str, name: &str) -> Request {
    Request::Act {
        act: Act::ChangeOrganisation {
            key: key.to_owned(),
            field: "name".to_owned(),
            value: name.to_owned(),
        },
    }
}

fn add(name: &str) -> Request {
    Request::Act {
        act: Act::AddOrganisation {
            name: name.into(),
            kind: "council".into(),
            label: String::new(),
            elsewhere: false,
        },
    }
}

#[test]
fn a_copy_a_sync_program_made_is_noticed_reviewed_and_merged_as_one_step() {
    let (mut table, council) = Table::with_a_council();
    let copy = table.folder.path().join("Vale-PC123.footbridge");
    std::fs::copy(table.file(), &copy).unwrap();
    table.rename(&council, "Vale City Council");
    table.elsewhere(&copy, |desk, now| {
        desk.ask(rename(&council, "Vale County Council"), now)
            .unwrap();
        desk.ask(add("Mill Council"), now).unwrap();
    });
    table.ask(Request::Close);

    let safety = table.open().safety;
    assert_eq!(safety.copies.len(), 1, "{safety:?}");
    assert_eq!(safety.copies[0].name, "Vale-PC123.footbridge");
    assert_eq!(safety.copies[0].kind, "conflict");
    assert!(safety.copies[0].can_be_merged);

    let review = table.review(Some(&copy));
    assert!(!review.nothing_new && !review.is_the_file);
    assert_eq!(review.authors, ["B. Colleague"]);
    assert!(
        review
            .brings
            .first
            .contains(&"Organisation Mill Council was added.".to_owned()),
        "{:?}",
        review.brings
    );
    let [question] = review.questions.as_slice() else {
        unreachable!("{:?}", review.questions)
    };
    assert_eq!(question.field.as_deref(), Some("name"));
    assert!(question.was.contains("Vale Council"), "{}", question.was);
    assert!(question.ours.words.contains("Vale City Council"));
    assert_eq!(question.ours.by.as_deref(), Some("A. Keeper"));
    assert!(question.theirs.words.contains("Vale County Council"));
    assert_eq!(question.theirs.by.as_deref(), Some("B. Colleague"));
    assert!(!question.chosen);

    let choices = vec![format!("{}=theirs", question.point)];
    let Reply::Safety(SafetyReply::Questions(decided)) = table.safety(SafetyRequest::Decide {
        choices: choices.clone(),
    }) else {
        unreachable!()
    };
    assert!(decided.questions.iter().all(|one| one.chosen));
    let before = table.backups().backups.len();
    let merged = done(table.safety(SafetyRequest::Merge { choices }));
    assert!(merged.overview.safety.copies.is_empty());
    assert_eq!(table.backups().backups.len(), before + 1, "a backup first");
    let mut names = table.names();
    names.sort();
    assert_eq!(names, ["Mill Council", "Vale County Council"]);

    table.ask(Request::Undo);
    assert_eq!(table.names(), ["Vale City Council"]);
}

#[test]
fn a_merge_needs_a_review_of_what_is_there() {
    let (mut table, _) = Table::with_a_council();
    let merge = || SafetyRequest::Merge {
        choices: Vec::new(),
    };
    assert_eq!(table.safety_refused(merge()).code(), "nothing_reviewed");
    let copy = table.folder.path().join("Vale-PC123.footbridge");
    std::fs::copy(table.file(), &copy).unwrap();
    table.elsewhere(&copy, |desk, now| {
        desk.ask(add("Mill Council"), now).unwrap();
    });
    assert!(!table.review(Some(&copy)).nothing_new);
    table.add("Late Council");
    let refused = table.safety_refused(merge()).to_string();
    assert!(refused.contains("edited since"), "{refused}");
    assert_eq!(table.names(), ["Late Council", "Vale Council"]);
}

#[test]
fn a_file_that_two_changed_is_opened_reviewed_and_published() {
    let (mut table, council) = Table::with_a_council();
    table.rename(&council, "Vale City Council");
    // The program ends before it could publish, and a colleague's copy comes over the file.
    table.desk = Desk::new(settings(table.folder.path(), "here", "A. Keeper"));
    let file = table.file();
    table.elsewhere(&file, |desk, now| {
        desk.ask(add("Mill Council"), now).unwrap();
    });
    let path = file.display().to_string();
    let refused = table.refused(Request::Open { path: path.clone() });
    assert_eq!(refused.code(), "both_changed");

    let opened = overview(table.safety(SafetyRequest::OpenWith {
        path,
        passphrase: None,
        unpublished: true,
    }));
    let trouble = opened.safety.trouble.unwrap();
    assert_eq!(trouble.kind, "changed");
    assert!(
        trouble.sentence.contains("compare and merge"),
        "{trouble:?}"
    );
    assert!(!opened.saved.done);

    let review = table.review(None);
    assert!(review.is_the_file && review.questions.is_empty());
    done(table.safety(SafetyRequest::Merge {
        choices: Vec::new(),
    }));
    let published = overview(table.ask(Request::Publish));
    assert!(published.saved.done, "{:?}", published.saved);
    assert_eq!(published.safety.trouble, None);
    table.ask(Request::Close);
    table.open();
    assert_eq!(table.names(), ["Mill Council", "Vale City Council"]);
}

#[test]
fn a_file_that_went_away_while_open_leads_to_another_place() {
    let (mut table, council) = Table::with_a_council();
    std::fs::remove_file(table.file()).unwrap();
    table.rename(&council, "Vale City Council");
    let now = overview(table.ask(Request::Publish));
    let trouble = now.safety.trouble.unwrap();
    assert_eq!(trouble.kind, "gone");
    assert!(trouble.sentence.contains("safe on this computer"));
    let path = table.folder.path().join("Another.footbridge");
    let saved = overview(table.ask(Request::SaveAs {
        path: path.display().to_string(),
    }));
    assert_eq!(saved.safety.trouble, None);
    assert!(saved.saved.done && path.exists());
    assert_eq!(table.names(), ["Vale City Council"]);
}

#[test]
fn a_backup_says_what_it_holds_and_is_restored_beside_the_file() {
    let (mut table, council) = Table::with_a_council();
    said(table.safety(SafetyRequest::BackUp));
    table.rename(&council, "Vale City Council");
    let list = table.backups();
    let backup = &list.backups[0];
    assert_eq!(backup.why, "when asked");
    assert!(
        backup.holds.as_deref().unwrap().contains("1 organisation"),
        "{backup:?}"
    );
    assert_eq!(
        backup.last.as_deref(),
        Some("Add organisation Vale Council")
    );
    assert_eq!(backup.last_by.as_deref(), Some("A. Keeper"));
    let to = table.folder.path().join("Back.footbridge");
    let restored = said(table.safety(SafetyRequest::Restore {
        backup: backup.path.clone(),
        to: to.display().to_string(),
        path: None,
    }));
    let path = restored.path.unwrap();
    assert_eq!(table.names(), ["Vale City Council"], "what is open stays");
    table.ask(Request::Open { path });
    assert_eq!(table.names(), ["Vale Council"]);
    // Of a file that cannot be opened any more they are found by its path.
    table.ask(Request::Close);
    let Reply::Safety(SafetyReply::Backups(found)) = table.safety(SafetyRequest::Backups {
        path: Some(list.path),
    }) else {
        unreachable!()
    };
    assert_eq!(found.backups.len(), 1);
}

#[test]
fn a_passphrase_is_set_asked_for_changed_and_removed_and_stands_in_no_answer() {
    let (mut table, _) = Table::with_a_council();
    let set = done(table.safety(SafetyRequest::SetPassphrase {
        current: None,
        new: Some(typed("correct horse")),
    }));
    assert!(set.overview.safety.encrypted);
    let other = table.folder.path().join("Other.footbridge");
    let saved = overview(table.ask(Request::SaveAs {
        path: other.display().to_string(),
    }));
    assert!(saved.safety.encrypted, "a copy is encrypted too");
    table.ask(Request::Close);

    let path = table.file().display().to_string();
    let refused = table.refused(Request::Open { path: path.clone() });
    assert_eq!(refused.code(), "needs_passphrase");
    let with = |passphrase| SafetyRequest::OpenWith {
        path: path.clone(),
        passphrase,
        unpublished: false,
    };
    let refused = table.safety_refused(with(Some(typed("battery staple"))));
    assert_eq!(refused.code(), "wrong_passphrase");
    assert!(!refused.to_string().contains("staple"));
    assert!(!format!("{refused:?}").contains("staple"));
    overview(table.safety(with(Some(typed("correct horse")))));

    let change = |current, new| SafetyRequest::SetPassphrase { current, new };
    let refused = table.safety_refused(change(Some(typed("battery")), Some(typed("staple"))));
    assert_eq!(refused.code(), "wrong_passphrase");
    let refused = table.safety_refused(change(None, None));
    assert_eq!(refused.code(), "needs_passphrase");
    done(table.safety(change(Some(typed("correct horse")), Some(typed("staple")))));
    let removed = done(table.safety(change(Some(typed("staple")), None)));
    assert!(!removed.overview.safety.encrypted);
    table.ask(Request::Close);
    table.open();
}

#[test]
fn a_request_with_a_passphrase_shows_it_nowhere() {
    let request: Request = serde_json::from_value(serde_json::json!({
        "ask": "safety",
        "request": { "safety": "open_with", "path": "Vale.footbridge", "passphrase": "correct horse" }
    }))
    .unwrap();
    assert!(!format!("{request:?}").contains("horse"));
    assert!(!serde_json::to_string(&request).unwrap().contains("horse"));
    // Nor does what is said of a request that cannot be read.
    let broken = serde_json::json!({
        "ask": "safety",
        "request": { "safety": "open_with", "path": "Vale.footbridge", "passphrase": { "correct": "horse" } }
    });
    let error = serde_json::from_value::<Request>(broken).unwrap_err();
    assert!(!format!("{error:?} {error}").contains("horse"), "{error}");
    let broken = serde_json::json!({
        "ask": "safety",
        "request": { "safety": "open_with", "path": 4, "passphrase": "correct horse" }
    });
    let error = serde_json::from_value::<Request>(broken).unwrap_err();
    assert!(!format!("{error:?} {error}").contains("horse"), "{error}");
}

impl Table {
    fn with_a_leader() -> (Self, String) {
        let (mut table, council) = Self::with_a_council();
        let leader = table
            .act(Act::AddLeader {
                name: "Ann Ash".to_owned(),
                organisation: Some(council),
                title: "Chief executive".to_owned(),
                authority: None,
            })
            .made
            .unwrap();
        (table, leader)
    }

    fn held(&mut self, key: &str) -> PersonHeld {
        let key = key.to_owned();
        match self.safety(SafetyRequest::Person { key }) {
            Reply::Safety(SafetyReply::Person(held)) => held,
            other => unreachable!("{other:?}"),
        }
    }
}

#[test]
fn one_person_s_record_is_saved_and_the_person_erased_after_the_name_was_typed() {
    let (mut table, leader) = Table::with_a_leader();
    said(table.safety(SafetyRequest::BackUp));
    let held = table.held(&leader);
    assert_eq!(held.name, "Ann Ash");
    assert!(held.goes.contains(&"1 post".to_owned()), "{:?}", held.goes);
    assert_eq!(held.copies.len(), 1, "{:?}", held.copies);
    assert_eq!(held.copies[0].why.as_deref(), Some("when asked"));

    let to = table.folder.path().join("Record.json");
    said(table.safety(SafetyRequest::PersonRecord {
        key: leader.clone(),
        path: to.display().to_string(),
        numbered: true,
    }));
    assert!(std::fs::read_to_string(&to).unwrap().contains("Ann Ash"));

    table.safety(SafetyRequest::KeepUntil {
        key: leader.clone(),
        day: Some("2027-03-31".to_owned()),
    });
    let erase = |name: &str| SafetyRequest::Erase {
        key: leader.clone(),
        name: name.to_owned(),
        copies_too: true,
    };
    let refused = table.safety_refused(erase("Ann"));
    assert_eq!(refused.code(), "name_not_typed");
    assert_eq!(table.overview().counts["leaders"], 1);
    let erased = done(table.safety(erase(" ann  ash ")));
    assert_eq!(erased.overview.counts["leaders"], 0);
    assert_eq!((erased.overview.undo, erased.overview.redo), (None, None));
    assert!(erased.overview.saved.done, "{:?}", erased.overview.saved);
    let bytes = std::fs::read(table.file()).unwrap();
    assert!(!String::from_utf8_lossy(&bytes).contains("Ann Ash"));
}

#[test]
fn while_deleting_is_frozen_nobody_is_erased_and_the_window_says_why() {
    let (mut table, leader) = Table::with_a_leader();
    let frozen = done(table.safety(SafetyRequest::Freeze {
        why: "A request is open".to_owned(),
    }));
    let now = frozen.overview.safety.frozen.unwrap();
    assert_eq!(now.why.as_deref(), Some("A request is open"));
    assert_eq!(now.since, "2026-03-05");
    let refused = table.safety_refused(SafetyRequest::Erase {
        key: leader,
        name: "Ann Ash".to_owned(),
        copies_too: false,
    });
    assert_eq!(refused.code(), "document");
    assert!(refused.to_string().contains("A request is open"));
    // The board is told that it is so, and not why.
    let board = overview(table.ask(Request::SetLens {
        audience: Some("board".to_owned()),
        as_of: None,
    }));
    assert_eq!(board.safety.frozen.unwrap().why, None);
    table.safety_refused(SafetyRequest::LiftFreeze {
        why: " ".to_owned(),
    });
    let lifted = done(table.safety(SafetyRequest::LiftFreeze {
        why: "It was answered".to_owned(),
    }));
    assert_eq!(lifted.overview.safety.frozen, None);
}

#[test]
fn how_long_a_person_is_kept_is_a_step_like_any_other() {
    let (mut table, leader) = Table::with_a_leader();
    let kept = done(table.safety(SafetyRequest::KeepUntil {
        key: leader.clone(),
        day: Some("2027-03-31".to_owned()),
    }));
    assert!(kept.sentence.contains("Ann Ash"), "{}", kept.sentence);
    assert_eq!(
        table.held(&leader).keep_until.as_deref(),
        Some("2027-03-31")
    );
    table.ask(Request::Undo);
    assert_eq!(table.held(&leader).keep_until, None);
}

#[test]
fn what_only_the_working_group_may_see_is_not_shown_to_the_board() {
    let (mut table, leader) = Table::with_a_leader();
    said(table.safety(SafetyRequest::BackUp));
    table.ask(Request::SetLens {
        audience: Some("board".to_owned()),
        as_of: None,
    });
    for request in [
        SafetyRequest::Person { key: leader },
        SafetyRequest::Review {
            path: None,
            passphrase: None,
        },
        SafetyRequest::Since {
            day: Some("2026-03-04".to_owned()),
            baseline: None,
        },
    ] {
        assert_eq!(table.safety_refused(request).code(), "withheld");
    }
    assert_eq!(table.backups().backups[0].last, None);
}

#[test]
fn the_footprint_is_shown_as_it_was_known_and_cannot_be_changed_then() {
    let (mut table, council) = Table::with_a_council();
    table.day = date(2026, 3, 7);
    table.rename(&council, "Vale City Council");
    table.add("Mill Council");
    let known = overview(table.safety(SafetyRequest::Known {
        day: Some("2026-03-06".to_owned()),
        baseline: None,
    }));
    assert_eq!(known.safety.known.unwrap().day, "2026-03-06");
    assert_eq!(known.as_of, "2026-03-06");
    assert_eq!(known.counts["organisations"], 1);
    let path = table.folder.path().join("then.svg");
    table.ask(Request::Export {
        what: "map".to_owned(),
        path: path.display().to_string(),
        audience: "working".to_owned(),
        details: PaperDetails::default(),
        options: MapOptions::default(),
    });
    let drawn = std::fs::read_to_string(path).unwrap();
    assert!(drawn.contains("As it was known on 6 March 2026"));
    // Also to those who hear it.
    assert!(drawn.contains("on 6 March 2026 as it was known on 6 March 2026, as seen by"));
    assert_eq!((known.undo, known.redo), (None, None));
    assert_eq!(table.names(), ["Vale Council"]);
    for request in [
        rename(&council, "No Council"),
        Request::Undo,
        Request::QuickTake {
            line: "Ann Ash".to_owned(),
            choices: Vec::new(),
        },
    ] {
        assert_eq!(table.refused(request).code(), "only_looking");
    }
    let now = overview(table.safety(SafetyRequest::Known {
        day: None,
        baseline: None,
    }));
    assert_eq!((now.safety.known, now.as_of.as_str()), (None, "2026-03-07"));
    assert_eq!(now.counts["organisations"], 2);
}

#[test]
fn a_baseline_is_named_listed_shown_and_compared_with() {
    let (mut table, council) = Table::with_a_council();
    let name = "March board".to_owned();
    done(table.safety(SafetyRequest::NameBaseline { name }));
    table.day = date(2026, 4, 2);
    table.rename(&council, "Vale City Council");
    let Reply::Safety(SafetyReply::Baselines(list)) = table.safety(SafetyRequest::Baselines) else {
        unreachable!()
    };
    let [one] = list.baselines.as_slice() else {
        unreachable!("{list:?}")
    };
    assert_eq!(
        (one.name.as_str(), one.day.as_str()),
        ("March board", "2026-03-05")
    );
    let key = one.key.clone();
    let Reply::Safety(SafetyReply::Since(SinceAnswer {
        sentences, name, ..
    })) = table.safety(SafetyRequest::Since {
        day: None,
        baseline: Some(key.clone()),
    })
    else {
        unreachable!()
    };
    assert_eq!(name.as_deref(), Some("March board"));
    assert_eq!(sentences.count, 1, "{sentences:?}");
    assert!(sentences.first[0].contains("Vale City Council"));
    let shown = overview(table.safety(SafetyRequest::Known {
        day: None,
        baseline: Some(key),
    }));
    assert_eq!(
        shown.safety.known.unwrap().name.as_deref(),
        Some("March board")
    );
    assert_eq!(table.names(), ["Vale Council"]);
}

#[test]
fn others_are_answered_while_an_import_is_read() {
    let (mut table, _) = Table::with_a_council();
    let list = table.folder.path().join("list.csv");
    std::fs::write(&list, "Name,Kind\nMill Trust,acute hospital\n").unwrap();
    let now = table.now();
    let plan = || Request::ImportPlan {
        paths: vec![list.display().to_string()],
        read_as: None,
        mapping: Vec::new(),
    };
    let reading = table.desk.begin(plan(), &now).unwrap();
    table.add("Late Council");
    let finished = reading.finish().unwrap();
    let Reply::ImportPlan(answer) = table.desk.keep(finished) else {
        unreachable!()
    };
    assert!(answer.changes_something);
    // What was planned for the footprint before the edit is not carried out on the one after it.
    assert_eq!(table.refused(Request::ImportConfirm).code(), "plan_is_old");
    table.ask(plan());
    done(table.ask(Request::ImportConfirm));
    assert_eq!(table.overview().counts["organisations"], 3);
}

#[test]
fn an_import_planned_for_one_document_is_not_carried_out_on_another() {
    let (mut table, _) = Table::with_a_council();
    let list = table.folder.path().join("list.csv");
    std::fs::write(&list, "Name,Kind\nMill Trust,acute hospital\n").unwrap();
    let now = table.now();
    let request = Request::ImportPlan {
        paths: vec![list.display().to_string()],
        read_as: None,
        mapping: Vec::new(),
    };
    let reading = table.desk.begin(request, &now).unwrap();
    table.ask(Request::NewDocument {
        path: None,
        start: Start::Empty {
            name: "Dale".to_owned(),
        },
    });
    let finished = reading.finish().unwrap();
    table.desk.keep(finished);
    assert_eq!(table.refused(Request::ImportConfirm).code(), "no_import");
}
