//! Whose eyes and which day: the lens every answer is seen through.

use domain::{Audience, AudienceMap, Map};
use jiff::civil::Date;

/// An audience and a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lens {
    /// Whose eyes.
    pub audience: Audience,
    /// The day.
    pub as_of: Date,
}

impl Lens {
    /// What that audience may see of the map on that day.
    pub fn on(self, map: &Map) -> AudienceMap {
        map.seen_by(self.audience, self.as_of)
    }
}

/// The day a document is shown as of when nobody says: today. An invented one does not age: it is shown as of the
/// last day anything in it speaks of.
pub fn usual_day(map: &Map, today: Date) -> Date {
    if !map.footprint().invented {
        return today;
    }
    let assessed = map.assessments().iter().map(|a| a.date);
    let promised = map
        .commitments()
        .iter()
        .flat_map(|c| std::iter::once(c.asked).chain(c.events.iter().map(|event| event.date)));
    let noted = map.notes().iter().map(|n| n.date);
    let judged = (map.positions().iter().map(|p| p.date))
        .chain(map.impacts().iter().map(|i| i.date))
        .chain(map.stakes().iter().map(|s| s.date));
    let talked = map.contacts().iter().map(|c| c.date);
    assessed
        .chain(promised)
        .chain(noted)
        .chain(judged)
        .chain(talked)
        .max()
        .map_or(today, |last| last.min(today))
}
