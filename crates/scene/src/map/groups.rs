//! Groups on the map: which there are, what room their names need, and how they are drawn.

use std::collections::BTreeMap;

use super::readings::Groups;
use crate::fonts::{self, CAPITAL, Weight};
use crate::frame::Frame;
use crate::geometry::{Point, Rect, Size};
use crate::layout::Layout;
use crate::layout::gather::gather;
use crate::paint::Ink;
use crate::scene::{Group, Shape, Stroke, Text};

/// Size of a group's name, where the drawing is shown about as large as it is drawn.
pub(super) const NAME: f64 = 12.5;
/// Height of the strip a name stands in, and the width beyond which it is shortened, for each unit of its letters.
const HEAD: f64 = 24.0 / NAME;
const WIDEST: f64 = 260.0 / NAME;

/// One group as it is drawn.
#[derive(Debug, Clone)]
pub(super) struct Drawn {
    /// "Health · 7".
    label: String,
    rect: Rect,
    /// Size of the label's letters.
    letters: f64,
}

/// The layout gathered into the groups that `name_of` gives each mark, `None` for one that stands by itself; with the
/// clearance between marks, and the size of the groups' names.
pub(super) fn gathered<'a>(
    layout: &Layout,
    sizes: &[Size],
    (clearance, letters): (f64, f64),
    name_of: impl Fn(usize) -> Option<&'a str>,
) -> (Layout, Vec<Drawn>) {
    let mut counted: BTreeMap<&str, usize> = BTreeMap::new();
    for i in 0..sizes.len() {
        if let Some(name) = name_of(i) {
            *counted.entry(name).or_default() += 1;
        }
    }
    let index: BTreeMap<&str, usize> = counted.keys().enumerate().map(|(i, n)| (*n, i)).collect();
    let labels: Vec<String> = counted
        .iter()
        .map(|(name, n)| {
            let count = format!(" · {n}");
            let within = WIDEST * letters - fonts::width(&count, letters, Weight::Semibold);
            format!(
                "{}{count}",
                fonts::fit(name, within, letters, Weight::Semibold)
            )
        })
        .collect();
    let heads: Vec<Size> = labels
        .iter()
        .map(|label| {
            Size::new(
                fonts::width(label, letters, Weight::Semibold),
                HEAD * letters,
            )
        })
        .collect();
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
    let drawn = labels
        .into_iter()
        .zip(all.groups)
        .map(|(label, rect)| Drawn {
            label,
            rect,
            letters,
        })
        .collect();
    (
        Layout {
            centres: all.centres,
            ground: all.ground,
            quality: layout.quality,
        },
        drawn,
    )
}

/// The grounds of groups, beneath everything else.
pub(super) fn grounds(groups: &[Drawn], frame: &Frame) -> Group {
    let mut all = Group::of("groups");
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
            let width = fonts::width(&group.label, group.letters, Weight::Semibold);
            let height = HEAD * group.letters - 4.0;
            Rect::new(rect.x + 12.0, rect.y + 5.0, width, height)
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
        name.push(Text::new(
            &group.label,
            Point::new(plate.x, plate.centre().y + CAPITAL * group.letters / 2.0),
            group.letters,
            Weight::Semibold,
            Ink::Second,
        ));
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
