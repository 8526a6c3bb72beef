//! Acts: words that tell one, and the phrases of the sentence that fill its roles.
//!
//! One mechanism for all ways of telling: the table says which words tell which act and what it must be done to; the
//! relation of a phrase to the words says whether it does or suffers it. It knows neither events nor other sentences.

use std::ops::Range;

use model::{ActCode, InstrumentCode};
use syntax::{Case, Deprel, Upos};

use crate::doc::Doc;
use crate::lexicon::{ActRule, Kind, Shape, Trigger};
use crate::phrases::Phrase;
use crate::relation::{Relation, is_passive, relation, relation_as};
use crate::speakers::speaks_behind;

/// A phrase in a role, and how far that is to be trusted (as in `relation`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Role {
    pub phrase: usize,
    pub trust: u8,
    /// The phrase for several people of whom this is one by name, where that has the role too.
    pub whole: Option<usize>,
}

/// An act that a sentence tells.
#[derive(Debug, Clone)]
pub(crate) struct Act {
    pub rule: usize,
    pub code: ActCode,
    pub shape: Shape,
    /// Its words tell harm that also comes without anybody doing it.
    pub harm: bool,
    /// The verb or noun that the roles hang on.
    pub token: usize,
    /// All the words that tell it, from the first to the last.
    pub words: Range<usize>,
    pub patients: Vec<Role>,
    pub agents: Vec<Role>,
    /// Phrases of places by a preposition of place.
    pub places: Vec<usize>,
    /// Phrases of instruments.
    pub instruments: Vec<usize>,
    /// Phrases of those whose the things are that it is done to ("from X", «у X», «ему»).
    pub owners: Vec<usize>,
    /// Other readings of the same words.
    pub beat: Vec<String>,
}

/// How far from its trigger a phrase can be, in tokens.
const REACH: usize = 60;

/// Finds all acts of a text, in its order.
pub(crate) fn acts(doc: &Doc<'_>, phrases: &[Phrase]) -> Vec<Act> {
    let mut found: Vec<Act> = Vec::new();
    for at in 0..doc.lemmas.len() {
        if doc.named[at].is_some_and(|e| doc.names.entities[e].kind != model::EntityKind::Place) || idiom(doc, at) {
            continue;
        }
        // "March" is a month where it stands in a date.
        if doc.in_time(at) {
            continue;
        }
        let Some(act) = at_token(doc, phrases, at) else { continue };
        match found.last_mut() {
            // "physically attacked": the longer words win over a word inside them.
            Some(last) if last.words.end > act.words.start && last.token == act.token => {}
            Some(last) if last.words.end > act.words.start && last.code == act.code && last.words.len() > 1 => {}
            _ => found.push(act),
        }
    }
    found
}

/// Whether a token is part of an idiom in which its word tells no act.
fn idiom(doc: &Doc<'_>, at: usize) -> bool {
    (at.saturating_sub(3)..=at)
        .any(|start| doc.phrase_at(&doc.lexicon.not_acts, start).is_some_and(|(n, ())| start + n > at))
}

fn at_token(doc: &Doc<'_>, phrases: &[Phrase], at: usize) -> Option<Act> {
    let sentence = doc.sentence(at);
    let keys = [doc.lemmas[at].as_str(), doc.lower[at].as_str()];
    let keys = if keys[0] == keys[1] { &keys[..1] } else { &keys[..] };
    let mut best: Option<Act> = None;
    let mut beat = Vec::new();
    for key in keys {
        for trigger in doc.lexicon.triggers.get(*key).into_iter().flatten() {
            let Some((token, words)) = matched(doc, trigger, at, sentence.end) else { continue };
            if best.as_ref().is_some_and(|b| words.len() < b.words.len() && trigger.words.len() == 1) {
                continue;
            }
            let rule = &doc.lexicon.rules[trigger.rule];
            match with_roles(doc, phrases, trigger, rule, token, words, &sentence) {
                Some(act) => match &best {
                    Some(best) if !says_more(&act, best) => beat.push(rule.id.clone()),
                    Some(other) => {
                        beat.push(doc.lexicon.rules[other.rule].id.clone());
                        best = Some(act);
                    }
                    None => best = Some(act),
                },
                None => beat.push(format!("{}: done to nothing that it needs", rule.id)),
            }
        }
        if best.is_some() {
            break;
        }
    }
    best.map(|act| Act { beat, ..act })
}

/// Whether a second reading of the same words is better: it is done to something, or it is more general where neither is.
fn says_more(act: &Act, other: &Act) -> bool {
    let lone = |a: &Act| a.patients.is_empty();
    act.words == other.words && lone(other) && (!lone(act) || (other.code != act.code && other.code.supports(act.code)))
}

/// The token that roles hang on and all words, where the trigger's words stand here.
fn matched(doc: &Doc<'_>, trigger: &Trigger, at: usize, end: usize) -> Option<(usize, Range<usize>)> {
    // "Two broken ribs and is in hospital": a participle before its noun begins no verb of several words.
    let first = &doc.analysis.tokens[at];
    let attribute = first.deprel == Deprel::Amod && first.head.is_some_and(|h| h > at);
    if attribute && trigger.shape == Shape::Verb && trigger.words.len() > 1 {
        return None;
    }
    let gap = if trigger.shape == Shape::Noun { 0 } else { 6 };
    let mut last = at;
    let mut positions = vec![at];
    for word in &trigger.words[1..] {
        let after = (last + 1..end.min(last + 2 + gap))
            .take_while(|t| *t == last + 1 || !breaks(doc, t - 1))
            .find(|t| doc.is_word(*t, word));
        // "a grenade was thrown at": the object of the words is the subject of a passive.
        let before = || {
            let passive = trigger.shape == Shape::Verb && is_passive(doc, at);
            let low = at.saturating_sub(if passive { 6 } else { 0 });
            let object = (low..at).rev().find(|t| doc.analysis.tokens[*t].upos == Upos::Noun && doc.is_word(*t, word));
            // «На журналиста напали»: where order is free, a preposition and its noun can come first.
            let free = doc.lexicon.noun_first && trigger.shape == Shape::Verb;
            let low = at.saturating_sub(if free { 14 } else { 0 }).max(doc.sentence(at).start);
            object.or_else(|| {
                (low..at).rev().find(|t| doc.analysis.tokens[*t].upos == Upos::Adp && doc.is_word(*t, word))
            })
        };
        let Some(next) = after else {
            positions.push(before()?);
            continue;
        };
        positions.push(next);
        last = next;
    }
    let upos = |t: usize| doc.analysis.tokens[t].upos;
    let token = match trigger.shape {
        Shape::Noun if doc.lexicon.noun_first => *positions.iter().find(|t| upos(**t) == Upos::Noun)?,
        Shape::Noun => top_of(doc, &positions)?,
        _ => *positions
            .iter()
            .find(|t| matches!(upos(**t), Upos::Verb | Upos::Adj | Upos::Aux | Upos::X))
            .or(positions.first().filter(|_| positions.len() > 2))?,
    };
    let fits = match trigger.shape {
        Shape::Noun => {
            matches!(upos(token), Upos::Noun | Upos::Propn | Upos::X)
                || (trigger.words.len() > 1 && matches!(upos(token), Upos::Adp | Upos::Adv | Upos::Adj))
        }
        // An adjective is a verb's participle only where its lemma is the verb's.
        _ => upos(token) != Upos::Adj || doc.lower[token] != doc.lemmas[token] || trigger.words.len() > 1,
    };
    fits.then_some((token, at..last + 1))
}

/// The word of several that hangs on a word outside; the last where the tree does not say.
fn top_of(doc: &Doc<'_>, positions: &[usize]) -> Option<usize> {
    let outside = |t: &&usize| {
        let token = &doc.analysis.tokens[**t];
        token.upos == Upos::Noun && token.head.is_none_or(|h| !positions.contains(&h))
    };
    positions.iter().rev().find(outside).or(positions.last()).copied()
}

/// A word that a verb of several words does not reach over.
fn breaks(doc: &Doc<'_>, at: usize) -> bool {
    let token = &doc.analysis.tokens[at];
    token.upos == Upos::Verb || matches!(doc.form(at), "." | ";" | ":" | "!" | "?" | "," | "(" | ")")
}

fn with_roles(
    doc: &Doc<'_>,
    phrases: &[Phrase],
    trigger: &Trigger,
    rule: &ActRule,
    token: usize,
    words: Range<usize>,
    sentence: &Range<usize>,
) -> Option<Act> {
    let mut act = Act {
        rule: trigger.rule,
        code: rule.code,
        shape: trigger.shape,
        harm: trigger.harm,
        token,
        words,
        patients: Vec::new(),
        agents: Vec::new(),
        places: Vec::new(),
        instruments: Vec::new(),
        owners: Vec::new(),
        beat: Vec::new(),
    };
    let (low, high) = (token.saturating_sub(REACH).max(sentence.start), (token + REACH).min(sentence.end));
    let first = phrases.partition_point(|p| p.tokens.start < low);
    let (mut wrong, mut lifeless) = (false, false);
    for (number, phrase) in phrases.iter().enumerate().skip(first).take_while(|(_, p)| p.tokens.start < high) {
        if phrase.tokens.contains(&token) && phrase.head == token {
            inside(doc, rule, phrase, number, &mut act);
            continue;
        }
        // A day is when it happened, whatever the tree takes it for.
        if doc.in_time(phrase.head) {
            continue;
        }
        // "fire" in "set … on fire" is no one's part in it.
        if act.words.contains(&phrase.head) && trigger.words.iter().any(|w| doc.is_word(phrase.head, w)) {
            continue;
        }
        let is_verb = trigger.shape != Shape::Noun;
        let Some((relation, trust)) = relation_as(doc, token, phrase, is_verb).or_else(|| lent(doc, token, phrase))
        else {
            continue;
        };
        // "…, hospital officials say": they do nothing but speak.
        let speaks = trust < 3 && speaks_behind(doc, phrase).is_some_and(|verb| verb != token);
        match role(doc, trigger, rule, &relation, &act.words, phrase).filter(|_| !speaks) {
            Some(Part::Patient) if needed(rule, phrase) => {
                act.patients.push(Role { phrase: number, trust, whole: None })
            }
            _ if owns(doc, rule, &relation, phrase) => act.owners.push(number),
            // «Избили битами»: what it is done with is not what it is done to.
            Some(Part::Patient) => {
                let other = phrase.instrument.is_none() || !is_instrumental(doc, phrase);
                wrong |= other && !matches!(phrase.kind, Kind::Unknown | Kind::Place | Kind::Protest);
            }
            Some(Part::Agent) if does(phrase) && !heads_report(doc, phrase) => {
                act.agents.push(Role { phrase: number, trust, whole: None })
            }
            // "His heart beat faster": nobody does it, and nobody suffers it.
            Some(Part::Agent) => lifeless |= trust == 3 && phrase.kind == Kind::Other && phrase.instrument.is_none(),
            _ => {}
        }
        if let Relation::Preposition(mark) = relation
            && phrase.kind == Kind::Place
            && doc.lexicon.at.single(doc.lemma(mark)).is_some()
        {
            act.places.push(number);
        }
    }
    if act.agents.is_empty() && trigger.shape == Shape::Verb && doc.lexicon.noun_first && !is_passive(doc, token) {
        attackers_among_patients(doc, phrases, &mut act);
    }
    only_best(&mut act.patients);
    only_best(&mut act.agents);
    if act.patients.is_empty() && is_verb_alone(doc, trigger, &act) {
        let (suffer, do_it) =
            act.agents.into_iter().partition(|r| is_civil(&phrases[r.phrase]) && needed(rule, &phrases[r.phrase]));
        (act.patients, act.agents) = (suffer, do_it);
    }
    // "His wife accused the mayor": whoever is no authority only says so.
    if rule.by_authority && act.agents.iter().any(|r| is_no_authority(doc, &phrases[r.phrase])) {
        return None;
    }
    // A person without a post does not sentence or detain: the passive was not seen.
    if rule.code.is_of_the_state() {
        act.agents.retain(|r| !is_private(doc, &phrases[r.phrase]));
    }
    let lone = act.patients.is_empty();
    act.agents.retain(|a| !act.patients.iter().any(|p| p.phrase == a.phrase));
    let may_lack = rule.needs.is_empty()
        || (trigger.words.len() > 1 && trigger.shape != Shape::Happens)
        || trigger.shape == Shape::Noun
        || rule.needs.contains(&Kind::Unknown);
    let lifeless = lifeless && act.agents.is_empty() && trigger.shape == Shape::Verb;
    (!lone || (may_lack && !wrong && !rule.must && !lifeless)).then_some(act)
}

/// "Three radio workers detained in the capital": a form that is a past and a participle, with nothing behind it that it
/// could be done to.
fn is_verb_alone(doc: &Doc<'_>, trigger: &Trigger, act: &Act) -> bool {
    let token = &doc.analysis.tokens[act.token];
    let past = doc.lexicon.verb_of(&doc.lower[act.token]).is_some()
        || doc.lexicon.irregular.contains_key(&doc.lower[act.token]);
    let object = doc.children[act.token].iter().any(|c| doc.analysis.tokens[*c as usize].deprel == Deprel::Obj);
    let next = doc.analysis.tokens.get(act.words.end).map(|t| t.upos);
    let goes_on =
        matches!(next, Some(Upos::Det | Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Adj | Upos::Verb));
    let goes_on = goes_on && !doc.in_time(act.words.end);
    !doc.lexicon.noun_first && trigger.shape == Shape::Verb && token.upos == Upos::Verb && past && !object && !goes_on
}

/// People by an occupation that is no attacker's.
fn is_civil(phrase: &Phrase) -> bool {
    phrase.people.as_ref().is_some_and(|p| p.works_for.is_none() && p.occupation.is_some())
}

/// «Её избили неустановленные лица»: a form may be a nominative or an accusative; of two who are not joined, those by a
/// noun for attackers do it. A person in the form of a genitive is an accusative.
fn attackers_among_patients(doc: &Doc<'_>, phrases: &[Phrase], act: &mut Act) {
    let tops: Vec<usize> = act.patients.iter().map(|r| phrases[r.phrase].top).collect();
    let joined = |top: usize| {
        let token = &doc.analysis.tokens[top];
        let under = |t: &usize| token.deprel == Deprel::Conj && token.head == Some(*t);
        let over =
            |t: &usize| doc.analysis.tokens[*t].deprel == Deprel::Conj && doc.analysis.tokens[*t].head == Some(top);
        tops.iter().any(|t| under(t) || over(t))
    };
    let nominative = |top: usize| doc.analysis.tokens[top].feats.case != Some(Case::Gen);
    let attackers = |r: &Role| {
        let phrase = &phrases[r.phrase];
        let hostile = phrase.people.as_ref().is_some_and(|p| p.works_for.is_some());
        let free = phrase.entity.is_none() && phrase.preposition.is_none();
        hostile && free && nominative(phrase.top) && !joined(phrase.top)
    };
    let (do_it, suffer): (Vec<Role>, Vec<Role>) = act.patients.iter().copied().partition(attackers);
    if !suffer.is_empty() {
        (act.agents, act.patients) = (do_it, suffer);
    }
}

/// Where some are given by the tree, those given by the order of words alone are left out.
fn only_best(roles: &mut Vec<Role>) {
    if roles.iter().any(|r| r.trust > 1) {
        roles.retain(|r| r.trust > 1);
    }
}

/// What stands in the noun's own phrase: "police raid", "office arson".
fn inside(doc: &Doc<'_>, rule: &ActRule, phrase: &Phrase, number: usize, act: &mut Act) {
    let Some(owner) = phrase.owner else { return };
    let kind = match doc.names.entities[owner].kind {
        model::EntityKind::Person => Kind::Person,
        model::EntityKind::Authority => Kind::Authority,
        model::EntityKind::Organisation => Kind::Organisation,
        model::EntityKind::Group => Kind::Group,
        _ => return,
    };
    let role = Role { phrase: number, trust: 2, whole: None };
    if rule.owner_does {
        act.agents.push(role);
    } else if rule.needs.is_empty() || rule.needs.contains(&kind) {
        act.patients.push(role);
    }
}

enum Part {
    Agent,
    Patient,
}

fn role(
    doc: &Doc<'_>,
    trigger: &Trigger,
    rule: &ActRule,
    relation: &Relation,
    words: &Range<usize>,
    phrase: &Phrase,
) -> Option<Part> {
    let to = |mark: usize| {
        // The trigger's own last word ("break | into"), or one of the rule's prepositions.
        let own = trigger.words.last().filter(|w| trigger.words.len() > 1 && doc.is_word(mark, w));
        words.contains(&mark) || own.is_some() || rule.to.iter().any(|w| doc.is_word(mark, w))
    };
    match (trigger.shape, relation) {
        (Shape::Happens, Relation::Subject | Relation::PassiveSubject | Relation::Object) => Some(Part::Patient),
        (Shape::Happens, _) => None,
        (Shape::Verb, Relation::Subject | Relation::Agent) => Some(Part::Agent),
        (Shape::Verb, Relation::Object | Relation::PassiveSubject) => Some(Part::Patient),
        (Shape::Noun, Relation::Agent | Relation::Subject) => Some(Part::Agent),
        (Shape::Noun, Relation::Object | Relation::PassiveSubject) => Some(Part::Patient),
        // "The attack of the gunmen", "a police raid"; but "the attack of 3 May", "the Memorial office attack".
        (Shape::Noun, Relation::Owner) if rule.owner_does => Some(Part::Agent),
        (Shape::Noun, Relation::Of | Relation::Compound) if rule.owner_does && attacks(phrase) => Some(Part::Agent),
        (Shape::Noun, Relation::Owner | Relation::Of | Relation::Compound) => Some(Part::Patient),
        (_, Relation::Preposition(mark)) if to(*mark) => Some(Part::Patient),
        _ => None,
    }
}

/// A verb that lends its subject to the act of its object: "came under attack", "carried out a search".
fn lent(doc: &Doc<'_>, noun: usize, phrase: &Phrase) -> Option<(Relation, u8)> {
    let verb = doc.analysis.tokens[noun].head?;
    let token = &doc.analysis.tokens[noun];
    if !matches!(token.deprel, Deprel::Obj | Deprel::Obl | Deprel::Nsubj | Deprel::NsubjPass | Deprel::Xcomp) {
        return None;
    }
    let is_light = |list| doc.phrase_with_gap(list, verb, noun);
    let suffers = is_light(&doc.lexicon.light_suffers);
    if !suffers && !is_light(&doc.lexicon.light_does) {
        return None;
    }
    let (relation, trust) = relation(doc, verb, phrase)?;
    match relation {
        Relation::Subject | Relation::PassiveSubject if suffers => Some((Relation::PassiveSubject, trust.min(2))),
        Relation::Subject | Relation::Agent => Some((Relation::Agent, trust.min(2))),
        _ => None,
    }
}

/// Whether a phrase is of those who attack: authorities, and people by a noun for such.
fn attacks(phrase: &Phrase) -> bool {
    phrase.is_state() || phrase.people.as_ref().is_some_and(|p| p.works_for.is_some())
}

/// A person who is named and has no post of the state.
fn is_private(doc: &Doc<'_>, phrase: &Phrase) -> bool {
    let person = phrase.entity.map(|e| &doc.names.entities[e]).filter(|d| d.kind == model::EntityKind::Person);
    person.is_some_and(|d| {
        let official = matches!(d.occupation, Some(model::Occupation::Official | model::Occupation::Politician));
        !official && !d.role.as_deref().is_some_and(|r| doc.is_post_of_state(r)) && !phrase.is_state()
    })
}

/// A party that is no authority: a private person, an organisation, people by a noun that is not of the state.
fn is_no_authority(doc: &Doc<'_>, phrase: &Phrase) -> bool {
    match phrase.entity.map(|e| doc.names.entities[e].kind) {
        Some(model::EntityKind::Person) => is_private(doc, phrase),
        Some(model::EntityKind::Authority | model::EntityKind::Place) => false,
        _ => phrase.is_party() && !phrase.is_state() && !phrase.pronoun,
    }
}

/// Whether an act of this rule can be done to a phrase.
pub(crate) fn needed(rule: &ActRule, phrase: &Phrase) -> bool {
    rule.needs.is_empty() || rule.needs.contains(&phrase.kind)
}

/// "TARTU (Daily Star) – Police have …": the place that heads a report does nothing.
fn heads_report(doc: &Doc<'_>, phrase: &Phrase) -> bool {
    let sentence = doc.sentence(phrase.head);
    let closed = (phrase.tokens.end..sentence.end).find(|t| doc.form(*t) == ")").map(|t| t + 1);
    let bracketed = phrase.tokens.end < sentence.end && doc.form(phrase.tokens.end) == "(";
    let dash = if bracketed { closed } else { Some(phrase.tokens.end) };
    let dash = dash.filter(|t| *t + 1 < sentence.end && matches!(doc.form(*t), "–" | "—" | "--" | "-"));
    let begins = |t: usize| doc.form(t + 1).starts_with(char::is_uppercase);
    phrase.kind == Kind::Place && phrase.tokens.start == sentence.start && dash.is_some_and(begins)
}

/// Whether a phrase can do something.
fn does(phrase: &Phrase) -> bool {
    phrase.is_party() || phrase.kind == Kind::Place || phrase.people.is_some() || phrase.pronoun
}

/// Whether a phrase is of whoever has the thing that an act is done to: behind a preposition of its rule ("from", «у»), or
/// in the dative.
fn owns(doc: &Doc<'_>, rule: &ActRule, relation: &Relation, phrase: &Phrase) -> bool {
    let things = rule.needs.iter().any(|n| matches!(n, Kind::Target(_)));
    let has = match relation {
        Relation::Preposition(_) | Relation::Of => {
            phrase.preposition.is_some_and(|mark| rule.from.iter().any(|w| doc.is_word(mark, w)))
        }
        Relation::Object => doc.analysis.tokens[phrase.head].feats.case == Some(Case::Dat),
        _ => false,
    };
    things && has && (phrase.is_party() || phrase.pronoun)
}

/// A noun in the case of what something is done with, where the language has one.
fn is_instrumental(doc: &Doc<'_>, phrase: &Phrase) -> bool {
    let case = doc.analysis.tokens[phrase.head].feats.case;
    doc.lexicon.noun_first && phrase.preposition.is_none() && case == Some(Case::Ins)
}

/// Adds the instruments of a sentence to its acts: after "with" or "using", or as what is used, thrown or carried.
pub(crate) fn instruments(doc: &Doc<'_>, phrases: &[Phrase], acts: &mut [Act]) {
    for (number, phrase) in phrases.iter().enumerate() {
        if phrase.instrument.is_none() || phrase.none {
            continue;
        }
        let with = phrase.preposition.is_some_and(|p| doc.lexicon.with.single(&doc.lower[p]).is_some());
        let bare_instrumental = is_instrumental(doc, phrase);
        let head = doc.analysis.tokens[phrase.top].head;
        let used = head.is_some_and(|h| doc.lexicon.use_verbs.single(doc.lemma(h)).is_some());
        let sentence = doc.sentence(phrase.head);
        let (low, high) = (phrase.tokens.start.saturating_sub(REACH), phrase.tokens.end + REACH);
        let nearest = acts
            .iter_mut()
            .filter(|a| sentence.contains(&a.token) && (low..high).contains(&a.token))
            .filter(|a| a.code.is_violent() || a.code == ActCode::Threat || a.code == ActCode::Dispersal)
            .min_by_key(|a| a.token.abs_diff(phrase.head));
        if let Some(act) = nearest {
            // «Сломали руку»: that hand has done nothing.
            let body = phrase.instrument == Some(InstrumentCode::Body);
            let in_words = !body && phrase.tokens.clone().any(|t| act.words.contains(&t));
            if with || bare_instrumental || used || in_words {
                act.instruments.push(number);
            }
        }
    }
}
