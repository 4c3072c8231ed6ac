//! The names of other people in what is held about one: found, and separable.

use std::collections::BTreeMap;

use domain::{LeaderId, Map};

use super::{OtherPerson, Others};

/// Where in a text a name stands as whole words, whatever the case.
pub(super) fn name_in(text: &str, name: &str) -> Option<std::ops::Range<usize>> {
    let wanted: Vec<char> = name.trim().chars().flat_map(char::to_lowercase).collect();
    if wanted.is_empty() {
        return None;
    }
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let is_word = |at: usize| letters.get(at).is_some_and(|(_, c)| c.is_alphanumeric());
    (0..letters.len()).find_map(|start| {
        if start > 0 && is_word(start - 1) {
            return None;
        }
        let mut at = start;
        let mut matched = 0;
        while matched < wanted.len() {
            let (_, letter) = letters.get(at)?;
            for lower in letter.to_lowercase() {
                if wanted.get(matched) != Some(&lower) {
                    return None;
                }
                matched += 1;
            }
            at += 1;
        }
        if is_word(at) {
            return None;
        }
        let end = letters.get(at).map_or(text.len(), |(byte, _)| *byte);
        Some(letters[start].0..end)
    })
}

/// The other leaders of a footprint, as they may appear in one person's file.
pub(super) struct OtherPeople<'a> {
    map: &'a Map,
    id: LeaderId,
    shown_as: Others,
    /// How they may be written, longest first, so that a whole name is found before a part of it.
    spellings: Vec<(String, LeaderId)>,
    numbers: BTreeMap<LeaderId, usize>,
}

impl<'a> OtherPeople<'a> {
    pub(super) fn of(map: &'a Map, id: LeaderId, shown_as: Others) -> Self {
        /// Shorter last names are too often ordinary words.
        const SHORTEST_LAST_NAME: usize = 4;
        let own_words: Vec<String> = map
            .leader(id)
            .map(|leader| {
                leader
                    .name
                    .split_whitespace()
                    .map(str::to_lowercase)
                    .collect()
            })
            .unwrap_or_default();
        let mut spellings: Vec<(String, LeaderId)> = Vec::new();
        for leader in map.leaders().iter().filter(|leader| leader.id != id) {
            spellings.push((leader.name.clone(), leader.id));
            let last = leader.name.split_whitespace().last().unwrap_or_default();
            if last.chars().count() >= SHORTEST_LAST_NAME
                && last != leader.name
                && !own_words.contains(&last.to_lowercase())
            {
                spellings.push((last.to_owned(), leader.id));
            }
        }
        spellings.sort_by(|(a, one), (b, other)| {
            b.chars()
                .count()
                .cmp(&a.chars().count())
                .then(a.cmp(b))
                .then(one.cmp(other))
        });
        Self {
            map,
            id,
            shown_as,
            spellings,
            numbers: BTreeMap::new(),
        }
    }

    /// One leader, as they appear.
    pub(super) fn one(&mut self, leader: LeaderId) -> String {
        let name = self
            .map
            .leader(leader)
            .map_or_else(String::new, |leader| leader.name.clone());
        if leader == self.id {
            return name;
        }
        let next = self.numbers.len() + 1;
        let number = *self.numbers.entry(leader).or_insert(next);
        match self.shown_as {
            Others::Named => name,
            Others::Numbered => format!("person {number}"),
        }
    }

    /// A text with the other people in it as they appear. Last names are numbered too, where names are left out.
    pub(super) fn shown(&mut self, text: &str) -> String {
        let mut shown = text.to_owned();
        let spellings = std::mem::take(&mut self.spellings);
        let mut put: Vec<String> = Vec::new();
        for (spelling, leader) in &spellings {
            while let Some(range) = name_in(&shown, spelling) {
                let as_shown = match self.shown_as {
                    Others::Named => {
                        self.one(*leader);
                        shown[range.clone()].to_owned()
                    }
                    Others::Numbered => self.one(*leader),
                };
                // A mark no name contains, so that what was put is not searched again.
                shown.replace_range(range, &format!("\u{e000}{}\u{e001}", put.len()));
                put.push(as_shown);
            }
        }
        self.spellings = spellings;
        for (n, as_shown) in put.iter().enumerate() {
            shown = shown.replace(&format!("\u{e000}{n}\u{e001}"), as_shown);
        }
        shown
    }

    /// Who was mentioned, by their numbers.
    pub(super) fn mentioned(&self) -> Vec<OtherPerson> {
        let mut all: Vec<OtherPerson> = self
            .numbers
            .iter()
            .map(|(leader, number)| OtherPerson {
                number: *number,
                name: self
                    .map
                    .leader(*leader)
                    .map_or_else(String::new, |leader| leader.name.clone()),
            })
            .collect();
        all.sort_by_key(|other| other.number);
        all
    }
}
