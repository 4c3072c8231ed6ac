//! The commands: each opens the document, does its one thing, publishes, and says what happened.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, Result, bail};
use app::person::Others;
use app::wire::{ImportAnswer, MapOptions, MapSupposing, PaperDetails, QuickChoice, Start};
use app::{
    Lens, Listing, Now, Seen, Session, Settings, answers, fresh_ids, imports, papers, person,
    quick, usual_day,
};
use domain::{Audience, Edit, EntityKind};
use serde::Serialize;
use serde_json::{Map as Object, Value, json};

use crate::Outcome;
use crate::arguments::{Arguments, Command, Question, Section};
use crate::influence::InfluenceArguments;
use crate::{influence, measure, safekeeping, say};

/// Carries out what was asked.
pub(crate) fn run(arguments: &Arguments) -> Result<Outcome> {
    let desk = Desk::of(arguments)?;
    match &arguments.command {
        Command::New { list: true, .. } => desk.list_references(),
        Command::New {
            file,
            name,
            from_reference,
            example,
            ..
        } => {
            let file = file.as_deref().context("Say which file to make.")?;
            desk.new_document(file, name.as_deref(), from_reference.as_deref(), *example)
        }
        Command::Import {
            file,
            sources,
            read_as,
            mapping,
            dry_run,
            yes,
        } => desk.import(file, sources, read_as.as_deref(), mapping, *dry_run, *yes),
        Command::List { file, kind } => desk.list(file, kind),
        Command::Add {
            file,
            line,
            choices,
            dry_run,
        } => desk.add(file, line, choices, *dry_run),
        Command::Edit {
            file,
            edits,
            together,
        } => desk.edit(file, edits.as_deref(), together.as_deref()),
        Command::Undo { file, steps } => desk.turn(file, *steps, Turn::Undo),
        Command::Redo { file, steps } => desk.turn(file, *steps, Turn::Redo),
        Command::History { file, limit } => desk.history(file, *limit),
        Command::Analyse {
            file,
            question,
            options,
        } => match question.about_people(options)? {
            None => desk.analyse(file, *question, options),
            Some(asked) => {
                let session = desk.open(file)?;
                let seen = desk.seen(&session, Audience::Working)?;
                influence::analyse(&seen, &asked, options, arguments.json)
            }
        },
        Command::WhatIf {
            file,
            supposition,
            level,
            tried,
        } => {
            let session = desk.open(file)?;
            let seen = desk.seen(&session, Audience::Working)?;
            influence::suppose(&seen, supposition, *level, tried, arguments.json)
        }
        Command::Draw {
            file,
            to,
            section,
            show,
            minimum_level,
            no_gaps,
            unassessed,
            colour_by,
            size_by,
            group_by,
            without,
        } => {
            if without.is_some() && matches!(section, Section::Gaps) {
                bail!(
                    "--without draws the map as if somebody were not there; leave out --section gaps."
                );
            }
            let what = match section {
                Section::Map => papers::What::Map,
                Section::Gaps => papers::What::Gaps,
            };
            if group_by == "organisation" && show != "leaders" {
                bail!(
                    "--group-by organisation groups leaders drawn alone, and with --show {show} every organisation is a mark or a region already; leave it out, or draw --show leaders."
                );
            }
            let options = MapOptions {
                show: show.clone(),
                gaps: !no_gaps,
                minimum_level: *minimum_level,
                unassessed: *unassessed,
                colour_by: colour_by.clone(),
                size_by: size_by.clone(),
                group_by: group_by.clone(),
                supposing: without.clone().map(|key| MapSupposing::Without { key }),
                ..MapOptions::default()
            };
            desk.export(
                file,
                to,
                what,
                PaperDetails::default(),
                options,
                Audience::Working,
            )
        }
        Command::Export {
            file,
            to,
            table,
            subject,
            for_whom,
            item,
            status,
        } => {
            let ending = to
                .extension()
                .map(|ending| ending.to_string_lossy().to_lowercase());
            let what = if ending.as_deref() == Some("csv") {
                papers::What::from_key(table)?
            } else {
                papers::What::BoardPaper
            };
            let details = PaperDetails {
                subject: subject.clone(),
                for_whom: for_whom.clone(),
                item: item.clone(),
                status: status.clone(),
            };
            desk.export(
                file,
                to,
                what,
                details,
                MapOptions::default(),
                Audience::Board,
            )
        }
        Command::Measure(asked) => measure::run(asked, arguments.json),
        Command::Person {
            file,
            name,
            to,
            number_others,
            erase,
            copies_too,
            yes,
        } => {
            if *erase {
                return desk.erase(file, name, *copies_too, *yes);
            }
            let others = if *number_others {
                Others::Numbered
            } else {
                Others::Named
            };
            desk.person(file, name, to.as_deref(), others)
        }
        Command::Check {
            file,
            repair: true,
            to,
        } => desk.repair(file, to.as_deref()),
        Command::Check { file, .. } => desk.check(file),
        Command::Compare { a, b } => desk.compare(a, b),
        Command::Merge { a, b, to, choices } => desk.merge(a, b, to, choices),
        Command::Backup { file, list } => desk.backup(file, *list),
        Command::Restore { file, to, number } => desk.restore(file, *number, to),
        Command::Passphrase {
            file,
            set,
            remove,
            yes,
        } => desk.passphrase(file, set.as_deref(), *remove, *yes),
    }
}

/// What every command needs: where things are, what time it is, whose eyes.
pub(crate) struct Desk<'a> {
    pub(crate) arguments: &'a Arguments,
    pub(crate) settings: Settings,
    pub(crate) now: Now,
    pub(crate) passphrase: Option<app::Passphrase>,
    audience: Option<Audience>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    Undo,
    Redo,
}

impl<'a> Desk<'a> {
    fn of(arguments: &'a Arguments) -> Result<Self> {
        let mut settings = Settings::of_this_computer();
        if let Some(author) = &arguments.author {
            settings.author.clone_from(author);
        }
        let audience = arguments
            .audience
            .as_deref()
            .map(app::choices::audience)
            .transpose()?;
        Ok(Self {
            arguments,
            settings,
            now: now(),
            passphrase: arguments
                .passphrase_file
                .as_deref()
                .map(safekeeping::passphrase_from)
                .transpose()?,
            audience,
        })
    }

    /// Opens the document. Another command that has it is waited for a little: commands are short.
    pub(crate) fn open(&self, file: &Path) -> Result<Session> {
        const TRIES: u32 = 40;
        const PAUSE: std::time::Duration = std::time::Duration::from_millis(100);
        let mut tries = 0;
        loop {
            let passphrase = self.passphrase.as_ref();
            match Session::open_with(file, passphrase, &self.settings, &self.now) {
                Err(error) if error.is_held_by_another() && tries < TRIES => {
                    tries += 1;
                    std::thread::sleep(PAUSE);
                }
                Err(error) => return Err(error.into()),
                Ok(session) => {
                    if let Some(noteworthy) = session.document().opening().sentence() {
                        say::aside(&noteworthy)?;
                    }
                    return Ok(session);
                }
            }
        }
    }

    /// Publishes and closes after edits that are durable already. When publishing fails that is said, and the command
    /// is done all the same: doing it again would do it twice.
    pub(crate) fn leave(&self, session: Session) -> Result<Outcome> {
        match session.close(&self.now) {
            Ok(()) => Ok(Outcome::Done),
            Err(error) => {
                say::aside(&error.to_string())?;
                Ok(Outcome::NeedsAttention)
            }
        }
    }

    /// What is asked for, seen by the audience and on the day chosen.
    fn seen(&self, session: &Session, usual: Audience) -> Result<Seen> {
        let map = match self.arguments.known_on.as_deref() {
            None => session.map(),
            Some(text) => {
                let day = self.day(text)?;
                if day >= self.now.today {
                    bail!(
                        "{text} is not over yet, so what was known on it is not settled; leave --known-on out, or name a day that is past."
                    );
                }
                Arc::new(session.map_as_known(day, &jiff::tz::TimeZone::system())?)
            }
        };
        let as_of = match self.arguments.as_of.as_deref() {
            None => usual_day(&map, self.now.today),
            Some(text) => self.day(text)?,
        };
        let lens = Lens {
            audience: self.audience.unwrap_or(usual),
            as_of,
        };
        Ok(Seen::of(&map, session.document().revision(), lens))
    }

    /// A day as it is typed.
    fn day(&self, text: &str) -> Result<jiff::civil::Date> {
        if text == "today" {
            return Ok(self.now.today);
        }
        text.parse().ok().with_context(|| {
            format!("\u{201c}{text}\u{201d} is not a day; write it as year-month-day, such as 2026-03-05.")
        })
    }

    fn list_references(&self) -> Result<Outcome> {
        let all = answers::references();
        if self.arguments.json {
            say::json(&json!({ "footprints": all, "attribution": app::attribution() }))?;
        } else {
            let rows: Vec<_> = all
                .iter()
                .map(|f| {
                    vec![
                        f.code.clone(),
                        f.name.clone(),
                        f.organisations.to_string(),
                        f.era.clone(),
                    ]
                })
                .collect();
            say::table(&["Code", "Name", "Organisations", "Era"], &rows)?;
            say::line(app::attribution())?;
        }
        Ok(Outcome::Done)
    }

    /// Everything held about one person: printed, or written where it is asked for.
    fn person(
        &self,
        file: &Path,
        name: &str,
        to: Option<&Path>,
        others: Others,
    ) -> Result<Outcome> {
        let session = self.open(file)?;
        let held = person::held_in(&session, name, others)?;
        let written = to
            .map(|to| person::write(&held, to, self.now.today))
            .transpose()?
            .unwrap_or_default();
        if self.arguments.json {
            let mut answer = serde_json::to_value(&held)?;
            if others == Others::Numbered
                && let Some(object) = answer.as_object_mut()
            {
                // Who they are is not part of what is handed over.
                object.remove("others");
            }
            say::json(&answer)?;
        } else if to.is_none() {
            for line in person::in_lines(&held) {
                say::line(&line)?;
            }
        }
        for path in written {
            say::aside(&format!("Wrote {}.", path.display()))?;
        }
        self.leave(session)
    }

    fn new_document(
        &self,
        file: &Path,
        name: Option<&str>,
        reference: Option<&str>,
        example: bool,
    ) -> Result<Outcome> {
        let start = match (example, reference) {
            (true, _) => Start::Example,
            (_, Some(code)) => Start::Reference {
                code: answers::reference_code(code)?,
            },
            _ => Start::Empty {
                name: name.map_or_else(
                    || {
                        file.file_stem()
                            .map_or_else(String::new, |stem| stem.to_string_lossy().into_owned())
                    },
                    str::to_owned,
                ),
            },
        };
        let mut session = Session::create_with(
            file,
            &start,
            self.passphrase.as_ref(),
            &self.settings,
            &self.now,
            &mut fresh_ids(),
        )?;
        if let (Some(name), Start::Reference { .. }) = (name, &start) {
            let footprint = domain::Footprint {
                name: name.to_owned(),
                ..session.map().footprint().clone()
            };
            session.edit(&Edit::DescribeFootprint(footprint), &self.now)?;
        }
        let map = session.map();
        let (name, organisations, leaders) = (
            map.footprint().name.clone(),
            map.organisations().len(),
            map.leaders().len(),
        );
        session.close(&self.now)?;
        if self.arguments.json {
            say::json(&json!({
                "path": file.display().to_string(),
                "footprint": name,
                "organisations": organisations,
                "leaders": leaders,
            }))?;
        } else {
            say::line(&format!(
                "Made {}: {name}, {}, {}.",
                file.display(),
                counted(organisations, "organisation", "organisations"),
                counted(leaders, "leader", "leaders")
            ))?;
        }
        Ok(Outcome::Done)
    }

    fn import(
        &self,
        file: &Path,
        sources: &[PathBuf],
        read_as: Option<&str>,
        mapping: &[String],
        dry_run: bool,
        yes: bool,
    ) -> Result<Outcome> {
        let mut session = self.open(file)?;
        let planned = imports::plan(
            sources,
            read_as,
            mapping,
            &session.map(),
            session.author(),
            &self.now,
            &mut fresh_ids(),
        )?;
        let mut written = false;
        let mut left = Outcome::Done;
        let interactive = !self.arguments.json && !dry_run && !yes;
        if !self.arguments.json {
            report(&planned.answer)?;
        }
        if let Some(edit) = planned.edit.as_ref().filter(|_| !dry_run) {
            let go_on = if interactive {
                say::ask("Import this?")?.unwrap_or(true)
            } else {
                true
            };
            if go_on {
                session.edit(edit, &self.now)?;
                left = self.leave(session)?;
                written = true;
            }
        }
        if self.arguments.json {
            say::json(
                &json!({ "sources": planned.answer.sources, "dry_run": dry_run, "written": written }),
            )?;
        } else if dry_run {
            say::line("A dry run: nothing was written.")?;
        } else if written {
            say::line("Imported, as one step that undo takes back.")?;
        } else if planned.edit.is_none() {
            say::line("Nothing to import: everything is there already.")?;
        } else {
            say::line("Nothing was written.")?;
        }
        Ok(if planned.needs_attention() {
            Outcome::NeedsAttention
        } else {
            left
        })
    }

    fn list(&self, file: &Path, kind: &str) -> Result<Outcome> {
        let Some(entity_kind) = EntityKind::from_key(kind) else {
            let known: Vec<_> = EntityKind::ALL.iter().map(|kind| kind.words()).collect();
            bail!(
                "\u{201c}{kind}\u{201d} is nothing that can be listed; choose {}.",
                known.join(", ")
            );
        };
        let session = self.open(file)?;
        let seen = self.seen(&session, Audience::Working)?;
        let rows = Listing::of(seen.map(), entity_kind);
        if self.arguments.json {
            let mut answer: BTreeMap<String, Answered<'_>> = answers::head_json(&seen)
                .into_iter()
                .chain([
                    ("hidden".to_owned(), json!(seen.map().hidden())),
                    (
                        "closed_organisations".to_owned(),
                        json!(seen.closed_organisations()),
                    ),
                ])
                .map(|(key, value)| (key, Answered::Value(value)))
                .collect();
            answer.insert(entity_kind.words().to_owned(), Answered::Rows(&rows));
            say::json(&answer)?;
        } else {
            print_rows(&rows)?;
            say::line(&counted(
                rows.len(),
                entity_kind.word(),
                entity_kind.words(),
            ))?;
        }
        Ok(Outcome::Done)
    }

    fn add(&self, file: &Path, line: &str, choices: &[String], dry_run: bool) -> Result<Outcome> {
        let choices = choices
            .iter()
            .map(|choice| {
                // A question's id may hold an equals sign; an answer never does.
                let (question, answer) = choice.rsplit_once('=').with_context(|| {
                    format!("\u{201c}{choice}\u{201d} is no choice; write QUESTION=ANSWER as --dry-run shows them.")
                })?;
                Ok(QuickChoice {
                    question: question.to_owned(),
                    answer: answer.to_owned(),
                })
            })
            .collect::<Result<Vec<_>>>()?;
        let mut session = self.open(file)?;
        let mut kept = quick::Kept::default();
        let audience = self.audience.unwrap_or(Audience::Working);
        let typed = quick::Typed::of(line, u32::MAX, &choices);
        let understood = kept.read(&session, audience, typed, &self.now)?;
        let ready = understood.missing.is_none();
        let mut left = if ready {
            Outcome::Done
        } else {
            Outcome::NeedsAttention
        };
        let mut change = None;
        if ready && !dry_run {
            let edit = kept.step(&session, audience, typed, &self.now)?;
            change = Some(session.edit(&edit, &self.now)?);
            left = self.leave(session)?;
        }
        if self.arguments.json {
            let change = change.as_ref().map(app::change_row);
            say::json(
                &json!({ "understood": understood, "dry_run": dry_run, "written": change.is_some(), "change": change }),
            )?;
            return Ok(left);
        }
        for question in &understood.questions {
            say::line(&question.sentence)?;
            for candidate in &question.candidates {
                let mark = if question.chosen.as_ref() == Some(&candidate.answer) {
                    "*"
                } else {
                    " "
                };
                let detail = if candidate.detail.is_empty() {
                    String::new()
                } else {
                    format!(", {}", candidate.detail)
                };
                say::line(&format!(
                    " {mark} {}{detail}  (--choose \"{}={}\")",
                    candidate.name, question.id, candidate.answer
                ))?;
            }
        }
        match (&change, &understood.missing) {
            (Some(change), _) => say::line(&change.words)?,
            (None, Some(missing)) => say::aside(missing)?,
            (None, None) => {
                say::line(&understood.will)?;
                say::line("A dry run: nothing was written.")?;
            }
        }
        Ok(left)
    }

    fn edit(&self, file: &Path, edits: Option<&Path>, together: Option<&str>) -> Result<Outcome> {
        let (name, text) = if let Some(path) = edits.filter(|path| *path != Path::new("-")) {
            let text = std::fs::read_to_string(path).with_context(|| {
                format!(
                    "{} cannot be read; check the name and that it is text",
                    path.display()
                )
            })?;
            (path.display().to_string(), text)
        } else {
            let mut text = String::new();
            std::io::stdin()
                .read_to_string(&mut text)
                .context("Standard input cannot be read; name a file of edits instead")?;
            ("standard input".to_owned(), text)
        };
        let mut session = self.open(file)?;
        let changes = match together {
            None => session.run(&name, &text, &self.now, &mut fresh_ids())?,
            Some(what) => {
                vec![session.run_together(&name, &text, what, &self.now, &mut fresh_ids())?]
            }
        };
        let left = self.leave(session)?;
        if self.arguments.json {
            let changes: Vec<_> = changes.iter().map(app::change_row).collect();
            say::json(&json!({ "edits": changes.len(), "changes": changes }))?;
        } else {
            for change in &changes {
                say::line(&change.words)?;
            }
        }
        Ok(left)
    }

    /// Takes back, or makes again, up to so many steps. Where there are fewer, those there are.
    fn turn(&self, file: &Path, steps: u32, turn: Turn) -> Result<Outcome> {
        let mut session = self.open(file)?;
        let mut words = Vec::new();
        for step in 0..steps {
            let done = match turn {
                Turn::Undo => session.undo(&self.now),
                Turn::Redo => session.redo(&self.now),
            };
            match done {
                Ok(change) => words.push(change.words),
                Err(error) if step > 0 && error.is_nothing_left() => break,
                Err(error) => return Err(error.into()),
            }
        }
        let left = self.leave(session)?;
        let short = words.len() < steps as usize;
        if self.arguments.json {
            let key = if turn == Turn::Undo {
                "undone"
            } else {
                "redone"
            };
            let mut answer = Object::new();
            answer.insert(key.to_owned(), json!(words));
            say::json(&answer)?;
        } else {
            let word = if turn == Turn::Undo {
                "Undone"
            } else {
                "Done again"
            };
            for what in &words {
                say::line(&format!("{word}: {what}"))?;
            }
            if short {
                let count = counted(words.len(), "step", "steps");
                say::line(&format!("There were only {count}."))?;
            }
        }
        Ok(if short { Outcome::NeedsAttention } else { left })
    }

    fn history(&self, file: &Path, limit: usize) -> Result<Outcome> {
        if self
            .audience
            .is_some_and(|audience| audience != Audience::Working)
        {
            return Err(app::AppError::HistoryWithheld.into());
        }
        let session = self.open(file)?;
        let changes: Vec<_> = session
            .document()
            .history(limit)
            .map_err(app::AppError::from)?
            .iter()
            .map(app::change_row)
            .collect();
        if self.arguments.json {
            say::json(&json!({ "footprint": session.map().footprint().name, "changes": changes }))?;
        } else {
            let rows: Vec<_> = changes
                .iter()
                .map(|c| {
                    let what = match c.act.as_str() {
                        "undo" => format!("Undone: {}", c.what),
                        "redo" => format!("Done again: {}", c.what),
                        _ if c.undone => format!("{} (taken back)", c.what),
                        _ => c.what.clone(),
                    };
                    let at = c.at.get(..16).unwrap_or(&c.at).replace('T', " ");
                    vec![c.number.to_string(), at, c.by.clone(), what]
                })
                .collect();
            say::table(&["Step", "When (UTC)", "Who", "What"], &rows)?;
        }
        Ok(Outcome::Done)
    }

    fn analyse(
        &self,
        file: &Path,
        question: Question,
        options: &InfluenceArguments,
    ) -> Result<Outcome> {
        let session = self.open(file)?;
        let seen = self.seen(&session, Audience::Working)?;
        let percent = |share: f64| format!("{:.0} %", share * 100.0);
        match question {
            Question::Gaps => {
                let of = "pairs that must work together are assessed";
                let answer = answers::gaps(&seen);
                if self.arguments.json {
                    say::json(&answer)?;
                } else {
                    say_head(&answer.head, of)?;
                    let rows: Vec<_> = answer
                        .pairs
                        .iter()
                        .map(|p| {
                            vec![
                                format!("{} \u{2013} {}", p.a.label, p.b.label),
                                p.needed.to_string(),
                                range(p.actual.low, p.actual.high, p.actual.assessed),
                                range(p.gap.low, p.gap.high, true),
                                format!("{:.2}", p.priority),
                                p.because.clone(),
                            ]
                        })
                        .collect();
                    say::table(
                        &["Pair", "Needs", "Has", "Gap", "Priority", "Because"],
                        &rows,
                    )?;
                }
            }
            Question::Influence => {
                let of = "pairs of leaders are assessed";
                let answer = answers::influence(&seen);
                if self.arguments.json {
                    let mut answer = serde_json::to_value(&answer)?;
                    influence::with_stability(&mut answer, &seen, options)?;
                    say::json(&answer)?;
                } else {
                    say_head(&answer.head, of)?;
                    if let Some(why) = &answer.withheld {
                        say::line(why)?;
                    }
                    let measure = |leader: &app::wire::LeaderInfluence, name: &str| {
                        leader
                            .measures
                            .get(name)
                            .map_or_else(|| "\u{2013}".to_owned(), |v| format!("{v:.1}"))
                    };
                    let rows: Vec<_> = answer
                        .leaders
                        .iter()
                        .map(|l| {
                            vec![
                                l.name.clone(),
                                l.authority
                                    .map_or_else(|| "not said".to_owned(), |a| a.to_string()),
                                measure(l, "degree"),
                                measure(l, "betweenness"),
                            ]
                        })
                        .collect();
                    // Where somebody stands in short was not tried here: `analyse authority` says it.
                    say::table(
                        &["Leader", "Authority (0-4)", "Works with", "Between"],
                        &rows,
                    )?;
                }
            }
            Question::Promises => {
                let of = "promises have a day to be judged by";
                let answer = answers::promises(&seen);
                if self.arguments.json {
                    say::json(&answer)?;
                } else {
                    say_head(&answer.head, of)?;
                    let rows: Vec<_> = answer
                        .commitments
                        .iter()
                        .map(|c| {
                            vec![
                                c.state_word.clone(),
                                c.due.clone().unwrap_or_default(),
                                if c.days_overdue > 0 {
                                    format!("{} days", c.days_overdue)
                                } else {
                                    String::new()
                                },
                                format!("{} \u{2192} {}", c.from.label, c.to.label),
                                c.what.clone(),
                            ]
                        })
                        .collect();
                    say::table(
                        &["State", "First due", "Overdue", "Who to whom", "What"],
                        &rows,
                    )?;
                    say::line("")?;
                    let rows: Vec<_> = answer
                        .organisations
                        .iter()
                        .map(|o| {
                            vec![
                                o.organisation.label.clone(),
                                format!("{} of {}", o.kept_on_time, o.due),
                                o.interval.map_or_else(String::new, |i| {
                                    format!("{} to {}", percent(i.low), percent(i.high))
                                }),
                                o.open_overdue.to_string(),
                            ]
                        })
                        .collect();
                    say::table(
                        &[
                            "Organisation",
                            "Kept on time",
                            "True rate lies in",
                            "Overdue now",
                        ],
                        &rows,
                    )?;
                }
            }
            // Asked by name of what they need, in `influence`.
            Question::Authority
            | Question::Brokers
            | Question::Failure
            | Question::Lines
            | Question::Introductions
            | Question::Stability
            | Question::Views => {}
        }
        Ok(Outcome::Done)
    }

    fn export(
        &self,
        file: &Path,
        to: &Path,
        what: papers::What,
        details: PaperDetails,
        options: MapOptions,
        usual: Audience,
    ) -> Result<Outcome> {
        let session = self.open(file)?;
        let seen = self.seen(&session, usual)?;
        let asked = papers::Asked {
            what,
            details,
            options,
        };
        let sentence = papers::export(&seen, &asked, to, &self.now)?;
        if self.arguments.json {
            say::json(&json!({ "path": to.display().to_string(), "sentence": sentence }))?;
        } else {
            say::line(&sentence)?;
        }
        Ok(Outcome::Done)
    }

    fn check(&self, file: &Path) -> Result<Outcome> {
        let faults = match self.open(file) {
            Ok(session) => {
                let faults = session.document().check().map_err(app::AppError::from)?;
                self.leave(session)?;
                faults
            }
            // What cannot be opened can be looked into all the same.
            Err(error) if is_damage(&error) => {
                app::safekeeping::check_file(file, &self.settings, self.passphrase.as_ref())?
            }
            Err(error) => return Err(error),
        };
        if self.arguments.json {
            say::json(
                &json!({ "path": file.display().to_string(), "sound": faults.is_empty(), "faults": faults }),
            )?;
        } else if faults.is_empty() {
            say::line(&format!("{} is sound.", file.display()))?;
        } else {
            for fault in &faults {
                say::line(fault)?;
            }
            say::aside(
                "Try `footbridge check --repair`, which mends what it can into a new file.",
            )?;
        }
        Ok(if faults.is_empty() {
            Outcome::Done
        } else {
            Outcome::NeedsAttention
        })
    }
}

fn is_damage(error: &anyhow::Error) -> bool {
    error
        .downcast_ref::<app::AppError>()
        .is_some_and(app::AppError::is_damage)
}

/// The moment, as this computer's clock and time zone have it.
#[expect(
    clippy::disallowed_methods,
    reason = "a face reads the clock and passes it in"
)]
fn now() -> Now {
    Now::from(&jiff::Zoned::now())
}

fn counted(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

fn range(low: u8, high: u8, assessed: bool) -> String {
    if !assessed {
        "?".to_owned()
    } else if low == high {
        low.to_string()
    } else {
        format!("{low} to {high}")
    }
}

fn say_head(head: &app::wire::AnswerHead, of: &str) -> Result<()> {
    say::line(&format!(
        "{}, as of {}{}, for {}. {} of {} {of}.",
        head.footprint,
        head.as_of,
        head.known_on
            .as_ref()
            .map_or_else(String::new, |day| format!(", as it was known on {day}")),
        head.audience,
        head.coverage.assessed,
        head.coverage.possible
    ))?;
    for finding in &head.findings {
        say::line(&format!("\u{2022} {}", finding.sentence))?;
        if !finding.what_next.is_empty() {
            say::line(&format!("  Next: {}", finding.what_next))?;
        }
    }
    say::line("")
}

fn report(answer: &ImportAnswer) -> Result<()> {
    const MOST: usize = 20;
    for source in &answer.sources {
        say::line(&format!(
            "{}, read as {}: {} rows.",
            source.path, source.read_as, source.rows
        ))?;
        let counts = |counts: &std::collections::BTreeMap<String, u32>| {
            if counts.is_empty() {
                "nothing".to_owned()
            } else {
                counts
                    .iter()
                    .map(|(kind, n)| format!("{n} {kind}"))
                    .collect::<Vec<_>>()
                    .join(", ")
            }
        };
        say::line(&format!("  Added:     {}", counts(&source.added)))?;
        say::line(&format!("  Changed:   {}", counts(&source.changed)))?;
        say::line(&format!("  Unchanged: {}", source.unchanged))?;
        let at = |sheet: &Option<String>, row: u32| match sheet {
            Some(sheet) => format!("{sheet}, row {row}"),
            None => format!("Row {row}"),
        };
        for r in source.rejected.iter().take(MOST) {
            say::line(&format!(
                "  Rejected. {}, {} \u{201c}{}\u{201d}: {}",
                at(&r.sheet, r.row),
                r.column,
                r.value,
                r.reason
            ))?;
        }
        more(source.rejected.len(), MOST, "rejected")?;
        for q in source.questions.iter().take(MOST) {
            let candidates = if q.candidates.is_empty() {
                String::new()
            } else {
                format!(" ({})", q.candidates.join("; "))
            };
            say::line(&format!(
                "  Asked. {}: {}{candidates}",
                at(&q.sheet, q.row),
                q.reason
            ))?;
        }
        more(source.questions.len(), MOST, "asked")?;
        for n in source.notices.iter().take(MOST) {
            let rows = match n.rows.as_slice() {
                [] => String::new(),
                [one] => format!(", row {one}"),
                [first, .., last] => format!(", {} rows from {first} to {last}", n.rows.len()),
            };
            let column = if n.column.is_empty() {
                String::new()
            } else {
                format!(", {}", n.column)
            };
            let place = n.sheet.clone().unwrap_or_else(|| "File".to_owned());
            say::line(&format!("  Noticed. {place}{column}{rows}: {}", n.sentence))?;
        }
        more(source.notices.len(), MOST, "noticed")?;
    }
    Ok(())
}

fn more(all: usize, shown: usize, word: &str) -> Result<()> {
    if all > shown {
        say::line(&format!(
            "  \u{2026} and {} more {word}; --json lists them all.",
            all - shown
        ))?;
    }
    Ok(())
}

/// Rows as a table of what a person reads: names and words, not ids.
/// One part of an answer: a value, or rows that are written as they are made.
#[derive(Serialize)]
#[serde(untagged)]
enum Answered<'a> {
    Value(Value),
    Rows(&'a Listing<'a>),
}

fn print_rows(rows: &Listing<'_>) -> Result<()> {
    const SHOWN: [&str; 16] = [
        "name",
        "label",
        "title",
        "what",
        "kind",
        "from",
        "to",
        "a",
        "b",
        "leader",
        "organisation",
        "level",
        "state",
        "due",
        "date",
        "text",
    ];
    let text = |value: Option<&Value>| -> String {
        match value {
            None | Some(Value::Null) => String::new(),
            Some(Value::String(text)) => text.clone(),
            Some(Value::Object(object)) => object
                .get("label")
                .or_else(|| object.get("name"))
                .and_then(Value::as_str)
                .unwrap_or_default()
                .to_owned(),
            Some(other) => other.to_string(),
        }
    };
    let mut is_present = [false; SHOWN.len()];
    let mut cells: Vec<Vec<String>> = Vec::with_capacity(rows.len());
    for row in rows.rows() {
        for (present, key) in is_present.iter_mut().zip(SHOWN) {
            *present |= row.get(key).is_some_and(|value| !value.is_null());
        }
        cells.push(SHOWN.iter().map(|key| text(row.get(*key))).collect());
    }
    if cells.is_empty() {
        return Ok(());
    }
    let keep = |index: &usize| is_present[*index];
    let headings: Vec<&str> = (0..SHOWN.len()).filter(keep).map(|at| SHOWN[at]).collect();
    for row in &mut cells {
        *row = (0..SHOWN.len())
            .filter(keep)
            .map(|at| std::mem::take(&mut row[at]))
            .collect();
    }
    say::table(&headings, &cells)
}
