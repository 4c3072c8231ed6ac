//! Text files: their encoding, the character that parts their columns, their rows.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use crate::error::ExchangeError;
use crate::source_file::{SourceFile, Tables, looks_binary};
use crate::table::{Cell, Row, Table};

/// The most rows that are read from one table.
pub(crate) const MOST_ROWS: usize = 200_000;
/// The most columns that are read.
pub(crate) const MOST_COLUMNS: usize = 512;
/// The most cells that are kept from one file.
pub(crate) const MOST_CELLS: usize = 8_000_000;

/// How many characters of a file are looked at to find what parts its columns.
const SAMPLE: usize = 64 * 1024;

/// A text file as one table.
pub(crate) fn tables(source: &SourceFile<'_>) -> Result<Tables, ExchangeError> {
    let Some((text, encoding, unreadable)) = decode(source.bytes) else {
        return Err(ExchangeError::NotATable {
            file: source.name.to_owned(),
            what: "a file of bytes that are not text".to_owned(),
        });
    };
    if let Some(what) = written_for_programs(&text) {
        return Err(ExchangeError::NotATable {
            file: source.name.to_owned(),
            what: what.to_owned(),
        });
    }
    let text = skip_separator_line(&text);
    let delimiter = delimiter(text.1.unwrap_or_default(), text.0);
    let table = rows(source, text.0, delimiter, u32::from(text.1.is_some()))?;
    Ok(Tables {
        tables: vec![table],
        read_how: format!(
            "text in {} with columns parted by {}",
            encoding.name(),
            spoken(delimiter)
        ),
        is_workbook: false,
        unreadable_characters: unreadable,
    })
}

/// What a text is that programs write for each other, by how it begins, in whatever encoding.
fn written_for_programs(text: &str) -> Option<&'static str> {
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
    let mut characters = start.chars();
    let first = characters.next()?;
    let next = characters.find(|c| !c.is_whitespace());
    match (first, next) {
        ('<', Some(c)) if matches!(c, '?' | '!') || c.is_alphabetic() => {
            let lower: String = start.chars().take(64).collect::<String>().to_lowercase();
            let page = lower.starts_with("<html") || lower.starts_with("<!doctype html");
            Some(if page { "a web page" } else { "XML" })
        }
        ('{', _) | ('[', Some('{' | '[' | '"' | ']')) => Some("JSON"),
        _ => None,
    }
}

/// The text, the encoding it was read in, and whether some of it could not be read.
/// `None` where it is not text at all.
pub(crate) fn decode(bytes: &[u8]) -> Option<(String, &'static Encoding, bool)> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let (text, faulty) = encoding.decode_without_bom_handling(&bytes[mark..]);
        return Some((text.into_owned(), encoding, faulty));
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        let (text, faulty) = encoding.decode_without_bom_handling(bytes);
        return Some((text.into_owned(), encoding, faulty));
    }
    if looks_binary(bytes) {
        return None;
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some((text.to_owned(), UTF_8, false));
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(Some(b"uk"), Utf8Detection::Deny);
    // Files of the NHS are written on Windows. A column separator of 0xAC in every line misleads a
    // detector that looks for words, so its guess counts only where it differs in letters.
    let encoding = if non_letter_highs(bytes) {
        WINDOWS_1252
    } else {
        guess
    };
    let (text, faulty) = encoding.decode_without_bom_handling(bytes);
    Some((text.into_owned(), encoding, faulty))
}

/// Whether nearly all bytes above ASCII are the marks and signs of windows-1252, not letters.
fn non_letter_highs(bytes: &[u8]) -> bool {
    let mut signs = 0_usize;
    let mut letters = 0_usize;
    for byte in bytes {
        match byte {
            0x80..=0xBF => signs += 1,
            0xC0..=0xFF => letters += 1,
            _ => {}
        }
    }
    signs > 10 * letters.max(1) || letters == 0
}

/// UTF-16 of mostly Latin text has a zero in every second byte.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(4096) & !1];
    if head.len() < 4 {
        return None;
    }
    let pairs = head.len() / 2;
    let zeros = |offset: usize| {
        head.iter()
            .skip(offset)
            .step_by(2)
            .filter(|b| **b == 0)
            .count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    if odd * 10 > pairs * 8 && even * 10 < pairs {
        Some(encoding_rs::UTF_16LE)
    } else if even * 10 > pairs * 8 && odd * 10 < pairs {
        Some(encoding_rs::UTF_16BE)
    } else {
        None
    }
}

/// A first line `sep=;` names the separator for Excel; it is no row.
fn skip_separator_line(text: &str) -> (&str, Option<char>) {
    let Some(rest) = text.strip_prefix("sep=") else {
        return (text, None);
    };
    let mut characters = rest.chars();
    let Some(separator) = characters.next() else {
        return (text, None);
    };
    let rest = characters.as_str().trim_start_matches('\r');
    match rest.strip_prefix('\n') {
        Some(rest) => (rest, Some(separator)),
        None => (text, None),
    }
}

/// The character that parts the columns: the usual ones and every odd sign that stands in the first
/// line, scored by how alike the rows become and how many columns they have.
fn delimiter(named: char, text: &str) -> char {
    if named != '\0' {
        return named;
    }
    let end = text
        .char_indices()
        .nth(SAMPLE)
        .map_or(text.len(), |(at, _)| at);
    let whole = end == text.len();
    let sample = &text[..end];
    let first_line = sample
        .lines()
        .find(|line| !line.trim().is_empty())
        .unwrap_or_default();
    let mut candidates = vec![',', ';', '\t', '|'];
    for c in first_line.chars() {
        let odd = !c.is_alphanumeric()
            && !c.is_whitespace()
            && !"\"'()[]{}<>_-–—./\\@&#%$£€?!*+=’‘“”:".contains(c);
        if odd && !candidates.contains(&c) {
            candidates.push(c);
        }
    }
    // Two spaced-out characters are tried last: they part columns only where nothing else does.
    candidates.extend(
        [':', '~', '^']
            .into_iter()
            .filter(|c| first_line.contains(*c)),
    );
    let mut best = (',', 0.0);
    for candidate in candidates {
        let score = score(sample, whole, candidate);
        if score > best.1 {
            best = (candidate, score);
        }
    }
    best.0
}

/// Share of rows that have the commonest number of columns, times how many columns that is.
fn score(sample: &str, whole: bool, candidate: char) -> f64 {
    let mut counts: Vec<usize> = Vec::new();
    let mut columns = 1_usize;
    let mut quoted = false;
    let mut at_start = true;
    let mut any = false;
    for c in sample.chars() {
        if quoted {
            quoted = c != '"';
            continue;
        }
        match c {
            '"' if at_start => {
                quoted = true;
                any = true;
            }
            '\n' | '\r' => {
                if any {
                    counts.push(columns);
                }
                columns = 1;
                any = false;
                at_start = true;
                continue;
            }
            _ if c == candidate => {
                columns += 1;
                any = true;
                at_start = true;
                continue;
            }
            _ => any = true,
        }
        at_start = false;
    }
    if any && (whole || counts.is_empty()) && !quoted {
        counts.push(columns);
    }
    let Some(commonest) = commonest(&counts) else {
        return 0.0;
    };
    if commonest < 2 {
        return 0.0;
    }
    let alike = counts.iter().filter(|n| **n == commonest).count() as f64 / counts.len() as f64;
    // Many columns speak for a separator only while the rows agree.
    alike * alike * (commonest as f64).ln()
}

fn commonest(counts: &[usize]) -> Option<usize> {
    let mut sorted = counts.to_vec();
    sorted.sort_unstable();
    sorted
        .chunk_by(|a, b| a == b)
        .max_by_key(|run| (run.len(), run[0]))
        .map(|run| run[0])
}

fn spoken(delimiter: char) -> String {
    match delimiter {
        ',' => "commas".to_owned(),
        ';' => "semicolons".to_owned(),
        '\t' => "tabs".to_owned(),
        '|' => "bars".to_owned(),
        other => other.to_string(),
    }
}

/// Parts the text into rows. The csv reader parts at one byte, so an odd separator is first
/// changed for the unit separator, which text does not hold.
fn rows(
    source: &SourceFile<'_>,
    text: &str,
    delimiter: char,
    lines_before: u32,
) -> Result<Table, ExchangeError> {
    const UNIT: char = '\u{1F}';
    let swapped;
    let (text, byte) = if delimiter.is_ascii() {
        (text, delimiter as u8)
    } else {
        swapped = text.replace(UNIT, " ").replace(delimiter, "\u{1F}");
        (swapped.as_str(), UNIT as u8)
    };
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(byte)
        .from_reader(text.as_bytes());
    let mut table = Table::default();
    let mut record = csv::StringRecord::new();
    let mut cells_kept = 0_usize;
    loop {
        match reader.read_record(&mut record) {
            Ok(false) => break,
            Ok(true) => {}
            Err(cause) => {
                return Err(ExchangeError::Damaged {
                    file: source.name.to_owned(),
                    cause: cause.to_string(),
                });
            }
        }
        // The reader counts empty lines before a row as the row's own.
        let line = record.position().map_or(0, |position| {
            let before = text.as_bytes().iter().skip(position.byte() as usize);
            let empty = before
                .take_while(|byte| matches!(byte, b'\r' | b'\n'))
                .filter(|byte| **byte == b'\n')
                .count();
            position.line() + empty as u64
        });
        table.columns_left_out |= record.len() > MOST_COLUMNS;
        let mut cells: Vec<Cell> = record
            .iter()
            .take(MOST_COLUMNS)
            .map(|field| {
                if field.is_empty() {
                    Cell::Empty
                } else {
                    Cell::Text(field.to_owned())
                }
            })
            .collect();
        let kept = cells
            .iter()
            .rposition(|cell| *cell != Cell::Empty)
            .map_or(0, |last| last + 1);
        // A trailing empty column is part of a row's shape (the ODS files have 27), so only
        // rows with nothing at all are dropped.
        if kept == 0 {
            continue;
        }
        cells.shrink_to_fit();
        cells_kept += cells.len();
        if table.rows.len() >= MOST_ROWS || cells_kept > MOST_CELLS {
            return Err(ExchangeError::TooLarge {
                file: source.name.to_owned(),
                what: "too many rows".to_owned(),
                limit: format!("{MOST_ROWS} rows and {MOST_CELLS} cells"),
            });
        }
        table.rows.push(Row {
            number: lines_before + line as u32,
            cells,
        });
    }
    Ok(table)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn read(bytes: &[u8]) -> Tables {
        tables(&SourceFile {
            name: "x.csv",
            bytes,
        })
        .unwrap()
    }

    #[test]
    fn the_separator_is_found_whatever_it_is() {
        for (text, separator) in [
            ("a,b,c\n1,2,3\n", "commas"),
            ("a;b;c\n1,5;2,5;3\n", "semicolons"),
            ("a\tb\n\"x, y\"\t2\n", "tabs"),
            ("a|b\n1|2\n", "bars"),
            ("a¬b¬c\n1, 2¬3¬4, 5\n", "¬"),
        ] {
            assert!(
                read(text.as_bytes()).read_how.ends_with(separator),
                "{text}"
            );
        }
    }

    #[test]
    fn quoted_line_breaks_and_doubled_quotes_stay_in_their_cell() {
        let read = read(b"a,b\n1,\"x\n\"\"y\"\"\"\n2,z\n");
        let rows = &read.tables[0].rows;
        assert_eq!(rows.len(), 3);
        assert_eq!(rows[1].cells[1], Cell::Text("x\n\"y\"".into()));
        assert_eq!(rows[2].number, 4, "a row is named by the line it starts on");
    }

    #[test]
    fn windows_text_with_curly_apostrophes_is_read_as_such() {
        let read = read(b"name,town\nDoncaster Children\x92s Trust,Doncaster\n");
        assert_eq!(
            read.tables[0].rows[1].cells[0],
            Cell::Text("Doncaster Children’s Trust".into())
        );
        assert!(read.read_how.contains("windows-1252"));
    }

    #[test]
    fn utf16_is_read_with_and_without_its_mark() {
        for (mark, little) in [(true, true), (true, false), (false, true), (false, false)] {
            let mut bytes: Vec<u8> = Vec::new();
            let mut units: Vec<u16> = "name,town\nA,B\n".encode_utf16().collect();
            if mark {
                units.insert(0, 0xFEFF);
            }
            for unit in units {
                bytes.extend(if little {
                    unit.to_le_bytes()
                } else {
                    unit.to_be_bytes()
                });
            }
            assert_eq!(
                read(&bytes).tables[0].rows[1].cells[1],
                Cell::Text("B".into())
            );
        }
    }
}
