//! Fields that several kinds have.

use domain::EntityKind;

use super::field::{Ask, DETAILS, Field, JUDGEMENT, When};
use crate::choices;

/// An organisation or a leader.
pub(crate) const PARTY: &[EntityKind] = &[EntityKind::Organisation, EntityKind::Leader];

/// Whose view something is.
pub(crate) const PERCEIVER: Ask =
    Ask::Tagged(PARTY, Some(("outside", "somebody outside the footprint")));

pub(crate) const SEEN_BY: Field = Field::new(
    "confidentiality",
    "Who may see it",
    Ask::Choice(choices::confidentialities),
)
.short("Seen by")
.part(DETAILS)
.none("as usual for it")
.column();

/// Where a fact comes from; entered with it.
pub(crate) const SOURCE: Field =
    Field::new("record.source_id", "Source", Ask::Id(EntityKind::Source))
        .part(DETAILS)
        .when(When::Adding)
        .none("none")
        .hint("The paper, minute or data set it comes from.");

pub(crate) const FROM: Field = Field::new("from", "From", Ask::Day).column();
pub(crate) const TO: Field = Field::new("to", "Until", Ask::Day)
    .hint("Empty while it goes on.")
    .column();

pub(crate) const PERCEIVED_BY: Field = Field::new("perceiver", "Whose view", PERCEIVER)
    .part(JUDGEMENT)
    .none("my own")
    .column();
pub(crate) const METHOD: Field =
    Field::new("method", "How it is known", Ask::Choice(choices::methods))
        .short("How known")
        .part(JUDGEMENT)
        .required()
        .usual("observed")
        .column();
pub(crate) const CONFIDENCE: Field = Field::new("confidence", "How sure", Ask::Share)
    .part(JUDGEMENT)
    .required()
    .usual("0.7")
    .column();
pub(crate) const DATE: Field = Field::new("date", "On", Ask::Day)
    .part(JUDGEMENT)
    .required()
    .usual("today")
    .column();
pub(crate) const NOTE: Field = Field::new("note", "In their words", Ask::Text)
    .part(JUDGEMENT)
    .hint("What was said or seen. Names of third parties do not belong here.");
pub(crate) const DISSENT: Field = Field::new("dissent", "Who disagrees, and why", Ask::Text)
    .part(JUDGEMENT)
    .hint("A disagreement stays with the judgement wherever it is shown.");
