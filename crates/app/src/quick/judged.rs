//! What is said of a tie after the names: level, trust, who told it, when, how sure.

use domain::{Confidence, Confidentiality, Level, Method, Party, Sign, Trust};
use jiff::civil::Date;

use super::What;
use super::day::{Lean, day_at};
use super::index::Want;
use super::reader::{Reader, Stretch, Use, Whom};
use super::text::Sort;
use super::vocabulary::{level_called, level_in_words};

/// Whose view of a tie it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Teller {
    /// The keeper's own.
    Keeper,
    /// Both parties'.
    Both,
    /// Somebody's.
    Whom(Whom),
}

/// What is said of one tie.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Judged {
    pub(super) level: Option<Level>,
    pub(super) trust: Option<Trust>,
    pub(super) sign: Option<Sign>,
    pub(super) method: Option<Method>,
    pub(super) teller: Option<Teller>,
    pub(super) confidence: Option<Confidence>,
    pub(super) date: Option<Date>,
    pub(super) from: Option<Date>,
    pub(super) until: Option<Date>,
    pub(super) note: Option<String>,
    pub(super) confidentiality: Option<Confidentiality>,
    /// What each of the two says, where they differ.
    pub(super) views: Vec<(Party, Level)>,
}

impl Judged {
    pub(super) const fn judges(&self) -> bool {
        self.level.is_some() || self.trust.is_some() || self.sign.is_some()
    }

    /// What holds of every tie of a clause and is not said again for each.
    pub(super) fn take_common(&mut self, other: &Self) {
        self.method = self.method.or(other.method);
        if self.teller.is_none() {
            self.teller.clone_from(&other.teller);
        }
        self.confidence = self.confidence.or(other.confidence);
        self.date = self.date.or(other.date);
        self.from = self.from.or(other.from);
        self.until = self.until.or(other.until);
        if self.note.is_none() {
            self.note.clone_from(&other.note);
        }
        self.confidentiality = self.confidentiality.or(other.confidentiality);
    }
}

/// One thing said, with the tokens it takes.
#[derive(Debug, Clone, PartialEq)]
enum Qualifier {
    Level(Level),
    NoSuchLevel,
    Trust(Trust),
    NoSuchTrust,
    Sign(Sign),
    Method(Method),
    Keeper,
    Both,
    Teller(Stretch),
    Confidence(Confidence, &'static str),
    On(Date),
    Since(Date),
    Until(Date),
    Confidentiality(Confidentiality),
    View(Stretch, Level),
    Glue,
}

const METHODS: &[(&[&str], Method)] = &[
    (&["observed"], Method::Observed),
    (&["seen"], Method::Observed),
    (&["hearsay"], Method::Hearsay),
    (&["heard"], Method::Hearsay),
    (&["assumed"], Method::Assumed),
    (&["assumption"], Method::Assumed),
    (&["a", "guess"], Method::Assumed),
    (&["guess"], Method::Assumed),
];

const SURE: &[(&[&str], (u8, &str))] = &[
    (&["very", "sure"], (90, "sure")),
    (&["fairly", "sure"], (70, "fairly sure")),
    (&["quite", "sure"], (70, "fairly sure")),
    (&["not", "sure"], (40, "not sure")),
    (&["not", "very", "sure"], (40, "not sure")),
    (&["unsure"], (40, "not sure")),
    (&["sure"], (90, "sure")),
];

const SEEN_BY: &[(&[&str], Confidentiality)] = &[
    (&["working", "group", "only"], Confidentiality::Working),
    (
        &["for", "the", "working", "group"],
        Confidentiality::Working,
    ),
    (&["confidential"], Confidentiality::Working),
    (&["for", "the", "partners"], Confidentiality::Partners),
    (&["for", "partners"], Confidentiality::Partners),
    (&["for", "the", "board"], Confidentiality::Board),
    (&["public"], Confidentiality::Public),
];

const TOLD: &[(&[&str], ())] = &[
    (&["told", "by"], ()),
    (&["told", "us", "by"], ()),
    (&["according", "to"], ()),
    (&["as", "told", "by"], ()),
    (&["says"], ()),
    (&["per"], ()),
];

const SAYS: &[&str] = &["says", "said", "thinks"];

impl Reader<'_> {
    /// Parts a piece into a name and what is said after it. The name is as long as it must be for the rest to be
    /// understood, and longer where the footprint knows it longer ("Mill Trust 3").
    pub(super) fn name_and_said(&self, piece: &Stretch, want: Want) -> (Stretch, Stretch) {
        let whole = self.tight(piece);
        if whole.is_empty() || self.best_fit(&whole, want) == Some(super::index::Fit::Exact) {
            return (whole.clone(), whole.end..whole.end);
        }
        let mut best: Option<(usize, i32)> = None;
        for at in whole.clone() {
            if self.qualifiers(&(at..whole.end)).is_none() {
                continue;
            }
            let name = self.tight(&(whole.start..at));
            let mut worth = if name.is_empty() {
                // Nothing but what is said.
                95
            } else {
                match self.best_fit(&name, want) {
                    Some(super::index::Fit::Exact) => 100,
                    Some(super::index::Fit::Short) => 80,
                    Some(super::index::Fit::Close) => 40,
                    Some(super::index::Fit::Weak) => 20,
                    None => 10,
                }
            };
            // "Trust" with a capital belongs to the name before it.
            let token = &self.tokens[at];
            if token.is("trust") && token.span.of(self.line).starts_with('T') && at > whole.start {
                worth -= 5;
            }
            if best.is_none_or(|(_, known)| known < worth) {
                best = Some((at, worth));
            }
        }
        match best {
            Some((at, _)) => (self.tight(&(whole.start..at)), at..whole.end),
            None => (whole.clone(), whole.end..whole.end),
        }
    }

    /// Whether all of a stretch is about a judgement.
    pub(super) fn is_all_said(&self, stretch: &Stretch) -> bool {
        !stretch.is_empty() && self.qualifiers(stretch).is_some()
    }

    /// Takes what is said of a tie, and says what was understood.
    pub(super) fn take_said(&mut self, stretch: &Stretch, judged: &mut Judged) {
        let Some(said) = self.qualifiers(stretch) else {
            self.not_understood(stretch);
            return;
        };
        for (place, qualifier) in said {
            self.take_qualifier(&place, qualifier, judged);
        }
    }

    fn take_qualifier(&mut self, place: &Stretch, qualifier: Qualifier, judged: &mut Judged) {
        match qualifier {
            Qualifier::Glue => {}
            Qualifier::Level(level) => {
                self.say(place, What::Level, level_in_words(level));
                judged.level = Some(level);
            }
            Qualifier::NoSuchLevel => {
                self.unclear(place, "Levels of collaboration run from 0 (none) to 5 (collaboration); write one of them.");
            }
            Qualifier::Trust(trust) => {
                self.say(place, What::Trust, format!("trust {} of 5", trust.number()));
                judged.trust = Some(trust);
            }
            Qualifier::NoSuchTrust => {
                self.unclear(place, "Trust runs from 1 (lowest) to 5; write one of them.");
            }
            Qualifier::Sign(sign) => {
                self.say(place, What::Detail, sign.word());
                judged.sign = Some(sign);
            }
            Qualifier::Method(method) => {
                self.say(place, What::Detail, method.word());
                judged.method = Some(method);
            }
            Qualifier::Keeper => {
                self.say(place, What::Detail, "your own view");
                judged.teller = Some(Teller::Keeper);
            }
            Qualifier::Both => {
                self.say(place, What::Detail, "told by both of them");
                judged.teller = Some(Teller::Both);
            }
            Qualifier::Teller(name) => {
                self.say(&(place.start..name.start), What::Verb, "");
                let whom = self.whom(&name, Use::TELLER);
                judged.teller = Some(Teller::Whom(whom));
            }
            Qualifier::Confidence(confidence, word) => {
                self.say(place, What::Detail, word);
                judged.confidence = Some(confidence);
            }
            Qualifier::On(day) => {
                self.say(place, What::Day, crate::parties::in_words(day));
                judged.date = Some(day);
            }
            Qualifier::Since(day) => {
                self.say(
                    place,
                    What::Day,
                    format!("from {}", crate::parties::in_words(day)),
                );
                judged.from = Some(day);
            }
            Qualifier::Until(day) => {
                self.say(
                    place,
                    What::Day,
                    format!("until {}", crate::parties::in_words(day)),
                );
                judged.until = Some(day);
            }
            Qualifier::Confidentiality(confidentiality) => {
                self.say(
                    place,
                    What::Detail,
                    format!("may be seen by: {}", confidentiality.word()),
                );
                judged.confidentiality = Some(confidentiality);
            }
            Qualifier::View(name, level) => {
                if let Some(party) = self.whom(&name, Use::PARTY).party() {
                    self.say(
                        &(name.end..place.end),
                        What::Level,
                        format!("says {}", level_in_words(level)),
                    );
                    judged.views.push((party, level));
                }
            }
        }
    }

    /// A stretch read as nothing but qualifiers; `None` where something else is in it.
    fn qualifiers(&self, stretch: &Stretch) -> Option<Vec<(Stretch, Qualifier)>> {
        let mut found = Vec::new();
        let mut at = stretch.start;
        let mut any = false;
        while at < stretch.end {
            let (length, qualifier) = self.qualifier_at(at, stretch.end)?;
            any |= qualifier != Qualifier::Glue;
            found.push((at..at + length, qualifier));
            at += length;
        }
        any.then_some(found)
    }

    fn qualifier_at(&self, at: usize, end: usize) -> Option<(usize, Qualifier)> {
        let token = &self.tokens[at];
        if matches!(token.sort, Sort::Sign('(' | ')' | ',' | ':' | '=' | '.')) {
            return Some((1, Qualifier::Glue));
        }
        self.trust_at(at, end)
            .or_else(|| self.teller_at(at, end))
            .or_else(|| self.view_at(at, end))
            .or_else(|| self.day_said_at(at, end))
            .or_else(|| self.level_at(at, end))
            .or_else(|| {
                self.phrase_at(at, end, METHODS)
                    .map(|(n, method)| (n, Qualifier::Method(*method)))
            })
            .or_else(|| {
                let (length, (hundredths, word)) = self.phrase_at(at, end, SURE)?;
                let confidence = Confidence::try_from(f64::from(*hundredths) / 100.0).ok()?;
                Some((length, Qualifier::Confidence(confidence, word)))
            })
            .or_else(|| {
                self.phrase_at(at, end, SEEN_BY)
                    .map(|(n, who)| (n, Qualifier::Confidentiality(*who)))
            })
            .or_else(|| {
                let sign = match token.fold.as_str() {
                    "strained" | "negative" | "difficult" => Sign::Negative,
                    "good" | "positive" => Sign::Positive,
                    _ => return None,
                };
                Some((1, Qualifier::Sign(sign)))
            })
            .or_else(|| {
                token
                    .is("and")
                    .then_some((1, Qualifier::Glue))
                    .filter(|_| at + 1 < end && self.qualifier_at(at + 1, end).is_some())
            })
    }

    fn level_at(&self, at: usize, end: usize) -> Option<(usize, Qualifier)> {
        let mut next = at;
        let mut named = false;
        while next < end
            && matches!(
                self.tokens[next].fold.as_str(),
                "at" | "a" | "level" | "lvl" | "of" | "about"
            )
        {
            named |= self.tokens[next].is("level") || self.tokens[next].is("at");
            next += 1;
        }
        while next > at && next < end && matches!(self.tokens[next].sort, Sort::Sign(':' | '=')) {
            next += 1;
        }
        if next >= end {
            return None;
        }
        let token = &self.tokens[next];
        if let Some(level) =
            level_called(&token.fold).filter(|level| *level != Level::None || named || next == at)
        {
            return Some((next + 1 - at, Qualifier::Level(level)));
        }
        let short = token
            .fold
            .strip_prefix('l')
            .and_then(|digits| digits.parse::<i64>().ok());
        let number = token.number().or(short)?;
        let mut used = next + 1;
        // A half level, or the beginning of a number of another sort.
        if self
            .tokens
            .get(used)
            .is_some_and(|dot| dot.is_sign('.') && !dot.gap)
            && self
                .tokens
                .get(used + 1)
                .is_some_and(|rest| !rest.gap && rest.number().is_some())
            && used + 1 < end
        {
            return Some((used + 2 - at, Qualifier::NoSuchLevel));
        }
        if self.tokens.get(used).is_some_and(|sign| sign.is_sign('/'))
            && self.tokens.get(used + 1).is_some_and(|five| five.is("5"))
            && used + 1 < end
        {
            used += 2;
        }
        let level = u8::try_from(number)
            .ok()
            .and_then(|number| Level::try_from(number).ok());
        let qualifier = match level {
            Some(level) => Qualifier::Level(level),
            None if number < 1000 => Qualifier::NoSuchLevel,
            None => return None,
        };
        // The level in words after its number says the same again.
        let word = self
            .tokens
            .get(used)
            .filter(|_| used < end)
            .and_then(|word| level_called(&word.fold));
        if let (Qualifier::Level(level), Some(said)) = (&qualifier, word)
            && *level == said
        {
            used += 1;
        }
        Some((used - at, qualifier))
    }

    fn trust_at(&self, at: usize, end: usize) -> Option<(usize, Qualifier)> {
        if !self.tokens[at].is("trust") {
            return None;
        }
        let mut next = at + 1;
        while next < end
            && matches!(
                self.tokens[next].fold.as_str(),
                "of" | "level" | "is" | "at" | ":" | "="
            )
        {
            next += 1;
        }
        let number = self.tokens.get(next).filter(|_| next < end)?.number()?;
        let mut used = next + 1;
        if used + 1 < end && self.tokens[used].is_sign('/') && self.tokens[used + 1].is("5") {
            used += 2;
        }
        let trust = u8::try_from(number)
            .ok()
            .and_then(|number| Trust::try_from(number).ok());
        Some((
            used - at,
            trust.map_or(Qualifier::NoSuchTrust, Qualifier::Trust),
        ))
    }

    fn teller_at(&self, at: usize, end: usize) -> Option<(usize, Qualifier)> {
        if self.says(at, end, &["my", "view"])
            || self.says(at, end, &["own", "view"])
            || self.says(at, end, &["our", "view"])
        {
            return Some((2, Qualifier::Keeper));
        }
        let (length, ()) = self.phrase_at(at, end, TOLD)?;
        let start = at + length;
        if start >= end {
            return None;
        }
        match self.tokens[start].fold.as_str() {
            "both" => {
                let more = usize::from(self.says(start + 1, end, &["of", "them"])) * 2;
                return Some((length + 1 + more, Qualifier::Both));
            }
            "me" | "us" => return Some((length + 1, Qualifier::Keeper)),
            _ => {}
        }
        let mut stop = start + 1;
        while stop < end {
            let token = &self.tokens[stop];
            let ends = matches!(token.sort, Sort::Sign(',' | ')'))
                || (!token.is("and")
                    && !token.is_sign('.')
                    && self.qualifier_at(stop, end).is_some());
            if ends {
                break;
            }
            stop += 1;
        }
        Some((stop - at, Qualifier::Teller(start..stop)))
    }

    /// "Vale says 3".
    fn view_at(&self, at: usize, end: usize) -> Option<(usize, Qualifier)> {
        const LONGEST: usize = 9;
        for says in at + 1..end.min(at + LONGEST) {
            let token = &self.tokens[says];
            if matches!(token.sort, Sort::Sign(',' | ';' | '(')) || token.number().is_some() {
                return None;
            }
            if SAYS.contains(&token.fold.as_str()) {
                let (length, qualifier) =
                    self.level_at(says + 1, end).filter(|_| says + 1 < end)?;
                let Qualifier::Level(level) = qualifier else {
                    return None;
                };
                return Some((says + 1 + length - at, Qualifier::View(at..says, level)));
            }
        }
        None
    }

    fn day_said_at(&self, at: usize, end: usize) -> Option<(usize, Qualifier)> {
        let word = self.tokens[at].fold.as_str();
        let day = |from: usize, lean: Lean| {
            let (length, day) = day_at(self.tokens.get(from..end)?, self.today, lean)?;
            Some((from + length - at, day))
        };
        match word {
            "on" => day(at + 1, Lean::Past).map(|(n, day)| (n, Qualifier::On(day))),
            "as" if self.says(at, end, &["as", "of"]) => {
                day(at + 2, Lean::Past).map(|(n, day)| (n, Qualifier::On(day)))
            }
            "since" => day(at + 1, Lean::Past)
                .or_else(|| day(at + 1, Lean::Nearest))
                .map(|(n, day)| (n, Qualifier::Since(day))),
            "from" => day(at + 1, Lean::Nearest).map(|(n, day)| (n, Qualifier::Since(day))),
            "until" | "till" => {
                day(at + 1, Lean::Future).map(|(n, day)| (n, Qualifier::Until(day)))
            }
            // Three of five, not the third of May.
            _ if self.tokens[at].number().is_some_and(|number| number <= 5)
                && self.says(at + 1, end, &["/", "5"])
                && !self.says(at + 3, end, &["/"]) =>
            {
                None
            }
            _ => {
                let (length, day) = day(at, Lean::Past)?;
                // A bare number is a level and a bare year is nothing yet.
                (length > 1 || self.tokens[at].number().is_none())
                    .then_some((length, Qualifier::On(day)))
            }
        }
    }
}
