//! Writing on standard output: words for a person, JSON for a program. A reader that goes away ends the program quietly.

use std::io::{self, IsTerminal as _, Write as _};

use anyhow::Result;
use serde::Serialize;

/// Writes one line.
pub(crate) fn line(text: &str) -> Result<()> {
    quietly(writeln!(io::stdout(), "{text}"))
}

/// Writes one JSON document.
pub(crate) fn json<T: Serialize>(value: &T) -> Result<()> {
    // Written as it is made: a national footprint's rows are far larger as text than as what they come from.
    let mut out = io::BufWriter::new(io::stdout().lock());
    match serde_json::to_writer_pretty(&mut out, value) {
        Err(error) if error.is_io() => quietly(Err(error.into())),
        Err(error) => Err(error.into()),
        Ok(()) => quietly(writeln!(out).and_then(|()| out.flush())),
    }
}

/// Says something beside the answer, on standard error.
pub(crate) fn aside(text: &str) -> Result<()> {
    quietly(writeln!(io::stderr(), "footbridge: {text}"))
}

/// Asks a question that is answered yes or no. `None` where nobody is there to answer.
pub(crate) fn ask(question: &str) -> Result<Option<bool>> {
    if !(io::stdin().is_terminal() && io::stdout().is_terminal()) {
        return Ok(None);
    }
    write!(io::stdout(), "{question} [y/N] ")?;
    io::stdout().flush()?;
    let mut answer = String::new();
    io::stdin().read_line(&mut answer)?;
    Ok(Some(matches!(
        answer.trim().to_lowercase().as_str(),
        "y" | "yes"
    )))
}

/// A table with columns as wide as their longest cell, cut at a width a terminal has.
pub(crate) fn table(headings: &[&str], rows: &[Vec<String>]) -> Result<()> {
    const WIDEST: usize = 60;
    let cut = |text: &str| -> String {
        if text.chars().count() <= WIDEST {
            text.to_owned()
        } else {
            let mut short: String = text.chars().take(WIDEST - 1).collect();
            short.push('\u{2026}');
            short
        }
    };
    let cells: Vec<Vec<String>> =
        std::iter::once(headings.iter().map(|h| (*h).to_owned()).collect())
            .chain(
                rows.iter()
                    .map(|row| row.iter().map(|cell| cut(cell)).collect()),
            )
            .collect();
    let widths: Vec<usize> = (0..headings.len())
        .map(|column| {
            cells
                .iter()
                .filter_map(|row: &Vec<String>| row.get(column))
                .map(|c| c.chars().count())
                .max()
                .unwrap_or(0)
        })
        .collect();
    for row in &cells {
        let text: String = row
            .iter()
            .zip(&widths)
            .map(|(cell, width)| format!("{cell:<width$}"))
            .collect::<Vec<_>>()
            .join("  ");
        line(text.trim_end())?;
    }
    Ok(())
}

fn quietly(written: io::Result<()>) -> Result<()> {
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => Ok(other?),
    }
}
