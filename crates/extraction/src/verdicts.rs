//! Claims that a model of judgement adds to those of an event's acts, or makes less sure.

use std::collections::HashSet;

use model::*;

use crate::claims::{Builder, Ground, local_event_id};
use crate::document::LocalEvent;
use crate::judge::model::Judgement;
use crate::phrases::Phrase;
use crate::tellings::{Telling, named_victims};

/// How sure the model must be of a victim whose words the report gives.
const SPEAKER: f32 = 0.5;

/// How sure it must be of one in a short report whose acts name other persons.
const BESIDE_OTHERS: f32 = 0.6;

/// How sure the model must be of who is behind an event where no words name anybody.
const IMPLIED: f32 = 0.75;

/// How many sentences behind an act may tell who did it.
const TOLD_BESIDE: usize = 2;

impl Builder<'_, '_> {
    /// Persons whom the model takes for victims of the main event and no act names as such are added; those whom an act
    /// names and the model does not believe are left out.
    pub(crate) fn judged_victims(&mut self, event: &LocalEvent, told: &[Telling]) {
        let judged = std::mem::take(&mut self.judged);
        let id = local_event_id(0);
        let number_of = |e: &EntityId| e.0[1..].parse::<usize>().map_or(usize::MAX, |n| n - 1);
        let victim = |c: &Claim| match &c.value {
            Value::Victim(v) if c.event == id => v.entity.as_ref().map(number_of),
            _ => None,
        };
        let short = self.doc.is_short();
        self.claims.retain(|c| !victim(c).is_some_and(|n| judged.doubtful.contains(&n)));
        let known: HashSet<usize> = self.claims.iter().filter_map(victim).collect();
        // A short report that names who suffered names all of them; who suffered in another event did so there.
        let person = |e: &usize| self.doc.names.entities[*e].kind == EntityKind::Person;
        let at_least = if short && known.iter().any(person) { BESIDE_OTHERS } else { 0.0 };
        let elsewhere: HashSet<usize> = (0..told.len())
            .filter(|n| at_least > 0.0 && !event.tellings.contains(n))
            .flat_map(|n| named_victims(self.phrases, &told[n].act))
            .collect();
        // Where an organisation's premises were attacked, those whom no act names are its people and its history.
        let premises =
            |c: &Claim| matches!(&c.value, Value::Target(t) if t.owner.is_some() && t.kind == TargetKind::Premises);
        if self.claims.iter().any(|c| c.event == id && premises(c)) {
            self.judged = judged;
            return;
        }
        // Nor does whoever is held or sentenced for it suffer it.
        let answered = told.iter().filter(|t| t.answer.is_some()).flat_map(|t| &t.act.patients);
        let accused: HashSet<usize> = answered.filter_map(|r| self.phrases[r.phrase].entity).collect();
        // Whoever tells of it is rather not who suffered it.
        let speakers: HashSet<usize> = self.claims.iter().flat_map(|c| &c.by).map(number_of).collect();
        let sure = |(entity, judgement): &&(usize, Judgement)| {
            let speaks = || speakers.contains(entity) || self.is_behind(*entity, &|t| self.doc.says(t));
            let cited = || self.is_behind(*entity, &|t| self.doc.phrase_at(&self.doc.lexicon.according, t).is_some());
            let apart = elsewhere.contains(entity) || accused.contains(entity);
            let told_of = !known.contains(entity) && !apart && judgement.probability >= at_least;
            told_of && (judgement.probability >= SPEAKER || !speaks()) && !cited()
        };
        let others: Vec<&(usize, Judgement)> = judged.victims.iter().filter(sure).collect();
        for (entity, judgement) in others {
            let Some(ground) = self.ground_of_victim(*entity, judgement, event, told) else { continue };
            self.named_victim(*entity, ground);
        }
        self.judged = judged;
    }

    /// Whether certain words stand shortly before a name of an entity: "citing the lawyer X", "quoted X as saying".
    fn is_behind(&self, entity: usize, words: &dyn Fn(usize) -> bool) -> bool {
        let names = self.doc.names.entities[entity].mentions.iter().filter(|m| m.form.is_name()).take(20);
        names.map(|m| m.tokens.start).any(|at| {
            let start = at.saturating_sub(4).max(self.doc.sentence(at).start);
            (start..at).any(words)
        })
    }

    /// The words for a victim whom the model found: the mention next to an act of the event, and that act.
    fn ground_of_victim<'s>(
        &self,
        entity: usize,
        judgement: &'s Judgement,
        event: &LocalEvent,
        told: &'s [Telling],
    ) -> Option<Ground<'s>> {
        let names = self.doc.names.entities[entity].mentions.iter().filter(|m| m.form.is_name());
        let acts = event.tellings.iter().map(|n| &told[*n]).filter(|t| t.happened() && !t.act.code.is_context());
        let acts: Vec<&Telling> = acts.take(60).collect();
        let pairs = names.take(20).flat_map(|m| acts.iter().map(move |t| (m, *t)));
        let (mention, telling) = pairs.min_by_key(|(m, t)| t.act.token.abs_diff(m.tokens.start))?;
        let words = vec![mention.tokens.clone(), telling.act.words.clone()];
        let (score, rule) = (f64::from(judgement.probability), "victim model".to_owned());
        Some(Ground { event: 0, said: &telling.said, words, score, rule, beat: &[], features: &judgement.because })
    }

    /// Acts that only authorities do are theirs also where a report does not say so; of the main event the model says who
    /// is behind it, and what an act says otherwise is less sure.
    pub(crate) fn implied_perpetrator(&mut self, number: usize, event: &LocalEvent, told: &[Telling], violence: bool) {
        let id = local_event_id(number);
        let judged = self.judged.perpetrator.clone().filter(|_| number == 0);
        let (mut agrees, mut known, mut unknown) = (false, false, false);
        for claim in self.claims.iter_mut().filter(|c| c.event == id && c.polarity == Polarity::Affirmed) {
            let Value::Perpetrator(Perpetrator { kind, .. }) = &claim.value else { continue };
            match &judged {
                _ if *kind == PerpetratorType::Unknown => unknown = true,
                Some((judged, judgement)) if judged != kind => {
                    claim.score = claim.score.map(|s| s.min(f64::from(1.0 - judgement.probability)));
                    known = true;
                }
                _ => agrees = true,
            }
        }
        if agrees {
            return;
        }
        let happened = |t: &&Telling| t.happened() && !t.act.code.is_context();
        let by_state = |t: &&Telling| t.act.code.is_of_the_state() && !t.act.patients.is_empty();
        // Beside violence, searches and cases are what authorities do about it, unless they are against a person by name.
        let person = |e: &usize| self.doc.names.entities[*e].kind == EntityKind::Person;
        let against = |t: &&Telling| !violence || named_victims(self.phrases, &t.act).iter().any(person);
        let done = |t: &&Telling| happened(t) && by_state(t) && against(t) && self.answer(t, violence).is_none();
        // A short report that tells violence by nobody knows of nobody.
        let knows_nobody = unknown || (violence && self.doc.is_short());
        let tellings = || event.tellings.iter().map(|n| &told[*n]);
        let (telling, kind, score, features) = match (&judged, tellings().find(done), tellings().find(happened)) {
            (Some((kind, judgement)), _, Some(telling)) if !knows_nobody && judgement.probability >= IMPLIED => {
                (telling, *kind, f64::from(judgement.probability), &judgement.because[..])
            }
            (judged, Some(telling), _)
                if !known && !unknown && judged.as_ref().is_none_or(|(kind, _)| *kind == PerpetratorType::State) =>
            {
                (telling, PerpetratorType::State, 0.4, &[][..])
            }
            _ => return,
        };
        let value = Perpetrator { entity: None, name: None, description: None, kind, number: None };
        let (said, words) = (&telling.said, vec![telling.act.words.clone()]);
        let ground = Ground { event: number, said, words, score, rule: "implied".into(), beat: &[], features };
        self.add(ground, Value::Perpetrator(value));
    }

    /// Where the main event is violence and nobody is told to have done it, it was the attackers told of beside it.
    pub(crate) fn described_perpetrator(&mut self, number: usize, event: &LocalEvent, told: &[Telling]) {
        let id = local_event_id(number);
        let who = |c: &Claim| c.polarity == Polarity::Affirmed && matches!(c.value, Value::Perpetrator(_));
        let told_of = || self.claims.iter().any(|c| c.event == id && who(c));
        if event.role != EventRole::Main || told_of() {
            return;
        }
        let suffer: HashSet<usize> = told.iter().flat_map(|t| &t.act.patients).map(|r| r.phrase).collect();
        let violent = event.tellings.iter().map(|n| &told[*n]).filter(|t| t.happened() && t.act.code.is_violent());
        let beside = |t: &Telling| self.attackers_beside(t.act.token).find(|n| !suffer.contains(n));
        let Some((telling, attackers)) = violent.take(60).find_map(|t| Some((t, beside(t)?))) else { return };
        let phrase = &self.phrases[attackers];
        let value = Perpetrator {
            entity: None,
            name: None,
            description: Some(self.doc.described(phrase)),
            kind: PerpetratorType::Unknown,
            number: phrase.number.filter(|n| n.min != Some(1)),
        };
        let (said, words) = (&telling.said, vec![phrase.tokens.clone(), telling.act.words.clone()]);
        let rule = "described".into();
        let ground = Ground { event: number, said, words, score: 0.5, rule, beat: &[], features: &[] };
        self.add(ground, Value::Perpetrator(value));
    }

    /// Phrases for attackers whom nobody knows, in the sentence of an act and the next ones.
    fn attackers_beside(&self, act: usize) -> impl Iterator<Item = usize> {
        let sentences = &self.doc.analysis.sentences;
        let first = self.doc.analysis.sentence_of(act);
        let last = (first + TOLD_BESIDE).min(sentences.len() - 1);
        let (low, high) = (sentences[first].start, sentences[last].end);
        let from = self.phrases.partition_point(|p| p.tokens.start < low);
        let here = self.phrases.iter().enumerate().skip(from).take(60).take_while(move |(_, p)| p.tokens.start < high);
        here.filter(|(_, p)| is_attackers(p)).map(|(n, _)| n)
    }
}

/// People by a noun for attackers of whom nothing else is known.
fn is_attackers(phrase: &Phrase) -> bool {
    let people = phrase.people.as_ref().filter(|p| p.works_for == Some(PerpetratorType::Unknown));
    let known = people.is_none_or(|p| p.occupation.is_some() && !p.weak);
    !known && phrase.entity.is_none() && phrase.owner.is_none() && !phrase.none && !phrase.pronoun
}
