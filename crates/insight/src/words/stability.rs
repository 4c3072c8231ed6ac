//! What is said of how sure a rank is.
use super::influence::ordinal;
use super::{count, number, of};

pub(crate) const GO_BETWEEN: &str = "as a go-between";
pub(crate) const CONTACTS: &str = "by the number of working ties";
pub(crate) const LISTENED_TO: &str = "as somebody who is listened to";

pub(crate) const NOT_ASSESSED: &str = "nobody has assessed a working tie";
pub(crate) const NONE_ON_RECORD: &str = "nothing on record";

/// "in 9 of 10 plausible versions of this map": never more than it is.
pub(crate) fn in_versions(share: f64) -> String {
    let tenths = (share * 10.0 + 1e-9).floor() as u32;
    match tenths {
        _ if share <= 0.0 => "in no plausible version of this map".to_owned(),
        0 => "in fewer than 1 of 10 plausible versions of this map".to_owned(),
        10.. => "in every plausible version of this map".to_owned(),
        tenths => format!("in {tenths} of 10 plausible versions of this map"),
    }
}

/// "3rd of 44".
pub(crate) fn place(position: u32, of: u32) -> String {
    format!("{} of {}", ordinal(position), number(of))
}

/// How sure a place is. `first`: how many are the first, and in what share of versions among them.
pub(crate) fn holds((low, high): (u32, u32), first: Option<(u32, f64)>) -> String {
    let range = if low == high {
        "the same in 9 of 10 plausible versions of this map".to_owned()
    } else {
        format!(
            "between {} and {} in 9 of 10 plausible versions of this map",
            ordinal(low),
            ordinal(high)
        )
    };
    let first = first.map_or_else(String::new, |(top, share)| {
        format!("; among the first {} {}", number(top), in_versions(share))
    });
    format!("{range}{first}")
}

pub(crate) const NOT_SETTLED: &str = "not settled";

pub(crate) fn does_not_hold(low: u32, high: u32, of: u32) -> String {
    format!(
        "anywhere from {} to {} of {}",
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

pub(crate) fn first(name: &str, share: f64, top: u32, what: &str) -> String {
    format!(
        "{} {name} is among the first {} {what}.",
        super::people::capital(&in_versions(share)),
        number(top)
    )
}

/// What is said where less is tried, with how many versions were asked for where there are fewer.
pub(crate) fn tried_less(
    leaders: u32,
    draws: u32,
    asked: Option<u32>,
    from: u32,
    standard_error: f64,
) -> String {
    let versions = match asked {
        Some(asked) => format!(
            "{} plausible versions were tried in place of {}, and in each",
            number(draws),
            number(asked)
        ),
        None => "in each plausible version".to_owned(),
    };
    format!(
        "Because the map is as large as {} leaders, {versions} the go-betweens were estimated from the ways of {} leaders, others each time; an estimate is out by about {} of all pairs at most (one standard error), and that makes every place less settled, never more.",
        number(leaders),
        number(from),
        percent(standard_error),
    )
}

/// "0.04 %": two figures that count.
fn percent(share: f64) -> String {
    let percent = share * 100.0;
    if percent >= 10.0 {
        format!("{percent:.0} %")
    } else if percent >= 1.0 {
        format!("{percent:.1} %")
    } else {
        let places = (1.0 - percent.max(1e-6).log10().floor()) as usize;
        format!("{percent:.places$} %")
    }
}

pub(crate) const NEXT_TRIED_LESS: &str =
    "Nothing need be done; for the last doubt, ask of one footprint at a time.";

pub(crate) const NEXT_SUMMARY: &str =
    "Ask the people whose place is not settled whom they work with; each answer narrows it.";
pub(crate) const NEXT_FIRST: &str = "This can be said aloud, together with that share.";
pub(crate) const NOBODY: &str = "No leader is on record, so nobody has a place to be sure of.";
pub(crate) const NEXT_NOBODY: &str = "Enter the leaders and whom they work with.";
