//! A footprint seen through a lens, with what has been worked out for it so far.

use std::sync::OnceLock;

use domain::{AudienceMap, Coverage, Map};

use crate::directory::Names;
use crate::lens::Lens;

/// A footprint as one audience may see it on one day, with its answers, each worked out once.
#[derive(Debug)]
pub struct Seen {
    revision: u64,
    lens: Lens,
    map: AudienceMap,
    closed_organisations: u32,
    gaps: OnceLock<insight::Gaps>,
    influence: OnceLock<insight::Influence>,
    promises: OnceLock<insight::Promises>,
    names: OnceLock<Names>,
    coverage: OnceLock<Coverage>,
}

impl Seen {
    /// The map at a revision of its document, seen through a lens.
    pub fn of(map: &Map, revision: u64, lens: Lens) -> Self {
        Self {
            revision,
            lens,
            map: lens.on(map),
            closed_organisations: map
                .organisations()
                .iter()
                .filter(|organisation| {
                    lens.audience.may_see(organisation.confidentiality)
                        && !organisation.is_open_on(lens.as_of)
                })
                .count() as u32,
            gaps: OnceLock::new(),
            influence: OnceLock::new(),
            promises: OnceLock::new(),
            names: OnceLock::new(),
            coverage: OnceLock::new(),
        }
    }

    /// The same, as it would be if something were otherwise.
    pub(crate) fn as_if(&self, map: AudienceMap) -> Self {
        Self {
            revision: self.revision,
            lens: self.lens,
            map,
            closed_organisations: self.closed_organisations,
            gaps: OnceLock::new(),
            influence: OnceLock::new(),
            promises: OnceLock::new(),
            names: OnceLock::new(),
            coverage: OnceLock::new(),
        }
    }

    /// What the audience may see.
    pub const fn map(&self) -> &AudienceMap {
        &self.map
    }

    /// Organisations the audience may see that were not open on the day.
    pub const fn closed_organisations(&self) -> u32 {
        self.closed_organisations
    }

    /// Through which lens.
    pub const fn lens(&self) -> Lens {
        self.lens
    }

    /// What tells it from the footprint at any other time or seen otherwise.
    pub(crate) fn mark(&self) -> String {
        let Lens { audience, as_of } = self.lens;
        format!("{}|{}|{as_of}", self.revision, audience.key())
    }

    /// At which revision of its document.
    pub(crate) const fn revision(&self) -> u64 {
        self.revision
    }

    /// Whether it still shows that revision through that lens.
    pub fn is_of(&self, revision: u64, lens: Lens) -> bool {
        self.revision == revision && self.lens == lens
    }

    /// Needed against actual collaboration.
    pub fn gaps(&self) -> &insight::Gaps {
        self.gaps.get_or_init(|| insight::gaps(&self.map))
    }

    /// Formal authority beside informal influence.
    pub fn influence(&self) -> &insight::Influence {
        self.influence.get_or_init(|| insight::influence(&self.map))
    }

    /// Promises and how they are kept.
    pub fn promises(&self) -> &insight::Promises {
        self.promises.get_or_init(|| insight::promises(&self.map))
    }

    /// Of all pairs of organisations, how many are assessed.
    pub(crate) fn coverage(&self) -> Coverage {
        *self
            .coverage
            .get_or_init(|| insight::known_of_organisations(&self.map))
    }

    /// The names of everything, to be searched.
    pub(crate) fn names(&self) -> &Names {
        self.names.get_or_init(|| Names::of(&self.map))
    }
}
