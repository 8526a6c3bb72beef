//! How likely a name means a place, and that the words name a place at all. Weights were set by hand on
//! 25 November 2026 on the development part of the places task.

use std::collections::HashSet;

use model::PlaceType;
use syntax::Upos;

use super::phrases::Scene;
use super::{Hit, Piece};
use crate::format::Word;
use crate::gazetteer::{Candidate, word};

/// How likely a name means a place when nothing else is known: more people, a country before a city, a main name
/// before a lesser one.
pub(crate) fn weight(candidate: Option<&Candidate>) -> f64 {
    let Some(place) = candidate else { return f64::NEG_INFINITY };
    let kind = match place.kind() {
        PlaceType::Country => 8.0,
        PlaceType::Region if place.is_district() => -2.0,
        PlaceType::Region => 0.5,
        PlaceType::City if place.population() > 500_000 && place.is_national_capital() => 3.0,
        PlaceType::City => 0.0,
    };
    f64::from(place.population()).max(100.0).ln() + kind - if place.by_alternate() { 3.0 } else { 0.0 }
}

/// The weight of a candidate beside its rivals: a region gives way to its main city of the same name.
pub(crate) fn weight_among(place: &Candidate, rivals: &[Candidate]) -> f64 {
    let gives_way = place.kind() == PlaceType::Region
        && rivals.iter().take(8).any(|rival| {
            rival.kind() == PlaceType::City
                && rival.lies_in(*place)
                && u64::from(rival.population()) * 10 > u64::from(place.population())
        });
    weight(Some(place)) - if gives_way { 4.0 } else { 0.0 }
}

/// Sorts candidates, the most likely first, each place once.
pub(crate) fn sort_by_weight(candidates: &mut Vec<Candidate>) {
    if candidates.len() < 2 {
        return;
    }
    let by_weight = |all: &[Candidate], weight: &dyn Fn(&Candidate) -> f64| {
        let mut weighed: Vec<(f64, Candidate)> = all.iter().map(|c| (weight(c), *c)).collect();
        weighed.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        weighed.into_iter().map(|(_, place)| place).collect::<Vec<_>>()
    };
    let mut seen = HashSet::new();
    *candidates = by_weight(candidates, &|c| weight(Some(c)));
    candidates.retain(|place| seen.insert(place.index()));
    if candidates.first().is_some_and(|place| place.kind() == PlaceType::Region) {
        *candidates = by_weight(candidates, &|c| weight_among(c, candidates));
    }
}

/// What the words around a match say for its being a place.
pub(crate) fn of_words_around(scene: &Scene, hit: &Hit, is_told: bool) -> f64 {
    if is_told || hit.is_phrase {
        return 2.5;
    }
    let first = &scene.pieces[hit.pieces.start];
    let before = hit.pieces.start.checked_sub(1).map(|at| &scene.pieces[at]).filter(|p| p.sentence == first.sentence);
    if before.is_some_and(|p| scene.lexicon.prepositions.contains(&p.folded)) { 1.5 } else { 0.0 }
}

/// How sure it is that the words name a place, from 0 to 1.
pub(crate) fn score(scene: &Scene, hit: &Hit, is_told: bool, named_elsewhere: bool) -> f64 {
    if hit.is_phrase {
        return 0.9;
    }
    let mut sum = of_words_around(scene, hit, is_told);
    if named_elsewhere && sum < 1.0 {
        sum += 0.8;
    }
    sum += match hit.candidates.first() {
        Some(place) if place.kind() == PlaceType::Country => 3.0,
        Some(place) => {
            f64::from(place.population()).max(10.0).log10() * 0.7 - 2.5 + f64::from(u8::from(!place.by_alternate()))
        }
        None => -3.0,
    };
    sum += if hit.pieces.len() > 1 { 0.8 } else { of_the_word(scene, &scene.pieces[hit.pieces.start]) };
    sum += of_neighbours(scene, hit);
    1.0 / (1.0 + (-sum).exp())
}

/// What a single word is besides.
fn of_the_word(scene: &Scene, piece: &Piece) -> f64 {
    let known = word(&piece.folded);
    let mut sum = 0.0;
    sum -= if known.is(Word::GIVEN) { 1.5 } else { 0.0 };
    sum -= if known.is(Word::SURNAME) { 1.0 } else { 0.0 };
    if known.common() > 0 {
        sum -= if piece.opens || piece.in_capitals { 1.0 + (known.common() as f64).ln() * 0.5 } else { 0.7 };
    }
    let in_lower_case = scene.lexicon.demonym(&piece.folded).is_some();
    sum -= if in_lower_case { 2.0 } else { 0.0 };
    sum + match scene.analysis.tokens[piece.token].upos {
        Upos::Propn => 0.5,
        Upos::X => 0.0,
        Upos::Noun => -0.3,
        Upos::Adj => -1.0,
        _ => -2.0,
    }
}

/// What capitalised words beside the name say against it: it may be a part of another name.
fn of_neighbours(scene: &Scene, hit: &Hit) -> f64 {
    let first = &scene.pieces[hit.pieces.start];
    let is_name = |piece: &&Piece| {
        piece.is_word
            && piece.capital
            && !(piece.in_capitals && first.in_capitals)
            && piece.sentence == first.sentence
            && !scene.lexicon.prepositions.contains(&piece.folded)
            && scene.lexicon.kind_of(&piece.folded).is_none()
            && scene.lexicon.demonym(&piece.folded).is_none()
    };
    let mut sum = 0.0;
    let before = hit.pieces.start.checked_sub(1).filter(|_| !first.breaks).map(|at| &scene.pieces[at]);
    if let Some(before) = before.filter(is_name) {
        let is_given =
            scene.lexicon.any_form(&before.folded, |form| word(form).is(Word::GIVEN).then_some(())).is_some();
        sum -= match (is_given, before.opens) {
            (true, _) => 3.0,
            (false, false) => 1.5,
            (false, true) => 0.5,
        };
    }
    let after = scene.pieces.get(hit.pieces.end).filter(|p| !p.breaks && p.is_word);
    if after.filter(is_name).is_some() {
        sum -= 1.5;
    }
    sum
}
