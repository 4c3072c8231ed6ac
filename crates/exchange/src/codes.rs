//! Codes as files write them: an ODS code, a CQC number, both in one cell, or a mark that there is none.

use domain::{Code, CodeScheme};

use crate::names::tidy;
use crate::people::stands_for_no_code;

/// What a code cell says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum CodeCell {
    /// Nothing stands there.
    Blank,
    /// A mark that there is none, or it is not known ("?").
    NotSaid,
    /// These codes.
    Codes(Vec<Code>),
    /// Something that is no code.
    Unclear,
}

pub(crate) fn ods(value: &str) -> Code {
    Code {
        scheme: CodeScheme::Ods,
        value: value.to_owned(),
    }
}

pub(crate) fn gss(value: &str) -> Code {
    Code {
        scheme: CodeScheme::OnsGss,
        value: value.to_owned(),
    }
}

/// An ODS code: two to nine letters and digits. Those of councils are numbers of three digits,
/// which a spreadsheet may have robbed of its noughts.
pub(crate) fn is_ods(text: &str) -> bool {
    (2..=9).contains(&text.len())
        && text
            .chars()
            .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
        && text.chars().any(|c| c.is_ascii_digit() || text.len() <= 5)
}

/// A nine-character code of the Office for National Statistics, such as E54000018.
pub(crate) fn is_gss(text: &str) -> bool {
    text.len() == 9
        && text.starts_with(['E', 'W', 'S', 'N', 'K', 'J', 'L', 'M'])
        && text[1..].chars().all(|c| c.is_ascii_digit())
}

/// The codes in a cell.
pub(crate) fn codes_in(cell: &str) -> CodeCell {
    let text = tidy(cell);
    if text.is_empty() {
        return CodeCell::Blank;
    }
    if stands_for_no_code(&text) {
        return CodeCell::NotSaid;
    }
    let mut codes = Vec::new();
    let upper = text.to_uppercase();
    let before_cqc = upper.find("CQC").map_or(text.as_str(), |at| &text[..at]);
    let first = before_cqc
        .trim_matches([' ', '(', ',', ':'])
        .trim()
        .to_uppercase();
    if is_gss(&first) {
        codes.push(gss(&first));
    } else if is_ods(&first) {
        let whole = if first.len() < 3 && first.chars().all(|c| c.is_ascii_digit()) {
            format!("{first:0>3}")
        } else {
            first
        };
        codes.push(ods(&whole));
    } else if !first.is_empty() {
        return CodeCell::Unclear;
    }
    if upper.contains("CQC") {
        match cqc_number(&text) {
            Some(number) => codes.push(Code {
                scheme: CodeScheme::Cqc,
                value: number,
            }),
            None if codes.is_empty() => return CodeCell::Unclear,
            None => {}
        }
    }
    CodeCell::Codes(codes)
}

/// A provider number of the Care Quality Commission: `1-` and digits.
fn cqc_number(text: &str) -> Option<String> {
    text.match_indices("1-").find_map(|(at, _)| {
        let digits: String = text[at + 2..]
            .chars()
            .take_while(char::is_ascii_digit)
            .collect();
        (digits.len() >= 5).then(|| format!("1-{digits}"))
    })
}

/// "North West (Y62)" parted into the name and the code in the brackets at its end.
pub(crate) fn name_with_code(text: &str) -> (String, Option<String>) {
    let text = tidy(text);
    if let Some((name, rest)) = text.rsplit_once('(')
        && let Some(code) = rest
            .strip_suffix(')')
            .map(str::trim)
            .filter(|code| is_ods(code))
        && code.chars().any(|c| c.is_ascii_digit())
    {
        return (name.trim().to_owned(), Some(code.to_owned()));
    }
    (text, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_a_code_cell_is_written_is_read() {
        let cqc = |value: &str| Code {
            scheme: CodeScheme::Cqc,
            value: value.to_owned(),
        };
        for (cell, expected) in [
            ("RKB", CodeCell::Codes(vec![ods("RKB")])),
            ("407", CodeCell::Codes(vec![ods("407")])),
            ("12", CodeCell::Codes(vec![ods("012")])),
            (
                "NL8 (CQC: 1-256729774)",
                CodeCell::Codes(vec![ods("NL8"), cqc("1-256729774")]),
            ),
            (
                "NVE (CQC: (1-199793731)",
                CodeCell::Codes(vec![ods("NVE"), cqc("1-199793731")]),
            ),
            (
                "NNJ (CQC: DHU Health Care C.I.C. 1-199800254)",
                CodeCell::Codes(vec![ods("NNJ"), cqc("1-199800254")]),
            ),
            (
                "CQC:  1-600736408",
                CodeCell::Codes(vec![cqc("1-600736408")]),
            ),
            ("?", CodeCell::NotSaid),
            ("-", CodeCell::NotSaid),
            ("", CodeCell::Blank),
            ("see the note", CodeCell::Unclear),
        ] {
            assert_eq!(codes_in(cell), expected, "{cell}");
        }
        assert_eq!(
            name_with_code("North East and Yorkshire (Y63)"),
            ("North East and Yorkshire".into(), Some("Y63".into()))
        );
        assert_eq!(
            name_with_code("Partnership (STP)"),
            ("Partnership (STP)".into(), None)
        );
    }
}
