//! GML, the format of Graphlet: nested lists of keys and values.

use crate::graph_files::builder::Builder;
use crate::graph_files::{Direction, GraphFileError, RemarkKind};

/// How deep lists may stand in one another.
const DEEPEST: usize = 500;

/// Whether a text is GML: a key `graph` with a list, after none but comments and single values.
pub(super) fn begins(text: &str) -> bool {
    let mut tokens = Tokens::new(text);
    for _ in 0..40 {
        let Some(Token::Word(key)) = tokens.next() else {
            return false;
        };
        if !key.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return false;
        }
        match tokens.next() {
            Some(Token::Open) => return key.eq_ignore_ascii_case("graph"),
            Some(Token::Text(_) | Token::Word(_)) => {}
            Some(Token::Close | Token::Unended) | None => return false,
        }
    }
    false
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Token<'t> {
    Open,
    Close,
    Word(&'t str),
    Text(&'t str),
    /// A text without its closing quotation mark.
    Unended,
}

struct Tokens<'t> {
    text: &'t str,
    at: usize,
    line: u32,
}

impl<'t> Tokens<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            at: 0,
            line: 1,
        }
    }

    fn pass(&mut self, bytes: usize) -> &'t str {
        let passed = &self.text[self.at..self.at + bytes];
        self.at += bytes;
        self.line += passed.bytes().filter(|byte| *byte == b'\n').count() as u32;
        passed
    }

    fn next(&mut self) -> Option<Token<'t>> {
        loop {
            let rest = &self.text[self.at..];
            let space = rest.len() - rest.trim_start().len();
            self.pass(space);
            let rest = &self.text[self.at..];
            if !rest.starts_with('#') {
                break;
            }
            self.pass(rest.find('\n').unwrap_or(rest.len()));
        }
        let rest = &self.text[self.at..];
        Some(match rest.chars().next()? {
            '[' => {
                self.pass(1);
                Token::Open
            }
            ']' => {
                self.pass(1);
                Token::Close
            }
            '"' => {
                if let Some(end) = rest[1..].find('"') {
                    let whole = self.pass(end + 2);
                    Token::Text(&whole[1..=end])
                } else {
                    self.pass(rest.len());
                    Token::Unended
                }
            }
            _ => {
                let end = rest
                    .find(|c: char| c.is_whitespace() || matches!(c, '[' | ']' | '"'))
                    .unwrap_or(rest.len());
                Token::Word(self.pass(end))
            }
        })
    }
}

/// A node or a tie being read.
#[derive(Default)]
struct Record {
    line: u32,
    id: Option<String>,
    source: Option<String>,
    target: Option<String>,
    values: Vec<(String, String)>,
}

enum Place {
    Graph,
    Node(Record),
    Tie(Record),
    Other,
}

pub(super) fn read(text: &str, builder: &mut Builder<'_>) -> Result<(), GraphFileError> {
    let mut tokens = Tokens::new(text);
    let mut places: Vec<Place> = Vec::new();
    let mut graphs = 0;
    builder.directed = Some(false);
    loop {
        let token = tokens.next();
        let line = tokens.line;
        let key = match token {
            None if places.is_empty() => break,
            None => return Err(builder.damaged(line, "it breaks off before its last ]")),
            Some(Token::Close) => {
                match places.pop() {
                    Some(Place::Node(record)) => node(builder, record)?,
                    Some(Place::Tie(record)) => tie(builder, record)?,
                    Some(_) => {}
                    None => return Err(builder.damaged(line, "a ] stands without its [")),
                }
                continue;
            }
            Some(Token::Word(key)) => key,
            Some(Token::Unended) => {
                return Err(builder.damaged(line, "a text lacks its closing quotation mark"));
            }
            Some(Token::Open | Token::Text(_)) => {
                return Err(builder.damaged(line, "a value stands where a key should"));
            }
        };
        let value = match tokens.next() {
            Some(Token::Open) => {
                if places.len() >= DEEPEST {
                    return Err(builder.damaged(
                        line,
                        format!("its lists stand more than {DEEPEST} deep in one another"),
                    ));
                }
                let record = Record {
                    line,
                    ..Record::default()
                };
                let place = match (key.to_ascii_lowercase().as_str(), places.last()) {
                    ("graph", None) => {
                        graphs += 1;
                        if graphs > 1 {
                            builder.remark(RemarkKind::FurtherGraph, line);
                            Place::Other
                        } else {
                            Place::Graph
                        }
                    }
                    ("node", Some(Place::Graph)) => Place::Node(record),
                    ("edge", Some(Place::Graph)) => Place::Tie(record),
                    _ => Place::Other,
                };
                places.push(place);
                continue;
            }
            Some(Token::Word(value)) => value.to_owned(),
            Some(Token::Text(value)) => resolved(value),
            Some(Token::Close) => {
                return Err(builder.damaged(
                    line,
                    format!("the key \u{201c}{}\u{201d} has no value", shown(key)),
                ));
            }
            Some(Token::Unended) => {
                return Err(builder.damaged(line, "a text lacks its closing quotation mark"));
            }
            None => return Err(builder.damaged(line, "it breaks off before its last ]")),
        };
        match places.last_mut() {
            Some(Place::Graph) if key.eq_ignore_ascii_case("directed") => {
                builder.directed = Some(value.trim() == "1");
            }
            Some(Place::Node(record) | Place::Tie(record)) => match key {
                "id" if record.id.is_none() => record.id = Some(value),
                "source" => record.source = Some(value),
                "target" => record.target = Some(value),
                _ if record.values.len() < 500 => record.values.push((key.to_owned(), value)),
                _ => {}
            },
            _ => {}
        }
    }
    builder.call_by_labels();
    Ok(())
}

fn shown(key: &str) -> String {
    key.chars().take(40).collect()
}

fn node(builder: &mut Builder<'_>, record: Record) -> Result<(), GraphFileError> {
    let Some(id) = record.id.filter(|id| !id.is_empty()) else {
        builder.remark(RemarkKind::NodeWithoutId, record.line);
        return Ok(());
    };
    let node = builder.node(&id, record.line)?;
    for (key, value) in &record.values {
        if key == "label" {
            builder.label(node, value);
        } else {
            builder.attribute(node, key, value);
        }
    }
    Ok(())
}

fn tie(builder: &mut Builder<'_>, record: Record) -> Result<(), GraphFileError> {
    let (Some(from), Some(to)) = (record.source, record.target) else {
        builder.remark(RemarkKind::TieWithoutEnd, record.line);
        return Ok(());
    };
    let (from, to) = (
        builder.end(&from, record.line)?,
        builder.end(&to, record.line)?,
    );
    let tie = builder.tie(from, to, Direction::Unsaid, record.line)?;
    for (key, value) in &record.values {
        // Keys of a multigraph number its parallel ties; they are no measure of them.
        if key != "key" {
            builder.value(tie, key, value);
        }
    }
    Ok(())
}

/// A text with its character references resolved: &amp; and the like, &#233; and &#xE9;.
fn resolved(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let mut done = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        done.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.char_indices().take(12).find(|(_, c)| *c == ';');
        let character = end.and_then(|(end, _)| {
            let name = &rest[1..end];
            let number = |digits: &str, radix| {
                u32::from_str_radix(digits, radix)
                    .ok()
                    .and_then(char::from_u32)
            };
            let character = match name {
                "amp" => Some('&'),
                "lt" => Some('<'),
                "gt" => Some('>'),
                "quot" => Some('"'),
                "apos" => Some('\''),
                "nbsp" => Some('\u{A0}'),
                _ => name
                    .strip_prefix("#x")
                    .or_else(|| name.strip_prefix("#X"))
                    .map_or_else(
                        || name.strip_prefix('#').and_then(|digits| number(digits, 10)),
                        |digits| number(digits, 16),
                    ),
            };
            character.map(|character| (character, end + 1))
        });
        if let Some((character, length)) = character {
            done.push(character);
            rest = &rest[length..];
        } else {
            done.push('&');
            rest = &rest[1..];
        }
    }
    done.push_str(rest);
    done
}
