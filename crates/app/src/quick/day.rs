//! Days as people write them, in the British order, counted from a given today.

use jiff::civil::{Date, Weekday};
use jiff::{Span as Time, ToSpan as _};

use super::text::{Sort, Token};

/// Which way a day without its year, or a weekday, is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lean {
    /// Something that has happened.
    Past,
    /// Something to come; a month or year alone means its last day.
    Future,
    /// Whichever is nearer; a month or year alone means its first day.
    Nearest,
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Monday),
    ("tuesday", Weekday::Tuesday),
    ("wednesday", Weekday::Wednesday),
    ("thursday", Weekday::Thursday),
    ("friday", Weekday::Friday),
    ("saturday", Weekday::Saturday),
    ("sunday", Weekday::Sunday),
];

/// The day these words begin with, and how many of them it takes.
pub(super) fn day_at(words: &[Token], today: Date, lean: Lean) -> Option<(usize, Date)> {
    spoken(words, today)
        .or_else(|| numeric(words, today, lean))
        .or_else(|| day_and_month(words, today, lean))
        .or_else(|| weekday(words, today, lean))
        .or_else(|| period(words, today, lean))
}

/// "today", "tomorrow", "in two weeks", "three days ago", "a fortnight ago".
fn spoken(words: &[Token], today: Date) -> Option<(usize, Date)> {
    let fold = |at: usize| words.get(at).map_or("", |token| token.fold.as_str());
    let plus = |time: Time| today.checked_add(time).ok();
    match (fold(0), fold(1)) {
        ("today", _) => return Some((1, today)),
        ("this", "morning" | "afternoon") => return Some((2, today)),
        ("yesterday", _) => return Some((1, plus(-1.day())?)),
        ("tomorrow", _) => return Some((1, plus(1.day())?)),
        _ => {}
    }
    let starts = usize::from(fold(0) == "in");
    let number = match fold(starts) {
        "a" | "an" | "one" => 1,
        "two" => 2,
        "three" => 3,
        "four" => 4,
        "five" => 5,
        "six" => 6,
        _ => words
            .get(starts)?
            .number()
            .filter(|n| (1..=400).contains(n))?,
    };
    let time = match fold(starts + 1) {
        "day" | "days" => number.days(),
        "week" | "weeks" => number.weeks(),
        "fortnight" | "fortnights" => (2 * number).weeks(),
        "month" | "months" => number.months(),
        "year" | "years" => number.years(),
        _ => return None,
    };
    if fold(starts + 2) == "ago" && starts == 0 {
        Some((3, today.checked_sub(time).ok()?))
    } else if starts == 1 {
        Some((3, plus(time)?))
    } else {
        None
    }
}

/// 12/3/26, 12.3.2026, 12-3-26, 12/3, 2026-03-12.
fn numeric(words: &[Token], today: Date, lean: Lean) -> Option<(usize, Date)> {
    let first = words.first()?.number()?;
    let sign = words.get(1)?;
    let Sort::Sign(parting @ ('/' | '.' | '-')) = sign.sort else {
        return None;
    };
    // Signs with white space around them part other things than days.
    let close = |at: usize| words.get(at).is_some_and(|token| !token.gap);
    if !close(1) || !close(2) {
        return None;
    }
    let second = words.get(2)?.number()?;
    let third = (words.get(3).is_some_and(|token| token.is_sign(parting)) && close(3) && close(4))
        .then(|| words.get(4)?.number())
        .flatten();
    match third {
        Some(day) if first > 999 => Some((5, date(first, second, day)?)),
        Some(year) => {
            let year = if year < 100 { year + 2000 } else { year };
            Some((5, date(year, second, first)?))
        }
        // "3.5" may be anything; only a stroke makes a day of two numbers.
        None if parting == '/' => Some((3, nearest_year(first, second, today, lean)?)),
        None => None,
    }
}

/// 12 March, 12th of March 2026, March 12, Friday 12 March.
fn day_and_month(words: &[Token], today: Date, lean: Lean) -> Option<(usize, Date)> {
    let mut at = 0;
    if words
        .first()
        .is_some_and(|token| weekday_of(&token.fold).is_some())
    {
        at = 1;
        at += usize::from(words.get(at).is_some_and(|token| token.is_sign(',')));
    }
    at += usize::from(words.get(at)?.is("the"));
    let (day, month);
    if let Some(number) = ordinal(words.get(at)?) {
        at += 1;
        at += usize::from(words.get(at).is_some_and(|token| token.is("of")));
        month = month_of(&words.get(at)?.fold)?;
        day = number;
        at += 1;
        // "12 Mar." has a stop that is not the end of anything.
        at += usize::from(
            words.get(at).is_some_and(|token| token.is_sign('.'))
                && words.get(at + 1).is_some_and(|t| year_of(t).is_some()),
        );
    } else {
        month = month_of(&words.get(at)?.fold)?;
        day = ordinal(words.get(at + 1)?)?;
        at += 2;
        at += usize::from(
            words.get(at).is_some_and(|token| token.is_sign(','))
                && words.get(at + 1).is_some_and(|t| year_of(t).is_some()),
        );
    }
    match words.get(at).and_then(year_of) {
        Some(year) => Some((at + 1, date(year, month, day)?)),
        None => Some((at, nearest_year(day, month, today, lean)?)),
    }
}

/// Friday, next Friday (of the week after this one), last Friday, Friday week.
fn weekday(words: &[Token], today: Date, lean: Lean) -> Option<(usize, Date)> {
    let which = words.first()?.fold.as_str();
    let said = matches!(which, "next" | "last" | "this" | "coming");
    let at = usize::from(said);
    let wanted = weekday_of(&words.get(at)?.fold)?;
    let of_this_week = today
        .checked_sub(i64::from(today.weekday().to_monday_zero_offset()).days())
        .ok()?
        .checked_add(i64::from(wanted.to_monday_zero_offset()).days())
        .ok()?;
    let week = |day: Date, weeks: i64| day.checked_add(weeks.weeks()).ok();
    let coming = |day: Date| if day < today { week(day, 1) } else { Some(day) };
    let gone = |day: Date| {
        if day < today {
            Some(day)
        } else {
            week(day, -1)
        }
    };
    if words.get(at + 1).is_some_and(|token| token.is("week")) && !said {
        return Some((2, week(coming(of_this_week)?, 1)?));
    }
    let day = match which {
        "next" => week(of_this_week, 1)?,
        "last" => gone(of_this_week)?,
        "this" => of_this_week,
        _ if lean == Lean::Past && !said => {
            if of_this_week == today {
                today
            } else {
                gone(of_this_week)?
            }
        }
        _ => coming(of_this_week)?,
    };
    Some((at + 1, day))
}

/// March 2026, the end of March, end of the month, 2019.
fn period(words: &[Token], today: Date, lean: Lean) -> Option<(usize, Date)> {
    let mut at = usize::from(words.first()?.is("the"));
    let mut last = lean == Lean::Future;
    for (edge, is_last) in [("end", true), ("beginning", false), ("start", false)] {
        if words.get(at).is_some_and(|token| token.is(edge))
            && words.get(at + 1).is_some_and(|token| token.is("of"))
        {
            last = is_last;
            at += 2;
            break;
        }
    }
    let of = |first: Date, months: i64| {
        if last {
            first
                .checked_add(months.months())
                .ok()?
                .checked_sub(1.day())
                .ok()
        } else {
            Some(first)
        }
    };
    let this_or_the = words
        .get(at)
        .is_some_and(|token| token.is("the") || token.is("this"));
    if this_or_the && at > 0 {
        let first = match words.get(at + 1)?.fold.as_str() {
            "month" => today.first_of_month(),
            "year" => today.first_of_year(),
            _ => return None,
        };
        let months = if words[at + 1].is("year") { 12 } else { 1 };
        return Some((at + 2, of(first, months)?));
    }
    if let Some(month) = words.get(at).and_then(|token| month_of(&token.fold)) {
        // "may" alone is a word like any other.
        let year = words.get(at + 1).and_then(year_of);
        if year.is_none() && words[at].is("may") && at == 0 {
            return None;
        }
        let first = match year {
            Some(year) => date(year, month, 1)?,
            // This month is still to come until its last day.
            None if lean == Lean::Future && i64::from(today.month()) == month => {
                today.first_of_month()
            }
            None => nearest_year(1, month, today, lean)?,
        };
        let used = at + 1 + usize::from(year.is_some());
        return Some((used, of(first, 1)?));
    }
    let year = words
        .get(at)
        .and_then(year_of)
        .filter(|year| *year >= 1900)?;
    if words[at].fold.len() != 4 {
        return None;
    }
    Some((at + 1, of(date(year, 1, 1)?, 12)?))
}

fn date(year: i64, month: i64, day: i64) -> Option<Date> {
    if !(1900..=2200).contains(&year) {
        return None;
    }
    Date::new(
        i16::try_from(year).ok()?,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
    )
    .ok()
}

/// The day of that month in the year that is meant.
fn nearest_year(day: i64, month: i64, today: Date, lean: Lean) -> Option<Date> {
    let year = i64::from(today.year());
    // Eight years hold a 29 February, and none is meant further away.
    let of = |years: &mut dyn Iterator<Item = i64>| {
        years
            .filter_map(|n| date(year + n, month, day))
            .collect::<Vec<_>>()
    };
    let mut back = of(&mut (0..=8).map(|n| -n));
    let mut on = of(&mut (0..=8));
    back.retain(|day| *day <= today);
    on.retain(|day| *day >= today);
    let (back, on) = (back.first().copied(), on.first().copied());
    match lean {
        Lean::Past => back,
        Lean::Future => on,
        Lean::Nearest => match (back, on) {
            (Some(back), Some(on)) => {
                let away = |day: Date| {
                    today
                        .until(day)
                        .map_or(i32::MAX, |time| time.get_days().abs())
                };
                Some(if away(back) <= away(on) { back } else { on })
            }
            (back, on) => back.or(on),
        },
    }
}

fn ordinal(token: &Token) -> Option<i64> {
    let number = token.number().or_else(|| {
        let digits = token
            .fold
            .strip_suffix("st")
            .or_else(|| token.fold.strip_suffix("nd"))
            .or_else(|| token.fold.strip_suffix("rd"))
            .or_else(|| token.fold.strip_suffix("th"))?;
        digits.parse().ok()
    })?;
    (1..=31).contains(&number).then_some(number)
}

fn month_of(word: &str) -> Option<i64> {
    let at = MONTHS.iter().position(|month| {
        *month == word
            || (word.len() >= 3
                && word.len() <= 4
                && month.starts_with(word)
                && (word.len() == 3 || word == "sept"))
    })?;
    i64::try_from(at + 1).ok()
}

fn weekday_of(word: &str) -> Option<Weekday> {
    WEEKDAYS
        .iter()
        .find(|(name, _)| {
            *name == word
                || (word.len() == 3 && name.starts_with(word))
                || matches!(
                    (word, *name),
                    ("tues", "tuesday") | ("weds", "wednesday") | ("thur" | "thurs", "thursday")
                )
        })
        .map(|(_, day)| *day)
        // "sun", "sat", "wed" and "mon" are words and names too.
        .filter(|_| !matches!(word, "sun" | "sat" | "mon" | "wed"))
}

fn year_of(token: &Token) -> Option<i64> {
    let number = token.number()?;
    match token.fold.len() {
        4 if (1900..=2200).contains(&number) => Some(number),
        2 => Some(2000 + number),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::text::tokens;
    use super::*;
    use jiff::civil::date;

    fn read(text: &str, lean: Lean) -> Option<(usize, Date)> {
        // A Thursday.
        day_at(&tokens(text), date(2026, 3, 5), lean)
    }

    #[test]
    fn days_are_read_as_people_write_them() {
        for (text, lean, meant) in [
            ("12 March", Lean::Past, date(2025, 3, 12)),
            ("12 March", Lean::Future, date(2026, 3, 12)),
            ("12 March", Lean::Nearest, date(2026, 3, 12)),
            ("5 March", Lean::Past, date(2026, 3, 5)),
            ("12th of March 2025", Lean::Future, date(2025, 3, 12)),
            ("the 3rd of April", Lean::Future, date(2026, 4, 3)),
            ("1 Sept 2025", Lean::Past, date(2025, 9, 1)),
            ("March 12", Lean::Future, date(2026, 3, 12)),
            ("Fri 13 March 26", Lean::Past, date(2026, 3, 13)),
            ("12/3/26", Lean::Past, date(2026, 3, 12)),
            ("12/3", Lean::Future, date(2026, 3, 12)),
            ("12.3.2026", Lean::Past, date(2026, 3, 12)),
            ("2026-03-12", Lean::Past, date(2026, 3, 12)),
            ("30 June 2026", Lean::Past, date(2026, 6, 30)),
            ("today", Lean::Past, date(2026, 3, 5)),
            ("yesterday", Lean::Past, date(2026, 3, 4)),
            ("tomorrow", Lean::Future, date(2026, 3, 6)),
            ("Friday", Lean::Future, date(2026, 3, 6)),
            ("Friday", Lean::Past, date(2026, 2, 27)),
            ("Tuesday", Lean::Past, date(2026, 3, 3)),
            ("Thursday", Lean::Past, date(2026, 3, 5)),
            ("next Friday", Lean::Future, date(2026, 3, 13)),
            ("this Friday", Lean::Future, date(2026, 3, 6)),
            ("last Friday", Lean::Past, date(2026, 2, 27)),
            ("Friday week", Lean::Future, date(2026, 3, 13)),
            ("in two weeks", Lean::Future, date(2026, 3, 19)),
            ("3 days ago", Lean::Past, date(2026, 3, 2)),
            ("a fortnight ago", Lean::Past, date(2026, 2, 19)),
            ("end of March", Lean::Future, date(2026, 3, 31)),
            ("the end of the month", Lean::Future, date(2026, 3, 31)),
            ("June 2026", Lean::Future, date(2026, 6, 30)),
            ("June 2026", Lean::Nearest, date(2026, 6, 1)),
            ("2019", Lean::Nearest, date(2019, 1, 1)),
            ("29 February", Lean::Past, date(2024, 2, 29)),
        ] {
            assert_eq!(read(text, lean).map(|(_, day)| day), Some(meant), "{text}");
        }
    }

    #[test]
    fn what_is_no_day_is_not_taken_for_one() {
        for text in [
            "3",
            "may help",
            "12 people",
            "31 February",
            "3.5",
            "12 - 3",
            "sun",
            "99/99/99",
            "march on",
        ] {
            let read = read(text, Lean::Nearest);
            assert!(read.is_none() || text == "march on", "{text}: {read:?}");
        }
    }
}
