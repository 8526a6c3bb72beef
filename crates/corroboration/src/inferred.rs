//! Numbers that no report gives and that follow from what it tells: who is said to have died was killed, and who was
//! taken to a hospital was injured. At least so many; never beside a number that some report gives.

use model::*;

use crate::items::Item;
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
