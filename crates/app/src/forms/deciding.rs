//! Forms for proposals, what they do to whom, where parties stand, and what bodies sign.

use domain::EntityKind;

use super::field::{Ask, DECIDING, DETAILS, Field, Spec};
use super::shared::{
    CONFIDENCE, DATE, DISSENT, METHOD, NOTE, PARTY, PERCEIVED_BY, SEEN_BY, SOURCE,
};
use crate::choices;

const VERSIONS: Field = Field::new(
    "versions",
    "Versions of its text",
    Ask::Rows(
        &[
            Field::new("words", "Text", Ask::Text).required(),
            Field::new("date", "Dated", Ask::Day)
                .required()
                .usual("today"),
            Field::new("changed", "What is different", Ask::Line),
            Field::new("number", "Number", Ask::Count).hint("Left empty, it is the next."),
        ],
        "version",
    ),
)
.part("Versions")
.hint("What was put to the partners, one after the other.");

pub(crate) const PROPOSAL: Spec = Spec {
    kind: EntityKind::Proposal,
    one: "proposal",
    many: "Proposals",
    group: DECIDING,
    add: "Add a proposal",
    add_edit: "add_proposal",
    empty: "A proposal is something to be decided, by whom and by when. Who gains, who loses and where everybody stands is recorded with it.",
    fields: &[
        Field::new("title", "Title", Ask::Words).required().column(),
        Field::new("summary", "In short", Ask::Text),
        Field::new(
            "status",
            "How it stands",
            Ask::Choice(choices::proposal_statuses),
        )
        .required()
        .usual("open")
        .column(),
        Field::new("decide_by", "To be decided by", Ask::Day)
            .short("Decide by")
            .column(),
        Field::new(
            "forum_id",
            "Decided by the forum",
            Ask::Id(EntityKind::Forum),
        )
        .short("Forum")
        .none("not known")
        .column(),
        Field::new(
            "level",
            "Decided for",
            Ask::Choice(choices::decision_levels),
        )
        .required()
        .usual("system")
        .column(),
        Field::new("place_id", "Which place", Ask::Id(EntityKind::Place)).none("none"),
        Field::new(
            "organisation_id",
            "Which organisation",
            Ask::Id(EntityKind::Organisation),
        )
        .none("none"),
        Field::new("uses_shared_money", "Does it use shared money?", Ask::YesNo),
        Field::new("sets_precedent", "Does it set a precedent?", Ask::YesNo),
        Field::new("settled", "Settled on", Ask::Day).part(DETAILS),
        VERSIONS,
        SEEN_BY,
        SOURCE,
    ],
};

pub(crate) const IMPACT: Spec = Spec {
    kind: EntityKind::Impact,
    one: "impact",
    many: "Impacts",
    group: DECIDING,
    add: "Record an impact",
    add_edit: "record_impact",
    empty: "An impact is what a proposal does to an organisation in one respect, from \u{2212}3 to +3.",
    fields: &[
        Field::new("proposal_id", "Proposal", Ask::Id(EntityKind::Proposal))
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
        Field::new("aspect", "In what respect", Ask::Choice(choices::aspects))
            .short("Respect")
            .required()
            .usual("money")
            .column(),
        Field::new("size", "What it does to it", Ask::Scale(choices::impacts))
            .short("Effect")
            .required()
            .hint("0 is a judgement: no effect. Leave it out where nobody has judged it.")
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

pub(crate) const POSITION: Spec = Spec {
    kind: EntityKind::Position,
    one: "position",
    many: "Positions",
    group: DECIDING,
    add: "Record a position",
    add_edit: "record_position",
    empty: "A position is where a leader or an organisation stands on a proposal on a day, and for what reasons.",
    fields: &[
        Field::new(
            "proposal_id",
            "On which proposal",
            Ask::Id(EntityKind::Proposal),
        )
        .short("Proposal")
        .required()
        .fixed()
        .column(),
        Field::new("party", "Who", Ask::Tagged(PARTY, None))
            .required()
            .fixed()
            .column(),
        Field::new("stance", "Where they stand", Ask::Choice(choices::stances))
            .none("not assessed")
            .column(),
        Field::new(
            "salience",
            "How much it matters to them",
            Ask::Scale(choices::saliences),
        )
        .short("Matters")
        .none("not assessed")
        .column(),
        Field::new("conditions", "On what conditions", Ask::Text)
            .short("Conditions")
            .column(),
        Field::new(
            "wished_for",
            "Where you would like them to stand",
            Ask::Choice(choices::stances),
        )
        .short("Wished for")
        .none("nothing wished for"),
        Field::new("formality", "How formal", Ask::Choice(choices::formalities))
            .required()
            .usual("informal")
            .column(),
        Field::new(
            "meeting_id",
            "Agreed at the meeting",
            Ask::Id(EntityKind::Meeting),
        )
        .none("none"),
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

pub(crate) const AGREEMENT: Spec = Spec {
    kind: EntityKind::Agreement,
    one: "agreement",
    many: "Agreements",
    group: DECIDING,
    add: "Add an agreement",
    add_edit: "add_agreement",
    empty: "An agreement is a text that bodies sign: who must, who has, under which version and on what conditions.",
    fields: &[
        Field::new("title", "Title", Ask::Words).required().column(),
        Field::new("summary", "In short", Ask::Text),
        Field::new(
            "proposal_id",
            "Follows from the proposal",
            Ask::Id(EntityKind::Proposal),
        )
        .short("Proposal")
        .none("none")
        .column(),
        Field::new("sign_by", "To be signed by", Ask::Day)
            .short("Sign by")
            .column(),
        Field::new(
            "signatory_ids",
            "Who must sign",
            Ask::Ids(EntityKind::Organisation),
        )
        .column(),
        VERSIONS,
        Field::new(
            "signatures",
            "Who has signed",
            Ask::Rows(
                &[
                    Field::new("organisation_id", "For", Ask::Id(EntityKind::Organisation))
                        .required(),
                    Field::new("leader_id", "Signed by", Ask::Id(EntityKind::Leader))
                        .none("not known"),
                    Field::new("version", "Version", Ask::Count)
                        .hint("Left empty, it is the newest."),
                    Field::new("date", "On", Ask::Day).required().usual("today"),
                    Field::new("conditions", "Conditions", Ask::Line),
                ],
                "signature",
            ),
        )
        .part("Signatures"),
        SEEN_BY,
        SOURCE,
    ],
};
