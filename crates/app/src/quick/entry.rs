//! Clauses that enter people, their posts and bodies, and clauses that end a post.

use domain::{
    Authority, Code, CodeScheme, Confidentiality, Edit, LeaderChange, LeaderId, Membership,
    OrganisationChange, OrganisationId, OrganisationKind, Party, Patch, PlaceId, Post, PostChange,
    Record,
};
use jiff::civil::Date;

use super::day::{Lean, day_at};
use super::index::{Fit, Held, Want, title_key};
use super::reader::{AS_A_LEADER, Otherwise, Reader, Stretch, Use};
use super::text::{Sort, tidy, words};
use super::vocabulary::{
    LEAVING, authority_called, is_a_title, kind_called, looks_like_a_body, looks_like_a_person,
    title_in_sentence,
};
use super::{Candidate, What};
use crate::parties::in_words;
use crate::sentence::capital;

/// What a piece between commas is.
#[derive(Debug, Clone, PartialEq)]
enum Piece {
    Name(Stretch),
    Title(Stretch),
    TitleOf { title: Stretch, body: Stretch },
    Kind(Stretch, OrganisationKind),
    Authority(Stretch, Authority),
    From(Stretch, Date),
    Until(Stretch, Date),
    Contact(Stretch),
    Code(Stretch, CodeScheme, String),
    Label(Stretch, Stretch),
    Place(Stretch, Option<PlaceId>),
    PartOf(Stretch, Stretch),
    Elsewhere(Stretch),
    Opened(Stretch, Date),
    Closed(Stretch, Date),
}

/// Posts said together: titles at bodies.
#[derive(Debug, Clone, Default)]
struct PostsSaid {
    titles: Vec<Stretch>,
    bodies: Vec<Stretch>,
    about: AboutPost,
}

/// What is said of a post beside its title and body.
#[derive(Debug, Clone, Copy, Default)]
struct AboutPost {
    from: Option<Date>,
    until: Option<Date>,
    authority: Option<Authority>,
}

/// What is said of a body beside its name and kind.
#[derive(Debug, Clone, Default)]
struct AboutBody {
    label: Option<String>,
    codes: Vec<Code>,
    place: Option<PlaceId>,
    parent: Option<OrganisationId>,
    opened: Option<Date>,
    closed: Option<Date>,
}

/// Bodies whose names end so are bodies also where nobody knows them: "Chair of Harrow Down Trust".
const ENDS_A_BODY: [&str; 20] = [
    "council",
    "trust",
    "hospital",
    "hospitals",
    "ccg",
    "icb",
    "federation",
    "practice",
    "hospice",
    "university",
    "college",
    "authority",
    "surgery",
    "cic",
    "ltd",
    "healthwatch",
    "ft",
    "pcn",
    "infirmary",
    "alliance",
];

const SCHEMES: [(&[&str], CodeScheme); 7] = [
    (&["ods", "code"], CodeScheme::Ods),
    (&["ods"], CodeScheme::Ods),
    (&["ons"], CodeScheme::OnsGss),
    (&["cqc"], CodeScheme::Cqc),
    (&["companies", "house"], CodeScheme::CompaniesHouse),
    (&["charity", "number"], CodeScheme::Charity),
    (&["code"], CodeScheme::Other),
];

impl Reader<'_> {
    /// A person with posts, a body, or a name alone.
    pub(super) fn entry(&mut self, clause: &Stretch) {
        let (clause, hint) = self.without_hint(clause);
        let mut pieces: Vec<Piece> = Vec::new();
        for (at, stretch) in self.entry_stretches(&clause).into_iter().enumerate() {
            if at == 0
                && let Some((name, rest)) = self.unpunctuated(&stretch)
            {
                pieces.push(Piece::Name(name));
                pieces.push(self.classify(&rest));
            } else {
                pieces.push(self.classify(&stretch));
            }
        }
        let titled = pieces
            .iter()
            .any(|piece| matches!(piece, Piece::Title(_) | Piece::TitleOf { .. }));
        let kind = pieces.iter().find_map(|piece| match piece {
            Piece::Kind(place, kind) => Some((place.clone(), *kind)),
            _ => None,
        });
        let first = pieces.iter().find_map(|piece| match piece {
            Piece::Name(name) => Some(name.clone()),
            _ => None,
        });
        let Some(first) = first else {
            self.without_a_name(&pieces, &clause);
            return;
        };
        let is_leader = self.best_fit(&first, Want::LEADER) == Some(Fit::Exact);
        let says_body = pieces.iter().any(|piece| {
            matches!(
                piece,
                Piece::Code(..)
                    | Piece::Label(..)
                    | Piece::Place(..)
                    | Piece::PartOf(..)
                    | Piece::Elsewhere(_)
                    | Piece::Opened(..)
                    | Piece::Closed(..)
            )
        });
        let body = match hint {
            Some(What::Organisation) => true,
            Some(_) => false,
            None => !titled && !is_leader && (kind.is_some() || says_body),
        };
        if body {
            self.enter_body(&first, kind.as_ref(), &pieces);
        } else if pieces.len() == 1 && hint.is_none() {
            self.name_alone(&first);
        } else {
            self.enter_person(&pieces, hint);
        }
    }

    /// "new leader Maria Okafor": what the clause says it enters.
    fn without_hint(&mut self, clause: &Stretch) -> (Stretch, Option<What>) {
        let mut start = clause.start;
        while start < clause.end
            && matches!(
                self.tokens[start].fold.as_str(),
                "add" | "new" | "a" | "an" | "please" | "also" | "and"
            )
        {
            start += 1;
        }
        let hint = match self
            .tokens
            .get(start)
            .filter(|_| start + 1 < clause.end)
            .map(|token| token.fold.as_str())
        {
            Some("leader" | "person")
                if start > clause.start || self.tokens[start + 1].is_sign(':') =>
            {
                Some(What::Leader)
            }
            Some("organisation" | "organization" | "body") => Some(What::Organisation),
            _ => None,
        };
        if hint.is_some() {
            start += 1;
        } else if start >= clause.end
            || self.tokens[clause.start].is("a")
            || self.tokens[clause.start].is("new") && start == clause.start + 1
        {
            // A name may begin with "New" or "A".
            let known = self
                .best_fit(clause, Want::PARTY)
                .is_some_and(|fit| fit <= Fit::Short);
            if known
                || start >= clause.end
                || !self.tokens[clause.start].is("new")
                || self.tokens[clause.start]
                    .span
                    .of(self.line)
                    .starts_with('N')
            {
                start = clause.start;
            }
        }
        if start > clause.start {
            self.say(&(clause.start..start), What::Verb, "");
        }
        (self.tight(&(start..clause.end)), hint)
    }

    /// Parts a clause at commas, colons, brackets and dashes; names that hold a comma stay whole.
    fn entry_stretches(&self, clause: &Stretch) -> Vec<Stretch> {
        let mut pieces = Vec::new();
        let mut start = clause.start;
        let mut quoted = false;
        for at in clause.clone() {
            let token = &self.tokens[at];
            if token.is_sign('"') {
                // A quotation mark that is never closed opens nothing.
                quoted = !quoted
                    && self.tokens[at + 1..clause.end]
                        .iter()
                        .any(|later| later.is_sign('"'));
            }
            let parts =
                matches!(token.sort, Sort::Sign(',' | ':' | '(' | ')')) || self.is_parting_dash(at);
            if parts && !quoted {
                pieces.push(start..at);
                start = at + 1;
            } else if at > start && !quoted && self.begins_days(at, clause.end) {
                // "medical director at Harrow Down from 1 April": days need no comma.
                pieces.push(start..at);
                start = at;
            }
        }
        pieces.push(start..clause.end);
        let pieces: Vec<Stretch> = pieces
            .iter()
            .map(|piece| self.tight(piece))
            .filter(|piece| !piece.is_empty())
            .collect();
        self.joined(&pieces)
    }

    /// Whether "from", "since" or "until" stands here with a day after it.
    fn begins_days(&self, at: usize, end: usize) -> bool {
        matches!(
            self.tokens[at].fold.as_str(),
            "from" | "since" | "until" | "till"
        ) && self
            .tokens
            .get(at + 1..end)
            .is_some_and(|words| day_at(words, self.today, Lean::Nearest).is_some())
    }

    /// Pieces side by side that together are a name the footprint knows are one.
    pub(super) fn joined(&self, pieces: &[Stretch]) -> Vec<Stretch> {
        let mut joined = Vec::new();
        let mut at = 0;
        while at < pieces.len() {
            let far = (at + 1..pieces.len().min(at + 4)).rev().find(|to| {
                let whole = pieces[at].start..pieces[*to].end;
                self.best_fit(&whole, Want::ORGANISATION) == Some(Fit::Exact)
                    && self.best_fit(&pieces[at], Want::ORGANISATION) != Some(Fit::Exact)
            });
            let to = far.unwrap_or(at);
            joined.push(pieces[at].start..pieces[to].end);
            at = to + 1;
        }
        joined
    }

    /// "Maria Okafor chief executive Vale Council": a person's name and, without a comma, a title.
    fn unpunctuated(&self, piece: &Stretch) -> Option<(Stretch, Stretch)> {
        if self.best_fit(piece, Want::PARTY) == Some(Fit::Exact) {
            return None;
        }
        let folds = self.folds(piece);
        if folds.first().is_some_and(|first| {
            is_a_title(&[first]) || matches!(*first, "chief" | "deputy" | "vice")
        }) {
            return None;
        }
        (piece.start + 1..piece.end).find_map(|at| {
            let (name, rest) = (piece.start..at, at..piece.end);
            let begins = self.folds(&rest);
            let titled = (1..=begins.len()).any(|n| {
                n > 0
                    && is_a_title(&begins[..n])
                    && matches!(
                        begins[0],
                        "chief"
                            | "chair"
                            | "director"
                            | "deputy"
                            | "vice"
                            | "interim"
                            | "acting"
                            | "leader"
                            | "head"
                            | "managing"
                            | "medical"
                            | "ceo"
                            | "coo"
                            | "cfo"
                            | "joint"
                            | "accountable"
                    )
            });
            let capitals = self.tokens[name.clone()].iter().all(|token| {
                token.sort != Sort::Word || token.span.of(self.line).starts_with(char::is_uppercase)
            });
            let person = self.best_fit(&name, Want::LEADER) == Some(Fit::Exact)
                || (capitals
                    && looks_like_a_person(&super::text::person_words(self.text(&name)))
                    && self.best_fit(&name, Want::ORGANISATION).is_none());
            (titled && person).then_some((name, rest))
        })
    }

    fn classify(&self, piece: &Stretch) -> Piece {
        let whole = piece.clone();
        let folds = self.folds(piece);
        if self.tokens[piece.clone()]
            .iter()
            .any(|token| token.sort == Sort::Address)
            || self.is_a_phone(piece)
        {
            return Piece::Contact(whole);
        }
        if let Some(said) = self.dated(piece) {
            return said;
        }
        if matches!(
            folds.as_slice(),
            ["elsewhere" | "outside"] | ["outside", "the", "footprint"]
        ) {
            return Piece::Elsewhere(whole);
        }
        if let Some(authority) = authority_called(&folds) {
            return Piece::Authority(whole, authority);
        }
        for (phrase, scheme) in SCHEMES {
            let value = piece.start + phrase.len()..piece.end;
            if self.says(piece.start, piece.end, phrase) && value.len() == 1 {
                return Piece::Code(whole, scheme, tidy(self.text(&value)));
            }
        }
        for (phrase, least) in [
            (&["short", "name"][..], 1),
            (&["short"], 1),
            (&["label"], 1),
            (&["known", "as"], 1),
            (&["aka"], 1),
        ] {
            let name = piece.start + phrase.len()..piece.end;
            if self.says(piece.start, piece.end, phrase) && name.len() >= least {
                return Piece::Label(whole, name);
            }
        }
        if self.says(piece.start, piece.end, &["part", "of"]) && piece.len() > 2 {
            return Piece::PartOf(whole, piece.start + 2..piece.end);
        }
        if self.says(piece.start, piece.end, &["in"]) && piece.len() > 1 {
            let place = self.place(&(piece.start + 1..piece.end));
            return Piece::Place(whole, place);
        }
        let without_article: Vec<&str> = folds
            .iter()
            .copied()
            .skip_while(|word| matches!(*word, "a" | "an"))
            .collect();
        if let Some(kind) = kind_called(&without_article) {
            return Piece::Kind(whole, kind);
        }
        if self.best_fit(piece, Want::PARTY) == Some(Fit::Exact) {
            return Piece::Name(whole);
        }
        if let Some(said) = self.title_of(piece) {
            return said;
        }
        if is_a_title(&folds) || self.index.usual_title(self.text(piece)).is_some() {
            return Piece::Title(whole);
        }
        Piece::Name(whole)
    }

    fn is_a_phone(&self, piece: &Stretch) -> bool {
        let text = self.text(piece);
        let digits = text.chars().filter(char::is_ascii_digit).count();
        let rest = text
            .chars()
            .all(|c| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '+' | '(' | ')' | '-'));
        rest && (9..=16).contains(&digits)
    }

    /// "from 1 April", "since 2019", "until 31 March", "closed 30 June 2022".
    fn dated(&self, piece: &Stretch) -> Option<Piece> {
        let day = |skip: usize, lean: Lean| {
            let from = piece.start + skip;
            let words = self.tokens.get(from..piece.end)?;
            let (length, day) = day_at(words, self.today, lean)?;
            (length == words.len()).then_some(day)
        };
        let whole = piece.clone();
        match *self.folds(piece).first()? {
            "from" | "starting" | "starts" => {
                day(1, Lean::Nearest).map(|day| Piece::From(whole, day))
            }
            "since" => day(1, Lean::Past)
                .or_else(|| day(1, Lean::Nearest))
                .map(|day| Piece::From(whole, day)),
            "until" | "till" | "to" => day(1, Lean::Future).map(|day| Piece::Until(whole, day)),
            "opened" => day(1, Lean::Past).map(|day| Piece::Opened(whole, day)),
            "closed" => day(1, Lean::Past).map(|day| Piece::Closed(whole, day)),
            "closes" => day(1, Lean::Future).map(|day| Piece::Closed(whole, day)),
            _ => None,
        }
    }

    fn place(&self, name: &Stretch) -> Option<PlaceId> {
        let sought = words(self.text(name));
        let bare = |name: &str| {
            let own = words(name);
            own.strip_prefix(&["the".to_owned()][..])
                .map_or(own.clone(), <[String]>::to_vec)
        };
        let sought = bare(&sought.join(" "));
        let mut found = self.map.places().iter().filter(|place| {
            bare(&place.name) == sought
                || place.codes.iter().any(|code| words(&code.value) == sought)
        });
        let first = found.next()?;
        found.next().is_none().then_some(first.id)
    }

    /// "chief executive of Vale Council", "chair, Vale": where the title ends and the body begins.
    fn title_of(&self, piece: &Stretch) -> Option<Piece> {
        let mut best: Option<(Fit, usize, usize)> = None;
        let mut unknown: Option<(usize, usize)> = None;
        for at in piece.start + 1..piece.end {
            let joint = matches!(
                self.tokens[at].fold.as_str(),
                "of" | "at" | "for" | "in" | "with"
            );
            let body = at + usize::from(joint)..piece.end;
            let title = self.folds(&(piece.start..at));
            if body.is_empty() || !is_a_title(&title) {
                continue;
            }
            let fit = self
                .names(&body, Want::ORGANISATION, None)
                .and_then(|names| {
                    names
                        .iter()
                        .map(|name| self.best_fit(name, Want::ORGANISATION))
                        .collect::<Option<Vec<_>>>()?
                        .into_iter()
                        .max()
                });
            match fit {
                Some(fit) if joint && fit <= Fit::Close || fit == Fit::Exact => {
                    if best.is_none_or(|(known, ..)| fit < known) {
                        best = Some((fit, at, body.start));
                    }
                }
                _ => {
                    let last = self.tokens[piece.end - 1].fold.as_str();
                    let named = self.tokens[body.start]
                        .span
                        .of(self.line)
                        .starts_with(char::is_uppercase)
                        || self.tokens[body.start].is("the");
                    let at_a_body = self.tokens[at].is("at")
                        || (self.tokens[at].is("of") && ENDS_A_BODY.contains(&last));
                    if joint && named && at_a_body && unknown.is_none() {
                        unknown = Some((at, body.start));
                    }
                }
            }
        }
        let (at, body) = best.map(|(_, at, body)| (at, body)).or(unknown)?;
        Some(Piece::TitleOf {
            title: piece.start..at,
            body: body..piece.end,
        })
    }

    // ----- a name alone, or none -----

    fn name_alone(&mut self, name: &Stretch) {
        let text = self.name_text(name);
        let own = words(&text);
        let known = self.best_fit(name, Want::PARTY);
        let sure = known.is_some_and(|fit| fit <= Fit::Close);
        if !sure && own.len() < 2 {
            self.unclear(
                name,
                format!("Nothing is called \u{201c}{text}\u{201d} yet; go on with a title and an organisation, a kind of organisation, or what it does with whom."),
            );
            return;
        }
        // A name alone in small letters may be anything.
        let capitals = self.tokens[name.clone()]
            .iter()
            .any(|token| token.span.of(self.line).starts_with(char::is_uppercase));
        let otherwise = if capitals {
            Otherwise::ByLooks
        } else {
            Otherwise::Asked
        };
        let how = Use {
            enters: false,
            otherwise,
            ..Use::PARTY
        };
        if let Some(party) = self.whom(name, how).party() {
            self.remember_subject(party);
            if let Some(doing) = self.entering(party) {
                doing.main = true;
            }
        }
    }

    fn without_a_name(&mut self, pieces: &[Piece], clause: &Stretch) {
        // A title and a body alone are a new post of whom the line is about.
        if let Some(Party::Leader(_)) = self.subject
            && pieces
                .iter()
                .any(|piece| matches!(piece, Piece::Title(_) | Piece::TitleOf { .. }))
        {
            self.enter_person(pieces, None);
            return;
        }
        if self.tight(clause).is_empty() {
            return;
        }
        self.not_understood(clause);
    }

    // ----- people -----

    fn enter_person(&mut self, pieces: &[Piece], hint: Option<What>) {
        let person = self.person_among(pieces, hint);
        let mut posts: Vec<PostsSaid> = Vec::new();
        let mut before: Vec<Stretch> = Vec::new();
        let mut loose = AboutPost::default();
        let mut contacts: Vec<Stretch> = Vec::new();
        let other_bodies = pieces.iter().any(|piece| {
            matches!(piece, Piece::Name(name) if Some(name) != person.as_ref() && self.best_fit(name, Want::ORGANISATION).is_some())
        });
        for piece in pieces {
            match piece {
                Piece::Name(name) if Some(name) == person.as_ref() => {}
                Piece::Name(body) | Piece::Kind(body, _) => match posts.last_mut() {
                    Some(post) => post.bodies.push(body.clone()),
                    None => before.push(body.clone()),
                },
                Piece::Title(title) => match posts.last_mut() {
                    Some(post) if post.bodies.is_empty() => post.titles.push(title.clone()),
                    _ => posts.push(PostsSaid {
                        titles: vec![title.clone()],
                        ..PostsSaid::default()
                    }),
                },
                Piece::TitleOf { title, body } => {
                    let known = self.best_fit(body, Want::ORGANISATION).is_some();
                    if !known && other_bodies && self.tokens[body.start - 1].is("of") {
                        // "director of the board, Vale Council": the body comes later.
                        posts.push(PostsSaid {
                            titles: std::iter::once(title.start..body.end).collect(),
                            ..PostsSaid::default()
                        });
                    } else {
                        posts.push(PostsSaid {
                            titles: vec![title.clone()],
                            bodies: vec![body.clone()],
                            ..PostsSaid::default()
                        });
                    }
                }
                Piece::Authority(place, authority) => {
                    self.say(place, What::Detail, authority.word());
                    posts
                        .last_mut()
                        .map_or(&mut loose, |post| &mut post.about)
                        .authority = Some(*authority);
                }
                Piece::From(place, day) => {
                    self.say(place, What::Day, format!("from {}", in_words(*day)));
                    posts
                        .last_mut()
                        .map_or(&mut loose, |post| &mut post.about)
                        .from = Some(*day);
                }
                Piece::Until(place, day) => {
                    self.say(place, What::Day, format!("until {}", in_words(*day)));
                    posts
                        .last_mut()
                        .map_or(&mut loose, |post| &mut post.about)
                        .until = Some(*day);
                }
                Piece::Contact(place) => contacts.push(place.clone()),
                Piece::Code(place, ..)
                | Piece::Label(place, _)
                | Piece::Place(place, _)
                | Piece::PartOf(place, _)
                | Piece::Elsewhere(place)
                | Piece::Opened(place, _)
                | Piece::Closed(place, _) => {
                    self.unclear(place, format!("\u{201c}{}\u{201d} says something of an organisation, and this is about a person; leave it out.", tidy(self.text(place))));
                }
            }
        }
        // Bodies first: they tell two people of one name apart.
        let before: Vec<OrganisationId> =
            before.iter().flat_map(|body| self.bodies(body)).collect();
        let with_bodies: Vec<(PostsSaid, Vec<OrganisationId>)> = posts
            .into_iter()
            .map(|post| {
                let bodies = post
                    .bodies
                    .iter()
                    .flat_map(|body| self.bodies(body))
                    .collect();
                (post, bodies)
            })
            .collect();
        let all: Vec<OrganisationId> = before
            .iter()
            .copied()
            .chain(
                with_bodies
                    .iter()
                    .flat_map(|(_, bodies)| bodies.iter().copied()),
            )
            .collect();
        let leader = match &person {
            Some(name) => self.person(name, &all),
            None => match self.subject {
                Some(Party::Leader(leader)) => Some(leader),
                _ => None,
            },
        };
        let Some(leader) = leader else {
            for (post, _) in &with_bodies {
                for title in &post.titles {
                    self.say_title(title);
                }
            }
            if person.is_none() && with_bodies.is_empty() {
                self.troubles.push(
                    "Say what they do: one pair at a time, such as \u{201c}A and B 3\u{201d}, or a person with a title.".to_owned(),
                );
            } else if person.is_none() {
                self.troubles
                    .push("Say who holds the post: write a name first.".to_owned());
            }
            return;
        };
        self.remember_subject(leader.into());
        self.reached(leader, &contacts);
        self.posts_said(leader, &with_bodies, &before, loose);
    }

    fn person_among(&self, pieces: &[Piece], hint: Option<What>) -> Option<Stretch> {
        let names: Vec<&Stretch> = pieces
            .iter()
            .filter_map(|piece| match piece {
                Piece::Name(name) => Some(name),
                _ => None,
            })
            .collect();
        if hint == Some(What::Leader) {
            return names.first().map(|name| (*name).clone());
        }
        let exact = names
            .iter()
            .find(|name| self.best_fit(name, Want::LEADER) == Some(Fit::Exact));
        let likely = names.iter().find(|name| {
            let known_body = self
                .best_fit(name, Want::ORGANISATION)
                .is_some_and(|fit| fit <= Fit::Short);
            let known_person = self
                .best_fit(name, Want::LEADER)
                .is_some_and(|fit| fit <= Fit::Close);
            !known_body && (known_person || !looks_like_a_body(&words(self.text(name))))
        });
        // With a title but no name of a person, the line goes on about whom it was about.
        exact.or(likely).map(|name| (*name).clone())
    }

    /// The bodies a piece names, parted at "and".
    fn bodies(&mut self, piece: &Stretch) -> Vec<OrganisationId> {
        let names = self
            .names(piece, Want::ORGANISATION, None)
            .unwrap_or_default();
        names
            .iter()
            .filter_map(|name| match self.whom(name, Use::ORGANISATION).party() {
                Some(Party::Organisation(id)) => Some(id),
                _ => None,
            })
            .collect()
    }

    /// The person a name means who holds, or will hold, posts at these bodies.
    fn person(&mut self, name: &Stretch, bodies: &[OrganisationId]) -> Option<LeaderId> {
        let text = self.name_text(name);
        let at = bodies.iter().copied().find(|body| {
            self.find(&text, Want::LEADER)
                .iter()
                .any(|hit| self.is_at(self.index.entries[hit.entry].reference, *body))
        });
        let how = Use {
            want: Want::LEADER,
            otherwise: Otherwise::Leader,
            enters: true,
            at,
        };
        let exact: Vec<_> = self
            .find(&text, Want::LEADER)
            .iter()
            .filter(|hit| hit.fit == Fit::Exact)
            .copied()
            .collect();
        if let ([only], None, false) = (exact.as_slice(), at, bodies.is_empty())
            && let domain::EntityRef::Leader(known) = self.index.entries[only.entry].reference
            && self.index.posts_of(known).iter().any(|post| post.current)
            && !self.is_fresh_named(&text)
        {
            // The same name at another body may be another person.
            let entry = &self.index.entries[only.entry];
            let candidates = vec![
                Candidate {
                    answer: entry.reference.to_string(),
                    name: entry.name.clone(),
                    detail: entry.detail.clone(),
                },
                Candidate {
                    answer: "new_leader".to_owned(),
                    name: entry.name.clone(),
                    detail: "somebody else of that name".to_owned(),
                },
            ];
            let sentence = format!(
                "{} is here already: {}. Is this the same person?",
                entry.name,
                title_in_sentence(&entry.detail)
            );
            let usual = entry.reference.to_string();
            let id = format!("same:{}", words(&text).join(" "));
            let span = self.span(name);
            let answer = self.ask(&id, span, sentence, candidates, Some(&usual));
            if answer.as_deref() == Some("new_leader") {
                return match self.new_leader(span, &text) {
                    Some(Party::Leader(made)) => Some(made),
                    _ => None,
                };
            }
        }
        match self.whom(name, how).party() {
            Some(Party::Leader(leader)) => Some(leader),
            _ => None,
        }
    }

    fn is_fresh_named(&self, text: &str) -> bool {
        self.doings.iter().flat_map(|doing| &doing.edits).any(
            |edit| matches!(edit, Edit::AddLeader(leader) if words(&leader.name) == words(text)),
        )
    }

    fn is_at(&self, reference: domain::EntityRef, body: OrganisationId) -> bool {
        let domain::EntityRef::Leader(leader) = reference else {
            return false;
        };
        self.index
            .posts_of(leader)
            .iter()
            .any(|post| post.current && post.organisation == body)
    }

    /// How a leader is reached at work.
    fn reached(&mut self, leader: LeaderId, contacts: &[Stretch]) {
        if contacts.is_empty() {
            return;
        }
        let said: Vec<String> = contacts
            .iter()
            .map(|place| tidy(self.text(place)))
            .collect();
        for place in contacts {
            let text = tidy(self.text(place));
            self.say(place, What::Detail, format!("reached at {text}"));
        }
        let contact = said.join(", ");
        if let Some(doing) = self.entering(leader.into()) {
            if let Some(Edit::AddLeader(row)) = doing.edits.first_mut() {
                row.contact = Some(contact.clone());
            }
            doing.words = format!("{}, reached at {contact}", doing.words);
            return;
        }
        if self
            .map
            .leader(leader)
            .is_some_and(|row| row.contact.as_deref() == Some(contact.as_str()))
        {
            return;
        }
        let words = format!("set how {} is reached: {contact}", self.name(leader.into()));
        let change = LeaderChange {
            contact: Patch::Set(contact),
            ..LeaderChange::default()
        };
        self.will(
            words,
            vec![Edit::ChangeLeader {
                leader_id: leader,
                change,
            }],
        );
    }

    fn posts_said(
        &mut self,
        leader: LeaderId,
        posts: &[(PostsSaid, Vec<OrganisationId>)],
        before: &[OrganisationId],
        loose: AboutPost,
    ) {
        let name = self.name(leader.into());
        let mut used_before = false;
        for (post, bodies) in posts {
            let mut bodies = bodies.clone();
            if bodies.is_empty() && post.bodies.is_empty() {
                bodies = before.to_vec();
                used_before = true;
            }
            let about = AboutPost {
                from: post.about.from.or(loose.from),
                until: post.about.until.or(loose.until),
                authority: post.about.authority.or(loose.authority),
            };
            for title in &post.titles {
                let spelt = self.say_title(title);
                let held = self
                    .index
                    .posts_of(leader)
                    .iter()
                    .find(|held| held.current && title_key(&held.title) == title_key(&spelt))
                    .cloned();
                if let (Some(held), true) = (held, bodies.is_empty() && post.bodies.is_empty()) {
                    self.change_post(leader, &held, about);
                } else if bodies.is_empty() && post.bodies.is_empty() {
                    self.troubles.push(format!(
                        "Say where {name} is {}: add an organisation.",
                        title_in_sentence(&spelt)
                    ));
                }
                for body in &bodies {
                    self.appoint(leader, *body, &spelt, about, title);
                }
            }
        }
        if posts.is_empty() || !used_before {
            for body in before {
                let held: Vec<Held> = self
                    .index
                    .posts_of(leader)
                    .iter()
                    .filter(|post| post.current && post.organisation == *body)
                    .cloned()
                    .collect();
                match held.as_slice() {
                    [] => {
                        let place = self.name((*body).into());
                        self.troubles.push(format!("Say what {name} does at {place}: add a title, such as \u{201c}chief executive\u{201d}."));
                    }
                    [only] => self.change_post(leader, only, loose),
                    _ if loose.says_something() => {
                        let place = self.name((*body).into());
                        self.troubles.push(format!(
                            "{name} holds several posts at {place}; say which: add the title."
                        ));
                    }
                    _ => {}
                }
            }
        }
        if posts.is_empty() && before.is_empty() && loose.says_something() {
            self.troubles.push(format!(
                "Say which post of {name} you mean: add the title and the organisation."
            ));
        }
        if posts.is_empty()
            && before.is_empty()
            && let Some(doing) = self.entering(leader.into())
        {
            doing.main = true;
        }
    }

    fn say_title(&mut self, title: &Stretch) -> String {
        let text = tidy(self.text(title));
        let text = match title_key(&text).as_str() {
            "chief exec" | "chief executive officer" => "Chief executive".to_owned(),
            _ => text,
        };
        let spelt = self
            .index
            .usual_title(&text)
            .map_or_else(|| capital(&text), str::to_owned);
        self.say(title, What::Title, title_in_sentence(&spelt));
        spelt
    }

    fn appoint(
        &mut self,
        leader: LeaderId,
        body: OrganisationId,
        title: &str,
        about: AboutPost,
        place: &Stretch,
    ) {
        let said_before = self.doings.iter().flat_map(|doing| &doing.edits).any(|edit| {
            matches!(edit, Edit::AppointLeader(post) if post.leader_id == leader && post.organisation_id == body && title_key(&post.title) == title_key(title))
        });
        if said_before {
            return;
        }
        let held: Vec<Held> = self
            .index
            .posts_of(leader)
            .iter()
            .filter(|post| post.organisation == body)
            .cloned()
            .collect();
        // A post of the same title that is held now, or begins on the very day said.
        let same = held.iter().find(|post| {
            title_key(&post.title) == title_key(title)
                && (post.current || post.from.is_some() && post.from == about.from)
        });
        if let Some(same) = same {
            self.change_post(leader, same, about);
            return;
        }
        let mut ended: Option<(String, Edit)> = None;
        if let Some(other) = held.iter().find(|post| post.current) {
            ended = self.instead_of(leader, body, title, other, about, place);
        }
        let id = self.id();
        let (name, place) = (self.name(leader.into()), self.name(body.into()));
        let said = format!(
            "{} of {place}{}",
            title_in_sentence(title),
            about.in_words()
        );
        let post = Post {
            id,
            leader_id: leader,
            organisation_id: body,
            title: title.to_owned(),
            authority: about.authority,
            from: about.from.or_else(|| ended.is_some().then_some(self.today)),
            to: about.until,
            confidentiality: Confidentiality::Partners,
            record: Record::default(),
        };
        let edit = Edit::AppointLeader(post);
        if let Some((words, end)) = ended {
            self.will(format!("appoint {name} {said}, {words}"), vec![end, edit]);
            return;
        }
        let body_comes_later = self.entering_at(body.into()) > self.entering_at(leader.into());
        if !body_comes_later && let Some(doing) = self.entering(leader.into()) {
            // Where the body is new it stands before: bodies are read before people.
            doing.main = true;
            doing.words = if doing.words.contains(AS_A_LEADER) {
                doing.words.replacen(AS_A_LEADER, &format!(", {said}"), 1)
            } else {
                format!("{}, and {said}", doing.words)
            };
            doing.edits.push(edit);
            return;
        }
        self.will(format!("appoint {name} {said}"), vec![edit]);
    }

    /// Another title at the same body may be a further post or the one that follows. Gives how the old one ends.
    fn instead_of(
        &mut self,
        leader: LeaderId,
        body: OrganisationId,
        title: &str,
        other: &Held,
        about: AboutPost,
        place: &Stretch,
    ) -> Option<(String, Edit)> {
        let (name, at) = (self.name(leader.into()), self.name(body.into()));
        let (old, new) = (title_in_sentence(&other.title), title_in_sentence(title));
        let id = format!("post:{}:{}:{}", leader, body, title_key(title));
        let candidates = vec![
            Candidate {
                answer: "further".to_owned(),
                name: format!("{new} as well as {old}"),
                detail: "a further post".to_owned(),
            },
            Candidate {
                answer: "instead".to_owned(),
                name: format!("{new} instead of {old}"),
                detail: "the old post ends the day before".to_owned(),
            },
        ];
        let span = self.span(place);
        let sentence = format!("{name} is {old} of {at}. Is this a further post?");
        let answer = self.ask(&id, span, sentence, candidates, Some("further"))?;
        if answer != "instead" {
            return None;
        }
        let begins = about.from.unwrap_or(self.today);
        let ends = begins.yesterday().ok()?;
        if other.from.is_some_and(|from| ends < from) {
            self.troubles.push(format!("{name} became {old} of {at} after {}; give a later day, or change the post itself.", in_words(ends)));
            return None;
        }
        let change = PostChange {
            to: Patch::Set(ends),
            ..PostChange::default()
        };
        Some((
            format!("instead of {old}, which ends on {}", in_words(ends)),
            Edit::ChangePost {
                post_id: other.id,
                change,
            },
        ))
    }

    /// Writes down what is newly said of a post that is there.
    fn change_post(&mut self, leader: LeaderId, held: &Held, about: AboutPost) {
        let Some(row) = self.map.post(held.id) else {
            return;
        };
        let mut change = PostChange::default();
        let mut said = Vec::new();
        if let Some(from) = about.from.filter(|from| row.from != Some(*from)) {
            change.from = Patch::Set(from);
            said.push(format!("from {}", in_words(from)));
        }
        if let Some(until) = about.until.filter(|until| row.to != Some(*until)) {
            change.to = Patch::Set(until);
            said.push(format!("until {}", in_words(until)));
        }
        if let Some(authority) = about
            .authority
            .filter(|authority| row.authority != Some(*authority))
        {
            change.authority = Patch::Set(authority);
            said.push(authority.word().to_owned());
        }
        if said.is_empty() {
            return;
        }
        let words = format!(
            "change the post of {}, {} of {}: {}",
            self.name(leader.into()),
            title_in_sentence(&held.title),
            self.name(held.organisation.into()),
            said.join(", ")
        );
        self.will(
            words,
            vec![Edit::ChangePost {
                post_id: held.id,
                change,
            }],
        );
    }

    // ----- bodies -----

    fn enter_body(
        &mut self,
        name: &Stretch,
        kind: Option<&(Stretch, OrganisationKind)>,
        pieces: &[Piece],
    ) {
        let mut about = AboutBody::default();
        for piece in pieces {
            match piece {
                Piece::Label(place, label) => {
                    let label = self.name_text(label);
                    self.say(
                        place,
                        What::Detail,
                        format!("short name \u{201c}{label}\u{201d}"),
                    );
                    about.label = Some(label);
                }
                Piece::Code(place, scheme, value) => {
                    self.say(place, What::Detail, format!("{} {value}", scheme.word()));
                    about.codes.push(Code {
                        scheme: *scheme,
                        value: value.to_uppercase(),
                    });
                }
                Piece::Place(place, Some(id)) => {
                    let called = self
                        .map
                        .place(*id)
                        .map_or_else(String::new, |place| place.name.clone());
                    self.say(place, What::Place, format!("in {called}"));
                    about.place = Some(*id);
                }
                Piece::Place(place, None) => {
                    self.unclear(place, format!("There is no one place called \u{201c}{}\u{201d}; leave it out, and say later where it is.", tidy(self.text(&(place.start + 1..place.end)))));
                }
                Piece::PartOf(place, whole) => {
                    self.say(&(place.start..place.start + 2), What::Verb, "");
                    if let Some(Party::Organisation(id)) =
                        self.whom(whole, Use::ORGANISATION).party()
                    {
                        about.parent = Some(id);
                    }
                }
                Piece::Elsewhere(place) => {
                    self.say(place, What::Place, "outside the footprint");
                    self.elsewhere = true;
                }
                Piece::Opened(place, day) | Piece::From(place, day) => {
                    self.say(place, What::Day, format!("opened {}", in_words(*day)));
                    about.opened = Some(*day);
                }
                Piece::Closed(place, day) | Piece::Until(place, day) => {
                    self.say(place, What::Day, format!("closed {}", in_words(*day)));
                    about.closed = Some(*day);
                }
                Piece::Authority(place, _) | Piece::Contact(place) | Piece::Title(place) => {
                    self.not_understood(place);
                }
                Piece::Name(other) if other != name => self.not_understood(other),
                _ => {}
            }
        }
        let kind_words = kind.as_ref().map(|(place, kind)| (place.clone(), *kind));
        self.kind_said = kind_words.as_ref().map(|(_, kind)| *kind);
        let how = Use {
            enters: true,
            ..Use::ORGANISATION
        };
        let party = self.whom(name, how).party();
        self.kind_said = None;
        let elsewhere = std::mem::take(&mut self.elsewhere);
        if let Some((place, kind)) = &kind_words {
            self.say(place, What::Detail, kind.word());
        }
        let Some(Party::Organisation(id)) = party else {
            return;
        };
        self.remember_subject(id.into());
        if let Some(doing) = self.entering(id.into()) {
            doing.main = true;
            let mut said = String::new();
            if let Some(Edit::AddOrganisation(row)) = doing.edits.first_mut() {
                if let Some(label) = &about.label {
                    row.label.clone_from(label);
                    said = format!("{said}, short name \u{201c}{label}\u{201d}");
                }
                for code in &about.codes {
                    row.codes.push(code.clone());
                    said = format!("{said}, {} {}", code.scheme.word(), code.value);
                }
                if let Some(place_id) = about
                    .place
                    .filter(|place| row.memberships.iter().all(|known| known.place_id != *place))
                {
                    row.memberships.push(Membership {
                        place_id,
                        from: None,
                        to: None,
                    });
                }
                row.parent_id = about.parent;
                row.opened = about.opened;
                row.closed = about.closed;
            }
            doing.words.push_str(&said);
            // The footprint's own place is said already.
            if about.place.is_some() && about.place == self.map.footprint().place_id && !elsewhere {
                about.place = None;
            }
            let more = self.about_in_words(&about);
            if let Some(doing) = self.entering(id.into()) {
                doing.words.push_str(&more);
            }
            return;
        }
        self.change_body(id, kind_words, &about, name);
    }

    fn about_in_words(&self, about: &AboutBody) -> String {
        let mut said = String::new();
        if let Some(place) = about.place.and_then(|id| self.map.place(id)) {
            said = format!("{said}, in {}", place.name);
        }
        if let Some(parent) = about.parent {
            said = format!("{said}, part of {}", self.name(parent.into()));
        }
        if let Some(day) = about.opened {
            said = format!("{said}, opened {}", in_words(day));
        }
        if let Some(day) = about.closed {
            said = format!("{said}, closed {}", in_words(day));
        }
        said
    }

    /// Writes down what is newly said of a body that is there.
    fn change_body(
        &mut self,
        id: OrganisationId,
        kind: Option<(Stretch, OrganisationKind)>,
        about: &AboutBody,
        place: &Stretch,
    ) {
        let Some(row) = self.map.organisation(id).cloned() else {
            return;
        };
        let mut change = OrganisationChange::default();
        let mut said = String::new();
        if let Some((_, kind)) = kind.filter(|(_, kind)| *kind != row.kind) {
            let candidates = vec![
                Candidate {
                    answer: "keep".to_owned(),
                    name: format!("leave it as {}", row.kind.word()),
                    detail: String::new(),
                },
                Candidate {
                    answer: "change".to_owned(),
                    name: format!("make it {}", kind.word()),
                    detail: String::new(),
                },
            ];
            let span = self.span(place);
            let question = format!(
                "{} is here already, as {}. Is that right?",
                row.name,
                row.kind.word()
            );
            let answer = self.ask(
                &format!("kind-of:{id}:{}", kind.key()),
                span,
                question,
                candidates,
                Some("keep"),
            );
            if answer.as_deref() == Some("change") {
                change.kind = Some(kind);
                said = format!("{said}, {}", kind.word());
            }
        }
        if let Some(label) = about.label.as_ref().filter(|label| **label != row.label) {
            change.label = Some(label.clone());
            said = format!("{said}, short name \u{201c}{label}\u{201d}");
        }
        let new_codes: Vec<Code> = about
            .codes
            .iter()
            .filter(|code| !row.codes.contains(code))
            .cloned()
            .collect();
        if !new_codes.is_empty() {
            for code in &new_codes {
                said = format!("{said}, {} {}", code.scheme.word(), code.value);
            }
            change.codes = Some(row.codes.iter().cloned().chain(new_codes).collect());
        }
        let mut shown = AboutBody::default();
        if let Some(place_id) = about
            .place
            .filter(|place| row.memberships.iter().all(|known| known.place_id != *place))
        {
            let mut memberships = row.memberships.clone();
            memberships.push(Membership {
                place_id,
                from: None,
                to: None,
            });
            change.memberships = Some(memberships);
            shown.place = Some(place_id);
        }
        if let Some(parent) = about.parent.filter(|parent| row.parent_id != Some(*parent)) {
            change.parent_id = Patch::Set(parent);
            shown.parent = Some(parent);
        }
        if let Some(day) = about.opened.filter(|day| row.opened != Some(*day)) {
            change.opened = Patch::Set(day);
            shown.opened = Some(day);
        }
        if let Some(day) = about.closed.filter(|day| row.closed != Some(*day)) {
            change.closed = Patch::Set(day);
            shown.closed = Some(day);
        }
        if change == OrganisationChange::default() {
            return;
        }
        said.push_str(&self.about_in_words(&shown));
        let words = format!("change {}: {}", row.name, said.trim_start_matches(", "));
        self.will(
            words,
            vec![Edit::ChangeOrganisation {
                organisation_id: id,
                change,
            }],
        );
    }

    // ----- leaving -----

    /// Where a phrase that ends a post stands in a clause, after somebody's name.
    pub(super) fn leaving_in(&self, clause: &Stretch) -> Option<(usize, usize)> {
        self.open_tokens(clause).into_iter().find_map(|at| {
            let length = LEAVING
                .iter()
                .filter(|phrase| self.says(at, clause.end, phrase))
                .map(|phrase| phrase.len())
                .max()?;
            let before = self.tight(&(clause.start..at));
            let somebody = if before.is_empty() {
                matches!(self.subject, Some(Party::Leader(_)))
            } else {
                self.best_fit(&before, Want::LEADER).is_some()
                    || matches!(self.folds(&before).as_slice(), ["she" | "he" | "they"])
            };
            somebody.then_some((at, length))
        })
    }

    /// "Maria Okafor leaves Vale Council on 31 March".
    pub(super) fn leaving(&mut self, clause: &Stretch, at: usize, length: usize) {
        self.say(&(at..at + length), What::Verb, "");
        let before = self.tight(&(clause.start..at));
        let rest = at + length..clause.end;
        let (rest, day) = self.without_day(&rest, Lean::Nearest);
        let rest = self.tight(&rest);
        let bodies = if rest.is_empty() {
            Vec::new()
        } else {
            self.bodies(&rest)
        };
        let leader = if before.is_empty() {
            self.subject
        } else {
            let how = Use {
                want: Want::LEADER,
                otherwise: Otherwise::Leader,
                enters: false,
                at: bodies.first().copied(),
            };
            self.whom(&before, how).party()
        };
        let Some(Party::Leader(leader)) = leader else {
            return;
        };
        self.remember_subject(leader.into());
        let name = self.name(leader.into());
        if !rest.is_empty() && bodies.is_empty() {
            return;
        }
        let ends = day.unwrap_or(self.today);
        let held: Vec<Held> = self
            .index
            .posts_of(leader)
            .iter()
            .filter(|post| bodies.is_empty() || bodies.contains(&post.organisation))
            .filter(|post| {
                post.current
                    || self
                        .map
                        .post(post.id)
                        .is_some_and(|row| row.to == Some(ends))
            })
            .cloned()
            .collect();
        if held.is_empty() {
            self.troubles.push(format!("{name} holds no post there today that could end; check the name and the organisation."));
        }
        for post in held {
            if post.from.is_some_and(|from| ends < from) {
                self.troubles.push(format!(
                    "{name} became {} after {}; give a later day.",
                    title_in_sentence(&post.title),
                    in_words(ends)
                ));
                continue;
            }
            self.change_post(
                leader,
                &post,
                AboutPost {
                    until: Some(ends),
                    ..AboutPost::default()
                },
            );
        }
    }

    /// Takes a day off the end of a stretch, with the word before it.
    pub(super) fn without_day(&mut self, stretch: &Stretch, lean: Lean) -> (Stretch, Option<Date>) {
        for at in stretch.clone() {
            let Some((length, day)) = day_at(&self.tokens[at..stretch.end], self.today, lean)
            else {
                continue;
            };
            if !self.tight(&(at + length..stretch.end)).is_empty() {
                continue;
            }
            let joint = at > stretch.start
                && matches!(
                    self.tokens[at - 1].fold.as_str(),
                    "on" | "from" | "by" | "in" | "before" | "until" | "due" | "at" | "for"
                );
            let start = at - usize::from(joint);
            self.say(&(start..at + length), What::Day, in_words(day));
            return (stretch.start..start, Some(day));
        }
        (stretch.clone(), None)
    }
}

impl AboutPost {
    const fn says_something(self) -> bool {
        self.from.is_some() || self.until.is_some() || self.authority.is_some()
    }

    fn in_words(self) -> String {
        let mut said = String::new();
        if let Some(day) = self.from {
            said = format!("{said} from {}", in_words(day));
        }
        if let Some(day) = self.until {
            said = format!("{said} until {}", in_words(day));
        }
        if let Some(authority) = self.authority {
            said = format!("{said}, {}", authority.word());
        }
        said
    }
}
