//! What reports are compared by: content lemmas in one Latin script, with counts.

use std::collections::BTreeMap;

use syntax::{Analysis, Upos};

/// The terms of a text: lemmas of nouns, verbs, adjectives, names and numbers, in Latin letters.
pub(crate) fn terms(text: &str, analysis: &Analysis) -> BTreeMap<String, u32> {
    let mut terms = BTreeMap::new();
    for (at, token) in analysis.tokens.iter().enumerate() {
        let content = matches!(token.upos, Upos::Noun | Upos::Propn | Upos::Verb | Upos::Adj | Upos::Num | Upos::X);
        let form = analysis.form(text, at);
        if !content || !form.chars().any(char::is_alphanumeric) || form.len() > 60 {
            continue;
        }
        let latin = latin(&token.lemma);
        if latin.len() > 2 || latin.bytes().all(|b| b.is_ascii_digit()) {
            *terms.entry(latin).or_insert(0) += 1;
        }
    }
    terms
}

/// Letters and digits of a word in lower-case Latin script.
fn latin(word: &str) -> String {
    any_ascii::any_ascii(word).chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}
