//! Whole names of bodies: what a name that was found lacks to its left, where the acronym behind it or all its mentions
//! say so, and the other mentions of a name that is whole.

use std::collections::HashMap;
use std::ops::Range;

use crate::acronym;
use crate::doc::Doc;
use crate::lexicon::class;
use crate::rules::{Found, Label, laid_over};
use crate::word::{HashedMap, Shape};

/// Names of the text with those of bodies as whole as the text tells them; what lay inside of one is gone, and a longer
/// name of a body that was found stays.
pub(crate) fn bodies(doc: &Doc, found: Vec<Found>) -> Vec<Found> {
    let mut names = acronym::named(doc, &found);
    names.extend(always_longer(doc, &found));
    if names.is_empty() {
        return found;
    }
    let longer = |whole: &Found| {
        let at = found.partition_point(|name| name.tokens.end <= whole.tokens.start);
        let name = found.get(at).filter(|name| name.label == Label::Organisation);
        let around = |name: &Found| name.tokens.start <= whole.tokens.start && whole.tokens.end <= name.tokens.end;
        // "Office of the Lantern Centre raided": what is theirs is no part of their name.
        let theirs = |name: &Found| doc.lexicon.belongings.has(doc.lexicon.stem(&doc.words[name.tokens.start].lower));
        name.is_some_and(|name| around(name) && name.tokens != whole.tokens && !theirs(name))
    };
    let mut whole = mentions(doc, &names);
    whole.retain(|whole| !longer(whole));
    laid_over(found, whole)
}

/// All places where the words of some names stand, the longest first where several begin.
fn mentions(doc: &Doc, names: &[Range<usize>]) -> Vec<Found> {
    let mut by_first: HashedMap<Vec<&Range<usize>>> = HashedMap::default();
    for name in names {
        by_first.entry(doc.words[name.start].hash).or_default().push(name);
    }
    by_first.values_mut().for_each(|names| names.sort_by_key(|name| (std::cmp::Reverse(name.len()), name.start)));
    let same = |at: usize, name: &Range<usize>| {
        let words = doc.words.get(at..at + name.len());
        words.is_some_and(|words| words.iter().zip(&doc.words[name.clone()]).all(|(a, b)| a.hash == b.hash))
    };
    let mut out = Vec::new();
    let mut at = 0;
    while at < doc.len() {
        let known = by_first.get(&doc.words[at].hash).filter(|_| doc.words[at].shape.is_capital());
        let name = known.and_then(|names| names.iter().take(MOST_NAMES).find(|name| same(at, name)));
        out.extend(name.map(|name| Found { tokens: at..at + name.len(), label: Label::Organisation }));
        at += name.map_or(1, |name| name.len());
    }
    out
}

/// The most names with the same first word.
const MOST_NAMES: usize = 16;

/// Names of bodies before whose every mention the same words stand that belong to them: "|Justice and| Memory
/// Foundation", "|Women's| Justice League", "|Citizens for| Truth".
fn always_longer(doc: &Doc, found: &[Found]) -> Vec<Range<usize>> {
    let mut covered = vec![false; doc.len()];
    found.iter().for_each(|name| covered[name.tokens.clone()].fill(true));
    let mut by_words: HashMap<Vec<u64>, Vec<&Range<usize>>> = HashMap::new();
    let hashes = |tokens: &Range<usize>| doc.words[tokens.clone()].iter().map(|word| word.hash).collect::<Vec<u64>>();
    for name in found.iter().filter(|name| name.label == Label::Organisation) {
        by_words.entry(hashes(&name.tokens)).or_default().push(&name.tokens);
    }
    let longer = |names: Vec<&Range<usize>>| {
        let lead = |name: &&Range<usize>| lead(doc, name).filter(|lead| !covered[lead.start]);
        let first = lead(names.first()?)?;
        let told = |name: &&Range<usize>| lead(name).is_some_and(|lead| hashes(&lead) == hashes(&first));
        // "A and B" twice are two that stand together.
        let joined = doc.lexicon.joins.has(&doc.words[first.end - 1].lower);
        let enough = if joined { names.len() > 2 } else { names.len() > 1 };
        (enough && names.iter().all(told)).then(|| first.start..names[0].end)
    };
    let mut names: Vec<Range<usize>> = by_words.into_values().filter_map(longer).collect();
    names.sort_by_key(|name| name.start);
    names
}

/// A common word with a capital and what links it with the name of a body behind it.
fn lead(doc: &Doc, name: &Range<usize>) -> Option<Range<usize>> {
    let link = name.start.checked_sub(1)?;
    let at = link.checked_sub(1)?;
    let (word, between) = (&doc.words[at], &doc.words[link]);
    let possessive = doc.is_ending(link);
    let joined = doc.lexicon.joins.has(&between.lower) && doc.words[name.end - 1].is(class::ORGANISATION);
    let aimed = doc.lexicon.aims.has(&between.lower);
    let common = (word.looks_like_name() || word.shape == Shape::Title && possessive)
        && word.is(class::COMMON | class::SMALL)
        && !word.is(class::GIVEN | class::OCCUPATION | class::ROLE)
        && doc.toponym_tag(at) == 0;
    (common && (possessive || joined || aimed)).then_some(at..name.start)
}
