//! Tables as comma-separated text, safe to open in a spreadsheet.

use crate::PaperError;

/// One cell of a table.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Words somebody typed. Guarded against being read as a formula.
    Text(String),
    /// A number, written as it is.
    Number(f64),
    /// A figure this program made itself ("3 to 5", "2026-03-05"), written as it is.
    Figure(String),
    /// Not known: an empty cell, never a nought.
    Unknown,
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<u32> for Cell {
    fn from(number: u32) -> Self {
        Self::Number(f64::from(number))
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Unknown, Into::into)
    }
}

/// Writes a table as UTF-8 comma-separated text by RFC 4180: a byte order mark so that spreadsheets read
/// the accents, lines that end in CR LF, quotation marks where they are needed.
///
/// A text cell that a spreadsheet would take for a formula gets an apostrophe in front (OWASP ASVS 5.0, 1.2.10);
/// [`unguarded`] takes it away again.
///
/// ```
/// use paper::{Cell, table_csv};
/// let csv = table_csv(&["organisation", "due"], &[vec![Cell::from("=1+1"), Cell::from(3)]]).unwrap();
/// assert_eq!(String::from_utf8(csv).unwrap(), "\u{feff}organisation,due\r\n'=1+1,3\r\n");
/// ```
pub fn table_csv(headers: &[&str], rows: &[Vec<Cell>]) -> Result<Vec<u8>, PaperError> {
    let failed = |error: csv::Error| PaperError::Table(error.to_string());
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(headers).map_err(failed)?;
    for row in rows {
        writer
            .write_record(row.iter().map(|cell| match cell {
                Cell::Text(text) => guarded(text),
                // A negative nought is a nought.
                Cell::Number(number) => (number + 0.0).to_string(),
                Cell::Figure(figure) => figure.clone(),
                Cell::Unknown => String::new(),
            }))
            .map_err(failed)?;
    }
    writer
        .into_inner()
        .map_err(|error| PaperError::Table(error.to_string()))
}

/// Characters that make a spreadsheet read a cell as a formula or a command, the full-width forms among them.
const FORMULA_STARTS: [char; 12] = [
    '=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠',
];

/// Blanks and apostrophes before the sign do not keep every program from reading it, so they are looked through.
fn looks_like_a_formula(text: &str) -> bool {
    let starts = |text: &str| text.starts_with(FORMULA_STARTS);
    let bare = text.trim_start_matches('\'');
    starts(bare) || starts(bare.trim_start())
}

fn guarded(text: &str) -> String {
    if looks_like_a_formula(text) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// A text cell as it was before [`table_csv`] guarded it.
pub fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if looks_like_a_formula(rest) => rest,
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_a_formula_is_guarded_and_comes_back_as_it_was() {
        for text in [
            "=cmd|' /C calc'!A0",
            "+1",
            "-1",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            " =1",
            "＝1",
            "＋1",
            "－1",
            "＠A",
            "'=1",
            "''=1",
            "' =1",
        ] {
            let cell = guarded(text);
            assert!(cell.starts_with('\''), "{text:?}");
            assert_eq!(unguarded(&cell), text);
        }
        for text in ["Vale Council", "St Brannoc’s", "'quoted'", "3 - 4", ""] {
            assert_eq!(guarded(text), text);
            assert_eq!(unguarded(text), text);
        }
    }

    #[test]
    fn numbers_keep_their_sign_and_the_unknown_is_an_empty_cell() {
        let rows = [vec![
            Cell::Number(-2.5),
            Cell::Unknown,
            Cell::from("a \"b\", c"),
        ]];
        let nought = table_csv(&["x", "y"], &[vec![Cell::Number(-0.0), Cell::Unknown]]).unwrap();
        assert!(nought.ends_with(b"\r\n0,\r\n"));
        let csv = String::from_utf8(table_csv(&["x", "y", "z"], &rows).unwrap()).unwrap();
        assert_eq!(csv, "\u{feff}x,y,z\r\n-2.5,,\"a \"\"b\"\", c\"\r\n");
    }
}
