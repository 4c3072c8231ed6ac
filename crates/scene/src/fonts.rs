//! The typefaces, and how wide a text is in them.
//!
//! The same bytes are measured here, drawn by the window, embedded in papers and used for
//! pictures, so that what was measured is what is seen. Source Sans 3 and Source Serif 4 are
//! Adobe's, under the SIL Open Font License 1.1 (licence texts in `crates/scene/fonts`).
//!
//! Widths are sums of advances: the drawing switches pair kerning and ligatures off, so that
//! every renderer sets the letters exactly as they were measured.

use std::sync::OnceLock;

use ttf_parser::Face;

/// Source Sans 3, regular.
pub const SANS_REGULAR: &[u8] = include_bytes!("../fonts/SourceSans3-Regular.ttf");
/// Source Sans 3, semibold.
pub const SANS_SEMIBOLD: &[u8] = include_bytes!("../fonts/SourceSans3-Semibold.ttf");
/// Source Sans 3, bold.
pub const SANS_BOLD: &[u8] = include_bytes!("../fonts/SourceSans3-Bold.ttf");
/// Source Sans 3, italic.
pub const SANS_ITALIC: &[u8] = include_bytes!("../fonts/SourceSans3-It.ttf");
/// Source Serif 4, regular.
pub const SERIF_REGULAR: &[u8] = include_bytes!("../fonts/SourceSerif4-Regular.ttf");
/// Source Serif 4, semibold.
pub const SERIF_SEMIBOLD: &[u8] = include_bytes!("../fonts/SourceSerif4-Semibold.ttf");
/// Source Serif 4, bold.
pub const SERIF_BOLD: &[u8] = include_bytes!("../fonts/SourceSerif4-Bold.ttf");

/// Every face that is shipped.
pub const ALL: [&[u8]; 7] = [
    SANS_REGULAR,
    SANS_SEMIBOLD,
    SANS_BOLD,
    SANS_ITALIC,
    SERIF_REGULAR,
    SERIF_SEMIBOLD,
    SERIF_BOLD,
];

/// The family drawings are set in.
pub const SANS: &str = "Source Sans 3";
/// The family paper titles are set in.
pub const SERIF: &str = "Source Serif 4";

/// Licence and copyright of both families, for the place where the program names its sources.
pub const LICENCE: &str = concat!(
    include_str!("../fonts/LICENSE-SourceSans3.md"),
    "\n\n",
    include_str!("../fonts/LICENSE-SourceSerif4.md")
);

/// Height of a capital as a share of the type size, in Source Sans 3.
pub(crate) const CAPITAL: f64 = 0.66;

/// How heavy the letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Weight {
    /// 400.
    #[default]
    Regular,
    /// 600.
    Semibold,
    /// 700.
    Bold,
}

impl Weight {
    /// The number that SVG and CSS give it.
    pub const fn number(self) -> u16 {
        match self {
            Self::Regular => 400,
            Self::Semibold => 600,
            Self::Bold => 700,
        }
    }

    const fn bytes(self) -> &'static [u8] {
        match self {
            Self::Regular => SANS_REGULAR,
            Self::Semibold => SANS_SEMIBOLD,
            Self::Bold => SANS_BOLD,
        }
    }
}

/// A face ready for measuring: the advances of Latin text at hand, the rest looked up.
struct Measure {
    face: Option<Face<'static>>,
    common: [f64; COMMON],
    per_em: f64,
}

const COMMON: usize = 0x180;

impl Measure {
    fn new(bytes: &'static [u8]) -> Self {
        let face = Face::parse(bytes, 0).ok();
        let per_em = face
            .as_ref()
            .map_or(1000.0, |face| f64::from(face.units_per_em()));
        let mut measure = Self {
            face,
            common: [0.0; COMMON],
            per_em,
        };
        for code in 0..COMMON {
            if let Some(letter) = u32::try_from(code).ok().and_then(char::from_u32) {
                measure.common[code] = measure.look_up(letter);
            }
        }
        measure
    }

    /// The advance of a letter in ems; none, where the face does not have it.
    fn look_up(&self, letter: char) -> f64 {
        self.face
            .as_ref()
            .and_then(|face| {
                face.glyph_index(letter)
                    .and_then(|glyph| face.glyph_hor_advance(glyph))
            })
            .map_or(0.0, |advance| f64::from(advance) / self.per_em)
    }

    fn has(&self, letter: char) -> bool {
        self.face
            .as_ref()
            .is_some_and(|face| face.glyph_index(letter).is_some())
    }

    fn advance(&self, letter: char) -> f64 {
        match self.common.get(letter as usize) {
            Some(advance) => *advance,
            None => self.look_up(letter),
        }
    }
}

fn measure(weight: Weight) -> &'static Measure {
    static FACES: [OnceLock<Measure>; 3] = [const { OnceLock::new() }; 3];
    let place = match weight {
        Weight::Regular => 0,
        Weight::Semibold => 1,
        Weight::Bold => 2,
    };
    FACES[place].get_or_init(|| Measure::new(weight.bytes()))
}

/// Stands for letters that the face does not have. Every shipped face has it.
const MISSING: char = '◊';

/// Whether a drawing can show this letter as itself.
pub(crate) fn can_show(letter: char) -> bool {
    letter.is_whitespace() || (' '..='~').contains(&letter) || measure(Weight::Regular).has(letter)
}

/// The letters as they are drawn: a run of letters the face does not have becomes one lozenge, and marks
/// without a shape of their own are left out.
fn shown(text: &str) -> impl Iterator<Item = char> + '_ {
    let mut after_missing = false;
    text.chars().filter_map(move |letter| {
        let unseen = letter.is_control()
            || matches!(
                letter,
                '\u{ad}'
                    | '\u{200b}'..='\u{200f}'
                    | '\u{202a}'..='\u{202e}'
                    | '\u{2060}'..='\u{206f}'
                    | '\u{fe00}'..='\u{fe0f}'
                    | '\u{feff}'
            );
        if unseen && !letter.is_whitespace() {
            return None;
        }
        let missing = !can_show(letter);
        let again = missing && after_missing;
        after_missing = missing;
        match (missing, again) {
            (false, _) => Some(letter),
            (true, false) => Some(MISSING),
            (true, true) => None,
        }
    })
}

/// The text as a drawing shows it, in which there is nothing the shipped faces do not have.
pub(crate) fn drawable(text: &str) -> String {
    shown(text).collect()
}

/// How wide a line of text is in Source Sans 3 as it is drawn, in the units of `size`.
pub fn width(text: &str, size: f64, weight: Weight) -> f64 {
    let face = measure(weight);
    shown(text).map(|letter| face.advance(letter)).sum::<f64>() * size
}

/// The text, or as much of its beginning as fits with an ellipsis.
pub fn fit(text: &str, within: f64, size: f64, weight: Weight) -> String {
    if width(text, size, weight) <= within {
        return text.to_owned();
    }
    let mut kept = String::new();
    for letter in text.chars() {
        kept.push(letter);
        if width(&kept, size, weight) + width("…", size, weight) > within {
            kept.pop();
            break;
        }
    }
    let mut short = kept.trim_end().to_owned();
    short.push('…');
    short
}

/// The text broken at spaces, but for those that hold together what stands at either side of them (U+00A0), into lines
/// no wider than `within`; what does not fit in `lines` lines is shortened with an ellipsis at its end. A word wider than a line is broken within. The second value says
/// whether either has happened.
pub fn wrap(
    text: &str,
    within: f64,
    size: f64,
    weight: Weight,
    lines: usize,
) -> (Vec<String>, bool) {
    let mut done: Vec<String> = Vec::new();
    let mut line = String::new();
    let mut broken = false;
    let breaks = |letter: char| letter.is_whitespace() && letter != '\u{a0}';
    let mut words = text.split(breaks).filter(|word| !word.is_empty());
    while let Some(word) = words.next() {
        let longer = if line.is_empty() {
            word.to_owned()
        } else {
            format!("{line} {word}")
        };
        if width(&longer, size, weight) <= within {
            line = longer;
        } else if done.len() + 1 >= lines {
            // The last line takes what is left, shortened.
            let mut rest = longer;
            for word in words {
                rest.push(' ');
                rest.push_str(word);
            }
            done.push(fit(&rest, within, size, weight));
            return (done, true);
        } else {
            if !line.is_empty() {
                done.push(std::mem::take(&mut line));
            }
            word.clone_into(&mut line);
            while done.len() + 1 < lines && width(&line, size, weight) > within {
                broken = true;
                let rest = line.split_off(breaking_place(&line, within, size, weight));
                done.push(std::mem::replace(&mut line, rest));
            }
        }
    }
    if !line.is_empty() {
        let fitted = fit(&line, within, size, weight);
        let shortened = fitted != line;
        done.push(fitted);
        return (done, shortened || broken);
    }
    (done, broken)
}

/// The least width within which the text stands in so many lines, no word of it broken.
pub(crate) fn narrowest(text: &str, size: f64, weight: Weight, lines: usize) -> f64 {
    // Wide enough for certain, and too narrow or just wide enough: the width of all, and its share.
    let (mut wide, mut narrow) = (width(text, size, weight), 0.0);
    while wide - narrow > 0.25 {
        let middle = f64::midpoint(wide, narrow);
        if wrap(text, middle, size, weight, lines).1 {
            narrow = middle;
        } else {
            wide = middle;
        }
    }
    wide
}

/// Where a word too wide for a line is broken: after as many letters as fit, and one at least.
fn breaking_place(word: &str, within: f64, size: f64, weight: Weight) -> usize {
    let mut place = 0;
    for (start, letter) in word.char_indices() {
        let next = start + letter.len_utf8();
        if start > 0 && width(&word[..next], size, weight) > within {
            break;
        }
        place = next;
    }
    place
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_face_has_not_is_drawn_as_a_lozenge() {
        assert_eq!(drawable("王伟 Wang"), "◊ Wang");
        assert_eq!(drawable("Ana \u{645}\u{62d}"), "Ana ◊");
        assert_eq!(drawable("Łukasz Žižek\u{202e}"), "Łukasz Žižek");
        for weight in [Weight::Regular, Weight::Semibold, Weight::Bold] {
            assert!(measure(weight).has(MISSING));
            assert!((width("王伟", 10.0, weight) - width("◊", 10.0, weight)).abs() < 1e-9);
        }
    }

    #[test]
    fn a_word_wider_than_a_line_is_broken_and_nothing_after_it_is_lost() {
        let (lines, broken) = wrap("Manchester University", 40.0, 13.0, Weight::Semibold, 6);
        assert!(broken);
        assert_eq!(lines.concat(), "ManchesterUniversity");
        assert!(
            lines
                .iter()
                .all(|line| width(line, 13.0, Weight::Semibold) <= 40.0)
        );
    }

    #[test]
    fn a_name_stands_unbroken_within_the_least_width_found_for_it_and_in_no_less() {
        let name = "Bristol, North Somerset and South Gloucestershire STP\u{a0}·\u{a0}8";
        for lines in 1..=4 {
            let least = narrowest(name, 12.0, Weight::Semibold, lines);
            let (set, broken) = wrap(name, least, 12.0, Weight::Semibold, lines);
            assert!(!broken && set.len() <= lines, "{set:?}");
            assert_eq!(set.join(" "), name);
            assert!(wrap(name, least - 0.5, 12.0, Weight::Semibold, lines).1);
            assert!(set.iter().any(|line| line.ends_with("STP\u{a0}·\u{a0}8")));
        }
    }

    #[test]
    fn every_shipped_face_can_be_read() {
        for bytes in ALL {
            assert!(Face::parse(bytes, 0).is_ok());
        }
    }

    #[test]
    fn widths_are_sums_of_advances() {
        let one = width("Vale", 10.0, Weight::Regular);
        let other = width("Vale Council", 10.0, Weight::Regular);
        assert!(one > 15.0 && one < 25.0, "{one}");
        assert!((other - one - width(" Council", 10.0, Weight::Regular)).abs() < 1e-9);
        assert!(width("Vale", 10.0, Weight::Bold) > one);
    }

    #[test]
    fn a_long_name_is_broken_and_at_last_shortened() {
        let name = "Coventry and Warwickshire Partnership NHS Trust";
        let (lines, shortened) = wrap(name, 150.0, 13.0, Weight::Semibold, 3);
        assert!(!shortened, "{lines:?}");
        assert!(lines.len() <= 3);
        assert_eq!(lines.join(" "), name);
        let (lines, shortened) = wrap(name, 90.0, 13.0, Weight::Semibold, 2);
        assert!(shortened);
        assert!(
            lines
                .iter()
                .all(|line| width(line, 13.0, Weight::Semibold) <= 90.0),
            "{lines:?}"
        );
        assert!(lines[1].ends_with('…'));
    }
}
