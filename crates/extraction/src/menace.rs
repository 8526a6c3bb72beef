//! Threats that no verb of threatening tells: a bullet in an envelope, a wreath at the door, a note or a call that says
//! what will happen "or else".
//!
//! It knows the words and phrases of one report; what the things and words are stands in the language's `acts.toml`.

use std::ops::Range;

use model::{ActCode, TargetKind};
use syntax::{Case, Deprel, Upos};

use crate::acts::{Act, Role};
use crate::doc::Doc;
use crate::lexicon::{Delivery, Kind, Menace, Shape};
use crate::phrases::{Phrase, is_of};
use crate::relation::{Relation, relation};

/// How many words of a sentence around its verb are looked at.
const REACH: usize = 40;
/// How many words may stand between a thing and what is in it ("a parcel full of dead rats").
const INSIDE: usize = 2;
/// How many phrases on stands whose a door is ("the door of the flat of X").
const CHAIN: usize = 3;

/// Adds the threats that things and messages make, where no word has told one in the same sentence.
pub(crate) fn threats(doc: &Doc<'_>, phrases: &[Phrase], acts: &mut Vec<Act>) {
    let Some(rule) = doc.lexicon.rules.iter().position(|r| r.code == ActCode::Threat) else { return };
    let mut found: Vec<Act> = Vec::new();
    acts.sort_by_key(|a| a.token);
    for verb in 0..doc.lemmas.len() {
        let sentence = doc.sentence(verb);
        let told = |acts: &[Act]| {
            let first = acts.partition_point(|a| a.token < sentence.start);
            acts[first..].iter().take_while(|a| a.token < sentence.end).any(|a| a.code == ActCode::Threat)
        };
        if doc.analysis.tokens[verb].upos != Upos::Verb || told(acts) || told(&found) {
            continue;
        }
        found.extend(threat(doc, phrases, rule, verb));
    }
    acts.extend(found);
    acts.sort_by_key(|a| a.token);
}

/// The threat that a verb of sending, leaving or finding tells by its thing.
fn threat(doc: &Doc<'_>, phrases: &[Phrase], rule: usize, verb: usize) -> Option<Act> {
    let (length, Delivery { gets, .. }) = doc.phrase_at(&doc.lexicon.delivers, verb)?;
    let near = near(doc, phrases, verb);
    let thing = near.clone().find(|p| is_delivered(doc, verb, &phrases[*p]) && menaces(doc, phrases, verb, *p))?;
    let others = || near.clone().filter(|p| *p != thing);
    let senders: Vec<usize> = others().filter(|p| !gets && sends(doc, verb, &phrases[*p])).collect();
    // Investigators find bullets, too.
    if others().any(|p| phrases[p].is_state() && is_subject(doc, verb, &phrases[p])) {
        return None;
    }
    let recipients: Vec<usize> = others().filter_map(|p| recipient(doc, phrases, verb, p, *gets)).collect();
    // Mourners lay wreaths: only what is left for somebody threatens.
    if recipients.is_empty() && !gets {
        return None;
    }
    let role = |phrase| Role { phrase, trust: 2, whole: None };
    Some(Act {
        rule,
        code: ActCode::Threat,
        shape: Shape::Verb,
        harm: false,
        token: verb,
        words: verb..verb + length,
        patients: recipients.into_iter().map(role).collect(),
        agents: senders.into_iter().map(role).collect(),
        places: Vec::new(),
        instruments: Vec::new(),
        owners: Vec::new(),
        beat: Vec::new(),
    })
}

/// The phrases of a verb's sentence that are near it.
fn near(doc: &Doc<'_>, phrases: &[Phrase], verb: usize) -> Range<usize> {
    let sentence = doc.sentence(verb);
    let (low, high) = (verb.saturating_sub(REACH).max(sentence.start), (verb + REACH).min(sentence.end));
    let first = phrases.partition_point(|p| p.tokens.start < low);
    first..first + phrases[first..].partition_point(|p| p.tokens.start < high)
}

fn is_subject(doc: &Doc<'_>, verb: usize, phrase: &Phrase) -> bool {
    matches!(relation(doc, verb, phrase), Some((Relation::Subject | Relation::Agent, _)))
}

fn sends(doc: &Doc<'_>, verb: usize, phrase: &Phrase) -> bool {
    phrase.is_party() && is_subject(doc, verb, phrase)
}

/// Whether a thing is what is sent, left or found.
fn is_delivered(doc: &Doc<'_>, verb: usize, phrase: &Phrase) -> bool {
    let bare = !phrase.pronoun && phrase.preposition.is_none();
    bare && matches!(relation(doc, verb, phrase), Some((Relation::Object | Relation::PassiveSubject, _)))
}

/// Whether a thing is a threat by itself, by what is in it, or as a message that says so.
fn menaces(doc: &Doc<'_>, phrases: &[Phrase], verb: usize, thing: usize) -> bool {
    let phrase = &phrases[thing];
    let end = doc.sentence(verb).end;
    let inside = phrases.get(thing + 1).filter(|p| p.tokens.start <= phrase.tokens.end + INSIDE && p.tokens.end <= end);
    let whole = phrase.tokens.start..inside.map_or(phrase.tokens.end, |p| p.tokens.end);
    let is_message = |t: usize| doc.phrase_at(&doc.lexicon.messages, t).is_some();
    let menace = whole.clone().find_map(|t| doc.phrase_at(&doc.lexicon.menaces, t)).map(|(_, menace)| *menace);
    match menace {
        Some(Menace::Always) => true,
        Some(Menace::Sent) => {
            let sent = doc.phrase_at(&doc.lexicon.delivers, verb).is_some_and(|(_, delivery)| delivery.sends);
            sent || doc.sentence(verb).any(is_message)
        }
        None => phrase.tokens.clone().any(is_message) && says_or_else(doc, phrase.tokens.clone()),
    }
}

/// Whether the rest of the sentence of some words or the next one says what will happen "or else".
fn says_or_else(doc: &Doc<'_>, words: Range<usize>) -> bool {
    let number = doc.analysis.sentence_of(words.start);
    let last = &doc.analysis.sentences[(number + 1).min(doc.analysis.sentences.len() - 1)];
    (words.end..last.end).any(|t| doc.phrase_at(&doc.lexicon.or_else, t).is_some())
}

/// The phrase of whoever gets what is sent, left or found: they receive or find it, it is sent to them, or it is left at what
/// is theirs.
fn recipient(doc: &Doc<'_>, phrases: &[Phrase], verb: usize, number: usize, gets: bool) -> Option<usize> {
    let phrase = &phrases[number];
    let token = &doc.analysis.tokens[phrase.top];
    let party = phrase.is_party() || phrase.pronoun;
    let dative = token.feats.case == Some(Case::Dat) && phrase.preposition.is_none();
    match relation(doc, verb, phrase)?.0 {
        _ if token.deprel == Deprel::Iobj || dative => party.then_some(number),
        Relation::Subject => (gets && party).then_some(number),
        Relation::Object => (!gets && party).then_some(number),
        Relation::Preposition(_) | Relation::Of if !phrase.is_party() => whose(doc, phrases, number),
        Relation::Preposition(_) if !gets => Some(number),
        _ => None,
    }
}

/// A phrase for a thing that says whose it is, or one behind it that does ("the door of the flat of X"); else the premises or
/// home itself.
fn whose(doc: &Doc<'_>, phrases: &[Phrase], number: usize) -> Option<usize> {
    let is_thing = |p: &Phrase| matches!(p.kind, Kind::Target(_) | Kind::Other);
    let is_building = |p: &Phrase| matches!(p.kind, Kind::Target(TargetKind::Premises | TargetKind::Home));
    let mut last = number;
    for next in number..phrases.len().min(number + CHAIN) {
        let phrase = &phrases[next];
        if next > last && !(phrase.tokens.start <= phrases[last].tokens.end + 2 && is_of(doc, phrase.top)) {
            break;
        }
        if is_thing(phrase) && (phrase.owner.is_some() || phrase.entity.is_some()) {
            return Some(next);
        }
        last = next;
    }
    is_building(&phrases[number]).then_some(number)
}
