//! Claims of a telex: a report all in capitals, whose roles a model fills.
//!
//! In capitals names do not stand out and trees are poor, so that what rules say of roles is only a feature there.

use std::collections::HashSet;

use model::*;

use crate::claims::{Builder, Ground};
use crate::convert::entity_id;
use crate::doc::Doc;
use crate::document::LocalEvent as Found;
use crate::judge::Filler;
use crate::judge::model::Question;
use crate::lexicon::Kind;
use crate::phrases::Phrase;
use crate::said::Said;
use crate::tellings::Telling;

/// Organisations that do it and persons who suffer it are entities, also where capitals hid their names.
pub(crate) fn name_fillers(doc: &mut Doc<'_>, phrases: &mut [Phrase], fillers: &mut [Filler]) {
    for filler in fillers {
        let kind = match filler.role {
            Question::TelexBody => EntityKind::Organisation,
            Question::TelexVictim => EntityKind::Person,
            _ => continue,
        };
        if let Some(known) = filler.cluster.entity {
            let draft = &mut doc.names.entities[known];
            if draft.kind != EntityKind::Authority {
                draft.kind = kind;
            }
            continue;
        }
        let mention = |p: &usize| {
            let tokens = phrases[*p].tokens.clone();
            let (start, end) = (doc.analysis.tokens[tokens.start].start, doc.analysis.tokens[tokens.end - 1].end);
            names::Mention { tokens, start, end, form: names::Form::Name }
        };
        let draft = names::Draft {
            kind,
            name: filler.cluster.words.clone(),
            aliases: Vec::new(),
            occupation: None,
            role: None,
            body: None,
            sex: None,
            place: None,
            keys: names::key(&filler.cluster.words),
            mentions: filler.cluster.phrases.iter().map(mention).collect(),
            why: "telex model".into(),
        };
        let number = doc.names.entities.len();
        doc.names.entities.push(draft);
        filler.cluster.entity = Some(number);
        filler.cluster.phrases.iter().for_each(|p| phrases[*p].entity = Some(number));
    }
}

/// Puts the fillers of a telex in place of the roles that rules found.
pub(crate) fn telex(build: &mut Builder<'_, '_>, events: &[Found], told: &[Telling]) {
    let Some(fillers) = build.judged.fillers.take() else { return };
    let by_rules = |c: &Claim| {
        matches!(c.value, Value::Perpetrator(_) | Value::Target(_) | Value::Victim(_) | Value::Instrument(_))
    };
    build.claims.retain(|c| !by_rules(c));
    let mut event_of = vec![0; told.len()];
    for (number, event) in events.iter().enumerate() {
        event.tellings.iter().for_each(|t| event_of[*t] = number);
    }
    let mut heads: HashSet<(Question, String)> = HashSet::new();
    for filler in &fillers {
        // "The farm", "the La Eminencia farm": one thing, by the words that come first.
        let head = build.doc.lemma(build.phrases[filler.cluster.phrases[0]].head).to_owned();
        if !heads.insert((filler.role, head)) && filler.cluster.entity.is_none() {
            continue;
        }
        add(build, filler, told, &event_of);
    }
}

fn add(build: &mut Builder<'_, '_>, filler: &Filler, told: &[Telling], event_of: &[usize]) {
    let phrase = &build.phrases[filler.cluster.phrases[0]];
    let entity = filler.cluster.entity;
    let name = entity.map(|e| build.doc.names.entities[e].name.clone());
    let words = Some(filler.cluster.words.clone());
    let works_for = phrase.people.as_ref().and_then(|p| p.works_for);
    let value = match filler.role {
        Question::TelexWeapon => Value::Instrument(Instrument { code: phrase.instrument, description: words }),
        Question::TelexTarget => Value::Target(Target {
            name: words,
            kind: if let Kind::Target(kind) = phrase.kind { kind } else { TargetKind::Other },
            owner: phrase.owner.map(entity_id),
            owner_name: phrase.owner.map(|o| build.doc.names.entities[o].name.clone()),
            damage: None,
        }),
        Question::TelexVictim => Value::Victim(Victim {
            entity: entity.map(entity_id),
            name: name.or(words),
            kind: Some(EntityKind::Person),
            number: None,
            occupation: phrase.people.as_ref().and_then(|p| p.occupation),
            sex: entity.and_then(|e| build.doc.names.entities[e].sex),
            age_group: None,
        }),
        _ => Value::Perpetrator(Perpetrator {
            entity: entity.map(entity_id),
            description: words.filter(|_| name.is_none()),
            name,
            kind: works_for.unwrap_or(if phrase.is_state() {
                PerpetratorType::State
            } else {
                PerpetratorType::Unknown
            }),
            number: phrase.number.filter(|n| n.min != Some(1)),
        }),
    };
    let at = told.partition_point(|t| t.act.token < phrase.head);
    let near = [at.checked_sub(1), Some(at)].into_iter().flatten().filter(|t| *t < told.len());
    let nearest = near.min_by_key(|t| told[*t].act.token.abs_diff(phrase.head));
    let event = nearest.map_or(0, |t| event_of[t]);
    let words = [Some(phrase.tokens.clone()), nearest.map(|t| told[t].act.words.clone())];
    let ground = Ground {
        event,
        said: &Said::plainly(),
        words: words.into_iter().flatten().collect(),
        score: f64::from(filler.judgement.probability),
        rule: "telex model".into(),
        beat: &[],
        features: &filler.judgement.because,
    };
    build.add(ground, value);
}
