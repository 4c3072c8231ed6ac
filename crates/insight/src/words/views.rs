//! What is said of whose view it is.
use domain::{Audience, Coverage};

use super::people::list_of;
use super::{count, number, of};

pub(crate) const NONE: &str = "Nobody has judged anything yet, so there is no view to weigh.";
pub(crate) const NEXT_NONE: &str =
    "Ask each organisation how it works with the others, and record each answer with whose it is.";
pub(crate) const NEXT_SUMMARY: &str = "Ask the organisations heard least, and for pairs with one side\u{2019}s word ask the other side.";
pub(crate) const NEXT_HEAVY: &str =
    "Before this map is used to settle anything, hear the others on the same ties.";
pub(crate) const NEXT_SILENT: &str = "Ask each of them how it works with the others.";
pub(crate) const NEXT_DIFFER: &str =
    "Bring both sides to one table and ask each what the other could count on.";

pub(crate) fn not_shown(audience: Audience) -> String {
    format!(
        "No judgement is shown to {}, so nothing can be said here about whose view it is.",
        super::audience(audience)
    )
}

pub(crate) fn summary(
    judgements: u32,
    heard: u32,
    organisations: u32,
    keepers: u32,
    outside: u32,
    both: Coverage,
) -> String {
    let mut others = Vec::new();
    if keepers > 0 {
        others.push(format!("{} by nobody named", number(keepers)));
    }
    if outside > 0 {
        others.push(format!("{} by people outside it", number(outside)));
    }
    let others = if others.is_empty() {
        String::new()
    } else {
        format!(" ({})", others.join(", "))
    };
    format!(
        "The map rests on {}, given by {} organisations or their people{others}; both sides have spoken of {} assessed.",
        count(judgements, "judgement", "judgements"),
        of(heard, organisations),
        format_args!("{} pairs", of(both.assessed, both.possible)),
    )
}

pub(crate) fn heavy(name: &str, judgements: u32, all: u32) -> String {
    format!(
        "{name} and its people gave {} judgements, so the map shows much as they see it.",
        of(judgements, all)
    )
}

pub(crate) fn silent(names: &[String]) -> String {
    format!("No judgement comes from {}.", list_of(names, 6))
}
