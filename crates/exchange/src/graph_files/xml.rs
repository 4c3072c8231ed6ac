//! XML as a stream of elements with the lines they stand on. Document types are refused.

use quick_xml::events::Event;
use quick_xml::{Reader, XmlVersion};

use crate::graph_files::{GraphFileError, line_ends};

/// How deep elements may stand in one another.
const DEEPEST: usize = 500;
/// The most attributes one element may have.
const MOST_ATTRIBUTES: usize = 200;
/// The most bytes of one piece of text that are read.
const LONGEST_TEXT: usize = 10_000;

/// What comes next.
pub(super) enum Item {
    /// An element begins.
    Open(Element),
    /// The innermost element ends.
    Close,
    /// Text, its references resolved.
    Text(String),
}

/// The beginning of an element.
pub(super) struct Element {
    /// Its name without the prefix.
    pub(super) name: String,
    attributes: Vec<(String, String)>,
}

impl Element {
    /// An attribute's value, by its whole name.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }
}

/// A text of XML, read from the front.
pub(super) struct Xml<'t> {
    file: String,
    text: &'t str,
    reader: Reader<&'t [u8]>,
    depth: usize,
    begun: bool,
    counted: usize,
    line: u32,
}

impl<'t> Xml<'t> {
    pub(super) fn new(file: &str, text: &'t str) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Self {
            file: file.to_owned(),
            text,
            reader,
            depth: 0,
            begun: false,
            counted: 0,
            line: 1,
        }
    }

    /// The line of what was read last.
    pub(super) fn line(&mut self) -> u32 {
        let at = (self.reader.buffer_position() as usize).min(self.text.len());
        if at > self.counted {
            let new = &self.text.as_bytes()[self.counted..at];
            self.line += line_ends(new);
            self.counted = at;
        }
        self.line
    }

    fn damaged(&mut self, cause: impl Into<String>) -> GraphFileError {
        GraphFileError::Damaged {
            file: self.file.clone(),
            line: self.line(),
            cause: cause.into(),
        }
    }

    /// The next item; `None` at the end.
    pub(super) fn next(&mut self) -> Result<Option<Item>, GraphFileError> {
        loop {
            let event = self.reader.read_event().map_err(|error| {
                let cause = said(&error);
                self.damaged(cause)
            })?;
            match event {
                Event::Start(start) => {
                    self.depth += 1;
                    self.begun = true;
                    if self.depth > DEEPEST {
                        return Err(self.damaged(format!(
                            "its elements stand more than {DEEPEST} deep in one another"
                        )));
                    }
                    let name = start.local_name().into_inner().to_owned();
                    let mut attributes = Vec::new();
                    for attribute in start.attributes().with_checks(false) {
                        let attribute = attribute.map_err(|error| {
                            self.damaged(format!("an attribute is not well written, {error}"))
                        })?;
                        if attributes.len() >= MOST_ATTRIBUTES {
                            return Err(self.damaged(format!(
                                "an element has more than {MOST_ATTRIBUTES} attributes"
                            )));
                        }
                        let value = attribute
                            .normalized_value(XmlVersion::Implicit1_0)
                            .map_err(|_| {
                                self.damaged("it uses an entity that XML does not have")
                            })?;
                        attributes
                            .push((attribute.key.into_inner().to_owned(), value.into_owned()));
                    }
                    return Ok(Some(Item::Open(Element { name, attributes })));
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(Some(Item::Close));
                }
                Event::Text(text) => return Ok(Some(Item::Text(shortened(&text).to_owned()))),
                Event::CData(text) => return Ok(Some(Item::Text(shortened(&text).to_owned()))),
                Event::GeneralRef(reference) => {
                    let resolved = match &*reference {
                        "amp" => Some('&'),
                        "lt" => Some('<'),
                        "gt" => Some('>'),
                        "quot" => Some('"'),
                        "apos" => Some('\''),
                        _ => reference.resolve_char_ref().ok().flatten(),
                    };
                    return match resolved {
                        Some(character) => Ok(Some(Item::Text(character.to_string()))),
                        None => Err(self.damaged("it uses an entity that XML does not have")),
                    };
                }
                Event::DocType(_) => {
                    return Err(GraphFileError::Definitions {
                        file: self.file.clone(),
                        line: self.line(),
                    });
                }
                Event::Eof if self.depth > 0 || !self.begun => {
                    return Err(self.damaged("it breaks off before its end"));
                }
                Event::Eof => return Ok(None),
                Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            }
        }
    }
}

fn shortened(text: &str) -> &str {
    if text.len() <= LONGEST_TEXT {
        return text;
    }
    let mut end = LONGEST_TEXT;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

fn said(error: &quick_xml::Error) -> String {
    match error {
        quick_xml::Error::IllFormed(cause) => format!("it is not well-formed XML, {cause}"),
        quick_xml::Error::Syntax(cause) => format!("it is not well-formed XML, {cause}"),
        other => format!("it is not well-formed XML, {other}"),
    }
}

/// The name of the first element, in lower case.
pub(super) fn root(file: &str, text: &str) -> Result<Option<String>, GraphFileError> {
    let mut xml = Xml::new(file, text);
    loop {
        match xml.next() {
            Ok(Some(Item::Open(element))) => return Ok(Some(element.name.to_ascii_lowercase())),
            Ok(Some(_)) => {}
            Ok(None) => return Ok(None),
            Err(GraphFileError::Definitions { .. }) => {
                // A web page may have one; then that is what to say.
                let lower: String = text
                    .chars()
                    .take(60)
                    .collect::<String>()
                    .to_ascii_lowercase();
                return if lower.contains("doctype html") {
                    Ok(Some("html".to_owned()))
                } else {
                    Err(GraphFileError::Definitions {
                        file: file.to_owned(),
                        line: xml.line(),
                    })
                };
            }
            Err(error) => return Err(error),
        }
    }
}
