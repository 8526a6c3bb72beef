//! Reports on their way to events, each with no more than events are made of, so that a hundred thousand fit into
//! memory. Makes no choice: the events are the same as those of the whole reports.

use model::*;

use crate::profile::Words;

/// Reports to make events of; see [`Batch::add`].
#[derive(Debug, Default)]
pub struct Batch {
    pub(crate) reports: Vec<Extracted>,
    pub(crate) words: Vec<Words>,
}

impl Batch {
    /// Adds a report and lets go of what no event shows: its terms (weighed and hashed here), tokens, times, blocks,
    /// what was set aside, and the rules behind its claims.
    pub fn add(&mut self, mut report: Extracted) {
        self.words.push(Words::of(&report));
        report.terms.clear();
        report.tokens = None;
        report.times = Vec::new();
        report.report.blocks = Vec::new();
        report.report.set_aside = Vec::new();
        for claim in &mut report.claims {
            (claim.rule, claim.why) = (None, None);
        }
        // A clone has no spare room; lists that grew while they were parsed have up to as much again.
        report.claims = report.claims.clone();
        report.entities = report.entities.clone();
        report.quotes.retain(|q| q.speaker.is_some());
        report.quotes = report.quotes.clone();
        self.reports.push(report);
    }
}
