//! What every row names: found, checked, let go of, turned elsewhere.
//!
//! Each row lists once the fields in which it names others. Whether a reference exists, what goes when a row is taken
//! away, and what becomes of the rest when two rows are made one all follow from that list.

use crate::entity::{
    AgendaItem, Agreement, Assessment, Attendance, Baseline, Commitment, Contact, Decision,
    Dependency, EntityRef, Filter, Forum, Impact, Invitation, Involvement, Leader, Meeting,
    Membership, Need, Note, Objective, Organisation, Party, Perceiver, Place, Position, Post,
    Proposal, Record, Seat, Signature, Source, Spot, Stake, Succession, Tie, View, Workstream,
};
use crate::ids::{OrganisationId, PlaceId};

/// What becomes of a reference.
pub(crate) enum Turn {
    /// It stays as it is.
    Stays,
    /// It names this one instead.
    Becomes(EntityRef),
    /// What it named is gone, and was called this.
    Gone(String),
}

/// Says what becomes of each reference.
pub(crate) type Turner<'a> = &'a dyn Fn(EntityRef) -> Turn;

/// Something that names entities.
///
/// An id held as such cannot be done without; one held in an option or a list can.
pub(crate) trait Link {
    /// Every entity named.
    fn each(&self, found: &mut dyn FnMut(EntityRef));

    /// Whether it can be without those that are gone.
    fn stands_without(&self, gone: &dyn Fn(EntityRef) -> bool) -> bool;

    /// Turns every reference as told; `false` where it named something gone that it cannot be without.
    fn turn(&mut self, turn: Turner<'_>) -> bool;
}

impl<L: Link> Link for Option<L> {
    fn each(&self, found: &mut dyn FnMut(EntityRef)) {
        if let Some(link) = self {
            link.each(found);
        }
    }

    fn stands_without(&self, _gone: &dyn Fn(EntityRef) -> bool) -> bool {
        true
    }

    fn turn(&mut self, turn: Turner<'_>) -> bool {
        if self.as_mut().is_some_and(|link| !link.turn(turn)) {
            *self = None;
        }
        true
    }
}

impl<L: Link> Link for Vec<L> {
    fn each(&self, found: &mut dyn FnMut(EntityRef)) {
        for link in self {
            link.each(found);
        }
    }

    fn stands_without(&self, _gone: &dyn Fn(EntityRef) -> bool) -> bool {
        true
    }

    fn turn(&mut self, turn: Turner<'_>) -> bool {
        self.retain_mut(|link| link.turn(turn));
        true
    }
}

impl Link for EntityRef {
    fn each(&self, found: &mut dyn FnMut(Self)) {
        found(*self);
    }

    fn stands_without(&self, gone: &dyn Fn(Self) -> bool) -> bool {
        !gone(*self)
    }

    fn turn(&mut self, turn: Turner<'_>) -> bool {
        match turn(*self) {
            Turn::Stays => true,
            Turn::Becomes(other) => {
                *self = other;
                true
            }
            Turn::Gone(_) => false,
        }
    }
}

impl Link for Perceiver {
    fn each(&self, found: &mut dyn FnMut(EntityRef)) {
        match self {
            Self::Organisation(id) => id.each(found),
            Self::Leader(id) => id.each(found),
            Self::Outside(_) => {}
        }
    }

    fn stands_without(&self, _gone: &dyn Fn(EntityRef) -> bool) -> bool {
        true
    }

    /// A judgement outlives whoever made it: what remains is what they are called.
    fn turn(&mut self, turn: Turner<'_>) -> bool {
        let named: EntityRef = match self {
            Self::Organisation(id) => (*id).into(),
            Self::Leader(id) => (*id).into(),
            Self::Outside(_) => return true,
        };
        match turn(named) {
            Turn::Becomes(EntityRef::Organisation(id)) => *self = Self::Organisation(id),
            Turn::Becomes(EntityRef::Leader(id)) => *self = Self::Leader(id),
            Turn::Stays | Turn::Becomes(_) => {}
            Turn::Gone(called) => *self = Self::Outside(called),
        }
        true
    }
}

impl Link for Contact {
    fn each(&self, found: &mut dyn FnMut(EntityRef)) {
        self.leader_ids.each(found);
        self.held_by.each(found);
        self.record.each(found);
    }

    /// A conversation needs somebody it was held with.
    fn stands_without(&self, gone: &dyn Fn(EntityRef) -> bool) -> bool {
        self.leader_ids.iter().any(|id| !gone((*id).into()))
    }

    fn turn(&mut self, turn: Turner<'_>) -> bool {
        self.leader_ids.turn(turn);
        self.held_by.turn(turn);
        self.record.turn(turn);
        !self.leader_ids.is_empty()
    }
}

impl Link for Attendance {
    fn each(&self, found: &mut dyn FnMut(EntityRef)) {
        self.leader_id.each(found);
        self.organisation_id.each(found);
        self.deputy_id.each(found);
    }

    /// That an organisation was represented stays true when its leader's name goes.
    fn stands_without(&self, gone: &dyn Fn(EntityRef) -> bool) -> bool {
        match (self.organisation_id, self.leader_id) {
            (Some(id), _) => !gone(id.into()),
            (None, Some(id)) => !gone(id.into()),
            (None, None) => false,
        }
    }

    fn turn(&mut self, turn: Turner<'_>) -> bool {
        let was_for_somebody = self.organisation_id.is_some();
        self.leader_id.turn(turn);
        self.organisation_id.turn(turn);
        self.deputy_id.turn(turn);
        if was_for_somebody {
            self.organisation_id.is_some()
        } else {
            self.leader_id.is_some()
        }
    }
}

impl Link for (Party, Spot) {
    fn each(&self, found: &mut dyn FnMut(EntityRef)) {
        self.0.each(found);
    }

    fn stands_without(&self, gone: &dyn Fn(EntityRef) -> bool) -> bool {
        self.0.stands_without(gone)
    }

    fn turn(&mut self, turn: Turner<'_>) -> bool {
        self.0.turn(turn)
    }
}

macro_rules! choices {
    ($($ty:ty { $($variant:ident),+ ; $($without:pat),* })+) => {$(
        impl Link for $ty {
            fn each(&self, found: &mut dyn FnMut(EntityRef)) {
                match self { $(Self::$variant(id) => id.each(found),)+ $($without => {})* }
            }

            fn stands_without(&self, gone: &dyn Fn(EntityRef) -> bool) -> bool {
                match self { $(Self::$variant(id) => id.stands_without(gone),)+ $($without => true)* }
            }

            fn turn(&mut self, turn: Turner<'_>) -> bool {
                match self { $(Self::$variant(id) => id.turn(turn),)+ $($without => true)* }
            }
        }
    )+};
}

choices! {
    Party { Organisation, Leader; }
    AgendaItem { Proposal, Commitment; Self::Words(_) }
    Filter { Place, Workstream; Self::OrganisationKind(_) | Self::Sector(_) | Self::TieKind(_) }
}

/// Fields in which a row names others; `without` those of which, once named, it cannot be without.
macro_rules! links {
    ($($ty:ty: [$($field:ident),*] $(without [$($needed:ident),*])?;)+) => {$(
        impl Link for $ty {
            fn each(&self, found: &mut dyn FnMut(EntityRef)) {
                $(self.$field.each(found);)*
                $($(self.$needed.each(found);)*)?
            }

            fn stands_without(&self, gone: &dyn Fn(EntityRef) -> bool) -> bool {
                true $(&& self.$field.stands_without(gone))*
                    $($(&& self.$needed.iter().all(|link| link.stands_without(gone)))*)?
            }

            fn turn(&mut self, turn: Turner<'_>) -> bool {
                // Every field is turned, whatever became of those before it.
                let mut stays = true;
                $(stays &= self.$field.turn(turn);)*
                $($(stays &= self.$needed.iter_mut().all(|link| link.turn(turn));)*)?
                stays
            }
        }
    )+};
}

links! {
    Record: [source_id];
    Succession<PlaceId>: [successor_id];
    Succession<OrganisationId>: [successor_id];
    Membership: [place_id];
    Involvement: [organisation_id];
    Signature: [organisation_id, leader_id];
    Decision: [proposal_id];
    Invitation: [] without [leader_id, organisation_id];

    Place: [parent_id, successions, record];
    Organisation: [memberships, parent_id, successions, record];
    Leader: [record];
    Post: [leader_id, organisation_id, record];
    Tie: [a, b, record];
    Assessment: [tie_id, perceiver, record];
    Source: [record];
    Objective: [record];
    Stake: [objective_id, organisation_id, perceiver, record];
    Workstream: [objective_id, involvement, record];
    Dependency: [first_id, then_id, record];
    Need: [a, b, record];
    Forum: [parent_id, place_id, record];
    Seat: [forum_id, leader_id, record] without [organisation_id];
    Proposal: [place_id, organisation_id, forum_id, record];
    Impact: [proposal_id, organisation_id, perceiver, record];
    Position: [proposal_id, party, meeting_id, perceiver, record];
    Agreement: [proposal_id, signatory_ids, signatures, record];
    Meeting: [forum_id, agenda, invited, attendance, decisions, record];
    Commitment: [from, to, workstream_id, proposal_id, record];
    Note: [about, record];
    View: [spots, filters, proposal_id, focus_id, record];
    Baseline: [record];
}
