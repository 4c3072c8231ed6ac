//! Forms for places, organisations, leaders and the posts they hold.

use domain::EntityKind;

use super::field::{Ask, BODIES, DETAILS, Field, Spec, When};
use super::shared::{FROM, SEEN_BY, TO};
use crate::choices;

const CODES: Field = Field::new(
    "codes",
    "Codes",
    Ask::Rows(
        &[
            Field::new("scheme", "Whose code", Ask::Choice(choices::code_schemes))
                .required()
                .usual("ods"),
            Field::new("value", "Code", Ask::Words).required(),
        ],
        "code",
    ),
)
.part(DETAILS);

pub(crate) const PLACE: Spec = Spec {
    kind: EntityKind::Place,
    one: "place",
    many: "Places",
    group: BODIES,
    add: "Add a place",
    add_edit: "add_place",
    empty: "A place is a region, a footprint, a place within it or a neighbourhood. Organisations belong to one or several.",
    fields: &[
        Field::new("name", "Name", Ask::Words).required().column(),
        Field::new("level", "How large", Ask::Choice(choices::place_levels))
            .required()
            .usual("place")
            .column(),
        Field::new("parent_id", "Lies in", Ask::Id(EntityKind::Place))
            .none("nothing larger")
            .column(),
        Field::new("contact", "Contact", Ask::Line)
            .hint("A published address of the place, not of a person.")
            .column(),
        Field::new("closed", "Ceased on", Ask::Day)
            .part(DETAILS)
            .none(""),
        Field::new(
            "successions",
            "Followed by",
            Ask::Rows(
                &[
                    Field::new("successor_id", "Place", Ask::Id(EntityKind::Place)).required(),
                    Field::new("date", "On", Ask::Day),
                ],
                "successor",
            ),
        )
        .part(DETAILS),
        CODES,
        SEEN_BY,
    ],
};

pub(crate) const ORGANISATION: Spec = Spec {
    kind: EntityKind::Organisation,
    one: "organisation",
    many: "Organisations",
    group: BODIES,
    add: "Add an organisation",
    add_edit: "add_organisation",
    empty: "Organisations are the sovereign bodies of the footprint: trusts, councils, commissioners, practices, charities.",
    fields: &[
        Field::new("name", "Name", Ask::Words).required().column(),
        Field::new("label", "Short label", Ask::Words)
            .hint("For the map and the matrix. Left empty, the name is used.")
            .column(),
        Field::new("kind", "Kind", Ask::Choice(choices::organisation_kinds))
            .required()
            .usual("other")
            .column(),
        Field::new("sector", "Sector", Ask::Line).column(),
        Field::new(
            "memberships",
            "Places it belongs to",
            Ask::Rows(
                &[
                    Field::new("place_id", "Place", Ask::Id(EntityKind::Place)).required(),
                    Field::new("from", "From", Ask::Day),
                    Field::new("to", "Until", Ask::Day),
                ],
                "place",
            ),
        ),
        Field::new(
            "decision_route.body",
            "Who decides there",
            Ask::Choice(choices::deciding_bodies),
        )
        .part("How it decides"),
        Field::new("decision_route.lead_days", "Days it takes", Ask::Count)
            .part("How it decides")
            .hint("From asking to a decision."),
        Field::new(
            "decision_route.paper_days",
            "Papers due, days before",
            Ask::Count,
        )
        .part("How it decides"),
        Field::new("decision_route.weighs", "What weighs most", Ask::Line).part("How it decides"),
        Field::new("pressures", "Pressures it is under", Ask::Lines)
            .part("How it decides")
            .hint("One a line."),
        Field::new("parent_id", "Part of", Ask::Id(EntityKind::Organisation))
            .part(DETAILS)
            .none("no other organisation"),
        Field::new("opened", "Opened on", Ask::Day).part(DETAILS),
        Field::new("closed", "Closed on", Ask::Day).part(DETAILS),
        Field::new(
            "successions",
            "Followed by",
            Ask::Rows(
                &[
                    Field::new(
                        "successor_id",
                        "Organisation",
                        Ask::Id(EntityKind::Organisation),
                    )
                    .required(),
                    Field::new("date", "On", Ask::Day),
                ],
                "successor",
            ),
        )
        .part(DETAILS),
        CODES,
        SEEN_BY,
    ],
};

pub(crate) const LEADER: Spec = Spec {
    kind: EntityKind::Leader,
    one: "leader",
    many: "Leaders",
    group: BODIES,
    add: "Add a leader",
    add_edit: "add_leader",
    empty: "Leaders hold posts at organisations: a chief executive, a council leader, a clinical chair.",
    fields: &[
        Field::new("name", "Name", Ask::Words).required().column(),
        Field::new("contact", "Contact", Ask::Line).column(),
        Field::new("do_not_ask", "Not to be asked for introductions", Ask::Tick),
        Field::new("keep_until", "Keep what is held until", Ask::Day)
            .part(DETAILS)
            .hint("Empty: without an end."),
        SEEN_BY,
    ],
};

pub(crate) const POST: Spec = Spec {
    kind: EntityKind::Post,
    one: "post",
    many: "Posts",
    group: BODIES,
    add: "Add a post",
    add_edit: "appoint_leader",
    empty: "A post is a title a leader holds at an organisation from a day to a day. One leader may hold several.",
    fields: &[
        Field::new("leader_id", "Leader", Ask::Id(EntityKind::Leader))
            .required()
            .fixed()
            .column(),
        Field::new("title", "Title of the post", Ask::Words)
            .required()
            .column(),
        Field::new(
            "organisation_id",
            "Organisation",
            Ask::Id(EntityKind::Organisation),
        )
        .required()
        .column(),
        Field::new("authority", "Authority", Ask::Choice(choices::authorities)).column(),
        FROM,
        TO,
        SEEN_BY.when(When::Always),
    ],
};
