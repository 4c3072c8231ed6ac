//! Clauses that log a conversation: who, when, how, what was said, what comes next.

use std::collections::BTreeSet;

use domain::{Channel, Confidentiality, Contact, Edit, EntityRef, LeaderId, Note, Party, Record};
use jiff::civil::Date;

use super::What;
use super::day::{Lean, day_at};
use super::index::Want;
use super::reader::{Reader, Stretch, Use};
use super::text::tidy;
use super::vocabulary::{CHANNELS, CONVERSATIONS, NEXT, listed};
use crate::parties::in_words;
use crate::sentence::capital;

/// What is kept as said where only the next step was written.
const NEXT_ALONE: &str = "A next step was agreed.";

/// The way of talking a word for it stands for.
fn way(word: &str) -> Option<Channel> {
    Some(match word {
        "phone" => Channel::Phone,
        "email" | "letter" => Channel::Letter,
        "text message" => Channel::Message,
        "video call" => Channel::Video,
        "in person" => Channel::InPerson,
        _ => return None,
    })
}

/// What the beginning of a conversation's clause says.
#[derive(Debug, Clone, Default)]
struct Head {
    date: Option<Date>,
    channel: Option<&'static str>,
    /// What is left: names.
    names: Vec<Stretch>,
}

impl Reader<'_> {
    /// Where a phrase that begins a conversation stands: first in the clause, after a day, "I" or "we".
    pub(super) fn conversation_in(
        &self,
        clause: &Stretch,
    ) -> Option<(usize, usize, Option<&'static str>)> {
        let mut at = clause.start;
        loop {
            if at >= clause.end {
                return None;
            }
            if let Some((length, channel)) = self.phrase_at(at, clause.end, CONVERSATIONS) {
                return (at + length < clause.end).then_some((at, length, *channel));
            }
            let token = &self.tokens[at];
            if matches!(
                token.fold.as_str(),
                "i" | "we" | "ive" | "weve" | "just" | "and" | "log"
            ) || token.is_sign(':')
                || token.is_sign(',')
            {
                at += 1;
            } else if let Some((length, _)) =
                day_at(&self.tokens[at..clause.end], self.today, Lean::Past)
            {
                at += length;
            } else {
                return None;
            }
        }
    }

    /// "met Maria Okafor on 12 March by phone: what was said. next: send the paper by 20 March".
    pub(super) fn conversation(&mut self, clause: &Stretch) {
        let Some((verb, length, channel)) = self.conversation_in(clause) else {
            return;
        };
        let mut head = Head {
            channel,
            ..Head::default()
        };
        self.head_days(&(clause.start..verb), &mut head);
        self.say(
            &(verb..verb + length),
            What::Verb,
            channel.map_or_else(
                || "a conversation".to_owned(),
                |channel| format!("a conversation, {channel}"),
            ),
        );
        let rest = verb + length..clause.end;
        let (rest, next) = self.next_in(&rest);
        let (before, said) = self.said_in(&rest);
        if let Some(said) = &said {
            self.say(&(before.end..said.start), What::Verb, "");
        }
        self.head(&before, &mut head);
        let parties = self.people_met(&head);
        let text = said.map(|said| self.kept_text(&said)).unwrap_or_default();
        let next = next.map(|next| self.next_step(&next));
        if parties.is_empty() {
            return;
        }
        let date = head.date.unwrap_or(self.today);
        if date > self.today {
            self.troubles.push(format!(
                "{} has not come yet; a conversation is logged when it has taken place.",
                in_words(date)
            ));
        }
        if text.is_empty() && next.is_none() {
            self.troubles
                .push("Say what was said: write it after a colon.".to_owned());
            return;
        }
        self.remember_subject(parties[0]);
        self.log(&parties, date, head.channel, &text, next);
    }

    /// Logs the conversation with the people met. Of a body nobody is named for there is a note.
    fn log(
        &mut self,
        parties: &[Party],
        date: Date,
        channel: Option<&'static str>,
        said: &str,
        next: Option<(String, Option<Date>)>,
    ) {
        let mut text =
            channel.map_or_else(String::new, |channel| format!("{}: ", capital(channel)));
        text.push_str(said);
        if let Some((next, due)) = &next {
            if !text.is_empty() && !text.ends_with([' ', '.', '?', '\u{2026}']) {
                text.push('.');
            }
            let by = due.map_or_else(String::new, |day| format!(" by {}", in_words(day)));
            text = format!("{} Next: {next}{by}", text.trim_end());
        }
        let text = text.trim().to_owned();
        let leaders: Vec<LeaderId> = (parties.iter())
            .filter_map(|party| match party {
                Party::Leader(id) => Some(*id),
                Party::Organisation(_) => None,
            })
            .collect();
        let (next_step, next_step_by) = next.map_or((None, None), |(step, by)| (Some(step), by));
        let contact = Contact {
            id: self.id(),
            leader_ids: leaders,
            held_by: None,
            date,
            channel: channel.and_then(way),
            said: if said.is_empty() {
                NEXT_ALONE.to_owned()
            } else {
                said.to_owned()
            },
            next_step: next_step.filter(|step| !step.is_empty()),
            next_step_by,
            next_step_done: None,
            confidentiality: Confidentiality::Working,
            record: Record::default(),
        };
        let mut new: Vec<Party> = Vec::new();
        let mut edits = Vec::new();
        if !contact.leader_ids.is_empty() && !self.logged(&contact) {
            new.extend(contact.leader_ids.iter().copied().map(Party::from));
            edits.push(Edit::LogContact(contact));
        }
        for party in parties {
            let about = EntityRef::from(*party);
            let known =
                |known: &Note| known.about == about && known.date == date && known.text == text;
            if matches!(party, Party::Leader(_)) || self.map.notes().iter().any(known) {
                continue;
            }
            new.push(*party);
            edits.push(Edit::AddNote(Note {
                id: self.id(),
                about,
                date,
                author: self.author.to_owned(),
                text: text.clone(),
                confidentiality: Confidentiality::Working,
                record: Record::default(),
            }));
        }
        if edits.is_empty() {
            return;
        }
        let names: Vec<String> = new.iter().map(|party| self.name(*party)).collect();
        self.will(
            format!("log the conversation with {} on {}: \u{201c}{text}\u{201d}, for the working group only", listed(&names), in_words(date)),
            edits,
        );
    }

    /// Whether the same was logged already.
    fn logged(&self, contact: &Contact) -> bool {
        self.map.contacts().iter().any(|known| {
            known.date == contact.date
                && known.said == contact.said
                && known.next_step == contact.next_step
                && (known.leader_ids.iter().collect::<BTreeSet<_>>())
                    == contact.leader_ids.iter().collect()
        })
    }

    /// What comes after "next:".
    fn next_in(&self, rest: &Stretch) -> (Stretch, Option<Stretch>) {
        let found = rest.clone().rev().find_map(|at| {
            let length = NEXT
                .iter()
                .filter(|phrase| self.says(at, rest.end, phrase))
                .map(|phrase| phrase.len())
                .max()?;
            let colon = self
                .tokens
                .get(at + length)
                .filter(|_| at + length < rest.end)?;
            (colon.is_sign(':') || self.is_parting_dash(at + length))
                .then_some((at, at + length + 1))
        });
        match found {
            Some((at, from)) => {
                // "next steps:" is found at its longest beginning.
                (
                    rest.start..at,
                    Some(at..from.max(at)).map(|verb| verb.start..rest.end),
                )
            }
            None => (rest.clone(), None),
        }
    }

    fn next_step(&mut self, next: &Stretch) -> (String, Option<Date>) {
        let colon = next
            .clone()
            .find(|at| self.tokens[*at].is_sign(':') || self.is_parting_dash(*at))
            .unwrap_or(next.start);
        self.say(&(next.start..colon), What::Verb, "the next step");
        let (what, due) = self.without_due(&(colon + 1..next.end));
        let what = self.tight(&what);
        let text = if what.is_empty() {
            String::new()
        } else {
            self.kept_text(&what)
        };
        (text.trim_end_matches('.').to_owned(), due)
    }

    /// Where the names end and what was said begins: at a colon, a dash, or "about".
    fn said_in(&self, rest: &Stretch) -> (Stretch, Option<Stretch>) {
        for at in self.open_tokens(rest) {
            let token = &self.tokens[at];
            let parts = token.is_sign(':')
                || self.is_parting_dash(at)
                || matches!(
                    token.fold.as_str(),
                    "about" | "re" | "regarding" | "who" | "said"
                )
                || (token.is_sign('.')
                    && self.tokens.get(at + 1).is_some_and(|next| next.gap)
                    && at > rest.start
                    && self.tokens[at - 1].fold.chars().count() > 2);
            if parts && at > rest.start {
                let keeps = token.is("who") || token.is("said");
                let said = self.tight(&(if keeps { at } else { at + 1 }..rest.end));
                return (rest.start..at, (!said.is_empty()).then_some(said));
            }
        }
        (rest.clone(), None)
    }

    fn head_days(&mut self, stretch: &Stretch, head: &mut Head) {
        let mut at = stretch.start;
        while at < stretch.end {
            if let Some((length, day)) =
                day_at(&self.tokens[at..stretch.end], self.today, Lean::Past)
            {
                self.say(&(at..at + length), What::Day, in_words(day));
                head.date = Some(day);
                at += length;
            } else {
                self.say(&(at..at + 1), What::Verb, "");
                at += 1;
            }
        }
    }

    /// Days and channels among the names, wherever they stand.
    fn head(&mut self, stretch: &Stretch, head: &mut Head) {
        let mut at = stretch.start;
        let mut from = at;
        let mut names = Vec::new();
        while at < stretch.end {
            let joint = usize::from(self.tokens[at].is("on") || self.tokens[at].is(","));
            let day = self
                .tokens
                .get(at + joint..stretch.end)
                .and_then(|words| day_at(words, self.today, Lean::Past))
                // A bare number or year is no day of a conversation.
                .filter(|(length, _)| *length > 1 || self.tokens[at + joint].number().is_none());
            let channel = self.phrase_at(at, stretch.end, CHANNELS);
            if let Some((length, day)) = day {
                names.push(from..at);
                self.say(&(at..at + joint + length), What::Day, in_words(day));
                head.date = Some(day);
                at += joint + length;
                from = at;
            } else if let Some((length, channel)) = channel {
                names.push(from..at);
                self.say(&(at..at + length), What::Detail, *channel);
                head.channel = Some(channel);
                at += length;
                from = at;
            } else {
                at += 1;
            }
        }
        names.push(from..stretch.end);
        head.names.extend(
            names
                .iter()
                .map(|name| self.tight(name))
                .filter(|name| !name.is_empty()),
        );
    }

    fn people_met(&mut self, head: &Head) -> Vec<Party> {
        let mut parties: Vec<Party> = Vec::new();
        for stretch in &head.names {
            // "at Vale Council" after the names says where, and a conversation has no place for that but its text.
            for name in self.names(stretch, Want::PARTY, None).unwrap_or_default() {
                if let Some(party) = self.whom(&name, Use::PARTY).party()
                    && !parties.contains(&party)
                {
                    parties.push(party);
                }
            }
        }
        if parties.is_empty() && head.names.is_empty() {
            self.troubles.push(format!(
                "Say who it was: write a name after {}.",
                tidy("\u{201c}met\u{201d}")
            ));
        }
        parties
    }
}
