//! Naming things on the wire: ids and names together.

use domain::{Contents, EntityRef, Organisation, OrganisationId, Party};
use jiff::civil::Date;

use crate::wire::{NamedRef, PartyRef};

/// An organisation or leader, by id and name.
pub(crate) fn party_ref(map: &Contents, party: Party) -> PartyRef {
    let (id, kind) = match party {
        Party::Organisation(id) => (id.uuid(), "organisation"),
        Party::Leader(id) => (id.uuid(), "leader"),
    };
    PartyRef {
        id: id.to_string(),
        kind: kind.to_owned(),
        name: map.party_name(party).unwrap_or("not there").to_owned(),
        label: map.party_label(party).unwrap_or("not there").to_owned(),
    }
}

/// Something by key and name.
pub(crate) fn named_ref(reference: EntityRef, name: &str) -> NamedRef {
    NamedRef {
        key: reference.to_string(),
        id: reference.uuid().to_string(),
        name: name.to_owned(),
    }
}

/// An organisation by key and short name.
pub(crate) fn organisation_ref(map: &Contents, id: OrganisationId) -> NamedRef {
    named_ref(
        id.into(),
        map.organisation(id)
            .map_or("not there", Organisation::short_name),
    )
}

/// The key of a pair of organisations, the same whichever is named first.
pub(crate) fn pair_key(a: OrganisationId, b: OrganisationId) -> String {
    let (first, second) = if a <= b { (a, b) } else { (b, a) };
    format!("pair:{first}:{second}")
}

/// A day as people write it: 5 March 2026.
pub(crate) fn in_words(day: Date) -> String {
    day.strftime("%-d %B %Y").to_string()
}
