//! Several reports, one event: which reports tell of the same thing, which of them are independent voices, and
//! what they affirm, deny and contest.
//!
//! Invariants, said as what cannot be:
//! - no result depends on the order of the reports, on their number of copies, or on reports that have nothing to
//!   do with an event (nothing is counted over the batch);
//! - a fact without a claim that affirms it cannot be written;
//! - nothing here knows a language, a format, a file, a clock or a random number: reports are compared by the keys
//!   and terms that extraction wrote.

mod hash;
mod tellings;

use model::*;

/// What the caller wishes to see.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Options {
    /// Say why reports are together, why voices are one, and why a fact has its status.
    pub explain: bool,
}

/// Makes events of reports, in the order of a dossier: main events first, then earlier and related ones.
pub fn corroborate(reports: &[Extracted], _options: &Options) -> Vec<Event> {
    reports
        .iter()
        .enumerate()
        .flat_map(|(n, r)| tellings::tellings(n, r).into_iter().map(move |t| alone(r, &t)))
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
