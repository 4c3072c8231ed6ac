//! Clauses about how two parties relate, and how closely they must.

use domain::{
    Assessment, Confidence, Confidentiality, Edit, Level, Method, Need, Party, Patch, Perceiver,
    Record, Sign, Tie, TieChange, TieId, TieKind, Trust,
};

use super::What;
use super::index::Want;
use super::judged::{Judged, Teller};
use super::reader::{Reader, Stretch, Use, Whom};
use super::text::tidy;
use super::vocabulary::{NEEDS, RELATIONS, Relating, TOGETHER, level_in_words, listed};
use crate::parties::in_words;
use crate::script::{new_tie, usual_confidentiality_of_judgement};

impl Reader<'_> {
    /// Where a phrase that relates two parties stands in a clause.
    pub(super) fn relation_in(&self, clause: &Stretch) -> Option<(usize, usize, Relating)> {
        self.open_tokens(clause).into_iter().find_map(|at| {
            self.phrase_at(at, clause.end, RELATIONS)
                .map(|(length, relating)| (at, length, *relating))
        })
    }

    /// "A works with B 3, trust 2, told by A".
    pub(super) fn relation(
        &mut self,
        clause: &Stretch,
        at: usize,
        length: usize,
        relating: Relating,
    ) {
        let subjects = self.subjects(&(clause.start..at));
        self.say(&(at..at + length), What::Verb, "");
        let rest = at + length..clause.end;
        if self.tight(&rest).is_empty() {
            self.unclear(
                &(at..at + length),
                format!(
                    "Say with whom: write a name after \u{201c}{}\u{201d}.",
                    self.text(&(at..at + length))
                ),
            );
            return;
        }
        if subjects.is_empty() {
            if self
                .parts
                .iter()
                .all(|part| part.state != super::State::Asked)
            {
                self.unclear(&(at..at + length), "Say who: write a name before this.");
            }
            self.objects(&rest, relating);
            return;
        }
        self.not_meant = subjects.first().copied();
        let objects = self.objects(&rest, relating);
        self.not_meant = None;
        for (object, judged) in objects {
            let Some(object) = object else { continue };
            for subject in &subjects {
                let (a, b) = if relating.backwards {
                    (object, *subject)
                } else {
                    (*subject, object)
                };
                self.tie_said(a, b, relating.kind, &judged, clause);
            }
        }
    }

    /// Whom a clause is about: who is named before its verb, or whom the line is about.
    pub(super) fn subjects(&mut self, before: &Stretch) -> Vec<Party> {
        let before = self.tight(before);
        if before.is_empty()
            || self
                .folds(&before)
                .iter()
                .all(|word| matches!(*word, "and" | "also" | "who"))
        {
            return self.subject.into_iter().collect();
        }
        let commas = self
            .open_tokens(&before)
            .into_iter()
            .any(|at| self.tokens[at].is_sign(','));
        if commas
            && self
                .names(&before, Want::PARTY, Some(1))
                .is_some_and(|_| self.best_fit(&before, Want::PARTY).is_none())
        {
            // "Maria Okafor, chief executive, Vale Council, works with …" enters her first.
            self.entry(&before);
            return self.subject.into_iter().collect();
        }
        let names = self.names(&before, Want::PARTY, None).unwrap_or_default();
        let mut parties = Vec::new();
        for name in names {
            if let Some(party) = self.whom(&name, Use::PARTY).party() {
                parties.push(party);
            }
        }
        if let Some(first) = parties.first() {
            self.remember_subject(*first);
        }
        parties
    }

    /// Everybody a clause relates its subject to, each with what is said of that tie.
    fn objects(&mut self, rest: &Stretch, relating: Relating) -> Vec<(Option<Party>, Judged)> {
        let (rest, note) = self.without_note(rest);
        let mut found: Vec<(Option<Party>, Judged)> = Vec::new();
        let mut common = Judged {
            note,
            ..Judged::default()
        };
        for piece in self.pieces_with_levels(&rest) {
            let (name, said) = self.name_and_said(&piece, Want::PARTY);
            let name = self.tight(&self.without_and(&name));
            if !name.is_empty() {
                let names = self.names(&name, Want::PARTY, None).unwrap_or_default();
                for one in names {
                    let party = self.whom(&one, Use::PARTY).party();
                    found.push((party, Judged::default()));
                }
            }
            if said.is_empty() {
                continue;
            }
            let mut judged = Judged::default();
            self.take_said(&said, &mut judged);
            if relating.kind == TieKind::Trusts && judged.trust.is_none() {
                // "A trusts B 4" speaks of trust.
                judged.trust = judged
                    .level
                    .take()
                    .and_then(|level| Trust::try_from(level.number()).ok());
            }
            common.take_common(&judged);
            let last_names = if name.is_empty() { 1 } else { found.len() };
            for (_, last) in found.iter_mut().rev().take(last_names) {
                if last.level.is_none() && last.trust.is_none() && last.sign.is_none()
                    || name.is_empty()
                {
                    last.level = judged.level.or(last.level);
                    last.trust = judged.trust.or(last.trust);
                    last.sign = judged.sign.or(last.sign);
                }
                last.views.extend(judged.views.iter().copied());
            }
        }
        for (_, judged) in &mut found {
            judged.take_common(&common);
            judged.level = judged.level.or(relating.level);
        }
        found
    }

    fn without_and(&self, stretch: &Stretch) -> Stretch {
        let mut start = stretch.start;
        while start < stretch.end && (self.tokens[start].is("and") || self.tokens[start].is("with"))
        {
            start += 1;
        }
        start..stretch.end
    }

    /// Pieces parted by commas, and by "and" after a number: "with A 3 and B 2".
    fn pieces_with_levels(&self, stretch: &Stretch) -> Vec<Stretch> {
        self.parted_at(stretch, |reader, at| {
            let token = &reader.tokens[at];
            token.is_sign(',')
                || (token.is("and")
                    && at > stretch.start
                    && reader.tokens[at - 1].number().is_some())
        })
    }

    /// Takes off a reason or note at the end: after "because", "note", a colon that no level follows, or in quotation marks.
    fn without_note(&mut self, stretch: &Stretch) -> (Stretch, Option<String>) {
        let Some((at, start)) = self.note_in(stretch) else {
            return (stretch.clone(), None);
        };
        self.say(&(at..start), What::Verb, "");
        let text = self.kept_text(&(start..stretch.end));
        (
            stretch.start..at,
            Some(text).filter(|text| !text.is_empty()),
        )
    }

    /// Where a reason or note is announced, and where it begins.
    fn note_in(&self, stretch: &Stretch) -> Option<(usize, usize)> {
        self.open_tokens(stretch).into_iter().find_map(|at| {
            let token = &self.tokens[at];
            let said = || self.is_all_said(&(at..stretch.end));
            let announces = token.is("because")
                || token.is("note")
                || ((token.is("about") || token.is_sign(':')) && !said());
            let mut start = at + 1;
            while start < stretch.end && self.tokens[start].is_sign(':') {
                start += 1;
            }
            (announces && start < stretch.end).then_some((at, start))
        })
    }

    /// Words kept as they are.
    pub(super) fn kept_text(&mut self, stretch: &Stretch) -> String {
        let span = self.span(stretch);
        let text = tidy(span.of(self.line))
            .trim_matches(|c: char| c.is_whitespace() || matches!(c, ';' | ','))
            .to_owned();
        self.say_span(span, What::Text, format!("\u{201c}{text}\u{201d}"));
        text
    }

    /// "A and B 4, trust 3", "A – B: 2", "A and B work together 3". Gives whether the clause is of that kind.
    pub(super) fn pair(&mut self, clause: &Stretch) -> bool {
        let together = self.open_tokens(clause).into_iter().find_map(|at| {
            self.phrase_at(at, clause.end, TOGETHER)
                .map(|(length, relating)| (at, length, *relating))
        });
        if let Some((at, length, relating)) = together {
            let Some([a, b]) = self.two(&(clause.start..at)) else {
                return false;
            };
            self.say(&(at..at + length), What::Verb, "");
            self.pair_said(&a, &b, &(at + length..clause.end), relating, clause);
            return true;
        }
        let before_note = clause.start..self.note_in(clause).map_or(clause.end, |(at, _)| at);
        let first = self
            .parted_at(&before_note, |reader, at| reader.tokens[at].is_sign(','))
            .into_iter()
            .next();
        let Some(first) = first else { return false };
        let (name, said) = self.name_and_said(&first, Want::PARTY);
        let rest = said.start..clause.end;
        let dash = self
            .open_tokens(&name)
            .into_iter()
            .any(|at| self.is_parting_dash(at));
        let judged_later = self.tight(&(first.end..before_note.end));
        let judged = !said.is_empty()
            || self.is_all_said(&judged_later)
            || self.has_judgement(&judged_later);
        if !judged && !dash {
            return false;
        }
        // Only what is known whole is one name with an "and" in it.
        if self.best_fit(&name, Want::PARTY) == Some(super::index::Fit::Exact) {
            return false;
        }
        let Some([a, b]) = self.two(&name) else {
            return false;
        };
        if dash && !judged {
            // "Maria Okafor – chief executive" is no pair.
            let known = |reader: &Self, one: &Stretch| reader.best_fit(one, Want::PARTY).is_some();
            if !(known(self, &a) && known(self, &b)) {
                return false;
            }
        }
        let relating = Relating {
            kind: TieKind::WorksWith,
            backwards: false,
            level: None,
        };
        self.pair_said(&a, &b, &rest, relating, clause);
        true
    }

    fn has_judgement(&self, stretch: &Stretch) -> bool {
        self.parted_at(stretch, |reader, at| reader.tokens[at].is_sign(','))
            .first()
            .is_some_and(|piece| self.is_all_said(&self.tight(piece)))
    }

    fn two(&self, stretch: &Stretch) -> Option<[Stretch; 2]> {
        <[Stretch; 2]>::try_from(self.names(stretch, Want::PARTY, Some(2))?).ok()
    }

    fn pair_said(
        &mut self,
        a: &Stretch,
        b: &Stretch,
        rest: &Stretch,
        relating: Relating,
        clause: &Stretch,
    ) {
        let a = self.whom(a, Use::PARTY).party();
        let b = self.whom(b, Use::PARTY).party();
        let (rest, note) = self.without_note(rest);
        let mut judged = Judged {
            note,
            ..Judged::default()
        };
        for piece in self.parted_at(&rest, |reader, at| reader.tokens[at].is_sign(',')) {
            let piece = self.tight(&piece);
            if !piece.is_empty() {
                self.take_said(&piece, &mut judged);
            }
        }
        judged.level = judged.level.or(relating.level);
        if let (Some(a), Some(b)) = (a, b) {
            self.remember_subject(a);
            self.tie_said(a, b, relating.kind, &judged, clause);
        }
    }

    /// Records a tie and what is said of it.
    fn tie_said(&mut self, a: Party, b: Party, kind: TieKind, judged: &Judged, clause: &Stretch) {
        // Who tells of a tension judges the tie: it is strained.
        let strained = kind == TieKind::InTensionWith
            && !judged.judges()
            && judged.views.is_empty()
            && (judged.teller.is_some()
                || judged.method.is_some()
                || judged.confidence.is_some()
                || judged.date.is_some());
        let judged = &Judged {
            sign: if strained {
                Some(Sign::Negative)
            } else {
                judged.sign
            },
            ..judged.clone()
        };
        if a == b {
            let name = self.name(a);
            self.troubles.push(format!(
                "{name} stands at both ends; a tie needs two different parties."
            ));
            return;
        }
        let names = (self.name(a), self.name(b));
        let relate = format!("{} {} {}", names.0, kind.word(), names.1);
        let mut edits = Vec::new();
        let mut said = String::new();
        let there = self.tie_between(a, b, kind);
        let is_new = there.is_none();
        let bare = !judged.judges() && judged.views.is_empty();
        let mut tie = there.unwrap_or_else(|| new_tie(self.id::<TieId>(), a, b, kind));
        if is_new {
            tie.from = judged.from;
            tie.to = judged.until;
            if bare {
                tie.note.clone_from(&judged.note);
            }
            if let Some(confidentiality) = judged.confidentiality {
                tie.confidentiality = confidentiality;
            }
            edits.push(Edit::AddTie(tie.clone()));
        } else {
            let patch = |day: Option<jiff::civil::Date>, known: Option<jiff::civil::Date>| match day
            {
                Some(day) if known != Some(day) => Patch::Set(day),
                _ => Patch::Keep,
            };
            let change = TieChange {
                from: patch(judged.from, tie.from),
                to: patch(judged.until, tie.to),
                note: match &judged.note {
                    Some(note) if bare && tie.note.as_ref() != Some(note) => {
                        Patch::Set(note.clone())
                    }
                    _ => Patch::Keep,
                },
                confidentiality: judged
                    .confidentiality
                    .filter(|said| bare && tie.confidentiality != *said),
                ..TieChange::default()
            };
            if change != TieChange::default() {
                edits.push(Edit::ChangeTie {
                    tie_id: tie.id,
                    change,
                });
            }
        }
        if let Some(day) = judged.from {
            said = format!("{said}, from {}", in_words(day));
        }
        if let Some(day) = judged.until {
            said = format!("{said}, until {}", in_words(day));
        }
        if bare && let Some(note) = &judged.note {
            said = format!("{said}, \u{201c}{note}\u{201d}");
        }
        if bare && let Some(confidentiality) = judged.confidentiality {
            said = format!("{said}, may be seen by: {}", confidentiality.word());
        }
        let views = self.views(a, b, judged);
        if views.is_empty()
            && (judged.teller.is_some()
                || judged.method.is_some()
                || judged.confidence.is_some()
                || judged.date.is_some())
        {
            self.troubles.push(format!("Say how well {} and {} work together: a level from 0 to 5, or \u{201c}trust\u{201d} and a number.", names.0, names.1));
        }
        let mut judgements = Vec::new();
        for view in views {
            let assessment = self.assessment(&tie, &view, judged);
            if self.is_recorded(&assessment) {
                continue;
            }
            judgements.push(self.judgement_in_words(&assessment));
            edits.push(Edit::RecordAssessment(assessment));
        }
        if edits.is_empty() {
            if clause.start < clause.end {
                self.note_there(clause);
            }
            return;
        }
        let judgements = if judgements.is_empty() {
            String::new()
        } else {
            format!(": {}", judgements.join("; and "))
        };
        self.will(format!("record that {relate}{said}{judgements}"), edits);
    }

    /// Says at the clause's verb that it is recorded already.
    fn note_there(&mut self, clause: &Stretch) {
        let span = self.span(clause);
        if let Some(verb) = self.parts.iter_mut().find(|part| {
            part.what == What::Verb && span.start <= part.span.start && part.span.end <= span.end
        }) {
            "recorded already".clone_into(&mut verb.sentence);
        }
    }

    /// The tie between two parties, as it is or as this line has made it so far.
    fn tie_between(&self, a: Party, b: Party, kind: TieKind) -> Option<Tie> {
        if let Some(tie) = self.index.tie(a, b, kind).and_then(|id| self.map.tie(id)) {
            return Some(tie.clone());
        }
        self.doings
            .iter()
            .flat_map(|doing| &doing.edits)
            .find_map(|edit| match edit {
                Edit::AddTie(tie)
                    if tie.kind == kind
                        && ((tie.a, tie.b) == (a, b)
                            || (!kind.is_directed() && (tie.b, tie.a) == (a, b))) =>
                {
                    Some(tie.clone())
                }
                _ => None,
            })
    }

    /// Whose views are to be recorded, with the level of each.
    fn views(&self, a: Party, b: Party, judged: &Judged) -> Vec<View> {
        let mut views: Vec<View> = judged
            .views
            .iter()
            .map(|(party, level)| View {
                perceiver: Some(perceiver_of(*party)),
                method: self.method_of(*party, a, b),
                level: Some(*level),
                trust: None,
                whole: false,
            })
            .collect();
        if !judged.judges() {
            return views;
        }
        let mut add = |perceiver: Option<Perceiver>, method: Method| {
            views.push(View {
                perceiver,
                method,
                level: judged.level,
                trust: judged.trust,
                whole: true,
            });
        };
        match &judged.teller {
            None | Some(Teller::Keeper | Teller::Whom(Whom::Open)) => add(None, Method::Observed),
            Some(Teller::Both) => {
                add(Some(perceiver_of(a)), Method::ToldByParty);
                add(Some(perceiver_of(b)), Method::ToldByParty);
            }
            Some(Teller::Whom(Whom::Party(party))) => {
                add(Some(perceiver_of(*party)), self.method_of(*party, a, b));
            }
            Some(Teller::Whom(Whom::Outside(name))) => {
                add(Some(Perceiver::Outside(name.clone())), Method::Hearsay);
            }
        }
        views
    }

    /// One of the two, or somebody who holds a post there, tells of their own; anybody else of what they heard.
    fn method_of(&self, teller: Party, a: Party, b: Party) -> Method {
        let is_of = |party: Party| {
            match (teller, party) {
            (Party::Leader(leader), Party::Organisation(organisation)) => {
                self.index.posts_of(leader).iter().any(|post| post.current && post.organisation == organisation)
                    || self.doings.iter().flat_map(|doing| &doing.edits).any(|edit| {
                        matches!(edit, Edit::AppointLeader(post) if post.leader_id == leader && post.organisation_id == organisation)
                    })
            }
            _ => teller == party,
        }
        };
        if is_of(a) || is_of(b) {
            Method::ToldByParty
        } else {
            Method::Hearsay
        }
    }

    fn assessment(&mut self, tie: &Tie, view: &View, judged: &Judged) -> Assessment {
        Assessment {
            id: self.id(),
            tie_id: tie.id,
            level: view.level,
            trust: view.trust,
            sign: judged.sign.filter(|_| view.whole),
            confidence: judged.confidence.unwrap_or(Confidence::USUAL),
            method: judged.method.unwrap_or(view.method),
            perceiver: view.perceiver.clone(),
            date: judged.date.unwrap_or(self.today),
            note: judged.note.clone(),
            dissent: None,
            confidentiality: judged
                .confidentiality
                .unwrap_or_else(|| usual_confidentiality_of_judgement(tie)),
            record: Record::default(),
        }
    }

    /// Whether the very same judgement is recorded already, so that a line taken twice says it once.
    fn is_recorded(&self, new: &Assessment) -> bool {
        let same = |known: &Assessment| {
            Assessment {
                id: new.id,
                record: new.record.clone(),
                dissent: None,
                ..known.clone()
            } == *new
        };
        self.map.tie(new.tie_id).is_some()
            && self
                .map
                .assessments()
                .iter()
                .any(|known| known.tie_id == new.tie_id && same(known))
            || self
                .doings
                .iter()
                .flat_map(|doing| &doing.edits)
                .any(|edit| matches!(edit, Edit::RecordAssessment(known) if same(known)))
    }

    fn judgement_in_words(&self, assessment: &Assessment) -> String {
        let mut said = Vec::new();
        said.extend(assessment.level.map(level_in_words));
        said.extend(
            assessment
                .trust
                .map(|trust| format!("trust {}", trust.number())),
        );
        said.extend(assessment.sign.map(|sign| sign.word().to_owned()));
        let by = match &assessment.perceiver {
            None => String::new(),
            Some(Perceiver::Organisation(id)) => self.name((*id).into()),
            Some(Perceiver::Leader(id)) => self.name((*id).into()),
            Some(Perceiver::Outside(name)) => name.clone(),
        };
        said.push(match (assessment.method, by.is_empty()) {
            (Method::ToldByParty, false) => format!("told by {by}"),
            (Method::ToldByParty, true) => "told by one of them".to_owned(),
            (Method::Observed, true) => "observed by you".to_owned(),
            (Method::Observed, false) => format!("observed by {by}"),
            (Method::Hearsay, true) => "hearsay".to_owned(),
            (Method::Hearsay, false) => format!("hearsay from {by}"),
            (Method::Assumed, true) => "assumed".to_owned(),
            (Method::Assumed, false) => format!("assumed by {by}"),
        });
        if assessment.confidence != Confidence::USUAL {
            said.push(
                if assessment.confidence > Confidence::USUAL {
                    "sure"
                } else {
                    "not sure"
                }
                .to_owned(),
            );
        }
        said.push(in_words(assessment.date));
        if let Some(note) = &assessment.note {
            said.push(format!("\u{201c}{note}\u{201d}"));
        }
        said.push(format!(
            "may be seen by: {}",
            assessment.confidentiality.word()
        ));
        said.join(", ")
    }

    // ----- needs -----

    /// Where a phrase that says a need stands in a clause.
    pub(super) fn need_in(&self, clause: &Stretch) -> Option<(usize, usize)> {
        self.open_tokens(clause).into_iter().find_map(|at| {
            let longest = NEEDS
                .iter()
                .filter(|phrase| self.says(at, clause.end, phrase))
                .map(|phrase| phrase.len())
                .max()?;
            Some((at, longest))
        })
    }

    /// "need A – B 4 because …", "A and B must work together at 4 because …".
    pub(super) fn need(&mut self, clause: &Stretch, at: usize, length: usize) {
        self.say(&(at..at + length), What::Verb, "");
        let after = at + length..clause.end;
        let before = self.tight(&(clause.start..at));
        let (after, set_by) = self.without_setter(&after);
        let (after, reason) = self.without_note(&after);
        let mut judged = Judged::default();
        let mut names = before.clone();
        let mut pieces = self.parted_at(&after, |reader, at| reader.tokens[at].is_sign(','));
        if let Some(first) = pieces.first().cloned() {
            let (name, said) = self.name_and_said(&first, Want::ORGANISATION);
            if !name.is_empty() {
                names = if before.is_empty() {
                    name
                } else {
                    before.start..name.end
                };
            }
            pieces[0] = said;
        }
        for piece in pieces {
            let piece = self.tight(&piece);
            if !piece.is_empty() {
                self.take_said(&piece, &mut judged);
            }
        }
        // "A must work with B": the verb lies between the two names.
        let two = if !before.is_empty() && names.start < at && names.end > at + length {
            Some([before, at + length..names.end])
        } else {
            self.names(&names, Want::ORGANISATION, Some(2))
                .and_then(|two| <[Stretch; 2]>::try_from(two).ok())
        };
        let Some([a, b]) = two else {
            self.unclear(&(at..at + length), "Say which two must work together: \u{201c}need A \u{2013} B 4 because \u{2026}\u{201d}.");
            return;
        };
        let a = self.whom(&a, Use::ORGANISATION).party();
        let b = self.whom(&b, Use::ORGANISATION).party();
        let (Some(Party::Organisation(a)), Some(Party::Organisation(b))) = (a, b) else {
            return;
        };
        let names = (self.name(a.into()), self.name(b.into()));
        if a == b {
            self.troubles.push(format!(
                "{} stands at both ends; a need is between two organisations.",
                names.0
            ));
            return;
        }
        let only_level = Judged {
            level: judged.level,
            date: judged.date,
            confidentiality: judged.confidentiality,
            ..Judged::default()
        };
        if judged != only_level {
            self.troubles.push("A need is a level, a reason, a day and who set it; leave out the rest, or enter it as a tie.".to_owned());
        }
        let Some(level) = judged.level else {
            self.troubles.push(format!(
                "Say how closely {} and {} must work: a level from 1 to 5.",
                names.0, names.1
            ));
            return;
        };
        let Some(reason) = reason else {
            self.troubles.push(format!("Say why {} and {} must work at that level: add \u{201c}because\u{201d} and the reason.", names.0, names.1));
            return;
        };
        let set_by = set_by.unwrap_or_else(|| self.author.to_owned());
        let date = judged.date.unwrap_or(self.today);
        let known = self.map.needs().iter().any(|need| {
            (need.a, need.b) == (a, b)
                && need.level == level
                && need.reason == reason
                && need.date == date
                && need.set_by == set_by
        });
        if known {
            return;
        }
        let words = format!(
            "set that {} and {} need {}, because \u{201c}{reason}\u{201d}, set by {set_by} on {}",
            names.0,
            names.1,
            level_in_words(level),
            in_words(date)
        );
        let need = Need {
            id: self.id(),
            a,
            b,
            level,
            reason,
            set_by,
            date,
            dissent: None,
            confidentiality: judged.confidentiality.unwrap_or(Confidentiality::Board),
            record: Record::default(),
        };
        self.will(words, vec![Edit::SetNeed(need)]);
    }

    /// Takes off "set by NAME" at the end.
    fn without_setter(&mut self, stretch: &Stretch) -> (Stretch, Option<String>) {
        let Some(at) = self
            .open_tokens(stretch)
            .into_iter()
            .rev()
            .find(|at| self.says(*at, stretch.end, &["set", "by"]))
        else {
            return (stretch.clone(), None);
        };
        let name = self.tight(&(at + 2..stretch.end));
        if name.is_empty() {
            return (stretch.clone(), None);
        }
        self.say(&(at..at + 2), What::Verb, "");
        let names = self.names(&name, Want::PARTY, None).unwrap_or_default();
        let mut said = Vec::new();
        for one in names {
            match self.whom(&one, Use::TELLER) {
                Whom::Party(party) => said.push(self.name(party)),
                Whom::Outside(name) => said.push(name),
                Whom::Open => {}
            }
        }
        (stretch.start..at, (!said.is_empty()).then(|| listed(&said)))
    }
}

/// One view to be recorded.
#[derive(Debug, Clone)]
struct View {
    perceiver: Option<Perceiver>,
    method: Method,
    level: Option<Level>,
    trust: Option<Trust>,
    /// Whether everything said of the tie is part of it, and not only a level.
    whole: bool,
}

const fn perceiver_of(party: Party) -> Perceiver {
    match party {
        Party::Organisation(id) => Perceiver::Organisation(id),
        Party::Leader(id) => Perceiver::Leader(id),
    }
}
