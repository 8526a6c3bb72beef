//! What followed: who was told and what they did, what became of people, what authorities did, what is called for.

use std::ops::Range;

use model::*;
use syntax::{Deprel, Upos};

use crate::claims::{Builder, Ground, local_event_id};
use crate::convert::entity_id;
use crate::counts::{counted, struck_and_died};
use crate::doc::Doc;
use crate::document::LocalEvent;
use crate::lexicon::{Kind, Phrases};
use crate::lists::List;
use crate::phrases::Phrase;
use crate::relation::{Relation as Stands, relation};
use crate::said::{Said, said};
use crate::speakers::{speaks_behind, subject_of};
use crate::tellings::Telling;

/// Finds what followed and adds it to the claims.
pub(crate) fn aftermath(build: &mut Builder<'_, '_>, events: &[LocalEvent], told: &[Telling]) {
    let doc = build.doc;
    let struck = |t: usize| doc.phrase_at(&doc.lexicon.struck, t).is_some();
    let armed = build.phrases.iter().any(|p| p.instrument.is_some()) || (0..doc.lemmas.len()).any(struck);
    let done = told.iter().any(|t| !t.act.code.is_context());
    same_targets(&mut build.claims);
    for at in 0..doc.lemmas.len() {
        let event = event_near(doc, events, told, at);
        if done || armed {
            counted(build, event, at);
        }
        // Where nothing has been done to anybody there is nothing to answer for.
        if !done {
            continue;
        }
        alerted(build, event, at);
        outcome(build, event, at);
        response(build, event, told, at);
        demand(build, event, at);
    }
    struck_and_died(&mut build.claims);
}

/// "The Grozny office", "the office": things of one kind in one event that can be the same are told as the one of which
/// most is known, once by each voice.
fn same_targets(claims: &mut Vec<Claim>) {
    let mut known: Vec<(LocalEventId, Target)> = Vec::new();
    for claim in claims.iter() {
        let Value::Target(target) = &claim.value else { continue };
        match known.iter_mut().find(|(event, k)| *event == claim.event && can_be_same(k, target)) {
            Some((_, k)) => {
                if k.owner.is_none() {
                    (k.owner, k.owner_name) = (target.owner.clone(), target.owner_name.clone());
                }
                k.damage = k.damage.or(target.damage);
            }
            None => known.push((claim.event.clone(), target.clone())),
        }
    }
    let mut kept: Vec<Claim> = Vec::with_capacity(claims.len());
    for mut claim in claims.drain(..) {
        if let Value::Target(target) = &mut claim.value
            && let Some((_, k)) = known.iter().find(|(event, k)| *event == claim.event && can_be_same(k, target))
        {
            *target = k.clone();
        }
        let told = |k: &&mut Claim| {
            matches!(k.value, Value::Target(_))
                && (&k.event, &k.value, k.polarity, k.modality)
                    == (&claim.event, &claim.value, claim.polarity, claim.modality)
                && k.by == claim.by
        };
        match kept.iter_mut().find(told) {
            Some(k) => claim.spans.iter().for_each(|span| k.spans.push(span.clone())),
            None => kept.push(claim),
        }
    }
    *claims = kept;
}

/// Whether two targets can be one: the same kind, no two owners, and the same noun, or premises of one owner ("the office",
/// "the building").
fn can_be_same(a: &Target, b: &Target) -> bool {
    let shares = |x: &str, y: &str| x.split(' ').any(|word| y.split(' ').any(|other| other == word));
    let names = match (&a.name, &b.name) {
        (Some(x), Some(y)) => shares(x, y),
        _ => true,
    };
    let one_owner = a.owner.is_none() || b.owner.is_none() || a.owner == b.owner;
    a.kind == b.kind && one_owner && (names || a.kind == TargetKind::Premises)
}

/// The event of the nearest act in the sentence, else the main one.
fn event_near(doc: &Doc<'_>, events: &[LocalEvent], told: &[Telling], at: usize) -> usize {
    let sentence = doc.sentence(at);
    let first = told.partition_point(|t| t.act.token < sentence.start);
    let near = told.iter().enumerate().skip(first).take_while(|(_, t)| t.act.token < sentence.end);
    let nearest = near.min_by_key(|(_, t)| t.act.token.abs_diff(at)).map(|(n, _)| n);
    nearest.and_then(|n| events.iter().position(|e| e.tellings.contains(&n))).unwrap_or(0)
}

/// A phrase of the list whose first word is a verb, noun or adjective at this token, with gaps of a few words.
fn list_at<'l, T: Clone>(doc: &Doc<'_>, list: &'l Phrases<T>, at: usize) -> Option<(Range<usize>, &'l T)> {
    let fits = |words: &Vec<String>| {
        let end = doc.sentence(at).end;
        let mut last = at;
        // An auxiliary and its infinitive stand together ("have to"); a verb and its object may not.
        let gap = if matches!(doc.analysis.tokens[at].upos, Upos::Aux | Upos::Part) { 1 } else { 5 };
        let all = words[1..].iter().all(|word| {
            let next = (last + 1..end.min(last + 1 + gap)).find(|t| doc.is_word(*t, word));
            last = next.unwrap_or(last);
            next.is_some()
        });
        all.then_some(at..last + 1)
    };
    let keys = [doc.lemmas[at].as_str(), doc.lower[at].as_str()];
    let by_key = |key: &str| list.starting(key).iter().find_map(|(words, value)| fits(words).map(|r| (r, value)));
    by_key(keys[0]).or_else(|| if keys[0] == keys[1] { None } else { by_key(keys[1]) })
}

fn sentence_phrases<'p>(doc: &Doc<'_>, phrases: &'p [Phrase], at: usize) -> impl Iterator<Item = (usize, &'p Phrase)> {
    let sentence = doc.sentence(at);
    let low = at.saturating_sub(60).max(sentence.start);
    let high = (at + 60).min(sentence.end);
    let first = phrases.partition_point(|p| p.tokens.start < low);
    phrases.iter().enumerate().skip(first).take_while(move |(_, p)| p.tokens.start < high)
}

/// A body of the state, or a person with a post: somebody who can be asked to act.
fn can_be_asked(doc: &Doc<'_>, phrase: &Phrase) -> bool {
    let draft = phrase.entity.map(|e| &doc.names.entities[e]);
    phrase.is_state()
        || phrase.people.as_ref().is_some_and(|p| p.occupation == Some(Occupation::Official))
        || draft.is_some_and(|d| {
            let post = d.role.as_deref().is_some_and(|r| doc.is_post_of_state(r));
            d.kind == EntityKind::Person && (post || d.occupation == Some(Occupation::Official))
        })
}

fn alerted(build: &mut Builder<'_, '_>, event: usize, at: usize) {
    let doc = build.doc;
    if doc.analysis.tokens[at].upos == Upos::Noun {
        return;
    }
    if let Some((words, ())) = list_at(doc, &doc.lexicon.alert, at) {
        let speaker_is_state =
            |verb: usize| subject_of(doc, build.phrases, verb).is_some_and(|s| build.phrases[s].is_state());
        let told: Vec<usize> = sentence_phrases(doc, build.phrases, at)
            .filter(|(_, p)| can_be_asked(doc, p) || (p.kind == Kind::Person && p.entity.is_some() && !p.pronoun))
            .filter(|(_, p)| match relation(doc, at, p) {
                Some((Stands::Object | Stands::PassiveSubject, _)) => true,
                Some((Stands::Preposition(mark), trust)) => trust > 1 && words.contains(&mark),
                _ => false,
            })
            .map(|(n, _)| n)
            .collect();
        let told = with_lists(build, told);
        // Of several who are told together one that can be asked speaks for all.
        let nobody = !told.iter().any(|n| can_be_asked(doc, &build.phrases[*n]));
        if nobody || speaker_is_state(at) {
            return;
        }
        let how = said(doc, build.phrases, at, false);
        if how.polarity == Polarity::Denied || how.modality != Modality::Actual {
            return;
        }
        let answer = answer_after(build, at, &told);
        for phrase in told {
            add_alerted(build, event, phrase, &how, &words, answer.as_ref());
        }
        return;
    }
    unasked(build, event, at);
}

/// Some phrases with the others of the lists of persons that they stand in; words for all of a list as those of it.
fn with_lists(build: &Builder<'_, '_>, mut phrases: Vec<usize>) -> Vec<usize> {
    let Some(first) = phrases.first().map(|n| build.doc.sentence(build.phrases[*n].head)) else { return phrases };
    let start = |list: &List| build.phrases[list.members[0]].tokens.start;
    let from = build.lists.partition_point(|list| start(list) < first.start);
    for list in build.lists[from..].iter().take_while(|list| start(list) < first.end) {
        let whole = list.whole.filter(|whole| phrases.contains(whole));
        if whole.is_some() || list.members.iter().any(|n| phrases.contains(n)) {
            phrases.retain(|n| Some(*n) != whole);
            phrases.extend_from_slice(&list.members);
        }
    }
    phrases.sort_unstable();
    phrases.dedup();
    phrases
}

/// What those did who can be asked, where nobody says that they were: "the police never came", "firefighters arrived".
fn unasked(build: &mut Builder<'_, '_>, event: usize, at: usize) {
    let doc = build.doc;
    let Some((words, answer)) = list_at(doc, &doc.lexicon.answers, at) else { return };
    let answer = *answer;
    // A single word says too little, but for those who come and have not done it themselves.
    let tells = match answer {
        Answer::Came => !by_the_state(build),
        _ => words.len() > 1,
    };
    let verb = words.clone().rev().find(|t| doc.analysis.tokens[*t].upos == Upos::Verb).unwrap_or(at);
    let subject = subject_of(doc, build.phrases, verb).filter(|s| can_be_asked(doc, &build.phrases[*s]));
    let Some(subject) = subject.filter(|_| tells) else { return };
    let told = said(doc, build.phrases, verb, false);
    let answer = match (answer, told.polarity) {
        (Answer::None, _) => Answer::None,
        (Answer::Came, Polarity::Denied) => Answer::None,
        (_, Polarity::Denied) => return,
        (answer, Polarity::Affirmed) => answer,
    };
    if told.modality == Modality::Actual {
        let how = Said { polarity: Polarity::Affirmed, ..told };
        add_alerted(build, event, subject, &how, &words.clone(), Some(&(answer, words)));
    }
}

/// Whether somebody of the state did it.
fn by_the_state(build: &Builder<'_, '_>) -> bool {
    build.claims.iter().any(|c| matches!(&c.value, Value::Perpetrator(p) if p.kind == PerpetratorType::State))
}

fn add_alerted(
    build: &mut Builder<'_, '_>,
    event: usize,
    phrase: usize,
    how: &Said,
    words: &Range<usize>,
    answer: Option<&(Answer, Range<usize>)>,
) {
    let entity = build.phrases[phrase].entity.map(entity_id);
    let name = build.name(phrase);
    let already = build.claims.iter().any(|c| {
        matches!(&c.value, Value::Alerted(a) if a.name.as_ref() == Some(&name) && a.answer != Answer::Unknown)
            && answer.is_none_or(|(_, w)| c.spans.iter().any(|s| *s == build.doc.span_of(w.clone())))
    });
    if already {
        return;
    }
    let value = Alerted { entity, name: Some(name), answer: answer.map_or(Answer::Unknown, |a| a.0), clock: None };
    let mut spans = vec![build.words(phrase), words.clone()];
    spans.extend(answer.map(|a| a.1.clone()));
    let ground =
        Ground { event, said: how, words: spans, score: 0.7, rule: "alerted".into(), beat: &[], features: &[] };
    build.add(ground, Value::Alerted(value));
}

/// What those who were told did: later in the sentence, or in the next two, where they or a pronoun are the subject.
fn answer_after(build: &Builder<'_, '_>, alert: usize, told: &[usize]) -> Option<(Answer, Range<usize>)> {
    let doc = build.doc;
    let number = doc.analysis.sentence_of(alert);
    let last = doc.analysis.sentences.get(number + 2).or(doc.analysis.sentences.last())?.end;
    let mut best: Option<(Answer, Range<usize>)> = None;
    for at in alert + 1..last.min(alert + 80) {
        let Some((words, answer)) = list_at(doc, &doc.lexicon.answers, at) else { continue };
        let verb = words.clone().rev().find(|t| doc.analysis.tokens[*t].upos == Upos::Verb).unwrap_or(at);
        let theirs = match subject_of(doc, build.phrases, verb).map(|s| &build.phrases[s]) {
            Some(subject) => {
                subject.pronoun
                    || told.iter().any(|t| {
                        build.phrases[*t].head == subject.head
                            || (build.phrases[*t].entity.is_some() && build.phrases[*t].entity == subject.entity)
                    })
                    || (subject.is_state() && *answer == Answer::None)
            }
            None => *answer == Answer::None || doc.analysis.sentence_of(at) == number,
        };
        let how = said(doc, build.phrases, verb, false);
        let answer = if how.polarity == Polarity::Denied { Answer::None } else { *answer };
        let first = best.is_none() && how.modality == Modality::Actual;
        if theirs && (first || answer == Answer::None) {
            best = Some((answer, words));
            if answer == Answer::None {
                break;
            }
        }
    }
    best
}

fn outcome(build: &mut Builder<'_, '_>, event: usize, at: usize) {
    let doc = build.doc;
    let Some((words, kind)) = list_at(doc, &doc.lexicon.outcomes, at) else { return };
    let kind = *kind;
    let verb = words.clone().find(|t| doc.analysis.tokens[*t].upos == Upos::Verb).unwrap_or(at);
    // "An ambulance took him to a hospital": the noun says it of whom its verb speaks.
    let over = doc.analysis.tokens[verb].head.filter(|h| doc.analysis.tokens[*h].upos == Upos::Verb);
    let by_noun = kind == OutcomeKind::Hospitalised && doc.analysis.tokens[verb].upos != Upos::Verb;
    let (verb, moved) = if by_noun { (over.unwrap_or(verb), over.is_some()) } else { (verb, false) };
    // "She is in hospital", where the language has no verb for it.
    let beside = doc.analysis.tokens[verb].head.filter(|_| by_noun && !moved);
    let passive_only = kind == OutcomeKind::Released || moved;
    let who: Vec<usize> = sentence_phrases(doc, build.phrases, verb)
        .filter(|(_, p)| p.is_party() || p.pronoun)
        .filter(|(_, p)| !p.none && p.people.as_ref().is_none_or(|people| people.works_for.is_none()) && !p.is_state())
        .filter(|(_, p)| speaks_behind(doc, p).is_none())
        .filter(|(_, p)| match relation(doc, verb, p) {
            _ if beside == Some(p.head) || is_told_by(doc, &words, p) => true,
            Some((Stands::Subject, _)) => !passive_only,
            Some((Stands::PassiveSubject, _)) => true,
            Some((Stands::Object, _)) => matches!(kind, OutcomeKind::Released | OutcomeKind::Hospitalised),
            _ => false,
        })
        .map(|(n, _)| n)
        .collect();
    let how = said(doc, build.phrases, verb, false);
    let attempted_is_done = how.modality == Modality::Attempted && kind == OutcomeKind::Escaped;
    if how.polarity == Polarity::Denied || (how.modality != Modality::Actual && !attempted_is_done) {
        return;
    }
    let how = Said { modality: Modality::Actual, ..how };
    let who: Vec<usize> = with_lists(build, who).into_iter().map(|n| meant_by(build, n, verb)).collect();
    for phrase in &who {
        let who_is = &build.phrases[*phrase];
        let plural = doc.analysis.tokens[who_is.head].feats.number == Some(syntax::Number::Plur);
        let one = !plural && who_is.pronoun;
        let fits = |e: &usize| one || !plural && is_so_called(doc, who_is, *e);
        let entity = who_is.entity.or_else(|| only_victim(build, event).filter(fits));
        let name = entity.map(|e| doc.names.entities[e].name.clone());
        let value = Outcome { entity: entity.map(entity_id), name, kind };
        let spans = vec![build.words(*phrase), words.clone()];
        let ground = Ground {
            event,
            said: &how,
            words: spans.clone(),
            score: 0.7,
            rule: "outcome".into(),
            beat: &[],
            features: &[],
        };
        build.add(ground, Value::Outcome(value));
        // Whoever got away from an attack, or went to hospital from it, was attacked.
        let hit =
            matches!(kind, OutcomeKind::Escaped | OutcomeKind::Hospitalised | OutcomeKind::Fled | OutcomeKind::Died);
        if let Some(entity) = entity.filter(|e| hit && doc.names.entities[*e].kind == EntityKind::Person) {
            let ground = Ground {
                event,
                said: &how,
                words: spans,
                score: 0.6,
                rule: "outcome".into(),
                beat: &[],
                features: &[],
            };
            build.named_victim(entity, ground);
        }
    }
}

/// What a relative pronoun stands for: the noun that the verb's clause hangs on.
fn meant_by(build: &Builder<'_, '_>, phrase: usize, verb: usize) -> usize {
    let doc = build.doc;
    let pronoun = &build.phrases[phrase];
    let relative = pronoun.pronoun && doc.lexicon.relative.single(doc.lemma(pronoun.head)).is_some();
    let head = doc.analysis.tokens[verb].head.filter(|_| relative);
    let noun = |h: usize| {
        let number = build.phrases.partition_point(|p| p.tokens.end <= h);
        build.phrases.get(number).filter(|p| p.tokens.contains(&h)).map(|_| number)
    };
    head.and_then(noun).unwrap_or(phrase)
}

/// Whether a phrase is the subject of a noun among some words: "she is in a coma".
fn is_told_by(doc: &Doc<'_>, words: &Range<usize>, phrase: &Phrase) -> bool {
    let token = &doc.analysis.tokens[phrase.top];
    let noun = token.head.filter(|h| words.contains(h) && doc.analysis.tokens[*h].upos == Upos::Noun);
    token.deprel == Deprel::Nsubj && noun.is_some()
}

/// "The lawyer is in hospital", «правозащитник госпитализирован»: whether somebody can be called by what a phrase says.
fn is_so_called(doc: &Doc<'_>, phrase: &Phrase, entity: usize) -> bool {
    let words = |list: &Phrases<()>| phrase.tokens.clone().any(|t| list.single(doc.lemma(t)).is_some());
    let definite = doc.lexicon.noun_first || words(&doc.lexicon.pointing);
    let called = phrase.people.as_ref().filter(|p| !p.group && !p.weak).and_then(|p| p.occupation);
    let same = called.is_some() && called == doc.names.entities[entity].occupation;
    phrase.kind == Kind::Person && !phrase.by_name && definite && same && !words(&doc.lexicon.other)
}

/// The one person whom the report names as a victim of an event: "he", where nothing else tells who.
fn only_victim(build: &Builder<'_, '_>, event: usize) -> Option<usize> {
    let event = local_event_id(event);
    let mut victims: Vec<&EntityId> = Vec::new();
    for claim in build.claims.iter().filter(|c| c.event == event) {
        if let Value::Victim(Victim { entity: Some(entity), kind: Some(EntityKind::Person), .. }) = &claim.value
            && !victims.contains(&entity)
        {
            victims.push(entity);
        }
    }
    let [one] = victims[..] else { return None };
    (0..build.doc.names.entities.len()).find(|n| entity_id(*n) == *one)
}

fn response(build: &mut Builder<'_, '_>, event: usize, told: &[Telling], at: usize) {
    let doc = build.doc;
    let Some((words, kind)) = list_at(doc, &doc.lexicon.responses, at)
        .map(|(words, kind)| (words, *kind))
        .or_else(|| official_says(build, at).then_some((at..at + 1, ResponseKind::Statement)))
    else {
        return;
    };
    if is_done_to_a_victim(build, event, told, &words) {
        return;
    }
    let verb = words.clone().find(|t| doc.analysis.tokens[*t].upos == Upos::Verb).unwrap_or(at);
    let how = said(doc, build.phrases, verb, doc.analysis.tokens[verb].upos == Upos::Noun);
    if matches!(how.modality, Modality::Demanded | Modality::Hypothetical | Modality::Threatened) {
        return;
    }
    let subject = subject_of(doc, build.phrases, verb).filter(|s| can_be_asked(doc, &build.phrases[*s]));
    let passive_case = kind == ResponseKind::Arrest || kind == ResponseKind::Investigation && words.len() > 1;
    if subject.is_none() && !passive_case {
        return;
    }
    let denied = how.polarity == Polarity::Denied && kind != ResponseKind::None;
    let kind = match (denied, kind) {
        (
            true,
            ResponseKind::Investigation | ResponseKind::Charge | ResponseKind::Arrest | ResponseKind::Protection,
        ) => ResponseKind::None,
        (true, ResponseKind::Denial) | (false, _) => kind,
        (true, _) => return,
    };
    let how = Said { polarity: Polarity::Affirmed, modality: Modality::Actual, ..how };
    let named = subject.or_else(|| authority_before(build, at).filter(|_| passive_case));
    let (entity, name) = match named {
        Some(s) => (build.phrases[s].entity.map(entity_id), Some(build.name(s))),
        None => (None, None),
    };
    let mut spans: Vec<Range<usize>> = subject.map(|s| build.words(s)).into_iter().collect();
    spans.push(words);
    let ground =
        Ground { event, said: &how, words: spans, score: 0.6, rule: "response".into(), beat: &[], features: &[] };
    build.add(ground, Value::Response(Response { entity, name, kind }));
}

/// Whether words tell a case against whoever suffers the event, or their arrest: that is no answer to it.
fn is_done_to_a_victim(build: &Builder<'_, '_>, event: usize, told: &[Telling], words: &Range<usize>) -> bool {
    let event = local_event_id(event);
    let suffers = |e: &EntityId| {
        let is_victim = |c: &Claim| matches!(&c.value, Value::Victim(v) if v.entity.as_ref() == Some(e));
        build.claims.iter().any(|c| c.event == event && is_victim(c))
    };
    let against = |t: &Telling| {
        let mut patients = t.act.patients.iter().filter_map(|r| build.phrases[r.phrase].entity.map(entity_id));
        matches!(t.act.code, ActCode::Prosecution | ActCode::Detention) && patients.any(|e| suffers(&e))
    };
    let there = told.partition_point(|t| t.act.token < words.start)..told.partition_point(|t| t.act.token < words.end);
    told[there].iter().any(|t| t.answer.is_none() && against(t))
}

/// An official whom the report names says something.
fn official_says(build: &Builder<'_, '_>, at: usize) -> bool {
    let doc = build.doc;
    let says = doc.analysis.tokens[at].upos == Upos::Verb && doc.lexicon.says.single(doc.lemma(at)).is_some();
    let speaker = || subject_of(doc, build.phrases, at).map(|s| &build.phrases[s]);
    says && speaker().is_some_and(|p| {
        let person = p.entity.is_some_and(|e| doc.names.entities[e].kind == EntityKind::Person);
        person && p.by_name && can_be_asked(doc, p)
    })
}

/// The body of the state that is named last before a token, in its sentence or the one before: "a case was opened".
pub(crate) fn authority_before(build: &Builder<'_, '_>, at: usize) -> Option<usize> {
    let doc = build.doc;
    let number = doc.analysis.sentence_of(at);
    let low = doc.analysis.sentences[number.saturating_sub(1)].start;
    let end = build.phrases.partition_point(|p| p.tokens.start < at);
    let before = build.phrases[..end].iter().enumerate().rev().take_while(|(_, p)| p.tokens.start >= low);
    before.filter(|(_, p)| p.is_state()).map(|(n, _)| n).next()
}

fn demand(build: &mut Builder<'_, '_>, event: usize, at: usize) {
    let doc = build.doc;
    let Some((words, ())) = list_at(doc, &doc.lexicon.demand, at) else { return };
    // "A call on 2 May" is no "call on" anybody.
    if words.len() > 1 && words.end < doc.lemmas.len() && doc.in_time(words.end) {
        return;
    }
    let token = &doc.analysis.tokens[at];
    let modal = token.upos == Upos::Aux || token.head.is_some_and(|h| token.deprel == Deprel::Aux && h > at);
    let verb = if modal { token.head.unwrap_or(at) } else { at };
    let asked: Vec<usize> = sentence_phrases(doc, build.phrases, at)
        .filter(|(_, p)| (p.is_party() && !p.pronoun) || p.kind == Kind::Place)
        .filter(|(_, p)| match relation(doc, verb, p) {
            Some((Stands::Subject | Stands::PassiveSubject, trust)) if modal => trust > 0 && can_be_addressed(doc, p),
            Some((Stands::Object, _)) if !modal => can_be_addressed(doc, p),
            Some((Stands::Preposition(mark), _)) if !modal => words.contains(&mark) && can_be_addressed(doc, p),
            // "should demand that Russian authorities stop …"
            Some((Stands::Subject, _)) => false,
            _ => !modal && is_subject_of_content(doc, verb, p) && can_be_addressed(doc, p),
        })
        .map(|(n, _)| n)
        .collect();
    if asked.is_empty() {
        return;
    }
    let how = said(doc, build.phrases, verb, false);
    if how.polarity == Polarity::Denied {
        return;
    }
    let by = if modal { how.by.first().copied() } else { subject_of(doc, build.phrases, verb) };
    let by = by.and_then(|p| build.phrases[p].entity);
    let end = doc.sentence(at).end;
    let text = doc.span_of(at..end).quote;
    let how = Said { modality: Modality::Actual, polarity: Polarity::Affirmed, ..how };
    for phrase in asked {
        let value = Demand {
            to: build.phrases[phrase].entity.map(entity_id),
            to_name: Some(build.name(phrase)),
            by: by.map(entity_id),
            by_name: by.map(|b| doc.names.entities[b].name.clone()),
            text: Some(text.clone()),
        };
        if value.to.is_none() {
            continue;
        }
        let spans = vec![build.words(phrase), at..end];
        let ground =
            Ground { event, said: &how, words: spans, score: 0.6, rule: "demand".into(), beat: &[], features: &[] };
        build.add(ground, Value::Demand(value));
    }
}

/// Bodies of the state, organisations, countries, and persons with a post.
fn can_be_addressed(doc: &Doc<'_>, phrase: &Phrase) -> bool {
    can_be_asked(doc, phrase) || matches!(phrase.kind, Kind::Organisation | Kind::Place) && phrase.by_name
}

/// "demanded that the police …": the subject of the clause that is demanded.
fn is_subject_of_content(doc: &Doc<'_>, verb: usize, phrase: &Phrase) -> bool {
    let tokens = &doc.analysis.tokens;
    tokens[phrase.top].head.is_some_and(|content| {
        matches!(tokens[phrase.top].deprel, Deprel::Nsubj | Deprel::NsubjPass)
            && tokens[content].head == Some(verb)
            && matches!(tokens[content].deprel, Deprel::Ccomp | Deprel::Xcomp)
    })
}
