//! How many: numerals, ranges and words such as "several" and "dozens".

use std::ops::Range;

use model::Number;
use syntax::{Number as Grammatical, Upos};

use crate::doc::Doc;

/// The number that a phrase gives of its head: a numeral in it, or one for a singular with an article.
pub(crate) fn of_phrase(doc: &Doc<'_>, tokens: &Range<usize>, head: usize) -> Option<Number> {
    for at in tokens.clone() {
        let counts = at != head || upos_is_num(doc, at) || doc.lexicon.numbers.single(doc.lemma(at)).is_some();
        if let Some(number) = counted(doc, at).filter(|_| counts) {
            return Some(number);
        }
    }
    let singular = doc.analysis.tokens[head].feats.number == Some(Grammatical::Sing);
    (singular && doc.named[head].is_none()).then(|| Number::exactly(1))
}

/// The number at a token with what the words before make of it; none where it is an age ("12-year-old").
pub(crate) fn counted(doc: &Doc<'_>, at: usize) -> Option<Number> {
    let age = doc.analysis.tokens.get(at + 1).is_some_and(|t| t.lemma.starts_with('-'));
    value(doc, at).filter(|_| !age).map(|number| around(doc, at, number))
}

fn upos_is_num(doc: &Doc<'_>, at: usize) -> bool {
    doc.analysis.tokens[at].upos == Upos::Num
}

/// The value of one word: digits or a numeral of the language.
pub(crate) fn value(doc: &Doc<'_>, at: usize) -> Option<Number> {
    let form = doc.form(at);
    let digits: String = form.chars().filter(|c| !matches!(c, ',' | '.' | '\u{a0}' | ' ')).collect();
    if !digits.is_empty() && digits.len() <= 6 && digits.bytes().all(|b| b.is_ascii_digit()) {
        let n: u32 = digits.parse().ok()?;
        let year = digits.len() == 4 && form.len() == 4 && (1900..2100).contains(&n);
        return (!year).then(|| Number::exactly(n));
    }
    doc.lexicon.numbers.single(&doc.analysis.tokens[at].lemma).copied()
}

/// Widens a number by the words before it ("at least", "more than", "up to").
fn around(doc: &Doc<'_>, at: usize, number: Number) -> Number {
    let low = at.saturating_sub(3);
    for start in low..at {
        for (words, bound) in doc.lexicon.bounds.starting(doc.lemma(start)) {
            if start + words.len() == at && words.iter().enumerate().all(|(i, w)| doc.is_word(start + i, w)) {
                return match bound {
                    Bound::AtLeast => Number { max: None, ..number },
                    Bound::MoreThan => Number { min: number.min.map(|n| n + 1), max: None },
                    Bound::AtMost => Number { min: None, ..number },
                };
            }
        }
    }
    number
}

/// What the words before a number make of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bound {
    AtLeast,
    MoreThan,
    AtMost,
}
