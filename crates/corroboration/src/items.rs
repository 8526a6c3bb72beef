//! A claim made ready for comparison: one value of one field, with the keys of the entity that it is about.

use model::*;

use crate::hash::plain;
use crate::profile::entity_keys;

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
    /// It is about a part of the event: what it says of times says nothing against the whole.
    pub(crate) part: bool,
    pub(crate) polarity: Polarity,
    pub(crate) modality: Modality,
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
    let clock = (when.clock.is_some() || when.part.is_some()).then(|| when.clone());
    let day = day.map(|d| if clock.is_some() { When { approximate: false, ..d } } else { d });
    day.into_iter().chain(clock).collect()
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
