//! Edits as text, one JSON object a line: what `footbridge edit` reads and what the example is written in.
//!
//! Each line is a [`domain::Edit`] with a few conveniences, so that a person can write it:
//! * `"id": "@vale-council"` gives a new entity a handle; `"organisation_id": "@vale-council"` names it later.
//!   A handle nobody has given is looked up in the document by name, short name or code;
//! * parties (`a`, `b`, `from`, `to`, `party`, `perceiver`, `held_by`), what is meant (`entity`, `about`,
//!   `judgement`) and the items of an agenda may be handles too;
//! * the parts of a step, signature, version or attendance may stand beside the name of what they belong to;
//! * `"on"` and `"by"` say when and by whom the edit is entered;
//! * `assess` finds or makes the tie between two parties and records a judgement of it;
//! * `add_leader` may carry a `post` or `posts`.
//!
//! Blank lines and lines that begin with `#` are for the reader.

use std::collections::BTreeMap;

use domain::{
    Confidentiality, Edit, EntityKind, EntityRef, Map, Party, Stamp, Tie, TieId, TieKind,
};
use jiff::{Timestamp, civil::Date};
use serde_json::{Map as Object, Value, json};
use thiserror::Error;
use uuid::Uuid;

/// Gives a new id each time it is asked.
pub type NewId<'a> = &'a mut dyn FnMut() -> Uuid;

/// One line understood.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// Its line in the text, from 1.
    pub line: usize,
    /// The day it is entered, where the line says so.
    pub on: Option<Date>,
    /// Its author, where the line says so.
    pub by: Option<String>,
    /// The edit.
    pub edit: Edit,
}

/// Why a line cannot be understood.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("Line {line}: {reason}")]
pub struct ScriptError {
    /// The line, from 1.
    pub line: usize,
    /// Why, and what to do.
    pub reason: String,
}

/// Reads a script against a document. Lines may name what earlier lines made; nothing is changed.
pub fn read(
    text: &str,
    map: &Map,
    new_id: NewId<'_>,
    today: Date,
    author: &str,
) -> Result<Vec<Step>, ScriptError> {
    let mut reader = Reader {
        map: map.clone(),
        handles: BTreeMap::new(),
        new_id,
        on: None,
        by: None,
        today,
        author,
    };
    let mut steps = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let line_number = index + 1;
        let line = line.trim_start_matches('\u{feff}').trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let wrong = |reason: String| ScriptError {
            line: line_number,
            reason,
        };
        let value: Value = serde_json::from_str(line).map_err(|error| {
            wrong(format!(
                "this is not a JSON object ({error}); write one edit a line."
            ))
        })?;
        let Value::Object(object) = value else {
            return Err(wrong(
                "an edit is a JSON object in braces; write one edit a line.".to_owned(),
            ));
        };
        for edit in reader.line(object).map_err(wrong)? {
            steps.push(Step {
                line: line_number,
                on: reader.on,
                by: reader.by.clone(),
                edit,
            });
        }
    }
    Ok(steps)
}

struct Reader<'a> {
    map: Map,
    handles: BTreeMap<String, EntityRef>,
    new_id: NewId<'a>,
    on: Option<Date>,
    by: Option<String>,
    today: Date,
    author: &'a str,
}

impl Reader<'_> {
    fn line(&mut self, mut object: Object<String, Value>) -> Result<Vec<Edit>, String> {
        if let Some(on) = object.remove("on") {
            self.on = Some(from_json(on, "on", "a day such as 2026-03-05")?);
        }
        // In a promise's next step "by" says which side takes it, not who enters it.
        if object.get("edit") != Some(&json!("move_commitment"))
            && let Some(by) = object.remove("by")
        {
            self.by = Some(from_json(by, "by", "a name")?);
        }
        let Some(Value::String(kind)) = object.get("edit").cloned() else {
            return Err("it has no \u{201c}edit\u{201d}; say which, for example \"edit\": \"add_organisation\".".to_owned());
        };
        match kind.as_str() {
            "assess" => self.assess(object),
            "add_leader" => self.add_leader(object),
            _ => Ok(vec![self.taken(&kind, object)?]),
        }
    }

    fn taken(&mut self, kind: &str, object: Object<String, Value>) -> Result<Edit, String> {
        let edit = self.one(kind, object)?;
        self.take(&edit)?;
        Ok(edit)
    }

    /// Keeps the reader's own picture of the document in step, so that later lines can name what this one made.
    fn take(&mut self, edit: &Edit) -> Result<(), String> {
        let stamp = Stamp {
            at: Timestamp::UNIX_EPOCH,
            by: String::new(),
        };
        let writes = edit
            .plan(&self.map, &stamp)
            .map_err(|refused| refused.to_string())?;
        self.map = self.map.with(&writes);
        Ok(())
    }

    fn day(&self) -> Date {
        self.on.unwrap_or(self.today)
    }

    fn one(&mut self, kind: &str, mut object: Object<String, Value>) -> Result<Edit, String> {
        if let Some(made) = made_by(kind) {
            self.give_id(&mut object, made)?;
        }
        if let Some(source) = object.remove("source_id") {
            object.insert("record".to_owned(), json!({ "source_id": source }));
        }
        let day = json!(self.day());
        let author = json!(self.by.as_deref().unwrap_or(self.author));
        let mut usual = |field: &str, value: &Value| {
            object.entry(field).or_insert_with(|| value.clone());
        };
        match kind {
            "set_need" => {
                usual("date", &day);
                usual("set_by", &author);
            }
            "add_commitment" => usual("asked", &day),
            "add_note" => {
                usual("date", &day);
                usual("author", &author);
            }
            "record_assessment" | "set_stake" | "record_impact" | "record_position"
            | "hold_meeting" | "log_contact" => usual("date", &day),
            "name_baseline" => {
                usual("day", &day);
                // All that was entered by the end of that day.
                let known_at =
                    self.day().tomorrow().unwrap_or(Date::MAX).to_string() + "T00:00:00Z";
                usual("known_at", &json!(known_at));
            }
            "attach_dissent" => {
                if let Some(assessment) = object.remove("assessment_id") {
                    let handle = match assessment {
                        Value::String(text) if !text.starts_with('@') => {
                            format!("assessment:{text}")
                        }
                        Value::String(text) => text,
                        _ => String::new(),
                    };
                    object.insert("judgement".to_owned(), json!(handle));
                }
            }
            "add_organisation" | "add_place" => {
                if let Some(successor) = object.remove("successor_id") {
                    object.insert(
                        "successions".to_owned(),
                        json!([{ "successor_id": successor }]),
                    );
                }
            }
            _ => {}
        }
        self.name_parties(kind, &mut object)?;
        let mut value = Value::Object(object);
        self.resolve_ids(&mut value)?;
        if kind == "add_tie" && involves_a_leader(&value) {
            fill(
                &mut value,
                "confidentiality",
                json!(Confidentiality::Working),
            );
        }
        if kind == "record_assessment" {
            self.usual_confidentiality(&mut value);
        }
        self.gather(kind, &mut value, day);
        serde_json::from_value(value).map_err(|error| {
            format!(
                "\u{201c}{kind}\u{201d} cannot be read: {error}. Compare it with docs/edits.md."
            )
        })
    }

    /// The parts of a step, version, signature or attendance may stand beside the name of what they belong to, as a
    /// person would write them.
    fn gather(&self, kind: &str, value: &mut Value, day: Value) {
        let (whole, parts): (&str, &[&str]) = match kind {
            "move_commitment" => ("event", &["date", "act", "by", "due", "note"]),
            "revise_proposal" | "revise_agreement" => {
                ("version", &["number", "date", "words", "changed"])
            }
            "sign" => (
                "signature",
                &[
                    "organisation_id",
                    "leader_id",
                    "version",
                    "date",
                    "conditions",
                ],
            ),
            "record_attendance" => (
                "attendance",
                &[
                    "leader_id",
                    "organisation_id",
                    "presence",
                    "deputy_id",
                    "deputy_name",
                    "authority",
                ],
            ),
            _ => return,
        };
        let number = self.versions_so_far(value);
        let Value::Object(object) = value else {
            return;
        };
        if object.get(whole).is_some_and(Value::is_object) {
            return;
        }
        let mut gathered = Object::new();
        for part in parts {
            if let Some(value) = object.remove(*part) {
                gathered.insert((*part).to_owned(), value);
            }
        }
        if kind != "record_attendance" {
            gathered.entry("date").or_insert(day);
        }
        match kind {
            "sign" => {
                gathered.entry("version").or_insert(json!(number.max(1)));
            }
            "revise_proposal" | "revise_agreement" => {
                gathered.entry("number").or_insert(json!(number + 1));
            }
            _ => {}
        }
        object.insert(whole.to_owned(), Value::Object(gathered));
    }

    /// The number of the newest version of the proposal or agreement an edit is about; 0 where there is none.
    fn versions_so_far(&self, value: &Value) -> u32 {
        let id = |field: &str| value.get(field)?.as_str()?.parse::<Uuid>().ok();
        let proposal = id("proposal_id").and_then(|id| self.map.proposal(id.into()));
        let agreement = id("agreement_id").and_then(|id| self.map.agreement(id.into()));
        proposal
            .map(|p| &p.versions)
            .or(agreement.map(|a| &a.versions))
            .and_then(|versions| versions.last())
            .map_or(0, |version| version.number)
    }

    /// An item of an agenda: a handle of a proposal or promise, or words.
    fn agenda_item(&self, item: Value) -> Result<Value, String> {
        match item {
            Value::String(text) if text.starts_with('@') => match self.lookup(&text)? {
                reference @ (EntityRef::Proposal(_) | EntityRef::Commitment(_)) => {
                    Ok(json!(reference))
                }
                other => Err(format!(
                    "{text} is a {}; an agenda has proposals, promises and words.",
                    other.kind().word()
                )),
            },
            Value::String(words) => Ok(json!({ "words": words })),
            other => Ok(other),
        }
    }

    fn give_id(
        &mut self,
        object: &mut Object<String, Value>,
        made: EntityKind,
    ) -> Result<(), String> {
        let reference = match object.get("id") {
            Some(Value::String(handle)) if handle.starts_with('@') => {
                let reference = EntityRef::new(made, (self.new_id)());
                if self.handles.insert(handle.clone(), reference).is_some() {
                    return Err(format!(
                        "the handle {handle} is given twice; choose another."
                    ));
                }
                reference
            }
            Some(_) => return Ok(()),
            None => EntityRef::new(made, (self.new_id)()),
        };
        object.insert("id".to_owned(), json!(reference.uuid()));
        Ok(())
    }

    fn add_leader(&mut self, mut object: Object<String, Value>) -> Result<Vec<Edit>, String> {
        let mut posts: Vec<Value> = Vec::new();
        posts.extend(object.remove("post"));
        match object.remove("posts") {
            Some(Value::Array(more)) => posts.extend(more),
            Some(_) => {
                return Err(
                    "\u{201c}posts\u{201d} is a list of posts in square brackets.".to_owned(),
                );
            }
            None => {}
        }
        let leader = self.taken("add_leader", object)?;
        let Edit::AddLeader(row) = &leader else {
            return Ok(vec![leader]);
        };
        let leader_id = json!(row.id);
        let mut edits = vec![leader];
        for post in posts {
            let Value::Object(mut post) = post else {
                return Err("a post is a JSON object in braces.".to_owned());
            };
            post.insert("edit".to_owned(), json!("appoint_leader"));
            post.insert("leader_id".to_owned(), leader_id.clone());
            edits.push(self.taken("appoint_leader", post)?);
        }
        Ok(edits)
    }

    fn assess(&mut self, mut object: Object<String, Value>) -> Result<Vec<Edit>, String> {
        let mut edits = Vec::new();
        if let Some(between) = object.remove("between") {
            let Value::Array(ends) = between else {
                return Err("\u{201c}between\u{201d} names two parties, for example [\"@vale\", \"@north\"].".to_owned());
            };
            let [a, b] = ends.as_slice() else {
                return Err("\u{201c}between\u{201d} names exactly two parties.".to_owned());
            };
            let (a, b) = (self.party(a)?, self.party(b)?);
            let kind = match object.remove("kind") {
                Some(kind) => from_json(kind, "kind", "a kind of tie such as works_with")?,
                None => TieKind::WorksWith,
            };
            let tie_id = find_tie(&self.map, a, b, kind).unwrap_or_else(|| {
                let tie = new_tie((self.new_id)().into(), a, b, kind);
                let id = tie.id;
                edits.push(Edit::AddTie(tie));
                id
            });
            object.insert("tie_id".to_owned(), json!(tie_id));
        }
        for edit in &edits {
            self.take(edit)?;
        }
        object.insert("edit".to_owned(), json!("record_assessment"));
        let assessment = self.taken("record_assessment", object)?;
        edits.push(assessment);
        Ok(edits)
    }

    /// Turns handles at the places where a party, perceiver or entity stands into their tagged form.
    fn name_parties(&self, kind: &str, object: &mut Object<String, Value>) -> Result<(), String> {
        let parties: &[&str] = match kind {
            "add_tie" => &["a", "b"],
            "add_commitment" => &["from", "to"],
            "record_position" => &["party"],
            _ => &[],
        };
        for field in parties {
            if let Some(value @ Value::String(_)) = object.get(*field) {
                let party = self.party(value)?;
                object.insert((*field).to_owned(), json!(party));
            }
        }
        if kind == "set_need" {
            for field in ["a", "b"] {
                if let Some(Value::String(handle)) = object.get(field)
                    && handle.starts_with('@')
                {
                    let id = self.lookup(handle)?.uuid();
                    object.insert(field.to_owned(), json!(id));
                }
            }
        }
        for field in ["perceiver", "held_by"] {
            if let Some(Value::String(text)) = object.get(field).cloned() {
                let perceiver = if text.starts_with('@') {
                    json!(self.party(&json!(text))?)
                } else {
                    json!({ "outside": text })
                };
                object.insert(field.to_owned(), perceiver);
            }
        }
        if let Some(Value::Array(items)) = object.remove("agenda") {
            let items: Vec<Value> = items
                .into_iter()
                .map(|item| self.agenda_item(item))
                .collect::<Result<_, _>>()?;
            object.insert("agenda".to_owned(), json!(items));
        }
        for field in ["entity", "about", "judgement"] {
            if let Some(Value::String(text)) = object.get(field).cloned() {
                let reference = if text.starts_with('@') {
                    self.lookup(&text)?
                } else {
                    text.parse().map_err(|()| {
                        format!("\u{201c}{text}\u{201d} names nothing; write a handle or kind:id.")
                    })?
                };
                object.insert(field.to_owned(), json!(reference));
            }
        }
        Ok(())
    }

    fn party(&self, value: &Value) -> Result<Party, String> {
        if let Value::String(text) = value {
            let reference = if text.starts_with('@') {
                self.lookup(text)?
            } else {
                text.parse().map_err(|()| {
                    format!("\u{201c}{text}\u{201d} is not a party; write a handle such as @vale-council.")
                })?
            };
            return match reference {
                EntityRef::Organisation(id) => Ok(id.into()),
                EntityRef::Leader(id) => Ok(id.into()),
                other => Err(format!(
                    "{text} is a {}, not an organisation or leader.",
                    other.kind().word()
                )),
            };
        }
        serde_json::from_value(value.clone())
            .map_err(|error| format!("a party is a handle or {{\"organisation\": id}} ({error})."))
    }

    fn resolve_ids(&self, value: &mut Value) -> Result<(), String> {
        match value {
            Value::Object(object) => {
                for (key, inner) in object.iter_mut() {
                    match inner {
                        Value::String(text) if text.starts_with('@') && key.ends_with("_id") => {
                            *inner = json!(self.lookup(text)?.uuid());
                        }
                        Value::Array(ids) if key.ends_with("_ids") => {
                            for id in ids {
                                if let Value::String(text) = id
                                    && text.starts_with('@')
                                {
                                    *id = json!(self.lookup(text)?.uuid());
                                }
                            }
                        }
                        Value::Object(_) | Value::Array(_) => self.resolve_ids(inner)?,
                        _ => {}
                    }
                }
            }
            Value::Array(items) => {
                for item in items {
                    self.resolve_ids(item)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn usual_confidentiality(&self, value: &mut Value) {
        let tie: Option<TieId> = value
            .get("tie_id")
            .cloned()
            .and_then(|id| serde_json::from_value(id).ok());
        let usual = tie
            .and_then(|id| self.map.tie(id))
            .map_or(Confidentiality::Working, usual_confidentiality_of_judgement);
        fill(value, "confidentiality", json!(usual));
    }

    fn lookup(&self, handle: &str) -> Result<EntityRef, String> {
        if let Some(reference) = self.handles.get(handle) {
            return Ok(*reference);
        }
        let wanted = handle.trim_start_matches('@').trim();
        if let Ok(reference) = wanted.parse() {
            return Ok(reference);
        }
        match named(&self.map, wanted).as_slice() {
            [] => Err(format!(
                "nothing is called \u{201c}{wanted}\u{201d}; give it a handle on the line that adds it, or write its name or code as the document has it."
            )),
            [only] => Ok(*only),
            several => Err(format!(
                "\u{201c}{wanted}\u{201d} names {} things in the document; use a code or an id instead.",
                several.len()
            )),
        }
    }
}

/// The entity kinds an edit enters.
fn made_by(kind: &str) -> Option<EntityKind> {
    Some(match kind {
        "add_place" => EntityKind::Place,
        "add_organisation" => EntityKind::Organisation,
        "add_leader" => EntityKind::Leader,
        "appoint_leader" => EntityKind::Post,
        "add_tie" => EntityKind::Tie,
        "record_assessment" => EntityKind::Assessment,
        "add_source" => EntityKind::Source,
        "add_workstream" => EntityKind::Workstream,
        "add_dependency" => EntityKind::Dependency,
        "set_need" => EntityKind::Need,
        "add_commitment" => EntityKind::Commitment,
        "add_objective" => EntityKind::Objective,
        "set_stake" => EntityKind::Stake,
        "add_forum" => EntityKind::Forum,
        "seat_leader" => EntityKind::Seat,
        "add_proposal" => EntityKind::Proposal,
        "record_impact" => EntityKind::Impact,
        "record_position" => EntityKind::Position,
        "add_agreement" => EntityKind::Agreement,
        "hold_meeting" => EntityKind::Meeting,
        "log_contact" => EntityKind::Contact,
        "name_baseline" => EntityKind::Baseline,
        "add_note" => EntityKind::Note,
        "save_view" => EntityKind::View,
        _ => return None,
    })
}

/// Everything a name, short name, title or code stands for, compared without regard to capitals.
pub(crate) fn named(map: &Map, wanted: &str) -> Vec<EntityRef> {
    let wanted = wanted.to_lowercase();
    let is = |text: &str| text.to_lowercase() == wanted;
    let mut found: Vec<EntityRef> = Vec::new();
    found.extend(
        map.organisations()
            .iter()
            .filter(|o| is(&o.name) || is(&o.label) || o.codes.iter().any(|c| is(&c.value)))
            .map(|o| EntityRef::from(o.id)),
    );
    found.extend(
        map.leaders()
            .iter()
            .filter(|l| is(&l.name))
            .map(|l| EntityRef::from(l.id)),
    );
    found.extend(
        map.places()
            .iter()
            .filter(|p| is(&p.name) || p.codes.iter().any(|c| is(&c.value)))
            .map(|p| EntityRef::from(p.id)),
    );
    found.extend(
        map.workstreams()
            .iter()
            .filter(|w| is(&w.name))
            .map(|w| EntityRef::from(w.id)),
    );
    found.extend(
        map.commitments()
            .iter()
            .filter(|c| is(&c.what))
            .map(|c| EntityRef::from(c.id)),
    );
    found.extend(
        map.objectives()
            .iter()
            .filter(|o| is(&o.name))
            .map(|o| EntityRef::from(o.id)),
    );
    found.extend(
        map.forums()
            .iter()
            .filter(|f| is(&f.name))
            .map(|f| EntityRef::from(f.id)),
    );
    found.extend(
        map.proposals()
            .iter()
            .filter(|p| is(&p.title))
            .map(|p| EntityRef::from(p.id)),
    );
    found.extend(
        map.agreements()
            .iter()
            .filter(|a| is(&a.title))
            .map(|a| EntityRef::from(a.id)),
    );
    found.extend(
        map.sources()
            .iter()
            .filter(|s| is(&s.title))
            .map(|s| EntityRef::from(s.id)),
    );
    found
}

/// The tie of that kind between two parties, whichever way round it was entered unless the kind has a direction.
pub(crate) fn find_tie(map: &Map, a: Party, b: Party, kind: TieKind) -> Option<TieId> {
    map.ties()
        .iter()
        .find(|t| {
            t.kind == kind
                && ((t.a == a && t.b == b) || (!kind.is_directed() && t.a == b && t.b == a))
        })
        .map(|t| t.id)
}

/// A tie with nothing more known. One between organisations is for the board; one that involves a person stays with
/// the working group until somebody says otherwise.
pub(crate) fn new_tie(id: TieId, a: Party, b: Party, kind: TieKind) -> Tie {
    let mut tie = Tie {
        id,
        a,
        b,
        kind,
        from: None,
        to: None,
        note: None,
        confidentiality: Confidentiality::Board,
        record: domain::Record::default(),
    };
    if tie.involves_a_leader() || kind == TieKind::InTensionWith {
        tie.confidentiality = Confidentiality::Working;
    }
    tie
}

/// Who may see a judgement when nobody says: as much as the tie itself, and never more than the board.
pub(crate) fn usual_confidentiality_of_judgement(tie: &Tie) -> Confidentiality {
    if tie.involves_a_leader() {
        Confidentiality::Working
    } else {
        tie.confidentiality.min(Confidentiality::Board)
    }
}

fn involves_a_leader(value: &Value) -> bool {
    ["a", "b"].iter().any(|end| {
        value
            .get(end)
            .and_then(|party| party.get("leader"))
            .is_some()
    })
}

fn fill(value: &mut Value, field: &str, usual: Value) {
    if let Value::Object(object) = value {
        object.entry(field).or_insert(usual);
    }
}

fn from_json<T: serde::de::DeserializeOwned>(
    value: Value,
    field: &str,
    expected: &str,
) -> Result<T, String> {
    serde_json::from_value(value).map_err(|_| format!("\u{201c}{field}\u{201d} is {expected}."))
}
