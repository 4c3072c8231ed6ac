//! Workbooks (.xlsx), read cell by cell within limits.
//!
//! The reader's own whole-sheet call allocates the rectangle between the first and the last cell,
//! so two cells in opposite corners end the process. Cells are therefore streamed into rows that
//! are kept only where they hold something; and the container is measured before it is opened,
//! since an entry may unpack to a thousand times its size.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use jiff::civil::Date;

use crate::error::ExchangeError;
use crate::source_file::{SourceFile, Tables};
use crate::table::{Cell, Merged, Row, Table};
use crate::text::{MOST_CELLS, MOST_COLUMNS, MOST_ROWS};

/// The most bytes one entry of the container may unpack to.
const MOST_ENTRY_BYTES: u64 = 128 * 1024 * 1024;
/// The most bytes the whole container may unpack to.
const MOST_UNPACKED_BYTES: u64 = 256 * 1024 * 1024;
/// How many times its packed size a large entry may unpack to.
const MOST_RATIO: u64 = 500;
/// The most entries a container may have.
const MOST_ENTRIES: usize = 4096;
/// The most sheets that are read.
const MOST_SHEETS: usize = 256;

/// A workbook's sheets as tables.
pub(crate) fn tables(source: &SourceFile<'_>) -> Result<Tables, ExchangeError> {
    measure(source)?;
    let mut workbook =
        Xlsx::new(Cursor::new(source.bytes)).map_err(|cause| refused(source, &cause))?;
    let sheets: Vec<(String, bool)> = workbook
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .take(MOST_SHEETS)
        .map(|sheet| (sheet.name.clone(), sheet.visible != SheetVisible::Visible))
        .collect();
    let mut read = Tables {
        read_how: "workbook".to_owned(),
        is_workbook: true,
        ..Tables::default()
    };
    let mut kept = 0;
    for (name, hidden) in sheets {
        let mut table = sheet(source, &mut workbook, &name, &mut kept)?;
        table.hidden = hidden;
        // A sheet without merged cells, or whose list of them is odd, is still a sheet.
        table.merged = workbook
            .merge_cells_by_sheet_name(&name)
            .unwrap_or_default()
            .into_iter()
            .map(|m| Merged {
                first_row: m.start.0 + 1,
                last_row: m.end.0 + 1,
                first_column: m.start.1,
                last_column: m.end.1,
            })
            .collect();
        read.tables.push(table);
    }
    Ok(read)
}

fn sheet(
    source: &SourceFile<'_>,
    workbook: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    kept: &mut usize,
) -> Result<Table, ExchangeError> {
    let mut table = Table {
        name: name.to_owned(),
        ..Table::default()
    };
    let mut rows: BTreeMap<u32, Vec<Cell>> = BTreeMap::new();
    let mut reader = match workbook.worksheet_cells_reader(name) {
        Ok(reader) => reader,
        // A chart sheet, or one whose part is missing: nothing to read, and no reason to stop.
        Err(XlsxError::NotAWorksheet(_) | XlsxError::WorksheetNotFound(_)) => return Ok(table),
        Err(cause) => return Err(refused(source, &cause)),
    };
    while let Some(cell) = reader
        .next_cell_with_formula_metadata()
        .map_err(|cause| refused(source, &cause))?
    {
        let (row, column) = (cell.pos.0, cell.pos.1 as usize);
        if cell.formula.is_some() && column < MOST_COLUMNS && table.formulas.len() < MOST_ROWS {
            table.formulas.push((row + 1, cell.pos.1));
        }
        let value = value(&cell.value);
        if value == Cell::Empty {
            continue;
        }
        if column >= MOST_COLUMNS {
            table.columns_left_out = true;
            continue;
        }
        let cells = rows.entry(row).or_default();
        if cells.len() <= column {
            *kept += column + 1 - cells.len();
            cells.resize(column + 1, Cell::Empty);
        }
        cells[column] = value;
        if rows.len() > MOST_ROWS || *kept > MOST_CELLS {
            return Err(ExchangeError::TooLarge {
                file: source.name.to_owned(),
                what: format!("too many cells in the sheet \"{name}\""),
                limit: format!("{MOST_ROWS} rows and {MOST_CELLS} cells"),
            });
        }
    }
    table.rows = rows
        .into_iter()
        .map(|(row, cells)| Row {
            number: row + 1,
            cells,
        })
        .collect();
    Ok(table)
}

fn value(data: &DataRef<'_>) -> Cell {
    match data {
        DataRef::Empty => Cell::Empty,
        DataRef::Int(number) => Cell::Number(*number as f64),
        DataRef::Float(number) => Cell::Number(*number),
        DataRef::String(text) => words(text),
        DataRef::SharedString(text) => words(text),
        DataRef::Bool(flag) => Cell::Flag(*flag),
        DataRef::DateTime(moment) if moment.is_datetime() => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            Date::new(year as i16, month as i8, day as i8)
                .map_or(Cell::Number(moment.as_f64()), Cell::Date)
        }
        DataRef::DateTime(moment) => Cell::Number(moment.as_f64()),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text
            .get(..10)
            .and_then(|day| day.parse().ok())
            .map_or_else(|| words(text), Cell::Date),
        DataRef::Error(fault) => Cell::Fault(fault.to_string()),
    }
}

fn words(text: &str) -> Cell {
    if text.is_empty() {
        Cell::Empty
    } else {
        Cell::Text(text.to_owned())
    }
}

/// Unpacks every entry once, within limits, so that a damaged or swollen container is refused
/// before anything is built from it. Sizes written in the container are not believed.
fn measure(source: &SourceFile<'_>) -> Result<(), ExchangeError> {
    let damaged = |cause: String| ExchangeError::Damaged {
        file: source.name.to_owned(),
        cause,
    };
    let too_large = |what: String, limit: String| ExchangeError::TooLarge {
        file: source.name.to_owned(),
        what,
        limit,
    };
    let mut container = zip::ZipArchive::new(Cursor::new(source.bytes))
        .map_err(|_| damaged("its container is broken or cut short".to_owned()))?;
    if container.len() > MOST_ENTRIES {
        return Err(too_large(
            format!("{} parts", container.len()),
            format!("{MOST_ENTRIES} parts"),
        ));
    }
    let mut unpacked = 0_u64;
    let mut is_workbook = false;
    let mut kind = None;
    let mut scratch = vec![0_u8; 64 * 1024];
    for index in 0..container.len() {
        let mut entry = container
            .by_index(index)
            .map_err(|_| damaged("a part of its container cannot be unpacked".to_owned()))?;
        if entry.encrypted() {
            return Err(ExchangeError::Password {
                file: source.name.to_owned(),
            });
        }
        let name = entry
            .name()
            .map(|name| name.to_lowercase())
            .unwrap_or_default();
        is_workbook |= name.ends_with("workbook.xml");
        kind = kind.or(other_container(&name));
        let packed = entry.compressed_size().max(1);
        let mut size = 0_u64;
        loop {
            let read = entry
                .read(&mut scratch)
                .map_err(|_| damaged("a part of its container cannot be unpacked".to_owned()))?;
            if read == 0 {
                break;
            }
            size += read as u64;
            if size > MOST_ENTRY_BYTES || (size > 8 * 1024 * 1024 && size / packed > MOST_RATIO) {
                return Err(too_large(
                    "a part that unpacks to far more than its size".to_owned(),
                    format!("{} MB a part", MOST_ENTRY_BYTES / (1024 * 1024)),
                ));
            }
            if unpacked + size > MOST_UNPACKED_BYTES {
                return Err(too_large(
                    "more when unpacked".to_owned(),
                    format!("{} MB", MOST_UNPACKED_BYTES / (1024 * 1024)),
                ));
            }
        }
        unpacked += size;
    }
    if is_workbook {
        Ok(())
    } else {
        Err(ExchangeError::NotATable {
            file: source.name.to_owned(),
            what: kind.unwrap_or("a compressed file").to_owned(),
        })
    }
}

fn other_container(entry: &str) -> Option<&'static str> {
    match entry {
        "word/document.xml" => Some("a text document (.docx)"),
        "ppt/presentation.xml" => Some("a set of slides (.pptx)"),
        "content.xml" => Some("an OpenDocument file"),
        "xl/workbook.bin" => Some("a binary workbook (.xlsb)"),
        _ => None,
    }
}

fn refused(source: &SourceFile<'_>, cause: &XlsxError) -> ExchangeError {
    match cause {
        XlsxError::Password => ExchangeError::Password {
            file: source.name.to_owned(),
        },
        XlsxError::FileNotFound(part) => ExchangeError::Damaged {
            file: source.name.to_owned(),
            cause: format!("its part {part} is missing"),
        },
        _ => ExchangeError::Damaged {
            file: source.name.to_owned(),
            cause: "its sheets cannot be read".to_owned(),
        },
    }
}
