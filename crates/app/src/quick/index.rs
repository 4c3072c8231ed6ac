//! Who and what a name may mean: built once for a state of the footprint, asked at every key.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::{
    EntityRef, LeaderId, Map, Organisation, OrganisationId, Party, PostId, TieId, TieKind,
};
use jiff::civil::Date;

use super::text::{folded, letters_apart, organisation_key, person_words, tidy, words};

/// How well a name fits, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// The whole name, the short name or a code.
    Exact,
    /// A part that the field uses for the whole: a surname, initials, "Vale council".
    Short,
    /// A letter or two away, words swapped, or a word of the name left out.
    Close,
    /// A first name, or less.
    Weak,
}

/// One thing a name may mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hit {
    pub(super) entry: usize,
    pub(super) fit: Fit,
    /// How far away, in letters or words.
    pub(super) apart: usize,
}

/// What kinds of things are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Want {
    pub(super) leaders: bool,
    pub(super) organisations: bool,
    pub(super) workstreams: bool,
}

impl Want {
    pub(super) const LEADER: Self = Self {
        leaders: true,
        organisations: false,
        workstreams: false,
    };
    pub(super) const ORGANISATION: Self = Self {
        leaders: false,
        organisations: true,
        workstreams: false,
    };
    pub(super) const PARTY: Self = Self {
        leaders: true,
        organisations: true,
        workstreams: false,
    };
    pub(super) const WORKSTREAM: Self = Self {
        leaders: false,
        organisations: false,
        workstreams: true,
    };

    const fn has(self, reference: EntityRef) -> bool {
        match reference {
            EntityRef::Leader(_) => self.leaders,
            EntityRef::Organisation(_) => self.organisations,
            _ => self.workstreams,
        }
    }
}

/// Something that has a name.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) reference: EntityRef,
    pub(super) name: String,
    /// What tells it from others of the name: "Chief executive, Vale Council".
    pub(super) detail: String,
    /// Whether it is there today.
    pub(super) open: bool,
    /// The words of its name as compared.
    pub(super) words: Vec<String>,
    /// The words of its short name, and its codes.
    also: Vec<String>,
}

/// A post as quick entry needs it.
#[derive(Debug, Clone)]
pub(super) struct Held {
    pub(super) id: PostId,
    pub(super) organisation: OrganisationId,
    pub(super) title: String,
    pub(super) from: Option<Date>,
    pub(super) current: bool,
}

#[derive(Debug)]
struct VocabularyWord {
    text: String,
    /// One bit for each letter in it: two words that differ in many bits are not near.
    letters: u64,
    entries: Vec<usize>,
}

/// Every name of a footprint, ready to be found. Pure: the same map and day give the same index.
#[derive(Debug)]
pub struct QuickIndex {
    pub(super) entries: Vec<Entry>,
    exact: HashMap<String, Vec<(usize, Fit)>>,
    /// In the order of their text.
    vocabulary: Vec<VocabularyWord>,
    by_reference: HashMap<EntityRef, usize>,
    posts: HashMap<LeaderId, Vec<Held>>,
    ties: HashMap<(Party, Party, TieKind), TieId>,
    /// Titles in use, as most often written, with how many posts have them; commonest first.
    pub(super) titles: Vec<(String, usize)>,
    titles_by_fold: HashMap<String, usize>,
}

/// Words that say what kind of body it is and do not tell one from another.
const GENERIC: [&str; 44] = [
    "the",
    "of",
    "and",
    "for",
    "in",
    "on",
    "our",
    "nhs",
    "ft",
    "trust",
    "ltd",
    "limited",
    "cic",
    "plc",
    "council",
    "district",
    "borough",
    "city",
    "county",
    "metropolitan",
    "unitary",
    "authority",
    "university",
    "teaching",
    "general",
    "hospital",
    "hospitals",
    "health",
    "healthcare",
    "care",
    "community",
    "service",
    "services",
    "board",
    "partnership",
    "foundation",
    "group",
    "icb",
    "ccg",
    "integrated",
    "royal",
    "office",
    "social",
    "area",
];

/// Legal forms at the end of a name, which people leave out.
const LEGAL: [&str; 7] = ["trust", "ft", "ltd", "limited", "cic", "plc", "nhs"];

/// Words that are looked past in a name people write loosely.
const LITTLE: [&str; 7] = ["the", "of", "and", "for", "our", "in", "a"];

impl QuickIndex {
    /// The names of a map, with who holds which post on that day.
    pub fn of(map: &Map, today: Date) -> Self {
        let mut index = Self {
            entries: Vec::with_capacity(
                map.leaders().len() + map.organisations().len() + map.workstreams().len(),
            ),
            exact: HashMap::new(),
            vocabulary: Vec::new(),
            by_reference: HashMap::new(),
            posts: HashMap::new(),
            ties: HashMap::new(),
            titles: Vec::new(),
            titles_by_fold: HashMap::new(),
        };
        let mut spellings: BTreeMap<String, BTreeMap<&str, usize>> = BTreeMap::new();
        for post in map.posts().iter() {
            index.posts.entry(post.leader_id).or_default().push(Held {
                id: post.id,
                organisation: post.organisation_id,
                title: post.title.clone(),
                from: post.from,
                current: post.is_current_on(today),
            });
            *spellings
                .entry(title_key(&post.title))
                .or_default()
                .entry(&post.title)
                .or_default() += 1;
        }
        for tie in map.ties().iter() {
            index.ties.entry((tie.a, tie.b, tie.kind)).or_insert(tie.id);
        }
        let mut counted: Vec<(String, usize, String)> = spellings
            .into_iter()
            .filter_map(|(key, spellings)| {
                let total = spellings.values().sum();
                let (usual, _) = spellings
                    .into_iter()
                    .max_by_key(|(text, times)| (*times, std::cmp::Reverse(*text)))?;
                Some((usual.to_owned(), total, key))
            })
            .collect();
        counted.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        for (title, times, key) in counted {
            index.titles_by_fold.insert(key, index.titles.len());
            index.titles.push((title, times));
        }
        for organisation in map.organisations().iter() {
            index.enter_organisation(organisation, today);
        }
        for leader in map.leaders().iter() {
            let detail = index.detail_of(leader.id, map);
            index.enter(
                Entry {
                    reference: leader.id.into(),
                    name: leader.name.clone(),
                    detail,
                    open: true,
                    words: person_words(&leader.name),
                    also: Vec::new(),
                },
                'l',
            );
            let entry = index.entries.len() - 1;
            let initials = folded(&leader.initials());
            index.key('i', &initials, entry, Fit::Short);
        }
        for workstream in map.workstreams().iter() {
            index.enter(
                Entry {
                    reference: workstream.id.into(),
                    name: workstream.name.clone(),
                    detail: "workstream".to_owned(),
                    open: workstream.is_current_on(today),
                    words: words(&workstream.name),
                    also: Vec::new(),
                },
                'w',
            );
        }
        index.close();
        index
    }

    fn detail_of(&self, leader: LeaderId, map: &Map) -> String {
        let held = self.posts_of(leader);
        let Some(first) = held.iter().find(|post| post.current).or(held.last()) else {
            return "leader".to_owned();
        };
        let organisation = map
            .organisation(first.organisation)
            .map_or("not there", Organisation::short_name);
        let former = if first.current { "" } else { ", formerly" };
        format!("{}, {organisation}{former}", first.title)
    }

    fn enter_organisation(&mut self, organisation: &Organisation, today: Date) {
        let key = organisation_key(&organisation.name);
        let own: Vec<String> = key.split(' ').map(str::to_owned).collect();
        let mut also = words(&organisation.label);
        also.extend(
            organisation
                .codes
                .iter()
                .map(|code| folded(&code.value).replace(' ', "")),
        );
        let open = organisation.is_open_on(today);
        let mut detail = organisation.kind.word().to_owned();
        if let Some(closed) = organisation.closed.filter(|_| !open) {
            detail = format!("{detail}, closed {}", crate::parties::in_words(closed));
        }
        let entry = self.entries.len();
        // Initials of every word of some length, as bodies are called: "NVICB" only where three letters or more say it.
        let initials = |parts: &[String]| -> String {
            parts
                .iter()
                .filter(|word| !LITTLE.contains(&word.as_str()))
                .filter_map(|word| word.chars().next())
                .collect()
        };
        let long = words(&organisation.name);
        let core = without_legal_form(&own);
        for short in [
            initials(&long),
            initials(without_legal_form(&long)),
            initials(core),
        ] {
            if short.chars().count() >= 3 {
                self.key('o', &short, entry, Fit::Short);
            }
        }
        if core.len() < own.len() {
            self.key('o', &core.join(" "), entry, Fit::Short);
        }
        self.key(
            'o',
            &organisation_key(&organisation.label),
            entry,
            Fit::Exact,
        );
        for code in &organisation.codes {
            self.key(
                'o',
                &folded(&code.value).replace(' ', ""),
                entry,
                Fit::Exact,
            );
        }
        self.enter(
            Entry {
                reference: organisation.id.into(),
                name: organisation.name.clone(),
                detail,
                open,
                words: own,
                also,
            },
            'o',
        );
    }

    fn enter(&mut self, entry: Entry, sort: char) {
        let at = self.entries.len();
        self.key(sort, &entry.words.join(" "), at, Fit::Exact);
        let squeezed = entry.words.concat();
        if squeezed.chars().count() >= 6 {
            self.key('q', &squeezed, at, Fit::Close);
        }
        self.by_reference.insert(entry.reference, at);
        self.entries.push(entry);
    }

    fn key(&mut self, sort: char, key: &str, entry: usize, fit: Fit) {
        if key.is_empty() {
            return;
        }
        let known = self.exact.entry(format!("{sort}:{key}")).or_default();
        match known.iter_mut().find(|(there, _)| *there == entry) {
            Some((_, best)) => *best = (*best).min(fit),
            None => known.push((entry, fit)),
        }
    }

    fn close(&mut self) {
        let mut found: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, entry) in self.entries.iter().enumerate() {
            for word in entry.words.iter().chain(&entry.also) {
                let entries = found.entry(word).or_default();
                if entries.last() != Some(&at) {
                    entries.push(at);
                }
            }
        }
        let mut vocabulary: Vec<VocabularyWord> = found
            .into_iter()
            .map(|(text, entries)| VocabularyWord {
                text: text.to_owned(),
                letters: letters(text),
                entries,
            })
            .collect();
        vocabulary.sort_unstable_by(|a, b| a.text.cmp(&b.text));
        self.vocabulary = vocabulary;
    }

    /// The entry of something that is in the map.
    pub(super) fn entry_of(&self, reference: EntityRef) -> Option<&Entry> {
        self.by_reference
            .get(&reference)
            .map(|at| &self.entries[*at])
    }

    /// Whether somebody else has the very same name.
    pub(super) fn has_namesakes(&self, leader: LeaderId) -> bool {
        self.entry_of(leader.into()).is_some_and(|entry| {
            self.exact
                .get(&format!("l:{}", entry.words.join(" ")))
                .is_some_and(|same| same.len() > 1)
        })
    }

    pub(super) fn posts_of(&self, leader: LeaderId) -> &[Held] {
        self.posts.get(&leader).map_or(&[], Vec::as_slice)
    }

    /// The tie of that kind between two parties, either way round unless it has a direction.
    pub(super) fn tie(&self, a: Party, b: Party, kind: TieKind) -> Option<TieId> {
        let there = self.ties.get(&(a, b, kind));
        let other_way = || self.ties.get(&(b, a, kind)).filter(|_| !kind.is_directed());
        there.or_else(other_way).copied()
    }

    /// A title as it is usually spelt here.
    pub(super) fn usual_title(&self, title: &str) -> Option<&str> {
        self.titles_by_fold
            .get(&title_key(title))
            .map(|at| self.titles[*at].0.as_str())
    }

    /// What a name may mean, best first; a whole name keeps out everything less.
    pub(super) fn find(&self, text: &str, want: Want) -> Vec<Hit> {
        const MOST: usize = 8;
        let mut found: BTreeMap<usize, (Fit, usize)> = BTreeMap::new();
        let mut offer = |entry: usize, fit: Fit, apart: usize| {
            let best = found.entry(entry).or_insert((fit, apart));
            *best = (*best).min((fit, apart));
        };
        let keyed = |sort: char, key: &str| {
            self.exact
                .get(&format!("{sort}:{key}"))
                .map_or(&[][..], Vec::as_slice)
        };
        let person = person_words(text);
        let body = organisation_key(text);
        if want.leaders {
            for (at, fit) in keyed('l', &person.join(" ")) {
                offer(*at, *fit, 0);
            }
            let bare: String = text.chars().filter(|c| c.is_alphabetic()).collect();
            if (2..=3).contains(&bare.chars().count()) && bare.chars().all(char::is_uppercase) {
                for (at, fit) in keyed('i', &folded(&bare)) {
                    offer(*at, *fit, 1);
                }
            }
        }
        if want.organisations {
            for (at, fit) in keyed('o', &body) {
                offer(*at, *fit, 0);
            }
            let squeezed = body.replace(' ', "");
            for (at, fit) in keyed('o', &squeezed) {
                offer(*at, *fit, 0);
            }
            let own: Vec<String> = body.split(' ').map(str::to_owned).collect();
            let core = without_legal_form(&own);
            if core.len() < own.len() && !core.is_empty() {
                // "Vale Trust" for "Vale NHS Foundation Trust".
                for (at, fit) in keyed('o', &core.join(" ")) {
                    offer(*at, (*fit).max(Fit::Short), 1);
                }
            }
        }
        if want.workstreams {
            for (at, fit) in keyed('w', &words(text).join(" ")) {
                offer(*at, *fit, 0);
            }
        }
        if !found.values().any(|(fit, _)| *fit == Fit::Exact) {
            let squeezed = [person.concat(), body.replace(' ', "")];
            for key in &squeezed {
                for (at, fit) in keyed('q', key) {
                    if want.has(self.entries[*at].reference) {
                        found
                            .entry(*at)
                            .and_modify(|best| *best = (*best).min((*fit, 1)))
                            .or_insert((*fit, 1));
                    }
                }
            }
            if want.leaders {
                self.people_by_words(&person, &mut found);
            }
            if want.organisations || want.workstreams {
                self.bodies_by_words(&body, want, &mut found);
            }
        }
        let mut hits: Vec<Hit> = found
            .into_iter()
            .map(|(entry, (fit, apart))| Hit { entry, fit, apart })
            .collect();
        if hits.iter().any(|hit| hit.fit == Fit::Exact) {
            hits.retain(|hit| hit.fit == Fit::Exact);
        }
        hits.sort_by_key(|hit| (hit.fit, !self.entries[hit.entry].open, hit.apart, hit.entry));
        hits.truncate(MOST);
        hits
    }

    fn people_by_words(&self, sought: &[String], found: &mut BTreeMap<usize, (Fit, usize)>) {
        let (initials, whole): (Vec<&String>, Vec<&String>) =
            sought.iter().partition(|word| word.chars().count() == 1);
        if whole.is_empty() || sought.len() > 6 {
            return;
        }
        let several = whole.len() > 1;
        for (at, (matched, apart)) in self.with_all(&whole, several, false) {
            let entry = &self.entries[at];
            if !matches!(entry.reference, EntityRef::Leader(_)) {
                continue;
            }
            let left: Vec<&String> = entry
                .words
                .iter()
                .filter(|word| !matched.contains(word.as_str()))
                .collect();
            let initials_fit = initials
                .iter()
                .all(|initial| left.iter().any(|word| word.starts_with(initial.as_str())));
            if !initials_fit {
                continue;
            }
            let has_surname = entry
                .words
                .last()
                .is_some_and(|last| matched.contains(last.as_str()));
            let fit = if left.is_empty() {
                // All the words are there and the name is not the same: letters differ, or their order.
                (Fit::Close, apart.max(1))
            } else if has_surname && apart == 0 {
                (Fit::Short, left.len() - initials.len().min(left.len()))
            } else if has_surname {
                (Fit::Close, apart + 1)
            } else {
                (Fit::Weak, apart)
            };
            found
                .entry(at)
                .and_modify(|best| *best = (*best).min(fit))
                .or_insert(fit);
        }
        // A middle name that the footprint does not have.
        if let [first, .., last] = sought
            && sought.len() >= 3
        {
            for (at, fit) in self
                .exact
                .get(&format!("l:{first} {last}"))
                .map_or(&[][..], Vec::as_slice)
            {
                if *fit == Fit::Exact {
                    found.entry(*at).or_insert((Fit::Close, 1));
                }
            }
        }
    }

    fn bodies_by_words(&self, key: &str, want: Want, found: &mut BTreeMap<usize, (Fit, usize)>) {
        let all: Vec<String> = key
            .split(' ')
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect();
        let sought: Vec<&String> = all
            .iter()
            .filter(|word| !LITTLE.contains(&word.as_str()))
            .collect();
        if sought.is_empty() || sought.len() > 10 {
            return;
        }
        let several = sought.len() > 1;
        let hits: Vec<(usize, (BTreeSet<&str>, usize))> = self
            .with_all(&sought, several, true)
            .into_iter()
            .filter(|(at, _)| {
                let reference = self.entries[*at].reference;
                !matches!(reference, EntityRef::Leader(_)) && want.has(reference)
            })
            .collect();
        let letter_for_letter = hits
            .iter()
            .filter(|(at, (_, apart))| *apart == 0 && self.entries[*at].open)
            .count();
        for (at, (matched, apart)) in hits {
            let entry = &self.entries[at];
            let telling = |words: &[String]| {
                words
                    .iter()
                    .filter(|word| {
                        !matched.contains(word.as_str()) && !GENERIC.contains(&word.as_str())
                    })
                    .count()
            };
            let by_label = if entry
                .also
                .iter()
                .any(|word| matched.contains(word.as_str()))
            {
                telling(&entry.also)
            } else {
                usize::MAX
            };
            let left = telling(&entry.words).min(by_label);
            let only_generic = sought.iter().all(|word| GENERIC.contains(&word.as_str()));
            let fit = match (apart, left) {
                (0, 0) => (Fit::Short, 0),
                // "The CCG", where there is one.
                (0, _) if only_generic && letter_for_letter == 1 && entry.open => {
                    (Fit::Short, left)
                }
                (0, _) => (Fit::Close, left),
                (_, 0) => (Fit::Close, apart),
                _ => (Fit::Weak, apart + left),
            };
            found
                .entry(at)
                .and_modify(|best| *best = (*best).min(fit))
                .or_insert(fit);
        }
    }

    /// The entries that have every one of these words, letter for letter or nearly: which of an entry's words they are,
    /// and how many letters apart in all.
    fn with_all(
        &self,
        sought: &[&String],
        several: bool,
        beginnings: bool,
    ) -> Vec<(usize, (BTreeSet<&str>, usize))> {
        const FURTHEST: usize = 2;
        let mut so_far: Option<HashMap<usize, (BTreeSet<&str>, usize)>> = None;
        for word in sought {
            let mut here: HashMap<usize, (&str, usize)> = HashMap::new();
            for (known, apart) in self.near(word, several, beginnings) {
                for at in &known.entries {
                    if so_far
                        .as_ref()
                        .is_some_and(|so_far| !so_far.contains_key(at))
                    {
                        continue;
                    }
                    let best = here.entry(*at).or_insert((&known.text, apart));
                    if apart < best.1 {
                        *best = (&known.text, apart);
                    }
                }
            }
            so_far = Some(match so_far {
                None => here
                    .into_iter()
                    .map(|(at, (word, apart))| (at, (BTreeSet::from([word]), apart)))
                    .collect(),
                Some(mut before) => {
                    before.retain(|at, (matched, total)| {
                        let Some((word, apart)) = here.get(at) else {
                            return false;
                        };
                        *total += apart;
                        matched.insert(word) && *total <= FURTHEST
                    });
                    before
                }
            });
            if so_far.as_ref().is_some_and(HashMap::is_empty) {
                break;
            }
        }
        let mut found: Vec<_> = so_far.unwrap_or_default().into_iter().collect();
        found.sort_unstable_by_key(|(at, _)| *at);
        found
    }

    /// Words of the footprint that this one may be: itself; words it begins, where nothing is called that; words a
    /// letter or two away.
    fn near(&self, word: &str, several: bool, beginnings: bool) -> Vec<(&VocabularyWord, usize)> {
        let length = word.chars().count();
        let mut found = Vec::new();
        let itself = self
            .vocabulary
            .binary_search_by(|known| known.text.as_str().cmp(word));
        if let Ok(at) = itself {
            found.push((&self.vocabulary[at], 0));
        } else if beginnings && length >= 3 {
            found.extend(self.beginning_with(word).iter().map(|known| (known, 0)));
        }
        let most = match length {
            0..=2 => 0,
            3 => usize::from(several),
            4 | 5 => 1,
            _ => 2,
        };
        if most == 0 || word.bytes().any(|b| b.is_ascii_digit()) {
            return found;
        }
        let own = letters(word);
        for known in &self.vocabulary {
            if (known.letters ^ own).count_ones() as usize > 2 * most || known.text == word {
                continue;
            }
            if let Some(apart) = letters_apart(word, &known.text, most) {
                // In a short word a changed first letter makes another word: Ann is not Ian.
                let same_start = length > 4 || known.text.chars().next() == word.chars().next();
                if same_start && known.text.chars().count() >= 3 {
                    found.push((known, apart));
                }
            }
        }
        found
    }

    fn beginning_with(&self, start: &str) -> &[VocabularyWord] {
        let from = self
            .vocabulary
            .partition_point(|known| known.text.as_str() < start);
        let many = self.vocabulary[from..].partition_point(|known| known.text.starts_with(start));
        &self.vocabulary[from..from + many]
    }

    /// Entries in whose name (or short name, or codes) every word begins one, in the order of the map.
    pub(super) fn completing(&self, typed: &[String], want: Want) -> Vec<usize> {
        let mut so_far: Option<BTreeSet<usize>> = None;
        for word in typed {
            let here = self
                .beginning_with(word)
                .iter()
                .flat_map(|known| known.entries.iter().copied())
                .filter(|at| so_far.as_ref().is_none_or(|so_far| so_far.contains(at)))
                .filter(|at| want.has(self.entries[*at].reference));
            so_far = Some(here.collect());
            if so_far.as_ref().is_some_and(BTreeSet::is_empty) {
                break;
            }
        }
        so_far.unwrap_or_default().into_iter().collect()
    }
}

/// A title as compared.
pub(super) fn title_key(title: &str) -> String {
    words(&tidy(title)).join(" ")
}

fn letters(word: &str) -> u64 {
    word.chars()
        .fold(0, |bits, c| bits | 1 << (u32::from(c) % 61))
}

fn without_legal_form(words: &[String]) -> &[String] {
    let mut kept = words;
    while let [rest @ .., last] = kept
        && LEGAL.contains(&last.as_str())
        && !rest.is_empty()
    {
        kept = rest;
    }
    kept
}
