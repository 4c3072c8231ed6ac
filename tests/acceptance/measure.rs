//! `footbridge measure` on anybody's graph files: the figures of the references, the same from every format, and bad
//! input met with one sentence or a report.

#[path = "../../crates/network/tests/common/comparison.rs"]
mod comparison;

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::harness::{Desk, shared, text};
use comparison::Comparison;

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../tests/acceptance/files/graphs")
        .join(name)
}

fn value(path: &Path) -> Value {
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// The networks with reference results, beside the repository.
fn networks() -> Vec<PathBuf> {
    let Some(root) = shared("networks") else {
        return Vec::new();
    };
    let mut folders: Vec<PathBuf> = std::fs::read_dir(root)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.join("ref.json").exists())
        .collect();
    folders.sort();
    folders
}

/// Measures a file by the command and compares it with what stands in a folder.
fn compared(desk: &Desk, graph: &Path, folder: &Path) -> Comparison {
    let meta = value(&folder.join("meta.json"));
    let mut words = vec!["measure", text(graph), "--permutations", "50"];
    if let Some(group) = meta["group_attribute"].as_str() {
        words.extend(["--group", group]);
    }
    words.extend([
        "--weight",
        meta["weight_semantics"].as_str().unwrap_or("none"),
    ]);
    let mut found = desk.json(&words);
    // The references call a network by its folder.
    found["id"] = meta["id"].clone();
    let mut comparison = Comparison::new(meta["id"].as_str().unwrap());
    comparison.with_all(folder, &found);
    comparison
}

fn all_agree(compared: &[Comparison]) -> usize {
    let wrong: Vec<&String> = compared.iter().flat_map(|one| &one.wrong).collect();
    assert!(
        wrong.is_empty(),
        "{} figures differ, among them {:#?}",
        wrong.len(),
        &wrong[..wrong.len().min(20)]
    );
    compared.iter().map(|one| one.figures).sum()
}

#[test]
fn every_reference_network_read_from_its_own_file_agrees_with_its_references() {
    let desk = Desk::new();
    let folders = networks();
    let compared: Vec<Comparison> = folders
        .iter()
        .map(|folder| compared(&desk, &folder.join("graph.graphml"), folder))
        .collect();
    let figures = all_agree(&compared);
    assert!(folders.is_empty() || figures > 60_000, "only {figures}");
}

/// A network's rows: ids with the group of each, and ties with the weight of each.
struct Rows {
    nodes: Vec<(String, String)>,
    ties: Vec<(usize, usize, String)>,
    directed: bool,
    group: String,
    weight: String,
}

fn rows(folder: &Path) -> Rows {
    let meta = value(&folder.join("meta.json"));
    let field = |name: &str| meta[name].as_str().unwrap_or_default().to_owned();
    let (group, weight) = (field("group_attribute"), field("weight_attribute"));
    let table = |name: &str| -> Vec<Vec<String>> {
        let text = std::fs::read_to_string(folder.join(name)).unwrap();
        text.lines().map(cells).collect()
    };
    let column = |table: &[Vec<String>], name: &str| table[0].iter().position(|head| head == name);
    let nodes = table("nodes.csv");
    let at = column(&nodes, &group);
    let nodes: Vec<(String, String)> = nodes[1..]
        .iter()
        .map(|row| {
            (
                row[0].clone(),
                at.map_or_else(String::new, |at| row[at].clone()),
            )
        })
        .collect();
    let number = |id: &str| nodes.iter().position(|node| node.0 == id).unwrap();
    let ties = table("edges.csv");
    let at = column(&ties, &weight);
    let ties = ties[1..]
        .iter()
        .map(|row| {
            let weight = at.map_or_else(|| "1".to_owned(), |at| row[at].clone());
            (number(&row[0]), number(&row[1]), weight)
        })
        .collect();
    Rows {
        nodes,
        ties,
        directed: meta["directed"].as_bool().unwrap(),
        group,
        weight,
    }
}

/// The cells of a line parted by commas, some in quotation marks.
fn cells(line: &str) -> Vec<String> {
    let (mut cells, mut cell, mut quoted) = (Vec::new(), String::new(), false);
    for sign in line.chars() {
        match sign {
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(std::mem::take(&mut cell)),
            other => cell.push(other),
        }
    }
    cells.push(cell);
    cells
}

fn as_pajek(rows: &Rows) -> String {
    let mut text = format!("*Vertices {}\n", rows.nodes.len());
    for (at, (id, group)) in rows.nodes.iter().enumerate() {
        write!(text, "{} \"{id}\" 0.0 0.0 ellipse", at + 1).unwrap();
        if !group.is_empty() {
            write!(text, " {} \"{group}\"", rows.group).unwrap();
        }
        text.push('\n');
    }
    text.push_str(if rows.directed { "*Arcs\n" } else { "*Edges\n" });
    for (from, to, weight) in &rows.ties {
        writeln!(text, "{} {} {weight}", from + 1, to + 1).unwrap();
    }
    text
}

fn as_gml(rows: &Rows) -> String {
    let plain = |text: &str| text.replace('&', "&amp;").replace('"', "&quot;");
    let mut text = format!("graph [\n  directed {}\n", u8::from(rows.directed));
    for (at, (id, group)) in rows.nodes.iter().enumerate() {
        write!(text, "  node [ id {at} label \"{}\"", plain(id)).unwrap();
        if !group.is_empty() {
            write!(text, " {} \"{}\"", rows.group, plain(group)).unwrap();
        }
        text.push_str(" ]\n");
    }
    for (from, to, weight) in &rows.ties {
        write!(text, "  edge [ source {from} target {to}").unwrap();
        if !rows.weight.is_empty() {
            write!(text, " {} {weight}", rows.weight).unwrap();
        }
        text.push_str(" ]\n");
    }
    text + "]\n"
}

fn as_gexf(rows: &Rows) -> String {
    let plain = |text: &str| text.replace('&', "&amp;").replace('"', "&quot;");
    let usual = if rows.directed {
        "directed"
    } else {
        "undirected"
    };
    let mut text = format!(
        "<gexf version=\"1.3\" xmlns=\"http://gexf.net/1.3\"><graph defaultedgetype=\"{usual}\">\
         <attributes class=\"node\"><attribute id=\"g\" title=\"{}\" type=\"string\"/></attributes>\n<nodes>\n",
        rows.group
    );
    for (id, group) in &rows.nodes {
        write!(text, "<node id=\"{}\">", plain(id)).unwrap();
        if !group.is_empty() {
            write!(
                text,
                "<attvalues><attvalue for=\"g\" value=\"{}\"/></attvalues>",
                plain(group)
            )
            .unwrap();
        }
        text.push_str("</node>\n");
    }
    text.push_str("</nodes><edges>\n");
    for (from, to, weight) in &rows.ties {
        let (from, to) = (plain(&rows.nodes[*from].0), plain(&rows.nodes[*to].0));
        writeln!(
            text,
            "<edge source=\"{from}\" target=\"{to}\" weight=\"{weight}\"/>"
        )
        .unwrap();
    }
    text + "</edges></graph></gexf>\n"
}

#[test]
fn every_reference_network_written_in_other_formats_agrees_with_its_references() {
    let desk = Desk::new();
    let mut all = Vec::new();
    let folders = networks();
    for folder in &folders {
        let rows = rows(folder);
        for (name, text) in [
            ("graph.net", as_pajek(&rows)),
            ("graph.gml", as_gml(&rows)),
            ("graph.gexf", as_gexf(&rows)),
        ] {
            let file = desk.write(name, text);
            all.push(compared(&desk, &file, folder));
        }
    }
    let figures = all_agree(&all);
    assert!(folders.is_empty() || figures > 180_000, "only {figures}");
}

/// What is printed, without the part that names the file.
fn but_for_the_file(printed: &str) -> String {
    let begin = printed.find("\"file\": {").unwrap();
    let end = begin + printed[begin..].find('}').unwrap();
    format!("{}{}", &printed[..begin], &printed[end..])
}

#[test]
fn one_graph_in_five_formats_gives_the_same_bytes() {
    let desk = Desk::new();
    for (stem, direction) in [("partners", "--undirected"), ("advice", "--directed")] {
        let printed = |ending: &str, more: &[&str]| {
            let file = fixture(&format!("{stem}.{ending}"));
            let mut words = vec!["measure", text(&file), "--json", direction];
            words.extend(more);
            but_for_the_file(&desk.done(&words))
        };
        let plain = printed("graphml", &[]);
        for ending in ["gexf", "gml", "net", "csv"] {
            assert!(printed(ending, &[]) == plain, "{stem}.{ending} differs");
        }
        let grouped = printed("graphml", &["--group", "sector"]);
        assert!(grouped.contains("gould_fernandez"));
        for ending in ["gexf", "gml", "net"] {
            assert!(
                printed(ending, &["--group", "sector"]) == grouped,
                "{stem}.{ending} differs"
            );
        }
        for threads in ["1", "3"] {
            let again = printed("graphml", &["--group", "sector", "--threads", threads]);
            assert!(again == grouped, "{stem} differs on {threads} threads");
        }
    }
}

#[test]
fn what_was_dropped_merged_and_added_is_counted_with_its_lines() {
    let desk = Desk::new();
    desk.write(
        "t.csv",
        "source,target,weight\nAnn,Ann,2\nAnn,Ben,3\nBen,Ann,1\nBen,Cat,0\nCat,Dan,\n",
    );
    let said = desk.run(&["measure", "t.csv", "--json"]);
    assert_eq!(said.status, 1, "a weight of 0 needs attention: {said:?}");
    let found: Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(found["self_loops_dropped"], 1);
    assert_eq!(found["parallel_rows_merged_by_sum"], 1);
    assert_eq!(found["undirected"]["nodes"]["Ann"]["strength"], 4.0);
    let of = |code: &str| {
        let remarks = found["read"]["remarks"].as_array().unwrap();
        let one = remarks.iter().find(|remark| remark["code"] == code);
        let one = one.unwrap_or_else(|| panic!("{code} is not in {remarks:?}"));
        (
            one["count"].as_u64().unwrap(),
            one["lines"][0].as_u64().unwrap(),
        )
    };
    assert_eq!(of("self_tie_dropped"), (1, 2));
    assert_eq!(of("parallel_tie_merged"), (1, 4));
    assert_eq!(of("weight_not_above_nought"), (1, 5));
    assert_eq!(of("weight_missing"), (1, 6));
    let people = desk.run(&["measure", "t.csv"]);
    assert!(people.out.contains("(line 2)"), "{}", people.out);
}

#[test]
fn a_figure_that_is_not_defined_is_null_and_says_why() {
    let desk = Desk::new();
    desk.write("t.csv", "source,target\nAnn,Ben\nBen,Cat\nLone,\n");
    let found = desk.json(&["measure", "t.csv"]);
    let lone = &found["undirected"]["nodes"]["Lone"];
    assert!(lone["constraint"].is_null());
    assert_eq!(lone["degree"], 0);
    let undefined = found["undefined"].as_array().unwrap();
    let constraint = undefined
        .iter()
        .find(|one| one["figure"] == "undirected/nodes/*/constraint")
        .unwrap();
    assert_eq!(constraint["count"], 1);
    assert_eq!(constraint["reason"], "the node has no ties");
    let printed = desk.done(&["measure", "t.csv"]);
    let row = printed
        .lines()
        .find(|line| line.starts_with("Lone"))
        .unwrap();
    assert!(row.contains('\u{2013}'), "{row}");
}

#[test]
fn direction_and_weights_are_taken_from_the_file_and_may_be_said_otherwise() {
    let desk = Desk::new();
    let file = fixture("advice.graphml");
    let path = text(&file);
    let usual = desk.json(&["measure", path]);
    assert_eq!(usual["read"]["directed"], true);
    assert_eq!(usual["read"]["weights"]["attribute"], "weight");
    let either = desk.json(&["measure", path, "--undirected", "--weight", "none"]);
    assert_eq!(either["read"]["directed"], false);
    assert!(either["read"]["weights"].is_null() && either["directed"].is_null());
    let far = desk.json(&["measure", path, "--weight", "weight=distance"]);
    assert_eq!(far["read"]["weights"]["meaning"], "distance");
    assert_eq!(far["read"]["parallel_ties"], "minimum");
    desk.refused(
        &["measure", path, "--weight", "pounds"],
        &["advice.graphml", "pounds", "weight"],
    );
    desk.refused(
        &["measure", path, "--group", "colour"],
        &["colour", "sector"],
    );
    desk.refused(
        &["measure", path, "--measure", "fame"],
        &["fame", "betweenness"],
    );
}

#[test]
fn one_measure_alone_is_told_and_written() {
    let desk = Desk::new();
    let file = fixture("partners.gml");
    let path = text(&file);
    let found = desk.json(&["measure", path, "--measure", "betweenness"]);
    let node = found["undirected"]["nodes"]["Östra Trust"]
        .as_object()
        .unwrap();
    assert_eq!(node.keys().collect::<Vec<_>>(), ["betweenness"]);
    let printed = desk.done(&["measure", path, "--measure", "betweenness", "--top", "3"]);
    assert_eq!(printed.lines().count(), 6, "{printed}");
}

#[test]
fn two_kinds_of_node_are_found_where_every_tie_bears_them_out() {
    let desk = Desk::new();
    let text = "*Vertices 5 2\n1 \"Ann\"\n2 \"Ben\"\n3 \"Board\"\n4 \"Panel\"\n5 \"Forum\"\n*Edges\n1 3\n1 4\n2 3\n2 5\n";
    desk.write("two.net", text);
    let found = desk.json(&["measure", "two.net"]);
    assert_eq!(found["two_mode"]["modes"]["1"], 2);
    assert_eq!(found["two_mode"]["projections"]["1"]["edges"][0][2], 1);
    assert_eq!(found["undirected"]["n"], 5, "and as one network, too");
    let one = desk.json(&["measure", "two.net", "--one-mode"]);
    assert!(one["two_mode"].is_null());
    desk.write("not.net", text.replace("2 5\n", "2 1\n"));
    assert!(desk.json(&["measure", "not.net"])["two_mode"].is_null());
}

#[test]
fn more_than_twenty_thousand_nodes_are_estimated_and_the_error_is_said() {
    let desk = Desk::new();
    // A short path among many nodes without ties: too large to be followed from everywhere, and quick to follow.
    let mut ties = "*Vertices 20100\n*Edges\n".to_owned();
    for node in 1..200 {
        writeln!(ties, "{node} {}", node + 1).unwrap();
    }
    desk.write("large.net", ties);
    let found = desk.json(&["measure", "large.net", "--measure", "estimated"]);
    let estimated = &found["undirected"]["estimated"];
    let between = &estimated["betweenness_normalized"];
    assert!(between["error"].as_f64().unwrap() > 0.0);
    assert_eq!(between["certainty"], 0.95);
    assert_eq!(between["sources"], 2000);
    let asked = [
        "measure",
        "large.net",
        "--measure",
        "betweenness",
        "--exact",
    ];
    let exact = desk.json(&asked);
    assert!(exact["undirected"]["estimated"].is_null());
    // The hundredth of two hundred in a row lies between 99 before it and 100 behind it.
    assert_eq!(exact["undirected"]["nodes"]["100"]["betweenness"], 9900.0);
}

#[test]
fn nearness_in_a_network_too_large_to_follow_every_distance_is_estimated_and_the_error_is_said() {
    const NODES: usize = 20_100;
    const LEAPS: [usize; 5] = [1, 7, 50, 300, 2000];
    let desk = Desk::new();
    // A ring with leaps: too many ties to follow every distance, and every node as near to the others as any.
    let mut ties = format!("*Vertices {NODES}\n*Edges\n");
    for node in 0..NODES {
        for leap in LEAPS {
            writeln!(ties, "{} {}", node + 1, (node + leap) % NODES + 1).unwrap();
        }
    }
    desk.write("ring.net", ties);
    let mut steps = vec![usize::MAX; NODES];
    steps[0] = 0;
    let (mut level, mut distance) = (vec![0], 0);
    let (mut sum, mut inverses) = (0, 0.0);
    while !level.is_empty() {
        distance += 1;
        let mut next = Vec::new();
        for node in level {
            for leap in LEAPS {
                for to in [(node + leap) % NODES, (node + NODES - leap) % NODES] {
                    if steps[to] == usize::MAX {
                        steps[to] = distance;
                        sum += distance;
                        inverses += 1.0 / distance as f64;
                        next.push(to);
                    }
                }
            }
        }
        level = next;
    }
    let others = (NODES - 1) as f64;
    let true_ones = [
        ("closeness_wf", others / sum as f64),
        ("harmonic_normalized", inverses / others),
    ];
    for (name, exact) in true_ones {
        let found = desk.json(&["measure", "ring.net", "--measure", name]);
        let estimated = &found["undirected"]["estimated"][name];
        let error = estimated["error"].as_f64().unwrap();
        assert!(
            error > 0.0 && error < 0.2 * exact,
            "{name}: {error} beside {exact}"
        );
        assert_eq!(estimated["certainty"], 0.95);
        let standard_error = estimated["standard_error"].as_f64().unwrap();
        assert!(standard_error > 0.0 && standard_error < error);
        for (id, node) in found["undirected"]["nodes"].as_object().unwrap() {
            let away = (node[name].as_f64().unwrap() - exact).abs();
            assert!(away <= error, "{name} of {id} is {away} off, of {error}");
        }
    }
    let told = desk.done(&["measure", "ring.net", "--measure", "harmonic_normalized"]);
    assert!(told.contains("is an estimate from the paths of 2000 nodes: with 95 % certainty no value is off by more than"));
    let reason = desk.json(&["measure", "ring.net", "--measure", "diameter"]);
    assert!(
        reason["undefined"][0]["reason"]
            .as_str()
            .unwrap()
            .contains("--exact")
    );
}

#[test]
fn of_many_nodes_in_many_groups_what_would_take_too_much_memory_is_left_out_and_that_is_said() {
    let desk = Desk::new();
    let written = |name: &str, groups: usize| {
        let mut text = "graph [\n".to_owned();
        for node in 0..20_001 {
            writeln!(text, "node [ id {node} team {} ]", node % groups).unwrap();
        }
        desk.write(name, text + "edge [ source 0 target 1 ]\n]\n");
    };
    written("many.gml", 101);
    written("few.gml", 100);
    let left_out = |name: &str| -> Vec<String> {
        let found = desk.json(&[
            "measure",
            name,
            "--group",
            "team",
            "--measure",
            "ei_expected",
        ]);
        assert!(found["groups"]["ei_expected"].as_f64().is_some());
        let listed = found["not_measured"].as_array().unwrap();
        listed
            .iter()
            .map(|one| one["figure"].as_str().unwrap().to_owned())
            .collect()
    };
    let few = ["key_players", "group_centrality", "gould_fernandez_chance"];
    assert_eq!(left_out("few.gml"), few);
    assert_eq!(
        left_out("many.gml"),
        [&few[..], &["between_group", "resilience"]].concat()
    );
    let asked = [
        "measure",
        "few.gml",
        "--group",
        "team",
        "--measure",
        "between_group",
    ];
    let between = desk.json(&asked);
    assert_eq!(
        between["groups"]["between_group"]["undirected"]["ties"]["0"]["1"],
        1
    );
    let asked = [
        "measure",
        "many.gml",
        "--group",
        "team",
        "--measure",
        "between_group",
    ];
    desk.refused(&asked, &["between_group", "not a measure"]);
}

#[test]
fn bad_graph_files_are_refused_in_one_sentence() {
    let desk = Desk::new();
    let bomb = "<?xml version=\"1.0\"?><!DOCTYPE graphml [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]><graphml><graph edgedefault=\"directed\"><node id=\"&b;\"/></graph></graphml>";
    let whole = std::fs::read(fixture("advice.graphml")).unwrap();
    desk.write("bomb.graphml", bomb);
    desk.write("half.graphml", &whole[..whole.len() / 2]);
    desk.write("empty.gml", "");
    desk.write("letter.gexf", "Dear colleague");
    desk.write("short.net", "*Vertices 3\n*Edges\n1 9\n");
    desk.write("zip.graphml", b"PK\x03\x04abc");
    std::fs::create_dir_all(desk.path("folder.net")).unwrap();
    desk.refused(
        &["measure", "bomb.graphml"],
        &["bomb.graphml", "DOCTYPE", "line 1"],
    );
    desk.refused(
        &["measure", "half.graphml"],
        &["half.graphml", "well-formed", "line"],
    );
    desk.refused(&["measure", "empty.gml"], &["empty.gml", "empty"]);
    desk.refused(&["measure", "letter.gexf"], &["letter.gexf", "not XML"]);
    desk.refused(
        &["measure", "short.net"],
        &["short.net", "line 3", "from 1 to 3"],
    );
    desk.refused(&["measure", "zip.graphml"], &["zip.graphml", "workbook"]);
    desk.refused(&["measure", "folder.net"], &["folder.net", "folder"]);
    desk.refused(&["measure", "nowhere.gexf"], &["nowhere.gexf", "not there"]);
    // What is quoted from the file breaks no line.
    desk.write("quote.csv", format!("a,b\n\"{}", "x,y\n".repeat(300)));
    desk.refused(
        &["measure", "quote.csv"],
        &["quote.csv", "200 characters", "line 2"],
    );
    desk.write("word.txt", "Hello");
    desk.refused(&["measure", "word.txt"], &["word.txt", "without a tie"]);
}

#[test]
fn names_with_line_ends_and_signs_that_a_terminal_obeys_are_told_as_plain_text() {
    let desk = Desk::new();
    desk.write("odd.csv", "\"Ann\nSmith\",b\nd\u{9b}2Je,f\nalone\n");
    let told = desk.done(&["measure", "odd.csv", "--measure", "degree"]);
    assert!(told.contains("\nAnn Smith "), "{told}");
    assert!(!told.contains('\u{9b}'), "{told}");
    let found = desk.json(&["measure", "odd.csv", "--measure", "degree"]);
    let nodes = &found["undirected"]["nodes"];
    assert_eq!(nodes["Ann\nSmith"]["degree"], 1, "as it stands in the file");
    assert_eq!(nodes["alone"]["degree"], 0);
}

#[test]
fn nodes_that_are_not_listed_and_attributes_nobody_declared_are_read_with_a_report() {
    let desk = Desk::new();
    desk.write(
        "t.graphml",
        "<graphml><graph edgedefault='undirected'><node id='a'><data key='k'>x</data></node>\n<edge source='a' target='b'/></graph></graphml>",
    );
    let said = desk.run(&["measure", "t.graphml"]);
    assert_eq!(said.status, 1, "{said:?}");
    assert!(
        said.out.contains("not listed; it was added (line 2)"),
        "{}",
        said.out
    );
    assert!(said.out.contains("does not declare"), "{}", said.out);
    // Parents in a circle are no nesting: nothing follows them.
    desk.write(
        "ring.gexf",
        "<gexf version='1.3'><graph defaultedgetype='undirected'><nodes><node id='a' pid='b'/><node id='b' pid='a'/></nodes><edges><edge source='a' target='b'/></edges></graph></gexf>",
    );
    assert_eq!(desk.json(&["measure", "ring.gexf"])["undirected"]["m"], 1);
}

/// Writes a file a piece at a time.
fn long(desk: &Desk, name: &str, pieces: usize, piece: impl Fn(usize) -> Vec<u8>) -> PathBuf {
    let path = desk.write(name, "");
    let mut file = std::io::BufWriter::new(std::fs::File::create(&path).unwrap());
    for at in 0..pieces {
        file.write_all(&piece(at)).unwrap();
    }
    file.flush().unwrap();
    path
}

#[cfg(unix)]
#[test]
fn large_bad_files_never_take_more_than_five_hundred_megabytes() {
    let desk = Desk::new();
    let noise = |at: usize| -> Vec<u8> {
        let mut state = at as u64 + 1;
        (0..1_000_000)
            .map(|_| {
                state = state
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1);
                (state >> 56) as u8
            })
            .collect()
    };
    let of = |text: &str| {
        let text = text.as_bytes().repeat(1_000_000 / text.len());
        move |_: usize| text.clone()
    };
    let files = [
        long(&desk, "noise200.csv", 200, noise),
        long(&desk, "noise.graphml", 60, noise),
        long(&desk, "same.csv", 60, of("Ann,Ben\n")),
        long(&desk, "accents.txt", 60, of("a\u{e9}\u{e8} b\n")),
        long(&desk, "deep.graphml", 60, of("<graph><node id='a'>")),
        long(&desk, "deep.gml", 60, of("graph [ a ")),
        long(&desk, "quote.csv", 60, of("\"aa\nb,")),
    ];
    for file in files {
        // The limit counts all that is mapped, the program itself among it.
        let said = std::process::Command::new("sh")
            .args([
                "-c",
                "ulimit -v 500000; exec \"$0\" measure \"$1\" --json --threads 2",
            ])
            .arg(env!("CARGO_BIN_EXE_footbridge"))
            .arg(&file)
            .env("MALLOC_ARENA_MAX", "2")
            .output()
            .unwrap();
        let sentence = String::from_utf8(said.stderr).unwrap();
        assert_eq!(
            said.status.code(),
            Some(2),
            "{}: {sentence}",
            file.display()
        );
        assert_eq!(sentence.trim_end().lines().count(), 1, "{sentence}");
        assert!(
            sentence.contains(text(file.file_name().unwrap().as_ref())),
            "{sentence}"
        );
        std::fs::remove_file(&file).unwrap();
    }
}
