//! Reading the people out of a cell: "Dr A. B. Example OBE (Chief Officer, Vale CCG)", several of
//! them in one cell, and what is no name at all.

use crate::names::{straight, tidy};

/// A person as a cell gives them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Named {
    /// The name with its title and honours, as written.
    pub(crate) name: String,
    /// What is written after the name: title, organisation or both.
    pub(crate) rest: String,
}

/// What a cell that should name people says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Naming {
    /// That it is not known ("tbc", "?", "vacant").
    NotSaid,
    /// These people.
    People(Vec<Named>),
    /// Something in which no person's name can be found.
    Unclear,
}

/// Whether a value stands for "not known".
pub(crate) fn stands_for_nothing(text: &str) -> bool {
    matches!(
        tidy(text).to_lowercase().trim_end_matches('.'),
        "" | "?"
            | "??"
            | "-"
            | "–"
            | "—"
            | "tbc"
            | "tba"
            | "tbd"
            | "n/a"
            | "na"
            | "none"
            | "nil"
            | "unknown"
            | "vacant"
            | "vacancy"
            | "to be confirmed"
            | "to be appointed"
            | "not known"
            | "#n/a"
            | "contact n/a"
            | "null"
    )
}

/// Whether a value in a column of codes stands for "there is none". NIL and NA are codes.
pub(crate) fn stands_for_no_code(text: &str) -> bool {
    stands_for_nothing(text) && !matches!(tidy(text).as_str(), "NIL" | "NA" | "NONE")
}

/// Words that begin a job title.
const TITLES: &[&str] = &[
    "chief",
    "chair",
    "chairman",
    "chairwoman",
    "accountable",
    "director",
    "executive",
    "independent",
    "managing",
    "clinical",
    "medical",
    "senior",
    "deputy",
    "interim",
    "acting",
    "programme",
    "corporate",
    "stp",
    "ics",
    "lead",
    "leader",
    "head",
    "co",
    "ceo",
    "coo",
    "cfo",
    "vice",
    "strategic",
    "associate",
    "joint",
    "locality",
    "nursing",
    "finance",
    "partner",
];

/// Words that an organisation's name has and a person's has not.
const NOT_A_PERSON: &[&str] = &[
    "nhs",
    "trust",
    "ccg",
    "ccgs",
    "hospital",
    "hospitals",
    "council",
    "university",
    "foundation",
    "partnership",
    "health",
    "healthcare",
    "care",
    "stp",
    "ics",
    "board",
    "commissioning",
    "county",
    "city",
    "borough",
    "authority",
    "service",
    "services",
    "community",
    "group",
    "groups",
    "england",
    "combined",
    "director",
    "chief",
    "chair",
    "officer",
    "executive",
    "queries",
    "email",
    "lead",
    "ahsn",
    "alliance",
    "federation",
    "programme",
    "region",
    "vacant",
    "tbc",
    "and",
];

const HONORIFICS: &[&str] = &[
    "dr",
    "prof",
    "professor",
    "sir",
    "dame",
    "lord",
    "lady",
    "baroness",
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "cllr",
    "councillor",
    "rev",
    "reverend",
    "rt",
];

const HONOURS: &[&str] = &[
    "obe", "cbe", "mbe", "kbe", "dbe", "dl", "frcp", "frcgp", "phd", "mp", "qc", "bem",
];

/// The people a cell names.
pub(crate) fn people_in(cell: &str) -> Naming {
    if stands_for_nothing(cell) {
        return Naming::NotSaid;
    }
    let mut found: Vec<Named> = Vec::new();
    for line in cell
        .split(['\n', '\r'])
        .flat_map(|line| line.split(" / "))
        .map(tidy)
    {
        let line = straight(&line);
        if line.is_empty() {
            continue;
        }
        let line = without_heading(&line);
        for piece in at_each_person(line) {
            match starts_with_person(piece) {
                Some((name, rest)) => found.push(Named { name, rest }),
                // What goes on from the line before belongs to the person named there.
                None => match found.last_mut() {
                    Some(person) if !person.rest.is_empty() => {
                        person.rest = format!("{}, {piece}", person.rest.trim_end_matches(','));
                    }
                    Some(person) => piece.clone_into(&mut person.rest),
                    None => return Naming::Unclear,
                },
            }
        }
    }
    for person in &mut found {
        person.rest = without_brackets(&person.rest);
    }
    if found.is_empty() {
        Naming::Unclear
    } else {
        Naming::People(found)
    }
}

/// "Example ICS: Name (…)" heads the name with what it is for.
fn without_heading(line: &str) -> &str {
    match line.split_once(": ") {
        Some((head, rest)) if !head.contains(['(', ',']) && starts_with_person(rest).is_some() => {
            rest
        }
        _ => line,
    }
}

/// Parts "… and Name, Chief …" at each further person.
fn at_each_person(line: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for (at, _) in line.match_indices(" and ") {
        let after = &line[at + 5..];
        let is_person = starts_with_person(after).is_some_and(|(_, rest)| {
            rest.split([' ', ','])
                .find(|w| !w.is_empty())
                .is_some_and(is_title_word)
        });
        if is_person {
            pieces.push(line[start..at].trim_end_matches([',', ' ']));
            start = at + 5;
        }
    }
    pieces.push(&line[start..]);
    pieces
}

fn is_title_word(word: &str) -> bool {
    let word = word.trim_start_matches('(').to_lowercase();
    TITLES.contains(&word.as_str())
}

/// The person's name a text begins with, and what follows it.
fn starts_with_person(text: &str) -> Option<(String, String)> {
    let end = text
        .find([',', '(', ';'])
        .or_else(|| text.find(" - "))
        .or_else(|| text.find(" – "));
    let (name, rest) = end.map_or((text, ""), |end| text.split_at(end));
    let name = tidy(name);
    if !is_a_persons_name(&name) {
        return None;
    }
    Some((
        name,
        rest.trim_start_matches([',', ';', ' ', '-', '–'])
            .trim()
            .to_owned(),
    ))
}

/// Two to five words that begin with capitals, none of them an organisation's or a title's.
pub(crate) fn is_a_persons_name(name: &str) -> bool {
    let words: Vec<&str> = name.split(' ').filter(|word| !word.is_empty()).collect();
    let plain = words
        .iter()
        .filter(|word| {
            let word = word.trim_matches(['.', ',']).to_lowercase();
            !HONORIFICS.contains(&word.as_str()) && !HONOURS.contains(&word.as_str())
        })
        .count();
    (2..=4).contains(&plain)
        && words.iter().all(|word| {
            let lower = word.trim_matches(['.', ',']).to_lowercase();
            let particle = matches!(
                lower.as_str(),
                "de" | "van" | "von" | "der" | "la" | "le" | "al" | "bin" | "da"
            );
            !NOT_A_PERSON.contains(&lower.as_str())
                && (particle || word.chars().next().is_some_and(char::is_uppercase))
                && word
                    .chars()
                    .all(|c| c.is_alphabetic() || matches!(c, '\'' | '-' | '.'))
        })
}

/// "(Chief Officer, Vale CCG)" without the brackets around all of it, closed or not.
fn without_brackets(rest: &str) -> String {
    let rest = rest.trim().trim_end_matches(['.', ',']);
    if let Some(inner) = rest.strip_prefix('(') {
        let inner = inner.strip_suffix(')').map_or(inner, |shorter| {
            let opened = shorter.matches('(').count();
            let closed = shorter.matches(')').count();
            if opened > closed { inner } else { shorter }
        });
        return tidy(inner);
    }
    tidy(rest)
}

/// The ways in which what follows a name may be title and organisation, likeliest first.
/// "Chair of Vale Trust" parts at "of"; "Chief Executive, Vale Trust" at the first comma, then later ones.
pub(crate) fn title_and_organisation(rest: &str) -> Vec<(String, String)> {
    let mut ways = Vec::new();
    let parts: Vec<&str> = rest.split(", ").collect();
    for at in 1..parts.len() {
        ways.push((parts[..at].join(", "), parts[at..].join(", ")));
    }
    for joint in [" of the ", " of ", " at the ", " at ", " for the ", " for "] {
        if let Some((title, organisation)) = rest.split_once(joint)
            && title.split([' ', ',']).next().is_some_and(is_title_word)
        {
            ways.insert(0, (title.to_owned(), organisation.to_owned()));
            break;
        }
    }
    if !rest.is_empty() {
        if rest.split([' ', ',']).next().is_some_and(is_title_word) {
            ways.push((rest.to_owned(), String::new()));
        } else {
            ways.push((String::new(), rest.to_owned()));
        }
    }
    ways
}

/// The organisations one text may name: "A, B and C CCGs" are three.
pub(crate) fn organisations_in(text: &str) -> Vec<String> {
    let text = tidy(text);
    let text = text.trim_end_matches(['?', '.', ';']).trim().to_owned();
    let mut all = vec![text.clone()];
    let shorter = text
        .trim_end_matches("(CCGs)")
        .trim_end()
        .replace("Clinical Commissioning Groups", "CCGs");
    let plural = shorter.contains("CCGs");
    if plural {
        // "Vale CCGs (A, B and C)" names them in brackets; "A, B and C CCGs" before.
        let list = match (shorter.split_once('('), shorter.strip_suffix("CCGs")) {
            (Some((_, inner)), _) => inner.trim_end_matches(')').to_owned(),
            (None, Some(before)) => before.to_owned(),
            (None, None) => shorter.replace("CCGs", ""),
        };
        all.extend(parted(&list).into_iter().map(|name| format!("{name} CCG")));
    } else if text.contains(';') {
        all.extend(text.split(';').map(tidy).filter(|name| !name.is_empty()));
    } else if let Some((one, other)) = text.split_once(" and ")
        && looks_like_body(one)
        && looks_like_body(other)
    {
        all.push(tidy(one));
        all.push(tidy(other.trim_end_matches(" Federation")));
    }
    all
}

fn looks_like_body(text: &str) -> bool {
    ["CCG", "Trust", "Council", "Board", "Authority"]
        .iter()
        .any(|word| text.contains(word))
}

fn parted(list: &str) -> Vec<String> {
    list.split(',')
        .flat_map(|piece| piece.split(" and "))
        .map(tidy)
        .filter(|piece| !piece.is_empty())
        .collect()
}

/// A person's name as it is compared: without titles and honours.
pub(crate) fn person_key(name: &str) -> String {
    straight(&tidy(name))
        .to_lowercase()
        .split(|c: char| c.is_whitespace() || c == ',' || c == '.')
        .filter(|word| !word.is_empty() && !HONORIFICS.contains(word) && !HONOURS.contains(word))
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn named(cell: &str) -> Vec<(String, String)> {
        match people_in(cell) {
            Naming::People(people) => people.into_iter().map(|p| (p.name, p.rest)).collect(),
            _ => Vec::new(),
        }
    }

    #[test]
    fn every_way_the_published_leads_are_written_is_read() {
        for (cell, expected) in [
            (
                "Dr Amanda Doyle OBE (Chief Clinical Officer, Blackpool CCG)",
                vec![(
                    "Dr Amanda Doyle OBE",
                    "Chief Clinical Officer, Blackpool CCG",
                )],
            ),
            ("Simon Pleydell, Chair", vec![("Simon Pleydell", "Chair")]),
            (
                "Eamonn Boylan (Chief Executive of the Greater Manchester Combined Authority (GMCA)\n\nJon Rouse, Chief Officer, Greater Manchester Health & Social Care Partnership",
                vec![
                    (
                        "Eamonn Boylan",
                        "Chief Executive of the Greater Manchester Combined Authority (GMCA)",
                    ),
                    (
                        "Jon Rouse",
                        "Chief Officer, Greater Manchester Health & Social Care Partnership",
                    ),
                ],
            ),
            (
                "Andy Williams (Accountable Officer, Sandwell West Birmingham CCG) / Ms Helen Hibbs, STP lead for Black Country",
                vec![
                    (
                        "Andy Williams",
                        "Accountable Officer, Sandwell West Birmingham CCG",
                    ),
                    ("Ms Helen Hibbs", "STP lead for Black Country"),
                ],
            ),
            (
                "Sir Ron Kerr, Independent Chair\n Robert Woolley, Chief Executive\n University Hospitals Bristol NHS Foundation Trust\n Laura Nicholas, Programme Director",
                vec![
                    ("Sir Ron Kerr", "Independent Chair"),
                    (
                        "Robert Woolley",
                        "Chief Executive, University Hospitals Bristol NHS Foundation Trust",
                    ),
                    ("Laura Nicholas", "Programme Director"),
                ],
            ),
            (
                "Mairead McAlinden, Chief Executive of Torbay and South Devon NHS Foundation Trust and Suzanne Tracey, Chief Executive of Royal Devon and Exeter NHS Foundation Trust",
                vec![
                    (
                        "Mairead McAlinden",
                        "Chief Executive of Torbay and South Devon NHS Foundation Trust",
                    ),
                    (
                        "Suzanne Tracey",
                        "Chief Executive of Royal Devon and Exeter NHS Foundation Trust",
                    ),
                ],
            ),
            (
                "Professor Gary Ford, Chief Executive, Oxford AHSN\n\nBuckinghamshire ICS: Louise Patten (Chief Officer Aylesbury Vale CCG and Chiltern CCG Federation)",
                vec![
                    ("Professor Gary Ford", "Chief Executive, Oxford AHSN"),
                    (
                        "Louise Patten",
                        "Chief Officer Aylesbury Vale CCG and Chiltern CCG Federation",
                    ),
                ],
            ),
        ] {
            let expected: Vec<(String, String)> = expected
                .into_iter()
                .map(|(a, b)| (a.to_owned(), b.to_owned()))
                .collect();
            assert_eq!(named(cell), expected);
        }
        assert_eq!(people_in("tbc"), Naming::NotSaid);
        assert_eq!(people_in("The programme office"), Naming::Unclear);
    }

    #[test]
    fn joint_posts_name_every_body() {
        assert_eq!(
            organisations_in("Bexley, Bromley and Southwark Clinical Commissioning Groups (CCGs)")
                [1..],
            ["Bexley CCG", "Bromley CCG", "Southwark CCG"]
        );
        assert_eq!(
            organisations_in("South Norfolk and North Norfolk CCGs")[1..],
            ["South Norfolk CCG", "North Norfolk CCG"]
        );
        assert_eq!(
            organisations_in(
                "the North Central London Clinical Commissioning Groups (Barnet and Camden)."
            )[1..],
            ["Barnet CCG", "Camden CCG"]
        );
    }

    #[test]
    fn titles_and_honours_do_not_tell_people_apart() {
        assert_eq!(
            person_key("Sir Andrew Cash OBE"),
            person_key("Andrew  Cash")
        );
    }
}
