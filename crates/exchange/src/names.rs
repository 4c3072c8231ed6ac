//! Names as they are matched, tidied and shortened.

use std::collections::BTreeSet;

/// The most characters a label has.
pub const LONGEST_LABEL: usize = 24;

/// A name as it is compared: small letters, no punctuation, `&` as "and", without a leading "the" or
/// "NHS", the usual long forms shortened. Two names with the same key are the same name.
pub fn name_key(name: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    for c in name.chars() {
        match c {
            '\'' | '’' | '‘' | '`' | '.' => {}
            '&' | '+' => {
                close(&mut words, &mut word);
                words.push("and".to_owned());
            }
            c if c.is_alphanumeric() => word.extend(c.to_lowercase()),
            _ => close(&mut words, &mut word),
        }
    }
    close(&mut words, &mut word);
    while words.len() > 1 && (words[0] == "the" || words[0] == "nhs") {
        words.remove(0);
    }
    let mut key = words.join(" ");
    for (long, short) in [
        ("clinical commissioning groups", "ccg"),
        ("clinical commissioning group", "ccg"),
        ("integrated care board", "icb"),
        ("community interest company", "cic"),
        ("nhs foundation trust", "ft"),
        ("foundation trust", "ft"),
        ("nhsft", "ft"),
        ("nhs ft", "ft"),
        ("nhs trust", "trust"),
        ("limited", "ltd"),
    ] {
        if key.contains(long) {
            key = key.replace(long, short);
        }
    }
    key
}

fn close(words: &mut Vec<String>, word: &mut String) {
    if !word.is_empty() {
        words.push(std::mem::take(word));
    }
}

/// The words of a name that tell it from others, without order: for finding what a person who wrote
/// the name loosely may have meant. Never used to match without saying so.
pub(crate) fn telling_words(name: &str) -> BTreeSet<String> {
    const PLAIN: &[&str] = &[
        "and",
        "of",
        "the",
        "nhs",
        "ft",
        "trust",
        "in",
        "for",
        "on",
        "upon",
        "stp",
        "ics",
        "icb",
        "health",
        "care",
        "partnership",
        "our",
        "council",
        "board",
        "s",
    ];
    name_key(name)
        .split(' ')
        .filter(|word| !word.is_empty() && !PLAIN.contains(word))
        .map(str::to_owned)
        .collect()
}

/// A council's area: its name without the words that say what kind of council it is.
pub(crate) fn council_area(name: &str) -> String {
    name_key(name)
        .split(' ')
        .filter(|word| {
            !matches!(
                *word,
                "metropolitan"
                    | "borough"
                    | "city"
                    | "county"
                    | "district"
                    | "council"
                    | "of"
                    | "the"
                    | "london"
                    | "royal"
                    | "unitary"
                    | "corporation"
                    | "and"
            )
        })
        .collect::<Vec<_>>()
        .join(" ")
}

/// White space at the ends and runs of it within are taken out, no-break spaces are spaces.
pub(crate) fn tidy(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c == '\u{200B}' || c == '\u{FEFF}')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Curly quotation marks made straight.
pub(crate) fn straight(text: &str) -> String {
    text.replace(['’', '‘', '`'], "'").replace(['“', '”'], "\"")
}

/// Letters of the longest one-word name taken for an abbreviation (SAMHSA, UNICEF).
const LONGEST_ABBREVIATION: usize = 6;

/// A name written in capitals, as the NHS files have them, in ordinary letters. Others stay.
pub fn ordinary_letters(name: &str) -> String {
    if name.chars().any(char::is_lowercase) || !name.chars().any(char::is_alphabetic) {
        return name.to_owned();
    }
    // A name of one short word is an abbreviation by itself: "ACF" is no "Acf".
    if !name.contains(' ') && name.chars().count() <= LONGEST_ABBREVIATION {
        return name.to_owned();
    }
    let mut first = true;
    name.split(' ')
        .map(|word| {
            let word = ordinary_word(word, first);
            first = false;
            word
        })
        .collect::<Vec<_>>()
        .join(" ")
}

fn ordinary_word(word: &str, first: bool) -> String {
    const CAPITALS: &[&str] = &[
        "NHS", "CCG", "ICB", "GP", "CIC", "PCN", "UK", "LLP", "PLC", "HMP", "YOI", "OOH", "GPS",
        "CCGS", "II", "III", "IV", "LA", "UA", "A&E", "ENT", "MSK", "IOW", "GMS",
    ];
    const SMALL: &[&str] = &[
        "and", "of", "the", "for", "in", "on", "upon", "with", "to", "by", "at", "le", "de",
        "under", "c/o", "a",
    ];
    let bare: String = word
        .chars()
        .filter(|c| c.is_alphanumeric() || *c == '&' || *c == '/')
        .collect();
    if CAPITALS.contains(&bare.as_str()) || bare.chars().any(|c| c.is_ascii_digit()) {
        return word.to_owned();
    }
    let lower = word.to_lowercase();
    if !first && SMALL.contains(&lower.as_str()) {
        return lower;
    }
    let parts: Vec<&str> = lower.split('-').collect();
    let last = parts.len() - 1;
    parts
        .iter()
        .enumerate()
        .map(|(at, part)| {
            if at > 0 && at < last && SMALL.contains(part) {
                (*part).to_owned()
            } else {
                capital(part)
            }
        })
        .collect::<Vec<_>>()
        .join("-")
}

/// A capital at the start and after an apostrophe that more than one letter follows (O'Brien, not
/// Children'S).
fn capital(word: &str) -> String {
    let mut up = true;
    let characters: Vec<char> = word.chars().collect();
    characters
        .iter()
        .enumerate()
        .flat_map(|(at, c)| {
            let letters: Vec<char> = if up && c.is_alphabetic() {
                up = false;
                c.to_uppercase().collect()
            } else {
                vec![*c]
            };
            if matches!(c, '\'' | '’') && at <= 2 && characters.len() - at > 3 {
                up = true;
            }
            if matches!(c, '(' | '/' | '.') {
                up = true;
            }
            letters
        })
        .collect()
}

/// Short forms that the field itself uses for long names, by the name's key.
const IN_COMMON_USE: &[(&str, &str)] = &[
    (
        "university hospitals coventry and warwickshire trust",
        "UHCW",
    ),
    ("coventry and warwickshire partnership trust", "CWPT"),
    ("central and north west london ft", "CNWL"),
    ("south london and maudsley ft", "SLaM"),
    ("university college london hospitals ft", "UCLH"),
    (
        "barking havering and redbridge university hospitals trust",
        "BHRUT",
    ),
    ("cumbria northumberland tyne and wear ft", "CNTW"),
    ("tees esk and wear valleys ft", "TEWV"),
    ("cambridgeshire and peterborough ft", "CPFT"),
    (
        "bristol north somerset and south gloucestershire ccg",
        "BNSSG CCG",
    ),
    (
        "bristol north somerset and south gloucestershire icb",
        "BNSSG ICB",
    ),
    (
        "buckinghamshire oxfordshire and berkshire west icb",
        "BOB ICB",
    ),
    (
        "bath and north east somerset swindon and wiltshire icb",
        "BSW ICB",
    ),
    (
        "bath and north east somerset swindon and wiltshire ccg",
        "BSW CCG",
    ),
];

/// A short name for drawings: at most [`LONGEST_LABEL`] characters, in the way the field shortens its
/// own names ("Coventry & Rugby CCG", "Warwickshire CC", "LB Hackney"). Initials stand only where they
/// are in common use ("UHCW"); a trust keeps a word that says it is one.
pub fn label(name: &str) -> String {
    let key = name_key(name);
    if let Some((_, short)) = IN_COMMON_USE.iter().find(|(known, _)| *known == key) {
        return (*short).to_owned();
    }
    let name = straight(&tidy(name));
    let name = name.replace(" and ", " & ");
    if let Some(council) = london_council(&name).filter(|label| fits(label)) {
        return council;
    }
    let mut text = name
        .strip_prefix("NHS ")
        .filter(|rest| rest.len() > 8)
        .unwrap_or(&name)
        .to_owned();
    for (long, short) in [
        ("Clinical Commissioning Group", "CCG"),
        ("Integrated Care Board", "ICB"),
        ("Community Interest Company", "CIC"),
        ("C.I.C.", "CIC"),
        ("C.I.C", "CIC"),
    ] {
        text = text.replace(long, short);
    }
    let (core, legal) = part_legal_form(&text);
    let whole = |core: &str| match legal {
        Some(legal) if !says_what_it_is(core) => format!("{core} {legal}"),
        _ => core.to_owned(),
    };
    if fits(&whole(core)) {
        return whole(core);
    }
    let mut shorter = core.to_owned();
    if let Some((before, _)) = core.split_once(" (").filter(|(before, _)| before.len() > 3) {
        before.clone_into(&mut shorter);
        if fits(&whole(&shorter)) {
            return whole(&shorter);
        }
    }
    for (long, short) in [
        ("The ", ""),
        ("Metropolitan Borough Council", "MBC"),
        ("Metropolitan District Council", "MDC"),
        ("County Council", "CC"),
        ("City Council", "City"),
        ("Borough Council", "BC"),
        ("District Council", "DC"),
        ("University Hospitals of", "UH"),
        ("University Hospitals", "UH"),
        ("University Hospital", "UH"),
        ("University Teaching Hospitals", "UTH"),
        ("Teaching Hospitals", "TH"),
        ("Teaching Hospital", "TH"),
        ("Ambulance Service", "Ambulance"),
        ("Mental Health", "MH"),
        ("Learning Disability", "LD"),
        ("Community Healthcare", "Community"),
        ("Community Health", "Community"),
        ("Health & Social Care", "H&SC"),
        ("Health & Care", "H&C"),
        ("Hertfordshire", "Herts"),
        ("Bedfordshire", "Beds"),
        ("Cambridgeshire", "Cambs"),
        ("Nottinghamshire", "Notts"),
        ("Northamptonshire", "Northants"),
        ("Gloucestershire", "Glos"),
        ("Lincolnshire", "Lincs"),
        ("Staffordshire", "Staffs"),
        ("Warwickshire", "Warks"),
        ("Worcestershire", "Worcs"),
        ("Leicestershire", "Leics"),
        ("Oxfordshire", "Oxon"),
        ("Buckinghamshire", "Bucks"),
        ("Berkshire", "Berks"),
        ("Lancashire", "Lancs"),
        ("Yorkshire", "Yorks"),
        ("Hampshire", "Hants"),
        ("Wiltshire", "Wilts"),
        ("Hospitals", "Hosps"),
        ("University", "Univ."),
        ("Partnership", "P'ship"),
        ("Healthcare", "Health"),
        ("Children's", "Child."),
        ("Northern ", "N "),
        ("North ", "N "),
        ("South ", "S "),
        ("East ", "E "),
        ("West ", "W "),
        ("Greater ", "Gr. "),
        ("Hospital", "Hosp"),
        (" Univ.", ""),
        ("City of ", ""),
    ] {
        let without_aside = shorter.replace(long, short);
        if without_aside.trim().is_empty() {
            continue;
        }
        shorter = without_aside;
        if fits(&whole(&shorter)) {
            return whole(&shorter);
        }
    }
    cut_short(&shorter, legal.filter(|_| !says_what_it_is(&shorter)))
}

/// London's councils in one style: "LB Hackney", "RB Greenwich", "City of London".
fn london_council(name: &str) -> Option<String> {
    if matches!(
        name,
        "City of London Corporation"
            | "Corporation of the City of London"
            | "Corporation of London"
    ) {
        return Some("City of London".to_owned());
    }
    let name = name.strip_suffix(" Council").unwrap_or(name);
    for (whole, short) in [("London Borough", "LB"), ("Royal Borough", "RB")] {
        let rest = name
            .strip_prefix(whole)
            .map(|rest| rest.trim_start().trim_start_matches("of "))
            .or_else(|| name.strip_suffix(whole))
            .map(str::trim)
            .filter(|rest| !rest.is_empty());
        if let Some(rest) = rest {
            return Some(format!("{short} {rest}"));
        }
    }
    None
}

fn fits(text: &str) -> bool {
    !text.is_empty() && text.chars().count() <= LONGEST_LABEL
}

fn part_legal_form(text: &str) -> (&str, Option<&'static str>) {
    for (ending, legal) in [
        // Trusts of this form look after mental health.
        ("NHS & Social Care Partnership Trust", "MH"),
        ("NHS Foundation Trust", "FT"),
        ("Foundation Trust", "FT"),
        ("NHS FT", "FT"),
        ("NHS Trust", "Trust"),
        ("Limited", ""),
        ("Ltd", ""),
    ] {
        if let Some(core) = text.strip_suffix(ending) {
            let core = core.trim_end_matches([' ', ',']);
            if !core.is_empty() {
                return (core, Some(legal).filter(|legal| !legal.is_empty()));
            }
        }
    }
    (text, None)
}

fn says_what_it_is(core: &str) -> bool {
    const WORDS: &[&str] = &[
        "hosp",
        "infirmary",
        "health",
        "care",
        "partnership",
        "p'ship",
        "ambulance",
        "community",
        "centre",
        "mental",
        "clinic",
        "surgery",
        "marsden",
    ];
    const WHOLE: &[&str] = &["uh", "uth", "th", "mh", "h&c", "h&sc"];
    let core = core.to_lowercase();
    WORDS.iter().any(|word| core.contains(word)) || core.split(' ').any(|w| WHOLE.contains(&w))
}

/// As much of the beginning as fits, with what it is kept in full at the end.
fn cut_short(text: &str, legal: Option<&str>) -> String {
    const KEPT: &[&str] = &[
        "CCG",
        "ICB",
        "CC",
        "MBC",
        "MDC",
        "BC",
        "DC",
        "City",
        "Council",
        "CIC",
        "Ambulance",
        "Federation",
        "Hospice",
        "LMC",
        "Healthwatch",
        "Ltd",
        "MH",
        "Health",
        "Hosps",
        "Hosp",
        "P'ship",
        "Community",
        "H&C",
        "H&SC",
    ];
    let words: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
    let (body, last) = match words.split_last() {
        Some((last, body)) if KEPT.contains(last) && !body.is_empty() => (body, Some(*last)),
        _ => (words.as_slice(), None),
    };
    let ending = last
        .or(legal)
        .map(|ending| format!(" {ending}"))
        .unwrap_or_default();
    let room = LONGEST_LABEL - 1 - ending.chars().count();
    let whole = body.join(" ");
    let mut kept: String = whole.chars().take(room).collect();
    // A word of which one or two letters would be left says nothing.
    if let Some((before, rest)) = kept.rsplit_once(' ')
        && rest.chars().count() < 3
        && !before.is_empty()
    {
        kept.truncate(before.len());
    }
    let kept = kept
        .trim_end_matches(" of")
        .trim_end_matches([' ', ',', '&', '-', '.']);
    format!("{kept}…{ending}")
}

/// The label, told apart from those already taken by a code or a number.
pub(crate) fn unique_label(name: &str, code: Option<&str>, taken: &BTreeSet<String>) -> String {
    let plain = label(name);
    if !taken.contains(&plain) {
        return plain;
    }
    let with = |end: &str| {
        let room = LONGEST_LABEL.saturating_sub(end.chars().count() + 1);
        let start: String = plain.chars().take(room).collect();
        format!("{} {end}", start.trim_end())
    };
    if let Some(code) = code {
        let labelled = with(code);
        if !taken.contains(&labelled) {
            return labelled;
        }
    }
    (2..10_000)
        .map(|number: u32| with(&number.to_string()))
        .find(|labelled| !taken.contains(labelled))
        .unwrap_or(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_the_same_whatever_the_writer_did_with_them() {
        for (one, other) in [
            ("NHS Coventry and Rugby CCG", "Coventry & Rugby CCG"),
            (
                "South Tyneside CCG ",
                "NHS SOUTH TYNESIDE CLINICAL COMMISSIONING GROUP",
            ),
            ("Doncaster Children’s Trust", "Doncaster Children's Trust"),
            (
                "The Newcastle Upon Tyne NHS Foundation Trust",
                "Newcastle upon Tyne NHS FT",
            ),
        ] {
            assert_eq!(name_key(one), name_key(other));
        }
        assert_ne!(
            name_key("South Warwickshire CCG"),
            name_key("South Warwickshire NHS Foundation Trust")
        );
    }

    #[test]
    fn capitals_become_ordinary_letters() {
        for (capitals, ordinary) in [
            (
                "STAFFORDSHIRE AND STOKE ON TRENT PARTNERSHIP NHS TRUST",
                "Staffordshire and Stoke on Trent Partnership NHS Trust",
            ),
            (
                "HEYWOOD, MIDDLETON & ROCHDALE CCG",
                "Heywood, Middleton & Rochdale CCG",
            ),
            ("STOKE-ON-TRENT CCG", "Stoke-on-Trent CCG"),
            (
                "ALDER HEY CHILDREN'S NHS FOUNDATION TRUST",
                "Alder Hey Children's NHS Foundation Trust",
            ),
            ("DR O'BRIEN & PARTNERS", "Dr O'Brien & Partners"),
            ("ACF", "ACF"),
            ("SAMHSA", "SAMHSA"),
            ("QUITLINE", "Quitline"),
            (
                "2GETHER NHS FOUNDATION TRUST",
                "2GETHER NHS Foundation Trust",
            ),
        ] {
            assert_eq!(ordinary_letters(capitals), ordinary);
        }
        assert_eq!(
            ordinary_letters("Barts Health NHS Trust"),
            "Barts Health NHS Trust"
        );
    }

    #[test]
    fn labels_are_short_and_read_as_the_field_shortens_them() {
        for (name, short) in [
            ("NHS Coventry and Rugby CCG", "Coventry & Rugby CCG"),
            ("NHS Warwickshire North CCG", "Warwickshire North CCG"),
            ("Coventry City Council", "Coventry City Council"),
            ("Warwickshire County Council", "Warwickshire CC"),
            (
                "University Hospitals Coventry and Warwickshire NHS Trust",
                "UHCW",
            ),
            ("Coventry and Warwickshire Partnership NHS Trust", "CWPT"),
            ("George Eliot Hospital NHS Trust", "George Eliot Hospital"),
            (
                "South Warwickshire NHS Foundation Trust",
                "South Warwickshire FT",
            ),
            (
                "Manchester University NHS Foundation Trust",
                "Manchester University FT",
            ),
            ("City of London Corporation", "City of London"),
            (
                "Kent and Medway NHS and Social Care Partnership Trust",
                "Kent & Medway MH",
            ),
            ("London Borough of Hackney", "LB Hackney"),
            ("London Borough of Newham Council", "LB Newham"),
            ("Royal Borough of Greenwich", "RB Greenwich"),
            (
                "London Borough of Hammersmith and Fulham",
                "LB Hammersmith & Fulham",
            ),
            ("Central and North West London NHS Foundation Trust", "CNWL"),
            (
                "NHS Bristol, North Somerset and South Gloucestershire CCG",
                "BNSSG CCG",
            ),
        ] {
            assert_eq!(label(name), short);
        }
    }
}
