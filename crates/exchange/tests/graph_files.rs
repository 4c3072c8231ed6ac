//! Graph files of five formats: what is read, what is said of what was left out, and what is refused.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use exchange::graph_files::{
    Direction, GraphFile, GraphFileError, GraphFormat, RemarkKind, Wanted, read_graph,
};
use proptest::prelude::*;

fn read(file: &str, text: impl AsRef<[u8]>) -> GraphFile {
    read_graph(file, text.as_ref(), &Wanted::default()).unwrap()
}

fn grouped(file: &str, text: &str, attribute: &str) -> Vec<Option<String>> {
    let wanted = Wanted {
        node_attributes: vec![attribute.to_owned()],
        ..Wanted::default()
    };
    let read = read_graph(file, text.as_bytes(), &wanted).unwrap();
    let found = read.node_attributes.iter().find(|a| a.name == attribute);
    found.unwrap().values.clone()
}

fn refused(file: &str, text: impl AsRef<[u8]>) -> String {
    let error = read_graph(file, text.as_ref(), &Wanted::default()).unwrap_err();
    let sentence = error.to_string();
    assert!(sentence.starts_with(file), "{sentence}");
    assert_eq!(sentence.lines().count(), 1, "{sentence}");
    sentence
}

/// The ties by name, with their weights.
fn ties(read: &GraphFile) -> Vec<(String, String, Option<f64>)> {
    let name = |node: u32| read.nodes[node as usize].id.clone();
    read.ties
        .iter()
        .enumerate()
        .map(|(at, tie)| {
            let weight = read.tie_numbers.first().map(|numbers| numbers.values[at]);
            (name(tie.from), name(tie.to), weight.filter(|w| !w.is_nan()))
        })
        .collect()
}

fn tie(from: &str, to: &str, weight: impl Into<Option<f64>>) -> (String, String, Option<f64>) {
    (from.to_owned(), to.to_owned(), weight.into())
}

fn remark(read: &GraphFile, kind: RemarkKind) -> Option<(usize, Vec<u32>)> {
    let remark = read.remarks.iter().find(|remark| remark.kind == kind)?;
    Some((remark.count, remark.lines.clone()))
}

const GRAPHML: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <key id="d0" for="node" attr.name="sector" attr.type="string"><default>council</default></key>
  <key id="d1" for="edge" attr.name="weight" attr.type="double"><default>2</default></key>
  <key id="d2" for="node" attr.name="label" attr.type="string"/>
  <graph edgedefault="directed">
    <node id="a"><data key="d0">trust</data><data key="d2">Ann &amp; co</data></node>
    <node id="b"/>
    <edge source="a" target="b"><data key="d1">3.5</data></edge>
    <edge source="b" target="a" directed="false"/>
    <edge source="b" target="c"/>
    <hyperedge><endpoint node="a"/><endpoint node="b"/></hyperedge>
  </graph>
</graphml>
"#;

#[test]
fn graphml_with_defaults_directions_and_a_node_that_is_not_listed() {
    let read = read("g.graphml", GRAPHML);
    assert_eq!(read.format, GraphFormat::GraphMl);
    assert_eq!(
        ties(&read),
        [tie("a", "b", 3.5), tie("b", "a", 2.0), tie("b", "c", 2.0)]
    );
    let directions: Vec<Direction> = read.ties.iter().map(|tie| tie.direction).collect();
    assert_eq!(
        directions,
        [
            Direction::Directed,
            Direction::Undirected,
            Direction::Directed
        ]
    );
    assert_eq!(read.nodes[0].label.as_deref(), Some("Ann & co"));
    assert_eq!(remark(&read, RemarkKind::NodeAdded), Some((1, vec![11])));
    assert_eq!(remark(&read, RemarkKind::Hyperedge), Some((1, vec![12])));
    assert_eq!(
        grouped("g.graphml", GRAPHML, "sector"),
        ["trust", "council", "council"].map(|value| Some(value.to_owned()))
    );
}

#[test]
fn graphml_with_nested_graphs_ports_and_labels_that_are_only_drawn() {
    let text = r#"<graphml xmlns:y="http://www.yworks.com/xml/graphml"><key id="k" for="node" yfiles.type="nodegraphics"/>
<graph edgedefault="undirected"><node id="g"><data key="k"><y:ProxyAutoBoundsNode><y:NodeLabel>Group</y:NodeLabel></y:ProxyAutoBoundsNode></data>
<port name="North"/>
<graph edgedefault="undirected" id="g:"><node id="g::a"/><node id="g::b"/><edge source="g::a" target="g::b"/></graph></node></graph>
<graph edgedefault="directed"><node id="other"/></graph></graphml>"#;
    let read = read("y.graphml", text);
    assert_eq!(read.nodes.len(), 3);
    assert_eq!(read.nodes[0].label.as_deref(), Some("Group"));
    assert_eq!(remark(&read, RemarkKind::NestedGraph), Some((1, vec![4])));
    assert_eq!(remark(&read, RemarkKind::Port), Some((1, vec![3])));
    assert_eq!(remark(&read, RemarkKind::FurtherGraph), Some((1, vec![5])));
}

#[test]
fn gexf_of_every_version_with_weights_kinds_of_tie_and_attributes() {
    for (version, space) in [
        ("1.1", "http://www.gexf.net/1.1draft"),
        ("1.2", "http://www.gexf.net/1.2draft"),
        ("1.3", "http://gexf.net/1.3"),
        ("1.2", ""),
    ] {
        let text = format!(
            r#"<?xml version="1.0"?><gexf xmlns="{space}" version="{version}"><graph defaultedgetype="undirected">
<attributes class="node"><attribute id="0" title="sector" type="string"><default>trust</default></attribute></attributes>
<nodes><node id="1" label="Ann"><attvalues><attvalue for="0" value="council"/></attvalues><nodes><node id="2"/></nodes></node><node id="3"/></nodes>
<edges><edge id="0" source="1" target="2" weight="2.5"/><edge source="2" target="3" type="directed"/><edge source="1" target="3" type="mutual"/><edge source="1"/></edges>
</graph></gexf>"#
        );
        let read = read("g.gexf", &text);
        assert_eq!(
            ties(&read),
            [tie("1", "2", 2.5), tie("2", "3", 1.0), tie("1", "3", 1.0)]
        );
        let directions: Vec<Direction> = read.ties.iter().map(|tie| tie.direction).collect();
        assert_eq!(
            directions,
            [
                Direction::Undirected,
                Direction::Directed,
                Direction::Mutual
            ]
        );
        assert_eq!(remark(&read, RemarkKind::TieWithoutEnd), Some((1, vec![4])));
        assert_eq!(remark(&read, RemarkKind::NestedGraph), Some((1, vec![3])));
        assert_eq!(
            grouped("g.gexf", &text, "sector"),
            ["council", "trust", "trust"].map(|value| Some(value.to_owned()))
        );
    }
}

#[test]
fn gml_with_nested_records_entities_and_unknown_keys() {
    let text = "# made by hand\nCreator \"x\"\nVersion 1\ngraph [\n  directed 1\n  multigraph 1\n  node [ id 0 label \"&#214;stra &amp; co\" graphics [ x 1.0 fill \"#ff0000\" ] sector \"trust\" ]\n  node [ id 7 label \"B\" ]\n  edge [ source 0 target 7 key 3 weight 1.5E+0 note [ a 1 ] ]\n  edge [ source 7 ]\n]\n";
    let read = read("g.gml", text);
    assert_eq!(read.directed, Some(true));
    assert_eq!(ties(&read), [tie("Östra & co", "B", 1.5)]);
    assert_eq!(
        remark(&read, RemarkKind::TieWithoutEnd),
        Some((1, vec![10]))
    );
    let alike = text.replace("\"B\"", "\"&#214;stra &amp; co\"");
    let read = self::read("g.gml", alike);
    assert_eq!(
        ties(&read),
        [tie("0", "7", 1.5)],
        "labels that are alike are no names"
    );
    assert!(remark(&read, RemarkKind::LabelsAlike).is_some());
}

#[test]
fn pajek_with_arcs_edges_lists_and_attributes() {
    let text = "% a comment\n*Network x\n*Vertices 4\n1 \"Ann Lee\" 0.1 0.2 ellipse sector trust\n2 Ben\n3 \"Cat\"\n4 Dan\n*Arcs\n1 2 3\n*Edges\n2 3\n*Arcslist\n4 1 2\n*Edgeslist\n3 1\n";
    let read = read("g.net", text);
    assert_eq!(
        ties(&read),
        [
            tie("Ann Lee", "Ben", 3.0),
            tie("Ben", "Cat", 1.0),
            tie("Dan", "Ann Lee", 1.0),
            tie("Dan", "Ben", 1.0),
            tie("Cat", "Ann Lee", 1.0)
        ]
    );
    assert_eq!(read.ties[1].direction, Direction::Undirected);
    assert_eq!(
        grouped("g.net", text, "sector")[0].as_deref(),
        Some("trust")
    );
}

#[test]
fn pajek_matrices_of_one_and_two_kinds_relations_and_partitions() {
    let matrix = read("m.net", "*Vertices 2\n*Matrix\n0 2\n0 1\n");
    assert_eq!(ties(&matrix), [tie("1", "2", 2.0), tie("2", "2", 1.0)]);
    let two = read("t.net", "*Vertices 3 1\n*Matrix\n1 0\n");
    assert_eq!((two.first_mode, two.ties.len()), (Some(1), 1));
    let text = "*Vertices 2\n*Matrix :1 \"advice\"\n0 1\n0 0\n*Matrix :2 \"money\"\n0 0\n1 0\n*Partition office\n*Vertices 2\n1\n2\n";
    let first = read("r.paj", text);
    assert_eq!(ties(&first), [tie("1", "2", 1.0)]);
    assert_eq!(
        remark(&first, RemarkKind::SeveralRelations),
        Some((1, vec![5]))
    );
    let wanted = Wanted {
        relation: Some("Money".to_owned()),
        node_attributes: vec!["office".to_owned()],
        ..Wanted::default()
    };
    let second = read_graph("r.paj", text.as_bytes(), &wanted).unwrap();
    assert_eq!(ties(&second), [tie("2", "1", 1.0)]);
    assert_eq!(second.node_attributes[0].values[1].as_deref(), Some("2"));
    let wanted = Wanted {
        relation: Some("love".to_owned()),
        ..Wanted::default()
    };
    let none = read_graph("r.paj", text.as_bytes(), &wanted).unwrap_err();
    assert!(none.to_string().contains("1 advice, 2 money"), "{none}");
}

#[test]
fn lists_of_ties_however_they_are_parted_and_headed() {
    let expected = [tie("Ann", "Ben", 3.0), tie("Ben", "Cat", 1.5)];
    for text in [
        "source,target,weight\nAnn,Ben,3\nBen,Cat,1.5\n",
        "Ann,Ben,3\nBen,Cat,1.5\n",
        "from;to;how strong\nAnn;Ben;3\nBen;Cat;1,5\n",
        "who\twhom\tn\nAnn\tBen\t3\nBen\tCat\t1.5\n",
        "# two ties\nAnn Ben 3\n\n% and\nBen Cat 1.5",
        "Ann Ben {'weight': 3}\nBen Cat {'weight': 1.5}\n",
        "sep=|\nid|Source|Target|Type|Weight\n|Ann|Ben|Undirected|3\n|Ben|Cat|Undirected|1.5\n",
        "\u{FEFF}\"source\",\"target\",\"weight\"\r\n\"Ann\",\"Ben\",3\r\n\"Ben\",\"Cat\",1.5\r\n",
    ] {
        let read = read("t.csv", text);
        let at = read
            .tie_numbers
            .iter()
            .position(|numbers| (numbers.values[0] - 3.0).abs() < 1e-12);
        let mut only = read.clone();
        only.tie_numbers = vec![read.tie_numbers[at.unwrap()].clone()];
        assert_eq!(ties(&only), expected, "{text}");
    }
}

#[test]
fn a_list_of_ties_keeps_nodes_without_ties_and_says_which_rows_it_left_out() {
    let read = read("t.csv", "source,target\nAnn,Ben\nCat,\n,Dan\nBen,Cat\n");
    assert_eq!(read.nodes.len(), 3);
    assert_eq!(ties(&read).len(), 2);
    assert_eq!(remark(&read, RemarkKind::OddRow), Some((1, vec![4])));
    assert_eq!(read.ties[1].line, 5);
}

#[test]
fn text_in_every_encoding_a_file_may_declare_or_show() {
    let utf16: Vec<u8> = std::iter::once(0xFEFF_u16)
        .chain("source,target\nZoë,Östra\n".encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let latin = b"source,target\nZo\xEB,\xD6stra\n".to_vec();
    let declared = b"<?xml version='1.0' encoding='ISO-8859-1'?><graphml><graph edgedefault='directed'><edge source='Zo\xEB' target='\xD6stra'/></graph></graphml>".to_vec();
    let wrong = b"<?xml version='1.0' encoding='UTF-8'?><graphml><graph edgedefault='directed'><edge source='Zo\xEB' target='\xD6stra'/></graph></graphml>".to_vec();
    for bytes in [utf16, latin, declared, wrong.clone()] {
        assert_eq!(ties(&read("t", bytes)), [tie("Zoë", "Östra", None)]);
    }
    assert!(remark(&read("t", wrong), RemarkKind::NotAsDeclared).is_some());
    let unknown = b"<?xml version='1.0' encoding='klingon'?><graphml/>";
    assert!(refused("t.graphml", unknown).contains("klingon"));
    let utf32: Vec<u8> = "\u{FEFF}a,b\nb,c\n"
        .chars()
        .flat_map(|letter| u32::from(letter).to_le_bytes())
        .collect();
    assert!(refused("t.csv", utf32).contains("UTF-32"));
}

#[test]
fn a_list_of_ties_with_many_nodes_without_ties_is_still_parted_by_its_commas() {
    let read = read("t.csv", "Ann,Ben\nCat\nDan\nEve\nBen,Fay\n");
    assert_eq!(
        ties(&read),
        [tie("Ann", "Ben", None), tie("Ben", "Fay", None)]
    );
    assert_eq!(read.nodes.len(), 6);
    assert!(refused("t.csv", "Ann").contains("without a tie"));
}

#[test]
fn what_is_no_graph_is_refused_with_one_sentence() {
    let deep = format!("<graphml>{}", "<graph><node id='a'>".repeat(1000));
    let lists = format!("graph {}", "[ a ".repeat(1000));
    for (text, part) in [
        ("", "is empty"),
        (" \n\t", "is empty"),
        ("{\"nodes\": []}", "JSON"),
        ("<html><body>x</body></html>", "a web page"),
        ("<svg xmlns='x'/>", "XML of another kind"),
        ("<graphml>", "breaks off"),
        ("<graphml></gexf>", "well-formed"),
        (
            "<graphml><graph edgedefault='directed'/></graphml>",
            "without a single node",
        ),
        (
            "<!DOCTYPE graphml [<!ENTITY a 'b'>]><graphml/>",
            "document type",
        ),
        (
            "<graphml><graph><node id='&nbsp;'/></graph></graphml>",
            "entity",
        ),
        (
            "<graphml><graph><node id='a'>&lol;</node></graph></graphml>",
            "entity",
        ),
        (deep.as_str(), "deep"),
        ("graph [ node [ id 1 ]", "breaks off"),
        ("graph [ node [ id 1 ] ] ]", "without its ["),
        ("graph [ node [ id \"1 ] ]", "quotation"),
        (lists.as_str(), "deep"),
        ("*Vertices 2\n*Edges\n1 3\n", "from 1 to 2"),
        ("*Vertices many\n", "how many"),
        ("*Vertices 99999999999\n", "99999999999 nodes"),
        ("*Vertices 9000000\n", "9000000 nodes"),
        ("*Vertices 2\n*Matrix\n0 1\n", "ends after 1"),
        ("*Edges\n1 2\n", "before *Vertices"),
        ("dl n=4 format=fullmatrix\n0 1 1 0", "UCINET"),
        ("digraph g {\n a -> b;\n}\n", "Graphviz"),
        (";A;B;C\nA;0;1;1\nB;1;0;0\nC;1;0;0\n", "matrix"),
        ("0 1 0 0\n1 0 1 0\n0 1 0 1\n0 0 1 0\n", "matrix"),
        ("one\ntwo\nthree\n", "one column"),
        (
            "Dear colleague\nhere are the minutes of the board\nwith kind regards to all of you\n",
            "rows are not ties",
        ),
        // Prose of which every line has as many words, or has commas.
        (
            "the board met on Tuesday to talk about money and care\nit went on for three hours and there was no end\nthe chair said that we must all agree by next June\n",
            "rows are not ties",
        ),
        (
            "Dear colleagues of the board and all those who could not come to us on Tuesday, here are the minutes\nWe talked of money and of care for far longer than any of us had thought we would, and agreed\n",
            "rows are not ties",
        ),
        ("PK\u{3}\u{4}xxxx", "workbook"),
    ] {
        let sentence = refused("f", text);
        assert!(sentence.contains(part), "{part} is not in: {sentence}");
    }
}

#[test]
fn a_file_that_breaks_off_anywhere_is_refused_or_read_with_fewer_ties() {
    let whole = read("g.graphml", GRAPHML).ties.len();
    for end in 0..GRAPHML.len() {
        let part = &GRAPHML.as_bytes()[..end];
        match read_graph("g.graphml", part, &Wanted::default()) {
            Ok(read) => assert!(read.ties.len() == whole && end + 2 > GRAPHML.len()),
            Err(error) => assert_eq!(error.to_string().lines().count(), 1),
        }
    }
}

#[test]
fn more_nodes_ties_and_letters_than_are_taken_are_refused() {
    let many: Vec<String> = (0..60_000).map(|i| format!("n{i} n{}\n", i + 1)).collect();
    let many = many.concat();
    assert!(refused("t.txt", many).contains("too many nodes"));
    let ties = "a b\n".repeat(600_000);
    assert!(refused("t.txt", ties).contains("too many ties"));
    let long = format!("source,target\n{},b\n", "a".repeat(5000));
    assert!(refused("t.csv", long).contains("longer than 200"));
    // Every name stands in what is measured many times over.
    let names: Vec<String> = (0..40_000)
        .map(|i| format!("{i:0>120},{:0>120}\n", i + 1))
        .collect();
    let names = refused("t.csv", names.concat());
    assert!(
        names.contains("names of nodes too long together"),
        "{names}"
    );
    let labels: Vec<String> = (0..40_000)
        .map(|i| format!("node [ id {i} label \"{i:0>120}\" ] "))
        .collect();
    let labels = refused("t.gml", format!("graph [ {} ]", labels.concat()));
    assert!(
        labels.contains("names of nodes too long together"),
        "{labels}"
    );
    let huge = vec![b'a'; exchange::graph_files::MOST_GRAPH_BYTES + 1];
    assert!(matches!(
        read_graph("t.csv", &huge, &Wanted::default()),
        Err(GraphFileError::TooLarge { .. })
    ));
    // The cells of one endless line would take many times its length.
    let wide = refused("wide.csv", format!("a,b\n{}", "a,".repeat(3 * 1024 * 1024)));
    assert!(wide.contains("a line of 6 MB"), "{wide}");
}

fn samples() -> Vec<(&'static str, Vec<u8>)> {
    let folder = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../tests/acceptance/files/graphs/"
    );
    let of = |name: &str| std::fs::read(format!("{folder}{name}")).unwrap();
    vec![
        ("x.graphml", GRAPHML.as_bytes().to_vec()),
        ("a.graphml", of("advice.graphml")),
        ("a.gexf", of("advice.gexf")),
        ("a.gml", of("advice.gml")),
        ("a.net", of("advice.net")),
        ("a.csv", of("advice.csv")),
    ]
}

proptest! {
    #[test]
    fn random_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..400), name in 0_usize..6) {
        let (name, _) = samples()[name];
        drop(read_graph(name, &bytes, &Wanted::default()));
    }

    #[test]
    fn random_text_of_the_signs_formats_are_made_of_never_panics(
        text in "(<graphml>|<gexf>|<graph>|<node id='a'>|</|<edge |source='a'|graph \\[|node \\[|\\]|\"|\\*Vertices|\\*Arcs|\\*Matrix :1|[0-9]{1,4}|[ \n,;é{}:'=/>]){0,60}"
    ) {
        drop(read_graph("x", text.as_bytes(), &Wanted::default()));
    }

    #[test]
    fn real_files_with_a_few_bytes_changed_never_panic(
        which in 0_usize..6,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0_u8..3), 1..12),
    ) {
        let (name, mut bytes) = samples()[which].clone();
        for (at, byte, how) in changes {
            let at = at.index(bytes.len());
            match how {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                _ => { bytes.remove(at); }
            }
        }
        let wanted = Wanted { node_attributes: vec!["sector".to_owned()], ..Wanted::default() };
        if let Ok(read) = read_graph(name, &bytes, &wanted) {
            for tie in &read.ties {
                prop_assert!((tie.from as usize) < read.nodes.len() && (tie.to as usize) < read.nodes.len());
            }
            for numbers in &read.tie_numbers {
                prop_assert_eq!(numbers.values.len(), read.ties.len());
            }
            for attribute in &read.node_attributes {
                prop_assert_eq!(attribute.values.len(), read.nodes.len());
            }
        }
    }
}
