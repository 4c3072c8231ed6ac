//! Typed lines as a busy person writes them, and what each comes down to.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod quick_lines;

use std::collections::BTreeSet;

use app::quick::{State, Understood};
use app::wire::QuickChoice;
use domain::{Edit, EntityRef, Map, Party};
use proptest::prelude::*;
use quick_lines::{Desk, TODAY, choice};

/// Each line and the sentence of what will happen; after a question mark, why it cannot be taken yet.
const LINES: &[(&str, &str)] = &include!("quick_lines/table.in");

#[test]
fn lines_are_understood_as_a_busy_person_means_them() {
    let desk = Desk::new();
    let mut wrong = Vec::new();
    for (line, expected) in LINES {
        let understood = desk.read(line);
        let said = match &understood.missing {
            None => understood.sentence(),
            Some(reason) => format!("? {reason}"),
        };
        if said != *expected {
            wrong.push(format!(
                "(\"{line}\",\n \"{}\"),",
                said.replace('"', "\\\"")
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {} lines:\n{}",
        wrong.len(),
        LINES.len(),
        wrong.join("\n")
    );
}

/// The answers that are offered first, for every question that has none.
fn first_answers(understood: &Understood) -> Vec<QuickChoice> {
    understood
        .questions
        .iter()
        .filter_map(|question| {
            let answer = question
                .chosen
                .clone()
                .or_else(|| Some(question.candidates.first()?.answer.clone()))?;
            Some(choice(&question.id, &answer))
        })
        .collect()
}

/// Reads a line, answers what it asks until nothing is open, and takes it.
fn take_answering(desk: &mut Desk, line: &str) -> Understood {
    let mut choices: Vec<QuickChoice> = Vec::new();
    for _ in 0..6 {
        let more = first_answers(&desk.read_with(line, &choices));
        if more == choices {
            break;
        }
        choices = more;
    }
    desk.take_with(line, &choices)
}

/// What must never be twice in a footprint: names of people, of bodies, posts, ties, promises, workstreams.
fn counts(map: &Map) -> [usize; 10] {
    [
        map.leaders().len(),
        map.organisations().len(),
        map.posts().len(),
        map.ties().len(),
        map.assessments().len(),
        map.commitments().len(),
        map.workstreams().len(),
        map.needs().len(),
        map.notes().len(),
        map.contacts().len(),
    ]
}

#[test]
fn a_line_taken_twice_is_there_once() {
    for (line, _) in LINES {
        let mut desk = Desk::new();
        let first = take_answering(&mut desk, line);
        if first.step().is_none() {
            continue;
        }
        let after = counts(&desk.map);
        let again = take_answering(&mut desk, line);
        assert_eq!(again.edits, [], "{line}");
        assert_eq!(counts(&desk.map), after, "{line}");
    }
}

#[test]
fn an_ambiguous_name_asks_and_the_answer_decides() {
    let mut desk = Desk::new();
    let line = "Maria Okafor works with John Smith 3";
    let read = desk.read(line);
    let [question] = read.questions.as_slice() else {
        panic!("{:?}", read.questions)
    };
    assert_eq!((question.chosen.clone(), read.step()), (None, None));
    let details: Vec<&str> = question
        .candidates
        .iter()
        .map(|candidate| candidate.detail.as_str())
        .collect();
    assert_eq!(
        details,
        [
            "Director of adult services, Vale Council",
            "Chair, Mill Road Community",
            "a new leader",
            "a new organisation"
        ]
    );
    let second = question.candidates[1].answer.clone();
    let taken = desk.take_with(line, &[choice(&question.id, &second)]);
    let Some(Edit::AddTie(tie)) = taken.edits.first() else {
        panic!("{:?}", taken.edits)
    };
    assert_eq!(EntityRef::from(tie.b).to_string(), second);
    assert_eq!(desk.map.leaders().len(), 7);
}

#[test]
fn a_near_miss_is_offered_first_and_somebody_new_is_one_choice_away() {
    let mut desk = Desk::new();
    for line in [
        "Maria Okafer, chief executive, Vale Council",
        "Okafor Maria, chief executive, Vale Council",
        "Maria Okfaor, chief executive, Vale Council",
        "Mariah Okafor, chief executive, Vale Council",
        "Tom Raye, chief executive, Mill Road Community",
        "Anjali Merow, clinical chair, the CCG",
    ] {
        let read = desk.read(line);
        assert_eq!(read.edits, [], "{line}");
        let question = read.questions.first().unwrap();
        assert!(
            question.sentence.starts_with("Did you mean"),
            "{line}: {}",
            question.sentence
        );
        assert_eq!(
            question.chosen.as_ref(),
            Some(&question.candidates[0].answer),
            "{line}"
        );
    }
    let line = "Maria Okafer, chief executive, Vale Council";
    let id = desk.read(line).questions[0].id.clone();
    desk.take_with(line, &[choice(&id, "new_leader")]);
    assert_eq!(desk.map.leaders().len(), 8);
    // Once she is there she is found by her own name.
    let again = desk.read(line);
    assert_eq!((again.questions.len(), again.edits.len()), (0, 0));
}

#[test]
fn a_name_that_is_near_nobody_asks_nothing() {
    let desk = Desk::new();
    for line in [
        "Ann Lee, chair, Vale Council",
        "Ian Lee, chair, Vale Council",
        "Maria Winter, chair, Vale Council",
        "Tim Rose, chair, Vale Council",
    ] {
        let read = desk.read(line);
        assert_eq!(read.questions, [], "{line}");
        assert!(read.step().is_some(), "{line}");
    }
}

#[test]
fn the_same_name_at_another_body_is_the_same_person_unless_told_otherwise() {
    let mut desk = Desk::new();
    let line = "Maria Okafor, chair, Skarrow District";
    let read = desk.read(line);
    assert!(matches!(read.edits.as_slice(), [Edit::AppointLeader(_)]));
    let id = read.questions[0].id.clone();
    let another = [choice(&id, "new_leader")];
    desk.take_with(line, &another);
    assert_eq!(desk.map.leaders().len(), 8);
    // Told so twice, there are still two of the name and not three.
    desk.take_with(line, &another);
    assert_eq!(desk.map.leaders().len(), 8);
    assert_eq!(
        desk.read("Maria Okafor works with Tom Ray 2")
            .missing
            .as_deref(),
        Some("\u{201c}Maria Okafor\u{201d} may be several. Which do you mean?")
    );
}

#[test]
fn a_new_title_at_the_same_body_may_follow_the_old_one() {
    let mut desk = Desk::new();
    let line = "Maria Okafor, returning officer, Vale Council, from 1 April 2026";
    let id = desk.read(line).questions[0].id.clone();
    let taken = desk.take_with(line, &[choice(&id, "instead")]);
    assert_eq!(
        taken.sentence(),
        "Appoint Maria Okafor returning officer of Vale Council from 1 April 2026, instead of chief executive, which ends on 31 March 2026."
    );
    let posts: Vec<_> = desk
        .map
        .posts()
        .iter()
        .filter(|post| desk.map.leader(post.leader_id).unwrap().name == "Maria Okafor")
        .map(|post| {
            (
                post.title.as_str(),
                post.from.map(|day| day.to_string()),
                post.to.map(|day| day.to_string()),
            )
        })
        .collect();
    assert_eq!(
        posts,
        [
            (
                "Chief executive",
                Some("2021-04-01".to_owned()),
                Some("2026-03-31".to_owned())
            ),
            ("Returning officer", Some("2026-04-01".to_owned()), None),
        ]
    );
}

#[test]
fn a_step_is_named_after_what_the_line_is_for() {
    let desk = Desk::new();
    let Some(Edit::Together { what, edits }) = desk
        .read("Priya Nair, chief executive, Winterfold Hospice; works with Maria Okafor 3")
        .step()
    else {
        panic!("the line is ready")
    };
    assert_eq!(
        what,
        "Add Priya Nair, chief executive of Winterfold Hospice, and 2 more"
    );
    assert!(matches!(
        edits.as_slice(),
        [
            Edit::AddOrganisation(_),
            Edit::AddLeader(_),
            Edit::AppointLeader(_),
            Edit::AddTie(_),
            Edit::RecordAssessment(_)
        ]
    ));
}

#[test]
fn who_is_entered_belongs_to_the_footprint() {
    let desk = Desk::new();
    let place = desk.map.footprint().place_id.unwrap();
    for (line, belongs) in [
        ("Winterfold Hospice, charity", true),
        ("Winterfold Hospice, charity, elsewhere", false),
    ] {
        let read = desk.read(line);
        let [Edit::AddOrganisation(row)] = read.edits.as_slice() else {
            panic!("{line}: {:?}", read.edits)
        };
        assert_eq!(
            row.memberships
                .iter()
                .any(|membership| membership.place_id == place),
            belongs,
            "{line}"
        );
    }
}

#[test]
fn what_is_not_understood_is_marked_where_it_stands_and_holds_the_line_up() {
    let desk = Desk::new();
    for (line, unclear) in [
        ("Vale Council and Harrow Down 3, blue", "blue"),
        ("Vale Council and Harrow Down 9", "9"),
        (
            "Maria Okafor, chief executive, Vale Council, ods X1",
            "ods X1",
        ),
        ("Vale Council, council, ???", "?"),
        ("works with her 3", "works with"),
    ] {
        let read = desk.read(line);
        let marked: Vec<&str> = read
            .parts
            .iter()
            .filter(|part| part.state == State::Unclear)
            .map(|part| part.span.of(line))
            .collect();
        assert!(
            marked.iter().any(|text| text.contains(unclear)),
            "{line}: {marked:?}"
        );
        assert_eq!(read.step(), None, "{line}");
        assert!(read.missing.unwrap().ends_with('.'), "{line}");
    }
}

fn completions(desk: &Desk, line: &str) -> Vec<String> {
    desk.read(line)
        .completions
        .into_iter()
        .map(|completion| completion.text)
        .collect()
}

#[test]
fn names_are_completed_from_any_of_their_words() {
    let desk = Desk::new();
    assert_eq!(completions(&desk, "mar"), ["Maria Okafor"]);
    assert_eq!(
        completions(&desk, "Maria Okafor works with t r"),
        ["Tom Ray", "Mill Road Community Health NHS Trust"]
    );
    assert_eq!(completions(&desk, "oneill"), ["Siân O’Neill-Jones"]);
    assert_eq!(completions(&desk, "vale cou"), ["Vale Council"]);
    assert_eq!(
        completions(&desk, "XH"),
        ["Harrow Down University Hospitals NHS Foundation Trust"]
    );
    assert_eq!(completions(&desk, "workstream fra"), ["Frailty at home"]);
    assert_eq!(
        completions(&desk, "Priya Nair, chief ex"),
        ["chief executive"]
    );
    assert_eq!(
        completions(&desk, "Vale Council, cou"),
        ["council", "Skarrow District Council", "Vale Council"]
    );
    assert_eq!(
        completions(&desk, "Maria Okafor wor"),
        ["works with", "workstream"]
    );
    assert_eq!(
        completions(&desk, "Maria Okafor"),
        Vec::<String>::new(),
        "what is written out"
    );
    assert_eq!(
        completions(&desk, "Maria Okafor works with "),
        Vec::<String>::new(),
        "nothing is begun"
    );
    assert_eq!(completions(&desk, "zzz"), Vec::<String>::new());
}

#[test]
fn after_a_title_bodies_come_first_and_closed_ones_last() {
    let desk = Desk::new();
    let offered = completions(&desk, "Priya Nair, chair, v");
    assert_eq!(
        offered,
        [
            "Vale Council",
            "NHS Vale and Esk Clinical Commissioning Group",
            "Esk Valley GP Federation",
            "Cllr Peter Van der Berg",
            "NHS Old Vale Clinical Commissioning Group"
        ]
    );
}

#[test]
fn a_completion_takes_the_place_of_the_word_one_stands_in() {
    let desk = Desk::new();
    let line = "Tom Ray works with okaf 3";
    let asked = app::quick::Asked {
        line,
        caret: 22,
        choices: &[],
        today: TODAY,
        author: "A. Keeper",
    };
    let read = app::quick::read(&asked, &desk.map, &desk.index, &mut domain::Uuid::nil);
    let [completion] = read.completions.as_slice() else {
        panic!("{:?}", read.completions)
    };
    assert_eq!(
        (completion.span.of(line), completion.text.as_str()),
        ("okaf", "Maria Okafor")
    );
}

#[test]
fn an_empty_footprint_is_filled_by_lines_alone() {
    let mut desk = Desk::empty();
    for line in [
        "Brackholm Council, council",
        "Priya Nair, chief executive, Brackholm Council",
        "Winterfold Hospice, charity",
        "Ann Bell, director, Winterfold Hospice; works with Priya Nair 2, trust 4",
        "Brackholm Council and Winterfold Hospice 1, told by Ann Bell",
        "workstream Care at home: lead Brackholm Council, with Winterfold Hospice, one budget",
        "need Brackholm Council – Winterfold Hospice 4 because they share care at home",
        "Brackholm Council promises Winterfold Hospice: a joint plan by 30 June 2026",
        "met Ann Bell yesterday by phone: wants to see the figures",
    ] {
        let taken = desk.take(line);
        assert_eq!(taken.missing, None, "{line}");
    }
    assert_eq!(counts(&desk.map), [2, 2, 2, 2, 2, 1, 1, 1, 0, 1]);
}

// ----- whatever is typed -----

/// Pieces of lines, sensible and not.
fn pieces() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "Maria Okafor",
        "maria",
        "Okafer",
        "Tom Ray",
        "John Smith",
        "Vale Council",
        "vale counsil",
        "the CCG",
        "XM1",
        "Harrow Down",
        "Priya Nair",
        "Winterfold Hospice",
        "Winterfold",
        "council",
        "chief executive",
        "chair of",
        "director of finance",
        "works with",
        "reports to",
        "trusts",
        "commissions",
        "promises",
        "asks",
        "leaves",
        "need",
        "workstream",
        "lead",
        "with",
        "affects",
        "met",
        "phoned",
        "next:",
        "because",
        "note",
        "told by",
        "says",
        "level",
        "trust",
        "0",
        "3",
        "5",
        "7",
        "12/3/26",
        "12 March",
        "next Friday",
        "since 2019",
        "until",
        "on",
        "by 30 June",
        "from",
        "and",
        "–",
        "-",
        ",",
        ";",
        ":",
        ".",
        "(",
        ")",
        "\"",
        "“",
        "her",
        "it",
        "she",
        "not sure",
        "hearsay",
        "assumed",
        "both",
        "confidential",
        "new leader",
        "new organisation",
        "ods XQ9",
        "in The Vale",
        "part of",
        "elsewhere",
        "votes",
        "a@b.example",
        "01632 960123",
        "one budget",
        "set by",
        "do not work together",
        "in tension with",
        "é",
        "🙂",
    ]);
    prop_oneof![8 => known.prop_map(str::to_owned), 1 => "\\PC{0,6}", 1 => "[A-Z][a-z]{2,8}"]
}

fn lines() -> impl Strategy<Value = String> {
    prop_oneof![
        12 => prop::collection::vec((pieces(), prop::sample::select(vec![" ", "", ", ", "; "])), 0..14)
            .prop_map(|parts| parts.into_iter().map(|(piece, joint)| piece + joint).collect::<String>()),
        1 => any::<String>(),
    ]
}

fn holds_together(line: &str, read: &Understood) {
    for part in &read.parts {
        assert!(
            line.is_char_boundary(part.span.start) && line.is_char_boundary(part.span.end),
            "{line:?}: {part:?}"
        );
        assert!(
            part.span.start < part.span.end && part.span.end <= line.len(),
            "{line:?}: {part:?}"
        );
        assert_eq!(
            part.what == app::quick::What::Unclear,
            part.state == State::Unclear,
            "{line:?}"
        );
    }
    for completion in &read.completions {
        assert!(
            line.get(completion.span.start..completion.span.end)
                .is_some(),
            "{line:?}: {completion:?}"
        );
    }
    assert!(read.completions.len() <= 8);
    let ids: BTreeSet<&str> = read
        .questions
        .iter()
        .map(|question| question.id.as_str())
        .collect();
    assert_eq!(
        ids.len(),
        read.questions.len(),
        "{line:?}: a question is asked once"
    );
    for question in &read.questions {
        let answers: BTreeSet<&str> = question
            .candidates
            .iter()
            .map(|candidate| candidate.answer.as_str())
            .collect();
        assert_eq!(answers.len(), question.candidates.len(), "{line:?}");
        assert!(
            question
                .chosen
                .as_ref()
                .is_none_or(|chosen| answers.contains(chosen.as_str())),
            "{line:?}"
        );
    }
}

/// Everything an edit writes stands in the sentences.
fn is_said(edit: &Edit, map: &Map, said: &str) -> Result<(), String> {
    let holds = |what: &str| {
        if said.contains(what) {
            Ok(())
        } else {
            Err(format!("{what:?} is written and not said in {said:?}"))
        }
    };
    let day = |day: jiff::civil::Date| holds(&day.strftime("%-d %B %Y").to_string());
    let party = |party: Party| holds(map.party_label(party).unwrap());
    match edit {
        Edit::AddLeader(row) => {
            holds(&row.name)?;
            row.contact.as_deref().map_or(Ok(()), holds)
        }
        Edit::AddOrganisation(row) => {
            holds(&row.name)?;
            holds(row.kind.word())?;
            row.codes.iter().try_for_each(|code| holds(&code.value))?;
            row.memberships
                .iter()
                .try_for_each(|one| holds(&map.place(one.place_id).unwrap().name))?;
            holds(&row.label)
        }
        Edit::AppointLeader(row) => {
            party(row.leader_id.into())?;
            party(row.organisation_id.into())?;
            holds(&row.title.chars().skip(1).collect::<String>())?;
            row.from.map_or(Ok(()), day)?;
            row.to.map_or(Ok(()), day)
        }
        Edit::AddTie(row) => {
            party(row.a)?;
            party(row.b)?;
            holds(row.kind.word())?;
            row.note.as_deref().map_or(Ok(()), holds)?;
            row.from.map_or(Ok(()), day)?;
            row.to.map_or(Ok(()), day)
        }
        Edit::RecordAssessment(row) => {
            row.level.map_or(Ok(()), |level| {
                holds(&format!("level {}, {}", level.number(), level.word()))
            })?;
            row.trust
                .map_or(Ok(()), |trust| holds(&format!("trust {}", trust.number())))?;
            row.sign.map_or(Ok(()), |sign| holds(sign.word()))?;
            row.note.as_deref().map_or(Ok(()), holds)?;
            holds(row.confidentiality.word())?;
            day(row.date)
        }
        Edit::SetNeed(row) => {
            party(row.a.into())?;
            party(row.b.into())?;
            holds(&row.reason)?;
            holds(&row.set_by)?;
            holds(&format!("level {}", row.level.number()))
        }
        Edit::AddCommitment(row) => {
            party(row.from)?;
            party(row.to)?;
            holds(&row.what)?;
            row.due.map_or(Ok(()), day)
        }
        Edit::AddWorkstream(row) => {
            holds(&row.name)?;
            holds(row.interdependence.word())?;
            row.involvement
                .iter()
                .try_for_each(|one| party(one.organisation_id.into()))
        }
        Edit::AddNote(row) => {
            holds(&row.text)?;
            day(row.date)
        }
        Edit::LogContact(row) => {
            for leader in &row.leader_ids {
                party((*leader).into())?;
            }
            if row.said != "A next step was agreed." {
                holds(&row.said)?;
            }
            row.next_step.as_deref().map_or(Ok(()), holds)?;
            row.next_step_by.map_or(Ok(()), day)?;
            day(row.date)
        }
        Edit::Involve {
            organisation_id, ..
        } => party((*organisation_id).into()),
        Edit::ChangePost { change, .. } => {
            if let domain::Patch::Set(from) = change.from {
                day(from)?;
            }
            if let domain::Patch::Set(to) = change.to {
                day(to)?;
            }
            Ok(())
        }
        Edit::ChangeOrganisation {
            organisation_id, ..
        } => holds(&map.organisation(*organisation_id).unwrap().name),
        Edit::ChangeLeader { leader_id, .. } => party((*leader_id).into()),
        Edit::ChangeTie { tie_id, change } => {
            let tie = map.tie(*tie_id).unwrap();
            party(tie.a)?;
            party(tie.b)?;
            if let domain::Patch::Set(note) = &change.note {
                holds(note)?;
            }
            Ok(())
        }
        other => Err(format!("quick entry does not make {other:?}")),
    }
}

#[test]
fn what_is_said_is_what_is_written() {
    for (line, _) in LINES {
        let mut desk = Desk::new();
        let before = desk.map.clone();
        let taken = take_answering(&mut desk, line);
        if taken.step().is_some() {
            said_is_written(line, &taken, &before, &desk.map);
        }
    }
}

fn said_is_written(line: &str, taken: &Understood, before: &Map, after: &Map) {
    let said = taken.will.join("; ");
    for edit in &taken.edits {
        if let Err(why) = is_said(edit, after, &said) {
            panic!("{line:?}: {why}");
        }
    }
    // Who is marked as new is new, and nobody else is.
    let marked: BTreeSet<&str> = taken
        .parts
        .iter()
        .filter(|part| {
            part.state == State::New
                && matches!(
                    part.what,
                    app::quick::What::Leader | app::quick::What::Organisation
                )
        })
        .map(|part| part.name.as_str())
        .collect();
    let new_people = after
        .leaders()
        .iter()
        .filter(|leader| before.leader(leader.id).is_none())
        .map(|leader| leader.name.as_str());
    let new_bodies = after
        .organisations()
        .iter()
        .filter(|body| before.organisation(body.id).is_none())
        .map(|body| body.name.as_str());
    let new: BTreeSet<&str> = new_people.chain(new_bodies).collect();
    assert_eq!(marked, new, "{line:?}");
    assert!(
        !taken.edits.is_empty() && !taken.what.is_empty(),
        "{line:?}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, rng_seed: proptest::test_runner::RngSeed::Fixed(2026), ..ProptestConfig::default() })]

    #[test]
    fn any_line_is_read_and_says_what_it_writes(line in lines()) {
        let mut desk = Desk::new();
        holds_together(&line, &desk.read(&line));
        let before = desk.map.clone();
        let taken = take_answering(&mut desk, &line);
        holds_together(&line, &taken);
        if taken.step().is_some() {
            said_is_written(&line, &taken, &before, &desk.map);
            // And the second time there is nobody new.
            let people = (desk.map.leaders().len(), desk.map.organisations().len());
            let again = take_answering(&mut desk, &line);
            prop_assert_eq!((desk.map.leaders().len(), desk.map.organisations().len()), people, "{:?}: {:?}", line, again.will);
        }
    }

    #[test]
    fn a_caret_anywhere_is_no_trouble(line in lines(), caret in 0_usize..200) {
        let desk = Desk::new();
        let asked = app::quick::Asked { line: &line, caret, choices: &[], today: TODAY, author: "A. Keeper" };
        let read = app::quick::read(&asked, &desk.map, &desk.index, &mut domain::Uuid::nil);
        holds_together(&line, &read);
    }
}

#[test]
fn a_long_line_is_refused_with_a_sentence() {
    let desk = Desk::new();
    let read = desk.read(&"Vale Council and ".repeat(400));
    assert!(read.missing.unwrap().starts_with("The line is longer"));
}

#[test]
fn ten_thousand_leaders_are_told_apart() {
    let names: Vec<String> = (0..10_000)
        .map(|n| format!("{} {}", made_up(n % 100), made_up(100 + n / 100)))
        .collect();
    let desk = Desk::of_leaders(&names);
    let name = format!("{} {}", made_up(7), made_up(142));
    let read = desk.read(&format!(
        "{name} works with {} {} 3",
        made_up(9),
        made_up(101)
    ));
    assert_eq!(read.missing, None);
    assert!(
        read.parts
            .iter()
            .filter(|part| part.state == State::Found)
            .count()
            == 2
    );
}

/// Names that are all more than two letters apart would be no test of names that are near.
fn made_up(n: usize) -> String {
    let syllables = [
        "ba", "ko", "ri", "du", "me", "sha", "lo", "win", "ter", "fol",
    ];
    let mut name: String = [n / 100, n / 10 % 10, n % 10]
        .iter()
        .map(|digit| syllables[*digit])
        .collect();
    name[..1].make_ascii_uppercase();
    name
}

#[test]
fn a_conversation_is_logged_as_one_with_its_next_step() {
    let mut desk = Desk::new();
    let line = "met Maria Okafor and Tom Ray on 12 February by phone: she will back the plan. next: send paper by 20 March";
    assert!(desk.take(line).step().is_some());
    let contacts: Vec<_> = desk.map.contacts().iter().collect();
    let [contact] = contacts.as_slice() else {
        panic!("{contacts:?}")
    };
    assert_eq!(contact.leader_ids.len(), 2);
    assert_eq!(contact.channel, Some(domain::Channel::Phone));
    assert_eq!(contact.said, "she will back the plan");
    assert_eq!(contact.next_step.as_deref(), Some("send paper"));
    assert_eq!(contact.next_step_by.unwrap().to_string(), "2026-03-20");
}

#[test]
fn a_known_body_with_something_unread_after_it_is_asked_after_and_not_entered_anew() {
    let desk = Desk::new();
    let line = "Maria Okafor works with Vale Council 3 zzz";
    let read = desk.read(line);
    assert_eq!(
        read.step(),
        None,
        "it is not taken as it stands: {}",
        read.sentence()
    );
    let question = read.questions.first().unwrap();
    assert_eq!(question.candidates[0].name, "Vale Council");
    assert_eq!(question.chosen, None);
}

#[test]
fn a_title_with_capitals_keeps_them_in_a_sentence() {
    let mut desk = Desk::new();
    desk.take("Ana Poole, Chief Executive, Vale Council");
    let read = desk.read("Bea Poole, chief executive, Mill Trust");
    assert!(
        !read.sentence().contains("chief Executive"),
        "{}",
        read.sentence()
    );
}
