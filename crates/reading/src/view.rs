//! What can be seen of a piece without its neighbours: length, end, language, the marker that its words are.

use std::hash::{DefaultHasher, Hash, Hasher};

use model::Language;

use crate::limits::FEW_PIECES;
use crate::markers::{self, Marker, Markers};
use crate::piece::Piece;
use crate::tongue;

/// Bytes and words up to which a piece is kept apart in words: longer ones are no lines, and 64 MB of them would fill
/// the memory.
const SHORT: usize = 480;
const FEW_WORDS: usize = 48;

/// A piece seen by itself.
#[derive(Debug)]
pub(crate) struct View {
    /// The words of a short piece (empty for a long one).
    pub(crate) words: Vec<String>,
    /// How many words.
    pub(crate) count: usize,
    /// The same for pieces of the same words.
    pub(crate) key: u64,
    /// Whether it ends as a sentence does.
    pub(crate) sentence: bool,
    /// Whether it is cut off with an ellipsis, as excerpts are.
    pub(crate) cut: bool,
    pub(crate) lang: Option<Language>,
    pub(crate) marker: Option<Marker>,
    pub(crate) letters: bool,
}

/// Views of all pieces; only a few are asked for their language by trigrams.
pub(crate) fn views(pieces: &[Piece], markers: &Markers) -> Vec<View> {
    let language = if pieces.len() <= FEW_PIECES { tongue::language } else { tongue::quick_language };
    pieces
        .iter()
        .map(|piece| View { lang: language(&piece.text, markers), ..View::new(&piece.text, markers) })
        .collect()
}

impl View {
    /// A piece seen by itself, but for its language.
    pub(crate) fn new(text: &str, markers: &Markers) -> View {
        let blanks = text.split_whitespace().count();
        let words = if text.len() <= SHORT && blanks <= FEW_WORDS { markers::words(text) } else { Vec::new() };
        let count = if words.is_empty() { blanks } else { words.len() };
        let marker = markers.line(&words);
        View {
            count,
            key: key(text),
            sentence: ends_as_sentence(text),
            cut: text.ends_with('…') || text.ends_with("..."),
            lang: None,
            marker,
            letters: text.chars().any(char::is_alphabetic),
            words,
        }
    }

    /// Long enough and whole, as a report's own paragraph is.
    pub(crate) fn is_prose(&self) -> bool {
        !self.cut && ((self.sentence && self.count >= 9) || self.count >= 30)
    }
}

/// Letters and digits only, so that two copies of a paragraph with other marks around them are the same.
fn key(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    let bare: String = text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    bare.hash(&mut hasher);
    hasher.finish()
}

/// Whether the last mark but quotes and brackets ends a sentence.
fn ends_as_sentence(text: &str) -> bool {
    let bare = text.trim_end_matches(|c: char| "\"'»”’)]*“".contains(c) || c.is_whitespace());
    bare.ends_with(['.', '!', '?', ':', ';', '…'])
}
