//! Several reports, one event: which reports tell of the same thing, which of them are independent voices, and
//! what they affirm, deny and contest.
//!
//! Invariants, said as what cannot be:
//! - no result depends on the order of the reports, on their number of copies, or on reports that have nothing to
//!   do with an event (nothing is counted over the batch);
//! - a fact without a claim that affirms it cannot be written;
//! - nothing here knows a language, a format, a file, a clock or a random number: reports are compared by the keys
//!   and terms that extraction wrote.

mod candidates;
mod groups;
mod hash;
mod likeness;
mod profile;
mod rarity;
mod tellings;
mod thresholds;

use model::*;

/// What the caller wishes to see.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Options {
    /// Say why reports are together, why voices are one, and why a fact has its status.
    pub explain: bool,
}

/// Makes events of reports, in the order of a dossier: main events first, then earlier and related ones.
pub fn corroborate(reports: &[Extracted], _options: &Options) -> Vec<Event> {
    use rayon::prelude::*;
    let mut order: Vec<usize> = (0..reports.len()).collect();
    order.sort_by(|a, b| reports[*a].report.id.cmp(&reports[*b].report.id));
    let all: Vec<tellings::Telling> = order.iter().map(|n| tellings::tellings(*n, &reports[*n]).remove(0)).collect();
    let words: Vec<profile::Words> = all.par_iter().map(|t| profile::Words::of(&reports[t.report])).collect();
    let profiles: Vec<profile::Profile> = all.par_iter().map(|t| profile::Profile::of(&reports[t.report], t)).collect();
    let keyed: Vec<candidates::Keyed> = words
        .iter()
        .zip(&profiles)
        .map(|(w, p)| {
            let mut keys = Vec::new();
            for (n, a) in w.heaviest.iter().enumerate() {
                for b in &w.heaviest[n + 1..] {
                    keys.push(hash::Hash::new().number(*a.min(b)).number(*a.max(b)).end());
                }
            }
            candidates::Keyed { keys, second: w.heaviest.clone(), days: likeness::anchor((w, p)) }
        })
        .collect();
    let pairs = candidates::candidates(&keyed);
    let groups = groups::groups(all.len(), &pairs, |a, b| {
        likeness::likeness((&words[a], &profiles[a]), (&words[b], &profiles[b]))
    });
    groups
        .iter()
        .map(|g| {
            let mut event = alone(&reports[all[g[0]].report], &all[g[0]]);
            event.reports = g
                .iter()
                .map(|t| Member { id: reports[all[*t].report].report.id.clone(), role: ReportRole::Main, origin: None })
                .collect();
            event
        })
        .collect()
}

/// Adds reports to a dossier. Facts are the same as if all reports had come in one go; events keep their identifiers.
pub fn corroborate_into(previous: &Dossier, new: Vec<Extracted>, options: &Options) -> Dossier {
    let reports: Vec<Extracted> = previous.reports.iter().cloned().chain(new).collect();
    Dossier { khronika: Version::default(), events: corroborate(&reports, options), reports }
}

fn alone(report: &Extracted, telling: &tellings::Telling) -> Event {
    let origin = OriginId::from("o1");
    let facts = telling.claims.iter().map(|n| &report.claims[*n]).filter(|c| c.polarity == Polarity::Affirmed);
    let facts: Vec<Fact> = facts
        .enumerate()
        .map(|(n, c)| Fact {
            id: FactId(format!("f{}", n + 1)),
            value: c.value.clone(),
            status: Status::SingleSource,
            modality: c.modality,
            affirmed: vec![Support {
                origin: origin.clone(),
                report: report.report.id.clone(),
                claim: c.id.clone(),
                spans: c.spans.clone(),
            }],
            denied: Vec::new(),
            inferred: false,
            replaces: None,
            why: None,
        })
        .collect();
    let locals: Vec<&str> = telling.locals.iter().map(LocalEventId::as_str).collect();
    Event {
        khronika: Version::default(),
        id: EventId(format!("e-{:016x}", hash::hash(&format!("{} {}", report.report.id, locals.join(" "))))),
        headline: report.report.title.clone().unwrap_or_default(),
        when: None,
        place: None,
        acts: Vec::new(),
        entities: Vec::new(),
        reports: vec![Member { id: report.report.id.clone(), role: telling.role, origin: Some(origin.clone()) }],
        origins: vec![Origin {
            id: origin,
            reports: vec![report.report.id.clone()],
            voice: None,
            why: "own statement".to_owned(),
        }],
        facts,
        timeline: Vec::new(),
        responses: Vec::new(),
        links: Vec::new(),
        doubts: Vec::new(),
        merged_from: Vec::new(),
        split_from: None,
        why: Vec::new(),
    }
}
