//! The gaps of a footprint as drawings need them.

use domain::{AudienceMap, Interval, LeaderId, Level, OrganisationId};

use insight::{Gaps, Pair};

use crate::map::pair_key;
use crate::scene::{TableRow, TableTwin};

/// One pair of organisations that must work together, the lower id first.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct GapFact {
    pub(crate) a: OrganisationId,
    pub(crate) b: OrganisationId,
    pub(crate) needed: Level,
    pub(crate) actual: Interval<u8>,
    pub(crate) gap: Interval<u8>,
    pub(crate) assessed: bool,
    /// 0 to 1.
    pub(crate) importance: f64,
    pub(crate) priority: Interval<f64>,
    pub(crate) hangs_on: Option<LeaderId>,
}

/// The pairs that must work together, as drawings need them. A pair whose parties' ids cannot be read is left out.
pub(crate) fn facts_of(gaps: &Gaps) -> Vec<GapFact> {
    gaps.pairs.iter().filter_map(fact_of).collect()
}

/// One pair, whether it must work together or not.
pub(crate) fn fact_of(pair: &Pair) -> Option<GapFact> {
    Some(GapFact {
        a: pair.a.id.parse().ok()?,
        b: pair.b.id.parse().ok()?,
        needed: pair.needed,
        actual: Interval {
            low: pair.actual.low,
            high: pair.actual.high,
        },
        gap: pair.gap,
        assessed: pair.actual.assessed,
        importance: pair.importance,
        priority: Interval {
            low: pair.priority,
            high: pair.priority_at_most,
        },
        // Of two people on one tie either would do; the sign stands at the first.
        hangs_on: pair
            .resilience
            .as_ref()
            .filter(|resilience| resilience.people == 1)
            .and_then(|resilience| resilience.hangs_on.first())
            .and_then(|party| party.id.parse().ok()),
    })
}

impl GapFact {
    /// Whether they must work together and nobody has said anything of them.
    pub(crate) fn nobody_knows(&self) -> bool {
        !self.assessed && self.needed > Level::None
    }

    /// "needs 4", "has 1": what stands on the sign.
    pub(crate) fn words(&self) -> Vec<String> {
        vec![
            format!("needs {}", self.needed.number()),
            format!("has {}", range(self.actual)),
        ]
    }

    pub(crate) fn names(&self, map: &AudienceMap) -> String {
        let name = |id: OrganisationId| map.party_label(id.into()).unwrap_or("another").to_owned();
        format!("{} and {}", name(self.a), name(self.b))
    }
}

/// "2", or "1 to 3" where it is not sure.
pub(crate) fn range(interval: Interval<u8>) -> String {
    if interval.is_known() {
        interval.low.to_string()
    } else {
        format!("{}–{}", interval.low, interval.high)
    }
}

/// The gaps that are sure to be gaps, those of highest priority first.
pub(crate) fn confirmed(pairs: &[GapFact]) -> Vec<&GapFact> {
    let mut found: Vec<&GapFact> = pairs.iter().filter(|pair| pair.gap.low > 0).collect();
    found.sort_by(|x, y| {
        y.priority
            .low
            .total_cmp(&x.priority.low)
            .then(y.priority.high.total_cmp(&x.priority.high))
            .then((x.a, x.b).cmp(&(y.a, y.b)))
    });
    found
}

pub(crate) fn table(map: &AudienceMap, gaps: &[&GapFact]) -> TableTwin {
    let name = |id: OrganisationId| map.party_label(id.into()).unwrap_or_default().to_owned();
    TableTwin {
        caption: "Gaps, the most important first".to_owned(),
        columns: ["One", "Other", "Needed", "Today", "Gap"]
            .map(str::to_owned)
            .to_vec(),
        rows: gaps
            .iter()
            .map(|gap| TableRow {
                key: pair_key(gap.a.into(), gap.b.into()),
                cells: vec![
                    name(gap.a),
                    name(gap.b),
                    format!("{} {}", gap.needed.number(), gap.needed.word()),
                    range(gap.actual),
                    range(gap.gap),
                ],
            })
            .collect(),
    }
}
