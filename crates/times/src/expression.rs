//! What recognised words mean before anything is resolved: typed values that rules put together.
//!
//! It knows no words of any language and no anchor; a value keeps what was said, not what it comes to.

use model::DayPart;

use crate::Basis;
use crate::calendar::{Holiday, Unit, What};

/// A value that a token or a rule gives.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    /// A word that matters only for its rule.
    Word,
    Number(Number),
    Ordinal(i32),
    Month(i8),
    Weekday(i8),
    Unit(Unit),
    Part(DayPart),
    Season(i8),
    Holiday(Holiday),
    Zone(String),
    Length(Length),
    Time(Box<Timex>),
}

/// A number, and how it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Number {
    pub(crate) n: i32,
    /// Digits that it was written with; none for words.
    pub(crate) digits: u8,
    /// "A few", "several".
    pub(crate) vague: bool,
}

/// A length of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Length {
    pub(crate) months: i32,
    pub(crate) days: i32,
    pub(crate) minutes: i32,
    /// The finest unit that was said.
    pub(crate) unit: Unit,
    pub(crate) vague: bool,
}

/// How exact it was said to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Loose {
    #[default]
    Exact,
    About,
    /// "Less than six months ago".
    Less,
    /// "More than a year ago".
    More,
}

/// A time of day as it was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Hour {
    pub(crate) hour: u16,
    pub(crate) minute: u16,
    /// Whether am, pm, twenty-four hours or a part of the day settled which half of the day is meant.
    pub(crate) settled: bool,
}

/// Which day, month, year or stretch of them.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Expr {
    /// The day of publication.
    Today,
    /// The day that the text is at.
    Here,
    /// The day that the text is at where the tense is past, else the day of publication.
    HereOrToday,
    /// The day of an event that is named by its words ("two days before the attack").
    Event,
    Year(i16),
    /// The first year.
    Decade(i16),
    /// The first year.
    Century(i16),
    /// The nearest one in the direction that the tense tells.
    Free(What),
    /// So many after (before) the one that holds the base.
    Relative {
        n: i32,
        what: What,
        base: Box<Expr>,
    },
    /// The n-th inside (-1 the last).
    In {
        what: What,
        n: i32,
        within: Box<Expr>,
    },
    /// So long after (before).
    Shift {
        by: Length,
        sign: i32,
        from: Box<Expr>,
        loose: Loose,
    },
    /// So many whole units after (before) the one that holds the base.
    Run {
        n: i32,
        unit: Unit,
        base: Box<Expr>,
    },
    /// So many units at the beginning (the end).
    Edge {
        n: i32,
        unit: Unit,
        within: Box<Expr>,
    },
    Range(Box<Expr>, Box<Expr>),
    /// From a day on for so long.
    Lasting {
        from: Box<Expr>,
        by: Length,
    },
    /// Two numbers that are a month and a day, in this order or the other one.
    Numeric {
        a: i8,
        b: i8,
        year: Option<i16>,
    },
    /// The unit around.
    Around {
        unit: Unit,
        of: Box<Expr>,
    },
    /// Part of a period before (after) the day of publication.
    Rest {
        later: bool,
        of: Box<Expr>,
    },
    /// A day written in the Julian calendar.
    Julian(Box<Expr>),
}

/// A time as it was said: day, time of day, and what they were said with.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Timex {
    pub(crate) day: Option<Expr>,
    /// A weekday that the day should have.
    pub(crate) weekday: Option<i8>,
    pub(crate) clock: Option<Hour>,
    pub(crate) clock_end: Option<Hour>,
    /// Minutes after (before) the time of day that the text is at.
    pub(crate) minutes: Option<i32>,
    pub(crate) part: Option<DayPart>,
    pub(crate) zone: Option<String>,
    pub(crate) approximate: bool,
    /// It names no time and only keeps others from its words.
    pub(crate) ignored: bool,
}

impl Number {
    pub(crate) fn word(n: i32) -> Self {
        Number { n, digits: 0, vague: false }
    }
}

impl Hour {
    /// The same with the half of the day that a part of it tells.
    pub(crate) fn in_part(self, part: DayPart) -> Hour {
        if self.settled || self.hour > 12 {
            return self;
        }
        let hour = match part {
            DayPart::Morning if self.hour == 12 => 0,
            DayPart::Morning => self.hour,
            DayPart::Noon | DayPart::Afternoon if self.hour < 9 => self.hour + 12,
            DayPart::Noon | DayPart::Afternoon => self.hour,
            DayPart::Evening if self.hour < 12 => self.hour + 12,
            DayPart::Evening => 0,
            DayPart::Night | DayPart::Midnight if self.hour == 12 => 0,
            DayPart::Night | DayPart::Midnight if self.hour >= 6 => self.hour + 12,
            DayPart::Night | DayPart::Midnight => self.hour,
        };
        Hour { hour, settled: true, ..self }
    }
}

impl Expr {
    pub(crate) fn boxed(self) -> Box<Expr> {
        Box::new(self)
    }

    /// A day counted from the day of publication.
    pub(crate) fn days_from_today(n: i32) -> Expr {
        match n {
            0 => Expr::Today,
            n => Expr::Relative { n, what: What::Unit(Unit::Day), base: Expr::Today.boxed() },
        }
    }

    /// How fine it is.
    pub(crate) fn grain(&self) -> Unit {
        match self {
            Expr::Today | Expr::Here | Expr::HereOrToday | Expr::Event | Expr::Numeric { .. } | Expr::Julian(_) => {
                Unit::Day
            }
            Expr::Year(_) => Unit::Year,
            Expr::Decade(_) => Unit::Decade,
            Expr::Century(_) => Unit::Century,
            Expr::Free(what) | Expr::Relative { what, .. } | Expr::In { what, .. } => what.grain(),
            Expr::Shift { by, .. } => by.unit,
            Expr::Run { unit, .. } | Expr::Edge { unit, .. } | Expr::Around { unit, .. } => *unit,
            Expr::Range(a, b) => a.grain().max(b.grain()),
            Expr::Lasting { from, .. } => from.grain(),
            Expr::Rest { of, .. } => of.grain(),
        }
    }

    /// The part of a named date that is free to be put into something coarser.
    pub(crate) fn free(&self) -> Option<What> {
        match self {
            Expr::Free(what) => Some(*what),
            _ => None,
        }
    }

    /// Puts a free day, month, weekday … into something coarser.
    pub(crate) fn put_in(what: What, within: Expr) -> Option<Expr> {
        let fits = match (what, within.free()) {
            (What::Dom(_), Some(What::Month(_))) => true,
            (_, Some(What::Weekday(_) | What::Dom(_) | What::MonthDay(..))) => false,
            _ => what.grain() < within.grain(),
        };
        if !fits {
            return None;
        }
        match (what, within) {
            (What::Dom(day), Expr::Free(What::Month(month))) => Some(Expr::Free(What::MonthDay(month, day))),
            (What::Dom(day), Expr::In { what: What::Month(month), n: 1, within }) => {
                Some(Expr::In { what: What::MonthDay(month, day), n: 1, within })
            }
            (what, within) => Some(Expr::In { what, n: 1, within: within.boxed() }),
        }
    }

    /// Whether a publication date is what it hangs on, directly.
    pub(crate) fn hangs_on_publication(&self) -> bool {
        match self {
            Expr::Today | Expr::HereOrToday => true,
            Expr::Here | Expr::Event | Expr::Year(_) | Expr::Decade(_) | Expr::Century(_) | Expr::Numeric { .. } => {
                false
            }
            Expr::Free(what) => {
                matches!(what, What::Weekday(_) | What::Weekend | What::Dom(_) | What::Unit(_))
            }
            Expr::Relative { base: of, .. } | Expr::Run { base: of, .. } => of.hangs_on_publication(),
            Expr::In { within: of, .. } | Expr::Edge { within: of, .. } => of.hangs_on_publication(),
            Expr::Shift { from: of, .. } | Expr::Lasting { from: of, .. } => of.hangs_on_publication(),
            Expr::Around { of, .. } | Expr::Julian(of) => of.hangs_on_publication(),
            Expr::Rest { .. } => true,
            Expr::Range(a, b) => a.hangs_on_publication() || b.hangs_on_publication(),
        }
    }

    /// Whether it hangs on another time of the text.
    pub(crate) fn hangs_on_text(&self) -> bool {
        match self {
            Expr::Here | Expr::Event => true,
            Expr::Relative { base: of, .. } | Expr::Run { base: of, .. } => of.hangs_on_text(),
            Expr::In { within: of, .. } | Expr::Edge { within: of, .. } => of.hangs_on_text(),
            Expr::Shift { from: of, .. } | Expr::Lasting { from: of, .. } => of.hangs_on_text(),
            Expr::Around { of, .. } | Expr::Julian(of) => of.hangs_on_text(),
            Expr::Rest { of, .. } => of.hangs_on_text(),
            Expr::Range(a, b) => a.hangs_on_text() || b.hangs_on_text(),
            _ => false,
        }
    }
}

impl Timex {
    pub(crate) fn of(day: Expr) -> Timex {
        Timex { day: Some(day), ..Timex::default() }
    }

    /// What it hangs on, and whether the text was used to resolve it.
    pub(crate) fn basis(&self, by_text: bool) -> Basis {
        match &self.day {
            None if self.minutes.is_some() => Basis::Text,
            None => Basis::Clock,
            Some(day) if by_text || day.hangs_on_text() => Basis::Text,
            Some(day) if day.hangs_on_publication() => Basis::Publication,
            Some(_) => Basis::Itself,
        }
    }

    /// Counts "through so long" from where the tense says.
    pub(crate) fn place(&mut self, past: bool) {
        let place = |expr: &mut Expr| {
            if *expr == Expr::HereOrToday {
                *expr = if past { Expr::Here } else { Expr::Today };
            }
        };
        match &mut self.day {
            Some(Expr::Shift { from, .. }) => place(from),
            Some(day) => place(day),
            None => {}
        }
    }

    /// "In two weeks": so long after the publication.
    pub(crate) fn counts_from_today_on(&self) -> bool {
        matches!(&self.day, Some(Expr::Shift { sign: 1, from, .. }) if **from == Expr::Today)
    }

    /// Two parts of one time: a day and a time of day, a weekday and its date, a weekday and its week.
    pub(crate) fn with(&self, other: &Timex) -> Option<Timex> {
        if self.ignored || other.ignored {
            return None;
        }
        let mut out = self.clone();
        match (&self.day, &other.day) {
            (Some(a), Some(b)) => {
                let (a, b) = if a.grain() <= b.grain() { (a, b) } else { (b, a) };
                let (day, weekday) = one_day(a, b)?;
                out.day = Some(day);
                out.weekday = weekday.or(self.weekday).or(other.weekday);
            }
            (None, b) => {
                out.day = b.clone();
                out.weekday = other.weekday;
            }
            _ => {}
        }
        if self.clock.is_some() && other.clock.is_some() || self.minutes.is_some() && other.minutes.is_some() {
            return None;
        }
        out.clock = self.clock.or(other.clock);
        out.clock_end = self.clock_end.or(other.clock_end);
        out.minutes = self.minutes.or(other.minutes);
        if self.part.is_some() && other.part.is_some() && self.part != other.part {
            return None;
        }
        out.part = self.part.or(other.part);
        out.zone = self.zone.clone().or_else(|| other.zone.clone());
        out.approximate |= other.approximate;
        out.settle();
        Some(out)
    }

    /// Lets the part of the day tell which half of it a time of day is in.
    pub(crate) fn settle(&mut self) {
        if let Some(part) = self.part {
            self.clock = self.clock.map(|hour| hour.in_part(part));
            self.clock_end = self.clock_end.map(|hour| hour.in_part(part));
        }
    }

    /// From one time to another; what only one of them says holds for both.
    pub(crate) fn to(&self, other: &Timex) -> Option<Timex> {
        if self.clock.is_some() != other.clock.is_some() || self.clock_end.is_some() || other.clock_end.is_some() {
            return None;
        }
        let mut out = Timex { approximate: self.approximate || other.approximate, ..Timex::default() };
        out.zone = self.zone.clone().or_else(|| other.zone.clone());
        out.part = self.part.or(other.part);
        out.day = match (&self.day, &other.day) {
            (Some(a), Some(b)) => Some(range(a, b)?),
            (a, b) => a.clone().or_else(|| b.clone()),
        };
        if out.day.is_none() && self.clock.is_none() {
            return None;
        }
        out.weekday = if self.day.is_some() && other.day.is_some() { None } else { self.weekday.or(other.weekday) };
        if let (Some(mut from), Some(until)) = (self.clock, other.clock) {
            // "From 3 to 5pm": the half of the day is said once.
            if until.settled && !from.settled && until.hour >= 12 && from.hour < 12 && from.hour + 12 <= until.hour {
                from = Hour { hour: from.hour + 12, settled: true, ..from };
            }
            out.clock = Some(from);
            out.clock_end = Some(until);
        }
        out.settle();
        Some(out)
    }
}

/// One day said twice: the finer first. Gives the day, and a weekday to check it by.
fn one_day(fine: &Expr, coarse: &Expr) -> Option<(Expr, Option<i8>)> {
    match (fine, coarse) {
        // "Earlier today on 3 June": the date says it, publication or not.
        (Expr::Today, date @ (Expr::Free(What::MonthDay(..)) | Expr::In { .. }))
        | (date @ (Expr::Free(What::MonthDay(..)) | Expr::In { .. }), Expr::Today)
            if date.grain() == Unit::Day =>
        {
            return Some((date.clone(), None));
        }
        _ => {}
    }
    match (fine.free(), coarse.free()) {
        // "Monday two weeks from now": of the week that it comes to.
        (Some(what @ What::Weekday(_)), None) if matches!(coarse, Expr::Shift { .. }) => {
            let week = Expr::Around { unit: Unit::Week, of: coarse.clone().boxed() };
            Some((Expr::In { what, n: 1, within: week.boxed() }, None))
        }
        (Some(What::Weekday(weekday)), _) if coarse.grain() == Unit::Day && coarse.free() != fine.free() => {
            Some((coarse.clone(), Some(weekday)))
        }
        (_, Some(What::Weekday(weekday))) if fine.grain() == Unit::Day => Some((fine.clone(), Some(weekday))),
        (Some(what), _) => Expr::put_in(what, coarse.clone()).map(|day| (day, None)),
        (None, Some(what)) if coarse.grain() == fine.grain() => Expr::put_in(what, fine.clone()).map(|day| (day, None)),
        _ => match (fine, coarse) {
            (Expr::Relative { what: What::Weekday(weekday), .. }, _) if coarse.grain() == Unit::Day => {
                Some((coarse.clone(), Some(*weekday)))
            }
            _ => None,
        },
    }
}

/// What a named date says: its month, its day, and what they are in.
fn fields(expr: &Expr) -> Option<(Option<i8>, Option<i8>, Option<&Expr>)> {
    let (what, within) = match expr {
        Expr::Free(what) => (*what, None),
        Expr::In { what, n: 1, within } => (*what, Some(&**within)),
        _ => return None,
    };
    match what {
        What::Month(month) => Some((Some(month), None, within)),
        What::MonthDay(month, day) => Some((Some(month), Some(day), within)),
        What::Dom(day) => Some((None, Some(day), within)),
        _ => None,
    }
}

/// A range whose ends share what only one of them says.
fn range(a: &Expr, b: &Expr) -> Option<Expr> {
    if matches!(a, Expr::Range(..)) || matches!(b, Expr::Range(..)) {
        return None;
    }
    let (Some((month_a, day_a, in_a)), Some((month_b, day_b, in_b))) = (fields(a), fields(b)) else {
        let mixed = |e: &Expr| matches!(e, Expr::Free(What::Dom(_)));
        if let (Expr::Year(a), Expr::Year(b)) = (a, b)
            && a >= b
        {
            return None;
        }
        if matches!(b, Expr::Year(_)) && a.grain() < Unit::Month {
            return None;
        }
        return (!mixed(a) && !mixed(b)).then(|| Expr::Range(a.clone().boxed(), b.clone().boxed()));
    };
    if (month_a.is_none() && day_b.is_none()) || (month_b.is_none() && day_a.is_none()) {
        return None;
    }
    let make = |month: Option<i8>, day: Option<i8>, within: Option<&Expr>| {
        let what = match (month, day) {
            (Some(month), Some(day)) => What::MonthDay(month, day),
            (Some(month), None) => What::Month(month),
            (None, Some(day)) => What::Dom(day),
            (None, None) => return None,
        };
        Some(match within {
            Some(within) => Expr::In { what, n: 1, within: within.clone().boxed() },
            None => Expr::Free(what),
        })
    };
    // "From 27 April to the third": the month after, where the day is smaller.
    let after = month_a.filter(|_| month_b.is_none()).map(|m| if day_b < day_a { m % 12 + 1 } else { m });
    let before = month_b.filter(|_| month_a.is_none()).map(|m| if day_a > day_b { (m + 10) % 12 + 1 } else { m });
    let left = make(month_a.or(before), day_a, in_a.or(in_b))?;
    let right = make(month_b.or(after), day_b, in_b.or(in_a))?;
    Some(Expr::Range(left.boxed(), right.boxed()))
}
