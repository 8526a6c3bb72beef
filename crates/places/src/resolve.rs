//! One choice of places for a whole document.

use model::Place;

use crate::{Candidate, Toponym};

/// What is known of a report besides its text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Context {
    /// The country of the publisher.
    pub publisher_country: Option<Candidate>,
}

/// The place that a toponym means.
#[derive(Debug, Clone, PartialEq)]
pub struct Resolved {
    /// The place of the gazetteer.
    pub candidate: Candidate,
    /// As it stands in reports.
    pub place: Place,
    /// Its name in English.
    pub name_en: String,
    /// Its name in Russian, where one is known.
    pub name_ru: Option<String>,
    /// How sure the choice is, from 0 to 1.
    pub score: f64,
    /// The places that it was chosen over, the closest first.
    pub beat: Vec<String>,
}

/// Chooses one place for each toponym, all of a document together.
pub fn resolve(text: &str, toponyms: &[Toponym], context: &Context) -> Vec<Option<Resolved>> {
    let _ = (text, context);
    toponyms.iter().map(|toponym| toponym.candidates.first().map(|c| resolved(*c, 0.5, Vec::new()))).collect()
}

fn resolved(candidate: Candidate, score: f64, beat: Vec<String>) -> Resolved {
    Resolved {
        candidate,
        place: candidate.place(),
        name_en: candidate.name_en().to_owned(),
        name_ru: candidate.name_ru().map(str::to_owned),
        score,
        beat,
    }
}
