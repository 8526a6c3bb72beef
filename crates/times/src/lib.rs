//! Times that a text names: recognised as typed expressions, then resolved to EDTF dates and times of day.
//!
//! Invariants, said as what cannot be:
//! - nothing here knows of events, names or places; which event a time belongs to is decided by others;
//! - no span begins or ends inside a token, and no two spans overlap;
//! - no date is invented: a year that nothing tells stays `XXXX`, an impossible date stays out of `edtf`;
//! - there is no clock and no "today" but the publication date that is given.

mod build;
mod calendar;
mod chart;
mod choose;
mod expression;
mod lexer;
mod lexicon;
mod operations;
mod resolve;
mod tense;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

use model::{Clock, DayPart, DoubtCode, Edtf, Language};
use syntax::Analysis;

use calendar::{Period, Unit};
use chart::Match;
use choose::Chosen;
use expression::{Expr, Hour, Timex};
use lexer::Piece;
use resolve::{Anchors, Direction, Outcome};

pub use lexicon::{Lexicon, LexiconError};

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
    /// The first and the last time of an interval, where each is a time by itself ("from March to 3 June"); they
    /// lie inside its words.
    pub ends: Vec<Found>,
    /// What was said, to be resolved again.
    timex: Timex,
    direction: Direction,
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

static NEUTRAL: LazyLock<Lexicon> = LazyLock::new(|| read(""));

fn read(data: &str) -> Lexicon {
    Lexicon::parse(data).expect("the data that is built in is read by the tests")
}

macro_rules! read {
    ($code:literal) => {
        read(include_str!(concat!("../../../languages/", $code, "/times.toml")))
    };
}
model::by_language! { fn built_in -> Lexicon = read }

impl Lexicon {
    /// The lexicon of a language; one of dates in digits alone where it has none.
    pub fn of(language: Language) -> &'static Lexicon {
        built_in(language).unwrap_or(&NEUTRAL)
    }
}

/// Finds all times of a text, in its order, and resolves them.
///
/// `published` is the day of publication, where it is known; without it, what hangs on it has no `edtf` and can
/// be resolved later with [`resolve_again`].
pub fn times(
    text: &str,
    analysis: &Analysis,
    lexicon: &Lexicon,
    published: Option<&Edtf>,
) -> (Vec<Found>, Vec<TimeDoubt>) {
    let pieces = lexer::pieces(text);
    let chosen = choose::choose(chart::matches(&pieces, lexicon), &pieces, lexicon);
    let mut reader = Reader { anchors: Anchors::new(published), clock: None, found: Vec::new(), doubts: Vec::new() };
    for Chosen { mut whole, ends } in chosen.into_iter().filter(|c| !c.whole.timex.ignored) {
        let place = Place::of(&whole, &pieces, analysis);
        if reader.found.last().is_some_and(|before| before.end > place.start) {
            continue;
        }
        let direction = tense::direction(text, analysis, lexicon, &place.tokens);
        whole.timex.place(direction == Direction::Past);
        // "The lowest in a year" is a length of time, not a time to come.
        if direction == Direction::Past && whole.timex.counts_from_today_on() {
            continue;
        }
        let rule = |m: &Match| lexicon.sources[m.source].id.clone();
        let ends = ends.into_iter().flatten().map(|end| {
            let place = Place::of(&end, &pieces, analysis);
            reader.resolved(end.timex.clone(), direction, rule(&end), place).0
        });
        let ends = ends.collect();
        reader.read(whole.timex.clone(), direction, rule(&whole), place, ends);
    }
    years_from_text(&mut reader.found);
    days_told_twice(text, &mut reader.found);
    (reader.found, reader.doubts)
}

/// Gives a day without a year the year that the same text names that day with, where it names but one.
fn years_from_text(found: &mut [Found]) {
    let mut years: BTreeMap<(i8, i8), BTreeSet<i16>> = BTreeMap::new();
    for day in found.iter().filter_map(|f| f.edtf.as_ref()?.as_day()) {
        years.entry((day.month(), day.day())).or_default().insert(day.year());
    }
    for time in found.iter_mut() {
        let Some(edtf) = time.edtf.as_ref().filter(|e| e.lacks_year()) else { continue };
        let Some(day) = edtf.with_year(2000).and_then(|e| e.as_day()) else { continue };
        let named = years.get(&(day.month(), day.day())).filter(|years| years.len() == 1);
        if let Some(whole) = named.and_then(|years| edtf.with_year(*years.first()?)) {
            time.anchor = Some(format!("the same day with its year, {whole}"));
            time.edtf = Some(whole);
        }
    }
}

/// Gives a day that nothing settles the day that is named right after it: "yesterday (July 5)".
fn days_told_twice(text: &str, found: &mut [Found]) {
    for at in 1..found.len() {
        let (open, named) = (&found[at - 1], &found[at]);
        let beside = text.get(open.end..named.start).is_some_and(|t| matches!(t.trim(), "(" | "," | "–" | "—" | "-"));
        if open.edtf.is_none() && open.basis == Basis::Publication && named.basis == Basis::Itself && beside {
            let (edtf, basis) = (named.edtf.clone(), named.basis);
            let anchor = edtf.as_ref().map(|day| format!("the same day, named after it, {day}"));
            (found[at - 1].edtf, found[at - 1].basis, found[at - 1].anchor) = (edtf, basis, anchor);
        }
    }
}

/// Where a time stands.
struct Place {
    start: usize,
    end: usize,
    tokens: Range<usize>,
}

impl Place {
    /// The whole tokens that a match touches.
    fn of(matched: &Match, pieces: &[Piece], analysis: &Analysis) -> Place {
        let (start, end) = (pieces[matched.first].start, pieces[matched.end - 1].end);
        let tokens = tokens_of(analysis, start, end);
        match (analysis.tokens.get(tokens.start), analysis.tokens[tokens.clone()].last()) {
            (Some(first), Some(last)) => Place { start: first.start, end: last.end, tokens },
            _ => Place { start, end, tokens },
        }
    }
}

/// The tokens that some bytes touch.
fn tokens_of(analysis: &Analysis, start: usize, end: usize) -> Range<usize> {
    let first = analysis.token_at(start);
    first..analysis.tokens.partition_point(|t| t.start < end).max(first)
}

/// Resolves a time once more against a day that was found elsewhere: the publication's for what hangs on it, the
/// event's for what hangs on another time of the text, either for a day whose year is missing.
///
/// What names its year by itself stays as it is. `None` where the anchor does not tell it either.
pub fn resolve_again(found: &Found, anchor: &Edtf) -> Option<Edtf> {
    let mut anchors = Anchors::new(Some(anchor));
    anchors.direction = found.direction;
    anchors.weekday = found.timex.weekday;
    anchors.here = anchors.published;
    anchors.here_day = anchors.published;
    anchors.event = anchors.published;
    let day = found.timex.day.clone().unwrap_or(Expr::Here);
    dated(&anchors.resolve(&day), &found.timex)
}

/// The date of an outcome.
fn dated(outcome: &Outcome, timex: &Timex) -> Option<Edtf> {
    let about = timex.approximate && timex.clock.is_none();
    let edtf = match outcome {
        Outcome::Known { period, approximate } => {
            let edtf = period.edtf()?;
            return Some(if *approximate || about { edtf.approximate() } else { edtf });
        }
        Outcome::Open(edtf) | Outcome::Ambiguous(edtf, _) => edtf.clone(),
        Outcome::Unknown | Outcome::Impossible => return None,
    };
    Some(if about { edtf.approximate() } else { edtf })
}

/// Goes through the times of a text and keeps what the next one may be counted from.
struct Reader {
    anchors: Anchors,
    /// The last time of day, with its day where that is known.
    clock: Option<Clock>,
    found: Vec<Found>,
    doubts: Vec<TimeDoubt>,
}

impl Reader {
    fn read(&mut self, timex: Timex, direction: Direction, rule: String, place: Place, ends: Vec<Found>) {
        let (mut found, outcome) = self.resolved(timex, direction, rule, place);
        found.ends = ends;
        self.doubt(&outcome, &found);
        self.remember(&outcome, found.basis, found.clock);
        self.found.push(found);
    }

    /// A time and what it comes to.
    fn resolved(&mut self, timex: Timex, direction: Direction, rule: String, place: Place) -> (Found, Outcome) {
        self.anchors.direction = direction;
        self.anchors.weekday = timex.weekday;
        self.anchors.used.set((false, false));
        let day = timex.day.clone().unwrap_or(Expr::Here);
        let mut outcome = self.anchors.resolve(&day);
        let mut clock = timex.clock.and_then(of_hour);
        if let (Some(minutes), Some(from)) = (timex.minutes, self.clock) {
            let (later, days) = from.plus(minutes);
            clock = Some(later);
            if let Outcome::Known { period, .. } = &mut outcome
                && let Some(moved) = calendar::add_days(period.first, days)
            {
                *period = Period::day(moved);
            }
        }
        let (by_publication, by_text) = self.anchors.used.get();
        let edtf = dated(&outcome, &timex);
        let anchor = self.anchor(by_publication && edtf.is_some(), by_text);
        let range = matches!(timex.day, Some(Expr::Range(..) | Expr::Lasting { .. })) || timex.clock_end.is_some();
        let found = Found {
            start: place.start,
            end: place.end,
            tokens: place.tokens,
            edtf,
            clock,
            clock_end: timex.clock_end.and_then(of_hour),
            approximate: timex.approximate || matches!(outcome, Outcome::Known { approximate: true, .. }),
            part: timex.part,
            zone: timex.zone.clone(),
            inferred_from: (by_publication && anchor.is_some()).then(|| "publication".to_owned()),
            rule,
            anchor,
            basis: timex.basis(by_text),
            shape: if range { Shape::Interval } else { Shape::Point },
            ends: Vec::new(),
            timex,
            direction,
        };
        (found, outcome)
    }

    /// Lets the next time be counted from this one.
    fn remember(&mut self, outcome: &Outcome, basis: Basis, clock: Option<Clock>) {
        if clock.is_some() {
            self.clock = clock;
        }
        if let Outcome::Known { period, .. } | Outcome::Ambiguous(_, Some(period)) = outcome
            && basis != Basis::Clock
            && !(basis == Basis::Text && period.grain >= Unit::Month)
        {
            self.anchors.here = Some(*period);
            if period.first == period.last || period.grain == Unit::Day {
                self.anchors.here_day = Some(Period::day(period.first));
            }
        }
    }

    fn anchor(&self, by_publication: bool, by_text: bool) -> Option<String> {
        let named = |p: Option<Period>| p.and_then(Period::edtf);
        if by_text {
            return named(self.anchors.here_day.or(self.anchors.here))
                .map(|day| format!("the time named before, {day}"));
        }
        let published = named(self.anchors.published).filter(|_| by_publication)?;
        Some(format!("the publication, {published}"))
    }

    fn doubt(&mut self, outcome: &Outcome, found: &Found) {
        let (start, end) = (found.start, found.end);
        let mut add = |code, note: String| self.doubts.push(TimeDoubt { start, end, code, note });
        match outcome {
            Outcome::Impossible => add(DoubtCode::DateImpossible, "there is no such day".to_owned()),
            Outcome::Ambiguous(edtf, _) => {
                add(DoubtCode::DateAmbiguous, format!("day and month can change places; taken as {edtf}"));
            }
            Outcome::Known { period, .. } if period.first == period.last => {
                let is = period.first.weekday().to_monday_one_offset();
                if found.timex.weekday.is_some_and(|named| named != is) {
                    let name = WEEKDAYS[usize::from(is.unsigned_abs()) - 1];
                    add(DoubtCode::WeekdayMismatch, format!("{} is a {name}", period.first));
                }
            }
            _ => {}
        }
    }
}

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

fn of_hour(hour: Hour) -> Option<Clock> {
    Clock::new(hour.hour, hour.minute)
}
