//! What is said of how sure a rank is.
use super::influence::ordinal;
use super::{count, number, of};
use network::Nodes;

pub(crate) const GO_BETWEEN: &str = "as a go-between";
pub(crate) const CONTACTS: &str = "by the number of working ties";
pub(crate) const LISTENED_TO: &str = "as somebody who is listened to";

/// What organisations do that are on the way between others.
pub(crate) const CONNECTING: &str = "in connecting others";

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
        "the same in at least 9 of 10 plausible versions of this map".to_owned()
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

/// "leaders", "organisations".
pub(crate) const fn many(of: Nodes) -> &'static str {
    match of {
        Nodes::Leaders => "leaders",
        Nodes::Organisations => "organisations",
    }
}

/// `places`: how many are settled, of how many. `pairs`: how many are assessed, of how many.
pub(crate) fn summary(
    nodes: Nodes,
    (settled, ranked): (u32, u32),
    draws: u32,
    (assessed, possible): (u32, u32),
) -> String {
    let (many, by, none) = match nodes {
        Nodes::Leaders => (many(nodes), GO_BETWEEN, "nobody"),
        Nodes::Organisations => (many(nodes), CONNECTING, "no organisation"),
    };
    format!(
        "{} pairs of {many} are assessed. Tried on {} of the map, the place of {} {by} is settled enough to be said.",
        of(assessed, possible),
        count(draws, "plausible version", "plausible versions"),
        if ranked == 0 {
            none.to_owned()
        } else {
            format!("{} {many}", of(settled, ranked))
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
    nodes: Nodes,
    size: u32,
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
    let (many, go_betweens) = match nodes {
        Nodes::Leaders => (many(nodes), "the go-betweens"),
        Nodes::Organisations => (many(nodes), "those that connect others"),
    };
    format!(
        "Because the map is as large as {} {many}, {versions} {go_betweens} were estimated from the ways of {} {many}, others each time; an estimate is out by about {} of all pairs at most (one standard error), and that makes every place less settled, never more.",
        number(size),
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

/// What is said of an organisation among the first; `place`: its own, with the share of versions in which it is exactly
/// that, and its best and last in nine of ten.
pub(crate) fn first_of_bodies(
    name: &str,
    share: f64,
    top: u32,
    (position, holds, (low, high)): (u32, f64, (u32, u32)),
) -> String {
    let place = if holds >= 0.5 {
        format!("{} it is {}", in_those(holds), ordinal(position))
    } else {
        format!(
            "in 9 of 10 of them it lies between {} and {}",
            ordinal(low),
            ordinal(high)
        )
    };
    format!(
        "{} {name} is among the first {} {CONNECTING}; {place}.",
        super::people::capital(&in_versions(share)),
        number(top),
    )
}

/// Of those whose place is not settled, who is often among the first, with the share of versions.
pub(crate) fn often_first(top: u32, names: &[(String, f64)], any_settled: bool) -> String {
    let mut said: Vec<String> = Vec::new();
    for (name, share) in names {
        let versions = if said.is_empty() {
            " plausible versions of this map"
        } else {
            ""
        };
        said.push(format!(
            "{name} (in {}{versions})",
            super::people::in_a_hundred(*share)
        ));
    }
    format!(
        "{} settled. Most often among the first {} {CONNECTING}{}: {}.",
        if any_settled {
            "No other place among the first is"
        } else {
            "Which comes first is not"
        },
        number(top),
        if any_settled { ", besides" } else { "" },
        super::list(&said)
    )
}

/// "in 9 of 10 of them", after the versions have been spoken of.
fn in_those(share: f64) -> String {
    let tenths = (share * 10.0 + 1e-9).floor() as u32;
    match tenths {
        0 => "in fewer than 1 of 10 of them".to_owned(),
        10.. => "in every one of them".to_owned(),
        tenths => format!("in {tenths} of 10 of them"),
    }
}

pub(crate) const NEXT_OFTEN: &str =
    "Ask these first whom they work with and whom they do not: their places wait for that.";
pub(crate) const NEXT_BODIES: &str = "Ask the organisations whose place is not settled whom they work with, and whom they do not; each answer narrows it.";
pub(crate) const NEXT_SUMMARY: &str =
    "Ask the people whose place is not settled whom they work with; each answer narrows it.";
pub(crate) const NEXT_FIRST: &str = "This can be said aloud, together with that share.";
pub(crate) const NOBODY: &str = "No leader is on record, so nobody has a place to be sure of.";
pub(crate) const NEXT_NOBODY: &str = "Enter the leaders and whom they work with.";
