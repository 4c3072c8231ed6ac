//! The days a footprint can be looked at, for moving through time.

use domain::AudienceMap;
use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::wire::Timeline;

/// At most so many months: what lies before them is reached by choosing a day.
const MONTHS: usize = 120;

/// The first day of every month from the first judgement, need or promise to the map's own day, and that day.
pub(crate) fn of(map: &AudienceMap) -> Timeline {
    let last = map.as_of();
    let mut dated: Vec<Date> = map.assessments().iter().map(|one| one.date).collect();
    dated.extend(map.needs().iter().map(|one| one.date));
    dated.extend(map.commitments().iter().map(|one| one.asked));
    dated.extend(
        map.ties()
            .iter()
            .flat_map(|one| [one.from, one.to])
            .flatten(),
    );
    dated.retain(|day| *day <= last);
    dated.sort_unstable();
    let mut days = vec![last];
    let said_first = map.assessments().iter().map(|one| one.date);
    let said_first = said_first.chain(map.commitments().iter().map(|one| one.asked));
    if let Some(first) = said_first.filter(|day| *day <= last).min() {
        let mut month = last.first_of_month();
        while days.len() < MONTHS {
            if month < last {
                days.push(month);
            }
            if month <= first {
                break;
            }
            let Ok(before) = month.checked_sub(1.month()) else {
                break;
            };
            month = before;
        }
    }
    days.reverse();
    let mut from = 0;
    let changes = days
        .iter()
        .map(|day| {
            let to = dated.partition_point(|dated| dated <= day);
            let count = to - from;
            from = to;
            count as u32
        })
        .collect();
    Timeline {
        days: days.iter().map(ToString::to_string).collect(),
        changes,
    }
}
