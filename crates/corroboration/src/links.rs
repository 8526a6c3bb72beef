//! How events stand to each other: what a report says of two of its events, and earlier ones against the same target.

use std::collections::{BTreeMap, BTreeSet};

use model::*;

use crate::Options;
use crate::corpus::Corpus;
use crate::profile::{Profile, day_range, suffered_in};

/// Adds links to events that were made of `groups`, in the same order.
pub(crate) fn link(events: &mut [Event], corpus: &Corpus, groups: &[Vec<usize>], options: &Options) {
    let mut home: BTreeMap<(usize, &LocalEventId), usize> = BTreeMap::new();
    for (event, group) in groups.iter().enumerate() {
        for telling in group.iter().map(|t| &corpus.tellings[*t]) {
            home.extend(telling.locals.iter().map(|local| ((telling.report, local), event)));
        }
    }
    let mut found: Found = BTreeMap::new();
    for (n, report) in corpus.reports.iter().enumerate() {
        for claim in &report.claims {
            let Value::Link(link) = &claim.value else { continue };
            let ends = home.get(&(n, &claim.event)).zip(home.get(&(n, &link.to)));
            if let Some((from, to)) = ends.filter(|(from, to)| from != to && claim.polarity == Polarity::Affirmed) {
                let why = format!("{} says so: \u{201c}{}\u{201d}", report.report.id, claim.spans.first().quote);
                let known = found.entry((*from, *to, link.kind)).or_insert((why, BTreeSet::new()));
                let of_act = |r: usize, c: &Claim| r == n && c.event == claim.event && c.value.field() == Field::Act;
                known.1.extend(resting(&events[*from], corpus, of_act));
            }
        }
    }
    same_target(events, corpus, groups, &mut found);
    for ((from, to, kind), (why, facts)) in found {
        let to = events[to].id.clone();
        let facts = facts.into_iter().map(|n| events[from].facts[n].id.clone()).collect();
        events[from].links.push(EventLink { to, kind, facts, why: options.explain.then_some(why) });
    }
}

/// From which event to which, how; and for each why, and on which facts of the first it rests (by index).
type Found = BTreeMap<(usize, usize, LinkKind), (String, BTreeSet<usize>)>;

/// Indices of the facts of an event that are affirmed by a claim (of a report, by index) that is wanted.
fn resting(event: &Event, corpus: &Corpus, wanted: impl Fn(usize, &Claim) -> bool) -> Vec<usize> {
    let rests = |support: &Support| {
        let at = corpus.reports.binary_search_by(|r| r.report.id.cmp(&support.report)).expect("a report of the corpus");
        corpus.reports[at].claims.iter().any(|c| c.id == support.claim && wanted(at, c))
    };
    let facts = event.facts.iter().enumerate();
    facts.filter(|(_, fact)| fact.affirmed.iter().any(rests)).map(|(n, _)| n).collect()
}

/// Earlier violent events against whom or what a report of both tells of as having suffered before.
fn same_target(events: &[Event], corpus: &Corpus, groups: &[Vec<usize>], found: &mut Found) {
    let mut of_report: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (event, group) in groups.iter().enumerate() {
        for telling in group {
            of_report.entry(corpus.tellings[*telling].report).or_default().insert(event);
        }
    }
    let whole: Vec<Profile> = groups.iter().map(|g| together(corpus, g)).collect();
    let violent = |e: usize| events[e].acts.iter().any(|a| a.is_violent());
    let day = |e: usize| events[e].when.as_ref().and_then(|w| w.edtf.as_ref()).and_then(day_range);
    for (report, told) in of_report {
        for later in told.iter().copied() {
            for earlier in told.iter().copied().filter(|e| *e != later && violent(*e) && violent(later)) {
                let before = day(earlier).zip(day(later)).is_some_and(|(e, l)| e.1 < l.0);
                let suffered = whole[earlier].suffered.intersection(&whole[later].suffered).next().is_some();
                if before && suffered && !events[later].reports.is_empty() {
                    let why = format!("{} tells of both, against the same", corpus.reports[report].report.id);
                    let both = |r: usize, c: &Claim| {
                        suffered_in(corpus.reports[r], &c.value).iter().any(|k| whole[earlier].suffered.contains(k))
                    };
                    let rests = || resting(&events[later], corpus, both).into_iter().collect();
                    found.entry((later, earlier, LinkKind::EarlierSameTarget)).or_insert_with(|| (why, rests()));
                }
            }
        }
    }
}

fn together(corpus: &Corpus, group: &[usize]) -> Profile {
    let mut whole = Profile::default();
    for profile in group.iter().map(|t| &corpus.profiles[*t]) {
        whole.suffered.extend(&profile.suffered);
    }
    whole
}
