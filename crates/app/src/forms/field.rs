//! What a form asks: fields, described once for each kind of entity.

use domain::EntityKind;

use crate::wire::Choice;

/// What sort of answer a field takes, and how it stands in the file.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Ask {
    /// One line of text; nothing is `null`.
    Line,
    /// One line of text; nothing is the empty text.
    Words,
    /// Several lines of text.
    Text,
    /// A list of texts, one a line.
    Lines,
    /// A day.
    Day,
    /// A whole number.
    Count,
    /// True or false.
    Tick,
    /// Yes, no or not known.
    YesNo,
    /// One of a few, by its key.
    Choice(fn() -> Vec<Choice>),
    /// A step of a numbered scale.
    Scale(fn() -> Vec<Choice>),
    /// How sure, 0 to 1.
    Share,
    /// One thing of one kind, by its id.
    Id(EntityKind),
    /// One thing of one of several kinds, by kind and id, or words of one's own under the name given.
    Tagged(&'static [EntityKind], Option<(&'static str, &'static str)>),
    /// Several things of one kind, by their ids.
    Ids(EntityKind),
    /// Rows of fields.
    Rows(&'static [Field], &'static str),
    /// Rows of one field, each standing for itself.
    Bare(&'static Field, &'static str),
}

/// When a field is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum When {
    /// Always.
    Always,
    /// When something is entered.
    Adding,
    /// When something is changed.
    Changing,
}

/// One field.
#[derive(Debug, Clone, Copy)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says one thing of a field, independently of the others"
)]
pub(crate) struct Field {
    /// Its name in the file; `whole.part` for a part of a field that is there as a whole or not at all.
    pub(crate) name: &'static str,
    pub(crate) label: &'static str,
    /// What it is called where there is little room; empty: the same.
    pub(crate) short: &'static str,
    pub(crate) hint: &'static str,
    pub(crate) ask: Ask,
    pub(crate) required: bool,
    /// Whether it stays as it was entered.
    pub(crate) fixed: bool,
    pub(crate) when: When,
    /// Whether it is no field of the entity but of what is recorded with it.
    pub(crate) aside: bool,
    /// Whether it is a column of the table.
    pub(crate) column: bool,
    /// The heading it stands under.
    pub(crate) part: &'static str,
    /// What stands in it when something is entered; `today` for a day.
    pub(crate) usual: &'static str,
    /// What nothing is called.
    pub(crate) none: &'static str,
}

/// The heading of fields whose usual values fit nearly always.
pub(crate) const DETAILS: &str = "Details";
/// The heading of what makes a judgement one.
pub(crate) const JUDGEMENT: &str = "Whose judgement it is";

impl Field {
    pub(crate) const fn new(name: &'static str, label: &'static str, ask: Ask) -> Self {
        Self {
            name,
            label,
            short: "",
            hint: "",
            ask,
            required: false,
            fixed: false,
            when: When::Always,
            aside: false,
            column: false,
            part: "",
            usual: "",
            none: "not known",
        }
    }

    pub(crate) const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    pub(crate) const fn short(mut self, short: &'static str) -> Self {
        self.short = short;
        self
    }

    /// What it is called at the head of a column and beside a fact.
    pub(crate) const fn head(&self) -> &'static str {
        if self.short.is_empty() {
            self.label
        } else {
            self.short
        }
    }

    pub(crate) const fn fixed(mut self) -> Self {
        self.fixed = true;
        self
    }

    pub(crate) const fn when(mut self, when: When) -> Self {
        self.when = when;
        self
    }

    pub(crate) const fn aside(mut self) -> Self {
        self.aside = true;
        self.when = When::Adding;
        self
    }

    pub(crate) const fn column(mut self) -> Self {
        self.column = true;
        self
    }

    pub(crate) const fn part(mut self, part: &'static str) -> Self {
        self.part = part;
        self
    }

    pub(crate) const fn hint(mut self, hint: &'static str) -> Self {
        self.hint = hint;
        self
    }

    pub(crate) const fn usual(mut self, usual: &'static str) -> Self {
        self.usual = usual;
        self
    }

    pub(crate) const fn none(mut self, none: &'static str) -> Self {
        self.none = none;
        self
    }

    /// The field of the entity it is, or is a part of.
    pub(crate) fn whole(&self) -> &'static str {
        self.name
            .split_once('.')
            .map_or(self.name, |(whole, _)| whole)
    }

    /// Whether something selected when the form is opened belongs in it: those of one kind, not perceivers.
    pub(crate) fn takes(&self, kind: EntityKind) -> bool {
        match self.ask {
            Ask::Id(one) | Ask::Ids(one) => one == kind,
            Ask::Tagged(kinds, None) => kinds.contains(&kind),
            _ => false,
        }
    }
}

/// A kind of entity, as it is entered, changed and listed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Spec {
    pub(crate) kind: EntityKind,
    /// One, in words.
    pub(crate) one: &'static str,
    /// Several, as a heading.
    pub(crate) many: &'static str,
    /// The heading among the kinds.
    pub(crate) group: &'static str,
    /// What entering one is called; empty where a form enters none.
    pub(crate) add: &'static str,
    /// The name of the edit that enters one.
    pub(crate) add_edit: &'static str,
    /// What goes there.
    pub(crate) empty: &'static str,
    pub(crate) fields: &'static [Field],
}

/// What a kind's pages stand under.
pub(crate) const BODIES: &str = "Who there is";
pub(crate) const RELATIONS: &str = "How they relate";
pub(crate) const WORK: &str = "What they share";
pub(crate) const DECIDING: &str = "What is decided";
pub(crate) const MEETING: &str = "Who meets whom";
pub(crate) const RECORDS: &str = "How it is known";
