//! By what marks stand together.

use std::collections::BTreeMap;

use domain::{AudienceMap, GroupBy, LeaderId, OrganisationId, Party};
use network::Lens;

use super::attributes::{Attribute, attribute_of};
use super::communities::{Community, communities};
use crate::map::Show;

/// By what marks stand together, mark by mark.
#[derive(Debug, Clone)]
pub(crate) struct Groups {
    /// "Sector".
    pub(crate) heading: &'static str,
    /// The group of whom nothing is recorded or assessed.
    without: &'static str,
    organisations: BTreeMap<OrganisationId, String>,
    leaders: BTreeMap<LeaderId, String>,
    /// Whether it is said of the leaders themselves, and not of where they belong.
    of_leaders: bool,
}

impl Groups {
    pub(crate) fn of_organisation(&self, id: OrganisationId) -> &str {
        self.organisations
            .get(&id)
            .map_or(self.without, String::as_str)
    }

    /// Of a leader, who stands at an organisation or at none.
    pub(crate) fn of_leader(&self, id: LeaderId, at: Option<OrganisationId>) -> &str {
        if self.of_leaders {
            self.leaders.get(&id).map_or(self.without, String::as_str)
        } else {
            at.and_then(|at| self.organisations.get(&at))
                .map_or(self.without, String::as_str)
        }
    }
}

/// The groups asked for; `None` where marks of this sort cannot be grouped so: organisations by organisation.
pub(super) fn groups(map: &AudienceMap, by: GroupBy, show: Show) -> Option<Groups> {
    let mut groups = Groups {
        heading: "",
        without: "",
        organisations: BTreeMap::new(),
        leaders: BTreeMap::new(),
        of_leaders: false,
    };
    match by {
        GroupBy::Sector => groups = of_attribute(map, Attribute::Sector),
        GroupBy::Place => groups = of_attribute(map, Attribute::Place),
        GroupBy::Kind => groups = of_attribute(map, Attribute::Kind),
        GroupBy::Parent => groups = of_attribute(map, Attribute::Parent),
        GroupBy::Organisation if show != Show::Leaders => return None,
        GroupBy::Organisation => {
            groups.heading = "Organisation";
            groups.without = "No post recorded";
            let all = map.organisations().iter();
            groups.organisations = all
                .map(|one| (one.id, one.short_name().to_owned()))
                .collect();
        }
        GroupBy::Community => {
            groups.heading = "Community";
            groups.without = "Not assessed";
            groups.of_leaders = show == Show::Leaders;
            let lens = if groups.of_leaders {
                Lens::leaders()
            } else {
                Lens::organisations()
            };
            for (party, community) in communities(map, lens) {
                let name = match community {
                    Community::Of(_, name) => capital(&name),
                    Community::Alone => "Tied to nobody".to_owned(),
                };
                match party {
                    Party::Organisation(id) => drop(groups.organisations.insert(id, name)),
                    Party::Leader(id) => drop(groups.leaders.insert(id, name)),
                }
            }
        }
    }
    Some(groups)
}

fn of_attribute(map: &AudienceMap, attribute: Attribute) -> Groups {
    let mut organisations = attribute_of(map, attribute);
    if attribute == Attribute::Kind {
        for kind in organisations.values_mut() {
            *kind = capital(kind);
        }
    }
    Groups {
        heading: attribute.grouping(),
        without: attribute.without(),
        organisations,
        leaders: BTreeMap::new(),
        of_leaders: false,
    }
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
