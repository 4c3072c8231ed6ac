//! The rows of a footprint, and the questions that need nothing but looking them up.

use jiff::civil::Date;

use crate::entity::{
    Assessment, Commitment, Dependency, Entity, EntityRef, Footprint, Leader, Need, Note,
    Organisation, Party, Place, Post, Source, Tie, View, Workstream, Write,
};
use crate::ids::{
    AssessmentId, CommitmentId, DependencyId, LeaderId, NeedId, NoteId, OrganisationId, PlaceId,
    PostId, SourceId, TieId, ViewId, WorkstreamId,
};
use crate::table::Table;

macro_rules! contents {
    ($($(#[$doc:meta])* $rows:ident, $row:ident: $variant:ident($ty:ty, $id:ty);)+) => {
        /// Every row of a footprint, each table in the order of its ids.
        ///
        /// A [`crate::Map`] and an [`crate::AudienceMap`] both read like this; which of the two a
        /// function takes says whether it may know everything.
        #[derive(Debug, Clone, Default, PartialEq)]
        pub struct Contents {
            pub(crate) footprint: Footprint,
            $(pub(crate) $rows: Table<$id, $ty>,)+
        }

        impl Contents {
            $(
                $(#[$doc])*
                pub const fn $rows(&self) -> &Table<$id, $ty> { &self.$rows }

                /// The one with this id.
                pub fn $row(&self, id: $id) -> Option<&$ty> { self.$rows.get(id) }
            )+

            /// Any entity by reference.
            pub fn entity(&self, reference: EntityRef) -> Option<Entity> {
                match reference { $(EntityRef::$variant(id) => self.$rows.get(id).cloned().map(Entity::$variant),)+ }
            }

            /// Whether there is such an entity.
            pub fn has(&self, reference: EntityRef) -> bool {
                match reference { $(EntityRef::$variant(id) => self.$rows.contains(id),)+ }
            }

            /// How many entities there are of every kind together.
            pub fn count(&self) -> usize { 0 $(+ self.$rows.len())+ }

            /// Every entity, kind by kind, each in the order of its ids.
            pub fn entities(&self) -> impl Iterator<Item = Entity> + '_ {
                std::iter::empty()$(.chain(self.$rows.iter().cloned().map(Entity::$variant)))+
            }

            pub(crate) fn write(&mut self, write: &Write) {
                match write {
                    $(Write::Put(Entity::$variant(row)) => self.$rows.put(row.id, row.clone()),)+
                    $(Write::Remove(EntityRef::$variant(id)) => self.$rows.remove(*id),)+
                    Write::Describe(footprint) => self.footprint = footprint.clone(),
                }
            }
        }
    };
}

contents! {
    /// Regions, footprints, places, neighbourhoods.
    places, place: Place(Place, PlaceId);
    /// Sovereign bodies.
    organisations, organisation: Organisation(Organisation, OrganisationId);
    /// People who lead or speak for them.
    leaders, leader: Leader(Leader, LeaderId);
    /// Titles held by leaders at organisations.
    posts, post: Post(Post, PostId);
    /// Relations between parties.
    ties, tie: Tie(Tie, TieId);
    /// Judgements of ties.
    assessments, assessment: Assessment(Assessment, AssessmentId);
    /// Where facts come from.
    sources, source: Source(Source, SourceId);
    /// Work the partners share.
    workstreams, workstream: Workstream(Workstream, WorkstreamId);
    /// How workstreams depend on one another.
    dependencies, dependency: Dependency(Dependency, DependencyId);
    /// Levels set by named people.
    needs, need: Need(Need, NeedId);
    /// Promises.
    commitments, commitment: Commitment(Commitment, CommitmentId);
    /// Anything else.
    notes, note: Note(Note, NoteId);
    /// Saved ways of looking.
    views, view: View(View, ViewId);
}

impl Contents {
    /// The document's own facts.
    pub const fn footprint(&self) -> &Footprint {
        &self.footprint
    }

    /// The name a party is called by in text: the full one.
    pub fn party_name(&self, party: Party) -> Option<&str> {
        match party {
            Party::Organisation(id) => self.organisation(id).map(|o| o.name.as_str()),
            Party::Leader(id) => self.leader(id).map(|l| l.name.as_str()),
        }
    }

    /// The name a party is called by on drawings: the short one.
    pub fn party_label(&self, party: Party) -> Option<&str> {
        match party {
            Party::Organisation(id) => self.organisation(id).map(Organisation::short_name),
            Party::Leader(id) => self.leader(id).map(|l| l.name.as_str()),
        }
    }

    /// The posts a leader holds on a day, in the order of their ids.
    pub fn posts_of(&self, leader: LeaderId, day: Date) -> impl Iterator<Item = &Post> {
        self.posts
            .iter()
            .filter(move |p| p.leader_id == leader && p.is_current_on(day))
    }

    /// The posts held at an organisation on a day, in the order of their ids.
    pub fn posts_at(&self, organisation: OrganisationId, day: Date) -> impl Iterator<Item = &Post> {
        self.posts
            .iter()
            .filter(move |p| p.organisation_id == organisation && p.is_current_on(day))
    }

    /// The judgements of a tie, oldest first, later entries after earlier ones of the same day.
    pub fn assessments_of(&self, tie: TieId) -> Vec<&Assessment> {
        let mut found: Vec<_> = self
            .assessments
            .iter()
            .filter(|a| a.tie_id == tie)
            .collect();
        found.sort_by_key(|a| (a.date, a.id));
        found
    }

    /// The ties a party has, in the order of their ids.
    pub fn ties_of(&self, party: Party) -> impl Iterator<Item = &Tie> {
        self.ties
            .iter()
            .filter(move |tie| tie.a == party || tie.b == party)
    }

    /// Every entity that names this one, so that taking it away can say what goes with it.
    pub fn mentions_of(&self, reference: EntityRef) -> Vec<EntityRef> {
        let mut found: Vec<EntityRef> = Vec::new();
        let is_party = |party: Party| EntityRef::from(party) == reference;
        found.extend(
            self.posts
                .iter()
                .filter(|p| {
                    EntityRef::from(p.leader_id) == reference
                        || EntityRef::from(p.organisation_id) == reference
                })
                .map(|p| EntityRef::from(p.id)),
        );
        found.extend(
            self.ties
                .iter()
                .filter(|t| is_party(t.a) || is_party(t.b))
                .map(|t| EntityRef::from(t.id)),
        );
        found.extend(
            self.assessments
                .iter()
                .filter(|a| EntityRef::from(a.tie_id) == reference)
                .map(|a| EntityRef::from(a.id)),
        );
        found.extend(
            self.dependencies
                .iter()
                .filter(|d| {
                    EntityRef::from(d.first_id) == reference
                        || EntityRef::from(d.then_id) == reference
                })
                .map(|d| EntityRef::from(d.id)),
        );
        found.extend(
            self.needs
                .iter()
                .filter(|n| EntityRef::from(n.a) == reference || EntityRef::from(n.b) == reference)
                .map(|n| EntityRef::from(n.id)),
        );
        found.extend(
            self.commitments
                .iter()
                .filter(|c| is_party(c.from) || is_party(c.to))
                .map(|c| EntityRef::from(c.id)),
        );
        found.extend(
            self.notes
                .iter()
                .filter(|n| n.about == reference)
                .map(|n| EntityRef::from(n.id)),
        );
        found
    }
}
