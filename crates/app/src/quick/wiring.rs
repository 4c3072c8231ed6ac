//! What a line says, as the window is answered. Places in the line are counted as the window counts them.

use super::{Span, Understood};
use crate::wire::{QuickAnswer, QuickCandidate, QuickCompletion, QuickPart, QuickQuestion};

/// An answer to the window about a line.
pub(crate) fn answer(line: &str, understood: &Understood) -> QuickAnswer {
    let place = Places::of(line);
    let key = |entity: &Option<domain::EntityRef>| entity.map(|reference| reference.to_string());
    QuickAnswer {
        parts: understood
            .parts
            .iter()
            .map(|part| QuickPart {
                start: place.start(part.span),
                end: place.end(part.span),
                text: part.span.of(line).to_owned(),
                what: part.what.key().to_owned(),
                state: part.state.key().to_owned(),
                key: key(&part.entity),
                name: part.name.clone(),
                sentence: part.sentence.clone(),
            })
            .collect(),
        questions: understood
            .questions
            .iter()
            .map(|question| QuickQuestion {
                id: question.id.clone(),
                start: place.start(question.span),
                end: place.end(question.span),
                sentence: question.sentence.clone(),
                candidates: question
                    .candidates
                    .iter()
                    .map(|candidate| QuickCandidate {
                        answer: candidate.answer.clone(),
                        name: candidate.name.clone(),
                        detail: candidate.detail.clone(),
                    })
                    .collect(),
                chosen: question.chosen.clone(),
            })
            .collect(),
        completions: understood
            .completions
            .iter()
            .map(|completion| QuickCompletion {
                start: place.start(completion.span),
                end: place.end(completion.span),
                text: completion.text.clone(),
                detail: completion.detail.clone(),
                key: key(&completion.entity),
            })
            .collect(),
        will: understood.sentence(),
        missing: understood.missing.clone(),
    }
}

/// Bytes of a line as UTF-16 units, which is how a page counts, and back.
pub(crate) struct Places<'a> {
    line: &'a str,
}

impl<'a> Places<'a> {
    pub(crate) const fn of(line: &'a str) -> Self {
        Self { line }
    }

    fn units(&self, byte: usize) -> u32 {
        let units: usize = self
            .line
            .char_indices()
            .take_while(|(at, _)| *at < byte)
            .map(|(_, c)| c.len_utf16())
            .sum();
        u32::try_from(units).unwrap_or(u32::MAX)
    }

    fn start(&self, span: Span) -> u32 {
        self.units(span.start)
    }

    fn end(&self, span: Span) -> u32 {
        self.units(span.end)
    }

    /// The byte at which the unit of that number begins.
    pub(crate) fn byte(&self, unit: u32) -> usize {
        let mut units = 0;
        for (at, c) in self.line.char_indices() {
            if units >= unit as usize {
                return at;
            }
            units += c.len_utf16();
        }
        self.line.len()
    }
}
