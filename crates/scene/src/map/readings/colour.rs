//! What colours say.

use std::collections::BTreeMap;

use domain::{
    Audience, AudienceMap, Authority, ColourBy, OrganisationId, Party, Proposal, ProposalId,
    ProposalStatus, Stance,
};
use insight::{Owed, Quadrant};
use network::{Lens, Network};

use super::attributes::{Attribute, attribute_of};
use super::communities::{Community, communities};
use super::numbers::{
    self, STAKES, Values, hanging_heading, of_organisations_alone, people_of, promises, stakes,
};
use super::size::{attention, between};
use super::{Class, Colours, Swatch};
use crate::gaps::GapFact;
use crate::map::Show;
use crate::words;

/// So many categories have a hue and a letter of their own; more could not be told apart.
const CATEGORIES: usize = 7;
const NOT_ASSESSED: &str = "not assessed";
const NOT_RECORDED: &str = "not recorded";

/// What colours say of every mark; `None` where they say the kind, which they do by themselves.
pub(super) fn colours(
    map: &AudienceMap,
    pairs: &[GapFact],
    influence: Option<&insight::Influence>,
    by: ColourBy,
    proposal: Option<ProposalId>,
    show: Show,
) -> Option<Colours> {
    match by {
        ColourBy::Kind => None,
        ColourBy::Sector => Some(attribute(map, Attribute::Sector)),
        ColourBy::Place => Some(attribute(map, Attribute::Place)),
        ColourBy::Route => Some(attribute(map, Attribute::Route)),
        ColourBy::Parent => Some(attribute(map, Attribute::Parent)),
        ColourBy::Gap => Some(widest_gap(map, pairs)),
        ColourBy::Coverage => Some(coverage(map, show)),
        ColourBy::Community => Some(community(map, show)),
        ColourBy::Influence => Some(listened_to(map)),
        ColourBy::Brokerage => Some(brokerage(map, influence, show)),
        ColourBy::Stance => Some(stance(map, proposal)),
        ColourBy::Authority => Some(authority(map)),
        ColourBy::Corner => Some(corner(map, show)),
        ColourBy::Promises => Some(promised(map)),
        ColourBy::Hanging => Some(hanging(map, show)),
        ColourBy::Stakes => Some(at_stake(map)),
    }
}

/// Categories by how many have them, the most frequent first: the first of them with letters of their own, the others
/// together.
struct Categories {
    swatches: Vec<Swatch>,
    of: BTreeMap<String, usize>,
}

impl Categories {
    fn of<'a>(values: impl IntoIterator<Item = &'a str>) -> Self {
        let mut counted: BTreeMap<&str, usize> = BTreeMap::new();
        for value in values {
            *counted.entry(value).or_default() += 1;
        }
        let mut order: Vec<(&str, usize)> = counted.into_iter().collect();
        order.sort_by_key(|(value, n)| (std::cmp::Reverse(*n), *value));
        let own = if order.len() <= CATEGORIES {
            order.len()
        } else {
            CATEGORIES - 1
        };
        let mut swatches: Vec<Swatch> = order[..own]
            .iter()
            .zip('A'..)
            .enumerate()
            .map(|(n, ((value, _), letter))| Swatch {
                class: Class::Category(n as u8),
                letter: letter.to_string(),
                meaning: (*value).to_owned(),
            })
            .collect();
        if order.len() > own {
            swatches.push(Swatch {
                class: Class::Rest,
                letter: "+".to_owned(),
                meaning: format!("{} others", order.len() - own),
            });
        }
        let of = order
            .iter()
            .enumerate()
            .map(|(n, (value, _))| ((*value).to_owned(), n.min(own)))
            .collect();
        Self { swatches, of }
    }
}

fn attribute(map: &AudienceMap, attribute: Attribute) -> Colours {
    let values = attribute_of(map, attribute);
    let Categories { swatches, of } = Categories::of(values.values().map(String::as_str));
    let values = values.into_iter().map(|(id, value)| (id, Some(value)));
    Colours::of(attribute.heading(), swatches, attribute.missing())
        .telling((values.collect(), BTreeMap::new()), |value| {
            (of[&value], value)
        })
        .of_organisations_alone()
}

/// Steps said of organisations and leaders.
fn steps(heading: &str, meanings: [&str; 4]) -> Colours {
    let steps = (1..).zip(meanings).map(|(n, m)| Swatch::step(n, m));
    Colours::of(heading, steps.collect(), NOT_ASSESSED)
}

/// Four steps above none at all, which is class 0.
fn steps_above(none: &str, heading: &str, meanings: [&str; 4]) -> Colours {
    let mut colours = steps(heading, meanings);
    colours.swatches.insert(0, Swatch::none(none));
    colours
}

/// How many of the thresholds a value reaches.
fn step_of(value: f64, thresholds: [f64; 3]) -> usize {
    thresholds.iter().filter(|least| value >= **least).count()
}

fn widest_gap(map: &AudienceMap, pairs: &[GapFact]) -> Colours {
    let mut colours = steps(
        "Widest gap",
        [
            "no gap known",
            "1 level short",
            "2 levels short",
            "3 or more short",
        ],
    )
    .of_organisations_alone();
    let mut known: BTreeMap<OrganisationId, (bool, bool, u8)> = BTreeMap::new();
    for pair in pairs {
        for id in [pair.a, pair.b] {
            let (any, assessed, widest) = known.entry(id).or_default();
            *any = true;
            *assessed |= pair.assessed;
            *widest = (*widest).max(pair.gap.low);
        }
    }
    for one in map.organisations().iter() {
        let (any, assessed, widest) = known.get(&one.id).copied().unwrap_or_default();
        // One that needs nobody has no gap; one that needs others and of which nothing is known may have any.
        if any && !assessed {
            continue;
        }
        let words = match widest {
            0 => "no gap known".to_owned(),
            n => format!("{} short", words::count(n.into(), "level", "levels")),
        };
        colours
            .organisations
            .insert(one.id, (usize::from(widest.min(3)), words));
    }
    colours
}

fn coverage(map: &AudienceMap, show: Show) -> Colours {
    let mut colours = steps(
        "Pairs assessed",
        [
            "less than a quarter",
            "a quarter to a half",
            "a half to three quarters",
            "three quarters or more",
        ],
    );
    let said = |network: &Network, node: usize| {
        let coverage = network.coverage_of(node as u32);
        (coverage.assessed > 0).then(|| {
            let share = f64::from(coverage.assessed) / f64::from(coverage.possible.max(1));
            let words = format!(
                "{} of {} pairs assessed",
                coverage.assessed, coverage.possible
            );
            (step_of(share, [0.25, 0.5, 0.75]), words)
        })
    };
    let network = Network::of(map, Lens::organisations());
    for (node, party) in network.parties().iter().enumerate() {
        if let (Party::Organisation(id), Some(read)) = (party, said(&network, node)) {
            colours.organisations.insert(*id, read);
        }
    }
    if !of_organisations_alone(show) {
        let network = Network::of(map, Lens::leaders());
        for (node, party) in network.parties().iter().enumerate() {
            if let (Party::Leader(id), Some(read)) = (party, said(&network, node)) {
                colours.leaders.insert(*id, read);
            }
        }
    }
    colours
}

fn community(map: &AudienceMap, show: Show) -> Colours {
    const ALONE: &str = "tied to nobody";
    let lens = if of_organisations_alone(show) {
        Lens::organisations()
    } else {
        Lens::leaders()
    };
    let found = communities(map, lens);
    let mut named: BTreeMap<usize, (&str, usize)> = BTreeMap::new();
    let mut alone = false;
    for community in found.values() {
        match community {
            Community::Of(number, name) => named.entry(*number).or_insert((name, 0)).1 += 1,
            Community::Alone => alone = true,
        }
    }
    let own = if named.len() <= CATEGORIES {
        named.len()
    } else {
        CATEGORIES - 1
    };
    let mut swatches: Vec<Swatch> = named
        .values()
        .take(own)
        .zip('A'..)
        .enumerate()
        .map(|(n, ((name, size), letter))| Swatch {
            class: Class::Category(n as u8),
            letter: letter.to_string(),
            meaning: format!("{size} {name}"),
        })
        .collect();
    if named.len() > own {
        swatches.push(Swatch {
            class: Class::Rest,
            letter: "+".to_owned(),
            meaning: format!("{} smaller communities", named.len() - own),
        });
    }
    if alone {
        swatches.push(Swatch::none(ALONE));
    }
    let class_of = |number: usize| {
        named
            .keys()
            .position(|n| *n == number)
            .unwrap_or(0)
            .min(own)
    };
    let last = swatches.len().saturating_sub(1);
    let mut colours = Colours::of("Community", swatches, NOT_ASSESSED).of_people_where_drawn(show);
    for (party, community) in &found {
        let read = match community {
            Community::Of(number, name) => (class_of(*number), name.clone()),
            Community::Alone => (last, ALONE.to_owned()),
        };
        match party {
            Party::Organisation(id) => drop(colours.organisations.insert(*id, read)),
            Party::Leader(id) => drop(colours.leaders.insert(*id, read)),
        }
    }
    colours
}

fn listened_to(map: &AudienceMap) -> Colours {
    steps(
        "Listened to",
        [
            "by less than half a person",
            "by half to one",
            "by one to two",
            "by two people or more",
        ],
    )
    .telling(attention(map), |value| {
        let words = super::size::words(domain::SizeBy::Influence, value);
        (step_of(value, [0.5, 1.0, 2.0]), words)
    })
}

fn brokerage(map: &AudienceMap, influence: Option<&insight::Influence>, show: Show) -> Colours {
    steps(
        "On the shortest way of",
        [
            "no others",
            "up to 2 % of pairs",
            "2 to 10 %",
            "10 % or more",
        ],
    )
    .telling(between(map, influence, show), |value| {
        let words = super::size::words(domain::SizeBy::Brokerage, value);
        (step_of(value, [1e-9, 0.02, 0.1]), words)
    })
}

fn authority(map: &AudienceMap) -> Colours {
    let [none, steps @ ..] = [
        Authority::None,
        Authority::Advises,
        Authority::HoldsBudgetOrVeto,
        Authority::Votes,
        Authority::DecidesAlone,
    ]
    .map(Authority::word);
    Colours {
        unknown: not_recorded(map),
        ..steps_above(none, "Formal authority", steps)
    }
    .telling(numbers::authority(map), |(least, words)| {
        (least.into(), words)
    })
}

/// Nothing recorded that this audience may see.
fn not_recorded(map: &AudienceMap) -> Swatch {
    Swatch::unknown(if map.audience() == Audience::Working {
        NOT_RECORDED
    } else {
        "not recorded or not shown"
    })
}

/// Formal authority beside influence: of every leader, and of organisations drawn alone the foremost of their people.
fn corner(map: &AudienceMap, show: Show) -> Colours {
    const CORNERS: [(Quadrant, &str, Class); 4] = [
        (Quadrant::DecidesAndIsTrusted, "D", Class::Category(2)),
        (Quadrant::HiddenInfluencer, "H", Class::Category(4)),
        (Quadrant::PaperAuthority, "P", Class::Category(1)),
        (Quadrant::Neither, "–", Class::Nothing),
    ];
    let place = |corner: Quadrant| CORNERS.iter().position(|one| one.0 == corner);
    let known = insight::corners(map);
    let leaders = known.leaders.iter();
    let leaders: Values<_, usize> = leaders
        .map(|(id, corner)| (*id, corner.and_then(place)))
        .collect();
    let organisations: Values<_, usize> = people_of(map)
        .map(|(one, people)| {
            let corners = people.iter().filter_map(|id| leaders.get(id).copied());
            (one.id, corners.flatten().min())
        })
        .collect();
    let heading = if of_organisations_alone(show) {
        "Foremost of its people"
    } else {
        "Authority beside influence"
    };
    let swatches = CORNERS.map(|(corner, letter, class)| Swatch {
        class,
        letter: letter.to_owned(),
        meaning: known.word(corner).to_owned(),
    });
    Colours::of(heading, swatches.to_vec(), "not enough known")
        .telling((organisations, leaders), |corner| {
            (corner, known.word(CORNERS[corner].0).to_owned())
        })
        .of_people_where_drawn(show)
}

fn promised(map: &AudienceMap) -> Colours {
    let category = |hue: u8, letter: &str, meaning: &str| Swatch {
        class: Class::Category(hue),
        letter: letter.to_owned(),
        meaning: meaning.to_owned(),
    };
    let swatches = vec![
        category(1, "O", "overdue"),
        category(4, "P", "promised, none overdue"),
        category(2, "E", "ended, none open"),
        Swatch::none("nothing promised"),
    ];
    let colours = Colours {
        unknown: not_recorded(map),
        ..Colours::of("Promises", swatches, NOT_RECORDED)
    };
    colours.telling(promises(map), |owed| {
        let Owed {
            open,
            overdue,
            ended,
        } = owed;
        match (open, overdue, ended) {
            (0, _, 0) => (3, "nothing promised".to_owned()),
            (0, _, ended) => (2, format!("{ended} ended, none open")),
            (open, 0, _) => (1, format!("{open} open, none overdue")),
            (open, overdue, _) => (0, format!("{overdue} overdue of {open} open")),
        }
    })
}

fn hanging(map: &AudienceMap, show: Show) -> Colours {
    let heading = hanging_heading(show);
    let colours = if of_organisations_alone(show) {
        steps_above(
            "nobody",
            heading,
            ["1 organisation", "2 or 3", "4 to 9", "10 or more"],
        )
    } else {
        steps_above(
            "nothing",
            heading,
            [
                "1 relationship or part of the footprint",
                "2 or 3",
                "4 to 9",
                "10 or more",
            ],
        )
    };
    colours
        .telling(numbers::hanging(map, show), |count| {
            let class = [1, 2, 4, 10].iter().filter(|least| count >= **least);
            let words = super::size::words(domain::SizeBy::Hanging, count.into());
            (class.count(), words)
        })
        .of_people_where_drawn(show)
}

fn at_stake(map: &AudienceMap) -> Colours {
    let [nothing, steps @ ..] = STAKES;
    steps_above(nothing, "Most at stake", steps)
        .telling((stakes(map), BTreeMap::new()), |size| {
            let size = usize::from(size);
            (size, STAKES[size].to_owned())
        })
        .of_organisations_alone()
}

/// The proposal asked for; otherwise, of those still open, the one to be decided first, and else the newest there is.
fn proposal_of(map: &AudienceMap, asked: Option<ProposalId>) -> Option<&Proposal> {
    asked.and_then(|id| map.proposal(id)).or_else(|| {
        let open = map
            .proposals()
            .iter()
            .filter(|one| one.status == ProposalStatus::Open);
        open.min_by_key(|one| (one.decide_by.is_none(), one.decide_by, one.id))
            .or_else(|| map.proposals().iter().last())
    })
}

fn stance(map: &AudienceMap, asked: Option<ProposalId>) -> Colours {
    const STANCES: [(Stance, &str, u8); 5] = [
        (Stance::Leading, "L", 2),
        (Stance::Supportive, "F", 4),
        (Stance::Neutral, "N", 7),
        (Stance::Resistant, "A", 1),
        (Stance::Unaware, "U", 5),
    ];
    let proposal = proposal_of(map, asked);
    let heading = proposal.map_or_else(
        || "No proposal is on record".to_owned(),
        |proposal| format!("Position on {}", proposal.title),
    );
    let swatches = STANCES.iter().map(|(stance, letter, hue)| Swatch {
        class: Class::Category(*hue),
        letter: (*letter).to_owned(),
        meaning: in_words(*stance).to_owned(),
    });
    let mut colours = Colours::of(&heading, swatches.collect(), "not known");
    // Oldest first: the newest of each party stays.
    for position in proposal.map_or_else(Vec::new, |proposal| map.positions_on(proposal.id)) {
        let Some(stance) = position.stance else {
            continue;
        };
        let class = STANCES.iter().position(|one| one.0 == stance).unwrap_or(2);
        let read = (class, in_words(stance).to_owned());
        match position.party {
            Party::Organisation(id) => drop(colours.organisations.insert(id, read)),
            Party::Leader(id) => drop(colours.leaders.insert(id, read)),
        }
    }
    colours
}

const fn in_words(stance: Stance) -> &'static str {
    match stance {
        Stance::Leading => "for it, and leading",
        Stance::Supportive => "for it",
        Stance::Neutral => "neither for nor against",
        Stance::Resistant => "against it",
        Stance::Unaware => "does not know of it",
    }
}
