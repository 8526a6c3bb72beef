//! All reports of one run in an order of their own, each once, with what they are compared by.

use std::collections::BTreeMap;

use model::*;
use rayon::prelude::*;

use crate::profile::{Profile, Words};
use crate::tellings::{Telling, tellings};

/// Reports sorted by identifier, with their tellings.
pub(crate) struct Corpus<'r> {
    pub(crate) reports: Vec<&'r Extracted>,
    pub(crate) words: Vec<Words>,
    pub(crate) tellings: Vec<Telling>,
    pub(crate) profiles: Vec<Profile>,
    /// Reports under whose identifier another text came too, by index.
    pub(crate) shadowed: BTreeMap<usize, Doubt>,
}

impl<'r> Corpus<'r> {
    /// Of reports and the words of each, in the same order.
    pub(crate) fn of(given: &'r [Extracted], words: Vec<Words>) -> Self {
        let mut sorted: Vec<(&Extracted, Words)> = given.iter().zip(words).collect();
        sorted.sort_by(|(a, _), (b, _)| a.report.id.cmp(&b.report.id).then_with(|| by_content(a, b)));
        let mut reports: Vec<&Extracted> = Vec::with_capacity(sorted.len());
        let mut words: Vec<Words> = Vec::with_capacity(sorted.len());
        let mut shadowed = BTreeMap::new();
        for (report, of_report) in sorted {
            match reports.last() {
                Some(kept) if kept.report.id == report.report.id => {
                    if kept.report.text != report.report.text {
                        shadowed.insert(reports.len() - 1, same_id(kept, report));
                    }
                }
                _ => {
                    reports.push(report);
                    words.push(of_report);
                }
            }
        }
        let tellings: Vec<Telling> =
            reports.par_iter().enumerate().flat_map_iter(|(n, report)| tellings(n, report)).collect();
        let profiles = tellings.par_iter().map(|t| Profile::of(reports[t.report], &words[t.report], t)).collect();
        Corpus { reports, words, tellings, profiles, shadowed }
    }

    /// What a telling is compared by.
    pub(crate) fn compared(&self, telling: usize) -> (&Words, &Profile) {
        (&self.words[self.tellings[telling].report], &self.profiles[telling])
    }
}

/// An order of reports with one identifier that does not depend on how they came in.
fn by_content(a: &Extracted, b: &Extracted) -> std::cmp::Ordering {
    let text = a.report.text.cmp(&b.report.text);
    text.then_with(|| b.claims.len().cmp(&a.claims.len())).then_with(|| format!("{a:?}").cmp(&format!("{b:?}")))
}

fn same_id(kept: &Extracted, left: &Extracted) -> Doubt {
    let start = |r: &Extracted| r.report.title.clone().unwrap_or_else(|| r.report.text.chars().take(60).collect());
    let note = format!(
        "{}: \u{201c}{}\u{201d} was kept, \u{201c}{}\u{201d} was left out",
        kept.report.id,
        start(kept),
        start(left)
    );
    Doubt { report: Some(kept.report.id.clone()), ..Doubt::new(DoubtCode::SameId, note) }
}
