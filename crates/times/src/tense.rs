//! Which way a time lies that nothing but the tense places: the verb it hangs on, or the nearest word that tells.
//!
//! It knows no expression and no anchor.

use std::ops::Range;

use syntax::{Analysis, Mood, Tense, Upos, VerbForm};

use crate::lexicon::Lexicon;
use crate::resolve::Direction;

/// Tokens that are looked at on either side.
const NEAR: usize = 14;

/// How near a verb must be to count for more than "by" or "until" before a time.
const AHEAD: usize = 9;

/// The direction that the words around some tokens tell.
pub(crate) fn direction(text: &str, analysis: &Analysis, lexicon: &Lexicon, tokens: &Range<usize>) -> Direction {
    if tokens.start >= analysis.tokens.len() {
        return Direction::Either;
    }
    let sentence = &analysis.sentences[analysis.sentence_of(tokens.start)];
    let from = sentence.start.max(tokens.start.saturating_sub(NEAR));
    let to = sentence.end.min(tokens.end + NEAR);
    let ahead = tokens.start > sentence.start && listed(&lexicon.ahead, text, analysis, tokens.start - 1);
    let mut best = ahead.then_some((AHEAD, Direction::Future));
    for at in (from..tokens.start).chain(tokens.end.min(to)..to) {
        let Some(direction) = told_by(text, analysis, lexicon, at) else { continue };
        // A verb before the time is a little nearer than one after it; a comma between is a wall.
        let (distance, between) = if at < tokens.start {
            (2 * (tokens.start - at), at + 1..tokens.start)
        } else {
            (3 * (at + 1 - tokens.end), tokens.end..at)
        };
        let walls = between.filter(|i| listed(&lexicon.walls, text, analysis, *i)).count();
        let distance = distance + 8 * walls;
        if best.is_none_or(|(d, _)| distance < d) {
            best = Some((distance, direction));
        }
    }
    best.map_or(Direction::Either, |(_, direction)| direction)
}

/// The direction that one word tells.
fn told_by(text: &str, analysis: &Analysis, lexicon: &Lexicon, at: usize) -> Option<Direction> {
    let token = &analysis.tokens[at];
    if listed(&lexicon.future, text, analysis, at) {
        return Some(Direction::Future);
    }
    if listed(&lexicon.past, text, analysis, at) {
        return Some(Direction::Past);
    }
    if token.upos == Upos::X {
        let form = analysis.form(text, at);
        let past = form.len() > 4 && lexicon.past_endings.iter().any(|e| form.ends_with(e.as_str()));
        let past = past && !passive_ahead(text, analysis, lexicon, at);
        return past.then_some(Direction::Past);
    }
    if !matches!(token.upos, Upos::Verb | Upos::Aux) {
        return None;
    }
    match (token.feats.tense, token.feats.verb_form, token.feats.mood) {
        (_, _, Some(Mood::Imp)) => Some(Direction::Future),
        (Some(Tense::Past), Some(VerbForm::Part), _) if passive_ahead(text, analysis, lexicon, at) => {
            Some(Direction::Future)
        }
        (Some(Tense::Past), ..) => Some(Direction::Past),
        (Some(Tense::Fut), ..) => Some(Direction::Future),
        _ => None,
    }
}

/// Whether a participle stands behind a word that tells the future ("will be held").
fn passive_ahead(text: &str, analysis: &Analysis, lexicon: &Lexicon, at: usize) -> bool {
    (at.saturating_sub(4)..at).any(|i| listed(&lexicon.future, text, analysis, i))
}

fn listed(words: &[String], text: &str, analysis: &Analysis, at: usize) -> bool {
    words.binary_search(&analysis.form(text, at).to_lowercase()).is_ok()
}
