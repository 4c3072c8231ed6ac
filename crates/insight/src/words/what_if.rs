//! What is said of what would change.
use domain::{Interval, Level};

use super::people::{counted, in_words, list_of};
use super::stability::in_versions;
use super::{count, list, number};
use crate::what_if::Supposition;

pub(crate) const NOT_THERE: &str =
    "Nobody to suppose this of is shown here: both must be on the map, and not the same.";
pub(crate) const GAP_UNKNOWN: &str = "not known whether the level is enough";
pub(crate) const NO_GAP: &str = "at the level needed";
pub(crate) const OPEN: &str = "open";

pub(crate) const GAPS: &str = "pairs of organisations that fall short of the level needed";
pub(crate) const UNKNOWN_GAPS: &str = "pairs of which it is not known whether they fall short";
pub(crate) const TIED_PAIRS: &str = "pairs of organisations tied through their people";
pub(crate) const ON_ONE: &str = "pairs of organisations that hang on one person";
pub(crate) const PARTS: &str = "groups of people out of one another\u{2019}s reach";
pub(crate) const LARGEST: &str = "people in the largest group";
pub(crate) const TOO_LONG: &str = "reporting lines that are too long";
pub(crate) const NO_LINE: &str = "people without a reporting line on record";
pub(crate) const OPEN_PROMISES: &str = "open promises with both parties there";

pub(crate) const TIED_BODIES: &str = "pairs of organisations that work together";
pub(crate) const BODY_PARTS: &str = "groups of organisations out of one another\u{2019}s reach";
pub(crate) const LARGEST_OF_BODIES: &str = "organisations in the largest group";
pub(crate) const TWO_STEPS: &str = "pairs of the others more than two steps apart";
pub(crate) const HOLDING: &str = "organisations without which others would be cut off";
pub(crate) const ONLY_WAYS: &str = "ties that are the only way to somebody";
pub(crate) const NOT_CLOSE: &str = "organisations with no tie at coordination or closer";

/// "work together at coordination, level 3".
pub(crate) fn work_together(level: Level) -> String {
    format!(
        "work together at {}, level {}",
        level.word(),
        level.number()
    )
}

/// In how many steps two reach one another.
pub(crate) fn way(steps: Option<u32>) -> String {
    steps.map_or_else(
        || "no way on record".to_owned(),
        |steps| format!("{} apart", counted(steps, "step", "steps")),
    )
}

/// "Vale Council, ties at coalition (level 4) or closer".
pub(crate) fn at(name: &str, level: Level) -> String {
    if level <= Level::Networking {
        name.to_owned()
    } else {
        format!(
            "{name}, counting ties at {} (level {}) or closer",
            level.word(),
            level.number()
        )
    }
}

pub(crate) fn alone_ties(cut_off: &[String]) -> String {
    format!("alone ties {} to the rest", list_of(cut_off, 3))
}

pub(crate) fn only_contact(pairs: u32) -> String {
    format!(
        "the only contact in common of {} of its partners",
        counted(pairs, "pair", "pairs")
    )
}

pub(crate) fn among_the_first(share: f64) -> String {
    format!("among the first five {}", in_versions(share))
}

pub(crate) fn without(name: &str) -> String {
    format!("Without {name}")
}

pub(crate) fn with_tie(a: &str, b: &str, level: Level) -> String {
    format!(
        "If {a} and {b} worked together at {}, level {}",
        level.word(),
        level.number()
    )
}

pub(crate) fn pair(a: &str, b: &str) -> String {
    format!("{a} and {b}")
}

pub(crate) fn gap(gap: Interval<u8>) -> String {
    if gap.is_known() {
        format!("{} short", counted(gap.low.into(), "level", "levels"))
    } else {
        format!(
            "{} to {} short",
            in_words(gap.low.into()),
            counted(gap.high.into(), "level", "levels")
        )
    }
}

/// With how many people the tie rests, at any level and from coordination on.
pub(crate) fn rests_on(any: u32, close: u32) -> String {
    match any {
        0 => "no tie between their people".to_owned(),
        1 => "hangs on one person".to_owned(),
        many => format!(
            "rests on {}{}",
            counted(many, "person", "people"),
            match close {
                0 => ", none at coordination or closer".to_owned(),
                close if close == many => String::new(),
                close => format!(", {} at coordination or closer", in_words(close)),
            }
        ),
    }
}

pub(crate) fn carries(pairs: u32, voices: u32) -> String {
    let mut parts = Vec::new();
    if pairs > 0 {
        parts.push(format!(
            "carries between {} of organisations",
            counted(pairs, "pair", "pairs")
        ));
    }
    if voices > 0 {
        parts.push(format!(
            "is the only voice of {}",
            counted(voices, "organisation", "organisations")
        ));
    }
    list(&parts)
}

pub(crate) fn line_of(name: &str, work: &str) -> String {
    format!("{name} on {}", super::work(work))
}

pub(crate) fn hands(hands: Option<u32>) -> String {
    hands.map_or_else(
        || "no line on record".to_owned(),
        |hands| format!("{} to a decision", counted(hands, "hand", "hands")),
    )
}

pub(crate) fn promise(from: &str, to: &str, what: &str) -> String {
    format!("{from} to {to}: {}", what.trim_end_matches('.'))
}

pub(crate) fn differ(levels: u8) -> String {
    format!(
        "the two sides differ by {}",
        counted(levels.into(), "level", "levels")
    )
}

pub(crate) fn change(what: &str, today: Option<&str>, then: Option<&str>) -> String {
    match (today, then) {
        (Some(today), Some(then)) => format!("{what}: today {today}; then {then}."),
        (Some(today), None) => format!("{what}: today {today}; then no longer."),
        (None, Some(then)) => format!("{what}: not so today; then {then}."),
        (None, None) => String::new(),
    }
}

pub(crate) fn figure(what: &str, today: u32, then: u32) -> String {
    format!("{what}: {} today, {} then", number(today), number(then))
}

pub(crate) fn summary(changes: u32, figures: &[String]) -> String {
    let parts = count(changes, "part of the answers", "parts of the answers");
    let figures = if figures.is_empty() {
        String::new()
    } else {
        format!(" In figures: {}.", figures.join("; "))
    };
    format!("In all, {parts} would be otherwise.{figures}")
}

pub(crate) const fn next(supposition: Supposition, same: bool) -> &'static str {
    match (supposition, same) {
        (Supposition::WithTie { .. }, true) => {
            "Look for two others whose working together would change more."
        }
        (Supposition::WithTie { .. }, false) => {
            "If this is worth having, ask who could bring the two together."
        }
        (_, true) => "Nothing on record hangs here; ask whether the record is complete.",
        (_, false) => {
            "Begin with what would no longer be there: introduce a second person, and name who takes on the promises."
        }
    }
}

/// How far two organisations are from one another by their people's ties.
pub(crate) fn through_people(steps: Option<u32>) -> String {
    steps.map_or_else(
        || "no way through their people on record".to_owned(),
        |steps| {
            format!(
                "{} apart through their people",
                counted(steps, "step", "steps")
            )
        },
    )
}

/// Where ties are kept from whoever looks, nothing is known of what hangs on them.
pub(crate) fn not_shown(supposing: &str, audience: domain::Audience) -> String {
    format!(
        "{supposing}, it cannot be said here what would change, for ties are not shown to {}.",
        super::audience(audience)
    )
}
