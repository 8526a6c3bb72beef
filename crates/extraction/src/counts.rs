//! How many were killed or hurt, where that is no act of its own: "2 killed, 3 injured", "a man and two children dead",
//! "no one was hurt", «пострадали трое».

use std::ops::Range;

use model::*;
use syntax::{Deprel, Upos, VerbForm};

use crate::acts::Role;
use crate::claims::{Builder, Ground, local_event_id};
use crate::doc::Doc;
use crate::lexicon::Kind;
use crate::numbers;
use crate::phrases::Phrase;
use crate::relation::{Relation as Stands, relation};
use crate::said::{Said, said};
use crate::tellings::Telling;

/// So many words can stand between a number of people and what became of them.
const BETWEEN: usize = 4;
/// At most so many people or groups are summed up.
const SUMMED: usize = 6;

/// A number of people and the words for them.
type Count = (Number, Range<usize>);

impl Builder<'_, '_> {
    /// The number of those whom an act is done to, where its words count such.
    pub(crate) fn casualties(&mut self, number: usize, telling: &Telling) {
        let act = &telling.act;
        let kind = match act.code {
            ActCode::Killing => CasualtyKind::Killed,
            ActCode::Assault | ActCode::AttemptedKilling => CasualtyKind::Injured,
            ActCode::Detention => CasualtyKind::Detained,
            ActCode::Abduction | ActCode::EnforcedDisappearance => CasualtyKind::Missing,
            _ => return,
        };
        let counted = self.doc.phrase_at(&self.doc.lexicon.casualties, act.token).is_some_and(|(_, k)| *k == kind);
        if !counted || telling.said.modality != Modality::Actual {
            return;
        }
        let people: Vec<&Role> = act
            .patients
            .iter()
            .filter(|r| matches!(self.phrases[r.phrase].kind, Kind::Person | Kind::Group | Kind::Unknown))
            // "Four journalists: …": those who are named are the four.
            .filter(|r| r.whole.is_none_or(|w| self.phrases[w].number.is_none()))
            .collect();
        let mut count = Some(0u32);
        let mut open = false;
        let mut words = Vec::new();
        for role in &people {
            let phrase = &self.phrases[role.phrase];
            let n = if phrase.none { Some(Number::exactly(0)) } else { phrase.number };
            let named = phrase.entity.filter(|e| self.doc.names.entities[*e].kind == EntityKind::Person);
            match (n, named) {
                (Some(n), _) => {
                    count = count.zip(n.min).map(|(a, b)| a + b);
                    open |= n.max.is_none();
                }
                (None, Some(_)) => count = count.map(|c| c + 1),
                _ => count = None,
            }
            words.push(phrase.tokens.clone());
        }
        let none = people.iter().any(|r| self.phrases[r.phrase].none);
        let min = match count {
            Some(n) if !people.is_empty() && (n > 0 || none) => n,
            _ => return,
        };
        // Nobody was hurt: a count of none, not a denial.
        let affirmed = Said { polarity: Polarity::Affirmed, ..telling.said.clone() };
        let said = if none { &affirmed } else { &telling.said };
        if (!none && said.polarity == Polarity::Denied) || (kind == CasualtyKind::Detained && min < 2 && !none) {
            return;
        }
        if kind == CasualtyKind::Missing && min < 2 {
            return;
        }
        words.push(act.words.clone());
        let counted = Number { min: Some(min), max: (!open).then_some(min) };
        let Some((counted, rule)) = less_the_dead(self, kind, act.token, counted) else { return };
        let value = Casualties { kind, number: Some(counted) };
        let ground = Ground { event: number, said, words, score: 0.7, rule: rule.into(), beat: &[], features: &[] };
        self.add(ground, Value::Casualties(value));
    }
}

/// Adds the number that a word for the dead or the hurt comes with. The first that a report tells of an event counts.
pub(crate) fn counted(build: &mut Builder<'_, '_>, event: usize, at: usize) {
    let doc = build.doc;
    let Some((length, kind)) = doc.phrase_at(&doc.lexicon.casualties, at) else { return };
    if !matches!(kind, CasualtyKind::Injured | CasualtyKind::Killed) || is_known(build, event, *kind, at) {
        return;
    }
    let Some((number, who)) = count(build, at, length) else { return };
    let Some((number, rule)) = less_the_dead(build, *kind, at, number) else { return };
    let how = Said { polarity: Polarity::Affirmed, ..said(doc, build.phrases, at, false) };
    if how.modality != Modality::Actual {
        return;
    }
    let words = who.into_iter().chain(std::iter::once(at..at + length)).collect();
    let value = Casualties { kind: *kind, number: Some(number) };
    let ground = Ground { event, said: &how, words, score: 0.6, rule: rule.into(), beat: &[], features: &[] };
    build.add(ground, Value::Casualties(value));
}

/// Whether the report has told such a number of the event before.
fn is_known(build: &Builder<'_, '_>, event: usize, kind: CasualtyKind, at: usize) -> bool {
    let (id, here) = (local_event_id(event), build.doc.analysis.tokens[at].start);
    let same = |c: &&Claim| c.event == id && matches!(&c.value, Value::Casualties(v) if v.kind == kind);
    build.claims.iter().filter(same).any(|c| c.spans.iter().any(|s| s.start <= here))
}

/// The rule of a number of people who were struck, of whom the sentence does not say whether any died.
const STRUCK: &str = "struck";

/// "Four shot, one fatally": those who were struck and died are not hurt. The number and its rule; none where all died.
fn less_the_dead(
    build: &Builder<'_, '_>,
    kind: CasualtyKind,
    at: usize,
    struck: Number,
) -> Option<(Number, &'static str)> {
    let doc = build.doc;
    // Nor does a wound say whether somebody died of it.
    let wound = doc.analysis.tokens[at].upos == Upos::Noun && struck == Number::exactly(1);
    if kind != CasualtyKind::Injured || (doc.phrase_at(&doc.lexicon.struck, at).is_none() && !wound) {
        return Some((struck, "casualties"));
    }
    let dead = |t: usize| {
        let (length, kind) = doc.phrase_at(&doc.lexicon.casualties, t)?;
        let (number, _) = (*kind == CasualtyKind::Killed).then(|| count(build, t, length))??;
        number.min.filter(|n| *n > 0)
    };
    match doc.sentence(at).find_map(dead) {
        Some(dead) => less(struck, dead).map(|hurt| (hurt, "casualties")),
        None => Some((struck, STRUCK)),
    }
}

/// A number of people without so many of them; none where nobody is left.
fn less(number: Number, dead: u32) -> Option<Number> {
    let without = |n: Option<u32>| n.map(|n| n.saturating_sub(dead));
    let left = Number { min: without(number.min), max: without(number.max) };
    (left.min != Some(0) || number.min == Some(0)).then_some(left)
}

/// Whoever was shot and died of it is one of the dead, also where two sentences say so.
pub(crate) fn struck_and_died(claims: &mut Vec<Claim>) {
    let first = |c: &Claim| c.spans.iter().map(|s| s.start).min();
    let mut dead: Vec<(LocalEventId, Option<usize>, u32)> = Vec::new();
    for claim in claims.iter() {
        let n = match &claim.value {
            Value::Casualties(c) if c.kind == CasualtyKind::Killed => c.number.and_then(|n| n.min),
            Value::Outcome(o) if o.kind == OutcomeKind::Died => Some(1),
            Value::Act(a) if a.code == ActCode::Killing && claim.modality == Modality::Actual => Some(1),
            _ => None,
        };
        let Some(n) = n.filter(|n| *n > 0 && claim.polarity == Polarity::Affirmed) else { continue };
        let counts = matches!(claim.value, Value::Casualties(_));
        // A number says more than that somebody died; of several the first.
        let at = if counts { first(claim) } else { None };
        match dead.iter_mut().find(|(event, ..)| *event == claim.event) {
            Some((_, before, m)) if at.is_some() && before.is_none_or(|b| at < Some(b)) => (*before, *m) = (at, n),
            Some(_) => {}
            None => dead.push((claim.event.clone(), at, n)),
        }
    }
    claims.retain_mut(|claim| {
        let Value::Casualties(casualties) = &mut claim.value else { return true };
        let dead = dead.iter().find(|(event, ..)| *event == claim.event);
        let (Some((.., dead)), Some(number)) = (dead, casualties.number) else { return true };
        if claim.rule.as_deref() != Some(STRUCK) {
            return true;
        }
        casualties.number = less(number, *dead);
        casualties.number.is_some()
    });
}

fn count(build: &Builder<'_, '_>, at: usize, length: usize) -> Option<(Number, Option<Range<usize>>)> {
    let doc = build.doc;
    let none = |t: usize| doc.lexicon.none_words.single(doc.lemma(t)).is_some();
    let below = |t: usize| doc.children[t].iter().map(|c| *c as usize);
    let subject = |c: usize| matches!(doc.analysis.tokens[c].deprel, Deprel::Nsubj | Deprel::NsubjPass);
    let hangs = below(at).any(|c| none(c) || subject(c) && below(c).any(none)) || at > 0 && none(at - 1);
    let sentence = doc.sentence(at);
    let first = build.phrases.partition_point(|p| p.tokens.start < sentence.start);
    let here = || build.phrases[first..].iter().take_while(|p| p.tokens.start < sentence.end);
    let who = here().find(|p| {
        let suffers = match relation(doc, at, p) {
            Some((Stands::PassiveSubject, _)) => true,
            Some((Stands::Subject, _)) => !does(doc, at, at + length),
            _ => false,
        };
        suffers && (p.none || (p.number.is_some() && (p.is_party() || p.people.is_some())))
    });
    if hangs || who.is_some_and(|p| p.none) {
        return Some((Number::exactly(0), who.map(|p| p.tokens.clone())));
    }
    let subject = who.and_then(|p| Some((p.number?, p.tokens.clone())));
    let end = at + length;
    let found = summed_before(build, at, end)
        .or_else(|| summed_after(build, at, end))
        .or_else(|| subject.clone().filter(|(n, _)| n.min != Some(1)))
        .or_else(|| number_before(doc, at, end))
        .or_else(|| number_after(doc, end))
        .or(subject)
        .or_else(|| bearer(build, at));
    found.map(|(number, words)| (number, Some(words)))
}

/// The people right before a word, all of a list: "a man, two women and a child dead", "teen killed".
fn summed_before(build: &Builder<'_, '_>, at: usize, end: usize) -> Option<Count> {
    let doc = build.doc;
    if does(doc, at, end) {
        return None;
    }
    let upos = |t: usize| doc.analysis.tokens[t].upos;
    let start = doc.sentence(at).start;
    // "Were", "also", "found shot", "who"
    let relative = |t: usize| doc.lexicon.relative.single(doc.lemma(t)).is_some();
    let helps = |t: usize| {
        relative(t)
            || matches!(upos(t), Upos::Aux | Upos::Adv | Upos::Part)
            || doc.phrase_at(&doc.lexicon.casualties, t).is_some()
    };
    let mut end = at;
    while end > start
        && at - end < BETWEEN
        && (helps(end - 1) || doc.analysis.tokens[end - 1].feats.verb_form == Some(VerbForm::Part))
    {
        end -= 1;
    }
    let ending_at = |end: usize| {
        let before = build.phrases.partition_point(|p| p.tokens.end <= end).checked_sub(1)?;
        build.phrases.get(before).filter(|p| p.tokens.end == end && p.preposition.is_none())
    };
    let mut sum: Option<Count> = None;
    for _ in 0..SUMMED {
        let Some(phrase) = ending_at(before_age(doc, end, start)) else { break };
        let Some(n) = people(doc, phrase) else { break };
        sum = Some(match sum {
            None => (n, phrase.tokens.clone()),
            Some((m, words)) => (plus(m, n), phrase.tokens.start..words.end),
        });
        end = phrase.tokens.start;
        let joins = |t: usize| upos(t) == Upos::Cconj || doc.form(t) == ",";
        let joined = (start..end).rev().take_while(|t| joins(*t)).count();
        if joined == 0 || joined > 2 {
            break;
        }
        end -= joined;
    }
    sum
}

/// The people whom a verb is done to, all of a list: "kills wife, mother-in-law and himself".
fn summed_after(build: &Builder<'_, '_>, at: usize, end: usize) -> Option<Count> {
    let doc = build.doc;
    if !does(doc, at, end) {
        return None;
    }
    let stop = doc.sentence(at).end;
    let (mut from, mut sum): (usize, Option<Count>) = (end, None);
    let mut number = build.phrases.partition_point(|p| p.tokens.start < end);
    for _ in 0..SUMMED {
        if from < stop && doc.lexicon.oneself.single(&doc.lower[from]).is_some() {
            let (n, words) = sum.unwrap_or((Number::exactly(0), from..from));
            sum = Some((plus(n, Number::exactly(1)), words.start..from + 1));
            from += 1;
        } else {
            let Some(phrase) = build.phrases.get(number).filter(|p| p.tokens.start == from) else { break };
            let Some(n) = people(doc, phrase).filter(|_| phrase.preposition.is_none()) else { break };
            let (m, words) = sum.unwrap_or((Number::exactly(0), from..from));
            sum = Some((plus(m, n), words.start..phrase.tokens.end));
            from = phrase.tokens.end;
        }
        let joins = |t: &usize| {
            let upos = doc.analysis.tokens[*t].upos;
            upos == Upos::Cconj || upos == Upos::Adv || doc.form(*t) == ","
        };
        let joined = (from..stop).take_while(joins).count();
        if joined == 0 || joined > 3 {
            break;
        }
        from += joined;
        number = build.phrases.partition_point(|p| p.tokens.start < from);
    }
    sum
}

/// Whether a verb tells whom it is done to behind it; if not, it is done to whoever stands before it ("teen killed in …").
fn does(doc: &Doc<'_>, at: usize, end: usize) -> bool {
    let upos = |t: usize| doc.analysis.tokens.get(t).map(|t| t.upos);
    let object = doc.children[at].iter().any(|c| doc.analysis.tokens[*c as usize].deprel == Deprel::Obj);
    let goes_on = || matches!(upos(end), Some(Upos::Det | Upos::Num | Upos::Noun | Upos::Propn | Upos::Pron));
    upos(at) == Some(Upos::Verb) && (object || (goes_on() && !doc.in_time(end)))
}

/// The end of what stands before an age: "the boy, 11, | was".
fn before_age(doc: &Doc<'_>, end: usize, start: usize) -> usize {
    let comma = |t: usize| doc.form(t) == ",";
    let age = end >= start + 3 && comma(end - 1) && numbers::value(doc, end - 2).is_some() && comma(end - 3);
    if age { end - 3 } else { end }
}

/// How many a phrase stands for: one where it names or describes one person.
fn people(doc: &Doc<'_>, phrase: &Phrase) -> Option<Number> {
    let person = phrase.kind == Kind::Person || phrase.people.as_ref().is_some_and(|p| !p.body);
    if !person || phrase.pronoun || phrase.none {
        return None;
    }
    let one = phrase.by_name || doc.analysis.tokens[phrase.head].feats.number == Some(syntax::Number::Sing);
    let group = phrase.people.as_ref().is_some_and(|p| p.group);
    phrase.number.or_else(|| (one && !group).then(|| Number::exactly(1))).filter(|n| n.min.is_some())
}

fn plus(a: Number, b: Number) -> Number {
    Number {
        min: a.min.zip(b.min).map(|(a, b)| a.saturating_add(b)),
        max: a.max.zip(b.max).map(|(a, b)| a.saturating_add(b)),
    }
}

/// Who has a wound or an injury: the last people named or described before it ("a man with a gunshot wound").
fn bearer(build: &Builder<'_, '_>, at: usize) -> Option<Count> {
    let doc = build.doc;
    let low = at.saturating_sub(2 * BETWEEN).max(doc.sentence(at).start);
    if doc.analysis.tokens[at].upos != Upos::Noun {
        return None;
    }
    let end = build.phrases.partition_point(|p| p.tokens.end <= at);
    let near = build.phrases[..end].iter().rev().take_while(|p| p.tokens.end > low);
    near.filter(|p| !p.is_state()).find_map(|p| Some((people(doc, p)?, p.tokens.clone())))
}

/// The number before a word for the dead or the hurt, and its token: "2 killed, 3 injured", "one person dead", "three
/// others were hurt". Whoever kills somebody is not counted.
fn number_before(doc: &Doc<'_>, at: usize, end: usize) -> Option<Count> {
    let upos = |t: usize| doc.analysis.tokens.get(t).map(|t| t.upos);
    if does(doc, at, end) {
        return None;
    }
    let low = at.saturating_sub(BETWEEN).max(doc.sentence(at).start);
    for t in (low..at).rev() {
        if let Some(number) = number_of_people(doc, t) {
            return Some((number, t..t + 1));
        }
        let participle = doc.analysis.tokens[t].feats.verb_form == Some(VerbForm::Part);
        if !participle && !matches!(upos(t), Some(Upos::Noun | Upos::Adj | Upos::Aux | Upos::Adv | Upos::Pron)) {
            return None;
        }
    }
    None
}

/// The number after a verb for killing or hurting, and its token: "killing two", "wounded at least three others".
fn number_after(doc: &Doc<'_>, end: usize) -> Option<Count> {
    if doc.analysis.tokens[end - 1].upos != Upos::Verb {
        return None;
    }
    let skips = |t: &usize| matches!(doc.analysis.tokens[*t].upos, Upos::Det | Upos::Adv | Upos::Adj | Upos::Adp);
    let high = (end + BETWEEN).min(doc.sentence(end - 1).end);
    let first = (end..high).find(|t| numbers::value(doc, *t).is_some() || !skips(t))?;
    number_of_people(doc, first).map(|number| (number, first..first + 1))
}

/// The number at a token, where it is no part of a time and no age.
fn number_of_people(doc: &Doc<'_>, at: usize) -> Option<Number> {
    let number = numbers::counted(doc, at)?;
    (!doc.in_time(at) && number.min.is_none_or(|n| n > 0)).then_some(number)
}
