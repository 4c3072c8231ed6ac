//! `footbridge analyse` about people and what hangs on them, and `footbridge whatif`.

use std::io::{self, IsTerminal as _, Write as _};
use std::sync::Mutex;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use app::influence::{Asked, Supposed, Told, answer, rank_stability, what_if};
use app::measure::Block;
use app::{AppError, Draws, Seen, Watch};
use clap::Args;
use serde_json::Value;

use crate::arguments::Question;
use crate::{Outcome, say};

/// After so long a person at a terminal is told how far it is, and then as often.
const PATIENCE: Duration = Duration::from_secs(1);

#[derive(Debug, Clone, Args)]
pub(crate) struct InfluenceArguments {
    /// With authority: for this proposal, by its title [default: in general].
    #[arg(long, value_name = "TITLE")]
    proposal: Option<String>,
    /// With introductions: who asks.
    #[arg(long, value_name = "NAME")]
    from: Option<String>,
    /// With introductions: a person or an organisation to meet.
    #[arg(long, value_name = "NAME")]
    to: Option<String>,
    #[command(flatten)]
    tried: TriedArguments,
}

#[derive(Debug, Clone, Args)]
pub(crate) struct TriedArguments {
    /// On how many plausible versions of an incomplete map it is tried; where a map is very large on fewer, and the
    /// answer says so.
    #[arg(long, value_name = "N", default_value_t = Draws::default().draws, value_parser = clap::value_parser!(u32).range(..=100_000))]
    draws: u32,
    /// What they are drawn from; the same gives the same.
    #[arg(long, value_name = "N", default_value_t = Draws::default().seed)]
    seed: u64,
}

#[derive(Debug, Clone, Args)]
#[group(required = true, multiple = false, id = "supposition")]
pub(crate) struct WhatIfArguments {
    /// Without this person or organisation.
    #[arg(long, value_name = "NAME", group = "supposition")]
    without: Option<String>,
    /// With these two working together at the level given by --level.
    #[arg(long, num_args = 2, value_names = ["NAME", "NAME"], group = "supposition", requires = "level")]
    tie: Option<Vec<String>>,
}

impl TriedArguments {
    const fn draws(&self) -> Draws {
        Draws {
            draws: self.draws,
            seed: self.seed,
        }
    }
}

impl Question {
    /// The question as the use case asks it; `None` for those that are asked elsewhere.
    pub(crate) fn about_people(self, options: &InfluenceArguments) -> Result<Option<Asked>> {
        Ok(Some(match self {
            Self::Gaps | Self::Influence | Self::Promises => return Ok(None),
            Self::Authority => Asked::Authority {
                proposal: options.proposal.clone(),
            },
            Self::Brokers => Asked::Brokers,
            Self::Failure => Asked::Failure,
            Self::Lines => Asked::Lines,
            Self::Stability => Asked::Stability,
            Self::Views => Asked::Views,
            Self::Introductions => Asked::Introductions {
                from: options
                    .from
                    .clone()
                    .context("Say who asks for the introduction, with --from NAME.")?,
                to: options
                    .to
                    .clone()
                    .context("Say whom they would meet, with --to NAME.")?,
            },
        }))
    }
}

/// Answers one of the questions about people.
pub(crate) fn analyse(
    seen: &Seen,
    asked: &Asked,
    options: &InfluenceArguments,
    json: bool,
) -> Result<Outcome> {
    let draws = options.tried.draws();
    let told = patiently(|watch| answer(seen, asked, draws, watch))?;
    tell(&told, json)
}

/// Puts beside each leader of an answer on influence how sure their place as a go-between is.
pub(crate) fn with_stability(
    answer: &mut Value,
    seen: &Seen,
    options: &InfluenceArguments,
) -> Result<()> {
    let draws = options.tried.draws();
    let found = patiently(|watch| rank_stability(seen, draws, watch))?;
    let mut ranges = found.leaders;
    if let Some(answer) = answer.as_object_mut() {
        answer.insert("tried".to_owned(), found.tried);
    }
    if let (Some(findings), Some(finding)) = (
        answer.get_mut("findings").and_then(Value::as_array_mut),
        found.finding,
    ) {
        findings.push(serde_json::to_value(finding)?);
    }
    let leaders = answer.get_mut("leaders").and_then(Value::as_array_mut);
    for leader in leaders.into_iter().flatten() {
        let id = leader.get("id").and_then(Value::as_str);
        let range = id.and_then(|id| ranges.remove(id));
        if let Some(leader) = leader.as_object_mut() {
            // Not known is not a range of nothing.
            leader.insert("rank_stability".to_owned(), range.unwrap_or(Value::Null));
        }
    }
    Ok(())
}

/// Answers what would be otherwise.
pub(crate) fn suppose(
    seen: &Seen,
    supposition: &WhatIfArguments,
    level: Option<u8>,
    tried: &TriedArguments,
    json: bool,
) -> Result<Outcome> {
    let supposed = match (&supposition.without, supposition.tie.as_deref()) {
        (Some(name), _) => Supposed::Without(name.clone()),
        (None, Some([a, b])) => Supposed::Tie {
            a: a.clone(),
            b: b.clone(),
            level: level
                .context("Say at which level the two would work together, with --level.")?,
        },
        _ => anyhow::bail!("Say what to suppose: --without NAME, or --tie NAME NAME --level N."),
    };
    let draws = tried.draws();
    let told = patiently(|watch| what_if(seen, &supposed, draws, watch))?;
    tell(&told, json)
}

fn tell(told: &Told, json: bool) -> Result<Outcome> {
    if json {
        say::json(&told.json)?;
        return Ok(Outcome::Done);
    }
    let head = &told.head;
    let known = if told.withheld.is_none() && !told.known.is_empty() {
        format!(" {}.", told.known)
    } else {
        String::new()
    };
    say::line(&format!(
        "{}, as of {}, for {}.{known}",
        head.footprint, head.as_of, head.audience
    ))?;
    for finding in &head.findings {
        say::line(&format!("\u{2022} {}", finding.sentence))?;
        if !finding.what_next.is_empty() {
            say::line(&format!("  Next: {}", finding.what_next))?;
        }
    }
    if !told.blocks.is_empty() {
        say::line("")?;
    }
    for block in &told.blocks {
        match block {
            Block::Line(text) => say::line(text)?,
            Block::Table { headings, rows } => {
                let headings: Vec<&str> = headings.iter().map(String::as_str).collect();
                say::table(&headings, rows)?;
            }
        }
    }
    Ok(Outcome::Done)
}

/// Does the work; at a terminal, says how far it is when it takes long.
fn patiently<T>(work: impl FnOnce(&Watch<'_>) -> Result<T, AppError>) -> Result<T> {
    if !io::stderr().is_terminal() {
        return Ok(work(&Watch::default())?);
    }
    let said: Mutex<(Instant, bool)> = Mutex::new((Instant::now(), false));
    let progress = |done: u32, of: u32| {
        let Ok(mut said) = said.try_lock() else {
            return;
        };
        if said.0.elapsed() >= PATIENCE {
            *said = (Instant::now(), true);
            // A terminal that has gone away cannot be told.
            drop(write!(
                io::stderr(),
                "\rTried {done} of {of} plausible versions of the map; Ctrl+C ends it."
            ));
        }
    };
    let never = AtomicBool::new(false);
    let told = work(&Watch::new(&progress, &never));
    if said.lock().is_ok_and(|said| said.1) {
        write!(io::stderr(), "\r\u{1b}[2K")?;
    }
    Ok(told?)
}
