//! What may be seen of ties and of what is judged.

use super::sieve::{Eyes, Gone, Verdict};
use crate::entity::{Assessment, EntityRef, Impact, Need, Party, Perceiver, Position, Stake, Tie};

/// What stands in a publication where a party disagrees with a judgement: that it does, not in what words.
pub const DISPUTED: &str = "Disputed";

fn disputed(dissent: &mut Option<String>) {
    if dissent.is_some() {
        *dissent = Some(DISPUTED.to_owned());
    }
}

pub(super) fn tie(eyes: &Eyes<'_>, t: &Tie, _gone: &Gone) -> Verdict<Tie> {
    if !eyes.may(t.confidentiality) || (eyes.publication && t.involves_a_leader()) {
        return Verdict::Guarded;
    }
    if eyes.publication && t.note.is_some() {
        return Verdict::with(t, |t| t.note = None);
    }
    Verdict::As
}

pub(super) fn assessment(eyes: &Eyes<'_>, a: &Assessment, gone: &Gone) -> Verdict<Assessment> {
    let Some(tie) = eyes.all.tie(a.tie_id) else {
        return Verdict::NotThere;
    };
    if a.date > eyes.as_of {
        return Verdict::NotThere;
    }
    if !eyes.may(a.confidentiality) || gone.contains(&tie.id.into()) {
        return Verdict::Guarded;
    }
    if eyes.publication {
        return Verdict::with(a, |a| {
            a.perceiver = side_only(eyes, a, tie);
            a.trust = None;
            a.sign = None;
            a.note = None;
            disputed(&mut a.dissent);
        });
    }
    let perceiver = match &a.perceiver {
        Some(Perceiver::Organisation(id)) => Some(EntityRef::from(*id)),
        Some(Perceiver::Leader(id)) => Some(EntityRef::from(*id)),
        Some(Perceiver::Outside(_)) | None => None,
    };
    if perceiver.is_some_and(|id| gone.contains(&id)) {
        return Verdict::with(a, |a| a.perceiver = side_only(eyes, a, tie));
    }
    Verdict::As
}

/// The side a judgement comes from as an organisation, so that a published figure can still say whether
/// both sides said so without naming anybody.
fn side_only(eyes: &Eyes<'_>, a: &Assessment, tie: &Tie) -> Option<Perceiver> {
    let sides = [tie.a, tie.b];
    let is_side = |id| sides.contains(&Party::Organisation(id));
    match a.perceiver.as_ref()? {
        Perceiver::Organisation(id) => is_side(*id).then_some(Perceiver::Organisation(*id)),
        // On the day of the judgement: who has left since was still that side's voice.
        Perceiver::Leader(id) => eyes
            .bodies_of(*id, a.date)
            .into_iter()
            .find(|id| is_side(*id))
            .map(Perceiver::Organisation),
        Perceiver::Outside(_) => None,
    }
}

pub(super) fn need(eyes: &Eyes<'_>, n: &Need, _gone: &Gone) -> Verdict<Need> {
    if n.date > eyes.as_of {
        return Verdict::NotThere;
    }
    if eyes.publication && n.dissent.is_some() && eyes.may(n.confidentiality) {
        return Verdict::with(n, |n| disputed(&mut n.dissent));
    }
    eyes.plainly(n.confidentiality)
}

pub(super) fn stake(eyes: &Eyes<'_>, s: &Stake, _gone: &Gone) -> Verdict<Stake> {
    if s.date > eyes.as_of {
        return Verdict::NotThere;
    }
    if eyes.publication && eyes.may(s.confidentiality) {
        return Verdict::with(s, |s| {
            s.perceiver = None;
            s.note = None;
            disputed(&mut s.dissent);
        });
    }
    eyes.plainly(s.confidentiality)
}

pub(super) fn impact(eyes: &Eyes<'_>, i: &Impact, _gone: &Gone) -> Verdict<Impact> {
    if i.date > eyes.as_of {
        return Verdict::NotThere;
    }
    if eyes.publication && eyes.may(i.confidentiality) {
        return Verdict::with(i, |i| {
            i.perceiver = None;
            i.note = None;
            disputed(&mut i.dissent);
        });
    }
    eyes.plainly(i.confidentiality)
}

/// A leader's position is a judgement of a person. Only where it was formal and the leader speaks for one body may it be
/// read where the leader is not named, as that body's; nobody is named in a publication. Conditions are published where
/// they were part of a formal position.
pub(super) fn position(eyes: &Eyes<'_>, p: &Position, gone: &Gone) -> Verdict<Position> {
    if p.date > eyes.as_of {
        return Verdict::NotThere;
    }
    if !eyes.may(p.confidentiality) {
        return Verdict::Guarded;
    }
    let formal = p.formality.is_formal();
    let party = match eyes.shown(p.party, p.date, gone) {
        Some(party) if party == p.party || formal => party,
        _ => return Verdict::Guarded,
    };
    if !eyes.publication {
        return if party == p.party {
            Verdict::As
        } else {
            Verdict::with(p, |p| p.party = party)
        };
    }
    if p.stance.is_none() {
        return Verdict::Guarded;
    }
    Verdict::with(p, |p| {
        p.party = party;
        p.salience = None;
        p.wished_for = None;
        p.perceiver = None;
        p.note = None;
        if !formal {
            p.conditions = None;
        }
        disputed(&mut p.dissent);
    })
}
