//! What is around every drawing: heading, whose eyes and which day, legend, counts. They are inside
//! the drawing because drawings get copied out.

use domain::{AudienceMap, Spot};

use crate::fonts::{self, CAPITAL, Weight};
use crate::geometry::{Point, Rect, Size};
use crate::legend::{Legend, Sign};
use crate::paint::Ink;
use crate::scene::{Align, Group, Node, Omission, Shape, Text};
use crate::words;

/// Around everything.
pub(crate) const MARGIN: f64 = 20.0;
const TITLE: f64 = 16.0;
const SMALL: f64 = 12.0;
const SMALL_LEADING: f64 = 16.0;
const FOOT: f64 = 11.5;
const FOOT_LEADING: f64 = 15.0;
/// Lines kept for the counts at the foot.
const FOOT_LINES: f64 = 2.0;

/// The frame of one drawing.
pub(crate) struct Frame {
    title: Vec<String>,
    subtitle: Vec<String>,
    legend: Legend,
    /// The room there is for marks when the drawing is as large as was asked for.
    asked: Size,
    /// Whether the drawing is made to be looked at as a whole, however large it is: then heading, legend and counts grow
    /// with it, so that they can be read there.
    from_afar: bool,
    /// By how much heading, legend and counts are enlarged.
    by: f64,
    /// Of the whole drawing.
    pub(crate) size: Size,
    /// Where marks stand.
    pub(crate) plot: Rect,
}

/// Day, audience and whether it is invented, for the line under the heading.
pub(crate) fn provenance(map: &AudienceMap) -> Vec<String> {
    // What is not so is said before anything else.
    let mut parts: Vec<String> = map.supposed().map(words::supposed).into_iter().collect();
    parts.push(format!("As of {}", words::day(map.as_of())));
    // Without it a picture of the past looks like one of a day nobody has said more of since.
    parts.extend(
        map.known_on()
            .map(|day| format!("As it was known on {}", words::day(day))),
    );
    parts.push(format!("Seen by {}", map.audience().word()));
    if map.footprint().invented {
        parts.push("Invented example".to_owned());
    }
    parts
}

/// The same in a sentence's beginning, for those who hear a drawing: "Map of the ward review on 5 March 2026, as seen by
/// board". `sort` is what sort of drawing it is.
pub(crate) fn spoken(sort: &str, map: &AudienceMap) -> String {
    let supposed = map
        .supposed()
        .map(|what| format!("{}. ", words::supposed(what)));
    let known = map
        .known_on()
        .map(|day| format!(" as it was known on {}", words::day(day)));
    let name = map.footprint().name.as_str();
    format!(
        "{}{sort} of {} on {}{}, as seen by {}",
        supposed.unwrap_or_default(),
        if name.is_empty() {
            "the footprint"
        } else {
            name
        },
        words::day(map.as_of()),
        known.unwrap_or_default(),
        map.audience().word(),
    )
}

impl Frame {
    pub(crate) fn new(size: &Size, title: &str, subtitle: &[String], legend: &Legend) -> Self {
        let width = size.width.max(240.0);
        let inner = width - 2.0 * MARGIN;
        let (title, _) = fonts::wrap(title, inner, TITLE, Weight::Semibold, 2);
        let (subtitle, _) = fonts::wrap(&subtitle.join(" · "), inner, SMALL, Weight::Regular, 3);
        let mut frame = Self {
            title,
            subtitle,
            legend: Legend {
                placed: legend.placed.clone(),
                height: legend.height,
            },
            asked: Size::default(),
            from_afar: false,
            by: 1.0,
            size: Size::new(width, size.height),
            plot: Rect::default(),
        };
        let height = (size.height - frame.above() - frame.below()).max(120.0);
        frame.plot = Rect::new(MARGIN, frame.above(), inner, height);
        frame.asked = frame.plot_size();
        frame.size.height = frame.above() + height + frame.below();
        frame
    }

    /// The frame of a drawing that is made to be looked at as a whole, however large it is.
    pub(crate) fn seen_from_afar(self) -> Self {
        Self {
            from_afar: true,
            ..self
        }
    }

    /// By how much heading, legend and counts are enlarged round a ground.
    fn enlarged(&self, ground: Size) -> f64 {
        if self.from_afar {
            (ground.width / self.asked.width)
                .max(ground.height / self.asked.height)
                .max(1.0)
        } else {
            1.0
        }
    }

    fn above(&self) -> f64 {
        MARGIN - 4.0
            + 21.0 * self.title.len() as f64
            + SMALL_LEADING * self.subtitle.len() as f64
            + 12.0
    }

    fn below(&self) -> f64 {
        12.0 + self.legend.height + 4.0 + FOOT_LEADING * FOOT_LINES + 8.0
    }

    /// The room there is for marks.
    pub(crate) const fn plot_size(&self) -> Size {
        Size::new(self.plot.width, self.plot.height)
    }

    /// The ground that marks stand on, in whole pixels, so that a picture of the drawing has no half-empty edge.
    pub(crate) fn whole(ground: Size) -> Size {
        // What is a whole number but for rounding is one.
        let whole = |length: f64| (length - 1e-6).ceil();
        Size::new(whole(ground.width), whole(ground.height))
    }

    /// The same frame around a ground that may have grown.
    pub(crate) fn around(self, ground: Size, groups: &[Vec<Sign>]) -> Self {
        let ground = Self::whole(ground);
        let by = self.enlarged(ground);
        let legend = self.legend_beneath(ground, groups);
        let mut frame = Self {
            legend: legend.unwrap_or(self.legend),
            by,
            ..self
        };
        let corner = frame.corner(ground);
        frame.plot = Rect::new(corner.x, corner.y, ground.width, ground.height);
        frame.size = Self::whole(Size::new(
            frame.wide(ground) + 2.0 * MARGIN * by,
            ground.height + (frame.above() + frame.below()) * by,
        ));
        frame
    }

    /// The legend anew, where the ground has grown wider than the one it was set for.
    fn legend_beneath(&self, ground: Size, groups: &[Vec<Sign>]) -> Option<Legend> {
        let width = self.wide(ground) / self.enlarged(ground);
        let wider = width > self.asked.width + 1.0;
        wider.then(|| Legend::of(groups, width))
    }

    /// How large the drawing is around a ground.
    pub(crate) fn size_around(&self, ground: Size, groups: &[Vec<Sign>]) -> Size {
        let ground = Self::whole(ground);
        let legend = self.legend_beneath(ground, groups);
        let shorter = legend.map_or(0.0, |legend| self.legend.height - legend.height);
        let by = self.enlarged(ground);
        Self::whole(Size::new(
            self.wide(ground) + 2.0 * MARGIN * by,
            ground.height + (self.above() + self.below() - shorter) * by,
        ))
    }

    /// A place on the ground as a place in the drawing.
    pub(crate) fn place(&self, on_ground: Point) -> Point {
        on_ground.plus(self.plot.x, self.plot.y)
    }

    /// A kept spot as a place on a ground, in a drawing of this size around it.
    pub(crate) fn unplace(&self, spot: Spot, drawing: Size, ground: Size) -> Point {
        let corner = self.corner(ground);
        Point::new(
            spot.x * drawing.width - corner.x,
            spot.y * drawing.height - corner.y,
        )
    }

    /// Where a ground begins in the drawing around it: in its middle where it is narrower than heading and legend.
    pub(crate) fn corner(&self, ground: Size) -> Point {
        let ground = Self::whole(ground);
        let by = self.enlarged(ground);
        let left = ((self.wide(ground) - ground.width) / 2.0).floor();
        Point::new(MARGIN * by + left, self.above() * by)
    }

    /// Width of what is within the margins: heading and legend were set for what was asked for, also round a ground that
    /// is narrower.
    fn wide(&self, ground: Size) -> f64 {
        ground.width.max(self.asked.width * self.enlarged(ground))
    }

    pub(crate) const fn legend(&self) -> &Legend {
        &self.legend
    }

    pub(crate) fn draw_legend(&self) -> Group {
        let corner = Point::new(MARGIN, self.foot());
        self.as_large(self.legend.draw(corner))
    }

    /// Where the legend begins, in its own units.
    fn foot(&self) -> f64 {
        self.plot.bottom() / self.by + 12.0
    }

    fn as_large(&self, group: Group) -> Group {
        let enlarged = (self.by > 1.0).then_some(self.by);
        Group { enlarged, ..group }
    }

    /// Ground, heading and counts: everything that lies under the marks.
    pub(crate) fn before(&self, counts: &str, omissions: &[Omission]) -> Vec<Node> {
        let mut nodes: Vec<Node> = Vec::new();
        let mut ground = Group::of("ground");
        ground.push(
            Shape::rect(Rect::new(0.0, 0.0, self.size.width, self.size.height), 0.0)
                .filled(Ink::Paper),
        );
        nodes.push(ground.into());
        let mut head = Group::of("heading");
        let mut y = MARGIN - 4.0;
        for line in &self.title {
            let baseline = y + 10.5 + CAPITAL * TITLE / 2.0;
            head.push(Text::new(
                line,
                Point::new(MARGIN, baseline),
                TITLE,
                Weight::Semibold,
                Ink::Ink,
            ));
            y += 21.0;
        }
        for line in &self.subtitle {
            let baseline = y + SMALL_LEADING / 2.0 + CAPITAL * SMALL / 2.0;
            head.push(Text::new(
                line,
                Point::new(MARGIN, baseline),
                SMALL,
                Weight::Regular,
                Ink::Second,
            ));
            y += SMALL_LEADING;
        }
        nodes.push(self.as_large(head).into());
        let mut foot = Group::of("counts");
        let mut text = counts.to_owned();
        if !omissions.is_empty() {
            let said: Vec<String> = omissions.iter().map(|o| o.words.clone()).collect();
            text.push_str(" · Not drawn: ");
            text.push_str(&said.join(", "));
        }
        let (lines, _) = fonts::wrap(
            &text,
            self.size.width / self.by - 2.0 * MARGIN,
            FOOT,
            Weight::Regular,
            FOOT_LINES as usize,
        );
        let top = self.foot() + self.legend.height + 4.0;
        for (i, line) in lines.iter().enumerate() {
            let baseline = top + FOOT_LEADING * (i as f64 + 0.5) + CAPITAL * FOOT / 2.0;
            foot.push(Text::new(
                line,
                Point::new(MARGIN, baseline),
                FOOT,
                Weight::Regular,
                Ink::Second,
            ));
        }
        nodes.push(self.as_large(foot).into());
        nodes
    }

    /// A sentence in the middle, where there is nothing else to show.
    pub(crate) fn note(&self, sentence: &str) -> Group {
        let mut group = Group::of("note");
        let (lines, _) = fonts::wrap(
            sentence,
            self.plot.width.min(420.0),
            14.0,
            Weight::Regular,
            4,
        );
        let middle = self.plot.centre();
        for (i, line) in lines.iter().enumerate() {
            group.push(
                Text::new(
                    line,
                    middle.plus(0.0, 20.0 * i as f64),
                    14.0,
                    Weight::Regular,
                    Ink::Second,
                )
                .aligned(Align::Middle),
            );
        }
        group
    }
}
