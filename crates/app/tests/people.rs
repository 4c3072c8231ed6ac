//! The questions about people as the window asks them, on the invented example.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use app::wire::{
    Answered, JobState, LeaderRow, PeopleQuestion, Reply, Request, Start, Tried, TriedFound,
    TriedQuestion,
};
use app::{AppError, Desk, Settings};
use jiff::{Zoned, civil::date, tz::TimeZone};
use tempfile::TempDir;

const ALL: [PeopleQuestion; 5] = [
    PeopleQuestion::Brokers,
    PeopleQuestion::Failure,
    PeopleQuestion::Lines,
    PeopleQuestion::Views,
    PeopleQuestion::Introductions,
];

fn now() -> Zoned {
    date(2026, 7, 5)
        .at(9, 41, 0, 0)
        .to_zoned(TimeZone::UTC)
        .unwrap()
}

struct Example {
    _folder: TempDir,
    desk: Desk,
    leaders: Vec<LeaderRow>,
}

impl Example {
    fn new() -> Self {
        Self::of(Start::Example)
    }

    fn of(start: Start) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut desk = Desk::new(Settings {
            data_dir: folder.path().join("data"),
            documents_dir: folder.path().to_owned(),
            author: "A. Keeper".to_owned(),
        });
        desk.ask(Request::NewDocument { path: None, start }, &now())
            .unwrap();
        let Reply::Directory(directory) =
            desk.ask(Request::Directory { have: None }, &now()).unwrap()
        else {
            unreachable!("a directory is answered by one")
        };
        let leaders = directory.leaders;
        Self {
            _folder: folder,
            desk,
            leaders,
        }
    }

    fn key(&self, name: &str) -> String {
        let found = self.leaders.iter().find(|one| one.name == name).unwrap();
        format!("leader:{}", found.id)
    }

    fn ask(&mut self, question: PeopleQuestion) -> Result<Answered, AppError> {
        let from = Some(self.key("Imran Quddus"));
        let to = Some(self.key("Keith Dunmail"));
        let request = Request::Answer { question, from, to };
        let Reply::Answered(answer) = self.desk.ask(request, &now())? else {
            unreachable!("a question is answered")
        };
        Ok(answer)
    }

    fn try_out(&mut self, question: TriedQuestion) -> Result<Tried, AppError> {
        let job = "test".to_owned();
        let Reply::Tried(tried) = self.desk.ask(Request::Try { job, question }, &now())? else {
            unreachable!("what is tried is answered")
        };
        Ok(tried)
    }

    fn job(&mut self, name: &str, end: bool) -> JobState {
        let job = name.to_owned();
        let request = if end {
            Request::EndJob { job }
        } else {
            Request::JobState { job }
        };
        let Reply::Job(state) = self.desk.ask(request, &now()).unwrap() else {
            unreachable!("a job has a state")
        };
        state
    }

    fn revision(&mut self) -> u32 {
        let Reply::Overview(overview) = self.desk.ask(Request::Overview, &now()).unwrap() else {
            unreachable!("an overview was asked for")
        };
        overview.revision
    }

    fn seen_by(&mut self, audience: &str) {
        let request = Request::SetLens {
            audience: Some(audience.to_owned()),
            as_of: None,
        };
        self.desk.ask(request, &now()).unwrap();
    }
}

#[test]
fn every_question_about_people_is_answered_on_the_example() {
    let mut example = Example::new();
    for question in ALL {
        let answer = example.ask(question).unwrap();
        assert!(!answer.withheld, "{question:?} is for the working group");
        assert!(
            answer.coverage.ends_with('.'),
            "{question:?} says how much is known"
        );
        // In one form: so many of so many, of what.
        for part in answer.coverage.split(". ").next().unwrap().split("; ") {
            let words: Vec<&str> = part.split(' ').collect();
            let number = |word: &str| word.chars().all(|c| c.is_ascii_digit() || c == ',');
            assert!(
                number(words[0]) && words[1] == "of" && number(words[2]) && words.len() > 4,
                "{question:?}: {part}"
            );
        }
        assert!(!answer.findings.is_empty(), "{question:?} finds something");
        for finding in &answer.findings {
            assert!(
                finding.sentence.ends_with('.') && !finding.next.is_empty(),
                "{finding:?}"
            );
        }
        // What sums up others rests on nobody in particular.
        let on_nobody = answer.findings.iter().filter(|one| one.evidence.is_empty());
        assert!(on_nobody.count() <= 1, "{question:?} rests on somebody");
        let mut said: Vec<&str> = answer
            .findings
            .iter()
            .map(|one| one.sentence.as_str())
            .collect();
        said.extend(answer.rest.iter().map(|one| one.sentence.as_str()));
        let all = said.len();
        said.sort_unstable();
        said.dedup();
        assert_eq!(said.len(), all, "{question:?} says nothing twice");
    }
    let lines = example.ask(PeopleQuestion::Lines).unwrap();
    let longest = lines.findings.iter().map(|one| one.details.len()).max();
    assert!(
        longest > Some(3),
        "every line that is too long has a line of its own"
    );
    let introductions = example.ask(PeopleQuestion::Introductions).unwrap();
    let ways = &introductions.findings[0].ways;
    assert!((1..=3).contains(&ways.len()), "each way is read by itself");
    assert!(ways.iter().all(|way| way.starts_with("Through ")));
}

#[test]
fn what_is_tried_says_places_only_where_they_hold() {
    let mut example = Example::new();
    let tried = example.try_out(TriedQuestion::Places).unwrap();
    assert_eq!(tried.audience, "working");
    assert!(tried.said.lead.contains("500 plausible versions"));
    let TriedFound::Places { rows, .. } = tried.found else {
        unreachable!("places were asked for")
    };
    let known = |name: &str| example.leaders.iter().any(|one| one.name == name);
    assert!(rows.len() > 80 && rows.iter().all(|row| known(&row.name)));
    let places = rows
        .iter()
        .flat_map(|row| [&row.go_between, &row.contacts, &row.listened_to]);
    let mut settled = 0;
    for place in places {
        assert_eq!(place.position.is_some(), place.state == "settled");
        if place.state == "not_settled" {
            assert_eq!(place.short, "not settled");
        }
        settled += u32::from(place.position.is_some());
    }
    assert!(
        settled > 0,
        "the example is known well enough for some places"
    );
}

#[test]
fn authority_and_attention_stand_on_two_axes_with_their_reasons() {
    let mut example = Example::new();
    let general = TriedQuestion::Authority { proposal: None };
    let tried = example.try_out(general).unwrap();
    let TriedFound::Authority { rows, .. } = tried.found else {
        unreachable!("authority was asked for")
    };
    let everybody = rows.len();
    assert!(
        tried
            .said
            .lead
            .starts_with(&format!("Of {everybody} leaders"))
    );
    for row in rows {
        assert!(!row.formal.is_empty() && !row.formal_because.is_empty());
        assert!(!row.heard.is_empty() && !row.heard_because.is_empty());
        assert_eq!(row.corner.is_none(), row.position == "not enough known");
    }
    let proposal = Some("proposal:00000000-0000-4000-8000-000000000000".to_owned());
    let error = example.try_out(TriedQuestion::Authority { proposal });
    assert_eq!(error.unwrap_err().code(), "not_found");
}

#[test]
fn supposing_shows_every_answer_then_and_writes_nothing() {
    let mut example = Example::new();
    let before = example.revision();
    let key = example.key("Imran Quddus");
    let tried = example.try_out(TriedQuestion::Without { key }).unwrap();
    assert_eq!(tried.revision, before);
    assert!(tried.said.lead.starts_with("Without Imran Quddus"));
    let TriedFound::Otherwise {
        figures, answers, ..
    } = tried.found
    else {
        unreachable!("what would be otherwise was asked for")
    };
    assert!(figures.iter().any(|one| one.today != one.then));
    assert!(!answers.is_empty());
    assert!(
        answers
            .iter()
            .flat_map(|answer| &answer.changes)
            .all(|one| one.today != one.then && !one.what.is_empty())
    );
    let [a, b] = ["Imran Quddus", "Keith Dunmail"].map(|name| example.key(name));
    let tie = |level| TriedQuestion::WithTie {
        a: a.clone(),
        b: b.clone(),
        level,
    };
    let tried = example.try_out(tie(5)).unwrap();
    assert!(
        tried
            .said
            .lead
            .starts_with("If Imran Quddus and Keith Dunmail worked together")
    );
    assert_eq!(example.try_out(tie(0)).unwrap_err().code(), "not_one_of");
    assert_eq!(example.revision(), before);
}

#[test]
fn the_desk_answers_while_something_is_tried_and_ends_it_when_told() {
    let mut example = Example::new();
    let job = "places".to_owned();
    let request = Request::Try {
        job: job.clone(),
        question: TriedQuestion::Places,
    };
    let begun = example.desk.begin(request, &now()).unwrap();
    // It has been taken in hand; the desk is free for anything else.
    assert!(example.job("places", false).under_way);
    let key = example.key("Imran Quddus");
    example.desk.ask(Request::Inspect { key }, &now()).unwrap();
    assert!(!example.job("places", true).under_way);
    assert_eq!(begun.finish().unwrap_err().code(), "cancelled");
    // One that goes on ends by itself, and no longer is under way then.
    let request = Request::Try {
        job,
        question: TriedQuestion::Places,
    };
    let begun = example.desk.begin(request, &now()).unwrap();
    example.desk.ask(Request::Close, &now()).unwrap();
    assert_eq!(
        begun.finish().unwrap_err().code(),
        "cancelled",
        "nothing is tried of a document that was put away"
    );
}

#[test]
fn the_board_is_told_nothing_of_named_people() {
    let mut example = Example::new();
    for audience in ["board", "public"] {
        example.seen_by(audience);
        for question in ALL {
            let answer = example.ask(question).unwrap();
            assert_eq!(
                answer.withheld,
                question != PeopleQuestion::Views,
                "{question:?}"
            );
            assert!(!answer.lead.is_empty(), "{question:?} says why, or what");
            let told = serde_json::to_string(&answer).unwrap();
            assert!(
                !told.contains("leader:"),
                "{question:?} names a leader to the {audience}"
            );
            for leader in &example.leaders {
                assert!(
                    !told.contains(&leader.name),
                    "{} is named to the {audience}",
                    leader.name
                );
            }
        }
    }
    for audience in ["board", "public"] {
        example.seen_by(audience);
        let key = example.key("Imran Quddus");
        let (a, b) = (key.clone(), example.key("Keith Dunmail"));
        for question in [
            TriedQuestion::Places,
            TriedQuestion::Authority { proposal: None },
            TriedQuestion::Without { key },
            TriedQuestion::WithTie { a, b, level: 3 },
        ] {
            let tried = example.try_out(question).unwrap();
            assert!(tried.said.withheld && !tried.said.lead.is_empty());
            let told = serde_json::to_string(&tried).unwrap();
            assert!(
                !told.contains("leader:") && !told.contains("Quddus"),
                "{told}"
            );
        }
    }
    // Whom not to ask is for the working group alone.
    example.seen_by("partners");
    let answer = example.ask(PeopleQuestion::Introductions).unwrap();
    assert!(answer.withheld && answer.findings.is_empty() && answer.rest.is_empty());
}

#[test]
fn an_introduction_to_somebody_who_is_not_there_is_refused_in_a_sentence() {
    let mut example = Example::new();
    let request = Request::Answer {
        question: PeopleQuestion::Introductions,
        from: Some(example.key("Imran Quddus")),
        to: Some("leader:00000000-0000-4000-8000-000000000000".to_owned()),
    };
    let error = example.desk.ask(request, &now()).unwrap_err();
    assert_eq!(error.code(), "not_found");
}

#[test]
fn a_footprint_with_nothing_in_it_is_answered_with_what_to_enter() {
    let name = "The Vale".to_owned();
    let mut empty = Example::of(Start::Empty { name });
    for question in ALL {
        if question == PeopleQuestion::Introductions {
            continue;
        }
        let request = Request::Answer {
            question,
            from: None,
            to: None,
        };
        let Reply::Answered(answer) = empty.desk.ask(request, &now()).unwrap() else {
            unreachable!("a question is answered")
        };
        assert!(answer.findings.is_empty() && answer.rest.is_empty());
        assert!(
            !answer.lead.is_empty() && !answer.next.is_empty(),
            "{question:?}"
        );
        assert_eq!(answer.coverage, "", "nothing is known of nothing");
    }
}
