//! What is said of those who carry messages.
use super::people::counted;
use super::stability::{in_those, in_versions};
use super::{list, number};
use crate::stability::TOP;

pub(crate) const NEXT_SUMMARY: &str =
    "For each of them, see to it that a second person knows both sides.";
pub(crate) const NEXT_VOICE: &str =
    "Meet a second person there, so that the organisation can be reached when this one is away.";

/// Where nobody has assessed how two people work together, and where nobody is between two others.
pub(crate) const NEXT_UNKNOWN: &str =
    "Record who works with whom: each answer shows more of the ways a message can take.";
pub(crate) const NEXT_NONE: &str = "Nothing need be done; look again when more ties are recorded.";

pub(crate) const NEXT_WAY: &str =
    "Ask this one first when word should reach many; no organisation depends on it alone.";

/// "otherwise three steps longer".
fn without(longer: Option<u32>) -> String {
    longer.map_or_else(
        || "no other way is on record".to_owned(),
        |longer| format!("otherwise {} longer", counted(longer, "step", "steps")),
    )
}

/// "between Vale Council and Fellside Trust (otherwise three steps longer)"; `own`: which of the two are their own.
pub(crate) fn carries(a: &str, b: &str, own: (bool, bool), longer: Option<u32>) -> String {
    let without = without(longer);
    match own {
        (true, true) => format!("between their own {b} and {a} ({without})"),
        (false, false) => format!("between {a} and {b} ({without})"),
        _ => format!("between {a} and their own body, {b} ({without})"),
    }
}

/// "the only one at Vale Council who works with Fellside Trust (otherwise one step longer)".
pub(crate) fn only_one_at(own: &str, other: &str, longer: Option<u32>) -> String {
    format!(
        "the only one at {own} who works with {other} ({})",
        without(longer)
    )
}

/// `carries` and `only_one`: what is said of each, and how many pairs of organisations there are of that sort altogether.
pub(crate) fn broker(
    who: &str,
    share: f64,
    (carries, all): (&[String], u32),
    (only_one, all_only): (&[String], u32),
    only_voice_of: &[String],
) -> String {
    let and_more = |said: &[String], all: u32, more_of: &dyn Fn(u32) -> String| {
        let mut said = said.to_vec();
        let more = all - said.len() as u32;
        if more > 0 {
            said.push(more_of(more));
        }
        list(&said)
    };
    let mut parts = Vec::new();
    if !carries.is_empty() {
        let between = and_more(carries, all, &|more| {
            let pairs = counted(more, "more pair", "more pairs");
            format!("between {pairs} of organisations")
        });
        parts.push(format!("carries messages {between}"));
    }
    if !only_one.is_empty() {
        let one = and_more(only_one, all_only, &|more| {
            let others = counted(more, "more organisation", "more organisations");
            format!("the only one there who works with {others}")
        });
        parts.push(format!("is {one}"));
    }
    if !only_voice_of.is_empty() {
        parts.push(format!(
            "is the only person on record at {}",
            list(only_voice_of)
        ));
    }
    // Whoever carries nothing between two others is told by how much they connect.
    if carries.is_empty() {
        let share = (share * 100.0).round();
        let share = if share < 1.0 {
            "fewer than 1 %".to_owned()
        } else {
            format!("{share:.0} %")
        };
        let on_the_way = format!("is on the shortest way of {share} of the other pairs of people");
        if parts.is_empty() {
            return format!(
                "{who} {on_the_way}, and counted in steps every organisation around has another way as short."
            );
        }
        parts.insert(0, on_the_way);
    }
    format!("{who} {}.", list(&parts))
}

pub(crate) fn none(assessed: u32) -> String {
    if assessed == 0 {
        "Nobody has assessed how two people work together, so it is not known who carries messages."
            .to_owned()
    } else {
        "Nobody is on the shortest way between two others.".to_owned()
    }
}

/// Who is most often between others, from the sentence's beginning to the next; nothing of nobody.
pub(crate) fn most(names: &[String]) -> String {
    if names.is_empty() {
        return String::new();
    }
    format!("Most often between others: {}. ", list(names))
}

/// Who is not among the first in most versions, but nearest to it; `any`: others are.
pub(crate) fn nearest(shares: &[(String, f64)], any: bool) -> String {
    let said: Vec<String> = shares
        .iter()
        .enumerate()
        .map(|(place, (name, share))| {
            let versions = if place == 0 {
                in_versions(*share)
            } else {
                in_those(*share)
            };
            format!("{name} ({versions})")
        })
        .collect();
    format!(
        "{} is among the first {TOP} go-betweens in half of the versions or more; nearest to it {}.",
        if any { "No other" } else { "Nobody" },
        list(&said)
    )
}

pub(crate) fn summary(brokers: u32, (needed, voices): (u32, u32), cut_off: u32) -> String {
    let on_the_way = match brokers {
        1 => "1 leader is".to_owned(),
        many => format!("{} leaders are", number(many)),
    };
    if needed == 0 {
        return format!(
            "{on_the_way} on the shortest way between others, and none of them is needed: every pair of organisations has another way as short."
        );
    }
    format!(
        "{on_the_way} on the shortest way between others. On record, without {} of them some organisations would be further apart{}{}.",
        number(needed),
        if voices == 0 {
            ""
        } else {
            " or lose their only voice"
        },
        if cut_off == 0 {
            ", though no two would be cut off from one another".to_owned()
        } else {
            format!(
                "; without {} of them some would have no way to one another at all",
                number(cut_off)
            )
        },
    )
}

/// What to do about somebody between two organisations; `own`: the first is their own. `ask`: some of their contacts may
/// know one another though nobody has said so.
pub(crate) fn next(who: &str, a: &str, b: &str, own: bool, ask: bool) -> String {
    let first = if own {
        format!("somebody besides {who} at {a}")
    } else {
        format!("somebody at {a}")
    };
    if ask {
        format!(
            "Ask {who} who at {a} and at {b} may know one another already; if nobody does, introduce {first} to somebody at {b}."
        )
    } else {
        format!("Introduce {first} to somebody at {b}.")
    }
}
