//! What is said of an act: that it happened, was denied, attempted, threatened, demanded, expected or only supposed, and
//! who says so.
//!
//! An operator reaches the act that it governs. The way up goes from the act over the heads of the words; at each
//! step the words beside it are looked at too. The nearest operator decides; a denial joins any.

use model::{Modality, Polarity};
use syntax::{Deprel, Upos};

use crate::doc::Doc;
use crate::lexicon::{Effect, Reach};
use crate::phrases::Phrase;
use crate::relation::{Relation, relation};

/// What is said of an act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Said {
    pub polarity: Polarity,
    pub modality: Modality,
    /// Phrases of those who say, deny or demand so, the nearest first.
    pub by: Vec<usize>,
    /// The words that made it so.
    pub because: Vec<usize>,
}

/// Steps from an act to the top of its sentence that are looked at.
const STEPS: usize = 7;

/// What is said of the act at a token.
pub(crate) fn said(doc: &Doc<'_>, phrases: &[Phrase], token: usize, noun: bool) -> Said {
    let mut said =
        Said { polarity: Polarity::Affirmed, modality: Modality::Actual, by: Vec::new(), because: Vec::new() };
    let mut denials = 0;
    let (mut at, mut below) = (token, None);
    for step in 0..STEPS {
        denials += beside(doc, at, token, below, &mut said);
        let Some(head) = doc.analysis.tokens[at].head else { break };
        let relation = doc.analysis.tokens[at].deprel;
        if !passes(doc, at, head, relation, step) {
            break;
        }
        denials += over(doc, head, at, token, noun, step, &mut said);
        if let Some(by) = speaker(doc, phrases, head, at) {
            said.by.push(by);
        }
        below = Some(at);
        at = head;
    }
    let tense = doc.analysis.tokens[token].feats.tense;
    if said.modality == Modality::Actual && tense == Some(syntax::Tense::Fut) && !noun {
        said.modality = Modality::Expected;
        said.because.push(token);
    }
    if denials > 0 && exception(doc, token) {
        denials = 0;
    }
    denials += usize::from(denied_in_words(doc, token));
    if denials % 2 == 1 {
        said.polarity = Polarity::Denied;
    }
    if let Some(by) = according(doc, phrases, token)
        && !said.by.contains(&by)
    {
        said.by.push(by);
    }
    said
}

/// Whether an operator over `head` can reach down to the word that hangs on it by this relation.
fn passes(doc: &Doc<'_>, at: usize, head: usize, relation: Deprel, step: usize) -> bool {
    match relation {
        Deprel::Xcomp | Deprel::Ccomp | Deprel::Obj | Deprel::Csubj | Deprel::CsubjPass | Deprel::Fixed => true,
        Deprel::Nsubj
        | Deprel::NsubjPass
        | Deprel::Obl
        | Deprel::Nmod
        | Deprel::NmodPoss
        | Deprel::Compound
        | Deprel::OblAgent
        | Deprel::Iobj => step == 0 || doc.analysis.tokens[at].upos != Upos::Verb || relation == Deprel::Obl,
        Deprel::Acl | Deprel::Advcl | Deprel::Parataxis | Deprel::Appos | Deprel::Dep | Deprel::Orphan => {
            // A clause of its own is only under what calls for a clause.
            is_operator_noun(doc, head) || says(doc, head) || relation == Deprel::Acl
        }
        Deprel::Conj => {
            // A joined verb shares an operator only where it has no subject of its own.
            let own = doc.children[at]
                .iter()
                .any(|c| matches!(doc.analysis.tokens[*c as usize].deprel, Deprel::Nsubj | Deprel::NsubjPass));
            !own
        }
        _ => false,
    }
}

fn is_operator_noun(doc: &Doc<'_>, at: usize) -> bool {
    doc.lexicon.operators.starting(doc.lemma(at)).iter().any(|(w, (reach, _))| w.len() == 1 && *reach == Reach::Noun)
}

fn says(doc: &Doc<'_>, at: usize) -> bool {
    doc.lexicon.says.starting(doc.lemma(at)).iter().any(|(w, ())| w.len() == 1)
}

/// Applies an effect; a denial is counted, of the others the nearest stays.
fn apply(said: &mut Said, effect: Effect, word: usize) -> usize {
    match effect {
        Effect::Denies => {
            said.because.push(word);
            1
        }
        Effect::Makes(modality) => {
            if said.modality == Modality::Actual {
                said.modality = modality;
                said.because.push(word);
            }
            0
        }
    }
}

/// Operators that hang on a word of the way up: particles, auxiliaries, adverbs, adjectives.
fn beside(doc: &Doc<'_>, at: usize, token: usize, below: Option<usize>, said: &mut Said) -> usize {
    let mut denials = 0;
    for child in doc.children[at].iter().map(|c| *c as usize) {
        if Some(child) == below {
            continue;
        }
        let deprel = doc.analysis.tokens[child].deprel;
        let close = matches!(
            deprel,
            Deprel::Aux
                | Deprel::AuxPass
                | Deprel::Advmod
                | Deprel::Mark
                | Deprel::Det
                | Deprel::Amod
                | Deprel::Discourse
                | Deprel::Case
                | Deprel::Cc
                | Deprel::Cop
                | Deprel::Fixed
                | Deprel::Nsubj
                | Deprel::NsubjPass
                | Deprel::Compound
        );
        if !close {
            continue;
        }
        let subject = matches!(deprel, Deprel::Nsubj | Deprel::NsubjPass);
        // "No one was injured": the subject denies; other subjects do not.
        let target = if subject { negative_inside(doc, child) } else { Some(child) };
        let Some(word) = target else { continue };
        for (words, (reach, effect)) in doc.lexicon.operators.starting(doc.lemma(word)).iter().chain(by_form(doc, word))
        {
            let here = words.iter().enumerate().all(|(i, w)| word + i < doc.lemmas.len() && doc.is_word(word + i, w));
            let right = match reach {
                Reach::Particle => true,
                Reach::Verb => matches!(deprel, Deprel::Aux | Deprel::AuxPass),
                Reach::Beside => matches!(deprel, Deprel::Advmod | Deprel::Amod),
                Reach::Noun => deprel == Deprel::Compound,
            };
            let apart = !(word..word + words.len()).contains(&token);
            if here && apart && right && (at == token || *reach != Reach::Beside) {
                denials += apply(said, *effect, word);
                break;
            }
        }
    }
    // "Никто не задержан": denials of one clause are one.
    denials.min(1)
}

type OperatorEntry = (Vec<String>, (Reach, Effect));

fn by_form<'d>(doc: &'d Doc<'_>, word: usize) -> impl Iterator<Item = &'d OperatorEntry> {
    let same = doc.lemmas[word] == doc.lower[word];
    let list = if same { &[] } else { doc.lexicon.operators.starting(&doc.lower[word]) };
    list.iter()
}

/// The word that makes a subject speak of nobody.
fn negative_inside(doc: &Doc<'_>, subject: usize) -> Option<usize> {
    let none = |t: &usize| doc.lexicon.none_words.single(doc.lemma(*t)).is_some();
    Some(subject).filter(none).or_else(|| doc.children[subject].iter().map(|c| *c as usize).find(none))
}

/// Operators that are the head of a word of the way up.
fn over(doc: &Doc<'_>, head: usize, at: usize, token: usize, noun: bool, step: usize, said: &mut Said) -> usize {
    let deprel = doc.analysis.tokens[at].deprel;
    let subject = matches!(deprel, Deprel::Nsubj | Deprel::NsubjPass | Deprel::Csubj | Deprel::CsubjPass);
    let verb = matches!(doc.analysis.tokens[head].upos, Upos::Verb | Upos::Aux | Upos::Adj);
    for (words, (reach, effect)) in doc.lexicon.operators.starting(doc.lemma(head)) {
        let rest_here =
            words[1..].iter().all(|w| (head + 1..(head + 6).min(doc.lemmas.len())).any(|t| doc.is_word(t, w)));
        let governs = match reach {
            Reach::Verb => {
                verb && (!subject || *effect == Effect::Denies || noun)
                    && deprel != Deprel::Conj
                    && (deprel != Deprel::Advcl)
                    && (step > 0 || !matches!(deprel, Deprel::Obl) || noun || token == at)
            }
            Reach::Noun => !verb && !subject,
            Reach::Beside | Reach::Particle => false,
        };
        if rest_here && governs {
            return apply(said, *effect, head);
        }
    }
    0
}

/// Words near the act that deny it whatever the tree ("no evidence", "never happened").
fn denied_in_words(doc: &Doc<'_>, token: usize) -> bool {
    let sentence = doc.sentence(token);
    let (low, high) = (token.saturating_sub(12).max(sentence.start), (token + 12).min(sentence.end));
    (low..high).any(|t| doc.phrase_at(&doc.lexicon.denial_phrases, t).is_some())
}

fn exception(doc: &Doc<'_>, token: usize) -> bool {
    let low = token.saturating_sub(8).max(doc.sentence(token).start);
    (low..token).any(|t| {
        doc.lexicon
            .denial_exceptions
            .starting(doc.lemma(t))
            .iter()
            .chain(doc.lexicon.denial_exceptions.starting(&doc.lower[t]))
            .any(|(words, ())| {
                let mut at = t;
                words[1..].iter().all(|w| {
                    let next = (at + 1..(at + 4).min(doc.lemmas.len())).find(|n| doc.is_word(*n, w));
                    at = next.unwrap_or(at);
                    next.is_some()
                })
            })
    })
}

/// Who says it, where the head is a verb of saying and the act is in what is said.
fn speaker(doc: &Doc<'_>, phrases: &[Phrase], head: usize, at: usize) -> Option<usize> {
    let deprel = doc.analysis.tokens[at].deprel;
    let content = matches!(
        deprel,
        Deprel::Ccomp | Deprel::Parataxis | Deprel::Xcomp | Deprel::Obj | Deprel::Obl | Deprel::Csubj | Deprel::Conj
    );
    let operator = doc.lexicon.operators.starting(doc.lemma(head)).iter().any(|(w, (reach, effect))| {
        w.len() == 1
            && *reach == Reach::Verb
            && (*effect == Effect::Denies || *effect == Effect::Makes(Modality::Demanded))
    });
    if !content || !(says(doc, head) || operator) {
        return None;
    }
    subject_of(doc, phrases, head)
}

/// The phrase that is the subject of a verb.
pub(crate) fn subject_of(doc: &Doc<'_>, phrases: &[Phrase], verb: usize) -> Option<usize> {
    let sentence = doc.sentence(verb);
    let first = phrases.partition_point(|p| p.tokens.start < sentence.start);
    let near = phrases.iter().enumerate().skip(first).take_while(|(_, p)| p.tokens.start < sentence.end);
    let subjects = near.filter_map(|(number, p)| match relation(doc, verb, p) {
        Some((Relation::Subject | Relation::Agent, trust)) if p.is_party() || p.pronoun => Some((trust, number)),
        _ => None,
    });
    subjects.max_by_key(|(trust, number)| (*trust, std::cmp::Reverse(*number))).map(|(_, number)| number)
}

/// "According to X": the phrase after it, where the act is in the same sentence.
fn according(doc: &Doc<'_>, phrases: &[Phrase], token: usize) -> Option<usize> {
    let sentence = doc.sentence(token);
    let low = token.saturating_sub(60).max(sentence.start);
    let high = (token + 60).min(sentence.end);
    (low..high).find_map(|t| {
        let (length, ()) = doc.phrase_at(&doc.lexicon.according, t)?;
        let number = phrases.partition_point(|p| p.tokens.end <= t + length);
        let phrase = phrases.get(number)?;
        (phrase.tokens.start <= t + length + 1 && (phrase.is_party() || phrase.pronoun)).then_some(number)
    })
}
