//! Forms: every kind of entity entered, changed, listed and inspected as the window does it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use app::wire::{
    Act, EntityTable, FieldAsk, FieldEntry, FieldValue, Form, FormField, FormSaved, Inspection,
    Reply, Request, Start,
};
use app::{AppError, Desk, Settings};
use jiff::{Zoned, civil::date, tz::TimeZone};
use tempfile::TempDir;

struct Table {
    _folder: TempDir,
    desk: Desk,
}

fn now() -> Zoned {
    date(2026, 3, 5)
        .at(9, 41, 0, 0)
        .to_zoned(TimeZone::UTC)
        .unwrap()
}

fn text(name: &str, value: &str) -> FieldEntry {
    FieldEntry {
        name: name.to_owned(),
        value: FieldValue {
            text: value.to_owned(),
            ..FieldValue::default()
        },
    }
}

fn keys(name: &str, keys: &[&str]) -> FieldEntry {
    FieldEntry {
        name: name.to_owned(),
        value: FieldValue {
            keys: keys.iter().map(|key| (*key).to_owned()).collect(),
            ..FieldValue::default()
        },
    }
}

fn rows(name: &str, rows: &[&[&str]]) -> FieldEntry {
    let cell = |text: &&str| FieldValue {
        text: (*text).to_owned(),
        ..FieldValue::default()
    };
    FieldEntry {
        name: name.to_owned(),
        value: FieldValue {
            rows: rows
                .iter()
                .map(|row| row.iter().map(cell).collect())
                .collect(),
            ..FieldValue::default()
        },
    }
}

impl Table {
    fn begun(start: Start) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let settings = Settings {
            data_dir: folder.path().join("data"),
            documents_dir: folder.path().to_owned(),
            author: "A. Keeper".to_owned(),
        };
        let mut table = Self {
            _folder: folder,
            desk: Desk::new(settings),
        };
        table.ask(Request::NewDocument { path: None, start });
        table
    }

    fn empty() -> Self {
        Self::begun(Start::Empty {
            name: "The Vale".to_owned(),
        })
    }

    fn ask(&mut self, request: Request) -> Reply {
        self.desk.ask(request, &now()).unwrap()
    }

    fn save(
        &mut self,
        kind: Option<&str>,
        key: Option<&str>,
        values: Vec<FieldEntry>,
    ) -> FormSaved {
        let request = Request::SaveForm {
            kind: kind.map(str::to_owned),
            key: key.map(str::to_owned),
            values,
        };
        let Reply::FormSaved(saved) = self.ask(request) else {
            unreachable!("a form is answered by what became of it")
        };
        saved
    }

    /// Enters something that must be taken, and gives its key.
    fn enter(&mut self, kind: &str, values: Vec<FieldEntry>) -> String {
        let saved = self.save(Some(kind), None, values);
        assert_eq!(saved.wrong, [], "{kind}");
        saved.done.unwrap().made.unwrap()
    }

    fn change(&mut self, key: &str, values: Vec<FieldEntry>) {
        let saved = self.save(None, Some(key), values);
        assert_eq!(saved.wrong, [], "{key}");
        assert!(saved.done.is_some(), "{key} was changed");
    }

    fn form(&mut self, kind: Option<&str>, key: Option<&str>, about: &[&str]) -> Form {
        let request = Request::Form {
            kind: kind.map(str::to_owned),
            key: key.map(str::to_owned),
            about: about.iter().map(|key| (*key).to_owned()).collect(),
        };
        let Reply::Form(form) = self.ask(request) else {
            unreachable!("a form is given")
        };
        form
    }

    fn inspect(&mut self, key: &str) -> Inspection {
        let Reply::Inspection(inspection) = self.ask(Request::Inspect {
            key: key.to_owned(),
        }) else {
            unreachable!("inspected")
        };
        inspection
    }

    fn table(&mut self, kind: &str) -> EntityTable {
        let Reply::Table(table) = self.ask(Request::Table {
            kind: kind.to_owned(),
            filter: String::new(),
        }) else {
            unreachable!("a table is given")
        };
        table
    }

    fn organisation(&mut self, name: &str) -> String {
        self.enter(
            "organisation",
            vec![text("name", name), text("kind", "council")],
        )
    }

    fn leader(&mut self, name: &str) -> String {
        self.enter("leader", vec![text("name", name)])
    }

    fn forum(&mut self) -> String {
        self.enter("forum", vec![text("name", "Delivery board")])
    }

    fn proposal(&mut self) -> String {
        self.enter("proposal", vec![text("title", "One discharge team")])
    }
}

fn fields(form: &Form) -> impl Iterator<Item = &FormField> {
    form.parts.iter().flat_map(|part| &part.fields)
}

fn field<'f>(form: &'f Form, name: &str) -> &'f FormField {
    fields(form).find(|field| field.name == name).unwrap()
}

/// Everything that stands in a form, to be sent back as it is.
fn as_it_stands(form: &Form) -> Vec<FieldEntry> {
    fields(form)
        .map(|field| FieldEntry {
            name: field.name.clone(),
            value: field.value.clone(),
        })
        .collect()
}

#[test]
fn every_form_of_the_example_saved_as_it_stands_changes_nothing() {
    let mut table = Table::begun(Start::Example);
    let Reply::Overview(overview) = table.ask(Request::Overview) else {
        unreachable!("an overview")
    };
    let mut seen = 0;
    for kind in &overview.choices.kinds {
        for row in table.table(&kind.kind).rows {
            let form = table.form(None, Some(&row.key), &[]);
            assert_eq!(form.kind, kind.kind);
            let saved = table.save(None, Some(&row.key), as_it_stands(&form));
            assert_eq!(saved.wrong, [], "{} {}", kind.kind, row.name);
            assert!(
                saved.done.is_none(),
                "{} {} was changed",
                kind.kind,
                row.name
            );
            seen += 1;
        }
    }
    assert!(seen > 100, "the example has {seen} entities");
}

#[test]
fn every_kind_is_entered_by_its_form_and_is_then_listed_inspected_and_found() {
    let mut table = Table::empty();
    let vale = table.organisation("Vale Council");
    let mill = table.organisation("Mill Trust");
    let tom = table.leader("Tom Ray");
    let place = table.enter(
        "place",
        vec![text("name", "Upper Vale"), text("level", "place")],
    );
    let source = table.enter(
        "source",
        vec![text("title", "Board minutes"), text("kind", "minute")],
    );
    let post = table.enter(
        "post",
        vec![
            text("leader_id", &tom),
            text("organisation_id", &vale),
            text("title", "Chief executive"),
        ],
    );
    let tie = table.enter(
        "tie",
        vec![
            text("a", &vale),
            text("b", &mill),
            text("kind", "works_with"),
            text("record.source_id", &source),
        ],
    );
    let assessment = table.enter(
        "assessment",
        vec![
            text("tie_id", &tie),
            text("level", "2"),
            text("perceiver", &tom),
        ],
    );
    let need = table.enter(
        "need",
        vec![
            text("a", &vale),
            text("b", &mill),
            text("level", "4"),
            text("reason", "They share discharge"),
        ],
    );
    let objective = table.enter("objective", vec![text("name", "Home sooner")]);
    let stake = table.enter(
        "stake",
        vec![
            text("objective_id", &objective),
            text("organisation_id", &vale),
            text("size", "-3"),
        ],
    );
    let first = table.enter(
        "workstream",
        vec![
            text("name", "Discharge"),
            text("objective_id", &objective),
            rows("involvement", &[&[&vale, "leads"], &[&mill, "contributes"]]),
        ],
    );
    let then = table.enter("workstream", vec![text("name", "Beds")]);
    let dependency = table.enter(
        "dependency",
        vec![text("first_id", &first), text("then_id", &then)],
    );
    let forum = table.enter(
        "forum",
        vec![
            text("name", "Delivery board"),
            text("place_id", &place),
            text("quorum.minimum", "5"),
            rows("quorum.rules", &[&["council", "1"]]),
        ],
    );
    let seat = table.enter(
        "seat",
        vec![
            text("forum_id", &forum),
            text("leader_id", &tom),
            text("role", "chair"),
        ],
    );
    let proposal = table.enter(
        "proposal",
        vec![
            text("title", "One discharge team"),
            text("forum_id", &forum),
            text("uses_shared_money", "yes"),
            text("decide_by", "2026-06-01"),
            rows(
                "versions",
                &[
                    &["One team", "2026-02-01", "", ""],
                    &["One team and one budget", "2026-03-01", "The budget", ""],
                ],
            ),
        ],
    );
    let impact = table.enter(
        "impact",
        vec![
            text("proposal_id", &proposal),
            text("organisation_id", &mill),
            text("aspect", "money"),
            text("size", "2"),
        ],
    );
    let meeting = table.enter(
        "meeting",
        vec![
            text("forum_id", &forum),
            text("date", "2026-03-01"),
            rows("agenda", &[&[&proposal], &["Any other business"]]),
            rows(
                "invited",
                &[&[&tom, &vale, "must", "It is his budget", "yes"]],
            ),
            rows("attendance", &[&[&tom, &vale, "present", "", "", ""]]),
            rows("decisions", &[&["Go on with it", &proposal]]),
        ],
    );
    let position = table.enter(
        "position",
        vec![
            text("proposal_id", &proposal),
            text("party", &tom),
            text("stance", "supportive"),
            text("salience", "4"),
            text("conditions", "One budget"),
        ],
    );
    let agreement = table.enter(
        "agreement",
        vec![
            text("title", "Memorandum"),
            text("proposal_id", &proposal),
            keys("signatory_ids", &[&vale, &mill]),
            rows("versions", &[&["We agree", "2026-02-01", "", ""]]),
            rows(
                "signatures",
                &[&[&vale, &tom, "", "2026-02-20", "Money follows"]],
            ),
        ],
    );
    let commitment = table.enter(
        "commitment",
        vec![
            text("from", &vale),
            text("to", &mill),
            text("what", "A costed plan"),
            text("due", "2026-05-01"),
        ],
    );
    let contact = table.enter(
        "contact",
        vec![
            keys("leader_ids", &[&tom]),
            text("said", "He would sign."),
            text("next_step", "Send the draft"),
            text("channel", "phone"),
        ],
    );
    let note = table.enter(
        "note",
        vec![text("about", &vale), text("text", "Elections in May")],
    );

    for key in [
        &place,
        &source,
        &post,
        &tie,
        &assessment,
        &need,
        &objective,
        &stake,
        &first,
        &dependency,
        &forum,
        &seat,
        &proposal,
        &impact,
        &meeting,
        &position,
        &agreement,
        &commitment,
        &contact,
        &note,
        &vale,
        &tom,
    ] {
        let kind = key.split(':').next().unwrap();
        let listed = table.table(kind);
        assert!(
            listed.rows.iter().any(|row| &row.key == key),
            "{kind} is listed"
        );
        let inspection = table.inspect(key);
        assert!(
            !inspection.title.is_empty() && !inspection.title.contains("not there"),
            "{kind}: {}",
            inspection.title
        );
        assert!(
            inspection.entered.as_deref().unwrap().contains("A. Keeper"),
            "{kind}"
        );
        assert!(
            inspection
                .lists
                .iter()
                .any(|list| list.heading == "History"),
            "{kind} has a history"
        );
    }
    let headings = |inspection: &Inspection| {
        inspection
            .lists
            .iter()
            .map(|list| list.heading.clone())
            .collect::<Vec<_>>()
    };
    let about_proposal = headings(&table.inspect(&proposal));
    for heading in [
        "Impacts",
        "Positions",
        "Meetings",
        "Agreements",
        "Versions of its text",
    ] {
        assert!(
            about_proposal.iter().any(|one| one == heading),
            "{heading}: {about_proposal:?}"
        );
    }
    let about_tom = headings(&table.inspect(&tom));
    for heading in ["Posts", "Seats", "Conversations", "Positions"] {
        assert!(
            about_tom.iter().any(|one| one == heading),
            "{heading}: {about_tom:?}"
        );
    }
    for (typed, key) in [
        ("delivery", &forum),
        ("one discharge", &proposal),
        ("memorandum", &agreement),
        ("home sooner", &objective),
        ("would sign", &contact),
        ("elections", &note),
        ("upper", &place),
        ("minutes", &source),
    ] {
        let Reply::Found(found) = table.ask(Request::Find { text: typed.into() }) else {
            unreachable!("found")
        };
        assert!(
            found.matches.iter().any(|one| &one.key == key),
            "{typed}: {:?}",
            found.matches
        );
    }
}

#[test]
fn a_conversation_and_what_it_changed_are_one_step_and_one_undo() {
    let mut table = Table::empty();
    let vale = table.organisation("Vale Council");
    let mill = table.organisation("Mill Trust");
    let tom = table.leader("Tom Ray");
    let form = table.form(Some("contact"), None, &[&tom]);
    assert_eq!(
        field(&form, "leader_ids").value.keys,
        std::slice::from_ref(&tom)
    );
    assert_eq!(field(&form, "date").value.text, "2026-03-05");
    assert_eq!(
        field(&form, "judged.a").value.text,
        tom,
        "what may have changed is about him"
    );
    let said = vec![
        keys("leader_ids", &[&tom]),
        text("said", "They now meet every week."),
        text("judged.a", &vale),
        text("judged.b", &mill),
        text("judged.level", "3"),
    ];
    let done = table.save(Some("contact"), None, said).done.unwrap();
    assert_eq!(done.overview.counts["contacts"], 1);
    assert_eq!(done.overview.counts["assessments"], 1);
    assert_eq!(done.overview.counts["ties"], 1);
    let row = table.table("assessment").rows.remove(0);
    let said = table.inspect(&row.key);
    assert!(
        said.facts.iter().any(|fact| fact.text == "3 coordination"),
        "{:?}",
        said.facts
    );
    assert!(
        said.facts.iter().any(|fact| fact.text == "not assessed"),
        "trust was not judged: {:?}",
        said.facts
    );
    let Reply::Done(undone) = table.ask(Request::Undo) else {
        unreachable!("undone")
    };
    assert_eq!(
        [
            undone.overview.counts["contacts"],
            undone.overview.counts["assessments"]
        ],
        [0, 0]
    );
}

#[test]
fn a_level_without_the_two_it_is_about_is_asked_back_where_it_was_written() {
    let mut table = Table::empty();
    let tom = table.leader("Tom Ray");
    let said = vec![
        keys("leader_ids", &[&tom]),
        text("said", "Closer."),
        text("judged.a", &tom),
        text("judged.level", "3"),
    ];
    let saved = table.save(Some("contact"), None, said);
    assert!(saved.done.is_none());
    assert_eq!(saved.wrong.len(), 1);
    assert_eq!(saved.wrong[0].field, "judged.b");
    assert!(
        table.table("contact").rows.is_empty(),
        "nothing is written while something is wrong"
    );
}

#[test]
fn what_is_missing_or_wrong_comes_back_field_by_field_in_a_sentence() {
    let mut table = Table::empty();
    let vale = table.organisation("Vale Council");
    let forum = table.forum();
    let wrong = |saved: FormSaved| {
        saved
            .wrong
            .into_iter()
            .map(|one| (one.field, one.sentence))
            .collect::<Vec<_>>()
    };
    let saved = wrong(table.save(
        Some("contact"),
        None,
        vec![text("date", "5th"), text("next_step_by", "soon")],
    ));
    let named: Vec<&str> = saved.iter().map(|(field, _)| field.as_str()).collect();
    assert_eq!(named, ["leader_ids", "said", "next_step_by", "date"]);
    assert!(
        saved.iter().all(|(_, sentence)| sentence.ends_with('.')),
        "{saved:?}"
    );
    // What the footprint itself refuses is said where it was written too.
    let tom = table.leader("Tom Ray");
    let late = vec![
        text("forum_id", &forum),
        text("leader_id", &tom),
        text("from", "2026-02-01"),
        text("to", "2026-01-01"),
    ];
    assert_eq!(wrong(table.save(Some("seat"), None, late))[0].0, "to");
    let twice = vec![
        text("a", &vale),
        text("b", &vale),
        text("kind", "works_with"),
    ];
    assert_eq!(wrong(table.save(Some("tie"), None, twice))[0].0, "b");
    let nowhere = table.proposal();
    let nothing = vec![text("proposal_id", &nowhere), text("party", &vale)];
    assert_eq!(
        wrong(table.save(Some("position"), None, nothing))[0].0,
        "stance"
    );
}

#[test]
fn not_assessed_stays_apart_from_nothing_at_stake() {
    let mut table = Table::empty();
    let vale = table.organisation("Vale Council");
    let objective = table.enter("objective", vec![text("name", "Home sooner")]);
    let form = table.form(Some("stake"), None, &[&vale, &objective]);
    assert_eq!(field(&form, "organisation_id").value.text, vale);
    let FieldAsk::Scale { steps, none } = &field(&form, "size").ask else {
        unreachable!("a scale")
    };
    assert_eq!((steps.len(), steps[4].key.as_str(), none), (9, "0", &None));
    let named = vec![
        text("objective_id", &objective),
        text("organisation_id", &vale),
    ];
    assert_eq!(
        table.save(Some("stake"), None, named.clone()).wrong[0].field,
        "size"
    );
    let key = table.enter("stake", [named, vec![text("size", "0")]].concat());
    assert!(
        table
            .inspect(&key)
            .facts
            .iter()
            .any(|fact| fact.text == "0 nothing at stake")
    );
}

#[test]
fn a_disagreement_is_attached_with_the_form_and_shown_wherever_the_judgement_is() {
    let mut table = Table::empty();
    let (vale, mill) = (
        table.organisation("Vale Council"),
        table.organisation("Mill Trust"),
    );
    let tie = table.enter(
        "tie",
        vec![
            text("a", &vale),
            text("b", &mill),
            text("kind", "works_with"),
        ],
    );
    let key = table.enter("assessment", vec![text("tie_id", &tie), text("level", "1")]);
    table.change(
        &key,
        vec![
            text("dissent", "Mill Trust says it is 3."),
            text("level", "2"),
        ],
    );
    assert_eq!(
        table.inspect(&key).dissent.as_deref(),
        Some("Mill Trust says it is 3.")
    );
    let said = table.inspect(&tie);
    let said = said
        .lists
        .iter()
        .find(|list| list.heading == "What was said")
        .unwrap();
    assert_eq!(
        said.items[0].dissent.as_deref(),
        Some("Mill Trust says it is 3.")
    );
    assert_eq!(said.items[0].key.as_deref(), Some(key.as_str()));
    table.change(&key, vec![text("dissent", "")]);
    assert_eq!(table.inspect(&key).dissent, None);
}

#[test]
fn a_cell_is_changed_where_it_stands_and_the_rest_of_the_row_stays() {
    let mut table = Table::empty();
    let key = table.enter(
        "proposal",
        vec![
            text("title", "One team"),
            text("decide_by", "2026-06-01"),
            text("sets_precedent", "no"),
        ],
    );
    table.change(&key, vec![text("title", "One discharge team")]);
    let form = table.form(None, Some(&key), &[]);
    assert_eq!(field(&form, "decide_by").value.text, "2026-06-01");
    assert_eq!(field(&form, "sets_precedent").value.text, "no");
    assert_eq!(
        field(&form, "uses_shared_money").value.text,
        "",
        "not known is not no"
    );
    table.change(&key, vec![text("decide_by", "")]);
    assert_eq!(
        field(&table.form(None, Some(&key), &[]), "decide_by")
            .value
            .text,
        ""
    );
}

#[test]
fn a_tie_that_is_there_is_not_entered_twice_and_one_of_people_stays_with_the_working_group() {
    let mut table = Table::empty();
    let (tom, ann) = (table.leader("Tom Ray"), table.leader("Ann Lee"));
    let values = || vec![text("a", &tom), text("b", &ann), text("kind", "works_with")];
    let key = table.enter("tie", values());
    let form = table.form(None, Some(&key), &[]);
    assert_eq!(field(&form, "confidentiality").value.text, "working");
    assert!(field(&form, "a").fixed);
    let again = table.save(Some("tie"), None, values());
    assert!(
        again.wrong[0].sentence.contains("recorded already"),
        "{:?}",
        again.wrong
    );
}

#[test]
fn forms_are_for_the_working_group_alone() {
    let mut table = Table::empty();
    let vale = table.organisation("Vale Council");
    table.ask(Request::SetLens {
        audience: Some("board".to_owned()),
        as_of: None,
    });
    let asked = Request::Form {
        kind: None,
        key: Some(vale),
        about: Vec::new(),
    };
    let refused = table.desk.ask(asked, &now()).unwrap_err();
    assert!(matches!(refused, AppError::FormWithheld));
}

#[test]
fn the_directory_gives_only_what_has_changed_since() {
    let mut table = Table::empty();
    let vale = table.organisation("Vale Council");
    table.organisation("Mill Trust");
    let directory = |table: &mut Table, have: Option<String>| {
        let Reply::Directory(directory) = table.ask(Request::Directory { have }) else {
            unreachable!("a directory")
        };
        directory
    };
    let whole = directory(&mut table, None);
    assert!(whole.whole);
    assert_eq!(whole.organisations.len(), 2);
    table.change(&vale, vec![text("name", "Vale County Council")]);
    let next = directory(&mut table, Some(whole.mark));
    assert!(!next.whole);
    assert_eq!(next.organisations.len(), 1);
    assert_eq!(next.organisations[0].name, "Vale County Council");
    table.ask(Request::Act {
        act: Act::Remove { key: vale.clone() },
    });
    let last = directory(&mut table, Some(next.mark));
    assert_eq!((last.gone, last.organisations.len()), (vec![vale], 0));
    assert!(directory(&mut table, Some("of another day".to_owned())).whole);
}

#[test]
fn several_of_any_kind_are_changed_together_as_one_step() {
    let mut table = Table::empty();
    let keys: Vec<String> = ["Hospital beds", "Winter plan", "Discharge"]
        .iter()
        .map(|title| table.enter("proposal", vec![text("title", title)]))
        .collect();
    let act = Act::ChangeMany {
        keys: keys.clone(),
        field: "status".to_owned(),
        value: "deferred".to_owned(),
    };
    let Reply::Done(done) = table.ask(Request::Act { act }) else {
        unreachable!("acts are done")
    };
    assert_eq!(done.sentence, "Change the status of 3 proposals");
    let status = |table: &mut Table, key: &str| {
        field(&table.form(None, Some(key), &[]), "status")
            .value
            .text
            .clone()
    };
    assert!(keys.iter().all(|key| status(&mut table, key) == "deferred"));
    table.ask(Request::Undo);
    assert!(keys.iter().all(|key| status(&mut table, key) == "open"));
}
