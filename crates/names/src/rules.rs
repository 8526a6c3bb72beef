//! Names found by rules and tables alone.

use std::ops::Range;

use syntax::{Case, Upos};

use crate::beside;
use crate::doc::Doc;
use crate::lexicon::class;
use crate::trim::is_spaced_dash;
use crate::word::Shape;

/// The three kinds that a first look tells apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Label {
    /// A person.
    Person,
    /// An organisation, authority, publication.
    Organisation,
    /// A place.
    Place,
}

/// A name in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) tokens: Range<usize>,
    pub(crate) label: Label,
}

/// The longest name in words.
const MOST_WORDS: usize = 14;

/// Finds the names of a text.
pub(crate) fn find(doc: &Doc) -> Vec<Found> {
    let mut found = Vec::new();
    for sentence in &doc.analysis.sentences {
        let mut at = sentence.start;
        while at < sentence.end {
            if !opens_name(doc, at) {
                at += 1;
                continue;
            }
            let end = run_end(doc, at, sentence.end);
            classify(doc, at..end, &mut found);
            at = end.max(at + 1);
        }
    }
    found
}

/// Adds persons that a model missed and that a title or a given name makes sure, and organisations that their words do.
pub(crate) fn complete(doc: &Doc, found: Vec<Found>) -> Vec<Found> {
    let mut taken = vec![false; doc.len()];
    found.iter().for_each(|f| taken[f.tokens.clone()].fill(true));
    let sure = |f: &Found| {
        let words = &doc.words[f.tokens.clone()];
        if f.label == Label::Organisation {
            return is_sure_organisation(doc, f, &taken);
        }
        let titled = f.tokens.start > 0 && doc.words[f.tokens.start - 1].is(PERSONAL);
        f.label == Label::Person
            && (2..=3).contains(&words.len())
            && words.iter().all(|w| w.shape == Shape::Title || w.shape == Shape::Initial || w.is(class::PARTICLE))
            && (words[0].is(class::GIVEN) && !words[0].opens || titled)
            && !f.tokens.clone().any(|i| taken[i] || doc.toponym_tag(i) != 0)
    };
    let mut more = datelines(doc);
    more.extend(find(doc).into_iter().filter(sure));
    more.extend(quoted(doc));
    more.extend(owners(doc, &taken));
    more.extend(beside::missed(doc, &taken));
    more.sort_by_key(|f| f.tokens.start);
    more.dedup_by(|b, a| b.tokens.start < a.tokens.end);
    laid_over(found, more)
}

/// Names with others in place of those that they touch, in the order of the text; the others are in that order.
pub(crate) fn laid_over(found: Vec<Found>, over: Vec<Found>) -> Vec<Found> {
    let touched = |name: &Found| {
        let at = over.partition_point(|other| other.tokens.end <= name.tokens.start);
        over.get(at).is_some_and(|other| other.tokens.start < name.tokens.end)
    };
    let mut all: Vec<Found> = found.into_iter().filter(|name| !touched(name)).collect();
    all.extend(over);
    all.sort_by_key(|name| name.tokens.start);
    all
}

/// Places that head a report: "JOPLIN, Mo. (AP) —", "Joplin, Missouri —", "JOPLIN —".
fn datelines(doc: &Doc) -> Vec<Found> {
    let after_place = |tokens: &Range<usize>| {
        let after = tokens.end;
        let wider = doc.len() > after + 1 && doc.form(after) == "," && doc.toponym_tag(after + 1) != 0;
        let end = if wider { (after + 2..doc.len()).find(|i| doc.form(*i) != ".").unwrap_or(doc.len()) } else { after };
        let agency = doc.len() > end + 2 && doc.form(end) == "(" && doc.form(end + 2) == ")";
        let end = if agency { end + 3 } else { end };
        let shouted = tokens.clone().all(|i| doc.words[i].shape == Shape::Upper);
        let dash = end < doc.len() && (doc.form(end) == "--" || is_spaced_dash(doc, end));
        dash && (wider || agency || shouted)
    };
    let heads = doc.analysis.sentences.iter().filter_map(|sentence| {
        let at = doc.toponyms.partition_point(|t| t.tokens.end <= sentence.start);
        doc.toponyms.get(at).filter(|t| t.tokens.start == sentence.start && !t.is_phrase)
    });
    let places = heads.map(|t| t.tokens.clone()).filter(|tokens| tokens.end < doc.len() && after_place(tokens));
    places.map(|tokens| Found { tokens, label: Label::Place }).collect()
}

/// Names in quotation marks behind a word for an organisation: «газета «Утро Сибири»».
fn quoted(doc: &Doc) -> Vec<Found> {
    let mut out = Vec::new();
    for open in 1..doc.len() {
        let close = match doc.form(open) {
            "«" => "»",
            "“" => "”",
            "\"" => "\"",
            _ => continue,
        };
        let named = doc.words[open - 1].is(class::ORGANISATION | class::PUBLICATION | class::AUTHORITY);
        let first = doc.words.get(open + 1).is_some_and(|w| w.shape.is_capital());
        let end = (open + 2..(open + 9).min(doc.len())).find(|&i| doc.form(i) == close);
        if let Some(end) = end.filter(|_| named && first) {
            out.push(Found { tokens: open + 1..end, label: Label::Organisation });
        }
    }
    out
}

/// Organisations of one word before what only a body has: "the Lantern office".
fn owners(doc: &Doc, taken: &[bool]) -> Vec<Found> {
    let is_owner = |at: usize| {
        let (word, next) = (&doc.words[at], &doc.words[at + 1]);
        let named = word.looks_like_name() && !word.opens && !word.shouted && word.shape != Shape::Initial;
        let alone = !taken[at] && at > 0 && !doc.words[at - 1].looks_like_name() && doc.words[at - 1].is_word();
        let other = || doc.toponym_tag(at) != 0 || doc.places.country_of_demonym(doc.form(at)).is_some();
        named
            && alone
            && !other()
            && !word.is(PERSONAL | ORGANISING)
            && next.shape == Shape::Lower
            && doc.lexicon.belongings.has(doc.lexicon.stem(&next.lower))
    };
    let owners = (0..doc.len().saturating_sub(1)).filter(|&at| is_owner(at));
    owners.map(|at| Found { tokens: at..at + 1, label: Label::Organisation }).collect()
}

/// An organisation with a connector in its name, over words that are free or begin with it.
fn is_sure_organisation(doc: &Doc, found: &Found, taken: &[bool]) -> bool {
    let words = &doc.words[found.tokens.clone()];
    let linked = words
        .iter()
        .skip(1)
        .any(|w| w.shape == Shape::Lower && w.is(class::CONNECTOR) && doc.lexicon.aims.has(&w.lower));
    let organised = words.iter().any(|w| w.is(class::ORGANISATION) && w.shape == Shape::Title);
    let free = found.tokens.clone().filter(|&i| !taken[i]).count();
    let whole = found.tokens.clone().last().is_none_or(|last| !taken[last] || free == 0);
    organised && linked && words.len() >= 3 && words.len() <= 7 && free > 0 && whole
}

fn opens_name(doc: &Doc, at: usize) -> bool {
    doc.words[at].looks_like_name()
}

/// Where a run of capitalised words ends: connectors are inside when a capital follows.
fn run_end(doc: &Doc, start: usize, limit: usize) -> usize {
    let limit = limit.min(start + MOST_WORDS);
    let mut end = start + 1;
    while end < limit {
        let word = &doc.words[end];
        let next = |n: usize| end + n < limit && doc.words[end + n].looks_like_name();
        let particle = word.is(class::PARTICLE) && next(1);
        let initial = word.lower == "." && doc.words[end - 1].shape == Shape::Initial;
        if word.looks_like_name() || particle || initial {
            end += 1;
        } else if doc.lexicon.russian && word.shape == Shape::Lower && word.is(ORGANISING) && end == start + 1 {
            return tail_end(doc, end + 1, limit);
        } else if word.is(class::CONNECTOR) && doc.words[start..end].iter().any(|w| w.is(ORGANISING)) {
            let cuts = doc.lexicon.within.has(&word.lower);
            if cuts {
                break;
            } else if next(1) {
                end += 2;
            } else if end + 2 < limit && doc.words[end + 1].lower == "the" && next(2) {
                end += 3;
            } else {
                break;
            }
        } else {
            break;
        }
    }
    if doc.lexicon.russian && doc.words[end - 1].is(ORGANISING) { tail_end(doc, end, limit) } else { end }
}

/// Where the words end that go on a Russian organisation's name behind its head: "Комитет | против пыток".
fn tail_end(doc: &Doc, head_end: usize, limit: usize) -> usize {
    let nominal = |i: usize| {
        matches!(doc.analysis.tokens[i].upos, Upos::Noun | Upos::Adj | Upos::Propn | Upos::X) && doc.words[i].is_word()
    };
    if head_end + 1 >= limit || !doc.lexicon.aims.has(&doc.words[head_end].lower) || !nominal(head_end + 1) {
        return head_end;
    }
    let mut end = head_end + 2;
    while end < limit.min(head_end + 5) && nominal(end) && doc.analysis.tokens[end].feats.case == Some(Case::Gen) {
        end += 1;
    }
    end
}

const ORGANISING: u32 = class::ORGANISATION | class::AUTHORITY;
const PERSONAL: u32 = class::TITLE | class::OCCUPATION | class::ROLE;

fn classify(doc: &Doc, mut run: Range<usize>, found: &mut Vec<Found>) {
    let words = |run: &Range<usize>| &doc.words[run.clone()];
    let organised = words(&run).iter().any(|w| w.is(ORGANISING) && !w.is(class::GIVEN));
    let before = run.start;
    if !organised || doc.lexicon.russian {
        while run.len() > 1 && doc.words[run.start].is(PERSONAL) && !doc.words[run.start].is(class::GIVEN) {
            run.start += 1;
        }
    }
    let titled = run.start > before || before > 0 && doc.words[before - 1].is(PERSONAL);
    if let Some(label) = label(doc, &run, organised, titled) {
        found.push(Found { tokens: run, label });
    }
}

fn label(doc: &Doc, run: &Range<usize>, organised: bool, titled: bool) -> Option<Label> {
    let words = &doc.words[run.clone()];
    let first = words.first()?;
    let last = words.last()?;
    let any = |bits: u32| words.iter().any(|w| w.is(bits));
    if last.is(class::THING) {
        return None;
    }
    if organised && (words.len() > 1 || first.shape == Shape::Upper) {
        return Some(Label::Organisation);
    }
    if words.len() <= 5
        && (first.is(class::GIVEN) && (words.len() > 1 || !first.opens || titled) || any(class::PATRONYMIC))
    {
        return Some(Label::Person);
    }
    let is_place = |i: usize| doc.toponym_tag(i) != 0;
    if run.clone().all(is_place) || words.len() > 1 && any(class::PLACE_WORD) {
        return Some(Label::Place);
    }
    if any(class::PUBLICATION) {
        return Some(Label::Organisation);
    }
    if words.len() == 1 && first.shape == Shape::Upper && !first.shouted && first.lower.chars().count() <= 6 {
        return Some(Label::Organisation);
    }
    if titled && words.len() <= 4 || words.len() == 1 && last.is(class::SURNAME) && !first.opens {
        return Some(Label::Person);
    }
    (2..=3).contains(&words.len()).then_some(Label::Person)
}
