//! How the beginning of a sentence or a label is written.

/// The text with a capital at its start.
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .chain(letters)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_letter_becomes_a_capital_and_nothing_else_changes() {
        assert_eq!(capital("öffentlich NHS"), "Öffentlich NHS");
        assert_eq!(capital("1 tie"), "1 tie");
        assert_eq!(capital(""), "");
    }
}
