//! The document: one file, every edit durable and undoable, across closing and opening.

use crate::harness::{Desk, names};

#[test]
fn a_new_document_is_one_file_and_nothing_else_beside_it() {
    let desk = Desk::new();
    desk.done(&["new", "vale.footbridge", "--name", "The Vale"]);
    desk.run_with(
        &["edit", "vale.footbridge"],
        Some(r#"{"edit":"add_organisation","name":"Vale Council","kind":"council"}"#),
    );
    let beside: Vec<_> = std::fs::read_dir(desk.folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(beside, ["vale.footbridge"]);
}

#[test]
fn steps_are_undone_and_redone_across_closing_and_say_what_they_were() {
    let desk = Desk::new();
    desk.done(&["new", "vale.footbridge", "--name", "The Vale"]);
    let edits = r#"
{"edit":"add_organisation","id":"@vale","name":"Vale Council","kind":"council"}
{"edit":"add_leader","name":"Ann Archer","post":{"organisation_id":"@vale","title":"Chief executive","authority":"decides_alone"}}
{"edit":"change_organisation","organisation_id":"@vale","change":{"label":"Vale"}}
"#;
    let said = desk.run_with(&["edit", "vale.footbridge"], Some(edits));
    assert_eq!(said.status, 0, "{said:?}");
    assert_eq!(
        said.out.lines().collect::<Vec<_>>(),
        [
            "Add organisation Vale Council",
            "Add leader Ann Archer",
            "Appoint Ann Archer as Chief executive",
            "Change organisation Vale Council",
        ]
    );
    assert_eq!(
        desk.done(&["undo", "vale.footbridge"]),
        "Undone: Change organisation Vale Council\n"
    );
    assert_eq!(
        desk.done(&["undo", "vale.footbridge"]),
        "Undone: Appoint Ann Archer as Chief executive\n"
    );
    let leaders = desk.json(&["list", "vale.footbridge", "leaders"]);
    assert_eq!(leaders["leaders"][0]["posts"].as_array().unwrap().len(), 0);
    assert_eq!(
        desk.done(&["redo", "vale.footbridge"]),
        "Done again: Appoint Ann Archer as Chief executive\n"
    );
    let leaders = desk.json(&["list", "vale.footbridge", "leaders"]);
    assert_eq!(
        leaders["leaders"][0]["posts"][0]["organisation"]["name"],
        "Vale Council"
    );

    let history = desk.json(&["history", "vale.footbridge"]);
    let acts = names(&history["changes"], "act");
    assert_eq!(
        acts,
        ["redo", "undo", "undo", "edit", "edit", "edit", "edit"]
    );
    assert!(
        history["changes"]
            .as_array()
            .unwrap()
            .iter()
            .all(|change| change["by"] == "A. Keeper")
    );
}

#[test]
fn undoing_when_there_is_nothing_says_so() {
    let desk = Desk::new();
    desk.done(&["new", "vale.footbridge"]);
    desk.refused(&["undo", "vale.footbridge"], &["vale.footbridge", "undo"]);
}

#[test]
fn a_script_with_a_line_that_cannot_be_read_changes_nothing_and_names_the_line() {
    let desk = Desk::new();
    desk.done(&["new", "vale.footbridge"]);
    desk.write(
        "edits.jsonl",
        "{\"edit\":\"add_organisation\",\"name\":\"Vale Council\",\"kind\":\"council\"}\n\n{\"edit\":\"add_organisation\",\"name\":\"Mill\",\"kind\":\"windmill\"}\n",
    );
    desk.refused(
        &["edit", "vale.footbridge", "edits.jsonl"],
        &["edits.jsonl", "Line 3", "windmill"],
    );
    let list = desk.json(&["list", "vale.footbridge", "organisations"]);
    assert_eq!(list["organisations"].as_array().unwrap().len(), 0);
}

#[test]
fn lists_carry_ids_and_names_of_what_they_relate_to() {
    let desk = Desk::new();
    desk.done(&["new", "example.footbridge", "--example"]);
    for kind in [
        "places",
        "organisations",
        "leaders",
        "posts",
        "ties",
        "assessments",
        "sources",
        "workstreams",
        "dependencies",
        "needs",
        "commitments",
        "notes",
    ] {
        let list = desk.json(&["list", "example.footbridge", kind]);
        let rows = list[kind].as_array().unwrap();
        assert!(!rows.is_empty(), "the example has {kind}");
        assert!(rows.iter().all(|row| row["id"].is_string()), "{kind}");
        assert_eq!(list["footprint"], "Northmarch and the Vale");
    }
    let assessment = &desk.json(&["list", "example.footbridge", "assessments"])["assessments"][0];
    assert!(assessment["a"]["name"].is_string() && assessment["b"]["id"].is_string());
    let post = &desk.json(&["list", "example.footbridge", "posts"])["posts"][0];
    assert!(post["leader"]["name"].is_string() && post["organisation"]["name"].is_string());
}

#[test]
fn undoing_more_steps_than_there_are_undoes_those_there_are_and_says_so() {
    let desk = Desk::new();
    desk.done(&["new", "vale.footbridge"]);
    desk.run_with(
        &["edit", "vale.footbridge"],
        Some(r#"{"edit":"add_organisation","name":"Vale Council","kind":"council"}"#),
    );
    let said = desk.run(&["undo", "vale.footbridge", "--steps", "5"]);
    assert_eq!(said.status, 1, "{said:?}");
    assert!(said.out.contains("only 1 step"), "{said:?}");
    std::fs::copy(desk.path("vale.footbridge"), desk.path("copy.footbridge")).unwrap();
    let published = desk.json(&["list", "copy.footbridge", "organisations"]);
    assert_eq!(
        published["organisations"].as_array().unwrap().len(),
        0,
        "what was undone is published"
    );
}

#[test]
fn the_history_is_for_the_working_group() {
    let desk = Desk::new();
    desk.done(&["new", "example.footbridge", "--example"]);
    desk.refused(
        &["history", "example.footbridge", "--audience", "board"],
        &["working group"],
    );
}

#[test]
fn two_commands_at_once_wait_for_one_another() {
    let desk = Desk::new();
    desk.done(&["new", "vale.footbridge"]);
    std::thread::scope(|scope| {
        for number in 0..6 {
            let desk = &desk;
            scope.spawn(move || {
                let edit = format!(
                    r#"{{"edit":"add_organisation","name":"Body {number}","kind":"council"}}"#
                );
                let said = desk.run_with(&["edit", "vale.footbridge"], Some(&edit));
                assert_eq!(said.status, 0, "{said:?}");
            });
        }
    });
    let list = desk.json(&["list", "vale.footbridge", "organisations"]);
    assert_eq!(list["organisations"].as_array().unwrap().len(), 6);
}

#[test]
fn an_edit_to_a_file_marked_read_only_is_kept_said_and_published_when_it_can_be() {
    let desk = Desk::new();
    desk.done(&["new", "vale.footbridge"]);
    let mark = |read_only: bool| {
        let path = desk.path("vale.footbridge");
        let mut permissions = std::fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(read_only);
        std::fs::set_permissions(&path, permissions).unwrap();
    };
    let in_the_file = || {
        let copy = format!(
            "copy-{}.footbridge",
            std::fs::read_dir(desk.folder()).unwrap().count()
        );
        let path = desk.path(&copy);
        std::fs::write(&path, std::fs::read(desk.path("vale.footbridge")).unwrap()).unwrap();
        desk.json(&["list", &copy, "organisations"])["organisations"]
            .as_array()
            .unwrap()
            .len()
    };
    mark(true);
    let edit = r#"{"edit":"add_organisation","name":"Vale Council","kind":"council"}"#;
    let said = desk.run_with(&["edit", "vale.footbridge"], Some(edit));
    assert_eq!(said.status, 1, "it is done, but needs attention: {said:?}");
    assert!(
        said.err.contains("vale.footbridge") && said.err.contains("safe"),
        "{said:?}"
    );
    assert_eq!(in_the_file(), 0);
    mark(false);
    let list = desk.json(&["list", "vale.footbridge", "organisations"]);
    assert_eq!(list["organisations"].as_array().unwrap().len(), 1);
    assert_eq!(in_the_file(), 1, "opening it published what waited");
}
