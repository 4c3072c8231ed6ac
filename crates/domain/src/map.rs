//! The whole footprint in memory.

use std::ops::Deref;

use crate::contents::Contents;
use crate::entity::Write;

/// The whole footprint, immutable. A change gives the next map; rows that did not change are shared.
///
/// Nothing that measures, draws or prints takes a `Map`: ask it for what one audience may see with
/// [`Map::seen_by`].
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Map {
    pub(crate) contents: Contents,
}

impl Map {
    /// The map with these writes made, in their order.
    #[must_use]
    pub fn with(&self, writes: &[Write]) -> Self {
        let mut contents = self.contents.clone();
        for write in writes {
            contents.write(write);
        }
        Self { contents }
    }
}

impl Deref for Map {
    type Target = Contents;
    fn deref(&self) -> &Contents {
        &self.contents
    }
}
