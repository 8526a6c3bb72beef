//! Entities of a text: names put together, places located, bodies added, people described, pronouns resolved.

use std::collections::HashSet;

use model::{EntityKind, Occupation};

use crate::doc::Doc;
use crate::entity::{Draft, Form, Mention, Names};
use crate::group::{Group, groups};
use crate::located::Located;
use crate::people::Told;
use crate::rules::{Found, Label};
use crate::span::Span;
use crate::{bodies, coreference, members, naming, people, span};

/// The entities of a text, of the names that were found in it.
///
/// The first `headline` tokens are a headline; `title` is one that does not stand in the text.
pub(crate) fn entities(
    doc: &Doc,
    found: Vec<Found>,
    headline: usize,
    context: &places::Context,
    title: Option<&str>,
) -> Names {
    let spans = without_headline_words(doc, span::spans(doc, found), headline);
    let located = Located::new(doc, &spans, context, title);
    let bodies = bodies::bodies(doc, &spans);
    let (groups, doubts) = groups(doc, spans, &located);
    let mut entities: Vec<Draft> = groups.iter().map(|g| naming::draft(doc, g)).collect();
    for (entity, group) in entities.iter_mut().zip(&groups) {
        if group.label == Label::Place {
            locate(doc, entity, &located);
        }
    }
    phrases(doc, &located, &mut entities);
    for body in bodies {
        add_body(doc, body, &mut entities);
    }
    describe(doc, &mut entities, &groups);
    sort(&mut entities);
    coreference::resolve(doc, &mut entities);
    members::bodies(doc, &mut entities);
    Names { entities, doubts, in_bodies: located.in_bodies }
}

/// Puts entities in the order of the text; bodies of persons go with it.
fn sort(entities: &mut Vec<Draft>) {
    let mut order: Vec<usize> = (0..entities.len()).collect();
    order.sort_by_key(|&id| entities[id].mentions.first().map_or(usize::MAX, |m| m.start));
    let mut place = vec![0; order.len()];
    order.iter().enumerate().for_each(|(at, &id)| place[id] = at);
    entities.iter_mut().for_each(|entity| entity.body = entity.body.map(|id| place[id]));
    let mut sorted: Vec<Option<Draft>> = std::mem::take(entities).into_iter().map(Some).collect();
    entities.extend(order.iter().filter_map(|&id| sorted[id].take()));
}

/// In a headline that writes most words with a capital, only names that the text below bears out.
fn without_headline_words(doc: &Doc, spans: Vec<Span>, headline: usize) -> Vec<Span> {
    let long = |i: &usize| doc.words[*i].is_word() && doc.words[*i].lower.chars().count() > 3;
    let words: Vec<usize> = (0..headline).filter(long).collect();
    let capitals = words.iter().filter(|&&i| doc.words[i].shape.is_capital()).count();
    if words.len() < 3 || capitals * 10 < words.len() * 7 {
        return spans;
    }
    let below: HashSet<String> =
        spans.iter().filter(|s| s.tokens.start >= headline).flat_map(|s| s.parts.clone()).collect();
    let borne_out = |s: &Span| {
        s.tokens.start >= headline
            || s.acronym.is_some()
            || s.label == Label::Place
            || s.parts.iter().all(|p| below.contains(p))
    };
    spans.into_iter().filter(borne_out).collect()
}

/// Gives an entity of a place the place that its names mean.
fn locate(doc: &Doc, entity: &mut Draft, located: &Located) {
    let best =
        entity.mentions.iter().filter_map(|m| located.of(&m.tokens)).max_by(|a, b| a.1.score.total_cmp(&b.1.score));
    let Some((toponym, resolved)) = best else { return };
    entity.place = Some(resolved.place.clone());
    entity.why = format!("{}, {:.2}", resolved.name_en, resolved.score);
    if doc.lexicon.russian && entity.mentions.iter().any(|m| m.tokens == toponym.tokens) {
        entity.name = toponym.name.clone();
    }
    for form in
        [Some(resolved.name_en.clone()), resolved.name_ru.clone()].into_iter().flatten().flat_map(|n| crate::key(&n))
    {
        if !entity.keys.contains(&form) {
            entity.keys.push(form);
        }
    }
}

/// Adds words that describe a place to the entity that is the place.
fn phrases(doc: &Doc, located: &Located, entities: &mut [Draft]) {
    for (tokens, resolved) in located.phrases() {
        let same =
            |e: &&mut Draft| e.kind == EntityKind::Place && e.place.as_ref().is_some_and(|p| *p == resolved.place);
        if let Some(entity) = entities.iter_mut().find(same) {
            entity.mentions.push(mention(doc, tokens, Form::Descriptor));
            entity.mentions.sort_by_key(|m| m.start);
        }
    }
}

fn mention(doc: &Doc, tokens: std::ops::Range<usize>, form: Form) -> Mention {
    let all = &doc.analysis.tokens;
    let (start, end) = (all[tokens.start].start, all[tokens.end - 1].end);
    Mention { tokens, start, end, form }
}

/// Adds a body to the entity of its name, or as one of its own.
fn add_body(doc: &Doc, body: bodies::Body, entities: &mut Vec<Draft>) {
    let keys = crate::key(&body.name);
    let same = |e: &&mut Draft| {
        matches!(e.kind, EntityKind::Authority | EntityKind::Organisation) && e.keys.first() == keys.first()
    };
    match entities.iter_mut().find(same) {
        Some(known) => {
            known.kind = EntityKind::Authority;
            known.mentions.extend(body.mentions.into_iter().map(|tokens| mention(doc, tokens, Form::Name)));
            known.mentions.sort_by_key(|m| m.start);
        }
        None => entities.push(authority(doc, body)),
    }
}

fn authority(doc: &Doc, body: bodies::Body) -> Draft {
    let mentions = body.mentions.into_iter().map(|tokens| mention(doc, tokens, Form::Name)).collect();
    Draft {
        kind: EntityKind::Authority,
        keys: crate::key(&body.name),
        name: body.name,
        aliases: Vec::new(),
        occupation: None,
        role: None,
        body: None,
        sex: None,
        place: None,
        mentions,
        why: "a body named by what it does".to_owned(),
    }
}

/// Tells what each person is, from the words beside the name.
fn describe(doc: &Doc, entities: &mut [Draft], groups: &[Group]) {
    let mut person = vec![false; doc.len()];
    let mut body_of = vec![None; doc.len()];
    for (id, entity) in entities.iter().enumerate() {
        for mention in entity.mentions.iter().filter(|m| m.form.is_name()) {
            if entity.kind == EntityKind::Person {
                person[mention.tokens.clone()].fill(true);
            }
            body_of[mention.tokens.clone()].fill(Some(id));
        }
    }
    let named = |token: usize| person[token];
    let mut shared: Vec<(usize, Told)> = Vec::new();
    for id in 0..groups.len() {
        if entities[id].kind != EntityKind::Person {
            continue;
        }
        let mentions: Vec<_> = entities[id].mentions.iter().take(20).map(|m| m.tokens.clone()).collect();
        let told: Vec<Told> = mentions.iter().map(|m| people::beside(doc, m, &named)).collect();
        for (tokens, told) in mentions.iter().zip(&told) {
            let joined = tokens.start > 1 && doc.lexicon.joins.has(&doc.words[tokens.start - 1].lower);
            let behind = told.role_tokens.as_ref().is_some_and(|r| r.start >= tokens.end);
            let other =
                if joined && behind { body_of[tokens.start - 2].filter(|_| person[tokens.start - 2]) } else { None };
            shared.extend(other.map(|other| (other, told.clone())));
        }
        let sex = told.iter().find_map(|t| t.sex).or(entities[id].sex);
        let role = told
            .iter()
            .find(|t| t.role_tokens.as_ref().is_some_and(|r| r.len() > 1))
            .or(told.iter().find(|t| t.role.is_some()));
        let occupations = told.iter().filter_map(|t| t.occupation);
        let stated = occupations.min_by_key(|o| rank(*o));
        let body = role
            .and_then(|t| t.role_tokens.clone())
            .and_then(|tokens| tokens.filter_map(|i| body_of[i]).find(|&b| b != id));
        let is_body = body.is_some_and(|b| members::is_body(entities[b].kind));
        let by_body = body.and_then(|b| occupation_at(doc, &entities[b]));
        let role = role.and_then(|t| t.role.clone());
        let entity = &mut entities[id];
        entity.sex = sex;
        entity.occupation = match (stated, by_body) {
            (Some(Occupation::Other | Occupation::Official | Occupation::Activist) | None, Some(code)) => Some(code),
            (stated, _) => stated,
        };
        entity.role = role;
        entity.body = body.filter(|_| is_body);
    }
    for (id, told) in shared {
        if entities[id].role.is_none() {
            let occupation = entities.iter().find(|e| e.role == told.role).and_then(|e| e.occupation);
            entities[id].occupation = entities[id].occupation.or(occupation);
            entities[id].role = told.role;
        }
    }
}

/// Among several occupations the one that matters most for the record comes first.
fn rank(occupation: Occupation) -> usize {
    Occupation::ALL.iter().position(|o| *o == occupation).unwrap_or(usize::MAX)
}

/// What somebody is who has a post in a body.
fn occupation_at(doc: &Doc, body: &Draft) -> Option<Occupation> {
    let longest = body.mentions.iter().filter(|m| m.form.is_name()).max_by_key(|m| m.tokens.len())?;
    match body.kind {
        EntityKind::Publication => Some(Occupation::Journalist),
        EntityKind::Authority => Some(Occupation::Official),
        EntityKind::Organisation if doc.lexicon.defends_rights(&doc.stems[longest.tokens.clone()]) => {
            Some(Occupation::HumanRightsDefender)
        }
        EntityKind::Organisation => {
            body.mentions.iter().take(20).any(|m| is_told_to_defend(doc, m)).then_some(Occupation::HumanRightsDefender)
        }
        _ => None,
    }
}

/// Whether the words behind a name say that it defends rights: "JMG is a human rights group".
fn is_told_to_defend(doc: &Doc, mention: &Mention) -> bool {
    let sentence =
        doc.analysis.sentences.get(doc.analysis.sentence_of(mention.tokens.start)).cloned().unwrap_or_default();
    let from = mention.tokens.start.saturating_sub(5).max(sentence.start);
    let to = (mention.tokens.end + 10).min(sentence.end);
    doc.lexicon.defends_rights(&doc.stems[from..to])
}
