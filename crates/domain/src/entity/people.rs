//! Leaders, the posts they hold, the forums there are and the seats on them.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Record, partners, public};
use crate::ids::{ForumId, LeaderId, OrganisationId, PlaceId, PostId, SeatId};
use crate::scale::{Authority, Confidentiality, ForumKind, ForumPower, OrganisationKind, SeatRole};

/// A person who leads or speaks for an organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Leader {
    /// Their id.
    pub id: LeaderId,
    /// Their name as they use it.
    pub name: String,
    /// How they are reached at work.
    #[serde(default)]
    pub contact: Option<String>,
    /// Whether they are not to be asked for introductions. For the working group's eyes only.
    #[serde(default)]
    pub do_not_ask: bool,
    /// The day after which what is held about them should be taken away. For the working group's eyes only.
    #[serde(default)]
    pub keep_until: Option<Date>,
    /// Who may see it.
    #[serde(default = "partners")]
    pub confidentiality: Confidentiality,
    /// When, by whom, from where.
    #[serde(default)]
    pub record: Record,
}

impl Leader {
    /// A leader with a name and nothing else known.
    pub fn new(id: LeaderId, name: &str) -> Self {
        Self {
            id,
            name: name.to_owned(),
            contact: None,
            do_not_ask: false,
            keep_until: None,
            confidentiality: Confidentiality::Partners,
            record: Record::default(),
        }
    }

    /// Up to two letters for a disc: of the first and last name, titles and honours left out; of a name like "NIH-16"
    /// its letter and its number, so that one is told from another.
    pub fn initials(&self) -> String {
        const NOT_NAMES: [&str; 22] = [
            "dr",
            "prof",
            "professor",
            "sir",
            "dame",
            "lord",
            "lady",
            "mr",
            "mrs",
            "ms",
            "miss",
            "mx",
            "rev",
            "cllr",
            "councillor",
            "obe",
            "cbe",
            "mbe",
            "kbe",
            "dbe",
            "baroness",
            "the",
        ];
        let letters: Vec<char> = self
            .name
            .split(|c: char| c.is_whitespace() || c == '.')
            .filter(|word| !word.is_empty())
            .filter(|word| !NOT_NAMES.contains(&word.to_lowercase().trim_matches(',')))
            .filter_map(|word| word.chars().find(|c| c.is_alphanumeric()))
            .flat_map(char::to_uppercase)
            .collect();
        // "Leader 12" is a name and its number, not two names.
        let (letters, only_figures): (Vec<char>, Vec<char>) =
            letters.into_iter().partition(|c| c.is_alphabetic());
        let letters = if letters.is_empty() {
            only_figures
        } else {
            letters
        };
        match (letters.first(), letters.last()) {
            (Some(first), Some(last)) if letters.len() > 1 => format!("{first}{last}"),
            (Some(only), _) => format!("{only}{}", self.number()),
            _ => "?".to_owned(),
        }
    }

    /// The one or two figures the name ends in, if it does not only consist of them.
    fn number(&self) -> &str {
        let name = self.name.trim_end();
        let before = name.trim_end_matches(|c: char| c.is_ascii_digit());
        let number = &name[before.len()..];
        if before.is_empty() || number.len() > 2 {
            ""
        } else {
            number
        }
    }
}

/// A title a leader holds at an organisation. Several at once are normal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Post {
    /// Its id.
    pub id: PostId,
    /// Who holds it.
    pub leader_id: LeaderId,
    /// Where.
    pub organisation_id: OrganisationId,
    /// What it is called.
    pub title: String,
    /// What it lets the holder do in a formal decision; `None` where nobody has said.
    #[serde(default)]
    pub authority: Option<Authority>,
    /// First day, where known.
    #[serde(default)]
    pub from: Option<Date>,
    /// Last day, where it has ended.
    #[serde(default)]
    pub to: Option<Date>,
    /// Who may see it.
    #[serde(default = "partners")]
    pub confidentiality: Confidentiality,
    /// When, by whom, from where.
    #[serde(default)]
    pub record: Record,
}

impl Post {
    /// Whether it is held on that day.
    pub fn is_current_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

/// How many of one kind of organisation must be present.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuorumRule {
    /// The kind.
    pub kind: OrganisationKind,
    /// How many of them.
    pub minimum: u16,
}

/// When a forum can act: enough members, and enough of each kind of organisation that must be heard.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quorum {
    /// How many members at least, in person or by a deputy with authority.
    #[serde(default)]
    pub minimum: u16,
    /// How many of each kind of organisation.
    #[serde(default)]
    pub rules: Vec<QuorumRule>,
}

/// A board, committee, network or group on which bodies meet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Forum {
    /// Its id.
    pub id: ForumId,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: ForumKind,
    /// The forum it is part of.
    #[serde(default)]
    pub parent_id: Option<ForumId>,
    /// The place it is for.
    #[serde(default)]
    pub place_id: Option<PlaceId>,
    /// Its terms of reference, in a few sentences or by where they are found.
    #[serde(default)]
    pub terms: Option<String>,
    /// Whether it decides or recommends; `None` where nobody has said.
    #[serde(default)]
    pub power: Option<ForumPower>,
    /// When it is quorate; `None` where nobody has said.
    #[serde(default)]
    pub quorum: Option<Quorum>,
    /// First day, where known.
    #[serde(default)]
    pub from: Option<Date>,
    /// Last day, where it has ended.
    #[serde(default)]
    pub to: Option<Date>,
    /// Who may see it.
    #[serde(default = "public")]
    pub confidentiality: Confidentiality,
    /// When, by whom, from where.
    #[serde(default)]
    pub record: Record,
}

impl Forum {
    /// A forum with a name and kind and nothing else known.
    pub fn new(id: ForumId, name: &str, kind: ForumKind) -> Self {
        Self {
            id,
            name: name.to_owned(),
            kind,
            parent_id: None,
            place_id: None,
            terms: None,
            power: None,
            quorum: None,
            from: None,
            to: None,
            confidentiality: Confidentiality::Public,
            record: Record::default(),
        }
    }

    /// Whether it exists on that day.
    pub fn is_current_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

/// A leader's seat on a forum.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seat {
    /// Its id.
    pub id: SeatId,
    /// The forum.
    pub forum_id: ForumId,
    /// Who sits there.
    pub leader_id: LeaderId,
    /// The organisation they sit for; `None` for an independent.
    #[serde(default)]
    pub organisation_id: Option<OrganisationId>,
    /// What they are on it.
    pub role: SeatRole,
    /// First day, where known.
    #[serde(default)]
    pub from: Option<Date>,
    /// Last day, where it has ended.
    #[serde(default)]
    pub to: Option<Date>,
    /// Who may see it.
    #[serde(default = "partners")]
    pub confidentiality: Confidentiality,
    /// When, by whom, from where.
    #[serde(default)]
    pub record: Record,
}

impl Seat {
    /// Whether it is held on that day.
    pub fn is_current_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}
