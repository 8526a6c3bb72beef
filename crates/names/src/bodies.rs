//! Bodies that are named by what they do and written small: "the local police", «прокуратура».

use std::collections::HashMap;
use std::ops::Range;

use syntax::{Deprel, Upos};

use crate::doc::Doc;
use crate::span::Span;
use crate::word::Shape;

/// A body and where it is mentioned.
#[derive(Debug, Clone)]
pub(crate) struct Body {
    /// In its basic form.
    pub(crate) name: String,
    /// The tokens of its mentions.
    pub(crate) mentions: Vec<Range<usize>>,
}

/// Bodies outside the names that were found, in the order of their first mention.
pub(crate) fn bodies(doc: &Doc, spans: &[Span]) -> Vec<Body> {
    let mut taken = vec![false; doc.len()];
    spans.iter().for_each(|s| taken[s.tokens.clone()].fill(true));
    let mut out: Vec<Body> = Vec::new();
    let mut by_name: HashMap<String, usize> = HashMap::new();
    let mut at = 0;
    while at < doc.len() {
        let hit = if taken[at] { None } else { doc.lexicon.bodies.longest(&doc.stems[at..]) };
        let Some((length, phrase)) = hit.filter(|(n, _)| is_party(doc, at..at + n, &taken)) else {
            at += 1;
            continue;
        };
        let name = named(doc, at, phrase);
        let id = *by_name.entry(name.clone()).or_insert_with(|| {
            out.push(Body { name, mentions: Vec::new() });
            out.len() - 1
        });
        out[id].mentions.push(at..at + length);
        at += length;
    }
    out
}

/// The name of a body: without "local", with the country's adjective before it ("Norwegian authorities").
fn named(doc: &Doc, at: usize, phrase: &str) -> String {
    let phrase = match phrase.split_once(' ') {
        Some((first, rest)) if doc.lexicon.plain.has(first) => rest,
        _ => phrase,
    };
    match at.checked_sub(1) {
        Some(before)
            if doc.words[before].shape == Shape::Title && doc.places.country_of_demonym(doc.form(before)).is_some() =>
        {
            format!("{} {phrase}", doc.form(before))
        }
        _ => phrase.to_owned(),
    }
}

/// Whether the words stand for a party: not inside another name, not as the first part of "police car".
fn is_party(doc: &Doc, tokens: Range<usize>, taken: &[bool]) -> bool {
    if taken[tokens.clone()].contains(&true) || tokens.clone().any(|i| !doc.words[i].is_word()) {
        return false;
    }
    let last = tokens.end - 1;
    let token = &doc.analysis.tokens[last];
    if matches!(token.upos, Upos::Adj | Upos::Verb | Upos::Adv) {
        return false;
    }
    let next = doc.analysis.tokens.get(tokens.end);
    let same_sentence = doc.analysis.sentence_of(last) == doc.analysis.sentence_of(tokens.end.min(doc.len() - 1));
    let before_noun = !doc.lexicon.russian
        && same_sentence
        && next
            .is_some_and(|t| matches!(t.upos, Upos::Noun | Upos::Propn) && doc.words[tokens.end].shape == Shape::Lower);
    let glued = doc.glued(last) && doc.words.get(tokens.end).is_some_and(|w| w.lower.starts_with('-'));
    !(before_noun || glued || matches!(token.deprel, Deprel::Compound | Deprel::Amod))
}
