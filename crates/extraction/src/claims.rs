//! Acts and their roles as claims of the model, each with the words that say so.

use std::ops::Range;

use model::*;

use crate::acts::{Act as Told, Role};
use crate::aftermath::authority_before;
use crate::answers::answer_to_violence;
use crate::cast::Cast;
use crate::convert::entity_id;
use crate::doc::Doc;
use crate::document::LocalEvent;
use crate::judge::Judged;
use crate::lexicon::Kind;
use crate::lists::List;
use crate::phrases::Phrase;
use crate::said::Said;
use crate::tellings::{Telling, named_victims};

/// Collects the claims of a report; the same value said twice is one claim with both places.
pub(crate) struct Builder<'d, 'a> {
    pub doc: &'d Doc<'a>,
    pub phrases: &'d [Phrase],
    pub lists: &'d [List],
    pub claims: Vec<Claim>,
    pub cast: Cast,
    pub judged: Judged,
    pub explain: bool,
}

/// What a claim is made of besides its value.
pub(crate) struct Ground<'s> {
    pub event: usize,
    pub said: &'s Said,
    pub words: Vec<Range<usize>>,
    pub score: f64,
    pub rule: String,
    pub beat: &'s [String],
    /// What a model believed it for.
    pub features: &'s [String],
}

impl Builder<'_, '_> {
    /// Adds a claim, or its words to one that says the same.
    pub(crate) fn add(&mut self, ground: Ground<'_>, value: Value) {
        let spans: Vec<Span> =
            ground.words.into_iter().filter(|w| !w.is_empty()).map(|w| self.doc.span_of(w)).collect();
        let Ok(spans) = Spans::try_from(spans) else { return };
        let (by, by_names) = self.speakers(&ground.said.by);
        let event = local_event_id(ground.event);
        let same = self.claims.iter_mut().find(|c| {
            c.event == event
                && c.value == value
                && c.polarity == ground.said.polarity
                && c.modality == ground.said.modality
                && c.by == by
        });
        if let Some(claim) = same {
            for span in spans.iter() {
                claim.spans.push(span.clone());
            }
            claim.score = claim.score.map(|s| s.max(ground.score));
            return;
        }
        let because = ground.said.because.iter().map(|t| self.doc.form(*t)).collect::<Vec<_>>().join(", ");
        let why = self.explain.then(|| Why {
            by: Some(ground.rule.clone()),
            score: Some(ground.score),
            beat: ground.beat.to_vec(),
            note: note(&because, ground.features),
        });
        self.claims.push(Claim {
            id: ClaimId(String::new()),
            event,
            value,
            polarity: ground.said.polarity,
            modality: ground.said.modality,
            by,
            by_names,
            spans,
            score: Some(ground.score),
            rule: Some(ground.rule),
            why: why.map(Box::new),
        });
    }

    /// The claims with their final identifiers.
    pub(crate) fn numbered(self) -> Vec<Claim> {
        let numbered = self.claims.into_iter().enumerate();
        numbered.map(|(n, claim)| Claim { id: ClaimId(format!("c{}", n + 1)), ..claim }).collect()
    }

    fn speakers(&self, phrases: &[usize]) -> (Vec<EntityId>, Vec<String>) {
        let mut entities: Vec<usize> = Vec::new();
        for phrase in phrases {
            if let Some(entity) = self.phrases[*phrase].voice().filter(|e| !entities.contains(e)) {
                entities.push(entity);
            }
        }
        entities.iter().map(|e| (entity_id(*e), self.doc.names.entities[*e].name.clone())).unzip()
    }

    /// The words of a phrase.
    pub(crate) fn words(&self, phrase: usize) -> Range<usize> {
        self.phrases[phrase].tokens.clone()
    }

    /// The name of a phrase's entity, else its words without what is before the noun.
    pub(crate) fn name(&self, phrase: usize) -> String {
        let phrase = &self.phrases[phrase];
        match phrase.entity {
            Some(entity) => self.doc.names.entities[entity].name.clone(),
            None => self.doc.described(phrase),
        }
    }

    /// Claims of an event's acts and their roles.
    pub(crate) fn event(&mut self, number: usize, event: &LocalEvent, told: &[Telling]) {
        let happened: Vec<ActCode> =
            event.tellings.iter().map(|n| &told[*n]).filter(|t| t.happened()).map(|t| t.act.code).collect();
        // Where named people are detained, those whom a headline only counts are the same, and no suspects.
        let detains = |t: &Telling| {
            let named = || !named_victims(self.phrases, &t.act).is_empty();
            t.happened() && t.act.code == ActCode::Detention && t.answer.is_none() && named()
        };
        let detains = event.tellings.iter().any(|n| detains(&told[*n]));
        let violence = !detains && happened.iter().any(|c| c.is_violent());
        let killings = event.tellings.iter().map(|n| &told[*n]).filter(|t| t.happened());
        let killings = killings.filter(|t| t.act.code == ActCode::Killing);
        let killed: Vec<usize> = killings.flat_map(|t| named_victims(self.phrases, &t.act)).collect();
        let struck = event.tellings.iter().map(|n| &told[*n]).filter(|t| t.happened() && t.act.code.is_violent());
        let struck: Vec<usize> = struck.flat_map(|t| &t.act.patients).map(|r| r.phrase).collect();
        // «Задержанные жалуются на пытки»: whoever suffered it is not held for it.
        let is_struck = |t: &Telling| t.act.patients.iter().any(|r| struck.contains(&r.phrase));
        for telling in event.tellings.iter().map(|n| &told[*n]) {
            if let Some(kind) = self.answer(telling, violence).filter(|_| !is_struck(telling)) {
                if telling.happened() {
                    self.response(number, telling, kind);
                }
                continue;
            }
            let told_closer = telling.happened() && self.told_closer(&telling.act, &killed, &happened);
            self.act(number, telling, !told_closer);
        }
        self.when(number, event, told);
        self.place(number, event, told);
        if number == 0 {
            self.judged_victims(event, told);
        }
        self.drop_described_victims(number);
        self.drop_perpetrators_who_suffer(number);
        self.implied_perpetrator(number, event, told, violence);
        self.described_perpetrator(number, event, told);
    }

    /// The answer to the event's violence that a telling is, if it is one and no act of the event.
    pub(crate) fn answer(&self, telling: &Telling, violence: bool) -> Option<ResponseKind> {
        let suspects = violence && !telling.act.patients.is_empty();
        let by_people = || answer_to_violence(self.doc, self.phrases, &telling.act).filter(|_| suspects);
        telling.answer.or_else(by_people)
    }

    /// Whether an act is told more closely by another of its event: "the attack" is the arson told before it; that somebody
    /// was hit, or shot at, is how they were killed.
    fn told_closer(&self, act: &Told, killed: &[usize], happened: &[ActCode]) -> bool {
        let strangers = || named_victims(self.phrases, act).iter().any(|v| !killed.contains(v));
        let by_other = |other: ActCode| match (other, act.code) {
            (other, code) if other == code => false,
            (ActCode::Killing, ActCode::AttemptedKilling) => !strangers(),
            (ActCode::Killing | ActCode::AttemptedKilling, ActCode::Assault) => act.harm && !strangers(),
            (other, code) => other.supports(code),
        };
        happened.iter().any(|other| by_other(*other))
    }

    /// What the authorities did about an attack.
    fn response(&mut self, number: usize, telling: &Telling, kind: ResponseKind) {
        let agent = telling.act.agents.iter().map(|r| r.phrase).find(|p| self.phrases[*p].is_state());
        let held = |p: &usize| telling.act.patients.iter().any(|r| r.phrase == *p);
        let agent = agent.or_else(|| authority_before(self, telling.act.token).filter(|p| !held(p)));
        let entity = agent.and_then(|p| self.phrases[p].entity).map(entity_id);
        let name = agent.map(|p| self.name(p));
        let words = agent.map(|p| self.words(p)).into_iter().chain([telling.act.words.clone()]).collect();
        let said = &telling.said;
        let rule = "response".into();
        let ground = Ground { event: number, said, words, score: 0.6, rule, beat: &[], features: &[] };
        self.add(ground, Value::Response(Response { entity, name, kind }));
    }

    /// Nobody does to themselves what an event tells: whoever suffers it is no perpetrator of it.
    fn drop_perpetrators_who_suffer(&mut self, number: usize) {
        let event = local_event_id(number);
        let suffer: Vec<EntityId> = self
            .claims
            .iter()
            .filter(|c| c.event == event)
            .filter_map(|c| if let Value::Victim(v) = &c.value { v.entity.clone() } else { None })
            .collect();
        let does = |p: &Perpetrator| p.entity.as_ref().is_some_and(|e| suffer.contains(e));
        self.claims.retain(|c| c.event != event || !matches!(&c.value, Value::Perpetrator(p) if does(p)));
    }

    /// Where an event names the persons who suffered, those whom it only describes are the same.
    fn drop_described_victims(&mut self, number: usize) {
        let event = local_event_id(number);
        let person =
            |c: &Claim| matches!(&c.value, Value::Victim(v) if v.name.is_some() && v.kind == Some(EntityKind::Person));
        if self.claims.iter().any(|c| c.event == event && person(c)) {
            self.claims.retain(|c| c.event != event || !matches!(&c.value, Value::Victim(v) if v.name.is_none()));
        }
    }

    fn act(&mut self, number: usize, telling: &Telling, own_act: bool) {
        let act = &telling.act;
        let rule = self.doc.lexicon.rules[act.rule].id.clone();
        let words = vec![act.words.clone()];
        let trust = act.patients.iter().chain(&act.agents).map(|r| r.trust).max().unwrap_or(1);
        let score = 0.5 + 0.12 * f64::from(trust);
        let ground = |words| Ground {
            event: number,
            said: &telling.said,
            words,
            score,
            rule: rule.clone(),
            beat: &act.beat,
            features: &[],
        };
        if own_act {
            self.add(ground(words), Value::Act(Act { code: act.code }));
        }
        // Who announces violence threatens.
        if telling.said.modality == Modality::Threatened && act.code.is_violent() {
            let said = Said { modality: Modality::Actual, ..telling.said.clone() };
            let words = telling.said.because.iter().map(|t| *t..t + 1).chain([act.words.clone()]).collect();
            let threat = Ground {
                event: number,
                said: &said,
                words,
                score,
                rule: "threatened".into(),
                beat: &[],
                features: &[],
            };
            self.add(threat, Value::Act(Act { code: ActCode::Threat }));
        }
        if act.code.is_context() && act.code != ActCode::Release {
            return;
        }
        if let Some(by) = telling.said.disowned_by {
            self.disowned(by, telling, &ground);
        }
        for role in &act.patients {
            self.patient(telling, role, &ground);
        }
        let disowns = telling.said.disowned_by.and_then(|by| self.phrases[by].entity);
        let disowned = |r: &&Role| disowns.is_some() && self.phrases[r.phrase].entity == disowns;
        let agents: Vec<&Role> = act.agents.iter().filter(|r| !disowned(r)).collect();
        for role in agents {
            self.agent(telling, role, &ground);
        }
        for phrase in &act.instruments {
            self.add(ground(vec![self.words(*phrase)]), Value::Instrument(self.instrument(act, *phrase)));
        }
        // Who was shot and died is one of the dead.
        if own_act || act.code != ActCode::AttemptedKilling {
            self.casualties(number, telling);
        }
    }

    /// What an act is done with. "Fire" that is opened is a firearm's.
    fn instrument(&self, act: &Told, phrase: usize) -> Instrument {
        let phrase = &self.phrases[phrase];
        let meant = self.doc.lexicon.rules[act.rule].instrument.filter(|_| act.words.contains(&phrase.head));
        Instrument {
            code: meant.or(phrase.instrument),
            description: meant.is_none().then(|| self.doc.plain_words(phrase)),
        }
    }

    fn patient<'s>(&mut self, telling: &'s Telling, role: &Role, ground: &dyn Fn(Vec<Range<usize>>) -> Ground<'s>) {
        let phrase = &self.phrases[role.phrase];
        let words = vec![phrase.tokens.clone()];
        match phrase.kind {
            Kind::Target(kind) => {
                let own = phrase.owner.or(phrase.entity).or_else(|| self.cast.owner_of(self.doc, phrase));
                let owner = own.or_else(|| self.owner_beside(&telling.act));
                let target = Target {
                    name: Some(self.doc.plain_words(phrase)),
                    kind,
                    owner: owner.map(entity_id),
                    owner_name: owner.map(|o| self.doc.names.entities[o].name.clone()),
                    damage: damage(telling.act.code),
                };
                self.add(ground(words.clone()), Value::Target(target));
                if let Some(owner) = owner.filter(|o| self.can_suffer(*o, telling.act.code)) {
                    self.named_victim(owner, ground(words));
                }
            }
            Kind::Person | Kind::Group | Kind::Organisation | Kind::Authority | Kind::Unknown => {
                match phrase.entity {
                    Some(entity) if !self.can_suffer(entity, telling.act.code) => {}
                    Some(entity) => self.named_victim(entity, ground(words)),
                    None => match self.cast.described(self.doc, phrase) {
                        Some(entity) => self.named_victim(entity, ground(words)),
                        None => self.described_victim(role.phrase, telling, ground(words)),
                    },
                }
                if let (Some(owner), None, true) = (phrase.owner, phrase.entity, self.is_many(phrase)) {
                    // "Its staff were beaten": an act on people of an organisation is an act on it; one on its head is
                    // not.
                    let organisation = self.doc.names.entities[owner].kind == EntityKind::Organisation;
                    if organisation {
                        self.named_victim(owner, ground(vec![phrase.tokens.clone()]));
                    }
                }
            }
            // A noose at somebody's gate is meant for them.
            Kind::Other if telling.act.code == ActCode::Threat => {
                if let Some(owner) = phrase.owner {
                    self.named_victim(owner, ground(words));
                }
            }
            Kind::Place | Kind::UnknownThing | Kind::Protest | Kind::Other => {}
        }
    }

    /// Whose a thing is by the words beside the act alone: "from X", «у X»; "he" is a person.
    fn owner_beside(&self, act: &Told) -> Option<usize> {
        let owners = act.owners.iter().map(|o| &self.phrases[*o]);
        let is_person = |e: &usize| self.doc.names.entities[*e].kind == EntityKind::Person;
        owners.filter_map(|p| p.entity.filter(|e| !p.pronoun || is_person(e))).next()
    }

    /// Authorities are victims of violence alone.
    fn can_suffer(&self, entity: usize, act: ActCode) -> bool {
        act.is_violent() || self.doc.names.entities[entity].kind != EntityKind::Authority
    }

    /// A victim that the report names.
    pub(crate) fn named_victim(&mut self, entity: usize, ground: Ground<'_>) {
        let draft = &self.doc.names.entities[entity];
        let kind = match draft.kind {
            EntityKind::Person => EntityKind::Person,
            EntityKind::Organisation | EntityKind::Publication => EntityKind::Organisation,
            EntityKind::Group | EntityKind::Authority => EntityKind::Group,
            EntityKind::Place | EntityKind::Object => return,
        };
        let victim = Victim {
            entity: Some(entity_id(entity)),
            name: Some(draft.name.clone()),
            kind: Some(kind),
            number: None,
            occupation: draft.occupation,
            sex: draft.sex,
            age_group: None,
        };
        self.add(ground, Value::Victim(victim));
    }

    /// Whether a phrase names several people.
    fn is_many(&self, phrase: &Phrase) -> bool {
        let plural = self.doc.analysis.tokens[phrase.head].feats.number == Some(syntax::Number::Plur);
        plural || phrase.people.as_ref().is_some_and(|p| p.group) || phrase.number.is_some_and(|n| n.min != Some(1))
    }

    fn described_victim(&mut self, phrase: usize, telling: &Telling, ground: Ground<'_>) {
        let phrase = &self.phrases[phrase];
        let Some(people) = phrase.people.as_ref().filter(|_| !phrase.none && !phrase.pronoun) else { return };
        // Officials whom somebody arrests or dismisses are victims by name only.
        if phrase.is_state() && !telling.act.code.is_violent() {
            return;
        }
        let kind = if self.is_many(phrase) { EntityKind::Group } else { EntityKind::Person };
        let victim = Victim {
            entity: None,
            name: None,
            kind: Some(kind),
            number: phrase.number,
            occupation: people.occupation,
            sex: people.sex,
            age_group: people.age,
        };
        self.add(ground, Value::Victim(victim));
    }

    fn agent<'s>(&mut self, telling: &'s Telling, role: &Role, ground: &dyn Fn(Vec<Range<usize>>) -> Ground<'s>) {
        let phrase = &self.phrases[role.phrase];
        if phrase.none || (phrase.pronoun && phrase.entity.is_none()) {
            return;
        }
        let draft = phrase.entity.map(|e| &self.doc.names.entities[e]);
        // "They": an organisation that was named before is rather whom it was done to.
        if phrase.pronoun && draft.is_some_and(|d| d.kind == EntityKind::Organisation) {
            return;
        }
        if draft.is_some_and(|d| d.kind == EntityKind::Place) && !telling.act.code.is_of_the_state() {
            return;
        }
        let value = Perpetrator {
            entity: phrase.entity.map(entity_id),
            name: draft.map(|d| d.name.clone()),
            description: draft.is_none().then(|| self.doc.described(phrase)),
            kind: self.works_for(phrase, telling.act.code),
            number: phrase.number.filter(|n| draft.is_none() && n.min != Some(1)),
        };
        let ground = ground(vec![phrase.tokens.clone()]);
        if draft.is_some() || !self.same_perpetrators(&ground, phrase, &value) {
            self.add(ground, Value::Perpetrator(value));
        }
    }

    /// Whoever denies a part in an act did not do it, by their own words.
    fn disowned<'s>(&mut self, by: usize, telling: &Telling, ground: &dyn Fn(Vec<Range<usize>>) -> Ground<'s>) {
        let phrase = &self.phrases[by];
        let Some(entity) = phrase.entity else { return };
        let value = Perpetrator {
            entity: Some(entity_id(entity)),
            name: Some(self.doc.names.entities[entity].name.clone()),
            description: None,
            kind: self.works_for(phrase, telling.act.code),
            number: None,
        };
        let said = Said { polarity: Polarity::Denied, by: vec![by], ..Said::plainly() };
        let ground = ground(vec![phrase.tokens.clone()]);
        self.add(Ground { said: &said, ..ground }, Value::Perpetrator(value));
    }

    /// "The attackers", "people": those who are described in one event and work for the same are one claim, with the
    /// description that says most; its words are added here.
    fn same_perpetrators(&mut self, ground: &Ground<'_>, phrase: &Phrase, value: &Perpetrator) -> bool {
        let event = local_event_id(ground.event);
        let span = self.doc.span_of(phrase.tokens.clone());
        let (by, _) = self.speakers(&ground.said.by);
        let weight = |description: &Option<String>| description.as_ref().map_or(0, |d| d.split_whitespace().count());
        let said = (ground.said.polarity, ground.said.modality);
        for claim in
            self.claims.iter_mut().filter(|c| c.event == event && (c.polarity, c.modality) == said && c.by == by)
        {
            if let Value::Perpetrator(known) = &mut claim.value
                && known.name.is_none()
                && known.description.is_some()
                && known.kind == value.kind
            {
                claim.spans.push(span);
                if weight(&value.description) > weight(&known.description) {
                    known.description = value.description.clone();
                }
                known.number = known.number.or(value.number);
                return true;
            }
        }
        false
    }

    fn works_for(&self, phrase: &Phrase, act: ActCode) -> PerpetratorType {
        if let Some(entity) = phrase.entity {
            let draft = &self.doc.names.entities[entity];
            let official = matches!(draft.occupation, Some(Occupation::Official | Occupation::Politician));
            let post = draft.role.as_deref().is_some_and(|r| self.doc.is_post_of_state(r));
            return match draft.kind {
                EntityKind::Authority => PerpetratorType::State,
                EntityKind::Place => PerpetratorType::State,
                EntityKind::Person if official || post => PerpetratorType::State,
                EntityKind::Person if act.is_of_the_state() => PerpetratorType::State,
                EntityKind::Person | EntityKind::Organisation | EntityKind::Group => PerpetratorType::NonState,
                _ => PerpetratorType::Unknown,
            };
        }
        let known = phrase.people.as_ref().and_then(|p| p.works_for);
        match known {
            Some(known) => known,
            None if act.is_of_the_state() => PerpetratorType::State,
            None => PerpetratorType::Unknown,
        }
    }
}

/// In words: which words change what is said of a value, and what a model believed it for.
fn note(because: &str, features: &[String]) -> Option<String> {
    let said = (!because.is_empty()).then(|| format!("said so by: {because}"));
    let learnt = (!features.is_empty()).then(|| format!("features that weigh most: {}", features.join(", ")));
    let both: Vec<String> = said.into_iter().chain(learnt).collect();
    (!both.is_empty()).then(|| both.join("; "))
}

/// The identifier of a report's event by its number, from 0.
pub(crate) fn local_event_id(number: usize) -> LocalEventId {
    LocalEventId(format!("e{}", number + 1))
}

/// What an act does to a thing.
fn damage(code: ActCode) -> Option<Damage> {
    match code {
        ActCode::Seizure => Some(Damage::Taken),
        ActCode::Arson | ActCode::Ransacking | ActCode::Bombing => Some(Damage::Destroyed),
        ActCode::Vandalism => Some(Damage::Damaged),
        _ => None,
    }
}
