//! When and where an event was, as claims: its own time and place first, then those that its acts are told with.

use model::*;

use crate::claims::{Builder, Ground};
use crate::convert::entity_id;
use crate::document::LocalEvent;
use crate::said::Said;
use crate::tellings::Telling;

/// A place in the name of a body is the event's where a report names no other, if it is as sure as this.
const IN_A_NAME: f64 = 0.5;

impl Builder<'_, '_> {
    pub(crate) fn when(&mut self, number: usize, event: &LocalEvent, told: &[Telling]) {
        let plain = Said::plainly();
        let mut times: Vec<usize> = event.time.into_iter().collect();
        for telling in event.tellings.iter().map(|n| &told[*n]) {
            let then = telling.happened() && !telling.before && !telling.is_sequel();
            if let Some(time) = telling.time.filter(|t| !times.contains(t) && then) {
                times.push(time);
            }
        }
        for time in times {
            let found = &self.doc.times[time];
            let fits = match (&found.edtf, &event.edtf) {
                (Some(a), Some(b)) => a.relation(b) != Relation::Exclusive,
                _ => true,
            };
            if !fits || (found.edtf.is_none() && found.clock.is_none()) {
                continue;
            }
            let value = When {
                edtf: found.edtf.clone().or_else(|| {
                    event.edtf.clone().filter(|day| found.clock.is_some() && day.precision() >= Precision::Days)
                }),
                clock: found.clock,
                approximate: found.approximate,
                part: found.part,
                zone: found.zone.clone(),
                time: Some(TimeId(format!("t{}", time + 1))),
                inferred_from: found.inferred_from.clone(),
            };
            let score = if Some(time) == event.time { 0.9 } else { 0.6 };
            let rule = found.rule.clone();
            let ground = Ground {
                event: number,
                said: &plain,
                words: vec![found.tokens.clone()],
                score,
                rule,
                beat: &[],
                features: &[],
            };
            self.add(ground, Value::When(value));
        }
    }

    /// "The Kherson City Council": where a report names no place, or none finer than what is around it, that of its
    /// authorities and organisations.
    fn place_in_a_name(&mut self, around: Option<&Place>) {
        let doc = self.doc;
        let body = |token: usize| {
            let kind = doc.named[token].map(|e| doc.names.entities[e].kind);
            matches!(kind, Some(EntityKind::Authority | EntityKind::Organisation))
        };
        let inside = |place: &Place| {
            around.is_none_or(|a| a.country == place.country && (a.region.is_none() || a.region == place.region))
        };
        let fits = |found: &&names::InBody| {
            found.score >= IN_A_NAME
                && found.tokens.clone().all(body)
                && inside(&found.place)
                && (around.is_none() || found.place.city.is_some())
        };
        let best = doc.names.in_bodies.iter().filter(fits).max_by(|a, b| a.score.total_cmp(&b.score));
        let Some(found) = best else { return };
        let value = Where {
            entity: None,
            name: Some(found.name.clone()),
            country: Some(found.place.country.clone()),
            region: found.place.region.clone(),
            city: found.place.city.clone(),
            lat: Some(found.place.lat),
            lon: Some(found.place.lon),
        };
        let words = vec![found.tokens.clone()];
        let rule = "place in a name".into();
        self.add(
            Ground { event: 0, said: &Said::plainly(), words, score: 0.4, rule, beat: &[], features: &[] },
            Value::Where(value),
        );
    }

    pub(crate) fn place(&mut self, number: usize, event: &LocalEvent, told: &[Telling]) {
        let Some(entity) = event.place else {
            if number == 0 {
                self.place_in_a_name(None);
            }
            return;
        };
        let draft = &self.doc.names.entities[entity];
        let Some(resolved) = &draft.place else { return };
        if number == 0 && resolved.city.is_none() {
            self.place_in_a_name(Some(resolved));
        }
        let at_act = event.tellings.iter().flat_map(|n| &told[*n].act.places);
        let said_there = at_act.copied().find(|p| self.phrases[*p].entity == Some(entity));
        let words = match (said_there, draft.mentions.first()) {
            (Some(phrase), _) => self.words(phrase),
            (None, Some(mention)) => mention.tokens.clone(),
            (None, None) => return,
        };
        let value = Where {
            entity: Some(entity_id(entity)),
            name: Some(draft.name.clone()),
            country: Some(resolved.country.clone()),
            region: resolved.region.clone(),
            city: resolved.city.clone().or_else(|| places::city_state(&resolved.country).map(str::to_owned)),
            lat: Some(resolved.lat),
            lon: Some(resolved.lon),
        };
        let score = if said_there.is_some() { 0.85 } else { 0.6 };
        let plain = Said::plainly();
        let ground = Ground {
            event: number,
            said: &plain,
            words: vec![words],
            score,
            rule: "place".into(),
            beat: &[],
            features: &[],
        };
        self.add(ground, Value::Where(value));
    }
}
