//! The words and figures of a board paper, before and after they are made to fit two pages.

use serde::Serialize;
use serde_json::Value;

use crate::world::FACES;

/// A board paper's contents in full, whatever their length.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Draft {
    pub(crate) document_title: String,
    pub(crate) description: String,
    pub(crate) kind: String,
    pub(crate) footprint: String,
    pub(crate) subject: String,
    pub(crate) particulars: Vec<Particular>,
    pub(crate) running: Running,
    pub(crate) running_right: String,
    pub(crate) heading: String,
    pub(crate) standfirst: String,
    pub(crate) facts: Vec<Fact>,
    pub(crate) caption: String,
    pub(crate) gaps: GapsPart,
    pub(crate) promises: PromisesPart,
    pub(crate) kept: KeptPart,
    pub(crate) coverage_heading: String,
    pub(crate) coverage: Vec<String>,
    pub(crate) sources: Vec<String>,
    pub(crate) foot: String,
}

/// What stands at the head of the second page, on the left.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Running {
    pub(crate) footprint: String,
    pub(crate) for_whom: String,
    pub(crate) date: String,
}

impl Running {
    /// All three in at most `longest` characters: names give way, the date never.
    fn cut(&self, longest: usize) -> String {
        const BETWEEN: &str = " · ";
        let length = |text: &str| text.chars().count();
        let for_whom = shortened(&self.for_whom, longest / 3);
        let taken = length(&for_whom) + length(&self.date) + 2 * length(BETWEEN);
        let footprint = shortened(&self.footprint, longest.saturating_sub(taken));
        [footprint, for_whom, self.date.clone()].join(BETWEEN)
    }
}

/// One labelled value of the title block.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Particular {
    pub(crate) label: &'static str,
    pub(crate) value: String,
}

/// One figure with what it counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Fact {
    pub(crate) figure: String,
    pub(crate) label: String,
}

/// The gaps: heading, sentence, rows, most important first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct GapsPart {
    pub(crate) heading: String,
    pub(crate) lead: Option<String>,
    pub(crate) rows: Vec<GapRow>,
    pub(crate) note: String,
}

/// Two partners and how far they are from what their work needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct GapRow {
    pub(crate) partners: String,
    pub(crate) needed: String,
    pub(crate) today: String,
    /// Whose word that is.
    pub(crate) basis: String,
    pub(crate) why: String,
    pub(crate) next: String,
    /// The levels as numbers, for the five steps drawn under `today`.
    pub(crate) needed_level: u8,
    pub(crate) low: u8,
    pub(crate) high: u8,
    /// Whether it is certainly a gap: only then does it carry the broken bridge.
    pub(crate) confirmed: bool,
}

/// The overdue promises: heading, sentence, one sentence each, longest overdue first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct PromisesPart {
    pub(crate) heading: String,
    pub(crate) lead: Option<String>,
    pub(crate) sentences: Vec<String>,
}

/// Promises kept on time, by organisation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct KeptPart {
    pub(crate) heading: String,
    pub(crate) rows: Vec<KeptRow>,
    pub(crate) note: Option<String>,
}

/// One organisation's promises kept on time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct KeptRow {
    pub(crate) organisation: String,
    pub(crate) kept: String,
    pub(crate) range: String,
}

/// How large the text is and how much is shown. Tried one after the other until two pages are enough.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Fit {
    text: f64,
    air: f64,
    heading: f64,
    gaps: usize,
    promises: usize,
    kept: usize,
    longest: usize,
}

/// From the ordinary page to the tightest: 8.3 pt is 11 CSS pixels, below which nothing is set.
pub(crate) const FITS: [Fit; 9] = [
    Fit {
        text: 10.4,
        air: 1.3,
        heading: 22.0,
        gaps: 5,
        promises: 6,
        kept: 8,
        longest: 220,
    },
    Fit {
        text: 10.0,
        air: 0.9,
        heading: 21.0,
        gaps: 5,
        promises: 6,
        kept: 8,
        longest: 220,
    },
    Fit {
        text: 9.8,
        air: 0.6,
        heading: 21.0,
        gaps: 5,
        promises: 6,
        kept: 8,
        longest: 220,
    },
    Fit {
        text: 9.5,
        air: 0.5,
        heading: 20.0,
        gaps: 5,
        promises: 6,
        kept: 8,
        longest: 220,
    },
    Fit {
        text: 9.2,
        air: 0.5,
        heading: 19.0,
        gaps: 5,
        promises: 6,
        kept: 8,
        longest: 180,
    },
    Fit {
        text: 9.0,
        air: 0.3,
        heading: 18.0,
        gaps: 5,
        promises: 5,
        kept: 7,
        longest: 140,
    },
    Fit {
        text: 8.6,
        air: 0.2,
        heading: 16.0,
        gaps: 5,
        promises: 5,
        kept: 6,
        longest: 110,
    },
    Fit {
        text: 8.3,
        air: 0.0,
        heading: 15.0,
        gaps: 5,
        promises: 4,
        kept: 5,
        longest: 90,
    },
    Fit {
        text: 8.3,
        air: 0.0,
        heading: 14.0,
        gaps: 5,
        promises: 3,
        kept: 3,
        longest: 55,
    },
];

impl Draft {
    /// The data the template reads, cut to `fit`, every text cleaned of what a page cannot show.
    pub(crate) fn fitted(&self, fit: Fit, picture: &PictureData) -> Value {
        let cut = |text: &str| shortened(text, fit.longest);
        let gaps: Vec<GapRow> = self
            .gaps
            .rows
            .iter()
            .take(fit.gaps)
            .map(|row| row.cut(fit))
            .collect();
        let promises: Vec<String> = self
            .promises
            .sentences
            .iter()
            .take(fit.promises)
            .map(|s| shortened_by_clauses(s, fit.longest + 60))
            .collect();
        let kept: Vec<KeptRow> = self
            .kept
            .rows
            .iter()
            .take(fit.kept)
            .map(|row| row.cut(fit))
            .collect();
        let kept_note = join(
            more(
                self.kept.rows.len(),
                kept.len(),
                "organisation",
                "organisations",
            ),
            self.kept.note.clone(),
        );
        let mut value = serde_json::json!({
            "text_size": fit.text,
            "air": fit.air,
            "heading_size": fit.heading,
            "document_title": shortened(&self.document_title, 240),
            "description": shortened(&self.description, 400),
            "kind": self.kind,
            "footprint": shortened(&self.footprint, 140),
            "subject": shortened(&self.subject, 160),
            "particulars": self.particulars.iter().map(|p| Particular { label: p.label, value: shortened(&p.value, 70) }).collect::<Vec<_>>(),
            "running_left": self.running.cut(90),
            "running_right": shortened(&self.running_right, 60),
            "heading": shortened(&self.heading, 200),
            "standfirst": shortened_by_clauses(&self.standfirst, fit.longest * 3),
            "facts": self.facts,
            "picture": {
                "alternative": picture.alternative,
                "width": picture.width,
                "height": picture.height,
                "caption": shortened(&self.caption, fit.longest * 2),
            },
            "gaps": {
                "heading": cut(&self.gaps.heading),
                "lead": self.gaps.lead.as_deref().map(|lead| shortened_by_clauses(lead, fit.longest * 2)),
                "rows": gaps,
                "more": more(self.gaps.rows.len(), fit.gaps.min(self.gaps.rows.len()), "pair", "pairs"),
                "note": self.gaps.note,
            },
            "promises": {
                "heading": cut(&self.promises.heading),
                "lead": self.promises.lead.as_deref().map(|lead| shortened_by_clauses(lead, fit.longest * 2)),
                "sentences": promises,
                "more": more(self.promises.sentences.len(), fit.promises.min(self.promises.sentences.len()), "promise", "promises"),
            },
            "kept": {
                "heading": cut(&self.kept.heading),
                "rows": kept,
                "note": kept_note,
            },
            "coverage": {
                "heading": cut(&self.coverage_heading),
                "paragraphs": self.coverage.iter().map(|p| shortened_by_clauses(p, fit.longest * 3)).collect::<Vec<_>>(),
            },
            "sources": self.sources.iter().map(|p| shortened(p, fit.longest * 3)).collect::<Vec<_>>(),
            "foot": shortened(&self.foot, 130),
        });
        clean_all(&mut value);
        value
    }
}

impl GapRow {
    fn cut(&self, fit: Fit) -> Self {
        Self {
            partners: shortened(&self.partners, fit.longest),
            why: shortened_by_clauses(&self.why, fit.longest),
            next: shortened_by_clauses(&self.next, fit.longest),
            ..self.clone()
        }
    }
}

impl KeptRow {
    fn cut(&self, fit: Fit) -> Self {
        Self {
            organisation: shortened(&self.organisation, fit.longest.min(60)),
            ..self.clone()
        }
    }
}

/// What a template is told of the picture beside it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct PictureData {
    pub(crate) alternative: String,
    pub(crate) width: f64,
    pub(crate) height: f64,
}

/// "And 7 more pairs, not shown here.", or nothing when all are shown.
fn more(all: usize, shown: usize, one: &str, many: &str) -> Option<String> {
    match all.saturating_sub(shown) {
        0 => None,
        1 => Some(format!("And 1 more {one}, not shown here.")),
        rest => Some(format!("And {rest} more {many}, not shown here.")),
    }
}

fn join(one: Option<String>, other: Option<String>) -> Option<String> {
    match (one, other) {
        (Some(one), Some(other)) => Some(format!("{one} {other}")),
        (one, other) => one.or(other),
    }
}

/// The text cut after a whole word so that at most `longest` characters remain, the cut marked.
fn shortened(text: &str, longest: usize) -> String {
    if text.chars().count() <= longest {
        return text.to_owned();
    }
    let kept: String = text.chars().take(longest.saturating_sub(1)).collect();
    let end = kept
        .rfind(char::is_whitespace)
        .filter(|end| *end * 2 > kept.len())
        .unwrap_or(kept.len());
    format!(
        "{}…",
        kept[..end].trim_end_matches(|c: char| c.is_whitespace() || ",;:".contains(c))
    )
}

/// A sentence, or several, in at most `longest` characters by leaving out whole sentences or, where the first alone
/// is too long, its last clauses; it ends in a full stop. Where even the first clause is too long, it is cut
/// after a word.
fn shortened_by_clauses(text: &str, longest: usize) -> String {
    if text.chars().count() <= longest {
        return text.to_owned();
    }
    let ends = clause_ends(text, longest);
    let last = |kind: ClauseEnd| ends.iter().rev().find(|(_, found)| *found == kind);
    let end = last(ClauseEnd::Sentence)
        .or_else(|| last(ClauseEnd::Clause))
        .or_else(|| last(ClauseEnd::Comma));
    match end {
        Some((at, _)) => format!("{}.", text[..*at].trim_end().trim_end_matches('.')),
        None => shortened(text, longest),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ClauseEnd {
    /// A full stop.
    Sentence,
    /// A semicolon, a colon or a dash.
    Clause,
    /// A comma.
    Comma,
}

/// Where sentences and clauses end that fit `longest` characters with a full stop after them, outside of brackets
/// and quotation marks: the byte before which to cut.
fn clause_ends(text: &str, longest: usize) -> Vec<(usize, ClauseEnd)> {
    /// Shorter words before a full stop are taken for abbreviations: "St", "Dr", "No".
    const ABBREVIATION: usize = 3;
    let mut ends = Vec::new();
    let (mut depth, mut word) = (0_i32, 0);
    let mut letters = text.char_indices().peekable();
    let mut place = 0;
    while let Some((at, letter)) = letters.next() {
        if place >= longest {
            break;
        }
        place += 1;
        let before_blank = letters.peek().is_none_or(|(_, next)| next.is_whitespace());
        let after_word = word;
        word = if letter.is_alphanumeric() {
            word + 1
        } else {
            0
        };
        match letter {
            '(' | '“' | '[' => depth += 1,
            ')' | '”' | ']' => depth -= 1,
            _ if depth > 0 || !before_blank => {}
            '.' | '?' if after_word == 0 || after_word > ABBREVIATION => {
                ends.push((at, ClauseEnd::Sentence));
            }
            ';' | ':' | '–' => ends.push((at, ClauseEnd::Clause)),
            ',' => ends.push((at, ClauseEnd::Comma)),
            _ => {}
        }
    }
    ends
}

fn clean_all(value: &mut Value) {
    match value {
        Value::String(text) => *text = clean(text),
        Value::Array(items) => items.iter_mut().for_each(clean_all),
        Value::Object(fields) => fields.values_mut().for_each(clean_all),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// The longest run of characters that is left without a place to break.
const LONGEST_RUN: usize = 18;
/// How far apart the places to break are in a longer run.
const BREAK_EVERY: usize = 9;
const BREAK: char = '\u{200b}';

/// The text as a page can show it: line ends become spaces, characters that steer the direction or are not
/// printed go, characters no shipped face has become a lozenge, and very long words get places to break.
pub(crate) fn clean(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut word = String::new();
    for character in text.chars() {
        if character.is_whitespace() {
            push_word(&mut shown, &mut word);
            shown.push(if character == '\u{a0}' || character == '\u{202f}' {
                '\u{a0}'
            } else {
                ' '
            });
        } else if let Some(shown) = showable(character)
            && !(shown == MISSING && character != MISSING && word.ends_with(MISSING))
        {
            word.push(shown);
        }
    }
    push_word(&mut shown, &mut word);
    shown
}

/// Stands for what no shipped face can show. Both families have it.
const MISSING: char = '◊';

/// The character to show in place of this one: itself, a lozenge where no shipped face has it, or none.
pub(crate) fn showable(character: char) -> Option<char> {
    match character {
        c if c.is_whitespace() => Some(' '),
        // Direction marks, joiners, byte order marks, variation selectors, combining enclosures.
        '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}'
        | '\u{20e3}' => None,
        c if c.is_control() => None,
        c if FACES.can_show(c) && !matches!(c, '\u{e000}'..='\u{f8ff}') => Some(c),
        _ => Some(MISSING),
    }
}

fn push_word(shown: &mut String, word: &mut String) {
    if word.chars().count() > LONGEST_RUN {
        for (place, character) in word.chars().enumerate() {
            if place > 0 && place % BREAK_EVERY == 0 {
                shown.push(BREAK);
            }
            shown.push(character);
        }
    } else {
        shown.push_str(word);
    }
    word.clear();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_after_a_whole_word_and_the_cut_is_marked() {
        assert_eq!(shortened("one two three", 13), "one two three");
        assert_eq!(shortened("one two three", 12), "one two…");
        assert_eq!(shortened("aaaaaaaaaa", 5), "aaaa…");
    }

    #[test]
    fn a_sentence_is_shortened_by_whole_clauses_and_ends_in_a_full_stop() {
        let text = "Set on 5 March 2026: the two see it differently (one, two); Aldmere Hospitals says 4 coalition, Vale Council says 1 networking.";
        for (longest, expected) in [
            (200, text),
            (
                100,
                "Set on 5 March 2026: the two see it differently (one, two).",
            ),
            (54, "Set on 5 March 2026."),
        ] {
            assert_eq!(shortened_by_clauses(text, longest), expected);
        }
        let text = "Aldmere Hospitals says 4 coalition, Vale Council says 1 networking";
        assert_eq!(
            shortened_by_clauses(text, 50),
            "Aldmere Hospitals says 4 coalition."
        );
        // A first sentence that fits wins over a part of the second; an abbreviation ends none.
        assert_eq!(
            shortened_by_clauses("Ask St. Brannoc’s first. Then the others, one by one.", 45),
            "Ask St. Brannoc’s first."
        );
        assert_eq!(
            shortened_by_clauses("Nothing here ends before the room does", 20),
            "Nothing here ends…"
        );
    }

    #[test]
    fn the_running_head_cuts_names_and_never_the_date() {
        let long = "The Northmarch, Eastvale and Greater Marchside Integrated Health and Social Care Partnership";
        let running = Running {
            footprint: long.into(),
            for_whom: long.into(),
            date: "12 September 2026".into(),
        };
        let said = running.cut(90);
        assert!(said.ends_with("… · 12 September 2026"), "{said}");
        assert!(said.starts_with("The Northmarch, Eastvale"), "{said}");
        assert!(said.chars().count() <= 90, "{said}");
    }

    #[test]
    fn what_no_face_can_show_becomes_one_lozenge_and_marks_of_direction_go() {
        assert_eq!(clean("Caf\u{e9} \u{202e}x"), "Caf\u{e9} x");
        assert_eq!(clean("a\r\nb\0c"), "a  bc");
        assert_eq!(clean("Well\u{1f600}\u{1f600}done"), "Well◊done");
        assert!(FACES.can_show(MISSING));
    }

    #[test]
    fn a_very_long_word_gets_places_to_break_and_an_ordinary_one_does_not() {
        assert_eq!(clean("Northamptonshire"), "Northamptonshire");
        assert!(clean(&"W".repeat(40)).contains(BREAK));
    }

    #[test]
    fn what_is_not_shown_is_counted() {
        assert_eq!(more(5, 5, "pair", "pairs"), None);
        assert_eq!(
            more(12, 5, "pair", "pairs").as_deref(),
            Some("And 7 more pairs, not shown here.")
        );
    }
}
