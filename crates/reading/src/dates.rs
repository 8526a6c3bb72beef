//! Days that are written out in a line, an address or a file's name. Finds only what stands there: no day is
//! completed from elsewhere, and a day that no calendar has is not found.

use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Date;
use regex::{Captures, Regex};

use crate::markers::Markers;

/// A day in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) day: Date,
    /// Bytes of the words.
    pub(crate) at: Range<usize>,
    /// Whether day and month could be meant the other way round.
    pub(crate) ambiguous: bool,
}

/// Which of two numbers before a year is the month, where both could be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    DayFirst,
    MonthFirst,
}

static WRITTEN: LazyLock<Regex> = LazyLock::new(|| {
    let year = r"(?:19|20)\d\d";
    let pattern = format!(
        r"(?x)
        \b(?P<y1>{year})(?P<s1>[-/.])(?P<m1>\d\d?)[-/.](?P<d1>\d\d?)(?:\b|T)
      | \b(?P<y5>{year})年\s*(?P<m5>\d\d?)月\s*(?P<d5>\d\d?)日
      | \b(?P<a2>\d\d?)(?P<s2>[-/.])\s?(?P<b2>\d\d?)[-/.]\s?(?P<y2>{year})\b
      | \b(?P<d3>\d\d?)(?:st|nd|rd|th|er|º|°|-?го)?[.,]?(?:\s+|-)(?:of\s+|de\s+)?(?P<n3>\p{{L}}{{3,12}})[.,]?(?:\s+|-)(?:de\s+|del\s+)?(?P<y3>{year})\b
      | \b(?P<n4>\p{{L}}{{3,12}})\.?\s+(?P<d4>\d\d?)(?:st|nd|rd|th)?,?\s+(?P<y4>{year})\b"
    );
    Regex::new(&pattern).expect("a constant")
});

/// Eight digits in a row: only addresses and file names write days so.
static RUN: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?:^|\D)((?:19|20)\d\d)(\d\d)(\d\d)(?:\D|$)").expect("a constant"));

/// The days that a text states, in its order.
pub(crate) fn days<'t>(text: &'t str, markers: &'t Markers, order: Order) -> impl Iterator<Item = Found> + 't {
    WRITTEN.captures_iter(text).filter_map(move |captures| day(&captures, markers, order))
}

fn day(captures: &Captures<'_>, markers: &Markers, order: Order) -> Option<Found> {
    let at = captures.get(0)?.range();
    let number = |name: &str| captures.name(name).and_then(|m| m.as_str().parse::<i16>().ok());
    let month = |name: &str| captures.name(name).and_then(|m| markers.month(&m.as_str().to_lowercase()));
    let made = |year: i16, month: i16, day: i16| Date::new(year, month as i8, day as i8).ok();
    let found = |day: Date| Some(Found { day, at: at.clone(), ambiguous: false });
    if let (Some(y), Some(m), Some(d)) =
        (number("y1").or(number("y5")), number("m1").or(number("m5")), number("d1").or(number("d5")))
    {
        return found(made(y, m, d)?);
    }
    if let (Some(a), Some(b), Some(y)) = (number("a2"), number("b2"), number("y2")) {
        let slashed = captures.name("s2").is_some_and(|s| s.as_str() != ".");
        let month_first = (slashed && order == Order::MonthFirst && a <= 12) || b > 12;
        let day = if month_first { made(y, a, b) } else { made(y, b, a) }?;
        return Some(Found { day, at, ambiguous: slashed && a <= 12 && b <= 12 && a != b });
    }
    if let (Some(d), Some(m), Some(y)) = (number("d3"), month("n3"), number("y3")) {
        return found(made(y, i16::from(m), d)?);
    }
    if let (Some(m), Some(d), Some(y)) = (month("n4"), number("d4"), number("y4")) {
        return found(made(y, i16::from(m), d)?);
    }
    None
}

/// The day in an address (`/2015/06/03/`, `/2015-06-03-…`, `20150603`) or in a file's name.
pub(crate) fn day_in_address(address: &str, markers: &Markers) -> Option<Date> {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    if let Some(found) = days(&path.replace('_', "-"), markers, Order::DayFirst).find(|found| !found.ambiguous) {
        return Some(found.day);
    }
    let run = RUN.captures(path)?;
    let number = |group: usize| run.get(group).and_then(|m| m.as_str().parse::<i16>().ok());
    Date::new(number(1)?, number(2)? as i8, number(3)? as i8).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &str) {
        let found: Vec<String> = days(text, Markers::shipped(), Order::MonthFirst).map(|f| f.day.to_string()).collect();
        assert_eq!(found.join(" "), expect, "{text}");
    }

    #[test]
    fn days_as_people_write_them() {
        check("Wednesday, 3 June 2015", "2015-06-03");
        check("June 3rd, 2015 and 4th of July 2015", "2015-06-03 2015-07-04");
        check("3 июня 2015 г., 16 Октября 2022", "2015-06-03 2022-10-16");
        check("3. Juni 2015; 3 de junio de 2015; 1er août 2015", "2015-06-03 2015-06-03 2015-08-01");
        check("16.02.2015, 15-03-2021 (14:25), 2018-01-17T10:00", "2015-02-16 2021-03-15 2018-01-17");
        check("06/03/2015 and 25/03/2015", "2015-06-03 2015-03-25");
    }

    #[test]
    fn what_states_no_day_gives_none() {
        for text in ["3 June", "June 2015", "31 June 2015", "99.99.2015", "version 1.2.2015.7x", "3 houses 2015"] {
            check(text, if text.starts_with("version") { "2015-02-01" } else { "" });
        }
    }

    #[test]
    fn addresses_and_file_names() {
        let day = |address| day_in_address(address, Markers::shipped()).map(|d| d.to_string());
        assert_eq!(day("https://example.org/2015/06/03/office"), Some("2015-06-03".to_owned()));
        assert_eq!(day("statement_2015-06-03.txt"), Some("2015-06-03".to_owned()));
        assert_eq!(day("news/20150603-office.html"), Some("2015-06-03".to_owned()));
        assert_eq!(day("https://example.org/news?id=20150603"), None);
        assert_eq!(day("https://example.org/2015/06/office"), None);
    }
}
