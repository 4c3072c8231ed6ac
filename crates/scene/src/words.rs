//! How dates, counts and lists are said.

use domain::Leader;
use jiff::civil::Date;

use crate::fonts;

/// "Without Ann Ash (only supposed)".
pub(crate) fn supposed(what: &str) -> String {
    format!("{what} (only supposed)")
}

/// What is said of somebody of whom no tie is assessed; where something is only supposed, their ties may have gone with it.
pub(crate) const fn nobodys_view(supposed: bool) -> &'static str {
    if supposed {
        "no tie left, or nobody’s view yet"
    } else {
        "nobody’s view yet"
    }
}

/// "5 March 2026".
pub(crate) fn day(date: Date) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let month = MONTHS[usize::from(date.month().unsigned_abs().clamp(1, 12)) - 1];
    format!("{} {month} {}", date.day(), date.year())
}

/// A leader's initials, of letters a drawing can show: those of the words of the name that have any, or a dot.
pub(crate) fn initials(leader: &Leader) -> String {
    let initials = leader.initials();
    if !initials.is_empty() && initials.chars().all(fonts::can_show) {
        return initials;
    }
    let first: String = leader
        .name
        .split_whitespace()
        .filter_map(|word| {
            word.chars()
                .find(|c| c.is_alphabetic() && fonts::can_show(*c))
        })
        .take(2)
        .flat_map(char::to_uppercase)
        .collect();
    if first.is_empty() {
        "•".to_owned()
    } else {
        first
    }
}

/// "1 tie", "4 ties".
pub(crate) fn count(n: usize, one: &str, several: &str) -> String {
    if n == 1 {
        format!("1 {one}")
    } else {
        format!("{n} {several}")
    }
}

/// "a, b and c".
pub(crate) fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_counts_and_lists_read_as_english() {
        assert_eq!(day(jiff::civil::date(2026, 3, 5)), "5 March 2026");
        assert_eq!(count(1, "tie", "ties"), "1 tie");
        assert_eq!(count(0, "tie", "ties"), "0 ties");
        assert_eq!(list(&["a".into(), "b".into(), "c".into()]), "a, b and c");
    }
}
