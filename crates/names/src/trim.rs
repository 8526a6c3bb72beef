//! What is cut off a name that was found: titles, a second name behind "and", the place behind "in"; and what is no
//! name of anybody: pronouns, adjectives of countries, names of peoples.

use std::ops::Range;

use syntax::Upos;

use crate::doc::{Doc, Word};
use crate::lexicon::class;
use crate::rules::{Found, Label};
use crate::word::Shape;

/// Names as they should stand, in the order of the text.
pub(crate) fn trimmed(doc: &Doc, found: Vec<Found>) -> Vec<Found> {
    let mut out = Vec::with_capacity(found.len());
    let cased = doc.words.iter().any(|word| word.shape.is_capital() && !word.opens);
    let named = |name: &Found| doc.words[name.tokens.clone()].iter().any(|word| word.shape.is_capital());
    for mut name in crate::beside::persons(doc, with_given_names(doc, whole_places(doc, found))) {
        let kind_word =
            |i: usize| doc.words[i].is(class::ORGANISATION) && !doc.words[i].is(class::GIVEN | class::SURNAME);
        if name.label == Label::Person && name.tokens.clone().all(kind_word) {
            name.label = Label::Organisation;
        }
        if name.label == Label::Place && is_body_with_place(doc, &name.tokens) {
            name.label = Label::Organisation;
        }
        for piece in pieces(doc, name) {
            // A body without a capital has no name, but for texts that know none: "civil society organisations".
            let bare = cased && piece.label == Label::Organisation && !named(&piece);
            if !bare && !is_nobody(doc, &piece) {
                out.push(whole(doc, with_suffix(doc, piece)));
            }
        }
    }
    out
}

/// Places as long as the gazetteer's name for them ("|Islamic| Republic of Iran"), and the person apart who stands behind
/// one ("of Kenya | Grace Wanjiru").
fn whole_places(doc: &Doc, found: Vec<Found>) -> Vec<Found> {
    let mut out: Vec<Found> = Vec::with_capacity(found.len());
    for mut name in found {
        let at = doc.toponyms.partition_point(|toponym| toponym.tokens.end <= name.tokens.start);
        let known = doc.toponyms.get(at).filter(|t| !t.is_phrase && t.tokens.start < name.tokens.end);
        let Some(known) = known.filter(|_| name.label == Label::Place).map(|t| t.tokens.clone()) else {
            out.push(name);
            continue;
        };
        let free = out.last().is_none_or(|before| before.tokens.end <= known.start);
        if free && known.start < name.tokens.start && known.end == name.tokens.end {
            name.tokens.start = known.start;
        }
        let rest = known.end..name.tokens.end;
        let strange = |i: usize| !doc.words[i].is(class::COMMON | class::ORGANISATION) && doc.toponym_tag(i) == 0;
        let behind_post = || crate::beside::stands_behind_post(doc, known.start) && rest.clone().all(strange);
        let named = doc.words.get(rest.start).is_some_and(|word| word.is(class::GIVEN)) || behind_post();
        let person = rest.len() > 1 && named && rest.clone().all(|i| doc.words[i].shape.is_capital());
        if person {
            out.push(Found { tokens: known, label: Label::Place });
            (name.tokens, name.label) = (rest, Label::Person);
        }
        out.push(name);
    }
    out
}

/// Persons with the given name right before them that was taken for a place: «На |Артёма| Сидоренкова напали».
fn with_given_names(doc: &Doc, found: Vec<Found>) -> Vec<Found> {
    let mut out: Vec<Found> = Vec::with_capacity(found.len());
    for mut name in found {
        let given = |before: &Found| {
            before.label == Label::Place && before.tokens.len() == 1 && doc.words[before.tokens.start].is(class::GIVEN)
        };
        let beside = |before: &Found| before.tokens.end == name.tokens.start && !doc.words[name.tokens.start].opens;
        let surname = name.label == Label::Person && name.tokens.len() == 1;
        if let Some(before) = out.pop_if(|before| surname && beside(before) && given(before)) {
            name.tokens.start = before.tokens.start;
        }
        out.push(name);
    }
    out
}

/// A person with the rest of a word in parts and with the initial before a surname: "al-|Sadr", "Anna-|Maria", "K. |Rao".
fn whole(doc: &Doc, mut name: Found) -> Found {
    if name.label != Label::Person {
        return name;
    }
    let tokens = &mut name.tokens;
    let hyphen = |at: usize| doc.form(at) == "-" && doc.glued(at) && at > 0 && doc.glued(at - 1);
    let part = |at: usize| doc.words[at].shape.is_capital() || doc.words[at].is(class::PARTICLE);
    while tokens.start > 1 && hyphen(tokens.start - 1) && part(tokens.start - 2) {
        tokens.start -= 2;
    }
    while tokens.end + 1 < doc.len() && hyphen(tokens.end) && doc.words[tokens.end + 1].shape.is_capital() {
        tokens.end += 2;
    }
    let initial = |at: usize| doc.words[at].shape == Shape::Initial && doc.glued(at) && doc.form(at + 1) == ".";
    let numbered = |at: usize| at > 0 && doc.words[at - 1].shape.is_capital();
    if tokens.len() == 1 && tokens.start > 1 && initial(tokens.start - 2) && !numbered(tokens.start - 2) {
        tokens.start -= 2;
    }
    name
}

/// A company with the kind of company behind a comma: "Blue Lake, Inc.".
fn with_suffix(doc: &Doc, mut name: Found) -> Found {
    let end = name.tokens.end;
    let is_suffix = |at: usize| doc.words.get(at).is_some_and(|w| doc.lexicon.suffixes.has(&w.lower));
    if name.label == Label::Organisation && end < doc.len() && doc.form(end) == "," && is_suffix(end + 1) {
        name.tokens.end = end + 2;
    }
    name
}

/// Splits persons and places at "and" and dashes, and cuts a place off an organisation.
fn pieces(doc: &Doc, name: Found) -> Vec<Found> {
    let Found { tokens, label } = name;
    let mut out = Vec::new();
    let mut start = tokens.start;
    if label == Label::Organisation && is_member_of(doc, &tokens) {
        out.push(Found { tokens: start..start + 2, label: Label::Person });
        start += 3;
    }
    for at in start + 1..tokens.end {
        let place = label == Label::Organisation && is_place_behind(doc, at, tokens.end);
        let splits = match label {
            // "KAMPALA (Daily Star) – Police": three names.
            _ if matches!(doc.form(at), "(" | ")") || is_spaced_dash(doc, at) => true,
            Label::Organisation => place,
            _ => doc.lexicon.joins.has(&doc.words[at].lower),
        };
        if splits && at > start {
            out.push(Found { tokens: start..at, label });
            start = at + 1;
            if place {
                out.push(Found { tokens: start..tokens.end, label: Label::Place });
                start = tokens.end;
                break;
            }
        } else if splits {
            start = at + 1;
        }
    }
    if start < tokens.end {
        out.push(Found { tokens: start..tokens.end, label });
    }
    let bare = |f: Found| Found { tokens: untitled(doc, f.tokens, f.label), ..f };
    out.into_iter().map(|f| with_modifiers(doc, bare(without_post(doc, f)))).collect()
}

/// "Ann Lind of the Lantern Centre": a full name before the body.
fn is_member_of(doc: &Doc, tokens: &Range<usize>) -> bool {
    let &Range { start, end } = tokens;
    let surname = |word: &Word| word.shape == Shape::Title && !word.is(class::ORGANISATION | class::AUTHORITY);
    end - start > 3
        && doc.words[start].is(class::GIVEN)
        && surname(&doc.words[start + 1])
        && doc.lexicon.member_links.has(&doc.words[start + 2].lower)
        && doc.words[start + 3..end].iter().any(|word| word.is(class::ORGANISATION | class::AUTHORITY))
}

/// A body with what stands before its first word and belongs to it: another word of a post ("Inspector |General of
/// Police"), an adjective of two areas ("Inter-American |Commission").
fn with_modifiers(doc: &Doc, mut name: Found) -> Found {
    const POST: u32 = class::TITLE | class::OCCUPATION | class::ROLE;
    const BODY: u32 = class::ORGANISATION | class::AUTHORITY;
    let first = &doc.words[name.tokens.start];
    let title = |word: &&Word| word.shape.is_capital() && !word.is(class::SMALL | class::GIVEN);
    let before = name.tokens.start.checked_sub(1).filter(|_| !first.opens && name.tokens.len() > 1);
    let Some(before) = before.filter(|&at| name.label == Label::Organisation && title(&&doc.words[at])) else {
        return name;
    };
    let word = &doc.words[before];
    let of_areas = word.lower.contains('-') && doc.analysis.tokens[before].upos == Upos::Adj && first.is(BODY);
    if of_areas || first.is(POST) && !first.is(BODY) && word.is(POST) {
        name.tokens.start = before;
    }
    name
}

/// Whether a name is of a body with the place where it works behind it: "Lakeside Legal Team in Kisumu".
fn is_body_with_place(doc: &Doc, tokens: &Range<usize>) -> bool {
    let link = (tokens.start + 2..tokens.end).find(|&at| is_place_behind(doc, at, tokens.end));
    link.is_some_and(|at| ends_in_body(doc, at - 1))
}

/// Whether a word with a capital is one for a body that no place is called by.
pub(crate) fn ends_in_body(doc: &Doc, last: usize) -> bool {
    let word = &doc.words[last];
    !doc.lexicon.russian && word.is(class::ORGANISATION) && word.shape == Shape::Title && doc.toponym_tag(last) == 0
}

/// What a post is of, where the post was taken for an organisation: "Duke of |Kent", "Head of the |Memory Council".
/// Where that is a plain word ("Minister of Defence"), all stays.
fn without_post(doc: &Doc, mut name: Found) -> Found {
    const POST: u32 = class::TITLE | class::OCCUPATION | class::ROLE;
    let Range { start, end } = name.tokens;
    let is_post = |at: usize| doc.words[at].is(POST) && !doc.words[at].is(class::GIVEN) && is_singular(doc, at);
    if name.label != Label::Organisation || end - start < 3 || !is_post(start) {
        return name;
    }
    let Some(link) = (start + 1..end - 1).find(|&at| !doc.words[at].shape.is_capital()) else { return name };
    if !doc.words[link].is(class::CONNECTOR) || !doc.lexicon.post_links.has(&doc.words[link].lower) {
        return name;
    }
    name.tokens.start = link + 1;
    while name.tokens.len() > 1 && doc.lexicon.articles.has(&doc.words[name.tokens.start].lower) {
        name.tokens.start += 1;
    }
    if name.tokens.clone().all(|at| doc.toponym_tag(at) != 0) {
        name.label = Label::Place;
    }
    let plain = name.tokens.len() == 1 && doc.words[name.tokens.start].is(class::COMMON);
    if plain && name.label != Label::Place {
        name.tokens.start = start;
    }
    name
}

/// Whether a word has no plural ending: "sons" are an organisation rather than a post.
fn is_singular(doc: &Doc, at: usize) -> bool {
    let word = &doc.words[at];
    doc.lexicon.stem(&word.lower).len() == word.lower.len()
}

pub(crate) fn is_spaced_dash(doc: &Doc, at: usize) -> bool {
    matches!(doc.form(at), "-" | "–" | "—") && !doc.glued(at) && at > 0 && !doc.glued(at - 1)
}

/// Whether a preposition of place stands here with nothing but a place behind it.
fn is_place_behind(doc: &Doc, at: usize, end: usize) -> bool {
    doc.lexicon.within.has(&doc.words[at].lower) && at + 1 < end && (at + 1..end).all(|i| doc.toponym_tag(i) != 0)
}

/// A person without titles before the name; an organisation without a description before it ("office of", "NGO").
fn untitled(doc: &Doc, mut tokens: Range<usize>, label: Label) -> Range<usize> {
    if label == Label::Organisation && !doc.lexicon.russian {
        let described = |i: usize| {
            let word = &doc.words[i];
            let general = word.shape == Shape::Upper && doc.lexicon.descriptors.longest(&doc.stems[i..i + 1]).is_some();
            word.shape == Shape::Lower && !word.is(class::PARTICLE) || general && !word.shouted
        };
        let of_a_country = |i: usize| doc.places.country_of_demonym(doc.form(i)).is_some();
        let capital =
            |tokens: &Range<usize>| doc.words[tokens.start + 1..tokens.end].iter().any(|w| w.shape.is_capital());
        // "Norwegian NGO |Lantern Archive".
        if tokens.len() > 2 && of_a_country(tokens.start) && described(tokens.start + 1) {
            tokens.start += 1;
        }
        while tokens.len() > 1 && described(tokens.start) && capital(&tokens) {
            tokens.start += 1;
        }
    }
    if label == Label::Organisation && doc.lexicon.russian && tokens.len() > 2 {
        let (first, second) = (&doc.words[tokens.start], &doc.words[tokens.start + 1]);
        let noun =
            doc.analysis.tokens[tokens.start].upos == Upos::Noun && !first.is(class::ORGANISATION | class::AUTHORITY);
        if noun && second.shape == Shape::Title && second.is(class::ORGANISATION) {
            tokens.start += 1;
        }
    }
    if label == Label::Person {
        let is_title = |word: &Word| word.is(class::TITLE | class::OCCUPATION) && !word.is(class::GIVEN);
        while tokens.len() > 1 && (is_title(&doc.words[tokens.start]) || doc.form(tokens.start) == ".") {
            tokens.start += 1;
        }
    }
    tokens
}

fn is_nobody(doc: &Doc, name: &Found) -> bool {
    let words = &doc.words[name.tokens.clone()];
    let Some(first) = words.first() else { return true };
    if words.iter().all(|w| !w.is_word()) {
        return true;
    }
    let alone = words.len() == 1;
    let is_small = |w: &Word| w.is(class::SMALL) && w.shape != Shape::Upper;
    let small = alone && is_small(first)
        || name.label == Label::Person && words.iter().all(|w| !w.shape.is_capital() || is_small(w));
    let adjective = alone
        && !doc.is_sure_toponym(name.tokens.start)
        && doc.places.country_of_demonym(doc.form(name.tokens.start)).is_some();
    let common = alone
        && name.label == Label::Person
        && first.opens
        && matches!(
            doc.analysis.tokens[name.tokens.start].upos,
            Upos::Adj | Upos::Adv | Upos::Verb | Upos::Det | Upos::Num
        );
    let stems = &doc.stems[name.tokens.clone()];
    let body = name.label == Label::Organisation
        && first.opens
        && words[1..].iter().all(|w| w.shape == Shape::Lower)
        && first.shape == Shape::Title
        && doc.lexicon.bodies.longest(stems).is_some_and(|(n, _)| n == words.len());
    small || adjective || common || body
}
