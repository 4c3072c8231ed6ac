//! What an organisation is, guessed from its name and code. All the rules stand here.

use domain::OrganisationKind;

/// Which list of a file an organisation stands in, where the file says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ListedAs {
    /// A clinical commissioning group, sub-ICB location or integrated care board.
    Commissioner,
    /// A council.
    Council,
    /// An NHS trust.
    Trust,
    /// Anything else in health and social care, or nothing said.
    Unsaid,
}

/// NHS trusts whose main work is mental health or learning disability, by ODS code. Their names do
/// not say so; "Partnership" alone would also take in trusts that run hospitals.
const MENTAL_HEALTH: &[&str] = &[
    "R1A", "R1L", "RAT", "RDY", "RGD", "RH5", "RHA", "RJ8", "RKL", "RLY", "RMY", "RNK", "RNN",
    "RNU", "RP1", "RP7", "RPG", "RQY", "RRE", "RRP", "RT1", "RT2", "RT5", "RTQ", "RTV", "RV3",
    "RV5", "RV9", "RVN", "RW1", "RW4", "RW5", "RWK", "RWN", "RRD", "RWR", "RWV", "RWX", "RX2",
    "RX3", "RX4", "RXA", "RXE", "RXG", "RXM", "RXT", "RXV", "RXX", "RXY", "RYG", "RYK", "TAD",
    "TAE", "TAF", "TAH", "TAJ", "G6V2S", "RJX",
];

/// NHS trusts whose main work is community health, by ODS code, where the name does not say so.
const COMMUNITY: &[&str] = &["R1C", "R1J", "RY2", "RY1", "RYK"];

/// What an organisation is.
pub(crate) fn kind_of(name: &str, ods: Option<&str>, listed: ListedAs) -> OrganisationKind {
    let lower = crate::names::straight(&name.to_lowercase());
    let says = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    match listed {
        ListedAs::Commissioner => return OrganisationKind::Commissioner,
        ListedAs::Council => return OrganisationKind::Council,
        ListedAs::Trust => {}
        ListedAs::Unsaid => {
            if says(&[
                "council",
                "borough of",
                "combined authority",
                "corporation of",
            ]) && !says(&[
                "council for voluntary",
                "council of governors",
                "voluntary service",
            ]) {
                return OrganisationKind::Council;
            }
            if says(&[
                " ccg",
                "clinical commissioning",
                "integrated care board",
                "nhs england",
                "commissioning region",
                "commissioning hub",
            ]) || lower.ends_with(" icb")
                || lower.contains(" icb -")
            {
                return OrganisationKind::Commissioner;
            }
        }
    }
    // Codes of NHS trusts begin with R, of care trusts with TA, and have three characters.
    let coded_as_trust = ods
        .is_some_and(|code| code.len() == 3 && (code.starts_with('R') || code.starts_with("TA")));
    let is_trust = listed == ListedAs::Trust
        || coded_as_trust
        || says(&["nhs trust", "nhs foundation trust", "nhs ft"])
        || (lower.contains("care trust") && says(&["nhs", "social"]));
    if says(&["ambulance"]) {
        return OrganisationKind::Other;
    }
    if is_trust {
        let code = ods.unwrap_or_default();
        // Three codes lived on when a mental health trust became another kind; the name changed with it.
        let joined = matches!(code, "RNN" | "RH5" | "RYK") && !says(&["partnership"]);
        return if (MENTAL_HEALTH.contains(&code) && !joined) || says(&["mental health"]) {
            OrganisationKind::MentalHealth
        } else if COMMUNITY.contains(&code)
            || says(&[
                "community health",
                "community nhs",
                "community services",
                "community care",
            ])
        {
            OrganisationKind::Community
        } else if code.is_empty() && says(&["partnership"]) {
            OrganisationKind::MentalHealth
        } else {
            OrganisationKind::AcuteHospital
        };
    }
    if says(&[
        "healthwatch",
        "hospice",
        "age uk",
        "macmillan",
        "marie curie",
        "stroke association",
        "voluntary",
        "volunteer",
        "charity",
        "citizens advice",
        "residents",
        "mind ",
    ]) || lower.ends_with(" mind")
        || lower.ends_with(" cvs")
    {
        return OrganisationKind::Voluntary;
    }
    if says(&[
        "general practice",
        "gp ",
        "medical committee",
        "lmc",
        "medical partnership",
        "medical centre",
        "medical practice",
        "surgery",
        "primary care",
        "primary medical",
        "doc",
        "federation",
        "lakeside healthcare",
        "principal medical",
        "health centre",
        "onecare",
        "kernow health",
        "health on call",
        "gp-",
    ]) {
        return OrganisationKind::PrimaryCare;
    }
    if says(&[
        "c.i.c",
        " cic",
        "(cic)",
        "community interest",
        "community health",
        "community partnership",
        "citycare",
        "virgin care",
        "healthcare",
        "health united",
        "integrated care 24",
        "ic24",
        "health and social care",
        "central surrey health",
        "health and care",
        "partners in care",
        "independent care",
    ]) {
        return OrganisationKind::Community;
    }
    OrganisationKind::Other
}

/// The kind a file names in words of its own: the program's keys and words, and the usual others.
pub(crate) fn kind_in_words(words: &str) -> Option<OrganisationKind> {
    let key = crate::names::name_key(words);
    let by_key = OrganisationKind::from_key(&key.replace(' ', "_"));
    by_key
        .or_else(|| {
            OrganisationKind::ALL
                .iter()
                .copied()
                .find(|kind| kind.word() == key)
        })
        .or(match key.as_str() {
            "acute" | "acute trust" | "hospital" | "hospital trust" | "hospitals" => {
                Some(OrganisationKind::AcuteHospital)
            }
            "mental health trust" => Some(OrganisationKind::MentalHealth),
            "community trust" | "community provider" | "community services" => {
                Some(OrganisationKind::Community)
            }
            "local authority" | "la" | "county council" | "district council"
            | "borough council" | "unitary" => Some(OrganisationKind::Council),
            "ccg" | "icb" | "commissioning group" | "commissioning" => {
                Some(OrganisationKind::Commissioner)
            }
            "gp" | "general practice" | "practice" | "pcn" | "gp federation" | "gp practice" => {
                Some(OrganisationKind::PrimaryCare)
            }
            "vcs"
            | "vcse"
            | "third sector"
            | "charity"
            | "voluntary organisation"
            | "residents group" => Some(OrganisationKind::Voluntary),
            "ambulance" | "ambulance trust" => Some(OrganisationKind::Other),
            _ => None,
        })
}
