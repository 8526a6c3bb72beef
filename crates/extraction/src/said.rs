//! What is said of an act: that it happened, was denied, attempted, threatened, demanded, expected or only supposed, and
//! who says so.
//!
//! An operator reaches the act that it governs. The way up goes from the act over the heads of the words; at each
//! step the words beside it are looked at too. The nearest operator decides; a denial joins any.

use model::{Modality, Occupation, Polarity};
use syntax::{Deprel, Mood, Tense, Upos, VerbForm};

use crate::doc::Doc;
use crate::lexicon::{Effect, Reach};
use crate::phrases::{Phrase, case_mark};
use crate::speakers::{self, subject_of, told_to};

/// What is said of an act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Said {
    pub polarity: Polarity,
    pub modality: Modality,
    /// Phrases of those who say, deny or demand so, the nearest first.
    pub by: Vec<usize>,
    /// The words that made it so.
    pub because: Vec<usize>,
    /// The phrase of whoever denies a part in it, which says nothing about whether it happened.
    pub disowned_by: Option<usize>,
}

impl Said {
    /// Told by the report itself, as having happened.
    pub(crate) fn plainly() -> Self {
        let (polarity, modality) = (Polarity::Affirmed, Modality::Actual);
        Said { polarity, modality, by: Vec::new(), because: Vec::new(), disowned_by: None }
    }
}

/// Steps from an act to the top of its sentence that are looked at.
const STEPS: usize = 7;
/// How far before an infinitive the word that governs it can stand.
const INFINITIVE: usize = 9;
/// How far from an act a phrase speaks of it.
const NEAR: usize = 12;
/// How far from an act stands who says it.
pub(crate) const SPOKEN: usize = 60;

/// What is said of the act at a token.
pub(crate) fn said(doc: &Doc<'_>, phrases: &[Phrase], token: usize, noun: bool) -> Said {
    let mut said = Said::plainly();
    let Climbed { mut denials, to_a_part } = climb(doc, phrases, token, noun, &mut said);
    if said.modality == Modality::Actual
        && let Some((modality, word)) = without_the_tree(doc, token, noun)
    {
        said.modality = modality;
        said.because.push(word);
    }
    // What will be done only if something else is, is supposed.
    if said.modality == Modality::Expected && !noun && on_condition(doc, token) {
        said.modality = Modality::Hypothetical;
    }
    if exception(doc, token) {
        denials = 0;
        // "Failed to prevent"; but «едва не» is an attempt still.
        let by_verb = said.because.iter().any(|w| doc.analysis.tokens[*w].upos == Upos::Verb);
        if said.modality == Modality::Attempted && by_verb {
            said.modality = Modality::Actual;
        }
    }
    if denials == 0 && !to_a_part {
        denials = usize::from(denied_in_words(doc, token));
    }
    if denials % 2 == 1 {
        said.polarity = Polarity::Denied;
    }
    for by in speakers::beside(doc, phrases, token) {
        if !said.by.contains(&by) {
            said.by.push(by);
        }
    }
    if said.by.is_empty() {
        said.by.extend(speakers::elsewhere(doc, phrases, token));
    }
    said
}

/// Whether the report itself says that something is so, and has happened.
pub(crate) fn is_plain(doc: &Doc<'_>, phrases: &[Phrase], verb: usize) -> bool {
    let mut said = Said::plainly();
    let climbed = climb(doc, phrases, verb, false, &mut said);
    climbed.denials.is_multiple_of(2) && said == Said::plainly() && !denied_in_words(doc, verb)
}

/// What the words on the way up from an act say.
struct Climbed {
    /// How many of them deny it.
    denials: usize,
    /// Whether the way ends at somebody's part in the act, so that no denial reaches it.
    to_a_part: bool,
}

/// Looks at the words on the way up from an act.
fn climb(doc: &Doc<'_>, phrases: &[Phrase], token: usize, noun: bool, said: &mut Said) -> Climbed {
    let (mut denials, mut to_a_part) = (0, false);
    let (mut at, mut below) = (token, None);
    let mut shares = true;
    for step in 0..STEPS {
        if noun && is_a_part(doc, at, token) {
            said.disowned_by = disowned_by(doc, phrases, at);
            if said.disowned_by.is_none() {
                said.by.extend(speaker_over(doc, phrases, at));
            }
            to_a_part = true;
            break;
        }
        // "Denied ordering the murder": it happened, whoever ordered it.
        said.disowned_by = order_over(doc, at).filter(|_| noun).and_then(|order| disowned_by(doc, phrases, order));
        if said.disowned_by.is_some() {
            to_a_part = true;
            break;
        }
        let beside = beside(doc, at, token, below, said);
        denials += if shares { beside } else { 0 };
        let Some(head) = doc.analysis.tokens[at].head else { break };
        let relation = doc.analysis.tokens[at].deprel;
        if !passes(doc, at, head, relation, step) || is_parted(doc, at, head) {
            break;
        }
        denials += over(doc, head, at, token, noun, step, said);
        if let Some(by) = speaker(doc, phrases, head, at) {
            said.by.push(by);
        }
        shares = relation != Deprel::Conj || is_shared_over(doc, at);
        below = Some(at);
        at = head;
    }
    Climbed { denials, to_a_part }
}

/// Whether a word on the way up from an act speaks of somebody's part in it ("involvement in", "be behind"): what is said of
/// the part is not said of the act.
fn is_a_part(doc: &Doc<'_>, at: usize, token: usize) -> bool {
    let part = |t: usize| doc.phrase_at(&doc.lexicon.part, t).is_some();
    let before_mark = || case_mark(doc, at).and_then(|mark| mark.checked_sub(1));
    (at != token && part(at)) || before_mark().is_some_and(part)
}

/// The verb of ordering that a word hangs on.
fn order_over(doc: &Doc<'_>, at: usize) -> Option<usize> {
    doc.analysis.tokens[at].head.filter(|h| doc.lexicon.ordered.single(doc.lemma(*h)).is_some())
}

/// Who says the clause that a word is in.
fn speaker_over(doc: &Doc<'_>, phrases: &[Phrase], mut at: usize) -> Option<usize> {
    for step in 1..STEPS {
        let head = doc.analysis.tokens[at].head?;
        if !passes(doc, at, head, doc.analysis.tokens[at].deprel, step) {
            return None;
        }
        if let Some(by) = speaker(doc, phrases, head, at) {
            return Some(by);
        }
        at = head;
    }
    None
}

/// Who denies it, where a word for a part in an act hangs on a denial.
fn disowned_by(doc: &Doc<'_>, phrases: &[Phrase], part: usize) -> Option<usize> {
    let mut at = part;
    for _ in 0..STEPS {
        let head = doc.analysis.tokens[at].head?;
        let denies = |(words, (reach, effect)): &OperatorEntry| {
            words.len() == 1 && *reach == Reach::Verb && *effect == Effect::Denies
        };
        if doc.lexicon.operators.starting(doc.lemma(head)).iter().any(denies) {
            return subject_of(doc, phrases, head);
        }
        at = head;
    }
    None
}

/// Whether a semicolon stands between two words near each other: what is said beyond it is said of something else, but for
/// a list of what is to be done.
pub(crate) fn is_parted(doc: &Doc<'_>, at: usize, head: usize) -> bool {
    let between = at.min(head)..at.max(head);
    let to_do = doc.analysis.tokens[at].feats.verb_form == Some(VerbForm::Inf);
    !to_do && between.len() <= SPOKEN && between.into_iter().any(|t| doc.form(t) == ";")
}

/// What the form of the act, the order of the words and the words around it say, where the tree has said nothing.
fn without_the_tree(doc: &Doc<'_>, token: usize, noun: bool) -> Option<(Modality, usize)> {
    let feats = &doc.analysis.tokens[token].feats;
    let subject = |c: usize| matches!(doc.analysis.tokens[c].deprel, Deprel::Nsubj | Deprel::NsubjPass);
    // "Stormed the office, beat two people": what goes on with a statement is no order.
    let token_of = &doc.analysis.tokens[token];
    let over = token_of.head.filter(|_| token_of.deprel == Deprel::Conj).map(|h| &doc.analysis.tokens[h].feats);
    let goes_on = over.is_some_and(|feats| feats.mood != Some(Mood::Imp) && feats.tense == Some(Tense::Past));
    let imperative = feats.mood == Some(Mood::Imp) && !noun && !goes_on && !children(doc, token).any(subject);
    let future = feats.tense == Some(Tense::Fut) && !noun;
    // "Was led away and is expected to be freed by the weekend": what is over is not to come.
    let past = feats.tense == Some(Tense::Past);
    // «Выслать его из страны!»: an infinitive that hangs on nothing.
    let bare = feats.verb_form == Some(VerbForm::Inf) && doc.analysis.tokens[token].head.is_none();
    let bare = bare && !noun && asked(doc, token).is_none();
    before_infinitive(doc, token)
        .or_else(|| (imperative || bare).then_some((Modality::Demanded, token)))
        .or_else(|| said_in_words(doc, token).filter(|(m, _)| noun || !(past && *m == Modality::Expected)))
        .or_else(|| future.then_some((Modality::Expected, token)))
        .or_else(|| asked(doc, token).map(|mark| (Modality::Hypothetical, mark)))
}

/// The operator before an infinitive, by the order of the words: "called on police to arrest".
fn before_infinitive(doc: &Doc<'_>, token: usize) -> Option<(Modality, usize)> {
    let tokens = &doc.analysis.tokens;
    let marked = token > 0 && tokens[token - 1].upos == Upos::Part && tokens[token - 1].deprel == Deprel::Mark;
    if !marked && tokens[token].feats.verb_form != Some(VerbForm::Inf) {
        return None;
    }
    let low = token.saturating_sub(INFINITIVE).max(doc.sentence(token).start);
    for at in (low..token).rev() {
        if matches!(doc.form(at), "," | ";" | ":" | "." | "–" | "—" | "(" | ")") {
            return None;
        }
        let governs = |(words, (reach, _)): &&OperatorEntry| {
            matches!(reach, Reach::Verb | Reach::Noun)
                && words[1..].iter().all(|w| (at + 1..token).any(|t| doc.is_word(t, w)))
        };
        if let Some((_, (_, effect))) = doc.lexicon.operators.starting(doc.lemma(at)).iter().find(governs) {
            return match effect {
                Effect::Makes(modality) => Some((*modality, at)),
                Effect::Denies => None,
            };
        }
        if tokens[at].upos == Upos::Verb && tokens[at].feats.verb_form != Some(VerbForm::Inf) {
            return None;
        }
    }
    None
}

/// Words of the sentence that say so whatever the tree ("without success", "on the eve of").
fn said_in_words(doc: &Doc<'_>, token: usize) -> Option<(Modality, usize)> {
    let near = near(doc, token);
    let apart = |t: usize, length: usize| !(t..t + length).contains(&token);
    let found = near.filter_map(|t| {
        let (length, modality) = doc.phrase_at(&doc.lexicon.modal_phrases, t)?;
        apart(t, length).then_some((*modality, t))
    });
    found.min_by_key(|(_, t)| t.abs_diff(token))
}

/// The words around an act in which a phrase speaks of it.
fn near(doc: &Doc<'_>, token: usize) -> std::ops::Range<usize> {
    around(doc, token, NEAR)
}

/// The words of a sentence around a token, so many on each side.
pub(crate) fn around(doc: &Doc<'_>, token: usize, reach: usize) -> std::ops::Range<usize> {
    let sentence = doc.sentence(token);
    token.saturating_sub(reach).max(sentence.start)..(token + reach).min(sentence.end)
}

/// The mark of a question that asks whether it is so; "who" and "why" take it for given.
fn asked(doc: &Doc<'_>, token: usize) -> Option<usize> {
    let sentence = doc.sentence(token);
    let mark = sentence.clone().rev().take(3).find(|t| doc.form(*t) == "?")?;
    let asks_for_more =
        |t: usize| [&doc.lexicon.clause, &doc.lexicon.relative].iter().any(|list| list.single(doc.lemma(t)).is_some());
    let begins = sentence.take(3).any(asks_for_more);
    (!begins).then_some(mark)
}

/// Whether a clause of condition hangs on the act.
fn on_condition(doc: &Doc<'_>, token: usize) -> bool {
    let supposes = |t: usize| {
        let list = doc.lexicon.operators.starting(doc.lemma(t));
        list.iter().any(|(w, e)| w.len() == 1 && *e == (Reach::Particle, Effect::Makes(Modality::Hypothetical)))
    };
    children(doc, token)
        .filter(|c| matches!(doc.analysis.tokens[*c].deprel, Deprel::Advcl | Deprel::Conj | Deprel::Parataxis))
        .any(|c| children(doc, c).any(|m| doc.analysis.tokens[m].deprel == Deprel::Mark && supposes(m)))
}

fn children<'d>(doc: &'d Doc<'_>, at: usize) -> impl Iterator<Item = usize> + 'd {
    doc.children[at].iter().map(|c| *c as usize)
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
            let own =
                children(doc, at).any(|c| matches!(doc.analysis.tokens[c].deprel, Deprel::Nsubj | Deprel::NsubjPass));
            // "Did not arrest but beat him": what comes after "but" stands on its own.
            let but = children(doc, at).any(|c| {
                doc.analysis.tokens[c].deprel == Deprel::Cc && doc.lexicon.clause.single(doc.lemma(c)).is_some()
            });
            !own && !but
        }
        _ => false,
    }
}

/// Whether a joined word is denied with the one that it is joined to.
fn is_shared_over(doc: &Doc<'_>, at: usize) -> bool {
    let joins = children(doc, at).find(|c| doc.analysis.tokens[*c].deprel == Deprel::Cc);
    doc.lexicon.shared_over.single(joins.map_or(",", |c| doc.lemma(c))).is_some()
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
                Reach::Verb => matches!(deprel, Deprel::Aux | Deprel::AuxPass | Deprel::Cop),
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
    near(doc, token).any(|t| doc.phrase_at(&doc.lexicon.denial_phrases, t).is_some())
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
                    let next = (at + 1..(at + 4).min(token)).find(|n| doc.is_word(*n, w));
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
    // "The court must question him": what must be done nobody says.
    let verb = doc.analysis.tokens[head].upos == Upos::Verb;
    let operator = verb
        && doc.lexicon.operators.starting(doc.lemma(head)).iter().any(|(w, (reach, effect))| {
            w.len() == 1
                && *reach == Reach::Verb
                && (*effect == Effect::Denies || *effect == Effect::Makes(Modality::Demanded))
        });
    if !content || !(says(doc, head) || operator) {
        return None;
    }
    // Officials and whoever has been named speak for themselves, whoever prints it.
    let by = subject_of(doc, phrases, head);
    let own = |by: &usize| {
        let phrase = &phrases[*by];
        let people = phrase.people.as_ref();
        let official = people.is_some_and(|p| p.works_for.is_some() || p.occupation == Some(Occupation::Official));
        phrase.voice().is_some() || phrase.pronoun || phrase.is_state() || official
    };
    by.filter(own).or_else(|| told_to(doc, phrases, head)).or(by)
}
