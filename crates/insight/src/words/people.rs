//! What the answers about people have in common.
use super::{list, number};

pub(crate) const WITHHELD: &str = "A paper that may be published says nothing of named people\u{2019}s standing or ties, so this answer is kept to the working group and the partners.";
pub(crate) const NEXT_WITHHELD: &str =
    "Look at it as the working group sees it, and keep it out of what is published.";

/// "Jo Hale (Vale Council)".
pub(crate) fn who(name: &str, organisations: &[String]) -> String {
    if organisations.is_empty() {
        name.to_owned()
    } else {
        format!("{name} ({})", list(organisations))
    }
}

/// "three", "12": small numbers as words.
pub(crate) fn in_words(value: u32) -> String {
    const WORDS: [&str; 11] = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    ];
    WORDS
        .get(value as usize)
        .map_or_else(|| number(value), |word| (*word).to_owned())
}

/// "one step", "three steps".
pub(crate) fn counted(value: u32, one: &str, many: &str) -> String {
    format!(
        "{} {}",
        in_words(value),
        if value == 1 { one } else { many }
    )
}

/// A sentence begins with a capital.
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// "A, B, C and 4 more".
pub(crate) fn list_of(items: &[String], most: usize) -> String {
    if items.len() <= most {
        return list(items);
    }
    format!(
        "{} and {} more",
        items[..most].join(", "),
        in_words((items.len() - most) as u32)
    )
}
