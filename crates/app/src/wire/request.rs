//! What a face may ask.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::forms::FieldEntry;
use super::influence::{PeopleQuestion, TriedQuestion};
use super::map::MapFilter;
use super::quick::QuickChoice;
use super::safety::SafetyRequest;

/// One request of the window or of the HTTP host.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "ask", rename_all = "snake_case")]
#[ts(export_to = "wire.ts")]
pub enum Request {
    /// What the first screen offers: recent files, real footprints. Answered by `first_screen`.
    FirstScreen,
    /// Make a new document and open it. Answered by `overview`.
    NewDocument {
        /// Where to publish it; absent: in the person's documents folder, under the footprint's name.
        #[serde(default)]
        path: Option<String>,
        /// What it begins with.
        start: Start,
    },
    /// Open a document. Answered by `overview`.
    Open {
        /// Its path.
        path: String,
    },
    /// Publish and close the document. Answered by `first_screen`.
    Close,
    /// Publish the document to another place and go on there. Answered by `overview`.
    SaveAs {
        /// The new path.
        path: String,
    },
    /// Publish now what is not yet published. Answered by `overview`.
    Publish,
    /// What frames every section: name, saved state, audience, day, counts. Answered by `overview`.
    Overview,
    /// Choose the audience and the day all sections show. Answered by `overview`.
    SetLens {
        /// `working`, `partners`, `board` or `public`; absent: as it is.
        #[serde(default)]
        audience: Option<String>,
        /// A day, `today`, or absent: as it is.
        #[serde(default)]
        as_of: Option<String>,
    },
    /// The map drawn. Answered by `drawing`.
    Map {
        /// How.
        #[serde(default)]
        options: MapOptions,
    },
    /// The days there are to move through. Answered by `timeline`.
    Timeline,
    /// The map on two days beside each other, with what changed. Answered by `compared`.
    Compare {
        /// How.
        #[serde(default)]
        options: MapOptions,
        /// The earlier day.
        from: String,
        /// The later day.
        to: String,
    },
    /// The matrix of gaps drawn. Answered by `drawing`.
    GapMatrix {
        /// `kind`, `place`, `name` or `need`.
        #[serde(default)]
        order: Option<String>,
    },
    /// Needed against actual collaboration. Answered by `gaps`.
    Gaps,
    /// Formal authority beside informal influence. Answered by `influence`.
    Influence,
    /// A question about people and what hangs on them. Answered by `answered`.
    Answer {
        /// Which.
        question: PeopleQuestion,
        /// With introductions: the key of who asks.
        #[serde(default)]
        from: Option<String>,
        /// With introductions: the key of a person or an organisation to meet.
        #[serde(default)]
        to: Option<String>,
    },
    /// Try a question on plausible versions of the map, which takes its time. Answered by `tried` when it is done, or
    /// with the failure `cancelled`.
    Try {
        /// A name for it; what goes by the same name already is ended.
        job: String,
        /// What.
        question: TriedQuestion,
    },
    /// How far a job is. Answered by `job`.
    JobState {
        /// Its name.
        job: String,
    },
    /// End a job. Answered by `job`.
    EndJob {
        /// Its name.
        job: String,
    },
    /// Promises and how they are kept. Answered by `promises`.
    Promises,
    /// Organisations and leaders as tables. Answered by `directory`.
    Directory {
        /// The mark of the tables the face has; then only what has changed since is given.
        #[serde(default)]
        have: Option<String>,
    },
    /// The entities of one kind as a table. Answered by `table`.
    Table {
        /// Which kind, as in `choices`.
        kind: String,
        /// Words every row given has in it; empty gives all.
        #[serde(default)]
        filter: String,
    },
    /// What the form for one kind, or for one entity, asks. Answered by `form`.
    Form {
        /// Which kind is entered.
        #[serde(default)]
        kind: Option<String>,
        /// Or the key of what is changed.
        #[serde(default)]
        key: Option<String>,
        /// The keys of what is selected, to be filled in where they fit.
        #[serde(default)]
        about: Vec<String>,
    },
    /// Enter or change what is written in a form, as one step. Answered by `form_saved`.
    SaveForm {
        /// Which kind is entered.
        #[serde(default)]
        kind: Option<String>,
        /// Or the key of what is changed; then fields left out stay as they are.
        #[serde(default)]
        key: Option<String>,
        /// What stands in its fields.
        values: Vec<FieldEntry>,
    },
    /// Everything about one thing. Answered by `inspection`.
    Inspect {
        /// `organisation:…`, `leader:…`, `pair:…:…`, `commitment:…`, `workstream:…`.
        key: String,
    },
    /// Do something. Answered by `done`.
    Act {
        /// What.
        act: Act,
    },
    /// Take back the last step. Answered by `done`.
    Undo,
    /// Do the step taken back again. Answered by `done`.
    Redo,
    /// The steps so far, newest first. Answered by `history`.
    History {
        /// At most so many.
        #[serde(default)]
        limit: Option<u32>,
    },
    /// The pages of a board paper as pictures, and what it will contain. Answered by `paper_preview`.
    PaperPreview {
        /// Whose eyes the paper is for.
        audience: String,
        /// Title block.
        #[serde(default)]
        details: PaperDetails,
    },
    /// Write a paper, drawing or table to a file. Answered by `exported`.
    Export {
        /// `board_paper`, `map`, `gaps`, `promises`, `organisations`, `leaders` or `influence`.
        what: String,
        /// Where; its ending chooses the format (pdf, svg, png, csv).
        path: String,
        /// Whose eyes it is for.
        audience: String,
        /// Title block of a paper.
        #[serde(default)]
        details: PaperDetails,
        /// How the map is drawn.
        #[serde(default)]
        options: MapOptions,
    },
    /// Read files and say what importing them would do; writes nothing. Answered by `import_plan`.
    ImportPlan {
        /// The files.
        paths: Vec<String>,
        /// What they are; absent: found out.
        #[serde(default)]
        read_as: Option<String>,
        /// For tables whose columns are not recognised.
        #[serde(default)]
        mapping: Vec<ColumnField>,
    },
    /// Carry out the import last planned, as one step. Answered by `done`.
    ImportConfirm,
    /// Read a typed line and say what it means; writes nothing. Answered by `quick`.
    QuickRead {
        /// What is typed.
        line: String,
        /// Where in it one writes, in UTF-16 units.
        caret: u32,
        /// What was chosen where it could mean several things.
        #[serde(default)]
        choices: Vec<QuickChoice>,
    },
    /// Take a typed line as one step. Answered by `done`.
    QuickTake {
        /// What is typed.
        line: String,
        /// What was chosen where it could mean several things.
        #[serde(default)]
        choices: Vec<QuickChoice>,
    },
    /// Keep the document from being lost or read by others. Answered as the request says.
    Safety {
        /// What.
        request: SafetyRequest,
    },
    /// Find anything by its name. Answered by `found`.
    Find {
        /// What is typed.
        text: String,
    },
}

/// What a new document begins with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "from", rename_all = "snake_case")]
#[ts(export_to = "wire.ts")]
pub enum Start {
    /// Nothing but a name.
    Empty {
        /// The footprint's name.
        name: String,
    },
    /// A real footprint of the bundled reference data.
    Reference {
        /// Its code.
        code: String,
    },
    /// The invented example.
    Example,
}

/// How the map is drawn.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export_to = "wire.ts")]
pub struct MapOptions {
    /// `both`, `organisations`, `leaders` or `national`: every organisation from afar.
    pub show: String,
    /// Whether gaps are drawn over it.
    pub gaps: bool,
    /// Only ties of at least this level.
    pub minimum_level: u8,
    /// Whether pairs nobody has assessed are drawn, dotted.
    pub unassessed: bool,
    /// What it keeps to.
    pub filters: Vec<MapFilter>,
    /// What colours say, by its key; `kind` is the usual.
    pub colour_by: String,
    /// What sizes say, by its key; `alike` is the usual.
    pub size_by: String,
    /// By what marks stand together, by its key; empty where they stand by their ties alone.
    pub group_by: String,
    /// The key of the proposal whose positions colours tell; empty for the one to be decided next.
    pub proposal: String,
    /// The key of an organisation, where only that and those it works with most are drawn; empty for all.
    pub focus: String,
    /// Width of the room there is for the window's map, in CSS pixels, so that its letters need not be made smaller;
    /// 0 where that is not known. A file has a size of its own.
    pub width: f64,
    /// Its height.
    pub height: f64,
    /// As if what were so; none for the map as it is. A publication has none.
    pub supposing: Option<MapSupposing>,
}

/// What a map is drawn as if it were so, parties by their keys.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "suppose", rename_all = "snake_case")]
#[ts(export_to = "wire.ts")]
pub enum MapSupposing {
    /// A person or an organisation is no longer there.
    Without {
        /// Who.
        key: String,
    },
    /// Two parties work together at a level.
    WithTie {
        /// One.
        a: String,
        /// The other.
        b: String,
        /// The level, 1 to 5.
        level: u8,
    },
}

impl Default for MapOptions {
    fn default() -> Self {
        Self {
            show: "both".to_owned(),
            gaps: true,
            minimum_level: 1,
            unassessed: false,
            filters: Vec::new(),
            colour_by: "kind".to_owned(),
            size_by: "alike".to_owned(),
            group_by: String::new(),
            proposal: String::new(),
            focus: String::new(),
            width: 0.0,
            height: 0.0,
            supposing: None,
        }
    }
}

/// The title block of a paper.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export_to = "wire.ts")]
pub struct PaperDetails {
    /// What it is about; empty: the main finding.
    pub subject: String,
    /// For whom, "Partnership board".
    pub for_whom: String,
    /// Its item on the agenda, "Item 7".
    pub item: String,
    /// "For discussion", "For decision", "Draft".
    pub status: String,
}

/// One thing a person does in the window. Each is one step to undo.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "act", rename_all = "snake_case")]
#[ts(export_to = "wire.ts")]
pub enum Act {
    /// Enter an organisation.
    AddOrganisation {
        /// Its name.
        name: String,
        /// A kind, as in `choices`.
        kind: String,
        /// A short name, where there is one.
        #[serde(default)]
        label: String,
        /// Whether it does not belong to the footprint's own place.
        #[serde(default)]
        elsewhere: bool,
    },
    /// Change one field of an organisation: `name`, `label`, `kind`, `sector`, `confidentiality`.
    ChangeOrganisation {
        /// Which.
        key: String,
        /// Which field.
        field: String,
        /// To what; empty clears it where that is possible.
        value: String,
    },
    /// Enter a leader, with a post where an organisation is given.
    AddLeader {
        /// Their name.
        name: String,
        /// The organisation's key.
        #[serde(default)]
        organisation: Option<String>,
        /// The post's title.
        #[serde(default)]
        title: String,
        /// An authority, as in `choices`.
        #[serde(default)]
        authority: Option<String>,
    },
    /// Change one field of a leader: `name`, `contact`, `confidentiality`.
    ChangeLeader {
        /// Which.
        key: String,
        /// Which field.
        field: String,
        /// To what.
        value: String,
    },
    /// Give a leader a further post.
    AddPost {
        /// The leader's key.
        leader: String,
        /// The organisation's key.
        organisation: String,
        /// The title.
        title: String,
        /// An authority, as in `choices`.
        #[serde(default)]
        authority: Option<String>,
        /// First day.
        #[serde(default)]
        from: Option<String>,
    },
    /// Change one field of several organisations, leaders or posts to the same, as one step.
    ChangeMany {
        /// Which: keys of one kind.
        keys: Vec<String>,
        /// Which field, as for one.
        field: String,
        /// To what.
        value: String,
    },
    /// Change one field of a post: `title`, `organisation`, `authority`, `from`, `to`.
    ChangePost {
        /// Which.
        key: String,
        /// Which field.
        field: String,
        /// To what.
        value: String,
    },
    /// Record somebody's judgement of how two parties work together; the tie is made when it is not there.
    RecordAssessment {
        /// One party's key.
        a: String,
        /// The other's.
        b: String,
        /// In what way they relate, as in `choices`; absent: they work together.
        #[serde(default)]
        kind: Option<String>,
        /// Level of collaboration, 0 to 5.
        #[serde(default)]
        level: Option<u8>,
        /// Trust, 1 to 5.
        #[serde(default)]
        trust: Option<u8>,
        /// How sure, 0 to 1.
        #[serde(default)]
        confidence: Option<f64>,
        /// How it is known, as in `choices`.
        method: String,
        /// Whose view: a party's key, a name, or absent for the keeper's own.
        #[serde(default)]
        perceiver: Option<String>,
        /// The day; absent: today.
        #[serde(default)]
        date: Option<String>,
        /// In their words.
        #[serde(default)]
        note: Option<String>,
        /// Who may see it, as in `choices`; absent: board for organisations, working group for people.
        #[serde(default)]
        confidentiality: Option<String>,
    },
    /// Set the level two organisations must work at.
    SetNeed {
        /// One organisation's key.
        a: String,
        /// The other's.
        b: String,
        /// The level, 1 to 5.
        level: u8,
        /// Why.
        reason: String,
        /// Who says so.
        set_by: String,
    },
    /// Enter work the partners share.
    AddWorkstream {
        /// Its name.
        name: String,
        /// How those who share it depend on one another, as in `choices`.
        interdependence: String,
        /// The organisations' keys with their parts: `leads`, `contributes`, `affected`.
        involvement: Vec<InvolvementAct>,
    },
    /// Enter a promise.
    AddCommitment {
        /// Who promises: a party's key.
        from: String,
        /// Whom to: a party's key.
        to: String,
        /// What.
        what: String,
        /// Due day.
        #[serde(default)]
        due: Option<String>,
        /// Whether it is promised already, or only asked for.
        promised: bool,
        /// The workstream's key.
        #[serde(default)]
        workstream: Option<String>,
    },
    /// Take the next step in a promise.
    MoveCommitment {
        /// Which.
        key: String,
        /// The step, as offered by the promise.
        step: String,
        /// By whom: `promiser` or `requester`.
        by: String,
        /// The day agreed, where the step names one.
        #[serde(default)]
        due: Option<String>,
        /// What was said.
        #[serde(default)]
        note: Option<String>,
    },
    /// Enter a note.
    AddNote {
        /// What it is about.
        about: String,
        /// What it says.
        text: String,
    },
    /// Take something away, with what cannot be without it.
    Remove {
        /// Which.
        key: String,
    },
    /// Take several things away as one step, each with what cannot be without it.
    RemoveMany {
        /// Which.
        keys: Vec<String>,
    },
    /// Save how the map is looked at under a name; under one that is taken, it takes its place.
    SaveView {
        /// Its name.
        name: String,
        /// How the map is drawn.
        options: MapOptions,
        /// The day it shows; absent: the day it is looked at.
        #[serde(default)]
        as_of: Option<String>,
    },
    /// Move marks on the map, or let them go; one drag is one of these.
    MoveMarks {
        /// Where the marks now stand: at least those that change, better all that are drawn, so that the others are
        /// found again where the reader knows them.
        marks: Vec<MovedMark>,
    },
}

/// An organisation's part in a new workstream.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct InvolvementAct {
    /// The organisation's key.
    pub organisation: String,
    /// `leads`, `contributes` or `affected`.
    pub part: String,
}

/// A mark put somewhere by hand.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct MovedMark {
    /// The party's key.
    pub key: String,
    /// From the left, as a share of the drawing's width.
    pub x: f64,
    /// From the top, as a share of its height.
    pub y: f64,
    /// Whether it was put there by hand and stays.
    #[serde(default = "by_hand")]
    pub pinned: bool,
}

const fn by_hand() -> bool {
    true
}

/// What a column of a table is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct ColumnField {
    /// Its heading.
    pub column: String,
    /// The field it goes to; `ignore` leaves it out.
    pub field: String,
}
