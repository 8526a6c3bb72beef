//! Places among the names: which toponym each name of a place is, and which place that means.

use std::collections::HashSet;
use std::ops::Range;

use places::{Resolved, Toponym};

use crate::doc::Doc;
use crate::rules::Label;
use crate::span::Span;

/// A place with so many people is known enough to be meant in a longer name ("Chicago Midway").
const LARGE: u32 = 100_000;
/// A choice that is so sure tells what region a text is about.
const SURE: f64 = 0.5;

/// The toponyms of a text that are no part of another name, with the places that they mean.
pub(crate) struct Located {
    toponyms: Vec<Toponym>,
    resolved: Vec<Option<Resolved>>,
}

impl Located {
    /// Chooses places for all toponyms outside names of persons and organisations.
    pub(crate) fn new(doc: &Doc, spans: &[Span], context: &places::Context) -> Self {
        let mut taken = vec![false; doc.len()];
        for span in spans.iter().filter(|s| s.label != Label::Place) {
            taken[span.tokens.clone()].fill(true);
        }
        let free = |t: &Toponym| t.tokens.clone().all(|i| taken.get(i) == Some(&false));
        let mut new_index = vec![None; doc.toponyms.len()];
        let mut toponyms: Vec<Toponym> = Vec::new();
        for (old, toponym) in doc.toponyms.iter().enumerate().filter(|(_, t)| free(t)) {
            new_index[old] = Some(toponyms.len());
            toponyms.push(toponym.clone());
        }
        for toponym in &mut toponyms {
            toponym.within = toponym.within.and_then(|old| new_index.get(old).copied().flatten());
        }
        let resolved = places::resolve(doc.text, &toponyms, context);
        let mut located = Located { toponyms, resolved };
        located.forget_parts(doc, spans);
        located
    }

    /// A small place that is only a part of a longer name is meant by chance ("Douglass Park"), unless the text tells of
    /// its region besides.
    fn forget_parts(&mut self, doc: &Doc, spans: &[Span]) {
        let whole: Vec<bool> = self.toponyms.iter().map(|t| is_whole(doc, spans, t)).collect();
        let told: HashSet<u32> = self
            .resolved
            .iter()
            .zip(&whole)
            .filter_map(|(r, whole)| r.as_ref().filter(|r| *whole && r.score >= SURE)?.candidate.region())
            .map(|region| region.index())
            .collect();
        for (resolved, _) in self.resolved.iter_mut().zip(&whole).filter(|(_, whole)| !**whole) {
            let by_chance = |r: &Resolved| {
                r.candidate.population() < LARGE && r.candidate.region().is_some_and(|area| !told.contains(&area.index()))
            };
            if resolved.as_ref().is_some_and(by_chance) {
                *resolved = None;
            }
        }
    }

    /// The toponym that shares most words with a name, and its place.
    pub(crate) fn of(&self, tokens: &Range<usize>) -> Option<(&Toponym, &Resolved)> {
        let from = self.toponyms.partition_point(|t| t.tokens.end <= tokens.start);
        let shared = |t: &Toponym| t.tokens.end.min(tokens.end).saturating_sub(t.tokens.start.max(tokens.start));
        let over = self.toponyms[from..].iter().take_while(|t| t.tokens.start < tokens.end).enumerate();
        let (best, toponym) =
            over.filter(|(_, t)| shared(t) > 0).max_by_key(|(n, t)| (shared(t), std::cmp::Reverse(*n)))?;
        Some((toponym, self.resolved[from + best].as_ref()?))
    }

    /// Words that describe a place instead of naming it, with the place.
    pub(crate) fn phrases(&self) -> impl Iterator<Item = (Range<usize>, &Resolved)> {
        let all = self.toponyms.iter().zip(&self.resolved).filter(|(t, _)| t.is_phrase);
        all.filter_map(|(t, r)| Some((t.tokens.clone(), r.as_ref()?)))
    }
}

/// Whether a toponym is all of the name of a place that it stands in, but for words that say which part of it is meant.
fn is_whole(doc: &Doc, spans: &[Span], toponym: &Toponym) -> bool {
    let first = spans.partition_point(|s| s.tokens.end <= toponym.tokens.start);
    let Some(span) = spans[first..].iter().take(1).find(|s| s.tokens.start < toponym.tokens.end) else { return true };
    span.tokens.clone().filter(|i| !toponym.tokens.contains(i)).all(|i| {
        let word = &doc.words[i];
        !word.shape.is_capital() || doc.places.is_side(&word.lower)
    })
}
