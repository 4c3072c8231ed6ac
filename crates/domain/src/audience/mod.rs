//! The one door to measures, drawings and papers: the map as one audience may see it on one day.

mod bodies;
mod decisions;
mod judgements;
mod sieve;

use std::ops::Deref;

use jiff::civil::Date;
use serde::Serialize;

use crate::contents::Contents;
use crate::entity::{EntityRef, Write};
use crate::links::Turn;
use crate::map::Map;
use crate::scale::Audience;
use sieve::Sieve;

pub use judgements::DISPUTED;
pub use sieve::NOT_SHOWN;

/// How many entities an audience does not see, by kind, because of their confidentiality.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Hidden {
    /// Organisations.
    pub organisations: u32,
    /// Leaders.
    pub leaders: u32,
    /// Ties.
    pub ties: u32,
    /// Assessments.
    pub assessments: u32,
    /// Commitments.
    pub commitments: u32,
    /// Everything else.
    pub others: u32,
}

impl Hidden {
    /// All of them together.
    pub const fn total(&self) -> u32 {
        self.organisations
            + self.leaders
            + self.ties
            + self.assessments
            + self.commitments
            + self.others
    }
}

/// The map as one audience may see it on one day. What it may not see is not in it at all.
#[derive(Debug, Clone, PartialEq)]
pub struct AudienceMap {
    contents: Contents,
    audience: Audience,
    as_of: Date,
    known_on: Option<Date>,
    supposed: Option<String>,
    hidden: Hidden,
}

impl AudienceMap {
    /// Whose eyes it is prepared for.
    pub const fn audience(&self) -> Audience {
        self.audience
    }

    /// The day it shows.
    pub const fn as_of(&self) -> Date {
        self.as_of
    }

    /// The day of which it says what was known; `None` where it is the footprint as it is known now.
    pub const fn known_on(&self) -> Option<Date> {
        self.known_on
    }

    /// What is supposed, in words, where it is not the footprint as it is: whatever is drawn of it says so.
    pub fn supposed(&self) -> Option<&str> {
        self.supposed.as_deref()
    }

    /// What was left out because of its confidentiality.
    pub const fn hidden(&self) -> Hidden {
        self.hidden
    }

    /// What would be seen if these writes were made: a supposition, on a copy, which says in words what is supposed.
    /// What cannot be without an entity taken away goes with it, and what can lets go of its name.
    #[must_use]
    pub fn supposing(&self, what: &str, writes: &[Write]) -> Self {
        let mut seen = self.clone();
        seen.supposed = Some(what.to_owned());
        for write in writes {
            seen.contents.write(write);
            let Write::Remove(one) = write else { continue };
            let mut gone = seen.contents.goes_with(*one);
            for row in &gone {
                seen.contents.write(&Write::Remove(*row));
            }
            gone.insert(*one);
            let is_gone = |named: EntityRef| gone.contains(&named);
            let turn = |named| {
                if is_gone(named) {
                    Turn::Gone(NOT_SHOWN.to_owned())
                } else {
                    Turn::Stays
                }
            };
            seen.contents.retouch(&is_gone, &turn, false);
        }
        seen
    }
}

impl Deref for AudienceMap {
    type Target = Contents;
    fn deref(&self) -> &Contents {
        &self.contents
    }
}

impl Map {
    /// What `audience` may see of the footprint as it was on `as_of`.
    ///
    /// Left out are: everything more guarded than the audience and whatever cannot be without it; judgements,
    /// events, notes, conversations, versions, signatures and baselines dated after the day; organisations closed
    /// by it. A meeting to come is there where it was entered by the day, without what happened at it.
    ///
    /// Whom not to ask, until when somebody is kept, and why deleting is frozen is for the working group alone.
    ///
    /// For a publication (board, public) no judgement of a person remains: ties and assessments that involve a
    /// leader go whatever their own confidentiality, and judgements of organisations keep their value, date and
    /// basis but lose words, trust, sign, salience, what was wished for and the name of whoever gave them; of a
    /// disagreement the fact remains. A leader's position stands only where it was formal and they speak for one
    /// body, and then as that body's. Meetings keep who was represented, not by whom, and lose their minutes and
    /// the reasons of invitations. Notes and conversations go altogether.
    pub fn seen_by(&self, audience: Audience, as_of: Date) -> AudienceMap {
        let (contents, hidden) = Sieve::new(&self.contents, audience, as_of).seen();
        AudienceMap {
            contents,
            audience,
            as_of,
            known_on: self.known_on,
            supposed: None,
            hidden,
        }
    }
}
