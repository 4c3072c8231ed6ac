//! One variant for each thing a person can mean. An edit is planned against a map into the rows it writes;
//! storing, undoing and merging work on those.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::commitment::{CommitmentAct, CommitmentEvent, CommitmentSide};
use crate::entity::{
    Assessment, Code, Commitment, Dependency, Entity, EntityKind, EntityRef, Footprint,
    Involvement, Leader, Membership, Need, Note, Organisation, Party, Perceiver, Place, PlaceLevel,
    Post, Source, Spot, Stamp, Tie, View, Workstream, Write,
};
use crate::ids::{
    CommitmentId, LeaderId, OrganisationId, PlaceId, PostId, TieId, ViewId, WorkstreamId,
};
use crate::map::Map;
use crate::scale::{Authority, Confidentiality, Interdependence, OrganisationKind, Part, TieKind};

/// What becomes of one field: kept when absent, cleared when null, set when given.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Patch<T> {
    /// Leave it.
    #[default]
    Keep,
    /// Make it empty.
    Clear,
    /// Make it this.
    Set(T),
}

impl<T> Patch<T> {
    /// Whether the field stays as it is.
    pub const fn is_keep(&self) -> bool {
        matches!(self, Self::Keep)
    }

    fn apply(&self, field: &mut Option<T>)
    where
        T: Clone,
    {
        match self {
            Self::Keep => {}
            Self::Clear => *field = None,
            Self::Set(value) => *field = Some(value.clone()),
        }
    }
}

impl<T: Serialize> Serialize for Patch<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Keep | Self::Clear => serializer.serialize_none(),
            Self::Set(value) => serializer.serialize_some(value),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Patch<T> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Option::deserialize(deserializer)?.map_or(Self::Clear, Self::Set))
    }
}

macro_rules! change {
    ($(#[$doc:meta])* $name:ident of $row:ty {
        $(value $value:ident: $vty:ty,)* $(patch $patch:ident: $pty:ty,)*
    }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            $(
                /// The new value, where it changes.
                #[serde(default, skip_serializing_if = "Option::is_none")]
                pub $value: Option<$vty>,
            )*
            $(
                /// The new value, `null` to clear it, absent to leave it.
                #[serde(default, skip_serializing_if = "Patch::is_keep")]
                pub $patch: Patch<$pty>,
            )*
        }

        impl $name {
            fn apply(&self, row: &mut $row) {
                $(if let Some(value) = &self.$value { row.$value = value.clone(); })*
                $(self.$patch.apply(&mut row.$patch);)*
            }
        }
    };
}

change! {
    /// What changes about a place.
    PlaceChange of Place {
        value name: String,
        value level: PlaceLevel,
        value codes: Vec<Code>,
        value confidentiality: Confidentiality,
        patch parent_id: PlaceId,
        patch contact: String,
        patch closed: Date,
        patch successor_id: PlaceId,
    }
}
change! {
    /// What changes about an organisation.
    OrganisationChange of Organisation {
        value name: String,
        value label: String,
        value kind: OrganisationKind,
        value codes: Vec<Code>,
        value memberships: Vec<Membership>,
        value confidentiality: Confidentiality,
        patch sector: String,
        patch parent_id: OrganisationId,
        patch opened: Date,
        patch closed: Date,
        patch successor_id: OrganisationId,
    }
}
change! {
    /// What changes about a leader.
    LeaderChange of Leader {
        value name: String,
        value confidentiality: Confidentiality,
        patch contact: String,
    }
}
change! {
    /// What changes about a post.
    PostChange of Post {
        value title: String,
        value organisation_id: OrganisationId,
        value confidentiality: Confidentiality,
        patch authority: Authority,
        patch from: Date,
        patch to: Date,
    }
}
change! {
    /// What changes about a tie.
    TieChange of Tie {
        value kind: TieKind,
        value confidentiality: Confidentiality,
        patch from: Date,
        patch to: Date,
        patch note: String,
    }
}
change! {
    /// What changes about a workstream.
    WorkstreamChange of Workstream {
        value name: String,
        value interdependence: Interdependence,
        value involvement: Vec<Involvement>,
        value confidentiality: Confidentiality,
        patch summary: String,
        patch from: Date,
        patch to: Date,
    }
}
change! {
    /// What changes about a commitment. The first due date can be set once and never changes.
    CommitmentChange of Commitment {
        value what: String,
        value confidentiality: Confidentiality,
        patch workstream_id: WorkstreamId,
    }
}

/// One thing a person can mean to do to a footprint.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "edit", rename_all = "snake_case", deny_unknown_fields)]
pub enum Edit {
    /// Name the footprint and say which place it is.
    DescribeFootprint(Footprint),
    /// Enter a place.
    AddPlace(Place),
    /// Change a place.
    ChangePlace {
        /// Which.
        place_id: PlaceId,
        /// What.
        change: PlaceChange,
    },
    /// Enter an organisation.
    AddOrganisation(Organisation),
    /// Change an organisation.
    ChangeOrganisation {
        /// Which.
        organisation_id: OrganisationId,
        /// What.
        change: OrganisationChange,
    },
    /// Enter a leader.
    AddLeader(Leader),
    /// Change a leader.
    ChangeLeader {
        /// Which.
        leader_id: LeaderId,
        /// What.
        change: LeaderChange,
    },
    /// Give a leader a post.
    AppointLeader(Post),
    /// Change a post.
    ChangePost {
        /// Which.
        post_id: PostId,
        /// What.
        change: PostChange,
    },
    /// Record that two parties relate.
    AddTie(Tie),
    /// Change a tie.
    ChangeTie {
        /// Which.
        tie_id: TieId,
        /// What.
        change: TieChange,
    },
    /// Record somebody's judgement of a tie.
    RecordAssessment(Assessment),
    /// Attach a party's disagreement to a judgement, or take it off.
    AttachDissent {
        /// Which judgement.
        assessment_id: crate::ids::AssessmentId,
        /// The disagreement; `null` takes it off.
        dissent: Option<String>,
    },
    /// Enter a source.
    AddSource(Source),
    /// Enter a workstream.
    AddWorkstream(Workstream),
    /// Change a workstream.
    ChangeWorkstream {
        /// Which.
        workstream_id: WorkstreamId,
        /// What.
        change: WorkstreamChange,
    },
    /// Say what part an organisation takes in a workstream; `null` takes it out.
    Involve {
        /// Which workstream.
        workstream_id: WorkstreamId,
        /// Which organisation.
        organisation_id: OrganisationId,
        /// Its part.
        part: Option<Part>,
    },
    /// Say that one workstream depends on another.
    AddDependency(Dependency),
    /// Set the level two organisations must work at. Replaces an earlier one for the pair.
    SetNeed(Need),
    /// Ask for a promise, or enter one that was made.
    AddCommitment(Commitment),
    /// Change the words of a promise.
    ChangeCommitment {
        /// Which.
        commitment_id: CommitmentId,
        /// What.
        change: CommitmentChange,
    },
    /// Take the next step in a promise's conversation.
    MoveCommitment {
        /// Which.
        commitment_id: CommitmentId,
        /// The step.
        event: CommitmentEvent,
    },
    /// Enter a note.
    AddNote(Note),
    /// Save a way of looking, or replace the one with its id.
    SaveView(View),
    /// Move marks on a saved view; one drag is one of these.
    MoveMarks {
        /// Which view.
        view_id: ViewId,
        /// Where the marks now stand.
        spots: Vec<(Party, Spot)>,
    },
    /// Take an entity away, with everything that cannot be without it.
    Remove {
        /// Which.
        entity: EntityRef,
    },
    /// Several edits as one step: an import, a bulk change, a new leader with her post.
    Together {
        /// What the step is called in history and on the undo button.
        what: String,
        /// The edits, in order.
        edits: Vec<Edit>,
    },
}

/// Why an edit cannot be made.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refused {
    /// It names an entity that is not there.
    #[error(
        "There is no {kind} with the id {id}; it may have been removed. Check the id and try again."
    )]
    NotThere {
        /// What was looked for.
        kind: &'static str,
        /// By which id.
        id: String,
    },
    /// It would enter an entity whose id is taken.
    #[error(
        "The {kind} \u{201c}{name}\u{201d} has an id that is already in use; leave the id out and a new one is made."
    )]
    AlreadyThere {
        /// What it is.
        kind: &'static str,
        /// Its name.
        name: String,
    },
    /// A name or text is missing.
    #[error("The {kind} has no {field}; give it one and try again.")]
    Empty {
        /// What it is.
        kind: &'static str,
        /// What is missing.
        field: &'static str,
    },
    /// A tie, need or promise has the same party at both ends.
    #[error("A {kind} needs two different parties; \u{201c}{name}\u{201d} stands at both ends.")]
    SameParty {
        /// What it is.
        kind: &'static str,
        /// Who.
        name: String,
    },
    /// Dates run backwards.
    #[error(
        "The {kind} \u{201c}{name}\u{201d} would end on {to}, before it begins on {from}; correct one of the dates."
    )]
    Backwards {
        /// What it is.
        kind: &'static str,
        /// Its name.
        name: String,
        /// First day.
        from: Date,
        /// Last day.
        to: Date,
    },
    /// The conversation does not allow the act.
    #[error(
        "\u{201c}{act}\u{201d} by the {by} is not possible while the promise \u{201c}{what}\u{201d} is {state}."
    )]
    NotNow {
        /// The act.
        act: &'static str,
        /// Who would act.
        by: &'static str,
        /// The promise.
        what: String,
        /// Its state in words.
        state: String,
    },
    /// An event is dated before the one it follows.
    #[error(
        "The step is dated {date}, before the last one of {last}; steps are entered in their order."
    )]
    OutOfOrder {
        /// The new one's date.
        date: Date,
        /// The last one's.
        last: Date,
    },
    /// An assessment that judges nothing.
    #[error(
        "The assessment gives neither a level nor trust nor a sign; give at least one, or leave it unassessed."
    )]
    JudgesNothing,
    /// A place or organisation would contain itself.
    #[error("\u{201c}{name}\u{201d} cannot lie within itself; choose another parent.")]
    Circular {
        /// Its name.
        name: String,
    },
    /// An edit of several is refused.
    #[error("Step {number}: {reason}")]
    Within {
        /// Which one, from 1.
        number: usize,
        /// Why.
        reason: Box<Refused>,
    },
}

impl Edit {
    /// The rows this edit writes, or why it cannot be made. Changes nothing.
    pub fn plan(&self, map: &Map, stamp: &Stamp) -> Result<Vec<Write>, Refused> {
        let mut plan = Plan {
            map: map.clone(),
            stamp,
            writes: Vec::new(),
        };
        plan.edit(self)?;
        Ok(plan.writes)
    }

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
            Self::RecordAssessment(a) => format!("Record assessment of {}", name(a.tie_id.into())),
            Self::AttachDissent {
                dissent: Some(_), ..
            } => "Attach a disagreement".to_owned(),
            Self::AttachDissent { dissent: None, .. } => "Take off a disagreement".to_owned(),
            Self::AddSource(s) => format!("Add source {}", s.title),
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
            Self::SaveView(v) => format!("Save view {}", v.name),
            Self::MoveMarks { spots, .. } => match spots.as_slice() {
                [(party, _)] => format!("Move {} on the map", name((*party).into())),
                more => format!("Move {} marks on the map", more.len()),
            },
            Self::Remove { entity } => {
                format!("Remove {} {}", entity.kind().word(), name(*entity))
            }
            Self::Together { what, .. } => what.clone(),
        }
    }
}

fn shortened(text: &str) -> String {
    const MOST: usize = 60;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(MOST - 1).collect();
    short.truncate(short.trim_end().len());
    short.push('\u{2026}');
    short
}

/// What an entity is called in a sentence.
fn name_of(map: &Map, reference: EntityRef) -> String {
    let party = |p: Party| {
        map.party_label(p)
            .map_or_else(|| "somebody who is not there".to_owned(), str::to_owned)
    };
    match map.entity(reference) {
        None => format!("a {} that is not there", reference.kind().word()),
        Some(Entity::Place(p)) => p.name,
        Some(Entity::Organisation(o)) => o.name,
        Some(Entity::Leader(l)) => l.name,
        Some(Entity::Post(p)) => p.title,
        Some(Entity::Tie(t)) => format!("{} and {}", party(t.a), party(t.b)),
        Some(Entity::Assessment(a)) => format!("of {}", name_of(map, a.tie_id.into())),
        Some(Entity::Source(s)) => s.title,
        Some(Entity::Workstream(w)) => w.name,
        Some(Entity::Dependency(d)) => {
            format!(
                "between {} and {}",
                name_of(map, d.first_id.into()),
                name_of(map, d.then_id.into())
            )
        }
        Some(Entity::Need(n)) => format!("between {} and {}", party(n.a.into()), party(n.b.into())),
        Some(Entity::Commitment(c)) => format!("\u{201c}{}\u{201d}", shortened(&c.what)),
        Some(Entity::Note(n)) => format!("\u{201c}{}\u{201d}", shortened(&n.text)),
        Some(Entity::View(v)) => v.name,
    }
}

/// A plan being made: the map as it will be so far, and the writes that lead there.
struct Plan<'a> {
    map: Map,
    stamp: &'a Stamp,
    writes: Vec<Write>,
}

impl Plan<'_> {
    fn edit(&mut self, edit: &Edit) -> Result<(), Refused> {
        match edit {
            Edit::DescribeFootprint(footprint) => {
                filled("footprint", "name", &footprint.name)?;
                if let Some(id) = footprint.place_id {
                    self.there(id)?;
                }
                self.write(Write::Describe(footprint.clone()));
                Ok(())
            }
            Edit::AddPlace(place) => self.add(place.clone()),
            Edit::ChangePlace { place_id, change } => {
                self.change(*place_id, Map::place_row, |row| change.apply(row))
            }
            Edit::AddOrganisation(organisation) => self.add(organisation.clone()),
            Edit::ChangeOrganisation {
                organisation_id,
                change,
            } => self.change(*organisation_id, Map::organisation_row, |row| {
                change.apply(row);
            }),
            Edit::AddLeader(leader) => self.add(leader.clone()),
            Edit::ChangeLeader { leader_id, change } => {
                self.change(*leader_id, Map::leader_row, |row| change.apply(row))
            }
            Edit::AppointLeader(post) => self.add(post.clone()),
            Edit::ChangePost { post_id, change } => {
                self.change(*post_id, Map::post_row, |row| change.apply(row))
            }
            Edit::AddTie(tie) => self.add(tie.clone()),
            Edit::ChangeTie { tie_id, change } => {
                self.change(*tie_id, Map::tie_row, |row| change.apply(row))
            }
            Edit::RecordAssessment(assessment) => self.add(assessment.clone()),
            Edit::AttachDissent {
                assessment_id,
                dissent,
            } => self.change(*assessment_id, Map::assessment_row, |row| {
                row.dissent.clone_from(dissent);
            }),
            Edit::AddSource(source) => self.add(source.clone()),
            Edit::AddWorkstream(workstream) => self.add(workstream.clone()),
            Edit::ChangeWorkstream {
                workstream_id,
                change,
            } => self.change(*workstream_id, Map::workstream_row, |row| change.apply(row)),
            Edit::Involve {
                workstream_id,
                organisation_id,
                part,
            } => self.change(*workstream_id, Map::workstream_row, |row| {
                row.involvement
                    .retain(|i| i.organisation_id != *organisation_id);
                if let Some(part) = part {
                    row.involvement.push(Involvement {
                        organisation_id: *organisation_id,
                        part: *part,
                    });
                    row.involvement.sort_unstable();
                }
            }),
            Edit::AddDependency(dependency) => self.add(dependency.clone()),
            Edit::SetNeed(need) => {
                let pair = BTreeSet::from([need.a, need.b]);
                let earlier: Vec<_> = self
                    .map
                    .needs()
                    .iter()
                    .filter(|n| BTreeSet::from([n.a, n.b]) == pair && n.date <= need.date)
                    .map(|n| n.id)
                    .collect();
                // The earlier need stays in history; only one is in force for a pair.
                for id in earlier {
                    self.write(Write::Remove(id.into()));
                }
                self.add(need.clone())
            }
            Edit::AddCommitment(commitment) => self.add(commitment.clone()),
            Edit::ChangeCommitment {
                commitment_id,
                change,
            } => self.change(*commitment_id, Map::commitment_row, |row| change.apply(row)),
            Edit::MoveCommitment {
                commitment_id,
                event,
            } => self.change(*commitment_id, Map::commitment_row, |row| {
                row.events.push(event.clone());
            }),
            Edit::AddNote(note) => self.add(note.clone()),
            Edit::SaveView(view) => {
                if self.map.has(view.id.into()) {
                    self.change(view.id, Map::view_row, |row| {
                        *row = View {
                            record: row.record.clone(),
                            ..view.clone()
                        }
                    })
                } else {
                    self.add(view.clone())
                }
            }
            Edit::MoveMarks { view_id, spots } => self.change(*view_id, Map::view_row, |row| {
                for (party, spot) in spots {
                    row.spots.retain(|(placed, _)| placed != party);
                    row.spots.push((*party, *spot));
                }
                row.spots.sort_by_key(|(party, _)| *party);
            }),
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

    fn write(&mut self, write: Write) {
        self.map.contents.write(&write);
        self.writes.push(write);
    }

    fn there(&self, reference: impl Into<EntityRef>) -> Result<(), Refused> {
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
        row: fn(&Map, I) -> Option<R>,
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
        if after == before {
            return Ok(());
        }
        let mut entity: Entity = after.into();
        entity.record_mut().changed = Some(self.stamp.clone());
        self.put(entity)
    }

    fn put(&mut self, mut entity: Entity) -> Result<(), Refused> {
        tidy(&mut entity);
        self.check(&entity)?;
        self.write(Write::Put(entity));
        Ok(())
    }

    /// What must hold of a row before it is written.
    fn check(&self, entity: &Entity) -> Result<(), Refused> {
        if let Some(source) = entity.record().source_id {
            self.there(source)?;
        }
        match entity {
            Entity::Place(p) => {
                filled("place", "name", &p.name)?;
                self.not_circular(p.id, p.parent_id, &p.name, |map, id| {
                    map.place(id)?.parent_id
                })?;
                p.successor_id.map_or(Ok(()), |id| self.there(id))
            }
            Entity::Organisation(o) => {
                filled("organisation", "name", &o.name)?;
                forwards("organisation", &o.name, o.opened, o.closed)?;
                for membership in &o.memberships {
                    self.there(membership.place_id)?;
                }
                self.not_circular(o.id, o.parent_id, &o.name, |map, id| {
                    map.organisation(id)?.parent_id
                })?;
                o.successor_id.map_or(Ok(()), |id| self.there(id))
            }
            Entity::Leader(l) => filled("leader", "name", &l.name),
            Entity::Post(p) => {
                filled("post", "title", &p.title)?;
                forwards("post", &p.title, p.from, p.to)?;
                self.there(p.leader_id)?;
                self.there(p.organisation_id)
            }
            Entity::Tie(t) => {
                self.there(EntityRef::from(t.a))?;
                self.there(EntityRef::from(t.b))?;
                self.different("tie", t.a, t.b)?;
                forwards("tie", &name_of(&self.map, t.a.into()), t.from, t.to)
            }
            Entity::Assessment(a) => {
                self.there(a.tie_id)?;
                match &a.perceiver {
                    Some(Perceiver::Organisation(id)) => self.there(*id)?,
                    Some(Perceiver::Leader(id)) => self.there(*id)?,
                    Some(Perceiver::Outside(name)) => filled("perceiver", "name", name)?,
                    None => {}
                }
                if a.level.is_none() && a.trust.is_none() && a.sign.is_none() {
                    return Err(Refused::JudgesNothing);
                }
                Ok(())
            }
            Entity::Source(s) => filled("source", "title", &s.title),
            Entity::Workstream(w) => {
                filled("workstream", "name", &w.name)?;
                forwards("workstream", &w.name, w.from, w.to)?;
                w.involvement
                    .iter()
                    .try_for_each(|i| self.there(i.organisation_id))
            }
            Entity::Dependency(d) => {
                self.there(d.first_id)?;
                self.there(d.then_id)?;
                if d.first_id == d.then_id {
                    return Err(Refused::SameParty {
                        kind: "dependency",
                        name: name_of(&self.map, d.first_id.into()),
                    });
                }
                Ok(())
            }
            Entity::Need(n) => {
                self.there(n.a)?;
                self.there(n.b)?;
                filled("need", "reason", &n.reason)?;
                self.different("need", n.a.into(), n.b.into())
            }
            Entity::Commitment(c) => {
                self.there(EntityRef::from(c.from))?;
                self.there(EntityRef::from(c.to))?;
                self.different("promise", c.from, c.to)?;
                filled("promise", "text", &c.what)?;
                c.workstream_id.map_or(Ok(()), |id| self.there(id))?;
                conversation_holds(c)
            }
            Entity::Note(n) => {
                self.there(n.about)?;
                filled("note", "text", &n.text)
            }
            Entity::View(v) => filled("view", "name", &v.name),
        }
    }

    fn different(&self, kind: &'static str, a: Party, b: Party) -> Result<(), Refused> {
        if a == b {
            return Err(Refused::SameParty {
                kind,
                name: name_of(&self.map, a.into()),
            });
        }
        Ok(())
    }

    fn not_circular<I>(
        &self,
        id: I,
        parent: Option<I>,
        name: &str,
        parent_of: impl Fn(&Map, I) -> Option<I>,
    ) -> Result<(), Refused>
    where
        I: Copy + PartialEq + Into<EntityRef>,
    {
        let mut above = parent;
        while let Some(current) = above {
            if current == id {
                return Err(Refused::Circular {
                    name: name.to_owned(),
                });
            }
            self.there(current)?;
            above = parent_of(&self.map, current);
        }
        Ok(())
    }

    fn remove(&mut self, entity: EntityRef) -> Result<(), Refused> {
        self.there(entity)?;
        for dependent in self.map.mentions_of(entity) {
            if self.map.has(dependent) {
                self.remove(dependent)?;
            }
        }
        self.let_go_of(entity);
        self.write(Write::Remove(entity));
        Ok(())
    }

    /// Takes the entity out of rows that stay without it.
    fn let_go_of(&mut self, entity: EntityRef) {
        let mut changed: Vec<Entity> = Vec::new();
        for mut row in self.map.entities().collect::<Vec<_>>() {
            let before = row.clone();
            if row.record().source_id.map(EntityRef::from) == Some(entity) {
                row.record_mut().source_id = None;
            }
            match (&mut row, entity) {
                (Entity::Place(p), EntityRef::Place(id)) => {
                    clear(&mut p.parent_id, id);
                    clear(&mut p.successor_id, id);
                }
                (Entity::Organisation(o), EntityRef::Place(id)) => {
                    o.memberships.retain(|m| m.place_id != id);
                }
                (Entity::Organisation(o), EntityRef::Organisation(id)) => {
                    clear(&mut o.parent_id, id);
                    clear(&mut o.successor_id, id);
                }
                (Entity::Workstream(w), EntityRef::Organisation(id)) => {
                    w.involvement.retain(|i| i.organisation_id != id);
                }
                (Entity::Commitment(c), EntityRef::Workstream(id)) => {
                    clear(&mut c.workstream_id, id);
                }
                (Entity::Assessment(a), EntityRef::Organisation(id))
                    if a.perceiver == Some(Perceiver::Organisation(id)) =>
                {
                    a.perceiver = Some(Perceiver::Outside(name_of(&self.map, entity)));
                }
                (Entity::Assessment(a), EntityRef::Leader(id))
                    if a.perceiver == Some(Perceiver::Leader(id)) =>
                {
                    // A person taken away must not live on by name in somebody else's judgement.
                    a.perceiver = Some(Perceiver::Outside("a former leader".to_owned()));
                }
                (Entity::View(v), EntityRef::Organisation(id)) => {
                    v.spots
                        .retain(|(party, _)| *party != Party::Organisation(id));
                }
                (Entity::View(v), EntityRef::Leader(id)) => {
                    v.spots.retain(|(party, _)| *party != Party::Leader(id));
                }
                _ => {}
            }
            if row != before {
                row.record_mut().changed = Some(self.stamp.clone());
                changed.push(row);
            }
        }
        for row in changed {
            self.write(Write::Put(row));
        }
        if let EntityRef::Place(id) = entity {
            let footprint = self.map.footprint().clone();
            if footprint.place_id == Some(id) {
                self.write(Write::Describe(Footprint {
                    place_id: None,
                    ..footprint
                }));
            }
        }
    }
}

fn clear<I: PartialEq>(field: &mut Option<I>, gone: I) {
    if *field == Some(gone) {
        *field = None;
    }
}

macro_rules! row_getters {
    ($($name:ident: $get:ident($id:ty) -> $row:ty;)+) => {
        impl Map {
            $(fn $name(&self, id: $id) -> Option<$row> { self.$get(id).cloned() })+
        }
    };
}

row_getters! {
    place_row: place(PlaceId) -> Place;
    organisation_row: organisation(OrganisationId) -> Organisation;
    leader_row: leader(LeaderId) -> Leader;
    post_row: post(PostId) -> Post;
    tie_row: tie(TieId) -> Tie;
    assessment_row: assessment(crate::ids::AssessmentId) -> Assessment;
    workstream_row: workstream(WorkstreamId) -> Workstream;
    commitment_row: commitment(CommitmentId) -> Commitment;
    view_row: view(ViewId) -> View;
}

fn not_there(reference: EntityRef) -> Refused {
    Refused::NotThere {
        kind: reference.kind().word(),
        id: reference.uuid().to_string(),
    }
}

fn filled(kind: &'static str, field: &'static str, text: &str) -> Result<(), Refused> {
    if text.trim().is_empty() {
        Err(Refused::Empty { kind, field })
    } else {
        Ok(())
    }
}

fn forwards(
    kind: &'static str,
    name: &str,
    from: Option<Date>,
    to: Option<Date>,
) -> Result<(), Refused> {
    match (from, to) {
        (Some(from), Some(to)) if to < from => Err(Refused::Backwards {
            kind,
            name: name.to_owned(),
            from,
            to,
        }),
        _ => Ok(()),
    }
}

/// Every step of a promise follows from the one before, in order of time.
fn conversation_holds(c: &Commitment) -> Result<(), Refused> {
    let mut state = crate::commitment::CommitmentState::Asked;
    let mut last = c.asked;
    for event in &c.events {
        if event.date < last {
            return Err(Refused::OutOfOrder {
                date: event.date,
                last,
            });
        }
        last = event.date;
        state = state
            .after(event.act, event.by)
            .ok_or_else(|| Refused::NotNow {
                act: event.act.word(),
                by: match event.by {
                    CommitmentSide::Promiser => "one who promises",
                    CommitmentSide::Requester => "one it is promised to",
                },
                what: shortened(&c.what),
                state: state.word().to_lowercase(),
            })?;
        if event.act == CommitmentAct::Renegotiate && event.due.is_none() {
            return Err(Refused::Empty {
                kind: "new agreement",
                field: "day",
            });
        }
    }
    Ok(())
}

/// Names and texts lose the white space around them; lists are sorted and without doubles, so that the same
/// facts entered in another order are the same rows.
fn tidy(entity: &mut Entity) {
    fn trim(text: &mut String) {
        let trimmed = text.trim();
        if trimmed.len() != text.len() {
            *text = trimmed.to_owned();
        }
    }
    fn sort<T: Ord>(list: &mut Vec<T>) {
        list.sort();
        list.dedup();
    }
    match entity {
        Entity::Place(p) => {
            trim(&mut p.name);
            sort(&mut p.codes);
        }
        Entity::Organisation(o) => {
            trim(&mut o.name);
            trim(&mut o.label);
            sort(&mut o.codes);
            sort(&mut o.memberships);
            o.memberships.dedup_by_key(|m| m.place_id);
        }
        Entity::Leader(l) => trim(&mut l.name),
        Entity::Post(p) => trim(&mut p.title),
        Entity::Workstream(w) => {
            trim(&mut w.name);
            sort(&mut w.involvement);
            w.involvement.dedup_by_key(|i| i.organisation_id);
        }
        Entity::Commitment(c) => trim(&mut c.what),
        Entity::Source(s) => trim(&mut s.title),
        Entity::Need(n) => trim(&mut n.reason),
        Entity::View(v) => {
            trim(&mut v.name);
            v.spots.sort_by_key(|(party, _)| *party);
            v.spots.dedup_by_key(|(party, _)| *party);
        }
        Entity::Tie(_) | Entity::Assessment(_) | Entity::Dependency(_) | Entity::Note(_) => {}
    }
}

impl EntityKind {
    /// The kind with this key, singular or plural: `leader`, `leaders`.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|kind| kind.key() == key || kind.words() == key)
    }
}
