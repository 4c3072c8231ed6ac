//! Forms for objectives, stakes, workstreams, dependencies and promises.

use domain::EntityKind;

use super::field::{Ask, DETAILS, Field, Spec, WORK, When};
use super::shared::{
    CONFIDENCE, DATE, DISSENT, FROM, METHOD, NOTE, PARTY, PERCEIVED_BY, SEEN_BY, SOURCE, TO,
};
use crate::choices;

pub(crate) const OBJECTIVE: Spec = Spec {
    kind: EntityKind::Objective,
    one: "objective",
    many: "Objectives",
    group: WORK,
    add: "Add an objective",
    add_edit: "add_objective",
    empty: "An objective is what the footprint is for: better health, better care, money well spent.",
    fields: &[
        Field::new("name", "Name", Ask::Words).required().column(),
        Field::new("kind", "Kind", Ask::Choice(choices::objective_kinds))
            .required()
            .usual("health")
            .column(),
        Field::new("summary", "What it means", Ask::Text).column(),
        SEEN_BY,
        SOURCE,
    ],
};

pub(crate) const STAKE: Spec = Spec {
    kind: EntityKind::Stake,
    one: "stake",
    many: "Stakes",
    group: WORK,
    add: "Record a stake",
    add_edit: "set_stake",
    empty: "A stake is what an organisation has to gain or to lose in an objective, from \u{2212}4 to +4.",
    fields: &[
        Field::new("objective_id", "Objective", Ask::Id(EntityKind::Objective))
            .required()
            .fixed()
            .column(),
        Field::new(
            "organisation_id",
            "Organisation",
            Ask::Id(EntityKind::Organisation),
        )
        .required()
        .fixed()
        .column(),
        Field::new(
            "size",
            "What is at stake for it",
            Ask::Scale(choices::stakes),
        )
        .short("Stake")
        .required()
        .hint("0 is a judgement: nothing at stake. Leave it out where nobody has judged it.")
        .column(),
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

pub(crate) const WORKSTREAM: Spec = Spec {
    kind: EntityKind::Workstream,
    one: "workstream",
    many: "Workstreams",
    group: WORK,
    add: "Add a workstream",
    add_edit: "add_workstream",
    empty: "A workstream is work the partners share. Who takes part in it, and how they depend on one another, says how closely they must work.",
    fields: &[
        Field::new("name", "Name", Ask::Words).required().column(),
        Field::new("summary", "What it is", Ask::Text).column(),
        Field::new(
            "interdependence",
            "How those who share it depend on one another",
            Ask::Choice(choices::interdependences),
        )
        .short("How work depends")
        .required()
        .usual("reciprocal")
        .hint("The more they depend on one another, the closer they must work.")
        .column(),
        Field::new(
            "objective_id",
            "Serves the objective",
            Ask::Id(EntityKind::Objective),
        )
        .none("none named")
        .column(),
        Field::new(
            "involvement",
            "Who takes part",
            Ask::Rows(
                &[
                    Field::new(
                        "organisation_id",
                        "Organisation",
                        Ask::Id(EntityKind::Organisation),
                    )
                    .required(),
                    Field::new("part", "Part", Ask::Choice(choices::parts))
                        .required()
                        .usual("contributes"),
                ],
                "partner",
            ),
        ),
        FROM.part(DETAILS),
        TO.part(DETAILS),
        SEEN_BY,
        SOURCE,
    ],
};

pub(crate) const DEPENDENCY: Spec = Spec {
    kind: EntityKind::Dependency,
    one: "dependency",
    many: "Dependencies",
    group: WORK,
    add: "Add a dependency",
    add_edit: "add_dependency",
    empty: "A dependency says that one workstream cannot go on without another, and in what way.",
    fields: &[
        Field::new(
            "first_id",
            "What comes first",
            Ask::Id(EntityKind::Workstream),
        )
        .required()
        .fixed()
        .column(),
        Field::new(
            "then_id",
            "What depends on it",
            Ask::Id(EntityKind::Workstream),
        )
        .required()
        .fixed()
        .column(),
        Field::new(
            "interdependence",
            "In what way",
            Ask::Choice(choices::interdependences),
        )
        .required()
        .usual("sequential")
        .column(),
        SEEN_BY,
        SOURCE,
    ],
};

pub(crate) const COMMITMENT: Spec = Spec {
    kind: EntityKind::Commitment,
    one: "promise",
    many: "Promises",
    group: WORK,
    add: "Add a promise",
    add_edit: "add_commitment",
    empty: "A promise has somebody who gave it, somebody who counts on it and a day.",
    fields: &[
        Field::new("from", "Who promises", Ask::Tagged(PARTY, None))
            .required()
            .fixed()
            .column(),
        Field::new("to", "To whom", Ask::Tagged(PARTY, None))
            .required()
            .fixed()
            .column(),
        Field::new("what", "What", Ask::Words)
            .required()
            .hint("Something one can see done.")
            .column(),
        Field::new("asked", "Asked on", Ask::Day)
            .required()
            .fixed()
            .usual("today"),
        Field::new("due", "First due", Ask::Day)
            .fixed()
            .hint("The first day agreed never changes; a new one is a step in the promise.")
            .column(),
        Field::new(
            "workstream_id",
            "Workstream",
            Ask::Id(EntityKind::Workstream),
        )
        .none("none")
        .column(),
        Field::new("proposal_id", "Proposal", Ask::Id(EntityKind::Proposal)).none("none"),
        Field::new("evidence", "What shows that it was kept", Ask::Text).when(When::Changing),
        SEEN_BY,
        SOURCE,
    ],
};
