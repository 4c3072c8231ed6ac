//! What is said of introductions.
use domain::Level;

use super::people::in_words;

pub(crate) const WORKING_ONLY: &str = "Who is not to be asked is known to the working group alone, so introductions are worked out for it alone.";
pub(crate) const SAME: &str = "Whoever asks and whoever is to be met are the same person.";
pub(crate) const NEXT_OTHER: &str = "Choose somebody who holds a post.";
pub(crate) const NEXT_KNOWN: &str = "Write or call directly.";

pub(crate) fn not_in_post(name: &str) -> String {
    format!("{name} holds no post on this day, so no way is looked for.")
}

pub(crate) fn nobody_to_meet(name: &str) -> String {
    format!("No other person at {name} is on record.")
}

fn works(level: Level) -> String {
    format!("{}, level {}", level.word(), level.number())
}

/// "Through Ann Archer (Vale Council), who works with Jo Hale (level 4) and with Ben Bell (level 3)."
pub(crate) fn way(names: &[String], levels: &[Level], independent: bool) -> String {
    let (Some(from), Some(to)) = (names.first(), names.last()) else {
        return String::new();
    };
    let at = |tie: usize| levels.get(tie).map_or(0, |level| level.number());
    let shares = if independent {
        ""
    } else {
        " This way shares somebody with one before it."
    };
    match names {
        [_, through, _] => format!(
            "Through {through}, who works with {from} (level {}) and with {to} (level {}).{shares}",
            at(0),
            at(1)
        ),
        [_, first, second, _] => format!(
            "Through {first}, who works with {from} (level {}), then {second}, who works with {to} (level {}); the two work together at level {}.{shares}",
            at(0),
            at(2),
            at(1)
        ),
        _ => String::new(),
    }
}

pub(crate) fn meeting(
    from: &str,
    to: &str,
    known: Option<Level>,
    strained: bool,
    ways: u32,
) -> String {
    let known = match (known, strained) {
        (Some(level), false) => {
            return format!("{from} and {to} work together already ({}).", works(level));
        }
        (_, true) => format!("What lies between {from} and {to} is strained. "),
        (None, false) => String::new(),
    };
    match ways {
        0 => format!(
            "{known}Nobody on record can introduce {from} to {to} through at most two others."
        ),
        1 => format!("{known}There is one way for {from} to be introduced to {to}."),
        many => format!(
            "{known}There are {} ways for {from} to be introduced to {to}.",
            in_words(many)
        ),
    }
}

pub(crate) fn next(first: &str, to: &str) -> String {
    format!("Ask {first} for an introduction to {to}, and say what it is about.")
}

pub(crate) fn no_way_next(from: &str) -> String {
    format!("Ask who of those {from} works with knows somebody there, and record it.")
}
