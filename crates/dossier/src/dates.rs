//! Dates and times of day in words. It words what an EDTF expression says and completes nothing.

use model::{Clock, Edtf, When};

use crate::line::Line;
use crate::words::Words;

/// Which form a date takes: on its own, or after a preposition.
#[derive(Clone, Copy)]
enum Case {
    Plain,
    Of,
}

/// A date in words: "3 June 2015", "December 2014", "around 3 June 2015", "3 June, year not told".
pub(crate) fn date(edtf: &Edtf, words: &Words) -> String {
    expression(edtf.as_str(), words)
}

/// A time of day in words: "11:30", "around 11:30".
pub(crate) fn clock(clock: Clock, approximate: bool, words: &Words) -> String {
    let clock = clock.to_string();
    if approximate { words.put("when.around", &[("clock", &clock)]) } else { clock }
}

/// A day and what is told of the time of day, with what completed them.
pub(crate) fn when(when: &When, words: &Words) -> Line {
    let mut parts: Vec<String> = Vec::new();
    let mut approximate = when.approximate;
    if let Some(edtf) = &when.edtf {
        let vague = approximate && when.clock.is_none() && !edtf.as_str().contains(['~', '%']);
        let day = date(edtf, words);
        parts.push(if vague { words.put("date.around", &[("date", &around_base(edtf, words))]) } else { day });
        approximate &= when.clock.is_some();
    }
    if let Some(time) = when.clock {
        let time = clock(time, approximate, words);
        parts.push(match &when.zone {
            Some(zone) => words.put("when.zone", &[("clock", &time), ("zone", &crate::line::clean(zone))]),
            None => time,
        });
    }
    if let Some(part) = when.part {
        parts.push(words.code("day_part", part.as_str()));
    }
    if parts.is_empty() {
        parts.push(words.say("date.no_date"));
    }
    let value = Line::from(parts.join(&words.say("sign.list")));
    // What was completed is the date; a time of day alone is as it was told.
    match when.inferred_from.as_deref().filter(|_| when.edtf.is_some()) {
        None => value,
        Some(from) => {
            let key = match from.split(':').next() {
                Some("publication") => "when.publication",
                Some("report") => "when.report",
                Some("event") => "when.event",
                _ => "when.elsewhere",
            };
            words.fill("value.bracket", &[("value", value), ("detail", words.say(key).into())])
        }
    }
}

fn around_base(edtf: &Edtf, words: &Words) -> String {
    Point::read(edtf.as_str()).map_or_else(|| date(edtf, words), |point| point.base(Case::Of, words))
}

/// A whole expression: a set, an interval, or one date.
fn expression(text: &str, words: &Words) -> String {
    let inside = |open, close| text.strip_prefix(open)?.strip_suffix(close);
    if let Some(list) = inside('[', ']') {
        return members(list, "date.either", "sign.or", words);
    }
    if let Some(list) = inside('{', '}') {
        return members(list, "date.all_of", "sign.and", words);
    }
    match text.split_once('/') {
        Some((first, last)) => interval(first, last, words),
        None => one(text, Case::Plain, words),
    }
}

fn members(list: &str, key: &str, last: &str, words: &Words) -> String {
    let dates: Vec<String> = list.split(',').map(|member| range(member, "..", words)).collect();
    if let [only] = dates.as_slice() {
        return only.clone();
    }
    let (end, others) = dates.split_last().expect("splitting gives one piece at least");
    let joined = format!("{}{}{end}", others.join(&words.say("sign.list")), words.say(last));
    words.put(key, &[("dates", &joined)])
}

fn range(member: &str, separator: &str, words: &Words) -> String {
    match member.split_once(separator) {
        Some((first, last)) => interval(first, last, words),
        None => one(member, Case::Plain, words),
    }
}

fn interval(first: &str, last: &str, words: &Words) -> String {
    let open = |side: &str| side.is_empty() || side == "..";
    match (open(first), open(last)) {
        (true, true) => words.say("date.no_date"),
        (true, false) => words.put("date.until", &[("date", &one(last, Case::Of, words))]),
        (false, true) => words.put("date.since", &[("date", &one(first, Case::Of, words))]),
        (false, false) => closed(first, last, words),
    }
}

/// "13–14 December 2014" where month and year are the same, both dates in full otherwise.
fn closed(first: &str, last: &str, words: &Words) -> String {
    if let (Some(a), Some(b)) = (Point::read(first), Point::read(last))
        && let (Some(from), Some(to)) = (a.day, b.day)
        && (a.year, a.month) == (b.year, b.month)
        && a.number_year().is_some()
        && a.is_sure()
        && b.is_sure()
    {
        let month = a.month_name(Case::Of, words);
        let (from, to) = (from.to_string(), to.to_string());
        return words
            .put("date.days_of_month", &[("first", &from), ("last", &to), ("month", &month), ("year", a.year)]);
    }
    words.put("date.interval", &[("first", &one(first, Case::Plain, words)), ("last", &one(last, Case::Plain, words))])
}

fn one(text: &str, case: Case, words: &Words) -> String {
    Point::read(text).map_or_else(|| text.to_owned(), |point| point.words(case, words))
}

/// A single date, as far as it is told.
struct Point<'t> {
    year: &'t str,
    month: Option<u32>,
    day: Option<u32>,
    about: bool,
    unsure: bool,
}

impl<'t> Point<'t> {
    /// Reads `2015-06-03~`, `2015-06`, `201X`, `XXXX-06-03`; `None` for the rarer forms, which are shown as written.
    fn read(text: &'t str) -> Option<Point<'t>> {
        let about = text.contains(['~', '%']);
        let unsure = text.contains(['?', '%']);
        let bare = text.trim_end_matches(['~', '?', '%']);
        if bare.contains(['~', '?', '%']) {
            return None;
        }
        let mut parts = bare.split('-');
        let year = parts.next().filter(|y| y.len() == 4 && y.chars().all(|c| c.is_ascii_digit() || c == 'X'))?;
        let mut number = || match parts.next() {
            None | Some("XX") => Some(None),
            Some(part) if part.len() == 2 => part.parse::<u32>().ok().map(Some),
            Some(_) => None,
        };
        let (month, day) = (number()?, number()?);
        let known = (month.is_some() || day.is_none()) && parts.next().is_none();
        known.then_some(Point { year, month, day, about, unsure })
    }

    fn is_sure(&self) -> bool {
        !self.about && !self.unsure
    }

    /// The year without leading zeros, where all of its digits are told.
    fn number_year(&self) -> Option<u32> {
        self.year.parse().ok()
    }

    fn words(&self, case: Case, words: &Words) -> String {
        let key = match (self.about, self.unsure) {
            (false, false) => return self.base(case, words),
            (true, false) => "date.around",
            (true, true) => "date.perhaps_around",
            (false, true) => return words.put("date.perhaps", &[("date", &self.base(case, words))]),
        };
        words.put(key, &[("date", &self.base(Case::Of, words))])
    }

    fn base(&self, case: Case, words: &Words) -> String {
        let Some(year) = self.number_year() else { return self.without_year(case, words) };
        let year = year.to_string();
        let key = match (self.month, self.day, case) {
            (Some(_), Some(_), Case::Plain) => "date.day",
            (Some(_), Some(_), Case::Of) => "date.day_of",
            (Some(_), None, Case::Plain) => "date.month",
            (Some(_), None, Case::Of) => "date.month_of",
            (None, _, Case::Plain) => "date.year",
            (None, _, Case::Of) => "date.year_of",
        };
        let case = if self.day.is_some() { Case::Of } else { case };
        let (month, day) = (self.month_name(case, words), self.day.unwrap_or_default().to_string());
        words.put(key, &[("day", &day), ("month", &month), ("year", &year)])
    }

    fn month_name(&self, case: Case, words: &Words) -> String {
        let Some(month) = self.month else { return String::new() };
        let (months, seasons) = match case {
            Case::Plain => ("date.months", "date.seasons"),
            Case::Of => ("date.months_of", "date.seasons_of"),
        };
        let name = if month > 20 { words.nth(seasons, month - 20) } else { words.nth(months, month) };
        name.map_or_else(|| month.to_string(), str::to_owned)
    }

    fn without_year(&self, case: Case, words: &Words) -> String {
        let told = self.year.trim_end_matches('X');
        match (self.month, self.day, told.len()) {
            (Some(_), Some(day), 0) => {
                let month = self.month_name(Case::Of, words);
                words.put("date.day_no_year", &[("day", &day.to_string()), ("month", &month)])
            }
            (Some(_), None, 0) => words.put("date.month_no_year", &[("month", &self.month_name(case, words))]),
            (None, _, 3) => words.put("date.decade", &[("year", &format!("{told}0"))]),
            (None, _, 1 | 2) => {
                let (first, last) = (self.year.replace('X', "0"), self.year.replace('X', "9"));
                words.put("date.century", &[("first", &first), ("last", &last)])
            }
            _ => words.say("date.no_date"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Wording;

    fn edtf(text: &str) -> Edtf {
        Edtf::parse(text).expect("a valid date")
    }

    #[test]
    fn dates_in_words() {
        for (text, en, ru) in [
            ("2015-06-03", "3 June 2015", "3 июня 2015 года"),
            ("2014-12", "December 2014", "декабрь 2014 года"),
            ("2014", "2014", "2014 год"),
            ("2015-06-03~", "around 3 June 2015", "около 3 июня 2015 года"),
            ("2014-12~", "around December 2014", "около декабря 2014 года"),
            ("2015-06-03?", "3 June 2015 (uncertain)", "3 июня 2015 года (неточно)"),
            ("2015-06%", "around June 2015 (uncertain)", "около июня 2015 года (неточно)"),
            ("XXXX-06-03", "3 June, year not told", "3 июня, год не указан"),
            ("XXXX-06", "June, year not told", "июнь, год не указан"),
            ("201X", "the 2010s", "2010-е годы"),
            ("19XX", "the years 1900 to 1999", "годы с 1900 по 1999"),
            ("2015-21", "spring 2015", "весна 2015 года"),
            ("[2015-06-02,2015-06-03]", "2 June 2015 or 3 June 2015", "2 июня 2015 года или 3 июня 2015 года"),
            ("2014-12-13/2014-12-14", "13–14 December 2014", "13–14 декабря 2014 года"),
            (
                "2014-12-30/2015-01-02",
                "from 30 December 2014 to 2 January 2015",
                "30 декабря 2014 года – 2 января 2015 года",
            ),
            ("../2015-06-03", "not later than 3 June 2015", "не позже 3 июня 2015 года"),
            ("../2015-06", "not later than June 2015", "не позже июня 2015 года"),
            ("2014/..", "not earlier than 2014", "не раньше 2014 года"),
            ("2015-XX-XX", "2015", "2015 год"),
            ("2015-06-XX", "June 2015", "июнь 2015 года"),
        ] {
            assert_eq!(date(&edtf(text), Words::of(Wording::En)), en, "{text}");
            assert_eq!(date(&edtf(text), Words::of(Wording::Ru)), ru, "{text}");
        }
    }

    #[test]
    fn a_rare_form_is_shown_as_it_is_written() {
        assert_eq!(date(&edtf("2015-06~-03"), Words::of(Wording::En)), "2015-06~-03");
    }

    #[test]
    fn times_of_day_in_words() {
        let at = |edtf: Option<&str>, approximate| When {
            edtf: edtf.map(|e| Edtf::parse(e).expect("a valid date")),
            clock: Clock::new(11, 30),
            approximate,
            ..When::default()
        };
        let say = |when_: When, wording| when(&when_, Words::of(wording)).plain("", "");
        assert_eq!(say(at(None, true), Wording::En), "around 11:30");
        assert_eq!(say(at(None, true), Wording::Ru), "около 11:30");
        assert_eq!(say(at(Some("2015-06-03"), true), Wording::En), "3 June 2015, around 11:30");
        let day = When { clock: None, ..at(Some("2015-06-03"), true) };
        assert_eq!(say(day.clone(), Wording::Ru), "около 3 июня 2015 года");
        let inferred = When { inferred_from: Some("publication".into()), approximate: false, ..day };
        assert_eq!(say(inferred.clone(), Wording::En), "3 June 2015 (completed from the date of publication)");
        let hour = When { edtf: None, clock: Clock::new(11, 30), ..inferred.clone() };
        assert_eq!(say(hour, Wording::En), "11:30");
        assert_eq!(say(When::default(), Wording::En), "date not told");
    }
}
