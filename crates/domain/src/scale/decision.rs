//! The scales of deciding: forums, proposals, positions, meetings; and of looking.

use serde::{Deserialize, Serialize};

scale! {
    /// What a forum is.
    ForumKind {
        /// A board.
        Board = "board", "board";
        /// A committee.
        Committee = "committee", "committee";
        /// A network of people with the same task in several bodies.
        Network = "network", "network";
        /// A group set up for one piece of work.
        WorkingGroup = "working_group", "working group";
        /// A part of a larger forum.
        SubGroup = "sub_group", "sub-group";
    }
}

scale! {
    /// What a forum's word is worth.
    ForumPower {
        /// It recommends; others decide.
        Recommends = "recommends", "recommends";
        /// It decides.
        Decides = "decides", "decides";
    }
}

scale! {
    /// What somebody is on a forum.
    SeatRole {
        /// Chairs it.
        Chair = "chair", "chair";
        /// Sits on it.
        Member = "member", "member";
        /// Sits on it when the member cannot.
        Deputy = "deputy", "deputy";
        /// Attends without being a member.
        InAttendance = "in_attendance", "in attendance";
    }
}

scale! {
    /// What an objective is about.
    ObjectiveKind {
        /// People's health and wellbeing.
        Health = "health", "health";
        /// The quality of care.
        Care = "care", "care";
        /// Money.
        Money = "money", "money";
        /// Anything else.
        Other = "other", "other";
    }
}

scale! {
    /// Who decides for an organisation.
    DecidingBody {
        /// Its board.
        Board = "board", "board";
        /// A cabinet or executive of elected members.
        Cabinet = "cabinet", "cabinet";
        /// A council of governors.
        CouncilOfGovernors = "council_of_governors", "council of governors";
        /// A committee.
        Committee = "committee", "committee";
        /// An officer to whom it is delegated.
        DelegatedOfficer = "delegated_officer", "delegated officer";
        /// Somebody else; say who in what it weighs.
        Other = "other", "other";
    }
}

scale! {
    /// At what level a proposal is decided, widest first.
    DecisionLevel {
        /// By the whole partnership.
        System = "system", "system";
        /// In one place.
        Place = "place", "place";
        /// By one organisation.
        Organisation = "organisation", "organisation";
    }
}

scale! {
    /// Where a proposal stands.
    ProposalStatus {
        /// Being written.
        Draft = "draft", "draft";
        /// Being discussed.
        Open = "open", "open";
        /// Put off.
        Deferred = "deferred", "deferred";
        /// Agreed.
        Agreed = "agreed", "agreed";
        /// Rejected.
        Rejected = "rejected", "rejected";
        /// Withdrawn.
        Withdrawn = "withdrawn", "withdrawn";
    }
}

impl ProposalStatus {
    /// Whether nothing remains to be decided.
    pub const fn is_settled(self) -> bool {
        matches!(self, Self::Agreed | Self::Rejected | Self::Withdrawn)
    }
}

scale! {
    /// In what respect a proposal touches an organisation.
    Aspect {
        /// Its money.
        Money = "money", "money";
        /// The quality of what it does.
        Quality = "quality", "quality";
        /// Its people.
        Workforce = "workforce", "workforce";
        /// How those it serves reach it.
        Access = "access", "access";
        /// Its name.
        Reputation = "reputation", "reputation";
    }
}

scale! {
    /// Where a party stands on a proposal: the states of the stakeholder engagement matrix (Project Management
    /// Institute). Unaware is not a point between the others: such a party must be told before it can stand
    /// anywhere.
    Stance {
        /// Does not know of it.
        Unaware = "unaware", "unaware";
        /// Against it.
        Resistant = "resistant", "resistant";
        /// Neither for nor against it.
        Neutral = "neutral", "neutral";
        /// For it.
        Supportive = "supportive", "supportive";
        /// For it, and brings others along.
        Leading = "leading", "leading";
    }
}

impl Stance {
    /// 0 resistant, 1 neutral, 2 supportive, 3 leading; `None` for unaware, which lies outside the scale.
    pub const fn number(self) -> Option<u8> {
        match self {
            Self::Unaware => None,
            Self::Resistant => Some(0),
            Self::Neutral => Some(1),
            Self::Supportive => Some(2),
            Self::Leading => Some(3),
        }
    }

    /// Whether it is for the proposal.
    pub const fn is_for(self) -> bool {
        matches!(self, Self::Supportive | Self::Leading)
    }

    /// Whether it is against it.
    pub const fn is_against(self) -> bool {
        matches!(self, Self::Resistant)
    }
}

scale! {
    /// How firmly a position was taken, loosest first.
    Formality {
        /// Said, or gathered from what was said.
        Informal = "informal", "informal";
        /// Agreed at a meeting.
        AgreedAtMeeting = "agreed_at_meeting", "agreed at a meeting";
        /// Signed.
        Signed = "signed", "signed";
    }
}

impl Formality {
    /// Whether the party is on record with it.
    pub const fn is_formal(self) -> bool {
        !matches!(self, Self::Informal)
    }
}

scale! {
    /// Whether somebody expected at a meeting was there.
    Presence {
        /// There.
        Present = "present", "present";
        /// There for part of it.
        Partly = "partly", "there for part of it";
        /// Sent a deputy.
        Deputy = "deputy", "sent a deputy";
        /// Sent apologies.
        Apologies = "apologies", "sent apologies";
        /// Not there, and nothing was heard.
        Absent = "absent", "absent";
    }
}

scale! {
    /// How needful somebody is at a meeting, most needful first.
    Necessity {
        /// The decision cannot be taken without them.
        Must = "must", "must be there";
        /// It would be the poorer without them.
        Should = "should", "should be there";
        /// They are welcome.
        May = "may", "may be there";
    }
}

scale! {
    /// How a conversation was held.
    Channel {
        /// Face to face.
        InPerson = "in_person", "in person";
        /// By telephone.
        Phone = "phone", "by phone";
        /// By video.
        Video = "video", "by video";
        /// By letter or e-mail.
        Letter = "letter", "by letter or e-mail";
        /// By message.
        Message = "message", "by message";
        /// In the margins of a meeting.
        Meeting = "meeting", "at a meeting";
        /// Some other way.
        Other = "other", "some other way";
    }
}

scale! {
    /// What the colour of a mark says.
    ColourBy {
        /// The kind of organisation.
        Kind = "kind", "kind of organisation";
        /// The sector, in the partnership's own words.
        Sector = "sector", "sector";
        /// The place.
        Place = "place", "place";
        /// The widest gap it has a part in.
        Gap = "gap", "widest gap";
        /// How much of its relations has been assessed.
        Coverage = "coverage", "how much is known";
        /// The community it belongs to by its ties.
        Community = "community", "community";
        /// How much it is listened to.
        Influence = "influence", "influence";
        /// How often it stands on the shortest way between others.
        Brokerage = "brokerage", "who stands between others";
        /// Where it stands on a proposal.
        Stance = "stance", "position on a proposal";
        /// What posts and seats let people decide; of an organisation, the most of its people.
        Authority = "authority", "formal authority";
        /// Whether those who may decide are the well connected.
        Corner = "corner", "authority beside influence";
        /// By what body an organisation decides.
        Route = "route", "how it decides";
        /// The largest body it is part of.
        Parent = "parent", "body it is part of";
        /// What it has promised, and whether that is overdue.
        Promises = "promises", "promises";
        /// How much would be lost without it.
        Hanging = "hanging", "what hangs on it";
        /// The most it has at stake in any objective.
        Stakes = "stakes", "what it has at stake";
    }
}

scale! {
    /// What the size of a mark says.
    SizeBy {
        /// Nothing: all alike.
        Alike = "alike", "all alike";
        /// How many ties it has.
        Ties = "ties", "number of ties";
        /// How many leaders it has.
        Leaders = "leaders", "number of leaders";
        /// How much it is listened to.
        Influence = "influence", "influence";
        /// The widest gap it has a part in.
        Gap = "gap", "widest gap";
        /// How often it stands on the shortest way between others.
        Brokerage = "brokerage", "who stands between others";
        /// What posts and seats let people decide; of an organisation, the most of its people.
        Authority = "authority", "formal authority";
        /// How many of its promises are open.
        Promises = "promises", "open promises";
        /// How much would be lost without it.
        Hanging = "hanging", "what hangs on it";
        /// The most it has at stake in any objective.
        Stakes = "stakes", "what it has at stake";
    }
}

scale! {
    /// By what marks stand together.
    GroupBy {
        /// The place.
        Place = "place", "place";
        /// The sector, in the partnership's own words.
        Sector = "sector", "sector";
        /// The community it belongs to by its ties.
        Community = "community", "community";
        /// The kind of organisation.
        Kind = "kind", "kind of organisation";
        /// The largest body it is part of.
        Parent = "parent", "body it is part of";
        /// The organisation, for leaders drawn without it.
        Organisation = "organisation", "organisation";
    }
}

scale! {
    /// Who is drawn on the map.
    Drawn {
        /// Organisations with their leaders in them.
        Both = "both", "organisations with their leaders";
        /// Organisations alone.
        Organisations = "organisations", "organisations alone";
        /// Leaders alone.
        Leaders = "leaders", "leaders alone";
        /// Every organisation from afar.
        National = "national", "every organisation from afar";
    }
}
