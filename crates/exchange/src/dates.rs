//! Days as files write them.

use jiff::civil::Date;

use crate::table::Cell;

/// The day a cell holds, if it holds one.
pub(crate) fn day(cell: &Cell) -> Option<Date> {
    match cell {
        Cell::Date(date) => Some(*date),
        Cell::Number(number) => written(&format!("{}", *number as i64)),
        Cell::Text(text) => written(text),
        _ => None,
    }
}

/// A day written as 20190403, 2019-04-03, or in the British order as 03/04/2019, 3.4.19.
pub(crate) fn written(text: &str) -> Option<Date> {
    let text = text.trim();
    let text = text.split(['T', ' ']).next().unwrap_or(text);
    if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
        return Date::new(
            text[..4].parse().ok()?,
            text[4..6].parse().ok()?,
            text[6..].parse().ok()?,
        )
        .ok();
    }
    let parts: Vec<i16> = text
        .split(['-', '/', '.'])
        .map(|part| part.parse().ok())
        .collect::<Option<_>>()?;
    let [one, two, three] = parts.as_slice() else {
        return None;
    };
    let (year, month, day) = if *one > 31 {
        (*one, *two, *three)
    } else {
        (*three, *two, *one)
    };
    let year = if year < 100 { year + 2000 } else { year };
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_are_read_in_the_british_order() {
        for text in [
            "20190403",
            "2019-04-03",
            "03/04/2019",
            "3.4.19",
            "2019-04-03T10:00:00",
        ] {
            assert_eq!(written(text), Some(date(2019, 4, 3)), "{text}");
        }
        for text in ["", "tbc", "31/02/2019", "2019"] {
            assert_eq!(written(text), None, "{text}");
        }
    }
}
