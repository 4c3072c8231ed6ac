//! How numbers, dates and levels are written in a paper.

use domain::{Audience, Coverage, Interval, Level};
use jiff::civil::Date;

/// "5 March 2026", kept on one line.
pub(crate) fn date(day: Date) -> String {
    day.strftime("%-d\u{a0}%B\u{a0}%Y").to_string()
}

/// "March 2026", kept on one line.
pub(crate) fn month(day: Date) -> String {
    day.strftime("%B\u{a0}%Y").to_string()
}

/// "November 2025 to March 2026".
pub(crate) fn months(from: Date, to: Date) -> String {
    if (from.year(), from.month()) == (to.year(), to.month()) {
        month(from)
    } else {
        format!("{} to {}", month(from), month(to))
    }
}

/// "4,005".
pub(crate) fn figure(value: u32) -> String {
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

/// "seven", and figures from twenty-one on.
pub(crate) fn number(value: u32) -> String {
    const WORDS: [&str; 21] = [
        "no",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    WORDS
        .get(value as usize)
        .map_or_else(|| figure(value), |word| (*word).to_owned())
}

/// "Seven", to begin a sentence.
pub(crate) fn number_first(value: u32) -> String {
    capitalised(&number(value))
}

/// The text with its first letter as a capital.
pub(crate) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// The text as a sentence: a capital first, one full stop last, nothing where there is no text.
pub(crate) fn sentence(text: &str) -> String {
    let text = text.trim();
    match text.chars().last() {
        None => String::new(),
        Some('.' | '?' | '…') => capitalised(text),
        Some(_) => format!("{}.", capitalised(text)),
    }
}

/// "7 of 9", kept on one line.
pub(crate) fn of(part: u32, whole: u32) -> String {
    format!("{}\u{a0}of\u{a0}{}", figure(part), figure(whole))
}

/// "1 pair", "2 pairs".
pub(crate) fn count(value: u32, one: &str, many: &str) -> String {
    format!("{} {}", figure(value), if value == 1 { one } else { many })
}

/// "4 coalition", kept on one line.
pub(crate) fn level(level: Level) -> String {
    format!("{}\u{a0}{}", level.number(), level.word())
}

/// "54 and 71 per cent", or one figure where they are the same.
pub(crate) fn per_cent(range: Interval<f64>) -> String {
    let (low, high) = (range.low * 100.0, range.high * 100.0);
    format!("between {low:.0} and {high:.0} per\u{a0}cent")
}

/// "49–94 %".
pub(crate) fn per_cent_range(range: Interval<f64>) -> String {
    format!("{:.0}–{:.0}\u{a0}%", range.low * 100.0, range.high * 100.0)
}

/// Whose eyes a paper is for.
pub(crate) const fn audience(audience: Audience) -> &'static str {
    match audience {
        Audience::Working => "working group",
        Audience::Partners => "partners",
        Audience::Board => "board",
        Audience::Public => "public",
    }
}

/// "52 of 66 pairs assessed".
pub(crate) fn coverage(coverage: Coverage) -> String {
    if coverage.possible == 0 {
        "no pairs to assess yet".to_owned()
    } else {
        format!(
            "{} pairs assessed",
            of(coverage.assessed, coverage.possible)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date as day;

    #[test]
    fn numbers_dates_and_sentences_read_as_a_person_writes_them() {
        assert_eq!(date(day(2026, 3, 5)), "5\u{a0}March\u{a0}2026");
        assert_eq!(months(day(2026, 3, 5), day(2026, 3, 9)), "March\u{a0}2026");
        assert_eq!(
            (number(7), number(21), number(4005)),
            ("seven".into(), "21".into(), "4,005".into())
        );
        assert_eq!(
            sentence("they share Stroke services"),
            "They share Stroke services."
        );
        assert_eq!(sentence(" Done. "), "Done.");
        assert_eq!(sentence(""), "");
    }
}
