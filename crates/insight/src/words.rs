//! Every English word that insight says to a person, in one place, so that another language can take
//! its place.
//!
//! Plain and short, British, with the base beside every number. People hold positions, for reasons;
//! nobody is called a name here.

use domain::{Audience, Interdependence, Interval, Level};
use jiff::civil::Date;

pub(crate) mod authority;
pub(crate) mod brokers;
pub(crate) mod connectors;
pub(crate) mod failure;
pub(crate) mod introductions;
pub(crate) mod lines;
pub(crate) mod people;
pub(crate) mod stability;
pub(crate) mod views;
pub(crate) mod what_if;

pub(crate) const UNNAMED: &str = "somebody not named here";

/// "5 March 2026".
pub fn date(day: Date) -> String {
    day.strftime("%-d %B %Y").to_string()
}

/// "the board".
pub const fn audience(audience: Audience) -> &'static str {
    match audience {
        Audience::Working => "the working group",
        Audience::Partners => "the partners",
        Audience::Board => "the board",
        Audience::Public => "the public",
    }
}

/// What to do about something an audience is not shown.
pub const NEXT_NOT_SHOWN: &str =
    "Ask the working group: it sees what is recorded, and decides what of it may be shown.";

/// The name of a piece of work inside a sentence: "the Joint forward plan", "Stroke services".
pub fn work(name: &str) -> String {
    const TAKE_AN_ARTICLE: [&str; 5] = ["plan", "strategy", "programme", "vision", "agreement"];
    let name = name.trim();
    let last = name.split_whitespace().last().unwrap_or("");
    let begins_so = name.to_lowercase().starts_with("the ");
    if TAKE_AN_ARTICLE.contains(&last.to_lowercase().as_str()) && !begins_so {
        format!("the {name}")
    } else {
        name.to_owned()
    }
}

/// "4,005".
pub fn number(value: u32) -> String {
    let digits = value.to_string();
    let mut out = String::with_capacity(digits.len() + 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// "7 of 9".
pub fn of(part: u32, whole: u32) -> String {
    format!("{} of {}", number(part), number(whole))
}

/// "1 pair", "2 pairs".
pub fn count(value: u32, one: &str, many: &str) -> String {
    format!("{} {}", number(value), if value == 1 { one } else { many })
}

/// "A, B and C".
pub fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [start @ .., last] => format!("{} and {last}", start.join(", ")),
    }
}

/// "coalition, level 4".
pub fn level(level: Level) -> String {
    format!("{}, level {}", level.word(), level.number())
}

/// "level 4" or "level 2 to 4".
pub fn levels(range: Interval<u8>) -> String {
    if range.is_known() {
        format!("level {}", range.low)
    } else {
        format!("level {} to {}", range.low, range.high)
    }
}

/// What two organisations must do at a level: "need to …".
pub fn must(level: Level) -> &'static str {
    match level {
        Level::None => "do not have to work together",
        Level::Networking => "need to know one another",
        Level::Cooperation => "need to keep one another informed",
        Level::Coordination => "need to share information and resources",
        Level::Coalition => "need to decide together",
        Level::Collaboration => "need to work as one",
    }
}

/// What two organisations do at a level: "today they …".
pub fn do_today(level: Level) -> &'static str {
    match level {
        Level::None => "have no working relationship",
        Level::Networking => "are only in touch",
        Level::Cooperation => "exchange information only",
        Level::Coordination => "share information and resources",
        Level::Coalition => "decide together",
        Level::Collaboration => "work as one",
    }
}

/// What a tie is called as evidence.
pub(crate) fn tie(a: &str, kind: &str, b: &str) -> String {
    format!("{a} {kind} {b}")
}

/// What a judgement is called as evidence.
pub(crate) fn assessment(level: Option<Level>, day: Date) -> String {
    match level {
        Some(of) => format!("{} on {}", self::level(of), date(day)),
        None => format!("assessed on {}", date(day)),
    }
}

pub(crate) mod gaps {
    //! What the gaps say.
    use super::{
        Audience, Date, Interdependence, Interval, Level, count, date, do_today, level, levels,
        must, of,
    };

    pub(crate) const NEXT_SUMMARY: &str = "Take the first gaps to the two organisations, and ask first about the pairs nobody knows enough about.";
    pub(crate) const NEXT_NO_NEEDS: &str = "Enter the work the partners share and who takes what part in it, or set the level a pair needs.";
    pub(crate) const NO_NEEDS: &str =
        "No two organisations are known to share work yet, so nothing can be said about gaps.";
    pub(crate) fn needs_not_shown(audience: Audience) -> String {
        format!(
            "What work the partners share is not shown to {}, so nothing can be said here about gaps.",
            super::audience(audience)
        )
    }

    pub(crate) const NEXT_ASK: &str =
        "Ask both sides how they work together today, and record each answer.";
    pub(crate) const NEXT_SINGLE: &str =
        "Introduce a second person on each side, so that the link outlasts any one post.";
    pub(crate) const NEXT_PERCEPTION: &str =
        "Bring both sides to one table and ask each what the other could count on.";
    pub(crate) const NEXT_SURPLUS: &str =
        "Ask both whether some of this time is better spent where a gap is.";

    /// Because of work that they share or that hangs together.
    pub(crate) fn because_of_work(first: &str, then: Option<&str>, how: Interdependence) -> String {
        match then {
            None => format!("they share {first} ({})", how.word()),
            Some(then) => format!("{first} and {then} depend on one another ({})", how.word()),
        }
    }

    /// Because named people said so.
    pub(crate) fn because_set(by: Option<&str>, day: Date, reason: &str) -> String {
        let by = by.map_or_else(String::new, |by| format!(" by {by}"));
        let reason = reason.trim().trim_end_matches('.');
        let reason = if reason.is_empty() {
            String::new()
        } else {
            format!(": {reason}")
        };
        format!("set{by} on {}{reason}", date(day))
    }

    /// What they need, for: "A and B need to decide together on X (coalition, level 4)".
    pub(crate) fn need(a: &str, b: &str, needed: Level, on: Option<&str>) -> String {
        let on = on.map_or_else(String::new, |on| format!(" on {on}"));
        format!("{a} and {b} {}{on} ({})", must(needed), level(needed))
    }

    /// What they do today, with how sure it is.
    pub(crate) fn today(now: Level, actual: Interval<u8>, how_sure: &str) -> String {
        let range = if actual.is_known() {
            String::new()
        } else {
            format!("; {} at its widest", levels(actual))
        };
        format!(
            "today they {} ({}{range}; {how_sure})",
            do_today(now),
            level(now)
        )
    }

    pub(crate) const BOTH_SAY: &str = "both sides say so";
    pub(crate) const OTHERS_SAY: &str = "by others\u{2019} account only";
    pub(crate) const LEADERS_SAY: &str = "going by ties between their leaders";

    pub(crate) fn one_says(who: &str) -> String {
        format!("only {who} says so")
    }

    pub(crate) fn aged(day: Date) -> String {
        format!(", last assessed on {}", date(day))
    }

    pub(crate) fn one_person(who: &[String]) -> String {
        match who {
            [only] => format!("One person links them: {only}."),
            // A single tie: either end's leaving would sever it.
            who => format!("One tie links them, between {}.", super::list(who)),
        }
    }

    pub(crate) const NOBODY_LINKS: &str = "No tie between their leaders is recorded.";

    pub(crate) fn gap(need: &str, today: &str, then: &[Option<String>]) -> String {
        let mut sentence = format!("{need}; {today}.");
        for more in then.iter().flatten() {
            sentence.push(' ');
            sentence.push_str(more);
        }
        sentence
    }

    pub(crate) fn level_was(set: &str) -> String {
        format!("The level was {set}.")
    }

    pub(crate) fn ask_unassessed(need: &str) -> String {
        format!("{need}; nobody has said how they work together today.")
    }

    pub(crate) fn ask_not_shown(need: &str, audience: Audience) -> String {
        format!(
            "{need}; no judgement of how they work together today is shown to {}.",
            super::audience(audience)
        )
    }

    pub(crate) fn ask_unsure(need: &str, actual: Interval<u8>) -> String {
        format!(
            "{need}; what is known puts them at {}, which does not settle whether that is enough.",
            levels(actual)
        )
    }

    pub(crate) const NEXT_ASSUMED: &str =
        "Record the work each pair of partners really shares, in place of the assumption.";

    pub(crate) fn summary(
        needed: u32,
        gaps: u32,
        enough: u32,
        unknown: u32,
        assessed: u32,
        assumed: Option<&str>,
    ) -> String {
        let opening = assumed.map_or_else(
            || "Of".to_owned(),
            |name| format!("Assuming that all partners share {}, of", super::work(name)),
        );
        format!(
            "{opening} {} that must work together, {} {} short of the level needed, {} {} it, and for {} it is not known ({} assessed).",
            count(needed, "pair of organisations", "pairs of organisations"),
            super::number(gaps),
            if gaps == 1 { "falls" } else { "fall" },
            super::number(enough),
            if enough == 1 { "reaches" } else { "reach" },
            super::number(unknown),
            of(assessed, needed),
        )
    }

    /// That a list is shorter than what it is a list of.
    pub(crate) fn unlisted(unlisted: u32, listed: usize) -> String {
        format!(
            "{} that nobody has assessed {} counted but not listed one by one: the list has the {} most worth asking about.",
            count(unlisted, "further pair", "further pairs"),
            if unlisted == 1 { "is" } else { "are" },
            super::number(listed as u32),
        )
    }

    pub(crate) const NEXT_UNLISTED: &str =
        "Record the work each pair really shares, or begin with one place and its partners.";

    pub(crate) fn single(need: &str, links: &str) -> String {
        format!("{need} and have the level they need, but it hangs on few. {links}")
    }

    pub(crate) fn perception(a: &str, says_a: Level, b: &str, says_b: Level) -> String {
        format!(
            "{a} and {b} see their work together differently: {a} calls it {} (level {}), {b} {} (level {}).",
            says_a.word(),
            says_a.number(),
            says_b.word(),
            says_b.number()
        )
    }

    pub(crate) fn surplus(a: &str, b: &str, now: Level, needed: Level) -> String {
        format!(
            "{a} and {b} work more closely ({}) than their shared work asks for ({}).",
            level(now),
            level(needed)
        )
    }

    pub(crate) fn next_bridge(who: &str, on: Option<&str>) -> String {
        let on = on.map_or_else(String::new, |on| format!(" on {on}"));
        format!("Ask {who}, who works well with both, to bring them together{on}.")
    }

    pub(crate) fn next_together(on: Option<&str>, needed: Level) -> String {
        let on = on.map_or_else(String::new, |on| format!(" on {on}"));
        format!(
            "Bring the two together{on} and agree what {} would take.",
            needed.word()
        )
    }

    pub(crate) fn bridge_own(from: &str, to: &str, at: Level) -> String {
        format!("belongs to {from} and works with {to} at {}", level(at))
    }

    pub(crate) fn bridge_both(a: &str, b: &str) -> String {
        format!("holds posts at both {a} and {b}")
    }

    pub(crate) fn bridge_third(a: &str, at_a: Level, b: &str, at_b: Level) -> String {
        format!(
            "works with {a} at {} and with {b} at {}",
            level(at_a),
            level(at_b)
        )
    }
}

pub(crate) mod influence {
    //! What influence says.
    use super::{Audience, count, number, of};

    pub(crate) const WITHHELD: &str = "A paper that may be published names no person\u{2019}s authority or influence, so this answer is kept to the working group and the partners.";
    pub(crate) const NEXT_WITHHELD: &str = "Look at it as the working group or the partners see it, and keep it out of what is published.";
    pub(crate) const NEXT_SUMMARY: &str =
        "Ask the leaders with the fewest assessed pairs whom they work with, then look again.";
    pub(crate) const NEXT_LISTENED: &str =
        "Hear this view early, and ask what would make the proposal work.";
    pub(crate) const NEXT_AUTHORITY: &str =
        "Ask whom they work with before concluding anything; the record may be incomplete.";
    pub(crate) const NEXT_UNKNOWN: &str = "For each post, record whether it decides alone, votes, holds a budget or a veto, or advises.";

    pub(crate) const DECIDES_AND_IS_TRUSTED: &str = "may decide, in the best connected quarter";
    pub(crate) const PAPER_AUTHORITY: &str = "may decide, not in the best connected quarter";
    pub(crate) const HIDDEN_INFLUENCER: &str = "no vote, in the best connected quarter";
    pub(crate) const NEITHER: &str = "no vote, not in the best connected quarter";

    pub(crate) fn because_authority(word: &str, title: &str, organisation: &str) -> String {
        format!("{word} as {title} at {organisation}")
    }

    pub(crate) const NO_AUTHORITY_SAID: &str =
        "nobody has said what the post lets its holder decide";
    pub(crate) const NOT_ASSESSED: &str = "nobody has assessed a working tie";

    pub(crate) fn no_tie_shown(audience: Audience) -> String {
        format!("no working tie is shown to {}", super::audience(audience))
    }

    pub(crate) fn leaders_not_shown(audience: Audience) -> String {
        format!("No leader is shown to {}.", super::audience(audience))
    }

    pub(crate) fn ties_not_shown(audience: Audience) -> String {
        format!(
            "Ties between people are not shown to {}, so it is not known here who is well connected.",
            super::audience(audience)
        )
    }

    pub(crate) fn some_ties_not_shown(audience: Audience) -> String {
        format!(
            "Not every tie is shown to {}, so some people may be better connected than appears here.",
            super::audience(audience)
        )
    }

    pub(crate) fn because_ties(degree: u32, others: u32, organisations: u32, share: f64) -> String {
        let percent = (share * 100.0).round();
        let between = if share <= 0.0 {
            "stands between no two others".to_owned()
        } else if percent < 1.0 {
            "on the shortest way of fewer than 1 % of the other pairs".to_owned()
        } else {
            format!("on the shortest way of {percent:.0} % of the other pairs")
        };
        format!(
            "works directly with {} other leaders, reaches {}, {between}",
            of(degree, others),
            count(organisations, "other organisation", "other organisations"),
        )
    }

    /// How many may decide, of those of whom anybody has said what their posts let them decide.
    fn deciding(leaders: u32, said: u32, may_decide: u32) -> String {
        let may = "may decide for an organisation, alone or by vote";
        if said == 0 {
            let all = count(leaders, "leader", "leaders");
            format!("Nobody has said of any of {all} whether they {may}")
        } else if said < leaders {
            let unsaid = count(leaders - said, "leader", "leaders");
            format!(
                "{} leaders {may}, and of {unsaid} nobody has said whether they do",
                of(may_decide, leaders)
            )
        } else {
            format!("{} leaders {may}", of(may_decide, leaders))
        }
    }

    pub(crate) fn summary(
        (leaders, said): (u32, u32),
        may_decide: u32,
        assessed: u32,
        possible: u32,
    ) -> String {
        format!(
            "{}; {} pairs of leaders have been assessed, so positions may still shift.",
            deciding(leaders, said, may_decide),
            of(assessed, possible),
        )
    }

    /// Without a word on ties, of which the audience is shown none.
    pub(crate) fn summary_of_authority((leaders, said): (u32, u32), may_decide: u32) -> String {
        format!("{}.", deciding(leaders, said, may_decide))
    }

    pub(crate) fn listened(who: &str, because: &str) -> String {
        format!(
            "{who} has no vote on record and yet is in the quarter that is best connected, by contacts or by ways between others: {because}."
        )
    }

    pub(crate) fn authority(who: &str, because: &str, ties: &str) -> String {
        format!(
            "{who} may decide ({because}), and is not on record in the quarter that is best connected, by contacts or by ways between others: {ties}."
        )
    }

    pub(crate) fn unknown(unknown: u32, leaders: u32) -> String {
        format!(
            "For {} leaders nobody has said what their posts let them decide.",
            of(unknown, leaders)
        )
    }

    pub(crate) fn who(name: &str, title: Option<&str>, organisation: Option<&str>) -> String {
        match (title, organisation) {
            (Some(title), Some(organisation)) => format!("{name} ({title}, {organisation})"),
            _ => name.to_owned(),
        }
    }

    /// "1st", "2nd", "11th".
    pub(crate) fn ordinal(value: u32) -> String {
        let ending = match (value % 10, value % 100) {
            (_, 11..=13) => "th",
            (1, _) => "st",
            (2, _) => "nd",
            (3, _) => "rd",
            _ => "th",
        };
        format!("{}{ending}", number(value))
    }
}

pub(crate) mod promises {
    //! What the promises say.
    use super::{Audience, Date, count, date, of};

    pub(crate) const NONE: &str = "No promise has been recorded yet.";
    pub(crate) const NEXT_NONE: &str =
        "At the next meeting, record who promises what to whom, and by when.";
    pub(crate) fn not_shown(audience: Audience) -> String {
        format!(
            "What the partners promised one another is not shown to {}.",
            super::audience(audience)
        )
    }
    pub(crate) const NEXT_SUMMARY: &str =
        "Go through the overdue ones with those who promised: done, a new day, or a way out.";
    pub(crate) const NEXT_OVERDUE: &str = "Ask what stands in the way, and agree a day or end it.";
    pub(crate) const NEXT_REPORTED: &str =
        "Ask the one it was promised to whether to accept it as done.";
    pub(crate) const NEXT_UNDATED: &str = "Ask for a day for each.";
    pub(crate) const NEXT_NOTHING_OPEN: &str =
        "When the next promise is made, record with it the day by which it is due.";

    /// With nothing overdue, the next promise to fall due.
    pub(crate) fn next_due(due: Date) -> String {
        format!(
            "Ask in good time how the next one stands, due on {}.",
            date(due)
        )
    }

    /// `only_shown_to` where there are others that this audience is not shown.
    pub(crate) fn summary(
        kept: u32,
        due: u32,
        overdue: u32,
        as_of: Date,
        only_shown_to: Option<Audience>,
    ) -> String {
        let shown = only_shown_to.map_or_else(String::new, |audience| {
            format!(" shown to {}", super::audience(audience))
        });
        if due == 0 {
            return format!(
                "No promise with a day{shown} has fallen due by {}.",
                date(as_of)
            );
        }
        let shown = if shown.is_empty() {
            " ".to_owned()
        } else {
            format!("{shown} and ")
        };
        let overdue = match overdue {
            0 => "none is overdue".to_owned(),
            1 => "1 is overdue".to_owned(),
            n => format!("{} are overdue", super::number(n)),
        };
        format!(
            "{} {}{shown}due by {} kept on time; {overdue}.",
            of(kept, due),
            if due == 1 { "promise" } else { "promises" },
            if kept == 1 {
                format!("{} was", date(as_of))
            } else {
                format!("{} were", date(as_of))
            },
        )
    }

    pub(crate) fn overdue(
        from: &str,
        to: &str,
        what: &str,
        due: Date,
        days: u32,
        moved: u32,
    ) -> String {
        let moved = match moved {
            0 => String::new(),
            1 => ", after another day was agreed once".to_owned(),
            2 => ", after another day was agreed twice".to_owned(),
            n => format!(", after another day was agreed {} times", super::number(n)),
        };
        format!(
            "{from} promised {to} \u{201c}{}\u{201d} by {}; it is {} overdue{moved}.",
            what.trim().trim_end_matches('.'),
            date(due),
            count(days, "day", "days"),
        )
    }

    pub(crate) fn reported(from: &str, to: &str, what: &str, on: Date) -> String {
        format!(
            "{from} reported \u{201c}{}\u{201d} done on {}; {to} has not yet said whether it is.",
            what.trim().trim_end_matches('.'),
            date(on),
        )
    }

    pub(crate) fn but_reported(from: &str, to: &str, on: Date) -> String {
        format!(
            "{from} reported it done on {}; {to} has not yet said whether it is.",
            date(on)
        )
    }

    pub(crate) fn undated(undated: u32, promised: u32) -> String {
        format!(
            "{} promises have no day, so nobody can say whether they are kept on time.",
            of(undated, promised)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_dates_and_lists_read_as_a_person_writes_them() {
        assert_eq!(date(jiff::civil::date(2026, 3, 5)), "5 March 2026");
        assert_eq!(number(4005), "4,005");
        assert_eq!(number(1_234_567), "1,234,567");
        assert_eq!(number(999), "999");
        assert_eq!(list(&["A".into(), "B".into(), "C".into()]), "A, B and C");
        let ordinals: Vec<String> = [1, 2, 3, 11, 22, 113].map(influence::ordinal).into();
        assert_eq!(ordinals, ["1st", "2nd", "3rd", "11th", "22nd", "113th"]);
    }

    #[test]
    fn a_summary_of_promises_agrees_in_number() {
        let day = jiff::civil::date(2026, 3, 5);
        assert_eq!(
            promises::summary(18, 27, 4, day, None),
            "18 of 27 promises due by 5 March 2026 were kept on time; 4 are overdue."
        );
        assert_eq!(
            promises::summary(1, 2, 0, day, None),
            "1 of 2 promises due by 5 March 2026 was kept on time; none is overdue."
        );
        assert_eq!(
            promises::summary(1, 2, 0, day, Some(Audience::Board)),
            "1 of 2 promises shown to the board and due by 5 March 2026 was kept on time; none is overdue."
        );
    }

    #[test]
    fn a_plan_takes_its_article_and_a_service_none() {
        assert_eq!(work("Joint forward plan"), "the Joint forward plan");
        assert_eq!(work("The long plan"), "The long plan");
        assert_eq!(work("Stroke services"), "Stroke services");
    }
}
