//! What edits and entities are called in sentences.

use super::Edit;
use crate::contents::Contents;
use crate::entity::{Contact, Entity, EntityRef, Party};
use crate::map::Map;

impl Edit {
    /// What the edit does, in words for the undo menu and the history: "Add organisation Vale Council".
    pub fn describe(&self, map: &Map) -> String {
        let name = |reference: EntityRef| name_of(map, reference);
        match self {
            Self::DescribeFootprint(f) => format!("Name the footprint \u{201c}{}\u{201d}", f.name),
            Self::AddPlace(p) => format!("Add place {}", p.name),
            Self::ChangePlace { place_id, .. } => {
                format!("Change place {}", name((*place_id).into()))
            }
            Self::AddOrganisation(o) => format!("Add organisation {}", o.name),
            Self::ChangeOrganisation {
                organisation_id, ..
            } => {
                format!("Change organisation {}", name((*organisation_id).into()))
            }
            Self::AddLeader(l) => format!("Add leader {}", l.name),
            Self::ChangeLeader { leader_id, .. } => {
                format!("Change leader {}", name((*leader_id).into()))
            }
            Self::AppointLeader(p) => {
                format!("Appoint {} as {}", name(p.leader_id.into()), p.title)
            }
            Self::ChangePost { post_id, .. } => format!("Change post {}", name((*post_id).into())),
            Self::AddTie(t) => {
                format!(
                    "Record that {} {} {}",
                    name(t.a.into()),
                    t.kind.word(),
                    name(t.b.into())
                )
            }
            Self::ChangeTie { tie_id, .. } => format!("Change {}", name((*tie_id).into())),
            Self::ChangeAssessment { assessment_id, .. } => {
                format!("Change assessment {}", name((*assessment_id).into()))
            }
            Self::RecordAssessment(a) => format!("Record assessment of {}", name(a.tie_id.into())),
            Self::AttachDissent {
                judgement,
                dissent: Some(_),
            } => format!("Attach a disagreement to {}", judgement.kind().word()),
            Self::AttachDissent {
                judgement,
                dissent: None,
            } => format!("Take a disagreement off {}", judgement.kind().word()),
            Self::AddSource(s) => format!("Add source {}", s.title),
            Self::ChangeSource { source_id, .. } => {
                format!("Change source {}", name((*source_id).into()))
            }
            Self::AddObjective(o) => format!("Add objective {}", o.name),
            Self::ChangeObjective { objective_id, .. } => {
                format!("Change objective {}", name((*objective_id).into()))
            }
            Self::SetStake(s) => format!(
                "Set the stake of {} in {}",
                name(s.organisation_id.into()),
                name(s.objective_id.into())
            ),
            Self::ChangeStake { stake_id, .. } => {
                format!("Change stake {}", name((*stake_id).into()))
            }
            Self::AddWorkstream(w) => format!("Add workstream {}", w.name),
            Self::ChangeWorkstream { workstream_id, .. } => {
                format!("Change workstream {}", name((*workstream_id).into()))
            }
            Self::Involve {
                workstream_id,
                organisation_id,
                ..
            } => format!(
                "Change the part of {} in {}",
                name((*organisation_id).into()),
                name((*workstream_id).into())
            ),
            Self::AddDependency(d) => format!(
                "Record that {} depends on {}",
                name(d.then_id.into()),
                name(d.first_id.into())
            ),
            Self::ChangeDependency { dependency_id, .. } => {
                format!("Change dependency {}", name((*dependency_id).into()))
            }
            Self::ChangeNeed { need_id, .. } => {
                format!("Change the level needed {}", name((*need_id).into()))
            }
            Self::AddForum(f) => format!("Add forum {}", f.name),
            Self::ChangeForum { forum_id, .. } => {
                format!("Change forum {}", name((*forum_id).into()))
            }
            Self::SeatLeader(s) => format!(
                "Seat {} on {}",
                name(s.leader_id.into()),
                name(s.forum_id.into())
            ),
            Self::ChangeSeat { seat_id, .. } => format!("Change seat {}", name((*seat_id).into())),
            Self::AddProposal(p) => format!("Add proposal {}", p.title),
            Self::ChangeProposal { proposal_id, .. } => {
                format!("Change proposal {}", name((*proposal_id).into()))
            }
            Self::ReviseProposal {
                proposal_id,
                version,
            } => format!(
                "Add version {} of {}",
                version.number,
                name((*proposal_id).into())
            ),
            Self::RecordImpact(i) => format!(
                "Record the impact of {} on {}",
                name(i.proposal_id.into()),
                name(i.organisation_id.into())
            ),
            Self::ChangeImpact { impact_id, .. } => {
                format!("Change impact {}", name((*impact_id).into()))
            }
            Self::RecordPosition(p) => format!(
                "Record where {} stands on {}",
                name(p.party.into()),
                name(p.proposal_id.into())
            ),
            Self::ChangePosition { position_id, .. } => {
                format!("Change position {}", name((*position_id).into()))
            }
            Self::AddAgreement(a) => format!("Add agreement {}", a.title),
            Self::ChangeAgreement { agreement_id, .. } => {
                format!("Change agreement {}", name((*agreement_id).into()))
            }
            Self::ReviseAgreement {
                agreement_id,
                version,
            } => format!(
                "Add version {} of {}",
                version.number,
                name((*agreement_id).into())
            ),
            Self::Sign {
                agreement_id,
                signature,
            } => format!(
                "Sign {} for {}",
                name((*agreement_id).into()),
                name(signature.organisation_id.into())
            ),
            Self::HoldMeeting(m) => {
                format!("Add meeting of {} on {}", name(m.forum_id.into()), m.date)
            }
            Self::ChangeMeeting { meeting_id, .. } => {
                format!("Change meeting {}", name((*meeting_id).into()))
            }
            Self::RecordAttendance {
                meeting_id,
                attendance,
            } => {
                let who = attendance
                    .leader_id
                    .map(EntityRef::from)
                    .or(attendance.organisation_id.map(EntityRef::from));
                format!(
                    "Record whether {} was at the meeting {}",
                    who.map_or_else(|| "somebody".to_owned(), name),
                    name((*meeting_id).into())
                )
            }
            Self::LogContact(c) => format!("Log a conversation with {}", people(map, c)),
            Self::ChangeContact { contact_id, .. } => {
                format!("Change conversation {}", name((*contact_id).into()))
            }
            Self::SetNeed(n) => {
                format!(
                    "Set the level needed between {} and {}",
                    name(n.a.into()),
                    name(n.b.into())
                )
            }
            Self::AddCommitment(c) => {
                format!("Add commitment \u{201c}{}\u{201d}", shortened(&c.what))
            }
            Self::ChangeCommitment { commitment_id, .. } => {
                format!("Change commitment {}", name((*commitment_id).into()))
            }
            Self::MoveCommitment {
                commitment_id,
                event,
            } => {
                format!("{}: {}", event.act.word(), name((*commitment_id).into()))
            }
            Self::AddNote(n) => format!("Add a note on {}", name(n.about)),
            Self::ChangeNote { note_id, .. } => format!("Change note {}", name((*note_id).into())),
            Self::NameBaseline(b) => format!("Name the baseline \u{201c}{}\u{201d}", b.name),
            Self::ChangeBaseline { baseline_id, .. } => {
                format!("Change baseline {}", name((*baseline_id).into()))
            }
            Self::SaveView(v) => format!("Save view {}", v.name),
            Self::MoveMarks { spots, .. } => match spots.as_slice() {
                [(party, _)] => format!("Move {} on the map", name((*party).into())),
                more => format!("Move {} marks on the map", more.len()),
            },
            Self::Remove { entity } => {
                format!("Remove {} {}", entity.kind().word(), name(*entity))
            }
            Self::MergeOrganisations { keep_id, merge_id } => format!(
                "Merge {} into {}",
                name((*merge_id).into()),
                name((*keep_id).into())
            ),
            Self::MergeLeaders { keep_id, merge_id } => format!(
                "Merge {} into {}",
                name((*merge_id).into()),
                name((*keep_id).into())
            ),
            Self::SetKeepUntil {
                leader_id,
                keep_until: Some(day),
            } => format!("Keep {} until {day}", name((*leader_id).into())),
            Self::SetKeepUntil {
                leader_id,
                keep_until: None,
            } => format!("Keep {} without an end", name((*leader_id).into())),
            Self::Freeze(freeze) => format!("Freeze deleting: {}", shortened(&freeze.why)),
            Self::LiftFreeze { why } => format!("Allow deleting again: {}", shortened(why)),
            Self::Together { what, .. } => what.clone(),
        }
    }
}

pub(super) fn shortened(text: &str) -> String {
    const MOST: usize = 60;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(MOST - 1).collect();
    short.truncate(short.trim_end().len());
    short.push('\u{2026}');
    short
}

/// The people a conversation was held with: one by name, more by number.
fn people(map: &Contents, contact: &Contact) -> String {
    match contact.leader_ids.as_slice() {
        [] => "nobody".to_owned(),
        [only] => name_of(map, (*only).into()),
        [first, rest @ ..] => format!("{} and {} more", name_of(map, (*first).into()), rest.len()),
    }
}

/// What an entity is called in a sentence.
pub(super) fn name_of(map: &Contents, reference: EntityRef) -> String {
    let party = |p: Party| {
        map.party_label(p)
            .map_or_else(|| "somebody who is not there".to_owned(), str::to_owned)
    };
    let name = |reference: EntityRef| name_of(map, reference);
    let quoted = |text: &str| format!("\u{201c}{}\u{201d}", shortened(text));
    match map.entity(reference) {
        None => format!("a {} that is not there", reference.kind().word()),
        Some(Entity::Place(p)) => p.name,
        Some(Entity::Organisation(o)) => o.name,
        Some(Entity::Leader(l)) => l.name,
        Some(Entity::Post(p)) => p.title,
        Some(Entity::Tie(t)) => format!("{} and {}", party(t.a), party(t.b)),
        Some(Entity::Assessment(a)) => format!("of {}", name(a.tie_id.into())),
        Some(Entity::Source(s)) => s.title,
        Some(Entity::Objective(o)) => o.name,
        Some(Entity::Stake(s)) => format!(
            "of {} in {}",
            party(s.organisation_id.into()),
            name(s.objective_id.into())
        ),
        Some(Entity::Workstream(w)) => w.name,
        Some(Entity::Dependency(d)) => format!(
            "between {} and {}",
            name(d.first_id.into()),
            name(d.then_id.into())
        ),
        Some(Entity::Need(n)) => format!("between {} and {}", party(n.a.into()), party(n.b.into())),
        Some(Entity::Forum(f)) => f.name,
        Some(Entity::Seat(s)) => format!(
            "of {} on {}",
            party(s.leader_id.into()),
            name(s.forum_id.into())
        ),
        Some(Entity::Proposal(p)) => quoted(&p.title),
        Some(Entity::Impact(i)) => format!(
            "of {} on {}",
            name(i.proposal_id.into()),
            party(i.organisation_id.into())
        ),
        Some(Entity::Meeting(m)) => format!("of {} on {}", name(m.forum_id.into()), m.date),
        Some(Entity::Position(p)) => {
            format!("of {} on {}", party(p.party), name(p.proposal_id.into()))
        }
        Some(Entity::Agreement(a)) => quoted(&a.title),
        Some(Entity::Commitment(c)) => quoted(&c.what),
        Some(Entity::Contact(c)) => format!("with {} on {}", people(map, &c), c.date),
        Some(Entity::View(v)) => v.name,
        Some(Entity::Baseline(b)) => quoted(&b.name),
        Some(Entity::Note(n)) => quoted(&n.text),
    }
}

impl Contents {
    /// What an entity is called in a sentence.
    pub fn name_of(&self, reference: EntityRef) -> String {
        name_of(self, reference)
    }
}
