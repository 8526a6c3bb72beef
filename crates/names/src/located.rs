//! Places among the names: which toponym each name of a place is, and which place that means.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use model::PlaceType;
use places::{Candidate, Resolved, Toponym};

use crate::doc::Doc;
use crate::entity::InBody;
use crate::rules::Label;
use crate::span::Span;

/// A place with so many people is known enough to be meant in a longer name ("Chicago Midway").
const LARGE: u32 = 100_000;
/// A choice that is so sure tells what region a text is about.
const SURE: f64 = 0.5;

/// So many kilometres from every other place of a text, a small place is hardly meant. Set on 26 November 2026 on the
/// development parts of `gvc_facts` and `places`; 250 loses places that are meant, 1000 was tried on `places` alone.
const FAR: f64 = 500.0;
/// The most places that are compared with each other.
const MOST_TOLD: usize = 64;

/// What a place in the name of a body counts beside the others.
const OF_A_BODY: f64 = 0.5;
/// What a place in a title that does not stand in the text counts.
const OF_A_TITLE: f64 = 0.7;

/// The toponyms of a text that are no part of another name, with the places that they mean.
pub(crate) struct Located {
    toponyms: Vec<Toponym>,
    resolved: Vec<Option<Resolved>>,
    /// The places in the names of bodies.
    pub(crate) in_bodies: Vec<InBody>,
}

impl Located {
    /// Chooses places for all toponyms outside names of persons, together with those of a title: those in names of bodies
    /// and in the title help to choose the others.
    pub(crate) fn new(doc: &Doc, spans: &[Span], context: &places::Context, title: Option<&str>) -> Self {
        let mut taken: Vec<Option<Label>> = vec![None; doc.len()];
        for span in spans.iter().filter(|s| s.label != Label::Place) {
            taken[span.tokens.clone()].fill(Some(span.label));
        }
        let all = |t: &Toponym, label: Option<Label>| t.tokens.clone().all(|i| taken.get(i) == Some(&label));
        let mut toponyms = with_indices(&doc.toponyms, |t| all(t, None));
        let free = toponyms.len();
        let of_bodies = doc.toponyms.iter().filter(|t| all(t, Some(Label::Organisation)) && !t.is_phrase);
        toponyms.extend(of_bodies.map(|t| Toponym { within: None, score: t.score * OF_A_BODY, ..t.clone() }));
        let with_bodies = toponyms.len();
        for mut toponym in title.map(|title| of_title(doc, title)).unwrap_or_default() {
            toponym.within = toponym.within.map(|at| at + with_bodies);
            toponym.score *= OF_A_TITLE;
            toponyms.push(toponym);
        }
        let mut resolved = places::resolve(doc.text, &toponyms, context);
        let of_bodies: Vec<(Toponym, Resolved)> =
            (free..with_bodies).filter_map(|at| Some((toponyms[at].clone(), resolved[at].clone()?))).collect();
        toponyms.truncate(free);
        resolved.truncate(free);
        let mut located = Located { toponyms, resolved, in_bodies: Vec::new() };
        let told = located.forget_parts(doc, spans, &of_bodies);
        let known = of_bodies.into_iter().filter(|(_, r)| told.is_empty() || !is_by_chance(r, &told));
        located.in_bodies =
            known.map(|(t, r)| InBody { tokens: t.tokens, name: t.name, place: r.place, score: r.score }).collect();
        located
    }

    /// A small place that is only a part of a longer name is meant by chance ("Douglass Park"), and so is any place that
    /// the text calls a part of a city ("the Austin neighborhood"), unless the text tells of its region besides. Returns
    /// the regions that the text tells of, by whole names of places and by large ones in the names of bodies.
    fn forget_parts(&mut self, doc: &Doc, spans: &[Span], of_bodies: &[(Toponym, Resolved)]) -> HashSet<u32> {
        let quarters: HashSet<String> =
            self.toponyms.iter().filter(|t| is_quarter(doc, t)).map(|t| t.name.to_lowercase()).collect();
        let is_quarter = |t: &Toponym| quarters.contains(&t.name.to_lowercase());
        let whole: Vec<bool> = self.toponyms.iter().map(|t| is_whole(doc, spans, t) && !is_quarter(t)).collect();
        let free = self.resolved.iter().zip(&whole).filter_map(|(r, whole)| r.as_ref().filter(|_| *whole));
        let large = of_bodies.iter().map(|(_, r)| r).filter(|r| r.candidate.population() >= LARGE);
        let sure = free.chain(large).filter(|r| r.score >= SURE);
        let told: HashSet<u32> = sure.filter_map(|r| r.candidate.region()).map(|region| region.index()).collect();
        for ((toponym, resolved), _) in
            self.toponyms.iter().zip(&mut self.resolved).zip(&whole).filter(|(_, whole)| !**whole)
        {
            let elsewhere = |r: &Resolved| !told.is_empty() && is_elsewhere(r, &told);
            let quarter = is_quarter(toponym);
            if resolved.as_ref().is_some_and(|r| if quarter { elsewhere(r) } else { is_by_chance(r, &told) }) {
                *resolved = None;
            }
        }
        self.forget_strays(of_bodies);
        told
    }

    /// A small place far from all others, in a country of which the text names a large city, is another thing of the
    /// same name by chance: a quarter of that city that the gazetteer lacks.
    fn forget_strays(&mut self, of_bodies: &[(Toponym, Resolved)]) {
        let free = self.resolved.iter().flatten();
        let sure = free.chain(of_bodies.iter().map(|(_, r)| r)).filter(|r| r.score >= SURE);
        let told: BTreeMap<u32, Candidate> = sure.map(|r| (r.candidate.index(), r.candidate)).collect();
        let told: Vec<Candidate> = told.into_values().take(MOST_TOLD).collect();
        let stands_alone = self.toponyms.iter().map(|t| t.within.is_none());
        for (resolved, _) in self.resolved.iter_mut().zip(stands_alone).filter(|(_, alone)| *alone) {
            if resolved.as_ref().is_some_and(|r| is_stray(r.candidate, &told)) {
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

/// Whether a place lies in none of the regions that a text tells of.
fn is_elsewhere(resolved: &Resolved, told: &HashSet<u32>) -> bool {
    resolved.candidate.region().is_some_and(|area| !told.contains(&area.index()))
}

/// Whether a place is so small, and so far from what a text tells of, that its name is another thing's by chance.
fn is_by_chance(resolved: &Resolved, told: &HashSet<u32>) -> bool {
    resolved.candidate.population() < LARGE && is_elsewhere(resolved, told)
}

/// Whether a small city lies far from all other places that a text tells of, one of which is a large city of its country.
fn is_stray(place: Candidate, told: &[Candidate]) -> bool {
    let Some(region) = place.region().filter(|_| place.kind() == PlaceType::City && place.population() < LARGE) else {
        return false;
    };
    let large = |other: &Candidate| {
        let city = other.kind() == PlaceType::City && other.population() >= LARGE;
        city && other.country().index() == place.country().index()
    };
    let near = |other: &Candidate| {
        other.index() != place.index()
            && other.kind() != PlaceType::Country
            && (other.index() == region.index()
                || other.region().is_some_and(|area| area.index() == region.index())
                || other.kilometres_to(place) < FAR)
    };
    told.iter().any(large) && !told.iter().any(near)
}

/// Whether the words beside a toponym say that it is a part of a city: "the Austin neighborhood", unlike "a Chicago
/// neighborhood" and "the Jerusalem neighbourhood of Silwan".
fn is_quarter(doc: &Doc, toponym: &Toponym) -> bool {
    let Range { start, end } = toponym.tokens;
    let before = (0..start).rev().find(|&at| !doc.places.is_side(&doc.words[at].lower));
    let the = before.is_some_and(|at| doc.lexicon.definite.has(&doc.words[at].lower));
    let named = doc.words.get(end).is_some_and(|word| doc.places.is_quarter(&word.lower));
    the && named && doc.words.get(end + 1).is_none_or(|word| word.lower != "of")
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

/// The toponyms that are kept, with what they lie in by the new order.
fn with_indices(all: &[Toponym], keep: impl Fn(&Toponym) -> bool) -> Vec<Toponym> {
    let mut new_index = vec![None; all.len()];
    let mut kept: Vec<Toponym> = Vec::new();
    for (old, toponym) in all.iter().enumerate().filter(|(_, t)| keep(t)) {
        new_index[old] = Some(kept.len());
        kept.push(toponym.clone());
    }
    for toponym in &mut kept {
        toponym.within = toponym.within.and_then(|old| new_index.get(old).copied().flatten());
    }
    kept
}

/// The toponyms of a title.
fn of_title(doc: &Doc, title: &str) -> Vec<Toponym> {
    let analysis = syntax::analyse_with(title, syntax::Rules::of(doc.places.language()), &[]);
    places::toponyms(title, &analysis, doc.places)
}
