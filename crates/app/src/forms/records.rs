//! Forms for sources, notes, views and baselines.

use domain::EntityKind;

use super::field::{Ask, DETAILS, Field, RECORDS, Spec, When};
use super::shared::{SEEN_BY, SOURCE};
use crate::choices;

pub(crate) const SOURCE_OF: Spec = Spec {
    kind: EntityKind::Source,
    one: "source",
    many: "Sources",
    group: RECORDS,
    add: "Add a source",
    add_edit: "add_source",
    empty: "A source is where facts come from: a document, a minute, a person, a data set.",
    fields: &[
        Field::new("title", "Title", Ask::Words).required().column(),
        Field::new("kind", "Kind", Ask::Choice(choices::source_kinds))
            .required()
            .usual("document")
            .column(),
        Field::new("date", "Dated", Ask::Day).column(),
        Field::new("address", "Where it is found", Ask::Line).column(),
        Field::new("licence", "Licence", Ask::Line).column(),
        SEEN_BY,
    ],
};

pub(crate) const NOTE: Spec = Spec {
    kind: EntityKind::Note,
    one: "note",
    many: "Notes",
    group: RECORDS,
    add: "",
    add_edit: "add_note",
    empty: "A note is anything else worth keeping, on anything: select it and press N.",
    fields: &[
        Field::new("about", "About", Ask::Tagged(EntityKind::ALL, None))
            .required()
            .fixed()
            .column(),
        Field::new("text", "Note", Ask::Text).required().column(),
        Field::new("date", "On", Ask::Day)
            .required()
            .usual("today")
            .column(),
        Field::new("author", "Who wrote it", Ask::Words)
            .required()
            .usual("author")
            .column(),
        SEEN_BY,
        SOURCE,
    ],
};

pub(crate) const VIEW: Spec = Spec {
    kind: EntityKind::View,
    one: "view",
    many: "Views",
    group: RECORDS,
    add: "",
    add_edit: "save_view",
    empty: "A view keeps a way of looking at the map: what is shown, and what was put where by hand.",
    fields: &[
        Field::new("name", "Name", Ask::Words).required().column(),
        Field::new("as_of", "As of", Ask::Day).column(),
        Field::new("colour_by", "Coloured by", Ask::Choice(choices::colours))
            .none("as usual")
            .column(),
        Field::new("size_by", "Sized by", Ask::Choice(choices::sizes))
            .none("as usual")
            .column(),
        Field::new("group_by", "Grouped by", Ask::Choice(choices::groupings)).none("by ties alone"),
        Field::new("show", "Shows", Ask::Choice(choices::drawn)).none("who is shown already"),
        Field::new("focus_id", "Near", Ask::Id(EntityKind::Organisation)),
        SEEN_BY,
    ],
};

pub(crate) const BASELINE: Spec = Spec {
    kind: EntityKind::Baseline,
    one: "baseline",
    many: "Baselines",
    group: RECORDS,
    add: "",
    add_edit: "name_baseline",
    empty: "A baseline is the footprint as it was known on a day, with a name, to compare with later.",
    fields: &[
        Field::new("name", "Name", Ask::Words).required().column(),
        Field::new("day", "As of", Ask::Day).required().column(),
        SEEN_BY.part(DETAILS).when(When::Always),
    ],
};
