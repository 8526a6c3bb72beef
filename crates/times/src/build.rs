//! What a rule makes of its parts: one small operation a name, the same for all languages.
//!
//! Operations look at the types of the parts, not at their order, wherever an order differs between languages.

use model::DayPart;
use serde::Deserialize;

use crate::calendar::{Holiday, Unit, What};
use crate::expression::{Expr, Hour, Length, Loose, Number, Timex, Value};
use crate::operations::*;

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

/// What a rule makes of its parts; nothing where they do not go together.
pub(crate) fn build(make: Make, args: &Args, values: &[&Value]) -> Option<Value> {
    let parts = Parts(values);
    match make {
        Make::Word => Some(Value::Word),
        Make::Ignore => Some(Value::Time(Timex { ignored: true, ..Timex::default() }.into())),
        Make::Same => values.first().map(|v| (*v).clone()),
        Make::Number | Make::Add | Make::Times | Make::Ordinal | Make::SplitYear | Make::Length | Make::AddLength => {
            amount(make, args, &parts)
        }
        Make::Part
        | Make::Clock
        | Make::WordClock
        | Make::ClockDigits
        | Make::Past
        | Make::To
        | Make::HalfOf
        | Make::MinutesOf
        | Make::Zone
        | Make::ZoneNamed => clock_of(make, args, &parts),
        Make::Relative
        | Make::RelativeHere
        | Make::Today
        | Make::TodayPart
        | Make::HerePart
        | Make::Coming
        | Make::Here
        | Make::Shift
        | Make::ShiftTense
        | Make::ShiftEvent
        | Make::ShiftHere
        | Make::Count
        | Make::Run
        | Make::RunTo
        | Make::Edge
        | Make::Lasting
        | Make::Around
        | Make::Rest => counted(make, args, &parts),
        Make::In
        | Make::Nth
        | Make::NewStyle
        | Make::OldStyle
        | Make::With
        | Make::Range
        | Make::RangeIn
        | Make::Night
        | Make::About
        | Make::Less
        | Make::More => paired(make, args, &parts),
        _ => named(make, &parts),
    }
}

/// A number, an ordinal or a length.
fn amount(make: Make, args: &Args, parts: &Parts<'_>) -> Option<Value> {
    let numbers: Vec<i32> = parts.numbers().collect();
    match make {
        Make::Number => Some(Value::Number(Number { n: args.n?, digits: 0, vague: args.vague })),
        Make::Add | Make::Times => {
            let [a, b] = numbers.as_slice() else { return None };
            let fits = make == Make::Times || (*a >= 20 && *b < 10) || (*a >= 100 && *b < 100);
            let n = if make == Make::Add { a.checked_add(*b)? } else { a.checked_mul(*b)? };
            let value = if parts.ordinal().is_some() { Value::Ordinal(n) } else { Value::Number(Number::word(n)) };
            (fits && n < 100_000).then_some(value)
        }
        Make::Ordinal => Some(Value::Ordinal(*numbers.first()?)),
        Make::SplitYear => {
            let [a @ 10..=20, b @ 10..=99] = numbers.as_slice() else { return None };
            Some(Value::Number(Number::word(a * 100 + b)))
        }
        Make::Length => length(parts, args),
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
        _ => None,
    }
}

/// A date by its name or its digits.
fn named(make: Make, parts: &Parts<'_>) -> Option<Value> {
    let numbers: Vec<i32> = parts.numbers().collect();
    match make {
        Make::Year => year(parts),
        Make::MonthDay => time(Expr::Free(What::MonthDay(parts.months().next()?, small(*numbers.first()?, 31)?))),
        Make::Dom => time(Expr::Free(What::Dom(small(*numbers.first()?, 31)?))),
        Make::Month | Make::Weekday | Make::Season | Make::Holiday => time(Expr::Free(parts.what()?)),
        Make::Quarter => time(Expr::Free(What::Quarter(small(*numbers.first()?, 4)?))),
        Make::Half => time(Expr::Free(What::Half(small(*numbers.first()?, 2)?))),
        Make::Weekend => time(Expr::Free(What::Weekend)),
        Make::Decade => decade(parts),
        Make::Century => {
            let n = numbers.first().filter(|n| (1..=21).contains(*n))?;
            time(Expr::Century((n * 100 - 100) as i16))
        }
        Make::DayFirst | Make::MonthFirst | Make::YearFirst | Make::Compact => digits(parts, make),
        _ => None,
    }
}

/// A date counted from the publication, the text or another date.
fn counted(make: Make, args: &Args, parts: &Parts<'_>) -> Option<Value> {
    match make {
        Make::Relative => relative(parts, args, Expr::Today),
        Make::RelativeHere => relative(parts, args, Expr::Here),
        Make::Today => time(Expr::days_from_today(args.n?)),
        Make::TodayPart => with_part(parts, args, Expr::days_from_today(args.n?)),
        Make::HerePart => {
            let day = match args.n? {
                0 => Expr::Here,
                n => Expr::Relative { n, what: What::Unit(Unit::Day), base: Expr::Here.boxed() },
            };
            with_part(parts, args, day)
        }
        Make::Coming => time(Expr::Relative { n: args.n?, what: parts.what()?, base: Expr::Today.boxed() }),
        Make::Here => time(match args.unit? {
            Unit::Day => Expr::Here,
            unit => Expr::Around { unit, of: Expr::Here.boxed() },
        }),
        Make::Shift => shift(parts, args, Expr::Today),
        Make::ShiftTense => shift(parts, args, Expr::HereOrToday),
        Make::ShiftEvent => shift(parts, args, Expr::Event),
        Make::ShiftHere => shift(parts, args, Expr::Here),
        Make::Count => {
            let (n, what) = (parts.number()?.n, parts.what()?);
            (1..=100).contains(&n).then_some(())?;
            time(Expr::Relative { n: args.n? * n, what, base: Expr::Today.boxed() })
        }
        Make::Run | Make::RunTo | Make::Edge => run(parts, args, make),
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
        _ => None,
    }
}

/// A time made of two times, or a time that more is said of.
fn paired(make: Make, args: &Args, parts: &Parts<'_>) -> Option<Value> {
    match make {
        Make::In => put_in(parts),
        Make::Nth => nth(parts, args),
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
        Make::RangeIn => range_in(parts),
        Make::Night => night(parts),
        Make::About => loosen(parts, Loose::About),
        Make::Less => loosen(parts, Loose::Less),
        Make::More => loosen(parts, Loose::More),
        _ => None,
    }
}

/// A time of day, or a part of the day.
fn clock_of(make: Make, args: &Args, parts: &Parts<'_>) -> Option<Value> {
    let numbers: Vec<i32> = parts.numbers().collect();
    match make {
        Make::Part => part_of(parts, args),
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
        Make::Past => clock_shift(parts, args, 1),
        Make::To => clock_shift(parts, args, -1),
        Make::HalfOf => clock((*numbers.first()? + 11) % 12, args.n.unwrap_or(30), args.half, false),
        Make::MinutesOf => clock((*numbers.get(1)? + 11) % 12, *numbers.first()?, args.half, false),
        Make::Zone | Make::ZoneNamed => zone(parts, args),
        _ => None,
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
    let weekday =
        ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].iter().position(|d| Some(*d) == words.clone().next())?;
    let month = words.nth(1)?.parse().ok()?;
    Some(Holiday::Nth(weekday as i8 + 1, n, month, days))
}
