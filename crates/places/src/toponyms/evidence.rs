//! How likely a name means a place, and that the words name a place at all. Weights were set by hand on
//! 25 November 2026 on the development part of the places task.

use model::PlaceType;

use crate::gazetteer::Candidate;

/// How likely a name means a place when nothing else is known: more people, a country before a city, a main name
/// before a lesser one.
pub(crate) fn weight(candidate: Option<&Candidate>) -> f64 {
    let Some(place) = candidate else { return f64::NEG_INFINITY };
    let kind = match place.kind() {
        PlaceType::Country => 8.0,
        PlaceType::Region => 0.5,
        PlaceType::City => 0.0,
    };
    f64::from(place.population()).max(100.0).ln() + kind - if place.by_alternate() { 3.0 } else { 0.0 }
}

/// Sorts candidates, the most likely first, each place once.
pub(crate) fn sort_by_weight(candidates: &mut Vec<Candidate>) {
    candidates.sort_by(|a, b| weight(Some(b)).total_cmp(&weight(Some(a))).then(a.index().cmp(&b.index())));
    let mut seen = std::collections::HashSet::new();
    candidates.retain(|place| seen.insert(place.index()));
}
