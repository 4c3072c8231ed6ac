//! `footbridge`, the command line: what the window does, without a window.

mod arguments;
mod commands;
mod influence;
mod measure;
mod safekeeping;
mod say;

use std::io::Write as _;
use std::process::ExitCode;

use clap::Parser as _;

use crate::arguments::Arguments;

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) if !error.use_stderr() => {
            // Help and version: printed as they are.
            return if error.print().is_ok() {
                ExitCode::SUCCESS
            } else {
                ExitCode::from(2)
            };
        }
        Err(error) => return refused(&one_sentence(&error)),
    };
    match commands::run(&arguments) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::NeedsAttention) => ExitCode::from(1),
        Err(error) => refused(&format!("{error:#}")),
    }
}

fn refused(sentence: &str) -> ExitCode {
    // What is quoted from a file may hold line ends, or signs that a terminal obeys.
    let sentence = sentence.replace(char::is_control, " ");
    // A reader that has gone away cannot be told so.
    drop(writeln!(std::io::stderr(), "footbridge: {sentence}"));
    ExitCode::from(2)
}

/// What was not understood, without the page of usage that comes after it.
fn one_sentence(error: &clap::Error) -> String {
    let text = error.to_string();
    let said: Vec<&str> = text
        .lines()
        .take_while(|line| !line.starts_with("Usage:"))
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with("For more information"))
        .collect();
    let said = said.join(" ");
    format!(
        "{} (footbridge --help says more).",
        said.trim_start_matches("error: ").trim_end_matches('.')
    )
}

/// How a command that was carried out ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// All is well: exit status 0.
    Done,
    /// Done, but a person should look: exit status 1.
    NeedsAttention,
}
