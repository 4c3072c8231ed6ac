//! What would be otherwise on a map that is only supposed, marked beside the map as it is: each with a sign of its own
//! shape, its entry in the legend, and in words.

use std::collections::{BTreeMap, BTreeSet};

use domain::{OrganisationId, Party, Spot};

use super::Show;
use super::facts::Facts;
use super::sheet::Sheet;
use super::ties::{self, End, Obstacles};
use crate::bridge;
use crate::changes::{Beside, Gone, MapChange, Turn};
use crate::fonts::{CAPITAL, Weight};
use crate::frame::Frame;
use crate::geometry::{Bend, Point, Rect, Size};
use crate::labels::Taken;
use crate::legend::Sign;
use crate::paint::Ink;
use crate::scene::{Align, Group, Shape, Stroke, Text};
use crate::words;

/// No more ties are marked: more would no longer stand out.
const MARKED: usize = 12;
/// Half the width of a sign.
const R: f64 = 8.2;
/// Width and height of the outline that stands for an organisation taken out.
const EMPTY: Size = Size::new(104.0, 44.0);

/// A sign for what would be otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum TurnSign {
    TakenOut,
    BodyOut,
    CutOff,
    Gone,
    Down,
    OnOne,
    Up,
    Added,
}

impl TurnSign {
    const ALL: [Self; 8] = [
        Self::TakenOut,
        Self::BodyOut,
        Self::CutOff,
        Self::Gone,
        Self::Down,
        Self::OnOne,
        Self::Up,
        Self::Added,
    ];

    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::TakenOut => "taken-out",
            Self::BodyOut => "organisation-out",
            Self::CutOff => "cut-off",
            Self::Gone => "gone",
            Self::Down => "down",
            Self::OnOne => "on-one",
            Self::Up => "up",
            Self::Added => "added",
        }
    }

    pub(crate) const fn meaning(self) -> &'static str {
        match self {
            Self::TakenOut => "person taken out",
            Self::BodyOut => "organisation taken out",
            Self::CutOff => "would be cut off",
            Self::Gone => "tie that would go",
            Self::Down => "would be less close",
            Self::OnOne => "would newly hang on one person",
            Self::Up => "would be closer",
            Self::Added => "tie that would be new",
        }
    }

    const fn of(turn: Turn) -> Self {
        match turn {
            Turn::Added | Turn::Known => Self::Added,
            Turn::Gone => Self::Gone,
            Turn::Up => Self::Up,
            Turn::Down => Self::Down,
        }
    }

    const fn ink(self) -> Ink {
        match self {
            Self::Up | Self::Added => Ink::Accent,
            Self::CutOff | Self::Down | Self::OnOne => Ink::Gap,
            Self::TakenOut | Self::BodyOut | Self::Gone => Ink::Unknown,
        }
    }

    /// The sign round a middle: a disc of paper with plus, minus, an arrow, a one or a cross.
    pub(crate) fn draw(self, at: Point, group: &mut Group) {
        let ink = self.ink();
        let outline = if self == Self::BodyOut {
            Shape::rect(Rect::around(at, Size::new(2.0 * R, 1.5 * R)), 3.0)
        } else {
            Shape::circle(at, R)
        };
        let mut outline = outline.filled(Ink::Raised).stroked(Stroke::plain(ink, 1.8));
        if matches!(self, Self::Gone | Self::TakenOut | Self::BodyOut) {
            outline = outline.dashed("2 3");
        }
        group.push(outline);
        let line =
            |x: f64, y: f64, to_x: f64, to_y: f64| bridge::line(at.plus(x, y), at.plus(to_x, to_y));
        let strokes = match self {
            Self::TakenOut | Self::BodyOut => return,
            Self::OnOne => {
                let one = Text::new(
                    "1",
                    at.plus(0.0, CAPITAL * 11.0 / 2.0),
                    11.0,
                    Weight::Bold,
                    Ink::Ink,
                );
                group.push(one.aligned(Align::Middle));
                return;
            }
            Self::CutOff => line(-3.5, -3.5, 3.5, 3.5) + &line(-3.5, 3.5, 3.5, -3.5),
            Self::Gone => line(-4.0, 0.0, 4.0, 0.0),
            Self::Added => line(-4.0, 0.0, 4.0, 0.0) + &line(0.0, -4.0, 0.0, 4.0),
            Self::Up => {
                line(0.0, 4.0, 0.0, -4.0)
                    + &line(-3.5, -0.5, 0.0, -4.0)
                    + &line(3.5, -0.5, 0.0, -4.0)
            }
            Self::Down => {
                line(0.0, -4.0, 0.0, 4.0) + &line(-3.5, 0.5, 0.0, 4.0) + &line(3.5, 0.5, 0.0, 4.0)
            }
        };
        group.push(Shape::path(strokes).stroked(Stroke::round(Ink::Ink, 1.8)));
    }
}

/// What of it concerns those who are drawn.
#[derive(Default)]
pub(super) struct Turned<'a> {
    ties: Vec<&'a MapChange>,
    more: usize,
    cut_off: Vec<(Party, String)>,
    on_one: Vec<(OrganisationId, OrganisationId, String)>,
    gone: Vec<&'a Gone>,
}

impl<'a> Turned<'a> {
    pub(super) fn of(facts: &Facts, beside: Option<&'a Beside>, show: Show) -> Self {
        let Some(beside) = beside else {
            return Self::default();
        };
        let there = |party: Party| {
            let is_drawn = match party {
                Party::Organisation(_) => show != Show::Leaders,
                Party::Leader(_) => show != Show::Organisations,
            };
            is_drawn && facts.is_there(party)
        };
        let name = |party: Party| facts.map.party_label(party).unwrap_or_default().to_owned();
        // Where organisations are drawn, between people only what would come: the other ties are gone with somebody.
        let mut ties: Vec<&MapChange> = (beside.changes.iter())
            .filter(|change| {
                let between = |b: Party| {
                    show == Show::Leaders
                        || matches!(
                            (change.a, b),
                            (Party::Organisation(_), Party::Organisation(_))
                        )
                        || matches!(change.turn, Turn::Added | Turn::Known | Turn::Up)
                };
                change
                    .b
                    .is_some_and(|b| there(change.a) && there(b) && between(b))
            })
            .collect();
        let more = ties.len().saturating_sub(MARKED);
        ties.truncate(MARKED);
        // Whoever is cut off with all of their organisation is not marked besides.
        let with_home = |party: Party| match party {
            Party::Leader(id) if show == Show::Both => {
                let home = facts.home.get(&id);
                home.is_some_and(|home| beside.cut_off.contains(&Party::from(*home)))
            }
            Party::Leader(_) | Party::Organisation(_) => false,
        };
        Self {
            ties,
            more,
            cut_off: (beside.cut_off.iter().copied())
                .filter(|party| there(*party) && !with_home(*party))
                .map(|party| (party, name(party)))
                .collect(),
            on_one: (beside.on_one.iter())
                .filter(|(a, b)| there((*a).into()) && there((*b).into()))
                .map(|(a, b)| {
                    let names = format!("{} and {}", name((*a).into()), name((*b).into()));
                    (*a, *b, names)
                })
                .collect(),
            gone: (beside.gone.iter())
                .filter(|gone| match gone.party {
                    Party::Organisation(_) => show != Show::Leaders,
                    Party::Leader(_) => true,
                })
                .collect(),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.ties.is_empty()
            && self.cut_off.is_empty()
            && self.on_one.is_empty()
            && self.gone.is_empty()
    }

    fn signs(&self) -> BTreeSet<TurnSign> {
        let mut signs: BTreeSet<TurnSign> =
            self.ties.iter().map(|tie| TurnSign::of(tie.turn)).collect();
        let gone = |sort: fn(&Party) -> bool| self.gone.iter().any(|one| sort(&one.party));
        let besides = [
            (
                TurnSign::TakenOut,
                !gone(|party| matches!(party, Party::Leader(_))),
            ),
            (
                TurnSign::BodyOut,
                !gone(|party| matches!(party, Party::Organisation(_))),
            ),
            (TurnSign::CutOff, self.cut_off.is_empty()),
            (TurnSign::OnOne, self.on_one.is_empty()),
        ];
        signs.extend(
            besides
                .into_iter()
                .filter(|(_, none)| !none)
                .map(|(sign, _)| sign),
        );
        signs
    }

    pub(super) fn legend(&self) -> Option<Vec<Sign>> {
        let heading = Sign::Heading("Beside today:".to_owned());
        (!self.is_empty()).then(|| {
            std::iter::once(heading)
                .chain(self.signs().into_iter().map(Sign::Turned))
                .collect()
        })
    }

    /// For the alternative text, from a space on.
    pub(super) fn spoken(&self) -> String {
        if self.is_empty() {
            return String::new();
        }
        let mut said: Vec<String> = Vec::new();
        for sign in TurnSign::ALL {
            let names: Vec<String> = match sign {
                TurnSign::TakenOut | TurnSign::BodyOut => continue,
                TurnSign::CutOff => self.cut_off.iter().map(|(_, name)| name.clone()).collect(),
                TurnSign::OnOne => self.on_one.iter().map(|(.., name)| name.clone()).collect(),
                other => {
                    let of = self
                        .ties
                        .iter()
                        .filter(|tie| TurnSign::of(tie.turn) == other);
                    of.map(|tie| tie.name.clone()).collect()
                }
            };
            if !names.is_empty() {
                said.push(format!("{}: {}", sign.meaning(), names.join("; ")));
            }
        }
        if self.more > 0 {
            let more = words::count(self.more, "smaller change", "smaller changes");
            said.push(format!("{more} not marked"));
        }
        if said.is_empty() {
            return " Beside today no tie between the others would be otherwise.".to_owned();
        }
        format!(" Beside today, {}.", said.join(". "))
    }

    pub(super) fn draw(
        &self,
        sheet: &Sheet,
        ways: &BTreeMap<(Party, Party), Bend>,
        obstacles: &Obstacles,
        (spots, frame): (&[(Party, Spot)], &Frame),
        taken: &mut Taken,
    ) -> Group {
        let mut all = Group::of("beside-today");
        let way_of = |a: Party, b: Party| ways.get(&(a, b)).or_else(|| ways.get(&(b, a))).copied();
        for tie in &self.ties {
            let Some(b) = tie.b else { continue };
            let sign = TurnSign::of(tie.turn);
            let found = way_of(tie.a, b);
            let new = |from, to| ties::route(from, to, 0.0, obstacles, &frame.plot);
            let Some(way) = found.or_else(|| Some(new(sheet.end_of(tie.a)?, sheet.end_of(b)?)))
            else {
                continue;
            };
            if found.is_none() {
                let line = Shape::path(bridge::curve(&way)).stroked(Stroke::plain(sign.ink(), 1.6));
                all.push(if sign == TurnSign::Gone {
                    line.dashed("5 4")
                } else {
                    line
                });
            }
            sign.draw(place(&way, &sheet.rects, taken), &mut all);
        }
        for (a, b, _) in &self.on_one {
            let (a, b) = (Party::from(*a), Party::from(*b));
            let way = way_of(a, b).or_else(|| {
                Some(ties::route(
                    sheet.end_of(a)?,
                    sheet.end_of(b)?,
                    0.0,
                    obstacles,
                    &frame.plot,
                ))
            });
            if let Some(way) = way {
                TurnSign::OnOne.draw(place(&way, &sheet.rects, taken), &mut all);
            }
        }
        for (party, _) in &self.cut_off {
            let stroke = Stroke::plain(Ink::Gap, 1.6);
            match (*party, sheet.end_of(*party)) {
                (Party::Organisation(_), Some(End::Region(rect))) => {
                    all.push(
                        Shape::rect(rect.grown(4.0), 10.0)
                            .stroked(stroke)
                            .dashed("7 4"),
                    );
                    TurnSign::CutOff.draw(Point::new(rect.right() + 2.0, rect.y - 2.0), &mut all);
                }
                (Party::Leader(_), Some(End::Disc(centre, radius))) => {
                    let r = radius + 3.0;
                    all.push(Shape::circle(centre, r).stroked(stroke).dashed("7 4"));
                    TurnSign::CutOff.draw(centre.plus(r * 0.75, -r * 0.75), &mut all);
                }
                _ => {}
            }
        }
        for gone in &self.gone {
            draw_gone(gone, sheet, (spots, frame), &mut all);
        }
        all
    }
}

/// On the line, clear of regions and of other signs where it can be.
fn place(way: &Bend, rects: &[Rect], taken: &mut Taken) -> Point {
    let around = |t: f64| Rect::around(way.at(t), Size::new(2.0 * R + 2.0, 2.0 * R + 2.0));
    let shares = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82];
    let clear = |t: &f64| rects.iter().all(|rect| !rect.overlaps(&around(*t)));
    let found = (shares.into_iter())
        .find(|t| clear(t) && taken.is_free(&around(*t)))
        .or_else(|| shares.into_iter().find(|t| taken.is_free(&around(*t))))
        .unwrap_or(0.5);
    taken.take(around(found));
    way.at(found)
}

/// An empty dashed outline where somebody stood: at the corner of their organisation, or where they or an organisation
/// were, and as near to that as others have left room.
fn draw_gone(
    gone: &Gone,
    sheet: &Sheet,
    (spots, frame): (&[(Party, Spot)], &Frame),
    all: &mut Group,
) {
    let stroke = Stroke::plain(Ink::Second, 1.4);
    let spot = spots.iter().find(|(party, _)| *party == gone.party);
    let stood = spot.map_or(frame.plot.centre(), |(_, spot)| {
        Point::new(spot.x * frame.size.width, spot.y * frame.size.height)
    });
    let at = match gone.party {
        Party::Leader(_) => {
            let home = gone.home.and_then(|id| sheet.facts.body_of.get(&id));
            let corner = home
                .and_then(|at| sheet.rects.get(*at))
                .map(|rect| Point::new(rect.right() - 2.0, rect.bottom() - 2.0));
            let at =
                corner.unwrap_or_else(|| free_near(stood, Size::new(28.0, 28.0), sheet, frame));
            let disc = Shape::circle(at, 12.0).filled(Ink::Paper).stroked(stroke);
            all.push(disc.dashed("3 3"));
            at
        }
        Party::Organisation(_) => {
            let at = free_near(stood, EMPTY, sheet, frame);
            all.push(
                Shape::rect(Rect::around(at, EMPTY), 8.0)
                    .filled(Ink::Paper)
                    .stroked(stroke)
                    .dashed("5 4"),
            );
            at
        }
    };
    let said = Text::new(
        gone.short.clone(),
        at.plus(0.0, CAPITAL * 11.0 / 2.0),
        11.0,
        Weight::Semibold,
        Ink::Second,
    );
    all.push(said.aligned(Align::Middle));
}

/// Where something of a size lies on nobody, in ever wider rings round a place; the place itself where there is none.
fn free_near(wished: Point, size: Size, sheet: &Sheet, frame: &Frame) -> Point {
    const RINGS: u32 = 12;
    const STEP: f64 = 14.0;
    const ROUND: u32 = 16;
    let is_free = |at: &Point| {
        let rect = Rect::around(*at, size);
        frame.plot.holds(&rect)
            && !sheet.rects.iter().any(|other| other.overlaps(&rect))
            && !sheet.stands.values().any(|stand| {
                let size = Size::new(2.0 * stand.radius, 2.0 * stand.radius);
                Rect::around(stand.centre, size).overlaps(&rect)
            })
    };
    let rings = (1..=RINGS).flat_map(|ring| {
        (0..ROUND).map(move |turn| {
            let angle = std::f64::consts::TAU * f64::from(turn) / f64::from(ROUND);
            let far = STEP * f64::from(ring);
            wished.plus(far * angle.cos(), far * angle.sin())
        })
    });
    std::iter::once(wished)
        .chain(rings)
        .find(is_free)
        .unwrap_or(wished)
}

#[cfg(test)]
mod tests {
    use domain::{Audience, Party};
    use jiff::civil::date;

    use crate::changes::{Beside, Gone, MapChange, Turn};
    use crate::map::{MapRequest, Show, map_scene};
    use crate::sample;

    /// Of the parties drawn: a tie between the first two that would go, and the third cut off.
    fn beside(parties: [Party; 3], gone: Party) -> Beside {
        let [a, b, fallen] = parties;
        Beside {
            changes: vec![MapChange {
                turn: Turn::Gone,
                a,
                b: Some(b),
                name: "One and Other".to_owned(),
                before: None,
                after: None,
            }],
            cut_off: vec![fallen],
            on_one: Vec::new(),
            gone: vec![Gone {
                party: gone,
                short: "Gone".to_owned(),
                home: None,
            }],
        }
    }

    #[test]
    fn what_would_go_and_who_would_be_cut_off_is_marked_on_every_sort_of_map() {
        let map = sample::footprint(8, 24, 3);
        let seen = map.seen_by(Audience::Working, date(2026, 3, 5));
        let bodies = seen.organisations();
        let bodies: Vec<Party> = bodies.iter().map(|one| one.id.into()).collect();
        let people = seen.leaders();
        let people: Vec<Party> = people.iter().map(|one| one.id.into()).collect();
        for show in [Show::Both, Show::Organisations, Show::Leaders] {
            let (of, gone, words) = match show {
                Show::Leaders => (&people, people[3], "person taken out"),
                _ => (&bodies, bodies[3], "organisation taken out"),
            };
            let mut request = MapRequest::of_size(1100.0, 720.0);
            request.show = show;
            request.beside = Some(beside([of[0], of[1], of[2]], gone));
            let scene = map_scene(&seen, &insight::gaps(&seen), &request);
            let (svg, heard) = (scene.to_svg(), &scene.description);
            let legend: Vec<&str> = scene
                .legend
                .iter()
                .map(|one| one.meaning.as_str())
                .collect();
            for meaning in ["tie that would go", "would be cut off", words] {
                assert!(
                    legend.contains(&meaning),
                    "{show:?}: {meaning} in {legend:?}"
                );
            }
            assert!(svg.contains("beside-today"), "{show:?}");
            assert!(
                heard.contains("tie that would go: One and Other"),
                "{heard}"
            );
            assert!(heard.contains("would be cut off: "), "{heard}");
            assert!(
                svg.contains(">Gone</text>"),
                "{show:?}: who is gone has a place"
            );
        }
    }

    #[test]
    fn of_a_map_of_one_sort_nothing_is_marked_that_it_does_not_draw() {
        let map = sample::footprint(8, 24, 3);
        let seen = map.seen_by(Audience::Working, date(2026, 3, 5));
        let of = |party: Vec<Party>| [party[0], party[1], party[2]];
        let bodies = of(seen
            .organisations()
            .iter()
            .map(|one| one.id.into())
            .collect());
        let people = of(seen.leaders().iter().map(|one| one.id.into()).collect());
        for (show, marked) in [(Show::Leaders, bodies), (Show::Organisations, people)] {
            let mut request = MapRequest::of_size(1100.0, 720.0);
            request.show = show;
            let mut beside = beside(marked, marked[0]);
            beside.gone.clear();
            request.beside = Some(beside);
            let scene = map_scene(&seen, &insight::gaps(&seen), &request);
            assert!(!scene.to_svg().contains("beside-today"), "{show:?}");
            assert!(!scene.description.contains("Beside today"), "{show:?}");
        }
    }
}
