//! What authorities do about an attack, told with words that elsewhere tell an act against somebody: they arrest a
//! suspect, they open a case.
//!
//! It knows one act, or two of one sentence; whether the report tells an attack at all is asked by its callers.

use model::{ActCode, ResponseKind};
use syntax::Upos;

use crate::acts::{Act, Role};
use crate::doc::Doc;
use crate::lexicon::Shape;
use crate::phrases::Phrase;

/// How many words around an act say that those whom it is done to are suspects.
const BESIDE: usize = 2;
/// How many words on either side say what they are held for.
const HELD_FOR: usize = 12;

/// The answer that an act is where its words leave no doubt: those who are held are called suspects or are held for
/// something, and a case against nobody is about what happened.
pub(crate) fn answer(doc: &Doc<'_>, phrases: &[Phrase], act: &Act) -> Option<ResponseKind> {
    let kind = kind_of(act.code)?;
    let opened = act.shape == Shape::Verb && act.words.len() > 1;
    if act.code == ActCode::Prosecution && act.patients.is_empty() && opened {
        return Some(ResponseKind::Investigation);
    }
    // "Some people were questioned."
    if act.code == ActCode::Interrogation && all_patients(phrases, act, |p| is_nobody_known(doc, p)) {
        return Some(kind);
    }
    let held = || is_held_for_it(doc, act) && all_patients(phrases, act, |p| !is_occupied(doc, p));
    (is_called_a_suspect(doc, phrases, act) || held()).then_some(kind)
}

/// The answer that an act is because it is against those who were held as suspects before.
pub(crate) fn answer_to_suspects(phrases: &[Phrase], suspects: &[usize], act: &Act) -> Option<ResponseKind> {
    let suspected = |p: &Phrase| p.entity.is_some_and(|e| suspects.contains(&e));
    kind_of(act.code).filter(|_| all_patients(phrases, act, suspected))
}

/// The same where nothing but the people tell: those of whom no name and no occupation is known are suspects.
pub(crate) fn answer_to_violence(doc: &Doc<'_>, phrases: &[Phrase], act: &Act) -> Option<ResponseKind> {
    let kind = kind_of(act.code)?;
    answer(doc, phrases, act).or_else(|| all_patients(phrases, act, |p| is_nobody_known(doc, p)).then_some(kind))
}

/// People of whom no name and no occupation is known.
fn is_nobody_known(doc: &Doc<'_>, phrase: &Phrase) -> bool {
    phrase.entity.is_none() && !phrase.pronoun && !is_occupied(doc, phrase) && phrase.owner.is_none()
}

/// The answer that an act is because those whom it is against have done, as the sentence says, violence to others: "was
/// sentenced for the murder of X". Violence against authorities is what their opponents are accused of.
pub(crate) fn answer_to_accused(doc: &Doc<'_>, phrases: &[Phrase], act: &Act, violence: &Act) -> Option<ResponseKind> {
    let held = |p: usize| act.patients.iter().any(|r| same(&phrases[r.phrase], &phrases[p]));
    let others = |r: &Role| !phrases[r.phrase].is_state() && !held(r.phrase);
    let done_to_others = !violence.patients.is_empty() && violence.patients.iter().all(others);
    let for_it = violence.code.is_violent() && done_to_others && stands_for(doc, act, violence);
    let kind = if act.code == ActCode::Sentence { Some(ResponseKind::Charge) } else { kind_of(act.code) };
    kind.filter(|_| for_it && !act.patients.is_empty())
}

/// Whether two phrases are one, or stand for one entity.
fn same(one: &Phrase, other: &Phrase) -> bool {
    one.head == other.head || (one.entity.is_some() && one.entity == other.entity)
}

/// How many words may stand between an act and what it is for, with those whom it is against.
const REASON: usize = 20;
/// How many words may stand between "for" and what somebody is held for.
const FOR: usize = 4;

/// Whether an act is told as what another is for: behind it, governed by a word such as "for" shortly before it.
fn stands_for(doc: &Doc<'_>, act: &Act, reason: &Act) -> bool {
    let between = act.words.end..reason.words.start;
    if between.len() > REASON || !doc.sentence(act.token).contains(&reason.token) {
        return false;
    }
    let token = |t: usize| &doc.analysis.tokens[t];
    let breaks = |t: &usize| {
        doc.lexicon.clause.single(doc.lemma(*t)).is_some() || matches!(token(*t).upos, Upos::Cconj | Upos::Punct)
    };
    let governs = |t: &usize| token(*t).head.is_none_or(|head| head >= reason.words.start);
    let mut near = between.rev().take(FOR + 1).take_while(|t| !breaks(t)).filter(governs);
    near.any(|t| doc.lexicon.held_by.single(doc.lemma(t)).is_some())
}

fn kind_of(code: ActCode) -> Option<ResponseKind> {
    match code {
        ActCode::Detention => Some(ResponseKind::Arrest),
        ActCode::Prosecution => Some(ResponseKind::Charge),
        ActCode::Interrogation => Some(ResponseKind::Investigation),
        _ => None,
    }
}

fn all_patients(phrases: &[Phrase], act: &Act, is: impl Fn(&Phrase) -> bool) -> bool {
    !act.patients.is_empty() && act.patients.iter().all(|r| is(&phrases[r.phrase]))
}

/// Whether it is said what somebody does for a living, beyond "man" and "member".
fn is_occupied(doc: &Doc<'_>, phrase: &Phrase) -> bool {
    let entity = phrase.entity.and_then(|e| doc.names.entities[e].occupation);
    entity.is_some() || phrase.people.as_ref().is_some_and(|q| q.occupation.is_some() && !q.weak)
}

/// "The suspect, a former officer of …", «нападавших задержали».
fn is_called_a_suspect(doc: &Doc<'_>, phrases: &[Phrase], act: &Act) -> bool {
    let sentence = doc.sentence(act.token);
    let around = act.words.start.saturating_sub(BESIDE).max(sentence.start)..sentence.end.min(act.words.end + BESIDE);
    let patients = act.patients.iter().map(|r| phrases[r.phrase].head);
    patients.chain(around).any(|t| doc.phrase_at(&doc.lexicon.suspects, t).is_some())
}

/// "On suspicion of the murder", «по подозрению в нападении».
fn is_held_for_it(doc: &Doc<'_>, act: &Act) -> bool {
    let sentence = doc.sentence(act.token);
    let low = act.words.start.saturating_sub(HELD_FOR).max(sentence.start);
    (low..sentence.end.min(act.words.end + HELD_FOR)).any(|t| doc.phrase_at(&doc.lexicon.held_for, t).is_some())
}
