//! Identifiers that last: events made again with more reports keep the identifiers that they had, and say where they
//! merged or split. The one place where what came before counts.

use std::collections::{BTreeMap, BTreeSet};

use model::*;

use crate::hash::hash;

/// What an event is made of, for comparison with what it was: its reports by role, and the claims behind its facts.
type Parts = BTreeSet<(u8, ReportId, Option<ClaimId>)>;

/// Weight of a report that is about the event beside a claim that a fact rests on.
const MAIN_REPORT: usize = 100;

/// Gives events the identifiers of the earlier ones that they continue, in the order of the dossier.
pub(crate) fn keep_identifiers(events: &mut [Event], previous: &[Event]) {
    let before: Vec<Parts> = previous.iter().map(parts).collect();
    let now: Vec<Parts> = events.iter().map(parts).collect();
    let mut shared = overlaps(&now, &before);
    shared.sort_by(|a, b| b.2.cmp(&a.2).then_with(|| (a.1, a.0).cmp(&(b.1, b.0))));
    let mut heir: BTreeMap<usize, usize> = BTreeMap::new();
    let mut kept: BTreeMap<usize, usize> = BTreeMap::new();
    for (event, old, _) in &shared {
        if !heir.contains_key(old) && !kept.contains_key(event) {
            heir.insert(*old, *event);
            kept.insert(*event, *old);
        }
    }
    let mut renamed: BTreeMap<EventId, EventId> = BTreeMap::new();
    for (event, old) in &kept {
        let was = std::mem::replace(&mut events[*event].id, previous[*old].id.clone());
        renamed.insert(was, previous[*old].id.clone());
        events[*event].merged_from.clone_from(&previous[*old].merged_from);
        events[*event].split_from.clone_from(&previous[*old].split_from);
    }
    // A new event that would be called what an older one still is takes another name.
    let taken: BTreeSet<EventId> = kept.values().map(|old| previous[*old].id.clone()).collect();
    for event in (0..events.len()).filter(|e| !kept.contains_key(e)) {
        let was = events[event].id.clone();
        while taken.contains(&events[event].id) {
            events[event].id = EventId(format!("e-{:016x}", hash(events[event].id.as_str())));
        }
        renamed.insert(was, events[event].id.clone());
    }
    for (event, old, _) in &shared {
        match (kept.get(event), heir.get(old)) {
            // Nobody else continues the old event: it is in this one now.
            (Some(own), None) if own != old => merge(&mut events[*event], &previous[*old].id),
            // Somebody else continues it: this one was a part of it.
            (None, Some(_)) => {
                events[*event].split_from.get_or_insert_with(|| previous[*old].id.clone());
            }
            _ => {}
        }
    }
    for link in events.iter_mut().flat_map(|e| &mut e.links) {
        if let Some(new) = renamed.get(&link.to) {
            link.to = new.clone();
        }
    }
}

fn merge(event: &mut Event, id: &EventId) {
    if !event.merged_from.contains(id) {
        event.merged_from.push(id.clone());
        event.merged_from.sort();
    }
}

fn parts(event: &Event) -> Parts {
    let reports = event.reports.iter().map(|m| (u8::from(m.role != ReportRole::Main), m.id.clone(), None));
    let supports = event.facts.iter().flat_map(|f| f.affirmed.iter().chain(&f.denied));
    reports.chain(supports.map(|s| (2, s.report.clone(), Some(s.claim.clone())))).collect()
}

/// Pairs of new and old events with something in common beside a passing mention by one report, and how much.
fn overlaps(now: &[Parts], before: &[Parts]) -> Vec<(usize, usize, usize)> {
    let mut of_part: BTreeMap<&(u8, ReportId, Option<ClaimId>), Vec<usize>> = BTreeMap::new();
    for (old, parts) in before.iter().enumerate() {
        for part in parts {
            of_part.entry(part).or_default().push(old);
        }
    }
    let mut common: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (event, parts) in now.iter().enumerate() {
        for part in parts.iter().filter(|p| p.0 != 1) {
            for old in of_part.get(part).into_iter().flatten() {
                *common.entry((event, *old)).or_default() += if part.0 == 0 { MAIN_REPORT } else { 1 };
            }
        }
    }
    common.into_iter().map(|((event, old), n)| (event, old, n)).collect()
}
