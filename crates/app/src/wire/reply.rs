//! What a face is answered.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::forms::{EntityTable, Form, FormSaved, KindWords};
use super::influence::{Answered, JobState, Tried};
use super::map::{Compared, FilterOffer, MapSayings, SavedView, Timeline};
use super::quick::QuickAnswer;
use super::safety::{SafetyReply, SafetyState};

/// The answer to one request.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(tag = "reply", rename_all = "snake_case")]
#[ts(export_to = "wire.ts")]
pub enum Reply {
    /// What the first screen offers.
    FirstScreen(FirstScreen),
    /// What frames every section.
    Overview(Overview),
    /// A drawing.
    Drawing(Drawing),
    /// The days there are to move through.
    Timeline(Timeline),
    /// The map on two days.
    Compared(Compared),
    /// Needed against actual collaboration.
    Gaps(GapsAnswer),
    /// Formal authority beside informal influence.
    Influence(InfluenceAnswer),
    /// A question about people, answered in sentences.
    Answered(Answered),
    /// What was tried on plausible versions.
    Tried(Tried),
    /// How far a job is.
    Job(JobState),
    /// Promises and how they are kept.
    Promises(PromisesAnswer),
    /// Organisations and leaders as tables.
    Directory(Directory),
    /// Everything about one thing.
    Inspection(Inspection),
    /// A step was taken.
    Done(Done),
    /// The steps so far.
    History(HistoryAnswer),
    /// A paper as it will be.
    PaperPreview(PaperPreview),
    /// A file was written.
    Exported(Exported),
    /// What an import would do.
    ImportPlan(ImportAnswer),
    /// What was found.
    Found(Found),
    /// What a typed line says.
    Quick(QuickAnswer),
    /// About keeping the document safe.
    Safety(SafetyReply),
    /// What a form asks.
    Form(Form),
    /// What became of a form.
    FormSaved(FormSaved),
    /// The entities of one kind as a table.
    Table(EntityTable),
}

/// A refusal or failure: one sentence that names the thing, the cause and the remedy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct Failure {
    /// Stable, for programs.
    pub code: String,
    /// For people.
    pub sentence: String,
}

/// An organisation or leader, by id and name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct PartyRef {
    /// Its id.
    pub id: String,
    /// `organisation` or `leader`.
    pub kind: String,
    /// Its full name.
    pub name: String,
    /// Its short name.
    pub label: String,
}

/// How much of what could be known is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct CoverageAnswer {
    /// Pairs somebody has assessed.
    pub assessed: u32,
    /// Pairs there are.
    pub possible: u32,
}

/// A range of whole levels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct LevelRange {
    /// The least it can be.
    pub low: u8,
    /// The most it can be.
    pub high: u8,
}

/// A range of shares, 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct ShareRange {
    /// The least it can be.
    pub low: f64,
    /// The most it can be.
    pub high: f64,
}

/// One finding: a sentence, the figures behind it, the evidence behind those, and what one might do next.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct FindingAnswer {
    /// Stable code.
    pub code: String,
    /// The sentence.
    pub sentence: String,
    /// The figures, by name.
    #[ts(type = "Record<string, unknown>")]
    pub figures: BTreeMap<String, serde_json::Value>,
    /// Keys of the entities it rests on.
    pub evidence: Vec<String>,
    /// What one might do next.
    pub what_next: String,
}

/// What every analysis begins with.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct AnswerHead {
    /// The footprint's name.
    pub footprint: String,
    /// The day shown.
    pub as_of: String,
    /// The day of which it says what was known; absent where it is what is known now.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub known_on: Option<String>,
    /// Whose eyes.
    pub audience: String,
    /// How much is known.
    pub coverage: CoverageAnswer,
    /// The findings, most important first.
    pub findings: Vec<FindingAnswer>,
}

/// What the first screen offers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct FirstScreen {
    /// Files opened lately, newest first.
    pub recent: Vec<RecentFile>,
    /// Real footprints to begin from.
    pub footprints: Vec<ReferenceChoice>,
    /// The attribution the reference data asks for.
    pub attribution: String,
    /// A file the program was started with, to open now.
    pub open_now: Option<String>,
}

/// A file opened lately.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct RecentFile {
    /// Its path.
    pub path: String,
    /// The footprint's name.
    pub name: String,
    /// When it was last opened.
    pub opened: String,
}

/// A real footprint of the reference data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct ReferenceChoice {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// "Sustainability and transformation partnership, 2016 to 2019", "Integrated care board, 2023".
    pub era: String,
    /// The day of the edition it comes from.
    pub edition: String,
    /// How many organisations it has.
    pub organisations: u32,
}

/// What frames every section.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct Overview {
    /// The footprint's name.
    pub footprint: String,
    /// Whether its contents are invented.
    pub invented: bool,
    /// Where it is published.
    pub path: String,
    /// Saved state.
    pub saved: Saved,
    /// How safe the work is, beyond being saved.
    pub safety: SafetyState,
    /// Whose eyes.
    pub audience: String,
    /// In words.
    pub audience_word: String,
    /// The day shown.
    pub as_of: String,
    /// Whether that is today.
    pub is_today: bool,
    /// The day it is.
    pub today: String,
    /// Pairs of organisations assessed, as two bodies or through their people; none of none for a publication.
    pub coverage: CoverageAnswer,
    /// How many there are of each kind, by plural key.
    pub counts: BTreeMap<String, u32>,
    /// How many entities this audience does not see.
    pub hidden: u32,
    /// The place the footprint is, where it is one.
    pub place: Option<NamedRef>,
    /// What undo would take back; absent: nothing.
    pub undo: Option<String>,
    /// Why undo goes no further, where it could but should not.
    pub undo_stops: Option<String>,
    /// What redo would do again.
    pub redo: Option<String>,
    /// Confirmed gaps, for the rail.
    pub gaps: u32,
    /// Overdue promises, for the rail.
    pub overdue: u32,
    /// Grows with every change, so that a section knows when to ask again.
    pub revision: u32,
    /// What may be chosen in forms.
    pub choices: Choices,
}

/// Saved state in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct Saved {
    /// Whether everything is published.
    pub done: bool,
    /// "Saved to Documents, 09:41", or what is wrong and what to do.
    pub sentence: String,
}

/// A value and its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct Choice {
    /// For programs.
    pub key: String,
    /// For people.
    pub word: String,
}

/// What may be chosen in forms.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct Choices {
    /// Kinds of organisation.
    pub organisation_kinds: Vec<Choice>,
    /// Authorities of a post.
    pub authorities: Vec<Choice>,
    /// Kinds of tie.
    pub tie_kinds: Vec<Choice>,
    /// Levels of collaboration, 0 to 5.
    pub levels: Vec<Choice>,
    /// How a judgement is known.
    pub methods: Vec<Choice>,
    /// Who may see something.
    pub confidentialities: Vec<Choice>,
    /// Audiences.
    pub audiences: Vec<Choice>,
    /// How work depends.
    pub interdependences: Vec<Choice>,
    /// Parts in a workstream.
    pub parts: Vec<Choice>,
    /// Every kind of entity there is a table and a form of.
    pub kinds: Vec<KindWords>,
}

/// A drawing, with what a hand, a keyboard and a screen reader need of it.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct Drawing {
    /// The one string that screen, file, PDF and PNG share.
    pub svg: String,
    /// Its width in its own units.
    pub width: f64,
    /// Its height.
    pub height: f64,
    /// What it shows, in words.
    pub alternative_text: String,
    /// What can be pointed at.
    pub marks: Vec<DrawnMark>,
    /// What is not drawn, and why.
    pub hidden: Vec<NotDrawn>,
    /// The same as tables.
    pub tables: Vec<TwinTable>,
    /// What it can be narrowed to.
    pub offers: Vec<FilterOffer>,
    /// The ways of looking somebody has saved.
    pub views: Vec<SavedView>,
    /// On a map: what its colours and sizes can say, and by what its marks can stand together.
    pub sayings: MapSayings,
    /// Whether it shows organisations from afar.
    pub from_afar: bool,
    /// Whether marks stand together in groups, where none can be moved by itself.
    pub gathered: bool,
    /// On a map drawn as if something were otherwise: what, in words.
    pub supposed: Option<String>,
}

/// Something that is not drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct NotDrawn {
    /// What sort: `below_minimum_level`, `unassessed`, `former`, `further_gaps`, `labels`, `guarded`, …
    pub what: String,
    /// How many.
    pub count: u32,
    /// In words.
    pub words: String,
}

/// One thing on a drawing that can be pointed at.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct DrawnMark {
    /// Its key, also on its `data-key` in the drawing.
    pub key: String,
    /// `organisation`, `leader`, `post`, `tie` or `pair`.
    pub kind: String,
    /// What it is called.
    pub name: String,
    /// Its facts in one line.
    pub facts: String,
    /// Left.
    pub x: f64,
    /// Top.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
    /// Key of the nearest mark above.
    pub up: Option<String>,
    /// Key of the nearest mark to the right.
    pub right: Option<String>,
    /// Key of the nearest mark below.
    pub down: Option<String>,
    /// Key of the nearest mark to the left.
    pub left: Option<String>,
    /// Keys of the marks it is tied to, strongest first; for a tie or pair, its two ends.
    pub along: Vec<String>,
    /// Where its middle stands, for a mark that can be moved by hand.
    pub spot: Option<MarkSpot>,
}

/// Where a mark stands, as shares of the drawing's width and height.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct MarkSpot {
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
    /// Whether a person put it there.
    pub pinned: bool,
}

/// A table that says what a drawing shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct TwinTable {
    /// Its heading.
    pub caption: String,
    /// Column headings.
    pub columns: Vec<String>,
    /// Rows.
    pub rows: Vec<TwinRow>,
}

/// A row of a table twin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct TwinRow {
    /// The key of what it is about.
    pub key: String,
    /// Its cells.
    pub cells: Vec<String>,
}

/// One pair of organisations that must work together.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct GapPairAnswer {
    /// Its key, `pair:…:…`.
    pub key: String,
    /// One organisation.
    pub a: PartyRef,
    /// The other.
    pub b: PartyRef,
    /// Level needed.
    pub needed: u8,
    /// Why.
    pub because: String,
    /// Level there is.
    pub actual: ActualAnswer,
    /// Levels missing.
    pub gap: LevelRange,
    /// Importance times gap, 0 to 1.
    pub priority: f64,
    /// Priority if the gap is as large as it can be.
    pub priority_high: f64,
    /// Importance of the pair, 0 to 1.
    pub importance: f64,
    /// Levels above what is needed, where known.
    pub surplus: u8,
    /// Fewest people whose leaving severs them; absent where no leaders' ties are known.
    pub resilience: Option<u32>,
    /// Where it hangs on one: the person, or both ends of the one tie.
    pub hangs_on: Vec<PartyRef>,
    /// Who has good ties into both, best first.
    pub who_could_bridge: Vec<BridgeAnswer>,
    /// The finding about it.
    pub sentence: String,
    /// What one might do next.
    pub what_next: String,
    /// `gap`, `no_gap` or `unknown`.
    pub verdict: String,
}

/// A leader with good ties into both organisations of a pair.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct BridgeAnswer {
    /// Who.
    pub leader: PartyRef,
    /// Why, in words.
    pub because: String,
}

/// The level two organisations work at.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct ActualAnswer {
    /// The least it can be.
    pub low: u8,
    /// The most it can be.
    pub high: u8,
    /// Whether anybody has assessed it.
    pub assessed: bool,
    /// Whether both sides said so.
    pub both_sides: bool,
    /// The newest judgement's day.
    pub newest: Option<String>,
    /// How many judgements.
    pub assessments: u32,
    /// Whether it comes from ties between their leaders, nothing being stated of the two themselves.
    pub through_leaders: bool,
    /// What the first organisation itself says.
    pub says_a: Option<u8>,
    /// What the second itself says.
    pub says_b: Option<u8>,
}

/// Needed against actual collaboration.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct GapsAnswer {
    /// What every analysis begins with.
    #[serde(flatten)]
    pub head: AnswerHead,
    /// The pairs that must work together, most important gap first: every pair of which anything is known,
    /// and of those nobody has assessed the ones most worth asking about.
    pub pairs: Vec<GapPairAnswer>,
    /// Pairs nobody has assessed beyond those listed: in every count, in no list.
    pub unlisted: u32,
    /// Pairs nobody is sure of, most worth asking first.
    pub ask_first: Vec<GapPairAnswer>,
    /// Share of the pairs that must work together and do so at the level needed; absent where no pair must.
    pub congruence: Option<ShareRange>,
    /// The same, weighted by importance.
    pub congruence_weighted: Option<ShareRange>,
    /// How many pairs must work together.
    pub needed: u32,
    /// How many of them fall short.
    pub gaps: u32,
    /// Of how many that is not known.
    pub unknown: u32,
}

/// Formal authority beside informal influence.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct InfluenceAnswer {
    /// What every analysis begins with.
    #[serde(flatten)]
    pub head: AnswerHead,
    /// Leaders, by name.
    pub leaders: Vec<LeaderInfluence>,
    /// Why there are none, where the audience may not see them.
    pub withheld: Option<String>,
}

/// One leader's authority and influence, side by side and never blended.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct LeaderInfluence {
    /// Their id.
    pub id: String,
    /// `leader`.
    pub kind: String,
    /// Their name.
    pub name: String,
    /// Their name again, short.
    pub label: String,
    /// Their posts in words.
    pub posts: String,
    /// Their first organisation.
    pub organisation: Option<PartyRef>,
    /// Formal authority, 0 to 4; absent where nobody has said.
    pub authority: Option<u8>,
    /// In words, with the post it comes from.
    pub authority_because: String,
    /// Measures by name: `degree`, `strength`, `betweenness`, `betweenness_normalized`, `harmonic`,
    /// `organisations_reached`; betweenness weighs ties by their levels.
    pub measures: BTreeMap<String, f64>,
    /// `decides_and_is_trusted`, `paper_authority`, `hidden_influencer`, `neither`, `not_known`.
    pub quadrant: String,
    /// Its words.
    pub quadrant_words: String,
    /// Why.
    pub because: String,
}

/// Promises and how they are kept.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct PromisesAnswer {
    /// What every analysis begins with.
    #[serde(flatten)]
    pub head: AnswerHead,
    /// The register: overdue first, then by due day.
    pub commitments: Vec<CommitmentAnswer>,
    /// Kept on time by organisation, by name.
    pub organisations: Vec<Reliability>,
}

/// One promise in the register.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct CommitmentAnswer {
    /// Its key.
    pub key: String,
    /// Its id.
    pub id: String,
    /// What is promised.
    pub what: String,
    /// Who promises.
    pub from: PartyRef,
    /// Whom to.
    pub to: PartyRef,
    /// The workstream.
    pub workstream: Option<String>,
    /// State, for programs.
    pub state: String,
    /// State, for people.
    pub state_word: String,
    /// The day it was asked for.
    pub asked: String,
    /// First due day, which never changes.
    pub due: Option<String>,
    /// The day now agreed.
    pub agreed_due: Option<String>,
    /// How often another day was agreed.
    pub renegotiations: u32,
    /// Days overdue on the day shown; 0 where it is not.
    pub days_overdue: u32,
    /// What may happen next.
    pub steps: Vec<Step>,
}

/// A step a promise may take next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct Step {
    /// The act.
    pub step: String,
    /// By whom: `promiser` or `requester`.
    pub by: String,
    /// For a button.
    pub word: String,
    /// Whether it needs a day.
    pub needs_day: bool,
}

/// How an organisation keeps its promises.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct Reliability {
    /// Which.
    pub organisation: PartyRef,
    /// Promises that fell due.
    pub due: u32,
    /// Accepted by the day.
    pub kept_on_time: u32,
    /// Share, 0 to 1; absent where none fell due.
    pub rate: Option<f64>,
    /// Where the true rate lies (Wilson, 95 %).
    pub interval: Option<ShareRange>,
    /// The rate drawn towards the footprint's where promises are few.
    pub shrunk: Option<f64>,
    /// Open and overdue.
    pub open_overdue: u32,
    /// Median days late of those that came late or are; absent where none is late.
    pub days_late: Option<f64>,
    /// Whether enough fell due (five) to set it beside others.
    pub enough_to_compare: bool,
}

/// Organisations and leaders as tables: all of them, or what has changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct Directory {
    /// The mark of the tables as they are now.
    pub mark: String,
    /// Whether this is everything; otherwise it is what has changed since the mark that was sent.
    pub whole: bool,
    /// The keys of rows that are no longer there.
    pub gone: Vec<String>,
    /// Organisations, by name.
    pub organisations: Vec<OrganisationRow>,
    /// Leaders, by name.
    pub leaders: Vec<LeaderRow>,
    /// Workstreams, by name.
    pub workstreams: Vec<WorkstreamRow>,
}

/// An organisation in a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct OrganisationRow {
    /// Its key.
    pub key: String,
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its short name.
    pub label: String,
    /// Its kind.
    pub kind: String,
    /// In words.
    pub kind_word: String,
    /// Its sector.
    pub sector: Option<String>,
    /// Its codes.
    pub codes: Vec<CodeAnswer>,
    /// The places it belongs to.
    pub places: Vec<NamedRef>,
    /// How many leaders have a post there.
    pub leaders: u32,
    /// Who may see it.
    pub confidentiality: String,
}

/// A code under its scheme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct CodeAnswer {
    /// Whose code.
    pub scheme: String,
    /// The code.
    pub value: String,
}

/// Something by key and name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct NamedRef {
    /// Its key.
    pub key: String,
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// A leader in a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct LeaderRow {
    /// Their key.
    pub key: String,
    /// Their id.
    pub id: String,
    /// Their name.
    pub name: String,
    /// How they are reached.
    pub contact: Option<String>,
    /// Their posts.
    pub posts: Vec<PostRow>,
    /// Who may see them.
    pub confidentiality: String,
}

/// A post in a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct PostRow {
    /// Its key.
    pub key: String,
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Where.
    pub organisation: NamedRef,
    /// Authority; absent where nobody has said.
    pub authority: Option<String>,
    /// First day.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
}

/// A workstream in a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct WorkstreamRow {
    /// Its key.
    pub key: String,
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is.
    pub summary: Option<String>,
    /// How those who share it depend on one another.
    pub interdependence: String,
    /// In words.
    pub interdependence_word: String,
    /// Who takes what part.
    pub involvement: Vec<InvolvementRow>,
}

/// A part in a workstream.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct InvolvementRow {
    /// Who.
    pub organisation: NamedRef,
    /// What part.
    pub part: String,
}

/// Everything about one thing, block by block.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct Inspection {
    /// Its key.
    pub key: String,
    /// Its name.
    pub title: String,
    /// What it is.
    pub subtitle: String,
    /// The finding about it, where there is one.
    pub finding: Option<String>,
    /// How sure that is.
    pub how_sure: Option<String>,
    /// Facts: label and text.
    pub facts: Vec<Fact>,
    /// Lists of related things.
    pub lists: Vec<InspectionList>,
    /// What one might do next.
    pub what_next: Option<String>,
    /// Keys `record_assessment` is prefilled with.
    pub prefill: Vec<String>,
    /// The key of what a note on it would be about, where one can be kept.
    pub about: Option<String>,
    /// Who disagrees with it and why, where it is a judgement somebody disagrees with.
    pub dissent: Option<String>,
    /// Who entered it and who changed it last.
    pub entered: Option<String>,
}

/// A fact: label and text; levels come as numbers too, to be drawn as steps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct Fact {
    /// What it is.
    pub label: String,
    /// What it says.
    pub text: String,
    /// The level, where it is one.
    pub level: Option<LevelRange>,
}

/// A list of related things.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct InspectionList {
    /// Its heading.
    pub heading: String,
    /// Its items.
    pub items: Vec<InspectionItem>,
}

/// One related thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct InspectionItem {
    /// Its key, where it can be selected.
    pub key: Option<String>,
    /// What it says.
    pub text: String,
    /// The small print under it.
    pub detail: String,
    /// Who disagrees with it and why, where it is a judgement somebody disagrees with.
    pub dissent: Option<String>,
}

/// A step was taken.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct Done {
    /// What was done, in words.
    pub sentence: String,
    /// The key of what was made, where something was.
    pub made: Option<String>,
    /// How everything stands now.
    pub overview: Overview,
}

/// The steps so far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct HistoryAnswer {
    /// Newest first.
    pub changes: Vec<ChangeRow>,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct ChangeRow {
    /// Its number.
    pub number: u32,
    /// What was done.
    pub what: String,
    /// By whom.
    pub by: String,
    /// When.
    pub at: String,
    /// `edit`, `undo` or `redo`.
    pub act: String,
    /// Whether it has been taken back.
    pub undone: bool,
}

/// A paper as it will be.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct PaperPreview {
    /// Its pages as PNG pictures in base64.
    pub pages: Vec<String>,
    /// What it will contain, in sentences.
    pub contains: Vec<String>,
    /// What was left out for this audience, in sentences.
    pub left_out: Vec<String>,
}

/// A file was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct Exported {
    /// Where.
    pub path: String,
    /// "Board paper, 2 pages, for the board".
    pub sentence: String,
}

/// What an import would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct ImportAnswer {
    /// File by file.
    pub sources: Vec<ImportSource>,
    /// A table whose columns only a person can name; nothing can be imported before they are.
    pub unread: Option<UnreadTable>,
    /// Whether there is anything to confirm.
    pub changes_something: bool,
}

/// A table whose columns were not recognised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct UnreadTable {
    /// The file's path.
    pub path: String,
    /// What is the matter.
    pub sentence: String,
    /// Its columns.
    pub columns: Vec<UnreadColumn>,
}

/// A column that was not recognised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct UnreadColumn {
    /// Its heading.
    pub heading: String,
    /// A few of its values.
    pub values: Vec<String>,
}

/// What importing one file would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct ImportSource {
    /// Its path.
    pub path: String,
    /// What it was read as.
    pub read_as: String,
    /// How many rows it has.
    pub rows: u32,
    /// What would be added, by kind.
    pub added: BTreeMap<String, u32>,
    /// What would be changed, by kind.
    pub changed: BTreeMap<String, u32>,
    /// What is there already as it is.
    pub unchanged: u32,
    /// Rows that cannot be taken.
    pub rejected: Vec<RejectedRow>,
    /// What only a person can decide.
    pub questions: Vec<ImportQuestion>,
    /// What was noticed and dealt with.
    pub notices: Vec<ImportNotice>,
}

/// A row that cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct RejectedRow {
    /// Its number in the file, from 1.
    pub row: u32,
    /// Its sheet, where there are several.
    pub sheet: Option<String>,
    /// The column.
    pub column: String,
    /// What stands there.
    pub value: String,
    /// Why.
    pub reason: String,
}

/// What only a person can decide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct ImportQuestion {
    /// The row.
    pub row: u32,
    /// Its sheet.
    pub sheet: Option<String>,
    /// What is not clear.
    pub reason: String,
    /// What it could be.
    pub candidates: Vec<String>,
}

/// Something that was taken, but not just as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct ImportNotice {
    /// The sheet, where there are several.
    pub sheet: Option<String>,
    /// The column; empty where it is about whole rows or sheets.
    pub column: String,
    /// What was noticed and what was done.
    pub sentence: String,
    /// The rows.
    pub rows: Vec<u32>,
    /// Some of the values.
    pub values: Vec<String>,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct Found {
    /// The best first.
    pub matches: Vec<FoundMatch>,
}

/// One thing found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct FoundMatch {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: String,
}
