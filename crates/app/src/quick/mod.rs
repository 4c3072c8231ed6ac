//! A typed line, understood: "Maria Okafor, chief executive, Vale Council; works with Tom Ray 3".
//!
//! Reading is a pure function of the line, the footprint, the day and what was chosen: it says what each piece of the
//! line is, whom it found, whom it would enter as new, what it must ask, and which edits all that comes down to.
//! Nothing of the line is passed over in silence: what was not understood is marked, and while anything is, the line is
//! not taken.
//!
//! Three types to know:
//! * [`QuickIndex`]: the names of a footprint, built once for each of its states;
//! * [`Asked`]: the line, where one writes in it, and what was chosen so far;
//! * [`Understood`]: everything the line says.

mod complete;
mod contact;
mod day;
mod entry;
mod index;
mod judged;
mod kept;
mod lists;
mod reader;
mod relation;
mod text;
mod vocabulary;
mod wiring;
mod work;

use domain::{Edit, EntityRef, Map};
use jiff::civil::Date;

use crate::script::NewId;
use crate::sentence::capital;
use crate::wire::QuickChoice;

pub use index::QuickIndex;
pub use kept::{Kept, Typed};
pub use text::Span;

/// The longest line that is read, in bytes. Nobody types more; a pasted document is not a line.
pub const LONGEST_LINE: usize = 4_000;

/// A line to be understood.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// What is typed.
    pub line: &'a str,
    /// Where in it one writes, in bytes; beyond its end is its end.
    pub caret: usize,
    /// What was chosen where the line could mean several things.
    pub choices: &'a [QuickChoice],
    /// The day it is typed.
    pub today: Date,
    /// Who types.
    pub author: &'a str,
}

/// What sort of thing a piece of a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A person.
    Leader,
    /// A body.
    Organisation,
    /// Shared work.
    Workstream,
    /// A place.
    Place,
    /// The title of a post.
    Title,
    /// A way to relate, or another word that says what the line is about.
    Verb,
    /// A level of collaboration.
    Level,
    /// Trust.
    Trust,
    /// Any other word about a judgement, a post or a body.
    Detail,
    /// A day.
    Day,
    /// Words that are kept as they are.
    Text,
    /// Something that cannot be understood.
    Unclear,
}

impl What {
    /// The name it has on the wire.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Leader => "leader",
            Self::Organisation => "organisation",
            Self::Workstream => "workstream",
            Self::Place => "place",
            Self::Title => "title",
            Self::Verb => "verb",
            Self::Level => "level",
            Self::Trust => "trust",
            Self::Detail => "detail",
            Self::Day => "day",
            Self::Text => "text",
            Self::Unclear => "unclear",
        }
    }
}

/// Whether a piece names something that is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It is there.
    Found,
    /// It would be entered.
    New,
    /// Somebody must say which.
    Asked,
    /// It names nothing: a level, a day, a word.
    Said,
    /// It is not understood.
    Unclear,
}

impl State {
    /// The name it has on the wire.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Found => "found",
            Self::New => "new",
            Self::Asked => "asked",
            Self::Said => "said",
            Self::Unclear => "unclear",
        }
    }
}

/// A piece of the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub what: What,
    /// Whether what it names is there.
    pub state: State,
    /// What it names, where it names something that is there.
    pub entity: Option<EntityRef>,
    /// What it names, as it is written down.
    pub name: String,
    /// What was understood, for a person; empty for words that only hold the line together.
    pub sentence: String,
}

/// One answer to a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// What the answer is called on the wire: `leader:…`, `organisation:…`, or a word.
    pub answer: String,
    /// In words.
    pub name: String,
    /// What tells it from the others.
    pub detail: String,
}

/// Something the line leaves open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Stable while the words it is about stay the same.
    pub id: String,
    /// The words it is about.
    pub span: Span,
    /// The question.
    pub sentence: String,
    /// What may be answered, likeliest first.
    pub candidates: Vec<Candidate>,
    /// The answer given, or the likeliest where one stands out; `None` must be answered before the line is taken.
    pub chosen: Option<String>,
}

/// A way to go on writing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// What it takes the place of.
    pub span: Span,
    /// What is written there.
    pub text: String,
    /// What it is, beside the text.
    pub detail: String,
    /// What it names, where it names something.
    pub entity: Option<EntityRef>,
}

/// Everything a line says.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Understood {
    /// Its pieces, in their order.
    pub parts: Vec<Part>,
    /// What it leaves open.
    pub questions: Vec<Question>,
    /// How the word at the caret may go on, best first, at most eight.
    pub completions: Vec<Completion>,
    /// What it comes down to, in an order in which it can be carried out.
    pub edits: Vec<Edit>,
    /// What will happen, one sentence for each thing that is done.
    pub will: Vec<String>,
    /// The step's name in the history and on the undo button.
    pub what: String,
    /// Why the line cannot be taken yet; `None` when it can.
    pub missing: Option<String>,
}

impl Understood {
    /// The one step it comes down to; `None` while something is missing.
    pub fn step(&self) -> Option<Edit> {
        (self.missing.is_none() && !self.edits.is_empty()).then(|| Edit::Together {
            what: self.what.clone(),
            edits: self.edits.clone(),
        })
    }

    /// What will happen, as one sentence; empty where nothing will.
    pub fn sentence(&self) -> String {
        let mut said = capital(&self.will.join("; "));
        if !said.is_empty() && !said.ends_with(['.', '?', '\u{2026}']) {
            said.push('.');
        }
        said
    }
}

/// What a line means in a footprint. The index must be of the same state of the map and the same day.
pub fn read(asked: &Asked<'_>, map: &Map, index: &QuickIndex, new_id: NewId<'_>) -> Understood {
    reader::read(asked, map, index, new_id)
}
