//! Words of a text: tokens, sentences, parts of speech, lemmas and heads (Universal Dependencies).
//!
//! It knows nothing of names, events or reports. Everything is linear in the length of the text. Offsets are bytes.
//! A token never crosses white space, every token is in exactly one sentence, and a head is in the same sentence.
//! Lemmas have «е» for «ё»; those of participles are infinitives, those of names keep their capitals.

mod cut;
mod lemmas;
mod lexicon;
mod linear;
mod models;
mod parser;
mod parts;
mod rules;
mod sentences;
mod tagger;
mod tags;
mod token;
#[cfg(feature = "train")]
pub mod train;
mod words;

use model::Language;

use crate::models::Models;
pub use rules::{BadRules, Rules};
pub use token::*;

/// Analyses a text. A sentence never crosses an empty line or one of `breaks` (byte offsets, ascending, where
/// a block of the report ends).
pub fn analyse(text: &str, language: Language, breaks: &[usize]) -> Analysis {
    let mut analysis = analyse_with(text, Rules::of(language), breaks);
    if let Some(models) = Models::of(language) {
        models.annotate(text, &mut analysis);
    }
    analysis
}

/// Analyses a text with the rules of a language that has no trained models: parts of speech by its `parts`, no heads.
pub fn analyse_with(text: &str, rules: &Rules, breaks: &[usize]) -> Analysis {
    let cuts = cut::cut(text, rules);
    let sentences = sentences::split(text, &cuts, rules, breaks);
    let mut opens = vec![false; cuts.len()];
    sentences.iter().filter(|s| !s.is_empty()).for_each(|s| opens[s.start] = true);
    let tokens = cuts.iter().zip(opens).map(|(c, opens)| rules.parts.token(text, c.start, c.end, opens)).collect();
    Analysis { tokens, sentences }
}
