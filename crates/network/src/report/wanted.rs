//! Which figures are wanted.

use std::collections::BTreeSet;

/// The figures that are wanted, by the names they are written under: all of them, or those of some names wherever they
/// stand. What is not wanted is not reckoned where that saves work: then it is not a number, or nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    only: Option<BTreeSet<String>>,
}

impl Wanted {
    /// Everything.
    pub const fn all() -> Self {
        Self { only: None }
    }

    /// Those of these names; of no names, everything.
    pub fn only(names: &[String]) -> Self {
        Self {
            only: (!names.is_empty()).then(|| names.iter().cloned().collect()),
        }
    }

    /// Whether any of these is wanted. What holds a figure is named beside it: asked for, it is wanted whole.
    pub(super) fn any(&self, names: &[&str]) -> bool {
        self.only
            .as_ref()
            .is_none_or(|only| names.iter().any(|name| only.contains(*name)))
    }

    /// Everything, where one of these that hold the rest is wanted.
    pub(super) fn within(&self, holders: &[&str]) -> Self {
        if self.any(holders) {
            Self::all()
        } else {
            self.clone()
        }
    }
}
