//! Forms for forums, seats, meetings and conversations.

use domain::EntityKind;

use super::field::{Ask, DETAILS, Field, MEETING, Spec, When};
use super::shared::{FROM, PARTY, PERCEIVER, SEEN_BY, SOURCE, TO};
use crate::choices;

/// The heading of what a conversation changed in what is thought of a tie.
pub(crate) const CHANGED: &str = "What changed in our judgement";

pub(crate) const FORUM: Spec = Spec {
    kind: EntityKind::Forum,
    one: "forum",
    many: "Forums",
    group: MEETING,
    add: "Add a forum",
    add_edit: "add_forum",
    empty: "A forum is a board, a committee, a network or a working group that meets. Who sits on it is recorded as seats.",
    fields: &[
        Field::new("name", "Name", Ask::Words).required().column(),
        Field::new("kind", "Kind", Ask::Choice(choices::forum_kinds))
            .required()
            .usual("board")
            .column(),
        Field::new(
            "power",
            "What it may do",
            Ask::Choice(choices::forum_powers),
        )
        .column(),
        Field::new("parent_id", "Reports to", Ask::Id(EntityKind::Forum))
            .none("no other forum")
            .column(),
        Field::new("place_id", "Of which place", Ask::Id(EntityKind::Place))
            .none("not said")
            .column(),
        Field::new("terms", "Terms of reference", Ask::Text),
        Field::new("quorum.minimum", "Quorum", Ask::Count)
            .part("Quorum")
            .hint("How many members must be there."),
        Field::new(
            "quorum.rules",
            "Of them at least",
            Ask::Rows(
                &[
                    Field::new(
                        "kind",
                        "Kind of organisation",
                        Ask::Choice(choices::organisation_kinds),
                    )
                    .required()
                    .usual("council"),
                    Field::new("minimum", "How many", Ask::Count).required(),
                ],
                "rule",
            ),
        )
        .part("Quorum"),
        FROM.part(DETAILS),
        TO.part(DETAILS),
        SEEN_BY,
        SOURCE,
    ],
};

pub(crate) const SEAT: Spec = Spec {
    kind: EntityKind::Seat,
    one: "seat",
    many: "Seats",
    group: MEETING,
    add: "Add a seat",
    add_edit: "seat_leader",
    empty: "A seat says that a leader sits on a forum, in what role and for which organisation.",
    fields: &[
        Field::new("forum_id", "Forum", Ask::Id(EntityKind::Forum))
            .required()
            .fixed()
            .column(),
        Field::new("leader_id", "Leader", Ask::Id(EntityKind::Leader))
            .required()
            .fixed()
            .column(),
        Field::new("role", "Role", Ask::Choice(choices::seat_roles))
            .required()
            .usual("member")
            .column(),
        Field::new(
            "organisation_id",
            "For the organisation",
            Ask::Id(EntityKind::Organisation),
        )
        .short("For")
        .none("for nobody but themselves")
        .column(),
        FROM,
        TO,
        SEEN_BY,
        SOURCE,
    ],
};

pub(crate) const MEETING_OF: Spec = Spec {
    kind: EntityKind::Meeting,
    one: "meeting",
    many: "Meetings",
    group: MEETING,
    add: "Add a meeting",
    add_edit: "hold_meeting",
    empty: "A meeting of a forum: what is on its agenda, who is invited and why, who came, what was decided.",
    fields: &[
        Field::new("forum_id", "Forum", Ask::Id(EntityKind::Forum))
            .required()
            .fixed()
            .column(),
        Field::new("date", "On", Ask::Day)
            .required()
            .usual("today")
            .column(),
        Field::new("cancelled", "It was called off", Ask::Tick)
            .short("Called off")
            .column(),
        Field::new(
            "agenda",
            "Agenda",
            Ask::Bare(
                &Field::new(
                    "item",
                    "Item",
                    Ask::Tagged(
                        &[EntityKind::Proposal, EntityKind::Commitment],
                        Some(("words", "an item in words")),
                    ),
                )
                .required(),
                "item",
            ),
        ),
        Field::new(
            "invited",
            "Invited",
            Ask::Rows(
                &[
                    Field::new("leader_id", "Leader", Ask::Id(EntityKind::Leader))
                        .none("anybody from"),
                    Field::new(
                        "organisation_id",
                        "Organisation",
                        Ask::Id(EntityKind::Organisation),
                    )
                    .none("none"),
                    Field::new("necessity", "How needed", Ask::Choice(choices::necessities))
                        .none("not said"),
                    Field::new("reason", "Why", Ask::Line),
                    Field::new("accepted", "Coming?", Ask::YesNo),
                ],
                "invitation",
            ),
        )
        .part("Invited"),
        Field::new(
            "attendance",
            "Who came",
            Ask::Rows(
                &[
                    Field::new("leader_id", "Leader", Ask::Id(EntityKind::Leader))
                        .none("not named"),
                    Field::new("organisation_id", "For", Ask::Id(EntityKind::Organisation))
                        .none("none"),
                    Field::new("presence", "Was", Ask::Choice(choices::presences))
                        .required()
                        .usual("present"),
                    Field::new("deputy_id", "Deputy", Ask::Id(EntityKind::Leader)).none("none"),
                    Field::new("deputy_name", "Deputy not listed here", Ask::Line),
                    Field::new(
                        "authority",
                        "The deputy may",
                        Ask::Choice(choices::authorities),
                    )
                    .none("not said"),
                ],
                "person",
            ),
        )
        .part("Who came"),
        Field::new("minutes", "Minutes", Ask::Text).part("What came of it"),
        Field::new(
            "decisions",
            "Decisions",
            Ask::Rows(
                &[
                    Field::new("words", "What was decided", Ask::Words).required(),
                    Field::new(
                        "proposal_id",
                        "On the proposal",
                        Ask::Id(EntityKind::Proposal),
                    )
                    .none("none"),
                ],
                "decision",
            ),
        )
        .part("What came of it"),
        SEEN_BY,
        SOURCE,
    ],
};

pub(crate) const CONTACT: Spec = Spec {
    kind: EntityKind::Contact,
    one: "conversation",
    many: "Conversations",
    group: MEETING,
    add: "Log a conversation",
    add_edit: "log_contact",
    empty: "A conversation that took place: who it was with, what was said, and what comes next.",
    fields: &[
        Field::new(
            "leader_ids",
            "Who it was with",
            Ask::Ids(EntityKind::Leader),
        )
        .short("With")
        .required()
        .column(),
        Field::new("said", "What was said", Ask::Text)
            .required()
            .column(),
        Field::new("next_step", "Next step", Ask::Line).column(),
        Field::new("next_step_by", "Next step by", Ask::Day).column(),
        Field::new("next_step_done", "Done on", Ask::Day)
            .when(When::Changing)
            .column(),
        Field::new("date", "When it was", Ask::Day)
            .short("When")
            .required()
            .usual("today")
            .column(),
        Field::new("channel", "How", Ask::Choice(choices::channels))
            .none("not said")
            .column(),
        Field::new("judged.a", "Between", Ask::Tagged(PARTY, None))
            .aside()
            .part(CHANGED)
            .none("nobody"),
        Field::new("judged.b", "and", Ask::Tagged(PARTY, None))
            .aside()
            .part(CHANGED)
            .none("nobody"),
        Field::new(
            "judged.level",
            "How closely they work now",
            Ask::Scale(choices::levels),
        )
        .aside()
        .part(CHANGED)
        .none("no change"),
        Field::new(
            "judged.trust",
            "How far they trust each other now",
            Ask::Scale(choices::trusts),
        )
        .aside()
        .part(CHANGED)
        .none("no change"),
        Field::new("held_by", "Who held it", PERCEIVER)
            .part(DETAILS)
            .none("I did")
            .column(),
        SEEN_BY,
        SOURCE,
    ],
};
