//! An edit worked out: the map as it will be so far, and the writes that lead there.

use std::collections::BTreeSet;

use super::Edit;
use super::check::{filled, tidy};
use super::describe::name_of;
use super::refused::Refused;
use crate::contents::Contents;
use crate::entity::{Entity, EntityRef, Footprint, Involvement, Stamp, View, Write};
use crate::map::Map;

/// The rows an edit writes.
pub(super) fn planned(edit: &Edit, map: &Map, stamp: &Stamp) -> Result<Vec<Write>, Refused> {
    let mut plan = Plan {
        map: map.clone(),
        stamp,
        writes: Vec::new(),
    };
    plan.edit(edit)?;
    Ok(plan.writes)
}

impl Map {
    /// Which rule this row would break if it stood in the map as it is: the rules every edit is held to.
    pub fn refuses(&self, entity: &Entity) -> Option<Refused> {
        let stamp = Stamp {
            at: jiff::Timestamp::UNIX_EPOCH,
            by: String::new(),
        };
        let plan = Plan {
            map: self.clone(),
            stamp: &stamp,
            writes: Vec::new(),
        };
        plan.check(entity).err()
    }

    /// Why an entity may not be taken away now; `None` where nothing forbids it. For undo, repair and merging, which
    /// take rows away without an edit that says so.
    pub fn forbids_removing(&self, entity: EntityRef) -> Option<Refused> {
        let freeze = self.footprint().freeze.as_ref()?;
        Some(Refused::Frozen {
            kind: entity.kind().word(),
            name: name_of(self, entity),
            since: freeze.since,
            why: freeze.why.clone(),
        })
    }
}

/// A plan being made.
pub(super) struct Plan<'a> {
    pub(super) map: Map,
    pub(super) stamp: &'a Stamp,
    writes: Vec<Write>,
}

impl Plan<'_> {
    fn edit(&mut self, edit: &Edit) -> Result<(), Refused> {
        match edit {
            Edit::DescribeFootprint(footprint) => self.describe(footprint),
            Edit::AddPlace(row) => self.add(row.clone()),
            Edit::ChangePlace { place_id, change } => {
                self.change(*place_id, Contents::place, |row| change.apply(row))
            }
            Edit::AddOrganisation(row) => self.add(row.clone()),
            Edit::ChangeOrganisation {
                organisation_id,
                change,
            } => self.change(*organisation_id, Contents::organisation, |row| {
                change.apply(row);
            }),
            Edit::AddLeader(row) => self.add(row.clone()),
            Edit::ChangeLeader { leader_id, change } => {
                self.change(*leader_id, Contents::leader, |row| change.apply(row))
            }
            Edit::SetKeepUntil {
                leader_id,
                keep_until,
            } => self.change(*leader_id, Contents::leader, |row| {
                row.keep_until = *keep_until;
            }),
            Edit::AppointLeader(row) => self.add(row.clone()),
            Edit::ChangePost { post_id, change } => {
                self.change(*post_id, Contents::post, |row| change.apply(row))
            }
            Edit::AddTie(row) => self.add(row.clone()),
            Edit::ChangeTie { tie_id, change } => {
                self.change(*tie_id, Contents::tie, |row| change.apply(row))
            }
            Edit::RecordAssessment(row) => self.add(row.clone()),
            Edit::ChangeAssessment {
                assessment_id,
                change,
            } => self.change(*assessment_id, Contents::assessment, |row| {
                change.apply(row);
            }),
            Edit::AttachDissent { judgement, dissent } => {
                self.dissent(*judgement, dissent.as_ref())
            }
            Edit::AddSource(row) => self.add(row.clone()),
            Edit::ChangeSource { source_id, change } => {
                self.change(*source_id, Contents::source, |row| change.apply(row))
            }
            Edit::AddObjective(row) => self.add(row.clone()),
            Edit::ChangeObjective {
                objective_id,
                change,
            } => self.change(*objective_id, Contents::objective, |row| change.apply(row)),
            Edit::SetStake(row) => self.add(row.clone()),
            Edit::ChangeStake { stake_id, change } => {
                self.change(*stake_id, Contents::stake, |row| change.apply(row))
            }
            Edit::AddWorkstream(row) => self.add(row.clone()),
            Edit::ChangeWorkstream {
                workstream_id,
                change,
            } => self.change(*workstream_id, Contents::workstream, |row| {
                change.apply(row);
            }),
            Edit::Involve {
                workstream_id,
                organisation_id,
                part,
            } => self.change(*workstream_id, Contents::workstream, |row| {
                row.involvement
                    .retain(|i| i.organisation_id != *organisation_id);
                row.involvement.extend(part.map(|part| Involvement {
                    organisation_id: *organisation_id,
                    part,
                }));
                row.involvement.sort_unstable();
            }),
            Edit::AddDependency(row) => self.add(row.clone()),
            Edit::ChangeDependency {
                dependency_id,
                change,
            } => self.change(*dependency_id, Contents::dependency, |row| {
                change.apply(row);
            }),
            Edit::SetNeed(need) => {
                let pair = BTreeSet::from([need.a, need.b]);
                let earlier: Vec<_> = self
                    .map
                    .needs()
                    .iter()
                    .filter(|n| n.id != need.id)
                    .filter(|n| BTreeSet::from([n.a, n.b]) == pair && n.date <= need.date)
                    .map(|n| n.id)
                    .collect();
                self.add(need.clone())?;
                // The earlier need stays in history; only one is in force for a pair. What was noted about it is
                // about the one that took its place.
                for id in earlier {
                    self.turn_to(need.id.into(), id.into())?;
                    self.take_away(id.into())?;
                }
                Ok(())
            }
            Edit::ChangeNeed { need_id, change } => {
                self.change(*need_id, Contents::need, |row| change.apply(row))
            }
            Edit::AddForum(row) => self.add(row.clone()),
            Edit::ChangeForum { forum_id, change } => {
                self.change(*forum_id, Contents::forum, |row| change.apply(row))
            }
            Edit::SeatLeader(row) => self.add(row.clone()),
            Edit::ChangeSeat { seat_id, change } => {
                self.change(*seat_id, Contents::seat, |row| change.apply(row))
            }
            Edit::AddProposal(row) => self.add(row.clone()),
            Edit::ChangeProposal {
                proposal_id,
                change,
            } => self.change(*proposal_id, Contents::proposal, |row| change.apply(row)),
            Edit::ReviseProposal {
                proposal_id,
                version,
            } => self.change(*proposal_id, Contents::proposal, |row| {
                row.versions.push(version.clone());
            }),
            Edit::RecordImpact(row) => self.add(row.clone()),
            Edit::ChangeImpact { impact_id, change } => {
                self.change(*impact_id, Contents::impact, |row| change.apply(row))
            }
            Edit::RecordPosition(row) => self.add(row.clone()),
            Edit::ChangePosition {
                position_id,
                change,
            } => self.change(*position_id, Contents::position, |row| change.apply(row)),
            Edit::AddAgreement(row) => self.add(row.clone()),
            Edit::ChangeAgreement {
                agreement_id,
                change,
            } => self.change(*agreement_id, Contents::agreement, |row| change.apply(row)),
            Edit::ReviseAgreement {
                agreement_id,
                version,
            } => self.change(*agreement_id, Contents::agreement, |row| {
                row.versions.push(version.clone());
            }),
            Edit::Sign {
                agreement_id,
                signature,
            } => self.change(*agreement_id, Contents::agreement, |row| {
                row.signatures.push(signature.clone());
            }),
            Edit::HoldMeeting(row) => self.add(row.clone()),
            Edit::ChangeMeeting { meeting_id, change } => {
                self.change(*meeting_id, Contents::meeting, |row| change.apply(row))
            }
            Edit::RecordAttendance {
                meeting_id,
                attendance,
            } => self.change(*meeting_id, Contents::meeting, |row| {
                row.attendance.retain(|a| {
                    (a.leader_id, a.organisation_id)
                        != (attendance.leader_id, attendance.organisation_id)
                });
                row.attendance.push(attendance.clone());
            }),
            Edit::AddCommitment(row) => self.add(row.clone()),
            Edit::ChangeCommitment {
                commitment_id,
                change,
            } => self.change(*commitment_id, Contents::commitment, |row| {
                change.apply(row);
            }),
            Edit::MoveCommitment {
                commitment_id,
                event,
            } => self.change(*commitment_id, Contents::commitment, |row| {
                row.events.push(event.clone());
            }),
            Edit::LogContact(row) => self.add(row.clone()),
            Edit::ChangeContact { contact_id, change } => {
                self.change(*contact_id, Contents::contact, |row| change.apply(row))
            }
            Edit::AddNote(row) => self.add(row.clone()),
            Edit::ChangeNote { note_id, change } => {
                self.change(*note_id, Contents::note, |row| change.apply(row))
            }
            Edit::SaveView(view) => {
                if self.map.has(view.id.into()) {
                    self.change(view.id, Contents::view, |row| {
                        *row = View {
                            record: row.record.clone(),
                            ..view.clone()
                        }
                    })
                } else {
                    self.add(view.clone())
                }
            }
            Edit::MoveMarks { view_id, spots } => self.change(*view_id, Contents::view, |row| {
                for (party, spot) in spots {
                    row.spots.retain(|(placed, _)| placed != party);
                    row.spots.push((*party, *spot));
                }
                row.spots.sort_by_key(|(party, _)| *party);
            }),
            Edit::NameBaseline(row) => self.add(row.clone()),
            Edit::ChangeBaseline {
                baseline_id,
                change,
            } => self.change(*baseline_id, Contents::baseline, |row| change.apply(row)),
            Edit::MergeOrganisations { keep_id, merge_id } => {
                self.merge_organisations(*keep_id, *merge_id)
            }
            Edit::MergeLeaders { keep_id, merge_id } => self.merge_leaders(*keep_id, *merge_id),
            Edit::Freeze(freeze) => {
                filled("freeze", "reason", &freeze.why)?;
                self.set_freeze(Some(freeze.clone()));
                Ok(())
            }
            Edit::LiftFreeze { .. } => {
                self.set_freeze(None);
                Ok(())
            }
            Edit::Remove { entity } => self.remove(*entity),
            Edit::Together { edits, .. } => {
                for (index, edit) in edits.iter().enumerate() {
                    self.edit(edit).map_err(|reason| Refused::Within {
                        number: index + 1,
                        reason: Box::new(reason),
                    })?;
                }
                Ok(())
            }
        }
    }

    fn describe(&mut self, footprint: &Footprint) -> Result<(), Refused> {
        filled("footprint", "name", &footprint.name)?;
        if let Some(id) = footprint.place_id {
            self.there(id)?;
        }
        let freeze = self.map.footprint().freeze.clone();
        if footprint.freeze.is_some() && footprint.freeze != freeze {
            return Err(Refused::FreezeByTheWay);
        }
        self.write(Write::Describe(Footprint {
            freeze,
            ..footprint.clone()
        }));
        Ok(())
    }

    fn set_freeze(&mut self, freeze: Option<crate::entity::Freeze>) {
        let footprint = self.map.footprint().clone();
        if footprint.freeze != freeze {
            self.write(Write::Describe(Footprint {
                freeze,
                ..footprint
            }));
        }
    }

    fn dissent(&mut self, judgement: EntityRef, dissent: Option<&String>) -> Result<(), Refused> {
        let dissent = dissent.cloned();
        match judgement {
            EntityRef::Assessment(id) => {
                self.change(id, Contents::assessment, |row| row.dissent = dissent)
            }
            EntityRef::Need(id) => self.change(id, Contents::need, |row| row.dissent = dissent),
            EntityRef::Stake(id) => self.change(id, Contents::stake, |row| row.dissent = dissent),
            EntityRef::Impact(id) => self.change(id, Contents::impact, |row| row.dissent = dissent),
            EntityRef::Position(id) => {
                self.change(id, Contents::position, |row| row.dissent = dissent)
            }
            other => {
                self.there(other)?;
                Err(Refused::NoJudgement {
                    kind: other.kind().word(),
                    name: name_of(&self.map, other),
                })
            }
        }
    }

    pub(super) fn write(&mut self, write: Write) {
        self.map.contents.write(&write);
        self.writes.push(write);
    }

    /// Takes one row away, unless nothing may be deleted for now.
    pub(super) fn take_away(&mut self, reference: EntityRef) -> Result<(), Refused> {
        self.not_frozen(reference)?;
        self.write(Write::Remove(reference));
        Ok(())
    }

    /// Whether something may be taken away now.
    pub(super) fn not_frozen(&self, reference: EntityRef) -> Result<(), Refused> {
        self.map.forbids_removing(reference).map_or(Ok(()), Err)
    }

    pub(super) fn there(&self, reference: impl Into<EntityRef>) -> Result<(), Refused> {
        let reference = reference.into();
        if self.map.has(reference) {
            Ok(())
        } else {
            Err(not_there(reference))
        }
    }

    fn add(&mut self, row: impl Into<Entity>) -> Result<(), Refused> {
        let mut entity = row.into();
        let reference = entity.reference();
        if self.map.has(reference) {
            return Err(Refused::AlreadyThere {
                kind: reference.kind().word(),
                name: name_of(&self.map, reference),
            });
        }
        entity.record_mut().created = Some(self.stamp.clone());
        entity.record_mut().changed = None;
        self.put(entity)
    }

    fn change<I, R>(
        &mut self,
        id: I,
        row: impl Fn(&Contents, I) -> Option<&R>,
        change: impl FnOnce(&mut R),
    ) -> Result<(), Refused>
    where
        I: Into<EntityRef> + Copy,
        R: Clone + PartialEq + Into<Entity>,
    {
        let Some(before) = row(&self.map, id) else {
            return Err(not_there(id.into()));
        };
        let mut after = before.clone();
        change(&mut after);
        if after == *before {
            return Ok(());
        }
        self.put_changed(after.into())
    }

    /// Writes a row that was there before, with who changed it.
    pub(super) fn put_changed(&mut self, mut entity: Entity) -> Result<(), Refused> {
        entity.record_mut().changed = Some(self.stamp.clone());
        self.put(entity)
    }

    fn put(&mut self, mut entity: Entity) -> Result<(), Refused> {
        tidy(&mut entity);
        self.check(&entity)?;
        self.write(Write::Put(entity));
        Ok(())
    }
}

pub(super) fn not_there(reference: EntityRef) -> Refused {
    Refused::NotThere {
        kind: reference.kind().word(),
        id: reference.uuid().to_string(),
    }
}
