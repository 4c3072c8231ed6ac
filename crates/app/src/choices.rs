//! What may be chosen in forms, with the words for it; and reading a choice back.

use domain::{
    Audience, Authority, Confidentiality, Interdependence, Level, Method, OrganisationKind, Part,
    TieKind,
};

use crate::error::AppError;
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
    }
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
