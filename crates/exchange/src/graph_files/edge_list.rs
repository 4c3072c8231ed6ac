//! Lists of ties: a row for each, with or without headings, parted by commas, semicolons, tabs, bars or spaces.

use crate::graph_files::builder::{Builder, number};
use crate::graph_files::{Direction, GraphFileError, RemarkKind, line_ends};

/// Headings that name the two ends of a tie.
const ENDS: [(&str, &str); 17] = [
    ("source", "target"),
    ("from", "to"),
    ("from_id", "to_id"),
    ("source_id", "target_id"),
    ("from_name", "to_name"),
    ("sender", "receiver"),
    ("ego", "alter"),
    ("src", "dst"),
    ("tail", "head"),
    ("node1", "node2"),
    ("node 1", "node 2"),
    ("vertex 1", "vertex 2"),
    ("person 1", "person 2"),
    ("id1", "id2"),
    ("a", "b"),
    ("i", "j"),
    ("u", "v"),
];

/// How many rows are looked at to find out how the file is written.
const SAMPLE: usize = 60;
/// The most columns that are looked at.
const MOST_COLUMNS: usize = 64;
/// The longest line that is read, in bytes: the cells of a line take many times the memory of what stands in them.
const LONGEST_LINE: usize = 4 * 1024 * 1024;

/// The signs that may part cells, the surest first.
const SIGNS: [u8; 4] = [b'\t', b';', b',', b'|'];

/// What parts the cells of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Parted {
    By(u8),
    BySpace,
}

/// Where in a row things stand.
struct Columns {
    from: usize,
    to: usize,
    names: Vec<String>,
    direction: Option<usize>,
}

pub(super) fn read(text: &str, builder: &mut Builder<'_>) -> Result<(), GraphFileError> {
    let longest = text.split('\n').map(str::len).max().unwrap_or(0);
    if longest > LONGEST_LINE {
        let megabytes = |bytes: usize| format!("{} MB", bytes.div_ceil(1024 * 1024));
        return Err(builder.too_large(
            format!("a line of {}", megabytes(longest)),
            format!("{} a line", megabytes(LONGEST_LINE)),
        ));
    }
    let parted = parted(text);
    let mut rows = Rows::new(text, parted);
    let mut sample: Vec<(u32, Vec<String>)> = Vec::new();
    while sample.len() < SAMPLE
        && let Some(row) = rows.next()
    {
        sample.push(row.map_err(|(line, cause)| builder.damaged(line, cause))?);
    }
    let (columns, headed) = columns(&sample);
    if is_matrix(&sample, headed) {
        return Err(GraphFileError::NotAGraph {
            file: builder.file.to_owned(),
            what: "a matrix and not a list of ties".to_owned(),
        });
    }
    // Without headings a row is a tie only if it is as long as most rows are.
    let usual = usual_length(&sample[usize::from(headed).min(sample.len())..]);
    let (mut read, mut odd) = (0_usize, 0_usize);
    let first = sample.into_iter().skip(usize::from(headed)).map(Ok);
    for row in first.chain(rows) {
        let (line, cells) = row.map_err(|(line, cause)| builder.damaged(line, cause))?;
        read += 1;
        let cell = |at: usize| cells.get(at).map(|cell| cell.trim()).unwrap_or_default();
        let (from, to) = (cell(columns.from), cell(columns.to));
        let odd_length =
            parted == Parted::BySpace && cells.len() > usual.max(3) || !headed && is_prose(&cells);
        if from.is_empty() || odd_length {
            odd += usize::from(!cells.iter().all(|cell| cell.trim().is_empty()));
            if !to.is_empty() || odd_length {
                builder.remark(RemarkKind::OddRow, line);
            }
            continue;
        }
        let from = builder.end(from, line)?;
        if to.is_empty() {
            continue;
        }
        let to = builder.end(to, line)?;
        let direction = columns.direction.map_or(Direction::Unsaid, |at| {
            match cell(at).to_ascii_lowercase().as_str() {
                "directed" => Direction::Directed,
                "undirected" => Direction::Undirected,
                "mutual" => Direction::Mutual,
                _ => Direction::Unsaid,
            }
        });
        let tie = builder.tie(from, to, direction, line)?;
        for (at, name) in columns.names.iter().enumerate() {
            let is_number = at != columns.from && at != columns.to && columns.direction != Some(at);
            if is_number && !cell(at).is_empty() {
                if cell(at).starts_with('{') {
                    for (name, value) in pairs(cell(at)) {
                        builder.value(tie, &name, &value);
                    }
                } else {
                    builder.value(tie, name, cell(at));
                }
            }
        }
    }
    // A few odd rows are told of; a text of them is something else.
    if odd * 2 > read || (odd > 5 && odd * 5 > read) {
        return Err(GraphFileError::NotAGraph {
            file: builder.file.to_owned(),
            what: "a text whose rows are not ties from one node to another".to_owned(),
        });
    }
    if builder.count() > 0 && builder.ties() == 0 {
        let what = if read > 1 {
            "a list of one column"
        } else {
            "a text of one row without a tie"
        };
        return Err(GraphFileError::NotAGraph {
            file: builder.file.to_owned(),
            what: what.to_owned(),
        });
    }
    builder.all_are_listed();
    Ok(())
}

/// The most words a name has.
const MOST_WORDS: usize = 12;

/// Whether a row is written in sentences: where a tie has its numbers stand words, or an end of it is longer than a name.
fn is_prose(cells: &[String]) -> bool {
    let beside = cells.iter().skip(2);
    let words = beside.filter(|cell| {
        let cell = cell.trim();
        !cell.is_empty() && number(cell).is_none() && !cell.starts_with('{')
    });
    let long = |cell: &String| cell.split_whitespace().count() > MOST_WORDS;
    (cells.len() > 5 && words.count() * 2 > cells.len() - 2) || cells.iter().take(2).any(long)
}

fn is_comment(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with('#') || line.starts_with('%') || line.starts_with("//")
}

/// What parts the cells: the sign that stands in most rows of more than one word. A row of one is a node without ties.
fn parted(text: &str) -> Parted {
    let mut lines = text
        .lines()
        .filter(|line| !line.trim().is_empty() && !is_comment(line));
    if let Some(named) = lines
        .clone()
        .next()
        .and_then(|line| line.trim().strip_prefix("sep="))
    {
        let sign = named.bytes().next().unwrap_or(b',');
        return Parted::By(if sign.is_ascii() { sign } else { b',' });
    }
    let sample: Vec<&str> = lines.by_ref().take(SAMPLE).collect();
    if sample
        .iter()
        .any(|line| line.contains(" {") && line.trim_end().ends_with('}'))
    {
        return Parted::BySpace;
    }
    let of_several = sample
        .iter()
        .filter(|line| {
            line.trim().contains(char::is_whitespace)
                || line.bytes().any(|byte| SIGNS.contains(&byte))
        })
        .count();
    for sign in SIGNS {
        let parted = sample
            .iter()
            .filter(|line| line.bytes().any(|byte| byte == sign))
            .count();
        if parted * 10 >= of_several * 8 && parted > 0 {
            return Parted::By(sign);
        }
    }
    Parted::BySpace
}

fn usual_length(rows: &[(u32, Vec<String>)]) -> usize {
    let mut lengths: Vec<usize> = rows.iter().map(|(_, cells)| cells.len()).collect();
    lengths.sort_unstable();
    let middle = lengths.get(lengths.len() / 2).copied().unwrap_or(2);
    // A list of neighbours has rows of all lengths; a list of ties has one.
    let alike = lengths.iter().filter(|&&length| length == middle).count();
    if alike * 10 >= lengths.len() * 8 {
        middle
    } else {
        2
    }
}

/// Where things stand, and whether the first row says so.
fn columns(sample: &[(u32, Vec<String>)]) -> (Columns, bool) {
    let empty = Vec::new();
    let head = sample.first().map_or(&empty, |(_, cells)| cells);
    let lower: Vec<String> = head
        .iter()
        .map(|cell| cell.trim().trim_start_matches('\u{FEFF}').to_lowercase())
        .collect();
    let named = ENDS.iter().find_map(|(from, to)| {
        let from = lower.iter().position(|cell| cell == from)?;
        let to = lower.iter().position(|cell| cell == to)?;
        Some((from, to))
    });
    let body = &sample[1.min(sample.len())..];
    let numeric_below = |at: usize| {
        !body.is_empty()
            && body.iter().all(|(_, cells)| {
                cells
                    .get(at)
                    .is_some_and(|cell| number(cell.trim()).is_some())
            })
    };
    let text_above = |at: usize| {
        lower.get(at).is_some_and(|cell| {
            !cell.is_empty() && number(cell).is_none() && !cell.starts_with('{')
        })
    };
    let headed = named.is_some()
        || (2..lower.len()).any(|at| text_above(at) && numeric_below(at))
        || (text_above(0) && text_above(1) && numeric_below(0) && numeric_below(1));
    let (from, to) = named.unwrap_or((0, 1));
    let width = sample
        .iter()
        .map(|(_, cells)| cells.len())
        .max()
        .unwrap_or(0);
    let names = (0..width.min(MOST_COLUMNS))
        .map(|at| match head.get(at).filter(|_| headed) {
            Some(name) if !name.trim().is_empty() => name.trim().to_owned(),
            None if !headed && at == 2 => "weight".to_owned(),
            _ => format!("column {}", at + 1),
        })
        .collect();
    let direction = headed
        .then(|| lower.iter().position(|cell| cell == "type"))
        .flatten()
        .filter(|&at| {
            body.iter().all(|(_, cells)| {
                cells.get(at).is_none_or(|cell| {
                    matches!(
                        cell.trim().to_ascii_lowercase().as_str(),
                        "directed" | "undirected" | "mutual" | ""
                    )
                })
            })
        });
    let columns = Columns {
        from,
        to,
        names,
        direction,
    };
    (columns, headed)
}

/// Whether rows are those of a matrix: with a heading for every row and column, or of numbers alone and more than a
/// tie has.
fn is_matrix(sample: &[(u32, Vec<String>)], headed: bool) -> bool {
    let Some(((_, head), body)) = sample.split_first() else {
        return false;
    };
    let is_number = |cell: &String| number(cell.trim()).is_some();
    let labelled = head.len() > 2
        && head[0].trim().is_empty()
        && body
            .iter()
            .zip(&head[1..])
            .all(|((_, row), name)| row.first() == Some(name));
    let bare = !headed
        && head.len() > 3
        && sample
            .iter()
            .all(|(_, row)| row.len() == head.len() && row.iter().all(is_number));
    let narrow = sample.len() == head.len()
        && (2..=3).contains(&head.len())
        && sample.iter().enumerate().all(|(at, (_, row))| {
            row.len() == head.len() && row[at].trim() == "0" && row.iter().all(is_number)
        });
    (labelled && !body.is_empty()) || bare || narrow
}

/// The pairs of a dictionary as Python writes it: {'weight': 3, 'since': 2019}.
fn pairs(text: &str) -> Vec<(String, String)> {
    text.trim_matches(['{', '}'])
        .split(',')
        .filter_map(|pair| pair.split_once(':'))
        .map(|(name, value)| {
            let plain = |text: &str| text.trim().trim_matches(['\'', '"']).to_owned();
            (plain(name), plain(value))
        })
        .take(MOST_COLUMNS)
        .collect()
}

type Row = Result<(u32, Vec<String>), (u32, String)>;

/// The rows of a file with the lines they begin on.
enum Rows<'t> {
    Signs {
        reader: csv::Reader<&'t [u8]>,
        text: &'t str,
        record: csv::StringRecord,
        counted: usize,
        line: u32,
    },
    Spaces {
        lines: std::iter::Enumerate<std::str::Lines<'t>>,
    },
}

impl<'t> Rows<'t> {
    fn new(text: &'t str, parted: Parted) -> Self {
        match parted {
            Parted::BySpace => Self::Spaces {
                lines: text.lines().enumerate(),
            },
            Parted::By(sign) => Self::Signs {
                reader: csv::ReaderBuilder::new()
                    .has_headers(false)
                    .flexible(true)
                    .delimiter(sign)
                    .comment(Some(b'#'))
                    .from_reader(text.as_bytes()),
                text,
                record: csv::StringRecord::new(),
                counted: 0,
                line: 1,
            },
        }
    }
}

impl Iterator for Rows<'_> {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        match self {
            Self::Spaces { lines } => lines
                .find(|(_, line)| !line.trim().is_empty() && !is_comment(line))
                .map(|(at, line)| Ok((at as u32 + 1, words(line)))),
            Self::Signs {
                reader,
                text,
                record,
                counted,
                line,
            } => loop {
                match reader.read_record(record) {
                    Ok(false) => return None,
                    Ok(true) => {}
                    Err(_) => {
                        return Some(Err((*line, "a row is not well written".to_owned())));
                    }
                }
                let begins = record.position().map_or(0, |at| at.byte() as usize);
                // The reader counts empty lines and comments before a row as the row's own.
                let mut at = begins.min(text.len());
                while let Some(rest) = text.get(at..) {
                    let one = rest.split_inclusive('\n').next().unwrap_or_default();
                    if one.is_empty() || !(one.trim().is_empty() || one.starts_with('#')) {
                        break;
                    }
                    at += one.len();
                }
                let new = text.as_bytes().get(*counted..at).unwrap_or_default();
                *line += line_ends(new);
                *counted = at.max(*counted);
                let first = record.get(0).unwrap_or_default();
                let nothing = record.iter().all(|cell| cell.trim().is_empty());
                if nothing || is_comment(first) || first.starts_with("sep=") {
                    continue;
                }
                let cells = record
                    .iter()
                    .take(MOST_COLUMNS)
                    .map(str::to_owned)
                    .collect();
                return Some(Ok((*line, cells)));
            },
        }
    }
}

/// The words of a line; what stands in quotation marks, and a dictionary at the end, is one.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut rest = line.trim();
    while !rest.is_empty() && words.len() < MOST_COLUMNS {
        let quote = rest.chars().next().filter(|c| *c == '"');
        let (word, after) = match quote {
            Some(_) if rest[1..].contains('"') => rest[1..].split_once('"').unwrap_or((rest, "")),
            _ if rest.starts_with('{') => (rest, ""),
            _ => rest.split_once(char::is_whitespace).unwrap_or((rest, "")),
        };
        words.push(word.to_owned());
        rest = after.trim_start();
    }
    words
}
