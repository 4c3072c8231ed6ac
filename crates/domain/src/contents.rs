//! The rows of a footprint, and the questions that need nothing but looking them up.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::entity::{
    Agreement, Assessment, Baseline, Commitment, Contact, Dependency, Entity, EntityKind,
    EntityRef, Footprint, Forum, Impact, Leader, Meeting, Need, Note, Objective, Organisation,
    Party, Place, Position, Post, Proposal, Seat, Source, Stake, Tie, View, Workstream, Write,
};
use crate::ids::{
    AgreementId, AssessmentId, BaselineId, CommitmentId, ContactId, DependencyId, ForumId,
    ImpactId, LeaderId, MeetingId, NeedId, NoteId, ObjectiveId, OrganisationId, PlaceId,
    PositionId, PostId, ProposalId, SeatId, SourceId, StakeId, TieId, ViewId, WorkstreamId,
};
use crate::links::{Link, Turner};
use crate::table::{Keep, Table};

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

            /// How many entities there are of one kind.
            pub fn count_of(&self, kind: EntityKind) -> usize {
                match kind { $(EntityKind::$variant => self.$rows.len(),)+ }
            }

            /// Every row and what it names, kind by kind, without copying any.
            pub(crate) fn walk(&self, mut row: impl FnMut(EntityRef, &dyn Link)) {
                $(for one in self.$rows.iter() { row(EntityRef::$variant(one.id), one); })+
            }

            /// Every entity of one kind, in the order of their ids.
            pub fn entities_of(&self, kind: EntityKind) -> Vec<Entity> {
                match kind {
                    $(EntityKind::$variant => self.$rows.iter().cloned().map(Entity::$variant).collect(),)+
                }
            }

            /// Turns what is `wanted` in every row as told; `anonymous` takes off who entered and changed them.
            pub(crate) fn retouch(
                &mut self,
                wanted: &dyn Fn(EntityRef) -> bool,
                turn: Turner<'_>,
                anonymous: bool,
            ) {
                $({
                    let (rows, _) = self.$rows.filtered(|row| {
                        let mut turns = false;
                        row.each(&mut |named| turns = turns || wanted(named));
                        if !turns && !anonymous {
                            return Keep::As;
                        }
                        let mut row = row.clone();
                        if turns {
                            row.turn(turn);
                        }
                        if anonymous {
                            row.record.created = None;
                            row.record.changed = None;
                        }
                        Keep::Changed(row)
                    });
                    self.$rows = rows;
                })+
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
    /// What the footprint is for.
    objectives, objective: Objective(Objective, ObjectiveId);
    /// What organisations have at stake in it.
    stakes, stake: Stake(Stake, StakeId);
    /// Work the partners share.
    workstreams, workstream: Workstream(Workstream, WorkstreamId);
    /// How workstreams depend on one another.
    dependencies, dependency: Dependency(Dependency, DependencyId);
    /// Levels set by named people.
    needs, need: Need(Need, NeedId);
    /// Boards, committees, networks and groups.
    forums, forum: Forum(Forum, ForumId);
    /// Who sits on them, and for whom.
    seats, seat: Seat(Seat, SeatId);
    /// What is to be decided.
    proposals, proposal: Proposal(Proposal, ProposalId);
    /// What proposals do to organisations.
    impacts, impact: Impact(Impact, ImpactId);
    /// Meetings of forums.
    meetings, meeting: Meeting(Meeting, MeetingId);
    /// Where parties stand on proposals.
    positions, position: Position(Position, PositionId);
    /// Texts that bodies sign.
    agreements, agreement: Agreement(Agreement, AgreementId);
    /// Promises.
    commitments, commitment: Commitment(Commitment, CommitmentId);
    /// Conversations.
    contacts, contact: Contact(Contact, ContactId);
    /// Saved ways of looking.
    views, view: View(View, ViewId);
    /// The footprint as it was, named.
    baselines, baseline: Baseline(Baseline, BaselineId);
    /// Anything else.
    notes, note: Note(Note, NoteId);
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

    /// The seats on a forum on a day, in the order of their ids.
    pub fn seats_on(&self, forum: ForumId, day: Date) -> impl Iterator<Item = &Seat> {
        self.seats
            .iter()
            .filter(move |s| s.forum_id == forum && s.is_current_on(day))
    }

    /// The meetings of a forum, earliest first.
    pub fn meetings_of(&self, forum: ForumId) -> Vec<&Meeting> {
        let mut found: Vec<_> = self
            .meetings
            .iter()
            .filter(|m| m.forum_id == forum)
            .collect();
        found.sort_by_key(|m| (m.date, m.id));
        found
    }

    /// The positions taken on a proposal, oldest first, later entries after earlier ones of the same day.
    pub fn positions_on(&self, proposal: ProposalId) -> Vec<&Position> {
        let mut found: Vec<_> = self
            .positions
            .iter()
            .filter(|p| p.proposal_id == proposal)
            .collect();
        found.sort_by_key(|p| (p.date, p.id));
        found
    }

    /// The judged impacts of a proposal, oldest first, later entries after earlier ones of the same day.
    pub fn impacts_of(&self, proposal: ProposalId) -> Vec<&Impact> {
        let mut found: Vec<_> = self
            .impacts
            .iter()
            .filter(|i| i.proposal_id == proposal)
            .collect();
        found.sort_by_key(|i| (i.date, i.id));
        found
    }

    /// The judged stakes in an objective, oldest first, later entries after earlier ones of the same day.
    pub fn stakes_in(&self, objective: ObjectiveId) -> Vec<&Stake> {
        let mut found: Vec<_> = self
            .stakes
            .iter()
            .filter(|s| s.objective_id == objective)
            .collect();
        found.sort_by_key(|s| (s.date, s.id));
        found
    }

    /// The organisations one came from, in the order of their ids.
    pub fn predecessors_of(&self, id: OrganisationId) -> impl Iterator<Item = &Organisation> {
        self.organisations
            .iter()
            .filter(move |o| o.successions.iter().any(|s| s.successor_id == id))
    }

    /// Every entity that names this one in whatever way, kind by kind.
    pub fn mentions_of(&self, reference: EntityRef) -> Vec<EntityRef> {
        let mut found: Vec<EntityRef> = Vec::new();
        self.walk(|row, links| {
            let mut names = false;
            links.each(&mut |named| names |= named == reference);
            if names && row != reference {
                found.push(row);
            }
        });
        found
    }

    /// Everything that cannot be without this one and goes when it is taken away, itself left out, kind by kind.
    pub fn goes_with(&self, reference: EntityRef) -> BTreeSet<EntityRef> {
        let mut going = BTreeSet::from([reference]);
        self.walk(|row, links| {
            if !links.stands_without(&|named| going.contains(&named)) {
                going.insert(row);
            }
        });
        // Notes may be about notes, so one walk over them is not always enough.
        loop {
            let before = going.len();
            for note in self.notes.iter() {
                if going.contains(&note.about) {
                    going.insert(note.id.into());
                }
            }
            if going.len() == before {
                break;
            }
        }
        going.remove(&reference);
        going
    }

    /// References that lead nowhere: the row, and what it names that is not there. None in a sound footprint.
    pub fn dangling(&self) -> Vec<(EntityRef, EntityRef)> {
        let mut found = Vec::new();
        self.walk(|row, links| {
            links.each(&mut |named| {
                if !self.has(named) {
                    found.push((row, named));
                }
            });
        });
        found
    }
}
