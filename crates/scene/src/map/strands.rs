//! Which lines there are on a map, and what is left out of them.

use std::collections::{BTreeMap, BTreeSet};

use domain::{AudienceMap, LeaderId, Level, OrganisationId, Party, Tie, TieKind, TieStatus};
use network::Relationship;

use super::facts::Facts;
use super::ties::{Arrows, Look};
use super::{MapRequest, Show, omission, pair_key};
use crate::gaps::GapFact;
use crate::scene::{MarkKind, Omission};
use crate::words;

/// A line to be drawn.
pub(super) struct Strand {
    pub(super) a: Party,
    pub(super) b: Party,
    pub(super) look: Look,
    pub(super) key: String,
    pub(super) kind: MarkKind,
    pub(super) name: String,
    pub(super) facts: String,
    /// In what way they relate, and at which level, for the table.
    pub(super) way: String,
    pub(super) level: String,
    /// Whether something goes from b to a, and from a to b: who commissions, funds, reports, trusts or listens.
    pub(super) arrows: Arrows,
}

impl Strand {
    /// Whether this is no tie, but a pair that must work together and that nobody has assessed.
    pub(super) fn is_need(&self) -> bool {
        self.look == Look::Unassessed && self.kind == MarkKind::Pair
    }
}

/// A tie between leaders that the line of their two organisations carries.
#[derive(Debug, Clone, Copy)]
pub(super) struct Carried {
    pub(super) a: LeaderId,
    pub(super) b: LeaderId,
    /// Their organisations, the lower id first.
    pub(super) pair: (OrganisationId, OrganisationId),
    pub(super) level: Level,
}

/// Up to so many ties between leaders of different organisations each has a line of its own; above,
/// one line for each pair of organisations carries them, and fine feeders lead to who holds it.
const OWN_LINES: usize = 60;

/// How many pairs that nobody has assessed are drawn, the most important first: more would be a grey veil.
const NEEDS_DRAWN: usize = 120;

/// What has been left out, by reason.
#[derive(Default)]
struct LeftOut {
    too_low: usize,
    unassessed: usize,
    meetings: usize,
    said_by_leaders: usize,
    bridged: usize,
    needs: usize,
}

/// The lines there are, and the leaders' ties that some of them carry. Pairs in `bridged` show their broken
/// bridge instead of a line.
pub(super) fn strands(
    facts: &Facts,
    pairs: &[GapFact],
    show: Show,
    request: &MapRequest,
    bridged: &BTreeSet<(OrganisationId, OrganisationId)>,
    omissions: &mut Vec<Omission>,
) -> (Vec<Strand>, Vec<Carried>) {
    let least = request
        .minimum_level
        .unwrap_or(Level::Networking)
        .max(Level::Networking);
    let strained = facts.strained();
    let mut left_out = LeftOut::default();
    let mut strands: Vec<Strand> = Vec::new();
    let mut drawn: BTreeSet<(Party, Party)> = BTreeSet::new();
    let mut add = |a: Party, b: Party, known: &Relationship, through: &[LeaderId]| {
        let look = if strained.contains(&(a, b)) {
            Look::Strained(Some(known.level))
        } else {
            Look::Known(known.level)
        };
        drawn.insert((a, b));
        strands.push(of_relationship(facts.map, a, b, known, look, through));
    };

    let own_pair = |a: Party, b: Party| {
        let (one, other) = (facts.organisation_of(a)?, facts.organisation_of(b)?);
        Some((one.min(other), one.max(other)))
    };
    let carried = if show == Show::Both {
        carried(facts, least, bridged)
    } else {
        Vec::new()
    };
    let carrying: BTreeSet<(OrganisationId, OrganisationId)> =
        carried.iter().map(|tie| tie.pair).collect();
    let is_carried = |a: Party, b: Party| {
        matches!((a, b), (Party::Leader(_), Party::Leader(_)))
            && own_pair(a, b).is_some_and(|pair| carrying.contains(&pair))
    };

    // Leaders first: where their own lines are drawn, their organisations' line would say it twice.
    let mut said: BTreeSet<(OrganisationId, OrganisationId)> = BTreeSet::new();
    if show != Show::Organisations {
        for ((a, b), known) in &facts.stated {
            let bodies = matches!((a, b), (Party::Organisation(_), Party::Organisation(_)));
            if bodies || known.level == Level::None || !facts.is_there(*a) || !facts.is_there(*b) {
                continue;
            }
            if known.level < least {
                left_out.too_low += 1;
            } else if !is_carried(*a, *b) {
                add(*a, *b, known, &[]);
                said.extend(own_pair(*a, *b).filter(|(one, other)| one != other));
            }
        }
    }
    if show != Show::Leaders {
        for ((a, b), known) in &facts.organisations {
            let (Some(pair), true) = (own_pair(*a, *b), known.level > Level::None) else {
                continue;
            };
            let is_stated = facts.stated.contains_key(&(*a, *b));
            if bridged.contains(&pair) {
                let has_line = show != Show::Both || is_stated;
                left_out.bridged += usize::from(has_line && known.level >= least);
                continue;
            }
            if show == Show::Both && !is_stated && !carrying.contains(&pair) {
                continue;
            }
            if known.level < least {
                left_out.too_low += 1;
            } else if said.contains(&pair) && !carrying.contains(&pair) {
                left_out.said_by_leaders += 1;
            } else {
                let through: Vec<LeaderId> = carried
                    .iter()
                    .filter(|tie| tie.pair == pair)
                    .flat_map(|tie| [tie.a, tie.b])
                    .collect();
                add(*a, *b, known, &through);
            }
        }
    }

    others(
        facts,
        show,
        request,
        &strained,
        &mut drawn,
        &mut strands,
        &mut left_out,
    );
    if request.show_unassessed && show != Show::Leaders {
        let mut needs: Vec<&GapFact> = pairs
            .iter()
            .filter(|pair| pair.nobody_knows())
            .filter(|pair| !bridged.contains(&(pair.a, pair.b)))
            .filter(|pair| facts.is_there(pair.a.into()) && facts.is_there(pair.b.into()))
            .filter(|pair| !drawn.contains(&(pair.a.into(), pair.b.into())))
            .collect();
        needs.sort_by(|x, y| {
            y.importance
                .total_cmp(&x.importance)
                .then_with(|| (x.a, x.b).cmp(&(y.a, y.b)))
        });
        left_out.needs = needs.len().saturating_sub(NEEDS_DRAWN);
        strands.extend(
            needs
                .into_iter()
                .take(NEEDS_DRAWN)
                .map(|pair| of_need(facts.map, pair)),
        );
    }
    point_ways(facts.map, &mut strands);
    left_out.tell(omissions);
    (strands, carried)
}

/// Gives the lines that stand for a whole relationship the arrows of the directed ties in it, and says them in words.
fn point_ways(map: &AudienceMap, strands: &mut [Strand]) {
    let mut directed: BTreeMap<(Party, Party), Vec<&Tie>> = BTreeMap::new();
    for tie in map.ties().iter() {
        if tie.kind.is_directed() && tie.status_on(map.as_of()) == TieStatus::Current {
            let pair = (tie.a.min(tie.b), tie.a.max(tie.b));
            directed.entry(pair).or_default().push(tie);
        }
    }
    for strand in strands {
        if !matches!(strand.look, Look::Known(_) | Look::Strained(_)) {
            continue;
        }
        let mut said = BTreeSet::new();
        for tie in directed.get(&(strand.a, strand.b)).into_iter().flatten() {
            strand.arrows = strand.arrows.with(Arrows::of(tie, strand.a));
            let name = |party| map.party_label(party).unwrap_or("somebody");
            said.insert(format!(
                "{} {} {}",
                name(tie.a),
                tie.kind.word(),
                name(tie.b)
            ));
        }
        for words in said {
            strand.facts.push_str(", ");
            strand.facts.push_str(&words);
        }
    }
}

/// The ties between leaders that their organisations' lines will carry: none while they are few.
fn carried(
    facts: &Facts,
    least: Level,
    bridged: &BTreeSet<(OrganisationId, OrganisationId)>,
) -> Vec<Carried> {
    let mut all = Vec::new();
    for ((a, b), known) in &facts.stated {
        let (Party::Leader(a), Party::Leader(b)) = (*a, *b) else {
            continue;
        };
        let (Some(one), Some(other)) = (facts.home.get(&a), facts.home.get(&b)) else {
            continue;
        };
        if one != other && known.level >= least {
            let pair = (*one.min(other), *one.max(other));
            all.push(Carried {
                a,
                b,
                pair,
                level: known.level,
            });
        }
    }
    if all.len() <= OWN_LINES {
        return Vec::new();
    }
    all.retain(|tie| {
        let line = (Party::from(tie.pair.0), Party::from(tie.pair.1));
        !bridged.contains(&tie.pair)
            && facts
                .organisations
                .get(&line)
                .is_some_and(|known| known.level >= least)
    });
    all
}

/// Ties that no judgement of level speaks for: to come, ended, in tension, not assessed.
fn others(
    facts: &Facts,
    show: Show,
    request: &MapRequest,
    strained: &BTreeSet<(Party, Party)>,
    drawn: &mut BTreeSet<(Party, Party)>,
    strands: &mut Vec<Strand>,
    left_out: &mut LeftOut,
) {
    let map = facts.map;
    let known = if show == Show::Organisations {
        &facts.organisations
    } else {
        &facts.stated
    };
    for tie in map.ties().iter() {
        let (a, b) = (tie.a.min(tie.b), tie.a.max(tie.b));
        let wanted = match show {
            Show::Both => true,
            Show::Organisations | Show::National => tie.is_between_organisations(),
            Show::Leaders => matches!((a, b), (Party::Leader(_), Party::Leader(_))),
        };
        if a == b || !wanted || !facts.is_there(a) || !facts.is_there(b) {
            continue;
        }
        let look = match (tie.status_on(map.as_of()), tie.kind) {
            (TieStatus::Planned, _) => Look::Planned,
            (TieStatus::Former, _) => Look::Former,
            (TieStatus::Current, TieKind::InTensionWith) => Look::Strained(None),
            (TieStatus::Current, TieKind::MeetsAt) => {
                left_out.meetings += 1;
                continue;
            }
            (TieStatus::Current, _) if known.contains_key(&(a, b)) => continue,
            (TieStatus::Current, _) if request.show_unassessed => Look::Unassessed,
            (TieStatus::Current, _) => {
                left_out.unassessed += 1;
                continue;
            }
        };
        // What has ended, or strains, where a line stands already shows in that line's words or bars.
        let stands = drawn.contains(&(a, b));
        let is_strain = matches!(look, Look::Strained(_)) && strained.contains(&(a, b));
        if stands && (look == Look::Former || is_strain) {
            continue;
        }
        let state = match look {
            Look::Planned => "planned",
            Look::Former => "ended",
            Look::Unassessed => "nobody has assessed it",
            Look::Strained(_) | Look::Known(_) => "",
        };
        let mut said = vec![tie.kind.word().to_owned()];
        if !state.is_empty() {
            said.push(state.to_owned());
        }
        drawn.insert((a, b));
        strands.push(Strand {
            a,
            b,
            look,
            key: format!("tie:{}", tie.id),
            kind: MarkKind::Tie,
            name: names(map, tie.a, tie.b),
            facts: said.join(", "),
            way: tie.kind.word().to_owned(),
            level: if state.is_empty() {
                "not assessed"
            } else {
                state
            }
            .to_owned(),
            arrows: Arrows::of(tie, a),
        });
    }
}

fn of_relationship(
    map: &AudienceMap,
    a: Party,
    b: Party,
    known: &Relationship,
    look: Look,
    through: &[LeaderId],
) -> Strand {
    let level = format!("{} {}", known.level.number(), known.level.word());
    let mut said = vec![format!("level {level}")];
    if let Some((one, other)) = known.perception_gap() {
        said.push(format!(
            "one side says {}, the other {}",
            one.number(),
            other.number()
        ));
    } else if known.confirmed {
        said.push("both sides say so".to_owned());
    } else {
        said.push("one view".to_owned());
    }
    said.push(format!("newest {}", words::day(known.last_assessed)));
    let people: BTreeSet<LeaderId> = through.iter().copied().collect();
    if !people.is_empty() {
        let mut named: Vec<String> = people
            .iter()
            .take(4)
            .filter_map(|id| map.leader(*id).map(|leader| leader.name.clone()))
            .collect();
        if people.len() > named.len() {
            named.push(format!("{} more", people.len() - named.len()));
        }
        said.push(format!("held by {}", words::list(&named)));
    }
    Strand {
        a,
        b,
        look,
        key: pair_key(a, b),
        kind: MarkKind::Pair,
        name: names(map, a, b),
        facts: said.join(", "),
        way: if matches!(look, Look::Strained(_)) {
            "in tension"
        } else {
            "works with"
        }
        .to_owned(),
        level,
        arrows: Arrows::default(),
    }
}

fn of_need(map: &AudienceMap, pair: &GapFact) -> Strand {
    let (a, b) = (Party::from(pair.a), Party::from(pair.b));
    Strand {
        a,
        b,
        look: Look::Unassessed,
        key: pair_key(a, b),
        kind: MarkKind::Pair,
        name: format!(
            "{} – {}",
            map.party_label(a).unwrap_or("somebody"),
            map.party_label(b).unwrap_or("somebody")
        ),
        facts: format!(
            "needs level {}, nobody has assessed it",
            pair.needed.number()
        ),
        way: "must work together".to_owned(),
        level: "not assessed".to_owned(),
        arrows: Arrows::default(),
    }
}

fn names(map: &AudienceMap, a: Party, b: Party) -> String {
    let name = |party| map.party_label(party).unwrap_or("somebody").to_owned();
    format!("{} and {}", name(a), name(b))
}

impl LeftOut {
    fn tell(&self, omissions: &mut Vec<Omission>) {
        for (what, n, one, several) in [
            (
                "below_minimum_level",
                self.too_low,
                "tie below the level shown",
                "ties below the level shown",
            ),
            (
                "unassessed",
                self.unassessed,
                "tie nobody has assessed",
                "ties nobody has assessed",
            ),
            (
                "meetings",
                self.meetings,
                "seat on the same body",
                "seats on the same body",
            ),
            (
                "said_by_leaders",
                self.said_by_leaders,
                "tie between organisations, shown by their leaders’ ties",
                "ties between organisations, shown by their leaders’ ties",
            ),
            (
                "bridged",
                self.bridged,
                "tie in whose place a gap is drawn",
                "ties in whose place a gap is drawn",
            ),
            (
                "unassessed_pairs",
                self.needs,
                "less important pair nobody has assessed",
                "less important pairs nobody has assessed",
            ),
        ] {
            if n > 0 {
                omissions.push(omission(what, n, &words::count(n, one, several)));
            }
        }
    }
}
