//! What the words inside and beside a name say that it is: bodies that a model misses, and what it takes for persons
//! although it is a body, a place or nobody.

use std::collections::HashSet;
use std::ops::Range;

use model::{Occupation, PlaceType};
use syntax::Upos;

use crate::doc::Doc;
use crate::lexicon::class;
use crate::rules::{Found, Label};
use crate::word::Shape;

const PERSONAL: u32 = class::TITLE | class::OCCUPATION | class::ROLE;
const ORGANISING: u32 = class::ORGANISATION | class::AUTHORITY;
const NAMED: u32 = class::GIVEN | class::SURNAME;

/// Bodies that no name covers and that the words in or beside them make sure.
pub(crate) fn missed(doc: &Doc, taken: &[bool]) -> Vec<Found> {
    let mut out = Vec::new();
    for sentence in &doc.analysis.sentences {
        for at in sentence.clone() {
            let found = if doc.lexicon.russian {
                described(doc, at, sentence)
            } else {
                aimed(doc, at, sentence).or_else(|| telling(doc, at, sentence))
            };
            let tokens = found.filter(|tokens| !tokens.clone().all(|i| taken[i]));
            out.extend(tokens.map(|tokens| Found { tokens, label: Label::Organisation }));
        }
    }
    out
}

/// A body that is named by what it is against: "Crew Against Noise".
fn aimed(doc: &Doc, at: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
    let word = &doc.words[at];
    let head = at.checked_sub(1).filter(|head| *head >= sentence.start && doc.lexicon.opposed.has(&word.lower))?;
    let title = |i: usize| sentence.contains(&i) && doc.words[i].shape == Shape::Title && !doc.words[i].shouted;
    let plain = |i: usize| {
        let noun = matches!(doc.analysis.tokens[i].upos, Upos::Noun | Upos::Propn);
        title(i) && noun && doc.words[i].is(class::COMMON) && !doc.words[i].is(class::THING | class::SMALL | PERSONAL)
    };
    let written = word.shape == Shape::Title || !doc.words[head].opens;
    if !plain(head) || !written || !plain(at + 1) || doc.words[head].is(NAMED & !class::SURNAME) {
        return None;
    }
    let first = (sentence.start..head).rev().take_while(|&i| title(i) && doc.words[i].looks_like_name()).last();
    let start = first.filter(|_| doc.words[head].is(class::ORGANISATION)).unwrap_or(head);
    let end = (at + 2..sentence.end).find(|&i| !title(i) || doc.words[i].is(class::SMALL)).unwrap_or(sentence.end);
    Some(start..end)
}

/// A common word that stands as a name does and says something: "Lantern said", "a lawyer of Lantern".
fn telling(doc: &Doc, at: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
    let word = &doc.words[at];
    let beside = |i: usize| doc.words.get(i).filter(|_| sentence.contains(&i));
    let before = at.checked_sub(1).and_then(beside);
    let owner = is_possessive(doc, at);
    let next = beside(at + 1 + usize::from(is_ending(doc, at + 1)))?;
    let named = word.shape == Shape::Title && word.is(class::COMMON) && word.looks_like_name() && !word.shouted;
    if !named {
        return None;
    }
    let other = word.is(NAMED | PERSONAL | ORGANISING | class::THING | class::PLACE_WORD)
        || doc.toponym_tag(at) != 0
        || doc.places.country_of_demonym(doc.form(at)).is_some()
        || doc.lexicon.stem(&word.lower).len() < word.lower.len()
        || !matches!(doc.analysis.tokens[at].upos, Upos::Noun | Upos::Propn);
    let alone = before.is_none_or(|w| !w.shape.is_capital() && !doc.lexicon.articles.has(&w.lower));
    if other || !alone || next.shape.is_capital() {
        return None;
    }
    let says = !owner && doc.lexicon.saying.has(&next.lower);
    let owns = owner && doc.lexicon.belongings.has(doc.lexicon.stem(&next.lower));
    let post = before.is_some_and(|w| doc.lexicon.post_links.has(&w.lower))
        && at
            .checked_sub(2)
            .and_then(beside)
            .is_some_and(|w| w.shape == Shape::Lower && w.is(class::OCCUPATION | class::ROLE) && !w.is(class::TITLE))
        && !word.opens;
    (says || owns || post).then_some(at..at + 1)
}

/// A body whose first word is an adjective with a capital inside of a sentence: «Северная добровольная группа».
fn described(doc: &Doc, at: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
    let word = &doc.words[at];
    let adjective = |i: usize| doc.analysis.tokens[i].upos == Upos::Adj;
    if word.shape != Shape::Title || word.opens || word.is(class::SMALL) || !adjective(at) {
        return None;
    }
    let head = (at + 1..sentence.end.min(at + 4)).find(|&i| !adjective(i))?;
    let lower = (at + 1..=head).all(|i| doc.words[i].shape == Shape::Lower);
    (lower && doc.words[head].is(class::ORGANISATION)).then_some(at..head + 1)
}

/// Whether a token is a possessive ending.
fn is_ending(doc: &Doc, at: usize) -> bool {
    at < doc.len() && matches!(doc.form(at), "'s" | "’s")
}

/// Whether a word has a possessive ending.
fn is_possessive(doc: &Doc, at: usize) -> bool {
    let form = doc.form(at);
    is_ending(doc, at + 1) || !is_ending(doc, at) && (form.ends_with("'s") || form.ends_with("’s"))
}

/// Names of persons cut where a possessive or a title inside ends what is no part of them; those that are bodies or
/// places with the right label; without those that are nobody. A word that acts as a body does is one throughout.
pub(crate) fn persons(doc: &Doc, found: Vec<Found>) -> Vec<Found> {
    let capitals = inner_capitals(doc);
    let acting = acting_bodies(doc, &found);
    let mut out = Vec::with_capacity(found.len());
    for mut name in found {
        if name.tokens.len() == 1 && acting.contains(&doc.words[name.tokens.start].hash) {
            name.label = Label::Organisation;
        }
        if name.label != Label::Person {
            out.push(name);
            continue;
        }
        for mut piece in owner_and_owned(doc, name) {
            if let Some(area) = area_of_post(doc, &piece.tokens) {
                piece.tokens.start = area.end;
                out.push(Found { tokens: area, label: Label::Place });
            }
            piece.tokens = without_head(doc, piece.tokens);
            piece.label = label(doc, &piece.tokens);
            if piece.label != Label::Person || !is_thing(doc, &piece.tokens, &capitals) {
                out.push(piece);
            }
        }
    }
    out
}

/// Words taken for persons by themselves that act as bodies do: no list has them as a name alone, the text has them in
/// no longer name, no title stands before them, and they report, make a statement or are told something.
fn acting_bodies(doc: &Doc, found: &[Found]) -> HashSet<u64> {
    let alone = |name: &&Found| name.label == Label::Person && name.tokens.len() == 1 && !doc.lexicon.russian;
    let acts = |at: usize| {
        let word = &doc.words[at];
        let unknown = !word.is(NAMED) || word.is(class::COMMON);
        let titled = at.checked_sub(1).is_some_and(|before| doc.words[before].is(PERSONAL));
        unknown && !word.shouted && !titled && !is_possessive(doc, at) && (reports(doc, at) || is_told(doc, at))
    };
    let mut acting: HashSet<u64> = found
        .iter()
        .filter(alone)
        .map(|name| name.tokens.start)
        .filter(|&at| acts(at))
        .map(|at| doc.words[at].hash)
        .collect();
    if !acting.is_empty() {
        let part = |at: usize| doc.words[at].looks_like_name() || doc.form(at) == "-" && doc.glued(at);
        let longer = |at: &usize| part(*at) && part(at - 1);
        (1..doc.len()).filter(longer).for_each(|at| {
            acting.remove(&doc.words[at].hash);
            acting.remove(&doc.words[at - 1].hash);
        });
    }
    acting
}

/// Whether a name reports or makes a statement: "Lantern documented", "Lantern said in a statement".
fn reports(doc: &Doc, at: usize) -> bool {
    let Some(verb) = doc.words.get(at + 1) else { return false };
    let statement = || (at + 2..doc.len().min(at + 6)).any(|i| doc.lexicon.statements.has(&doc.words[i].lower));
    doc.lexicon.reporting.has(&verb.lower) || doc.lexicon.saying.has(&verb.lower) && statement()
}

/// Whether a name is told something: "he told Lantern that".
fn is_told(doc: &Doc, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| doc.lexicon.telling.has(&doc.words[before].lower))
}

/// Words that stand with a capital where none opens a sentence.
fn inner_capitals(doc: &Doc) -> HashSet<u64> {
    let inner = doc.words.iter().filter(|w| w.shape == Shape::Title && !w.opens && !w.shouted);
    inner.map(|w| w.hash).collect()
}

/// "The Lantern's Anna Lind": the owner apart from whom it owns.
fn owner_and_owned(doc: &Doc, name: Found) -> Vec<Found> {
    let Range { start, end } = name.tokens;
    let cut = (start..end.saturating_sub(1)).find(|&i| is_possessive(doc, i)).map(|i| i + 1);
    let owned = |cut: usize| cut + usize::from(is_ending(doc, cut));
    match cut.filter(|&cut| owned(cut) < end) {
        Some(cut) => [start..cut, owned(cut)..end].map(|tokens| Found { tokens, ..name }).to_vec(),
        None => vec![name],
    }
}

/// Whether a post and the word that links it with its body or place stand before a token: "Ombudsperson of | Kenya".
pub(crate) fn stands_behind_post(doc: &Doc, at: usize) -> bool {
    let link = at.checked_sub(1).filter(|&at| doc.lexicon.post_links.has(&doc.words[at].lower));
    link.and_then(|link| doc.words[..link].last()).is_some_and(|word| word.is(PERSONAL))
}

/// The country or region of a post at the start of a person's name: "Ombudsperson of |Kenya| Grace Wanjiru".
fn area_of_post(doc: &Doc, tokens: &Range<usize>) -> Option<Range<usize>> {
    let post = stands_behind_post(doc, tokens.start);
    let at = doc.toponyms.partition_point(|toponym| toponym.tokens.start < tokens.start);
    let area = doc.toponyms.get(at).filter(|t| t.tokens.start == tokens.start && t.tokens.end < tokens.end)?;
    let is_area = area.candidates.first().is_some_and(|place| place.kind() != PlaceType::City);
    (post && is_area).then(|| area.tokens.clone())
}

/// A person's name without a place or a title with its body before it: "Oslo |Anna Lind", "Party Leader |Anna Lind".
fn without_head(doc: &Doc, tokens: Range<usize>) -> Range<usize> {
    let Range { start, end } = tokens;
    if doc.lexicon.russian {
        return tokens;
    }
    let is_title = |i: usize| doc.words[i].is(class::TITLE | class::OCCUPATION) && !doc.words[i].is(NAMED);
    let last_title = (start..end - 1).rev().find(|&i| is_title(i));
    let start = last_title.map_or(start, |i| i + 1);
    let first = &doc.words[start];
    let place = end - start >= 3
        && doc.is_sure_toponym(start)
        && !first.is(class::GIVEN)
        && doc.words[start + 1].is(class::GIVEN)
        && !doc.words[start + 1].is(class::PARTICLE);
    let small = first.opens && first.is(class::SMALL) && !first.is(class::GIVEN);
    let links = matches!(doc.analysis.tokens[start].upos, Upos::Sconj | Upos::Cconj | Upos::Adp | Upos::Aux);
    let counted = small && (end - start >= 3 || end - start == 2 && links);
    if place || counted { start + 1..end } else { start..end }
}

/// What a name is that was taken for a person's.
fn label(doc: &Doc, tokens: &Range<usize>) -> Label {
    let words = &doc.words[tokens.clone()];
    let (first, last) = (&words[0], &words[words.len() - 1]);
    if words.len() > 1 && first.is(class::GIVEN) || words.iter().any(|w| w.is(class::PATRONYMIC)) {
        return Label::Person;
    }
    if !doc.lexicon.russian && words.len() > 1 && first.is(class::PLACE_WORD) && !first.is(NAMED) {
        return Label::Place;
    }
    let given = words.iter().any(|w| w.is(class::GIVEN));
    let publication = words.iter().any(|w| w.is(class::PUBLICATION) && !w.is(NAMED));
    if publication && !given && (words.len() > 1 || last.shape == Shape::Upper) {
        return Label::Organisation;
    }
    if doc.lexicon.russian || given || words.len() == 1 && first.is(NAMED) {
        return Label::Person;
    }
    let letters = crate::span::acronym(doc.form(tokens.start), first.shouted);
    if letters.is_some_and(|letters| letters.chars().nth(2).is_some()) && !first.is(NAMED) && !first.shouted {
        return Label::Organisation;
    }
    let publishes = tokens.len() <= 2 && occupation_behind(doc, tokens.end) == Some(Occupation::Journalist);
    if publishes || is_body_by_kind(doc, tokens) { Label::Organisation } else { Label::Person }
}

/// The occupation that is written small right behind a name.
fn occupation_behind(doc: &Doc, end: usize) -> Option<Occupation> {
    doc.words.get(end).filter(|w| w.shape == Shape::Lower)?;
    let longest = doc.lexicon.occupations.longest(&doc.stems[end..]);
    longest.map(|(_, (code, _))| *code)
}

/// Whether the words beside a name say that it is a body: "the rights group Lantern", "Lantern, a rights group".
fn is_body_by_kind(doc: &Doc, tokens: &Range<usize>) -> bool {
    const KIND: u32 = class::ORGANISATION | class::PUBLICATION;
    let kind =
        |i: usize| doc.words[i].shape == Shape::Lower && doc.words[i].is(KIND) && !doc.words[i].is(class::OCCUPATION);
    if tokens.start > 0
        && !doc.words[tokens.start].opens
        && kind(tokens.start - 1)
        && doc.analysis.tokens[tokens.start - 1].upos == Upos::Noun
    {
        return true;
    }
    let article = tokens.end + 1;
    if article + 1 >= doc.len() || doc.form(tokens.end) != "," || !doc.lexicon.articles.has(&doc.words[article].lower) {
        return false;
    }
    let goes_on = |i: &usize| {
        matches!(doc.analysis.tokens[*i].upos, Upos::Noun | Upos::Adj | Upos::Propn) && doc.words[*i].is_word()
    };
    let ends = |i: usize| doc.words.get(i).is_none_or(|w| !w.is_word() || doc.lexicon.post_links.has(&w.lower));
    let head = (article + 1..doc.len()).take_while(goes_on).last();
    head.is_some_and(|i| kind(i) && ends(i + 1) && !is_possessive(doc, i))
}

/// Whether one word taken for a person names a thing: it has an article, or it is a common word that has its capital
/// from opening a sentence alone.
fn is_thing(doc: &Doc, tokens: &Range<usize>, capitals: &HashSet<u64>) -> bool {
    let [word] = &doc.words[tokens.clone()] else { return false };
    if doc.lexicon.russian || word.shape == Shape::Upper {
        return false;
    }
    let before = tokens.start.checked_sub(1).map(|i| &doc.words[i]).filter(|_| !word.opens);
    let next_noun = doc.words.get(tokens.end).is_some_and(|w| w.shape == Shape::Lower)
        && matches!(doc.analysis.tokens[tokens.end].upos, Upos::Noun | Upos::Adj);
    let one_of_many = before.is_some_and(|w| doc.lexicon.indefinite.has(&w.lower)) && !next_noun;
    let noun = doc.analysis.tokens[tokens.start].upos == Upos::Noun;
    let common = word.is(class::COMMON) && (!word.is(NAMED) || noun && word.opens);
    let the =
        before.is_some_and(|w| doc.lexicon.definite.has(&w.lower) || w.shape == Shape::Title && w.is(class::SMALL));
    one_of_many || common && (the || word.opens && !capitals.contains(&word.hash))
}
