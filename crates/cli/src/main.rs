//! `footbridge`, the command line: what the window does, without a window.

mod arguments;
mod commands;
mod say;

use std::io::Write as _;
use std::process::ExitCode;

use clap::Parser as _;

use crate::arguments::Arguments;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = commands::run(&arguments);
    match outcome {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::NeedsAttention) => ExitCode::from(1),
        Err(error) => {
            // A reader that has gone away cannot be told so.
            drop(writeln!(std::io::stderr(), "footbridge: {error:#}"));
            ExitCode::from(2)
        }
    }
}

/// How a command that was carried out ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// All is well: exit status 0.
    Done,
    /// Done, but a person should look: exit status 1.
    NeedsAttention,
}
