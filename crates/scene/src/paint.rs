//! The colours and shapes of the drawing language (LOOK.md "Colour"), for paper and for the dark window.
//!
//! A drawing names its colours by role. Paper takes the light value; the window may override
//! any of them through the class names `fill-ROLE` and `stroke-ROLE`, and [`window_css`] is that
//! override, generated from the same table.

use std::fmt::Write as _;

use domain::{Level, OrganisationKind};
use serde::{Deserialize, Serialize};

use OrganisationKind as K;

/// Which of the two sets of colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// Dark ink on quiet paper; what files and papers always have.
    #[default]
    Light,
    /// The window at night.
    Dark,
}

/// A colour by what it is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ink {
    /// The ground.
    Paper,
    /// What lies on the ground.
    Raised,
    /// Hairlines.
    Line,
    /// Text.
    Ink,
    /// Quieter text.
    Second,
    /// Marks that recede. Not for text.
    Faint,
    /// What can be done.
    Accent,
    /// A gap.
    Gap,
    /// The ground of a gap.
    GapWash,
    /// What nobody has assessed.
    Unknown,
    /// A level of collaboration, 1 to 5: one hue that deepens.
    Level(u8),
    /// The discs and shape of a kind of organisation.
    Kind(OrganisationKind),
    /// The region of a kind.
    KindWash(OrganisationKind),
    /// The border of a region.
    KindEdge(OrganisationKind),
    /// Letters on a disc.
    OnKind,
    /// One of eight hues, for whatever colours are said to mean: 0 to 6, and 7, nearly grey, for the rest.
    Hue(u8),
    /// The region of a hue.
    HueWash(u8),
    /// The border of a region of a hue.
    HueEdge(u8),
    /// A step of something that is more or less, 1 to 4: one hue that deepens.
    Step(u8),
    /// Letters on a step.
    OnStep(u8),
    /// The region of any step.
    StepWash,
    /// The border of any step.
    StepEdge,
}

/// The kinds whose hues the eight are: what is one among many may wear any of them.
const HUES: [OrganisationKind; 8] = [
    K::AcuteHospital,
    K::Council,
    K::Community,
    K::Voluntary,
    K::Commissioner,
    K::MentalHealth,
    K::PrimaryCare,
    K::Other,
];

const fn hue(number: u8) -> OrganisationKind {
    HUES[if number < 7 { number as usize } else { 7 }]
}

impl Ink {
    /// Every colour there is.
    pub fn all() -> Vec<Self> {
        let mut all = vec![
            Self::Paper,
            Self::Raised,
            Self::Line,
            Self::Ink,
            Self::Second,
            Self::Faint,
            Self::Accent,
            Self::Gap,
            Self::GapWash,
            Self::Unknown,
            Self::OnKind,
        ];
        all.extend((1..=5).map(Self::Level));
        all.extend((0..8).flat_map(|n| [Self::Hue(n), Self::HueWash(n), Self::HueEdge(n)]));
        all.extend((1..=4).flat_map(|n| [Self::Step(n), Self::OnStep(n)]));
        all.extend([Self::StepWash, Self::StepEdge]);
        for kind in K::ALL {
            all.extend([
                Self::Kind(*kind),
                Self::KindWash(*kind),
                Self::KindEdge(*kind),
            ]);
        }
        all
    }

    /// Light and dark value.
    pub const fn pair(self) -> (&'static str, &'static str) {
        match self {
            Self::Paper => ("#FBFAF7", "#16191D"),
            Self::Raised => ("#FFFFFF", "#1F242A"),
            Self::Line => ("#D9D6CE", "#343B44"),
            Self::Ink => ("#1B242D", "#ECEAE4"),
            Self::Second => ("#4A5763", "#B4BDC6"),
            Self::Faint => ("#6B7680", "#8E99A4"),
            Self::Accent => ("#1D4E89", "#8DB8EE"),
            Self::Gap => ("#B3400F", "#FF9B6B"),
            Self::GapWash => ("#F8DFD2", "#4A2C1E"),
            Self::Unknown => ("#78828C", "#8E99A4"),
            Self::OnKind => ("#FFFFFF", "#16191D"),
            Self::Hue(n) => Self::Kind(hue(n)).pair(),
            Self::HueWash(n) => Self::KindWash(hue(n)).pair(),
            Self::HueEdge(n) => Self::KindEdge(hue(n)).pair(),
            Self::Step(0 | 1) => ("#DCE8F6", "#243447"),
            Self::Step(2) => ("#A9C6E8", "#3A5A80"),
            Self::Step(3) => ("#3F6BA3", "#7FAADC"),
            Self::Step(_) | Self::StepEdge => ("#163F73", "#B9DAFF"),
            Self::OnStep(0..=2) => Self::Ink.pair(),
            Self::OnStep(_) => Self::OnKind.pair(),
            Self::StepWash => ("#EDF2F9", "#222933"),
            // One hue (256 degrees in OKLCH), lightness 0.63 to 0.37, the weak ones near one another so that
            // they recede; the dark ramp rises instead.
            Self::Level(0 | 1) => ("#7E8A9C", "#6F7B8C"),
            Self::Level(2) => ("#76879C", "#7D91AB"),
            Self::Level(3) => ("#667E9D", "#8CA7CA"),
            Self::Level(4) => ("#4B6A94", "#9BBDEB"),
            Self::Level(_) => ("#163F73", "#B2D7FF"),
            // Hues of equal lightness (0.46) and chroma (0.085) in OKLCH, "other" nearly grey.
            Self::Kind(K::AcuteHospital) => ("#395987", "#89ADE1"),
            Self::Kind(K::Community) => ("#286645", "#7DBB95"),
            Self::Kind(K::MentalHealth) => ("#68497A", "#BD9CD2"),
            Self::Kind(K::Council) => ("#754F19", "#CCA26E"),
            Self::Kind(K::Commissioner) => ("#006571", "#64BAC7"),
            Self::Kind(K::PrimaryCare) => ("#595C1D", "#ACB171"),
            Self::Kind(K::Voluntary) => ("#80434B", "#DB959C"),
            Self::Kind(K::Other) => ("#515962", "#A3ACB6"),
            Self::KindWash(K::AcuteHospital) => ("#E9F1FC", "#252E3C"),
            Self::KindWash(K::Community) => ("#E7F4EC", "#223228"),
            Self::KindWash(K::MentalHealth) => ("#F4EDF9", "#322A38"),
            Self::KindWash(K::Council) => ("#F8EFE4", "#362C1F"),
            Self::KindWash(K::Commissioner) => ("#E4F4F6", "#1D3235"),
            Self::KindWash(K::PrimaryCare) => ("#F0F1E5", "#2E2F1F"),
            Self::KindWash(K::Voluntary) => ("#FBECED", "#3A282A"),
            Self::KindWash(K::Other) => ("#EEF0F3", "#2C2E31"),
            Self::KindEdge(K::AcuteHospital) => ("#ABBFDC", "#495C78"),
            Self::KindEdge(K::Community) => ("#A6C7B2", "#42644F"),
            Self::KindEdge(K::MentalHealth) => ("#C8B6D4", "#645370"),
            Self::KindEdge(K::Council) => ("#D1B99D", "#6D563A"),
            Self::KindEdge(K::Commissioner) => ("#9BC7CD", "#36636A"),
            Self::KindEdge(K::PrimaryCare) => ("#BEC19F", "#5B5E3C"),
            Self::KindEdge(K::Voluntary) => ("#DAB2B6", "#754F53"),
            Self::KindEdge(K::Other) => ("#B9BEC4", "#575B61"),
        }
    }

    /// The value in a theme, as `#RRGGBB`.
    pub const fn value(self, theme: Theme) -> &'static str {
        match theme {
            Theme::Light => self.pair().0,
            Theme::Dark => self.pair().1,
        }
    }

    /// The role's name in class attributes.
    pub fn role(self) -> String {
        match self {
            Self::Paper => "paper".to_owned(),
            Self::Raised => "raised".to_owned(),
            Self::Line => "line".to_owned(),
            Self::Ink => "ink".to_owned(),
            Self::Second => "second".to_owned(),
            Self::Faint => "faint".to_owned(),
            Self::Accent => "accent".to_owned(),
            Self::Gap => "gap".to_owned(),
            Self::GapWash => "gap-wash".to_owned(),
            Self::Unknown => "unknown".to_owned(),
            Self::OnKind => "on-kind".to_owned(),
            Self::Level(level) => format!("level-{level}"),
            Self::Kind(kind) => format!("kind-{}", dashed(kind)),
            Self::KindWash(kind) => format!("wash-{}", dashed(kind)),
            Self::KindEdge(kind) => format!("edge-{}", dashed(kind)),
            Self::Hue(n) => format!("hue-{n}"),
            Self::HueWash(n) => format!("hue-wash-{n}"),
            Self::HueEdge(n) => format!("hue-edge-{n}"),
            Self::Step(n) => format!("step-{n}"),
            Self::OnStep(n) => format!("on-step-{n}"),
            Self::StepWash => "step-wash".to_owned(),
            Self::StepEdge => "step-edge".to_owned(),
        }
    }
}

fn dashed(kind: OrganisationKind) -> String {
    kind.key().replace('_', "-")
}

/// Width of a tie's line at a level, in pixels: 0.75 to 3.5 (LOOK.md).
pub const fn tie_width(level: Level) -> f64 {
    match level {
        Level::None | Level::Networking => 0.75,
        Level::Cooperation => 1.1,
        Level::Coordination => 1.6,
        Level::Coalition => 2.4,
        Level::Collaboration => 3.5,
    }
}

/// Style rules that give a drawing inside the window the dark colours, when an ancestor has
/// `data-theme="dark"`, and the reader's own where the system forces colours. For a window that follows the system,
/// put the drawing under such an ancestor.
pub fn window_css() -> String {
    let mut css = String::new();
    for ink in Ink::all() {
        let role = ink.role();
        let value = ink.value(Theme::Dark);
        put(
            &mut css,
            format_args!(
                "[data-theme=\"dark\"] .footbridge-scene .fill-{role}{{fill:{value}}}\n\
             [data-theme=\"dark\"] .footbridge-scene .stroke-{role}{{stroke:{value}}}\n"
            ),
        );
    }
    css.push_str("@media (forced-colors: active){\n.footbridge-scene{forced-color-adjust:none}\n");
    for ink in Ink::all() {
        let role = ink.role();
        let value = forced(ink);
        put(
            &mut css,
            format_args!(
                ":root .footbridge-scene .fill-{role}{{fill:{value}}}\n\
             :root .footbridge-scene .stroke-{role}{{stroke:{value}}}\n"
            ),
        );
    }
    css.push_str("}\n");
    css
}

/// The system's colour for a role where the reader has chosen all colours: ground, text, what can be done and what is
/// not to be had. Everything a colour says is said by a shape as well.
const fn forced(ink: Ink) -> &'static str {
    match ink {
        Ink::Paper
        | Ink::Raised
        | Ink::GapWash
        | Ink::KindWash(_)
        | Ink::OnKind
        | Ink::HueWash(_)
        | Ink::Step(_)
        | Ink::StepWash => "Canvas",
        Ink::Accent | Ink::Gap => "LinkText",
        Ink::Unknown => "GrayText",
        Ink::Line
        | Ink::Ink
        | Ink::Second
        | Ink::Faint
        | Ink::Level(_)
        | Ink::Kind(_)
        | Ink::KindEdge(_)
        | Ink::Hue(_)
        | Ink::HueEdge(_)
        | Ink::OnStep(_)
        | Ink::StepEdge => "CanvasText",
    }
}

/// Closed outline of a kind's own shape around (0, 0), fitting a circle of radius `r`, as SVG path data.
/// Printed in black and white the shape alone tells the kind.
pub(crate) fn kind_outline(kind: OrganisationKind, x: f64, y: f64, r: f64) -> String {
    let corners = |n: u32, turn: f64, radius: f64| -> String {
        let mut path = String::new();
        for i in 0..n {
            let angle = turn + std::f64::consts::TAU * f64::from(i) / f64::from(n);
            let (px, py) = (x + radius * angle.cos(), y + radius * angle.sin());
            put(
                &mut path,
                format_args!(
                    "{}{} {}",
                    if i == 0 { "M" } else { "L" },
                    number(px),
                    number(py)
                ),
            );
        }
        path.push('Z');
        path
    };
    let up = -std::f64::consts::FRAC_PI_2;
    match kind {
        K::AcuteHospital => {
            let h = r * 0.84;
            format!(
                "M{} {}H{}V{}H{}Z",
                number(x - h),
                number(y - h),
                number(x + h),
                number(y + h),
                number(x - h)
            )
        }
        K::Community => corners(4, up, r * 1.08),
        K::MentalHealth => corners(6, 0.0, r),
        K::Council => corners(5, up, r * 1.05),
        K::Commissioner => circle_path(x, y, r * 0.92),
        K::PrimaryCare => {
            let w = r * 1.05;
            format!(
                "M{} {}L{} {}L{} {}Z",
                number(x),
                number(y - r * 0.95),
                number(x + w),
                number(y + r * 0.85),
                number(x - w),
                number(y + r * 0.85)
            )
        }
        K::Voluntary => {
            // A round heart: two lobes and a soft point.
            let (l, t, b) = (r * 1.02, y - r * 0.30, y + r * 0.98);
            format!(
                "M{x0} {b}C{a} {c} {l0} {d} {l0} {t}C{l0} {e} {f} {e} {x0} {g}C{h} {e} {r0} {e} {r0} {t}C{r0} {d} {i} {c} {x0} {b}Z",
                x0 = number(x),
                b = number(b),
                a = number(x - r * 0.25),
                c = number(y + r * 0.80),
                l0 = number(x - l),
                d = number(y + r * 0.35),
                t = number(t),
                e = number(y - r * 1.02),
                f = number(x - r * 0.22),
                g = number(y - r * 0.52),
                h = number(x + r * 0.22),
                r0 = number(x + l),
                i = number(x + r * 0.25),
            )
        }
        K::Other => rounded_path(x - r * 0.86, y - r * 0.86, r * 1.72, r * 1.72, r * 0.55),
    }
}

/// Appends formatted text. Writing to a `String` cannot fail, so there is no result to look at.
pub(crate) fn put(text: &mut String, words: std::fmt::Arguments<'_>) {
    text.write_fmt(words).unwrap_or_default();
}

pub(crate) fn circle_path(x: f64, y: f64, r: f64) -> String {
    format!(
        "M{} {}A{r} {r} 0 1 1 {} {}A{r} {r} 0 1 1 {} {}Z",
        number(x - r),
        number(y),
        number(x + r),
        number(y),
        number(x - r),
        number(y),
        r = number(r)
    )
}

fn rounded_path(x: f64, y: f64, w: f64, h: f64, r: f64) -> String {
    format!(
        "M{} {}h{iw}a{r} {r} 0 0 1 {r} {r}v{ih}a{r} {r} 0 0 1 -{r} {r}h-{iw}a{r} {r} 0 0 1 -{r} -{r}v-{ih}a{r} {r} 0 0 1 {r} -{r}Z",
        number(x + r),
        number(y),
        iw = number(w - 2.0 * r),
        ih = number(h - 2.0 * r),
        r = number(r),
    )
}

/// A number as drawings write it: hundredths of a pixel, no trailing zeros, never "-0".
pub(crate) fn number(value: f64) -> String {
    let hundredths = (value * 100.0).round() as i64;
    let whole = hundredths / 100;
    let part = (hundredths % 100).unsigned_abs();
    let sign = if hundredths < 0 && whole == 0 {
        "-"
    } else {
        ""
    };
    if part == 0 {
        format!("{whole}")
    } else if part.is_multiple_of(10) {
        format!("{sign}{whole}.{}", part / 10)
    } else {
        format!("{sign}{whole}.{part:02}")
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// Contrast ratio of two colours (WCAG 2.2, "relative luminance").
    fn contrast(one: &str, other: &str) -> f64 {
        let luminance = |hex: &str| {
            let part = |i: usize| {
                let c = f64::from(u8::from_str_radix(&hex[i..i + 2], 16).unwrap()) / 255.0;
                if c <= 0.04045 {
                    c / 12.92
                } else {
                    ((c + 0.055) / 1.055).powf(2.4)
                }
            };
            0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
        };
        let (a, b) = (luminance(one), luminance(other));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn all_text_has_a_contrast_of_at_least_four_and_a_half() {
        for theme in [Theme::Light, Theme::Dark] {
            let mut pairs = vec![
                (Ink::Ink, Ink::Paper),
                (Ink::Second, Ink::Paper),
                (Ink::Second, Ink::Raised),
                (Ink::Gap, Ink::Raised),
                (Ink::Gap, Ink::Paper),
            ];
            for kind in K::ALL {
                pairs.push((Ink::OnKind, Ink::Kind(*kind)));
                pairs.push((Ink::Ink, Ink::KindWash(*kind)));
                pairs.push((Ink::Second, Ink::KindWash(*kind)));
                pairs.push((Ink::Kind(*kind), Ink::Paper));
            }
            for n in 0..8 {
                pairs.push((Ink::OnKind, Ink::Hue(n)));
                pairs.push((Ink::Ink, Ink::HueWash(n)));
                pairs.push((Ink::Second, Ink::HueWash(n)));
            }
            pairs.extend((1..=4).map(|n| (Ink::OnStep(n), Ink::Step(n))));
            pairs.extend([(Ink::Ink, Ink::StepWash), (Ink::Second, Ink::StepWash)]);
            for (text, ground) in pairs {
                let ratio = contrast(text.value(theme), ground.value(theme));
                assert!(
                    ratio >= 4.5,
                    "{text:?} on {ground:?} in {theme:?}: {ratio:.2}"
                );
            }
        }
    }

    #[test]
    fn all_marks_that_carry_meaning_have_a_contrast_of_at_least_three() {
        for theme in [Theme::Light, Theme::Dark] {
            let mut on_steps = vec![Ink::StepEdge, Ink::Gap, Ink::Unknown];
            on_steps.extend((1..=5).map(Ink::Level));
            for mark in on_steps {
                for ground in [Ink::StepWash, Ink::Paper, Ink::Raised] {
                    let ratio = contrast(mark.value(theme), ground.value(theme));
                    assert!(
                        ratio >= 3.0,
                        "{mark:?} on {ground:?} in {theme:?}: {ratio:.2}"
                    );
                }
            }
            for kind in K::ALL {
                let wash = Ink::KindWash(*kind);
                let mut marks = vec![Ink::Kind(*kind), Ink::Gap, Ink::Unknown];
                marks.extend((1..=5).map(Ink::Level));
                for mark in marks {
                    for ground in [wash, Ink::Paper] {
                        let ratio = contrast(mark.value(theme), ground.value(theme));
                        assert!(
                            ratio >= 3.0,
                            "{mark:?} on {ground:?} in {theme:?}: {ratio:.2}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn levels_deepen() {
        for level in 1..5 {
            let (one, next) = (Ink::Level(level), Ink::Level(level + 1));
            for theme in [Theme::Light, Theme::Dark] {
                let paper = Ink::Paper.value(theme);
                assert!(contrast(one.value(theme), paper) < contrast(next.value(theme), paper));
            }
        }
    }

    #[test]
    fn numbers_are_short_and_never_minus_nought() {
        assert_eq!(number(3.0), "3");
        assert_eq!(number(-0.001), "0");
        assert_eq!(number(-0.5), "-0.5");
        assert_eq!(number(12.346), "12.35");
        assert_eq!(number(-7.04), "-7.04");
    }
}
