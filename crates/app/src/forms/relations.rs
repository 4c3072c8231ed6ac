//! Forms for ties, what is judged of them, and the levels needed.

use domain::EntityKind;

use super::field::{Ask, DETAILS, Field, JUDGEMENT, RELATIONS, Spec};
use super::shared::{
    CONFIDENCE, DATE, DISSENT, FROM, METHOD, NOTE, PARTY, PERCEIVED_BY, SEEN_BY, SOURCE, TO,
};
use crate::choices;

pub(crate) const TIE: Spec = Spec {
    kind: EntityKind::Tie,
    one: "tie",
    many: "Ties",
    group: RELATIONS,
    add: "Add a tie",
    add_edit: "add_tie",
    empty: "A tie says that two parties relate, and how: they work together, one reports to or funds the other.",
    fields: &[
        Field::new("a", "Who", Ask::Tagged(PARTY, None))
            .required()
            .fixed()
            .column(),
        Field::new("kind", "How they relate", Ask::Choice(choices::tie_kinds))
            .required()
            .usual("works_with")
            .column(),
        Field::new("b", "With whom", Ask::Tagged(PARTY, None))
            .required()
            .fixed()
            .column(),
        FROM,
        TO,
        Field::new("note", "About it", Ask::Text).column(),
        SEEN_BY,
        SOURCE,
    ],
};

pub(crate) const ASSESSMENT: Spec = Spec {
    kind: EntityKind::Assessment,
    one: "assessment",
    many: "Assessments",
    group: RELATIONS,
    add: "",
    add_edit: "record_assessment",
    empty: "An assessment is somebody\u{2019}s judgement of a tie on a day: how closely they work, how far they trust each other.",
    fields: &[
        Field::new("tie_id", "Of which tie", Ask::Id(EntityKind::Tie))
            .short("Tie")
            .required()
            .fixed()
            .column(),
        Field::new(
            "level",
            "How closely they work",
            Ask::Scale(choices::levels),
        )
        .short("Level")
        .none("not assessed")
        .column(),
        Field::new(
            "trust",
            "How far they trust each other",
            Ask::Scale(choices::trusts),
        )
        .short("Trust")
        .none("not assessed")
        .column(),
        Field::new("sign", "Good or strained", Ask::Choice(choices::signs)).none("not assessed"),
        PERCEIVED_BY,
        METHOD,
        CONFIDENCE,
        DATE,
        NOTE,
        DISSENT,
        SEEN_BY,
        SOURCE,
    ],
};

pub(crate) const NEED: Spec = Spec {
    kind: EntityKind::Need,
    one: "need",
    many: "Needs",
    group: RELATIONS,
    add: "Say how closely two must work",
    add_edit: "set_need",
    empty: "A need is the level two organisations must work at, set by named people on a day. Others follow from shared workstreams.",
    fields: &[
        Field::new("a", "Between", Ask::Id(EntityKind::Organisation))
            .required()
            .fixed()
            .column(),
        Field::new("b", "and", Ask::Id(EntityKind::Organisation))
            .required()
            .fixed()
            .column(),
        Field::new("level", "Level needed", Ask::Scale(choices::needed_levels))
            .required()
            .column(),
        Field::new("reason", "Because", Ask::Words)
            .required()
            .hint("The work they share, in a line.")
            .column(),
        Field::new("set_by", "Who says so", Ask::Words)
            .required()
            .usual("author")
            .hint("The people or the meeting that set it.")
            .part(JUDGEMENT)
            .column(),
        DATE,
        DISSENT,
        SEEN_BY.part(DETAILS),
        SOURCE,
    ],
};
