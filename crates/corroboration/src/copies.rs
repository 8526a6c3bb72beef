//! Reports that are one text: near copies (words contained) and translations (numbers and names in one order).

use std::collections::BTreeMap;

use model::*;

use crate::hash::{Hash, hash};
use crate::profile::entity_keys;
use crate::relations::share;
use crate::thresholds::{COPY_SHARE, TRANSLATION_SHARE, TRANSLATION_TOKENS};

/// Words in one shingle.
const SHINGLE: usize = 5;
/// A shingle that more reports of one event have is compared along a chain, not pair by pair.
const CROWD: usize = 24;
/// Reports before it with which one is compared as a translation.
const REACH: usize = 48;
/// Numbers and names that are looked at in one report.
const LONGEST: usize = 160;

/// Pairs of the given reports that are near copies, with the share of the shorter that stands in the other.
pub(crate) fn copies(reports: &[&Extracted]) -> Vec<(usize, usize, f32)> {
    let shingled: Vec<Vec<u64>> = reports.iter().map(|r| shingles(&r.report.text)).collect();
    let mut places: Vec<(u64, usize)> =
        shingled.iter().enumerate().flat_map(|(n, s)| s.iter().map(move |h| (*h, n))).collect();
    places.sort_unstable();
    let mut common: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for block in places.chunk_by(|a, b| a.0 == b.0) {
        let reach = if block.len() > CROWD { 1 } else { block.len() };
        for (at, (_, a)) in block.iter().enumerate() {
            for (_, b) in block[at + 1..].iter().take(reach) {
                *common.entry((*a, *b)).or_default() += 1;
            }
        }
    }
    let share = |((a, b), n): ((usize, usize), usize)| {
        let shorter = shingled[a].len().min(shingled[b].len());
        (a, b, n as f32 / shorter.max(1) as f32)
    };
    common.into_iter().map(share).filter(|(_, _, s)| *s >= COPY_SHARE).collect()
}

/// Hashes of all runs of five words, sorted, each once; of the whole text where it is shorter.
fn shingles(text: &str) -> Vec<u64> {
    let words: Vec<u64> = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(lower).collect();
    let of = |run: &[u64]| run.iter().fold(Hash::new(), |h, w| h.number(*w)).end();
    let mut found: Vec<u64> =
        if words.len() < SHINGLE { vec![of(&words)] } else { words.windows(SHINGLE).map(of).collect() };
    found.sort_unstable();
    found.dedup();
    found
}

/// The hash of a word in lower case.
fn lower(word: &str) -> u64 {
    word.chars().flat_map(char::to_lowercase).fold(Hash::new(), |h, c| h.number(u64::from(u32::from(c)))).end()
}

/// Pairs of the given reports of which one is a translation of the other, with the share of names and numbers that
/// stand in both in the same order. Of many reports, each is compared with those that came out shortly before it.
pub(crate) fn translations(reports: &[&Extracted]) -> Vec<(usize, usize, f32)> {
    if reports.iter().all(|r| r.report.lang == reports[0].report.lang) {
        return Vec::new();
    }
    let published = |n: &usize| reports[*n].report.published.as_ref().and_then(|p| p.edtf.bounds().0);
    let mut order: Vec<usize> = (0..reports.len()).collect();
    order.sort_by_key(|n| (published(n), *n));
    let skeletons: Vec<Vec<Vec<u64>>> = reports.iter().map(|r| skeleton(r)).collect();
    let mut found = Vec::new();
    for (at, b) in order.iter().enumerate() {
        for a in &order[at.saturating_sub(REACH)..at] {
            if reports[*a].report.lang != reports[*b].report.lang
                && let Some(share) = translation(&skeletons[*a], &skeletons[*b])
            {
                found.push((*a.min(b), *a.max(b), share));
            }
        }
    }
    found.sort_by_key(|(a, b, _)| (*b, *a));
    found
}

/// Numbers and names of a report in their order, of which a translation keeps most.
fn skeleton(report: &Extracted) -> Vec<Vec<u64>> {
    let mut found: Vec<(usize, Vec<u64>)> = numbers(&report.report.text);
    for entity in report.entities.iter().filter(|e| e.kind != EntityKind::Object) {
        let mut keys = entity_keys(entity);
        keys.sort_unstable();
        found.extend(entity.spans.iter().filter(|s| s.within.is_none()).map(|s| (s.start, keys.clone())));
    }
    found.sort();
    found.dedup_by(|a, b| a.0 == b.0);
    found.into_iter().map(|(_, keys)| keys).take(LONGEST).collect()
}

fn numbers(text: &str) -> Vec<(usize, Vec<u64>)> {
    let mut found: Vec<(usize, String)> = Vec::new();
    let mut open = false;
    for (at, c) in text.chars().enumerate() {
        match (c.is_ascii_digit(), open) {
            (true, true) => found.last_mut().expect("a number is open").1.push(c),
            (true, false) => found.push((at, c.to_string())),
            _ => {}
        }
        open = c.is_ascii_digit();
    }
    found.into_iter().map(|(at, digits)| (at, vec![hash(&digits)])).collect()
}

/// Share of the shorter skeleton that stands in the other in the same order, where that is enough for a translation.
fn translation(a: &[Vec<u64>], b: &[Vec<u64>]) -> Option<f32> {
    let shorter = a.len().min(b.len());
    if shorter < TRANSLATION_TOKENS || a.len().max(b.len()) > 2 * shorter {
        return None;
    }
    let mut row = vec![0usize; b.len() + 1];
    for x in a {
        let mut corner = 0;
        for (n, y) in b.iter().enumerate() {
            let above = row[n + 1];
            row[n + 1] = if share(x, y) { corner + 1 } else { above.max(row[n]) };
            corner = above;
        }
    }
    let kept = row[b.len()] as f32 / shorter as f32;
    (kept >= TRANSLATION_SHARE).then_some(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_inside_another_is_all_there() {
        let long = shingles("One two three four five six seven eight nine ten eleven twelve");
        let short = shingles("three FOUR five, six seven eight nine");
        assert!(short.iter().all(|s| long.binary_search(s).is_ok()));
        assert!(!shingles("nine eight seven six five").iter().any(|s| long.binary_search(s).is_ok()));
    }

    #[test]
    fn a_translation_keeps_names_and_numbers_in_order() {
        let a: Vec<Vec<u64>> = (0..20).map(|n| vec![n]).collect();
        let mut b = a.clone();
        b.remove(3);
        assert!(translation(&a, &b).is_some());
        b.reverse();
        assert!(translation(&a, &b).is_none());
        assert_eq!(numbers("on 3 June, 15:40"), [(3, vec![hash("3")]), (11, vec![hash("15")]), (14, vec![hash("40")])]);
    }
}
