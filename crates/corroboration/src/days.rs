//! On which days something may have happened, when a report tells several: what it claims counts more than what it
//! names in passing. So one day judged wrongly neither parts reports of one event nor joins those of two.

use model::*;

use crate::profile::day_number;
use crate::thresholds::{DAYS_A_TELLING, NAMED_DAY, NEWS_DAYS, NEXT_DAY, WINDOW_DAYS};

/// One day, with its year where that is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Day {
    /// Days since 1970-01-01.
    number: Option<i32>,
    /// Months of thirty days since New Year, and days.
    of_year: i16,
}

impl Day {
    /// The day of a date; both where it is a night between two; none where it is longer.
    pub(crate) fn of(edtf: &Edtf) -> impl Iterator<Item = Day> + use<> {
        let day = |date: jiff::civil::Date, year: bool| Day {
            number: year.then(|| day_number(date)),
            of_year: i16::from(date.month()) * 30 + i16::from(date.day()),
        };
        let year = !edtf.lacks_year();
        let filled = if year { Some(edtf.clone()) } else { edtf.with_year(LEAP_YEAR) };
        let ends = filled.map(|e| e.bounds()).and_then(|(first, last)| first.zip(last));
        let ends = ends.filter(|(first, last)| day_number(*last) - day_number(*first) <= 1);
        let second = ends.filter(|(first, last)| first != last).map(|(_, last)| last);
        ends.map(|(first, _)| first).into_iter().chain(second).map(move |date| day(date, year))
    }

    /// Days between two; without a year the shorter way round it.
    fn gap(self, other: Day) -> i32 {
        match self.number.zip(other.number) {
            Some((a, b)) => (a - b).abs(),
            None => {
                let apart = i32::from((self.of_year - other.of_year).abs());
                apart.min(360 - apart).max(0)
            }
        }
    }
}

/// A year that has every day.
const LEAP_YEAR: i16 = 2000;

/// Days with weights whose squares sum to one, the weightiest first.
#[derive(Debug, Clone, Default)]
pub(crate) struct Days(Vec<(Day, f32)>);

impl Days {
    /// Of the days that a telling claims, those that its report names anywhere, and the day of publication, which
    /// stands in where none is claimed.
    pub(crate) fn of(claimed: &[Day], named: &[Day], published: Option<Day>) -> Self {
        let mut days: Vec<(Day, f32)> = Vec::new();
        let stands_in = published.filter(|_| claimed.is_empty());
        let long_after = published.filter(|day| claimed.iter().all(|claimed| claimed.gap(*day) > WINDOW_DAYS));
        let told = claimed.iter().copied().chain(stands_in).map(|day| (day, 1.0));
        for (day, weight) in told.chain(named.iter().copied().chain(long_after).map(|day| (day, NAMED_DAY))) {
            if !days.iter().any(|(known, _)| *known == day) {
                days.push((day, weight));
            }
        }
        days.truncate(DAYS_A_TELLING);
        Days(unit(days))
    }

    /// Of several tellings together: the days that most of them weigh most.
    pub(crate) fn pooled<'d>(of: impl Iterator<Item = &'d Days>) -> Self {
        let mut all: Vec<(Day, f32)> = of.flat_map(|d| d.0.iter().copied()).collect();
        all.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        all.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            kept.1 += if same { next.1 } else { 0.0 };
            same
        });
        all.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        all.truncate(DAYS_A_TELLING);
        Days(unit(all))
    }

    /// How far two agree, from 0 to 1, and how many days lie between their chief ones; none where one knows no day.
    pub(crate) fn agreement(&self, other: &Days) -> Option<(f32, i32)> {
        let apart = self.0.first()?.0.gap(other.0.first()?.0);
        let mut sum = 0.0;
        for (a, weight) in &self.0 {
            for (b, of_other) in &other.0 {
                sum += match a.gap(*b) {
                    0 => weight * of_other,
                    1 => weight * of_other * NEXT_DAY,
                    _ => 0.0,
                };
            }
        }
        Some((sum.min(1.0), apart))
    }

    /// Whether the chief day is that one, or lies a few days before.
    pub(crate) fn soon_before(&self, day: Day) -> bool {
        let chief = self.0.first().and_then(|(chief, _)| chief.number);
        chief.zip(day.number).is_some_and(|(chief, day)| (0..NEWS_DAYS).contains(&(day - chief)))
    }

    /// Whether it may be that day, or its report names it.
    pub(crate) fn names(&self, day: Day) -> bool {
        self.0.iter().any(|(known, _)| known.gap(day) == 0)
    }

    /// How much speaks for that day, from 0 to 1.
    pub(crate) fn weight(&self, day: Day) -> f32 {
        self.0.iter().find(|(known, _)| known.gap(day) == 0).map_or(0.0, |(_, weight)| *weight)
    }

    /// The days by which it is looked up, where the year of the chief one is known.
    pub(crate) fn numbers(&self) -> Vec<i32> {
        let known = self.0.first().is_some_and(|(day, _)| day.number.is_some());
        self.0.iter().filter_map(|(day, _)| day.number).filter(|_| known).collect()
    }
}

/// The same weights with squares that sum to one.
fn unit(mut days: Vec<(Day, f32)>) -> Vec<(Day, f32)> {
    let length = days.iter().map(|(_, w)| w * w).sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
    days.iter_mut().for_each(|(_, w)| *w /= length);
    days
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(claimed: &[&str], named: &[&str], published: Option<&str>) -> Days {
        let of = |days: &[&str]| {
            let dates = days.iter().map(|d| Edtf::parse(d).expect("a date"));
            dates.flat_map(|e| Day::of(&e).collect::<Vec<_>>()).collect::<Vec<_>>()
        };
        Days::of(&of(claimed), &of(named), published.and_then(|d| of(&[d]).first().copied()))
    }

    #[test]
    fn a_day_named_in_passing_is_a_bridge_but_a_weak_one() {
        let fire = days(&["2014-12-13"], &["2014-12-13"], None);
        let misjudged = days(&["2014-12-02"], &["2014-12-13", "2014-12-02"], None);
        let mob = days(&["2015-06-03"], &["2015-06-03"], None);
        let agree = |a: &Days, b: &Days| a.agreement(b).expect("days").0;
        assert!(agree(&fire, &fire) > agree(&fire, &misjudged));
        assert!(agree(&fire, &misjudged) > 0.3);
        assert_eq!(mob.agreement(&fire), Some((0.0, 172)));
    }

    #[test]
    fn a_year_need_not_be_told() {
        let (with, without) = (days(&["2014-12-31"], &[], None), days(&["XXXX-01-01"], &[], None));
        assert_eq!(with.agreement(&without).expect("days").1, 0);
        assert_eq!(days(&[], &[], None).agreement(&with), None);
        assert_eq!(days(&[], &[], Some("2014-12-30")).agreement(&with).expect("days").1, 1);
    }
}
