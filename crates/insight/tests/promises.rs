//! The register of promises, and what was kept on time.
#![allow(clippy::unwrap_used)]

mod support;

use domain::CommitmentAct::{
    AcceptDone, Break, Decline, Promise, Renegotiate, ReportDone, Withdraw,
};
use domain::CommitmentSide::{Promiser, Requester};
use domain::{Audience, CommitmentState};
use insight::promises;
use jiff::civil::{Date, date};
use support::{Build, TODAY};

const PROMISED: (
    Date,
    domain::CommitmentAct,
    domain::CommitmentSide,
    Option<Date>,
) = (date(2025, 6, 2), Promise, Promiser, None);

#[test]
fn what_counts_as_due_and_as_kept_follows_the_definition() {
    let mut build = Build::default();
    let (a, b) = (build.organisation("A"), build.organisation("B"));
    let due = Some(date(2025, 12, 1));
    let done = |on: Date| {
        [
            PROMISED,
            (on, ReportDone, Promiser, None),
            (on, AcceptDone, Requester, None),
        ]
    };
    // Due: kept on time, kept late, open, reported but not accepted, broken.
    build.promise(a, b, due, &done(date(2025, 12, 1)));
    build.promise(a, b, due, &done(date(2025, 12, 11)));
    build.promise(a, b, due, &[PROMISED]);
    build.promise(
        a,
        b,
        due,
        &[PROMISED, (date(2025, 11, 1), ReportDone, Promiser, None)],
    );
    build.promise(
        a,
        b,
        due,
        &[PROMISED, (date(2025, 11, 1), Break, Promiser, None)],
    );
    // Not due: never promised, declined, no longer wanted, later, due today and open, without a day.
    build.promise(a, b, due, &[]);
    build.promise(a, b, due, &[(date(2025, 6, 2), Decline, Promiser, None)]);
    build.promise(
        a,
        b,
        due,
        &[PROMISED, (date(2025, 11, 1), Withdraw, Requester, None)],
    );
    build.promise(a, b, Some(date(2026, 6, 1)), &done(date(2025, 12, 1)));
    build.promise(a, b, Some(TODAY), &[PROMISED]);
    build.promise(a, b, None, &[PROMISED]);

    let found = promises(&build.seen());
    let [only] = found.organisations.as_slice() else {
        panic!("only A promised")
    };
    assert_eq!(
        (
            only.kept.due,
            only.kept.kept_on_time,
            only.kept.open_overdue
        ),
        (5, 1, 2)
    );
    assert_eq!(only.kept.rate, Some(0.2));
    assert_eq!(only.kept.undated, 1);
    // Late by 10 days, and open for 94 days twice.
    assert_eq!(only.kept.days_late, Some(94.0));
    assert!((only.shrunk.unwrap() - 0.2).abs() < 1e-12);
    assert!(only.enough_to_compare);
    assert_eq!(found.register.len(), 11);
    assert_eq!(
        found.findings[0].sentence,
        "1 of 5 promises due by 5 March 2026 was kept on time; 2 are overdue."
    );
}

#[test]
fn another_day_agreed_in_time_is_honoured_and_one_agreed_late_is_not() {
    let mut build = Build::default();
    let (a, b) = (
        build.organisation("Vale Council"),
        build.organisation("St Brannoc\u{2019}s"),
    );
    let first = Some(date(2025, 12, 1));
    let in_time = (
        date(2025, 11, 20),
        Renegotiate,
        Promiser,
        Some(date(2026, 4, 1)),
    );
    let late = (
        date(2025, 12, 20),
        Renegotiate,
        Requester,
        Some(date(2026, 4, 1)),
    );
    build.promise(a, b, first, &[PROMISED, in_time]);
    build.promise(a, b, first, &[PROMISED, late]);
    let found = promises(&build.seen());
    let [overdue, open] = found.register.as_slice() else {
        panic!("two rows")
    };
    assert_eq!((overdue.overdue_days, open.overdue_days), (Some(94), None));
    for row in [overdue, open] {
        assert_eq!(row.first_due, first);
        assert_eq!(row.currently_due, Some(date(2026, 4, 1)));
        assert_eq!(row.renegotiations, 1);
        assert_eq!(row.state, CommitmentState::Promised);
    }
    assert_eq!(
        found.findings[1].sentence,
        "Vale Council promised St Brannoc\u{2019}s \u{201c}Open twelve step-down beds\u{201d} by \
         1 December 2025; it is 94 days overdue, after another day was agreed once."
    );
}

#[test]
fn done_in_the_promisers_words_waits_for_the_requester() {
    let mut build = Build::default();
    let (a, b) = (build.organisation("A"), build.organisation("B"));
    let reported = (date(2026, 2, 1), ReportDone, Promiser, None);
    build.promise(a, b, Some(date(2026, 5, 1)), &[PROMISED, reported]);
    let found = promises(&build.seen());
    assert_eq!(found.findings[1].code, "awaits_acceptance");
    assert_eq!(
        found.findings[1].sentence,
        "A reported \u{201c}Open twelve step-down beds\u{201d} done on 1 February 2026; \
         B has not yet said whether it is."
    );
}

#[test]
fn a_leaders_promise_counts_for_where_she_stood_when_she_made_it() {
    let mut build = Build::default();
    let [a, b, c] = ["A", "B", "C"].map(|name| build.organisation(name));
    let ann = build.leader("Ann");
    build.post_until(ann, a, None, Some(date(2025, 12, 31)));
    build.promise(ann, c, Some(date(2026, 1, 31)), &[PROMISED]);
    let joint = build.leader_at("Joint", &[b, c]);
    build.promise(joint, a, Some(date(2026, 1, 31)), &[PROMISED]);
    let found = promises(&build.seen());
    let names: Vec<&str> = found
        .organisations
        .iter()
        .map(|row| row.organisation.name.as_str())
        .collect();
    assert_eq!(names, ["A", "B", "C"]);
    assert!(found.organisations.iter().all(|row| row.kept.due == 1));
    // Together they are two promises, not three.
    assert_eq!(found.overall.due, 2);
}

#[test]
fn a_board_sees_bodies_and_an_empty_register_says_what_to_do() {
    let mut build = Build::default();
    let (a, b) = (build.organisation("A"), build.organisation("B"));
    assert_eq!(promises(&build.seen()).findings[0].code, "no_promises");
    let ann = build.leader_at("Ann Aldous", &[a]);
    build.promise(ann, b, Some(date(2026, 1, 31)), &[PROMISED]);
    let board = promises(&build.map().seen_by(Audience::Board, TODAY));
    let said = serde_json::to_string(&board).unwrap();
    assert!(!said.contains("Ann Aldous"));
    assert_eq!(board.register[0].from.name, "A");
}

#[test]
fn the_json_has_the_names_of_the_design() {
    let mut build = Build::default();
    let (a, b) = (build.organisation("A"), build.organisation("B"));
    build.promise(a, b, Some(date(2026, 1, 31)), &[PROMISED]);
    let said = serde_json::to_value(promises(&build.seen())).unwrap();
    let row = &said["organisations"][0];
    for field in [
        "due",
        "kept_on_time",
        "rate",
        "interval",
        "shrunk",
        "open_overdue",
        "days_late",
    ] {
        assert!(row.get(field).is_some(), "{field}");
    }
    assert_eq!(said["register"][0]["state"], "promised");
    assert_eq!(said["register"][0]["overdue"], true);
}

#[test]
fn an_audience_that_is_shown_no_promise_is_told_so_and_not_that_there_is_none() {
    let mut build = Build::default();
    let (a, b) = (build.organisation("A"), build.organisation("B"));
    build.promise(a, b, Some(date(2025, 12, 1)), &[PROMISED]);
    let found = promises(&build.map().seen_by(Audience::Public, TODAY));
    let [only] = found.findings.as_slice() else {
        panic!("one finding")
    };
    assert_eq!(
        (only.code, only.sentence.as_str()),
        (
            "promises_not_shown",
            "What the partners promised one another is not shown to the public."
        )
    );
    assert!(!only.what_next.contains("record who"), "{}", only.what_next);
}

#[test]
fn with_nothing_overdue_nobody_is_sent_through_the_overdue_ones() {
    let mut build = Build::default();
    let (a, b) = (build.organisation("A"), build.organisation("B"));
    let next = |build: &Build| promises(&build.seen()).findings[0].what_next.clone();
    build.promise(a, b, None, &[PROMISED]);
    assert_eq!(next(&build), "Ask for a day for each.");
    build.promise(a, b, Some(date(2026, 6, 1)), &[PROMISED]);
    assert_eq!(
        next(&build),
        "Ask in good time how the next one stands, due on 1 June 2026."
    );
    build.promise(a, b, Some(date(2025, 12, 1)), &[PROMISED]);
    assert!(next(&build).starts_with("Go through the overdue ones"));
}
