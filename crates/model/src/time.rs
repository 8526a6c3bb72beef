//! Dates as EDTF (ISO 8601-2:2019, Annex A) and times of day.

use std::ops::Range;

use edtf_core::{Bound, Edtf as Parsed};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A valid EDTF expression in its written form, such as `2015-06-03`, `2014-12`, `XXXX-06-03`, `201X`,
/// `2015-06-03~`, `[2015-06-02,2015-06-03]`, `2014-12-13/2014-12-14`, `../2015-06-03`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Edtf(String);

/// Text that is no date in EDTF.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{text}\" is no date in EDTF (write 2015-06-03, 2015-06 or 2015): {why}")]
pub struct BadEdtf {
    text: String,
    why: String,
}

/// How fine a date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// Longer than a year, or open.
    Vague,
    /// A year.
    Year,
    /// Longer than one month, less than a year.
    Months,
    /// A month.
    Month,
    /// More than one day, less than a month.
    Days,
    /// One day.
    Day,
}

/// How one value stands to another of the same field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// They say the same.
    Equal,
    /// The first says more.
    Narrower,
    /// The first says less.
    Wider,
    /// Both can be true.
    Compatible,
    /// Only one can be true.
    Exclusive,
}

impl Relation {
    /// The relation seen from the other value.
    pub fn reversed(self) -> Self {
        match self {
            Relation::Narrower => Relation::Wider,
            Relation::Wider => Relation::Narrower,
            same => same,
        }
    }
}

impl Edtf {
    /// Reads an expression.
    ///
    /// # Errors
    ///
    /// [`BadEdtf`] with the words and the place that is wrong.
    pub fn parse(text: &str) -> Result<Self, BadEdtf> {
        match Parsed::parse(text) {
            Ok(_) => Ok(Edtf(text.to_owned())),
            Err(error) => Err(BadEdtf { text: text.to_owned(), why: error.to_string() }),
        }
    }

    /// One day.
    pub fn day(date: Date) -> Self {
        Edtf(date.strftime("%Y-%m-%d").to_string())
    }

    /// A month of a year, from 1 to 12; `None` outside.
    pub fn month(year: i16, month: i8) -> Option<Self> {
        ((0..=9999).contains(&year) && (1..=12).contains(&month)).then(|| Edtf(format!("{year:04}-{month:02}")))
    }

    /// A year from 0 to 9999; `None` outside.
    pub fn year(year: i16) -> Option<Self> {
        (0..=9999).contains(&year).then(|| Edtf(format!("{year:04}")))
    }

    /// A day of a month in a year that nobody tells; `None` where no year has such a day.
    pub fn month_day(month: i8, day: i8) -> Option<Self> {
        Date::new(2000, month, day).ok().map(|_| Edtf(format!("XXXX-{month:02}-{day:02}")))
    }

    /// All days from the first to the last; a single day where they are the same.
    pub fn interval(first: Date, last: Date) -> Self {
        if first == last { Edtf::day(first) } else { Edtf(format!("{}/{}", Edtf::day(first), Edtf::day(last))) }
    }

    /// One of these two days.
    pub fn one_of(first: Date, last: Date) -> Self {
        if first == last { Edtf::day(first) } else { Edtf(format!("[{},{}]", Edtf::day(first), Edtf::day(last))) }
    }

    /// The same date marked as approximate, where it is a plain date.
    pub fn approximate(self) -> Self {
        match Parsed::parse(&self.0) {
            Ok(Parsed::Date(date)) if !date.is_approximate() && !date.is_uncertain() => Edtf(format!("{}~", self.0)),
            _ => self,
        }
    }

    /// The expression as it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn parsed(&self) -> Parsed {
        Parsed::parse(&self.0).expect("an Edtf is only made of valid expressions")
    }

    /// The first and the last day that it can mean; `None` for an open side, or where nothing tells the year.
    pub fn bounds(&self) -> (Option<Date>, Option<Date>) {
        if self.lacks_year() {
            return (None, None);
        }
        if let Some((first, last)) = plain_bounds(&self.0) {
            return (Some(first), Some(last));
        }
        let date = |bound: Bound| match bound {
            Bound::Date(d) => Date::new(i16::try_from(d.year).ok()?, d.month as i8, d.day as i8).ok(),
            _ => None,
        };
        let bounds = self.parsed().bounds();
        (date(bounds.earliest), date(bounds.latest))
    }

    /// The day, where it means just one.
    pub fn as_day(&self) -> Option<Date> {
        match self.bounds() {
            (Some(first), Some(last)) if first == last => Some(first),
            _ => None,
        }
    }

    /// Whether the year is not told (`XXXX-06-03`).
    pub fn lacks_year(&self) -> bool {
        self.0.starts_with("XXXX")
    }

    /// The same month and day in a year, where the year was not told and the year has that day.
    pub fn with_year(&self, year: i16) -> Option<Edtf> {
        let rest = self.0.strip_prefix("XXXX")?;
        Edtf::parse(&format!("{year:04}{rest}")).ok()
    }

    /// How fine it is.
    pub fn precision(&self) -> Precision {
        if self.lacks_year() {
            return if self.0.len() >= 10 && !self.0[5..].contains('X') { Precision::Day } else { Precision::Month };
        }
        match self.bounds() {
            (Some(first), Some(last)) => match (last - first).get_days() {
                0 => Precision::Day,
                1..=26 => Precision::Days,
                27..=30 => Precision::Month,
                31..=363 => Precision::Months,
                364..=366 => Precision::Year,
                _ => Precision::Vague,
            },
            _ => Precision::Vague,
        }
    }

    /// How it stands to another date. Approximation (`~`) allows a day beside a day, a month beside a month.
    pub fn relation(&self, other: &Edtf) -> Relation {
        if without_marks(&self.0) == without_marks(&other.0) {
            return Relation::Equal;
        }
        match (self.lacks_year(), other.lacks_year()) {
            (true, true) => return self.relation_in(other, 2000),
            (true, false) => return other.relation(self).reversed(),
            (false, true) => {
                let year = self.bounds().0.map_or(2000, |d| d.year());
                return other.with_year(year).map_or(Relation::Compatible, |filled| match self.relation(&filled) {
                    Relation::Equal => Relation::Narrower,
                    relation => relation,
                });
            }
            (false, false) => {}
        }
        let range = |e: &Edtf| {
            let (first, last) = e.bounds();
            (first.unwrap_or(Date::MIN), last.unwrap_or(Date::MAX))
        };
        let (a, b) = (range(self), range(other));
        if a.0 >= b.0 && a.1 <= b.1 {
            return Relation::Narrower;
        }
        if b.0 >= a.0 && b.1 <= a.1 {
            return Relation::Wider;
        }
        let (a, b) = (wider(a, self.slack()), wider(b, other.slack()));
        if a.0 <= b.1 && b.0 <= a.1 { Relation::Compatible } else { Relation::Exclusive }
    }

    fn relation_in(&self, other: &Edtf, year: i16) -> Relation {
        match (self.with_year(year), other.with_year(year)) {
            (Some(a), Some(b)) => a.relation(&b),
            _ => Relation::Compatible,
        }
    }

    /// Days by which an approximate date may be off.
    fn slack(&self) -> i32 {
        if !self.0.contains(['~', '%', '?']) {
            return 0;
        }
        match self.precision() {
            Precision::Day | Precision::Days => 3,
            Precision::Month | Precision::Months => 31,
            Precision::Year | Precision::Vague => 366,
        }
    }
}

/// An expression without the marks of approximation at its end.
fn without_marks(text: &str) -> &str {
    text.trim_end_matches(['~', '?', '%'])
}

/// A range with so many days more at each side.
fn wider((first, last): (Date, Date), days: i32) -> (Date, Date) {
    let days = jiff::Span::new().days(days);
    (first.saturating_sub(days), last.saturating_add(days))
}

/// The first and the last day of a plain year, month or day, which most dates are; `None` for any other expression.
fn plain_bounds(text: &str) -> Option<(Date, Date)> {
    let text = without_marks(text);
    let number = |at: Range<usize>| -> Option<i16> {
        let digits = text.get(at).filter(|d| d.bytes().all(|b| b.is_ascii_digit()))?;
        digits.parse().ok()
    };
    let date = |month: i16, day: i16| Date::new(number(0..4)?, month as i8, day as i8).ok();
    let dash = |at: usize| text.as_bytes()[at] == b'-';
    match text.len() {
        4 => date(1, 1).zip(date(12, 31)),
        7 if dash(4) => date(number(5..7)?, 1).map(|first| (first, first.last_of_month())),
        10 if dash(4) && dash(7) => date(number(5..7)?, number(8..10)?).map(|day| (day, day)),
        _ => None,
    }
}

impl std::fmt::Display for Edtf {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Edtf {
    type Error = BadEdtf;

    fn try_from(text: String) -> Result<Self, BadEdtf> {
        Edtf::parse(&text)
    }
}

impl From<Edtf> for String {
    fn from(edtf: Edtf) -> String {
        edtf.0
    }
}

/// A time of day in hours and minutes, `11:30`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Clock {
    minutes: u16,
}

impl Clock {
    /// Hours from 0 to 23 and minutes from 0 to 59 (24:00 is 0:00); `None` outside.
    pub fn new(hour: u16, minute: u16) -> Option<Self> {
        let hour = if (hour, minute) == (24, 0) { 0 } else { hour };
        (hour < 24 && minute < 60).then_some(Clock { minutes: hour * 60 + minute })
    }

    /// Minutes since midnight.
    pub fn minutes(self) -> u16 {
        self.minutes
    }

    /// So many minutes later, and how many days later that is.
    pub fn plus(self, minutes: i32) -> (Clock, i32) {
        let sum = i32::from(self.minutes) + minutes;
        (Clock { minutes: sum.rem_euclid(1440) as u16 }, sum.div_euclid(1440))
    }
}

impl std::fmt::Display for Clock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:02}:{:02}", self.minutes / 60, self.minutes % 60)
    }
}

impl TryFrom<String> for Clock {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let parts = text.split_once(':').and_then(|(h, m)| Clock::new(h.parse().ok()?, m.get(..2)?.parse().ok()?));
        parts.ok_or_else(|| format!("\"{text}\" is no time of day; write it as 11:30"))
    }
}

impl From<Clock> for String {
    fn from(clock: Clock) -> String {
        clock.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edtf(text: &str) -> Edtf {
        Edtf::parse(text).expect("a valid date")
    }

    #[test]
    fn relations_between_dates() {
        for (a, b, relation) in [
            ("2015-06-03", "2015-06-03", Relation::Equal),
            ("2015-06-03", "2015-06-03~", Relation::Equal),
            ("2015-06-03", "2015-06", Relation::Narrower),
            ("2015", "2015-06", Relation::Wider),
            ("2015-06-03", "XXXX-06-03", Relation::Narrower),
            ("XXXX-06-03", "2015-06-03", Relation::Wider),
            ("2015-06-03", "XXXX-06-04", Relation::Exclusive),
            ("2015-06-03", "2015-06-04", Relation::Exclusive),
            ("2015-06-03~", "2015-06-04", Relation::Compatible),
            ("2015-06-03", "[2015-06-02,2015-06-03]", Relation::Narrower),
            ("../2015-06-03", "2015-06-01", Relation::Wider),
            ("2014-12-13/2014-12-14", "2014-12-14/2014-12-15", Relation::Compatible),
        ] {
            assert_eq!(edtf(a).relation(&edtf(b)), relation, "{a} to {b}");
            assert_eq!(edtf(b).relation(&edtf(a)), relation.reversed(), "{b} to {a}");
        }
    }

    #[test]
    fn precision_of_dates() {
        for (text, precision) in [
            ("2015-06-03", Precision::Day),
            ("XXXX-06-03", Precision::Day),
            ("2015-06", Precision::Month),
            ("2015", Precision::Year),
            ("201X", Precision::Vague),
            ("2015-06-01/2015-06-07", Precision::Days),
            ("../2015", Precision::Vague),
        ] {
            assert_eq!(edtf(text).precision(), precision, "{text}");
        }
    }

    #[test]
    fn plain_dates_have_the_bounds_of_their_expressions() {
        for text in ["2015", "2015~", "0000", "9999", "2015-02", "2016-02?", "2015-12", "2016-02-29", "2015-06-03%"] {
            let bounds = Parsed::parse(text).expect("a valid date").bounds();
            let written = |date: Date| (i64::from(date.year()), date.month() as u8, date.day() as u8);
            let date = |bound: Bound| match bound {
                Bound::Date(d) => (d.year, d.month, d.day),
                other => panic!("{text}: {other:?}"),
            };
            let (first, last) = plain_bounds(text).expect("a plain date");
            assert_eq!((written(first), written(last)), (date(bounds.earliest), date(bounds.latest)), "{text}");
        }
        for text in ["201X", "2015-21", "2015-XX", "../2015", "2014/2015", "[2015-06-02,2015-06-03]", "Y17000", "-2015"]
        {
            assert_eq!(plain_bounds(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_refused_with_a_mend() {
        let error = Edtf::parse("3 June").expect_err("no EDTF");
        assert!(error.to_string().contains("write 2015-06-03"), "{error}");
        assert_eq!(Edtf::month_day(2, 30), None);
    }

    #[test]
    fn an_hour_later_can_be_the_next_day() {
        let clock = Clock::new(23, 30).expect("a time of day");
        assert_eq!(clock.plus(60), (Clock::new(0, 30).expect("a time of day"), 1));
        assert_eq!(Clock::new(25, 0), None);
    }
}
