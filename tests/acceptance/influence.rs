//! Who decides and is listened to, who carries between whom, what hangs on whom, and how sure that is.

use serde_json::Value;

use crate::harness::{Desk, shared};

/// The invented example; its day is its own.
fn example() -> Desk {
    let desk = Desk::new();
    desk.done(&["new", "f.footbridge", "--example"]);
    desk
}

fn sentences(answer: &Value) -> Vec<&str> {
    let findings = answer["findings"].as_array().unwrap();
    findings
        .iter()
        .map(|finding| finding["sentence"].as_str().unwrap())
        .collect()
}

fn named<'a>(rows: &'a Value, name: &str) -> &'a Value {
    let rows = rows.as_array().unwrap();
    let found = rows.iter().find(|row| row["name"] == name);
    found.unwrap_or_else(|| panic!("{name} is not there"))
}

#[test]
fn every_question_is_answered_on_the_example_with_its_evidence() {
    let desk = example();
    for question in [
        "authority",
        "brokers",
        "failure",
        "lines",
        "views",
        "stability",
    ] {
        let answer = desk.json(&["analyse", "f.footbridge", question]);
        assert_eq!(answer["as_of"], "2026-06-30", "{question}");
        assert!(
            answer["coverage"]["possible"].as_u64().unwrap() > 0,
            "{question}"
        );
        let findings = answer["findings"].as_array().unwrap();
        assert!(findings.len() > 1, "{question}: {findings:?}");
        for finding in findings {
            let sentence = finding["sentence"].as_str().unwrap();
            assert!(
                sentence.ends_with(['.', '!', '?']),
                "{question}: {sentence}"
            );
            assert!(
                !sentence.contains("  ") && !sentence.contains(".."),
                "{sentence}"
            );
        }
        assert!(
            findings
                .iter()
                .any(|one| !one["evidence"].as_array().unwrap().is_empty()),
            "{question}"
        );
        let said = desk.done(&["analyse", "f.footbridge", question]);
        for jargon in [
            "betweenness",
            "quadrant",
            "node",
            "graph",
            "Gould",
            "ν",
            "null",
            "NaN",
        ] {
            assert!(!said.contains(jargon), "{question} says {jargon}: {said}");
        }
    }
}

#[test]
fn a_leader_on_both_axes_has_a_corner_only_where_enough_is_known() {
    let desk = example();
    let answer = desk.json(&["analyse", "f.footbridge", "authority"]);
    let griffith = named(&answer["leaders"], "Olwen Griffith");
    assert_eq!(griffith["corner"], "decides_and_is_trusted");
    assert_eq!(griffith["formal"]["low"], 3);
    assert!(
        griffith["informal"]["first_quarter_share"]
            .as_f64()
            .unwrap()
            >= 0.9
    );
    for leader in answer["leaders"].as_array().unwrap() {
        assert_eq!(leader["because"].as_array().unwrap().len(), 2);
        if leader["corner"].is_null() {
            assert_eq!(leader["position"], "not enough known");
        }
    }
}

#[test]
fn a_proposal_has_its_own_authorities() {
    let desk = example();
    desk.write(
        "forum.jsonl",
        r#"{"edit":"add_forum","id":"@board","name":"Partnership Board","kind":"board","power":"decides"}
{"edit":"seat_leader","forum_id":"@board","leader_id":"@Amara Sesay","role":"member"}
{"edit":"add_proposal","id":"@beds","title":"Shared beds","level":"system","forum_id":"@board"}
"#,
    );
    desk.done(&["edit", "f.footbridge", "forum.jsonl"]);
    let answer = desk.json(&[
        "analyse",
        "f.footbridge",
        "authority",
        "--proposal",
        "shared",
    ]);
    assert_eq!(
        sentences(&answer)[0],
        "\u{201c}Shared beds\u{201d}: Partnership Board decides."
    );
    assert_eq!(named(&answer["leaders"], "Amara Sesay")["formal"]["low"], 3);
    assert_eq!(
        named(&answer["leaders"], "Imran Quddus")["formal"]["high"],
        0
    );
    desk.refused(
        &[
            "analyse",
            "f.footbridge",
            "authority",
            "--proposal",
            "Nothing such",
        ],
        &["no proposal", "Nothing such"],
    );
}

#[test]
fn what_hangs_on_whom_is_said_at_every_level_and_what_if_agrees_with_it() {
    let desk = example();
    let today = desk.json(&["analyse", "f.footbridge", "failure"]);
    let levels = today["levels"].as_array().unwrap();
    assert_eq!(levels.len(), 5);
    let pairs: Vec<u64> = levels
        .iter()
        .map(|one| one["pairs"].as_u64().unwrap())
        .collect();
    assert!(pairs.windows(2).all(|two| two[0] >= two[1]), "{pairs:?}");
    let first = &today["points"][0];
    let name = first["name"].as_str().unwrap();
    let altogether = |one: &Value| {
        let hanging = one["relationships"].as_array().unwrap().iter();
        hanging.filter(|one| one["from_level"] == 1).count()
    };
    assert!(altogether(first) > 0, "{first}");

    let before = std::fs::read(desk.path("f.footbridge")).unwrap();
    let then = desk.json(&["whatif", "f.footbridge", "--without", name, "--draws", "50"]);
    let tied = then["figures"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["what"] == "pairs of organisations tied through their people")
        .unwrap();
    let lost = tied["today"].as_u64().unwrap() - tied["then"].as_u64().unwrap();
    assert!(lost >= altogether(first) as u64, "{tied}");
    let changes = then["changes"].as_array().unwrap();
    assert!(
        changes
            .iter()
            .any(|one| one["question"] == "failure" && one["then"].is_null())
    );
    // Nothing is written, and nobody is gone.
    assert_eq!(std::fs::read(desk.path("f.footbridge")).unwrap(), before);
    let leaders = desk.json(&["list", "f.footbridge", "leaders"]);
    named(&leaders["leaders"], name);

    let tie = desk.json(&[
        "whatif",
        "f.footbridge",
        "--tie",
        "Priya Ramanathan",
        "Helen Tranmer",
        "--level",
        "4",
        "--draws",
        "50",
    ]);
    assert!(
        sentences(&tie)[0].starts_with("If Priya Ramanathan and Helen Tranmer worked together")
    );
}

#[test]
fn introductions_are_made_round_those_who_are_not_to_be_asked() {
    let desk = example();
    let asked = [
        "analyse",
        "f.footbridge",
        "introductions",
        "--from",
        "Priya Ramanathan",
        "--to",
        "Residents' Voice",
    ];
    let before = desk.json(&asked);
    let first = before["people"][0]["ways"][0]["path"][1]["name"]
        .as_str()
        .unwrap()
        .to_owned();
    desk.write(
        "ask.jsonl",
        format!(
            r#"{{"edit":"change_leader","leader_id":"@{first}","change":{{"do_not_ask":true}}}}"#
        ),
    );
    desk.done(&["edit", "f.footbridge", "ask.jsonl"]);
    let after = desk.json(&asked);
    for person in after["people"].as_array().unwrap() {
        for way in person["ways"].as_array().unwrap() {
            let path = way["path"].as_array().unwrap();
            assert!(
                path[1..path.len() - 1]
                    .iter()
                    .all(|on| on["name"] != *first),
                "{way}"
            );
        }
    }
    desk.refused(
        &["analyse", "f.footbridge", "introductions", "--to", "x"],
        &["--from"],
    );
    desk.refused(
        &[
            "analyse",
            "f.footbridge",
            "introductions",
            "--from",
            "Dr",
            "--to",
            "Helen Tranmer",
        ],
        &["may mean several"],
    );
}

#[test]
fn a_publication_names_nobody() {
    let desk = example();
    for question in ["authority", "brokers", "failure", "lines", "stability"] {
        for audience in ["board", "public"] {
            let said = desk.done(&[
                "analyse",
                "f.footbridge",
                question,
                "--audience",
                audience,
                "--json",
            ]);
            assert!(
                !said.contains("Griffith") && said.contains("withheld"),
                "{said}"
            );
        }
    }
    let words = [
        "whatif",
        "f.footbridge",
        "--without",
        "Care Board",
        "--audience",
        "public",
    ];
    assert!(!desk.done(&words).contains("Griffith"));
    // Whoever is asked for: why it is not told, and not whether they are there.
    for question in [
        &[
            "analyse",
            "f.footbridge",
            "introductions",
            "--from",
            "Helen Tranmer",
            "--to",
            "Imran Quddus",
        ][..],
        &["whatif", "f.footbridge", "--without", "Helen Tranmer"],
        &[
            "whatif",
            "f.footbridge",
            "--tie",
            "Helen Tranmer",
            "Nobody Such",
            "--level",
            "3",
        ],
    ] {
        let words: Vec<&str> = question
            .iter()
            .copied()
            .chain(["--audience", "board"])
            .collect();
        let said = desk.done(&words);
        assert!(
            said.contains("says nothing of named people") && !said.contains("Tranmer"),
            "{said}"
        );
    }
    let partners = [
        "analyse",
        "f.footbridge",
        "introductions",
        "--from",
        "Helen Tranmer",
        "--to",
        "Imran Quddus",
        "--audience",
        "partners",
    ];
    assert!(
        desk.done(&partners)
            .contains("not to be asked is known to the working group alone")
    );
}

#[test]
fn influence_says_how_sure_each_place_is_and_gives_no_place_that_was_not_tried() {
    let desk = example();
    let answer = desk.json(&["analyse", "f.footbridge", "influence", "--draws", "100"]);
    assert_eq!(answer["tried"]["draws"], 100);
    assert_eq!(answer["tried"]["ways_from"], Value::Null, "in full");
    let quddus = &named(&answer["leaders"], "Imran Quddus")["rank_stability"];
    let (low, high) = (
        quddus["low"].as_u64().unwrap(),
        quddus["high"].as_u64().unwrap(),
    );
    assert!(1 <= low && low < high, "{quddus}");
    assert!(quddus["top_5_share"].as_f64().unwrap() > 0.2, "{quddus}");
    // Between nobody is no place.
    let vane = named(&answer["leaders"], "Charlotte Vane");
    assert_eq!(vane["rank_stability"], Value::Null);
    assert!(!answer.to_string().contains("betweenness_rank"));
    // The names of the design mean the same.
    let by_design = desk.json(&["analyse", "f.footbridge", "resilience"]);
    assert_eq!(
        by_design,
        desk.json(&["analyse", "f.footbridge", "failure"])
    );
    assert!(!by_design["cut_leaders"].as_array().unwrap().is_empty());
    assert!(
        !by_design["single_thread_pairs"]
            .as_array()
            .unwrap()
            .is_empty()
    );
}

#[test]
fn stability_is_drawn_the_same_from_the_same_seed() {
    let desk = example();
    let ask = |seed: &str| {
        let words = [
            "analyse",
            "f.footbridge",
            "stability",
            "--draws",
            "60",
            "--seed",
            seed,
            "--json",
        ];
        desk.done(&words)
    };
    assert_eq!(ask("4"), ask("4"));
    assert_ne!(ask("4"), ask("5"));
}

/// The 54 leaders of the eleven agencies that worked on tobacco control (data/networks).
fn dhhs() -> Option<Desk> {
    let nodes =
        std::fs::read_to_string(shared("networks/dhhs-tobacco-leaders/nodes.csv")?).unwrap();
    let edges =
        std::fs::read_to_string(shared("networks/dhhs-tobacco-leaders/edges.csv")?).unwrap();
    let desk = Desk::new();
    let mut leaders = vec!["Name,Organisation".to_owned()];
    for row in nodes.lines().skip(1) {
        let name = row.split(',').next().unwrap();
        let agency = name.split('-').next().unwrap();
        leaders.push(format!("{name},{agency}"));
    }
    desk.write("leaders.csv", leaders.join("\n"));
    desk.write(
        "ties.csv",
        edges.replacen("source,target,collab", "From,To,Level", 1),
    );
    desk.done(&["new", "f.footbridge", "--name", "DHHS"]);
    for (file, kind) in [("leaders.csv", "leaders"), ("ties.csv", "ties")] {
        let said = desk.run(&["import", "f.footbridge", file, "--as", kind, "--yes"]);
        assert_ne!(said.status, 2, "{said:?}");
    }
    Some(desk)
}

#[test]
fn one_sees_who_connects_the_agencies_what_hangs_on_whom_and_how_sure_it_is() {
    let Some(desk) = dhhs() else { return };
    let brokers = desk.json(&["analyse", "f.footbridge", "brokers"]);
    assert_eq!(
        brokers["coverage"],
        serde_json::json!({ "assessed": 447, "possible": 1431 })
    );
    assert_eq!(brokers["brokers"][0]["name"], "OS-5");

    let failure = desk.json(&["analyse", "f.footbridge", "failure"]);
    // ACF-1 knows ACF-2 alone.
    let holds = named(&failure["points"], "ACF-2");
    assert_eq!(holds["parts"][0]["people"][0]["name"], "ACF-1");
    // The kinds of level in the survey end at 4.
    assert_eq!(failure["levels"][4]["pairs"], 0);

    let stability = desk.json(&["analyse", "f.footbridge", "stability"]);
    let first = &named(&stability["leaders"], "OS-5")["go_between"];
    assert_eq!(
        (first["state"].as_str(), first["position"].as_u64()),
        (Some("settled"), Some(1))
    );
    assert!(first["top_5_share"].as_f64().unwrap() > 0.9, "{first}");
    let unsettled = stability["leaders"].as_array().unwrap().iter();
    let unsettled = unsettled.filter(|one| one["go_between"]["state"] == "not_settled");
    for leader in unsettled {
        assert!(leader["go_between"].get("position").is_none());
    }

    // Nobody said who may decide, nor whose view it is: that is said, and nothing made up.
    let authority = desk.json(&["analyse", "f.footbridge", "authority"]);
    assert!(sentences(&authority)[0].starts_with("Not enough is known of any of 54 leaders"));
    let views = desk.json(&["analyse", "f.footbridge", "views"]);
    assert_eq!(views["keepers_own"], 447);
    let then = desk.json(&[
        "whatif",
        "f.footbridge",
        "--without",
        "ACF-2",
        "--draws",
        "20",
    ]);
    let apart = then["figures"].as_array().unwrap().iter();
    let apart: Vec<_> = apart
        .filter(|one| one["what"].as_str().unwrap().starts_with("groups"))
        .collect();
    assert_eq!(
        (&apart[0]["today"], &apart[0]["then"]),
        (&1.into(), &2.into())
    );
}
