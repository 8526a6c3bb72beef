//! What the words around a name add: its kind, the place that it lies in, capitals that are described.

use model::Language;
use syntax::Analysis;

use super::{Hit, Piece, Toponym};
use crate::Lexicon;

/// Makes toponyms of the matches.
pub(crate) fn complete(
    text: &str,
    _analysis: &Analysis,
    pieces: &[Piece],
    found: Vec<Hit>,
    _lexicon: &Lexicon,
    _language: Language,
) -> Vec<Toponym> {
    let _ = text;
    found
        .into_iter()
        .map(|hit| {
            let (first, last) = (&pieces[hit.pieces.start], &pieces[hit.pieces.end - 1]);
            Toponym {
                tokens: first.token..last.token + 1,
                start: first.start,
                end: last.end,
                name: hit.name,
                candidates: hit.candidates,
                kind: None,
                within: None,
                is_phrase: false,
                score: 0.5,
            }
        })
        .collect()
}
