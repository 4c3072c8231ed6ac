//! The legend: every sign that is drawn, and no other, in rows at the lower left.

use domain::{Level, OrganisationKind};

use crate::bridge;
use crate::fonts::{self, CAPITAL, Weight};
use crate::geometry::{Point, Rect};
use crate::map::{Class, Sized, Swatch, TurnSign, disc_radius, glyph_radius};
use crate::paint::{Ink, kind_outline, tie_width};
use crate::scene::{Group, LegendEntry, Shape, Stroke, Text};
use crate::words;

/// A sign that the legend can explain.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
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
    NobodysView {
        supposed: bool,
    },
    FurtherPost,
    CellNeeded,
    CellGap,
    CellUnknown,
    CellRange,
    CellSurplus,
    /// A kind whose shape is drawn, while colours say something else.
    KindShape(OrganisationKind),
    /// An organisation that belongs to several places.
    Shared,
    /// Which ties are drawn of the many there are.
    Backbone(String),
    /// What the signs after it are about.
    Heading(String),
    /// What a colour and its second sign say.
    Told(Swatch),
    /// What a size says.
    Large(Mass, String),
    /// The sign where sizes say something and nobody has assessed it.
    LargeUnknown,
    /// What is marked beside the map as it is.
    Turned(TurnSign),
}

/// A size as a legend shows it, as large as on the drawing: radius in tenths of a pixel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Mass {
    tenths: u16,
    leader: bool,
}

impl Mass {
    pub(crate) fn of(sized: Sized, leader: bool) -> Self {
        let radius = if leader {
            disc_radius(Some(sized))
        } else {
            glyph_radius(sized)
        };
        Self {
            tenths: (radius * 10.0).round() as u16,
            leader,
        }
    }

    fn radius(self) -> f64 {
        f64::from(self.tenths) / 10.0
    }
}

impl Sign {
    fn key(&self) -> String {
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
            Self::NobodysView { .. } => "nobodys-view".to_owned(),
            Self::FurtherPost => "further-post".to_owned(),
            Self::CellNeeded => "cell-needed".to_owned(),
            Self::CellGap => "cell-gap".to_owned(),
            Self::CellUnknown => "cell-unknown".to_owned(),
            Self::CellRange => "cell-range".to_owned(),
            Self::CellSurplus => "cell-surplus".to_owned(),
            Self::KindShape(kind) => Self::Kind(*kind).key(),
            Self::Shared => "shared".to_owned(),
            Self::Backbone(_) => "backbone".to_owned(),
            Self::Heading(_) => "heading".to_owned(),
            Self::Told(swatch) => match swatch.class {
                Class::Category(n) => format!("hue-{n}"),
                Class::Rest => "hue-rest".to_owned(),
                Class::Nothing => "none".to_owned(),
                Class::Step(n) => format!("step-{n}"),
                Class::Unknown => "not-known".to_owned(),
            },
            Self::Large(..) => "size".to_owned(),
            Self::LargeUnknown => "size-not-known".to_owned(),
            Self::Turned(turn) => format!("then-{}", turn.key()),
        }
    }

    fn meaning(&self) -> String {
        match self {
            Self::Level(level) => format!("{} {}", level.number(), level.word()),
            Self::Planned => "planned".to_owned(),
            Self::Former => "former".to_owned(),
            Self::InTension => "in tension".to_owned(),
            Self::Unassessed => "not assessed".to_owned(),
            Self::Directed => "to whom it goes: commissions, funds, reports, trusts".to_owned(),
            Self::Gap => "gap: must work closer".to_owned(),
            Self::OnePier => "hangs on one person".to_owned(),
            Self::Kind(kind) | Self::KindShape(kind) => kind.word().to_owned(),
            Self::MayDecide => "may decide".to_owned(),
            Self::NobodysView { supposed } => words::nobodys_view(*supposed).to_owned(),
            Self::FurtherPost => "further post of a leader".to_owned(),
            Self::CellNeeded => "level needed (outline) and today (filled)".to_owned(),
            Self::CellGap => "the empty rim is the gap".to_owned(),
            Self::CellUnknown => "nobody has assessed it".to_owned(),
            Self::CellRange => "it may be as much as the dotted square".to_owned(),
            Self::CellSurplus => "no need known: today’s level alone".to_owned(),
            Self::Shared => "belongs to several places".to_owned(),
            Self::Backbone(words) | Self::Heading(words) | Self::Large(_, words) => words.clone(),
            Self::Told(swatch) => swatch.meaning.clone(),
            Self::LargeUnknown => "size not assessed".to_owned(),
            Self::Turned(turn) => turn.meaning().to_owned(),
        }
    }

    /// How high a row with it is.
    fn height(&self) -> f64 {
        match self {
            Self::Large(mass, _) => ROW.max(2.0 * mass.radius() + 3.0),
            _ => ROW,
        }
    }

    fn sample_width(&self) -> f64 {
        match self {
            Self::Backbone(_) | Self::Heading(_) => -5.0,
            Self::Told(_) | Self::LargeUnknown => 17.0,
            Self::Large(mass, _) => 2.0 * mass.radius() + 2.0,
            Self::Kind(_) | Self::KindShape(_) => 13.0,
            Self::Level(_)
            | Self::Planned
            | Self::Former
            | Self::InTension
            | Self::Unassessed
            | Self::Directed => 28.0,
            Self::Gap => 36.0,
            Self::OnePier => 30.0,
            Self::MayDecide
            | Self::NobodysView { .. }
            | Self::FurtherPost
            | Self::Shared
            | Self::Turned(_) => 20.0,
            Self::CellNeeded
            | Self::CellGap
            | Self::CellUnknown
            | Self::CellRange
            | Self::CellSurplus => 22.0,
        }
    }

    fn draw(&self, corner: Point, group: &mut Group) {
        let middle = corner.y + ROW / 2.0;
        let rule = bridge::line(
            Point::new(corner.x, middle),
            Point::new(corner.x + 26.0, middle),
        );
        match self {
            Self::Backbone(_) | Self::Heading(_) => {}
            Self::Turned(turn) => turn.draw(Point::new(corner.x + 9.0, middle), group),
            Self::Shared => {
                let at = Point::new(corner.x + 9.5, middle);
                group.push(Shape::circle(at, 9.0).stroked(Stroke::plain(Ink::Second, 1.4)));
                group.push(Shape::circle(at, 5.0).filled(Ink::Second));
            }
            Self::Told(swatch) => {
                crate::map::badge(swatch, Point::new(corner.x + 8.5, middle), group);
            }
            Self::Large(mass, _) => {
                let at = Point::new(corner.x + mass.radius() + 1.0, middle);
                let disc = Shape::circle(at, mass.radius());
                group.push(if mass.leader {
                    disc.stroked(Stroke::plain(Ink::Second, 1.3))
                } else {
                    disc.filled(Ink::Second)
                });
            }
            Self::LargeUnknown => {
                let unknown = Swatch::unknown("");
                crate::map::badge(&unknown, Point::new(corner.x + 8.5, middle), group);
            }
            Self::KindShape(kind) => group.push(
                Shape::path(kind_outline(*kind, corner.x + 5.5, middle, 5.5)).filled(Ink::Second),
            ),
            Self::Level(level) => {
                let ink = Ink::Level(level.number());
                group.push(Shape::path(rule).stroked(Stroke::round(ink, tie_width(*level))));
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
                Shape::path(kind_outline(*kind, corner.x + 5.5, middle, 5.5))
                    .filled(Ink::Kind(*kind)),
            ),
            Self::MayDecide => {
                let at = Point::new(corner.x + 8.5, middle);
                group.push(Shape::circle(at, 5.5).filled(Ink::Second));
                group.push(Shape::circle(at, 8.0).stroked(Stroke::plain(Ink::Second, 1.1)));
            }
            Self::NobodysView { .. } => group.push(
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
        let mut rows: Vec<Vec<(Sign, f64)>> = Vec::new();
        let mut x = 0.0;
        for group in groups.iter().filter(|group| !group.is_empty()) {
            let whole: f64 = group.iter().map(item_width).sum();
            if x > 0.0 && x + whole - BETWEEN > width {
                x = 0.0;
            }
            for (n, sign) in group.iter().enumerate() {
                let own = item_width(sign);
                // A heading is not left at the end of a row by what it is about.
                let next = group
                    .get(n + 1)
                    .filter(|_| matches!(sign, Sign::Heading(_)))
                    .map_or(0.0, item_width);
                if x > 0.0 && x + own + next - BETWEEN > width {
                    x = 0.0;
                }
                if x == 0.0 {
                    rows.push(Vec::new());
                }
                if let Some(row) = rows.last_mut() {
                    row.push((sign.clone(), x));
                }
                x += own;
            }
            x += 10.0;
        }
        let mut placed = Vec::new();
        let mut height = 0.0;
        for row in rows {
            let high = row
                .iter()
                .map(|(sign, _)| sign.height())
                .fold(ROW, f64::max);
            // Signs of a row stand on its middle.
            let y = height + (high - ROW) / 2.0;
            placed.extend(row.into_iter().map(|(sign, x)| (sign, Point::new(x, y))));
            height += high;
        }
        Self { placed, height }
    }

    pub(crate) fn entries(&self) -> Vec<LegendEntry> {
        self.placed
            .iter()
            .filter(|(sign, _)| !matches!(sign, Sign::Heading(_)))
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
                if matches!(sign, Sign::Heading(_)) {
                    Weight::Semibold
                } else {
                    Weight::Regular
                },
                Ink::Second,
            ));
            all.push(group);
        }
        all
    }
}

fn item_width(sign: &Sign) -> f64 {
    let (weight, after) = match sign {
        // What is about it follows closely.
        Sign::Heading(_) => (Weight::Semibold, 8.0),
        _ => (Weight::Regular, BETWEEN),
    };
    sign.sample_width() + 5.0 + fonts::width(&sign.meaning(), SIZE, weight) + after
}
