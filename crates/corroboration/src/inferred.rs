//! Numbers that no report gives and that follow from what it tells: who is said to have died was killed, and who was
//! taken to a hospital was injured. At least so many; never beside a number that some report gives.

use std::collections::BTreeSet;

use model::*;

use crate::items::Item;
use crate::profile::entity_keys;
use crate::relations::share;

/// Adds numbers of killed and injured to the items of one event (sorted by report), where no report gives one.
pub(crate) fn infer_casualties(items: &mut Vec<Item>) {
    for kind in [CasualtyKind::Killed, CasualtyKind::Injured] {
        let given = |i: &Item| matches!(&i.value, Value::Casualties(c) if c.kind == kind);
        if !items.iter().any(given) {
            let found: Vec<Item> =
                items.chunk_by(|a, b| a.report == b.report).flat_map(|told| of_report(told, kind)).collect();
            items.extend(found);
        }
    }
    items.sort_by_key(|i| (i.report, i.claim));
}

/// Takes away numbers of injured that are of those who died: of a person whom the event knows as dead; and where no
/// report tells of both, of reports that know of nobody dead beside others that tell of as many dead.
pub(crate) fn who_died_is_not_also_injured(items: &mut Vec<Item>, reports: &[&Extracted]) {
    let of = |i: &Item, wanted: CasualtyKind| matches!(&i.value, Value::Casualties(c) if c.kind == wanted && told(i));
    let died = |i: &Item| matches!(&i.value, Value::Outcome(o) if o.kind == OutcomeKind::Died) && told(i);
    let mut dead: Vec<u64> = items.iter().filter(|i| died(i)).flat_map(|i| i.keys.clone()).collect();
    dead.extend(items.iter().filter(|i| of(i, CasualtyKind::Killed)).flat_map(|i| who(i, reports)));
    dead.sort_unstable();
    items.retain(|i| !of(i, CasualtyKind::Injured) || !share(&who(i, reports), &dead));
    let tell = |wanted| items.iter().filter(|i| of(i, wanted)).map(|i| i.report).collect::<BTreeSet<usize>>();
    let (of_dead, of_injured) = (tell(CasualtyKind::Killed), tell(CasualtyKind::Injured));
    if of_dead.is_disjoint(&of_injured) {
        let most = items.iter().filter(|i| of(i, CasualtyKind::Killed)).filter_map(number).max().unwrap_or(0);
        items.retain(|i| !of(i, CasualtyKind::Injured) || !number(i).is_some_and(|n| (1..=most).contains(&n)));
    }
}

fn told(item: &Item) -> bool {
    item.polarity == Polarity::Affirmed && item.modality == Modality::Actual
}

fn number(item: &Item) -> Option<u32> {
    if let Value::Casualties(c) = &item.value { c.number.and_then(|n| n.min) } else { None }
}

/// Keys of the person whom the words of a claim name.
fn who(item: &Item, reports: &[&Extracted]) -> Vec<u64> {
    let report = reports[item.report];
    let words = report.claims[item.claim].spans.first();
    let inside = |s: &Span| s.within == words.within && words.start <= s.start && s.end <= words.end;
    let persons = report.entities.iter().filter(|e| e.kind == EntityKind::Person && e.spans.iter().any(inside));
    let mut keys: Vec<u64> = persons.flat_map(entity_keys).collect();
    keys.sort_unstable();
    keys
}

/// The number that one report tells by what became of people: an item for each claim that says so.
fn of_report(told: &[Item], kind: CasualtyKind) -> Vec<Item> {
    let affirmed = |i: &&Item| i.polarity == Polarity::Affirmed && i.modality == Modality::Actual;
    let became = |wanted: OutcomeKind| {
        told.iter().filter(affirmed).filter(move |i| matches!(&i.value, Value::Outcome(o) if o.kind == wanted))
    };
    let killing = |i: &&Item| matches!(i.value, Value::Act(Act { code: ActCode::Killing }));
    let killings: Vec<&Item> = told.iter().filter(affirmed).filter(killing).collect();
    let dead: Vec<&Item> = became(OutcomeKind::Died).collect();
    let from: Vec<&Item> = match kind {
        CasualtyKind::Killed if dead.is_empty() => killings,
        CasualtyKind::Killed => dead,
        // Where somebody was killed, nobody can tell from this report whether those in hospital lived.
        _ if killings.is_empty() && dead.is_empty() => became(OutcomeKind::Hospitalised).collect(),
        _ => Vec::new(),
    };
    let number = Number { min: Some(people(&from)), max: None };
    let value = Value::Casualties(Casualties { kind, number: Some(number) });
    let item = |i: &&Item| Item { value: value.clone(), keys: Vec::new(), person: false, filled: true, ..(*i).clone() };
    from.iter().map(item).collect()
}

/// How many people several items are about: each who is named once, and one for all who are not, where none is.
fn people(items: &[&Item]) -> u32 {
    let mut known: Vec<&[u64]> = Vec::new();
    for item in items.iter().filter(|i| i.person) {
        if !known.iter().any(|keys| share(keys, &item.keys)) {
            known.push(&item.keys);
        }
    }
    known.len().max(1) as u32
}
