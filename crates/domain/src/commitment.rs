//! A promise as a conversation for action: who may do what next (Winograd & Flores 1986).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::entity::Commitment;

/// Where a promise stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CommitmentState {
    /// Asked for; nobody has promised yet.
    Asked,
    /// The one asked has offered something else.
    CounterOffered,
    /// Promised.
    Promised,
    /// The promiser says it is done; the requester has not yet accepted it.
    ReportedDone,
    /// The requester has accepted it as done. Only this is "kept".
    Accepted,
    /// The one asked has declined.
    Declined,
    /// The promiser has said it will not be kept.
    Broken,
    /// The requester no longer wants it, or either gave up before a promise was made.
    Withdrawn,
}

impl CommitmentState {
    /// Every state.
    pub const ALL: [Self; 8] = [
        Self::Asked,
        Self::CounterOffered,
        Self::Promised,
        Self::ReportedDone,
        Self::Accepted,
        Self::Declined,
        Self::Broken,
        Self::Withdrawn,
    ];

    /// The words a person reads.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Asked => "Asked",
            Self::CounterOffered => "Counter-offered",
            Self::Promised => "Promised",
            Self::ReportedDone => "Reported done",
            Self::Accepted => "Accepted",
            Self::Declined => "Declined",
            Self::Broken => "Broken",
            Self::Withdrawn => "Withdrawn",
        }
    }

    /// Whether nothing more can happen.
    pub const fn is_final(self) -> bool {
        matches!(
            self,
            Self::Accepted | Self::Declined | Self::Broken | Self::Withdrawn
        )
    }

    /// The state after an act, or `None` where the conversation does not allow it.
    pub const fn after(self, act: CommitmentAct, by: CommitmentSide) -> Option<Self> {
        use CommitmentAct as Act;
        use CommitmentSide::{Promiser, Requester};
        match (self, act, by) {
            (Self::Asked, Act::Promise, Promiser)
            | (Self::CounterOffered, Act::Promise, Requester)
            | (Self::Promised, Act::Renegotiate, _)
            | (Self::ReportedDone, Act::NotYetDone, Requester) => Some(Self::Promised),
            (Self::Asked, Act::CounterOffer, Promiser) => Some(Self::CounterOffered),
            (Self::CounterOffered, Act::CounterOffer, Requester) => Some(Self::Asked),
            (Self::Asked, Act::Decline, Promiser) => Some(Self::Declined),
            (Self::Asked | Self::Promised | Self::ReportedDone, Act::Withdraw, Requester)
            | (Self::CounterOffered, Act::Withdraw, _) => Some(Self::Withdrawn),
            (Self::Promised, Act::ReportDone, Promiser) => Some(Self::ReportedDone),
            (Self::Promised, Act::Break, Promiser) => Some(Self::Broken),
            (Self::ReportedDone, Act::AcceptDone, Requester) => Some(Self::Accepted),
            _ => None,
        }
    }

    /// What may happen next, and by whom.
    pub fn open_acts(self) -> Vec<(CommitmentAct, CommitmentSide)> {
        let mut open = Vec::new();
        for act in CommitmentAct::ALL {
            for side in [CommitmentSide::Promiser, CommitmentSide::Requester] {
                if self.after(act, side).is_some() {
                    open.push((act, side));
                }
            }
        }
        open
    }
}

/// An act in the conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CommitmentAct {
    /// Promise what was asked, or (by the requester) accept the counter-offer.
    Promise,
    /// Offer something else.
    CounterOffer,
    /// Decline to promise.
    Decline,
    /// Withdraw the request, the offer or the promise's need.
    Withdraw,
    /// Agree another day. Before the promise is due this is honourable; afterwards it is late.
    Renegotiate,
    /// Say that it is done.
    ReportDone,
    /// Accept that it is done.
    AcceptDone,
    /// Say that it is not done yet.
    NotYetDone,
    /// Say that it will not be kept.
    Break,
}

impl CommitmentAct {
    /// Every act.
    pub const ALL: [Self; 9] = [
        Self::Promise,
        Self::CounterOffer,
        Self::Decline,
        Self::Withdraw,
        Self::Renegotiate,
        Self::ReportDone,
        Self::AcceptDone,
        Self::NotYetDone,
        Self::Break,
    ];

    /// The words a person reads on a button.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Promise => "Promise",
            Self::CounterOffer => "Offer something else",
            Self::Decline => "Decline",
            Self::Withdraw => "Withdraw",
            Self::Renegotiate => "Agree another day",
            Self::ReportDone => "Report done",
            Self::AcceptDone => "Accept as done",
            Self::NotYetDone => "Not done yet",
            Self::Break => "Will not be kept",
        }
    }
}

/// Who acts in a promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CommitmentSide {
    /// The one who promises ("from").
    Promiser,
    /// The one it is promised to ("to").
    Requester,
}

/// One thing that happened to a promise.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommitmentEvent {
    /// The day.
    pub date: Date,
    /// What was done.
    pub act: CommitmentAct,
    /// By whom.
    pub by: CommitmentSide,
    /// The day now agreed, where the act names one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    /// What was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// How a promise stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Its state.
    pub state: CommitmentState,
    /// The day it is counted against: the first due date, or the one agreed instead before it fell due.
    pub counted_due: Option<Date>,
    /// The day it is due by the latest agreement, honourable or late.
    pub agreed_due: Option<Date>,
    /// How often another day was agreed.
    pub renegotiations: u32,
    /// The day it was promised.
    pub promised_on: Option<Date>,
    /// The day it was last reported done.
    pub reported_on: Option<Date>,
    /// The day it ended: accepted, declined, broken or withdrawn.
    pub ended_on: Option<Date>,
}

impl Standing {
    /// Whether it is promised, not yet accepted, and the day it is counted against has passed.
    pub fn is_overdue_on(&self, day: Date) -> bool {
        matches!(
            self.state,
            CommitmentState::Promised | CommitmentState::ReportedDone
        ) && self.counted_due.is_some_and(|due| due < day)
    }
}

impl Commitment {
    /// How it stands on a day: the events up to and on it, in their order.
    pub fn standing_on(&self, day: Date) -> Standing {
        let mut standing = Standing {
            state: CommitmentState::Asked,
            counted_due: self.due,
            agreed_due: self.due,
            renegotiations: 0,
            promised_on: None,
            reported_on: None,
            ended_on: None,
        };
        for event in self.events.iter().filter(|event| event.date <= day) {
            let Some(next) = standing.state.after(event.act, event.by) else {
                continue;
            };
            match event.act {
                CommitmentAct::Promise => {
                    standing.promised_on = Some(event.date);
                    if let Some(due) = event.due {
                        // A promise that names its own day: that day is what was promised.
                        standing.counted_due = Some(due);
                        standing.agreed_due = Some(due);
                    }
                }
                CommitmentAct::CounterOffer => {
                    if let Some(due) = event.due {
                        standing.counted_due = Some(due);
                        standing.agreed_due = Some(due);
                    }
                }
                CommitmentAct::Renegotiate => {
                    standing.renegotiations += 1;
                    if let Some(due) = event.due {
                        if standing
                            .counted_due
                            .is_none_or(|counted| event.date <= counted)
                        {
                            standing.counted_due = Some(due);
                        }
                        standing.agreed_due = Some(due);
                    }
                }
                CommitmentAct::ReportDone => standing.reported_on = Some(event.date),
                CommitmentAct::NotYetDone => standing.reported_on = None,
                CommitmentAct::Decline
                | CommitmentAct::Withdraw
                | CommitmentAct::AcceptDone
                | CommitmentAct::Break => {}
            }
            if next.is_final() {
                standing.ended_on = Some(event.date);
            }
            standing.state = next;
        }
        standing
    }

    /// How it stands after everything recorded.
    pub fn standing(&self) -> Standing {
        self.standing_on(Date::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use CommitmentAct as Act;
    use CommitmentSide::{Promiser, Requester};

    #[test]
    fn done_said_by_the_promiser_is_not_kept_until_the_requester_accepts_it() {
        let reported = CommitmentState::Promised.after(Act::ReportDone, Promiser);
        assert_eq!(reported, Some(CommitmentState::ReportedDone));
        assert_eq!(
            CommitmentState::ReportedDone.after(Act::AcceptDone, Promiser),
            None
        );
        assert_eq!(
            CommitmentState::ReportedDone.after(Act::AcceptDone, Requester),
            Some(CommitmentState::Accepted)
        );
    }

    #[test]
    fn nothing_follows_a_final_state() {
        for state in CommitmentState::ALL {
            assert_eq!(state.open_acts().is_empty(), state.is_final(), "{state:?}");
        }
    }
}
