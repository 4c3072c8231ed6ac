//! Why an edit cannot be made, in one sentence each.

use jiff::civil::Date;
use thiserror::Error;

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
    /// A position that says nothing.
    #[error(
        "The position of {party} gives neither where they stand nor where you would like them to; give one of the two."
    )]
    StandsNowhere {
        /// Who.
        party: String,
    },
    /// Something other than a judgement was to be disagreed with.
    #[error(
        "{name} is a {kind}, not a judgement; a disagreement can be attached to an assessment, need, stake, impact or position."
    )]
    NoJudgement {
        /// What it is.
        kind: &'static str,
        /// Its name.
        name: String,
    },
    /// Versions of a text do not count upwards in order of time.
    #[error(
        "Version {number} of \u{201c}{name}\u{201d} does not follow the one before it; number versions upwards from 1, each dated no earlier than the last."
    )]
    VersionsOutOfOrder {
        /// The text.
        name: String,
        /// The version that does not follow.
        number: u32,
    },
    /// A signature is under a version that is not there.
    #[error(
        "\u{201c}{name}\u{201d} has no version {number} to sign; add that version first or correct the number."
    )]
    NoSuchVersion {
        /// The text.
        name: String,
        /// The version named.
        number: u32,
    },
    /// A row of two things is to be made one with itself.
    #[error("\u{201c}{name}\u{201d} cannot be merged with itself; choose the other {kind}.")]
    MergedWithItself {
        /// What it is.
        kind: &'static str,
        /// Its name.
        name: String,
    },
    /// A promise between two rows that are to be made one.
    #[error(
        "\u{201c}{what}\u{201d} is promised by one of the two to the other, and nobody can promise themselves anything; take that promise away or change it before merging them."
    )]
    PromisedWithin {
        /// The promise.
        what: String,
    },
    /// Nothing may be deleted for now.
    #[error(
        "The {kind} {name} cannot be taken away, because nothing may be deleted since {since} ({why}); lift the freeze once that is settled and try again."
    )]
    Frozen {
        /// What it is.
        kind: &'static str,
        /// Its name.
        name: String,
        /// Since when nothing may be deleted.
        since: Date,
        /// Why.
        why: String,
    },
    /// The freeze was to be put on or lifted by the way.
    #[error(
        "Deleting is frozen and allowed again by an edit of its own; leave it out of the footprint\u{2019}s description."
    )]
    FreezeByTheWay,
    /// An edit of several is refused.
    #[error("Step {number}: {reason}")]
    Within {
        /// Which one, from 1.
        number: usize,
        /// Why.
        reason: Box<Refused>,
    },
}
