//! Misspelt names: a word that is no place by itself, one letter off a place that the same text names ("Groznyy"
//! beside "Grozny"). The difference must lie inside the word: endings are grammar, not spelling.

use std::collections::HashMap;

use model::PlaceType;

use super::phrases::Scene;
use super::{Hit, Piece};
use crate::gazetteer::word;

/// Letters of the shortest and of the longest names that are compared.
const LETTERS: std::ops::RangeInclusive<usize> = 6..=24;
/// People of the smallest city whose name is looked for.
const PEOPLE: u32 = 5_000;

/// The matches and the misspelt names beside them, in the text's order.
pub(crate) fn with_misspelt(scene: &Scene, hits: Vec<Hit>) -> Vec<Hit> {
    let known = index(scene, &hits);
    if known.is_empty() {
        return hits;
    }
    let mut verdicts: HashMap<&str, Option<usize>> = HashMap::new();
    let mut misspelt = Vec::new();
    let mut next = 0;
    for (at, piece) in scene.pieces.iter().enumerate() {
        while hits.get(next).is_some_and(|hit| hit.pieces.end <= at) {
            next += 1;
        }
        let inside = hits.get(next).is_some_and(|hit| hit.pieces.start <= at);
        if inside || !piece.capital || !piece.may_start || is_another_word(scene, piece) {
            continue;
        }
        let verdict = verdicts.entry(&piece.folded).or_insert_with(|| meant(scene, &known, &hits, &piece.folded));
        if let Some(hit) = *verdict {
            misspelt.push(Hit { pieces: at..at + 1, ..hits[hit].clone() });
        }
    }
    let mut all = hits;
    all.extend(misspelt);
    all.sort_by_key(|hit| hit.pieces.start);
    all
}

/// Whether a word has a meaning of its own.
fn is_another_word(scene: &Scene, piece: &Piece) -> bool {
    let of = |form: &str| (word(form).0 != 0).then_some(());
    scene.lexicon.demonym(&piece.folded).is_some() || scene.lexicon.any_form(&piece.folded, of).is_some()
}

/// Names of one word with every letter left out in turn, and whole.
fn index(scene: &Scene, hits: &[Hit]) -> HashMap<String, Vec<usize>> {
    let mut known: HashMap<String, Vec<usize>> = HashMap::new();
    let mut seen = std::collections::HashSet::new();
    for (at, hit) in hits.iter().enumerate() {
        let is_large = hit.candidates.first().is_some_and(|c| c.kind() != PlaceType::City || c.population() >= PEOPLE);
        let key = crate::fold(&hit.name);
        if hit.pieces.len() > 1 || !is_large || scene.lexicon.is_never(&key) || !seen.insert(key.clone()) {
            continue;
        }
        for short in shortened(&key) {
            known.entry(short).or_default().push(at);
        }
    }
    known
}

/// The word, and the word without each of its letters; nothing where it is too short or too long.
fn shortened(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    if !LETTERS.contains(&letters.len()) {
        return Vec::new();
    }
    let without = |at: usize| letters.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, c)| *c).collect();
    (0..letters.len()).map(without).chain([word.to_owned()]).collect()
}

fn meant(scene: &Scene, known: &HashMap<String, Vec<usize>>, hits: &[Hit], word: &str) -> Option<usize> {
    for form in scene.lexicon.nominatives(word) {
        let form = form.of(word);
        for short in shortened(&form) {
            let near = known.get(&short).into_iter().flatten().copied();
            if let Some(hit) = near.into_iter().find(|at| differs_inside(&form, &crate::fold(&hits[*at].name))) {
                return Some(hit);
            }
        }
    }
    None
}

/// One letter more, less, other or two letters swapped, with the same first letter and the same last letter.
fn differs_inside(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a == b || a.first() != b.first() || a.last() != b.last() {
        return false;
    }
    let same_before = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let same_after = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let longest = a.len().max(b.len());
    let swapped = a.len() == b.len()
        && same_before + same_after + 2 == longest
        && a[same_before] == b[same_before + 1]
        && a[same_before + 1] == b[same_before];
    swapped || (a.len().abs_diff(b.len()) <= 1 && same_before + same_after + 1 >= longest)
}

#[cfg(test)]
mod tests {
    use super::differs_inside;

    #[test]
    fn one_letter_inside_a_word_may_differ() {
        for (a, b, near) in [
            ("groznyy", "grozny", true),
            ("makhachakla", "makhachkala", true),
            ("mahachkala", "makhachkala", true),
            ("махочкала", "махачкала", true),
            ("russian", "russia", false),
            ("grozny", "grozny", false),
            ("kazan", "kazanka", false),
            ("bakuba", "balata", false),
        ] {
            assert_eq!(differs_inside(a, b), near, "{a} and {b}");
            assert_eq!(differs_inside(b, a), near, "{b} and {a}");
        }
    }
}
