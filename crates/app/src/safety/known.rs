//! The footprint as it was known on a day or at a baseline, and what has changed since.

use std::sync::Arc;

use domain::{Baseline, BaselineId, Confidentiality, Edit, EntityRef, Map, Record};
use jiff::civil::Date;

use super::some_of;
use crate::act::optional_day;
use crate::desk::{Desk, Open};
use crate::error::AppError;
use crate::session::{Now, fresh_ids};
use crate::wire::{BaselineAnswer, BaselineList, Reply, SafetyReply, SinceAnswer};

/// A past that is shown.
#[derive(Debug)]
pub(crate) struct KnownView {
    /// What was known.
    pub(super) map: Arc<Map>,
    /// On which day.
    pub(super) day: Date,
    /// The baseline's name, where it is one.
    pub(super) name: Option<String>,
}

fn baseline_of(map: &Map, key: &str) -> Result<Baseline, AppError> {
    let id: Option<BaselineId> = match key.parse() {
        Ok(EntityRef::Baseline(id)) => Some(id),
        _ => None,
    };
    id.and_then(|id| map.baseline(id))
        .cloned()
        .ok_or_else(|| AppError::NotFound {
            kind: "baseline",
            wanted: key.to_owned(),
        })
}

/// What was known on a day, to its end, or at a baseline; `None` where neither is named, or the day is not over.
fn past(
    open: &Open,
    day: Option<&str>,
    baseline: Option<&str>,
    now: &Now,
) -> Result<Option<KnownView>, AppError> {
    if let Some(key) = baseline {
        let found = baseline_of(&open.session.map(), key)?;
        let map = open.session.document().map_as_known(found.known_at)?;
        return Ok(Some(KnownView {
            map: Arc::new(map.as_known_on(found.known_at.to_zoned(now.zone.clone()).date())),
            day: found.day,
            name: Some(found.name),
        }));
    }
    let Some(day) = optional_day(day)?.filter(|day| *day < now.today) else {
        return Ok(None);
    };
    Ok(Some(KnownView {
        map: Arc::new(open.session.map_as_known(day, &now.zone)?),
        day,
        name: None,
    }))
}

impl Desk {
    pub(super) fn known(
        &mut self,
        day: Option<&str>,
        baseline: Option<&str>,
        now: &Now,
    ) -> Result<Reply, AppError> {
        let open = self.opened()?;
        let past = past(open, day, baseline, now)?;
        open.forget();
        // The day shown is the day of which it was known; another can be chosen from there.
        open.as_of = None;
        open.session.look_at(past.as_ref().map(|known| known.day));
        open.safety.known = past;
        self.overview(now)
    }

    pub(super) fn baselines(&mut self) -> Result<Reply, AppError> {
        let open = self.opened()?;
        let map = open.session.map();
        let mut found: Vec<&Baseline> = map
            .baselines()
            .iter()
            .filter(|one| open.audience.may_see(one.confidentiality))
            .collect();
        found.sort_by_key(|one| std::cmp::Reverse((one.known_at, one.id)));
        let baselines = found
            .into_iter()
            .map(|one| BaselineAnswer {
                key: EntityRef::from(one.id).to_string(),
                name: one.name.clone(),
                day: one.day.to_string(),
                known_at: one.known_at.to_string(),
            })
            .collect();
        let list = BaselineList { baselines };
        Ok(Reply::Safety(SafetyReply::Baselines(list)))
    }

    pub(super) fn name_baseline(&mut self, name: &str, now: &Now) -> Result<Reply, AppError> {
        let baseline = Baseline {
            id: BaselineId::from(fresh_ids()()),
            name: name.trim().to_owned(),
            day: now.today,
            known_at: now.at,
            confidentiality: Confidentiality::Board,
            record: Record::default(),
        };
        self.take_step(&Edit::NameBaseline(baseline), now)
    }

    pub(super) fn since(
        &mut self,
        day: Option<&str>,
        baseline: Option<&str>,
        now: &Now,
    ) -> Result<Reply, AppError> {
        let open = self.in_confidence("What has changed")?;
        let before = past(open, day, baseline, now)?;
        let before = before.ok_or_else(|| AppError::NotOneOf {
            what: "a day before today",
            given: day.unwrap_or_default().to_owned(),
            known: "an earlier day or a baseline".to_owned(),
        })?;
        let mut found = store::compare(&before.map, &open.session.map());
        // That somebody named a baseline is no change of the footprint.
        let named = |entity: &EntityRef| matches!(entity, EntityRef::Baseline(_));
        let baselines: Vec<String> = found
            .added
            .iter()
            .filter(|one| named(&one.entity))
            .map(|one| one.name.clone())
            .collect();
        found.sentences.retain(|sentence| {
            !baselines
                .iter()
                .any(|name| *sentence == format!("Baseline {name} was added."))
        });
        Ok(Reply::Safety(SafetyReply::Since(SinceAnswer {
            name: before.name,
            day: before.day.to_string(),
            sentences: some_of(&found.sentences),
        })))
    }
}
