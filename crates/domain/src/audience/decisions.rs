//! What may be seen of proposals, agreements, promises, meetings and conversations.

use jiff::{civil::Date, tz::TimeZone};

use super::sieve::{Eyes, Gone, Verdict};
use crate::entity::{
    Agreement, Attendance, Commitment, Contact, Invitation, Meeting, Proposal, Record,
};
use crate::scale::ProposalStatus;

/// With its versions up to the day; before it was settled it was open.
pub(super) fn proposal(eyes: &Eyes<'_>, p: &Proposal, _gone: &Gone) -> Verdict<Proposal> {
    let later = p.versions.iter().filter(|v| v.date > eyes.as_of).count();
    if later > 0 && later == p.versions.len() {
        return Verdict::NotThere;
    }
    if !eyes.may(p.confidentiality) {
        return Verdict::Guarded;
    }
    let settled_later = p.settled.is_some_and(|day| day > eyes.as_of);
    if later == 0 && !settled_later {
        return Verdict::As;
    }
    Verdict::with(p, |p| {
        p.versions.retain(|v| v.date <= eyes.as_of);
        if settled_later {
            p.status = ProposalStatus::Open;
            p.settled = None;
        }
    })
}

/// With its versions and signatures up to the day; in a publication bodies sign, not people.
pub(super) fn agreement(eyes: &Eyes<'_>, a: &Agreement, _gone: &Gone) -> Verdict<Agreement> {
    if !a.versions.is_empty() && a.versions.iter().all(|v| v.date > eyes.as_of) {
        return Verdict::NotThere;
    }
    if !eyes.may(a.confidentiality) {
        return Verdict::Guarded;
    }
    let mut shown = a.clone();
    shown.versions.retain(|v| v.date <= eyes.as_of);
    shown.signatures.retain(|s| {
        s.date <= eyes.as_of
            && a.versions
                .iter()
                .any(|v| v.number == s.version && v.date <= eyes.as_of)
    });
    if eyes.publication {
        for signature in &mut shown.signatures {
            signature.leader_id = None;
        }
    }
    if shown == *a {
        Verdict::As
    } else {
        Verdict::Changed(shown)
    }
}

/// Events up to the day; in a publication the words of the events and the evidence go. A leader's promise stands in the
/// name of the one organisation they speak for where the leader is not named.
pub(super) fn commitment(eyes: &Eyes<'_>, c: &Commitment, gone: &Gone) -> Verdict<Commitment> {
    if c.asked > eyes.as_of {
        return Verdict::NotThere;
    }
    if !eyes.may(c.confidentiality) {
        return Verdict::Guarded;
    }
    let mut shown = c.clone();
    shown.events.retain(|event| event.date <= eyes.as_of);
    if eyes.publication {
        shown.evidence = None;
        for event in &mut shown.events {
            event.note = None;
        }
    }
    let parties = (
        eyes.shown(c.from, c.asked, gone),
        eyes.shown(c.to, c.asked, gone),
    );
    let (Some(from), Some(to)) = parties else {
        return Verdict::Guarded;
    };
    if from == to {
        // What somebody promised their own organisation is between the two of them.
        return Verdict::Guarded;
    }
    (shown.from, shown.to) = (from, to);
    if shown == *c {
        Verdict::As
    } else {
        Verdict::Changed(shown)
    }
}

/// Held by the day, or planned by it: then without what happened at it. A publication says which bodies were asked
/// and which were represented, and what was decided.
pub(super) fn meeting(eyes: &Eyes<'_>, m: &Meeting, _gone: &Gone) -> Verdict<Meeting> {
    let to_come = m.date > eyes.as_of;
    if to_come && !entered_by(&m.record, eyes.as_of) {
        return Verdict::NotThere;
    }
    if !eyes.may(m.confidentiality) {
        return Verdict::Guarded;
    }
    if !to_come && !eyes.publication {
        return Verdict::As;
    }
    Verdict::with(m, |m| {
        if to_come {
            m.attendance.clear();
            m.decisions.clear();
            m.minutes = None;
        }
        if eyes.publication {
            m.minutes = None;
            m.invited = bodies_invited(&m.invited);
            m.attendance = bodies_represented(&m.attendance);
        }
    })
}

fn entered_by(record: &Record, day: Date) -> bool {
    record
        .created
        .as_ref()
        .is_some_and(|stamp| stamp.at.to_zoned(TimeZone::UTC).date() <= day)
}

fn bodies_invited(invited: &[Invitation]) -> Vec<Invitation> {
    let mut bodies: Vec<Invitation> = invited
        .iter()
        .filter_map(|i| i.organisation_id)
        .map(|id| Invitation {
            leader_id: None,
            organisation_id: Some(id),
            necessity: None,
            reason: None,
            accepted: None,
        })
        .collect();
    bodies.sort();
    bodies.dedup();
    bodies
}

/// Each body once, as well represented as the best of those who came for it.
fn bodies_represented(attendance: &[Attendance]) -> Vec<Attendance> {
    let mut bodies: Vec<Attendance> = attendance
        .iter()
        .filter(|a| a.organisation_id.is_some())
        .map(|a| Attendance {
            leader_id: None,
            organisation_id: a.organisation_id,
            presence: a.presence,
            deputy_id: None,
            deputy_name: None,
            authority: None,
        })
        .collect();
    bodies.sort();
    bodies.dedup_by_key(|a| a.organisation_id);
    bodies
}

/// Nobody's business in a publication.
pub(super) fn contact(eyes: &Eyes<'_>, c: &Contact, _gone: &Gone) -> Verdict<Contact> {
    if c.date > eyes.as_of {
        return Verdict::NotThere;
    }
    if eyes.publication {
        return Verdict::Guarded;
    }
    eyes.plainly(c.confidentiality)
}
