//! How the word at the caret may go on.

use domain::EntityRef;

use super::index::Want;
use super::reader::{Reader, Stretch};
use super::text::{Sort, Span, words};
use super::vocabulary::{KIND_WORDS, is_a_title};
use super::{Completion, State};

/// How many ways to go on are offered.
const MOST: usize = 8;

/// Words that say what the line is about, offered where no name begins so.
const PHRASES: [&str; 16] = [
    "works with",
    "reports to",
    "commissions",
    "funds",
    "shares a service with",
    "listens to",
    "trusts",
    "in tension with",
    "promises",
    "told by",
    "because",
    "workstream",
    "need",
    "met",
    "spoke to",
    "leaves",
];

/// Titles offered in a footprint that has none yet.
const USUAL_TITLES: [&str; 10] = [
    "Chief executive",
    "Chair",
    "Director of finance",
    "Medical director",
    "Leader of the council",
    "Chief officer",
    "Managing director",
    "Director of adult services",
    "Director of public health",
    "Chief operating officer",
];

/// Ways to go on, best first. None where nothing is being written.
pub(super) fn completions(reader: &Reader<'_>, caret: usize) -> Vec<Completion> {
    let caret = on_a_letter(reader.line, caret);
    let Some(last) = reader
        .tokens
        .iter()
        .position(|token| token.span.start < caret && caret <= token.span.end)
    else {
        return Vec::new();
    };
    if !matches!(reader.tokens[last].sort, Sort::Word | Sort::Number) {
        return Vec::new();
    }
    let slot = slot_start(reader, last);
    // The longest run of words before the caret that begins something.
    for start in slot..=last {
        let typed_span = Span {
            start: reader.tokens[start].span.start,
            end: caret,
        };
        let typed = words(typed_span.of(reader.line));
        if typed.is_empty() || (typed.len() == 1 && typed[0].chars().all(|c| c.is_ascii_digit())) {
            continue;
        }
        if let Some(found) = beginning(reader, start, last, &typed, typed_span) {
            return found;
        }
    }
    Vec::new()
}

/// The caret, moved back to where a letter begins.
fn on_a_letter(line: &str, caret: usize) -> usize {
    let mut caret = caret.min(line.len());
    while !line.is_char_boundary(caret) {
        caret -= 1;
    }
    caret
}

/// Names do not run over commas and the like; no name is longer than a dozen words.
fn slot_start(reader: &Reader<'_>, last: usize) -> usize {
    const LONGEST: usize = 12;
    let mut start = last;
    while start > 0 && last - start < LONGEST {
        let before = &reader.tokens[start - 1];
        let ends = matches!(before.sort, Sort::Sign(sign) if !matches!(sign, '&' | '\'' | '.' | '-'))
            || reader.is_parting_dash(start - 1);
        if ends {
            break;
        }
        start -= 1;
    }
    start
}

/// What words begin, where they begin anything; nothing at all where they are a whole name.
fn beginning(
    reader: &Reader<'_>,
    start: usize,
    last: usize,
    typed: &[String],
    typed_span: Span,
) -> Option<Vec<Completion>> {
    let index = reader.index;
    let clause = clause_of(reader, start);
    let span = Span {
        start: typed_span.start,
        end: reader.tokens[last].span.end,
    };
    let wholly = typed_span.end == span.end;
    let about_work = matches!(
        reader
            .tokens
            .get(clause.start)
            .map(|token| token.fold.as_str()),
        Some("workstream")
    );
    let names_work = about_work && start == clause.start + 1;
    let want = Want {
        leaders: !about_work,
        organisations: !names_work,
        workstreams: names_work,
    };
    let bodies_first = about_work || expects_a_body(reader, &clause, start);
    let people_first = start > 0
        && matches!(
            reader.tokens[start - 1].fold.as_str(),
            "met" | "by" | "to" | "from"
        )
        && !bodies_first;
    let named: Vec<EntityRef> = reader
        .parts
        .iter()
        .filter(|part| part.span.end < span.start)
        .filter_map(|part| part.entity)
        .collect();
    let typed_text = typed.join(" ");
    let mut names: Vec<_> = index
        .completing(typed, want)
        .into_iter()
        .map(|at| {
            let entry = &index.entries[at];
            let is_leader = matches!(entry.reference, EntityRef::Leader(_));
            let other = (bodies_first && is_leader) || (people_first && !is_leader);
            let starts = entry.words.join(" ").starts_with(&typed_text);
            (
                (
                    !entry.open,
                    other,
                    named.contains(&entry.reference),
                    !starts,
                    entry.words.len(),
                ),
                at,
            )
        })
        .collect();
    names.sort_by(|(a, x), (b, y)| {
        a.cmp(b)
            .then_with(|| index.entries[*x].name.cmp(&index.entries[*y].name))
            .then(x.cmp(y))
    });
    let whole_name = |at: usize| wholly && index.entries[at].words.join(" ") == typed_text;
    // A name that is written out needs no completing.
    if names.first().is_some_and(|(_, at)| whole_name(*at)) && names.len() == 1 {
        return Some(Vec::new());
    }
    let mut found: Vec<Completion> = Vec::new();
    if start > clause.start && !about_work {
        found.extend(
            titles(reader, typed, &typed_text, span)
                .into_iter()
                .take(if bodies_first { 0 } else { 3 }),
        );
    }
    for (_, at) in names {
        if found.len() == MOST {
            break;
        }
        let entry = &index.entries[at];
        found.push(Completion {
            span,
            text: entry.name.clone(),
            detail: entry.detail.clone(),
            entity: Some(entry.reference),
        });
    }
    let enough = typed_text.chars().count() >= 2;
    for phrase in PHRASES
        .iter()
        .filter(|phrase| enough && phrase.starts_with(&typed_text) && **phrase != typed_text)
    {
        if found.len() < MOST {
            found.push(Completion {
                span,
                text: (*phrase).to_owned(),
                detail: String::new(),
                entity: None,
            });
        }
    }
    (!found.is_empty()).then_some(found)
}

/// Titles in use that begin so, and kinds of organisations after a name.
fn titles(reader: &Reader<'_>, typed: &[String], typed_text: &str, span: Span) -> Vec<Completion> {
    let begins = |text: &str| {
        let own = words(text).join(" ");
        own.starts_with(typed_text) && own != typed_text
    };
    let completion = |text: &str, detail: &str| Completion {
        span,
        text: text.to_owned(),
        detail: detail.to_owned(),
        entity: None,
    };
    if typed.is_empty() || typed_text.chars().count() < 2 {
        return Vec::new();
    }
    let mut found: Vec<Completion> = reader
        .index
        .titles
        .iter()
        .filter(|(title, _)| begins(title))
        .take(3)
        .map(|(title, _)| completion(&super::vocabulary::title_in_sentence(title), "title"))
        .collect();
    for title in USUAL_TITLES {
        let there = found.iter().any(|one| words(&one.text) == words(title));
        if found.len() < 3 && begins(title) && !there {
            found.push(completion(
                &super::vocabulary::title_in_sentence(title),
                "title",
            ));
        }
    }
    found.extend(
        KIND_WORDS
            .iter()
            .filter(|(word, _)| begins(word))
            .take(2)
            .map(|(word, _)| completion(word, "kind of organisation")),
    );
    found
}

fn clause_of(reader: &Reader<'_>, at: usize) -> Stretch {
    let is_end = |at: &usize| reader.tokens[*at].is_sign(';');
    let start = (0..at).rev().find(is_end).map_or(0, |end| end + 1);
    let end = (at..reader.tokens.len())
        .find(is_end)
        .unwrap_or(reader.tokens.len());
    start..end
}

/// After a title, "of", "at", "lead" or "need", a body comes.
fn expects_a_body(reader: &Reader<'_>, clause: &Stretch, start: usize) -> bool {
    if start == clause.start {
        return false;
    }
    let before = &reader.tokens[start - 1];
    if matches!(
        before.fold.as_str(),
        "of" | "at" | "lead" | "leads" | "need" | "commissions" | "funds"
    ) {
        return true;
    }
    let previous = reader
        .entry_pieces_before(clause, start)
        .last()
        .is_some_and(|piece| is_a_title(&reader.folds(piece)));
    before.is_sign(',') && previous
        || reader.parts.iter().any(|part| {
            part.what == super::What::Title
                && part.state == State::Said
                && part.span.end == before.span.start
        })
}

impl Reader<'_> {
    /// The pieces between commas that stand in a clause before a token.
    fn entry_pieces_before(&self, clause: &Stretch, end: usize) -> Vec<Stretch> {
        self.parted_at(&(clause.start..end.max(clause.start)), |reader, at| {
            reader.tokens[at].is_sign(',')
        })
        .iter()
        .map(|piece| self.tight(piece))
        .filter(|piece| !piece.is_empty())
        .collect()
    }
}
