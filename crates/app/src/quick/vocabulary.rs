//! The words a line is made of, and the words it is answered with.

use domain::{Authority, Interdependence, Level, OrganisationKind, TieKind};

/// How a phrase relates what stands before it to what stands after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Relating {
    pub(super) kind: TieKind,
    /// Whether the tie goes from what stands after to what stands before.
    pub(super) backwards: bool,
    /// The level the phrase itself says.
    pub(super) level: Option<Level>,
}

const fn relating(kind: TieKind) -> Relating {
    Relating {
        kind,
        backwards: false,
        level: None,
    }
}

const fn backwards(kind: TieKind) -> Relating {
    Relating {
        kind,
        backwards: true,
        level: None,
    }
}

const fn not_working() -> Relating {
    Relating {
        kind: TieKind::WorksWith,
        backwards: false,
        level: Some(Level::None),
    }
}

/// Phrases that stand between two parties, folded; longer ones before shorter ones that begin them.
pub(super) const RELATIONS: &[(&[&str], Relating)] = &[
    (&["does", "not", "work", "with"], not_working()),
    (&["do", "not", "work", "with"], not_working()),
    (&["doesnt", "work", "with"], not_working()),
    (&["dont", "work", "with"], not_working()),
    (&["is", "working", "with"], relating(TieKind::WorksWith)),
    (&["working", "with"], relating(TieKind::WorksWith)),
    (&["works", "together", "with"], relating(TieKind::WorksWith)),
    (&["works", "with"], relating(TieKind::WorksWith)),
    (&["work", "with"], relating(TieKind::WorksWith)),
    (&["worked", "with"], relating(TieKind::WorksWith)),
    (&["reports", "to"], relating(TieKind::ReportsTo)),
    (&["report", "to"], relating(TieKind::ReportsTo)),
    (&["is", "accountable", "to"], relating(TieKind::ReportsTo)),
    (&["line", "manages"], backwards(TieKind::ReportsTo)),
    (&["manages"], backwards(TieKind::ReportsTo)),
    (
        &["is", "commissioned", "by"],
        backwards(TieKind::Commissions),
    ),
    (&["commissioned", "by"], backwards(TieKind::Commissions)),
    (&["commissions"], relating(TieKind::Commissions)),
    (&["is", "funded", "by"], backwards(TieKind::Funds)),
    (&["funded", "by"], backwards(TieKind::Funds)),
    (&["funds"], relating(TieKind::Funds)),
    (
        &["shares", "a", "service", "with"],
        relating(TieKind::SharesAService),
    ),
    (
        &["share", "a", "service", "with"],
        relating(TieKind::SharesAService),
    ),
    (
        &["shares", "services", "with"],
        relating(TieKind::SharesAService),
    ),
    (
        &["share", "services", "with"],
        relating(TieKind::SharesAService),
    ),
    (&["trusts"], relating(TieKind::Trusts)),
    (&["is", "trusted", "by"], backwards(TieKind::Trusts)),
    (&["listens", "to"], relating(TieKind::ListensTo)),
    (&["listen", "to"], relating(TieKind::ListensTo)),
    (
        &["is", "listened", "to", "by"],
        backwards(TieKind::ListensTo),
    ),
    (&["sits", "with"], relating(TieKind::MeetsAt)),
    (&["meets", "with"], relating(TieKind::MeetsAt)),
    (&["meets"], relating(TieKind::MeetsAt)),
    (
        &["is", "in", "tension", "with"],
        relating(TieKind::InTensionWith),
    ),
    (
        &["are", "in", "tension", "with"],
        relating(TieKind::InTensionWith),
    ),
    (&["in", "tension", "with"], relating(TieKind::InTensionWith)),
    (
        &["is", "at", "odds", "with"],
        relating(TieKind::InTensionWith),
    ),
    (&["at", "odds", "with"], relating(TieKind::InTensionWith)),
    (&["clashes", "with"], relating(TieKind::InTensionWith)),
];

/// Phrases after two parties that say how they relate.
pub(super) const TOGETHER: &[(&[&str], Relating)] = &[
    (&["do", "not", "work", "together"], not_working()),
    (&["dont", "work", "together"], not_working()),
    (
        &["are", "working", "together"],
        relating(TieKind::WorksWith),
    ),
    (&["work", "together"], relating(TieKind::WorksWith)),
    (&["works", "together"], relating(TieKind::WorksWith)),
    (
        &["share", "a", "service"],
        relating(TieKind::SharesAService),
    ),
    (&["share", "services"], relating(TieKind::SharesAService)),
    (&["are", "in", "tension"], relating(TieKind::InTensionWith)),
    (&["in", "tension"], relating(TieKind::InTensionWith)),
    (&["are", "at", "odds"], relating(TieKind::InTensionWith)),
    (&["meet"], relating(TieKind::MeetsAt)),
];

/// Phrases that stand between who promises and whom to. The second is whether it is only asked for.
pub(super) const PROMISES: &[(&[&str], bool)] = &[
    (&["has", "promised"], false),
    (&["have", "promised"], false),
    (&["promises"], false),
    (&["promised"], false),
    (&["promise"], false),
    (&["owes"], false),
    (&["undertakes", "to"], false),
    (&["has", "asked"], true),
    (&["asks"], true),
    (&["asked"], true),
];

/// Phrases that say a need between two parties that stand before it.
pub(super) const NEEDS: &[&[&str]] = &[
    &["need", "to", "work", "together"],
    &["needs", "to", "work", "with"],
    &["need", "to", "work", "with"],
    &["must", "work", "together"],
    &["must", "work", "with"],
    &["need", "to", "be"],
    &["need"],
    &["needs"],
];

/// Phrases that end a post.
pub(super) const LEAVING: &[&[&str]] = &[
    &["is", "leaving"],
    &["has", "left"],
    &["leaves"],
    &["left"],
    &["steps", "down", "from"],
    &["stepped", "down", "from"],
    &["steps", "down"],
    &["stepped", "down"],
    &["retires", "from"],
    &["retired", "from"],
    &["retires"],
    &["retired"],
    &["resigns", "from"],
    &["resigned", "from"],
    &["resigns"],
    &["resigned"],
];

/// Phrases that begin a conversation that took place, with the channel they say.
pub(super) const CONVERSATIONS: &[(&[&str], Option<&str>)] = &[
    (&["had", "a", "meeting", "with"], None),
    (&["had", "a", "call", "with"], Some("phone")),
    (&["had", "coffee", "with"], Some("in person")),
    (&["had", "lunch", "with"], Some("in person")),
    (&["coffee", "with"], Some("in person")),
    (&["lunch", "with"], Some("in person")),
    (&["conversation", "with"], None),
    (&["meeting", "with"], None),
    (&["call", "with"], Some("phone")),
    (&["call", "from"], Some("phone")),
    (&["met", "with"], None),
    (&["met"], None),
    (&["spoke", "to"], None),
    (&["spoke", "with"], None),
    (&["spoken", "to"], None),
    (&["talked", "to"], None),
    (&["talked", "with"], None),
    (&["phoned"], Some("phone")),
    (&["rang"], Some("phone")),
    (&["called"], Some("phone")),
    (&["emailed"], Some("email")),
    (&["wrote", "to"], Some("letter")),
    (&["heard", "from"], None),
    (&["visited"], Some("in person")),
    (&["saw"], None),
];

/// How a conversation took place.
pub(super) const CHANNELS: &[(&[&str], &str)] = &[
    (&["by", "phone"], "phone"),
    (&["by", "telephone"], "phone"),
    (&["on", "the", "phone"], "phone"),
    (&["over", "the", "phone"], "phone"),
    (&["by", "email"], "email"),
    (&["by", "e", "-", "mail"], "email"),
    (&["by", "letter"], "letter"),
    (&["by", "text"], "text message"),
    (&["by", "video"], "video call"),
    (&["on", "a", "video", "call"], "video call"),
    (&["on", "video"], "video call"),
    (&["on", "teams"], "video call"),
    (&["by", "teams"], "video call"),
    (&["on", "zoom"], "video call"),
    (&["in", "person"], "in person"),
    (&["face", "to", "face"], "in person"),
    (&["over", "coffee"], "in person"),
    (&["over", "lunch"], "in person"),
    (&["phone"], "phone"),
    (&["email"], "email"),
    (&["teams"], "video call"),
];

/// Words that begin the next step of a conversation.
pub(super) const NEXT: &[&[&str]] = &[
    &["next", "steps"],
    &["next", "step"],
    &["next"],
    &["action"],
    &["follow", "up"],
];

/// What people call a kind of organisation.
pub(super) fn kind_called(words: &[&str]) -> Option<OrganisationKind> {
    use OrganisationKind as Kind;
    Some(match words.join(" ").as_str() {
        "acute"
        | "acute trust"
        | "acute hospital"
        | "acute hospital trust"
        | "hospital"
        | "hospital trust"
        | "hospitals"
        | "acute provider" => Kind::AcuteHospital,
        "community"
        | "community health"
        | "community trust"
        | "community health trust"
        | "community provider"
        | "community services" => Kind::Community,
        "mental health" | "mental health trust" | "mental health provider" => Kind::MentalHealth,
        "council" | "county council" | "district council" | "borough council" | "city council"
        | "unitary" | "unitary council" | "local authority" | "borough" => Kind::Council,
        "commissioner"
        | "ccg"
        | "icb"
        | "integrated care board"
        | "clinical commissioning group"
        | "commissioning body" => Kind::Commissioner,
        "primary care"
        | "gp"
        | "gps"
        | "gp practice"
        | "practice"
        | "gp federation"
        | "federation"
        | "pcn"
        | "primary care network"
        | "general practice"
        | "surgery" => Kind::PrimaryCare,
        "voluntary"
        | "voluntary sector"
        | "charity"
        | "vcse"
        | "vcs"
        | "community group"
        | "residents group"
        | "hospice"
        | "healthwatch"
        | "voluntary organisation" => Kind::Voluntary,
        "other" | "ambulance" | "ambulance service" | "ambulance trust" | "university"
        | "company" | "police" | "fire service" => Kind::Other,
        _ => return None,
    })
}

/// Every kind under the word it is chosen by.
pub(super) const KIND_WORDS: [(&str, OrganisationKind); 8] = [
    ("acute hospital trust", OrganisationKind::AcuteHospital),
    ("community health", OrganisationKind::Community),
    ("mental health", OrganisationKind::MentalHealth),
    ("council", OrganisationKind::Council),
    ("commissioner", OrganisationKind::Commissioner),
    ("primary care", OrganisationKind::PrimaryCare),
    ("voluntary sector", OrganisationKind::Voluntary),
    ("other", OrganisationKind::Other),
];

/// What people say of a post's part in a decision.
pub(super) fn authority_called(words: &[&str]) -> Option<Authority> {
    Some(match words.join(" ").as_str() {
        "votes" | "voting" | "voting member" | "has a vote" => Authority::Votes,
        "decides alone" | "decides" => Authority::DecidesAlone,
        "advises" | "advisory" => Authority::Advises,
        "holds the budget" | "holds a budget" | "budget holder" | "veto" | "has a veto" => {
            Authority::HoldsBudgetOrVeto
        }
        "no formal part" => Authority::None,
        _ => return None,
    })
}

/// What people say of how shared work depends on one another.
pub(super) fn interdependence_called(words: &[&str]) -> Option<Interdependence> {
    Some(match words.join(" ").as_str() {
        "pooled" | "pooled work" => Interdependence::Pooled,
        "sequential" | "handed over" | "one hands over to the other" => Interdependence::Sequential,
        "reciprocal" | "back and forth" | "work goes back and forth" => Interdependence::Reciprocal,
        "one decision"
        | "one budget"
        | "one decision or one budget"
        | "shared budget"
        | "pooled budget" => Interdependence::OneDecision,
        _ => return None,
    })
}

/// A level by its word.
pub(super) fn level_called(word: &str) -> Option<Level> {
    Level::ALL.into_iter().find(|level| level.word() == word)
}

/// Words a title begins with.
const TITLE_BEGINS: &[&str] = &[
    "chief",
    "chair",
    "chairman",
    "chairwoman",
    "chairperson",
    "vice",
    "deputy",
    "director",
    "head",
    "leader",
    "lead",
    "interim",
    "acting",
    "managing",
    "ceo",
    "coo",
    "cfo",
    "cmo",
    "cno",
    "cio",
    "accountable",
    "cabinet",
    "mayor",
    "president",
    "secretary",
    "treasurer",
    "governor",
    "trustee",
    "member",
    "medical",
    "executive",
    "associate",
    "assistant",
    "manager",
    "joint",
    "independent",
    "senior",
    "non",
    "gp",
    "portfolio",
    "partner",
    "company",
    "strategic",
    "programme",
    "clinical",
    "nursing",
    "finance",
];

/// Words a title ends with.
const TITLE_ENDS: &[&str] = &[
    "executive",
    "officer",
    "director",
    "chair",
    "chairman",
    "chairwoman",
    "leader",
    "lead",
    "head",
    "manager",
    "member",
    "president",
    "secretary",
    "treasurer",
    "mayor",
    "governor",
    "trustee",
    "partner",
    "adviser",
    "advisor",
    "commissioner",
    "consultant",
    "coordinator",
    "ceo",
    "coo",
    "cfo",
    "nurse",
    "doctor",
    "gp",
    "clerk",
    "principal",
    "dean",
    "warden",
    "exec",
];

/// Words an organisation's name has and a person's has not.
const OF_A_BODY: &[&str] = &[
    "council",
    "trust",
    "group",
    "board",
    "hospital",
    "hospitals",
    "infirmary",
    "ccg",
    "icb",
    "authority",
    "service",
    "services",
    "federation",
    "partnership",
    "practice",
    "surgery",
    "centre",
    "center",
    "alliance",
    "association",
    "network",
    "hospice",
    "university",
    "college",
    "company",
    "ltd",
    "limited",
    "cic",
    "plc",
    "office",
    "healthwatch",
    "health",
    "healthcare",
    "care",
    "nhs",
    "ft",
    "forum",
    "committee",
    "agency",
    "foundation",
    "society",
    "charity",
    "ambulance",
    "police",
    "school",
    "academy",
    "clinic",
    "pharmacy",
    "county",
    "borough",
    "district",
    "city",
    "commission",
    "commissioners",
    "system",
    "union",
    "club",
    "project",
    "volunteers",
    "voluntary",
    "cvs",
    "pcn",
    "community",
    "carers",
    "residents",
    "homes",
    "housing",
    "bureau",
    "institute",
    "department",
    "ministry",
    "region",
];

/// Whether these words can be the title of a post.
pub(super) fn is_a_title(words: &[&str]) -> bool {
    let (Some(first), Some(last)) = (words.first(), words.last()) else {
        return false;
    };
    if words.len() > 9
        || OF_A_BODY.contains(last)
            && words.len() > 1
            && !words.contains(&"for")
            && !words.contains(&"of")
    {
        return false;
    }
    TITLE_ENDS.contains(last)
        || (TITLE_BEGINS.contains(first) && (words.len() > 1 || TITLE_ENDS.contains(first)))
        || (words.len() > 2
            && (words.contains(&"for") || words.contains(&"of"))
            && TITLE_BEGINS.contains(first))
        || words
            .iter()
            .any(|word| matches!(*word, "director" | "officer" | "manager"))
}

/// Whether a name looks like a body's and not a person's.
pub(super) fn looks_like_a_body(words: &[String]) -> bool {
    words.iter().any(|word| {
        OF_A_BODY.contains(&word.as_str())
            || word == "and"
            || word.chars().any(|c| c.is_ascii_digit())
    })
}

/// Whether a name looks like a person's: two to five words, none of them a body's.
pub(super) fn looks_like_a_person(words: &[String]) -> bool {
    (2..=5).contains(&words.len())
        && !looks_like_a_body(words)
        && words.iter().all(|word| {
            word.chars().all(char::is_alphabetic) && !NOT_IN_A_NAME.contains(&word.as_str())
        })
}

/// Words of a sentence, which no name has.
const NOT_IN_A_NAME: &[&str] = &[
    "a",
    "an",
    "the",
    "what",
    "who",
    "when",
    "where",
    "why",
    "how",
    "is",
    "are",
    "was",
    "were",
    "be",
    "been",
    "has",
    "have",
    "had",
    "do",
    "does",
    "did",
    "not",
    "no",
    "yes",
    "and",
    "or",
    "but",
    "if",
    "of",
    "to",
    "in",
    "on",
    "at",
    "for",
    "with",
    "by",
    "from",
    "as",
    "this",
    "that",
    "these",
    "those",
    "it",
    "they",
    "them",
    "she",
    "he",
    "her",
    "him",
    "his",
    "we",
    "us",
    "our",
    "you",
    "your",
    "my",
    "me",
    "i",
    "will",
    "would",
    "can",
    "could",
    "should",
    "must",
    "about",
    "more",
    "very",
    "so",
    "than",
    "then",
    "too",
    "please",
    "today",
    "tomorrow",
    "yesterday",
    "level",
    "trust",
    "works",
    "work",
    "told",
    "says",
];

/// Words that hold a line together and say nothing of their own.
pub(super) const GLUE: &[&str] = &[
    "and", "the", "a", "an", "of", "at", "for", "with", "to", "by", "is", "are", "in", "on", "as",
    "from", "also", "that", "add", "new", "i", "we", "then", "plus", "both", "who", "has", "was",
    "or",
];

/// A level in words: "level 3, coordination".
pub(super) fn level_in_words(level: Level) -> String {
    format!("level {}, {}", level.number(), level.word())
}

/// A list in words: "a, b and c".
pub(super) fn listed<S: AsRef<str>>(items: &[S]) -> String {
    match items {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [most @ .., last] => {
            let most: Vec<&str> = most.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", most.join(", "), last.as_ref())
        }
    }
}

/// A title as it stands inside a sentence: "chief executive", "GP lead".
pub(super) fn title_in_sentence(title: &str) -> String {
    let mut characters = title.chars();
    match (characters.next(), characters.next()) {
        // A title in which other words have capitals too is a name, and stays as it is: "Chief Executive".
        (Some(first), Some(second))
            if first.is_uppercase()
                && second.is_lowercase()
                && !title.split_whitespace().skip(1).any(begins_like_a_name) =>
        {
            let lower: String = first.to_lowercase().collect();
            lower + &title[first.len_utf8()..]
        }
        (Some(_), _) => title.to_owned(),
        (None, _) => String::new(),
    }
}

/// A capital followed by small letters: not "GP" nor "of".
fn begins_like_a_name(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
}
