//! How long corroboration takes for a batch, and how that grows with its size.

use std::collections::BTreeMap;

use divan::Bencher;
use khronika_corroboration::{Options, corroborate};
use model::*;

fn main() {
    divan::main();
}

/// A report of one of `count / 3` invented incidents, with forty terms of which a few are the incident's own.
fn report(n: usize) -> Extracted {
    let incident = n / 3;
    let mut terms: BTreeMap<String, u32> = (0..30).map(|t| (format!("word{}", (n * 7 + t * 13) % 997), 1)).collect();
    terms.extend((0..10).map(|t| (format!("own{incident}of{t}"), 2)));
    let day = format!("2020-{:02}-{:02}", incident % 12 + 1, incident % 28 + 1);
    Extracted {
        report: Report {
            khronika: Version::default(),
            id: ReportId(format!("r-{n:016x}")),
            title: None,
            lang: Some(Language::EN),
            published: Edtf::parse(&day).ok().map(|edtf| Published { edtf, from: None }),
            authors: Vec::new(),
            source: Some(Source { name: Some(format!("Paper {n}")), url: None }),
            original: None,
            text: format!("Incident {incident} as paper {n} tells it."),
            blocks: Vec::new(),
            set_aside: Vec::new(),
            doubts: Vec::new(),
        },
        entities: Vec::new(),
        times: Vec::new(),
        quotes: Vec::new(),
        events: vec![LocalEvent { id: "e1".into(), role: EventRole::Main, why: None }],
        claims: Vec::new(),
        terms,
        tokens: None,
    }
}

#[divan::bench(args = [100, 1000, 10000], sample_count = 10)]
fn batch(bencher: Bencher, count: usize) {
    let reports: Vec<Extracted> = (0..count).map(report).collect();
    bencher.bench(|| corroborate(&reports, &Options::default()));
}
