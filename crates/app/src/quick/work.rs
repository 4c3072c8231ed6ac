//! Clauses about shared work and promises, and what kind of clause is which.

use domain::{
    Commitment, CommitmentAct, CommitmentEvent, CommitmentSide, Confidentiality, Edit, EntityRef,
    Interdependence, Involvement, OrganisationId, Part, Party, Record, Workstream, WorkstreamId,
};
use jiff::civil::Date;

use super::day::{Lean, day_at};
use super::index::{Fit, Want};
use super::reader::{Reader, Stretch, Use, shortened, written_name};
use super::text::{Sort, words};
use super::vocabulary::{PROMISES, interdependence_called, listed};
use super::{Candidate, What};
use crate::parties::in_words;
use crate::sentence::capital;

/// Words that say an organisation's part in shared work.
const PARTS: &[(&[&str], Part)] = &[
    (&["led", "by"], Part::Leads),
    (&["lead", "by"], Part::Leads),
    (&["lead"], Part::Leads),
    (&["leads"], Part::Leads),
    (&["with"], Part::Contributes),
    (&["contributing"], Part::Contributes),
    (&["contributes"], Part::Contributes),
    (&["contributors"], Part::Contributes),
    (&["partners"], Part::Contributes),
    (&["affecting"], Part::Affected),
    (&["affects"], Part::Affected),
    (&["affected"], Part::Affected),
];

impl Reader<'_> {
    /// Reads every clause of the line.
    pub(super) fn clauses(&mut self) {
        let all = 0..self.tokens.len();
        let pieces = self.parted_at(&all, |reader, at| {
            reader.tokens[at].is_sign(';') || reader.ends_a_sentence(at)
        });
        let mut at = 0;
        while at < pieces.len() {
            let mut clause = self.tight(&pieces[at]);
            at += 1;
            if clause.is_empty() {
                continue;
            }
            if self.conversation_in(&clause).is_some() {
                // What was said may hold any signs; only a clause that is surely about something else ends it.
                while at < pieces.len() && !self.is_surely_another(&pieces[at]) {
                    clause.end = pieces[at].end;
                    at += 1;
                }
                self.conversation(&clause);
            } else {
                self.clause(&clause);
            }
        }
    }

    /// A full stop before a verb begins a clause as a semicolon does.
    fn ends_a_sentence(&self, at: usize) -> bool {
        let all = at + 1..self.tokens.len();
        self.tokens[at].is_sign('.')
            && self.tokens.get(at + 1).is_some_and(|next| next.gap)
            && (self
                .relation_in(&(at + 1..self.tokens.len().min(at + 5)))
                .is_some_and(|(found, ..)| found == at + 1)
                || self
                    .need_in(&all)
                    .is_some_and(|(found, length)| found == at + 1 && length == 1)
                || self.is_work(&all))
    }

    fn is_surely_another(&self, clause: &Stretch) -> bool {
        let clause = self.tight(clause);
        if clause.is_empty() {
            return false;
        }
        let known = |stretch: &Stretch| {
            let stretch = self.tight(stretch);
            !stretch.is_empty()
                && self
                    .best_fit(&stretch, Want::PARTY)
                    .is_some_and(|fit| fit <= Fit::Short)
        };
        if let Some((at, length, _)) = self.relation_in(&clause) {
            let (name, _) = self.name_and_said(&(at + length..clause.end), Want::PARTY);
            let subject = clause.start..at;
            return known(&name) && (known(&subject) || self.tight(&subject).is_empty());
        }
        let first = self
            .parted_at(&clause, |reader, at| reader.tokens[at].is_sign(','))
            .into_iter()
            .next()
            .unwrap_or(clause);
        let (name, said) = self.name_and_said(&first, Want::PARTY);
        !said.is_empty()
            && self
                .names(&name, Want::PARTY, Some(2))
                .is_some_and(|two| two.iter().all(known))
    }

    fn clause(&mut self, clause: &Stretch) {
        if self.is_work(clause) {
            self.work(clause);
            return;
        }
        if let Some((at, length)) = self.need_in(clause)
            && self.is_a_need(clause, at, length)
        {
            self.need(clause, at, length);
            return;
        }
        // The verb that comes first says what the clause is about.
        let promise = self.promise_in(clause);
        let leaving = self.leaving_in(clause);
        let relation = self.relation_in(clause);
        let first = [
            promise.map(|(at, ..)| at),
            leaving.map(|(at, _)| at),
            relation.map(|(at, ..)| at),
        ]
        .into_iter()
        .flatten()
        .min();
        match first {
            Some(first) if promise.is_some_and(|(at, ..)| at == first) => {
                if let Some((at, length, asked)) = promise {
                    self.promise(clause, at, length, asked);
                }
            }
            Some(first) if leaving.is_some_and(|(at, _)| at == first) => {
                if let Some((at, length)) = leaving {
                    self.leaving(clause, at, length);
                }
            }
            Some(_) => {
                if let Some((at, length, relating)) = relation {
                    self.relation(clause, at, length, relating);
                }
            }
            None => {
                if !self.pair(clause) {
                    self.entry(clause);
                }
            }
        }
    }

    fn is_a_need(&self, clause: &Stretch, at: usize, length: usize) -> bool {
        let first = self.tight(&(clause.start..at)).is_empty();
        let says_level = at + length < clause.end
            && self.is_all_said(&(at + length..(at + length + 1).min(clause.end)));
        first || length > 1 || says_level
    }

    // ----- shared work -----

    fn is_work(&self, clause: &Stretch) -> bool {
        let start = self.work_starts(clause);
        self.says(start, clause.end, &["workstream"])
            || self.says(start, clause.end, &["work", "stream"])
    }

    fn work_starts(&self, clause: &Stretch) -> usize {
        clause
            .clone()
            .find(|at| !matches!(self.tokens[*at].fold.as_str(), "add" | "new" | "a"))
            .unwrap_or(clause.start)
    }

    /// "workstream Frailty: lead Vale Council, with Mill Trust, Harrow Down".
    fn work(&mut self, clause: &Stretch) {
        let start = self.work_starts(clause);
        let start = start
            + if self.tokens[start].is("workstream") {
                1
            } else {
                2
            };
        self.say(&(clause.start..start), What::Verb, "");
        let rest = self.tight(&(start..clause.end));
        let colon = self
            .open_tokens(&rest)
            .into_iter()
            .find(|at| self.tokens[*at].is_sign(':'));
        let from = colon.map_or(rest.start, |colon| colon + 1);
        let mut cuts: Vec<(usize, usize, Part)> = Vec::new();
        for at in self.open_tokens(&(from..rest.end)) {
            let after_last = cuts
                .last()
                .is_none_or(|(cut, length, _)| at >= cut + length);
            if let Some((length, part)) = self.phrase_at(at, rest.end, PARTS)
                && after_last
                && at > rest.start
            {
                cuts.push((at, length, *part));
            }
        }
        let name_end = colon
            .or(cuts.first().map(|(at, ..)| *at))
            .unwrap_or_else(|| {
                self.open_tokens(&rest)
                    .into_iter()
                    .find(|at| self.tokens[*at].is_sign(','))
                    .unwrap_or(rest.end)
            });
        let name = self.tight(&(rest.start..name_end));
        if words(&self.name_text(&name)).is_empty() {
            self.unclear(
                &(clause.start..start),
                "Say what the workstream is called: write its name after the word.",
            );
            return;
        }
        let mut said = WorkSaid::default();
        let first = cuts.first().map_or(rest.end, |(at, ..)| *at);
        let before = colon.map_or(name_end, |colon| colon + 1)..first;
        self.work_pieces(&before, None, &mut said);
        for (number, (at, length, part)) in cuts.iter().enumerate() {
            self.say(&(*at..at + length), What::Verb, "");
            let end = cuts.get(number + 1).map_or(rest.end, |(next, ..)| *next);
            self.work_pieces(&(at + length..end), Some(*part), &mut said);
        }
        self.work_said(&name, &said);
    }

    fn work_pieces(&mut self, stretch: &Stretch, part: Option<Part>, said: &mut WorkSaid) {
        let stretch = self.tight(stretch);
        if stretch.is_empty() {
            return;
        }
        let pieces: Vec<Stretch> = self
            .parted_at(&stretch, |reader, at| reader.tokens[at].is_sign(','))
            .iter()
            .map(|piece| self.tight(piece))
            .filter(|piece| !piece.is_empty())
            .collect();
        for piece in self.joined(&pieces) {
            if let Some(interdependence) = interdependence_called(&self.folds(&piece)) {
                self.say(&piece, What::Detail, interdependence.word());
                said.interdependence = Some(interdependence);
                continue;
            }
            if let Some((until, day)) = self.work_day(&piece) {
                let joint = if until { "until" } else { "from" };
                self.say(&piece, What::Day, format!("{joint} {}", in_words(day)));
                *(if until {
                    &mut said.until
                } else {
                    &mut said.from
                }) = Some(day);
                continue;
            }
            let Some(part) = part else {
                let text = shortened(self.text(&piece));
                self.unclear(&piece, format!("Say what \u{201c}{text}\u{201d} does in it: \u{201c}lead\u{201d}, \u{201c}with\u{201d} or \u{201c}affects\u{201d} before the name."));
                continue;
            };
            for name in self
                .names(&piece, Want::ORGANISATION, None)
                .unwrap_or_default()
            {
                match self.whom(&name, Use::ORGANISATION).party() {
                    Some(Party::Organisation(id)) => said.parts.push((id, part)),
                    _ => said.open = true,
                }
            }
        }
    }

    fn work_day(&self, piece: &Stretch) -> Option<(bool, Date)> {
        let (until, lean) = match *self.folds(piece).first()? {
            "from" | "since" | "starting" => (false, Lean::Nearest),
            "until" | "till" | "to" => (true, Lean::Future),
            _ => return None,
        };
        let words = &self.tokens[piece.start + 1..piece.end];
        let (length, day) = day_at(words, self.today, lean)?;
        (length == words.len()).then_some((until, day))
    }

    fn work_said(&mut self, name: &Stretch, said: &WorkSaid) {
        let text = self.name_text(name);
        let span = self.span(name);
        let known = self.known_work(name, &text);
        if let Some(id) = known {
            self.change_work(id, said, name);
            return;
        }
        let called = if self.text(name).chars().any(char::is_uppercase) {
            text.clone()
        } else {
            capital(&text)
        };
        let candidates = Interdependence::ALL
            .iter()
            .map(|value| Candidate {
                answer: value.key().to_owned(),
                name: value.word().to_owned(),
                detail: format!("needs level {}", value.needed_level().number()),
            })
            .collect();
        let interdependence = if let Some(interdependence) = said.interdependence {
            Some(interdependence)
        } else {
            let id = format!("depends:{}", words(&text).join(" "));
            let question = format!("How do those who share {called} depend on one another?");
            self.ask(
                &id,
                span,
                question,
                candidates,
                Some(Interdependence::Reciprocal.key()),
            )
            .and_then(|answer| Interdependence::from_key(&answer))
        };
        self.parts.push(super::Part {
            span,
            what: What::Workstream,
            state: super::State::New,
            entity: None,
            name: called.clone(),
            sentence: "a new workstream".to_owned(),
        });
        let Some(interdependence) = interdependence else {
            return;
        };
        if said.open {
            return;
        }
        let id: WorkstreamId = self.id();
        let mut involvement: Vec<Involvement> = Vec::new();
        for (organisation_id, part) in &said.parts {
            if !involvement
                .iter()
                .any(|known| known.organisation_id == *organisation_id)
            {
                involvement.push(Involvement {
                    organisation_id: *organisation_id,
                    part: *part,
                });
            }
        }
        let words = format!(
            "add workstream {called}{}, {}{}",
            self.parts_in_words(&involvement),
            interdependence.word(),
            said.days_in_words()
        );
        let row = Workstream {
            id,
            name: called,
            summary: None,
            interdependence,
            involvement,
            from: said.from,
            to: said.until,
            objective_id: None,
            confidentiality: Confidentiality::Board,
            record: Record::default(),
        };
        self.will(words, vec![Edit::AddWorkstream(row)]);
    }

    /// The workstream of that name, where there is one or the writer says that it is meant.
    fn known_work(&mut self, name: &Stretch, text: &str) -> Option<WorkstreamId> {
        let span = self.span(name);
        let hits = self.find(text, Want::WORKSTREAM);
        let first = hits.first()?;
        let entry = &self.index.entries[first.entry];
        let mut answer = Some(entry.reference.to_string());
        if first.fit > Fit::Exact {
            let mut candidates: Vec<Candidate> = hits
                .iter()
                .take(6)
                .map(|hit| &self.index.entries[hit.entry])
                .map(|entry| Candidate {
                    answer: entry.reference.to_string(),
                    name: entry.name.clone(),
                    detail: "workstream".to_owned(),
                })
                .collect();
            candidates.push(Candidate {
                answer: "new_workstream".to_owned(),
                name: written_name(text, true),
                detail: "a new workstream".to_owned(),
            });
            let usual = if first.fit == Fit::Weak {
                "new_workstream".to_owned()
            } else {
                entry.reference.to_string()
            };
            let question = format!("Did you mean {}?", entry.name);
            let id = format!("work:{}", words(text).join(" "));
            answer = self.ask(&id, span, question, candidates, Some(&usual));
        }
        match answer?.parse() {
            Ok(EntityRef::Workstream(id)) => {
                let row = self.map.workstream(id)?;
                let name = row.name.clone();
                self.parts.push(super::Part {
                    span,
                    what: What::Workstream,
                    state: super::State::Found,
                    entity: Some(id.into()),
                    sentence: format!("{name}: workstream"),
                    name,
                });
                Some(id)
            }
            _ => None,
        }
    }

    fn change_work(&mut self, id: WorkstreamId, said: &WorkSaid, name: &Stretch) {
        let Some(row) = self.map.workstream(id).cloned() else {
            return;
        };
        if let Some(interdependence) = said
            .interdependence
            .filter(|value| *value != row.interdependence)
        {
            self.troubles.push(format!(
                "{} is here already, as {}; leave out \u{201c}{}\u{201d}, or change it in the directory.",
                row.name,
                row.interdependence.word(),
                interdependence.word()
            ));
        }
        if said.from.is_some_and(|day| row.from != Some(day))
            || said.until.is_some_and(|day| row.to != Some(day))
        {
            let name = self.name_text(name);
            self.troubles.push(format!(
                "{name} is here already; leave out its days, or change them in the directory."
            ));
        }
        let changed: Vec<(OrganisationId, Part)> = said
            .parts
            .iter()
            .filter(|(organisation, part)| {
                !row.involvement
                    .iter()
                    .any(|known| known.organisation_id == *organisation && known.part == *part)
            })
            .copied()
            .collect();
        if changed.is_empty() {
            return;
        }
        let involvement: Vec<Involvement> = changed
            .iter()
            .map(|(organisation_id, part)| Involvement {
                organisation_id: *organisation_id,
                part: *part,
            })
            .collect();
        let words = format!(
            "change workstream {}{}",
            row.name,
            self.parts_in_words(&involvement)
        );
        let edits = changed
            .into_iter()
            .map(|(organisation_id, part)| Edit::Involve {
                workstream_id: id,
                organisation_id,
                part: Some(part),
            })
            .collect();
        self.will(words, edits);
    }

    fn parts_in_words(&self, involvement: &[Involvement]) -> String {
        let mut said = String::new();
        for (part, word) in [
            (Part::Leads, "led by"),
            (Part::Contributes, "with"),
            (Part::Affected, "affecting"),
        ] {
            let names: Vec<String> = involvement
                .iter()
                .filter(|one| one.part == part)
                .map(|one| self.name(one.organisation_id.into()))
                .collect();
            if !names.is_empty() {
                said = format!("{said}, {word} {}", listed(&names));
            }
        }
        said
    }

    // ----- promises -----

    fn promise_in(&self, clause: &Stretch) -> Option<(usize, usize, bool)> {
        self.open_tokens(clause)
            .into_iter()
            .find_map(|at| {
                self.phrase_at(at, clause.end, PROMISES)
                    .map(|(length, asked)| (at, length, *asked))
            })
            .filter(|(at, length, _)| {
                let before = self.tight(&(clause.start..*at));
                (!before.is_empty() || self.subject.is_some()) && at + length < clause.end
            })
    }

    /// "Vale Council promises Mill Trust: a costed plan by 30 June"; "A asks B: …" is a promise asked for.
    fn promise(&mut self, clause: &Stretch, at: usize, length: usize, asked: bool) {
        self.say(&(at..at + length), What::Verb, "");
        let rest = at + length..clause.end;
        let Some((whom, what)) = self.whom_and_what(&rest) else {
            self.subjects(&(clause.start..at));
            self.unclear(
                &rest,
                format!(
                    "Say whom and what: \u{201c}{} NAME: what by 30 June\u{201d}.",
                    self.text(&(at..at + length))
                ),
            );
            return;
        };
        let first = self.subjects(&(clause.start..at)).first().copied();
        let second = self.whom(&whom, Use::PARTY).party();
        let (what, due) = self.without_due(&what);
        let what = self.tight(&what);
        if what.is_empty() {
            self.troubles
                .push("Say what is promised: write it after a colon.".to_owned());
            return;
        }
        let text = self.kept_text(&what);
        if text.is_empty() {
            self.troubles
                .push("Say what is promised: write it after a colon.".to_owned());
            return;
        }
        let (Some(first), Some(second)) = (first, second) else {
            return;
        };
        let (from, to) = if asked {
            (second, first)
        } else {
            (first, second)
        };
        if from == to {
            self.troubles.push(format!(
                "{} stands at both ends; a promise is from one party to another.",
                self.name(from)
            ));
            return;
        }
        let there = self.map.commitments().iter().any(|known| {
            (known.from, known.to) == (from, to)
                && words(&known.what) == words(&text)
                && known.due == due
        });
        if there {
            return;
        }
        let by = due.map_or_else(String::new, |day| format!(" by {}", in_words(day)));
        let said = if asked {
            format!(
                "record that {} asks {} for \u{201c}{text}\u{201d}{by}",
                self.name(to),
                self.name(from)
            )
        } else {
            format!(
                "record that {} promises {}: \u{201c}{text}\u{201d}{by}",
                self.name(from),
                self.name(to)
            )
        };
        let event = CommitmentEvent {
            date: self.today,
            act: CommitmentAct::Promise,
            by: CommitmentSide::Promiser,
            due: None,
            note: None,
        };
        let row = Commitment {
            id: self.id(),
            from,
            to,
            what: text,
            workstream_id: None,
            asked: self.today,
            due,
            events: if asked { Vec::new() } else { vec![event] },
            proposal_id: None,
            evidence: None,
            confidentiality: Confidentiality::Board,
            record: Record::default(),
        };
        self.will(said, vec![Edit::AddCommitment(row)]);
    }

    /// Whom a promise is to and what it is: parted at a colon, or where a known name ends before "to", "a" or "that".
    fn whom_and_what(&self, rest: &Stretch) -> Option<(Stretch, Stretch)> {
        let rest = self.tight(rest);
        if let Some(colon) = self
            .open_tokens(&rest)
            .into_iter()
            .find(|at| self.tokens[*at].is_sign(':'))
        {
            return (colon > rest.start).then(|| (rest.start..colon, colon + 1..rest.end));
        }
        let known = |end: usize| {
            let name = self.tight(&(rest.start..end));
            self.best_fit(&name, Want::PARTY)
                .filter(|fit| *fit <= Fit::Short)
                .map(|fit| (fit, end))
        };
        let longest = rest.end.min(rest.start + 10);
        let (_, end) = (rest.start + 1..longest)
            .filter_map(known)
            // An article after the name belongs to what is promised.
            .filter(|(_, end)| {
                !matches!(
                    self.tokens[*end - 1].fold.as_str(),
                    "a" | "an" | "the" | "our" | "to" | "for" | "of" | "in" | "and"
                )
            })
            .min_by_key(|(fit, end)| (*fit, std::cmp::Reverse(*end)))?;
        let mut what = end;
        while what < rest.end
            && (matches!(self.tokens[what].fold.as_str(), "to" | "that" | "for")
                || matches!(self.tokens[what].sort, Sort::Sign(_)))
        {
            what += 1;
        }
        Some((rest.start..end, what..rest.end))
    }

    /// Takes "by 30 June" off the end of a promise.
    pub(super) fn without_due(&mut self, stretch: &Stretch) -> (Stretch, Option<Date>) {
        for at in stretch.clone() {
            if !matches!(self.tokens[at].fold.as_str(), "by" | "due" | "before") {
                continue;
            }
            let mut from = at + 1;
            while from < stretch.end
                && matches!(self.tokens[from].fold.as_str(), "by" | "on" | "the")
                && !self.tokens[from].is("the")
            {
                from += 1;
            }
            let Some((length, day)) = self
                .tokens
                .get(from..stretch.end)
                .and_then(|words| day_at(words, self.today, Lean::Future))
            else {
                continue;
            };
            if self.tight(&(from + length..stretch.end)).is_empty() {
                self.say(
                    &(at..from + length),
                    What::Day,
                    format!("by {}", in_words(day)),
                );
                return (stretch.start..at, Some(day));
            }
        }
        (stretch.clone(), None)
    }
}

/// What a clause says of shared work.
#[derive(Debug, Clone, Default)]
struct WorkSaid {
    parts: Vec<(OrganisationId, Part)>,
    interdependence: Option<Interdependence>,
    from: Option<Date>,
    until: Option<Date>,
    /// Whether somebody named is not known yet.
    open: bool,
}

impl WorkSaid {
    fn days_in_words(&self) -> String {
        let from = self
            .from
            .map_or_else(String::new, |day| format!(", from {}", in_words(day)));
        let until = self
            .until
            .map_or_else(String::new, |day| format!(", until {}", in_words(day)));
        from + &until
    }
}
