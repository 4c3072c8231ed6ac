//! Why a file could not be taken in: one sentence that names the file, the cause and the remedy.

use thiserror::Error;

/// A column of a table that was not recognised, as a person would look at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownColumn {
    /// Its heading.
    pub heading: String,
    /// What stands under it, a few values.
    pub values: Vec<String>,
}

/// A file that could not be read, or not as what it was said to be.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ExchangeError {
    /// There is nothing in it.
    #[error("{file} is empty: choose a file that has rows in it.")]
    Empty {
        /// The file.
        file: String,
    },
    /// The workbook is locked with a password.
    #[error(
        "{file} is protected by a password: open it in a spreadsheet program, remove the password, save it and import it again."
    )]
    Password {
        /// The file.
        file: String,
    },
    /// The workbook's container cannot be read.
    #[error(
        "{file} is damaged and cannot be opened ({cause}): fetch a fresh copy, or open it in a spreadsheet program and save it as .xlsx."
    )]
    Damaged {
        /// The file.
        file: String,
        /// What is wrong with it.
        cause: String,
    },
    /// An old binary workbook, whatever its name says.
    #[error(
        "{file} is an old Excel workbook (.xls): open it in a spreadsheet program and save it as .xlsx."
    )]
    OldWorkbook {
        /// The file.
        file: String,
    },
    /// Something that is neither text nor a workbook.
    #[error("{file} is {what}, not a table: export it as .csv or .xlsx and import that.")]
    NotATable {
        /// The file.
        file: String,
        /// What it looks like.
        what: String,
    },
    /// It is larger than the program will take in.
    #[error(
        "{file} has {what}, more than the {limit} that can be imported: split it, or delete what is not needed."
    )]
    TooLarge {
        /// The file.
        file: String,
        /// What there is too much of, with how much.
        what: String,
        /// The most that is taken.
        limit: String,
    },
    /// It is a table, but of nothing the program knows.
    #[error(
        "{file} has no column that says what its rows are ({found}): name the columns with --map COLUMN=FIELD, for example --map \"{example}=name\"."
    )]
    NotRecognised {
        /// The file.
        file: String,
        /// The headings that were found.
        found: String,
        /// One of them.
        example: String,
        /// Every column that has a heading, in its order.
        columns: Vec<UnknownColumn>,
    },
    /// It has headings and nothing under them.
    #[error(
        "{file} has headings ({found}) and no rows under them: add the rows, or choose the file that has them."
    )]
    NoRows {
        /// The file.
        file: String,
        /// The headings that were found.
        found: String,
    },
    /// It is not what the caller said it is.
    #[error(
        "{file} cannot be read as {kind}: {missing} was not found; leave out --as, or choose another kind."
    )]
    NotOfKind {
        /// The file.
        file: String,
        /// The kind asked for.
        kind: String,
        /// What a file of that kind has and this has not.
        missing: String,
    },
    /// A mapping names a column the file does not have.
    #[error("{file} has no column called \"{column}\": its columns are {found}.")]
    NoSuchColumn {
        /// The file.
        file: String,
        /// The column asked for.
        column: String,
        /// The columns it has.
        found: String,
    },
    /// A mapping names a field the program does not have.
    #[error("\"{field}\" is not a field that can be imported: use one of {known}.")]
    NoSuchField {
        /// The field asked for.
        field: String,
        /// The fields there are.
        known: String,
    },
    /// A footprint code the reference data do not have.
    #[error(
        "{code} is not in the reference data: choose one of the codes listed, such as QWU for Coventry and Warwickshire."
    )]
    NoSuchFootprint {
        /// The code asked for.
        code: String,
    },
}
