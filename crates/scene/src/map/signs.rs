//! The signs laid over the map: broken bridges for gaps, piers for what hangs on one person, and the
//! legend of everything in use.

use std::collections::BTreeSet;

use domain::{LeaderId, OrganisationId, Party};

use super::facts::{Facts, Person};
use super::readings::{Sized, Swatch};
use super::sheet::Sheet;
use super::spans::{Around, Span, plate_place, spans};
use super::strands::Strand;
use super::{Show, bounds_of, key_of, pair_key, people_by_region};
use crate::bridge::{self, BrokenBridge};
use crate::fonts::{CAPITAL, Weight};
use crate::frame::Frame;
use crate::gaps::GapFact;
use crate::geometry::{Bend, Point, Rect, Size};
use crate::labels::Taken;
use crate::legend::{Mass, Sign};
use crate::paint::Ink;
use crate::scene::{Align, Group, Mark, MarkKind, Neighbours, Shape, Stroke, Text};

/// The disc of the one person, on a pier under the line's middle.
/// A relationship between two organisations that hangs on one person.
pub(super) struct Pier {
    pub(super) a: OrganisationId,
    pub(super) b: OrganisationId,
    pub(super) leader: LeaderId,
}

/// The relationships marked as hanging on one person when only ties of a level or above count, those that are needed first, and how many there are besides. Where
/// a gap is drawn no other sign stands. For a publication none.
pub(super) fn piers(
    facts: &Facts,
    pairs: &[GapFact],
    drawn: &[&GapFact],
    show: Show,
    hanging: &insight::HangingPairs,
) -> (Vec<Pier>, usize) {
    /// No more of them are marked, where each has a sign of its own.
    const MOST: usize = 5;
    /// No more people than this are marked, where what hangs on one of them has one sign.
    const PEOPLE: usize = 8;
    if facts.map.audience().is_publication() {
        return (Vec::new(), 0);
    }
    let needed: BTreeSet<(OrganisationId, OrganisationId)> = pairs
        .iter()
        .filter(|pair| pair.hangs_on.is_some())
        .map(|pair| (pair.a, pair.b))
        .collect();
    let mut all = hanging.pairs.clone();
    all.sort_by_key(|(a, b, _)| !needed.contains(&(*a, *b)));
    let mut all: Vec<Pier> = all
        .into_iter()
        .map(|(a, b, leader)| Pier { a, b, leader })
        .filter(|one| {
            facts.is_there(one.a.into())
                && facts.is_there(one.b.into())
                && facts.home.contains_key(&one.leader)
                && !drawn.iter().any(|gap| (gap.a, gap.b) == (one.a, one.b))
        })
        .collect();
    let found = all.len();
    if show == Show::Both {
        let mut people: Vec<LeaderId> = Vec::new();
        for one in &all {
            if !people.contains(&one.leader) && people.len() < PEOPLE {
                people.push(one.leader);
            }
        }
        all.retain(|one| people.contains(&one.leader));
    } else {
        all.truncate(MOST);
    }
    let more = found - all.len();
    (all, more)
}

pub(super) fn draw_pier(
    way: &Bend,
    (initials, ink): &(String, Ink),
    taken: &mut Taken,
    rects: &[Rect],
    plot: &Rect,
    signs: &mut Group,
) {
    const R: f64 = 10.0;
    for t in [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82] {
        let at = way.at(t);
        let heading = way.heading(t);
        // Under the line: the side that looks down, or to the right of an upright one.
        let mut under = Point::new(-heading.y, heading.x);
        if under.y < 0.0 || (under.y.abs() < 1e-9 && under.x < 0.0) {
            under = Point::new(-under.x, -under.y);
        }
        let disc = at.plus(under.x * (R + 5.0), under.y * (R + 5.0));
        let bounds = Rect::around(disc, Size::new(2.0 * R + 6.0, 2.0 * R + 6.0));
        if !plot.holds(&bounds)
            || rects.iter().any(|rect| rect.overlaps(&bounds))
            || !taken.is_free(&bounds)
        {
            continue;
        }
        taken.take(bounds);
        let mut group = Group::of("one-pier");
        group.push(Shape::circle(disc, R + 2.0).filled(Ink::Paper));
        let (back, fore) = (
            at.plus(-heading.x * 13.0, -heading.y * 13.0),
            at.plus(heading.x * 13.0, heading.y * 13.0),
        );
        group.push(Shape::path(bridge::line(back, fore)).stroked(Stroke::round(Ink::Ink, 2.6)));
        let foot = at.plus(under.x * 5.0, under.y * 5.0);
        group.push(Shape::path(bridge::line(at, foot)).stroked(Stroke::round(Ink::Ink, 3.0)));
        group.push(Shape::circle(disc, R).filled(*ink));
        group.push(
            Text::new(
                initials.clone(),
                disc.plus(0.0, CAPITAL * 10.0 / 2.0),
                10.0,
                Weight::Bold,
                Ink::OnKind,
            )
            .aligned(Align::Middle),
        );
        signs.push(group);
        return;
    }
}

pub(super) fn draw_bridges(
    sheet: &Sheet,
    drawn: &[&GapFact],
    (frame, written): (&Frame, &[Rect]),
    taken: &mut Taken,
    hidden_labels: &mut usize,
    marks: &mut Vec<Mark>,
) -> Group {
    let facts = sheet.facts;
    let mut all = Group::of("gaps");
    let mut plates = Group::of("gap-plates");
    let there: Vec<(&GapFact, usize, usize)> = drawn
        .iter()
        .filter_map(|gap| {
            let (i, j) = (facts.body_of.get(&gap.a)?, facts.body_of.get(&gap.b)?);
            Some((*gap, *i, *j))
        })
        .collect();
    let pairs: Vec<(usize, usize)> = there.iter().map(|(_, i, j)| (*i, *j)).collect();
    let spans = spans(&sheet.rects, written, &pairs, &frame.plot);
    let there_stands: Vec<Rect> = sheet.rects.iter().chain(written).copied().collect();
    let mut plates_put: Vec<Rect> = Vec::new();
    let mut arched: Vec<Point> = Vec::new();
    for (k, (gap, ..)) in there.iter().enumerate() {
        let said = gap.words();
        let Span { way, clear } = spans[k];
        // Above one another, or in one line where only that finds room.
        let wordings = [said.clone(), vec![said.join(", ")]];
        let around = Around {
            rects: &sheet.rects,
            plot: &frame.plot,
            taken,
            plates: &plates_put,
        };
        let found = wordings.iter().find_map(|words| {
            let pill = plate_place(k, &spans, bridge::pill_size(words), &around)?;
            Some((words.clone(), pill))
        });
        let pill = found.as_ref().map(|(_, pill)| *pill);
        match pill {
            Some(pill) => {
                taken.take(pill);
                plates_put.push(pill);
            }
            None => *hidden_labels += 1,
        }
        let sign = BrokenBridge {
            way,
            words: found.map_or_else(Vec::new, |(words, _)| words),
            pill,
            clear,
            open: spans[k].open(&there_stands),
        };
        arched.extend(sign.arched());
        let mut group = Group::of("gap");
        sign.draw(&mut group);
        let mut plate = Group::of("gap-words");
        sign.draw_words(&mut plate);
        plates.push(plate);
        group.push(
            Shape::path(bridge::curve(&way))
                .stroked(Stroke::plain(Ink::Ink, 24.0))
                .for_hitting(),
        );
        let (a, b) = (Party::from(gap.a), Party::from(gap.b));
        let mark = Mark {
            key: pair_key(a, b),
            kind: MarkKind::Pair,
            name: gap.names(facts.map),
            facts: format!("gap: {}", said.join(", ")),
            bounds: pill.map_or(bounds_of(&way), |pill| bounds_of(&way).with(&pill)),
            neighbours: Neighbours {
                along: vec![key_of(a), key_of(b)],
                ..Neighbours::default()
            },
        };
        group.mark = Some((mark.key.clone(), mark.label()));
        all.push(group);
        marks.push(mark);
    }
    all.push(plates);
    for on in arched {
        taken.take(Rect::around(on, Size::new(6.0, 6.0)));
    }
    all
}

pub(super) fn legend_groups(
    facts: &Facts,
    strands: &[Strand],
    has_gaps: bool,
    piers: &[Pier],
    show: Show,
    loose: bool,
) -> Vec<Vec<Sign>> {
    let mut lines: BTreeSet<Sign> = strands.iter().map(|strand| strand.look.sign()).collect();
    if strands.iter().any(|strand| strand.arrows.any()) {
        lines.insert(Sign::Directed);
    }
    let mut signs = Vec::new();
    if has_gaps {
        signs.push(Sign::Gap);
    }
    if !piers.is_empty() {
        signs.push(Sign::OnePier);
    }
    // Sizes are sizes of the kinds' shapes.
    let sizes = facts.readings.sizes.as_ref();
    let sized = sizes.is_some_and(super::readings::Sizes::says_of_organisations);
    let has_shapes = sized || facts.tells_kinds();
    let kinds: BTreeSet<Sign> = facts
        .bodies
        .iter()
        .filter(|_| has_shapes)
        .map(|body| {
            let kind = body.organisation.kind;
            if facts.readings.colours.is_some() {
                Sign::KindShape(kind)
            } else {
                Sign::Kind(kind)
            }
        })
        .collect();
    let mut people = Vec::new();
    if show == Show::Both {
        let all: Vec<&Person> = people_by_region(facts, loose)
            .into_iter()
            .flatten()
            .collect();
        if all.iter().any(|person| person.may_decide) {
            people.push(Sign::MayDecide);
        }
        if all.iter().any(|person| person.at_home && !person.assessed) {
            people.push(Sign::NobodysView {
                supposed: facts.map.supposed().is_some(),
            });
        }
        if all.iter().any(|person| !person.at_home) {
            people.push(Sign::FurtherPost);
        }
    }
    signs.extend(people);
    let mut groups = vec![
        lines.into_iter().collect(),
        signs,
        kinds.into_iter().collect(),
    ];
    let everybody = people_by_region(facts, loose)
        .into_iter()
        .enumerate()
        .filter(|_| show == Show::Both)
        .flat_map(|(i, people)| {
            let at = facts.bodies.get(i).map(|body| body.organisation.id);
            people.iter().map(move |person| (person, at))
        });
    groups.extend(told(facts, show, everybody));
    groups
}

/// What colours and sizes say, as far as it is drawn.
pub(super) fn told<'a>(
    facts: &Facts,
    show: Show,
    people: impl Iterator<Item = (&'a Person<'a>, Option<OrganisationId>)>,
) -> Vec<Vec<Sign>> {
    let mut groups = Vec::new();
    let people: Vec<_> = people.collect();
    let bodies = || facts.bodies.iter().filter(|_| show != Show::Leaders);
    if let Some(colours) = &facts.readings.colours {
        let of_bodies = bodies().filter_map(|body| colours.of_organisation(body.organisation.id));
        let of_people = people
            .iter()
            .map(|(person, at)| colours.of_leader(person.leader.id, *at));
        let drawn: BTreeSet<&Swatch> = of_bodies
            .chain(of_people)
            .map(|reading| reading.swatch)
            .collect();
        let mut signs = vec![Sign::Heading(format!("{}:", colours.heading))];
        signs.extend(
            colours
                .swatches()
                .filter(|swatch| drawn.contains(swatch))
                .cloned()
                .map(Sign::Told),
        );
        // A heading with nothing after it would only make one wonder.
        if signs.len() > 1 {
            groups.push(signs);
        }
    }
    if let Some(sizes) = &facts.readings.sizes {
        let mut signs = vec![Sign::Heading(format!("Size, {}:", lower(&sizes.heading)))];
        let mut unknown = false;
        let both = show == Show::Both && sizes.says_of_organisations() && sizes.says_of_leaders();
        if both {
            signs.push(Sign::Heading("organisations".to_owned()));
        }
        if show != Show::Leaders && sizes.says_of_organisations() {
            let samples = sizes.samples(false).into_iter();
            signs.extend(samples.map(|(sized, words)| Sign::Large(Mass::of(sized, false), words)));
            unknown |= bodies()
                .any(|body| sizes.of_organisation(body.organisation.id) == Some(Sized::Unknown));
        }
        if both {
            signs.push(Sign::Heading("leaders".to_owned()));
        }
        if show != Show::Organisations && sizes.says_of_leaders() {
            let samples = sizes.samples(true).into_iter();
            signs.extend(samples.map(|(sized, words)| Sign::Large(Mass::of(sized, true), words)));
            unknown |= people
                .iter()
                .any(|(person, _)| sizes.of_leader(person.leader.id) == Some(Sized::Unknown));
        }
        if unknown {
            signs.push(Sign::LargeUnknown);
        }
        if signs.len() > 1 {
            groups.push(signs);
        }
    }
    groups
}

fn lower(heading: &str) -> String {
    let mut letters = heading.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(letters).collect()
    })
}
