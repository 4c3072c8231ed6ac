//! Regions of organisations and the discs of their leaders: how large, and how drawn.

use domain::{OrganisationId, OrganisationKind};

use super::badges::{self, BADGE};
use super::facts::{Body, Person};
use super::readings::{Class, Reading, Readings, Sized};
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

/// The least and the greatest radius of a disc whose size says something, and of a kind's shape.
const DISCS: (f64, f64) = (10.0, 16.0);
const GLYPHS: (f64, f64) = (3.5, 13.0);
/// For a badge before the name.
const BADGE_ROOM: f64 = BADGE + 6.0;

/// Size of initials that stay within a disc of this radius: smaller on one that says it is little.
fn letters_within(initials: &str, radius: f64) -> f64 {
    const USUAL: f64 = 11.0;
    const LEAST: f64 = 8.0;
    let room = (2.0 * radius - 4.0) / fonts::width(initials, 1.0, Weight::Semibold).max(0.1);
    room.clamp(LEAST, USUAL)
}

/// The radius of a leader's disc.
pub(crate) fn disc_radius(sized: Option<Sized>) -> f64 {
    sized.map_or(DISC, |sized| sized.radius(DISCS.0, DISCS.1, DISC))
}

/// Where the sign at a disc's lower right stands: below its letters, clear of the tail of a Q.
pub(crate) fn badge_at(centre: Point, radius: f64) -> Point {
    centre.plus(1.04 * radius, (1.02 * radius).max(BENEATH_LETTERS))
}

/// Where the sign stands that nobody has assessed what a disc's size says: at its lower left, as far down.
pub(crate) fn question_at(centre: Point, radius: f64) -> Point {
    centre.plus(-1.04 * radius, (1.02 * radius).max(BENEATH_LETTERS))
}

/// From the middle of a disc's letters to that of a badge that stands clear below them.
const BENEATH_LETTERS: f64 = 14.0;

/// The radius of the kind's shape at an organisation's name, where its size says something.
pub(crate) fn glyph_radius(sized: Sized) -> f64 {
    sized.radius(GLYPHS.0, GLYPHS.1, 8.0)
}

/// What room colours and sizes that say something need in every region.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Room {
    /// For the kind's shape.
    glyph: f64,
    /// For a badge.
    badge: f64,
    /// The radius of the greatest disc.
    pub(crate) reach: f64,
    /// How far signs stand out below discs.
    sign: f64,
}

impl Room {
    /// `kinds`: whether the kinds of organisations tell anything.
    pub(crate) fn of(readings: &Readings, kinds: bool) -> Self {
        let sizes = readings.sizes.as_ref();
        let badge = readings
            .colours
            .as_ref()
            .is_some_and(super::readings::Colours::says_of_organisations);
        Self {
            glyph: if sizes.is_some_and(super::readings::Sizes::says_of_organisations) {
                2.0 * GLYPHS.1 + 6.0
            } else if kinds {
                GLYPH_ROOM
            } else {
                0.0
            },
            badge: if badge { BADGE_ROOM } else { 0.0 },
            reach: if sizes.is_some_and(super::readings::Sizes::says_of_leaders) {
                DISCS.1
            } else {
                DISC
            },
            sign: if sizes.is_some() || readings.colours.is_some() {
                6.0
            } else {
                0.0
            },
        }
    }

    /// From a disc's centre to its leader's name below.
    fn caption(self) -> f64 {
        self.reach + self.sign + 4.0
    }

    /// Before the name.
    fn before(self) -> f64 {
        self.glyph + self.badge
    }
}

/// How a region looks: the kind's own colours, or what colours and sizes say.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Coat<'a> {
    kind: Option<OrganisationKind>,
    /// Whether colours say something else than the kind.
    said: bool,
    reading: Option<Reading<'a>>,
    sized: Option<Sized>,
}

impl<'a> Coat<'a> {
    pub(crate) fn of(body: &Body, readings: &'a Readings) -> Self {
        let id = body.organisation.id;
        let colours = readings.colours.as_ref();
        Self {
            kind: Some(body.organisation.kind),
            said: colours.is_some(),
            reading: colours.and_then(|colours| colours.of_organisation(id)),
            sized: readings
                .sizes
                .as_ref()
                .and_then(|sizes| sizes.of_organisation(id)),
        }
    }

    pub(crate) fn wash(self) -> Ink {
        match (self.reading, self.kind) {
            (Some(reading), _) => reading.swatch.class.wash(),
            (None, Some(kind)) if !self.said => Ink::KindWash(kind),
            _ => Ink::Raised,
        }
    }

    fn edge(self) -> Stroke {
        match (self.reading, self.kind) {
            (Some(reading), _) => {
                let (ink, width) = reading.swatch.class.edge();
                if reading.swatch.class == Class::Unknown {
                    Stroke {
                        dash: "0.1 3.4",
                        ..Stroke::round(ink, width)
                    }
                } else {
                    Stroke::plain(ink, width)
                }
            }
            (None, Some(kind)) if !self.said => Stroke::plain(Ink::KindEdge(kind), 1.0),
            _ => Stroke::plain(Ink::Line, 1.0),
        }
    }

    fn glyph(self, kind: OrganisationKind) -> Ink {
        if self.said {
            Ink::Second
        } else {
            Ink::Kind(kind)
        }
    }
}

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
    room: Room,
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
    pub(crate) fn of(
        name: &str,
        people: &[Person],
        detail: Detail,
        setting: Setting,
        room: Room,
    ) -> Self {
        let Written {
            lines,
            setting,
            shortened,
            width: text_width,
        } = written(name, setting);
        let head_width = room.before() + text_width;
        // A head with signs grows with its letters where the window shows the drawing smaller.
        let wide = if room.before() > GLYPH_ROOM { 1.1 } else { 1.0 };
        let pad = setting.pad;
        let text_height = (setting.leading * lines.len() as f64)
            .max(if room.badge > 0.0 { BADGE } else { 0.0 })
            .max(if room.glyph > GLYPH_ROOM {
                2.0 * GLYPHS.1
            } else {
                0.0
            });
        if detail == Detail::NoPeople || people.is_empty() {
            let size = Size::new(
                (head_width * wide + 2.0 * pad + 2.0).max(setting.size * 7.0),
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
                room,
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
        let pitch = PITCH + 2.0 * (room.reach - DISC);
        let pitch_x = pitch.max(caption_width + 8.0);
        let pitch_y = pitch
            + room.sign
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
        let width =
            ((head_width * wide).max(columns as f64 * pitch_x - 6.0) + 2.0 * pad + 2.0).max(92.0);
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
                Point::new(x, head + room.reach + 3.0 + row as f64 * pitch_y)
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
            room,
        }
    }

    /// The radius of the greatest disc there may be.
    pub(crate) const fn reach(&self) -> f64 {
        self.room.reach
    }

    /// The ground and border.
    pub(crate) fn ground(&self, rect: Rect, coat: Coat, group: &mut Group) {
        let radius = if self.detail == Detail::NoPeople {
            8.0
        } else {
            10.0
        };
        group.push(
            Shape::rect(rect, radius)
                .filled(coat.wash())
                .stroked(coat.edge()),
        );
    }

    /// The kind's shape, what its colour says, and the name, on a plate that lifts them off whatever runs beneath.
    pub(crate) fn head(&self, rect: Rect, coat: Coat, plate: bool, group: &mut Group) {
        let at = Rect::new(
            rect.x + self.plate.x,
            rect.y + self.plate.y,
            self.plate.width,
            self.plate.height,
        );
        if plate {
            group.push(
                Shape::rect(at.grown(1.0), 4.0)
                    .filled(coat.wash())
                    .faded(0.9),
            );
        }
        let Setting { size, leading, .. } = self.setting;
        let written = leading * self.name.len() as f64;
        // The name stands in the middle of a head that a sign makes higher.
        let first = at.y + (at.height - written) / 2.0 + leading / 2.0;
        if let Some(kind) = coat.kind.filter(|_| self.room.glyph > 0.0) {
            match coat.sized {
                None => {
                    let glyph = size * 0.43;
                    group.push(
                        Shape::path(kind_outline(kind, at.x + glyph, first, glyph))
                            .filled(coat.glyph(kind)),
                    );
                }
                Some(sized) => {
                    let middle = Point::new(at.x + GLYPHS.1, at.centre().y);
                    sized_glyph(kind, sized, middle, coat.glyph(kind), group);
                }
            }
        }
        if let Some(reading) = coat.reading {
            let middle = Point::new(at.x + self.room.glyph + BADGE / 2.0, at.centre().y);
            badges::badge(reading.swatch, middle, group);
        }
        for (i, line) in self.name.iter().enumerate() {
            let baseline = first + CAPITAL * size / 2.0 + i as f64 * leading;
            group.push(Text::new(
                line,
                Point::new(at.x + self.room.before(), baseline),
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
        Some(Rect::new(-width / 2.0, self.room.caption(), width, height))
    }

    pub(crate) fn caption(&self, index: usize, centre: Point, coat: Coat, group: &mut Group) {
        if let Some(plate) = self.caption_plate(index) {
            let at = Rect::new(
                centre.x + plate.x,
                centre.y + plate.y,
                plate.width,
                plate.height,
            );
            group.push(
                Shape::rect(at.grown(1.0), 3.0)
                    .filled(coat.wash())
                    .faded(0.88),
            );
        }
        for (i, line) in self.captions.get(index).into_iter().flatten().enumerate() {
            let baseline = centre.y + self.room.caption() + CAPTION_LEADING * (i as f64 + 0.72);
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

/// The kind's shape, as large as what its size says; hollow, with a question mark, where nobody has assessed it.
pub(crate) fn sized_glyph(
    kind: OrganisationKind,
    sized: Sized,
    at: Point,
    ink: Ink,
    group: &mut Group,
) {
    let r = glyph_radius(sized);
    let outline = Shape::path(kind_outline(kind, at.x, at.y, r));
    if sized == Sized::Unknown {
        group.push(
            outline
                .filled(Ink::Raised)
                .stroked(Stroke::round(Ink::Unknown, 1.3))
                .dashed("0.1 2.6"),
        );
        let size = 11.0;
        group.push(
            Text::new(
                "?",
                at.plus(0.0, CAPITAL * size / 2.0),
                size,
                Weight::Semibold,
                Ink::Second,
            )
            .aligned(Align::Middle),
        );
    } else {
        group.push(outline.filled(ink));
    }
}

/// How a leader's disc looks.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Disc<'a> {
    kind: Option<OrganisationKind>,
    may_decide: bool,
    assessed: bool,
    at_home: bool,
    reading: Option<Reading<'a>>,
    sized: Option<Sized>,
    /// What shows between the disc and its ring.
    ground: Ink,
}

impl<'a> Disc<'a> {
    /// As somebody stands at an organisation of a kind, on a ground.
    pub(crate) fn of(
        person: &Person,
        at: Option<(OrganisationId, OrganisationKind)>,
        readings: &'a Readings,
        ground: Ink,
    ) -> Self {
        let id = person.leader.id;
        Self {
            kind: at.map(|(_, kind)| kind),
            may_decide: person.may_decide,
            assessed: person.assessed,
            at_home: person.at_home,
            reading: readings
                .colours
                .as_ref()
                .map(|colours| colours.of_leader(id, at.map(|(id, _)| id))),
            sized: readings
                .sizes
                .as_ref()
                .and_then(|sizes| sizes.of_leader(id)),
            ground,
        }
    }

    pub(crate) fn radius(self) -> f64 {
        disc_radius(self.sized)
    }

    /// The colour, what letters on it have, and what its outline has.
    fn inks(self) -> (Ink, Ink, Ink) {
        match (self.reading, self.kind) {
            (Some(reading), _) => {
                let class = reading.swatch.class;
                let outline = if class == Class::Unknown {
                    Ink::Unknown
                } else {
                    class.outline()
                };
                (class.fill(), class.on(), outline)
            }
            (None, Some(kind)) => (Ink::Kind(kind), Ink::OnKind, Ink::Kind(kind)),
            (None, None) => (Ink::Second, Ink::OnKind, Ink::Second),
        }
    }

    /// Draws it: filled when somebody has judged a tie of theirs, hollow and dotted when nobody has; a second ring
    /// for one who may decide; lighter, with a ring, where they hold a further post. What its colour says stands at
    /// its lower right again as a sign.
    pub(crate) fn draw(self, centre: Point, initials: &str, group: &mut Group) {
        let (fill, on, outline) = self.inks();
        let r = self.radius();
        // The ground shows between disc and ring, and keeps ties off the disc.
        let outer = if self.may_decide { r + 3.4 } else { r + 1.4 };
        group.push(Shape::circle(centre, outer).filled(self.ground));
        if self.may_decide {
            group.push(Shape::circle(centre, r + 2.6).stroked(Stroke::plain(outline, 1.25)));
        }
        let unknown = self.sized == Some(Sized::Unknown)
            || self
                .reading
                .is_some_and(|one| one.swatch.class == Class::Unknown);
        let letters = if !self.at_home {
            group.push(
                Shape::circle(centre, r - 1.5)
                    .filled(Ink::Raised)
                    .stroked(Stroke::plain(outline, 1.25)),
            );
            group.push(Shape::circle(centre, r - 4.0).stroked(Stroke::plain(outline, 0.6)));
            Ink::Ink
        } else if self.assessed && !unknown {
            let mut disc = Shape::circle(centre, r).filled(fill);
            if outline != fill {
                disc = Shape::circle(centre, r - 0.6)
                    .filled(fill)
                    .stroked(Stroke::plain(outline, 1.2));
            }
            group.push(disc);
            on
        } else {
            group.push(
                Shape::circle(centre, r - 0.6)
                    .filled(Ink::Raised)
                    .stroked(Stroke::round(outline, 1.3))
                    .dashed("0.1 3.1"),
            );
            Ink::Ink
        };
        let size = letters_within(initials, r);
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
        if let Some(reading) = self.reading {
            badges::badge(reading.swatch, badge_at(centre, r), group);
        }
        if self.sized == Some(Sized::Unknown) {
            badges::question(question_at(centre, r), group);
        }
    }

    /// The same on ground where nothing else tells the kind: its shape stands beside its colour.
    pub(crate) fn draw_with_kind(self, centre: Point, initials: &str, group: &mut Group) {
        self.draw(centre, initials, group);
        if let (None, Some(kind)) = (self.reading, self.kind) {
            badges::kind(kind, badge_at(centre, self.radius()), group);
        }
    }
}

/// Where each leader of the drawing stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stand {
    pub(crate) centre: Point,
    pub(crate) radius: f64,
}

/// The facts of a body that its region's accessible name gives.
pub(crate) fn sort_words(body: &Body) -> String {
    body.organisation
        .sector
        .clone()
        .unwrap_or_else(|| body.organisation.kind.word().to_owned())
}
