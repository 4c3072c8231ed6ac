//! Regions of organisations and the discs of their leaders: how large, and how drawn.

use domain::OrganisationKind;

use super::facts::{Body, Person};
use crate::fonts::{self, CAPITAL, Weight};
use crate::geometry::{Point, Rect, Size};
use crate::paint::{Ink, kind_outline};
use crate::scene::{Align, Group, Shape, Stroke, Text};

pub(crate) const DISC: f64 = 13.0;
const PITCH: f64 = 39.0;
/// No name is written smaller, in CSS pixels.
const SMALLEST: f64 = 11.0;
/// For the kind's shape before the name.
const GLYPH_ROOM: f64 = 18.0;
const CAPTION_SIZE: f64 = 11.0;
const CAPTION_LEADING: f64 = 12.5;

/// How much of a leader is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Detail {
    /// Organisations alone.
    NoPeople,
    /// Discs with initials.
    Initials,
    /// Discs with initials and the full name below.
    Names,
}

/// How closely regions are set: the size of their names, the room around them, the room between.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Setting {
    pub(crate) size: f64,
    pub(crate) leading: f64,
    pub(crate) pad: f64,
    /// Names wider than this are broken.
    pub(crate) widest: f64,
    pub(crate) clearance: f64,
    /// Share of the ground they may take.
    pub(crate) fill: f64,
}

impl Setting {
    /// From roomy to close; never below 11 pixels.
    pub(crate) const ALL: [Self; 3] = [
        Self {
            size: 13.0,
            leading: 16.0,
            pad: 10.0,
            widest: 150.0,
            clearance: 34.0,
            fill: 0.66,
        },
        Self {
            size: 12.0,
            leading: 14.5,
            pad: 7.5,
            widest: 124.0,
            clearance: 25.0,
            fill: 0.74,
        },
        Self {
            size: 11.0,
            leading: 13.0,
            pad: 6.0,
            widest: 104.0,
            clearance: 18.0,
            fill: 0.82,
        },
    ];
    /// With leaders in the regions.
    pub(crate) const PEOPLED: Self = Self {
        size: 13.0,
        leading: 16.0,
        pad: 10.0,
        widest: 150.0,
        clearance: 30.0,
        fill: 0.70,
    };
}

/// A region ready to be placed: everything relative to its upper left corner.
pub(crate) struct Region {
    pub(crate) size: Size,
    pub(crate) name: Vec<String>,
    pub(crate) shortened: bool,
    /// Where the name is written.
    pub(crate) plate: Rect,
    /// Centre of each disc, in the order of the body's people.
    pub(crate) discs: Vec<Point>,
    pub(crate) captions: Vec<Vec<String>>,
    detail: Detail,
    setting: Setting,
}

/// How a name is written: in which lines, at which setting, how wide.
struct Written {
    lines: Vec<String>,
    setting: Setting,
    shortened: bool,
    width: f64,
}

/// The name in lines as narrow as their number allows, so that boxes fit their words. A long one takes more
/// lines or a wider box, then smaller letters, and only then loses its end.
fn written(name: &str, setting: Setting) -> Written {
    let measure = |lines: &[String], size: f64| {
        lines
            .iter()
            .map(|line| fonts::width(line, size, Weight::Semibold))
            .fold(0.0, f64::max)
    };
    let mut smaller = vec![setting];
    while let Some(last) = smaller.last()
        && last.size > SMALLEST
    {
        smaller.push(Setting {
            size: (last.size - 1.0).max(SMALLEST),
            leading: last.leading - 1.0,
            ..*last
        });
    }
    let tries = [(1.0, 3), (1.4, 3), (1.4, 4)];
    let tries = smaller
        .iter()
        .flat_map(|setting| tries.map(|(wider, lines)| (*setting, setting.widest * wider, lines)));
    for (setting, widest, most) in tries {
        let (lines, lost) = fonts::wrap(name, widest, setting.size, Weight::Semibold, most);
        if lost {
            continue;
        }
        if lines.len() < 2 {
            let width = measure(&lines, setting.size);
            return Written {
                lines,
                setting,
                shortened: false,
                width,
            };
        }
        let (mut low, mut high) = (widest / 3.0, widest);
        for _ in 0..10 {
            let middle = f64::midpoint(low, high);
            let (narrow, lost) =
                fonts::wrap(name, middle, setting.size, Weight::Semibold, lines.len());
            if lost || narrow.len() > lines.len() {
                low = middle;
            } else {
                high = middle;
            }
        }
        let (lines, shortened) =
            fonts::wrap(name, high, setting.size, Weight::Semibold, lines.len());
        let width = measure(&lines, setting.size);
        return Written {
            lines,
            setting,
            shortened,
            width,
        };
    }
    let setting = smaller.last().copied().unwrap_or(setting);
    let (lines, shortened) = fonts::wrap(
        name,
        setting.widest * 1.4,
        setting.size,
        Weight::Semibold,
        3,
    );
    let width = measure(&lines, setting.size);
    Written {
        lines,
        setting,
        shortened,
        width,
    }
}

impl Region {
    pub(crate) fn of(name: &str, people: &[Person], detail: Detail, setting: Setting) -> Self {
        let Written {
            lines,
            setting,
            shortened,
            width: text_width,
        } = written(name, setting);
        let head_width = GLYPH_ROOM + text_width;
        let pad = setting.pad;
        let text_height = setting.leading * lines.len() as f64;
        if detail == Detail::NoPeople || people.is_empty() {
            let size = Size::new(
                (head_width + 2.0 * pad + 2.0).max(setting.size * 7.0),
                text_height + 2.0 * pad,
            );
            let left = (size.width - head_width) / 2.0;
            return Self {
                size,
                name: lines,
                shortened,
                plate: Rect::new(left, pad, head_width, text_height),
                discs: Vec::new(),
                captions: Vec::new(),
                detail,
                setting,
            };
        }
        let n = people.len();
        let captions: Vec<Vec<String>> = if detail == Detail::Names {
            people
                .iter()
                .map(|p| fonts::wrap(&p.leader.name, 78.0, CAPTION_SIZE, Weight::Regular, 2).0)
                .collect()
        } else {
            Vec::new()
        };
        let caption_width = captions
            .iter()
            .flatten()
            .map(|line| fonts::width(line, CAPTION_SIZE, Weight::Regular))
            .fold(0.0, f64::max);
        let caption_lines = captions.iter().map(Vec::len).max().unwrap_or(0) as f64;
        let pitch_x = PITCH.max(caption_width + 8.0);
        let pitch_y = PITCH
            + if caption_lines > 0.0 {
                caption_lines * CAPTION_LEADING + 2.0
            } else {
                0.0
            };
        let inner = head_width.max(pitch_x * 2.0 * 0.9);
        // As many columns as the name is wide, and more when the rows would grow taller than that is wide.
        let by_name = ((inner + 8.0) / pitch_x).floor().max(1.0) as usize;
        let by_shape = ((n as f64 * 1.5 * pitch_y / pitch_x).sqrt().ceil()).max(1.0) as usize;
        let columns = by_name.max(by_shape).min(n).max(1);
        // The fewest columns that need no more rows.
        let rows = n.div_ceil(columns);
        let columns = n.div_ceil(rows);
        let width = (head_width.max(columns as f64 * pitch_x - 6.0) + 2.0 * pad + 2.0).max(92.0);
        let head = pad - 1.0 + text_height + 8.0;
        let height = head + rows as f64 * pitch_y - (PITCH - 2.0 * DISC) / 2.0 + 5.0;
        let discs = (0..n)
            .map(|i| {
                let (row, column) = (i / columns, i % columns);
                let in_row = if row + 1 == rows {
                    n - row * columns
                } else {
                    columns
                };
                // The last row is centred under the others.
                let x = width / 2.0 + (column as f64 - (in_row as f64 - 1.0) / 2.0) * pitch_x;
                Point::new(x, head + DISC + 3.0 + row as f64 * pitch_y)
            })
            .collect();
        Self {
            size: Size::new(width.ceil(), height.ceil()),
            name: lines,
            shortened,
            plate: Rect::new(
                (width - head_width) / 2.0,
                pad - 1.0,
                head_width,
                text_height,
            ),
            discs,
            captions,
            detail,
            setting,
        }
    }

    /// The ground and border.
    pub(crate) fn ground(&self, rect: Rect, kind: Option<OrganisationKind>, group: &mut Group) {
        let radius = if self.detail == Detail::NoPeople {
            8.0
        } else {
            10.0
        };
        let (wash, edge) = kind.map_or((Ink::Raised, Ink::Line), |k| {
            (Ink::KindWash(k), Ink::KindEdge(k))
        });
        group.push(
            Shape::rect(rect, radius)
                .filled(wash)
                .stroked(Stroke::plain(edge, 1.0)),
        );
    }

    /// The kind's shape and the name, on a plate that lifts them off whatever runs beneath.
    pub(crate) fn head(
        &self,
        rect: Rect,
        kind: Option<OrganisationKind>,
        plate: bool,
        group: &mut Group,
    ) {
        let at = Rect::new(
            rect.x + self.plate.x,
            rect.y + self.plate.y,
            self.plate.width,
            self.plate.height,
        );
        let wash = kind.map_or(Ink::Raised, Ink::KindWash);
        if plate {
            group.push(Shape::rect(at.grown(1.0), 4.0).filled(wash).faded(0.9));
        }
        let Setting { size, leading, .. } = self.setting;
        let glyph = size * 0.43;
        let first = at.y + leading / 2.0;
        if let Some(kind) = kind {
            group.push(
                Shape::path(kind_outline(kind, at.x + glyph, first, glyph)).filled(Ink::Kind(kind)),
            );
        }
        for (i, line) in self.name.iter().enumerate() {
            let baseline = first + CAPITAL * size / 2.0 + i as f64 * leading;
            group.push(Text::new(
                line,
                Point::new(at.x + GLYPH_ROOM, baseline),
                size,
                Weight::Semibold,
                Ink::Ink,
            ));
        }
    }

    /// Where a leader's name stands below the disc, relative to the disc's centre.
    pub(crate) fn caption_plate(&self, index: usize) -> Option<Rect> {
        let lines = self.captions.get(index)?;
        let width = lines
            .iter()
            .map(|line| fonts::width(line, CAPTION_SIZE, Weight::Regular))
            .fold(0.0, f64::max);
        let height = CAPTION_LEADING * lines.len() as f64;
        Some(Rect::new(-width / 2.0, DISC + 4.0, width, height))
    }

    pub(crate) fn caption(
        &self,
        index: usize,
        centre: Point,
        kind: Option<OrganisationKind>,
        group: &mut Group,
    ) {
        if let Some(plate) = self.caption_plate(index) {
            let at = Rect::new(
                centre.x + plate.x,
                centre.y + plate.y,
                plate.width,
                plate.height,
            );
            let wash = kind.map_or(Ink::Raised, Ink::KindWash);
            group.push(Shape::rect(at.grown(1.0), 3.0).filled(wash).faded(0.88));
        }
        for (i, line) in self.captions.get(index).into_iter().flatten().enumerate() {
            let baseline = centre.y + DISC + 4.0 + CAPTION_LEADING * (i as f64 + 0.72);
            group.push(
                Text::new(
                    line,
                    Point::new(centre.x, baseline),
                    CAPTION_SIZE,
                    Weight::Regular,
                    Ink::Ink,
                )
                .aligned(Align::Middle),
            );
        }
    }
}

/// How a leader's disc looks.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Disc {
    pub(crate) kind: Option<OrganisationKind>,
    pub(crate) may_decide: bool,
    pub(crate) assessed: bool,
    pub(crate) at_home: bool,
}

impl Disc {
    pub(crate) fn of(person: &Person, kind: Option<OrganisationKind>) -> Self {
        Self {
            kind,
            may_decide: person.may_decide,
            assessed: person.assessed,
            at_home: person.at_home,
        }
    }

    /// Draws it: filled when somebody has judged a tie of theirs, hollow and dotted when nobody has; a second ring
    /// for one who may decide; lighter, with a ring, where they hold a further post.
    pub(crate) fn draw(self, centre: Point, initials: &str, group: &mut Group) {
        let ink = self.kind.map_or(Ink::Second, Ink::Kind);
        let wash = self.kind.map_or(Ink::Raised, Ink::KindWash);
        // The ground shows between disc and ring, and keeps ties off the disc.
        let outer = if self.may_decide {
            DISC + 3.4
        } else {
            DISC + 1.4
        };
        group.push(Shape::circle(centre, outer).filled(wash));
        if self.may_decide {
            group.push(Shape::circle(centre, DISC + 2.6).stroked(Stroke::plain(ink, 1.25)));
        }
        let letters = if !self.at_home {
            group.push(
                Shape::circle(centre, DISC - 1.5)
                    .filled(Ink::Raised)
                    .stroked(Stroke::plain(ink, 1.25)),
            );
            group.push(Shape::circle(centre, DISC - 4.0).stroked(Stroke::plain(ink, 0.6)));
            Ink::Ink
        } else if self.assessed {
            group.push(Shape::circle(centre, DISC).filled(ink));
            Ink::OnKind
        } else {
            group.push(
                Shape::circle(centre, DISC - 0.6)
                    .filled(Ink::Raised)
                    .stroked(Stroke::round(ink, 1.3))
                    .dashed("0.1 3.1"),
            );
            Ink::Ink
        };
        let size = 11.0;
        group.push(
            Text::new(
                initials,
                Point::new(centre.x, centre.y + CAPITAL * size / 2.0),
                size,
                Weight::Semibold,
                letters,
            )
            .aligned(Align::Middle),
        );
    }
}

/// Where each leader of the drawing stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stand {
    pub(crate) centre: Point,
}

/// The facts of a body that its region's accessible name gives.
pub(crate) fn sort_words(body: &Body) -> String {
    body.organisation
        .sector
        .clone()
        .unwrap_or_else(|| body.organisation.kind.word().to_owned())
}
