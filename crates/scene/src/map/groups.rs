//! Groups on the map: which there are, what room their names need, and how they are drawn.

use std::collections::BTreeMap;

use super::readings::Groups;
use crate::fonts::{self, CAPITAL, Weight};
use crate::frame::Frame;
use crate::geometry::{Point, Rect, Size};
use crate::layout::Layout;
use crate::layout::gather::gather;
use crate::paint::Ink;
use crate::scene::{GROUPS, Group, Shape, Stroke, Text};

/// Size of a group's name, where the drawing is shown about as large as it is drawn.
const NAME: f64 = 12.5;
/// Height of the strip a name of one line stands in, and what each further line adds, for each unit of the letters.
const HEAD: f64 = 24.0 / NAME;
const LEADING: f64 = 1.16;
/// A name is set in no more lines than this.
const LINES: usize = 3;
/// How much wider a name may become, where the drawing is shown smaller than it was made for.
const SLACK: f64 = 1.06;
/// Between a group's border and its name, to either side.
const BESIDE: f64 = 12.0;
/// Between a name and what stands below it.
const ABOVE: f64 = 4.0;
/// Room between the border and what is written, all in all: a plate reaches a little beyond its letters.
const BORDERS: f64 = 2.0 * BESIDE + 4.0;

/// How the names of groups are written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Lettering {
    /// Size of the letters.
    pub(super) size: f64,
    /// A name longer than so many times that, all its lines together, is shortened.
    pub(super) longest: f64,
}

impl Lettering {
    /// Three lines of a usual name.
    pub(super) const LONGEST: f64 = 50.0;
    /// As it is where the drawing is shown about as large as it is drawn.
    pub(super) const USUAL: Self = Self {
        size: NAME,
        longest: Self::LONGEST,
    };
}

/// One group as it is drawn.
#[derive(Debug, Clone)]
pub(super) struct Drawn {
    /// "Health · 7", in as many lines as the group's own width asks for.
    label: Vec<String>,
    rect: Rect,
    /// Size of the label's letters.
    letters: f64,
}

/// A group's name before it is known how wide the group is going to be.
struct Label<'a> {
    name: &'a str,
    count: String,
    /// The name, shortened where it is too long, and the count.
    said: String,
    /// So many lines it may have, and the least width they need.
    lines: usize,
    width: f64,
}

impl<'a> Label<'a> {
    /// In one line where the group is likely to be wide enough for that, in more where it is not; `wide` is how wide it
    /// would be as a square.
    fn of(name: &'a str, members: usize, lettering: Lettering, wide: f64) -> Self {
        let letters = lettering.size;
        let count = format!("\u{a0}·\u{a0}{members}");
        let longest = lettering.longest * letters;
        let said = format!(
            "{}{count}",
            fonts::fit(
                name,
                longest - fonts::width(&count, letters, Weight::Semibold),
                letters,
                Weight::Semibold
            )
        );
        let in_lines = |lines| fonts::narrowest(&said, letters, Weight::Semibold, lines);
        let lines = (1..LINES)
            .find(|lines| in_lines(*lines) * SLACK <= wide.max(8.0 * letters))
            .unwrap_or(LINES);
        Self {
            width: in_lines(lines),
            name,
            count,
            said,
            lines,
        }
    }

    /// The strip it needs.
    fn room(&self, letters: f64) -> Size {
        Size::new(self.width * SLACK + 8.0, height(letters, self.lines))
    }

    /// So many lines the whole name needs within a width, as far as it may have them.
    fn whole(&self, width: f64, letters: f64) -> usize {
        let width = (width / SLACK).max(self.width);
        let said = format!("{}{}", self.name, self.count);
        (1..LINES)
            .find(|lines| !fonts::wrap(&said, width, letters, Weight::Semibold, *lines).1)
            .unwrap_or(LINES)
    }

    /// As it is set where it has this room: as much of the name as there is room for, in as many lines as that needs.
    fn within(&self, room: Size, letters: f64) -> Vec<String> {
        let width = (room.width / SLACK).max(self.width);
        let most = (1..=LINES)
            .rev()
            .find(|lines| grown(letters, *lines) <= room.height + 0.01)
            .map_or(self.lines, |lines| lines.max(self.lines));
        let set = |text: &str, lines| fonts::wrap(text, width, letters, Weight::Semibold, lines);
        let mut kept = self.name.to_owned();
        let mut said = format!("{kept}{}", self.count);
        let lines = loop {
            if let Some((lines, _)) = (1..=most)
                .map(|lines| set(&said, lines))
                .find(|(_, shortened)| !shortened)
            {
                break lines;
            }
            kept.pop();
            said = format!("{}…{}", kept.trim_end(), self.count);
            // There is always room for what the group was made for.
            if said.chars().count() <= self.said.chars().count() {
                break set(&self.said, self.lines).0;
            }
        };
        lines
            .into_iter()
            .map(|line| line.replace('\u{a0}', " "))
            .collect()
    }
}

/// The same with room for letters that grow a little where the drawing is shown smaller than it was made for: what a name
/// takes beyond the strip it was given.
fn grown(letters: f64, lines: usize) -> f64 {
    /// By how much they may.
    const GROWTH: f64 = 1.16;
    height(letters, lines) * GROWTH
}

/// Height of the strip that a name of so many lines stands in.
fn height(letters: f64, lines: usize) -> f64 {
    letters * LEADING.mul_add(lines.saturating_sub(1) as f64, HEAD)
}

/// The layout gathered into the groups that `name_of` gives each mark, `None` for one that stands by itself; with the
/// clearance between marks, and the size of the groups' names.
pub(super) fn gathered<'a>(
    layout: &Layout,
    sizes: &[Size],
    (clearance, lettering): (f64, Lettering),
    name_of: impl Fn(usize) -> Option<&'a str>,
) -> (Layout, Vec<Drawn>) {
    let letters = lettering.size;
    let mut counted: BTreeMap<&str, usize> = BTreeMap::new();
    for i in 0..sizes.len() {
        if let Some(name) = name_of(i) {
            *counted.entry(name).or_default() += 1;
        }
    }
    let index: BTreeMap<&str, usize> = counted.keys().enumerate().map(|(i, n)| (*n, i)).collect();
    let mut areas: BTreeMap<&str, f64> = BTreeMap::new();
    for (i, size) in sizes.iter().enumerate() {
        if let Some(name) = name_of(i) {
            *areas.entry(name).or_default() += (size.width + clearance) * (size.height + clearance);
        }
    }
    let labels: Vec<Label> = counted
        .iter()
        .map(|(name, n)| Label::of(name, *n, lettering, areas[name].sqrt()))
        .collect();
    let heads: Vec<Size> = labels.iter().map(|label| label.room(letters)).collect();
    let of: Vec<Option<usize>> = (0..sizes.len())
        .map(|i| name_of(i).and_then(|name| index.get(name).copied()))
        .collect();
    let all = gather(
        &layout.centres,
        sizes,
        &of,
        &heads,
        clearance,
        layout.ground,
    );
    let mut centres = all.centres;
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); all.groups.len()];
    for (i, group) in of.iter().enumerate() {
        if let Some(group) = group {
            members[*group].push(i);
        }
    }
    let drawn = labels
        .into_iter()
        .zip(all.groups)
        .zip(&members)
        .map(|((label, rect), members)| {
            let width = rect.width - BORDERS;
            // Above what stands in the group there may be more room than its name was given, or room can be made.
            (label.lines..=label.whole(width, letters))
                .rev()
                .any(|lines| {
                    let top = rect.y + grown(letters, lines) + ABOVE;
                    make_room(members, &mut centres, sizes, top)
                });
            let top = members
                .iter()
                .map(|i| centres[*i].y - sizes[*i].height / 2.0)
                .fold(rect.bottom(), f64::min);
            Drawn {
                label: label.within(Size::new(width, top - rect.y - ABOVE), letters),
                rect,
                letters,
            }
        })
        .collect();
    (
        Layout {
            centres,
            ground: all.ground,
            quality: layout.quality,
        },
        drawn,
    )
}

/// Moves what stands in a group nearer together, so that it begins below `top`; nothing where it would come to stand too
/// near. What stands lowest stays. Says whether there is room now.
fn make_room(members: &[usize], centres: &mut [Point], sizes: &[Size], top: f64) -> bool {
    /// Between two that stand above one another.
    const LEAST: f64 = 3.0;
    /// More than this are too many to look at two by two.
    const MANY: usize = 150;
    let edge = |i: &usize| centres[*i].y - sizes[*i].height / 2.0;
    let Some(first) = members.iter().min_by(|i, j| edge(i).total_cmp(&edge(j))) else {
        return true;
    };
    let lacking = top - edge(first);
    let lowest = members
        .iter()
        .map(|i| centres[*i].y)
        .fold(f64::MIN, f64::max);
    let reach = lowest - centres[*first].y;
    if lacking <= 0.0 {
        return true;
    }
    if lacking >= reach || members.len() > MANY {
        return false;
    }
    let share = (reach - lacking) / reach;
    let moved = |i: usize| lowest - (lowest - centres[i].y) * share;
    let near = members.iter().enumerate().any(|(n, i)| {
        members[n + 1..].iter().any(|j| {
            let (one, other) = (sizes[*i], sizes[*j]);
            let beside = (centres[*i].x - centres[*j].x).abs();
            beside < f64::midpoint(one.width, other.width)
                && (moved(*i) - moved(*j)).abs() < f64::midpoint(one.height, other.height) + LEAST
        })
    });
    if !near {
        let places: Vec<f64> = members.iter().map(|i| moved(*i)).collect();
        for (i, y) in members.iter().zip(places) {
            centres[*i].y = y;
        }
    }
    !near
}

/// Spreads what has been gathered over the ground there is, where it takes less: lines have more room between.
pub(super) fn spread(layout: &mut Layout, groups: &mut [Drawn], over: Size) {
    let across = (over.width / layout.ground.width).max(1.0);
    let down = (over.height / layout.ground.height).max(1.0);
    for centre in &mut layout.centres {
        *centre = Point::new(centre.x * across, centre.y * down);
    }
    for Drawn { rect, .. } in groups {
        *rect = Rect::new(
            rect.x * across,
            rect.y * down,
            rect.width * across,
            rect.height * down,
        );
    }
    layout.ground = Size::new(layout.ground.width * across, layout.ground.height * down);
}

/// The grounds of groups, beneath everything else.
pub(super) fn grounds(groups: &[Drawn], frame: &Frame) -> Group {
    let mut all = Group::of(GROUPS);
    for group in groups {
        all.push(
            Shape::rect(placed(group, frame), 16.0)
                .filled(Ink::Raised)
                .stroked(Stroke::plain(Ink::Faint, 1.1)),
        );
    }
    all
}

/// Where a group's name stands.
pub(super) fn plates(groups: &[Drawn], frame: &Frame) -> Vec<Rect> {
    groups
        .iter()
        .map(|group| {
            let rect = placed(group, frame);
            let width = group
                .label
                .iter()
                .map(|line| fonts::width(line, group.letters, Weight::Semibold))
                .fold(0.0, f64::max);
            let height = height(group.letters, group.label.len()) - 4.0;
            Rect::new(rect.x + BESIDE, rect.y + 5.0, width, height)
        })
        .collect()
}

/// The names of groups, over lines that run beneath them.
pub(super) fn names(groups: &[Drawn], frame: &Frame) -> Group {
    let mut all = Group::of("group-names");
    for (group, plate) in groups.iter().zip(plates(groups, frame)) {
        let mut name = Group::of("group-name");
        name.push(
            Shape::rect(plate.grown(2.0), 4.0)
                .filled(Ink::Raised)
                .faded(0.92),
        );
        let leading = LEADING * group.letters;
        let first = plate.centre().y - leading * (group.label.len() - 1) as f64 / 2.0;
        for (n, line) in group.label.iter().enumerate() {
            let middle = first + leading * n as f64;
            name.push(Text::new(
                line,
                Point::new(plate.x, middle + CAPITAL * group.letters / 2.0),
                group.letters,
                Weight::Semibold,
                Ink::Second,
            ));
        }
        all.push(name);
    }
    all
}

fn placed(group: &Drawn, frame: &Frame) -> Rect {
    let corner = frame.place(Point::new(group.rect.x, group.rect.y));
    Rect::new(corner.x, corner.y, group.rect.width, group.rect.height)
}

/// The inside of the group a mark stands in, for what must not lean out of it.
pub(super) fn around(groups: &[Drawn], frame: &Frame, at: Point) -> Option<Rect> {
    groups
        .iter()
        .map(|group| placed(group, frame))
        .find(|rect| rect.has(at))
        .map(|rect| rect.grown(-2.0))
}

/// "Grouped by sector", for the line under the heading.
pub(super) fn subtitle(groups: Option<&Groups>) -> Option<String> {
    groups.map(|groups| format!("Grouped by {}", groups.heading.to_lowercase()))
}
