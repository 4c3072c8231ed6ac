//! The one door to measures, drawings and papers: the map as one audience may see it on one day.

use std::collections::BTreeSet;
use std::ops::Deref;

use jiff::civil::Date;
use serde::Serialize;

use crate::contents::Contents;
use crate::entity::{Assessment, Commitment, Party, Perceiver, Tie};
use crate::ids::{LeaderId, OrganisationId, SourceId};
use crate::map::Map;
use crate::scale::{Audience, Confidentiality};
use crate::table::Keep;

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

    /// What was left out because of its confidentiality.
    pub const fn hidden(&self) -> Hidden {
        self.hidden
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
    /// Left out are: everything more guarded than the audience; judgements, events, notes and needs dated
    /// after the day; organisations closed by it. For a publication (board, public) no judgement of
    /// a person remains: ties and assessments that involve a leader go whatever their own
    /// confidentiality, and organisations' assessments keep their level, date and side but lose words,
    /// trust, sign and the name of whoever gave them. Notes go altogether.
    pub fn seen_by(&self, audience: Audience, as_of: Date) -> AudienceMap {
        let all = &self.contents;
        let publication = audience.is_publication();
        let may = |c: Confidentiality| audience.may_see(c);
        let mut hidden = Hidden::default();
        let mut seen = Contents {
            footprint: all.footprint.clone(),
            ..Contents::default()
        };

        let mut others = 0;
        (seen.places, others) = filter_counting(
            others,
            all.places.filtered(|p| keep_if(may(p.confidentiality))),
        );
        (seen.sources, others) = filter_counting(
            others,
            all.sources.filtered(|s| keep_if(may(s.confidentiality))),
        );

        // Organisations closed before the day are not hidden, they are no longer there.
        let mut guarded = 0;
        let (rows, _) = all.organisations.filtered(|o| {
            if !may(o.confidentiality) {
                guarded += 1;
                return Keep::Drop;
            }
            keep_if(o.is_open_on(as_of))
        });
        hidden.organisations = guarded;
        let organisations: BTreeSet<OrganisationId> = rows.iter().map(|o| o.id).collect();
        let (rows, _) = rows.filtered(|o| {
            let mut seen_here = o.clone();
            seen_here
                .memberships
                .retain(|m| seen.places.contains(m.place_id));
            seen_here.parent_id = o.parent_id.filter(|id| organisations.contains(id));
            seen_here.successor_id = o.successor_id.filter(|id| organisations.contains(id));
            if seen_here == *o {
                Keep::As
            } else {
                Keep::Changed(seen_here)
            }
        });
        seen.organisations = rows;

        let (rows, count) = all.leaders.filtered(|l| {
            if publication && may(l.confidentiality) && l.contact.is_some() {
                let mut seen_here = l.clone();
                seen_here.contact = None;
                return Keep::Changed(seen_here);
            }
            keep_if(may(l.confidentiality))
        });
        seen.leaders = rows;
        hidden.leaders = count;
        let leaders: BTreeSet<LeaderId> = seen.leaders.iter().map(|l| l.id).collect();
        let party_seen = |party: Party| match party {
            Party::Organisation(id) => organisations.contains(&id),
            Party::Leader(id) => leaders.contains(&id),
        };

        (seen.posts, others) = filter_counting(
            others,
            all.posts.filtered(|p| {
                keep_if(
                    may(p.confidentiality)
                        && leaders.contains(&p.leader_id)
                        && organisations.contains(&p.organisation_id),
                )
            }),
        );

        let mut guarded = 0;
        let (rows, _) = all.ties.filtered(|t| {
            if !may(t.confidentiality) || (publication && t.involves_a_leader()) {
                guarded += 1;
                return Keep::Drop;
            }
            if !(party_seen(t.a) && party_seen(t.b)) {
                return Keep::Drop;
            }
            if publication && t.note.is_some() {
                return Keep::Changed(Tie {
                    note: None,
                    ..t.clone()
                });
            }
            Keep::As
        });
        seen.ties = rows;
        hidden.ties = guarded;

        let mut guarded = 0;
        let (rows, _) = all.assessments.filtered(|a| {
            let Some(tie) = all.ties.get(a.tie_id) else {
                return Keep::Drop;
            };
            if a.date > as_of {
                return Keep::Drop;
            }
            if !may(a.confidentiality) || !seen.ties.contains(tie.id) {
                guarded += 1;
                return Keep::Drop;
            }
            if publication {
                return Keep::Changed(for_publication(a, tie, all));
            }
            if a.perceiver
                .as_ref()
                .is_some_and(|p| !perceiver_seen(p, &organisations, &leaders))
            {
                return Keep::Changed(Assessment {
                    perceiver: side_only(a, tie, all),
                    ..a.clone()
                });
            }
            Keep::As
        });
        seen.assessments = rows;
        hidden.assessments = guarded;

        (seen.workstreams, others) = filter_counting(
            others,
            all.workstreams.filtered(|w| {
                if !may(w.confidentiality) {
                    return Keep::Drop;
                }
                if w.involvement
                    .iter()
                    .all(|i| organisations.contains(&i.organisation_id))
                {
                    return Keep::As;
                }
                let mut seen_here = w.clone();
                seen_here
                    .involvement
                    .retain(|i| organisations.contains(&i.organisation_id));
                Keep::Changed(seen_here)
            }),
        );
        (seen.dependencies, others) = filter_counting(
            others,
            all.dependencies.filtered(|d| {
                keep_if(
                    may(d.confidentiality)
                        && seen.workstreams.contains(d.first_id)
                        && seen.workstreams.contains(d.then_id),
                )
            }),
        );
        let (rows, _) = all.needs.filtered(|n| {
            if n.date > as_of {
                return Keep::Drop;
            }
            if !may(n.confidentiality) {
                others += 1;
                return Keep::Drop;
            }
            keep_if(organisations.contains(&n.a) && organisations.contains(&n.b))
        });
        seen.needs = rows;

        let mut guarded = 0;
        let (rows, _) = all.commitments.filtered(|c| {
            if c.asked > as_of {
                return Keep::Drop;
            }
            if !may(c.confidentiality) {
                guarded += 1;
                return Keep::Drop;
            }
            match commitment_for(c, all, publication, as_of, &seen) {
                Some(seen_here) if party_seen(seen_here.from) && party_seen(seen_here.to) => {
                    if seen_here == *c {
                        Keep::As
                    } else {
                        Keep::Changed(seen_here)
                    }
                }
                _ => {
                    guarded += 1;
                    Keep::Drop
                }
            }
        });
        seen.commitments = rows;
        hidden.commitments = guarded;

        let (rows, _) = all.notes.filtered(|n| {
            if n.date > as_of {
                return Keep::Drop;
            }
            if publication || !may(n.confidentiality) {
                others += 1;
                return Keep::Drop;
            }
            keep_if(seen.has(n.about))
        });
        seen.notes = rows;

        let (rows, _) = all.views.filtered(|v| {
            if !may(v.confidentiality) {
                return Keep::Drop;
            }
            let mut seen_here = v.clone();
            seen_here.spots.retain(|(party, _)| party_seen(*party));
            Keep::Changed(seen_here)
        });
        seen.views = rows;
        hidden.others = others;

        strip_records(&mut seen, publication);
        AudienceMap {
            contents: seen,
            audience,
            as_of,
            hidden,
        }
    }
}

fn keep_if<V>(yes: bool) -> Keep<V> {
    if yes { Keep::As } else { Keep::Drop }
}

fn filter_counting<T>(so_far: u32, (rows, dropped): (T, u32)) -> (T, u32) {
    (rows, so_far + dropped)
}

fn perceiver_seen(
    perceiver: &Perceiver,
    organisations: &BTreeSet<OrganisationId>,
    leaders: &BTreeSet<LeaderId>,
) -> bool {
    match perceiver {
        Perceiver::Organisation(id) => organisations.contains(id),
        Perceiver::Leader(id) => leaders.contains(id),
        Perceiver::Outside(_) => true,
    }
}

/// The side a judgement comes from as an organisation, so that a published figure can still say whether
/// both sides said so without naming anybody.
fn side_only(a: &Assessment, tie: &Tie, all: &Contents) -> Option<Perceiver> {
    let sides = [tie.a, tie.b];
    let is_side = |id: OrganisationId| sides.contains(&Party::Organisation(id));
    match a.perceiver.as_ref()? {
        Perceiver::Organisation(id) => is_side(*id).then_some(Perceiver::Organisation(*id)),
        // On the day of the judgement: who has left since was still that side's voice.
        Perceiver::Leader(id) => all
            .posts_of(*id, a.date)
            .map(|post| post.organisation_id)
            .find(|id| is_side(*id))
            .map(Perceiver::Organisation),
        Perceiver::Outside(_) => None,
    }
}

fn for_publication(a: &Assessment, tie: &Tie, all: &Contents) -> Assessment {
    Assessment {
        trust: None,
        sign: None,
        note: None,
        dissent: None,
        perceiver: side_only(a, tie, all),
        ..a.clone()
    }
}

/// A promise as it may be shown: events up to the day; in a publication the words of the events go,
/// and a leader's promise stands in the name of the one organisation they speak for.
fn commitment_for(
    c: &Commitment,
    all: &Contents,
    publication: bool,
    as_of: Date,
    seen: &Contents,
) -> Option<Commitment> {
    let mut shown = c.clone();
    shown.events.retain(|event| event.date <= as_of);
    shown.workstream_id = c.workstream_id.filter(|id| seen.workstreams.contains(*id));
    if publication {
        for event in &mut shown.events {
            event.note = None;
        }
        for party in [&mut shown.from, &mut shown.to] {
            if let Party::Leader(id) = *party {
                let mut bodies: Vec<_> = all
                    .posts_of(id, c.asked)
                    .map(|p| p.organisation_id)
                    .collect();
                bodies.dedup();
                let [only] = bodies.as_slice() else {
                    return None;
                };
                *party = Party::Organisation(*only);
            }
        }
    }
    Some(shown)
}

/// Who entered what, and from which guarded source, is nobody's business outside the working group.
fn strip_records(seen: &mut Contents, publication: bool) {
    let sources: BTreeSet<SourceId> = seen.sources.iter().map(|s| s.id).collect();
    macro_rules! strip {
        ($($rows:ident)+) => {$({
            let (rows, _) = seen.$rows.filtered(|row| {
                let guarded = row.record.source_id.is_some_and(|id| !sources.contains(&id));
                if !publication && !guarded {
                    return Keep::As;
                }
                let mut row = row.clone();
                if guarded {
                    row.record.source_id = None;
                }
                if publication {
                    row.record.created = None;
                    row.record.changed = None;
                }
                Keep::Changed(row)
            });
            seen.$rows = rows;
        })+};
    }
    strip!(places organisations leaders posts ties assessments workstreams dependencies needs commitments sources views);
}
