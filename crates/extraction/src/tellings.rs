//! Acts as the report tells them: with what is said of each, when, and whether it is told at all or only spoken of.

use std::ops::Range;

use model::{ActCode, BlockKind, InstrumentCode, Modality, Occupation, OutcomeKind, Polarity, ResponseKind};
use syntax::{Deprel, Tense, Upos, VerbForm};

use crate::acts::{Act, Role};
use crate::answers::{answer, answer_to_accused, answer_to_suspects};
use crate::doc::Doc;
use crate::document;
use crate::lexicon::{Kind, Shape};
use crate::phrases::{Phrase, case_mark};
use crate::said::{Said, said};

/// An act that the report tells.
#[derive(Debug, Clone)]
pub(crate) struct Telling {
    pub act: Act,
    pub said: Said,
    /// The time that the act is told with, among the report's times.
    pub time: Option<usize>,
    /// Words around it put it before the time of the report.
    pub before: bool,
    /// What authorities did about the event, where the act is no part of it.
    pub answer: Option<ResponseKind>,
    /// 0 = the headline, 1 = the first paragraph, and so on.
    pub depth: usize,
}

impl Telling {
    /// Whether it tells what came after the event: an answer to it, or the end of a detention.
    pub(crate) fn is_sequel(&self) -> bool {
        self.answer.is_some() || self.act.code == ActCode::Release
    }

    /// Told as having happened.
    pub(crate) fn happened(&self) -> bool {
        self.said.polarity == Polarity::Affirmed && self.said.modality == Modality::Actual
    }
}

/// The acts that a report tells; those that are somebody's work, or spoken of in general, are left out.
pub(crate) fn tellings(doc: &Doc<'_>, phrases: &[Phrase], acts: Vec<Act>) -> Vec<Telling> {
    let tokens: Vec<usize> = acts.iter().map(|a| a.token).collect();
    let sport = Sport::new(doc);
    let mut told: Vec<Telling> = Vec::new();
    for mut act in acts {
        let time = time_of(doc, &tokens, act.token);
        if sport.reaches(doc, act.token) || is_talk(doc, phrases, &act, time) {
            continue;
        }
        let said = told_so(doc, &act, said(doc, phrases, act.token, act.shape == Shape::Noun));
        // «…, – рассказала Анна»: whoever tells of violence has not done it.
        if act.code.is_violent() {
            act.agents.retain(|r| r.trust > 2 || !said.by.contains(&r.phrase) || is_hostile(&phrases[r.phrase]));
        }
        let before = is_before(doc, &act);
        let depth = doc.block_number[act.token];
        told.push(Telling { said, time, before, answer: None, depth, act });
    }
    mark_threatened(doc, &mut told);
    add_threats(doc, &mut told);
    // People die and houses burn without anybody doing it: harm is told of an attack where one is told too.
    let violence =
        told.iter().any(|t| is_done(phrases, &t.act) && (t.act.code.is_violent() || t.act.code == ActCode::Threat));
    let spoken_of = |t: &Telling| {
        t.said.polarity == Polarity::Denied || matches!(t.said.modality, Modality::Threatened | Modality::Attempted)
    };
    let violence = violence || told.iter().any(|t| is_bomb(doc, phrases, &t.act));
    told.retain(|t| violence || !t.act.harm || spoken_of(t) || is_done(phrases, &t.act));
    if told.iter().any(|t| t.happened() && t.act.code.is_violent()) {
        mark_answers(doc, phrases, &mut told);
    }
    release_days(doc, &mut told);
    told
}

/// "Police arrested a man for kidnapping X", "the court sentenced him for the murder of X": those who answer did not do it;
/// whoever is sentenced did.
fn did_it(answer: &Act, violence: &mut Act) {
    violence.agents.retain(|r| answer.agents.iter().all(|a| a.phrase != r.phrase));
    if answer.code == ActCode::Sentence && violence.agents.is_empty() {
        violence.agents.clone_from(&answer.patients);
    }
}

/// From this nearness to the publication on a day can be that of news.
const LATELY: f64 = 1.0;

/// So many acts behind one may say what it is for.
const BEHIND: usize = 3;

/// Marks what authorities did about the violence that a report tells.
fn mark_answers(doc: &Doc<'_>, phrases: &[Phrase], told: &mut [Telling]) {
    let mut suspects: Vec<usize> = Vec::new();
    for at in 0..told.len() {
        if !told[at].happened() {
            continue;
        }
        let act = &told[at].act;
        let behind = at + 1..told.len().min(at + 1 + BEHIND);
        // A sentence with a day of its own is the news itself.
        let with_it = |n: &usize| act.code != ActCode::Sentence || told[*n].time.is_none();
        let mut behind = behind.filter(with_it);
        let accused = behind.find_map(|n| Some((n, answer_to_accused(doc, phrases, act, &told[n].act)?)));
        let answer = answer(doc, phrases, act).or_else(|| answer_to_suspects(phrases, &suspects, act));
        let answer = answer.or(accused.map(|(_, kind)| kind));
        if let Some((violence, _)) = accused {
            let (answering, behind) = told.split_at_mut(violence);
            did_it(&answering[at].act, &mut behind[0].act);
        }
        let telling = &mut told[at];
        telling.answer = answer;
        if telling.answer.is_none() {
            continue;
        }
        suspects.extend(telling.act.patients.iter().filter_map(|r| phrases[r.phrase].entity));
        // "Was charged with the murder on Thursday": that day is the charge's; but not one of long before the report.
        let day = telling.time.and_then(|t| doc.times[t].edtf.as_ref());
        if day.is_some_and(|day| document::nearness(doc, day) < LATELY) {
            continue;
        }
        let (time, sentence) = (telling.time, doc.sentence(telling.act.token));
        let own = telling.act.token;
        let there = told.partition_point(|t| t.act.token < sentence.start)..;
        let named = |t: &&mut Telling| t.act.shape == Shape::Noun && t.time == time && t.act.token != own;
        let inside = told[there].iter_mut().take_while(|t| t.act.token < sentence.end);
        inside.filter(named).for_each(|t| t.time = None);
    }
}

/// "They were held for nine hours and released on Tuesday": where the report has dated a detention before, the day nearer to
/// a release is the release's alone.
fn release_days(doc: &Doc<'_>, told: &mut [Telling]) {
    let mut dated = false;
    for Telling { act, time, .. } in told {
        let Some(at) = *time else { continue };
        if family(act.code) != ActCode::Detention {
            continue;
        }
        let (sentence, day) = (doc.sentence(act.token), doc.times[at].tokens.start);
        let between = act.token.min(day) + 1..act.token.max(day).min(sentence.end);
        let releases =
            |t: usize| doc.phrase_at(&doc.lexicon.outcomes, t).is_some_and(|(_, o)| *o == OutcomeKind::Released);
        if dated && act.code != ActCode::Release && between.into_iter().any(releases) {
            *time = None;
        }
        dated = true;
    }
}

/// What the kind of an act makes of what is said of it.
fn told_so(doc: &Doc<'_>, act: &Act, said: Said) -> Said {
    // A bomb that did not go off was meant to.
    if act.code == ActCode::Bombing && act.shape == Shape::Happens && said.polarity == Polarity::Denied {
        return Said { polarity: Polarity::Affirmed, modality: Modality::Attempted, ..said };
    }
    // "Survived torture": only who survives a killing was not killed.
    let survived = said.because.iter().any(|t| doc.lexicon.survived.single(doc.lemma(*t)).is_some());
    let fatal = matches!(act.code, ActCode::Killing | ActCode::AttemptedKilling);
    if said.modality == Modality::Attempted && survived && !fatal {
        return Said { modality: Modality::Actual, ..said };
    }
    // "We will burn you down": whoever announces violence of his own threatens.
    let first_person = doc.analysis.tokens[act.token].feats.person == Some(1)
        || doc.children[act.token].iter().any(|c| {
            let token = &doc.analysis.tokens[*c as usize];
            token.deprel == Deprel::Nsubj && token.feats.person == Some(1)
        });
    let to_come = matches!(said.modality, Modality::Expected | Modality::Hypothetical);
    let future = doc.analysis.tokens[act.token].feats.tense != Some(Tense::Past);
    if act.code.is_violent() && to_come && first_person && future {
        return Said { modality: Modality::Threatened, ..said };
    }
    said
}

/// "A call telling him to leave or be killed": violence that a threat of the same sentence speaks of is threatened.
fn mark_threatened(doc: &Doc<'_>, told: &mut [Telling]) {
    let threats: Vec<usize> = told.iter().filter(|t| t.act.code == ActCode::Threat).map(|t| t.act.token).collect();
    let to_come = |m| matches!(m, Modality::Expected | Modality::Hypothetical);
    let spoken_of = |t: &Telling| to_come(t.said.modality) || is_or_else(doc, t.act.token);
    for telling in told.iter_mut().filter(|t| t.act.code.is_violent() && spoken_of(t)) {
        let sentence = doc.sentence(telling.act.token);
        if threats.get(threats.partition_point(|t| *t < sentence.start)).is_some_and(|t| *t < sentence.end) {
            telling.said.modality = Modality::Threatened;
        }
    }
}

/// Whether a word is one of those that say what will happen "or else".
fn is_or_else(doc: &Doc<'_>, token: usize) -> bool {
    let covers = |t: usize| doc.phrase_at(&doc.lexicon.or_else, t).is_some_and(|(n, ())| t + n > token);
    (token.saturating_sub(3)..=token).any(covers)
}

/// Where violence is announced, the threat is an act of its own, if no word has told it.
fn add_threats(doc: &Doc<'_>, told: &mut Vec<Telling>) {
    let Some(rule) = doc.lexicon.rules.iter().position(|r| r.code == ActCode::Threat) else { return };
    let told_there = |told: &[Telling], token: usize| {
        let sentence = doc.sentence(token);
        told.iter().any(|t| t.act.code == ActCode::Threat && sentence.contains(&t.act.token))
    };
    let mut threats: Vec<Telling> = Vec::new();
    for telling in told.iter().filter(|t| t.said.modality == Modality::Threatened && t.act.code.is_violent()) {
        let Some(token) = telling.said.because.first().copied() else { continue };
        if telling.said.polarity == Polarity::Denied || told_there(told, token) || told_there(&threats, token) {
            continue;
        }
        let act = Act {
            rule,
            code: ActCode::Threat,
            shape: Shape::Verb,
            harm: false,
            token,
            words: token..token + 1,
            instruments: Vec::new(),
            beat: Vec::new(),
            ..telling.act.clone()
        };
        let said = Said { modality: Modality::Actual, because: Vec::new(), ..telling.said.clone() };
        threats.push(Telling { act, said, ..telling.clone() });
    }
    told.extend(threats);
    told.sort_by_key(|t| t.act.token);
}

/// Occupations that are attacked for what they are.
const AT_RISK: [Occupation; 5] = [
    Occupation::HumanRightsDefender,
    Occupation::Journalist,
    Occupation::Lawyer,
    Occupation::Activist,
    Occupation::EnvironmentalDefender,
];

/// Whether somebody does it: its words say so, a party is named that does, or it is done to people whose work makes enemies
/// ("six rights defenders were killed").
fn is_done(phrases: &[Phrase], act: &Act) -> bool {
    let at_risk = |r: &Role| {
        let people = phrases[r.phrase].people.as_ref().filter(|p| !p.weak);
        people.and_then(|p| p.occupation).is_some_and(|o| AT_RISK.contains(&o))
    };
    !act.harm
        || (act.shape == Shape::Verb && act.patients.iter().any(at_risk))
        || act.agents.iter().any(|r| phrases[r.phrase].is_party() && !phrases[r.phrase].pronoun)
}

/// People by a noun for those who attack, or who work for the state.
fn is_hostile(phrase: &Phrase) -> bool {
    phrase.is_state() || phrase.people.as_ref().is_some_and(|p| p.works_for.is_some())
}

/// A grenade does not go off by itself, as gas may.
fn is_bomb(doc: &Doc<'_>, phrases: &[Phrase], act: &Act) -> bool {
    let sentence = doc.sentence(act.token);
    let first = phrases.partition_point(|p| p.tokens.start < sentence.start);
    let mut here = phrases[first..].iter().take_while(|p| p.tokens.start < sentence.end);
    act.code == ActCode::Bombing && here.any(|p| p.instrument == Some(InstrumentCode::Explosive))
}

/// Where a report speaks of sport, nobody is beaten, shot or attacked.
struct Sport {
    /// Tokens of words of sport, in their order.
    words: Vec<usize>,
    /// So many different ones that the whole report is about sport.
    everywhere: bool,
}

impl Sport {
    fn new(doc: &Doc<'_>) -> Self {
        let words: Vec<usize> =
            (0..doc.lemmas.len()).filter(|t| doc.phrase_at(&doc.lexicon.sport, *t).is_some()).collect();
        let mut different: Vec<&str> = words.iter().map(|t| doc.lemma(*t)).collect();
        different.sort_unstable();
        different.dedup();
        let everywhere = different.len() >= 5 && words.len() * 40 >= doc.lemmas.len();
        Sport { words, everywhere }
    }

    /// Whether the sentence of an act speaks of sport: two such words in it, or one beside a score.
    fn reaches(&self, doc: &Doc<'_>, token: usize) -> bool {
        let sentence = doc.sentence(token);
        let first = self.words.partition_point(|t| *t < sentence.start);
        let here = self.words[first..].iter().take_while(|t| **t < sentence.end).count();
        let (low, high) = (token.saturating_sub(12).max(sentence.start), (token + 12).min(sentence.end));
        let score = (low..high).any(|t| {
            is_score(doc.form(t))
                || (t + 2 < high && is_score(&[doc.form(t), doc.form(t + 1), doc.form(t + 2)].concat()))
        });
        self.everywhere || here >= 2 || score
    }
}

/// "3-1", "0:3".
fn is_score(form: &str) -> bool {
    let parts = form.split_once(['-', ':', '–']);
    let small = |s: &str| !s.is_empty() && s.len() <= 1 && s.bytes().all(|b| b.is_ascii_digit());
    parts.is_some_and(|(a, b)| small(a) && small(b))
}

/// The time that an act is told with: the nearest in its sentence, with no other act between.
fn time_of(doc: &Doc<'_>, acts: &[usize], act: usize) -> Option<usize> {
    let sentence = doc.sentence(act);
    let first = doc.times.partition_point(|t| t.tokens.start < sentence.start);
    let near = doc.times.iter().enumerate().skip(first).take_while(|(_, t)| t.tokens.start < sentence.end);
    let distance = |time: &times::Found| {
        let (low, high) = if time.tokens.start > act { (act, time.tokens.start) } else { (time.tokens.end, act) };
        let between = acts[acts.partition_point(|a| *a <= low)..].iter().take_while(|a| **a < high).count();
        let clauses = (low + 1..high).filter(|t| doc.lexicon.clause.single(doc.lemma(*t)).is_some()).count();
        let hangs = time.tokens.clone().any(|t| doc.analysis.tokens[t].head == Some(act));
        (high - low) + 12 * between.min(4) + 6 * clauses.min(4) - if hangs { (high - low).min(12) } else { 0 }
    };
    let alone =
        acts[acts.partition_point(|a| *a < sentence.start)..].iter().take_while(|a| **a < sentence.end).count() == 1;
    near.filter(|(n, t)| {
        !doc.byline[*n]
            && (t.edtf.is_some() || t.clock.is_some() || document::is_open(doc, *n))
            && !t.tokens.contains(&act)
            && !dates_a_thing(doc, &t.tokens, act)
    })
    .map(|(number, t)| (distance(t), number))
    .filter(|(distance, _)| *distance < if alone { 80 } else { 45 })
    .min()
    .map(|(_, number)| number)
}

/// "The 2013 Lantern Award": a year behind an article is of the noun behind it, unless that is the act.
fn dates_a_thing(doc: &Doc<'_>, year: &Range<usize>, act: usize) -> bool {
    let upos = |t: usize| doc.analysis.tokens.get(t).map(|token| token.upos);
    let noun = |t: &usize| matches!(upos(*t), Some(Upos::Noun | Upos::Propn | Upos::Adj));
    let after_article = year.len() == 1 && year.start.checked_sub(1).is_some_and(|t| upos(t) == Some(Upos::Det));
    let noun_phrase = (year.end..doc.lemmas.len()).take_while(noun);
    after_article && !doc.lexicon.noun_first && noun(&year.end) && !noun_phrase.into_iter().any(|t| t == act)
}

/// Whether the act is only spoken of: somebody's work, a law, a kind of thing that happens.
fn is_talk(doc: &Doc<'_>, phrases: &[Phrase], act: &Act, time: Option<usize>) -> bool {
    let token = &doc.analysis.tokens[act.token];
    let named = act.patients.iter().chain(&act.agents).any(|r| {
        let p = &phrases[r.phrase];
        p.by_name || p.owner.is_some() || (p.entity.is_some() && r.trust > 1)
    });
    let counted = act.patients.iter().any(|r| phrases[r.phrase].number.is_some());
    match act.shape {
        Shape::Noun => {
            if named {
                return false;
            }
            let definite = is_definite(doc, act.token) || counted || time.is_some();
            let work = under_work(doc, act.token);
            if work {
                return !is_pointed_at(doc, act.token) || act.code == ActCode::Torture;
            }
            let headline = doc.block[act.token] == BlockKind::Heading;
            let lent = !act.patients.is_empty() || !act.agents.is_empty();
            !(definite || headline || lent)
        }
        _ => {
            let loose = matches!(token.feats.verb_form, Some(VerbForm::Inf | VerbForm::Ger))
                || (token.feats.verb_form == Some(VerbForm::Part) && token.feats.tense != Some(Tense::Past));
            let anyone = of_anyone(doc, act.token);
            let spoken_of = |head| doc.phrase_at(&doc.lexicon.work_nouns, head).is_some() || under_work(doc, head);
            anyone.is_some_and(spoken_of) || loose && !named && under_work(doc, act.token)
        }
    }
}

/// "People who were tortured", "everybody who has been beaten": the noun, where it is nobody in particular.
fn of_anyone(doc: &Doc<'_>, verb: usize) -> Option<usize> {
    let token = &doc.analysis.tokens[verb];
    let head = token.head.filter(|_| matches!(token.deprel, Deprel::Acl | Deprel::AclRelcl))?;
    let many = doc.analysis.tokens[head].feats.number == Some(syntax::Number::Plur)
        || doc.analysis.tokens[head].upos == Upos::Pron;
    (many && doc.named[head].is_none() && !is_definite(doc, head)).then_some(head)
}

/// "The", "this", "its": the listener is taken to know which one.
fn is_definite(doc: &Doc<'_>, noun: usize) -> bool {
    doc.children[noun].iter().map(|c| *c as usize).any(|c| {
        let deprel = doc.analysis.tokens[c].deprel;
        matches!(deprel, Deprel::Det | Deprel::NmodPoss | Deprel::Nummod)
    })
}

/// "This", "the … on Monday": one that the report has told of.
fn is_pointed_at(doc: &Doc<'_>, noun: usize) -> bool {
    doc.children[noun]
        .iter()
        .map(|c| *c as usize)
        .any(|c| doc.analysis.tokens[c].deprel == Deprel::Det && doc.lexicon.pointing.single(doc.lemma(c)).is_some())
}

/// Whether a verb or noun of work or general talk is over a word.
fn under_work(doc: &Doc<'_>, act: usize) -> bool {
    let mut at = act;
    for _ in 0..6 {
        let token = &doc.analysis.tokens[at];
        let Some(head) = token.head else { break };
        if matches!(
            token.deprel,
            Deprel::Nsubj | Deprel::NsubjPass | Deprel::Ccomp | Deprel::Parataxis | Deprel::AclRelcl
        ) {
            break;
        }
        let verb = doc.analysis.tokens[head].upos == Upos::Verb;
        let list = if verb { &doc.lexicon.work_verbs } else { &doc.lexicon.work_nouns };
        if doc.phrase_at(list, head).is_some() {
            return true;
        }
        at = head;
    }
    // A noun right before or after ("torture prevention", "law on torture").
    let beside = |t: usize| doc.lexicon.work_nouns.single(doc.lemma(t)).is_some();
    let mark = case_mark(doc, act);
    mark.and_then(|m| m.checked_sub(1)).is_some_and(beside)
}

/// Whether words put an act before the time of the report.
fn is_before(doc: &Doc<'_>, act: &Act) -> bool {
    let sentence = doc.sentence(act.token);
    let low = act.token.saturating_sub(25).max(sentence.start);
    let high = (act.token + 25).min(sentence.end);
    (low..high).any(|t| doc.phrase_at(&doc.lexicon.background, t).is_some())
}

/// Kinds of act of which one is told by the words of the other: the same family.
pub(crate) fn family(code: ActCode) -> ActCode {
    use ActCode::*;
    match code {
        AttemptedKilling | Killing | Bombing => Killing,
        Detention | Interrogation | Search | Seizure => Detention,
        Prosecution | Sentence => Prosecution,
        EnforcedDisappearance | Abduction => Abduction,
        Assault | Attack | Torture | SexualViolence => Assault,
        Arson | BreakIn | Ransacking | Vandalism | PropertyAttack | Siege => PropertyAttack,
        Threat | Harassment | Surveillance => Threat,
        other => other,
    }
}

/// Whom and what an act is done to or by, as keys that two tellings of one event share.
pub(crate) fn participants(phrases: &[Phrase], act: &Act) -> Vec<usize> {
    let roles = act.patients.iter().chain(&act.agents);
    let mut entities: Vec<usize> =
        roles.flat_map(|r| [phrases[r.phrase].entity, phrases[r.phrase].owner]).flatten().collect();
    entities.sort_unstable();
    entities.dedup();
    entities
}

/// Whether an act names somebody whom it is done to, and who that is.
pub(crate) fn named_victims(phrases: &[Phrase], act: &Act) -> Vec<usize> {
    let named = act.patients.iter().filter(|r| matches!(phrases[r.phrase].kind, Kind::Person | Kind::Organisation));
    named.filter_map(|r| phrases[r.phrase].entity).collect()
}
