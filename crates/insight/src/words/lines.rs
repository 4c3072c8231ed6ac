//! What is said of reporting lines.
use super::people::{counted, in_words};
use super::{count, number, work};

pub(crate) const NONE: &str =
    "No workstream that runs on this day is shown here, so there is no line to follow.";
pub(crate) const NEXT_NONE: &str =
    "Enter the work the partners share, who leads it and who contributes.";
pub(crate) const NEXT_SUMMARY: &str = "Where a line is too long, bring the one who does the work and the one who may decide to one table.";
pub(crate) const NEXT_TOO_LONG: &str =
    "Introduce them to somebody who may decide, or let somebody nearer decide.";
pub(crate) const NEXT_NO_LINE: &str =
    "Ask them whom they go to when something has to be decided, and record it.";
pub(crate) const NEXT_NOBODY: &str =
    "Record for the posts at the organisations that lead it what each lets its holder decide.";

pub(crate) fn rule(most: u32) -> String {
    format!(
        "A line is too long when it takes more than {}: the last hand is that of somebody who may decide.",
        counted(most, "hand", "hands")
    )
}

/// "X to Y to Z", or why there is none.
/// `shorter`: how many pairs nobody has assessed could make it shorter.
pub(crate) fn line(from: &str, way: &[String], assessed: bool, shorter: Option<u64>) -> String {
    match way {
        [] if assessed => {
            format!("From {from} no line on record leads to anybody who may decide.")
        }
        [] => format!("Of {from} nobody has assessed a working tie, so no line is known."),
        [start, onward @ ..] => format!(
            "From {start} it takes {} as far as is known{}: {}.",
            counted(onward.len() as u32, "hand", "hands"),
            match shorter {
                None => String::new(),
                Some(0) => ", and no pair that is not assessed could make it fewer".to_owned(),
                Some(1) => ", and 1 pair nobody has assessed could make it fewer".to_owned(),
                Some(pairs) => format!(
                    ", and any of {} pairs nobody has assessed could make it fewer",
                    number(u32::try_from(pairs).unwrap_or(u32::MAX))
                ),
            },
            onward.join(", then ")
        ),
    }
}

pub(crate) fn nobody_decides(name: &str, not_said: u32) -> String {
    let unsaid = if not_said == 0 {
        String::new()
    } else {
        format!(
            "; of {} there nobody has said what they may decide",
            counted(not_said, "person", "people")
        )
    };
    format!(
        "Nobody on record may decide {} at the organisations that lead it{unsaid}.",
        work(name)
    )
}

pub(crate) fn workstream(
    name: &str,
    people: u32,
    too_long: u32,
    no_line: u32,
    not_known: u32,
    deciders: u32,
) -> String {
    let mut parts = vec![match too_long {
        0 => "no line is too long".to_owned(),
        1 => "one line is too long as far as is known".to_owned(),
        many => format!("{} lines are too long as far as is known", in_words(many)),
    }];
    if no_line > 0 {
        parts.push(format!(
            "{} {} no line on record",
            counted(no_line, "person", "people"),
            if no_line == 1 { "has" } else { "have" }
        ));
    }
    if not_known > 0 {
        parts.push(format!(
            "of {} nothing is known",
            counted(not_known, "person", "people")
        ));
    }
    format!(
        "On {}, {} {} the work and {} may decide it: {}.",
        work(name),
        count(people, "person", "people"),
        if people == 1 { "does" } else { "do" },
        number(deciders),
        super::list(&parts),
    )
}

pub(crate) fn summary(lines: u32, too_long: u32, most: u32, not_assessed: u32) -> String {
    if lines == 0 {
        return "No line from those who do the work to somebody who may decide it is on record."
            .to_owned();
    }
    let doubt = match not_assessed {
        0 => String::new(),
        _ if too_long == 0 => String::new(),
        1 => " 1 pair of people is not assessed and counts here as no tie; it could make a line shorter."
            .to_owned(),
        many => format!(
            " {} pairs of people are not assessed and count here as no tie; each could make a line shorter.",
            number(many)
        ),
    };
    format!(
        "Of {} from those who do the work to somebody who may decide it, {} more than {} as far as is known, which is too long.{doubt}",
        count(lines, "line", "lines"),
        match too_long {
            0 => "none takes".to_owned(),
            1 => "one takes".to_owned(),
            many => format!("{} take", number(many)),
        },
        counted(most, "hand", "hands"),
    )
}
