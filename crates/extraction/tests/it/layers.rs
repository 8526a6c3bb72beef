//! Extraction can stop early, and says why when asked.

use crate::extraction::{self, Layers, Options};
use model::{EventRole, Language};

const TEXT: &str = "Masked men set the office of the Lantern Archive in Tartu on fire on 3 May 2019.";

fn run(options: Options) -> model::Extracted {
    extraction::extract(super::report(TEXT, Language::EN, None), &options)
}

#[test]
fn a_layer_adds_to_those_before_it() {
    let words = run(Options { layers: Layers::Words, tokens: true, ..Options::default() });
    assert!(words.tokens.is_some_and(|t| t.len() > 10));
    assert!(words.entities.is_empty() && words.times.is_empty() && words.claims.is_empty());
    let names = run(Options { layers: Layers::Names, ..Options::default() });
    assert!(!names.entities.is_empty() && names.times.is_empty() && names.claims.is_empty());
    let times = run(Options { layers: Layers::Times, ..Options::default() });
    assert!(!times.times.is_empty() && times.claims.is_empty());
    let all = run(Options::default());
    assert!(!all.claims.is_empty() && all.tokens.is_none());
}

#[test]
fn why_is_said_only_when_asked() {
    let plain = run(Options::default());
    let explained = run(Options { explain: true, ..Options::default() });
    assert!(plain.claims.iter().all(|c| c.why.is_none()));
    assert!(explained.claims.iter().all(|c| c.why.is_some()));
}

#[test]
fn a_language_without_a_folder_is_a_doubt() {
    let language = Language::new("xx").expect("a code");
    let extracted = super::extract("Nada.", language);
    assert_eq!(extracted.report.doubts.len(), 1);
    assert_eq!(extracted.events.len(), 1);
    assert_eq!(extracted.events[0].role, EventRole::Main);
}
