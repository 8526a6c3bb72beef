//! Names as they stand in the text, ready to be put together: trimmed, with the normal forms of their words.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::doc::Doc;
use crate::key;
use crate::lexicon::class;
use crate::rules::{Found, Label};
use crate::word::Shape;

/// A name in the text.
#[derive(Debug, Clone)]
pub(crate) struct Span {
    /// Its tokens, without quotation marks and articles at the edges.
    pub(crate) tokens: Range<usize>,
    /// What a first look takes it for.
    pub(crate) label: Label,
    /// Normal forms of its words, without small ones.
    pub(crate) parts: Vec<String>,
    /// Its letters, where it is an acronym.
    pub(crate) acronym: Option<String>,
}

impl Span {
    /// A span of tokens, trimmed; nothing where no word is left.
    pub(crate) fn new(doc: &Doc, mut tokens: Range<usize>, label: Label) -> Option<Span> {
        let at_edge = |i: usize| !doc.words[i].is_word() && doc.words[i].lower != ".";
        while !tokens.is_empty() && (at_edge(tokens.start) || is_article(doc, tokens.start)) {
            tokens.start += 1;
        }
        while !tokens.is_empty() && (at_edge(tokens.end - 1) || doc.words[tokens.end - 1].lower.is_empty()) {
            tokens.end -= 1;
        }
        if tokens.len() > 1 && matches!(doc.form(tokens.end - 1), "'s" | "’s") {
            tokens.end -= 1;
        }
        let parts: Vec<String> = tokens.clone().flat_map(|i| key::words(&doc.words[i].lower)).collect();
        if parts.is_empty() {
            return None;
        }
        let acronym = (tokens.len() == 1 && label == Label::Organisation)
            .then(|| acronym(doc.form(tokens.start), doc.words[tokens.start].shouted))
            .flatten();
        Some(Span { tokens, label, parts, acronym })
    }

    /// The words of the name in one line.
    pub(crate) fn joined(&self) -> String {
        self.parts.join(" ")
    }
}

fn is_article(doc: &Doc, token: usize) -> bool {
    matches!(doc.words[token].lower.as_str(), "the" | "a" | "an")
}

/// The letters of an acronym: two to eight, capitals but for a plural ending or a few small ones.
pub(crate) fn acronym(form: &str, shouted: bool) -> Option<String> {
    let letters: String = form.chars().filter(|c| c.is_alphanumeric()).collect();
    let letters = match letters.strip_suffix('s') {
        Some(rest) if rest.chars().all(char::is_uppercase) && rest.chars().nth(1).is_some() => rest.to_owned(),
        _ => letters,
    };
    let upper = letters.chars().filter(|c| c.is_uppercase()).count();
    let all = letters.chars().count();
    let fits = (2..=8).contains(&all) && upper >= 2 && upper * 3 >= all * 2 && letters.chars().next()?.is_uppercase();
    (fits && !(shouted && all > 5)).then_some(letters)
}

/// Spans of what was found, each name with the label that most of its mentions have.
pub(crate) fn spans(doc: &Doc, found: Vec<Found>) -> Vec<Span> {
    let found = crate::whole::bodies(doc, crate::trim::trimmed(doc, found));
    let mut spans: Vec<Span> = found.into_iter().filter_map(|f| Span::new(doc, f.tokens, f.label)).collect();
    spans.dedup_by(|b, a| b.tokens.start < a.tokens.end);
    let mut spans = divided(doc, spans);
    agree(doc, &mut spans);
    repeat(doc, spans)
}

/// Splits a person's name that begins with another one of the text: two names that stand side by side.
fn divided(doc: &Doc, spans: Vec<Span>) -> Vec<Span> {
    let full = |s: &&Span| s.label == Label::Person && s.parts.len() == 2 && s.tokens.len() == 2;
    let known: HashSet<String> = spans.iter().filter(full).map(Span::joined).collect();
    let mut out = Vec::with_capacity(spans.len());
    for span in spans {
        if let Some(middle) = second_given(doc, &span) {
            out.extend(Span::new(doc, span.tokens.start..middle, Label::Person));
            out.extend(Span::new(doc, middle..span.tokens.end, Label::Person));
            continue;
        }
        let long = span.label == Label::Person && span.parts.len() > 2 && span.parts.len() == span.tokens.len();
        if long && known.contains(&span.parts[..2].join(" ")) {
            let middle = span.tokens.start + 2;
            out.extend(Span::new(doc, span.tokens.start..middle, Label::Person));
            out.extend(Span::new(doc, middle..span.tokens.end, Label::Person));
        } else {
            out.push(span);
        }
    }
    out
}

/// Where a second person's given name stands inside of what was taken for one: "Anna Lind | Peter Berg".
fn second_given(doc: &Doc, span: &Span) -> Option<usize> {
    let Range { start, end } = span.tokens;
    let given = |at: usize| doc.words[at].is(class::GIVEN) && doc.words[at].shape == Shape::Title;
    let surname = |at: usize| doc.words[at].shape == Shape::Title && !doc.words[at].is(class::GIVEN | class::PARTICLE);
    let two = span.label == Label::Person && !doc.lexicon.russian && end - start >= 4 && given(start);
    (start + 2..end - 1).find(|&at| two && given(at) && surname(at - 1))
}

/// Gives every mention of a name the label of most.
fn agree(doc: &Doc, spans: &mut [Span]) {
    let mut votes: HashMap<String, [u32; 3]> = HashMap::new();
    for span in spans.iter() {
        votes.entry(span.joined()).or_default()[span.label as usize] += 1;
        if stands_as_place(doc, span) {
            votes.entry(span.joined()).or_default()[Label::Place as usize] += 3;
        }
        if let [_, .., surname] = &span.parts[..]
            && span.label == Label::Person
        {
            let sure = doc.words[span.tokens.start].is(class::GIVEN);
            votes.entry(surname.clone()).or_default()[Label::Person as usize] += if sure { 6 } else { 2 };
        }
    }
    for span in spans {
        if is_named_body(doc, span) {
            span.label = Label::Organisation;
            continue;
        }
        let counts = votes[&span.joined()];
        let most = [Label::Person, Label::Organisation, Label::Place]
            .into_iter()
            .max_by_key(|&l| (counts[l as usize], l == span.label))
            .unwrap_or(span.label);
        if counts[most as usize] > counts[span.label as usize] {
            span.label = most;
        }
    }
}

/// Whether what was taken for a place of several words ends in a word for a body that no place is called by: "the
/// Lakeside Legal Team".
fn is_named_body(doc: &Doc, span: &Span) -> bool {
    span.label == Label::Place && span.tokens.len() > 1 && crate::trim::ends_in_body(doc, span.tokens.end - 1)
}

/// Whether a person of one word that can name a place stands where one is named: "in Regina", "eastern Ghouta".
fn stands_as_place(doc: &Doc, span: &Span) -> bool {
    let at = span.tokens.start;
    let before = at.checked_sub(1).map(|i| &doc.words[i]).filter(|w| w.shape == Shape::Lower);
    span.label == Label::Person
        && span.tokens.len() == 1
        && doc.toponym_tag(at) != 0
        && before.is_some_and(|w| w.is(class::PLACE_WORD) || doc.lexicon.within.has(&w.lower))
}

/// Finds further mentions of names that were found: the same words, and the surname of a person.
fn repeat(doc: &Doc, spans: Vec<Span>) -> Vec<Span> {
    let mut known: HashMap<&str, Vec<(&[String], Label)>> = HashMap::new();
    for span in &spans {
        let whole = span.parts.as_slice();
        let surname = whole.len().checked_sub(1).filter(|&n| n > 0 && span.label == Label::Person).map(|n| &whole[n..]);
        for parts in [Some(whole), surname].into_iter().flatten() {
            let rows = known.entry(parts[0].as_str()).or_default();
            if rows.len() < 16 && !rows.iter().any(|(p, _)| *p == parts) && parts.concat().len() > 2 {
                rows.push((parts, span.label));
            }
        }
    }
    let mut taken = vec![false; doc.len()];
    for span in &spans {
        taken[span.tokens.clone()].fill(true);
    }
    let mut more = short_forms(doc, &spans, &taken);
    more.iter().for_each(|s| taken[s.tokens.clone()].fill(true));
    let mut at = 0;
    while at < doc.len() {
        let word = &doc.words[at];
        let free = !taken[at] && word.looks_like_name() && !word.is(class::SMALL | class::TITLE | class::OCCUPATION);
        let hit = if free {
            known.get(key::word(&word.lower).as_str()).and_then(|r| longest(doc, at, r, &taken))
        } else {
            None
        };
        let adjective = || doc.places.country_of_demonym(doc.form(at)).is_some();
        if let Some((end, label)) = hit.filter(|(_, label)| *label != Label::Place || !adjective()) {
            more.extend(Span::new(doc, at..end, label));
            at = end;
        } else {
            at += 1;
        }
    }
    let mut all = spans.clone();
    all.extend(more);
    all.sort_by_key(|s| s.tokens.start);
    all
}

/// The heads of bodies that were named before, with a capital and an article of their own: "the Committee".
fn short_forms(doc: &Doc, spans: &[Span], taken: &[bool]) -> Vec<Span> {
    let head_of = |span: &Span| {
        let lower = |i: &usize| doc.words[*i].is(class::CONNECTOR);
        let end = span.tokens.clone().skip(1).find(lower).unwrap_or(span.tokens.end);
        (span.label == Label::Organisation && span.tokens.len() > 1).then(|| (doc.words[end - 1].stem, span.tokens.end))
    };
    let mut heads: HashMap<u64, usize> = HashMap::new();
    spans.iter().filter_map(head_of).for_each(|(stem, end)| {
        heads.entry(stem).or_insert(end);
    });
    let alone = |at: usize| {
        let next = doc.words.get(at + 1);
        next.is_none_or(|w| !w.shape.is_capital() && !doc.lexicon.post_links.has(&w.lower) && w.lower != "of")
    };
    let is_short = |at: &usize| {
        let (word, before) = (&doc.words[*at], &doc.words[*at - 1]);
        word.shape == Shape::Title
            && !taken[*at]
            && !word.opens
            && doc.lexicon.definite.has(&before.lower)
            && heads.get(&word.stem).is_some_and(|end| end <= at)
            && alone(*at)
    };
    let found = (1..doc.len()).filter(is_short);
    found.filter_map(|at| Span::new(doc, at..at + 1, Label::Organisation)).collect()
}

fn longest(doc: &Doc, at: usize, rows: &[(&[String], Label)], taken: &[bool]) -> Option<(usize, Label)> {
    let mut best = None;
    for (parts, label) in rows {
        let end = at + parts.len();
        let single_common = parts.len() == 1 && doc.words[at].opens && doc.words[at].shape == Shape::Title;
        let fits = end <= doc.len()
            && !taken[at..end].contains(&true)
            && (at..end)
                .zip(parts.iter())
                .all(|(i, part)| doc.words[i].looks_like_name() && key::word(&doc.words[i].lower) == *part)
            && !(single_common && doc.words[at].is(class::ORGANISATION | class::AUTHORITY | class::PUBLICATION));
        if fits && best.is_none_or(|(e, _)| end > e) {
            best = Some((end, *label));
        }
    }
    best
}
