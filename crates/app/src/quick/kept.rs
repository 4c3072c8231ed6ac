//! Quick entry in an open document: the index kept for its state, lines read and made into steps.

use domain::{Audience, Edit};
use jiff::civil::Date;

use super::wiring::{Places, answer};
use super::{Asked, QuickIndex, Understood, read};
use crate::error::AppError;
use crate::session::{Now, Session, fresh_ids};
use crate::wire::{QuickAnswer, QuickChoice};

/// A typed line as a face sends it.
#[derive(Debug, Clone, Copy)]
pub struct Typed<'a> {
    line: &'a str,
    caret: u32,
    choices: &'a [QuickChoice],
}

impl<'a> Typed<'a> {
    /// A line, where in it one writes (in UTF-16 units), and what was chosen so far.
    pub const fn of(line: &'a str, caret: u32, choices: &'a [QuickChoice]) -> Self {
        Self {
            line,
            caret,
            choices,
        }
    }
}

/// The index of the state a document was last read in.
#[derive(Debug, Default)]
pub struct Kept {
    index: Option<(u64, Date, QuickIndex)>,
}

impl Kept {
    /// What a line says. Refused for other eyes than the working group's: its completions name everybody.
    pub fn read(
        &mut self,
        session: &Session,
        audience: Audience,
        typed: Typed<'_>,
        now: &Now,
    ) -> Result<QuickAnswer, AppError> {
        let understood = self.understood(session, audience, typed, now)?;
        Ok(answer(typed.line, &understood))
    }

    /// The one step a line comes down to.
    pub fn step(
        &mut self,
        session: &Session,
        audience: Audience,
        typed: Typed<'_>,
        now: &Now,
    ) -> Result<Edit, AppError> {
        let understood = self.understood(session, audience, typed, now)?;
        understood.step().ok_or_else(|| AppError::LineNotReady {
            reason: understood
                .missing
                .filter(|reason| !reason.is_empty())
                .unwrap_or_else(|| {
                    "Nothing is typed yet; write a name and what you know.".to_owned()
                }),
        })
    }

    fn understood(
        &mut self,
        session: &Session,
        audience: Audience,
        typed: Typed<'_>,
        now: &Now,
    ) -> Result<Understood, AppError> {
        if audience != Audience::Working {
            return Err(AppError::QuickWithheld);
        }
        let map = session.map();
        let revision = session.document().revision();
        let index = match self.index.take() {
            Some((of, day, index)) if of == revision && day == now.today => index,
            _ => QuickIndex::of(&map, now.today),
        };
        let asked = Asked {
            line: typed.line,
            caret: Places::of(typed.line).byte(typed.caret),
            choices: typed.choices,
            today: now.today,
            author: session.author(),
        };
        let understood = read(&asked, &map, &index, &mut fresh_ids());
        self.index = Some((revision, now.today, index));
        Ok(understood)
    }
}
