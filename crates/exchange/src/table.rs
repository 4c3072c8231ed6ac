//! What every file comes down to before anybody asks what it means: sheets of rows of cells.

use std::borrow::Cow;

use jiff::civil::Date;

/// One cell's value. A formula's cell holds the value that was saved with it.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Text, as it stands in the file.
    Text(String),
    /// A number.
    Number(f64),
    /// A day.
    Date(Date),
    /// True or false.
    Flag(bool),
    /// A formula's failure, such as `#N/A`.
    Fault(String),
}

impl Cell {
    /// The cell as it reads; a whole number without a decimal point; nothing for a fault.
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Empty | Self::Fault(_) => Cow::Borrowed(""),
            Self::Text(text) => Cow::Borrowed(text),
            Self::Number(number) if number.fract() == 0.0 && number.abs() < 1e15 => {
                Cow::Owned(format!("{}", *number as i64))
            }
            Self::Number(number) => Cow::Owned(number.to_string()),
            Self::Date(date) => Cow::Owned(date.to_string()),
            Self::Flag(flag) => Cow::Borrowed(if *flag { "TRUE" } else { "FALSE" }),
        }
    }

    /// Whether there is nothing to read in it.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.chars().all(char::is_whitespace),
            _ => false,
        }
    }
}

/// One row that has something in it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Row {
    /// Its number in the file, from 1, as a spreadsheet shows it.
    pub number: u32,
    /// Its cells from the first column to the last that is not empty.
    pub cells: Vec<Cell>,
}

impl Row {
    /// The cell in a column (from 0); empty beyond the last.
    pub fn cell(&self, column: usize) -> &Cell {
        const EMPTY: &Cell = &Cell::Empty;
        self.cells.get(column).unwrap_or(EMPTY)
    }

    /// Whether there is nothing to read in any cell.
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(Cell::is_blank)
    }
}

/// Cells merged into one. Rows from 1, columns from 0, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Merged {
    /// First row.
    pub first_row: u32,
    /// Last row.
    pub last_row: u32,
    /// First column.
    pub first_column: u32,
    /// Last column.
    pub last_column: u32,
}

/// One sheet of a workbook, or a whole text file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// The sheet's name; empty for a text file.
    pub name: String,
    /// Whether the workbook hides it.
    pub hidden: bool,
    /// The rows that have something in them, in order.
    pub rows: Vec<Row>,
    /// Merged cells.
    pub merged: Vec<Merged>,
    /// Where formulas stand: row from 1, column from 0.
    pub formulas: Vec<(u32, u32)>,
    /// Columns beyond the last that is read in which something stands.
    pub columns_left_out: bool,
}

impl Table {
    /// The merged range that covers a cell and is higher than one row.
    pub fn tall_range_over(&self, row: u32, column: usize) -> Option<&Merged> {
        self.merged.iter().find(|m| {
            m.last_row > m.first_row
                && (m.first_row..=m.last_row).contains(&row)
                && (m.first_column as usize..=m.last_column as usize).contains(&column)
        })
    }
}

/// A column's letters as a spreadsheet shows them, from its number (from 0).
pub fn column_letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}
