//! Acronyms: those that the text introduces in brackets, and those that the first letters of a name give.

use std::collections::HashSet;
use std::ops::Range;

use crate::doc::{Doc, Word};
use crate::lexicon::class;
use crate::rules::{Found, Label};
use crate::span::{Span, acronym};

/// An acronym in brackets behind a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Introduced {
    /// The tokens of the name.
    pub(crate) name: Range<usize>,
    /// The token of the acronym.
    pub(crate) at: usize,
    /// Its letters.
    pub(crate) letters: String,
    /// Whether they are letters of the name in its order.
    pub(crate) fits: bool,
}

/// First letters of the words of a name, in capitals: all of them, and those of its telling words.
pub(crate) fn initials(doc: &Doc, tokens: Range<usize>) -> Vec<String> {
    let first = |i: usize| doc.words[i].lower.chars().next().into_iter().flat_map(char::to_uppercase);
    let counts = |word: &Word| word.is_word() && word.lower.starts_with(char::is_alphanumeric);
    let words: Vec<usize> = tokens.filter(|&i| counts(&doc.words[i])).collect();
    let all: String = words.iter().flat_map(|&i| first(i)).collect();
    let telling: String =
        words.iter().filter(|&&i| !doc.words[i].is(class::CONNECTOR)).flat_map(|&i| first(i)).collect();
    let parts: String = words
        .iter()
        .filter(|&&i| !doc.words[i].is(class::CONNECTOR))
        .flat_map(|&i| doc.words[i].lower.split('-').filter_map(|p| p.chars().next()).flat_map(char::to_uppercase))
        .collect();
    let mut out = vec![telling, all, parts];
    out.retain(|letters| letters.chars().nth(1).is_some());
    out.dedup();
    out
}

/// Whether letters are found in a name in its order, the first one at its start and most at the start of words.
fn fits(doc: &Doc, letters: &str, name: &Range<usize>) -> bool {
    let folded = letters.to_lowercase();
    if initials(doc, name.clone()).iter().any(|i| i.to_lowercase() == folded) {
        return true;
    }
    let words: Vec<&str> = name.clone().map(|i| doc.words[i].lower.as_str()).collect();
    let mut wanted = folded.chars().peekable();
    let mut starts = 0;
    for word in &words {
        for (n, c) in word.chars().enumerate() {
            if wanted.peek() == Some(&c) {
                wanted.next();
                starts += usize::from(n == 0);
            }
        }
    }
    wanted.peek().is_none()
        && starts * 2 > folded.chars().count()
        && words[0].starts_with(folded.chars().next().unwrap_or(' '))
}

/// Names of bodies that an acronym in brackets behind them tells whole, whatever was found of them.
pub(crate) fn named(doc: &Doc, found: &[Found]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    for open in 0..doc.len() {
        let Some((_, letters)) = bracketed(doc, open) else { continue };
        let before = found.partition_point(|name| name.tokens.end <= open);
        let name = before.checked_sub(1).map(|n| &found[n]).filter(|name| name.tokens.end == open);
        let label = name.map(|name| name.label);
        let starts = || starts(doc, open).map(|start| start..open).filter(|tokens| may_be_body(doc, tokens, label));
        let exact = starts().find(|tokens| initials(doc, tokens.clone()).contains(&letters.to_uppercase()));
        let like =
            |tokens: &Range<usize>| initials(doc, tokens.clone()).iter().any(|i| is_slip_of_acronym(i, &letters));
        let bodied = || name.is_some_and(|name| name.label == Label::Organisation && fits(doc, &letters, &name.tokens));
        out.extend(exact.or_else(|| if bodied() { None } else { starts().find(like) }));
    }
    out
}

/// Whether words before an acronym can be a body's, of which a part was found to be something: a person's or a country's
/// letters make no body of them, nor do those of few other words without one for a body.
fn may_be_body(doc: &Doc, tokens: &Range<usize>, found: Option<Label>) -> bool {
    const KIND: u32 = class::ORGANISATION | class::AUTHORITY;
    let organised = || tokens.clone().any(|i| doc.words[i].is(KIND) && !doc.words[i].is(class::PLACE_WORD));
    match found {
        Some(Label::Organisation) => true,
        Some(_) => organised(),
        None => tokens.len() >= FEWEST_UNPROVEN || organised(),
    }
}

/// Where a name can start that ends before a bracket, the nearest first: at words with a capital, with connectors and
/// possessive endings between them.
fn starts(doc: &Doc, open: usize) -> impl Iterator<Item = usize> {
    let sentence = &doc.analysis.sentences[doc.analysis.sentence_of(open)];
    let goes_on = |i: &usize| {
        let word = &doc.words[*i];
        let inside = word.is(class::CONNECTOR) && !doc.lexicon.within.has(&word.lower);
        word.shape.is_capital() || inside || doc.is_ending(*i)
    };
    let from = sentence.start.max(open.saturating_sub(MOST_WORDS));
    let named = |i: &usize| doc.words[*i].shape.is_capital() && !doc.lexicon.articles.has(&doc.words[*i].lower);
    (from..open).rev().take_while(goes_on).filter(named)
}

/// Fewer words than this are a body only if they were found to be one, or one of them says so.
const FEWEST_UNPROVEN: usize = 3;
/// The most words of a name with an acronym.
const MOST_WORDS: usize = 12;

/// Whether letters are those of an acronym of three or more but for a slip of the pen: two changed places, or one is
/// another.
fn is_slip_of_acronym(letters: &str, acronym: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (letters.chars().collect(), acronym.to_uppercase().chars().collect());
    let mut differing = (0..a.len().min(b.len())).filter(|&i| a[i] != b[i]);
    let (first, second, third) = (differing.next(), differing.next(), differing.next());
    let swapped = |i: usize, k: usize| a[i] == b[k] && a[k] == b[i];
    a.len() == b.len() && a.len() > 2 && third.is_none() && first.zip(second).is_none_or(|(i, k)| swapped(i, k))
}

/// Finds acronyms in brackets behind names; acronyms that were missed become spans.
pub(crate) fn introduced(doc: &Doc, spans: &mut Vec<Span>) -> Vec<Introduced> {
    let mut out = Vec::new();
    let mut added = Vec::new();
    for open in 0..doc.len() {
        let Some((at, letters)) = bracketed(doc, open) else { continue };
        let before = spans.partition_point(|s| s.tokens.end <= open);
        let named = before.checked_sub(1).map(|n| &spans[n]).filter(|s| open - s.tokens.end <= 1);
        let run = run_before(doc, open);
        let (name, fit) = match named {
            Some(s) if s.label == Label::Organisation && s.acronym.is_none() => {
                (s.tokens.clone(), fits(doc, &letters, &s.tokens))
            }
            _ if fits(doc, &letters, &run) && run.len() > 1 && may_be_body(doc, &run, named.map(|s| s.label)) => {
                (run, true)
            }
            _ => continue,
        };
        added.extend(Span::new(doc, at..at + 1, Label::Organisation));
        added.extend(Span::new(doc, name.clone(), Label::Organisation));
        out.push(Introduced { name, at, letters, fits: fit });
    }
    added.extend(unclaimed(doc, spans));
    for span in added {
        spans.retain(|s| s.tokens.end <= span.tokens.start || s.tokens.start >= span.tokens.end);
        let at = spans.partition_point(|s| s.tokens.start < span.tokens.start);
        spans.insert(at, span);
    }
    out
}

/// Lone words that no name covers and that are the first letters of an organisation's name elsewhere in the text.
fn unclaimed(doc: &Doc, spans: &[Span]) -> Vec<Span> {
    let bodies = spans.iter().filter(|s| s.label == Label::Organisation && s.tokens.len() > 2);
    let known: HashSet<String> = bodies.flat_map(|s| initials(doc, s.tokens.clone())).collect();
    if known.is_empty() {
        return Vec::new();
    }
    let mut covered = vec![false; doc.len()];
    spans.iter().for_each(|s| covered[s.tokens.clone()].fill(true));
    let stands_alone = |i: &usize| {
        let word = &doc.words[*i];
        !covered[*i] && !word.shouted && acronym(doc.form(*i), false).is_some_and(|letters| known.contains(&letters))
    };
    (0..doc.len()).filter(stands_alone).filter_map(|i| Span::new(doc, i..i + 1, Label::Organisation)).collect()
}

/// The acronym between brackets, perhaps quoted, perhaps behind "hereafter".
fn bracketed(doc: &Doc, open: usize) -> Option<(usize, String)> {
    if doc.form(open) != "(" {
        return None;
    }
    let close = (open + 2..(open + 8).min(doc.len())).find(|&i| doc.form(i) == ")")?;
    let words: Vec<usize> = (open + 1..close).filter(|&i| doc.words[i].is_word()).collect();
    let &at = words.last()?;
    let preamble = words.len() == 1 || words[..words.len() - 1].iter().all(|&i| !doc.words[i].shape.is_capital());
    let letters = acronym(doc.form(at), false)?;
    (preamble && letters.chars().filter(|c| c.is_uppercase()).count() >= 2).then_some((at, letters))
}

/// The run of capitalised words before a bracket, with connectors inside.
fn run_before(doc: &Doc, open: usize) -> Range<usize> {
    let mut start = open;
    let mut at = open;
    while at > 0 && open - at < MOST_WORDS {
        let word = &doc.words[at - 1];
        if word.looks_like_name() {
            start = at - 1;
        } else if !word.is(class::CONNECTOR) {
            break;
        }
        at -= 1;
    }
    start..open
}
