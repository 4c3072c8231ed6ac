//! What the tests of this crate share: workbooks written cell by cell, imports with counted ids, and
//! the real files where they are at hand.
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::format_push_string,
    clippy::format_collect,
    dead_code,
    missing_docs,
    unreachable_pub
)]

use std::io::{Cursor, Write};
use std::path::PathBuf;

use domain::{Map, Stamp};
use exchange::{Context, ExchangeError, Kind, Mapping, Plan, SourceFile};
use uuid::Uuid;

/// A sheet to be written: a name, whether it is hidden, rows of texts, merged ranges such as "A2:A5".
#[derive(Default, Clone)]
pub struct Sheet {
    pub name: &'static str,
    pub hidden: bool,
    pub rows: Vec<(u32, Vec<String>)>,
    pub merged: Vec<String>,
}

impl Sheet {
    pub fn new(name: &'static str, rows: &[&[&str]]) -> Self {
        Self::from_row(name, 1, rows)
    }

    /// Rows that begin at a row of the sheet other than the first.
    pub fn from_row(name: &'static str, first: u32, rows: &[&[&str]]) -> Self {
        Self {
            name,
            rows: rows
                .iter()
                .enumerate()
                .map(|(at, row)| {
                    (
                        first + at as u32,
                        row.iter().map(|t| (*t).to_owned()).collect(),
                    )
                })
                .collect(),
            ..Self::default()
        }
    }
}

fn letters(column: usize) -> String {
    exchange::column_letters(column)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// A workbook as bytes. A text that begins with `=` is a formula whose saved value follows a bar.
pub fn workbook(sheets: &[Sheet]) -> Vec<u8> {
    let mut parts: Vec<(String, String)> = Vec::new();
    let mut list = String::new();
    let mut relations = String::new();
    let mut types = String::new();
    for (at, sheet) in sheets.iter().enumerate() {
        let number = at + 1;
        let state = if sheet.hidden {
            " state=\"hidden\""
        } else {
            ""
        };
        list.push_str(&format!(
            "<sheet name=\"{}\" sheetId=\"{number}\"{state} r:id=\"rId{number}\"/>",
            escaped(sheet.name)
        ));
        relations.push_str(&format!("<Relationship Id=\"rId{number}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>"));
        types.push_str(&format!("<Override PartName=\"/xl/worksheets/sheet{number}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>"));
        let mut data = String::new();
        for (row, cells) in &sheet.rows {
            data.push_str(&format!("<row r=\"{row}\">"));
            for (column, text) in cells
                .iter()
                .enumerate()
                .filter(|(_, text)| !text.is_empty())
            {
                let place = format!("{}{row}", letters(column));
                if let Some((formula, value)) =
                    text.strip_prefix('=').and_then(|rest| rest.split_once('|'))
                {
                    data.push_str(&format!(
                        "<c r=\"{place}\" t=\"str\"><f>{}</f><v>{}</v></c>",
                        escaped(formula),
                        escaped(value)
                    ));
                } else {
                    data.push_str(&format!("<c r=\"{place}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>", escaped(text)));
                }
            }
            data.push_str("</row>");
        }
        let merged = if sheet.merged.is_empty() {
            String::new()
        } else {
            let ranges: String = sheet
                .merged
                .iter()
                .map(|range| format!("<mergeCell ref=\"{range}\"/>"))
                .collect();
            format!(
                "<mergeCells count=\"{}\">{ranges}</mergeCells>",
                sheet.merged.len()
            )
        };
        parts.push((
            format!("xl/worksheets/sheet{number}.xml"),
            format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?><worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{data}</sheetData>{merged}</worksheet>"),
        ));
    }
    parts.push(("[Content_Types].xml".into(), format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>{types}</Types>")));
    parts.push(("_rels/.rels".into(), "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>".into()));
    parts.push(("xl/_rels/workbook.xml.rels".into(), format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{relations}</Relationships>")));
    parts.push(("xl/workbook.xml".into(), format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?><workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>{list}</sheets></workbook>")));
    packed(
        &parts
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_bytes()))
            .collect::<Vec<_>>(),
    )
}

/// A zip container with these parts.
pub fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated);
    for (name, bytes) in parts {
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A plan made with ids that count up from `first`.
pub fn plan_from(
    first: u128,
    name: &str,
    bytes: &[u8],
    kind: Option<Kind>,
    pairs: &[&str],
    map: &Map,
) -> Result<Plan, ExchangeError> {
    let mut number = first;
    let mut new_id = || {
        number += 1;
        Uuid::from_u128(number)
    };
    let mapping = Mapping::from_pairs(pairs.iter().copied()).unwrap();
    let context = Context {
        today: jiff::civil::date(2026, 3, 5),
        author: "A. Manager",
        new_id: &mut new_id,
    };
    exchange::read(&SourceFile { name, bytes }, kind, &mapping, map, context)
}

pub fn plan(name: &str, bytes: &[u8], map: &Map) -> Plan {
    plan_from(0, name, bytes, None, &[], map).unwrap()
}

pub fn stamp() -> Stamp {
    Stamp {
        at: jiff::Timestamp::UNIX_EPOCH,
        by: "A. Manager".to_owned(),
    }
}

/// The map with the plan's edits made.
pub fn applied(map: &Map, plan: &Plan) -> Map {
    plan.edit("file").map_or_else(
        || map.clone(),
        |edit| map.with(&edit.plan(map, &stamp()).unwrap()),
    )
}

/// The bytes of one of the real files, or a note that the test was left out.
pub fn real(path: &str) -> Option<Vec<u8>> {
    let whole = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/data")
        .join(path);
    let bytes = std::fs::read(whole).ok();
    if bytes.is_none() {
        eprintln!("left out: {path} is not at hand");
    }
    bytes
}

/// That a second import of the same file finds nothing to do.
pub fn assert_settled(name: &str, bytes: &[u8], kind: Option<Kind>, pairs: &[&str], map: &Map) {
    let again = plan_from(1 << 100, name, bytes, kind, pairs, map).unwrap();
    assert!(
        again.edits.is_empty(),
        "{name}: {:?}",
        again.edits.iter().take(3).collect::<Vec<_>>()
    );
    assert!(again.added.is_empty() && again.changed.is_empty());
    assert!(again.unchanged > 0, "{name} found nothing that is there");
}
