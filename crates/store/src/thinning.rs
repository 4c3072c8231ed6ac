//! Which backups have had their day: all of two days are kept, then the last of every day for a week, of every week
//! for two months and of every month for a year.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp, tz::TimeZone};

const ALL_FOR: SignedDuration = SignedDuration::from_hours(2 * 24);
const DAILY_FOR: SignedDuration = SignedDuration::from_hours(7 * 24);
const WEEKLY_FOR: SignedDuration = SignedDuration::from_hours(61 * 24);
const MONTHLY_FOR: SignedDuration = SignedDuration::from_hours(366 * 24);

/// The moments, among those at which backups were taken, whose backups may go. Days, weeks (from Monday) and months
/// are those of UTC. The newest stays whatever its age, and so does the last of every period within its time.
pub(crate) fn surplus(taken: &[Timestamp], now: Timestamp) -> Vec<Timestamp> {
    let newest = taken.iter().max().copied();
    let mut last_of: BTreeMap<(Period, i16, i16), Timestamp> = BTreeMap::new();
    for moment in taken {
        for period in Period::ALL {
            let last = last_of.entry(period.of(*moment)).or_insert(*moment);
            *last = (*last).max(*moment);
        }
    }
    let is_last = |period: Period, moment: Timestamp| {
        last_of
            .get(&period.of(moment))
            .is_some_and(|last| *last == moment)
    };
    let mut surplus: Vec<Timestamp> = taken
        .iter()
        .copied()
        .filter(|moment| {
            let age = now.duration_since(*moment);
            let kept = Some(*moment) == newest
                || age <= ALL_FOR
                || (age <= DAILY_FOR && is_last(Period::Day, *moment))
                || (age <= WEEKLY_FOR && is_last(Period::Week, *moment))
                || (age <= MONTHLY_FOR && is_last(Period::Month, *moment));
            !kept
        })
        .collect();
    surplus.sort();
    surplus.dedup();
    surplus
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Period {
    Day,
    Week,
    Month,
}

impl Period {
    const ALL: [Self; 3] = [Self::Day, Self::Week, Self::Month];

    /// The one of these that a moment falls in: its year and its number in the year.
    fn of(self, moment: Timestamp) -> (Self, i16, i16) {
        let date = moment.to_zoned(TimeZone::UTC).date();
        match self {
            Self::Day => (self, date.year(), date.day_of_year()),
            Self::Week => {
                let week = date.iso_week_date();
                (self, week.year(), week.week().into())
            }
            Self::Month => (self, date.year(), date.month().into()),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::collections::BTreeSet;

    use jiff::ToSpan as _;
    use proptest::prelude::*;

    use super::*;

    fn start() -> Timestamp {
        "2025-01-01T08:00:00Z".parse().unwrap()
    }

    fn thinned(taken: &[Timestamp], now: Timestamp) -> Vec<Timestamp> {
        let gone: BTreeSet<Timestamp> = surplus(taken, now).into_iter().collect();
        taken
            .iter()
            .copied()
            .filter(|t| !gone.contains(t))
            .collect()
    }

    #[test]
    fn after_a_year_of_backups_every_three_hours_some_fifty_are_left_and_every_period_has_one() {
        let mut kept: Vec<Timestamp> = Vec::new();
        let mut now = start();
        for _ in 0..400 * 8 {
            now += 3.hours();
            kept.push(now);
            kept = thinned(&kept, now);
        }
        assert!((30..=55).contains(&kept.len()), "{}", kept.len());
        let within = |days: i64| now - (days * 24).hours();
        for day in 0..7 {
            assert!(
                kept.iter()
                    .any(|t| *t > within(day + 1) && *t <= within(day))
            );
        }
        for week in 0..8 {
            assert!(
                kept.iter()
                    .any(|t| *t > within(7 * week + 7) && *t <= within(7 * week))
            );
        }
        for month in 0..11 {
            assert!(
                kept.iter()
                    .any(|t| *t > within(31 * month + 31) && *t <= within(31 * month))
            );
        }
    }

    proptest! {
        #[test]
        fn the_newest_all_of_two_days_and_the_last_of_every_period_stay(
            minutes in proptest::collection::vec(0_i64..600 * 24 * 60, 1..80),
            later in 0_i64..30 * 24 * 60,
        ) {
            let taken: Vec<Timestamp> = minutes.iter().map(|m| start() + m.minutes()).collect();
            let newest = *taken.iter().max().unwrap();
            let now = newest + later.minutes();
            let kept = thinned(&taken, now);
            prop_assert!(kept.contains(&newest));
            prop_assert!(taken.iter().all(|t| now.duration_since(*t) > ALL_FOR || kept.contains(t)));
            for (period, time) in [
                (Period::Day, DAILY_FOR),
                (Period::Week, WEEKLY_FOR),
                (Period::Month, MONTHLY_FOR),
            ] {
                let mut last: BTreeMap<_, Timestamp> = BTreeMap::new();
                for t in &taken {
                    let entry = last.entry(period.of(*t)).or_insert(*t);
                    *entry = (*entry).max(*t);
                }
                for t in last.values() {
                    prop_assert!(now.duration_since(*t) > time || kept.contains(t));
                }
            }
            prop_assert!(
                kept.iter().all(|t| *t == newest || now.duration_since(*t) <= MONTHLY_FOR),
                "nothing but the newest outlives a year"
            );
            prop_assert_eq!(thinned(&kept, now), kept.clone(), "thinning twice is thinning once");
        }

        #[test]
        fn a_clock_that_was_ahead_makes_nothing_go(minutes in 0_i64..1000) {
            let taken = [start(), start() + minutes.minutes()];
            prop_assert!(surplus(&taken, start() - 1.hours()).is_empty());
        }
    }
}
