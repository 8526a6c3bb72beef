//! Tokens cut at hyphens, with what matters for names. It knows no gazetteer.

use syntax::Analysis;

use super::folded;
use crate::fold::is_hyphen;

/// A token, or a part of one between hyphens.
#[derive(Debug, Clone)]
pub(crate) struct Piece<'t> {
    pub(crate) token: usize,
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) text: &'t str,
    /// What stands before it, where that is one space or hyphen.
    pub(crate) gap: &'t str,
    pub(crate) folded: String,
    /// The form without an English possessive ending, as written and folded, where it has one.
    pub(crate) without_possessive: Option<(&'t str, String)>,
    /// A space or a hyphen stands before it.
    pub(crate) spaced: bool,
    /// No name goes over to it from the piece before.
    pub(crate) breaks: bool,
    pub(crate) sentence: usize,
    /// The first word of its sentence.
    pub(crate) opens: bool,
    pub(crate) capital: bool,
    pub(crate) in_capitals: bool,
    /// Its whole sentence is in capitals.
    pub(crate) shouted: bool,
    pub(crate) is_word: bool,
    /// A name may begin here: not after a capitalised part of the same token.
    pub(crate) may_start: bool,
}

impl<'t> Piece<'t> {
    /// A word outside any text.
    pub(crate) fn alone(word: &'t str) -> Piece<'t> {
        let mut piece = Piece {
            token: 0,
            start: 0,
            end: word.len(),
            text: word,
            gap: " ",
            folded: folded(word),
            without_possessive: None,
            spaced: false,
            breaks: false,
            sentence: 0,
            opens: false,
            capital: word.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase),
            in_capitals: word.chars().any(char::is_uppercase) && !word.chars().any(char::is_lowercase),
            shouted: false,
            is_word: word.chars().any(char::is_alphanumeric),
            may_start: true,
        };
        if let Some(bare) = ["'s", "’s", "'S", "’S"].iter().find_map(|s| word.strip_suffix(s)).filter(|b| !b.is_empty())
        {
            piece.without_possessive = Some((bare, folded(bare)));
        }
        piece
    }
}

/// The pieces of a text.
pub(crate) fn pieces<'t>(text: &'t str, analysis: &Analysis) -> Vec<Piece<'t>> {
    let mut pieces: Vec<Piece> = Vec::with_capacity(analysis.tokens.len());
    for (sentence, range) in analysis.sentences.iter().enumerate() {
        let mut opens = true;
        let shouted = range.end.checked_sub(1).and_then(|last| {
            let whole = text.get(analysis.tokens.get(range.start)?.start..analysis.tokens.get(last)?.end)?;
            let letters = |case: fn(char) -> bool| whole.chars().filter(|c| case(*c)).count();
            Some(letters(char::is_lowercase) * 2 < letters(char::is_uppercase) && letters(char::is_uppercase) > 8)
        });
        for token in range.clone() {
            let (from, to) = (analysis.tokens[token].start, analysis.tokens[token].end);
            let mut part_from = from;
            for part in text[from..to].split_inclusive(is_hyphen) {
                let word = part.trim_end_matches(is_hyphen);
                let start = part_from;
                part_from += part.len();
                if word.is_empty() {
                    continue;
                }
                let before = pieces.last();
                let gap = before.map_or("", |last| &text[last.end.min(start)..start]);
                let mut piece = Piece::alone(word);
                (piece.token, piece.start, piece.end, piece.sentence) = (token, start, start + word.len(), sentence);
                piece.gap = gap;
                piece.shouted = shouted == Some(true);
                piece.spaced = !gap.is_empty();
                piece.breaks = !is_inside_names(gap) || (!piece.is_word && !joins(word, before));
                piece.may_start = before.is_none_or(|last| last.token != token || !last.capital);
                piece.opens = opens && piece.is_word;
                opens &= !piece.is_word;
                pieces.push(piece);
            }
        }
    }
    pieces
}

/// A gap that names go over: nothing, one hyphen, spaces, one end of line.
fn is_inside_names(gap: &str) -> bool {
    gap.len() < 8 && gap.chars().all(|c| c.is_whitespace() || is_hyphen(c)) && gap.matches('\n').count() < 2
}

/// Marks that stand inside names: apostrophes, and points after abbreviations.
fn joins(mark: &str, before: Option<&Piece>) -> bool {
    match mark {
        "'" | "’" | "ʼ" | "‘" => true,
        "." => before.is_some_and(|last| last.is_word && last.text.chars().count() <= 3),
        _ => mark.chars().all(is_hyphen),
    }
}
