//! What is said of what hangs on one organisation, or on a single tie.
use domain::{Coverage, Level};

use super::from;
use crate::failure::{OrganisationHolds, OrganisationsAtLevel};
use crate::words::people::{capital, counted, in_words, list_of};
use crate::words::stability::in_versions;
use crate::words::{count, list, number};

pub(crate) const fn next_at_once(some: bool) -> &'static str {
    if some {
        "Keep it in mind when they are taken up by something else at the same time."
    } else {
        "Nothing need be done about this."
    }
}

/// "all within reach of one another", "in two groups out of one another's reach".
fn groups(level: &OrganisationsAtLevel) -> String {
    match level.parts {
        0 | 1 => "all within reach of one another".to_owned(),
        many => format!(
            "in {} groups out of one another\u{2019}s reach",
            in_words(many)
        ),
    }
}

/// "Wyre and Till": the first few, with how many more.
fn few(names: &[String]) -> String {
    list_of(names, 3)
}

/// `safe`: in what share of plausible versions nobody would be cut off.
pub(crate) fn summary(
    any: &OrganisationsAtLevel,
    all: u32,
    coverage: Coverage,
    safe: Option<f64>,
) -> String {
    if any.ties == 0 {
        return "No two organisations are known to work together, so nothing hangs on one of them."
            .to_owned();
    }
    let (cutting, only) = (any.cutting().count() as u32, any.only_ways().count() as u32);
    let who = if any.tied == all {
        format!("{} are tied", count(all, "organisation", "organisations"))
    } else {
        format!(
            "{} of {} organisations are tied",
            number(any.tied),
            number(all)
        )
    };
    let hangs = match (cutting, only) {
        (0, 0) => "If any one organisation left, none of the others would be cut off, and no single tie is the only way to anybody".to_owned(),
        (cutting, only) => {
            let mut said = Vec::new();
            if cutting > 0 {
                said.push(format!(
                    "without {} of them others would be cut off",
                    if cutting == 1 { "one".to_owned() } else { format!("any of {}", in_words(cutting)) }
                ));
            }
            if only > 0 {
                said.push(format!(
                    "{} the only way to somebody",
                    if only == 1 { "one tie is".to_owned() } else { format!("{} ties are each", in_words(only)) }
                ));
            }
            capital(&said.join("; "))
        }
    };
    let unknown = coverage.possible - coverage.assessed;
    let doubt = match unknown {
        0 => String::new(),
        1 => " 1 pair is not assessed; it could be another way.".to_owned(),
        many => format!(
            " {} pairs are not assessed; each could be another way.",
            number(many)
        ),
    };
    let sure = safe
        .filter(|_| cutting == 0)
        .map_or_else(String::new, |share| {
            format!(" That none would be cut off holds {}.", in_versions(share))
        });
    format!(
        "{who} by {}, {}. {hangs}.{sure}{doubt}",
        count(any.ties, "working tie", "working ties"),
        groups(any)
    )
}

pub(crate) fn next_summary(any: &OrganisationsAtLevel) -> &'static str {
    if any.cutting().next().is_some() {
        "Begin with those who would be cut off: give each of them a second partner among the rest."
    } else {
        "Nothing is urgent at this level; read on for what hangs on whom when only closer ties count."
    }
}

pub(crate) fn organisation(one: &OrganisationHolds, level: Level, others: u32) -> String {
    let name = &one.organisation.name;
    let labels: Vec<String> = one.cut_off.iter().map(|cut| cut.label.clone()).collect();
    let level = from(level);
    let partners = if one.partners == others {
        format!("{name} works with all {} others{level}.", number(others))
    } else {
        format!(
            "{name} works with {} of the {} others{level}.",
            number(one.partners),
            number(others)
        )
    };
    let without = if labels.is_empty() {
        "Without it nobody would be cut off".to_owned()
    } else {
        let doubt = match one.not_assessed {
            0 => String::new(),
            1 => " (1 pair not assessed could be another)".to_owned(),
            many => format!(
                " ({} pairs not assessed could each be another)",
                number(many)
            ),
        };
        format!(
            "Without it {} would have no way to the rest on record{doubt}",
            few(&labels)
        )
    };
    let longer = match one.longer.unwrap_or(0) {
        0 => String::new(),
        longer => {
            let and = if labels.is_empty() { ", but" } else { ", and" };
            let why = match one.only_contact {
                0 => String::new(),
                // Those cut off from one another lose it as well, and are not counted here.
                _ if !labels.is_empty() => String::new(),
                only if only == longer && only == 1 => {
                    ", for it is the only contact they have in common".to_owned()
                }
                only if only == longer => {
                    ", for it is the only contact that each two of them have in common".to_owned()
                }
                only => format!(
                    "; for {} of them it is the only contact they have in common",
                    in_words(only)
                ),
            };
            format!(
                "{and} {} of the others would need a longer way{why}",
                counted(longer, "pair", "pairs")
            )
        }
    };
    let sure = one
        .still_cuts
        .map_or_else(String::new, |share| still(share, "it"));
    format!("{partners} {without}{longer}.{sure}")
}

/// In how many plausible versions it is so that somebody would be cut off.
fn still(share: f64, without: &str) -> String {
    if share <= 0.0 {
        format!(
            " In no plausible version of what is not known would anybody be cut off without {without}: there may well be another way."
        )
    } else {
        format!(
            " {} somebody would still be cut off without {without}.",
            capital(&in_versions(share))
        )
    }
}

pub(crate) fn next_organisation(one: &OrganisationHolds) -> String {
    one.cut_off.first().map_or_else(
        || "Bring two of its partners together who meet nowhere else.".to_owned(),
        |first| {
            format!(
                "Bring {} together with somebody besides {}.",
                first.label, one.organisation.label
            )
        },
    )
}

pub(crate) fn tie(a: &str, b: &str, cut_off: &[String], longer: u32) -> String {
    if cut_off.is_empty() {
        format!(
            "If {a} and {b} no longer worked together, {} besides their own would need a longer way.",
            counted(longer, "pair", "pairs")
        )
    } else {
        format!(
            "The tie of {a} with {b} is the only way from {} to the others.",
            few(cut_off)
        )
    }
}

pub(crate) fn next_tie(a: &str, b: &str) -> String {
    format!("See that it does not rest on one person at {a} or at {b}.")
}

pub(crate) fn next_level(level: &OrganisationsAtLevel) -> String {
    match (level.cutting().next(), level.single_ties.first()) {
        (Some(one), _) => next_organisation(one),
        (None, Some(tie)) => next_tie(&tie.a.label, &tie.b.label),
        (None, None) => "Nothing need be done about this.".to_owned(),
    }
}

pub(crate) fn at_once(away: u32, organisations: &[String], cut_off: &[String]) -> String {
    if organisations.is_empty() {
        format!(
            "Even if any {} were away at once, none of the others would be cut off.",
            in_words(away)
        )
    } else {
        format!(
            "It takes {} at once: if {} were {} away, {} would be cut off.",
            in_words(away),
            list(organisations),
            if away == 2 { "both" } else { "all" },
            few(cut_off)
        )
    }
}

pub(crate) fn at_level(level: &OrganisationsAtLevel, all: u32) -> String {
    let names = |names: &[crate::finding::PartyName]| -> Vec<String> {
        names.iter().map(|name| name.label.clone()).collect()
    };
    let who = if level.tied == all {
        format!("all {} are tied", number(all))
    } else {
        format!("{} of {} are tied", number(level.tied), number(all))
    };
    let cutting = level.cutting().count() as u32;
    let hangs = match (level.organisations.first(), cutting) {
        (Some(first), 1..) => {
            let others = match cutting - 1 {
                0 => String::new(),
                1 => ", and so would others without one more".to_owned(),
                more => format!(
                    ", and so would others without any of {} more",
                    in_words(more)
                ),
            };
            let sure = first
                .still_cuts
                .map_or_else(String::new, |share| still(share, &first.organisation.label));
            format!(
                " On what is recorded, {} would be cut off without {}{others}.{sure}",
                few(&names(&first.cut_off)),
                first.organisation.label
            )
        }
        (Some(first), _) => format!(
            " None would be cut off without any one other; {} would need a longer way without {}.",
            counted(first.longer.unwrap_or(0), "pair", "pairs"),
            first.organisation.label
        ),
        (None, _) => {
            " None would be cut off, or further from another, without any one other.".to_owned()
        }
    };
    let only: Vec<String> = level
        .only_ways()
        .map(|tie| format!("{} with {}", tie.a.label, tie.b.label))
        .collect();
    let ties = match (only.as_slice(), level.single_ties.first()) {
        ([], None) => String::new(),
        ([], Some(tie)) => format!(" {}", tie.sentence),
        ([one], _) => format!(" One tie is the only way to somebody: {one}."),
        (several, _) => format!(
            " {} ties are each the only way to somebody: {}.",
            capital(&in_words(several.len() as u32)),
            few(several)
        ),
    };
    format!(
        "When only ties{} count, {who}, {}.{hangs}{ties}",
        from(level.level),
        groups(level)
    )
}
