//! One line being read: its tokens, what was found in it so far, and how a name becomes somebody.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use domain::{
    Confidentiality, Edit, EntityRef, Leader, LeaderId, Map, Membership, Organisation,
    OrganisationId, OrganisationKind, Party, Record, Refused, Stamp,
};
use jiff::{Timestamp, civil::Date};

use super::complete;
use super::index::{Fit, Hit, QuickIndex, Want};
use super::text::{Sort, Span, Token, organisation_key, person_words, tidy, tokens, words};
use super::vocabulary::{GLUE, KIND_WORDS, looks_like_a_body, looks_like_a_person};
use super::{Asked, Candidate, LONGEST_LINE, Part, Question, State, Understood, What};
use crate::script::NewId;
use crate::sentence::capital;
use crate::wire::QuickChoice;

/// Tokens of the line, by their numbers.
pub(super) type Stretch = Range<usize>;

/// Whom a name means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Whom {
    /// Somebody in the footprint, or who will be.
    Party(Party),
    /// Somebody outside it, by name.
    Outside(String),
    /// Nobody yet: a question must be answered, or the words mean nothing.
    Open,
}

impl Whom {
    pub(super) const fn party(&self) -> Option<Party> {
        match self {
            Self::Party(party) => Some(*party),
            _ => None,
        }
    }
}

/// What becomes of a name nobody has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Otherwise {
    /// A new leader.
    Leader,
    /// A new organisation.
    Organisation,
    /// Whichever it looks like; asked where it looks like neither.
    ByLooks,
    /// Whatever it is said to be.
    Asked,
    /// Somebody outside the footprint.
    Outside,
}

/// How a name is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Use {
    pub(super) want: Want,
    pub(super) otherwise: Otherwise,
    /// Whether the line enters who is named, so that a short name is no sure sign that somebody else is meant.
    pub(super) enters: bool,
    /// A body the person is said to belong to.
    pub(super) at: Option<OrganisationId>,
}

impl Use {
    pub(super) const PARTY: Self = Self {
        want: Want::PARTY,
        otherwise: Otherwise::ByLooks,
        enters: false,
        at: None,
    };
    pub(super) const ORGANISATION: Self = Self {
        want: Want::ORGANISATION,
        otherwise: Otherwise::Organisation,
        enters: false,
        at: None,
    };
    pub(super) const TELLER: Self = Self {
        want: Want::PARTY,
        otherwise: Otherwise::Outside,
        enters: false,
        at: None,
    };
}

/// How a new leader without a post is spoken of, until a post takes its place.
pub(super) const AS_A_LEADER: &str = " as a leader";

/// One thing that will be done.
#[derive(Debug, Clone)]
pub(super) struct Doing {
    /// In words, small letters first.
    pub(super) words: String,
    pub(super) edits: Vec<Edit>,
    /// Whether it is what the line is for, and not only needed for it.
    pub(super) main: bool,
}

/// Somebody this line enters.
#[derive(Debug, Clone)]
struct Fresh {
    party: Party,
    name: String,
    words: Vec<String>,
    /// Which doing enters them.
    doing: usize,
}

/// What was found for each text so far.
type HitsSoFar = HashMap<(String, Want), Rc<Vec<Hit>>>;

pub(super) struct Reader<'a> {
    pub(super) line: &'a str,
    pub(super) tokens: Vec<Token>,
    pub(super) map: &'a Map,
    pub(super) index: &'a QuickIndex,
    pub(super) today: Date,
    pub(super) author: &'a str,
    choices: &'a [QuickChoice],
    new_id: NewId<'a>,
    pub(super) parts: Vec<Part>,
    pub(super) questions: Vec<Question>,
    pub(super) doings: Vec<Doing>,
    /// Why the line cannot be taken, beside questions and pieces that are not understood.
    pub(super) troubles: Vec<String>,
    fresh: Vec<Fresh>,
    decided: HashMap<String, Whom>,
    hits: RefCell<HitsSoFar>,
    /// Whom the line is about, for clauses that begin with a verb.
    pub(super) subject: Option<Party>,
    /// Everybody named so far, in the order of the line.
    named: Vec<Party>,
    /// Who stands at the other end of the tie being read.
    pub(super) not_meant: Option<Party>,
    /// What kind the clause says the body it enters is.
    pub(super) kind_said: Option<OrganisationKind>,
    /// Whether the clause says that it lies outside the footprint.
    pub(super) elsewhere: bool,
}

/// Reads a line.
pub(super) fn read(
    asked: &Asked<'_>,
    map: &Map,
    index: &QuickIndex,
    new_id: NewId<'_>,
) -> Understood {
    if asked.line.len() > LONGEST_LINE {
        return Understood {
            missing: Some(format!(
                "The line is longer than {LONGEST_LINE} letters; enter one person, tie or conversation at a time, or import a file."
            )),
            ..Understood::default()
        };
    }
    // A new line is a new clause; both are one byte, so that everything stays where it is.
    let line = asked.line.replace(['\n', '\r'], ";");
    let mut reader = Reader {
        line: &line,
        tokens: tokens(&line),
        map,
        index,
        today: asked.today,
        author: asked.author,
        choices: asked.choices,
        new_id,
        parts: Vec::new(),
        questions: Vec::new(),
        doings: Vec::new(),
        troubles: Vec::new(),
        fresh: Vec::new(),
        decided: HashMap::new(),
        hits: RefCell::new(HashMap::new()),
        subject: None,
        named: Vec::new(),
        not_meant: None,
        kind_said: None,
        elsewhere: false,
    };
    reader.clauses();
    reader.mark_the_rest();
    let completions = complete::completions(&reader, asked.caret);
    let mut understood = reader.understood();
    understood.completions = completions;
    // What the footprint's own rules would refuse is said while one types, and not when one is done.
    let stamp = Stamp {
        at: Timestamp::UNIX_EPOCH,
        by: asked.author.to_owned(),
    };
    if let Some(step) = understood.step()
        && let Err(refused) = step.plan(map, &stamp)
    {
        let reason = match refused {
            Refused::Within { reason, .. } => reason.to_string(),
            other => other.to_string(),
        };
        understood.missing = Some(reason);
    }
    understood
}

impl Reader<'_> {
    // ----- the line -----

    pub(super) fn span(&self, stretch: &Stretch) -> Span {
        let start = self
            .tokens
            .get(stretch.start)
            .map_or(self.line.len(), |token| token.span.start);
        let end = stretch
            .end
            .checked_sub(1)
            .filter(|last| *last >= stretch.start)
            .and_then(|last| self.tokens.get(last))
            .map_or(start, |token| token.span.end);
        Span { start, end }
    }

    pub(super) fn text(&self, stretch: &Stretch) -> &str {
        self.span(stretch).of(self.line)
    }

    pub(super) fn folds(&self, stretch: &Stretch) -> Vec<&str> {
        self.tokens[stretch.clone()]
            .iter()
            .map(|token| token.fold.as_str())
            .collect()
    }

    /// Whether these words stand at that token, within an end.
    pub(super) fn says(&self, at: usize, end: usize, phrase: &[&str]) -> bool {
        at + phrase.len() <= end
            && phrase
                .iter()
                .enumerate()
                .all(|(offset, word)| self.tokens[at + offset].is(word))
    }

    /// The longest of some phrases that stands at that token.
    pub(super) fn phrase_at<'p, T>(
        &self,
        at: usize,
        end: usize,
        phrases: &'p [(&'p [&'p str], T)],
    ) -> Option<(usize, &'p T)> {
        phrases
            .iter()
            .filter(|(phrase, _)| self.says(at, end, phrase))
            .max_by_key(|(phrase, _)| phrase.len())
            .map(|(phrase, means)| (phrase.len(), means))
    }

    /// Without signs and glue at its ends.
    pub(super) fn tight(&self, stretch: &Stretch) -> Stretch {
        let loose = |at: usize| {
            let token = &self.tokens[at];
            matches!(token.sort, Sort::Sign(sign) if !matches!(sign, '"' | '(' | ')' | '&'))
        };
        let mut tight = stretch.clone();
        while tight.start < tight.end && loose(tight.start) {
            tight.start += 1;
        }
        while tight.end > tight.start && loose(tight.end - 1) {
            tight.end -= 1;
        }
        tight
    }

    /// The tokens of a stretch that stand outside brackets and quotation marks. One that is never closed opens nothing.
    pub(super) fn open_tokens(&self, stretch: &Stretch) -> Vec<usize> {
        let mut open = Vec::new();
        let mut at = stretch.start;
        while at < stretch.end {
            let token = &self.tokens[at];
            let closing = match token.sort {
                Sort::Sign('"') => Some('"'),
                Sort::Sign('(') => Some(')'),
                _ => None,
            };
            let closed = closing.and_then(|closing| {
                (at + 1..stretch.end).find(|later| self.tokens[*later].is_sign(closing))
            });
            match closed {
                Some(closed) => at = closed,
                None => open.push(at),
            }
            at += 1;
        }
        open
    }

    // ----- what is said of it -----

    pub(super) fn say(&mut self, stretch: &Stretch, what: What, sentence: impl Into<String>) {
        let span = self.span(stretch);
        self.say_span(span, what, sentence);
    }

    pub(super) fn say_span(&mut self, span: Span, what: What, sentence: impl Into<String>) {
        if span.is_empty() {
            return;
        }
        self.parts.push(Part {
            span,
            what,
            state: State::Said,
            entity: None,
            name: tidy(span.of(self.line)),
            sentence: sentence.into(),
        });
    }

    pub(super) fn unclear(&mut self, stretch: &Stretch, sentence: impl Into<String>) {
        let span = self.span(stretch);
        if span.is_empty() {
            return;
        }
        self.parts.push(Part {
            span,
            what: What::Unclear,
            state: State::Unclear,
            entity: None,
            name: tidy(span.of(self.line)),
            sentence: sentence.into(),
        });
    }

    /// The sentence for words nothing can be made of.
    pub(super) fn not_understood(&mut self, stretch: &Stretch) {
        let quoted = shortened(&tidy(self.text(stretch)));
        self.unclear(
            stretch,
            format!(
                "\u{201c}{quoted}\u{201d} is not understood; say it otherwise, or leave it out."
            ),
        );
    }

    fn mark(&mut self, span: Span, party: Party, sentence: String, state: State) {
        let what = match party {
            Party::Leader(_) => What::Leader,
            Party::Organisation(_) => What::Organisation,
        };
        let entity = (state == State::Found).then(|| EntityRef::from(party));
        let name = self.name(party);
        self.parts.push(Part {
            span,
            what,
            state,
            entity,
            name,
            sentence,
        });
    }

    /// Words nobody has said anything about yet are not understood. Words that only hold the line together are passed over.
    fn mark_the_rest(&mut self) {
        let covered = |token: &Token, parts: &[Part]| {
            parts
                .iter()
                .any(|part| part.span.start <= token.span.start && token.span.end <= part.span.end)
        };
        let mut run: Option<Stretch> = None;
        let mut runs = Vec::new();
        for at in 0..self.tokens.len() {
            let token = &self.tokens[at];
            let plain = matches!(token.sort, Sort::Sign(sign) if !matches!(sign, '?' | '@' | '#' | '%' | '\u{a3}'));
            let glue = GLUE.contains(&token.fold.as_str());
            if covered(token, &self.parts) {
                runs.extend(run.take());
            } else if !plain && (!glue || run.is_some()) {
                run = Some(run.map_or(at..at + 1, |run| run.start..at + 1));
            }
        }
        runs.extend(run);
        for run in runs {
            self.not_understood(&run);
        }
        self.parts
            .sort_by_key(|part| (part.span.start, part.span.end));
    }

    fn understood(mut self) -> Understood {
        let unclear = self
            .parts
            .iter()
            .find(|part| part.state == State::Unclear)
            .map(|part| part.sentence.clone());
        let open = self
            .questions
            .iter()
            .find(|question| question.chosen.is_none())
            .map(|question| question.sentence.clone());
        self.doings.retain(|doing| !doing.edits.is_empty());
        let nothing = || {
            if self.tokens.is_empty() {
                Some(String::new())
            } else if self.doings.is_empty() && self.parts.is_empty() {
                Some("Write a name and what you know.".to_owned())
            } else if self.doings.is_empty() {
                Some("There is nothing to add: all of this is here already.".to_owned())
            } else {
                None
            }
        };
        let missing = unclear
            .or(open)
            .or_else(|| self.troubles.first().cloned())
            .or_else(nothing);
        let headline = self
            .doings
            .iter()
            .find(|doing| doing.main)
            .or(self.doings.first());
        let what = headline.map_or_else(String::new, |doing| {
            let first = capital(&doing.words);
            match self.doings.len() - 1 {
                0 => first,
                more => format!("{first}, and {more} more"),
            }
        });
        Understood {
            parts: self.parts,
            questions: self.questions,
            completions: Vec::new(),
            will: self
                .doings
                .iter()
                .map(|doing| doing.words.clone())
                .collect(),
            edits: self
                .doings
                .into_iter()
                .flat_map(|doing| doing.edits)
                .collect(),
            what,
            missing,
        }
    }

    // ----- doing -----

    pub(super) fn id<I: From<domain::Uuid>>(&mut self) -> I {
        (self.new_id)().into()
    }

    pub(super) fn will(&mut self, words: impl Into<String>, edits: Vec<Edit>) {
        self.doings.push(Doing {
            words: words.into(),
            edits,
            main: true,
        });
    }

    /// The doing that enters somebody, where this line does.
    pub(super) fn entering(&mut self, party: Party) -> Option<&mut Doing> {
        let at = self.fresh.iter().find(|fresh| fresh.party == party)?.doing;
        self.doings.get_mut(at)
    }

    /// The number of the doing that enters somebody; `None` where nothing does.
    pub(super) fn entering_at(&self, party: Party) -> Option<usize> {
        self.fresh
            .iter()
            .find(|fresh| fresh.party == party)
            .map(|fresh| fresh.doing)
    }

    pub(super) fn is_fresh(&self, party: Party) -> bool {
        self.fresh.iter().any(|fresh| fresh.party == party)
    }

    /// What a party is called in a sentence.
    pub(super) fn name(&self, party: Party) -> String {
        if let Some(fresh) = self.fresh.iter().find(|fresh| fresh.party == party) {
            return fresh.name.clone();
        }
        let name = self.map.party_label(party).unwrap_or("somebody").to_owned();
        // Two of one name are told apart by where they are.
        match party {
            Party::Leader(leader) if self.index.has_namesakes(leader) => {
                match self.index.posts_of(leader).iter().find(|post| post.current) {
                    Some(post) => format!(
                        "{name} ({})",
                        self.map
                            .party_label(post.organisation.into())
                            .unwrap_or_default()
                    ),
                    None => name,
                }
            }
            _ => name,
        }
    }

    // ----- asking -----

    /// Puts a question once, and gives its answer: the one chosen, else the likeliest where one stands out.
    pub(super) fn ask(
        &mut self,
        id: &str,
        span: Span,
        sentence: impl Into<String>,
        candidates: Vec<Candidate>,
        usual: Option<&str>,
    ) -> Option<String> {
        if let Some(asked) = self.questions.iter().find(|question| question.id == id) {
            return asked.chosen.clone();
        }
        let offered = |answer: &&str| {
            candidates
                .iter()
                .any(|candidate| candidate.answer == **answer)
        };
        let chosen = self
            .choices
            .iter()
            .rev()
            .filter(|choice| choice.question == id)
            .map(|choice| choice.answer.as_str())
            .find(offered)
            .or_else(|| usual.filter(offered))
            .map(str::to_owned);
        self.questions.push(Question {
            id: id.to_owned(),
            span,
            sentence: sentence.into(),
            candidates,
            chosen: chosen.clone(),
        });
        chosen
    }

    // ----- names -----

    pub(super) fn find(&self, text: &str, want: Want) -> Rc<Vec<Hit>> {
        let mut known = self.hits.borrow_mut();
        let key = (text.to_owned(), want);
        if let Some(hits) = known.get(&key) {
            return Rc::clone(hits);
        }
        let hits = Rc::new(self.index.find(text, want));
        known.insert(key, Rc::clone(&hits));
        hits
    }

    /// How well a stretch names anybody: the best fit there is, somebody this line enters included.
    pub(super) fn best_fit(&self, stretch: &Stretch, want: Want) -> Option<Fit> {
        let text = self.name_text(stretch);
        if self.fresh_called(&text, want).is_some() {
            return Some(Fit::Exact);
        }
        self.find(&text, want).first().map(|hit| hit.fit)
    }

    /// A name as typed, without quotation marks around it.
    pub(super) fn name_text(&self, stretch: &Stretch) -> String {
        let text = self.span(stretch).trimmed(self.line).of(self.line);
        tidy(text.trim_matches(|c: char| {
            matches!(c, '"' | '\u{201c}' | '\u{201d}' | '\u{ab}' | '\u{bb}')
        }))
    }

    fn fresh_called(&self, text: &str, want: Want) -> Option<&Fresh> {
        let person = person_words(text);
        let body: Vec<String> = organisation_key(text)
            .split(' ')
            .map(str::to_owned)
            .collect();
        let mut fits = self.fresh.iter().filter(|fresh| match fresh.party {
            Party::Leader(_) => {
                want.leaders
                    && !person.is_empty()
                    && person.iter().all(|word| fresh.words.contains(word))
            }
            Party::Organisation(_) => {
                want.organisations
                    && body
                        .iter()
                        .all(|word| !word.is_empty() && fresh.words.contains(word))
            }
        });
        let first = fits.next()?;
        // A part of a name that the footprint knows better is not somebody new.
        let whole = first.words == person || first.words == body;
        let others = fits.next().is_some()
            || (!whole
                && self
                    .find(text, want)
                    .iter()
                    .any(|hit| hit.fit <= Fit::Short));
        (whole || !others).then_some(first)
    }

    /// Whom "she" or "it" means: the last one named who is not at the other end of the tie. `None` where it is a name.
    #[expect(
        clippy::option_option,
        reason = "no pronoun, a pronoun for nobody, a pronoun for somebody"
    )]
    fn pronoun(&self, stretch: &Stretch, want: Want) -> Option<Option<Party>> {
        if stretch.len() != 1 {
            return None;
        }
        let last = |is: fn(&Party) -> bool| {
            self.named
                .iter()
                .rev()
                .find(|party| is(party) && self.not_meant != Some(**party))
                .copied()
        };
        match self.tokens[stretch.start].fold.as_str() {
            "her" | "him" | "she" | "he" | "them" | "they" if want.leaders => {
                Some(last(|party| matches!(party, Party::Leader(_))))
            }
            "it" if want.organisations => {
                Some(last(|party| matches!(party, Party::Organisation(_))))
            }
            _ => None,
        }
    }

    /// Whom a stretch names. Says so, asks where it must, enters whom nobody has.
    pub(super) fn whom(&mut self, stretch: &Stretch, how: Use) -> Whom {
        let stretch = self.tight(stretch);
        if stretch.is_empty() {
            return Whom::Open;
        }
        if let Some(meant) = self.pronoun(&stretch, how.want) {
            let Some(party) = meant else {
                let word = self.text(&stretch).to_owned();
                self.unclear(
                    &stretch,
                    format!(
                        "Say who \u{201c}{word}\u{201d} is: nobody it could be is named before."
                    ),
                );
                return Whom::Open;
            };
            let span = self.span(&stretch);
            let state = if self.is_fresh(party) {
                State::New
            } else {
                State::Found
            };
            let sentence = self.name(party);
            self.mark(span, party, sentence, state);
            return Whom::Party(party);
        }
        let whom = self.by_name(&stretch, how);
        self.named.extend(whom.party());
        whom
    }

    fn by_name(&mut self, stretch: &Stretch, how: Use) -> Whom {
        let span = self.span(stretch).trimmed(self.line);
        let text = self.name_text(stretch);
        let plain = words(&text);
        if plain.is_empty()
            || plain.iter().all(|word| word.chars().all(char::is_numeric))
            || text.chars().count() > 200
        {
            self.not_understood(stretch);
            return Whom::Open;
        }
        if let Some(fresh) = self.fresh_called(&text, how.want) {
            let (party, name) = (fresh.party, fresh.name.clone());
            self.mark(span, party, format!("{name}, as above"), State::New);
            return Whom::Party(party);
        }
        let mut hits = self.find(&text, how.want);
        let mut at = how.at;
        if how.want.leaders
            && hits.first().is_none_or(|hit| hit.fit > Fit::Exact)
            && let Some((narrowed, organisation)) = self.with_their_body(stretch)
        {
            hits = Rc::new(narrowed);
            at = Some(organisation);
        }
        if how.want.leaders
            && hits.first().is_none_or(|hit| hit.fit > Fit::Close)
            && let Some((name, body)) = self.with_brackets(stretch)
        {
            return self.new_at_a_body(&name, &body, how);
        }
        if hits.first().is_none_or(|hit| hit.fit > Fit::Close)
            && let Some(begun) = self.begun_with(&plain, how.want)
        {
            hits = Rc::new(begun);
        }
        let decision = self.decide(&hits, how, at);
        let id = format!(
            "{}:{}",
            if how.want == Want::ORGANISATION {
                "body"
            } else {
                "who"
            },
            plain.join(" ")
        );
        match decision {
            Decision::One(hit) => self.found(span, hit),
            Decision::Nobody => self.nobody(span, &text, &id, how.otherwise),
            Decision::Ask { usual } => {
                if let Some(decided) = self.decided.get(&id).cloned() {
                    if let Whom::Party(party) = decided {
                        let sentence = self.name(party);
                        self.mark(span, party, sentence, State::Asked);
                    }
                    return decided;
                }
                let whom = self.ask_who(span, &text, &id, &hits, usual, how.otherwise);
                self.decided.insert(id, whom.clone());
                whom
            }
        }
    }

    /// "Vale Council 3 zzz": a name that is known, then a number and something that is not understood. It must be said
    /// what is meant, because a new body of that name hardly is.
    fn begun_with(&self, plain: &[String], want: Want) -> Option<Vec<Hit>> {
        (1..plain.len()).rev().find_map(|end| {
            let number = plain[end..].iter().any(|word| is_number(word));
            let known = self.find(&plain[..end].join(" "), want);
            let exact = known.first().is_some_and(|hit| hit.fit == Fit::Exact);
            (number && exact).then(|| {
                known
                    .iter()
                    .map(|hit| Hit {
                        fit: Fit::Weak,
                        ..*hit
                    })
                    .collect()
            })
        })
    }

    /// "Tom Ray (Vale Council)", "Tom Ray of Vale Council": those of the name who hold a post there.
    fn with_their_body(&self, stretch: &Stretch) -> Option<(Vec<Hit>, OrganisationId)> {
        for at in stretch.start + 1..stretch.end.saturating_sub(1) {
            let token = &self.tokens[at];
            if !(token.is_sign('(') || matches!(token.fold.as_str(), "of" | "at" | "from")) {
                continue;
            }
            let bodies = self.find(
                &self.name_text(&(at + 1..stretch.end)).replace(')', ""),
                Want::ORGANISATION,
            );
            let named: Vec<&Hit> = bodies.iter().filter(|hit| hit.fit <= Fit::Short).collect();
            let [body] = named.as_slice() else { continue };
            let EntityRef::Organisation(organisation) = self.index.entries[body.entry].reference
            else {
                continue;
            };
            let people = self.find(&self.name_text(&(stretch.start..at)), Want::LEADER);
            let there: Vec<Hit> = people
                .iter()
                .copied()
                .filter(|hit| self.holds_post_at(hit, organisation))
                .collect();
            if !there.is_empty() {
                return Some((there, organisation));
            }
            if people.first().is_some_and(|hit| hit.fit <= Fit::Short) {
                // Somebody of the name, but not of that body: it must be said who is meant.
                let all = people
                    .iter()
                    .map(|hit| Hit {
                        fit: Fit::Weak,
                        ..*hit
                    })
                    .collect();
                return Some((all, organisation));
            }
        }
        None
    }

    /// A name and, in brackets at its end, a body.
    fn with_brackets(&self, stretch: &Stretch) -> Option<(Stretch, Stretch)> {
        let opens = stretch.clone().find(|at| self.tokens[*at].is_sign('('))?;
        let closed = self.tokens[stretch.end - 1].is_sign(')');
        let body = opens + 1..stretch.end - usize::from(closed);
        (opens > stretch.start && !body.is_empty()).then_some((stretch.start..opens, body))
    }

    /// Somebody nobody knows, said to be at a body: without a title that is no post, and it is not passed over.
    fn new_at_a_body(&mut self, name: &Stretch, body: &Stretch, how: Use) -> Whom {
        let at = self.whom(body, Use::ORGANISATION);
        let whom = self.whom(name, Use { at: None, ..how });
        if let (Whom::Party(party), Some(at)) = (&whom, at.party())
            && self.is_fresh(*party)
        {
            let (name, place) = (self.name(*party), self.name(at));
            self.troubles.push(format!(
                "Say what {name} does at {place}: enter \u{201c}{name}, title, {place};\u{201d} before it, or leave the brackets out."
            ));
        }
        whom
    }

    fn holds_post_at(&self, hit: &Hit, organisation: OrganisationId) -> bool {
        let EntityRef::Leader(leader) = self.index.entries[hit.entry].reference else {
            return false;
        };
        self.index
            .posts_of(leader)
            .iter()
            .any(|post| post.current && post.organisation == organisation)
    }

    fn decide(&self, hits: &[Hit], how: Use, at: Option<OrganisationId>) -> Decision {
        let Some(first) = hits.first() else {
            return Decision::Nobody;
        };
        let open = |hit: &&Hit| self.index.entries[hit.entry].open;
        let mut best: Vec<&Hit> = hits.iter().filter(|hit| hit.fit == first.fit).collect();
        if best.iter().any(&open) {
            best.retain(open);
        }
        if let Some(organisation) = at
            && best.iter().any(|hit| self.holds_post_at(hit, organisation))
        {
            best.retain(|hit| self.holds_post_at(hit, organisation));
        }
        let only = match best.as_slice() {
            [only] => Some(**only),
            _ => None,
        };
        let is_person = |hit: &Hit| {
            matches!(
                self.index.entries[hit.entry].reference,
                EntityRef::Leader(_)
            )
        };
        match (first.fit, only) {
            (Fit::Exact, Some(hit)) => Decision::One(hit),
            (Fit::Short, Some(hit)) if !how.enters && open(&&hit) => Decision::One(hit),
            (Fit::Short, Some(hit)) => Decision::Ask { usual: Some(hit) },
            (Fit::Exact | Fit::Short, None) => Decision::Ask { usual: None },
            (Fit::Close, _) => {
                let nearest: Vec<&&Hit> = best
                    .iter()
                    .filter(|hit| hit.apart == best[0].apart)
                    .collect();
                Decision::Ask {
                    usual: (nearest.len() == 1).then(|| **nearest[0]),
                }
            }
            (Fit::Weak, only) => Decision::Ask {
                // Who is said to be where they are not is nobody's likeliest.
                usual: only.filter(|hit| {
                    is_person(hit) && at.is_none_or(|at| self.holds_post_at(hit, at))
                }),
            },
        }
    }

    fn found(&mut self, span: Span, hit: Hit) -> Whom {
        let entry = &self.index.entries[hit.entry];
        let Some(party) = party_of(entry.reference) else {
            return Whom::Open;
        };
        let sentence = format!("{}: {}", entry.name, entry.detail);
        self.mark(span, party, sentence, State::Found);
        Whom::Party(party)
    }

    fn ask_who(
        &mut self,
        span: Span,
        text: &str,
        id: &str,
        hits: &[Hit],
        usual: Option<Hit>,
        otherwise: Otherwise,
    ) -> Whom {
        const MOST: usize = 6;
        let mut candidates: Vec<Candidate> = hits
            .iter()
            .take(MOST)
            .map(|hit| {
                let entry = &self.index.entries[hit.entry];
                Candidate {
                    answer: entry.reference.to_string(),
                    name: entry.name.clone(),
                    detail: entry.detail.clone(),
                }
            })
            .collect();
        let news = new_answers(text, otherwise);
        candidates.extend(news.iter().map(|(answer, detail)| Candidate {
            answer: (*answer).to_owned(),
            name: written_name(text, *answer == "new_organisation"),
            detail: (*detail).to_owned(),
        }));
        let near = hits.first().is_some_and(|hit| hit.fit >= Fit::Close);
        let likeliest = usual.map(|hit| self.index.entries[hit.entry].reference.to_string());
        let fallback = (near
            && hits.first().is_some_and(|hit| {
                let reference = self.index.entries[hit.entry].reference;
                hit.fit == Fit::Weak && matches!(reference, EntityRef::Organisation(_))
            })
            && looks_like_a_body(&words(text))
            && !words(text).iter().any(|word| is_number(word)))
        .then(|| "new_organisation".to_owned());
        let sentence = match (&usual, near) {
            (Some(hit), true) => format!("Did you mean {}?", self.index.entries[hit.entry].name),
            (Some(hit), false) => format!(
                "Is \u{201c}{text}\u{201d} {}?",
                self.index.entries[hit.entry].name
            ),
            (None, true) => format!("Nothing is called \u{201c}{text}\u{201d}. Whom did you mean?"),
            (None, false) => format!("\u{201c}{text}\u{201d} may be several. Which do you mean?"),
        };
        let usual = likeliest.or(fallback);
        let answer = self.ask(id, span, sentence, candidates, usual.as_deref());
        self.answered(span, text, answer.as_deref())
    }

    /// Somebody as an answer names them.
    fn answered(&mut self, span: Span, text: &str, answer: Option<&str>) -> Whom {
        match answer {
            None => {
                self.parts.push(Part {
                    span,
                    what: What::Leader,
                    state: State::Asked,
                    entity: None,
                    name: tidy(text),
                    sentence: "say which below".to_owned(),
                });
                Whom::Open
            }
            Some("new_leader") => self.new_leader(span, text).map_or(Whom::Open, Whom::Party),
            Some("new_organisation") => self
                .new_organisation(span, text, None)
                .map_or(Whom::Open, Whom::Party),
            Some("outside") => self.outside(span, text),
            Some(key) => match key.parse().ok().and_then(party_of) {
                Some(party) => {
                    let sentence = self.index.entry_of(party.into()).map_or_else(
                        || self.name(party),
                        |entry| format!("{}: {}", entry.name, entry.detail),
                    );
                    self.mark(span, party, sentence, State::Found);
                    Whom::Party(party)
                }
                None => Whom::Open,
            },
        }
    }

    fn nobody(&mut self, span: Span, text: &str, id: &str, otherwise: Otherwise) -> Whom {
        let own = words(text);
        let answer = match otherwise {
            Otherwise::Leader => "new_leader",
            Otherwise::Organisation => "new_organisation",
            Otherwise::Outside => "outside",
            Otherwise::ByLooks if looks_like_a_body(&own) => "new_organisation",
            Otherwise::ByLooks if reads_like_a_person(text) => "new_leader",
            Otherwise::ByLooks | Otherwise::Asked => {
                if let Some(decided) = self.decided.get(id) {
                    return decided.clone();
                }
                let whom = self.ask_who(span, text, id, &[], None, otherwise);
                if let Some(question) = self.questions.iter_mut().find(|question| question.id == id)
                {
                    question.sentence =
                        format!("Nothing is called \u{201c}{text}\u{201d}. What is it?");
                }
                self.decided.insert(id.to_owned(), whom.clone());
                return whom;
            }
        };
        self.answered(span, text, Some(answer))
    }

    fn outside(&mut self, span: Span, text: &str) -> Whom {
        let name = written_name(text, false);
        self.say_span(
            span,
            What::Detail,
            format!("{name}, who is not in the footprint"),
        );
        Whom::Outside(name)
    }

    /// Enters a leader.
    pub(super) fn new_leader(&mut self, span: Span, text: &str) -> Option<Party> {
        let name = written_name(text, false);
        if !can_be_a_persons_name(&name) {
            self.parts.push(Part {
                span,
                what: What::Unclear,
                state: State::Unclear,
                entity: None,
                sentence: format!("\u{201c}{}\u{201d} is nobody here and cannot be a new person's name; write the name alone.", shortened(&name)),
                name,
            });
            return None;
        }
        let id: LeaderId = self.id();
        let leader = new_leader(id, &name);
        self.enter(
            id.into(),
            &name,
            person_words(&name),
            format!("add {name}{AS_A_LEADER}"),
            Edit::AddLeader(leader),
        );
        self.mark(span, id.into(), "a new leader".to_owned(), State::New);
        Some(id.into())
    }

    /// Enters an organisation, once it is known what it is.
    pub(super) fn new_organisation(
        &mut self,
        span: Span,
        text: &str,
        kind: Option<OrganisationKind>,
    ) -> Option<Party> {
        let name = written_name(text, true);
        let kind = match kind.or(self.kind_said) {
            Some(kind) => Some(kind),
            None => self.ask_kind(span, &name),
        };
        let Some(kind) = kind else {
            self.parts.push(Part {
                span,
                what: What::Organisation,
                state: State::Asked,
                entity: None,
                name,
                sentence: "a new organisation; say what it is below".to_owned(),
            });
            return None;
        };
        let id: OrganisationId = self.id();
        let mut row = Organisation::new(id, &name, kind);
        let label = exchange::label(&name);
        if name.chars().count() > exchange::LONGEST_LABEL {
            row.label = label;
        }
        // Who is entered into a footprint belongs to it, unless the line says otherwise.
        let place = self
            .map
            .footprint()
            .place_id
            .filter(|_| !self.elsewhere)
            .and_then(|id| self.map.place(id));
        row.memberships = place
            .map(|place| Membership {
                place_id: place.id,
                from: None,
                to: None,
            })
            .into_iter()
            .collect();
        let within = place.map_or_else(String::new, |place| format!(", in {}", place.name));
        let own = organisation_key(&name)
            .split(' ')
            .map(str::to_owned)
            .collect();
        let short = if row.label.is_empty() {
            String::new()
        } else {
            format!(", shown as \u{201c}{}\u{201d}", row.label)
        };
        let said = format!("add {name}, {}{within}{short}", kind.word());
        self.enter(id.into(), &name, own, said, Edit::AddOrganisation(row));
        self.mark(
            span,
            id.into(),
            format!("a new organisation, {}", kind.word()),
            State::New,
        );
        Some(id.into())
    }

    fn ask_kind(&mut self, span: Span, name: &str) -> Option<OrganisationKind> {
        let guess = exchange::guess_kind(name, None);
        let mut kinds = KIND_WORDS;
        kinds.sort_by_key(|(_, kind)| *kind != guess || guess == OrganisationKind::Other);
        let candidates = kinds
            .iter()
            .map(|(word, kind)| Candidate {
                answer: kind.key().to_owned(),
                name: (*word).to_owned(),
                detail: String::new(),
            })
            .collect();
        // A name that says nothing of its kind is no reason to guess one.
        let usual = (guess != OrganisationKind::Other).then(|| guess.key());
        let id = format!("kind:{}", organisation_key(name));
        let answer = self.ask(
            &id,
            span,
            format!("{name} is new. What is it?"),
            candidates,
            usual,
        )?;
        OrganisationKind::from_key(&answer)
    }

    fn enter(&mut self, party: Party, name: &str, words: Vec<String>, said: String, edit: Edit) {
        self.doings.push(Doing {
            words: said,
            edits: vec![edit],
            main: false,
        });
        let doing = self.doings.len() - 1;
        self.fresh.push(Fresh {
            party,
            name: name.to_owned(),
            words,
            doing,
        });
    }

    /// Whom the clauses that begin with a verb are about from here on.
    pub(super) fn remember_subject(&mut self, party: Party) {
        self.subject = Some(party);
    }
}

#[derive(Debug, Clone, Copy)]
enum Decision {
    One(Hit),
    Ask { usual: Option<Hit> },
    Nobody,
}

/// Whether a name looks like a person's, with a capital at every word but "van" and the like, or at none.
fn reads_like_a_person(text: &str) -> bool {
    const SMALL: [&str; 22] = [
        "de", "del", "della", "da", "das", "do", "dos", "du", "di", "van", "von", "der", "den",
        "ter", "ten", "la", "le", "al", "el", "bin", "ap", "y",
    ];
    let capitals = text
        .split([' ', '-'])
        .filter(|word| word.starts_with(char::is_uppercase))
        .count();
    let all = text
        .split([' ', '-'])
        .filter(|word| !word.is_empty())
        .all(|word| {
            word.starts_with(|c: char| !c.is_lowercase())
                || SMALL.contains(&word)
                || word.starts_with("d\u{2019}")
                || word.starts_with("d'")
        });
    looks_like_a_person(&person_words(text)) && (capitals == 0 || all)
}

/// Whether a new person may be called so: a few words of letters.
fn can_be_a_persons_name(name: &str) -> bool {
    let signs = |c: char| {
        matches!(
            c,
            ' ' | '-' | '\'' | '\u{2019}' | '\u{2010}' | '\u{2011}' | '.' | ','
        )
    };
    words(name).len() <= 8
        && name.chars().any(char::is_alphabetic)
        && name
            .chars()
            .all(|c| c.is_alphabetic() || signs(c) || ('\u{300}'..='\u{36f}').contains(&c))
}

/// The new things a name may become, likeliest first.
fn new_answers(text: &str, otherwise: Otherwise) -> Vec<(&'static str, &'static str)> {
    let leader = ("new_leader", "a new leader");
    let organisation = ("new_organisation", "a new organisation");
    match otherwise {
        Otherwise::Leader => vec![leader],
        Otherwise::Organisation => vec![organisation],
        Otherwise::Outside => vec![("outside", "somebody outside the footprint")],
        Otherwise::ByLooks | Otherwise::Asked if looks_like_a_body(&words(text)) => {
            vec![organisation, leader]
        }
        Otherwise::ByLooks | Otherwise::Asked => vec![leader, organisation],
    }
}

fn party_of(reference: EntityRef) -> Option<Party> {
    match reference {
        EntityRef::Organisation(id) => Some(id.into()),
        EntityRef::Leader(id) => Some(id.into()),
        _ => None,
    }
}

/// A leader with a name and nothing more known.
fn new_leader(id: LeaderId, name: &str) -> Leader {
    Leader {
        id,
        name: name.to_owned(),
        contact: None,
        do_not_ask: false,
        keep_until: None,
        confidentiality: Confidentiality::Partners,
        record: Record::default(),
    }
}

/// A new name as it is written down: as typed, but not all in small letters or capitals.
pub(super) fn written_name(text: &str, body: bool) -> String {
    let written = in_ordinary_letters(text, body);
    // In some scripts capitals and small letters are not each other's; then the name stays as typed.
    if words(&written) == words(text) {
        written
    } else {
        tidy(text)
    }
}

fn in_ordinary_letters(text: &str, body: bool) -> String {
    let name = tidy(text);
    let name = name.trim_matches(|c: char| matches!(c, ',' | ';' | ':' | '"' | '(' | ')'));
    let name = name.trim();
    let name = name
        .strip_suffix('.')
        .filter(|rest| rest.contains(' ') && !ends_in_initial(rest))
        .unwrap_or(name);
    let small = !name.chars().any(char::is_uppercase);
    let large = !name.chars().any(char::is_lowercase) && name.contains(' ');
    if !(small || large) || !name.chars().any(char::is_alphabetic) {
        return name.to_owned();
    }
    if body {
        return capital(&exchange::ordinary_letters(&name.to_uppercase()));
    }
    let mut start = true;
    let mut written = String::new();
    for c in name.to_lowercase().chars() {
        if start {
            written.extend(c.to_uppercase());
        } else {
            written.push(c);
        }
        start = !(c.is_alphanumeric()) || (matches!(c, '\'' | '\u{2019}'));
    }
    // "James's" has no capital after its apostrophe.
    written
        .replace("'S ", "'s ")
        .replace("\u{2019}S ", "\u{2019}s ")
}

fn is_number(word: &str) -> bool {
    word.chars().all(char::is_numeric)
}

fn ends_in_initial(text: &str) -> bool {
    text.rsplit([' ', '.'])
        .next()
        .is_some_and(|last| last.chars().count() == 1)
}

/// The beginning of a long text.
pub(super) fn shortened(text: &str) -> String {
    const MOST: usize = 60;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    let short: String = text.chars().take(MOST - 1).collect();
    format!("{}\u{2026}", short.trim_end())
}
