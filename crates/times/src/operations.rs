//! The operations behind the names that rules use, and the parts that they work on.
//!
//! They know types, not words; an operation whose parts do not go together gives nothing.

use model::DayPart;

use crate::build::{Args, Make};
use crate::calendar::{Unit, What};
use crate::expression::{Expr, Hour, Length, Loose, Number, Timex, Value};

/// The parts of a rule, looked up by type.
pub(crate) struct Parts<'a>(pub(crate) &'a [&'a Value]);

impl<'a> Parts<'a> {
    pub(crate) fn numbers(&self) -> impl Iterator<Item = i32> + use<'a, '_> {
        self.0.iter().filter_map(|v| match v {
            Value::Number(number) => Some(number.n),
            Value::Ordinal(n) => Some(*n),
            _ => None,
        })
    }

    pub(crate) fn number(&self) -> Option<Number> {
        self.0.iter().find_map(|v| if let Value::Number(n) = v { Some(*n) } else { None })
    }

    pub(crate) fn ordinal(&self) -> Option<i32> {
        self.0.iter().find_map(|v| if let Value::Ordinal(n) = v { Some(*n) } else { None })
    }

    pub(crate) fn months(&self) -> impl Iterator<Item = i8> + use<'a, '_> {
        self.0.iter().filter_map(|v| if let Value::Month(m) = v { Some(*m) } else { None })
    }

    pub(crate) fn lengths(&self) -> impl Iterator<Item = Length> + use<'a, '_> {
        self.0.iter().filter_map(|v| if let Value::Length(l) = v { Some(*l) } else { None })
    }

    pub(crate) fn times(&self) -> impl Iterator<Item = &'a Timex> + use<'a, '_> {
        self.0.iter().filter_map(|v| if let Value::Time(t) = v { Some(&**t) } else { None })
    }

    pub(crate) fn part(&self) -> Option<DayPart> {
        self.0.iter().find_map(|v| if let Value::Part(p) = v { Some(*p) } else { None })
    }

    pub(crate) fn unit(&self) -> Option<Unit> {
        self.0.iter().find_map(|v| if let Value::Unit(u) = v { Some(*u) } else { None })
    }

    /// What can come again: a weekday, month, season, holiday, unit, or a free date.
    pub(crate) fn what(&self) -> Option<What> {
        self.0.iter().find_map(|v| match v {
            Value::Month(month) => Some(What::Month(*month)),
            Value::Weekday(weekday) => Some(What::Weekday(*weekday)),
            Value::Season(season) => Some(What::Season(*season)),
            Value::Holiday(holiday) => Some(What::Holiday(*holiday)),
            Value::Unit(unit) if *unit >= Unit::Day => Some(What::Unit(*unit)),
            Value::Time(time) => time.day.as_ref().and_then(Expr::free),
            _ => None,
        })
    }
}

pub(crate) fn small(n: i32, most: i32) -> Option<i8> {
    (1..=most).contains(&n).then_some(n as i8)
}

/// Years of two digits are the nearest ones: 30 and more are of the last century.
pub(crate) fn whole_year(number: Number) -> Option<i16> {
    match (number.n, number.digits) {
        (n @ 0..=29, 2) => Some(2000 + n as i16),
        (n @ 30..=99, 2) => Some(1900 + n as i16),
        (n @ 1000..=2199, 4 | 0) => Some(n as i16),
        _ => None,
    }
}

pub(crate) fn time(day: Expr) -> Option<Value> {
    Some(Value::Time(Timex::of(day).into()))
}

pub(crate) fn changed(time: &Timex, change: impl FnOnce(&mut Timex)) -> Option<Value> {
    let mut out = time.clone();
    change(&mut out);
    out.settle();
    Some(Value::Time(out.into()))
}

pub(crate) fn clock(hour: i32, minute: i32, half: Option<u16>, settled: bool) -> Option<Value> {
    if !(0..=24).contains(&hour) || !(0..=59).contains(&minute) || (hour == 24 && minute > 0) {
        return None;
    }
    let (hour, settled) = match half {
        Some(_) if hour > 12 => (hour, true),
        Some(half) => (hour % 12 + i32::from(half), true),
        None => (hour, settled || hour > 12 || hour == 0),
    };
    let hour = Hour { hour: hour as u16 % 24, minute: minute as u16, settled };
    Some(Value::Time(Timex { clock: Some(hour), ..Timex::default() }.into()))
}

/// Minutes added to (taken from) an hour that is a number or a time of day.
pub(crate) fn clock_shift(parts: &Parts<'_>, args: &Args, sign: i32) -> Option<Value> {
    let mut numbers = parts.numbers();
    let minutes = match args.n {
        Some(n) => n,
        None => numbers.next()?,
    };
    if !(1..60).contains(&minutes) {
        return None;
    }
    let shift = |hour: i32, from: i32| (hour * 60 + from + sign * minutes).rem_euclid(1440);
    match parts.times().next() {
        Some(named) => {
            let hour = named.clock?;
            let sum = shift(i32::from(hour.hour), i32::from(hour.minute));
            changed(named, |t| {
                t.clock = Some(Hour { hour: (sum / 60) as u16, minute: (sum % 60) as u16, ..hour });
            })
        }
        None => {
            let hour = numbers.next().filter(|h| (0..=24).contains(h))?;
            let sum = shift(hour, 0);
            clock(sum / 60, sum % 60, args.half, hour > 12)
        }
    }
}

pub(crate) fn length(parts: &Parts<'_>, args: &Args) -> Option<Value> {
    let number = parts.number();
    let n = args.n.or(number.map(|n| n.n))?;
    let unit = args.unit.or(parts.unit())?;
    if !(0..=5000).contains(&n) {
        return None;
    }
    let (months, days) = unit.size();
    let minutes = match unit {
        Unit::Minute => n,
        Unit::Hour => n * 60,
        _ => 0,
    };
    let unit = if unit == Unit::Fortnight { Unit::Week } else { unit };
    Some(Value::Length(Length {
        months: months * n,
        days: days * n,
        minutes,
        unit,
        vague: args.vague || number.is_some_and(|n| n.vague),
    }))
}

pub(crate) fn shift(parts: &Parts<'_>, args: &Args, base: Expr) -> Option<Value> {
    let by = parts.lengths().next()?;
    let sign = args.n?;
    if by.unit < Unit::Day {
        // An hour or some minutes: the time of day moves, and the day is the one that it is counted from.
        let minutes = by.minutes.checked_mul(sign)?;
        return match base {
            Expr::Today => None,
            base => {
                let from = Timex { minutes: Some(minutes), approximate: by.vague, ..Timex::of(base) };
                Some(Value::Time(from.into()))
            }
        };
    }
    let from = parts.times().next();
    let base = from.and_then(|t| t.day.clone()).unwrap_or(base);
    let day = Expr::Shift { by, sign, from: base.boxed(), loose: if by.vague { Loose::About } else { Loose::Exact } };
    let weekday = None;
    Some(Value::Time(Timex { weekday, clock: from.and_then(|t| t.clock), ..Timex::of(day) }.into()))
}

/// Says how exact a time or a length before some day is.
pub(crate) fn loosen(parts: &Parts<'_>, how: Loose) -> Option<Value> {
    changed(parts.times().next()?, |t| {
        if let Some(Expr::Shift { loose, .. }) = &mut t.day {
            *loose = how;
        }
        t.approximate |= how == Loose::About;
    })
}

pub(crate) fn relative(parts: &Parts<'_>, args: &Args, base: Expr) -> Option<Value> {
    let what = args.unit.map(What::Unit).or(parts.what())?;
    let n = args.n?;
    let from = parts.times().next();
    let day = match (what, n, &base) {
        // "This Friday", "next Friday": of this week, of the next one.
        (What::Weekday(_), 0 | 1, Expr::Today) => {
            let week = Expr::Relative { n, what: What::Unit(Unit::Week), base: base.boxed() };
            Expr::In { what, n: 1, within: week.boxed() }
        }
        _ => Expr::Relative { n, what, base: base.boxed() },
    };
    Some(Value::Time(Timex { part: from.and_then(|t| t.part), ..Timex::of(day) }.into()))
}

pub(crate) fn digits(parts: &Parts<'_>, make: Make) -> Option<Value> {
    let numbers: Vec<Number> =
        parts.0.iter().filter_map(|v| if let Value::Number(n) = v { Some(*n) } else { None }).collect();
    match (make, numbers.as_slice()) {
        (Make::YearFirst, [year, month, day]) => {
            let what = What::MonthDay(small(month.n, 12)?, small(day.n, 31)?);
            time(Expr::In { what, n: 1, within: Expr::Year(whole_year(*year)?).boxed() })
        }
        (Make::YearFirst, [year, month]) => {
            let what = What::Month(small(month.n, 12)?);
            time(Expr::In { what, n: 1, within: Expr::Year(whole_year(*year)?).boxed() })
        }
        (Make::Compact, [all]) if all.digits == 8 => {
            let (year, month, day) = (all.n / 10000, all.n / 100 % 100, all.n % 100);
            let what = What::MonthDay(small(month, 12)?, small(day, 31)?);
            (1900..=2100).contains(&year).then_some(())?;
            time(Expr::In { what, n: 1, within: Expr::Year(year as i16).boxed() })
        }
        (_, [a, b, rest @ ..]) => {
            let year = match rest {
                [year] => Some(whole_year(*year)?),
                _ => None,
            };
            let (a, b) = (small(a.n, 31)?, small(b.n, 31)?);
            if make == Make::MonthFirst {
                (a <= 12 || b <= 12).then_some(())?;
                return time(Expr::Numeric { a, b, year });
            }
            // "1.13.45" is a number of a version, "6/13/2015" an American date.
            let short = rest.first().is_some_and(|year| year.digits == 2);
            let (day, month) = if b > 12 && a <= 12 && !short { (b, a) } else { (a, b) };
            let what = What::MonthDay(small(i32::from(month), 12)?, day);
            time(match year {
                Some(year) => Expr::In { what, n: 1, within: Expr::Year(year).boxed() },
                None => Expr::Free(what),
            })
        }
        _ => None,
    }
}

pub(crate) fn part_of(parts: &Parts<'_>, args: &Args) -> Option<Value> {
    let part = args.part.or(parts.part())?;
    match parts.times().next() {
        Some(named) if named.part.is_none_or(|p| p == part) => changed(named, |t| t.part = Some(part)),
        Some(_) => None,
        None => Some(Value::Time(Timex { part: Some(part), ..Timex::default() }.into())),
    }
}

pub(crate) fn year(parts: &Parts<'_>) -> Option<Value> {
    time(Expr::Year(whole_year(parts.number()?)?))
}

pub(crate) fn decade(parts: &Parts<'_>) -> Option<Value> {
    let n = parts.numbers().next()?;
    let first = match n {
        20..=90 if n % 10 == 0 => 1900 + n,
        0..=10 if n % 10 == 0 => 2000 + n,
        1000..=2090 if n % 10 == 0 => n,
        _ => return None,
    };
    time(Expr::Decade(first as i16))
}

pub(crate) fn nth(parts: &Parts<'_>, args: &Args) -> Option<Value> {
    let what = args.unit.map(What::Unit).or(parts.what())?;
    let n = match (args.n, parts.ordinal()) {
        (Some(sign), Some(ordinal)) => sign * ordinal,
        (n, ordinal) => n.or(ordinal)?,
    };
    // The period is the last time among the parts: "the first Monday of this month".
    let within = parts.times().last()?.day.clone()?;
    let fits = what.grain() < within.grain();
    fits.then(|| time(Expr::In { what, n, within: within.boxed() }))?
}

pub(crate) fn put_in(parts: &Parts<'_>) -> Option<Value> {
    let times: Vec<&Timex> = parts.times().collect();
    let (fine, coarse) = match times.as_slice() {
        [coarse] => (None, *coarse),
        [a, b] => {
            let (day_a, day_b) = (a.day.as_ref()?, b.day.as_ref()?);
            let a_first = day_a.free().is_some() && (day_b.free().is_none() || day_a.grain() < day_b.grain());
            if a_first { (Some(*a), *b) } else { (Some(*b), *a) }
        }
        _ => return None,
    };
    let what = match fine {
        Some(fine) => fine.day.as_ref()?.free()?,
        None => parts.what()?,
    };
    let day = Expr::put_in(what, coarse.day.clone()?)?;
    let mut out = fine.cloned().unwrap_or_default();
    out.day = Some(day);
    Some(Value::Time(out.into()))
}

pub(crate) fn range_in(parts: &Parts<'_>) -> Option<Value> {
    let times: Vec<&Timex> = parts.times().collect();
    let [range, coarse] = times.as_slice() else { return None };
    let Some(Expr::Range(a, b)) = &range.day else { return None };
    let inside = |end: &Expr| Expr::put_in(end.free()?, coarse.day.clone()?);
    let day = Expr::Range(inside(a)?.boxed(), inside(b)?.boxed());
    changed(range, |t| t.day = Some(day))
}

pub(crate) fn with_part(parts: &Parts<'_>, args: &Args, day: Expr) -> Option<Value> {
    let part = args.part.or(parts.part())?;
    Some(Value::Time(Timex { part: Some(part), ..Timex::of(day) }.into()))
}

pub(crate) fn run(parts: &Parts<'_>, args: &Args, make: Make) -> Option<Value> {
    let unit = args.unit.or(parts.unit()).filter(|u| *u >= Unit::Day)?;
    let n = parts.number()?;
    if n.vague && unit > Unit::Week || !(1..=400).contains(&n.n) {
        return None;
    }
    let sign = args.n?;
    match make {
        Make::Run => time(Expr::Run { n: sign * n.n, unit, base: Expr::Today.boxed() }),
        Make::RunTo => time(Expr::Relative { n: sign * n.n, what: What::Unit(unit), base: Expr::Today.boxed() }),
        _ => time(Expr::Edge { n: sign * n.n, unit, within: parts.times().next()?.day.clone()?.boxed() }),
    }
}

pub(crate) fn night(parts: &Parts<'_>) -> Option<Value> {
    let times: Vec<&Timex> = parts.times().collect();
    let [from, to] = times.as_slice() else { return None };
    let mut out = from.to(to)?;
    out.part = Some(DayPart::Night);
    Some(Value::Time(out.into()))
}

pub(crate) fn zone(parts: &Parts<'_>, args: &Args) -> Option<Value> {
    let said = parts.0.iter().find_map(|v| if let Value::Zone(z) = v { Some(z.clone()) } else { None });
    let zone = args.zone.clone().or(said)?;
    let named = parts.times().next().filter(|t| t.clock.is_some() && t.zone.is_none())?;
    changed(named, |t| {
        t.zone = Some(zone);
        t.clock = t.clock.map(|hour| Hour { settled: true, ..hour });
    })
}
