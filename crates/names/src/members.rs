//! For which body a person works or speaks, by the words beside the name: "Ann Lind of the Lantern Centre", "Lantern's Ann
//! Lind", "Ann Lind, who heads the centre", "its leader Ann Lind"; a bare post is one in the body that a text is about.

use std::ops::Range;

use model::{EntityKind, Occupation};

use crate::doc::Doc;
use crate::entity::{Draft, Mention};
use crate::lexicon::class;

const POST: u32 = class::TITLE | class::OCCUPATION | class::ROLE;
/// So many mentions of one person are looked at.
const MOST_MENTIONS: usize = 20;
/// The most words of a post between a body and a name: "the centre's deputy executive director Ann Lind".
const MOST_WORDS: usize = 5;

/// Gives persons the body that they are of, where the words of their post have not.
pub(crate) fn bodies(doc: &Doc, entities: &mut [Draft]) {
    let mut body_at = vec![None; doc.len()];
    for (id, entity) in entities.iter().enumerate().filter(|(_, e)| is_body(e.kind)) {
        entity.mentions.iter().for_each(|m| body_at[m.tokens.clone()].fill(Some(id)));
    }
    let chief = chief(entities);
    for person in entities.iter_mut().filter(|e| e.kind == EntityKind::Person && e.body.is_none()) {
        let names = || person.mentions.iter().filter(|m| m.form.is_name()).take(MOST_MENTIONS);
        let beside = |m: &Mention| behind(doc, &m.tokens, &body_at).or_else(|| before(doc, &m.tokens, &body_at));
        let has_bare_post = || names().any(|m| has_bare_post(doc, &m.tokens));
        let official = matches!(person.occupation, Some(Occupation::Official | Occupation::Politician));
        let body = names().find_map(beside);
        person.body = body.or_else(|| chief.filter(|_| !official && has_bare_post()));
    }
}

/// Whether an entity is something that people work for.
pub(crate) fn is_body(kind: EntityKind) -> bool {
    matches!(kind, EntityKind::Organisation | EntityKind::Publication | EntityKind::Authority)
}

/// The organisation that a text is about: named more than once, and twice as often as any other.
fn chief(entities: &[Draft]) -> Option<usize> {
    let named = |e: &Draft| e.mentions.iter().filter(|m| m.form.is_name()).count();
    let mut counts: Vec<(usize, usize)> = entities
        .iter()
        .enumerate()
        .filter(|(_, e)| e.kind == EntityKind::Organisation)
        .map(|(id, e)| (named(e), id))
        .collect();
    counts.sort_unstable_by_key(|(count, id)| (std::cmp::Reverse(*count), *id));
    let (most, id) = *counts.first()?;
    let clear = counts.get(1).is_none_or(|(second, _)| most >= 2 * second);
    (most > 1 && clear).then_some(id)
}

/// The body behind a name: "of the centre", ", who heads the centre".
fn behind(doc: &Doc, name: &Range<usize>, body_at: &[Option<usize>]) -> Option<usize> {
    let lower = |at: usize| doc.words.get(at).map_or("", |word| word.lower.as_str());
    let leads = || {
        let comma = name.end < doc.len() && doc.form(name.end) == ",";
        let verb = doc.analysis.tokens.get(name.end + 2).map_or("", |token| token.lemma.as_str());
        comma && doc.lexicon.relatives.has(lower(name.end + 1)) && doc.lexicon.leading.has(verb)
    };
    let mut at = if doc.lexicon.member_links.has(lower(name.end)) {
        name.end + 1
    } else if leads() {
        name.end + 3
    } else {
        return None;
    };
    while at < doc.len()
        && (doc.lexicon.articles.has(lower(at)) || !doc.words[at].is_word())
        && at < name.end + MOST_WORDS
    {
        at += 1;
    }
    body_at.get(at).copied().flatten()
}

/// The body before a name and the words of a post: "Lantern's", "the centre's lawyer", "Lantern head", "its leader".
fn before(doc: &Doc, name: &Range<usize>, body_at: &[Option<usize>]) -> Option<usize> {
    let start = post_before(doc, name);
    let possessive = start > 0 && doc.is_ending(start - 1);
    let owner = start.checked_sub(1 + usize::from(possessive))?;
    let body = body_at.get(owner).copied().flatten()?;
    let same_sentence = doc.analysis.sentence_of(owner) == doc.analysis.sentence_of(name.start);
    (same_sentence && (start < name.start || possessive)).then_some(body)
}

/// Where the words of a post before a name start.
fn post_before(doc: &Doc, name: &Range<usize>) -> usize {
    let from = name.start.saturating_sub(MOST_WORDS);
    let post = |at: &usize| doc.words[*at].is(POST) && !doc.words[*at].is(class::GIVEN);
    (from..name.start).rev().take_while(post).last().unwrap_or(name.start)
}

/// Whether a post stands before a name that is of nothing: neither of a country, nor of a place or a body.
fn has_bare_post(doc: &Doc, name: &Range<usize>) -> bool {
    let start = post_before(doc, name);
    let is_post = doc.words[start..name.start]
        .iter()
        .any(|word| word.is(class::ROLE) && !word.is(class::TITLE | class::OCCUPATION));
    let country = |at: usize| doc.places.country_of_demonym(doc.form(at)).is_some();
    let of_something = start
        .checked_sub(1)
        .is_some_and(|at| doc.words[at].shape.is_capital() && !doc.words[at].opens || country(at) || doc.is_ending(at));
    is_post && !of_something
}
