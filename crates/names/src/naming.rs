//! What an entity is called: its fullest name in its basic form, its other names, its keys.

use std::collections::BTreeSet;

use model::EntityKind;

use crate::doc::Doc;
use crate::entity::{Draft, Form};
use crate::group::{Group, kind, mentions};
use crate::key;
use crate::word::{Shape, capitalised};

/// An entity of a group.
pub(crate) fn draft(doc: &Doc, group: &Group) -> Draft {
    let kind = kind(doc, group);
    let fullest = fullest(group);
    let name = group.body.clone().unwrap_or_else(|| shown(doc, group, fullest));
    let mut aliases: Vec<String> = Vec::new();
    for span in &group.spans {
        let alias = match &span.acronym {
            Some(letters) => letters.clone(),
            None => plain(doc, span.tokens.clone()),
        };
        let known = alias == name || aliases.contains(&alias) || key::key(&alias) == key::key(&name);
        if !known && group.body.is_none() {
            aliases.push(alias);
        }
    }
    let keys = keys(kind, &name, &aliases);
    let why = if group.why.is_empty() { "one mention".to_owned() } else { join(&group.why) };
    Draft {
        kind,
        name,
        aliases,
        occupation: None,
        role: None,
        sex: None,
        place: None,
        keys,
        mentions: mentions(doc, group),
        why,
    }
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
fn plain(doc: &Doc, tokens: std::ops::Range<usize>) -> String {
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
        None => plain(doc, span.tokens.clone()),
    }
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
