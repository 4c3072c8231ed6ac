//! What is said of what hangs on one person.
use domain::Level;

use super::people::{capital, counted, in_words, list_of};
use super::stability::{between_shares, in_versions};
use super::{count, list, number};

pub(crate) mod organisations;

pub(crate) const NEXT_SUMMARY: &str = "Begin with the person on whom most hangs: introduce a second person on each side before anybody has to.";
/// The same where it was tried how likely each is.
pub(crate) const NEXT_LIKELY: &str = "Begin with the first below: what hangs on them is likeliest to, whatever is not known. Introduce a second person on each side before anybody has to.";
/// Where nobody has assessed how two people work together.
pub(crate) const NEXT_UNKNOWN: &str = "Record who works with whom at these organisations: how surely something hangs on one person cannot be said before anybody has.";
pub(crate) const NEXT_PART: &str =
    "Give those people a second contact among the rest of the partnership.";

/// "at coordination (level 3) or closer".
fn from(level: Level) -> String {
    if level <= Level::Networking {
        String::new()
    } else if level >= Level::Collaboration {
        // Nothing is closer than that.
        format!(" at {} (level {})", level.word(), level.number())
    } else {
        format!(" at {} (level {}) or closer", level.word(), level.number())
    }
}

/// The same said of something.
pub(crate) fn at(what: &str, level: Level) -> String {
    format!("{what}{}", from(level))
}

/// "Vale Council with Fellside Trust".
pub(crate) fn own_with(own: &str, other: &str) -> String {
    format!("{own} with {other}")
}

/// By what a relationship between two organisations hangs on somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Through {
    /// Several ties.
    Ties,
    /// One tie, to whom.
    One(String),
    /// A post at both, which nobody has to assess.
    Posts,
}

impl Through {
    fn words(&self, to: &str) -> String {
        match self {
            Self::Ties => String::new(),
            Self::One(with) => format!(" (one tie, {to} {with})"),
            Self::Posts => " (by posts at both)".to_owned(),
        }
    }
}

pub(crate) fn relationship(
    a: &str,
    b: &str,
    level: Level,
    through: &Through,
    not_assessed: u32,
) -> String {
    let with = through.words("with");
    let doubt = if not_assessed == 0 {
        String::new()
    } else {
        format!(
            "; {} of their people not assessed could prove otherwise",
            count(not_assessed, "pair", "pairs")
        )
    };
    format!("{a} and {b}{}{with}{doubt}", from(level))
}

pub(crate) fn part(people: &[String], organisations: &[String], level: Level) -> String {
    let verb = if people.len() == 1 { "has" } else { "have" };
    format!(
        "{} {verb} no other way to the rest{}",
        part_of(people, organisations),
        from(level)
    )
}

/// "Ann Archer and Ben Bell (Vale Council)".
pub(crate) fn part_of(people: &[String], organisations: &[String]) -> String {
    let at = if organisations.is_empty() {
        String::new()
    } else {
        format!(" ({})", list_of(organisations, 3))
    };
    let who = if people.len() <= 3 {
        list(people)
    } else {
        counted(people.len() as u32, "person", "people")
    };
    format!("{who}{at}")
}

/// What hangs on somebody: relationships altogether, each with the other end where it is one single tie.
pub(crate) fn point(
    who: &str,
    altogether: &[(String, Through)],
    closer: u32,
    parts: &[String],
    cut_off: u32,
    closer_parts: u32,
    still: &[f64],
) -> String {
    let mut sentences = Vec::new();
    match altogether {
        [] => {}
        [(pair, Through::Ties)] => {
            sentences.push(format!("Every tie of {pair} on record runs through {who}."));
        }
        [(pair, Through::Posts)] => sentences.push(format!(
            "The only tie of {pair} on record is {who}, who has a post at both."
        )),
        [(pair, Through::One(with))] => sentences.push(format!(
            "The only tie of {pair} on record is that between {who} and {with}."
        )),
        several => {
            let pairs: Vec<String> = several
                .iter()
                .map(|(pair, through)| format!("{pair}{}", through.words("to")))
                .collect();
            sentences.push(format!(
                "{} between organisations hang on {who} on record: {}.",
                capital(&counted(
                    several.len() as u32,
                    "relationship",
                    "relationships"
                )),
                list_of(&pairs, 4)
            ));
        }
    }
    if !parts.is_empty() {
        sentences.push(format!(
            "Without {who}, {} {} no other way to the rest on record.",
            list(parts),
            if cut_off == 1 { "has" } else { "have" }
        ));
    }
    if !still.is_empty() {
        sentences.push(still_holds(who, still));
    }
    if closer > 0 && altogether.is_empty() {
        sentences.push(format!(
            "When only closer ties count, {} between organisations {} on {who}.",
            counted(closer, "relationship", "relationships"),
            if closer == 1 { "hangs" } else { "hang" },
        ));
    } else if closer > 0 {
        sentences.push(format!(
            "When only closer ties count, {} more {}.",
            in_words(closer),
            if closer == 1 { "does" } else { "do" },
        ));
    }
    if sentences.is_empty() && closer_parts > 0 {
        sentences.push(format!(
            "Nothing hangs on {who} altogether; when only closer ties count, {} the rest through no other way.",
            if closer_parts == 1 {
                "one part reaches".to_owned()
            } else {
                format!("{} reach", counted(closer_parts, "part", "parts"))
            }
        ));
    }
    sentences.join(" ")
}

/// In how many plausible versions what was said of one person is still so.
fn still_holds(who: &str, shares: &[f64]) -> String {
    let low = shares.iter().copied().fold(1.0, f64::min);
    let high = shares.iter().copied().fold(0.0, f64::max);
    match shares {
        _ if high <= 0.0 => {
            format!(
                "In no plausible version of what is not known does that still hang on {who}: there may well be another tie."
            )
        }
        [only] => format!("It still hangs on {who} {}.", in_versions(*only)),
        _ => format!(
            "Each of these still hangs on {who} {}.",
            between_shares(low, high)
        ),
    }
}

/// "; still so in 34 of 100 plausible versions of this map".
pub(crate) fn still_so(share: Option<f64>) -> String {
    share.map_or_else(String::new, |share| {
        format!("; still so {}", in_versions(share))
    })
}

pub(crate) fn none(assessed: u32) -> String {
    if assessed == 0 {
        "Nobody has assessed how two people work together, so it is not known what hangs on whom."
            .to_owned()
    } else {
        "No two organisations are tied through their people on record, so nothing hangs on one person yet."
            .to_owned()
    }
}

pub(crate) fn summary(
    any: (u32, u32),
    close: (u32, u32),
    by_posts: u32,
    (parts, holding_parts): (u32, u32),
    likeliest: &[String],
    not_assessed: u32,
) -> String {
    let likeliest = if likeliest.len() < 2 {
        String::new()
    } else {
        format!(" Most is likely to hang on {}.", list(likeliest))
    };
    let posts = match by_posts {
        0 => String::new(),
        1 => " One of them hangs by posts at both, which count as the closest tie though nobody has assessed it.".to_owned(),
        many => format!(
            " {} of them hang by posts at both, which count as the closest tie though nobody has assessed it.",
            capital(&number(many))
        ),
    };
    let doubt = if not_assessed == 0 {
        String::new()
    } else {
        format!(
            " {} of people are not assessed; each could be a second tie.",
            count(not_assessed, "pair", "pairs")
        )
    };
    format!(
        "Of {} tied through their people, {} on one person on record; of the {} tied at coordination or closer, {}.{posts} {}.{likeliest}{doubt}",
        count(any.0, "pair of organisations", "pairs of organisations"),
        match any.1 {
            0 => "none hangs".to_owned(),
            1 => "one hangs".to_owned(),
            many => format!("{} hang", number(many)),
        },
        number(close.0),
        match close.1 {
            0 => "none does".to_owned(),
            1 => "one does".to_owned(),
            many => format!("{} do", number(many)),
        },
        match (parts, holding_parts) {
            (0, _) => "No part of the footprint owes its way to the rest to one person".to_owned(),
            (1, _) => "One part of the footprint owes its way to the rest to one person".to_owned(),
            (many, 1) => format!(
                "{} parts of the footprint owe their way to the rest to one and the same person",
                capital(&number(many))
            ),
            (many, people) => format!(
                "{} parts of the footprint each owe their way to the rest to one person, {} people in all",
                capital(&number(many)),
                number(people)
            ),
        },
    )
}

/// `ask`: who would know whether others of the two work together, where somebody might though nobody has said so.
pub(crate) fn next(a: &str, b: &str, ask: Option<&str>) -> String {
    let introduce = format!("a second person at {a} to a second person at {b}.");
    ask.map_or_else(
        || format!("Introduce {introduce}"),
        |who| {
            format!(
                "Ask {who} who else at {a} and at {b} may know one another already; if nobody does, introduce {introduce}"
            )
        },
    )
}
