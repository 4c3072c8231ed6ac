//! A typed line cut into words, numbers and signs, and names as they are compared.

use serde::{Deserialize, Serialize};

/// A stretch of the line, in bytes from its beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// Where it begins.
    pub start: usize,
    /// Where it ends: the first byte after it.
    pub end: usize,
}

impl Span {
    /// The text it covers.
    pub fn of(self, line: &str) -> &str {
        line.get(self.start..self.end).unwrap_or_default()
    }

    /// Whether it covers nothing.
    pub const fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// The same without white space and loose punctuation at its ends.
    pub(super) fn trimmed(self, line: &str) -> Self {
        let loose = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '.' | '=');
        let text = self.of(line);
        let start = self.start + (text.len() - text.trim_start_matches(loose).len());
        let kept = text.trim_matches(|c: char| loose(c));
        // A full stop that ends initials ("J.") or a shortened word belongs to it.
        let rest = &line[start + kept.len()..self.end.max(start + kept.len())];
        let stop = rest.starts_with('.')
            && kept
                .rsplit(|c: char| c.is_whitespace() || c == '.')
                .next()
                .is_some_and(|last| {
                    last.chars().count() == 1 && last.chars().all(char::is_uppercase)
                });
        Self {
            start,
            end: start + kept.len() + usize::from(stop),
        }
    }
}

/// What a piece of the line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// Letters, with digits or apostrophes among them.
    Word,
    /// Digits alone.
    Number,
    /// An address with an at sign.
    Address,
    /// Any one sign; all dashes are a hyphen, all quotation marks straight.
    Sign(char),
}

/// A word, number or sign of the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) span: Span,
    pub(super) sort: Sort,
    /// As compared: small letters without marks or apostrophes.
    pub(super) fold: String,
    /// Whether white space stands before it.
    pub(super) gap: bool,
    /// Whether it is a dash longer than a hyphen.
    pub(super) long: bool,
}

impl Token {
    pub(super) fn is(&self, word: &str) -> bool {
        self.fold == word
    }

    pub(super) fn is_sign(&self, sign: char) -> bool {
        self.sort == Sort::Sign(sign)
    }

    pub(super) fn number(&self) -> Option<i64> {
        if self.sort == Sort::Number {
            self.fold.parse().ok()
        } else {
            None
        }
    }
}

/// Cuts a line up.
pub(super) fn tokens(line: &str) -> Vec<Token> {
    let characters: Vec<(usize, char)> = line.char_indices().collect();
    let end_of = |at: usize| characters.get(at).map_or(line.len(), |(byte, _)| *byte);
    let mut found = Vec::new();
    let mut at = 0;
    let mut gap = true;
    while at < characters.len() {
        let (start, c) = characters[at];
        if c.is_whitespace() || is_invisible(c) {
            gap = true;
            at += 1;
            continue;
        }
        let mut long = false;
        let sort;
        let mut end = at + 1;
        if is_letter(c) || c.is_numeric() {
            if let Some(until) = address(&characters, at) {
                end = until;
                sort = Sort::Address;
            } else {
                while end < characters.len() && continues(&characters, end) {
                    end += 1;
                }
                let digits = characters[at..end].iter().all(|(_, c)| c.is_ascii_digit());
                sort = if digits { Sort::Number } else { Sort::Word };
            }
        } else {
            let plain = match c {
                '\u{2010}' | '\u{2011}' => '-',
                '\u{2012}'..='\u{2015}' | '\u{2212}' | '\u{2194}' | '\u{2192}' => {
                    long = true;
                    '-'
                }
                '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{ab}' | '\u{bb}' => '"',
                '\u{2018}' | '\u{2019}' | '`' => '\'',
                other => other,
            };
            sort = Sort::Sign(plain);
        }
        let span = Span {
            start,
            end: end_of(end),
        };
        let fold = match sort {
            Sort::Sign(sign) => sign.to_string(),
            Sort::Address => span.of(line).to_lowercase(),
            Sort::Word | Sort::Number => folded(span.of(line)),
        };
        found.push(Token {
            span,
            sort,
            fold,
            gap,
            long,
        });
        gap = false;
        at = end;
    }
    found
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() || is_combining(c)
}

const fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

const fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}'
    )
}

const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2018}' | '\u{2bc}' | '`')
}

fn continues(characters: &[(usize, char)], at: usize) -> bool {
    let c = characters[at].1;
    let next_is_letter = characters.get(at + 1).is_some_and(|(_, c)| is_letter(*c));
    is_letter(c) || c.is_numeric() || is_invisible(c) || (is_apostrophe(c) && next_is_letter)
}

/// Where an e-mail address that begins here ends.
fn address(characters: &[(usize, char)], at: usize) -> Option<usize> {
    let ends = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | ')' | '(' | '>' | '<');
    let end = (at..characters.len())
        .find(|index| ends(characters[*index].1))
        .unwrap_or(characters.len());
    let sign = (at..end).find(|index| characters[*index].1 == '@')?;
    let dot = (sign..end).rfind(|index| characters[*index].1 == '.' && *index + 1 < end);
    (sign > at && dot.is_some_and(|dot| dot > sign + 1)).then_some(end)
}

/// Small letters without marks, apostrophes and what cannot be seen.
pub(super) fn folded(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            'a'..='z' | '0'..='9' | ' ' => plain.push(c),
            'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' | 'ạ' | 'ả' => plain.push('a'),
            'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => plain.push('c'),
            'ď' | 'đ' | 'ð' => plain.push('d'),
            'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' | 'ẹ' | 'ẽ' => plain.push('e'),
            'ĝ' | 'ğ' | 'ġ' | 'ģ' => plain.push('g'),
            'ĥ' | 'ħ' => plain.push('h'),
            'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => plain.push('i'),
            'ĵ' => plain.push('j'),
            'ķ' => plain.push('k'),
            'ĺ' | 'ļ' | 'ľ' | 'ŀ' | 'ł' => plain.push('l'),
            'ñ' | 'ń' | 'ņ' | 'ň' => plain.push('n'),
            'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' | 'ơ' | 'ọ' => plain.push('o'),
            'ŕ' | 'ŗ' | 'ř' => plain.push('r'),
            'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => plain.push('s'),
            'ţ' | 'ť' | 'ŧ' | 'ț' => plain.push('t'),
            'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' | 'ư' => plain.push('u'),
            'ŵ' => plain.push('w'),
            'ý' | 'ÿ' | 'ŷ' => plain.push('y'),
            'ź' | 'ż' | 'ž' => plain.push('z'),
            'ß' => plain.push_str("ss"),
            'æ' => plain.push_str("ae"),
            'œ' => plain.push_str("oe"),
            'þ' => plain.push_str("th"),
            c if is_combining(c) || is_apostrophe(c) || is_invisible(c) => {}
            c => plain.push(c),
        }
    }
    plain
}

/// The words of a text as compared; `&` and `+` are "and".
pub(super) fn words(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut word = String::new();
    for c in folded(text).chars() {
        if c.is_alphanumeric() {
            word.push(c);
            continue;
        }
        if !word.is_empty() {
            found.push(std::mem::take(&mut word));
        }
        if matches!(c, '&' | '+') {
            found.push("and".to_owned());
        }
    }
    if !word.is_empty() {
        found.push(word);
    }
    found
}

/// Words before and after a person's name that are not the name.
const NOT_THE_NAME: [&str; 38] = [
    "dr",
    "prof",
    "professor",
    "sir",
    "dame",
    "lord",
    "lady",
    "baroness",
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "rev",
    "reverend",
    "cllr",
    "councillor",
    "alderman",
    "ald",
    "rt",
    "hon",
    "obe",
    "cbe",
    "mbe",
    "kbe",
    "dbe",
    "bem",
    "qc",
    "kc",
    "mp",
    "dl",
    "jp",
    "frcp",
    "frcgp",
    "frcs",
    "phd",
    "md",
    "frcn",
];

/// Whether a word is a form of address or an honour.
pub(super) fn is_honorific(word: &str) -> bool {
    NOT_THE_NAME.contains(&word)
}

/// A person's name as compared: its words without titles and honours.
pub(super) fn person_words(name: &str) -> Vec<String> {
    let all = words(name);
    let kept: Vec<String> = all
        .iter()
        .filter(|word| !is_honorific(word))
        .cloned()
        .collect();
    if kept.is_empty() { all } else { kept }
}

/// An organisation's name as compared.
pub(super) fn organisation_key(name: &str) -> String {
    exchange::name_key(&folded(name))
}

/// White space tidied away, as it is written down.
pub(super) fn tidy(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || is_invisible(c))
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// How many letters one word is away from another: put in, left out, changed, or two swapped (restricted
/// Damerau–Levenshtein). `None` when more than `most`.
pub(super) fn letters_apart(one: &str, other: &str, most: usize) -> Option<usize> {
    let a: Vec<char> = one.chars().collect();
    let b: Vec<char> = other.chars().collect();
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    let width = b.len() + 1;
    let mut before_last = vec![0; width];
    let mut last: Vec<usize> = (0..width).collect();
    let mut row = vec![0; width];
    for i in 1..=a.len() {
        row[0] = i;
        for j in 1..width {
            let same = a[i - 1] == b[j - 1];
            let mut cost = (last[j] + 1)
                .min(row[j - 1] + 1)
                .min(last[j - 1] + usize::from(!same));
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                cost = cost.min(before_last[j - 2] + 1);
            }
            row[j] = cost;
        }
        if row.iter().min().is_some_and(|least| *least > most) {
            return None;
        }
        std::mem::swap(&mut before_last, &mut last);
        std::mem::swap(&mut last, &mut row);
    }
    Some(last[width - 1]).filter(|apart| *apart <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_numbers_dashes_and_addresses_are_told_apart() {
        let found: Vec<(String, Sort)> =
            tokens("O\u{2019}Neill \u{2013} A-B 12.3, m.o@vale.example 3rd")
                .into_iter()
                .map(|token| (token.fold, token.sort))
                .collect();
        let sign = |c: char| (c.to_string(), Sort::Sign(c));
        let word = |text: &str| (text.to_owned(), Sort::Word);
        assert_eq!(
            found,
            [
                word("oneill"),
                sign('-'),
                word("a"),
                sign('-'),
                word("b"),
                ("12".to_owned(), Sort::Number),
                sign('.'),
                ("3".to_owned(), Sort::Number),
                sign(','),
                ("m.o@vale.example".to_owned(), Sort::Address),
                word("3rd"),
            ]
        );
    }

    #[test]
    fn marks_apostrophes_and_titles_do_not_tell_names_apart() {
        assert_eq!(
            person_words("Cllr. Siân O\u{2019}Neill-Jones OBE"),
            ["sian", "oneill", "jones"]
        );
        assert_eq!(
            organisation_key("The Côte & Vale NHS Foundation Trust"),
            "cote and vale ft"
        );
    }

    #[test]
    fn letters_put_in_left_out_changed_and_swapped_count_one_each() {
        for (one, other, apart) in [
            ("okafor", "okafor", Some(0)),
            ("okafor", "okafro", Some(1)),
            ("okafor", "okafer", Some(1)),
            ("okafor", "oakfro", Some(2)),
            ("okafor", "okaforss", Some(2)),
            ("okafor", "merrow", None),
        ] {
            assert_eq!(letters_apart(one, other, 2), apart, "{one} {other}");
        }
    }

    #[test]
    fn a_stretch_loses_loose_ends_and_keeps_the_stop_of_an_initial() {
        let line = " , Tom R. ; ";
        let whole = Span {
            start: 0,
            end: line.len(),
        };
        assert_eq!(whole.trimmed(line).of(line), "Tom R.");
        let line = "council.";
        assert_eq!(Span { start: 0, end: 8 }.trimmed(line).of(line), "council");
    }
}
