//! What is said of how sure a rank is.
use super::influence::ordinal;
use super::{count, number, of};
use network::Nodes;

pub(crate) const GO_BETWEEN: &str = "as a go-between";
pub(crate) const CONTACTS: &str = "by the number of working ties";
pub(crate) const LISTENED_TO: &str = "as somebody who is listened to";
/// The same where nobody has recorded who listens to whom, or trusts whom.
pub(crate) const BY_TIES_ALONE: &str =
    "by the weight of working ties (nobody has recorded who listens to whom)";

/// What organisations do that are on the way between others.
pub(crate) const CONNECTING: &str = "in connecting others";

pub(crate) const NOT_ASSESSED: &str = "nobody has assessed a working tie";
pub(crate) const NONE_ON_RECORD: &str = "nothing on record";

/// In so large a share of versions something must be so for it to be said as it is, whatever it is.
pub(crate) const HOLDS: f64 = 0.9;
/// What is said where the map is too large for it to be tried in passing.
const NOT_TRIED: &str = "In how many plausible versions of this map that holds was not tried here, for the map is large: How sure tries it.";

/// What to do next, and that nothing was tried where the map is too large for it.
pub(crate) fn next(what: &str, untried: bool) -> String {
    if untried {
        format!("{what} {NOT_TRIED}")
    } else {
        what.to_owned()
    }
}

/// A share of versions out of a hundred, never more than it is, so that the same share always has the same words.
fn hundredths(share: f64) -> u32 {
    (share * 100.0 + 1e-9).floor().max(0.0) as u32
}

/// "in 91 of 100", "in every", "in no"; `one` and `many`: what follows.
fn so_many(share: f64, one: &str, many: &str) -> String {
    match hundredths(share) {
        _ if share <= 0.0 => format!("in no{one}"),
        0 => format!("in fewer than 1 of 100{many}"),
        100.. => format!("in every{one}"),
        of_hundred => format!("in {of_hundred} of 100{many}"),
    }
}

/// "in 91 of 100 plausible versions of this map".
pub(crate) fn in_versions(share: f64) -> String {
    so_many(
        share,
        " plausible version of this map",
        " plausible versions of this map",
    )
}

/// "in 91 of 100", after the versions have been spoken of.
pub(crate) fn in_those(share: f64) -> String {
    so_many(share, " one", "")
}

/// "in 3 to 60 of 100 plausible versions of this map".
pub(crate) fn between_shares(low: f64, high: f64) -> String {
    if hundredths(low) == hundredths(high) {
        return in_versions(low);
    }
    format!(
        "in {} to {} of 100 plausible versions of this map",
        hundredths(low),
        hundredths(high)
    )
}

/// "3rd of 44".
pub(crate) fn place(position: u32, of: u32) -> String {
    format!("{} of {}", ordinal(position), number(of))
}

/// "2nd to 9th of 44", of a place that moves.
pub(crate) fn places((low, high): (u32, u32), of: u32) -> String {
    if low == high {
        return place(low, of);
    }
    format!("{} to {} of {}", ordinal(low), ordinal(high), number(of))
}

/// How sure a place is. `range`: where it moves, unless that is what is said of it. `exactly`: in what share of versions it is that very place. `first`: how many are the first, and
/// in what share of versions among them.
pub(crate) fn holds(range: Option<(u32, u32)>, exactly: f64, first: Option<(u32, f64)>) -> String {
    let range = match range {
        None => "in 90 of 100 plausible versions of this map".to_owned(),
        Some((low, high)) if low == high => {
            "the same in at least 90 of 100 plausible versions of this map".to_owned()
        }
        Some((low, high)) => format!(
            "exactly that in {} of 100 plausible versions of this map, between {} and {} in 90 of 100",
            hundredths(exactly),
            ordinal(low),
            ordinal(high)
        ),
    };
    let first = first.map_or_else(String::new, |(top, share)| {
        format!("; among the first {} {}", number(top), in_those(share))
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
    let known = format!("{} pairs of {many} are assessed.", of(assessed, possible));
    let tried = count(draws, "plausible version", "plausible versions");
    if ranked == 0 {
        return format!("{known} On record {none} has a place {by}; tried on {tried} of the map.");
    }
    format!(
        "{known} Tried on {tried} of the map, the place of {} {many} {by} is settled: in 90 of 100 of them it moves within less than half of the list.",
        of(settled, ranked),
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

/// What is said of an organisation that is surely among the first: its place on record, where it is settled, and its
/// best and last in nine of ten versions.
pub(crate) fn first_of_bodies(
    name: &str,
    share: f64,
    top: u32,
    position: Option<u32>,
    (low, high): (u32, u32),
) -> String {
    let place = match position {
        Some(position) if low == high => {
            format!("it is {} in at least 90 of 100", ordinal(position))
        }
        Some(position) => format!(
            "it is {} on record, and between {} and {} in 90 of 100",
            ordinal(position),
            ordinal(low),
            ordinal(high)
        ),
        None => format!(
            "which place it has there is not settled ({} to {} in 90 of 100)",
            ordinal(low),
            ordinal(high)
        ),
    };
    format!(
        "{} {name} is among the first {} {CONNECTING}; {place}.",
        super::people::capital(&in_versions(share)),
        number(top),
    )
}

/// Who is often, but not surely, among the first, with the share of versions; `any_sure`: others surely are.
pub(crate) fn often_first(top: u32, names: &[(String, f64)], any_sure: bool) -> String {
    let mut said: Vec<String> = Vec::new();
    for (name, share) in names {
        let versions = if said.is_empty() {
            in_versions(*share)
        } else {
            in_those(*share)
        };
        said.push(format!("{name} ({versions})"));
    }
    format!(
        "{} among the first {} {CONNECTING} in 90 of 100 or more; nearest to it {}.",
        if any_sure {
            "No other is"
        } else {
            "No organisation is"
        },
        number(top),
        super::list(&said)
    )
}

/// How surely somebody is a go-between, and among the first.
pub(crate) fn go_between(name: &str, share: f64, first: f64, top: u32) -> String {
    format!(
        "{name} is on the shortest way between others {}, and among the first {} of those {}.",
        in_versions(share),
        number(top),
        in_those(first)
    )
}

/// The same in a table: "a go-between in 97 of 100 plausible versions of this map, among the first 5 in 91 of 100".
pub(crate) fn between_at_all(share: f64, first: Option<(u32, f64)>) -> String {
    let first = first.map_or_else(String::new, |(top, share)| {
        format!(", among the first {} {}", number(top), in_those(share))
    });
    format!("a go-between {}{first}", in_versions(share))
}

/// Of what hangs on one person on record, how much still does: how many there are, how many of them surely, and how many
/// in fewer than half of the versions.
pub(crate) fn hanging(relationships: [u32; 3], parts: [u32; 3]) -> String {
    let of_one = |[all, surely, seldom]: [u32; 3], one: &str, many: &str| {
        format!(
            "Of {} that {} on one person on record, {} still so in at least 90 of 100 plausible versions of this map, and {} in fewer than 50.",
            count(all, one, many),
            if all == 1 { "hangs" } else { "hang" },
            match surely {
                0 => "none is".to_owned(),
                1 => "one is".to_owned(),
                many => format!("{} are", super::people::in_words(many)),
            },
            match seldom {
                0 => "none".to_owned(),
                few => super::people::in_words(few),
            },
        )
    };
    let mut said = Vec::new();
    if relationships[0] > 0 {
        said.push(of_one(
            relationships,
            "relationship between organisations",
            "relationships between organisations",
        ));
    }
    if parts[0] > 0 {
        said.push(of_one(
            parts,
            "part of the footprint",
            "parts of the footprint",
        ));
    }
    said.join(" ")
}

pub(crate) const NEXT_HANGING: &str = "Begin with those that hold most often; before acting on another, ask the two sides who else knows whom.";

/// "Fda with Acf hangs on FDA-2 (in 34 of 100 plausible versions of this map)".
pub(crate) fn hangs_on(what: &str, who: &str, share: f64) -> String {
    format!("{what} hangs on {who} {}.", in_versions(share))
}

/// "Surest: A hangs on B in …; C hangs on D in ….".
pub(crate) fn surest(sentences: &[&str]) -> String {
    let each: Vec<&str> = sentences
        .iter()
        .map(|one| one.trim_end_matches('.'))
        .collect();
    format!("Surest of all: {}.", each.join("; "))
}

pub(crate) fn way_of(people: &str) -> String {
    format!("the only way of {people} to the rest")
}

pub(crate) const NEXT_OFTEN: &str =
    "Ask these first whom they work with and whom they do not: their places wait for that.";
pub(crate) const NEXT_BODIES: &str = "Ask the organisations whose place is not settled whom they work with, and whom they do not; each answer narrows it.";
pub(crate) const NEXT_SUMMARY: &str =
    "Ask the people whose place is not settled whom they work with; each answer narrows it.";
pub(crate) const NEXT_FIRST: &str = "This can be said aloud, together with that share.";
pub(crate) const NOBODY: &str = "No leader is on record, so nobody has a place to be sure of.";
pub(crate) const NEXT_NOBODY: &str = "Enter the leaders and whom they work with.";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_that_is_seldom_the_very_one_is_said_as_the_range_it_moves_in() {
        assert_eq!(places((2, 42), 85), "2nd to 42nd of 85");
        assert_eq!(places((1, 1), 85), "1st of 85");
        assert_eq!(
            holds(None, 0.03, None),
            "in 90 of 100 plausible versions of this map"
        );
        assert_eq!(
            holds(Some((1, 4)), 0.72, None),
            "exactly that in 72 of 100 plausible versions of this map, between 1st and 4th in 90 of 100"
        );
    }

    #[test]
    fn the_same_share_always_has_the_same_words_and_is_never_said_to_be_more_than_it_is() {
        for (share, words) in [
            (0.0, "in no plausible version of this map"),
            (
                0.004,
                "in fewer than 1 of 100 plausible versions of this map",
            ),
            (0.728, "in 72 of 100 plausible versions of this map"),
            (0.899, "in 89 of 100 plausible versions of this map"),
            (0.9, "in 90 of 100 plausible versions of this map"),
            (0.998, "in 99 of 100 plausible versions of this map"),
            (1.0, "in every plausible version of this map"),
        ] {
            assert_eq!(in_versions(share), words);
            let short = words
                .replace(" plausible versions of this map", "")
                .replace(" plausible version of this map", "");
            assert_eq!(in_those(share).trim_end_matches(" one"), short);
            assert_eq!(between_shares(share, share), words);
        }
        let often = often_first(5, &[("Vale".to_owned(), 0.728)], false);
        let surely = first_of_bodies("Vale", 0.96, 5, None, (1, 6));
        assert_eq!(
            often,
            "No organisation is among the first 5 in connecting others in 90 of 100 or more; nearest to it Vale (in 72 of 100 plausible versions of this map)."
        );
        assert_eq!(
            surely,
            "In 96 of 100 plausible versions of this map Vale is among the first 5 in connecting others; which place it has there is not settled (1st to 6th in 90 of 100)."
        );
    }
}
