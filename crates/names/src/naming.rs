//! What an entity is called: its fullest name in its basic form, its other names, its keys.

use std::collections::BTreeSet;
use std::ops::Range;

use model::EntityKind;

use crate::basic;
use crate::doc::Doc;
use crate::entity::{Draft, Form};
use crate::group::{Group, kind, mentions};
use crate::key;
use crate::rules::Label;
use crate::word::{Shape, capitalised};

/// An entity of a group.
pub(crate) fn draft(doc: &Doc, group: &Group) -> Draft {
    let kind = kind(doc, group);
    let fullest = fullest(group);
    let (name, sex) = match (&group.body, kind) {
        (Some(body), _) => (body.clone(), None),
        (None, EntityKind::Person) if doc.lexicon.russian => basic::person(doc, group, fullest),
        _ => (shown(doc, group, fullest), None),
    };
    let aliases = if group.body.is_some() { Vec::new() } else { aliases(doc, group, &name) };
    let mut keys = keys(kind, &name, &aliases);
    if group.label == Label::Organisation {
        let shared = std::iter::once(&name).chain(&aliases).filter_map(|n| key::shared(n, doc.lexicon));
        let new: Vec<String> = shared.filter(|form| !keys.contains(form)).collect();
        keys.extend(new);
    }
    let why = if group.why.is_empty() { "one mention".to_owned() } else { join(&group.why) };
    Draft {
        kind,
        name,
        aliases,
        occupation: None,
        role: None,
        body: None,
        sex,
        place: None,
        keys,
        mentions: mentions(doc, group),
        why,
    }
}

/// The other names of a group: each normal form once.
fn aliases(doc: &Doc, group: &Group, name: &str) -> Vec<String> {
    let mut seen: BTreeSet<Vec<String>> = BTreeSet::from([key::key(name)]);
    let words = key::words(name);
    let mut out = Vec::new();
    let by_name = group.spans.iter().zip(&group.forms).filter(|(_, form)| form.is_name());
    for (span, _) in by_name {
        let normal = key::key(&span.joined());
        if seen.contains(&normal) || seen.contains(&vec![span.joined()]) {
            continue;
        }
        let surname = words.iter().position(|w| span.parts.len() == 1 && *w == span.parts[0]);
        let alias = match (&span.acronym, surname) {
            (Some(letters), _) => letters.clone(),
            (None, Some(at)) if doc.lexicon.russian && group.label == Label::Person => {
                name.split([' ', '-']).nth(at).unwrap_or(name).to_owned()
            }
            _ => shown_span(doc, span.tokens.clone(), group.label),
        };
        let form = key::key(&alias);
        if seen.insert(form) {
            out.push(alias);
        }
        seen.insert(normal);
    }
    let written = group.acronyms.iter().filter(|a| !out.contains(a) && *a != name).cloned().collect::<Vec<_>>();
    out.extend(written);
    out
}

fn join(parts: &BTreeSet<&'static str>) -> String {
    parts.iter().copied().collect::<Vec<_>>().join(", ")
}

/// The span with the most words; among equals the first one that is no acronym.
fn fullest(group: &Group) -> usize {
    let rank = |i: &usize| {
        let span = &group.spans[*i];
        (group.forms[*i] == Form::Acronym, std::cmp::Reverse(span.parts.len()), *i)
    };
    (0..group.spans.len()).min_by_key(rank).unwrap_or(0)
}

/// The words of a name with single spaces; what is shouted is written small.
fn plain(doc: &Doc, tokens: Range<usize>) -> String {
    let mut out = String::new();
    for token in tokens.clone() {
        let word = &doc.words[token];
        if token > tokens.start && doc.analysis.tokens[token - 1].end < doc.analysis.tokens[token].start {
            out.push(' ');
        }
        if word.shouted && word.shape == Shape::Upper && word.lower.chars().count() > 3 {
            out.push_str(&word.lower.split('-').map(capitalised).collect::<Vec<_>>().join("-"));
        } else {
            out.push_str(doc.form(token));
        }
    }
    out
}

fn shown(doc: &Doc, group: &Group, fullest: usize) -> String {
    let span = &group.spans[fullest];
    match &span.acronym {
        Some(letters) => letters.clone(),
        None => shown_span(doc, span.tokens.clone(), group.label),
    }
}

/// A name in one line, in its basic form as far as its head tells it.
fn shown_span(doc: &Doc, tokens: Range<usize>, label: Label) -> String {
    if !doc.lexicon.russian || label != Label::Organisation {
        return plain(doc, tokens);
    }
    let changed = basic::organisation(doc, tokens.clone());
    let mut out = plain(doc, tokens.clone());
    if let Some((last, _)) = changed.last() {
        let rest = plain(doc, last + 1..tokens.end);
        let head: Vec<String> = (tokens.start..last + 1)
            .map(|i| changed.iter().find(|(t, _)| *t == i).map_or_else(|| doc.form(i).to_owned(), |(_, w)| w.clone()))
            .collect();
        out = head.join(" ");
        if !rest.is_empty() {
            if !doc.glued(*last) {
                out.push(' ');
            }
            out.push_str(&rest);
        }
    }
    out
}

/// Normal forms of all names; for a person also of given name and surname, and of the surname alone.
fn keys(kind: EntityKind, name: &str, aliases: &[String]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut push = |form: String| {
        if !form.is_empty() && !out.contains(&form) {
            out.push(form);
        }
    };
    for name in std::iter::once(name).chain(aliases.iter().map(String::as_str)) {
        key::key(name).into_iter().for_each(&mut push);
        let words = key::words(name);
        if kind == EntityKind::Person && words.len() > 1 {
            if words.len() > 2 {
                let mut ends = [words[0].clone(), words[words.len() - 1].clone()];
                ends.sort();
                push(ends.join(" "));
            }
            push(words[words.len() - 1].clone());
        }
    }
    out
}
