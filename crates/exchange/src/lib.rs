//! Under construction.
mod error;
mod source_file;
mod table;
mod text;
mod workbook;
pub use error::ExchangeError;
pub use source_file::{MOST_BYTES, SourceFile, Tables, tables};
pub use table::{Cell, Merged, Row, Table, column_letters};
