//! What would be otherwise on a map that is only supposed, marked beside the map as it is: each with a sign of its own
//! shape, its entry in the legend, and in words.

use std::collections::{BTreeMap, BTreeSet};

use domain::{OrganisationId, Party, Spot};

use super::facts::Facts;
use super::sheet::Sheet;
use super::ties::{self, Obstacles};
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
    CutOff,
    Gone,
    Down,
    OnOne,
    Up,
    Added,
}

impl TurnSign {
    const ALL: [Self; 7] = [
        Self::TakenOut,
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
            Self::TakenOut => "taken out",
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
            Self::TakenOut | Self::Gone => Ink::Unknown,
        }
    }

    /// The sign round a middle: a disc of paper with plus, minus, an arrow, a one or a cross.
    pub(crate) fn draw(self, at: Point, group: &mut Group) {
        let ink = self.ink();
        let mut disc = Shape::circle(at, R)
            .filled(Ink::Raised)
            .stroked(Stroke::plain(ink, 1.8));
        if matches!(self, Self::Gone | Self::TakenOut) {
            disc = disc.dashed("2 3");
        }
        group.push(disc);
        let line =
            |x: f64, y: f64, to_x: f64, to_y: f64| bridge::line(at.plus(x, y), at.plus(to_x, to_y));
        let strokes = match self {
            Self::TakenOut => return,
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
    cut_off: Vec<(OrganisationId, String)>,
    on_one: Vec<(OrganisationId, OrganisationId, String)>,
    gone: Vec<&'a Gone>,
}

impl<'a> Turned<'a> {
    pub(super) fn of(facts: &Facts, beside: Option<&'a Beside>) -> Self {
        let Some(beside) = beside else {
            return Self::default();
        };
        let there = |party: Party| facts.is_there(party);
        let name = |id: OrganisationId| {
            facts
                .map
                .party_label(id.into())
                .unwrap_or_default()
                .to_owned()
        };
        // Between organisations; between people only what would come, for the others are gone with somebody.
        let mut ties: Vec<&MapChange> = (beside.changes.iter())
            .filter(|change| {
                let between = |b: Party| {
                    matches!(
                        (change.a, b),
                        (Party::Organisation(_), Party::Organisation(_))
                    ) || matches!(change.turn, Turn::Added | Turn::Known | Turn::Up)
                };
                change
                    .b
                    .is_some_and(|b| there(change.a) && there(b) && between(b))
            })
            .collect();
        let more = ties.len().saturating_sub(MARKED);
        ties.truncate(MARKED);
        Self {
            ties,
            more,
            cut_off: (beside.cut_off.iter().filter(|id| there((**id).into())))
                .map(|id| (*id, name(*id)))
                .collect(),
            on_one: (beside.on_one.iter())
                .filter(|(a, b)| there((*a).into()) && there((*b).into()))
                .map(|(a, b)| (*a, *b, format!("{} and {}", name(*a), name(*b))))
                .collect(),
            gone: beside.gone.iter().collect(),
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
        let besides = [
            (TurnSign::TakenOut, self.gone.is_empty()),
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
                TurnSign::TakenOut => continue,
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
        for (id, _) in &self.cut_off {
            if let Some(rect) = sheet
                .facts
                .body_of
                .get(id)
                .and_then(|at| sheet.rects.get(*at))
            {
                all.push(
                    Shape::rect(rect.grown(4.0), 10.0)
                        .stroked(Stroke::plain(Ink::Gap, 1.6))
                        .dashed("7 4"),
                );
                TurnSign::CutOff.draw(Point::new(rect.right() + 2.0, rect.y - 2.0), &mut all);
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

/// An empty dashed outline where somebody stood: at the corner of their organisation, or where an organisation was.
fn draw_gone(
    gone: &Gone,
    sheet: &Sheet,
    (spots, frame): (&[(Party, Spot)], &Frame),
    all: &mut Group,
) {
    let stroke = Stroke::plain(Ink::Second, 1.4);
    let at = match gone.party {
        Party::Leader(_) => {
            let home = gone.home.and_then(|id| sheet.facts.body_of.get(&id));
            let Some(rect) = home.and_then(|at| sheet.rects.get(*at)) else {
                return;
            };
            let at = Point::new(rect.right() - 2.0, rect.bottom() - 2.0);
            let disc = Shape::circle(at, 12.0).filled(Ink::Paper).stroked(stroke);
            all.push(disc.dashed("3 3"));
            at
        }
        Party::Organisation(_) => {
            let Some((_, spot)) = spots.iter().find(|(party, _)| *party == gone.party) else {
                return;
            };
            let at = Point::new(spot.x * frame.size.width, spot.y * frame.size.height);
            let rect = Rect::around(at, EMPTY);
            // Where others have moved up there is no room to show it.
            if sheet.rects.iter().any(|other| other.overlaps(&rect)) {
                return;
            }
            all.push(
                Shape::rect(rect, 8.0)
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
