//! What is said of formal authority and informal influence.
use domain::{Authority, DecidingBody, ForumPower, Interval, SeatRole};

use super::people::counted;
use super::stability::in_versions;
use super::{list, number, of};

pub(crate) const IN_GENERAL: &str = "In general, by posts and seats.";
pub(crate) const NO_PART: &str = "holds no post or seat with anybody who decides this";
pub(crate) const NOTHING_ON_RECORD: &str = "no post or seat is on record";
pub(crate) const NOBODY_SAID_WHO_DECIDES: &str = "nobody has said who decides this";

pub(crate) const NOT_ENOUGH_KNOWN: &str = "not enough known";
pub(crate) const DECIDES_AND_IS_TRUSTED: &str = "decides and is trusted";
pub(crate) const PAPER_AUTHORITY: &str =
    "authority on paper: decides, and is not among those most listened to";
pub(crate) const HIDDEN_INFLUENCER: &str = "hidden influence: listened to, with no vote";
pub(crate) const NEITHER: &str = "no vote, and not among those most listened to";
// Where nobody has recorded who listens to whom, ties are all there is to speak of.
pub(crate) const DECIDES_AND_IS_TIED: &str = "decides and is among the best connected";
pub(crate) const DECIDES_AND_IS_NOT_TIED: &str = "decides, and is not among the best connected";
pub(crate) const NO_VOTE_AND_TIED: &str = "among the best connected, with no vote";
pub(crate) const NO_VOTE_AND_NOT_TIED: &str = "no vote, and not among the best connected";

pub(crate) const NEXT_SUMMARY: &str =
    "Where not enough is known, ask what the post lets its holder decide, and whom people turn to.";
pub(crate) const NEXT_HIDDEN: &str =
    "Hear this view early, and ask what would make the proposal work.";
pub(crate) const NEXT_PAPER: &str =
    "Ask whom they turn to before a decision; somebody they trust may carry the case better.";
pub(crate) const NEXT_UNKNOWN_DECIDER: &str =
    "Record the forum it goes to or the organisation that decides it.";
pub(crate) const NOT_THERE: &str = "That proposal is not shown here.";
/// That there is nobody to say anything of, and what to do about it; `working`: nothing is kept from whoever looks.
/// `hidden`: leaders are kept from them.
pub(crate) const fn no_leaders(working: bool, hidden: bool) -> (&'static str, &'static str) {
    match (working, hidden) {
        (true, _) => (
            "No leader is on record yet.",
            "Enter the leaders and their posts: this page then says who may decide and who is listened to.",
        ),
        (false, true) => (
            "No leader is shown here.",
            "Look as the working group does.",
        ),
        (false, false) => (
            "No leader is shown here.",
            "Enter the leaders, looking as the working group does.",
        ),
    }
}

pub(crate) const fn body(body: DecidingBody) -> &'static str {
    match body {
        DecidingBody::Board => "its board",
        DecidingBody::Cabinet => "its cabinet",
        DecidingBody::CouncilOfGovernors => "its council of governors",
        DecidingBody::Committee => "a committee",
        DecidingBody::DelegatedOfficer => "an officer to whom it is delegated",
        DecidingBody::Other => "a way of its own",
    }
}

/// "Vale Council by its cabinet".
pub(crate) fn by_route(organisation: &str, route: Option<DecidingBody>) -> String {
    route.map_or_else(
        || organisation.to_owned(),
        |route| format!("{organisation} by {}", body(route)),
    )
}

pub(crate) fn deciding(
    title: &str,
    forum: Option<(&str, Option<ForumPower>)>,
    bodies: &[String],
) -> String {
    let bodies_decide = format!(
        "{} {}",
        list(bodies),
        if bodies.len() == 1 {
            "decides"
        } else {
            "decide, each for itself"
        }
    );
    let by = match (forum, bodies.is_empty()) {
        (None, true) => "nobody has said who decides it".to_owned(),
        (None, false) => bodies_decide,
        (Some((forum, power)), no_bodies) => {
            let what = match power {
                Some(ForumPower::Decides) => format!("{forum} decides"),
                Some(ForumPower::Recommends) => format!("{forum} recommends"),
                None => format!("it goes to {forum}, and nobody has said whether that decides"),
            };
            if no_bodies {
                what
            } else {
                format!("{what}, and {bodies_decide}")
            }
        }
    };
    format!("\u{201c}{title}\u{201d}: {by}.")
}

/// What a file without titles leaves in place of one.
const NO_TITLE: &str = "Title not given";

/// " as Director": nothing where no title was given.
fn titled(title: &str) -> String {
    if title == NO_TITLE {
        String::new()
    } else {
        format!(" as {title}")
    }
}

pub(crate) fn post(word: &str, title: &str, organisation: &str) -> String {
    format!("{word}{} at {organisation}", titled(title))
}

pub(crate) fn post_not_said(title: &str, organisation: &str) -> String {
    if title == NO_TITLE {
        return format!(
            "nobody has said what the post at {organisation} is, nor what it lets its holder decide"
        );
    }
    format!("nobody has said what the post of {title} at {organisation} lets its holder decide")
}

pub(crate) fn together(title: &str, organisation: &str, by: DecidingBody) -> String {
    format!(
        "has a voice{} at {organisation}, which decides this by {}",
        titled(title),
        body(by)
    )
}

pub(crate) fn seat(role: SeatRole, forum: &str, power: Option<ForumPower>) -> String {
    let sits = match role {
        SeatRole::Chair => "chairs",
        SeatRole::Member => "sits on",
        SeatRole::Deputy => "deputises on",
        SeatRole::InAttendance => "attends",
    };
    let what = match power {
        Some(ForumPower::Decides) => ", which decides",
        Some(ForumPower::Recommends) => ", which recommends",
        None => "; nobody has said whether it decides",
    };
    format!("{sits} {forum}{what}")
}

/// What is recorded of who listens; `ties`: with how many a working tie is recorded, and of how many of those that they
/// listen. `recorded`: anybody has said of anybody who listens to whom, or trusts whom.
pub(crate) fn listened(ties: (u32, u32), others: u32, share: f64, recorded: bool) -> String {
    let (tied, said) = ties;
    let who = match said {
        0 if tied == 0 => "nobody else is recorded as listening".to_owned(),
        0 => String::new(),
        said if said == tied => ", all of whom are recorded as listening".to_owned(),
        said => format!(
            ", of whom {} {} recorded as listening",
            number(said),
            if said == 1 { "is" } else { "are" }
        ),
    };
    let ties = if tied == 0 {
        who
    } else {
        format!(
            "has working ties with {} of {} others{who}",
            number(tied),
            number(others)
        )
    };
    format!("{ties}; {}", heard(share, recorded))
}

/// "among the quarter most listened to in 91 of 100 plausible versions of this map".
pub(crate) fn heard(share: f64, recorded: bool) -> String {
    let what = if recorded {
        "most listened to"
    } else {
        "best connected, for nobody has recorded who listens to whom,"
    };
    format!("among the quarter {what} {}", in_versions(share))
}

/// "votes", "at least advises, at most votes", "not known".
pub(crate) fn formal(range: Interval<u8>) -> String {
    let word = |number: u8| {
        let found = Authority::ALL.get(usize::from(number));
        found.map_or("", |authority| authority.word())
    };
    match (range.low, range.high) {
        (0, 4) => "not known".to_owned(),
        (low, high) if low == high => word(low).to_owned(),
        (0, high) => format!("at most {}", word(high)),
        (low, 4) => format!("at least {}", word(low)),
        (low, high) => format!("at least {}, at most {}", word(low), word(high)),
    }
}

pub(crate) const NOT_ASSESSED: &str = "nobody has assessed a working tie";

pub(crate) fn not_shown(audience: domain::Audience) -> String {
    format!("no working tie is shown to {}", super::audience(audience))
}

pub(crate) fn summary(
    counts: [u32; 5],
    leaders: u32,
    assessed: u32,
    possible: u32,
    recorded: bool,
) -> String {
    let [both, paper, hidden, neither, unknown] = counts;
    let some = |count: u32, one: &str, many: &str| match count {
        0 => format!("none {one}"),
        1 => format!("one {one}"),
        count => format!("{} {many}", number(count)),
    };
    if unknown == leaders {
        return format!(
            "Not enough is known of any of {} to say where they stand ({} pairs assessed).",
            counted(leaders, "leader", "leaders"),
            of(assessed, possible),
        );
    }
    let heard = if recorded {
        "among those most listened to"
    } else {
        "among the best connected"
    };
    format!(
        "Of {}, {}, {}, {} and {}. For {} not enough is known ({} pairs assessed).",
        counted(leaders, "leader", "leaders"),
        some(
            both,
            &format!("decides and is {heard}"),
            &format!("decide and are {heard}")
        ),
        some(
            paper,
            &format!("decides without being {heard}"),
            &format!("decide without being {heard}")
        ),
        some(
            hidden,
            &format!("is {heard} without a vote"),
            &format!("are {heard} without a vote")
        ),
        some(neither, "does neither", "do neither"),
        if unknown == 0 {
            "none".to_owned()
        } else {
            number(unknown)
        },
        of(assessed, possible),
    )
}

/// "listened to", or what it is where nobody has recorded who listens.
const fn is_heard(recorded: bool) -> &'static str {
    if recorded {
        "listened to"
    } else {
        "well connected"
    }
}

/// Heard without a vote: "is well connected and has no vote", and the reasons. "Holds a budget or a veto" is no less than
/// that, and is not said in one breath with having none.
fn without_a_vote(
    is: &str,
    range: Interval<u8>,
    recorded: bool,
    but: &str,
    (informal, formal): (&str, &str),
) -> String {
    let (vote, instead) = if range.high == 2 {
        ("", "in place of a vote, ")
    } else {
        (" and has no vote", "")
    };
    let heard = is_heard(recorded);
    format!("{is} {heard}{vote}{but}: {informal}; {instead}{formal}.")
}

pub(crate) fn perhaps(
    who: &str,
    range: Interval<u8>,
    recorded: bool,
    informal: &str,
    formal: &str,
) -> String {
    let seems = format!("{who} seems to be");
    let but = ", but that is not settled";
    without_a_vote(&seems, range, recorded, but, (informal, formal))
}

pub(crate) const NEXT_PERHAPS: &str =
    "Ask two or three of the others whom they turn to before relying on it.";

pub(crate) fn hidden(
    who: &str,
    range: Interval<u8>,
    recorded: bool,
    informal: &str,
    formal: &str,
) -> String {
    let is = format!("{who} is");
    without_a_vote(&is, range, recorded, "", (informal, formal))
}

pub(crate) fn paper(who: &str, recorded: bool, formal: &str, informal: &str) -> String {
    format!(
        "{who} may decide, and is not among the {}: {formal}; {informal}.",
        if recorded {
            "most listened to"
        } else {
            "best connected"
        }
    )
}
