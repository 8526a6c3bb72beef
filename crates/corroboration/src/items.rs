//! A claim made ready for comparison: one value of one field, with the keys of the entity that it is about.

use model::*;

use crate::hash::plain;
use crate::profile::entity_keys;
use crate::relations::relation;

/// One value that a claim gives. A day and a time of day of one claim are two.
#[derive(Debug, Clone)]
pub(crate) struct Item {
    /// Index of the report in the corpus.
    pub(crate) report: usize,
    /// Index of the claim in the report.
    pub(crate) claim: usize,
    pub(crate) value: Value,
    /// Keys of whom or what the value is about; empty where it names nobody.
    pub(crate) keys: Vec<u64>,
    /// Whether it is about one person who is named.
    pub(crate) person: bool,
    pub(crate) lang: Option<Language>,
    /// It is about a part of the event, or stands beside the chief value: it excludes no value of the whole.
    pub(crate) part: bool,
    pub(crate) polarity: Polarity,
    pub(crate) modality: Modality,
    /// The day that its claim tells, also where the value is a part of a day.
    pub(crate) day: Option<Edtf>,
    /// The year came from another report.
    pub(crate) filled: bool,
}

/// The items of a claim: one, or two for a day with a time of day; none for links and live updates.
pub(crate) fn items(at: (usize, usize), report: &Extracted, part: bool) -> Vec<Item> {
    let claim = &report.claims[at.1];
    let subject = subject(&claim.value);
    let entity = subject.0.and_then(|id| report.entities.iter().find(|e| e.id == *id));
    let mut keys = match (entity, subject.1) {
        (Some(entity), _) => entity_keys(entity),
        (None, Some(name)) => vec![crate::hash::hash(&plain(name))],
        (None, None) => Vec::new(),
    };
    keys.sort_unstable();
    keys.dedup();
    let item = Item {
        report: at.0,
        claim: at.1,
        person: entity.is_some_and(|e| e.kind == EntityKind::Person),
        keys,
        value: claim.value.clone(),
        lang: report.report.lang,
        part,
        polarity: claim.polarity,
        modality: claim.modality,
        day: if let Value::When(when) = &claim.value { when.edtf.clone() } else { None },
        filled: false,
    };
    match &claim.value {
        Value::Link(_) | Value::Update(_) => Vec::new(),
        Value::When(when) => times(when).into_iter().map(|w| Item { value: Value::When(w), ..item.clone() }).collect(),
        _ => vec![item],
    }
}

/// The day, and the time of day with the day beside it.
fn times(when: &When) -> Vec<When> {
    let day = when.edtf.as_ref().map(|_| When { clock: None, part: None, zone: None, ..when.clone() });
    let of_day = |w: &When| When { edtf: w.edtf.clone().filter(|_| w.clock.is_some()), ..w.clone() };
    let clock = (when.clock.is_some() || when.part.is_some()).then(|| of_day(when));
    let day = day.map(|d| if clock.is_some() { When { approximate: false, ..d } } else { d });
    day.into_iter().chain(clock).collect()
}

/// Marks values beside the chief one: a voice that gives several days, places or perpetrators for one event gives
/// one for the whole, the finest and first, and the others for something in it.
pub(crate) fn set_aside(items: &mut [Item], report: &Extracted) {
    let start = |i: &Item| report.claims[i.claim].spans.first().start;
    let speaker = |i: &Item| report.claims[i.claim].by.first();
    let order: Vec<usize> = (0..items.len()).collect();
    let affirmed = |i: &Item| i.polarity == Polarity::Affirmed && i.modality == Modality::Actual;
    for n in 0..items.len() {
        let Some(kind) = kind(&items[n].value).filter(|_| affirmed(&items[n])) else { continue };
        let rivals = order
            .iter()
            .map(|m| &items[*m])
            .filter(|i| affirmed(i) && kind_is(&i.value, kind) && speaker(i) == speaker(&items[n]));
        let chief = rivals.min_by_key(|i| (i.part, std::cmp::Reverse(fineness(&i.value)), start(i), i.claim));
        let aside = chief.is_some_and(|c| relation(c, &items[n]) == Relation::Exclusive);
        items[n].part |= aside;
    }
}

/// What only one value of can be true for a whole event: its day, its time of day, its place, its perpetrator.
fn kind(value: &Value) -> Option<u8> {
    match value {
        Value::When(w) if w.clock.is_none() && w.part.is_none() => Some(0),
        Value::When(_) => Some(1),
        Value::Where(_) => Some(2),
        Value::Perpetrator(_) => Some(3),
        _ => None,
    }
}

fn kind_is(value: &Value, wanted: u8) -> bool {
    kind(value) == Some(wanted)
}

fn fineness(value: &Value) -> (bool, u8) {
    match value {
        Value::When(w) => {
            let precision = w.edtf.as_ref().map(Edtf::precision);
            (w.clock.is_some() || precision == Some(Precision::Day), u8::from(!w.approximate))
        }
        Value::Where(w) => (w.city.is_some(), u8::from(w.region.is_some())),
        Value::Perpetrator(p) => (p.kind != PerpetratorType::Unknown, u8::from(p.name.is_some())),
        _ => (false, 0),
    }
}

/// Entity and name that a value is about.
pub(crate) fn subject(value: &Value) -> (Option<&EntityId>, Option<&str>) {
    match value {
        Value::Where(v) => (v.entity.as_ref(), v.name.as_deref()),
        Value::Victim(v) => (v.entity.as_ref(), v.name.as_deref()),
        Value::Perpetrator(v) => (v.entity.as_ref(), v.name.as_deref()),
        Value::Target(v) => (v.owner.as_ref(), v.owner_name.as_deref()),
        Value::Outcome(v) => (v.entity.as_ref(), v.name.as_deref()),
        Value::Alerted(v) => (v.entity.as_ref(), v.name.as_deref()),
        Value::Response(v) => (v.entity.as_ref(), v.name.as_deref()),
        Value::Demand(v) => (v.to.as_ref(), v.to_name.as_deref()),
        _ => (None, None),
    }
}
