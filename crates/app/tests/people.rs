//! The questions about people as the window asks them, on the invented example.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use app::wire::{Answered, LeaderRow, PeopleQuestion, Reply, Request, Start};
use app::{AppError, Desk, Settings};
use jiff::{Zoned, civil::date, tz::TimeZone};
use tempfile::TempDir;

const ALL: [PeopleQuestion; 6] = [
    PeopleQuestion::Authority,
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
        assert!(!answer.findings.is_empty(), "{question:?} finds something");
        for finding in &answer.findings {
            assert!(
                finding.sentence.ends_with('.') && !finding.next.is_empty(),
                "{finding:?}"
            );
            assert!(
                !finding.evidence.is_empty(),
                "{} rests on somebody",
                finding.sentence
            );
        }
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
    let authority = example.ask(PeopleQuestion::Authority).unwrap();
    let everybody = authority.findings.len() + authority.rest.len();
    assert!(
        authority
            .lead
            .starts_with(&format!("Of {everybody} leaders"))
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
