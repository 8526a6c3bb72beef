//! How a fact stands: which voices affirm it, which deny it or say otherwise, in which words; and why.

use std::collections::HashSet;

use model::{Fact, Polarity, Status, Support, Value, Why};

use super::Desk;
use super::event::Scope;
use super::names::Names;
use super::values;
use crate::line::{Line, clean};
use crate::page::{FactRow, Voices};

/// So many voices are named in a sentence; the table of facts names all.
const NAMED: usize = 4;

/// The voices behind claims, each once, in the order of the claims, with the numbers of their words.
pub(super) fn voices<'d>(
    desk: &mut Desk<'d>,
    names: &Names<'d>,
    supports: impl IntoIterator<Item = &'d Support>,
) -> Voices {
    let (mut origins, mut numbers) = (HashSet::new(), HashSet::new());
    let mut voices = Voices::default();
    for support in supports {
        if origins.insert(&support.origin) {
            voices.names.push(names.voice(&support.origin, desk));
        }
        let number = desk.cite(&support.report, &support.spans);
        if numbers.insert(number) {
            voices.cites.push(number);
        }
    }
    voices
}

/// Whether a claim against a fact denies it outright, and does not only give another value.
pub(super) fn denies(desk: &Desk<'_>, fact: &Fact, support: &Support) -> bool {
    match desk.claim(&support.report, &support.claim) {
        Some(claim) => claim.polarity == Polarity::Denied || matches!(claim.value, Value::Response(_)),
        None => fact.status == Status::Denied,
    }
}

/// "2 voices say so (A; B) [1][2]; 1 denies it (C) [3]", "according to A (one voice) [1]".
pub(super) fn stand<'d>(desk: &mut Desk<'d>, scope: &Scope<'d>, fact: &'d Fact) -> Line {
    let words = desk.words;
    let affirmed = voices(desk, &scope.names, &fact.affirmed);
    let (deny, otherwise): (Vec<&Support>, Vec<&Support>) =
        fact.denied.iter().partition(|support| denies(desk, fact, support));
    let mut sides = Vec::new();
    match affirmed.names.as_slice() {
        [] => sides.push(words.say("stand.no_voice").into()),
        [name] if fact.denied.is_empty() => {
            let mut line = words.fill("stand.single", &[("name", Line::name(name))]);
            line.cite(&affirmed.cites);
            sides.push(line);
        }
        _ => sides.push(side(desk, "affirm", &affirmed)),
    }
    for (key, supports) in [("deny", deny), ("otherwise", otherwise)] {
        if !supports.is_empty() {
            let voices = voices(desk, &scope.names, supports);
            sides.push(side(desk, key, &voices));
        }
    }
    words.join("sign.items", sides)
}

/// The same in few words where nobody contradicts: "2 voices [1][2]".
pub(super) fn brief<'d>(desk: &mut Desk<'d>, scope: &Scope<'d>, fact: &'d Fact) -> Line {
    let several = fact.affirmed.iter().any(|support| support.origin != fact.affirmed[0].origin);
    if several && fact.denied.is_empty() { counted(desk, scope, &fact.affirmed) } else { stand(desk, scope, fact) }
}

/// How many voices stand behind claims, and their words: "2 voices [1][2]".
pub(super) fn counted<'d>(
    desk: &mut Desk<'d>,
    scope: &Scope<'d>,
    supports: impl IntoIterator<Item = &'d Support>,
) -> Line {
    let voices = voices(desk, &scope.names, supports);
    let mut line = Line::from(desk.words.count("voices", voices.names.len()));
    line.cite(&voices.cites);
    line
}

fn side(desk: &Desk<'_>, key: &str, voices: &Voices) -> Line {
    let words = desk.words;
    let mut named: Vec<Line> = voices.names.iter().take(NAMED).map(|name| Line::name(name)).collect();
    if voices.names.len() > NAMED {
        named.push(words.say("sign.missing").into());
    }
    let names = words.fill("stand.names", &[("names", words.join("sign.items", named))]);
    let count = words.count(key, voices.names.len()).into();
    let mut line = words.fill("stand.counted", &[("count", count), ("names", names)]);
    line.cite(&voices.cites);
    line
}

/// A fact as a line of the table.
pub(super) fn row<'d>(desk: &mut Desk<'d>, scope: &mut Scope<'d>, fact: &'d Fact) -> FactRow {
    let value = values::of_fact(desk, scope, fact);
    FactRow {
        field: desk.words.code("field", fact.value.field().as_str()),
        value,
        status: fact.status,
        affirmed: voices(desk, &scope.names, &fact.affirmed),
        denied: voices(desk, &scope.names, &fact.denied),
        why: if desk.explain { why(desk, fact) } else { Vec::new() },
    }
}

/// Rules and reasons behind a fact.
fn why(desk: &Desk<'_>, fact: &Fact) -> Vec<Line> {
    let words = desk.words;
    let mut lines: Vec<Line> = fact.why.iter().map(|why| reason(desk, why)).filter(|l| !l.is_empty()).collect();
    for support in fact.affirmed.iter().chain(&fact.denied) {
        let Some(claim) = desk.claim(&support.report, &support.claim) else { continue };
        let told = claim.why.as_ref().map(|why| reason(desk, why)).filter(|line| !line.is_empty());
        let plain = Why { by: claim.rule.clone(), score: claim.score, ..Why::default() };
        let told = told.unwrap_or_else(|| reason(desk, &plain));
        if !told.is_empty() {
            let (report, claim) = (desk.source(&support.report), Line::name(claim.id.as_str()));
            lines.push(words.fill("why.claim", &[("report", report), ("claim", claim), ("why", told)]));
        }
    }
    lines
}

fn reason(desk: &Desk<'_>, why: &Why) -> Line {
    let words = desk.words;
    let mut parts = Vec::new();
    parts.extend(why.note.as_deref().map(Line::name));
    let score = why.score.map(|score| Line::from(format!("{score:.2}")));
    match (why.by.as_deref().map(Line::name), score) {
        (Some(rule), Some(score)) => parts.push(words.fill("why.scored", &[("rule", rule), ("score", score)])),
        (Some(rule), None) => parts.push(words.fill("why.rule", &[("rule", rule)])),
        (None, Some(score)) => parts.push(words.fill("why.score", &[("score", score)])),
        (None, None) => {}
    }
    if !why.beat.is_empty() {
        let others = Line::name(&clean(&why.beat.join("; ")));
        parts.push(words.fill("why.beat", &[("others", others)]));
    }
    words.join("sign.items", parts)
}
