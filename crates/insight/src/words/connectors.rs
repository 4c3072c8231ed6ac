//! What is said of organisations that connect others.
use super::people::counted;
use super::stability::in_versions;
use super::{count, list, number};
use crate::stability::{Standing, TOP};

pub(crate) const NEXT_SUMMARY: &str =
    "Read it as where a message passes, not as who matters; then look for the people who carry it.";
pub(crate) const NEXT_BETWEEN: &str =
    "Ask which of its contacts should know one another, and bring two of them together.";

pub(crate) fn connector(
    who: &str,
    share: f64,
    pairs_further_apart: u32,
    cut_off: &[String],
    place: Option<&Standing>,
    first: Option<f64>,
) -> String {
    let share = (share * 100.0).round();
    let share = if share < 1.0 {
        "fewer than 1 %".to_owned()
    } else {
        format!("{share:.0} %")
    };
    let without = match (pairs_further_apart, cut_off) {
        (_, [_, ..]) if cut_off.len() <= 4 => format!(
            "without it {} would have no way to the rest on record",
            list(cut_off)
        ),
        (_, [_, ..]) => format!(
            "without it {} organisations would have no way to the rest on record",
            number(cut_off.len() as u32)
        ),
        (0, []) => {
            "counted in steps no two of its contacts need it, for all of them have another way as short".to_owned()
        }
        (pairs, []) => format!(
            "without it {} of its contacts would be further apart",
            counted(pairs, "pair", "pairs")
        ),
    };
    let place = match place {
        Some(standing @ Standing::Settled(_)) => {
            format!(
                " That is the {}: {}.",
                standing.short(),
                standing.how_sure()
            )
        }
        Some(standing @ Standing::NotSettled { .. }) => {
            format!(
                " Which place that gives it is not settled: {}{}.",
                standing.how_sure(),
                first.map_or_else(String::new, |share| format!(
                    "; among the first {TOP} {}",
                    in_versions(share)
                ))
            )
        }
        Some(Standing::NoneOnRecord | Standing::NotAssessed) | None => String::new(),
    };
    format!(
        "{who} is on the shortest way of {share} of the other pairs of organisations; {without}.{place}"
    )
}

/// `settled`: how many of their places hold, where that was tried.
pub(crate) fn summary(connectors: u32, cutting: u32, settled: Option<u32>) -> String {
    if connectors == 0 {
        return "No organisation is on the shortest way between two others.".to_owned();
    }
    let them = count(connectors, "organisation is", "organisations are");
    let cut = match cutting {
        0 => "on record no other would be cut off without one of them".to_owned(),
        1 => "on record another would be cut off without one of them".to_owned(),
        many => format!(
            "on record others would be cut off without any of {}",
            number(many)
        ),
    };
    let settled = match settled {
        None => String::new(),
        Some(0) => " Which of them comes before which is not settled.".to_owned(),
        Some(all) if all == connectors => " Their places are settled.".to_owned(),
        Some(some) => format!(" The place of {} of them is settled.", number(some)),
    };
    format!("{them} on the shortest way between others; {cut}.{settled}")
}

pub(crate) fn next_cut(cut_off: &str, connector: &str) -> String {
    format!("Bring {cut_off} together with somebody besides {connector}.")
}
