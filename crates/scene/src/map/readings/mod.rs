//! What the colours and sizes of marks say, mark by mark: an attribute or a finding, the sign that says it again
//! without colour, and the words.

mod attributes;
mod colour;
mod communities;
mod groups;
mod numbers;
mod size;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use domain::{AudienceMap, ColourBy, GroupBy, LeaderId, OrganisationId, ProposalId, SizeBy};
use serde::{Deserialize, Serialize};

use super::Show;
use crate::gaps::GapFact;
use crate::paint::Ink;

pub(crate) use attributes::places_of;
pub(crate) use groups::Groups;
pub(crate) use numbers::of_organisations_alone;

/// What the colours and sizes of marks say, and by what they stand together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Sayings {
    /// What colours say; `None` for the kind of organisation.
    pub colour_by: Option<ColourBy>,
    /// What sizes say; `None` where all are alike.
    pub size_by: Option<SizeBy>,
    /// By what marks stand together; `None` where they stand by their ties alone.
    pub group_by: Option<GroupBy>,
    /// Whose positions colours tell; `None` for the proposal to be decided next.
    pub proposal: Option<ProposalId>,
}

/// A class of marks that look alike. Its sign says without colour what its colour says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Class {
    /// One of at most seven kinds of thing, by its hue and a letter.
    Category(u8),
    /// All that are none of those seven.
    Rest,
    /// It is known that there is none: a dash on a light ground, so that what there is stands out.
    Nothing,
    /// More or less of something, 1 to 4, by as many bars.
    Step(u8),
    /// Nobody has assessed or recorded it: a question mark, and never the least of the others.
    Unknown,
}

impl Class {
    pub(crate) const fn fill(self) -> Ink {
        match self {
            Self::Category(n) => Ink::Hue(n),
            Self::Rest => Ink::Hue(7),
            Self::Step(n) => Ink::Step(n),
            Self::Nothing | Self::Unknown => Ink::Raised,
        }
    }

    /// Letters on the fill.
    pub(crate) const fn on(self) -> Ink {
        match self {
            Self::Category(_) | Self::Rest => Ink::OnKind,
            Self::Step(n) => Ink::OnStep(n),
            Self::Nothing | Self::Unknown => Ink::Ink,
        }
    }

    pub(crate) const fn wash(self) -> Ink {
        match self {
            Self::Category(n) => Ink::HueWash(n),
            Self::Rest => Ink::HueWash(7),
            Self::Step(_) => Ink::StepWash,
            Self::Nothing | Self::Unknown => Ink::Raised,
        }
    }

    /// The border of a region, and how wide it is: what is more has the wider one.
    pub(crate) fn edge(self) -> (Ink, f64) {
        match self {
            Self::Category(n) => (Ink::HueEdge(n), 1.0),
            Self::Rest => (Ink::HueEdge(7), 1.0),
            Self::Nothing => (Ink::StepEdge, 0.5),
            Self::Step(n) => (Ink::StepEdge, 0.25 + 0.6 * f64::from(n)),
            Self::Unknown => (Ink::Unknown, 1.2),
        }
    }

    /// The outline of what is filled with it.
    pub(crate) const fn outline(self) -> Ink {
        match self {
            Self::Nothing | Self::Step(_) => Ink::StepEdge,
            other => other.fill(),
        }
    }
}

/// A class with its sign and what it means.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Swatch {
    pub(crate) class: Class,
    /// The letter of a category; empty where bars or a question mark say it.
    pub(crate) letter: String,
    pub(crate) meaning: String,
}

impl Swatch {
    pub(crate) fn unknown(meaning: &str) -> Self {
        Self {
            class: Class::Unknown,
            letter: "?".to_owned(),
            meaning: meaning.to_owned(),
        }
    }

    /// Of what is known to have none at all.
    fn none(meaning: &str) -> Self {
        Self {
            class: Class::Nothing,
            letter: "–".to_owned(),
            meaning: meaning.to_owned(),
        }
    }

    fn step(n: u8, meaning: &str) -> Self {
        Self {
            class: Class::Step(n),
            letter: String::new(),
            meaning: meaning.to_owned(),
        }
    }
}

/// What the colour of one mark says.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reading<'a> {
    pub(crate) swatch: &'a Swatch,
    pub(crate) words: &'a str,
}

/// What colours say, mark by mark.
#[derive(Debug, Clone)]
pub(crate) struct Colours {
    /// "Sector", "Position on the ward review".
    pub(crate) heading: String,
    swatches: Vec<Swatch>,
    /// What stands for those of whom nothing is said here.
    unknown: Swatch,
    organisations: BTreeMap<OrganisationId, (usize, String)>,
    leaders: BTreeMap<LeaderId, (usize, String)>,
    /// Whether it is said of the leaders themselves, and not of where they belong.
    of_leaders: bool,
    /// Whether it is said of organisations at all.
    of_organisations: bool,
}

impl Colours {
    /// Nothing said of anybody yet.
    fn of(heading: &str, swatches: Vec<Swatch>, unknown: &str) -> Self {
        Self {
            heading: heading.to_owned(),
            swatches,
            unknown: Swatch::unknown(unknown),
            organisations: BTreeMap::new(),
            leaders: BTreeMap::new(),
            of_leaders: true,
            of_organisations: true,
        }
    }

    /// Said of all whose value is known: which swatch, and the words.
    fn telling<Value>(
        mut self,
        (organisations, leaders): numbers::OfBoth<Value>,
        read: impl Fn(Value) -> (usize, String),
    ) -> Self {
        let known = organisations.into_iter();
        self.organisations = known
            .filter_map(|(id, value)| Some((id, read(value?))))
            .collect();
        let known = leaders.into_iter();
        self.leaders = known
            .filter_map(|(id, value)| Some((id, read(value?))))
            .collect();
        self
    }

    /// Said of organisations; of a leader, what is said of theirs.
    fn of_organisations_alone(self) -> Self {
        Self {
            of_leaders: false,
            ..self
        }
    }

    /// Said of people; of organisations only where they are drawn without them.
    fn of_people_where_drawn(self, show: Show) -> Self {
        Self {
            of_organisations: numbers::of_organisations_alone(show),
            ..self
        }
    }

    fn read<'a>(&'a self, found: Option<&'a (usize, String)>) -> Reading<'a> {
        found.map_or(
            Reading {
                swatch: &self.unknown,
                words: &self.unknown.meaning,
            },
            |(class, words)| Reading {
                swatch: &self.swatches[*class],
                words,
            },
        )
    }

    pub(crate) const fn says_of_organisations(&self) -> bool {
        self.of_organisations
    }

    /// The classes there are, with the one for those of whom nothing is said.
    pub(crate) fn swatches(&self) -> impl Iterator<Item = &Swatch> {
        self.swatches.iter().chain(std::iter::once(&self.unknown))
    }

    /// Of an organisation; `None` where it is said of leaders alone.
    pub(crate) fn of_organisation(&self, id: OrganisationId) -> Option<Reading<'_>> {
        self.of_organisations
            .then(|| self.read(self.organisations.get(&id)))
    }

    /// Of a leader, standing at an organisation or at none.
    pub(crate) fn of_leader(&self, id: LeaderId, at: Option<OrganisationId>) -> Reading<'_> {
        if self.of_leaders {
            self.read(self.leaders.get(&id))
        } else {
            self.read(at.and_then(|at| self.organisations.get(&at)))
        }
    }
}

/// What sizes say, mark by mark.
#[derive(Debug, Clone)]
pub(crate) struct Sizes {
    /// "Number of ties".
    pub(crate) heading: String,
    by: SizeBy,
    /// `None` where nobody has assessed it.
    organisations: BTreeMap<OrganisationId, Option<f64>>,
    leaders: BTreeMap<LeaderId, Option<f64>>,
    most_of_organisations: f64,
    most_of_leaders: f64,
}

/// What the size of one mark says: how much, as a share of the most there is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Sized {
    /// So much of the most.
    Share(f64),
    /// Nobody has assessed it.
    Unknown,
}

impl Sized {
    /// The radius between two, so that the area grows with the value.
    pub(crate) fn radius(self, least: f64, most: f64, usual: f64) -> f64 {
        match self {
            Self::Share(share) => {
                (least * least + (most * most - least * least) * share.clamp(0.0, 1.0)).sqrt()
            }
            Self::Unknown => usual,
        }
    }
}

impl Sizes {
    pub(crate) fn says_of_organisations(&self) -> bool {
        !self.organisations.is_empty()
    }

    pub(crate) fn says_of_leaders(&self) -> bool {
        !self.leaders.is_empty()
    }

    fn sized(value: Option<f64>, most: f64) -> Sized {
        value.map_or(Sized::Unknown, |value| {
            Sized::Share(if most > 0.0 { value / most } else { 0.0 })
        })
    }

    /// Of an organisation; `None` where sizes say nothing of it.
    pub(crate) fn of_organisation(&self, id: OrganisationId) -> Option<Sized> {
        let value = self.organisations.get(&id)?;
        Some(Self::sized(*value, self.most_of_organisations))
    }

    /// Of a leader; `None` where sizes say nothing of them.
    pub(crate) fn of_leader(&self, id: LeaderId) -> Option<Sized> {
        let value = self.leaders.get(&id)?;
        Some(Self::sized(*value, self.most_of_leaders))
    }

    pub(crate) fn words_of_organisation(&self, id: OrganisationId) -> Option<String> {
        Some(self.words(*self.organisations.get(&id)?))
    }

    pub(crate) fn words_of_leader(&self, id: LeaderId) -> Option<String> {
        Some(self.words(*self.leaders.get(&id)?))
    }

    fn words(&self, value: Option<f64>) -> String {
        let unknown = match self.by {
            SizeBy::Authority | SizeBy::Promises => "not recorded",
            _ => "not assessed",
        };
        value.map_or_else(|| unknown.to_owned(), |v| size::words(self.by, v))
    }

    /// None, half and the most, with their words: what a legend shows of organisations, or of leaders.
    pub(crate) fn samples(&self, leaders: bool) -> Vec<(Sized, String)> {
        let most = if leaders {
            self.most_of_leaders
        } else {
            self.most_of_organisations
        };
        // All but these are whole numbers or the steps of a scale.
        let counted = !matches!(self.by, SizeBy::Influence | SizeBy::Brokerage);
        let half = if counted {
            (most / 2.0).round()
        } else {
            most / 2.0
        };
        let mut samples = vec![0.0];
        samples.extend([half, most].iter().filter(|v| **v > 0.0));
        samples.dedup();
        samples
            .into_iter()
            .map(|v| (Self::sized(Some(v), most), size::words(self.by, v)))
            .collect()
    }
}

/// What the map's colours and sizes say. Without either, colours say the kind and sizes nothing.
#[derive(Debug, Clone, Default)]
pub(crate) struct Readings {
    pub(crate) colours: Option<Colours>,
    pub(crate) sizes: Option<Sizes>,
    pub(crate) groups: Option<Groups>,
}

impl Readings {
    /// As asked for, from the whole of what the audience sees: a filter changes nobody's colour.
    pub(crate) fn of(
        map: &AudienceMap,
        pairs: &[GapFact],
        influence: Option<&insight::Influence>,
        sayings: &Sayings,
        show: Show,
    ) -> Self {
        Self {
            colours: sayings
                .colour_by
                .and_then(|by| colour::colours(map, pairs, influence, by, sayings.proposal, show)),
            sizes: sayings
                .size_by
                .and_then(|by| size::sizes(map, pairs, influence, by, show)),
            groups: sayings
                .group_by
                .and_then(|by| groups::groups(map, by, show)),
        }
    }
}
