//! What may be seen of places, bodies, people, work and the record itself.

use super::sieve::{Eyes, Gone, Verdict};
use crate::entity::{
    Baseline, Dependency, Forum, Leader, Note, Objective, Organisation, Place, Post, Seat, Source,
    View, Workstream,
};
use crate::scale::Audience;

pub(super) fn place(eyes: &Eyes<'_>, p: &Place, _gone: &Gone) -> Verdict<Place> {
    eyes.plainly(p.confidentiality)
}

/// Pressures and what a body weighs most are judgements without an author: they stay with the partners.
pub(super) fn organisation(
    eyes: &Eyes<'_>,
    o: &Organisation,
    _gone: &Gone,
) -> Verdict<Organisation> {
    if !eyes.may(o.confidentiality) {
        return Verdict::Guarded;
    }
    // Closed before the day it is not hidden, it is no longer there.
    if !o.is_open_on(eyes.as_of) {
        return Verdict::NotThere;
    }
    let weighs = o
        .decision_route
        .as_ref()
        .is_some_and(|r| r.weighs.is_some());
    if eyes.publication && (weighs || !o.pressures.is_empty()) {
        return Verdict::with(o, |o| {
            o.pressures.clear();
            if let Some(route) = &mut o.decision_route {
                route.weighs = None;
            }
        });
    }
    Verdict::As
}

pub(super) fn leader(eyes: &Eyes<'_>, l: &Leader, _gone: &Gone) -> Verdict<Leader> {
    if !eyes.may(l.confidentiality) {
        return Verdict::Guarded;
    }
    let contact = eyes.publication && l.contact.is_some();
    let kept_back = eyes.audience != Audience::Working && (l.do_not_ask || l.keep_until.is_some());
    if !contact && !kept_back {
        return Verdict::As;
    }
    Verdict::with(l, |l| {
        if contact {
            l.contact = None;
        }
        if kept_back {
            l.do_not_ask = false;
            l.keep_until = None;
        }
    })
}

pub(super) fn post(eyes: &Eyes<'_>, p: &Post, _gone: &Gone) -> Verdict<Post> {
    eyes.plainly(p.confidentiality)
}

pub(super) fn forum(eyes: &Eyes<'_>, f: &Forum, _gone: &Gone) -> Verdict<Forum> {
    eyes.plainly(f.confidentiality)
}

pub(super) fn seat(eyes: &Eyes<'_>, s: &Seat, _gone: &Gone) -> Verdict<Seat> {
    eyes.plainly(s.confidentiality)
}

pub(super) fn objective(eyes: &Eyes<'_>, o: &Objective, _gone: &Gone) -> Verdict<Objective> {
    eyes.plainly(o.confidentiality)
}

pub(super) fn workstream(eyes: &Eyes<'_>, w: &Workstream, _gone: &Gone) -> Verdict<Workstream> {
    eyes.plainly(w.confidentiality)
}

pub(super) fn dependency(eyes: &Eyes<'_>, d: &Dependency, _gone: &Gone) -> Verdict<Dependency> {
    eyes.plainly(d.confidentiality)
}

pub(super) fn source(eyes: &Eyes<'_>, s: &Source, _gone: &Gone) -> Verdict<Source> {
    eyes.plainly(s.confidentiality)
}

pub(super) fn view(eyes: &Eyes<'_>, v: &View, _gone: &Gone) -> Verdict<View> {
    eyes.plainly(v.confidentiality)
}

pub(super) fn baseline(eyes: &Eyes<'_>, b: &Baseline, _gone: &Gone) -> Verdict<Baseline> {
    if b.day > eyes.as_of {
        return Verdict::NotThere;
    }
    eyes.plainly(b.confidentiality)
}

pub(super) fn note(eyes: &Eyes<'_>, n: &Note, _gone: &Gone) -> Verdict<Note> {
    if n.date > eyes.as_of {
        return Verdict::NotThere;
    }
    if eyes.publication {
        return Verdict::Guarded;
    }
    eyes.plainly(n.confidentiality)
}
