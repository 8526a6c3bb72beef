//! What recognised times come to, against the anchors of a text.
//!
//! It knows no words: only expressions, the day of publication, the day that the text is at, and the direction
//! that the tense tells. What no anchor settles stays open.

use std::cell::Cell;

use jiff::civil::Date;
use model::Edtf;

use crate::calendar::{Holiday, Period, Unit, What, add_days, add_months, julian_lag};
use crate::expression::{Expr, Length, Loose};

/// How many times nearer a day without a year must be than the other one to be meant against the tense.
/// Set on TimeBank and AQUAINT (train), November 2026.
const FAR: i32 = 3;

/// The same for a month without a year.
const FAR_MONTH: i32 = 8;

/// Where a time lies that nothing but the tense places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    Past,
    Future,
    /// The tense tells nothing.
    Either,
}

/// What times are resolved against.
#[derive(Debug, Clone)]
pub(crate) struct Anchors {
    /// When the text was published.
    pub(crate) published: Option<Period>,
    /// The last time named in the text.
    pub(crate) here: Option<Period>,
    /// The day of the event that a time is counted from, where that is known.
    pub(crate) event: Option<Period>,
    /// The last day named in the text.
    pub(crate) here_day: Option<Period>,
    pub(crate) direction: Direction,
    /// The weekday that the day should have.
    pub(crate) weekday: Option<i8>,
    /// Whether the publication, and the text, were used.
    pub(crate) used: Cell<(bool, bool)>,
}

/// What an expression comes to.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Outcome {
    Known {
        period: Period,
        approximate: bool,
    },
    /// A date that is no stretch of known days: without a year, or one of two.
    Open(Edtf),
    Unknown,
    /// There is no such day.
    Impossible,
    /// Day and month can be meant the other way round.
    Ambiguous(Edtf, Option<Period>),
}

impl Anchors {
    pub(crate) fn new(published: Option<&Edtf>) -> Self {
        let published = published.and_then(|edtf| match edtf.bounds() {
            (Some(first), Some(last)) => Some(Period { first, last, grain: grain_of(first, last) }),
            _ => None,
        });
        Anchors {
            published,
            here: None,
            event: None,
            here_day: None,
            direction: Direction::Either,
            weekday: None,
            used: Cell::new((false, false)),
        }
    }

    fn today(&self) -> Option<Period> {
        self.used.set((true, self.used.get().1));
        self.published
    }

    /// The day that the text is at; the publication where it has named none.
    fn here(&self, day: bool) -> Option<Period> {
        match if day { self.here_day } else { self.here } {
            Some(period) => {
                self.used.set((self.used.get().0, true));
                Some(period)
            }
            None => self.today(),
        }
    }

    /// What an expression comes to.
    pub(crate) fn resolve(&self, expr: &Expr) -> Outcome {
        match expr {
            Expr::Range(from, to) => self.range(from, to),
            Expr::Numeric { a, b, year } => self.numeric((*a, *b), *year),
            _ => self.period(expr),
        }
    }

    fn period(&self, expr: &Expr) -> Outcome {
        let known = |period: Option<Period>| period.map_or(Outcome::Unknown, known);
        match expr {
            Expr::Today => known(self.today()),
            Expr::Here => known(self.here(true)),
            Expr::HereOrToday => known(self.today()),
            Expr::Event => known(self.event),
            Expr::Year(year) => known(Date::new(*year, 1, 1).ok().and_then(|d| Unit::Year.around(d))),
            Expr::Decade(year) => known(Date::new(*year, 1, 1).ok().and_then(|d| Unit::Decade.around(d))),
            Expr::Century(year) => known(Date::new(*year, 1, 1).ok().and_then(|d| Unit::Century.around(d))),
            Expr::Free(what) => self.free(*what),
            Expr::Relative { n, what, base } => known(self.base(base, *what).and_then(|b| relative(*n, *what, b))),
            Expr::In { what, n, within } => self.inside(*what, *n, within),
            Expr::Shift { by, sign, from, loose } => self.shift(*by, *sign, from, *loose),
            Expr::Run { n, unit, base } => known(self.known(base).and_then(|b| run(*n, *unit, b))),
            Expr::Edge { n, unit, within } => known(self.known(within).and_then(|w| edge(*n, *unit, w))),
            Expr::Lasting { from, by } => known(self.known(from).and_then(|from| {
                let last = add_days(add_months(from.first, by.months)?, by.days - 1)?;
                Some(Period { last, ..from })
            })),
            Expr::Around { unit, of } => known(self.within(of).and_then(|p| unit.around(p.first))),
            Expr::Rest { later, of } => known(self.rest(*later, of)),
            Expr::Julian(day) => match self.known(day) {
                Some(p) if p.first == p.last => known(add_days(p.first, julian_lag(p.first)).map(Period::day)),
                _ => Outcome::Unknown,
            },
            Expr::Range(..) | Expr::Numeric { .. } => self.resolve(expr),
        }
    }

    fn known(&self, expr: &Expr) -> Option<Period> {
        match self.resolve(expr) {
            Outcome::Known { period, .. } | Outcome::Ambiguous(_, Some(period)) => Some(period),
            _ => None,
        }
    }

    /// What something is looked for in: of the year of publication, where nothing tells the year.
    fn within(&self, within: &Expr) -> Option<Period> {
        match within.free() {
            Some(what @ (What::Month(_) | What::MonthDay(..))) if self.direction == Direction::Either => {
                self.same_year(what)
            }
            _ => self.known(within),
        }
    }

    fn same_year(&self, what: What) -> Option<Period> {
        what.nth_in(1, Unit::Year.around(self.today()?.first)?)
    }

    /// What something is counted from; nothing where the base is too long to count from.
    fn base(&self, base: &Expr, what: What) -> Option<Period> {
        let period = match base {
            Expr::Here => self.here(what.grain() <= Unit::Week)?,
            base => self.known(base)?,
        };
        (period.grain <= what.grain().max(Unit::Day) || period.first == period.last).then_some(period)
    }

    fn free(&self, what: What) -> Outcome {
        if what.impossible() {
            return Outcome::Impossible;
        }
        let Some(today) = self.today() else {
            let open = match what {
                What::MonthDay(month, day) | What::Holiday(Holiday::Fixed(month, day)) => Edtf::month_day(month, day),
                What::Month(month) => Edtf::parse(&format!("XXXX-{month:02}")).ok(),
                _ => None,
            };
            return open.map_or(Outcome::Unknown, Outcome::Open);
        };
        if self.direction == Direction::Either && matches!(what, What::Quarter(_) | What::Half(_)) {
            return self.same_year(what).map_or(Outcome::Unknown, known);
        }
        let back = what.at_or_before(today.last);
        let on = match back {
            Some(p) if p.last >= today.first => Some(p),
            _ => what.after(today.last),
        };
        let found = match self.weekday.filter(|_| matches!(what, What::Dom(_) | What::MonthDay(..))) {
            Some(weekday) => self.by_weekday(what, weekday, today),
            None => None,
        };
        found.or_else(|| self.nearer(what, today, back, on)).map_or(Outcome::Unknown, known)
    }

    /// The nearest one that is on a weekday: it can tell which month or year is meant. A date that is nearer by
    /// far and on another weekday is the better guess, and a doubt.
    fn by_weekday(&self, what: What, weekday: i8, today: Period) -> Option<Period> {
        let (reach, steps) = if matches!(what, What::Dom(_)) { (400, 11) } else { (300, 2) };
        let fits = |p: &Period| p.first.weekday().to_monday_one_offset() == weekday;
        let back = std::iter::successors(what.at_or_before(today.last), |p| what.at_or_before(add_days(p.first, -1)?));
        let on = std::iter::successors(what.after(today.last), |p| what.after(p.first));
        let near = |p: &Period| days_apart(p.first, today.first) <= reach;
        let back = back.take(steps).take_while(near).find(fits);
        let on = on.take(steps).take_while(near).find(fits);
        let (Some(back), Some(on)) = (back, on) else { return back.or(on) };
        let (ago, ahead) = (days_apart(back.first, today.first), days_apart(on.first, today.first));
        let future = match self.direction {
            Direction::Future => ahead < ago * FAR,
            _ => ahead * 2 < ago,
        };
        Some(if future { on } else { back })
    }

    /// The one before or the one to come: by tense, unless one of them is nearer by far.
    fn nearer(&self, what: What, today: Period, back: Option<Period>, on: Option<Period>) -> Option<Period> {
        let (Some(back), Some(on)) = (back, on) else { return back.or(on) };
        let (ago, ahead) = ((today.first - back.last).get_days().max(0), (on.first - today.last).get_days().max(0));
        let yearly = matches!(what, What::MonthDay(..) | What::Month(_) | What::Holiday(_));
        let by_tense = match self.direction {
            Direction::Past => back,
            Direction::Future => on,
            Direction::Either if yearly && ahead * 2 < ago => on,
            Direction::Either => back,
        };
        let far = if matches!(what, What::Month(_)) { FAR_MONTH } else { FAR };
        match yearly {
            true if ahead * far < ago => Some(on),
            true if ago * far < ahead => Some(back),
            _ => Some(by_tense),
        }
    }

    fn inside(&self, what: What, n: i32, within: &Expr) -> Outcome {
        if what.impossible() {
            return Outcome::Impossible;
        }
        let Some(within) = self.within(within) else {
            return match what {
                What::MonthDay(month, day) => Edtf::month_day(month, day).map_or(Outcome::Unknown, Outcome::Open),
                _ => Outcome::Unknown,
            };
        };
        match (what.nth_in(n, within), what) {
            (Some(period), _) => Outcome::Known { period, approximate: false },
            (None, What::MonthDay(..)) if within.grain == Unit::Year => Outcome::Impossible,
            (None, What::Dom(_)) if within.grain == Unit::Month => Outcome::Impossible,
            _ => Outcome::Unknown,
        }
    }

    fn shift(&self, by: Length, sign: i32, from: &Expr, loose: Loose) -> Outcome {
        let base = match from {
            Expr::Here => self.here(by.unit <= Unit::Week),
            from => self.known(from),
        };
        let moved = |base: Period| {
            let day = add_days(add_months(base.first, sign * by.months)?, sign * by.days)?;
            if loose == Loose::Less {
                let (first, last) = if sign < 0 { (day, base.last) } else { (base.first, day) };
                let unit = if by.unit >= Unit::Month { Unit::Month } else { Unit::Day };
                return Some(Period {
                    first: unit.around(first)?.first,
                    last: unit.around(last)?.last,
                    grain: by.unit,
                });
            }
            // "In three months" is counted to the day, "three months ago" is said of a month.
            let grain = if sign > 0 && base.grain == Unit::Day { Unit::Day } else { by.unit.max(base.grain) };
            let grain = if grain > Unit::Year { Unit::Year } else { grain };
            let grain = if grain == Unit::Week && base.grain == Unit::Day { Unit::Day } else { grain };
            grain.around(day)
        };
        match base.and_then(moved) {
            Some(period) => {
                let approximate = loose != Loose::Exact
                    || by.vague
                    || (by.unit > Unit::Day && period.grain == Unit::Day)
                    || by.unit > Unit::Year;
                Outcome::Known { period, approximate: approximate && loose != Loose::Less }
            }
            None => Outcome::Unknown,
        }
    }

    fn rest(&self, later: bool, of: &Expr) -> Option<Period> {
        let (whole, today) = (self.known(of)?, self.today()?);
        let day_before = add_days(today.first, -1)?;
        let inside = today.first >= whole.first && today.last <= whole.last;
        match later {
            _ if !inside || whole.grain > Unit::Week => Some(whole),
            true => Some(Period { first: today.first, ..whole }),
            false if day_before < whole.first => Some(Period::day(today.first)),
            false => Some(Period { last: day_before, ..whole }),
        }
    }

    fn range(&self, from: &Expr, to: &Expr) -> Outcome {
        let (a, b) = match (from.free(), to.free()) {
            // Of two ends without a year, the direction finds one and the order the other.
            (Some(first), Some(last)) if self.published.is_some() => {
                if self.direction == Direction::Future {
                    let a = self.free(first);
                    let b = match &a {
                        Outcome::Known { period: p, .. } => from_on(last, p.first),
                        _ => None,
                    };
                    (a, b.map_or(Outcome::Unknown, known))
                } else {
                    let b = self.free(last);
                    let a = match &b {
                        Outcome::Known { period: p, .. } => first.at_or_before(p.first),
                        _ => None,
                    };
                    (a.map_or(Outcome::Unknown, known), b)
                }
            }
            (None, Some(last)) if self.published.is_some() => {
                let a = self.resolve(from);
                match a {
                    Outcome::Known { period, .. } => (a, from_on(last, period.first).map_or(Outcome::Unknown, known)),
                    _ => (a, self.free(last)),
                }
            }
            (Some(first), None) => {
                let b = self.resolve(to);
                match b {
                    Outcome::Known { period: p, .. } => (first.at_or_before(p.last).map_or(Outcome::Unknown, known), b),
                    _ => (self.free(first), b),
                }
            }
            _ => (self.resolve(from), self.resolve(to)),
        };
        match (a, b) {
            (Outcome::Impossible, _) | (_, Outcome::Impossible) => Outcome::Impossible,
            (Outcome::Open(a), Outcome::Open(b)) => {
                Edtf::parse(&format!("{a}/{b}")).map_or(Outcome::Unknown, Outcome::Open)
            }
            (Outcome::Known { period: a, .. }, Outcome::Known { period: b, .. }) => {
                let (mut first, grain) = (a.first, a.grain.max(b.grain));
                if first > b.last {
                    // "November to February 2017": the year is the second one's.
                    match add_months(first, -12).filter(|d| *d <= b.last) {
                        Some(earlier) => first = earlier,
                        None => return Outcome::Unknown,
                    }
                }
                Outcome::Known { period: Period { first, last: b.last, grain }, approximate: false }
            }
            _ => Outcome::Unknown,
        }
    }

    /// A day and a month in digits: only one order may be possible, or only one lies near the publication.
    fn numeric(&self, (a, b): (i8, i8), year: Option<i16>) -> Outcome {
        let make = |(month, day): (i8, i8)| {
            let what = What::MonthDay(month, day);
            ((1..=12).contains(&month) && !what.impossible()).then_some(what)
        };
        let (usual, other) = (make((a, b)), make((b, a)));
        let Some(year) = year else {
            return usual.or(other).map_or(Outcome::Impossible, |what| self.free(what));
        };
        let whole = Date::new(year, 1, 1).ok().and_then(|d| Unit::Year.around(d));
        let day = |what: Option<What>| whole.and_then(|w| what?.nth_in(1, w)).map(|p| p.first);
        match (day(usual), day(other)) {
            (Some(first), Some(second)) if first != second => {
                let named = |d: Date| self.weekday == Some(d.weekday().to_monday_one_offset());
                if named(first) != named(second) {
                    return known(Period::day(if named(first) { first } else { second }));
                }
                let near = |d: Date| self.today().is_some_and(|t| d <= t.last && (t.first - d).get_days() < 20);
                match (near(first), near(second)) {
                    (true, false) => Outcome::Ambiguous(Edtf::day(first), Some(Period::day(first))),
                    (false, true) => Outcome::Ambiguous(Edtf::day(second), Some(Period::day(second))),
                    _ => {
                        let (early, late) = (first.min(second), first.max(second));
                        Outcome::Ambiguous(Edtf::one_of(early, late), None)
                    }
                }
            }
            (Some(day), _) | (None, Some(day)) => Outcome::Known { period: Period::day(day), approximate: false },
            (None, None) => Outcome::Impossible,
        }
    }
}

fn days_apart(a: Date, b: Date) -> i32 {
    (a - b).get_days().abs()
}

fn known(period: Period) -> Outcome {
    Outcome::Known { period, approximate: false }
}

fn grain_of(first: Date, last: Date) -> Unit {
    match (last - first).get_days() {
        0 => Unit::Day,
        1..=30 => Unit::Month,
        _ => Unit::Year,
    }
}

fn from_on(what: What, day: Date) -> Option<Period> {
    what.at_or_before(day).filter(|p| p.first == day).or_else(|| what.after(day))
}

/// The n-th one before or after a base; the one around it where n is 0.
fn relative(n: i32, what: What, base: Period) -> Option<Period> {
    if n == 0 {
        return match what {
            What::Unit(unit) => unit.around(base.first),
            What::Weekday(_) => what.nth_in(1, Unit::Week.around(base.first)?),
            _ => what.nth_in(1, Unit::Year.around(base.first)?).or_else(|| what.at_or_before(base.first)),
        };
    }
    if let What::Unit(unit) = what {
        let (months, days) = unit.size();
        return unit.around(add_days(add_months(unit.around(base.first)?.first, n * months)?, n * days)?);
    }
    let mut found = base;
    for _ in 0..n.abs().min(400) {
        found = if n > 0 {
            what.after(found.last)?
        } else {
            let mut before = what.at_or_before(add_days(found.first, -1)?)?;
            if before.last >= found.first {
                before = what.at_or_before(add_days(before.first, -1)?)?;
            }
            before
        };
    }
    Some(found)
}

/// So many whole units after (before) the one that holds the base.
fn run(n: i32, unit: Unit, base: Period) -> Option<Period> {
    let (one, far) = (relative(n.signum(), What::Unit(unit), base)?, relative(n, What::Unit(unit), base)?);
    Some(Period { first: one.first.min(far.first), last: one.last.max(far.last), grain: unit })
}

/// So many units at the beginning (the end) of a period.
fn edge(n: i32, unit: Unit, within: Period) -> Option<Period> {
    let (one, far) = (What::Unit(unit).nth_in(n.signum(), within)?, What::Unit(unit).nth_in(n, within)?);
    Some(Period { first: one.first.min(far.first), last: one.last.max(far.last), grain: unit })
}
