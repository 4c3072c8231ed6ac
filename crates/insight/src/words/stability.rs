//! What is said of how sure a rank is.
use super::influence::ordinal;
use super::people::in_a_hundred;
use super::{count, number, of};

pub(crate) const GO_BETWEEN: &str = "as a go-between";
pub(crate) const CONTACTS: &str = "by the number of working ties";
pub(crate) const LISTENED_TO: &str = "as somebody who is listened to";

pub(crate) const NOT_ASSESSED: &str = "nobody has assessed a working tie";
pub(crate) const NONE_ON_RECORD: &str = "nothing on record";

pub(crate) fn holds(
    position: u32,
    of: u32,
    low: u32,
    high: u32,
    holds: f64,
    top: u32,
    top_share: f64,
) -> String {
    let range = if low == high {
        "the same in nine of ten plausible versions of the map".to_owned()
    } else {
        format!(
            "between {} and {} in nine of ten plausible versions of the map",
            ordinal(low),
            ordinal(high)
        )
    };
    let first = if position <= top {
        format!(
            ", among the first {} in {}",
            number(top),
            in_a_hundred(top_share)
        )
    } else {
        String::new()
    };
    format!(
        "{} of {}; {range}{first}, exactly there in {}",
        ordinal(position),
        number(of),
        in_a_hundred(holds)
    )
}

pub(crate) fn does_not_hold(low: u32, high: u32, of: u32) -> String {
    format!(
        "not settled: anywhere from {} to {} of {} in plausible versions of the map",
        ordinal(low),
        ordinal(high),
        number(of)
    )
}

pub(crate) fn summary(
    settled: u32,
    ranked: u32,
    draws: u32,
    assessed: u32,
    possible: u32,
) -> String {
    format!(
        "{} pairs of leaders are assessed. Tried on {} of the map, the place of {} as a go-between is settled enough to be said.",
        of(assessed, possible),
        count(draws, "plausible version", "plausible versions"),
        if ranked == 0 {
            "nobody".to_owned()
        } else {
            format!("{} leaders", of(settled, ranked))
        },
    )
}

pub(crate) fn first(name: &str, draws_in_a_hundred: f64, top: u32, what: &str) -> String {
    format!(
        "In {} plausible versions of this incomplete map {name} is among the first {} {what}.",
        in_a_hundred(draws_in_a_hundred),
        number(top)
    )
}

pub(crate) const NEXT_SUMMARY: &str =
    "Ask the people whose place is not settled whom they work with; each answer narrows it.";
pub(crate) const NEXT_FIRST: &str =
    "This can be said aloud: what is not known would hardly change it.";
pub(crate) const NOBODY: &str = "No leader is on record, so nobody has a place to be sure of.";
pub(crate) const NEXT_NOBODY: &str = "Enter the leaders and whom they work with.";
