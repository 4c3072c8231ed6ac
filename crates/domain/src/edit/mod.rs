//! One variant for each thing a person can mean. An edit is planned against a map into the rows it writes;
//! storing, undoing and merging work on those.

mod change;
mod check;
mod describe;
mod merge;
mod plan;
mod refused;
mod removal;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::commitment::CommitmentEvent;
use crate::entity::{
    Agreement, Assessment, Attendance, Baseline, Commitment, Contact, Dependency, EntityKind,
    EntityRef, Footprint, Forum, Freeze, Impact, Leader, Meeting, Need, Note, Objective,
    Organisation, Party, Place, Position, Post, Proposal, Seat, Signature, Source, Spot, Stake,
    Stamp, Tie, Version, View, Workstream, Write,
};
use crate::ids::{
    AgreementId, AssessmentId, BaselineId, CommitmentId, ContactId, DependencyId, ForumId,
    ImpactId, LeaderId, MeetingId, NeedId, NoteId, ObjectiveId, OrganisationId, PlaceId,
    PositionId, PostId, ProposalId, SeatId, SourceId, StakeId, TieId, ViewId, WorkstreamId,
};
use crate::map::Map;
use crate::scale::Part;

pub use change::{
    AgreementChange, AssessmentChange, BaselineChange, CommitmentChange, ContactChange,
    DependencyChange, ForumChange, ImpactChange, LeaderChange, MeetingChange, NeedChange,
    NoteChange, ObjectiveChange, OrganisationChange, Patch, PlaceChange, PositionChange,
    PostChange, ProposalChange, SeatChange, SourceChange, StakeChange, TieChange, WorkstreamChange,
};
pub use refused::Refused;

/// One thing a person can mean to do to a footprint.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "edit", rename_all = "snake_case", deny_unknown_fields)]
pub enum Edit {
    /// Name the footprint and say which place it is. Whether deleting is frozen stays as it is.
    DescribeFootprint(Footprint),
    /// Enter a place.
    AddPlace(Place),
    /// Change a place.
    ChangePlace {
        /// Which.
        place_id: PlaceId,
        /// What.
        change: PlaceChange,
    },
    /// Enter an organisation.
    AddOrganisation(Organisation),
    /// Change an organisation.
    ChangeOrganisation {
        /// Which.
        organisation_id: OrganisationId,
        /// What.
        change: OrganisationChange,
    },
    /// Enter a leader.
    AddLeader(Leader),
    /// Change a leader.
    ChangeLeader {
        /// Which.
        leader_id: LeaderId,
        /// What.
        change: LeaderChange,
    },
    /// Give a leader a post.
    AppointLeader(Post),
    /// Change a post.
    ChangePost {
        /// Which.
        post_id: PostId,
        /// What.
        change: PostChange,
    },
    /// Record that two parties relate.
    AddTie(Tie),
    /// Change a tie.
    ChangeTie {
        /// Which.
        tie_id: TieId,
        /// What.
        change: TieChange,
    },
    /// Record somebody's judgement of a tie.
    RecordAssessment(Assessment),
    /// Put a judgement of a tie right.
    ChangeAssessment {
        /// Which.
        assessment_id: AssessmentId,
        /// What.
        change: AssessmentChange,
    },
    /// Attach a party's disagreement to a judgement, or take it off.
    AttachDissent {
        /// Which judgement: an assessment, need, stake, impact or position.
        judgement: EntityRef,
        /// The disagreement; `null` takes it off.
        dissent: Option<String>,
    },
    /// Enter a source.
    AddSource(Source),
    /// Change a source.
    ChangeSource {
        /// Which.
        source_id: SourceId,
        /// What.
        change: SourceChange,
    },
    /// Enter an objective.
    AddObjective(Objective),
    /// Change an objective.
    ChangeObjective {
        /// Which.
        objective_id: ObjectiveId,
        /// What.
        change: ObjectiveChange,
    },
    /// Record somebody's judgement of what an organisation has at stake in an objective.
    SetStake(Stake),
    /// Put a stake right.
    ChangeStake {
        /// Which.
        stake_id: StakeId,
        /// What.
        change: StakeChange,
    },
    /// Enter a workstream.
    AddWorkstream(Workstream),
    /// Change a workstream.
    ChangeWorkstream {
        /// Which.
        workstream_id: WorkstreamId,
        /// What.
        change: WorkstreamChange,
    },
    /// Say what part an organisation takes in a workstream; `null` takes it out.
    Involve {
        /// Which workstream.
        workstream_id: WorkstreamId,
        /// Which organisation.
        organisation_id: OrganisationId,
        /// Its part.
        part: Option<Part>,
    },
    /// Say that one workstream depends on another.
    AddDependency(Dependency),
    /// Change a dependency.
    ChangeDependency {
        /// Which.
        dependency_id: DependencyId,
        /// What.
        change: DependencyChange,
    },
    /// Set the level two organisations must work at. Replaces an earlier one for the pair.
    SetNeed(Need),
    /// Put a need right.
    ChangeNeed {
        /// Which.
        need_id: NeedId,
        /// What.
        change: NeedChange,
    },
    /// Enter a forum.
    AddForum(Forum),
    /// Change a forum.
    ChangeForum {
        /// Which.
        forum_id: ForumId,
        /// What.
        change: ForumChange,
    },
    /// Give a leader a seat on a forum.
    SeatLeader(Seat),
    /// Change a seat.
    ChangeSeat {
        /// Which.
        seat_id: SeatId,
        /// What.
        change: SeatChange,
    },
    /// Enter a proposal.
    AddProposal(Proposal),
    /// Change a proposal.
    ChangeProposal {
        /// Which.
        proposal_id: ProposalId,
        /// What.
        change: ProposalChange,
    },
    /// Put a new version of a proposal.
    ReviseProposal {
        /// Which.
        proposal_id: ProposalId,
        /// The version.
        version: Version,
    },
    /// Record somebody's judgement of what a proposal does to an organisation.
    RecordImpact(Impact),
    /// Put an impact right.
    ChangeImpact {
        /// Which.
        impact_id: ImpactId,
        /// What.
        change: ImpactChange,
    },
    /// Record where a party stands on a proposal.
    RecordPosition(Position),
    /// Put a position right.
    ChangePosition {
        /// Which.
        position_id: PositionId,
        /// What.
        change: PositionChange,
    },
    /// Enter an agreement.
    AddAgreement(Agreement),
    /// Change an agreement.
    ChangeAgreement {
        /// Which.
        agreement_id: AgreementId,
        /// What.
        change: AgreementChange,
    },
    /// Put a new version of an agreement. Signatures under earlier versions stay under those.
    ReviseAgreement {
        /// Which.
        agreement_id: AgreementId,
        /// The version.
        version: Version,
    },
    /// Sign one version of an agreement for an organisation.
    Sign {
        /// Which.
        agreement_id: AgreementId,
        /// The signature.
        signature: Signature,
    },
    /// Enter a meeting, held or to be held.
    HoldMeeting(Meeting),
    /// Change a meeting.
    ChangeMeeting {
        /// Which.
        meeting_id: MeetingId,
        /// What.
        change: MeetingChange,
    },
    /// Say whether somebody was at a meeting. Replaces what was said of the same person and organisation.
    RecordAttendance {
        /// Which meeting.
        meeting_id: MeetingId,
        /// Who, and whether they were there.
        attendance: Attendance,
    },
    /// Ask for a promise, or enter one that was made.
    AddCommitment(Commitment),
    /// Change the words of a promise.
    ChangeCommitment {
        /// Which.
        commitment_id: CommitmentId,
        /// What.
        change: CommitmentChange,
    },
    /// Take the next step in a promise's conversation.
    MoveCommitment {
        /// Which.
        commitment_id: CommitmentId,
        /// The step.
        event: CommitmentEvent,
    },
    /// Log a conversation.
    LogContact(Contact),
    /// Change what was logged of a conversation.
    ChangeContact {
        /// Which.
        contact_id: ContactId,
        /// What.
        change: ContactChange,
    },
    /// Enter a note.
    AddNote(Note),
    /// Change a note.
    ChangeNote {
        /// Which.
        note_id: NoteId,
        /// What.
        change: NoteChange,
    },
    /// Save a way of looking, or replace the one with its id.
    SaveView(View),
    /// Move marks on a saved view; one drag is one of these.
    MoveMarks {
        /// Which view.
        view_id: ViewId,
        /// Where the marks now stand.
        spots: Vec<(Party, Spot)>,
    },
    /// Name the footprint as it is known at a moment, to compare with later.
    NameBaseline(Baseline),
    /// Change a baseline.
    ChangeBaseline {
        /// Which.
        baseline_id: BaselineId,
        /// What.
        change: BaselineChange,
    },
    /// Make two rows of one organisation one: everything that named the one now names the other, and what is then
    /// there twice is there once.
    MergeOrganisations {
        /// The one that stays.
        keep_id: OrganisationId,
        /// The one that is merged into it.
        merge_id: OrganisationId,
    },
    /// Make two rows of one leader one, in the same way.
    MergeLeaders {
        /// The one that stays.
        keep_id: LeaderId,
        /// The one that is merged into it.
        merge_id: LeaderId,
    },
    /// Say until when what is held about a leader is kept; `null`: without an end.
    SetKeepUntil {
        /// Which leader.
        leader_id: LeaderId,
        /// The last day.
        keep_until: Option<Date>,
    },
    /// Allow no deleting for now: a request for information is open, or something like it.
    Freeze(Freeze),
    /// Allow deleting again.
    LiftFreeze {
        /// Why, for the history.
        why: String,
    },
    /// Take an entity away, with everything that cannot be without it.
    Remove {
        /// Which.
        entity: EntityRef,
    },
    /// Several edits as one step: an import, a bulk change, a new leader with her post.
    Together {
        /// What the step is called in history and on the undo button.
        what: String,
        /// The edits, in order.
        edits: Vec<Edit>,
    },
}

impl Edit {
    /// The rows this edit writes, or why it cannot be made. Changes nothing.
    pub fn plan(&self, map: &Map, stamp: &Stamp) -> Result<Vec<Write>, Refused> {
        plan::planned(self, map, stamp)
    }
}

impl EntityKind {
    /// The kind with this key, singular or plural: `leader`, `leaders`.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|kind| kind.key() == key || kind.words() == key)
    }
}
