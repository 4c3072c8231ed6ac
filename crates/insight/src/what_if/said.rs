//! The answer in one or two sentences: who would be cut off, whose ways would grow longer, what would hang on one
//! person, and who would come first instead.

use std::collections::{BTreeMap, BTreeSet};

use domain::{EntityRef, Party};
use network::{Lens, Network};

use super::reach::fallen;
use super::{Change, Key, Question, Row};
use crate::bodies::Bodies;
use crate::finding::PartyName;
use crate::ground::{steps, ties_withheld};
use crate::stability::MOSTLY;
use crate::words::people::{capital, counted, in_words, list_of};
use crate::words::{list, what_if as say};

/// With more organisations than this the way of every pair is not walked.
const MOST_WALKED: usize = 2_000;
/// So many names are said one by one.
const MOST_NAMED: usize = 3;

/// Rows of one map, by question and part.
type Rows = BTreeMap<Key, Row>;

/// What is compared: every answer of today, every answer then, and with how many versions both were tried.
pub(super) struct Compared<'a, 'b> {
    pub(super) bodies: (&'a Bodies<'b>, &'a Bodies<'b>),
    pub(super) rows: (&'a Rows, &'a Rows),
    pub(super) gone: &'a BTreeSet<EntityRef>,
    pub(super) figures: &'a [super::Compared],
    pub(super) tried: u32,
}

/// "Without Hub, Council would be cut off from the others. Ann would be among the first go-betweens instead."
pub(super) fn answer(supposing: &str, compared: &Compared<'_, '_>, changes: &[Change]) -> String {
    let today = compared.bodies.0;
    if is_withheld(today) {
        return say::not_shown(supposing, today.map.audience());
    }
    if changes.is_empty() {
        return format!("{supposing}, nothing of what the program reckons would change.");
    }
    let ways = Ways::of(compared);
    let mut clauses: Vec<String> = [
        cut_off(&ways),
        people_cut_off(compared),
        further(&ways),
        carried(compared),
        parted(compared),
        on_one(compared),
        nearer(&ways),
        gaps(compared),
        too_long(compared),
        promises(compared),
    ]
    .into_iter()
    .flatten()
    .take(3)
    .collect();
    let first = instead(compared);
    if clauses.is_empty() && first.is_none() {
        return format!(
            "{supposing}, nobody would be cut off and no way would grow longer. What would change most: {}.",
            most_changed(changes)
        );
    }
    let Some(first) = first else {
        return format!("{supposing}, {}.", list(&clauses));
    };
    if clauses.is_empty() {
        return format!("{supposing}, {first}.");
    }
    clauses.truncate(2);
    format!("{supposing}, {}. {}.", list(&clauses), capital(&first))
}

/// Whether nothing is known of any tie because they are kept from whoever looks.
pub(super) fn is_withheld(today: &Bodies<'_>) -> bool {
    !today.are_known() && ties_withheld(today.map)
}

/// The questions with most changes, the most first.
fn most_changed(changes: &[Change]) -> String {
    let mut counted: BTreeMap<Question, usize> = BTreeMap::new();
    for change in changes {
        *counted.entry(change.question).or_default() += 1;
    }
    let mut most: Vec<(Question, usize)> = counted.into_iter().collect();
    most.sort_by_key(|&(question, changes)| (std::cmp::Reverse(changes), question));
    let most = most.into_iter().take(MOST_NAMED);
    list(
        &most
            .map(|(question, _)| question.word().to_owned())
            .collect::<Vec<_>>(),
    )
}

/// How organisations that are there both times reach one another.
#[derive(Default)]
struct Ways {
    /// Who would have no way to most of the others, and has one today.
    cut_off: Vec<String>,
    /// Pairs whose way would be longer, and those whose would be shorter.
    longer: Moved,
    shorter: Moved,
}

/// How many ways would be otherwise, and the one that would be most.
#[derive(Default)]
struct Moved {
    pairs: u32,
    most: Option<(u32, String, u32, Option<u32>)>,
}

impl Moved {
    fn add(&mut self, pair: impl FnOnce() -> String, (today, then): (Option<u32>, u32)) {
        self.pairs += 1;
        let by = today.map_or(u32::MAX, |today| today.abs_diff(then));
        if self.most.as_ref().is_none_or(|most| by > most.0) {
            self.most = Some((by, pair(), then, today));
        }
    }

    fn said(&self, how: &str) -> Option<String> {
        let (_, pair, then, today) = self.most.as_ref()?;
        let from = today.map_or_else(
            || "with no way on record today".to_owned(),
            |today| format!("from {}", in_words(today)),
        );
        let to = counted(*then, "step", "steps");
        Some(if self.pairs == 1 {
            format!("{pair} would be {how}: {from} to {to}")
        } else {
            let pairs = counted(self.pairs, "pair", "pairs");
            format!("{pairs} of organisations would be {how}, most of all {pair} ({from} to {to})")
        })
    }
}

impl Ways {
    fn of(compared: &Compared<'_, '_>) -> Self {
        let (today, then) = compared.bodies;
        let parties = today.network.parties();
        let later: BTreeMap<Party, u32> =
            (then.network.parties().iter().copied()).zip(0..).collect();
        // Today's node beside the node then of everybody who is there both times.
        let both: Vec<(u32, u32)> = (0..)
            .zip(parties)
            .filter(|(_, party)| !compared.gone.contains(&EntityRef::from(**party)))
            .filter_map(|(node, party)| Some((node, *later.get(party)?)))
            .collect();
        let fallen = fallen(&today.network, &then.network).into_iter();
        let labels = fallen.map(|one| PartyName::of(today.map, one).label);
        let mut ways = Self {
            cut_off: labels.collect(),
            ..Self::default()
        };
        if both.len() > MOST_WALKED {
            return ways;
        }
        for (place, &(a, a_then)) in both.iter().enumerate() {
            let from = steps(today.graph(), &[a], None);
            let from_then = steps(then.graph(), &[a_then], None);
            for &(b, b_then) in &both[place + 1..] {
                let pair = || say::pair(&today.name(a).label, &today.name(b).label);
                match (from[b as usize], from_then[b_then as usize]) {
                    (Some(was), Some(is)) if is > was => ways.longer.add(pair, (Some(was), is)),
                    (was, Some(is)) if was.is_none_or(|was| is < was) => {
                        ways.shorter.add(pair, (was, is));
                    }
                    _ => {}
                }
            }
        }
        ways
    }
}

fn cut_off(ways: &Ways) -> Option<String> {
    (!ways.cut_off.is_empty()).then(|| {
        format!(
            "{} would be cut off from the others",
            list_of(&ways.cut_off, MOST_NAMED)
        )
    })
}

/// People who have a way to most of the others today and would have none.
fn people_cut_off(compared: &Compared<'_, '_>) -> Option<String> {
    let (today, then) = compared.bodies;
    let of = |bodies: &Bodies<'_>| Network::of(bodies.map, Lens::leaders());
    let fallen = fallen(&of(today), &of(then)).into_iter();
    let names: Vec<String> = fallen
        .map(|one| PartyName::of(today.map, one).name)
        .collect();
    (!names.is_empty()).then(|| {
        format!(
            "{} would be out of reach of the other people",
            list_of(&names, MOST_NAMED)
        )
    })
}

fn further(ways: &Ways) -> Option<String> {
    ways.longer.said("further apart")
}

/// Organisations between which whoever is gone carries.
fn carried(compared: &Compared<'_, '_>) -> Option<String> {
    // Only pairs of organisations are on both sides of this question with another value.
    let pairs: Vec<String> = (compared.rows.0.iter())
        .filter(|(key, _)| key.0 == Question::Brokers && key.1.contains('|'))
        .map(|(_, row)| row.what.clone())
        .collect();
    pairs_said(&pairs, "be further apart through their people")
}

fn nearer(ways: &Ways) -> Option<String> {
    ways.shorter.said("nearer each other")
}

/// The pairs of which something is so then that is not so today, or the other way round.
fn turned(
    rows: (&Rows, &Rows),
    question: Question,
    so: impl Fn(Option<&Row>, Option<&Row>) -> bool,
) -> Vec<String> {
    let keys: BTreeSet<&Key> = (rows.0.keys()).chain(rows.1.keys()).collect();
    keys.into_iter()
        .filter(|key| key.0 == question)
        .map(|key| (rows.0.get(key), rows.1.get(key)))
        .filter(|(today, then)| so(*today, *then))
        .filter_map(|(today, then)| Some(then.or(today)?.what.clone()))
        .collect()
}

/// One pair by its names, several by their number and the first of them.
fn pairs_said(pairs: &[String], what: &str) -> Option<String> {
    match pairs {
        [] => None,
        [only] => Some(format!("{only} would {what}")),
        [first, ..] => Some(format!(
            "{} of organisations ({first} among them) would {what}",
            counted(pairs.len() as u32, "pair", "pairs")
        )),
    }
}

fn rests_on_one(row: &Row) -> bool {
    row.value == say::rests_on(1, 0)
}

/// Organisations whose people are tied today and would not be.
fn parted(compared: &Compared<'_, '_>) -> Option<String> {
    let none = say::rests_on(0, 0);
    let tied = |row: Option<&Row>| row.is_some_and(|row| row.value != none);
    let pairs = turned(compared.rows, Question::Failure, |today, then| {
        tied(today) && !tied(then)
    });
    pairs_said(&pairs, "lose the last tie between their people")
}

fn on_one(compared: &Compared<'_, '_>) -> Option<String> {
    let newly = turned(compared.rows, Question::Failure, |today, then| {
        then.is_some_and(rests_on_one) && !today.is_none_or(rests_on_one)
    });
    if newly.is_empty() {
        // Those that lose their last tie are told as that.
        let none = say::rests_on(0, 0);
        let more = turned(compared.rows, Question::Failure, |today, then| {
            today.is_some_and(rests_on_one)
                && then.is_some_and(|then| !rests_on_one(then) && then.value != none)
        });
        return pairs_said(&more, "no longer hang on one person");
    }
    let no_longer = turned(compared.rows, Question::Failure, |today, then| {
        today.is_some_and(rests_on_one) && !then.is_some_and(rests_on_one)
    });
    let newly = pairs_said(&newly, "newly hang on one person")?;
    Some(match no_longer.len() {
        0 => newly,
        1 => format!("{newly}, and one that does today no longer would"),
        many => format!(
            "{newly}, and {} that do today no longer would",
            in_words(many as u32)
        ),
    })
}

fn gaps(compared: &Compared<'_, '_>) -> Option<String> {
    let short = |row: Option<&Row>| {
        row.is_some_and(|row| row.value != say::NO_GAP && row.value != say::GAP_UNKNOWN)
    };
    let closed = turned(compared.rows, Question::Gaps, |today, then| {
        short(today) && then.is_some() && !short(then)
    });
    let opened = turned(compared.rows, Question::Gaps, |today, then| {
        today.is_some() && !short(today) && short(then)
    });
    pairs_said(&closed, "no longer fall short of the level they need")
        .or_else(|| pairs_said(&opened, "fall short of the level they need"))
}

/// Reporting lines that are short enough today and would not be.
fn too_long(compared: &Compared<'_, '_>) -> Option<String> {
    let of = |what: &str| compared.figures.iter().find(|one| one.what == what);
    let more = of(say::TOO_LONG).map_or(0, |one| one.then.saturating_sub(one.today));
    (more > 0).then(|| {
        let lines = counted(more, "more reporting line", "more reporting lines");
        format!("{lines} would be too long")
    })
}

/// Open promises that would have nobody to keep them or to wait for them.
fn promises(compared: &Compared<'_, '_>) -> Option<String> {
    let lost = turned(compared.rows, Question::Promises, |today, then| {
        today.is_some() && then.is_none()
    });
    (!lost.is_empty()).then(|| {
        let lost = counted(lost.len() as u32, "open promise", "open promises");
        format!("{lost} would lose one of the two sides")
    })
}

/// Who would come to be among the first: of the people who carry messages, and else of the organisations that connect.
fn instead(compared: &Compared<'_, '_>) -> Option<String> {
    let (today, then) = compared.rows;
    let first = |row: &Row| {
        row.drawn
            .as_ref()
            .is_some_and(|(share, _)| *share >= MOSTLY)
    };
    let came = |question: Question| -> Vec<&str> {
        let rows = then.iter().filter(|(key, _)| key.0 == question);
        let new = rows.filter(|(key, row)| {
            let before = today.get(*key);
            first(row)
                && before.is_some_and(|before| {
                    !first(before) && !before.says_the_same(row, compared.tried)
                })
        });
        new.map(|(_, row)| row.what.as_str()).collect()
    };
    let said = |names: &[&str], whom: &str| {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        (!names.is_empty()).then(|| {
            format!(
                "{} would come to be among the first {whom}",
                list_of(&names, MOST_NAMED)
            )
        })
    };
    said(&came(Question::Stability), "five go-betweens").or_else(|| {
        said(
            &came(Question::ConnectorPlaces),
            "five organisations in connecting others",
        )
    })
}
