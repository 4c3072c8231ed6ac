//! The whole footprint in memory.

use std::ops::Deref;

use jiff::civil::Date;

use crate::contents::Contents;
use crate::entity::Write;

/// The whole footprint, immutable. A change gives the next map; rows that did not change are shared.
///
/// Nothing that measures, draws or prints takes a `Map`: ask it for what one audience may see with
/// [`Map::seen_by`].
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Map {
    pub(crate) contents: Contents,
    /// The day of which it says what was known; `None` where it is the footprint as it is known now.
    pub(crate) known_on: Option<Date>,
}

impl Map {
    /// The map with these writes made, in their order.
    #[must_use]
    pub fn with(&self, writes: &[Write]) -> Self {
        let mut contents = self.contents.clone();
        for write in writes {
            contents.write(write);
        }
        Self {
            contents,
            known_on: self.known_on,
        }
    }

    /// The same, marked as what was known on a day since past: whatever is drawn or printed from it says so.
    #[must_use]
    pub fn as_known_on(self, day: Date) -> Self {
        Self {
            known_on: Some(day),
            ..self
        }
    }
}

impl Deref for Map {
    type Target = Contents;
    fn deref(&self) -> &Contents {
        &self.contents
    }
}
