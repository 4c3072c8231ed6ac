//! A file handed in by name and bytes, and what it turns out to be.

use crate::error::ExchangeError;
use crate::table::Table;
use crate::{text, workbook};

/// The most bytes a file may have.
pub const MOST_BYTES: usize = 64 * 1024 * 1024;

/// A file to import: what it is called and what is in it.
#[derive(Debug, Clone, Copy)]
pub struct SourceFile<'a> {
    /// Its name, as the person who chose it knows it.
    pub name: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
}

/// A file read into tables, with how it was read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Tables {
    /// The tables in the file's order.
    pub tables: Vec<Table>,
    /// How it was read, in words: "workbook", "text in windows-1252 with columns parted by ¬".
    pub read_how: String,
    /// Whether it is a workbook.
    pub is_workbook: bool,
    /// Bytes that could not be read in the encoding found.
    pub unreadable_characters: bool,
}

/// Reads a file into tables, by what is in it and not by what it is called.
pub fn tables(source: &SourceFile<'_>) -> Result<Tables, ExchangeError> {
    let file = || source.name.to_owned();
    let bytes = source.bytes;
    if bytes.len() > MOST_BYTES {
        return Err(ExchangeError::TooLarge {
            file: file(),
            what: format!("{} MB", bytes.len() / (1024 * 1024)),
            limit: format!("{} MB", MOST_BYTES / (1024 * 1024)),
        });
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ExchangeError::Empty { file: file() });
    }
    if let Some(what) = something_else(bytes) {
        return Err(ExchangeError::NotATable {
            file: file(),
            what: what.to_owned(),
        });
    }
    if bytes.starts_with(&OLE) {
        return Err(
            if holds(bytes, "EncryptedPackage") || holds(bytes, "EncryptionInfo") {
                ExchangeError::Password { file: file() }
            } else if holds(bytes, "Workbook") || holds(bytes, "Book") {
                ExchangeError::OldWorkbook { file: file() }
            } else {
                ExchangeError::NotATable {
                    file: file(),
                    what: "an old Office file".to_owned(),
                }
            },
        );
    }
    // BIFF 2 to 4 workbooks stood alone, without a container.
    if bytes.len() > 4
        && bytes[0] == 0x09
        && matches!(bytes[1], 0x00 | 0x02 | 0x04)
        && bytes[3] == 0
    {
        return Err(ExchangeError::OldWorkbook { file: file() });
    }
    let read = if bytes.starts_with(b"PK") {
        workbook::tables(source)?
    } else if has_ending(source.name, &["xlsx", "xlsm"]) && looks_binary(bytes) {
        return Err(ExchangeError::Damaged {
            file: file(),
            cause: "it does not begin as a workbook does".to_owned(),
        });
    } else {
        text::tables(source)?
    };
    if read.tables.iter().all(|table| table.rows.is_empty()) {
        return Err(ExchangeError::Empty { file: file() });
    }
    Ok(read)
}

const OLE: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// Kinds of file that are surely no table, by their first bytes.
fn something_else(bytes: &[u8]) -> Option<&'static str> {
    const KNOWN: [(&[u8], &str); 10] = [
        (b"%PDF", "a PDF"),
        (b"\x89PNG", "a picture"),
        (b"\xFF\xD8\xFF", "a picture"),
        (b"GIF8", "a picture"),
        (b"SQLite format 3\0", "a database"),
        (b"{\\rtf", "a text document"),
        (b"\x1F\x8B", "a compressed file"),
        (b"Rar!", "a compressed file"),
        (b"7z\xBC\xAF", "a compressed file"),
        (b"\x7FELF", "a program"),
    ];
    if let Some((_, what)) = KNOWN.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Some(what);
    }
    let start = bytes.trim_ascii_start();
    let start = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start);
    let lower = start[..start.len().min(64)].to_ascii_lowercase();
    if lower.starts_with(b"<!doctype html") || lower.starts_with(b"<html") {
        return Some("a web page");
    }
    if lower.starts_with(b"<?xml") || lower.starts_with(b"<!doctype") {
        return Some("XML");
    }
    if lower.starts_with(b"{") || lower.starts_with(b"[{") {
        return Some("JSON");
    }
    if lower.starts_with(b"begin:vcard") {
        return Some("a card file");
    }
    None
}

/// Whether more than a few control characters stand in the first bytes.
pub(crate) fn looks_binary(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(8192)];
    let odd = head
        .iter()
        .filter(|b| **b < 32 && !matches!(**b, b'\t' | b'\n' | b'\r' | 0x0B | 0x0C))
        .count();
    odd * 100 > head.len()
}

/// Whether an OLE container names a stream so; names are UTF-16 in its directory.
fn holds(bytes: &[u8], name: &str) -> bool {
    let wide: Vec<u8> = name
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .chain([0, 0])
        .collect();
    bytes.windows(wide.len()).any(|window| window == wide)
}

fn has_ending(name: &str, endings: &[&str]) -> bool {
    name.rsplit_once('.')
        .is_some_and(|(_, ending)| endings.iter().any(|e| ending.eq_ignore_ascii_case(e)))
}
