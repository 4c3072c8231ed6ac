//! The legend: every sign that is drawn, and no other, in rows at the lower left.

use domain::{Level, OrganisationKind};

use crate::bridge;
use crate::fonts::{self, CAPITAL, Weight};
use crate::geometry::{Point, Rect};
use crate::paint::{Ink, kind_outline, tie_width};
use crate::scene::{Group, LegendEntry, Shape, Stroke, Text};

/// A sign that the legend can explain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sign {
    Level(Level),
    Planned,
    Former,
    InTension,
    Unassessed,
    Directed,
    Gap,
    OnePier,
    Kind(OrganisationKind),
    MayDecide,
    NobodysView,
    FurtherPost,
    CellNeeded,
    CellGap,
    CellUnknown,
    CellRange,
    CellSurplus,
}

impl Sign {
    fn key(self) -> String {
        match self {
            Self::Level(level) => format!("level-{}", level.number()),
            Self::Planned => "planned".to_owned(),
            Self::Former => "former".to_owned(),
            Self::InTension => "in-tension".to_owned(),
            Self::Unassessed => "unassessed".to_owned(),
            Self::Directed => "directed".to_owned(),
            Self::Gap => "gap".to_owned(),
            Self::OnePier => "one-pier".to_owned(),
            Self::Kind(kind) => format!("kind-{}", kind.key().replace('_', "-")),
            Self::MayDecide => "may-decide".to_owned(),
            Self::NobodysView => "nobodys-view".to_owned(),
            Self::FurtherPost => "further-post".to_owned(),
            Self::CellNeeded => "cell-needed".to_owned(),
            Self::CellGap => "cell-gap".to_owned(),
            Self::CellUnknown => "cell-unknown".to_owned(),
            Self::CellRange => "cell-range".to_owned(),
            Self::CellSurplus => "cell-surplus".to_owned(),
        }
    }

    fn meaning(self) -> String {
        match self {
            Self::Level(level) => format!("{} {}", level.number(), level.word()),
            Self::Planned => "planned".to_owned(),
            Self::Former => "former".to_owned(),
            Self::InTension => "in tension".to_owned(),
            Self::Unassessed => "not assessed".to_owned(),
            Self::Directed => "to whom it goes: commissions, funds, reports, trusts".to_owned(),
            Self::Gap => "gap: must work closer".to_owned(),
            Self::OnePier => "hangs on one person".to_owned(),
            Self::Kind(kind) => kind.word().to_owned(),
            Self::MayDecide => "may decide".to_owned(),
            Self::NobodysView => "nobody’s view yet".to_owned(),
            Self::FurtherPost => "further post of a leader".to_owned(),
            Self::CellNeeded => "level needed (outline) and today (filled)".to_owned(),
            Self::CellGap => "the empty rim is the gap".to_owned(),
            Self::CellUnknown => "nobody has assessed it".to_owned(),
            Self::CellRange => "it may be as much as the dotted square".to_owned(),
            Self::CellSurplus => "no need known: today’s level alone".to_owned(),
        }
    }

    const fn sample_width(self) -> f64 {
        match self {
            Self::Kind(_) => 13.0,
            Self::Level(_)
            | Self::Planned
            | Self::Former
            | Self::InTension
            | Self::Unassessed
            | Self::Directed => 28.0,
            Self::Gap => 36.0,
            Self::OnePier => 30.0,
            Self::MayDecide | Self::NobodysView | Self::FurtherPost => 20.0,
            Self::CellNeeded
            | Self::CellGap
            | Self::CellUnknown
            | Self::CellRange
            | Self::CellSurplus => 22.0,
        }
    }

    fn draw(self, corner: Point, group: &mut Group) {
        let middle = corner.y + ROW / 2.0;
        let rule = bridge::line(
            Point::new(corner.x, middle),
            Point::new(corner.x + 26.0, middle),
        );
        match self {
            Self::Level(level) => {
                let ink = Ink::Level(level.number());
                group.push(Shape::path(rule).stroked(Stroke::round(ink, tie_width(level))));
            }
            Self::Planned => group.push(
                Shape::path(rule)
                    .stroked(Stroke::plain(Ink::Level(3), 1.6))
                    .dashed("6 4"),
            ),
            Self::Former => group.push(
                Shape::path(rule)
                    .stroked(Stroke::round(Ink::Level(2), 1.6))
                    .dashed("0.1 3.6"),
            ),
            Self::InTension => {
                group.push(Shape::path(rule).stroked(Stroke::plain(Ink::Level(3), 1.6)));
                let bars: String = [-5.0, 0.0, 5.0]
                    .iter()
                    .map(|dx| {
                        let x = corner.x + 13.0 + dx;
                        bridge::line(Point::new(x, middle - 4.0), Point::new(x, middle + 4.0))
                    })
                    .collect();
                group.push(Shape::path(bars).stroked(Stroke::round(Ink::Ink, 1.3)));
            }
            Self::Unassessed => {
                group.push(
                    Shape::path(rule)
                        .stroked(Stroke::round(Ink::Unknown, 1.3))
                        .dashed("0.1 4"),
                );
                question(Point::new(corner.x + 13.0, middle), group);
            }
            Self::Directed => {
                group.push(Shape::path(rule).stroked(Stroke::plain(Ink::Level(3), 1.1)));
                let tip = Point::new(corner.x + 27.0, middle);
                let head = crate::map::head(tip, Point::new(1.0, 0.0), 1.1);
                group.push(Shape::path(head).filled(Ink::Level(3)));
            }
            Self::Gap => bridge::small_sign(Point::new(corner.x, middle - 7.0), group),
            Self::OnePier => {
                let disc = Point::new(corner.x + 14.0, middle + 3.0);
                group.push(Shape::circle(disc, 5.0).filled(Ink::Second));
                bridge::deck_over(disc, 5.0, group);
            }
            Self::Kind(kind) => group.push(
                Shape::path(kind_outline(kind, corner.x + 5.5, middle, 5.5))
                    .filled(Ink::Kind(kind)),
            ),
            Self::MayDecide => {
                let at = Point::new(corner.x + 8.5, middle);
                group.push(Shape::circle(at, 5.5).filled(Ink::Second));
                group.push(Shape::circle(at, 8.0).stroked(Stroke::plain(Ink::Second, 1.1)));
            }
            Self::NobodysView => group.push(
                Shape::circle(Point::new(corner.x + 8.5, middle), 7.0)
                    .filled(Ink::Raised)
                    .stroked(Stroke::round(Ink::Second, 1.3))
                    .dashed("0.1 2.9"),
            ),
            Self::FurtherPost => {
                let at = Point::new(corner.x + 8.5, middle);
                group.push(
                    Shape::circle(at, 7.0)
                        .filled(Ink::Raised)
                        .stroked(Stroke::plain(Ink::Second, 1.2)),
                );
                group.push(Shape::circle(at, 4.6).stroked(Stroke::plain(Ink::Second, 0.6)));
            }
            Self::CellNeeded => {
                let at = Point::new(corner.x + 9.0, middle);
                cell_square(at, 15.0, None, Stroke::plain(Ink::Level(3), 1.2), group);
                cell_square(
                    at,
                    9.0,
                    Some(Ink::Level(3)),
                    Stroke::plain(Ink::Level(3), 0.0),
                    group,
                );
            }
            Self::CellGap => {
                let at = Point::new(corner.x + 9.0, middle);
                cell_square(
                    at,
                    16.0,
                    Some(Ink::GapWash),
                    Stroke::plain(Ink::Gap, 1.8),
                    group,
                );
                cell_square(
                    at,
                    6.0,
                    Some(Ink::Level(3)),
                    Stroke::plain(Ink::Level(3), 0.0),
                    group,
                );
            }
            Self::CellUnknown => {
                let at = Rect::new(corner.x + 1.0, middle - 8.0, 16.0, 16.0);
                hatch(at, group);
                question(at.centre(), group);
            }
            Self::CellRange => {
                let at = Point::new(corner.x + 9.0, middle);
                cell_square(
                    at,
                    6.0,
                    Some(Ink::Level(3)),
                    Stroke::plain(Ink::Level(3), 0.0),
                    group,
                );
                let dotted = Stroke {
                    dash: "1.5 2.5",
                    ..Stroke::plain(Ink::Unknown, 1.1)
                };
                cell_square(at, 13.0, None, dotted, group);
            }
            Self::CellSurplus => {
                let at = Point::new(corner.x + 9.0, middle);
                cell_square(
                    at,
                    6.0,
                    Some(Ink::Level(1)),
                    Stroke::plain(Ink::Level(1), 0.0),
                    group,
                );
            }
        }
    }
}

pub(crate) fn cell_square(
    at: Point,
    side: f64,
    fill: Option<Ink>,
    stroke: Stroke,
    group: &mut Group,
) {
    let rect = Rect::new(at.x - side / 2.0, at.y - side / 2.0, side, side);
    let mut shape = Shape::rect(rect, 2.0_f64.min(side / 4.0));
    if let Some(ink) = fill {
        shape = shape.filled(ink);
    }
    if stroke.width > 0.0 {
        shape = shape.stroked(stroke);
    }
    group.push(shape);
}

/// Slanting lines over a square: nobody knows.
pub(crate) fn hatch(rect: Rect, group: &mut Group) {
    let mut lines = String::new();
    let mut sum = 4.0;
    let (w, h) = (rect.width, rect.height);
    // Lines x + y = sum, cut to the square.
    while sum < w + h {
        let (x0, y0) = if sum <= h { (0.0, sum) } else { (sum - h, h) };
        let (x1, y1) = if sum <= w { (sum, 0.0) } else { (w, sum - w) };
        lines.push_str(&bridge::line(
            Point::new(rect.x + x0, rect.y + y0),
            Point::new(rect.x + x1, rect.y + y1),
        ));
        sum += 5.0;
    }
    group.push(Shape::path(lines).stroked(Stroke::plain(Ink::Line, 1.1)));
}

/// A question mark on a small ground of paper.
pub(crate) fn question(at: Point, group: &mut Group) {
    group.push(Shape::circle(at, 6.5).filled(Ink::Paper));
    group.push(
        Text::new(
            "?",
            Point::new(at.x, at.y + CAPITAL * 11.0 / 2.0),
            11.0,
            Weight::Semibold,
            Ink::Second,
        )
        .aligned(crate::scene::Align::Middle),
    );
}

pub(crate) const ROW: f64 = 21.0;
const SIZE: f64 = 11.5;
const BETWEEN: f64 = 18.0;

/// A legend laid out in rows no wider than it was given.
pub(crate) struct Legend {
    /// Each sign with where it stands, from the legend's upper left corner.
    pub(crate) placed: Vec<(Sign, Point)>,
    pub(crate) height: f64,
}

impl Legend {
    /// Signs in groups; each group starts a row when it does not fit into what is left of the one before.
    pub(crate) fn of(groups: &[Vec<Sign>], width: f64) -> Self {
        let mut placed = Vec::new();
        let (mut x, mut y) = (0.0, 0.0);
        for group in groups.iter().filter(|group| !group.is_empty()) {
            let whole: f64 = group.iter().map(|sign| item_width(*sign)).sum();
            if x > 0.0 && x + whole - BETWEEN > width {
                x = 0.0;
                y += ROW;
            }
            for sign in group {
                let own = item_width(*sign);
                if x > 0.0 && x + own - BETWEEN > width {
                    x = 0.0;
                    y += ROW;
                }
                placed.push((*sign, Point::new(x, y)));
                x += own;
            }
            x += 10.0;
        }
        let height = if placed.is_empty() { 0.0 } else { y + ROW };
        Self { placed, height }
    }

    pub(crate) fn entries(&self) -> Vec<LegendEntry> {
        self.placed
            .iter()
            .map(|(sign, _)| LegendEntry {
                sign: sign.key(),
                meaning: sign.meaning(),
            })
            .collect()
    }

    pub(crate) fn draw(&self, corner: Point) -> Group {
        let mut all = Group::of("legend");
        for (sign, at) in &self.placed {
            let corner = corner.plus(at.x, at.y);
            let mut group = Group::of(format!("legend-{}", sign.key()));
            sign.draw(corner, &mut group);
            group.push(Text::new(
                sign.meaning(),
                Point::new(
                    corner.x + sign.sample_width() + 5.0,
                    corner.y + ROW / 2.0 + CAPITAL * SIZE / 2.0,
                ),
                SIZE,
                Weight::Regular,
                Ink::Second,
            ));
            all.push(group);
        }
        all
    }
}

fn item_width(sign: Sign) -> f64 {
    sign.sample_width() + 5.0 + fonts::width(&sign.meaning(), SIZE, Weight::Regular) + BETWEEN
}
