//! Bytes to text, in the encoding a file declares, bears a mark of, or shows.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::graph_files::GraphFileError;
use crate::source_file::looks_binary;
use crate::text;

/// How much of a file is looked at to find its encoding, where neither mark nor declaration says it.
const SAMPLE: usize = 1024 * 1024;

/// A file's text and how it was come by.
pub(super) struct Decoded<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) encoding: &'static str,
    /// Whether some bytes stand for nothing in the encoding.
    pub(super) unreadable: bool,
    /// Whether the file declares another encoding than it is in.
    pub(super) not_as_declared: bool,
}

pub(super) fn decode<'a>(file: &str, bytes: &'a [u8]) -> Result<Decoded<'a>, GraphFileError> {
    let done = |text, encoding: &'static Encoding, unreadable| Decoded {
        text,
        encoding: encoding.name(),
        unreadable,
        not_as_declared: false,
    };
    if let Some(what) = something_else(bytes) {
        return Err(GraphFileError::NotAGraph {
            file: file.to_owned(),
            what: what.to_owned(),
        });
    }
    // Its mark begins with that of UTF-16, which would be every other letter of nothing.
    if bytes.starts_with(b"\xFF\xFE\0\0") || bytes.starts_with(b"\0\0\xFE\xFF") {
        return Err(GraphFileError::Encoding {
            file: file.to_owned(),
            encoding: "UTF-32".to_owned(),
        });
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let (text, faulty) = encoding.decode_without_bom_handling(&bytes[mark..]);
        return Ok(done(text, encoding, faulty));
    }
    if bytes.trim_ascii_start().starts_with(b"<") {
        if let Some(declared) = declared(bytes) {
            let encoding = Encoding::for_label(declared.as_bytes()).ok_or_else(|| {
                GraphFileError::Encoding {
                    file: file.to_owned(),
                    encoding: declared.chars().take(40).collect(),
                }
            })?;
            // The declaration itself was read byte by byte, so it is not UTF-16.
            let encoding = if encoding == UTF_16LE || encoding == UTF_16BE {
                UTF_8
            } else {
                encoding
            };
            if encoding != UTF_8 {
                let (text, faulty) = encoding.decode_without_bom_handling(bytes);
                return Ok(done(text, encoding, faulty));
            }
        }
        if let Ok(text) = std::str::from_utf8(bytes) {
            return Ok(done(Cow::Borrowed(text), UTF_8, false));
        }
        if !bytes.contains(&0) {
            let (text, faulty) = WINDOWS_1252.decode_without_bom_handling(bytes);
            return Ok(Decoded {
                not_as_declared: true,
                ..done(text, WINDOWS_1252, faulty)
            });
        }
    }
    if !looks_binary(bytes)
        && let Ok(text) = std::str::from_utf8(bytes)
    {
        return Ok(done(Cow::Borrowed(text), UTF_8, false));
    }
    // What the beginning is written in, the rest is too: looking at all of a large file takes minutes.
    match text::decode(&bytes[..bytes.len().min(SAMPLE)]) {
        Some((_, encoding, _)) => {
            let (text, faulty) = encoding.decode_without_bom_handling(bytes);
            Ok(done(text, encoding, faulty))
        }
        None => Err(GraphFileError::NotAGraph {
            file: file.to_owned(),
            what: "made of bytes that are not text".to_owned(),
        }),
    }
}

/// The encoding an XML declaration names, in the file's first bytes.
fn declared(bytes: &[u8]) -> Option<String> {
    let head = &bytes[..bytes.len().min(512)];
    let end = head.windows(2).position(|pair| pair == b"?>")?;
    let head = String::from_utf8_lossy(&head[..end]);
    let after = head.split_once("encoding")?.1.trim_start();
    let after = after.strip_prefix('=')?.trim_start();
    let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let (name, _) = after[1..].split_once(quote)?;
    Some(name.trim().to_owned())
}

/// Kinds of file that are surely no graph, by their first bytes.
fn something_else(bytes: &[u8]) -> Option<&'static str> {
    const KNOWN: [(&[u8], &str); 11] = [
        (b"PK\x03\x04", "a workbook or other compressed file"),
        (b"\xD0\xCF\x11\xE0", "an old Office file"),
        (b"%PDF", "a PDF"),
        (b"\x89PNG", "a picture"),
        (b"\xFF\xD8\xFF", "a picture"),
        (b"GIF8", "a picture"),
        (b"SQLite format 3\0", "a database"),
        (b"{\\rtf", "a text document"),
        (b"\x1F\x8B", "a compressed file"),
        (b"7z\xBC\xAF", "a compressed file"),
        (b"\x7FELF", "a program"),
    ];
    KNOWN
        .iter()
        .find(|(start, _)| bytes.starts_with(start))
        .map(|(_, what)| *what)
}
