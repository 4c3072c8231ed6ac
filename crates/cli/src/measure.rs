//! `footbridge measure`: every measure on anybody's graph file.

use std::io::{self, BufWriter, IsTerminal as _, Write as _};
use std::path::PathBuf;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use anyhow::Result;
use app::AppError;
use app::measure::{Block, MeasureOptions, MeasuredFile, TwoMode, measure, read, told};
use clap::Args;

use crate::{Outcome, say};

/// After so long a person at a terminal is told that it goes on.
const PATIENCE: Duration = Duration::from_secs(2);

#[derive(Debug, Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a flag of its own on the command line"
)]
pub(crate) struct MeasureArguments {
    /// The graph.
    graph: PathBuf,
    /// What weighs the ties: strength (more is closer), distance (more is farther), none, the name of a number on
    /// them, or NAME=distance [default: the number called weight, or the only one there is, as strength].
    #[arg(long, value_name = "WHAT")]
    weight: Option<String>,
    /// The attribute of nodes that groups them, for E-I, brokers' roles and densities.
    #[arg(long, value_name = "ATTRIBUTE")]
    group: Option<String>,
    /// Take every tie as leading from its first node to its second [default: as the file says].
    #[arg(long, conflicts_with = "undirected")]
    directed: bool,
    /// Take every tie as leading either way.
    #[arg(long)]
    undirected: bool,
    /// The attribute that says of which of two kinds a node is [default: found out, where every tie bears it out].
    #[arg(long, value_name = "ATTRIBUTE", conflicts_with = "one_mode")]
    two_mode: Option<String>,
    /// Do not look for two kinds of node.
    #[arg(long)]
    one_mode: bool,
    /// Where a Pajek file holds several relations, the one to measure, by number or name [default: the first].
    #[arg(long, value_name = "RELATION")]
    relation: Option<String>,
    /// Only this measure, by its name in the JSON; may be given several times.
    #[arg(long = "measure", value_name = "NAME")]
    measures: Vec<String>,
    /// How many nodes are named; --json always has all.
    #[arg(long, value_name = "N", default_value_t = 10)]
    top: usize,
    /// What shuffles and samples are drawn from.
    #[arg(long, default_value_t = MeasureOptions::default().seed)]
    seed: u64,
    /// How often groups are shuffled to see what chance would give.
    #[arg(long, value_name = "N", default_value_t = MeasureOptions::default().permutations)]
    permutations: u32,
    /// On how many threads; 0 is as many as the computer has. The figures are the same on any number.
    #[arg(long, value_name = "N", default_value_t = 0)]
    threads: usize,
    /// Follow the paths from every node, where above 20,000 nodes some figures would be estimated from those of 2,000.
    /// It may take minutes.
    #[arg(long)]
    exact: bool,
}

impl MeasureArguments {
    fn options(&self) -> MeasureOptions {
        MeasureOptions {
            weight: self.weight.clone(),
            directed: match (self.directed, self.undirected) {
                (true, _) => Some(true),
                (_, true) => Some(false),
                _ => None,
            },
            group: self.group.clone(),
            two_mode: match &self.two_mode {
                Some(attribute) => TwoMode::By(attribute.clone()),
                None if self.one_mode => TwoMode::No,
                None => TwoMode::Found,
            },
            relation: self.relation.clone(),
            only: self.measures.clone(),
            seed: self.seed,
            permutations: self.permutations,
            threads: self.threads.min(256),
            exact: self.exact,
        }
    }
}

/// Reads, measures and tells.
pub(crate) fn run(asked: &MeasureArguments, json: bool) -> Result<Outcome> {
    let options = asked.options();
    let graph = read(&asked.graph, &options)?;
    let what = format!("{} nodes and {} ties", graph.nodes.len(), graph.ties.len());
    let measured = patiently(&what, || measure(&asked.graph, &graph, &options))?;
    drop(graph);
    if json {
        write(&measured)?;
    } else {
        for block in told(&measured, asked.top, &asked.measures) {
            match block {
                Block::Line(text) => say::line(&text)?,
                Block::Table { headings, rows } => {
                    let headings: Vec<&str> = headings.iter().map(String::as_str).collect();
                    say::table(&headings, &rows)?;
                }
            }
        }
    }
    Ok(if measured.needs_attention() {
        Outcome::NeedsAttention
    } else {
        Outcome::Done
    })
}

/// Writes the document piece by piece: of a large graph it is larger than all that was measured.
fn write(measured: &MeasuredFile) -> Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    let written = serde_json::to_writer_pretty(&mut out, measured)
        .map_err(io::Error::from)
        .and_then(|()| writeln!(out))
        .and_then(|()| out.flush());
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => Ok(other?),
    }
}

/// Does the work; at a terminal, says that it goes on when it takes long.
fn patiently(
    what: &str,
    work: impl FnOnce() -> Result<MeasuredFile, AppError> + Send,
) -> Result<MeasuredFile> {
    if !io::stderr().is_terminal() {
        return Ok(work()?);
    }
    std::thread::scope(|scope| {
        let (done, wait) = mpsc::channel::<()>();
        let worker = scope.spawn(move || {
            let result = work();
            drop(done);
            result
        });
        let begun = Instant::now();
        let mut said = false;
        let mut pause = PATIENCE;
        while wait.recv_timeout(pause) == Err(mpsc::RecvTimeoutError::Timeout) {
            pause = Duration::from_secs(1);
            said = true;
            let seconds = begun.elapsed().as_secs();
            write!(
                io::stderr(),
                "\rMeasuring {what}, {seconds} s so far; Ctrl+C ends it."
            )?;
            io::stderr().flush()?;
        }
        if said {
            write!(io::stderr(), "\r\u{1b}[2K")?;
        }
        match worker.join() {
            Ok(result) => Ok(result?),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}
