//! What is held about one person, in the window: saved as a document, erased for good, kept until a day; and the freeze
//! of deleting.

use std::collections::BTreeMap;
use std::path::Path;

use domain::{Edit, EntityKind, EntityRef, Freeze};
use store::{Backup, Backups};

use crate::act::optional_day;
use crate::desk::{Desk, change_row};
use crate::error::AppError;
use crate::person::{self, Others};
use crate::session::Now;
use crate::wire::{CopyHolding, PersonHeld, Reply, SafetyReply};

/// What the record of one person names.
const WHAT: &str = "The record of one person";

/// A copy by what it is: a backup by its day, anything else by its path.
fn holding(path: &Path, backups: &[Backup]) -> CopyHolding {
    let backup = backups.iter().find(|backup| backup.path == path);
    CopyHolding {
        path: path.display().to_string(),
        taken: backup.map(|backup| backup.taken.to_string()),
        why: backup.map(|backup| backup.reason.words().to_owned()),
    }
}

/// "1 post", "2 posts".
fn counted(kind: EntityKind, n: usize) -> String {
    let word = if n == 1 { kind.word() } else { kind.words() };
    format!("{n} {word}")
}

impl Desk {
    pub(super) fn person(&mut self, key: &str) -> Result<Reply, AppError> {
        const LATEST: usize = 20;
        let open = self.in_confidence(WHAT)?;
        let map = open.session.map();
        let id = person::find(&map, key)?;
        let held = person::held_in(&open.session, key, Others::Numbered)?;
        let mut kinds: BTreeMap<EntityKind, usize> = BTreeMap::new();
        for entity in map.goes_with(id.into()) {
            if entity == EntityRef::Leader(id) {
                continue;
            }
            *kinds.entry(entity.kind()).or_default() += 1;
        }
        let document = open.session.document();
        let copies = document.copies_holding(id)?;
        let backups = Backups::of(document).list();
        let answer = PersonHeld {
            key: format!("leader:{id}"),
            name: held.name,
            entries: u32::try_from(held.entries.len()).unwrap_or(u32::MAX),
            others: u32::try_from(held.others.len()).unwrap_or(u32::MAX),
            goes: kinds
                .into_iter()
                .map(|(kind, n)| counted(kind, n))
                .collect(),
            copies: copies.iter().map(|path| holding(path, &backups)).collect(),
            keep_until: map
                .leader(id)
                .and_then(|leader| leader.keep_until)
                .map(|day| day.to_string()),
            history: document
                .history_of(id.into(), LATEST)?
                .iter()
                .map(change_row)
                .collect(),
        };
        Ok(Reply::Safety(SafetyReply::Person(answer)))
    }

    pub(super) fn person_record(
        &mut self,
        key: &str,
        path: &Path,
        numbered: bool,
        now: &Now,
    ) -> Result<Reply, AppError> {
        let others = if numbered {
            Others::Numbered
        } else {
            Others::Named
        };
        let open = self.in_confidence(WHAT)?;
        let held = person::held_in(&open.session, key, others)?;
        let written = person::write(&held, path, now.today)?;
        let files: Vec<String> = written.iter().map(|p| p.display().to_string()).collect();
        let sentence = match files.as_slice() {
            [record, who] => format!(
                "Saved to {record}. Who the numbered people are stands in {who}, which stays with you."
            ),
            _ => format!("Saved to {}.", files.join(", ")),
        };
        self.said(sentence, Some(path), now)
    }

    pub(super) fn erase(
        &mut self,
        key: &str,
        typed: &str,
        copies_too: bool,
        now: &Now,
    ) -> Result<Reply, AppError> {
        let open = self.in_confidence(WHAT)?;
        let map = open.session.map();
        let id = person::find(&map, key)?;
        let name = map.leader(id).map_or("", |leader| leader.name.as_str());
        let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        if plain(name).to_lowercase() != plain(typed).to_lowercase() {
            return Err(AppError::NameNotTyped {
                name: name.to_owned(),
            });
        }
        let (_, erased) = open.session.erase(key, copies_too, now)?;
        let sentence = erased.sentence();
        // Nothing that was worked out before may still show the person.
        open.forget();
        open.keep_saved(erased.published.map(drop).map_err(AppError::from), now);
        self.done(sentence, None, now)
    }

    pub(super) fn keep_until(
        &mut self,
        key: &str,
        day: Option<&str>,
        now: &Now,
    ) -> Result<Reply, AppError> {
        let keep_until = optional_day(day)?;
        let open = self.in_confidence(WHAT)?;
        let leader_id = person::find(&open.session.map(), key)?;
        self.take_step(
            &Edit::SetKeepUntil {
                leader_id,
                keep_until,
            },
            now,
        )
    }

    pub(super) fn freeze(&mut self, why: String, now: &Now) -> Result<Reply, AppError> {
        let since = now.today;
        self.take_step(&Edit::Freeze(Freeze { since, why }), now)
    }

    pub(super) fn lift_freeze(&mut self, why: String, now: &Now) -> Result<Reply, AppError> {
        if why.trim().is_empty() {
            return Err(domain::Refused::Empty {
                kind: "lifting of the freeze",
                field: "reason",
            }
            .into());
        }
        self.take_step(&Edit::LiftFreeze { why }, now)
    }

    pub(super) fn take_step(&mut self, edit: &Edit, now: &Now) -> Result<Reply, AppError> {
        let change = self.opened()?.session.edit(edit, now)?;
        self.done(change.words, None, now)
    }
}
