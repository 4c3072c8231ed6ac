//! What may be chosen in forms, with the words for it; and reading a choice back.

use domain::{
    Aspect, Audience, Authority, Channel, CodeScheme, ColourBy, Confidentiality, DecidingBody,
    DecisionLevel, Drawn, Formality, ForumKind, ForumPower, GroupBy, ImpactSize, Interdependence,
    Level, Method, Necessity, ObjectiveKind, OrganisationKind, Part, Presence, ProposalStatus,
    SeatRole, Sign, SizeBy, StakeSize, Stance, TieKind,
};

use crate::error::AppError;
use crate::forms;
use crate::wire::{Choice, Choices};

fn choice(key: &str, word: &str) -> Choice {
    Choice {
        key: key.to_owned(),
        word: word.to_owned(),
    }
}

macro_rules! all {
    ($scale:ty) => {
        <$scale>::ALL
            .iter()
            .map(|value| choice(value.key(), value.word()))
            .collect()
    };
}

/// Everything there is to choose from.
pub fn choices() -> Choices {
    Choices {
        organisation_kinds: all!(OrganisationKind),
        authorities: all!(Authority),
        tie_kinds: all!(TieKind),
        levels: Level::ALL
            .iter()
            .map(|level| choice(&level.number().to_string(), level.word()))
            .collect(),
        methods: all!(Method),
        confidentialities: all!(Confidentiality),
        audiences: all!(Audience),
        interdependences: all!(Interdependence),
        parts: all!(Part),
        kinds: forms::kinds(),
    }
}

macro_rules! offered {
    ($($name:ident -> $scale:ty;)+) => {$(
        pub(crate) fn $name() -> Vec<Choice> {
            all!($scale)
        }
    )+};
}

offered! {
    organisation_kinds -> OrganisationKind;
    authorities -> Authority;
    tie_kinds -> TieKind;
    methods -> Method;
    signs -> Sign;
    confidentialities -> Confidentiality;
    interdependences -> Interdependence;
    parts -> Part;
    code_schemes -> CodeScheme;
    deciding_bodies -> DecidingBody;
    forum_kinds -> ForumKind;
    forum_powers -> ForumPower;
    seat_roles -> SeatRole;
    objective_kinds -> ObjectiveKind;
    decision_levels -> DecisionLevel;
    proposal_statuses -> ProposalStatus;
    aspects -> Aspect;
    stances -> Stance;
    formalities -> Formality;
    presences -> Presence;
    necessities -> Necessity;
    channels -> Channel;
    colours -> ColourBy;
    sizes -> SizeBy;
    groupings -> GroupBy;
    drawn -> Drawn;
}

pub(crate) fn place_levels() -> Vec<Choice> {
    vec![
        choice("region", "region"),
        choice("system", "footprint"),
        choice("place", "place within a footprint"),
        choice("neighbourhood", "neighbourhood"),
    ]
}

pub(crate) fn source_kinds() -> Vec<Choice> {
    vec![
        choice("document", "document"),
        choice("minute", "minute"),
        choice("person", "person"),
        choice("dataset", "data set"),
    ]
}

pub(crate) fn levels() -> Vec<Choice> {
    (Level::ALL.iter())
        .map(|level| choice(&level.number().to_string(), level.word()))
        .collect()
}

/// A need is at least knowing of one another.
pub(crate) fn needed_levels() -> Vec<Choice> {
    levels().split_off(1)
}

/// Steps of a scale of numbers, each with its words.
fn steps<N: std::fmt::Display>(numbers: impl Iterator<Item = N>, words: &[&str]) -> Vec<Choice> {
    (numbers.zip(words))
        .map(|(number, word)| choice(&number.to_string(), word))
        .collect()
}

pub(crate) fn trusts() -> Vec<Choice> {
    steps(
        1..=5,
        &["very little", "little", "somewhat", "much", "fully"],
    )
}

pub(crate) fn saliences() -> Vec<Choice> {
    let words = [
        "hardly",
        "a little",
        "somewhat",
        "much",
        "more than anything else",
    ];
    steps(1..=5, &words)
}

/// After Godet's scale: what of the organisation the objective touches.
pub(crate) fn stakes() -> Vec<Choice> {
    let words = [
        "its existence is against it",
        "its mission is against it",
        "its projects are against it",
        "its ways of working are against it",
        "nothing at stake",
        "its ways of working need it",
        "its projects need it",
        "its mission needs it",
        "its existence depends on it",
    ];
    steps(StakeSize::all().map(StakeSize::number), &words)
}

pub(crate) fn impacts() -> Vec<Choice> {
    let words = [
        "harms it greatly",
        "harms it",
        "harms it a little",
        "no effect",
        "helps it a little",
        "helps it",
        "helps it greatly",
    ];
    steps(ImpactSize::all().map(ImpactSize::number), &words)
}

macro_rules! read {
    ($($(#[$doc:meta])* $name:ident -> $scale:ty, $what:literal;)+) => {$(
        $(#[$doc])*
        pub fn $name(key: &str) -> Result<$scale, AppError> {
            <$scale>::from_key(key).ok_or_else(|| AppError::NotOneOf {
                what: $what,
                given: key.to_owned(),
                known: <$scale>::ALL.iter().map(|value| value.key()).collect::<Vec<_>>().join(", "),
            })
        }
    )+};
}

read! {
    /// A kind of organisation by its key.
    organisation_kind -> OrganisationKind, "a kind of organisation";
    /// An authority by its key.
    authority -> Authority, "an authority";
    /// A kind of tie by its key.
    tie_kind -> TieKind, "a kind of tie";
    /// A method by its key.
    method -> Method, "a way of knowing";
    /// A confidentiality by its key.
    confidentiality -> Confidentiality, "a confidentiality";
    /// An audience by its key.
    audience -> Audience, "an audience";
    /// An interdependence by its key.
    interdependence -> Interdependence, "a way in which work depends";
    /// A part by its key.
    part -> Part, "a part in a workstream";
}
