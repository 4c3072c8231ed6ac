//! How a map is narrowed, saved and moved through time.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::reply::Drawing;

/// One thing a map keeps to. Of each sort those named are shown; a sort nobody names shows all.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct MapFilter {
    /// `organisation_kind`, `sector`, `place`, `workstream` or `tie_kind`.
    pub sort: String,
    /// A key, a name or an entity's key, as offered.
    pub value: String,
}

/// What a map can be narrowed to, of one sort.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct FilterOffer {
    /// The sort, as in a filter.
    pub sort: String,
    /// The values there are, by their words.
    pub values: Vec<FilterValue>,
}

/// One value a map can be narrowed to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct FilterValue {
    /// As in a filter.
    pub value: String,
    /// In words.
    pub words: String,
    /// How many organisations, or ties, it keeps.
    pub count: u32,
}

/// A way of looking somebody has saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct SavedView {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Only ties of at least this level.
    pub minimum_level: u8,
    /// What it keeps to.
    pub filters: Vec<MapFilter>,
    /// What colours say.
    pub colour_by: String,
    /// What sizes say.
    pub size_by: String,
    /// By what marks stand together; empty where they stand by their ties alone.
    pub group_by: String,
    /// The key of the proposal whose positions colours tell; empty for the one to be decided next.
    pub proposal: String,
    /// Who is drawn, as in [`MapOptions`](super::MapOptions); empty where it does not say.
    pub show: String,
    /// The key of the organisation it is drawn near; empty for all.
    pub focus: String,
    /// Its name.
    pub focus_name: String,
    /// The day it shows, where it has one of its own.
    pub as_of: Option<String>,
}

/// What colours or sizes can say, or marks be grouped by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct MapSaying {
    /// Its key.
    pub value: String,
    /// In words.
    pub words: String,
}

/// What a map's colours and sizes can say, and by what its marks can stand together.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct MapSayings {
    /// What colours can say, the usual first.
    pub colours: Vec<MapSaying>,
    /// What sizes can say, the usual first.
    pub sizes: Vec<MapSaying>,
    /// By what marks can stand together.
    pub groups: Vec<MapSaying>,
    /// The proposals whose positions colours can tell, the one to be decided next first.
    pub proposals: Vec<MapSaying>,
}

/// The map on two days beside each other.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct Compared {
    /// As it was.
    pub before: Drawing,
    /// As it is.
    pub after: Drawing,
    /// What has changed between them.
    pub changes: Vec<MapTurn>,
}

/// One change between two days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct MapTurn {
    /// `added`, `gone`, `up` or `down`; `known` where it was assessed for the first time.
    pub turn: String,
    /// The key of what it is about: an organisation, or a pair.
    pub key: String,
    /// The keys of the parties it is between, or of the one it is about.
    pub ends: Vec<String>,
    /// What it is called.
    pub name: String,
    /// The level there was, in words; empty where there was none to tell.
    pub before: String,
    /// The level there is.
    pub after: String,
}

/// The days a footprint speaks of, for moving through time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct Timeline {
    /// The first day of every month from the first thing known to today, and today.
    pub days: Vec<String>,
    /// For each of them, how many judgements, needs, promises and ties are dated in the time since the one before.
    pub changes: Vec<u32>,
}
