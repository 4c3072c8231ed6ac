//! Why a graph file could not be read: one sentence that names the file, the cause and the remedy.

use thiserror::Error;

/// A graph file that was refused.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum GraphFileError {
    /// There is nothing in it.
    #[error("{file} is empty; export the graph again, or choose the file that holds it.")]
    Empty {
        /// The file.
        file: String,
    },
    /// It is something else.
    #[error(
        "{file} is {what}, not a graph; choose a GraphML, GEXF, GML or Pajek file, or a list of ties as .csv, .tsv or .txt."
    )]
    NotAGraph {
        /// The file.
        file: String,
        /// What it looks like.
        what: String,
    },
    /// There is more of something than the program takes.
    #[error(
        "{file} has {what}, more than the {limit} that can be measured; leave out what is not needed."
    )]
    TooLarge {
        /// The file.
        file: String,
        /// What there is too much of.
        what: String,
        /// The most that is taken.
        limit: String,
    },
    /// A line cannot be understood.
    #[error(
        "{file} cannot be read: {cause} (line {line}); mend that line, or export the graph again."
    )]
    Damaged {
        /// The file.
        file: String,
        /// The line, from 1.
        line: u32,
        /// What is wrong.
        cause: String,
    },
    /// It defines entities or fetches other files.
    #[error(
        "{file} has a document type definition (line {line}), which can make a small file endless or fetch other files and is never read; delete the part that begins with <!DOCTYPE and measure it again."
    )]
    Definitions {
        /// The file.
        file: String,
        /// The line.
        line: u32,
    },
    /// Its encoding has a name nobody knows.
    #[error(
        "{file} says that it is written in \u{201c}{encoding}\u{201d}, which is not a known encoding; save it as UTF-8."
    )]
    Encoding {
        /// The file.
        file: String,
        /// What it says.
        encoding: String,
    },
    /// An attribute that is asked for is not there.
    #[error("{file} has no {kind} called \u{201c}{wanted}\u{201d}; it has {known}.")]
    NoSuchAttribute {
        /// The file.
        file: String,
        /// "attribute of nodes" or "number on its ties".
        kind: &'static str,
        /// What was asked for.
        wanted: String,
        /// What there is.
        known: String,
    },
}
