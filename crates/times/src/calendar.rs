//! Counting in the calendar: units, recurring days and months, holidays, and the periods that they name.
//!
//! It knows no words and no anchors: everything is computed from the days that are given.

use jiff::Span;
use jiff::civil::{Date, date};
use model::Edtf;

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Fortnight,
    Month,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
}

/// A stretch of days and how fine it was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Period {
    pub(crate) first: Date,
    pub(crate) last: Date,
    pub(crate) grain: Unit,
}

/// When a holiday is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Holiday {
    /// On the same month and day each year.
    Fixed(i8, i8),
    /// Days after Easter Sunday of the western churches.
    Easter(i32),
    /// Days after Easter Sunday of the eastern churches, in the Gregorian calendar.
    OrthodoxEaster(i32),
    /// Weekday (1 is Monday), which one in the month (-1 is the last), month, days after it.
    Nth(i8, i8, i8, i32),
}

/// What comes again and again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum What {
    Month(i8),
    MonthDay(i8, i8),
    /// A day of any month.
    Dom(i8),
    /// 1 is Monday.
    Weekday(i8),
    Holiday(Holiday),
    /// 1 is spring, 4 is winter.
    Season(i8),
    Quarter(i8),
    Half(i8),
    Weekend,
    Unit(Unit),
}

impl Unit {
    /// Months and days of one; nothing for what is shorter than a day.
    pub(crate) fn size(self) -> (i32, i32) {
        match self {
            Unit::Second | Unit::Minute | Unit::Hour => (0, 0),
            Unit::Day => (0, 1),
            Unit::Week => (0, 7),
            Unit::Fortnight => (0, 14),
            Unit::Month => (1, 0),
            Unit::Quarter => (3, 0),
            Unit::Half => (6, 0),
            Unit::Year => (12, 0),
            Unit::Decade => (120, 0),
            Unit::Century => (1200, 0),
        }
    }

    /// The unit's period around a day.
    pub(crate) fn around(self, day: Date) -> Option<Period> {
        let months = |length: i16| {
            let index = i16::from(day.month() - 1) / length * length;
            let first = date(day.year(), (index + 1) as i8, 1);
            first.checked_add(Span::new().months(length)).ok()?.yesterday().ok().map(|last| (first, last))
        };
        let years = |length: i16| {
            let year = day.year().div_euclid(length) * length;
            Some((Date::new(year, 1, 1).ok()?, Date::new(year + length - 1, 12, 31).ok()?))
        };
        let (first, last) = match self {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => (day, day),
            Unit::Week | Unit::Fortnight => {
                let first = add_days(day, -i32::from(day.weekday().to_monday_zero_offset()))?;
                (first, add_days(first, if self == Unit::Week { 6 } else { 13 })?)
            }
            Unit::Month => months(1)?,
            Unit::Quarter => months(3)?,
            Unit::Half => months(6)?,
            Unit::Year => years(1)?,
            Unit::Decade => years(10)?,
            Unit::Century => years(100)?,
        };
        Some(Period { first, last, grain: self })
    }
}

impl Period {
    pub(crate) fn day(day: Date) -> Self {
        Period { first: day, last: day, grain: Unit::Day }
    }

    /// The period as EDTF, in the fewest signs.
    pub(crate) fn edtf(self) -> Option<Edtf> {
        let (a, b) = (self.first, self.last);
        if a == b {
            return Some(Edtf::day(a));
        }
        let month_end = add_days(b, 1)?.day() == 1;
        let text = if a.day() == 1 && month_end {
            let whole_years = a.month() == 1 && b.month() == 12;
            let years = i32::from(b.year()) - i32::from(a.year()) + 1;
            match (whole_years, years) {
                (true, 1) => format!("{:04}", a.year()),
                (true, 10) if a.year() % 10 == 0 => format!("{:03}X", a.year() / 10),
                (true, 100) if a.year() % 100 == 0 => format!("{:02}XX", a.year() / 100),
                (true, _) => format!("{:04}/{:04}", a.year(), b.year()),
                _ if (a.year(), a.month()) == (b.year(), b.month()) => format!("{:04}-{:02}", a.year(), a.month()),
                _ => format!("{:04}-{:02}/{:04}-{:02}", a.year(), a.month(), b.year(), b.month()),
            }
        } else {
            format!("{a}/{b}")
        };
        Edtf::parse(&text).ok()
    }
}

impl What {
    /// How fine it is.
    pub(crate) fn grain(self) -> Unit {
        match self {
            What::Month(_) => Unit::Month,
            What::MonthDay(..) | What::Dom(_) | What::Weekday(_) | What::Holiday(_) => Unit::Day,
            What::Season(_) | What::Quarter(_) => Unit::Quarter,
            What::Half(_) => Unit::Half,
            What::Weekend => Unit::Week,
            What::Unit(unit) => unit,
        }
    }

    /// Its period that begins in a year, for what comes once a year.
    fn in_year(self, year: i16) -> Option<Period> {
        let months = |first: i8, count: i16, grain: Unit| {
            let first = Date::new(year, first, 1).ok()?;
            let last = first.checked_add(Span::new().months(count)).ok()?.yesterday().ok()?;
            Some(Period { first, last, grain })
        };
        match self {
            What::Month(month) => Unit::Month.around(Date::new(year, month, 1).ok()?),
            What::MonthDay(month, day) => Date::new(year, month, day).ok().map(Period::day),
            What::Holiday(holiday) => holiday.in_year(year).map(Period::day),
            What::Season(season) => months(season * 3, 3, Unit::Quarter),
            What::Quarter(quarter) => months(quarter * 3 - 2, 3, Unit::Quarter),
            What::Half(half) => months(half * 6 - 5, 6, Unit::Half),
            _ => None,
        }
    }

    fn yearly(self) -> bool {
        !matches!(self, What::Dom(_) | What::Weekday(_) | What::Weekend | What::Unit(_))
    }

    /// The latest one that begins on or before a day.
    pub(crate) fn at_or_before(self, day: Date) -> Option<Period> {
        match self {
            What::Unit(unit) => unit.around(day),
            What::Weekday(weekday) => {
                let back = (i32::from(day.weekday().to_monday_one_offset()) - i32::from(weekday)).rem_euclid(7);
                add_days(day, -back).map(Period::day)
            }
            What::Weekend => {
                let back = (i32::from(day.weekday().to_monday_one_offset()) - 6).rem_euclid(7);
                let first = add_days(day, -back)?;
                Some(Period { first, last: add_days(first, 1)?, grain: Unit::Week })
            }
            What::Dom(dom) => (0..4).find_map(|back| {
                let month = add_months(first_of_month(day), -back)?;
                let found = Date::new(month.year(), month.month(), dom).ok()?;
                (found <= day).then(|| Period::day(found))
            }),
            _ => (0..9).find_map(|back| self.in_year(day.year() - back).filter(|p| p.first <= day)),
        }
    }

    /// The first one that begins after a day.
    pub(crate) fn after(self, day: Date) -> Option<Period> {
        match self {
            What::Unit(unit) => unit.around(add_days(unit.around(day)?.last, 1)?),
            What::Weekday(_) | What::Weekend => self.at_or_before(add_days(day, 7)?),
            What::Dom(dom) => (0..4).find_map(|on| {
                let month = add_months(first_of_month(day), on)?;
                let found = Date::new(month.year(), month.month(), dom).ok()?;
                (found > day).then(|| Period::day(found))
            }),
            _ => (-1..9).find_map(|on| self.in_year(day.year() + on).filter(|p| p.first > day)),
        }
    }

    /// The n-th one inside a period (1 the first, -1 the last).
    pub(crate) fn nth_in(self, n: i32, within: Period) -> Option<Period> {
        if n == 0 || n.abs() > 400 {
            return None;
        }
        // A week belongs to the year that has its Thursday (ISO 8601), and to the month that it begins in.
        let (first, last) = match (self, within.grain) {
            (What::Unit(Unit::Week), Unit::Year) => (add_days(within.first, -3)?, add_days(within.last, -3)?),
            _ => (within.first, within.last),
        };
        let found = if n > 0 {
            let mut found = self.at_or_before(first).filter(|p| p.first == first).or_else(|| self.after(first))?;
            for _ in 1..n {
                found = self.after(found.first)?;
            }
            found
        } else {
            let mut found = self.at_or_before(last)?;
            for _ in 1..-n {
                found = self.at_or_before(add_days(found.first, -1)?)?;
            }
            found
        };
        (found.first >= first && found.first <= last).then_some(found)
    }

    /// Whether no year has it (31 June).
    pub(crate) fn impossible(self) -> bool {
        self.yearly() && self.in_year(2000).is_none()
    }
}

impl Holiday {
    fn in_year(self, year: i16) -> Option<Date> {
        match self {
            Holiday::Fixed(month, day) => Date::new(year, month, day).ok(),
            Holiday::Easter(days) => add_days(easter(year)?, days),
            Holiday::OrthodoxEaster(days) => add_days(orthodox_easter(year)?, days),
            Holiday::Nth(weekday, n, month, days) => {
                let within = Unit::Month.around(Date::new(year, month, 1).ok()?)?;
                add_days(What::Weekday(weekday).nth_in(i32::from(n), within)?.first, days)
            }
        }
    }
}

pub(crate) fn add_days(day: Date, days: i32) -> Option<Date> {
    day.checked_add(Span::new().try_days(days).ok()?).ok()
}

pub(crate) fn add_months(day: Date, months: i32) -> Option<Date> {
    day.checked_add(Span::new().try_months(months).ok()?).ok()
}

fn first_of_month(day: Date) -> Date {
    day.first_of_month()
}

/// Days that the Gregorian calendar is ahead of the Julian one, for a day written in the Julian one.
pub(crate) fn julian_lag(day: Date) -> i32 {
    let year = i32::from(day.year()) - i32::from(day.month() < 3);
    year.div_euclid(100) - year.div_euclid(400) - 2
}

/// Easter Sunday by the Gregorian computus (Meeus, Astronomical Algorithms, chapter 8).
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Date::new(year, (n / 31) as i8, (n % 31 + 1) as i8).ok()
}

/// Easter Sunday by the Julian computus, as a Gregorian day (Meeus, chapter 8).
fn orthodox_easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 4, y % 7, y % 19);
    let d = (19 * c + 15) % 30;
    let e = (2 * a + 4 * b - d + 34) % 7;
    let n = d + e + 114;
    let julian = Date::new(year, (n / 31) as i8, (n % 31 + 1) as i8).ok()?;
    add_days(julian, julian_lag(julian))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_of_both_churches() {
        assert_eq!(easter(2018), Some(date(2018, 4, 1)));
        assert_eq!(easter(2019), Some(date(2019, 4, 21)));
        assert_eq!(orthodox_easter(2015), Some(date(2015, 4, 12)));
        assert_eq!(orthodox_easter(2021), Some(date(2021, 5, 2)));
    }

    #[test]
    fn periods_are_written_in_the_fewest_signs() {
        let edtf = |a, b| Period { first: a, last: b, grain: Unit::Day }.edtf().map(|e| e.to_string());
        for (first, last, expect) in [
            (date(2015, 6, 3), date(2015, 6, 3), "2015-06-03"),
            (date(2015, 6, 1), date(2015, 6, 30), "2015-06"),
            (date(2015, 1, 1), date(2015, 12, 31), "2015"),
            (date(1990, 1, 1), date(1999, 12, 31), "199X"),
            (date(2015, 4, 1), date(2015, 6, 30), "2015-04/2015-06"),
            (date(2015, 6, 3), date(2015, 6, 5), "2015-06-03/2015-06-05"),
        ] {
            assert_eq!(edtf(first, last).as_deref(), Some(expect));
        }
    }

    #[test]
    fn what_comes_again() {
        let year = Unit::Year.around(date(2014, 1, 1)).expect("a year");
        let october = What::Month(10).nth_in(1, year).expect("a month");
        assert_eq!(
            What::Weekday(2).nth_in(3, What::Month(9).nth_in(1, year).unwrap()).unwrap().first,
            date(2014, 9, 16)
        );
        assert_eq!(What::Weekday(5).nth_in(-1, october).unwrap().first, date(2014, 10, 31));
        assert_eq!(What::Unit(Unit::Week).nth_in(1, october).unwrap().first, date(2014, 10, 6));
        assert_eq!(What::Dom(31).at_or_before(date(2019, 1, 25)).unwrap().first, date(2018, 12, 31));
        assert_eq!(What::MonthDay(2, 29).at_or_before(date(2017, 3, 22)).unwrap().first, date(2016, 2, 29));
        assert!(What::MonthDay(6, 31).impossible());
    }

    #[test]
    fn old_style_days() {
        assert_eq!(julian_lag(date(1917, 10, 25)), 13);
        assert_eq!(julian_lag(date(1825, 12, 14)), 12);
    }
}
