//! What a rule makes of its parts: one small operation a name, the same for all languages.
//!
//! Operations look at the types of the parts, not at their order, wherever an order differs between languages.

use model::DayPart;
use serde::Deserialize;

use crate::calendar::{Holiday, Unit, What};
use crate::expression::{Expr, Hour, Length, Loose, Number, Timex, Value};

/// The operation that a rule names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Make {
    /// The first part, as it is.
    Same,
    /// Nothing but that the words are there.
    Word,
    /// What looks like a time and names none.
    Ignore,
    /// The number `n`.
    Number,
    /// The sum of two numbers, the first round.
    Add,
    /// The product of two numbers.
    Times,
    /// A number as an ordinal.
    Ordinal,
    /// A year of four digits, or of two in the century that is near.
    Year,
    /// A year said as two numbers ("nineteen ninety-seven").
    SplitYear,
    /// A day of a month.
    MonthDay,
    /// A day of any month.
    Dom,
    Month,
    Weekday,
    Season,
    Quarter,
    Half,
    Holiday,
    Weekend,
    Decade,
    Century,
    /// Day, month (and year) in digits: day first.
    DayFirst,
    /// Month, day (and year) in digits, where the order may be the other one.
    MonthFirst,
    /// Year, month (and day) in digits.
    YearFirst,
    /// Eight digits.
    Compact,
    /// Something free inside something coarser.
    In,
    /// The n-th (`n`, or the ordinal) inside something coarser.
    Nth,
    /// `n` units (months, weekdays …) from the publication.
    Relative,
    /// `n` units from the day that the text is at.
    RelativeHere,
    /// `n` days from the publication.
    Today,
    /// The same with a part of the day.
    TodayPart,
    /// The first one after the publication, in its week or not.
    Coming,
    /// The day (`unit`) that the text is at.
    Here,
    /// A part of the day `n` days from the one that the text is at.
    HerePart,
    /// A number and a unit.
    Length,
    /// Two lengths.
    AddLength,
    /// A length before (`n = -1`) or after (`n = 1`) the publication, or a day that is named.
    Shift,
    /// The same from the day that the text is at.
    ShiftHere,
    /// The same from the day of an event that is named by its words.
    ShiftEvent,
    /// The same from the day that the text is at where the tense is past, else from the publication.
    ShiftTense,
    /// So many weekdays from the publication, `n` gives the direction.
    Count,
    /// So many whole units from the publication, `n` gives the direction.
    Run,
    /// The whole unit so far away.
    RunTo,
    /// The first (`n = 1`) or last (`n = -1`) so many units of something.
    Edge,
    /// From a day on for so long.
    Lasting,
    /// The `unit` around a day.
    Around,
    /// Later (`n = 1`) or earlier (`n = -1`) in it.
    Rest,
    /// The second of two days that are one in the old and the new calendar.
    NewStyle,
    /// A day in the old calendar.
    OldStyle,
    /// Two parts of one time.
    With,
    /// From one to the other.
    Range,
    /// A range inside something coarser.
    RangeIn,
    /// The night between two days.
    Night,
    Part,
    /// Hour (and minute); `half` is 0 for am, 12 for pm.
    Clock,
    /// The hour `n`, with its name as a part of the day.
    WordClock,
    /// Three or four digits.
    ClockDigits,
    /// Minutes (`n`, or the number) past the hour.
    Past,
    /// Minutes (`n`, or the number) to the hour.
    To,
    /// Half of the hour that is named («в половине десятого» is 9:30).
    HalfOf,
    /// Minutes of the hour that is named («в десять минут десятого» is 9:10).
    MinutesOf,
    Zone,
    /// The zone that the rule names.
    ZoneNamed,
    About,
    Less,
    More,
}

/// Constants of a rule.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Args {
    pub(crate) n: Option<i32>,
    pub(crate) unit: Option<Unit>,
    pub(crate) part: Option<DayPart>,
    pub(crate) half: Option<u16>,
    pub(crate) zone: Option<String>,
    #[serde(default)]
    pub(crate) vague: bool,
}

/// The parts of a rule, looked up by type.
struct Parts<'a>(&'a [&'a Value]);

impl<'a> Parts<'a> {
    fn numbers(&self) -> impl Iterator<Item = i32> + use<'a, '_> {
        self.0.iter().filter_map(|v| match v {
            Value::Number(number) => Some(number.n),
            Value::Ordinal(n) => Some(*n),
            _ => None,
        })
    }

    fn number(&self) -> Option<Number> {
        self.0.iter().find_map(|v| if let Value::Number(n) = v { Some(*n) } else { None })
    }

    fn ordinal(&self) -> Option<i32> {
        self.0.iter().find_map(|v| if let Value::Ordinal(n) = v { Some(*n) } else { None })
    }

    fn months(&self) -> impl Iterator<Item = i8> + use<'a, '_> {
        self.0.iter().filter_map(|v| if let Value::Month(m) = v { Some(*m) } else { None })
    }

    fn lengths(&self) -> impl Iterator<Item = Length> + use<'a, '_> {
        self.0.iter().filter_map(|v| if let Value::Length(l) = v { Some(*l) } else { None })
    }

    fn times(&self) -> impl Iterator<Item = &'a Timex> + use<'a, '_> {
        self.0.iter().filter_map(|v| if let Value::Time(t) = v { Some(&**t) } else { None })
    }

    fn part(&self) -> Option<DayPart> {
        self.0.iter().find_map(|v| if let Value::Part(p) = v { Some(*p) } else { None })
    }

    fn unit(&self) -> Option<Unit> {
        self.0.iter().find_map(|v| if let Value::Unit(u) = v { Some(*u) } else { None })
    }

    /// What can come again: a weekday, month, season, holiday, unit, or a free date.
    fn what(&self) -> Option<What> {
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

fn small(n: i32, most: i32) -> Option<i8> {
    (1..=most).contains(&n).then_some(n as i8)
}

/// Years of two digits are the nearest ones: 30 and more are of the last century.
fn whole_year(number: Number) -> Option<i16> {
    match (number.n, number.digits) {
        (n @ 0..=29, 2) => Some(2000 + n as i16),
        (n @ 30..=99, 2) => Some(1900 + n as i16),
        (n @ 1000..=2199, 4 | 0) => Some(n as i16),
        _ => None,
    }
}

fn time(day: Expr) -> Option<Value> {
    Some(Value::Time(Timex::of(day).into()))
}

fn changed(time: &Timex, change: impl FnOnce(&mut Timex)) -> Option<Value> {
    let mut out = time.clone();
    change(&mut out);
    out.settle();
    Some(Value::Time(out.into()))
}

fn clock(hour: i32, minute: i32, half: Option<u16>, settled: bool) -> Option<Value> {
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
fn clock_shift(parts: &Parts<'_>, args: &Args, sign: i32) -> Option<Value> {
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

fn length(parts: &Parts<'_>, args: &Args) -> Option<Value> {
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

fn shift(parts: &Parts<'_>, args: &Args, base: Expr) -> Option<Value> {
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
fn loosen(parts: &Parts<'_>, how: Loose) -> Option<Value> {
    changed(parts.times().next()?, |t| {
        if let Some(Expr::Shift { loose, .. }) = &mut t.day {
            *loose = how;
        }
        t.approximate |= how == Loose::About;
    })
}

fn relative(parts: &Parts<'_>, args: &Args, base: Expr) -> Option<Value> {
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

fn digits(parts: &Parts<'_>, make: Make) -> Option<Value> {
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

fn part_of(parts: &Parts<'_>, args: &Args) -> Option<Value> {
    let part = args.part.or(parts.part())?;
    match parts.times().next() {
        Some(named) if named.part.is_none_or(|p| p == part) => changed(named, |t| t.part = Some(part)),
        Some(_) => None,
        None => Some(Value::Time(Timex { part: Some(part), ..Timex::default() }.into())),
    }
}

fn year(parts: &Parts<'_>) -> Option<Value> {
    time(Expr::Year(whole_year(parts.number()?)?))
}

fn decade(parts: &Parts<'_>) -> Option<Value> {
    let n = parts.numbers().next()?;
    let first = match n {
        20..=90 if n % 10 == 0 => 1900 + n,
        0..=10 if n % 10 == 0 => 2000 + n,
        1000..=2090 if n % 10 == 0 => n,
        _ => return None,
    };
    time(Expr::Decade(first as i16))
}

fn nth(parts: &Parts<'_>, args: &Args) -> Option<Value> {
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

fn put_in(parts: &Parts<'_>) -> Option<Value> {
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

fn range_in(parts: &Parts<'_>) -> Option<Value> {
    let times: Vec<&Timex> = parts.times().collect();
    let [range, coarse] = times.as_slice() else { return None };
    let Some(Expr::Range(a, b)) = &range.day else { return None };
    let inside = |end: &Expr| Expr::put_in(end.free()?, coarse.day.clone()?);
    let day = Expr::Range(inside(a)?.boxed(), inside(b)?.boxed());
    changed(range, |t| t.day = Some(day))
}

fn with_part(parts: &Parts<'_>, args: &Args, day: Expr) -> Option<Value> {
    let part = args.part.or(parts.part())?;
    Some(Value::Time(Timex { part: Some(part), ..Timex::of(day) }.into()))
}

fn run(parts: &Parts<'_>, args: &Args, make: Make) -> Option<Value> {
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

fn night(parts: &Parts<'_>) -> Option<Value> {
    let times: Vec<&Timex> = parts.times().collect();
    let [from, to] = times.as_slice() else { return None };
    let mut out = from.to(to)?;
    out.part = Some(DayPart::Night);
    Some(Value::Time(out.into()))
}

fn zone(parts: &Parts<'_>, args: &Args) -> Option<Value> {
    let said = parts.0.iter().find_map(|v| if let Value::Zone(z) = v { Some(z.clone()) } else { None });
    let zone = args.zone.clone().or(said)?;
    let named = parts.times().next().filter(|t| t.clock.is_some() && t.zone.is_none())?;
    changed(named, |t| {
        t.zone = Some(zone);
        t.clock = t.clock.map(|hour| Hour { settled: true, ..hour });
    })
}

/// What a rule makes of its parts; nothing where they do not go together.
pub(crate) fn build(make: Make, args: &Args, values: &[&Value]) -> Option<Value> {
    let parts = Parts(values);
    let numbers: Vec<i32> = parts.numbers().collect();
    match make {
        Make::Word => Some(Value::Word),
        Make::Ignore => Some(Value::Time(Timex { ignored: true, ..Timex::default() }.into())),
        Make::Same => values.first().map(|v| (*v).clone()),
        Make::Number => Some(Value::Number(Number { n: args.n?, digits: 0, vague: args.vague })),
        Make::Add | Make::Times => {
            let [a, b] = numbers.as_slice() else { return None };
            let fits = make == Make::Times || (*a >= 20 && *b < 10) || (*a >= 100 && *b < 100);
            let n = if make == Make::Add { a.checked_add(*b)? } else { a.checked_mul(*b)? };
            let value = if parts.ordinal().is_some() { Value::Ordinal(n) } else { Value::Number(Number::word(n)) };
            (fits && n < 100_000).then_some(value)
        }
        Make::Ordinal => Some(Value::Ordinal(*numbers.first()?)),
        Make::Year => year(&parts),
        Make::SplitYear => {
            let [a @ 10..=20, b @ 10..=99] = numbers.as_slice() else { return None };
            Some(Value::Number(Number::word(a * 100 + b)))
        }
        Make::MonthDay => {
            time(Expr::Free(What::MonthDay(parts.months().next()?, small(*numbers.first()?, 31)?)))
        }
        Make::Dom => time(Expr::Free(What::Dom(small(*numbers.first()?, 31)?))),
        Make::Month | Make::Weekday | Make::Season | Make::Holiday => time(Expr::Free(parts.what()?)),
        Make::Quarter => time(Expr::Free(What::Quarter(small(*numbers.first()?, 4)?))),
        Make::Half => time(Expr::Free(What::Half(small(*numbers.first()?, 2)?))),
        Make::Weekend => time(Expr::Free(What::Weekend)),
        Make::Decade => decade(&parts),
        Make::Century => {
            let n = numbers.first().filter(|n| (1..=21).contains(*n))?;
            time(Expr::Century((n * 100 - 100) as i16))
        }
        Make::DayFirst | Make::MonthFirst | Make::YearFirst | Make::Compact => digits(&parts, make),
        Make::In => put_in(&parts),
        Make::Nth => nth(&parts, args),
        Make::Relative => relative(&parts, args, Expr::Today),
        Make::RelativeHere => relative(&parts, args, Expr::Here),
        Make::Today => time(Expr::days_from_today(args.n?)),
        Make::TodayPart => with_part(&parts, args, Expr::days_from_today(args.n?)),
        Make::HerePart => {
            let day = match args.n? {
                0 => Expr::Here,
                n => Expr::Relative { n, what: What::Unit(Unit::Day), base: Expr::Here.boxed() },
            };
            with_part(&parts, args, day)
        }
        Make::Coming => time(Expr::Relative { n: args.n?, what: parts.what()?, base: Expr::Today.boxed() }),
        Make::Here => time(match args.unit? {
            Unit::Day => Expr::Here,
            unit => Expr::Around { unit, of: Expr::Here.boxed() },
        }),
        Make::Length => length(&parts, args),
        Make::AddLength => {
            let lengths: Vec<Length> = parts.lengths().collect();
            let [a, b] = lengths.as_slice() else { return None };
            (b.unit < a.unit).then(|| {
                Value::Length(Length {
                    months: a.months + b.months,
                    days: a.days + b.days,
                    minutes: a.minutes + b.minutes,
                    unit: b.unit,
                    vague: a.vague || b.vague,
                })
            })
        }
        Make::Shift => shift(&parts, args, Expr::Today),
        Make::ShiftTense => shift(&parts, args, Expr::HereOrToday),
        Make::ShiftEvent => shift(&parts, args, Expr::Event),
        Make::ShiftHere => shift(&parts, args, Expr::Here),
        Make::Count => {
            let (n, what) = (parts.number()?.n, parts.what()?);
            (1..=100).contains(&n).then_some(())?;
            time(Expr::Relative { n: args.n? * n, what, base: Expr::Today.boxed() })
        }
        Make::Run | Make::RunTo | Make::Edge => run(&parts, args, make),
        Make::Lasting => {
            let (from, by) = (parts.times().next()?, parts.lengths().next()?);
            (by.unit >= Unit::Day).then_some(())?;
            time(Expr::Lasting { from: from.day.clone()?.boxed(), by })
        }
        Make::Around => {
            let unit = args.unit.or(parts.unit())?;
            time(Expr::Around { unit, of: parts.times().next()?.day.clone()?.boxed() })
        }
        Make::Rest => time(Expr::Rest { later: args.n? > 0, of: parts.times().next()?.day.clone()?.boxed() }),
        Make::NewStyle => {
            let new = parts.times().nth(1)?.clone();
            Some(Value::Time(new.into()))
        }
        Make::OldStyle => {
            let day = parts.times().next()?.day.clone()?;
            (day.grain() == Unit::Day).then(|| time(Expr::Julian(day.boxed())))?
        }
        Make::With => {
            let times: Vec<&Timex> = parts.times().collect();
            let [a, b] = times.as_slice() else { return None };
            a.with(b).map(|t| Value::Time(t.into()))
        }
        Make::Range => {
            let times: Vec<&Timex> = parts.times().collect();
            let [a, b] = times.as_slice() else { return None };
            a.to(b).map(|t| Value::Time(t.into()))
        }
        Make::RangeIn => range_in(&parts),
        Make::Night => night(&parts),
        Make::Part => part_of(&parts, args),
        Make::Clock => {
            let (hour, minute) = (*numbers.first()?, numbers.get(1).copied());
            let settled = parts.number().is_some_and(|n| n.digits == 2 && n.n < 10);
            clock(hour, args.n.or(minute).unwrap_or(0), args.half, settled)
        }
        Make::WordClock => {
            let hour = Hour { hour: args.n? as u16 % 24, minute: 0, settled: true };
            Some(Value::Time(Timex { clock: Some(hour), part: args.part, ..Timex::default() }.into()))
        }
        Make::ClockDigits => {
            let number = parts.number().filter(|n| matches!(n.digits, 3 | 4))?;
            clock(number.n / 100, number.n % 100, args.half, number.digits == 4)
        }
        Make::Past => clock_shift(&parts, args, 1),
        Make::To => clock_shift(&parts, args, -1),
        Make::HalfOf => clock((*numbers.first()? + 11) % 12, args.n.unwrap_or(30), args.half, false),
        Make::MinutesOf => clock((*numbers.get(1)? + 11) % 12, *numbers.first()?, args.half, false),
        Make::Zone | Make::ZoneNamed => zone(&parts, args),
        Make::About => loosen(&parts, Loose::About),
        Make::Less => loosen(&parts, Loose::Less),
        Make::More => loosen(&parts, Loose::More),
    }
}

/// When a holiday is, from its short form: `12-25`, `easter+1`, `orthodox-easter`, `4 thu 11` (+1 for a day after).
pub(crate) fn holiday(text: &str) -> Option<Holiday> {
    let (text, days) = match text.rsplit_once('+') {
        Some((text, days)) => (text, days.parse().ok()?),
        None => (text, 0),
    };
    match text {
        "easter" => return Some(Holiday::Easter(days)),
        "orthodox-easter" => return Some(Holiday::OrthodoxEaster(days)),
        _ => {}
    }
    if let Some((month, day)) = text.split_once('-').filter(|(month, _)| !month.is_empty()) {
        return Some(Holiday::Fixed(month.parse().ok()?, day.parse().ok()?));
    }
    let mut words = text.split(' ');
    let n = words.next()?.parse().ok()?;
    let weekday = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].iter().position(|d| Some(*d) == words.clone().next())?;
    let month = words.nth(1)?.parse().ok()?;
    Some(Holiday::Nth(weekday as i8 + 1, n, month, days))
}
