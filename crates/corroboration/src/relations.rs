//! How one value stands to another of the same field: the same, more precise, compatible, or only one can be true.

use model::*;

use crate::exclusive::exclusive;
use crate::hash::plain;
use crate::items::Item;
use crate::profile::Spot;
use crate::thresholds::{CLOCK_MINUTES, ONE_PLACE_KM, SAME_DEMAND};
use Relation::{Compatible, Equal, Exclusive, Narrower, Wider};

/// How the value of `a` stands to the value of `b`. Values of different fields are compatible; what is said of a part
/// of an event excludes nothing.
pub(crate) fn relation(a: &Item, b: &Item) -> Relation {
    match of_values(a, b) {
        Exclusive if a.part || b.part => Compatible,
        found => found,
    }
}

fn of_values(a: &Item, b: &Item) -> Relation {
    match (&a.value, &b.value) {
        (Value::Act(x), Value::Act(y)) => acts(x.code, y.code),
        (Value::When(x), Value::When(y)) => times(a, x, b, y),
        (Value::Where(x), Value::Where(y)) => places(a, x, b, y),
        (Value::Victim(x), Value::Victim(y)) => victims(a, x, b, y),
        (Value::Perpetrator(x), Value::Perpetrator(y)) => perpetrators(a, x, b, y),
        (Value::Target(x), Value::Target(y)) => targets(a, x, b, y),
        (Value::Instrument(x), Value::Instrument(y)) => instruments(a, x, b, y),
        (Value::Casualties(x), Value::Casualties(y)) if x.kind == y.kind => numbers(x.number, y.number),
        (Value::Outcome(x), Value::Outcome(y)) => of_one(a, b, Field::Outcome, x.kind.as_str(), y.kind.as_str()),
        (Value::Alerted(x), Value::Alerted(y)) => alerted(a, x, b, y),
        (Value::Response(x), Value::Response(y)) => of_one(a, b, Field::Response, x.kind.as_str(), y.kind.as_str()),
        (Value::Demand(x), Value::Demand(y)) => demands(a, x, b, y),
        _ => Compatible,
    }
}

fn acts(x: ActCode, y: ActCode) -> Relation {
    match () {
        () if x == y => Equal,
        () if x.supports(y) => Narrower,
        () if y.supports(x) => Wider,
        () if exclusive(Field::Act, x.as_str(), y.as_str()) => Exclusive,
        () => Compatible,
    }
}

/// A day stands to a day and a time of day to a time of day.
fn times(a: &Item, x: &When, b: &Item, y: &When) -> Relation {
    let of_day = |w: &When| w.clock.is_some() || w.part.is_some();
    match (of_day(x), of_day(y)) {
        (false, false) => x.edtf.as_ref().zip(y.edtf.as_ref()).map_or(Compatible, |(x, y)| x.relation(y)),
        (true, true) if x.clock.is_some() != y.clock.is_some() && of_other_days(a, b) => Compatible,
        (true, true) => clocks(x, y),
        _ => Compatible,
    }
}

/// Whether two claims tell days that exclude each other: "at ten" on one says nothing of "in the morning" of the other.
fn of_other_days(a: &Item, b: &Item) -> bool {
    a.day.as_ref().zip(b.day.as_ref()).is_some_and(|(x, y)| x.relation(y) == Exclusive)
}

fn clocks(x: &When, y: &When) -> Relation {
    if let (Some(x), Some(y)) = (&x.edtf, &y.edtf)
        && x.relation(y) == Exclusive
    {
        return Compatible; // Times of different days say nothing of each other; the days do.
    }
    match (x.clock, y.clock) {
        (Some(c), Some(d)) if c == d => Equal,
        (Some(c), Some(d)) => {
            let apart = c.minutes().abs_diff(d.minutes());
            let slack = CLOCK_MINUTES * (1 + u16::from(x.approximate) + u16::from(y.approximate));
            if apart.min(1440 - apart) <= slack { Compatible } else { Exclusive }
        }
        (Some(c), None) => y.part.map_or(Compatible, |part| if in_part(c, part) { Narrower } else { Exclusive }),
        (None, Some(_)) => clocks(y, x).reversed(),
        (None, None) => match (x.part, y.part) {
            (Some(p), Some(q)) if p == q => Equal,
            (Some(p), Some(q)) if apart(p, q) => Exclusive,
            _ => Compatible,
        },
    }
}

/// Hours of a part of the day, wide enough for how people speak.
fn hours(part: DayPart) -> (u16, u16) {
    match part {
        DayPart::Morning => (4, 13),
        DayPart::Noon => (11, 14),
        DayPart::Afternoon => (12, 19),
        DayPart::Evening => (16, 24),
        DayPart::Night => (20, 31),
        DayPart::Midnight => (23, 26),
    }
}

fn in_part(clock: Clock, part: DayPart) -> bool {
    let ((from, to), hour) = (hours(part), clock.minutes() / 60);
    (from..to).contains(&hour) || (from..to).contains(&(hour + 24))
}

fn apart(p: DayPart, q: DayPart) -> bool {
    let (p, q) = (hours(p), hours(q));
    let meet = |p: (u16, u16), q: (u16, u16)| p.0 < q.1 && q.0 < p.1;
    !meet(p, q) && !meet((p.0 + 24, p.1 + 24), q) && !meet(p, (q.0 + 24, q.1 + 24))
}

fn places(a: &Item, x: &Where, b: &Item, y: &Where) -> Relation {
    let (s, t) = (Spot::of(x), Spot::of(y));
    let near = s.at.zip(t.at).is_some_and(|(p, q)| kilometres(p, q) <= ONE_PLACE_KM);
    let differ = |p: Option<u64>, q: Option<u64>| p.zip(q).is_some_and(|(p, q)| p != q);
    match (s.city, t.city) {
        _ if differ(s.country, t.country) => Exclusive,
        (Some(c), Some(d)) if c == d && (near || !differ(s.region, t.region)) => Equal,
        (Some(_), Some(_)) if near => Compatible,
        (Some(_), Some(_)) => Exclusive,
        _ if differ(s.region, t.region) => Exclusive,
        (Some(_), None) if t.region.is_some() || t.country.is_some() => Narrower,
        (None, Some(_)) if s.region.is_some() || s.country.is_some() => Wider,
        (None, None) => match (s.region, t.region) {
            (Some(_), Some(_)) => Equal,
            (Some(_), None) if t.country.is_some() => Narrower,
            (None, Some(_)) if s.country.is_some() => Wider,
            (None, None) if s.country.is_some() && t.country.is_some() => Equal,
            _ if share(&a.keys, &b.keys) => Equal,
            _ => Compatible,
        },
        _ => Compatible,
    }
}

/// Distance on the ground between two points in degrees (haversine).
pub(crate) fn kilometres(p: (f64, f64), q: (f64, f64)) -> f64 {
    let (lat, lon) = ((q.0 - p.0).to_radians(), (q.1 - p.1).to_radians());
    let h = (lat / 2.0).sin().powi(2) + p.0.to_radians().cos() * q.0.to_radians().cos() * (lon / 2.0).sin().powi(2);
    2.0 * 6371.0 * h.sqrt().min(1.0).asin()
}

fn victims(a: &Item, x: &Victim, b: &Item, y: &Victim) -> Relation {
    let agree = |p: Option<EntityKind>, q: Option<EntityKind>| p.is_none() || q.is_none() || p == q;
    let one = |v: &Victim| v.number.is_none_or(|n| n == Number::exactly(1));
    let work = |p: Option<Occupation>, q: Option<Occupation>| p.is_none() || q.is_none() || p == q;
    match (a.keys.is_empty(), b.keys.is_empty()) {
        (false, false) if share(&a.keys, &b.keys) => Equal,
        (false, false) => Compatible,
        (true, true) if x.kind == y.kind && x.occupation == y.occupation => match numbers(x.number, y.number) {
            Exclusive => Compatible,
            other => other,
        },
        (true, true) => Compatible,
        (false, true)
            if agree(x.kind, y.kind) && one(y) && y.occupation.is_some() && work(x.occupation, y.occupation) =>
        {
            Narrower
        }
        (true, false) => victims(b, y, a, x).reversed(),
        _ => Compatible,
    }
}

fn perpetrators(a: &Item, x: &Perpetrator, b: &Item, y: &Perpetrator) -> Relation {
    match (a.keys.is_empty(), b.keys.is_empty()) {
        (false, false) if share(&a.keys, &b.keys) => Equal,
        // Who does not know them does not say that they are nobody's.
        _ if x.kind != y.kind && (x.kind == PerpetratorType::Unknown || y.kind == PerpetratorType::Unknown) => {
            Compatible
        }
        _ if x.kind != y.kind => Exclusive,
        (false, false) => Compatible,
        (true, true) => Equal,
        (false, true) => Narrower,
        (true, false) => Wider,
    }
}

fn targets(a: &Item, x: &Target, b: &Item, y: &Target) -> Relation {
    let same_owner = a.keys.is_empty() || b.keys.is_empty() || share(&a.keys, &b.keys);
    let same_name = || x.name.as_deref().map(plain) == y.name.as_deref().map(plain);
    if x.kind == y.kind && same_owner && (x.kind != TargetKind::Other || same_name()) { Equal } else { Compatible }
}

fn instruments(a: &Item, x: &Instrument, b: &Item, y: &Instrument) -> Relation {
    let (p, q) = (x.description.as_deref().map(plain), y.description.as_deref().map(plain));
    let agree = x.code.is_none() || y.code.is_none() || x.code == y.code;
    match (p, q) {
        (Some(p), Some(q)) if agree && overlap(&p, &q) >= 0.5 => Equal,
        (Some(_), Some(_)) if x.code.is_some() && x.code == y.code && a.lang != b.lang => Equal,
        (None, None) if x.code == y.code => Equal,
        (Some(_), None) if x.code.is_some() && x.code == y.code => Narrower,
        (None, Some(_)) if x.code.is_some() && x.code == y.code => Wider,
        _ => Compatible,
    }
}

/// How a number stands to another; no number means "some", which is more than none.
fn numbers(x: Option<Number>, y: Option<Number>) -> Relation {
    let range = |n: Option<Number>| n.map_or((1, u32::MAX), |n| (n.min.unwrap_or(1), n.max.unwrap_or(u32::MAX)));
    let (x, y) = (range(x), range(y));
    match () {
        () if x == y => Equal,
        () if x.0 >= y.0 && x.1 <= y.1 => Narrower,
        () if y.0 >= x.0 && y.1 <= x.1 => Wider,
        () if x.0 <= y.1 && y.0 <= x.1 => Compatible,
        () => Exclusive,
    }
}

/// Codes that are said of one entity: a person is narrower than a group or somebody whom nobody names.
fn of_one(a: &Item, b: &Item, field: Field, x: &str, y: &str) -> Relation {
    let same = share(&a.keys, &b.keys) || (a.keys.is_empty() && b.keys.is_empty());
    match () {
        () if same && x == y => Equal,
        () if same && exclusive(field, x, y) => Exclusive,
        () if same || x != y => Compatible,
        () if a.person && !b.person => Narrower,
        () if b.person && !a.person => Wider,
        () if a.keys.is_empty() && !b.keys.is_empty() => Wider,
        () if b.keys.is_empty() && !a.keys.is_empty() => Narrower,
        () => Compatible,
    }
}

fn alerted(a: &Item, x: &Alerted, b: &Item, y: &Alerted) -> Relation {
    let same = share(&a.keys, &b.keys) || (a.keys.is_empty() && b.keys.is_empty());
    match (x.answer, y.answer) {
        _ if !same => Compatible,
        (p, q) if p == q => Equal,
        (_, Answer::Unknown) => Narrower,
        (Answer::Unknown, _) => Wider,
        (p, q) if exclusive(Field::Alerted, p.as_str(), q.as_str()) => Exclusive,
        _ => Compatible,
    }
}

fn demands(a: &Item, x: &Demand, b: &Item, y: &Demand) -> Relation {
    let same = share(&a.keys, &b.keys) || (a.keys.is_empty() && b.keys.is_empty());
    let words = |d: &Demand| d.text.as_deref().map(plain).unwrap_or_default();
    if same && overlap(&words(x), &words(y)) >= SAME_DEMAND { Equal } else { Compatible }
}

/// Share of the words of the shorter text that are in the other, by their first five letters; two empty texts are one.
pub(crate) fn overlap(a: &str, b: &str) -> f32 {
    let stems =
        |t: &str| t.split(' ').filter(|w| w.len() > 2).map(|w| w[..w.len().min(5)].to_owned()).collect::<Vec<_>>();
    let (a, b) = (stems(a), stems(b));
    let (less, more) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if less.is_empty() {
        return if more.is_empty() { 1.0 } else { 0.0 };
    }
    less.iter().filter(|w| more.contains(w)).count() as f32 / less.len() as f32
}

/// Whether two sorted lists have something in common.
pub(crate) fn share(a: &[u64], b: &[u64]) -> bool {
    a.iter().any(|k| b.binary_search(k).is_ok())
}
