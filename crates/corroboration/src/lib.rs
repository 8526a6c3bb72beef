//! Several reports, one event: which reports tell of the same thing, which of them are independent voices, and
//! what they affirm, deny and contest.
//!
//! Invariants, said as what cannot be:
//! - no result depends on the order of the reports, on their number of copies, or on reports that have nothing to
//!   do with an event (nothing is counted over the batch);
//! - a fact without a claim that affirms it cannot be written;
//! - nothing here knows a language, a format, a file, a clock or a random number: reports are compared by the keys
//!   and terms that extraction wrote.

mod assembly;
mod batch;
mod candidates;
mod copies;
mod corpus;
mod days;
mod doubts;
mod entities;
mod exclusive;
mod facts;
mod groups;
mod hash;
mod headline;
mod increments;
mod inferred;
mod items;
mod likeness;
mod links;
mod profile;
mod rarity;
mod reasons;
mod relations;
mod same_event;
mod spellings;
mod standing;
mod tellings;
mod thresholds;
mod timeline;
mod voices;

use std::collections::BTreeMap;

use model::*;
use rayon::prelude::*;

pub use crate::batch::Batch;
use crate::corpus::Corpus;
use crate::profile::Words;

/// What the caller wishes to see.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Options {
    /// Say why reports are together or not, why voices are one, and why a fact has its status.
    pub explain: bool,
}

/// Makes events of reports, in the order of a dossier: main events first, then earlier and related ones.
pub fn corroborate(reports: &[Extracted], options: &Options) -> Vec<Event> {
    let words = reports.par_iter().map(Words::of).collect();
    events(Corpus::of(reports, words), options)
}

/// As [`corroborate`], of a batch in which each report takes less room.
pub fn corroborate_batch(batch: Batch, options: &Options) -> Vec<Event> {
    events(Corpus::of(&batch.reports, batch.words), options)
}

fn events(mut corpus: Corpus, options: &Options) -> Vec<Event> {
    let groups = same_event::same_event(&corpus);
    if !options.explain {
        corpus.words = Vec::new(); // Only reasons look at them again.
    }
    let corpus = &corpus;
    let mut events: Vec<Event> = groups.par_iter().map(|g| assembly::event(corpus, g, options)).collect();
    links::link(&mut events, corpus, &groups, options);
    if options.explain {
        let near = same_event::near_misses(corpus, &groups);
        for ((event, group), near) in events.iter_mut().zip(&groups).zip(&near) {
            event.why = reasons::together(corpus, group);
            event.why.extend(reasons::apart(corpus, near));
        }
    }
    events.par_sort_by_cached_key(place_in_dossier);
    events
}

/// Adds reports to a dossier. Facts are the same as if all reports had come in one go; events keep their identifiers,
/// and say which earlier events they merged or split from.
pub fn corroborate_into(previous: &Dossier, new: Vec<Extracted>, options: &Options) -> Dossier {
    let mut reports = previous.reports.clone();
    let mut known: BTreeMap<ReportId, Vec<usize>> = BTreeMap::new();
    for (n, report) in reports.iter().enumerate() {
        known.entry(report.report.id.clone()).or_default().push(n);
    }
    for report in new {
        let same_id = known.entry(report.report.id.clone()).or_default();
        if !same_id.iter().any(|n| reports[*n] == report) {
            same_id.push(reports.len());
            reports.push(report);
        }
    }
    let mut events = corroborate(&reports, options);
    increments::keep_identifiers(&mut events, &previous.events);
    events.sort_by_cached_key(place_in_dossier);
    Dossier { khronika: Version::default(), events, reports }
}

/// How many reports are about it, how many tell of it at all, its date; the identifier settles the rest.
fn place_in_dossier(event: &Event) -> (std::cmp::Reverse<usize>, std::cmp::Reverse<usize>, String, String) {
    let main = event.reports.iter().filter(|m| m.role == ReportRole::Main).count();
    let day = event.when.as_ref().and_then(|w| w.edtf.as_ref()).map(ToString::to_string).unwrap_or_default();
    (std::cmp::Reverse(main), std::cmp::Reverse(event.reports.len()), day, event.id.to_string())
}
